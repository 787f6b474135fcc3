// Package convert writes pages to a content folder and says what that changes, page by page and fact by fact. [build]
//
// A page that a person has edited is never overwritten: its bytes no longer have the sum that its version line gives.
package convert

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"signpost/search/page"
)

// State of a page after a conversion.
type State string

const (
	New      State = "new"
	Changed  State = "changed"
	Kept     State = "kept"     // the same as before, or edited by a person while the documents say what they said
	Conflict State = "conflict" // edited by a person, and the documents now give another page; the person's is kept
	Vanished State = "vanished" // no document gives this page any more; removed unless a person edited it
)

// States in the order of a report.
var States = []State{New, Changed, Kept, Conflict, Vanished}

// Report is what a conversion did, or would do, in order of path.
type Report struct {
	Pages []Change
}

// Change is what happens to one page.
type Change struct {
	Path  string // below the content folder
	Title string
	State State
	Note  string // what a person should know or do; "" in the ordinary case
	Facts []FactChange

	file []byte     // to be written; nil = nothing
	gone bool       // to be removed
	page *page.Page // as the folder has it afterwards; nil = removed, or cannot be read
}

// FactChange is a fact that a page did not have before, has otherwise, or has no more.
type FactChange struct {
	State State // New, Changed or Vanished
	Slot  string
	Value string
	Quote string // the first evidence's, as it is now; for a vanished fact as it was
}

// Count is the number of pages in a state.
func (r Report) Count(s State) int {
	n := 0
	for _, c := range r.Pages {
		if c.State == s {
			n++
		}
	}
	return n
}

// Content is the pages as the content folder has them after Write, in order of path: what page.ReadDir would give,
// without reading all of them again.
func (r Report) Content() []page.Page {
	var pages []page.Page
	for _, c := range r.Pages {
		if c.page != nil {
			pages = append(pages, *c.page)
		}
	}
	return pages
}

// UpToDate reports whether the content folder already says what the documents say.
func (r Report) UpToDate() bool { return r.Count(Kept) == len(r.Pages) }

// Summary is the report in one line: "2 new, 1 changed, 40 kept, 0 conflict, 0 vanished".
func (r Report) Summary() string {
	var parts []string
	for _, s := range States {
		parts = append(parts, fmt.Sprintf("%d %s", r.Count(s), s))
	}
	return strings.Join(parts, ", ")
}

// Write prints every page that is not simply kept, with its facts that changed.
func (r Report) Write(w io.Writer) error {
	var b bytes.Buffer
	for _, c := range r.Pages {
		if c.State == Kept && c.Note == "" {
			continue
		}
		fmt.Fprintf(&b, "%-8s %s  %s\n", c.State, c.Path, c.Title)
		if c.Note != "" {
			fmt.Fprintf(&b, "         %s\n", c.Note)
		}
		if c.State == New {
			continue // all its facts are new
		}
		for _, f := range c.Facts {
			fmt.Fprintf(&b, "         %s %s: %s  “%s”\n", map[State]string{New: "+", Changed: "~", Vanished: "-"}[f.State], f.Slot, f.Value, f.Quote)
		}
	}
	fmt.Fprintln(&b, r.Summary())
	_, err := w.Write(b.Bytes())
	return err
}

// Compare says what Write would do, and writes nothing.
func Compare(pages []page.Page, content string) (Report, error) {
	var r Report
	given := map[string]bool{}
	for _, p := range pages {
		if err := nameable(p, given); err != nil {
			return r, err
		}
		given[p.Path()] = true
		c, err := compare(p, content)
		if err != nil {
			return r, err
		}
		r.Pages = append(r.Pages, c)
	}
	for _, folder := range page.Folders {
		entries, err := os.ReadDir(filepath.Join(content, folder))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return r, err
		}
		for _, e := range entries {
			path := folder + "/" + e.Name()
			if e.IsDir() || filepath.Ext(path) != ".md" || e.Name() == "_index.md" || given[path] {
				continue
			}
			c, err := left(path, content)
			if err != nil {
				return r, err
			}
			r.Pages = append(r.Pages, c)
		}
	}
	slices.SortFunc(r.Pages, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return r, nil
}

// Write writes pages below content, in the folders of page.Folders, and removes pages that it wrote before and that no
// document gives any more. Each file is replaced in one step. Pages need a Kind and a Slug, unique in their folder.
func Write(pages []page.Page, content string) (Report, error) {
	r, err := Compare(pages, content)
	if err != nil {
		return r, err
	}
	for _, folder := range page.Folders {
		if err := os.MkdirAll(filepath.Join(content, folder), 0o755); err != nil {
			return r, err
		}
	}
	for _, c := range r.Pages {
		path := filepath.Join(content, filepath.FromSlash(c.Path))
		switch {
		case c.gone:
			err = os.Remove(path)
		case c.file != nil:
			err = replace(path, c.file)
		}
		if err != nil {
			return r, err
		}
	}
	return r, nil
}

