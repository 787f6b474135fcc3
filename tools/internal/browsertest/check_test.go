package browsertest

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func begin(t *testing.T, tab *Tab, said string) {
	t.Helper()
	tab.Type("signpost-check textarea", said)
	tab.Click("signpost-check form [type=submit]")
}

func TestCheckStopsAtADangerSign(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/check/")
	begin(t, tab, "I have back pain, both legs tingle, I am numb around my groin and cannot control my bladder.")
	tab.Until(`document.querySelector("signpost-check .siren")`)
	if got := tab.Text("signpost-check .siren"); !strings.Contains(got, "999") {
		t.Errorf("the emergency page says %q", got)
	}
	if got := Value[string](tab, `document.querySelector("signpost-check a[href^='tel:']").getAttribute("href")`); got != "tel:999" {
		t.Errorf("the call button calls %q", got)
	}
	if got := tab.Text("signpost-check .src"); got == "" {
		t.Error("no source is shown for the danger sign")
	}
}

// TestCheckAsksAndExplains goes through the questions to the advice, all with "I'm not sure" by keyboard.
func TestCheckAsksAndExplains(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/check/")
	begin(t, tab, "My calves cramp when I walk and it goes away a few minutes after I stop. No weakness.")
	tab.Until(`document.querySelector("signpost-check .chips")`)
	if got := tab.Text("signpost-check .chips"); !strings.Contains(strings.ToLower(got), "weak") {
		t.Errorf("understood: %q", got)
	}
	asked := 0
	for ; asked < 13; asked++ {
		if Value[bool](tab, `!document.querySelector("signpost-check form.q")`) {
			break
		}
		question := tab.Text("signpost-check legend")
		tab.Do(chromedp.Focus(chromedp.CSS(`signpost-check input[value="unsure"]`)), chromedp.KeyEvent(" "), chromedp.KeyEvent("\r"))
		tab.Until(`document.querySelector("signpost-check legend")?.innerText.trim() !== ` + quoted(question))
	}
	if asked == 0 || asked > 12 {
		t.Errorf("%d questions were asked", asked)
	}
	tab.Until(`document.querySelector("signpost-check h1")`)
	tab.Click("signpost-check .row .btn:not(.btn-2)")
	tab.Until(`document.querySelector("signpost-check .banner")`)
	advice := tab.Text("signpost-check")
	for _, want := range []string{"Why this advice", "You have not told us about", "Tell the person you contact", "Only a health professional can tell you the cause", "What this check does not cover"} {
		if !strings.Contains(advice, want) {
			t.Errorf("the advice does not say %q", want)
		}
	}
	for _, never := range []string{"%", "you have peripheral", "probably", "likely", "diagnosed", "nothing to worry"} {
		if strings.Contains(strings.ToLower(advice), never) {
			t.Errorf("the advice says %q", never)
		}
	}
	order := []string{"Why this advice", "Tell the person you contact", "Descriptions that share", "Watch for", "What this check does not cover"}
	at := -1
	for _, heading := range order {
		next := strings.Index(advice, heading)
		if next < at {
			t.Errorf("%q comes too early", heading)
		}
		at = next
	}
	// Clear everything leaves nothing.
	Value[bool](tab, `([...document.querySelectorAll("signpost-check button")].find(b => b.innerText.includes("Clear")).click(), true)`)
	tab.Until(`document.querySelector("signpost-check textarea")?.value === ""`)
}

func TestCheckChangesWithOneTap(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/check/")
	begin(t, tab, "My foot tingles. No weakness.")
	tab.Until(`document.querySelector("signpost-check .chip.yes button")`)
	tab.Click("signpost-check .chip.yes button")
	tab.Until(`document.querySelectorAll("signpost-check .chip.no").length === 2`)
	tab.Do(chromedp.NavigateBack())
	tab.Until(`document.querySelectorAll("signpost-check .chip.yes").length === 1`)
}

// TestNothingTypedLeaves types rare words into search and check: no request of the page or its worker may carry one,
// and nothing is stored.
func TestNothingTypedLeaves(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	tab := Open(t, browser, site.URL+"/search/")
	tab.Type("input[type=search]", "xylophonic tingling quixotically")
	tab.Until(`document.querySelector("[data-results] a")`)
	tab.Do(chromedp.Navigate(site.URL + "/check/"))
	begin(t, tab, "My xylophonic leg tingles quixotically when I walk")
	tab.Until(`document.querySelector("signpost-check h1, signpost-check .chips")`)
	for _, asked := range append(tab.Asked(), site.Asked()...) {
		before, _, _ := strings.Cut(asked, "#") // a fragment stays in the browser
		if strings.Contains(before, "xylophonic") || strings.Contains(before, "quixotic") || strings.Contains(before, "?") {
			t.Errorf("a request carries more than a file's name: %s", asked)
		}
	}
	if n := Value[int](tab, `localStorage.length + sessionStorage.length`); n != 0 {
		t.Errorf("%d things were stored", n)
	}
	if got := Value[string](tab, "location.href"); strings.Contains(got, "tingl") {
		t.Errorf("the address keeps what was typed: %s", got)
	}
}
