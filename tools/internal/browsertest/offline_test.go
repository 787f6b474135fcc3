package browsertest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"

	"signpost/tools/internal/serve"
)

func TestWholeSiteWorksOfflineAfterOneVisit(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/")
	tab.kept()
	site.CloseClientConnections()
	site.Close() // nothing answers any more
	for _, p := range pages(t) {
		tab.Do(chromedp.Navigate(site.URL + "/" + p))
		if got := tab.Text("h1"); got == "" {
			t.Errorf("%s cannot be read offline", p)
		}
	}
	tab.Do(chromedp.Navigate(site.URL + "/search/#q=siatica"))
	tab.Until(hits)
	if got := tab.Text("[data-results] .hit h3"); !strings.HasPrefix(got, "Sciatica") {
		t.Errorf("offline search found:\n%s", got)
	}
	// The check has a module of its own, which no page has asked for before.
	if n := Value[int](tab, `import("/search/signpost.js").then(({ open }) => open("/").check({ text: "my feet are numb" })).then((a) => a.matches.length + !!a.question)`); n == 0 {
		t.Error("the check says nothing offline")
	}
}

// TestUpdateIsWholeAndAsked serves version A, then B: the reader keeps A whole until they take B, and then has B whole.
func TestUpdateIsWholeAndAsked(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	for _, dir := range []string{a, b} {
		if err := os.CopyFS(dir, os.DirFS(sample)); err != nil {
			t.Fatal(err)
		}
	}
	pages := []string{"about/index.html", "check/index.html"}
	for _, p := range pages {
		html, err := os.ReadFile(filepath.Join(b, p))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(b, p), []byte(strings.Replace(string(html), "<h1", "<p id=version-b>B</p><h1", 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(b, "search", "root.bin"), []byte("of version B"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := renew(b); err != nil {
		t.Fatal(err)
	}
	const searches = `import("/search/signpost.js").then(({ open }) => open("/")).then((s) => s.search("numb feet")).then((a) => a.hits.length > 0, () => false)`

	var now atomic.Value
	now.Store(a)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serve.Site(now.Load().(string)).ServeHTTP(w, r) }))
	defer server.Close()
	tab := Open(t, Browser(t), server.URL+"/")
	tab.kept()
	now.Store(b)
	tab.Do(chromedp.Navigate(server.URL + "/about/"))
	tab.Until(`document.querySelector(".update button")`) // told, not forced
	for _, p := range []string{"/check/", "/about/"} {
		tab.Do(chromedp.Navigate(server.URL + p))
		if Value[bool](tab, `!!document.querySelector("#version-b")`) {
			t.Errorf("%s is already of version B", p)
		}
		if !Value[bool](tab, searches) {
			t.Errorf("on %s the index is already of version B", p)
		}
	}
	tab.Until(`document.querySelector(".update button")`)
	tab.Do(chromedp.Click(chromedp.CSS(".update button")))
	tab.Until(`document.querySelector("#version-b")`)
	tab.Do(chromedp.Navigate(server.URL + "/check/"))
	if !Value[bool](tab, `!!document.querySelector("#version-b")`) {
		t.Error("/check/ is still of version A")
	}
	if Value[bool](tab, searches) {
		t.Error("the index is still of version A")
	}
	if n := Value[int](tab, `caches.keys().then(k => k.filter(n => n.startsWith("signpost-")).length)`); n != 1 {
		t.Errorf("%d versions are stored", n)
	}
}
