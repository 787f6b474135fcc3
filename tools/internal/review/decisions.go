// Package review keeps what people decided about facts: each draft fact is shown beside its sentence, and approved,
// corrected or rejected. The decisions live in a file of their own, under version control, and are found again by quote
// when documents are converted anew. [build]
package review

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"signpost/search/page"
	"signpost/tools/internal/condition"
	"signpost/tools/internal/source"
)

// Verdicts on a fact.
const (
	Approved  = "approved"
	Rejected  = "rejected"
	Corrected = "corrected" // approved in other words
)

// Decision is what a person decided about one fact of one sentence.
type Decision struct {
	Condition string      `yaml:"condition"` // "*" = the document's symptom itself
	Slot      string      `yaml:"slot"`
	Value     string      `yaml:"value"` // as it was found
	Verdict   string      `yaml:"verdict"`
	Becomes   *Correction `yaml:"becomes,omitempty"` // with verdict corrected
	By        string      `yaml:"by"`
	On        string      `yaml:"on"` // YYYY-MM-DD
	Document  string      `yaml:"document"`
	Exact     string      `yaml:"exact"` // the sentence, with up to 32 bytes round it
	Prefix    string      `yaml:"prefix,omitempty"`
	Suffix    string      `yaml:"suffix,omitempty"`
}

// Correction replaces parts of a fact; what is empty stays.
type Correction struct {
	Slot  string `yaml:"slot,omitempty"`
	Value string `yaml:"value,omitempty"`
	Level string `yaml:"level,omitempty"`
}

// PageReview says that a named person reviewed a whole page.
type PageReview struct {
	Page string `yaml:"page"` // "conditions/sciatica"
	By   string `yaml:"by"`
	Role string `yaml:"role"`
	On   string `yaml:"on"`
	Due  string `yaml:"due"`
}

// Decisions is a decision file.
type Decisions struct {
	Facts []Decision   `yaml:"facts"`
	Pages []PageReview `yaml:"pages"`

	path      string
	factLines []int
	pageLines []int
}

const head = "# What people decided about facts, sentence by sentence: written by signpost review, read by signpost convert.\n"

// Open reads a decision file; a missing one has no decisions. A file that cannot be read is an error and stays as it is.
func Open(path string) (*Decisions, error) {
	d := &Decisions{path: path}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return d, nil
	}
	if err != nil {
		return nil, err
	}
	if err := yaml.UnmarshalWithOptions(data, d, yaml.Strict()); err != nil {
		line, message := 1, err.Error()
		var at yaml.Error
		if errors.As(err, &at) && at.GetToken() != nil && at.GetToken().Position != nil {
			line, message = at.GetToken().Position.Line, at.GetMessage()
		}
		message, _, _ = strings.Cut(message, "\n")
		return nil, fmt.Errorf("%s:%d: the decisions cannot be read: %s", path, line, message)
	}
	d.findLines(data)
	for i, f := range d.Facts {
		if f.Verdict != Approved && f.Verdict != Rejected && f.Verdict != Corrected || f.Verdict == Corrected && f.Becomes == nil {
			return nil, fmt.Errorf("%s:%d: verdict is %q; it must be approved, rejected, or corrected with becomes", path, d.line(d.factLines, i), f.Verdict)
		}
	}
	return d, nil
}

// findLines notes where the entries begin.
func (d *Decisions) findLines(data []byte) {
	lines := &d.factLines
	for i, l := range bytes.Split(data, []byte("\n")) {
		switch {
		case bytes.HasPrefix(l, []byte("facts:")):
			lines = &d.factLines
		case bytes.HasPrefix(l, []byte("pages:")):
			lines = &d.pageLines
		case bytes.HasPrefix(l, []byte("- ")) || bytes.HasPrefix(l, []byte("  - ")):
			*lines = append(*lines, i+1)
		}
	}
}

func (d *Decisions) line(lines []int, i int) int {
	if i < len(lines) {
		return lines[i]
	}
	return 1
}

