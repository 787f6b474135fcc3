package browsertest

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// press sends keys to whatever has the focus.
func (tab *Tab) press(keys string) {
	tab.t.Helper()
	tab.Do(chromedp.KeyEvent(keys))
}

// reach goes forward with the Tab key until the focus is on an element that matches, and holds every stop on the way to
// being visible: an outline or a shadow on it, or on its label.
func (tab *Tab) reach(selector string) {
	tab.t.Helper()
	for range 150 {
		tab.press(kb.Tab)
		if hidden := Value[string](tab, `(() => { const e = document.activeElement;
			if (e === document.body) return "";
			const shown = [e, e.closest("label"), e.parentElement].some(x => { const s = x && getComputedStyle(x); return s && (s.outlineStyle !== "none" || s.boxShadow !== "none") });
			return shown ? "" : e.outerHTML.slice(0, 120) })()`); hidden != "" {
			tab.t.Errorf("the focus cannot be seen on %s", hidden)
		}
		if Value[bool](tab, fmt.Sprintf(`document.activeElement.matches(%q)`, selector)) {
			return
		}
	}
	tab.fail(fmt.Errorf("the Tab key does not reach %s", selector))
}

// TestSearchByKeyboard finds a page from the home page and opens it without a pointer.
func TestSearchByKeyboard(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/")
	tab.press(kb.Tab)
	if got := Value[string](tab, `document.activeElement.getAttribute("href")`); got != "#main" {
		t.Errorf("the first stop is %q, not the link past the header", got)
	}
	tab.reach(`input[type=search]`)
	tab.press("sciatica" + kb.Enter)
	tab.Until(`location.pathname.endsWith("/search/") && ` + hits)
	tab.reach(`[data-results] .hit a`)
	tab.press(kb.Enter)
	tab.Until(`location.pathname.endsWith("/conditions/sciatica/")`)
	tab.reach(`main summary`)
	tab.press(" ")
	tab.Until(`document.activeElement.closest("details").open`)
}

// TestCheckByKeyboard goes from the first words to the advice without a pointer.
func TestCheckByKeyboard(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/check/")
	tab.reach(`signpost-check textarea`)
	tab.press("My calves cramp when I walk and it goes away after I stop. No weakness.")
	tab.reach(`signpost-check form [type=submit]`)
	tab.press(kb.Enter)
	tab.Until(`document.querySelector("signpost-check form.q")`)
	for range 13 {
		if !Value[bool](tab, `!!document.querySelector("signpost-check form.q")`) {
			break
		}
		question := tab.Text("signpost-check legend")
		tab.reach(`signpost-check form.q input[type=radio]`)
		for range 3 {
			tab.press(kb.ArrowDown)
			if Value[string](tab, `document.querySelector("signpost-check form.q input:checked")?.value ?? ""`) == "unsure" {
				break
			}
		}
		tab.reach(`signpost-check form.q [type=submit]`)
		tab.press(kb.Enter)
		tab.Until(`(document.querySelector("signpost-check legend")?.innerText.trim() ?? "") !== ` + quoted(question))
	}
	tab.Until(`document.querySelector("signpost-check h1")`)
	tab.reach(`signpost-check .row .btn:not(.btn-2)`)
	tab.press(kb.Enter)
	tab.Until(`document.querySelector("signpost-check .banner")`)
}
