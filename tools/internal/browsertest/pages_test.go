package browsertest

import (
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// pages are one of each kind.
func pages(t testing.TB) []string {
	return []string{"", "conditions/", "symptoms/", first(t, "conditions/*/index.html", `class="care em"`), first(t, "symptoms/*/index.html", `class="mx`), "search/", "check/", "about/", "404.html"}
}

func TestPagesReadWithoutScripts(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	for _, p := range pages(t) {
		tab := Open(t, browser, site.URL+"/"+p, NoScript())
		if got := tab.Text("h1"); got == "" || strings.Contains(got, "\n") {
			t.Errorf("%s: headings of the first level: %q", p, got)
		}
		if got := tab.Text("main"); len(got) < 100 {
			t.Errorf("%s: only says %q", p, got)
		}
	}
	tab := Open(t, browser, site.URL+"/"+first(t, "conditions/*/index.html", `class="care em"`), NoScript())
	if got := tab.Text(".care.em"); !strings.Contains(got, "999") {
		t.Errorf("the emergency card does not name the number without scripts: %q", got)
	}
	// A search form falls back to the list of all conditions and sends no words.
	tab = Open(t, browser, site.URL+"/search/", NoScript())
	tab.Type("input[type=search]", "sciatica\r")
	tab.Until(`location.pathname === "/conditions/"`)
	for _, asked := range site.Asked() {
		if strings.Contains(asked, "sciatica") && !strings.Contains(asked, "conditions/sciatica") {
			t.Errorf("words were sent: %s", asked)
		}
	}
}

func TestPagesFitAPhoneAndADesk(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	for _, p := range pages(t) {
		tab := Open(t, browser, site.URL+"/"+p)
		for _, look := range []struct{ width, letters int64 }{{320, 100}, {360, 100}, {768, 100}, {1280, 100}, {360, 200}, {640, 200}} {
			width := look.width
			tab.Do(Size(width, 800))
			Value[bool](tab, fmt.Sprintf(`document.documentElement.style.fontSize = "%d%%", true`, look.letters))
			if over := Value[float64](tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("%s: at %d px, with letters of %d%%, the page is %.0f px too wide: %s", p, width, look.letters, over,
					Value[string](tab, `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(-3).map(e => e.tagName + "." + e.className + " " + (e.textContent||"").slice(0, 40)).join(" | ")`))
			}
		}
	}
}

// A link into a document's text, which stands closed, opens it and leads there.
func TestLinksOpenClosedTexts(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/"+first(t, "conditions/*/index.html", `class="read"`))
	if Value[bool](tab, `!document.querySelector("details.text") || !!document.querySelector("details.text[open]")`) {
		t.Fatal("the documents' texts do not stand closed")
	}
	tab.Click(".read a")
	tab.Until(`document.querySelector(":target")?.closest("details.text[open]")`)
	tab.Until(`(top => top >= 0 && top < innerHeight)(document.querySelector(":target").getBoundingClientRect().top)`)
}

// TestSymptomPageOnAPhone holds a long symptom page to its promise: the emergencies among the causes come first, each leads to
// its danger signs, and a row of the comparison is short until a reader picks something; all of it without scripts.
func TestSymptomPageOnAPhone(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/"+first(t, "symptoms/*/index.html", `id="s-emergencies"`), NoScript())
	if !Value[bool](tab, `!!(document.querySelector("#s-emergencies").compareDocumentPosition(document.querySelector("#s-compare")) & Node.DOCUMENT_POSITION_FOLLOWING)`) {
		t.Error("the emergencies do not come before the comparison")
	}
	shown := func(selector string) int {
		return Value[int](tab, fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => e.getClientRects().length).length`, selector))
	}
	rows, cells := shown(".mx tbody tr"), shown(".mx td")
	if key := shown(".mx td.k"); cells != key || key < rows {
		t.Errorf("%d rows show %d cells, %d of them key cells", rows, cells, key)
	}
	tab.Click(".filters summary")
	tab.Click("#f1")
	fit, other := shown(`.mx tr[data-f~="1"] .sc .ev`), shown(`.mx tr:not([data-f~="1"]) .sc .ev`)
	if want := Value[int](tab, `document.querySelectorAll('.mx tr[data-f~="1"]').length`); fit != want || other != 0 {
		t.Errorf("with one feature picked, %d of %d rows that mention it show their source, and %d others", fit, want, other)
	}
	tab.Click("#f1")
	tab.Click("#fd")
	if got, want := shown(".mx td"), Value[int](tab, `document.querySelectorAll(".mx td").length`); got != want {
		t.Errorf("all that is said: %d of %d cells are shown", got, want)
	}
	tab.Do(Size(1280, 800))
	if shown("#f1") != 1 || shown(".opt.details") != 0 {
		t.Error("on a wide screen the filters do not stand open, or the short rows' switch is there")
	}
	tab.Do(Size(360, 800))
	tab.Click("#s-emergencies h3 a")
	tab.Until(`document.querySelector(":target .care.em, .care.em:target") && location.pathname.startsWith("/conditions/")`)
}

// TestTargetsAreLargeEnough holds every control to 24 by 24 CSS px (WCAG 2.2, 2.5.8); links in sentences are exempt there.
func TestTargetsAreLargeEnough(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	for _, p := range pages(t) {
		tab := Open(t, browser, site.URL+"/"+p)
		small := Value[string](tab, `[...document.querySelectorAll("button, input, summary, nav a, .btn, .pill, li > a:only-child")]
			.filter(e => e.getClientRects().length && !e.classList.contains("vh") && !e.closest("p"))
			.filter(e => { const r = (e.matches("input") && e.closest("label") || e).getBoundingClientRect(); return (r.width < 24 || r.height < 24) && getComputedStyle(e).opacity !== "0" && r.width > 1 })
			.map(e => e.outerHTML.slice(0, 90)).join("\n")`)
		if small != "" {
			t.Errorf("%s: smaller than 24 px:\n%s", p, small)
		}
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	seen := map[string]bool{}
	for _, p := range pages(t) {
		if p == "404.html" {
			continue
		}
		tab := Open(t, browser, site.URL+"/"+p)
		for _, href := range strings.Fields(Value[string](tab, `[...document.querySelectorAll("a[href]")].map(a => new URL(a.getAttribute("href"), document.baseURI).href).join(" ")`)) {
			u, err := url.Parse(href)
			if err != nil || !strings.HasPrefix(href, site.URL) {
				continue
			}
			file := filepath.Join(sample, filepath.FromSlash(u.Path))
			if strings.HasSuffix(u.Path, "/") {
				file = filepath.Join(file, "index.html")
			}
			if seen[file] {
				continue
			}
			seen[file] = true
			if ok, _ := filepath.Glob(file); len(ok) == 0 {
				t.Errorf("%s links to %s, which is not there", p, u.Path)
			}
		}
	}
	if len(seen) < 20 {
		t.Errorf("only %d links were found", len(seen))
	}
}