// replace writes a file under another name and renames it, so that a stop half-way leaves the old one.
func replace(path string, data []byte) error {
	temp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".new")
	if err := os.WriteFile(temp, data, 0o644); err != nil {
		return err
	}
	return os.Rename(temp, path)
}

// nameable refuses a page whose name is not one file of its own below its folder.
func nameable(p page.Page, given map[string]bool) error {
	switch {
	case page.Folders[p.Kind] == "":
		return fmt.Errorf("the page %q has the kind %q; it must be condition, symptom or topic", p.Title, p.Kind)
	case p.Slug == "" || strings.Trim(p.Slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != "":
		return fmt.Errorf("the page %q (%s) has no name that can be a file; give its document a title with letters in sources.json", p.Title, documents(p))
	case given[p.Path()]:
		return fmt.Errorf("two pages would be %s; give one of their documents (%s) another title in sources.json", p.Path(), documents(p))
	}
	return nil
}

func documents(p page.Page) string {
	var names []string
	for _, s := range p.Sources {
		names = append(names, s.Document)
	}
	return strings.Join(names, ", ")
}

// compare is what happens to the page p.
func compare(p page.Page, content string) (Change, error) {
	c := Change{Path: p.Path(), Title: p.Title, page: &p}
	sealed := page.Seal(p)
	p.Version = page.Sum(sealed)
	path := filepath.Join(content, filepath.FromSlash(c.Path))
	old, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		c.State, c.file, c.Facts = New, sealed, factChanges(nil, p.Facts)
		return c, nil
	}
	if err != nil {
		return c, err
	}
	if bytes.Equal(old, sealed) {
		c.State = Kept
		return c, nil
	}
	was, err := page.Parse(path, old)
	if err != nil {
		c.State, c.page, c.Note = Conflict, nil, "is not overwritten, because it cannot be read: "+err.Error()
		return c, nil
	}
	c.Facts = factChanges(was.Facts, p.Facts)
	if page.Sum(old) == was.Version {
		c.State, c.file = Changed, sealed
		return c, nil
	}
	c.page = &was
	if was.Version == p.Version {
		c.State, c.Facts, c.Note = Kept, nil, "edited by a person; the documents have not changed"
		return c, nil
	}
	c.State = Conflict
	c.Note = "edited by a person and kept; take over what changed by hand, then set its version line to version: " + p.Version
	return c, nil
}

// left is what happens to a page on disk that no document gives.
func left(path, content string) (Change, error) {
	c := Change{Path: path, State: Kept}
	name := filepath.Join(content, filepath.FromSlash(path))
	old, err := os.ReadFile(name)
	if err != nil {
		return c, err
	}
	p, err := page.Parse(name, old)
	c.page = &p
	switch {
	case err != nil:
		c.page = nil
		c.State, c.Note = Conflict, "no document gives this page any more; it is kept, because it cannot be read: "+err.Error()
		return c, nil
	case p.Version == "":
		c.Note = "written by hand"
	case page.Sum(old) == p.Version:
		c.State, c.gone, c.page, c.Facts = Vanished, true, nil, factChanges(p.Facts, nil)
	default:
		c.State, c.Facts = Vanished, factChanges(p.Facts, nil)
		c.Note = "no document gives this page any more; it is kept, because a person edited it; delete it, or delete its version line to keep it for good"
	}
	c.Title = p.Title
	return c, nil
}

// factChanges compares two lists of facts: new and changed ones in the order of now, then those that vanished.
func factChanges(was, now []page.Fact) []FactChange {
	before := map[string]page.Fact{}
	for _, f := range was {
		before[key(f)] = f
	}
	var out []FactChange
	for _, f := range now {
		old, there := before[key(f)]
		delete(before, key(f))
		if !there {
			out = append(out, factChange(New, f))
		} else if content(old) != content(f) {
			out = append(out, factChange(Changed, f))
		}
	}
	for _, f := range was {
		if _, left := before[key(f)]; left {
			out = append(out, factChange(Vanished, f))
			delete(before, key(f))
		}
	}
	return out
}

func factChange(s State, f page.Fact) FactChange {
	c := FactChange{State: s, Slot: f.Slot, Value: f.Value}
	if len(f.Evidence) > 0 {
		c.Quote = strings.Join(strings.Fields(f.Evidence[0].Exact), " ")
	}
	return c
}

// key is what makes two facts the same statement.
func key(f page.Fact) string {
	return f.Slot + "\x00" + strings.ToLower(f.Value) + "\x00" + f.Polarity
}

// content is what an editor would call the fact: all but its id, status and the places of its quotes.
func content(f page.Fact) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%+v %q %q %q %q", f.Qualifiers, f.Term, f.Frequency, f.Hedge, f.Level)
	for _, e := range f.Evidence {
		fmt.Fprintf(&b, " %q %q", e.Document, e.Exact)
	}
	return b.String()
}
