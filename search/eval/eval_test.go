package eval_test

import (
	"encoding/binary"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"signpost/search/answer/spell"
	"signpost/search/bundle"
	"signpost/search/bundle/pack"
	"signpost/search/eval"
	"signpost/search/index"
	"signpost/search/page"
	"signpost/search/page/invented"
)

// files are the unzipped parts of a bundle by file name.
type files map[string][]byte

// parts builds a bundle of the sample's pages several times over, so that it is split.
func parts(t *testing.T) files {
	t.Helper()
	pages, err := page.ReadDir("../index/testdata/content")
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Build(invented.Copies(pages, 60), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	b, err := x.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	out := written(t, b)
	if len(out) < 10 {
		t.Fatal(len(out))
	}
	return out
}

// written is a bundle in files.
func written(t *testing.T, b pack.Search) files {
	t.Helper()
	dir := t.TempDir()
	if err := pack.Write(dir, b, nil); err != nil {
		t.Fatal(err)
	}
	all, err := filepath.Glob(filepath.Join(dir, "*.bin"))
	if err != nil {
		t.Fatal(err)
	}
	out := files{}
	for _, name := range all {
		z, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if out[filepath.Base(name)], err = pack.Unzip(z); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// host answers needs from files; what is not there, or is not taken, could not be had.
func host(t *testing.T, e *eval.Engine, have files, q string) (status int, out string) {
	t.Helper()
	for range 20 {
		status = e.Search([]byte(q), 10)
		if status != eval.Need {
			text, err := spell.JSON(e.Out())
			if err != nil {
				t.Fatalf("%q: %v", q, err)
			}
			return status, string(text)
		}
		needs, err := spell.Needs(e.Out())
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		for _, n := range needs {
			if part := have[n.File()]; part == nil || e.Load(n.Kind, n.Number, slices.Clone(part)) != bundle.Good {
				e.Load(n.Kind, n.Number, nil)
			}
		}
	}
	t.Fatalf("%q: still in need: %q", q, e.Out())
	return
}

func engine() *eval.Engine {
	e := &eval.Engine{}
	e.Init()
	return e
}

var queries = []string{"sciatica", "both feet burning diabetes", "scitica treatmnt", "perip", "what helps against tingling at night?", "zzz"}

// TestMissingParts: what cannot be had is left out, said, and used as soon as it can be had.
func TestMissingParts(t *testing.T) {
	all := parts(t)
	e := engine()
	for _, q := range queries {
		_, want := host(t, engine(), all, q)
		some := files{}
		for name, part := range all {
			if !strings.HasPrefix(name, "terms") && !strings.HasPrefix(name, "words") {
				some[name] = part
			}
		}
		status, out := host(t, e, some, q)
		if status != eval.Done || !strings.Contains(out, `"incomplete":true`) || !json.Valid([]byte(out)) {
			t.Fatalf("%q without terms: status %d: %s", q, status, out)
		}
		if _, out = host(t, e, all, q); out != want {
			t.Fatalf("%q: after the parts were there\n%s\nfrom the start\n%s", q, out, want)
		}
		e = engine()
	}
	status, out := host(t, engine(), files{}, "sciatica")
	if status != eval.Refused || !strings.Contains(out, "could not be read") {
		t.Errorf("without the root: status %d: %s", status, out)
	}
}

// TestDamagedParts: a part that is damaged is refused, and one that lies under a right checksum gives an answer or a refusal, in
// time, and none that spoils the next question.
func TestDamagedParts(t *testing.T) {
	all := parts(t)
	r := rand.New(rand.NewPCG(5, 6))
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	_, want := host(t, engine(), all, "sciatica")
	for round := range 500 {
		bad := files{}
		sealed := round%2 == 0
		for i, name := range names {
			part := all[name]
			if r.IntN(3) == 0 || strings.HasPrefix(name, "root") && round%5 == 0 || i == round%len(names) {
				part = damage(r, part, sealed)
			}
			bad[name] = part
		}
		e := engine()
		q := queries[round%len(queries)]
		start := time.Now()
		status, out := host(t, e, bad, q)
		if took := time.Since(start); took > time.Second {
			t.Fatalf("round %d: %q took %v", round, q, took)
		}
		if status == eval.Done && !json.Valid([]byte(out)) {
			t.Fatalf("round %d: %q: no JSON: %s", round, q, out)
		}
		for name, part := range all { // the good parts come after all
			kind := slices.IndexFunc([]string{"root", "terms", "words", "pages", "texts"}, func(k string) bool { return strings.HasPrefix(name, k) })
			if kind == bundle.Root && e.Load(kind, 0, slices.Clone(part)) != bundle.Good {
				t.Fatal("the root is refused after a damaged one")
			}
		}
		fresh := engine()
		if _, out := host(t, fresh, all, "sciatica"); out != want {
			t.Fatalf("round %d: a new engine answers differently", round)
		}
	}
}

// damage flips bits, cuts, or makes numbers large; sealed gives the result a right checksum.
func damage(r *rand.Rand, part []byte, sealed bool) []byte {
	b := slices.Clone(part)
	switch r.IntN(3) {
	case 0:
		for range 1 + r.IntN(8) {
			b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		}
	case 1:
		b = b[:r.IntN(len(b))]
	default:
		for range 1 + r.IntN(4) {
			b[bundle.Header+r.IntN(len(b)-bundle.Header)] = 0xff
		}
	}
	if sealed && len(b) >= bundle.Header {
		copy(b, part[:4])
		binary.LittleEndian.PutUint32(b[4:], bundle.Sum(b[bundle.Header:]))
	}
	return b
}

// TestExcerpts: an excerpt says what its section says, to the letter, and links to it, whatever its anchor is. Until the texts are
// there it is the start of the page. Items stand on lines of their own, and a line of a word or two is not begun.
func TestExcerpts(t *testing.T) {
	sections := []page.Section{
		{Blocks: []page.Block{{Text: "Aspirin by McBride: X-rays, DNA, eBay, ÉCLAT and Ωmega-3 FATs. After its first line the text goes on."}}},
		{ID: "what-helps", Heading: "What helps?", Blocks: []page.Block{{Text: "Some text about bananas."}}},
		{ID: "what-helps-2", Heading: "What helps?", Blocks: []page.Block{{Text: "Some text about Cinnamon and A B C."}}},
		{ID: "quinine-2", Heading: "Something else", Blocks: []page.Block{{Text: "Some text about dandelions."}}},
		{ID: "list", Heading: "A list", Blocks: []page.Block{{Text: "an elderberry on an empty stomach"}, {Text: strings.Repeat("more of it, ", 12) + "late at night"},
			{Text: "the rest of it, which is longer"}}},
	}
	x, err := index.Build([]page.Page{{Kind: page.Condition, Slug: "cramp", Title: "Cramp", Lead: sections[0].Blocks[0].Text, Body: page.WriteBody(sections)}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	b, err := x.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	have := written(t, b)
	for _, want := range []struct{ question, url, says string }{
		{"aspirin", "cramp/", sections[0].Blocks[0].Text},
		{"bananas", "cramp/#what-helps", sections[1].Blocks[0].Text},
		{"cinnamon", "cramp/#what-helps-2", sections[2].Blocks[0].Text},
		{"dandelions", "cramp/#quinine-2", sections[3].Blocks[0].Text},
		{"elderberry", "cramp/#list", sections[4].Blocks[0].Text + "\n" + sections[4].Blocks[1].Text + " …"},
	} {
		e := engine()
		for tries := 0; ; tries++ {
			_, out := host(t, e, have, want.question)
			var a struct {
				Hits []struct{ URL, Excerpt string }
				More []struct {
					Kind, Number int
					File         string
				}
			}
			if err := json.Unmarshal([]byte(out), &a); err != nil {
				t.Fatal(err)
			}
			if len(a.More) > 0 && tries == 0 {
				if start, cut := strings.CutSuffix(a.Hits[0].Excerpt, " …"); !cut || !strings.HasPrefix(sections[0].Blocks[0].Text, start) {
					t.Errorf("%s, without texts: %s", want.question, out)
				}
				for _, p := range a.More {
					e.Load(p.Kind, p.Number, have[p.File])
				}
				continue
			}
			if len(a.Hits) != 1 || a.Hits[0].URL != "conditions/"+want.url || a.Hits[0].Excerpt != want.says {
				t.Errorf("%s: %s", want.question, out)
			}
			break
		}
	}
}

func TestOddQuestions(t *testing.T) {
	all := parts(t)
	e := engine()
	for _, q := range []string{"", " ", "a", "the of and", "\x00\xff\xfe", "😀😀", "שלום עולם", `"a" AND (b OR -c*) ~2`, strings.Repeat("x", 10000), strings.Repeat("leg pain ", 1200), "\n\t\r"} {
		start := time.Now()
		status, out := host(t, e, all, q)
		if status != eval.Done || !json.Valid([]byte(out)) {
			t.Errorf("%.20q: status %d: %s", q, status, out)
		}
		if took := time.Since(start); took > 500*time.Millisecond { // 50 ms on an idle machine
			t.Errorf("%.20q took %v", q, took)
		}
	}
	if e.Load(bundle.Root, 0, []byte{'S', 'P', bundle.Format + 1, 0, 0, 0, 0, 0}) != bundle.Newer || e.Load(99, 0, nil) != bundle.Another || e.Load(bundle.Terms, 1<<30, nil) != bundle.Another {
		t.Error("a newer format and unknown kinds must be refused as such")
	}
}
