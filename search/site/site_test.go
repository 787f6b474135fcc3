package site_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"signpost/search/bundle/pack"
	"signpost/search/index"
	"signpost/search/page"
	"signpost/search/page/invented"
	"signpost/search/site"
)

// stock is the evaluator built by the stock Go compiler.
func stock(t testing.TB) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "evaluator.wasm")
	build := exec.Command("go", "build", "-buildmode=c-shared", "-ldflags=-s -w", "-o", file, "signpost/search/wasm")
	build.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// built is a folder with the bundle of pages; copies makes it large enough to be split.
func built(t testing.TB, copies int) string {
	t.Helper()
	pages, err := page.ReadDir("../index/testdata/content")
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(invented.Copies(pages, copies), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	b, err := x.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := pack.Write(filepath.Join(dir, "search"), b, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

var questions = []string{
	"", "?", "sciatica", "scitica", "perip", "both feet burning diabetes", "worse standing better sitting", "leg cramps when walking that stop with rest",
	"what helps against vomiting?", "throwing up and tummy pain", "paraesthesia", "pins and needles", "numb", "the of and", "a", "anemia", "zzzzzzzz qqqq",
	"😀 שלום \x01 \"quoted\" AND (x OR -y*", strings.Repeat("my legs tingle and my feet burn after walking ", 300), strings.Repeat("x", 10000),
}

func TestNativeAndWASMAgree(t *testing.T) {
	wasm := stock(t)
	for _, copies := range []int{0, 60} {
		dir := built(t, copies)
		native, err := site.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		module, err := site.OpenWASM(dir, wasm)
		if err != nil {
			t.Fatal(err)
		}
		defer module.Close()
		for _, q := range questions {
			want, err := native.Search(q, 10)
			if err != nil {
				t.Fatalf("%.40q: %v", q, err)
			}
			got, err := module.Search(q, 10)
			if err != nil {
				t.Fatalf("%.40q: %v", q, err)
			}
			if !bytes.Equal(want, got) {
				t.Fatalf("%.40q:\nnative %s\nwasm   %s", q, want, got)
			}
			if !json.Valid(got) {
				t.Fatalf("%.40q: no JSON: %s", q, got)
			}
		}
		if split := len(native.Fetched) > 1; split != (copies > 0) {
			t.Errorf("%d copies: %d parts fetched", copies, len(native.Fetched))
		}
	}
}

type answer struct {
	Hits []struct {
		ID, Kind, Title, URL, Excerpt, Heading string
		Marks                                  [][2]int
		Score                                  float64
	}
	Suggestions []struct{ Typed, Used string }
	Message     string
	Incomplete  bool
	More        []any
}

func search(t *testing.T, s *site.Site, q string) answer {
	t.Helper()
	out, err := s.Search(q, 10)
	if err != nil {
		t.Fatalf("%q: %v", q, err)
	}
	var a answer
	if err := json.Unmarshal(out, &a); err != nil {
		t.Fatalf("%q: %v: %s", q, err, out)
	}
	return a
}

func TestAnswers(t *testing.T) {
	s, err := site.Open(built(t, 0))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ q, first string }{
		{"sciatica", "sciatica"}, {"scitica", "sciatica"}, {"perip", "peripheral-artery-disease peripheral-neuropathy"}, {"PAD", "peripheral-artery-disease"},
		{"both feet burning diabetes", "peripheral-neuropathy"}, {"worse standing better sitting", "spinal-stenosis"}, {"throwing up", "stomach-flu"},
		{"anemia", "anaemia"}, {"what helps against claudication?", "peripheral-artery-disease"}, {"out of breath", "anaemia"},
	} {
		a := search(t, s, c.q)
		if len(a.Hits) == 0 || !strings.Contains(c.first, a.Hits[0].ID) {
			t.Errorf("%q: %+v, not %s first", c.q, a, c.first)
			continue
		}
		for _, h := range a.Hits {
			for _, m := range h.Marks {
				if m[0] < 0 || m[1] > len(h.Excerpt) || m[0] >= m[1] {
					t.Fatalf("%q: marks %v outside %q", c.q, h.Marks, h.Excerpt)
				}
			}
		}
	}
	a := search(t, s, "scitica")
	if len(a.Suggestions) != 1 || a.Suggestions[0].Typed != "scitica" || a.Suggestions[0].Used != "sciatica" {
		t.Errorf("scitica: suggestions %+v", a.Suggestions)
	}
	a = search(t, s, "uphill")
	if h := a.Hits[0]; h.URL != "conditions/peripheral-artery-disease/#symptoms" || h.Heading != "Signs" || len(h.Marks) != 1 || h.Excerpt[h.Marks[0][0]:h.Marks[0][1]] != "uphill" {
		t.Errorf("uphill: %+v", h)
	}
}

func TestBadFolders(t *testing.T) {
	empty := t.TempDir()
	if _, err := site.Open(empty); err == nil || !strings.Contains(err.Error(), "signpost build") {
		t.Errorf("empty folder: %v", err)
	}
	dir := built(t, 0)
	root := filepath.Join(dir, "search", "root.bin")
	whole, err := os.ReadFile(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range [][]byte{nil, whole[:len(whole)/2], append([]byte("x"), whole...)} {
		if err := os.WriteFile(root, b, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := site.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Search("sciatica", 10); err == nil || !strings.Contains(err.Error(), "build the site again") {
			t.Errorf("%d bytes: %v", len(b), err)
		}
	}
}
