// Package outputs writes what a built site gives to machines: facts as open data, the danger questions as a FHIR
// Questionnaire, icons and social cards. Hugo writes the rest (site map, feed, manifest, search description). [build]
package outputs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"signpost/search/page"
	"signpost/tools/internal/vocabulary"
)

// Options are what the files say besides the pages.
type Options struct {
	Title      string // the site's name
	Subject    string // what it covers, in a few words; may be empty
	Publisher  string // may be empty
	BaseURL    string // "https://example.org/health/"; without an absolute one no page gets a card, which only serves links from elsewhere
	Vocabulary *vocabulary.Vocabulary
	Rules      fs.FS // data/red-flags
}

// Write adds the files to the built site. The same pages and options always give the same bytes.
func Write(site string, pages []page.Page, o Options) error {
	w := writer{site: site}
	w.facts(pages, o)
	w.questionnaire(o)
	w.icons()
	w.cards(pages, o)
	return errors.Join(w.problems...)
}

// absolute reports whether pages have a whole address.
func (o Options) absolute() bool {
	return strings.HasPrefix(o.BaseURL, "https://") || strings.HasPrefix(o.BaseURL, "http://")
}

// place is a page's folder inside the site: "conditions/sciatica/".
func place(p *page.Page) string { return page.Folders[p.Kind] + "/" + p.Slug + "/" }

type writer struct {
	site     string
	problems []error
}

// note keeps an error for the end.
func (w *writer) note(err error) {
	if err != nil {
		w.problems = append(w.problems, err)
	}
}

// file writes one file of the site. One that is there already came from the project's static folder and wins.
func (w *writer) file(name string, content func() ([]byte, error)) {
	target := filepath.Join(w.site, filepath.FromSlash(name))
	if _, err := os.Stat(target); err == nil {
		return
	}
	b, err := content()
	if err == nil {
		err = os.MkdirAll(filepath.Dir(target), 0o755)
	}
	if err == nil {
		err = os.WriteFile(target, b, 0o644)
	}
	w.note(err)
}