// Save writes the file, sorted, in one step.
func (d *Decisions) Save() error {
	slices.SortStableFunc(d.Facts, func(a, b Decision) int {
		return cmp.Or(strings.Compare(a.Document, b.Document), strings.Compare(a.Condition, b.Condition), strings.Compare(a.Slot, b.Slot),
			strings.Compare(a.Value, b.Value), strings.Compare(a.Exact, b.Exact), strings.Compare(a.Prefix, b.Prefix))
	})
	slices.SortStableFunc(d.Pages, func(a, b PageReview) int { return strings.Compare(a.Page, b.Page) })
	data := append([]byte(head), page.YAML(*d)...)
	d.factLines, d.pageLines = nil, nil
	d.findLines(data)
	if err := os.MkdirAll(filepath.Dir(d.path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(d.path+".new", data, 0o644); err != nil {
		return err
	}
	return os.Rename(d.path+".new", d.path)
}

// Apply puts the decisions into statements: approved ones get that status, corrected ones their new words too, rejected
// ones are left out. A decision that fits no statement any more is reported and stays in the file.
func (d *Decisions) Apply(statements []condition.Statement, docs []condition.Document) ([]condition.Statement, []source.Problem) {
	m := d.match(statements, docs)
	out := make([]condition.Statement, 0, len(statements))
	for i, s := range statements {
		at := m.decision[i]
		if at < 0 {
			out = append(out, s)
			continue
		}
		switch f := d.Facts[at]; f.Verdict {
		case Rejected:
			continue
		case Corrected:
			s.Slot, s.Value, s.Level = cmp.Or(f.Becomes.Slot, s.Slot), cmp.Or(f.Becomes.Value, s.Value), cmp.Or(f.Becomes.Level, s.Level)
		}
		s.Status = Approved
		out = append(out, s)
	}
	var problems []source.Problem
	for i, f := range d.Facts {
		if m.used[i] {
			continue
		}
		what := fmt.Sprintf("the decision on %s %q of %s is kept and not used: ", f.Slot, f.Value, f.Condition)
		text, there := m.texts[f.Document]
		switch _, _, found := Find(text, f.evidence()); {
		case !there:
			what += f.Document + " is not among the documents; put it back or delete this entry"
		case !found:
			what += "its sentence no longer stands in " + f.Document + "; review the new sentence, then delete this entry"
		default:
			what += "no such fact is drawn from its sentence any more; delete this entry"
		}
		problems = append(problems, source.Problem{File: d.path, Line: d.line(d.factLines, i), Text: what})
	}
	return out, problems
}

func (f Decision) evidence() page.Evidence {
	return page.Evidence{Document: f.Document, Exact: f.Exact, Prefix: f.Prefix, Suffix: f.Suffix}
}

// matching is which decision each statement has.
type matching struct {
	decision []int // index of the decision, -1 = none
	used     []bool
	texts    map[string]string // of documents
}

// match finds the decisions' statements: same slot and value, a name of the condition, and a quote at the place where the
// decision's quote stands now.
func (d *Decisions) match(statements []condition.Statement, docs []condition.Document) matching {
	m := matching{decision: make([]int, len(statements)), used: make([]bool, len(d.Facts)), texts: map[string]string{}}
	for _, doc := range docs {
		m.texts[doc.ID] = doc.Text
	}
	type place struct{ start, end int }
	places := make([]place, len(d.Facts))
	byKey := map[string][]int{}
	key := func(document, slot, value string) string {
		return document + "\x00" + slot + "\x00" + strings.ToLower(value)
	}
	for i, f := range d.Facts {
		if start, end, found := Find(m.texts[f.Document], f.evidence()); found {
			places[i] = place{start, end}
			k := key(f.Document, f.Slot, f.Value)
			byKey[k] = append(byKey[k], i)
		}
	}
	for i, s := range statements {
		m.decision[i] = -1
		for _, e := range s.Evidence {
			for _, at := range byKey[key(e.Document, s.Slot, s.Value)] {
				// A passage that stands in a document twice is decided once.
				p, f := places[at], d.Facts[at]
				same := e.Exact == f.Exact && e.Prefix == f.Prefix && e.Suffix == f.Suffix
				if (same || e.Start < p.end && p.start < e.End) && names(s, f.Condition) {
					m.decision[i], m.used[at] = at, true
				}
			}
		}
	}
	return m
}

func names(s condition.Statement, name string) bool {
	return strings.EqualFold(s.Condition, name) || slices.ContainsFunc(s.Names, func(n string) bool { return strings.EqualFold(n, name) })
}

// Reviews sets the review of every page of which each fact is approved. A page with a fact that nobody has approved has
// not been reviewed as it stands, whatever the file says; it is reported.
func (d *Decisions) Reviews(pages []page.Page) []source.Problem {
	byPath := map[string]*page.Page{}
	for i := range pages {
		byPath[page.Folders[pages[i].Kind]+"/"+pages[i].Slug] = &pages[i]
	}
	var problems []source.Problem
	for i, r := range d.Pages {
		say := func(text string) {
			problems = append(problems, source.Problem{File: d.path, Line: d.line(d.pageLines, i), Text: "the review of " + r.Page + " is kept and not shown: " + text})
		}
		p := byPath[r.Page]
		if p == nil {
			say("there is no such page any more; delete this entry")
			continue
		}
		drafts := 0
		for _, f := range p.Facts {
			if f.Status != Approved {
				drafts++
			}
		}
		if drafts > 0 {
			say(fmt.Sprintf("%d of its facts are not approved; review them, then the page", drafts))
			continue
		}
		p.Review = &page.Review{By: r.By, Role: r.Role, On: r.On, Due: r.Due}
	}
	return problems
}
