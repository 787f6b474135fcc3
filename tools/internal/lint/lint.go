// Package lint finds what makes a health page unsafe or hard to read, and says where and what to do. [build]
package lint

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"signpost/search/page"
	"signpost/tools/internal/condition"
	"signpost/tools/internal/review"
)

// Finding is one fault of one page.
type Finding struct {
	File  string
	Line  int
	Error bool   // else a warning
	Text  string // what is wrong and what to do
}

func (f Finding) String() string {
	kind := "warning"
	if f.Error {
		kind = "error"
	}
	return fmt.Sprintf("%s:%d: %s: %s", f.File, f.Line, kind, f.Text)
}

// Options of Lint.
type Options struct {
	Documents []condition.Document // what the pages are made from; nil leaves out the checks of quotes against them
	Today     time.Time
}

// Lint checks every page of a content folder; findings come in order of file and line.
func Lint(content string, o Options) ([]Finding, error) {
	if _, err := os.Stat(content); err != nil {
		return nil, fmt.Errorf("%s: there is no such folder; give the folder that holds the pages", content)
	}
	l := linter{options: o, documents: map[string]string{}, pages: map[string]bool{}}
	for _, d := range o.Documents {
		l.documents[d.ID] = d.Text
	}
	var files []string
	for _, folder := range page.Folders {
		entries, _ := os.ReadDir(filepath.Join(content, folder)) // a folder may be missing
		for _, e := range entries {
			if filepath.Ext(e.Name()) == ".md" && e.Name() != "_index.md" {
				files = append(files, filepath.Join(content, folder, e.Name()))
				l.pages[folder+"/"+strings.TrimSuffix(e.Name(), ".md")] = true
			}
		}
	}
	slices.Sort(files)
	for _, f := range files {
		if err := l.file(f); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(l.findings, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return l.findings, nil
}

type linter struct {
	options   Options
	documents map[string]string // text by id
	pages     map[string]bool   // "conditions/sciatica"
	findings  []Finding

	name     string
	lines    []string // of the file
	bodyLine int      // the file's line before the body's first
	page     page.Page
}

func (l *linter) report(isError bool, line int, format string, values ...any) {
	l.findings = append(l.findings, Finding{l.name, max(1, line), isError, fmt.Sprintf(format, values...)})
}

func (l *linter) error(line int, format string, values ...any) {
	l.report(true, line, format, values...)
}
func (l *linter) warn(line int, format string, values ...any) {
	l.report(false, line, format, values...)
}

// line is the number of the first line at or after from that begins with start, else from.
func (l *linter) line(from int, start string) int {
	for i := from; i < len(l.lines); i++ {
		if strings.HasPrefix(l.lines[i], start) {
			return i + 1
		}
	}
	return from
}

// file checks one page.
func (l *linter) file(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	l.name = name
	p, err := page.Parse(name, data)
	if err != nil {
		text := strings.TrimPrefix(err.Error(), name+":")
		line, message, _ := strings.Cut(text, ": ")
		n, _ := strconv.Atoi(line)
		l.error(n, "%s", message)
		return nil
	}
	l.page = p
	whole := strings.ReplaceAll(string(data), "\r\n", "\n")
	l.lines = strings.Split(whole, "\n")
	l.bodyLine = strings.Count(whole[:len(whole)-len(p.Body)], "\n")

	l.review()
	l.facts()
	l.links()
	l.prose()
	return nil
}

// review checks the page's review.
func (l *linter) review() {
	r := l.page.Review
	if r == nil {
		return
	}
	line := l.line(0, "review:")
	if r.By == "" || r.Role == "" {
		l.error(line, "the review names nobody; give by and role, or delete the review")
	}
	on, errOn := time.Parse(time.DateOnly, r.On)
	due, errDue := time.Parse(time.DateOnly, r.Due)
	switch {
	case errOn != nil || errDue != nil:
		l.error(line, "the review's dates are %q and %q; write both as 2026-01-31", r.On, r.Due)
	case on.After(l.options.Today):
		l.error(line, "the review was on %s, which is yet to come; correct the date", r.On)
	case due.Before(on):
		l.error(line, "the next review is due on %s, before the last one on %s; correct the dates", r.Due, r.On)
	case due.Before(l.options.Today.Truncate(24 * time.Hour)):
		l.error(line, "the review expired on %s; have the page reviewed again, or delete the review", r.Due)
	}
}

// Values that the format allows.
var (
	levels      = []string{"self-care", "see-a-doctor", "urgent", "emergency"}
	frequencies = []string{"obligate", "very-frequent", "frequent", "occasional", "very-rare", "excluded"}
	statuses    = []string{"draft", "approved", "rejected"}
	slots       = []string{page.SlotSymptom, page.SlotSite, page.SlotSide, page.SlotOnset, page.SlotCourse, page.SlotTrigger, page.SlotWorse,
		page.SlotRelief, page.SlotCause, page.SlotRisk, page.SlotMechanism, page.SlotTreatment, page.SlotPrevention, page.SlotFrequency,
		page.SlotRedFlag, page.SlotSeekCare}
)

// ambulance is how a sentence sends for help at once.
var ambulance = regexp.MustCompile(`(?i)\b(call|ring|phone|dial) (999|911|112|000|(for )?an ambulance)\b`)

// facts checks the facts one by one, and what the page must have of them.
func (l *linter) facts() {
	p := l.page
	var symptoms, care, emergencies int
	at := l.line(0, "facts:")
	seen := map[string]bool{}
	for _, f := range p.Facts {
		line := l.line(at, "- id: "+quoted(f.ID))
		at = line
		if seen[f.ID] {
			l.error(line, "two facts have the id %q; give one another id", f.ID)
		}
		seen[f.ID] = true
		if f.Status == "rejected" {
			continue
		}
		l.fact(f, line)
		switch f.Slot {
		case page.SlotSymptom:
			symptoms++
		case page.SlotRedFlag, page.SlotSeekCare:
			care++
		}
		if f.Level == "emergency" {
			emergencies++
		}
	}
	for _, c := range p.Disagree {
		if !seen[c.A] || !seen[c.B] {
			l.error(l.line(0, "disagree:"), "the disagreement %q names a fact that is not there (%s, %s); delete it or correct the ids", c.Question, c.A, c.B)
		}
	}
	if p.Level != "" && !slices.Contains(levels, p.Level) {
		l.error(l.line(0, "level:"), "the level is %q; it must be one of %s", p.Level, strings.Join(levels, ", "))
	}
	if p.Level == "emergency" && emergencies == 0 {
		l.error(l.line(0, "level:"), "the page's level is emergency and no fact says when to call for help, so it has no emergency box; give a red_flag fact the level emergency")
	}
	if p.Kind == page.Condition {
		if symptoms == 0 {
			l.warn(2, "the page describes no symptom, so the check cannot find it; add a document that says how %s feels", p.Title)
		}
		if care == 0 {
			l.warn(2, "the page does not say when to get help; add a document that says when to see a doctor about %s", p.Title)
		}
	}
}

func (l *linter) fact(f page.Fact, line int) {
	oneOf := func(key, value string, allowed []string, may bool) {
		if !slices.Contains(allowed, value) && !(may && value == "") {
			l.error(line, "%s is %q; it must be one of %s", key, value, strings.Join(allowed, ", "))
		}
	}
	oneOf("slot", f.Slot, slots, false)
	oneOf("status", f.Status, statuses, false)
	oneOf("level", f.Level, levels, true)
	oneOf("frequency", f.Frequency, frequencies, true)
	oneOf("polarity", f.Polarity, []string{"absent"}, true)
	if f.Value == "" {
		l.error(line, "the fact says nothing; give it a value or delete it")
	}
	flag := f.Slot == page.SlotRedFlag
	if flag && f.Level == "" {
		l.error(line, "the red flag %q does not say what to do; give it a level (see-a-doctor, urgent or emergency)", f.Value)
	}
	if len(f.Evidence) == 0 {
		if flag {
			l.error(line, "the red flag %q has no source; give its evidence or delete it", f.Value)
		} else {
			l.warn(line, "%s %q has no source; give its evidence or delete it", f.Slot, f.Value)
		}
	}
	quotes := ""
	for _, e := range f.Evidence {
		quotes += " " + e.Exact
		l.evidence(f, e, line)
	}
	if (flag || f.Slot == page.SlotSeekCare) && f.Level != "emergency" && ambulance.MatchString(quotes) {
		l.error(line, "%q has the level %q, and its sentence sends for an ambulance; give it the level emergency", f.Value, f.Level)
	}
	if f.Frequency != "" && !slices.Contains([]string{"", "excluded"}, f.Frequency) && !says(quotes, f.Hedge) {
		l.error(line, "%q is said to be %s, and its quotes do not say how often (hedge: %q); delete the frequency, or give the quote that says so", f.Value, f.Frequency, f.Hedge)
	}
	l.wording(f.Value, quotes, line)
}

// says reports whether the words of hedge stand in the quotes.
func says(quotes, hedge string) bool {
	fold := func(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }
	return hedge != "" && strings.Contains(fold(quotes), fold(hedge))
}

// evidence checks that a quote is where it says it is.
func (l *linter) evidence(f page.Fact, e page.Evidence, line int) {
	known := slices.ContainsFunc(l.page.Sources, func(s page.Source) bool { return s.Document == e.Document })
	if !known {
		l.error(line, "%q rests on %s, which is not among the page's sources; add it to sources", f.Value, e.Document)
		return
	}
	if e.Exact == "" || e.End-e.Start != len(e.Exact) {
		l.error(line, "the quote of %q does not fill the place from %d to %d that it names; convert the documents again", f.Value, e.Start, e.End)
		return
	}
	if l.options.Documents == nil {
		return
	}
	text, there := l.documents[e.Document]
	switch {
	case !there:
		l.error(line, "%q rests on %s, which is not among the documents; put the document back or delete the fact", f.Value, e.Document)
	default:
		if _, _, found := review.Find(text, e); !found { // a quote that only moved still says the same
			l.error(line, "%s does not have the quote of %q any more; convert the documents again, or correct the fact on a page edited by hand", e.Document, f.Value)
		}
	}
}

// links checks what the page says of other pages.
func (l *linter) links() {
	at := l.line(0, "conditions:")
	for _, d := range l.page.Conditions {
		line := l.line(at, "- slug: "+quoted(d.Slug))
		if !l.pages["conditions/"+d.Slug] && !l.pages["topics/"+d.Slug] && !l.pages["symptoms/"+d.Slug] {
			l.error(line, "there is no page for %s; convert the documents again or delete the entry", d.Title)
		}
	}
}

// quoted is a value as it may begin on its line.
func quoted(s string) string {
	line, _, _ := strings.Cut(string(page.Format(page.Page{Title: s})), "\nkind:")
	return strings.TrimPrefix(line, "---\ntitle: ")
}
