package browsertest

import (
	"slices"
	"testing"
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
