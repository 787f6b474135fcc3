package wasmgo

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"signpost/search/bundle/pack"
	"signpost/search/check/compile"
	"signpost/search/index"
	bundled "signpost/search/site"
	"signpost/tools/internal/extract"
	"signpost/tools/internal/source"
	"signpost/tools/internal/vocabulary"
)

const root = "../../.."

// sampleSite writes the bundle of the pages that the sample documents give, each so many times (more than two do not fit
// one part), and gives its folder and the words of the pages.
func sampleSite(t *testing.T, times int) (dir string, words []string) {
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	v, err := vocabulary.Load(os.DirFS(filepath.Join(root, "data/vocabulary")))
	check(err)
	docs, err := source.ReadDir(filepath.Join(root, "documents"), func(source.Problem) {})
	check(err)
	pages := extract.Merge(extract.Extract(docs, v), docs, v)
	if len(pages) == 0 {
		t.Fatal("documents/ give no pages")
	}
	once := pages
	for range times - 1 {
		for _, p := range pages[len(pages)-len(once):] {
			p.Slug += "-again"
			pages = append(pages, p)
		}
	}
	x, err := index.Build(pages, nil)
	check(err)
	defer x.Close()
	found, err := x.Bundle()
	check(err)
	checks, err := compile.Parts(compile.Input{
		Pages: pages, Lexicon: v.Compile(), Rules: os.DirFS(filepath.Join(root, "data/red-flags")),
		Question: func(id string) string { return "Do you have " + id + "?" },
		Country:  compile.Country{"emergency_number": "112", "emergency_place": "a hospital", "urgent_service": "the duty doctor", "routine": "a doctor"},
	})
	check(err)
	dir = t.TempDir()
	check(pack.Write(filepath.Join(dir, "search"), found, checks))
	for _, p := range once {
		for _, s := range p.Content() {
			for _, b := range s.Blocks {
				words = append(words, strings.Fields(b.Text)...)
			}
		}
	}
	return dir, words
}

// prose makes questions: words of the pages, alone or in their order, some misspelt, some odd.
type prose struct {
	r     *rand.Rand
	words []string
}

func (p *prose) text(n int) string {
	at := p.r.IntN(len(p.words) - n)
	ws := make([]string, n)
	for i := range ws {
		w := p.words[at+i]
		if n < 6 && p.r.IntN(2) == 0 {
			w = p.words[p.r.IntN(len(p.words))]
		}
		switch k := p.r.IntN(20); {
		case k < 2 && len(w) > 3:
			at := p.r.IntN(len(w) - 1)
			w = w[:at] + w[at+1:]
		case k == 2:
			w = strings.ToUpper(w)
		case k == 3:
			w = []string{"no", "not", "since 3 days", "?", "é", "\xff", "both", "my mother has"}[p.r.IntN(8)]
		}
		ws[i] = w
	}
	return strings.Join(ws, " ")
}

// TestEvaluatorAgrees asks the two modules that pages load.
func TestEvaluatorAgrees(t *testing.T) {
	modules := map[string][]byte{}
	for what, tag := range map[string]string{"search": "searching", "check": "checking"} {
		begun := time.Now()
		m, err := Compile(root, "./search/wasm", tag)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: compiled in %v: %d bytes, %d gzip -9", what, time.Since(begun).Round(time.Millisecond), len(m.Wasm), zipped(m.Wasm))
		modules[what] = m.Wasm
	}
	agrees(t, modules["search"], modules["check"])
}

// TestStockAgrees asks the evaluator that Go's own compiler makes (make wasm WASM=stock) the same.
func TestStockAgrees(t *testing.T) {
	if testing.Short() {
		t.Skip("Go's own compiler takes its time")
	}
	dir := t.TempDir()
	build := exec.Command("go", "run", "./tools/internal/evaluator/compile", "-with", "stock", "-to", dir)
	build.Dir = root
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	wasm, err := os.ReadFile(filepath.Join(dir, "evaluator.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	agrees(t, wasm, wasm)
}

// agrees asks modules and native Go 10,000 questions and 2,000 checks; the answers must have the same bytes.
func agrees(t *testing.T, searching, checking []byte) {
	dir, words := sampleSite(t, 1)
	native, err := bundled.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer native.Close()
	opened := func(module []byte) *bundled.Site {
		s, err := bundled.OpenWASM(dir, module)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}

	p := &prose{rand.New(rand.NewPCG(3, 5)), words}
	searches, checks := 10_000, 2_000
	if testing.Short() {
		searches, checks = 500, 100
	}
	compare := func(what string, wasm *bundled.Site, n int, text func() string, ask func(s *bundled.Site, text string) ([]byte, error)) {
		var nativeTime, wasmTime time.Duration
		for range n {
			q := text()
			t0 := time.Now()
			want, err := ask(native, q)
			t1 := time.Now()
			got, werr := ask(wasm, q)
			nativeTime += t1.Sub(t0)
			wasmTime += time.Since(t1)
			if (err == nil) != (werr == nil) || !bytes.Equal(got, want) {
				t.Fatalf("%s %q:\nnatively %s %v\nas WASM  %s %v", what, q, want, err, got, werr)
			}
		}
		t.Logf("%d of %s: %v natively, %v as WASM each", n, what, nativeTime/time.Duration(n), wasmTime/time.Duration(n))
	}
	compare("search", opened(searching), searches, func() string { return p.text(1 + p.r.IntN(6)) }, func(s *bundled.Site, q string) ([]byte, error) {
		return s.Search(q, 10)
	})
	compare("check", opened(checking), checks, func() string { return p.text(4 + p.r.IntN(40)) }, func(s *bundled.Site, q string) ([]byte, error) {
		return s.Check(bundled.Request{Text: q})
	})
}

func zipped(b []byte) int {
	var z bytes.Buffer
	w, _ := gzip.NewWriterLevel(&z, gzip.BestCompression)
	io.Copy(w, bytes.NewReader(b))
	w.Close()
	return z.Len()
}
