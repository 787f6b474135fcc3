package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// npm gives the folder with the npm packages that tests use, fetched on first use.
func npm(t testing.TB) string {
	t.Helper()
	if said, err := exec.Command("../../need-npm").CombinedOutput(); err != nil {
		t.Fatalf("%s", said)
	}
	return "../../../build/.npm/node_modules"
}

// prefers sets what a reader's device prefers, light or dark; movement is off, so that no colour is measured on its way.
func prefers(scheme string) Step {
	return Send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
}

// axe asks axe-core for violations of all its rules in the page as it is, in both colour schemes and at three widths.
// Rules that do not look at colour need no second scheme.
func (tab *Tab) axe(state, source string) {
	tab.t.Helper()
	if !Value[bool](tab, `"axe" in window`) {
		Value[bool](tab, source+`;true`)
	}
	for _, scheme := range []string{"light", "dark"} {
		options := `{resultTypes: ["violations"]}`
		if scheme == "dark" {
			options = `{resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"]}`
		}
		tab.Do(prefers(scheme))
		for _, width := range []int64{320, 768, 1280} {
			tab.Do(Size(width, 800))
			found := tab.violations(options)
			for i, f := range found {
				if i == 6 {
					tab.t.Errorf("%s, %s, %d px: and %d more", state, scheme, width, len(found)-i)
					break
				}
				tab.t.Errorf("%s, %s, %d px: %s", state, scheme, width, f)
			}
		}
	}
}

// violations runs axe-core once. On a long page and a busy machine that takes longer than a page may take to answer.
func (tab *Tab) violations(options string) []string {
	tab.t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, time.Minute)
	defer cancel()
	found, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](`axe.run(document, `+options+`).then(r => r.violations.flatMap(v =>
		v.nodes.map(n => v.id + ": " + n.target.join(" ") + " " + n.html.slice(0, 120) + " | " + n.failureSummary.split("\n").slice(1).join(" "))))`, chromedp.EvalAwaitPromise))
	if err != nil {
		tab.t.Fatalf("axe: %v", err)
	}
	return found
}

