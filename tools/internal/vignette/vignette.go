// Package vignette runs the check over case descriptions that lie beside the content, and counts what it gets right. [build]
package vignette

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"
)

// Case is one description and what the check must say of it; empty fields demand nothing. data/vignettes says more.
type Case struct {
	ID      string            `yaml:"id"`
	Text    string            `yaml:"text"`
	Answers map[string]string `yaml:"answers,omitempty"` // finding: yes | no | unsure
	Level   string            `yaml:"level,omitempty"`   // the lowest allowed
	AtMost  string            `yaml:"at_most,omitempty"` // the highest allowed
	Top     []string          `yaml:"top,omitempty"`     // names, one of which must be among the first three
	First   bool              `yaml:"first,omitempty"`   // ... must be the first
	Flag    string            `yaml:"flag,omitempty"`    // a danger rule that must be raised
	NoFlag  bool              `yaml:"no_flag,omitempty"`
	NoMatch bool              `yaml:"no_match,omitempty"`
	file    string
}

// Levels in ascending order.
var Levels = []string{"no-match", "self-care", "see-a-doctor", "urgent", "emergency"}

// Read reads every *.yaml of a folder. Errors name file and case.
func Read(fsys fs.FS) ([]Case, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var all []Case
	var wrong []error
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		var cases []Case
		if err := yaml.UnmarshalWithOptions(data, &cases, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("%s: %s", name, yaml.FormatError(err, false, true))
		}
		for _, c := range cases {
			c.file = name
			if c.ID == "" || c.Text == "" && len(c.Answers) == 0 {
				wrong = append(wrong, fmt.Errorf("%s: case %q needs an id, and a text or answers", name, c.ID))
			}
			for _, l := range []string{c.Level, c.AtMost} {
				if l != "" && !slices.Contains(Levels, l) {
					wrong = append(wrong, fmt.Errorf("%s: case %s: level %q is none of %s", name, c.ID, l, strings.Join(Levels, ", ")))
				}
			}
			all = append(all, c)
		}
	}
	return all, errors.Join(wrong...)
}

// Ask answers a check with the JSON of the evaluator.
type Ask func(text string, answers map[string]string) ([]byte, error)

// Failure is a case that went wrong.
type Failure struct {
	Case  Case
	Wrong []string // what, each as a short sentence
	Under bool     // the advice was milder than allowed
}

// Report counts what the check got right.
type Report struct {
	Cases, Passed              int
	Named, Top1, Top3          int // cases that name a description, and those whose first or first three hold it
	Levels, Exact, Under, Over int // cases that set a level
	Emergencies, Found         int // emergencies, and those answered as emergency or urgent
	Calm, Alarmed              int // cases whose highest level is below urgent, and those alarmed all the same
	Covers                     int // conditions in the site
	Failures                   []Failure
}

// Run asks every case. skip says whether a named description is missing from the site, so that its cases demand no name.
func Run(cases []Case, ask Ask, skip func(title string) bool) (*Report, error) {
	r := &Report{}
	for _, c := range cases {
		out, err := ask(c.Text, c.Answers)
		if err != nil {
			return nil, fmt.Errorf("%s: case %s: %w", c.file, c.ID, err)
		}
		var a struct {
			Level   string
			Flags   []struct{ ID, Label string } `json:"red_flags"`
			Matches []struct {
				Name     string
				Synonyms []string
			}
			Covers int
		}
		if err := json.Unmarshal(out, &a); err != nil {
			return nil, fmt.Errorf("%s: case %s: %w", c.file, c.ID, err)
		}
		r.Covers = a.Covers
		f := Failure{Case: c}
		wrong := func(format string, args ...any) { f.Wrong = append(f.Wrong, fmt.Sprintf(format, args...)) }
		got, low, high := slices.Index(Levels, a.Level), slices.Index(Levels, c.Level), slices.Index(Levels, c.AtMost)
		if c.Level != "" {
			r.Levels++
			switch {
			case got < low:
				r.Under++
				f.Under = true
				wrong("level %s, lowest allowed %s", a.Level, c.Level)
			case got == low:
				r.Exact++
			}
		}
		if c.Level == "emergency" {
			r.Emergencies++
			if got >= slices.Index(Levels, "urgent") {
				r.Found++
			}
		}
		if c.AtMost != "" {
			if high < slices.Index(Levels, "urgent") {
				r.Calm++
				if got >= slices.Index(Levels, "urgent") {
					r.Alarmed++
				}
			}
			if got > high {
				r.Over++
				wrong("level %s, highest allowed %s", a.Level, c.AtMost)
			}
		}
		top := slices.DeleteFunc(slices.Clone(c.Top), skip)
		if len(top) > 0 {
			r.Named++
			place := len(a.Matches)
			for i := len(a.Matches) - 1; i >= 0; i-- {
				for _, name := range append([]string{a.Matches[i].Name}, a.Matches[i].Synonyms...) {
					if slices.ContainsFunc(top, func(t string) bool { return strings.EqualFold(t, name) }) {
						place = i
					}
				}
			}
			if place == 0 {
				r.Top1++
			}
			if place < 3 {
				r.Top3++
			}
			if place >= 3 || c.First && place > 0 {
				var names []string
				for _, m := range a.Matches[:min(3, len(a.Matches))] {
					names = append(names, m.Name)
				}
				wrong("first descriptions %q, wanted one of %q", names, top)
			}
		}
		raised := slices.ContainsFunc(a.Flags, func(f struct{ ID, Label string }) bool { return f.ID == c.Flag })
		if c.Flag != "" && !raised {
			wrong("rule %s was not raised", c.Flag)
		}
		if c.NoFlag && len(a.Flags) > 0 {
			wrong("%q was raised", a.Flags[0].Label)
		}
		if c.NoMatch && len(a.Matches) > 0 {
			wrong("%q was shown", a.Matches[0].Name)
		}
		r.Cases++
		if len(f.Wrong) == 0 {
			r.Passed++
		} else {
			r.Failures = append(r.Failures, f)
		}
	}
	return r, nil
}

// Write prints the figures, always with the number of conditions, and each case that went wrong.
func (r *Report) Write(w io.Writer) {
	fmt.Fprintf(w, "%d of %d cases right, over %d conditions\n", r.Passed, r.Cases, r.Covers)
	fmt.Fprintf(w, "named description first %d, among three %d, of %d\n", r.Top1, r.Top3, r.Named)
	fmt.Fprintf(w, "advice at its level %d, too mild %d, of %d; too strong %d\n", r.Exact, r.Under, r.Levels, r.Over)
	fmt.Fprintf(w, "emergencies found %d of %d; others alarmed %d of %d\n", r.Found, r.Emergencies, r.Alarmed, r.Calm)
	for _, f := range r.Failures {
		fmt.Fprintf(w, "%s: %s: %s\n", f.Case.file, f.Case.ID, strings.Join(f.Wrong, "; "))
	}
}
