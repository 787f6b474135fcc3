package browsertest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

var pictures = flag.String("pictures", "", "folder to put screenshots of the sample site into")

// TestPictures takes the screenshots of the README and of the design's review; make screenshots runs it.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("make screenshots runs this with -pictures")
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	site, browser := served(t, sample), Browser(t)
	shots := []struct {
		name, path string
		ready      func(*Tab)
	}{
		{"home", "", nil},
		{"condition", "conditions/peripheral-artery-disease/", nil},
		{"symptom", "symptoms/tingling/", nil},
		{"search", "search/#q=pins+and+needels+in+my+legs", func(tab *Tab) { tab.Until(hits) }},
		{"question", "check/", func(tab *Tab) {
			begin(t, tab, "My calves cramp when I walk. No weakness.")
			tab.Until(`document.querySelector("signpost-check form.q")`)
		}},
		{"result", "check/", func(tab *Tab) {
			begin(t, tab, "My calves cramp when I walk and it goes a few minutes after I stop. No weakness.")
			tab.Until(`document.querySelector("signpost-check form.q")`)
			tab.Click("signpost-check form.q .btn-2")
			tab.Until(`document.querySelector("signpost-check .row .btn:not(.btn-2)")`)
			tab.Click("signpost-check .row .btn:not(.btn-2)")
			tab.Until(`document.querySelector("signpost-check .banner")`)
		}},
		{"emergency", "check/", func(tab *Tab) {
			begin(t, tab, "My back hurts, I am numb around my groin and cannot control my bladder.")
			tab.Until(`document.querySelector("signpost-check .siren")`)
		}},
	}
	for _, scheme := range []string{"light", "dark"} {
		for _, width := range []int64{360, 1280} {
			for _, s := range shots {
				height := map[int64]int64{360: 800, 1280: 900}[width]
				tab := Open(t, browser, site.URL+"/"+s.path, Size(width, height),
					Send(emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}))
				if s.ready != nil {
					s.ready(tab)
				}
				png, err := within(tab, chromedp.CaptureScreenshot())
				if err != nil {
					t.Fatal(err)
				}
				name := fmt.Sprintf("%s-%d-%s.png", s.name, width, scheme)
				if err := os.WriteFile(filepath.Join(*pictures, name), png, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
