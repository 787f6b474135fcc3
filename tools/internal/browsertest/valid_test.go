package browsertest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestValidHTML holds every kind of page, as a server and as a USB stick give it, and what the scripts make of search and
// check, to html-validate's rules for valid HTML.
func TestValidHTML(t *testing.T) {
	validator := filepath.Join(npm(t), "html-validate", "bin", "html-validate.mjs")
	var files []string
	for _, dir := range []string{sample, portable} {
		for _, p := range append(pages(t), others(t)...) {
			if filepath.Ext(p) != ".html" {
				p += "index.html"
			}
			files = append(files, filepath.Join(dir, filepath.FromSlash(p)))
		}
	}
	site, browser := served(t, sample), Browser(t)
	shown := t.TempDir()
	keep := func(tab *Tab, name string) {
		file := filepath.Join(shown, name+".html")
		if err := os.WriteFile(file, []byte("<!doctype html>\n"+Value[string](tab, `document.documentElement.outerHTML`)), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	tab := Open(t, browser, site.URL+"/search/#q=siatica")
	tab.Until(hits)
	keep(tab, "results")
	tab = Open(t, browser, site.URL+"/check/")
	begin(t, tab, "My calves cramp when I walk and it goes away a few minutes after I stop. No weakness.")
	tab.Until(`document.querySelector("signpost-check form.q")`)
	keep(tab, "question")
	tab.unsure(12)
	tab.Click("signpost-check .row .btn:not(.btn-2)")
	tab.Until(`document.querySelector("signpost-check .banner")`)
	keep(tab, "advice")

	broken := filepath.Join(shown, "broken.html") // must be complained about, or the others prove nothing
	if err := os.WriteFile(broken, []byte("<!doctype html><html lang=\"en\"><head><title>x</title></head><body><ul><p>x</p></ul></body></html>"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	c := exec.Command("node", append([]string{validator, "--config", "npm/html-validate.json", "--formatter", "json", broken}, files...)...)
	c.Stdout, c.Stderr = &out, &out
	_ = c.Run() // its status only says that there are messages
	var reports []struct {
		FilePath string
		Messages []struct {
			RuleID, Message, Selector string
			Line, Column              int
		}
	}
	if err := json.Unmarshal(out.Bytes(), &reports); err != nil {
		t.Fatalf("html-validate says: %s", out.Bytes())
	}
	caught := false
	for _, r := range reports {
		for _, m := range r.Messages {
			if r.FilePath == broken || filepath.Base(r.FilePath) == "broken.html" {
				caught = true
				continue
			}
			t.Errorf("%s:%d:%d: %s: %s (%s)", r.FilePath, m.Line, m.Column, m.RuleID, m.Message, m.Selector)
		}
	}
	if !caught {
		t.Error("html-validate finds nothing wrong with a paragraph in a list")
	}
}
