package browsertest

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"signpost/tools/internal/serve"
)

const hits = `document.querySelectorAll("[data-results] .hit").length > 0`

func TestSearchAsYouType(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/search/")
	tab.Type("input[type=search]", "pins and needles in both feet")
	tab.Until(hits)
	if got := tab.Text("[data-results] .hit h3"); !strings.Contains(got, "Peripheral neuropathy") {
		t.Errorf("results:\n%s", got)
	}
	tab.Until(`document.querySelector("[data-results] .hit .ex mark")`) // excerpts come with the words marked
}

func TestSearchForgivesSpelling(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/search/")
	tab.Type("input[type=search]", "siatica")
	tab.Until(hits)
	if got := tab.Text("[data-results] .hit h3"); !strings.HasPrefix(got, "Sciatica") {
		t.Errorf("results:\n%s", got)
	}
	if got := tab.Text(".dym"); !strings.Contains(got, "sciatica") || !strings.Contains(got, "siatica") {
		t.Errorf("what was corrected is not said: %q", got)
	}
}

func TestSearchFromAnotherPage(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/")
	tab.Type("form[data-search] input[type=search]", "numb toes\r")
	tab.Until(`location.pathname.endsWith("/search/") && ` + hits)
}

func TestDeepLinkIsMovedBehindTheHash(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/search/?q=sciatica")
	tab.Until(hits)
	if got := Value[string](tab, "location.search + location.hash"); got != "#q=sciatica" {
		t.Errorf("address ends in %q", got)
	}
}

func TestSearchHelpsWhenNothingIsFound(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/search/#q=zzzzqqqq")
	tab.Until(`document.querySelector("[data-results] a[href]")`)
	if got := tab.Text("[data-results]"); !strings.Contains(got, "zzzzqqqq") {
		t.Errorf("the question is not repeated: %q", got)
	}
}

// TestSearchWithoutItsEvaluator: the search says so in words once it is asked, and nothing goes wrong unseen before.
func TestSearchWithoutItsEvaluator(t *testing.T) {
	files := serve.Site(sample)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "search.wasm") {
			http.NotFound(w, r)
			return
		}
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	tab := Open(t, Browser(t), server.URL+"/search/")
	tab.Until(`customElements.get("signpost-search")`)
	tab.Do(chromedp.Focus(chromedp.CSS("input[type=search]")))
	tab.Until(`performance.getEntriesByName(new URL("../search/search.wasm", location.href).href).length`)
	tab.Type("input[type=search]", "sciatica")
	tab.Until(`document.querySelector("[data-results] .notice")`)
	if got := tab.Text("[data-results] .notice"); !strings.Contains(got, "could not be loaded") {
		t.Errorf("the page says %q", got)
	}
	tab.Forgive("search.wasm") // the browser's own note of what it could not have
}

// TestSearchTakesAnything types what people and cats type; the page must go on answering.
func TestSearchTakesAnything(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/search/")
	for _, q := range []string{"a", "the and of", "🦵🔥", "ألم في الساق", "\u0001\u0002", `"leg -pain +AND (OR` + "`", strings.Repeat("leg pain ", 1200)} {
		Value[bool](tab, `(async () => { await document.querySelector("signpost-search").show(`+quoted(q)+`, true); return true })()`)
		if got := tab.Text("[data-results] .notice"); got != "" {
			t.Errorf("%.20q: %s", q, got)
		}
	}
	Value[bool](tab, `(document.querySelector("input[type=search]").value = "", true)`)
	tab.Type("input[type=search]", "sciatica")
	tab.Until(hits)
}

func TestRecentSearchesOnlyIfTurnedOn(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/search/")
	search := func(q string) {
		Value[bool](tab, `(document.querySelector("input[type=search]").value = "", true)`)
		tab.Type("input[type=search]", q+"\r")
		tab.Until(`location.hash.includes(` + quoted(q) + `) && ` + hits)
	}
	search("sciatica")
	if n := Value[int](tab, `localStorage.length`); n != 0 {
		t.Errorf("%d things are stored before the reader turned it on", n)
	}
	tab.Click(".recent summary")
	tab.Click(".recent input")
	search("numbness")
	tab.Until(`document.querySelector(".recent button")?.innerText === "numbness"`)
	tab.Click(".recent input") // off again: erased
	if n := Value[int](tab, `localStorage.length`); n != 0 {
		t.Errorf("%d things are left after turning it off", n)
	}
}

func TestCheckTakesAnswersFromTheFragment(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/check/#text=my+back+hurts&saddle-numbness=yes&bladder-leak=yes")
	tab.Until(`document.querySelector("signpost-check .siren")`)
	if got := Value[string](tab, "location.href"); strings.Contains(got, "back") {
		t.Errorf("the address keeps the answers: %s", got)
	}
	// Another such link, followed on the page itself, begins again.
	Value[bool](tab, `(location.hash = "text=calves+cramp+on+walks", true)`)
	tab.Until(`document.querySelector("signpost-check .heard blockquote")?.innerText === "calves cramp on walks"`)
	if got := Value[string](tab, "location.href"); strings.Contains(got, "calves") {
		t.Errorf("the address keeps the words: %s", got)
	}
}
