package browsertest

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"signpost/search/bundle/pack"
	"signpost/search/index"
	"signpost/search/page"
	"signpost/search/page/invented"
	"signpost/tools/internal/serve"
)

// TestLoader uses the loader as another page's script would, and logs how long it takes from fetching the evaluator to the
// first answer, and for a warm query: on a device that has nothing yet, where it is unpacked first, and once the service worker has done its work.
func TestLoader(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	files := serve.Site(sample)
	first := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/sw.js" { // a service worker that does nothing
			w.Header().Set("Content-Type", "text/javascript")
			return
		}
		files.ServeHTTP(w, r)
	}))
	defer first.Close()
	for _, with := range []struct{ what, at string }{{"nothing on the device", first.URL}, {"everything on the device", site.URL}} {
		var cold, warm []float64
		for range 7 {
			tab := Open(t, browser, with.at+"/404.html")
			if with.at == site.URL {
				tab.kept()
				if !Value[bool](tab, `caches.match("/search/search.wasm").then((a) => a.arrayBuffer()).then((b) => new Uint8Array(b)[0] === 0)`) {
					t.Fatal("the service worker keeps the evaluator packed")
				}
			}
			times := Value[[]float64](tab, `(async () => {
				const { open } = await import("/search/signpost.js");
				await new Promise((done) => setTimeout(done, 500)); // until the page itself has come to rest
				const start = performance.now();
				const s = await open("/");
				const first = await s.search("numb feet", { limit: 5 });
				const cold = performance.now() - start;
				const again = performance.now();
				for (let i = 0; i < 20; i++) await s.search("numb feet", { limit: 5 });
				return [first.hits.length, cold, (performance.now() - again) / 20];
			})()`)
			if times[0] == 0 {
				t.Fatal("the first answer is empty")
			}
			cold, warm = append(cold, times[1]), append(warm, times[2])
		}
		slices.Sort(cold)
		slices.Sort(warm)
		t.Logf("%s: fetch to first answer: median %.0f ms of %.0f; warm query: median %.2f ms", with.what, cold[3], cold, warm[3])
	}
}

// TestLoaderRecovers: a root that comes damaged is refused in words, and the next question asks for it again.
func TestLoaderRecovers(t *testing.T) {
	var whole atomic.Bool
	files := serve.Site(sample)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/search/root.") && !whole.Load() {
			w.Write([]byte("no root"))
			return
		}
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	tab := Open(t, Browser(t), server.URL+"/404.html")
	Value[bool](tab, `import("/search/signpost.js").then(({ open }) => open("/")).then((s) => { window.site = s; return true; })`)
	ask := `site.search("numb feet", { limit: 5 }).then((a) => a.hits.length + " hits", (e) => e.message)`
	if got := Value[string](tab, ask); !strings.Contains(got, "could not be read") {
		t.Errorf("a damaged root is answered with %q", got)
	}
	whole.Store(true)
	if got := Value[string](tab, ask); got != "5 hits" {
		t.Errorf("after the root is whole again: %q", got)
	}
}

// TestSearchSaysWhatItLacks: terms, result lines and texts that cannot be had are named, the rest is answered, and the next question
// has them again.
func TestSearchSaysWhatItLacks(t *testing.T) {
	dir := split(t)
	var blocked atomic.Value // of string: the kind of parts that cannot be had
	blocked.Store("")
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if kind := blocked.Load().(string); kind != "" && strings.HasPrefix(r.URL.Path, "/search/"+kind+"-") {
			w.Write([]byte("no part"))
			return
		}
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	ask := `import("/search/signpost.js").then(({ open }) => open("/")).then((s) => { window.site = s; return s; })
		.then((s) => s.search("calf pain", { limit: 5 })).then((a) => a.hits.length + " " + !!a.incomplete + " " + (a.missing ?? []).join())`
	for kind, want := range map[string]string{"": "5 false ", "terms": "0 true terms", "pages": "0 true pages", "texts": "5 true texts"} {
		blocked.Store(kind)
		tab := Open(t, Browser(t), server.URL+"/index.html")
		if got := Value[string](tab, ask); got != want {
			t.Errorf("without %q: %q, want %q", kind, got, want)
		}
		blocked.Store("")
		if got := Value[string](tab, `site.search("calf pain", { limit: 5 }).then((a) => a.hits.length + " " + !!a.incomplete)`); got != "5 false" {
			t.Errorf("after %q came back: %q", kind, got)
		}
	}
	site := served(t, sample)
	tab := Open(t, Browser(t), site.URL+"/search/")
	tab.Until(`customElements.get("signpost-search")`)
	got := Value[string](tab, `(() => { const s = document.querySelector("signpost-search"); s.shown = "x";
		s.list("x", { hits: [], incomplete: true, missing: ["terms"] }, true); return document.querySelector("[data-results] .notice").innerText })()`)
	if !strings.Contains(got, "some of your words") {
		t.Errorf("the page says %q", got)
	}
}

// split is a folder with loader, evaluator and the bundle of a site that is large enough to have its parts in files of their own.
func split(t *testing.T) string {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 6))
	var pages []page.Page
	for i := range 900 {
		title := fmt.Sprintf("Calf pain of kind %d", i)
		pages = append(pages, page.Page{Kind: page.Condition, Slug: fmt.Sprint("kind-", i), Title: title, Lead: title,
			Body: page.WriteBody([]page.Section{{ID: "overview", Heading: "Overview", Blocks: []page.Block{{Text: "Pain in the calf. " + invented.Words(r, 200)}}}})})
	}
	x, err := index.Build(pages, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	b, err := x.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "search"), os.DirFS(filepath.Join(sample, "search"))); err != nil {
		t.Fatal(err)
	}
	if err := pack.Write(filepath.Join(dir, "search"), b, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "index.html"), []byte("<!doctype html><html lang=en><title>Parts</title><link rel=icon href=data:,>"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}