// TestAxe holds every kind of page, and every state of search and check, to axe-core's rules.
func TestAxe(t *testing.T) {
	code, err := os.ReadFile(filepath.Join(npm(t), "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	source := string(code)
	site, browser := served(t, sample), Browser(t)
	t.Run("a page with faults", func(t *testing.T) { // or the other runs would prove nothing
		tab := Open(t, browser, site.URL+"/about/")
		Value[bool](tab, `(document.querySelector("h1").insertAdjacentHTML("afterend", '<img src="data:,"><p style="color:#aaa">faint</p>'), true)`)
		Value[bool](tab, source+`;true`)
		if got := tab.violations(`{resultTypes: ["violations"]}`); !slices.ContainsFunc(got, func(v string) bool { return strings.HasPrefix(v, "image-alt: ") }) {
			t.Errorf("axe finds %q", got)
		}
		tab.Forgive("Content Security Policy") // which forbids the style attribute
	})
	for _, p := range append(pages(t), others(t)...) {
		t.Run("page "+p, func(t *testing.T) {
			tab := Open(t, browser, site.URL+"/"+p)
			Value[bool](tab, `(document.querySelectorAll("details").forEach(d => d.open = true), true)`)
			tab.axe(p, source)
		})
	}
	for _, s := range []struct{ state, fragment, until string }{
		{"results", "#q=tingling feet", hits},
		{"corrected spelling", "#q=siatica", `document.querySelector(".dym")`},
		{"nothing found", "#q=zzzzqqqq", `document.querySelector("[data-results] a[href]")`},
	} {
		t.Run("search "+s.state, func(t *testing.T) {
			tab := Open(t, browser, site.URL+"/search/"+s.fragment)
			tab.Until(s.until)
			tab.axe(s.state, source)
		})
	}
	t.Run("check", func(t *testing.T) {
		tab := Open(t, browser, site.URL+"/check/")
		begin(t, tab, "My calves cramp when I walk and it goes away a few minutes after I stop. No weakness.")
		tab.Until(`document.querySelector("signpost-check form.q")`)
		tab.axe("first question", source)
		tab.unsure(1)
		tab.axe("second question", source)
		tab.unsure(12)
		tab.Until(`document.querySelector("signpost-check h1")`)
		tab.axe("answers", source)
		tab.Click("signpost-check .row .btn:not(.btn-2)")
		tab.Until(`document.querySelector("signpost-check .banner")`)
		Value[bool](tab, `(document.querySelectorAll("details").forEach(d => d.open = true), true)`)
		tab.axe("advice", source)
	})
	t.Run("check, emergency", func(t *testing.T) {
		tab := Open(t, browser, site.URL+"/check/")
		begin(t, tab, "I am numb around my groin and cannot control my bladder.")
		tab.Until(`document.querySelector("signpost-check .siren")`)
		tab.axe("emergency", source)
	})
	t.Run("check, nothing understood", func(t *testing.T) {
		tab := Open(t, browser, site.URL+"/check/")
		begin(t, tab, "zzzz qqqq")
		tab.Until(`document.querySelector("signpost-check").innerText.length > 0`)
		tab.axe("nothing understood", source)
	})
}

// others are kinds of page that not every site has.
func others(t testing.TB) []string {
	t.Helper()
	list := []string{"about/privacy/", "styleguide/"}
	for _, pattern := range []string{"topics/index.html", "topics/*/index.html"} {
		if found, _ := filepath.Glob(filepath.Join(sample, filepath.FromSlash(pattern))); found != nil {
			rel, err := filepath.Rel(sample, filepath.Dir(found[0]))
			if err != nil {
				t.Fatal(err)
			}
			list = append(list, filepath.ToSlash(rel)+"/")
		}
	}
	return list
}

// unsure answers up to n questions with "I'm not sure", by keyboard.
func (tab *Tab) unsure(n int) {
	tab.t.Helper()
	for range n {
		if !Value[bool](tab, `!!document.querySelector("signpost-check form.q")`) {
			return
		}
		question := tab.Text("signpost-check legend")
		tab.Do(chromedp.Focus(chromedp.CSS(`signpost-check input[value="unsure"]`)), chromedp.KeyEvent(" "), chromedp.KeyEvent("\r"))
		tab.Until(fmt.Sprintf(`(document.querySelector("signpost-check legend")?.innerText.trim() ?? "") !== %s`, quoted(strings.TrimSpace(question))))
	}
}

// TestTextSpacingAndZoomLoseNothing sets the spacing that a reader may need (WCAG 1.4.12) and a window of 1280 by 1024
// pixels at 400 % (1.4.10): nothing runs out of the page, no text is cut off, nothing that stays in place hides the rest.
func TestTextSpacingAndZoomLoseNothing(t *testing.T) {
	site, browser := served(t, sample), Browser(t)
	for _, p := range append(pages(t), others(t)...) {
		tab := Open(t, browser, site.URL+"/"+p)
		tab.Do(Size(320, 256))
		Value[bool](tab, `(() => { const s = new CSSStyleSheet();
			s.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
			document.adoptedStyleSheets = [s]; document.querySelectorAll("details").forEach(d => d.open = true); return true })()`)
		if got := Value[string](tab, `getComputedStyle(document.querySelector("h1")).letterSpacing`); got == "normal" {
			t.Fatal("the spacing is not set")
		}
		if over := Value[float64](tab, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("%s is %.0f px too wide: %s", p, over, Value[string](tab, `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).slice(-3).map(e => e.outerHTML.slice(0, 100)).join(" | ")`))
		}
		cut := Value[[]string](tab, `[...document.querySelectorAll("body *")].filter(e => {
			const s = getComputedStyle(e), r = e.getBoundingClientRect();
			if (r.width <= 1 || r.height <= 1 || !e.innerText?.trim() || e.closest("svg")) return false; // shown to nobody, or to screen readers only
			return ["hidden", "clip"].includes(s.overflowX) && e.scrollWidth > e.clientWidth + 1 || ["hidden", "clip"].includes(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
		}).map(e => e.outerHTML.slice(0, 120))`)
		for _, c := range cut {
			t.Errorf("%s: text is cut off in %s", p, c)
		}
		if high := Value[float64](tab, `[...document.querySelectorAll("body *")].filter(e => ["fixed", "sticky"].includes(getComputedStyle(e).position)).reduce((sum, e) => sum + (e.getBoundingClientRect().width > 160 ? e.getBoundingClientRect().height : 0), 0)`); high > 128 {
			t.Errorf("%s: %.0f of 256 px are taken by what stays in place", p, high)
		}
	}
}
