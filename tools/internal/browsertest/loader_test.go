package browsertest

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"signpost/tools/internal/serve"
)

// TestLoader uses the loader as another page's script would, and logs how long it takes from fetching the evaluator to the
// first answer, and for a warm query, once the service worker has done its work.
func TestLoader(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	var cold, warm []float64
	for range 5 {
		tab := Open(t, browser, site.URL+"/404.html")
		tab.kept()
		times := Value[[]float64](tab, `(async () => {
			const { open } = await import("/search/signpost.js");
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
	t.Logf("fetch to first answer: median %.0f ms of %.0f; warm query: median %.2f ms", cold[2], cold, warm[2])
}

// TestLoaderRecovers: a root that comes damaged is refused in words, and the next question asks for it again.
func TestLoaderRecovers(t *testing.T) {
	var whole atomic.Bool
	files := serve.Site(sample)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/search/root-") && !whole.Load() {
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
