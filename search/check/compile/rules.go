// Package compile makes the check's parts of the bundle from content pages, the vocabulary and data/red-flags. [build]
package compile

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"
)

// Sign is something a reader can show, as data/red-flags/*.yaml describe it; docs/check.md explains the phrases.
type Sign struct {
	ID       string   `yaml:"id"`
	Name     string   `yaml:"name"`               // plain words, as shown
	Question string   `yaml:"question,omitempty"` // how to ask; a sign without one is never asked
	Terms    []string `yaml:"terms,omitempty"`    // vocabulary ids that show it; ids that the vocabulary lacks are left out
	Says     []string `yaml:"says,omitempty"`     // phrases that show it
	Except   []string `yaml:"except,omitempty"`   // phrases that look like it and are not
	Age      Age      `yaml:"age,omitempty"`      // or an age
	When     any      `yaml:"when,omitempty"`     // or a condition over other signs, read in its place wherever the sign is named
	Anyone   bool     `yaml:"anyone,omitempty"`   // counts whoever says it, a nurse in a copied conversation too
	file     string
}

// Age is a range of ages; 0 leaves an end open.
type Age struct {
	From        int `yaml:"from,omitempty"`         // years
	Below       int `yaml:"below,omitempty"`        // years
	BelowMonths int `yaml:"below_months,omitempty"` // months
}

// Rule is one danger rule.
type Rule struct {
	ID      string   `yaml:"id"`
	Title   string   `yaml:"title"`
	Level   string   `yaml:"level"` // emergency | urgent | see-a-doctor
	When    any      `yaml:"when"`
	Unless  []string `yaml:"unless"`             // signs that excuse it; left out: [explained-by-doctor], and none for see-a-doctor
	AskWhen []any    `yaml:"ask_when,omitempty"` // its open questions are asked when any of these holds
	Action  string   `yaml:"action"`
	Why     string   `yaml:"why"`
	Source  Source   `yaml:"source"`
	Fires   []string `yaml:"fires"` // texts that must raise it
	Quiet   []string `yaml:"quiet"` // texts that must not
	File    string   `yaml:"-"`     // its topic
}

// Source is the guideline a rule rests on, and what it says in our words.
type Source struct {
	Name string `yaml:"name"`
	Says string `yaml:"says"`
}

// Rules are all of data/red-flags.
type Rules struct {
	Words map[string][]string // word lists, by name
	Signs []Sign
	Rules []Rule
}

// excuse is the sign that excuses every rule that does not say otherwise; a visit is never excused.
const excuse = "explained-by-doctor"

// calm is the sign that leaves danger questions unasked.
const calm = "settled"

// Levels of a rule.
var ruleLevel = map[string]byte{"see-a-doctor": 2, "urgent": 3, "emergency": 4}

// ReadRules reads every *.yaml of a folder of rules. words.yaml holds the word lists. Errors name file and rule.
func ReadRules(fsys fs.FS) (*Rules, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	all := &Rules{Words: map[string][]string{}}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		if path.Base(name) == "words.yaml" {
			if err := yaml.UnmarshalWithOptions(data, &all.Words, yaml.Strict()); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			continue
		}
		var file struct {
			Signs []Sign `yaml:"signs"`
			Rules []Rule `yaml:"rules"`
		}
		if err := yaml.UnmarshalWithOptions(data, &file, yaml.Strict()); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, s := range file.Signs {
			s.file = name
			all.Signs = append(all.Signs, s)
		}
		for _, r := range file.Rules {
			r.File = name
			all.Rules = append(all.Rules, r)
		}
	}
	if len(all.Rules) == 0 {
		return nil, errors.New("no danger rules: data/red-flags holds none; a check without them must not be built")
	}
	return all, all.check()
}

func (all *Rules) check() error {
	var wrong []error
	seen := map[string]string{}
	once := func(file, kind, id string) {
		if id == "" {
			wrong = append(wrong, fmt.Errorf("%s: a %s has no id", file, kind))
		}
		if old, twice := seen[kind+id]; twice {
			wrong = append(wrong, fmt.Errorf("%s: %s %q is in %s already", file, kind, id, old))
		}
		seen[kind+id] = file
	}
	for i := range all.Signs {
		s := &all.Signs[i]
		once(s.file, "sign", s.ID)
		if s.Name == "" {
			wrong = append(wrong, fmt.Errorf("%s: sign %s has no name", s.file, s.ID))
		}
		if len(s.Says)+len(s.Terms) == 0 && s.Age == (Age{}) && s.When == nil {
			wrong = append(wrong, fmt.Errorf("%s: nothing shows sign %s: give it says, terms, age or when", s.file, s.ID))
		}
	}
	for i := range all.Rules {
		r := &all.Rules[i]
		once(r.File, "rule", r.ID)
		if ruleLevel[r.Level] == 0 {
			wrong = append(wrong, fmt.Errorf("%s: rule %s: level %q is none of see-a-doctor, urgent, emergency", r.File, r.ID, r.Level))
		}
		for field, text := range map[string]string{"title": r.Title, "action": r.Action, "why": r.Why, "source name": r.Source.Name, "source says": r.Source.Says} {
			if strings.TrimSpace(text) == "" {
				wrong = append(wrong, fmt.Errorf("%s: rule %s has no %s", r.File, r.ID, field))
			}
		}
		if len(r.Fires) == 0 || len(r.Quiet) == 0 {
			wrong = append(wrong, fmt.Errorf("%s: rule %s needs test cases: texts under fires and under quiet", r.File, r.ID))
		}
	}
	for i := range all.Rules {
		if r := &all.Rules[i]; r.Unless == nil && r.Level != "see-a-doctor" && seen["sign"+excuse] != "" {
			r.Unless = []string{excuse}
		}
	}
	sort.Slice(wrong, func(i, j int) bool { return wrong[i].Error() < wrong[j].Error() })
	return errors.Join(wrong...)
}
