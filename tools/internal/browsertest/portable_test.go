package browsertest

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPortableByDoubleClick opens the portable build as a file: search, a misspelling, the check, and every link of ten pages.
func TestPortableByDoubleClick(t *testing.T) {
	browser := Browser(t)
	address := func(p string) string { return "file://" + filepath.ToSlash(filepath.Join(portable, p)) }
	tab := Open(t, browser, address("search/index.html")+"#q=siatica")
	tab.Until(hits)
	if got := tab.Text("[data-results] .hit h3"); !strings.HasPrefix(got, "Sciatica") {
		t.Errorf("results:\n%s", got)
	}
	if n := Value[int](tab, `signpost.search("sciatica", {limit: 3}).then(r => r.hits.length)`); n == 0 {
		t.Error("window.signpost finds nothing")
	}
	tab.Do(chromedp.Navigate(address("check/index.html")))
	begin(t, tab, "I am numb around my groin and cannot control my bladder.")
	tab.Until(`document.querySelector("signpost-check .siren")`)

	found, err := filepath.Glob(filepath.Join(portable, "conditions", "*", "index.html"))
	if err != nil || len(found) < 8 {
		t.Fatalf("%d condition pages: %v", len(found), err)
	}
	links := 0
	for _, file := range append([]string{filepath.Join(portable, "index.html"), filepath.Join(portable, "symptoms/index.html")}, found[:8]...) {
		tab.Do(chromedp.Navigate("file://" + filepath.ToSlash(file)))
		for _, href := range strings.Fields(Value[string](tab, `[...document.querySelectorAll("a[href]")].map(a => new URL(a.getAttribute("href"), document.baseURI).href).filter(h => h.startsWith("file:")).join(" ")`)) {
			target, _, _ := strings.Cut(strings.TrimPrefix(href, "file://"), "#")
			if got, _ := filepath.Glob(filepath.FromSlash(target)); len(got) == 0 || strings.HasSuffix(target, "/") {
				t.Errorf("%s links to %s, which a double-click cannot open", file, target)
			}
			links++
		}
	}
	if links < 50 {
		t.Errorf("only %d links were found", links)
	}
}
