package build

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"signpost/search/site"
	"signpost/tools/internal/lint"
	"signpost/tools/internal/vignette"
)

const root = "../../.."

// TestSampleContentIsCurrent fails when content/ is not, byte for byte, what documents/ give.
func TestSampleContentIsCurrent(t *testing.T) {
	report, err := Convert(Options{Project: root, Content: filepath.Join(root, "content")}, true)
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Pages) < 20 {
		t.Fatalf("only %d pages", len(report.Pages))
	}
	if !report.UpToDate() {
		var said strings.Builder
		report.Write(&said)
		t.Errorf("content/ is not what documents/ give: run make content and look at the difference\n%s", said.String())
	}
}

func TestSampleIsSafe(t *testing.T) {
	c, err := Options{Project: root}.convert()
	if err != nil {
		t.Fatal(err)
	}
	found, err := lint.Lint(filepath.Join(root, "content"), lint.Options{Documents: c.documents, Today: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Error {
			t.Error(f)
		}
	}
}

// TestSameInputSameBytes builds the sample twice.
func TestSameInputSameBytes(t *testing.T) {
	dir := t.TempDir()
	var built [2]map[string][]byte
	for i := range built {
		site := filepath.Join(dir, string(rune('a'+i)))
		if err := Site(Options{Project: root, Documents: filepath.Join(root, "documents"), Destination: site}); err != nil {
			t.Fatal(err)
		}
		built[i] = map[string][]byte{}
		err := filepath.WalkDir(site, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			content, err := os.ReadFile(name)
			rel, _ := filepath.Rel(site, name)
			built[i][rel] = content
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(built[0]) < 50 || len(built[0]) != len(built[1]) {
		t.Fatalf("%d and %d files", len(built[0]), len(built[1]))
	}
	for name, content := range built[0] {
		if !bytes.Equal(content, built[1][name]) {
			t.Errorf("%s differs between two builds", name)
		}
	}
}

// TestNoAdviceIsTooMild runs the case descriptions of data/vignettes over the sample site.
func TestNoAdviceIsTooMild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := Site(Options{Project: root, Documents: filepath.Join(root, "documents"), Destination: dir}); err != nil {
		t.Fatal(err)
	}
	cases, err := vignette.Read(os.DirFS(filepath.Join(root, "data", "vignettes")))
	if err != nil || len(cases) < 30 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	s, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	report, err := vignette.Run(cases, func(text string, answers map[string]string) ([]byte, error) {
		return s.Check(site.Request{Text: text, Answers: answers})
	}, func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	report.Write(&said)
	t.Log(said.String())
	if report.Under > 0 || report.Found < report.Emergencies {
		t.Errorf("%d cases got milder advice than they allow, %d of %d emergencies were found", report.Under, report.Found, report.Emergencies)
	}
}

func TestReplaceable(t *testing.T) {
	dir := t.TempDir()
	write := func(name string) {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("letters/mum.txt")
	write("site/search/manifest.json")
	write("portable/search/manifest.json.js")
	for name, ok := range map[string]bool{"none": true, "letters": false, "site": true, "portable": true} {
		if err := replaceable(filepath.Join(dir, name)); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}
