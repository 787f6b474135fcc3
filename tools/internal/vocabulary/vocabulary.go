// Package vocabulary is data/vocabulary: it loads, checks, imports and writes the terms, and compiles them to a lexicon. [build]
package vocabulary

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"signpost/search/bundle"
	"signpost/search/lexicon"
)

// Files of a vocabulary, without ".yaml", by kind of lexicon.
var Files = [...]string{
	lexicon.Condition: "conditions", lexicon.Symptom: "symptoms", lexicon.Site: "sites", lexicon.Side: "sides", lexicon.Onset: "onsets",
	lexicon.Course: "courses", lexicon.Trigger: "triggers", lexicon.Relief: "reliefs", lexicon.Severity: "severities",
	lexicon.Frequency: "frequencies", lexicon.Exposure: "exposures",
}

// Term is one entry of a vocabulary file.
type Term struct {
	ID       string   `yaml:"id"`                      // unique over all files, [a-z0-9-]
	Name     string   `yaml:"name"`                    // plain preferred term, as shown
	Lay      []string `yaml:"lay,omitempty,flow"`      // what readers say
	Clinical []string `yaml:"clinical,omitempty,flow"` // what clinicians say
	Broader  []string `yaml:"broader,omitempty,flow"`  // is-a; for sites: part-of
	Sites    []string `yaml:"sites,omitempty,flow"`    // symptoms: where; the broader symptom at one of these sites is this term
	Codes    []string `yaml:"codes,omitempty,flow"`    // "HP:0003401", "ICD10:I73.9"
	Question string   `yaml:"question,omitempty"`      // symptoms: how to ask a reader

	Kind uint8  `yaml:"-"` // of lexicon
	File string `yaml:"-"`
	Line int    `yaml:"-"`
}

// Forms are all ways to write the term, the name first.
func (t *Term) Forms() []string {
	return append(append([]string{t.Name}, t.Lay...), t.Clinical...)
}

// Vocabulary is all terms, in order of kind and file. Term numbers of the lexicon are positions in Terms.
type Vocabulary struct {
	Terms  []Term
	Not    []string // phrases that hold the words of a term and do not mean it: not-terms.yaml
	number map[string]int
}

// Find gives the term with this id, or nil.
func (v *Vocabulary) Find(id string) *Term {
	if i, ok := v.number[id]; ok {
		return &v.Terms[i]
	}
	return nil
}

// Load reads a vocabulary folder, given as a file system that is rooted there. Its error names every fault with file and line.
func Load(folder fs.FS) (*Vocabulary, error) {
	v := &Vocabulary{number: map[string]int{}}
	var faults []error
	for kind, name := range Files {
		data, err := fs.ReadFile(folder, name+".yaml")
		path := "data/vocabulary/" + name + ".yaml"
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		terms, err := parse(path, data)
		if err != nil {
			faults = append(faults, err)
		}
		for i := range terms {
			terms[i].Kind = uint8(kind)
		}
		v.Terms = append(v.Terms, terms...)
	}
	if data, err := fs.ReadFile(folder, "not-terms.yaml"); err == nil {
		if err := yaml.Unmarshal(data, &v.Not); err != nil {
			faults = append(faults, fmt.Errorf("data/vocabulary/not-terms.yaml: %s", yaml.FormatError(err, false, false)))
		}
	}
	if len(v.Terms) == 0 && len(faults) == 0 {
		return nil, errors.New("data/vocabulary: no vocabulary here: expected files such as symptoms.yaml")
	}
	if err := errors.Join(append(faults, v.check()...)...); err != nil {
		return nil, err
	}
	return v, nil
}

// parse reads the list of terms in one file.
func parse(path string, data []byte) ([]Term, error) {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", path, yaml.FormatError(err, false, false))
	}
	var terms []Term
	var faults []error
	for _, doc := range file.Docs {
		list, ok := doc.Body.(*ast.SequenceNode)
		if !ok {
			if doc.Body != nil {
				faults = append(faults, fmt.Errorf("%s:%d: expected a list of terms, each starting with \"- id:\"", path, doc.Body.GetToken().Position.Line))
			}
			continue
		}
		for _, node := range list.Values {
			t := Term{File: path, Line: node.GetToken().Position.Line}
			if err := yaml.NodeToValue(node, &t, yaml.Strict()); err != nil {
				line := t.Line
				if e, ok := err.(yaml.Error); ok {
					line = e.GetToken().Position.Line
				}
				msg, _, _ := strings.Cut(yaml.FormatError(err, false, false), "\n")
				faults = append(faults, fmt.Errorf("%s:%d: %s", path, line, regexp.MustCompile(`^\[\d+:\d+\] `).ReplaceAllString(msg, "")))
				continue
			}
			terms = append(terms, t)
		}
	}
	return terms, errors.Join(faults...)
}

var idPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// check numbers the terms and finds faults that span them.
func (v *Vocabulary) check() []error {
	var faults []error
	fault := func(t *Term, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s:%d: %s: "+format, append([]any{t.File, t.Line, t.ID}, args...)...))
	}
	forms := map[string]*Term{} // kind and lower-case form
	for i := range v.Terms {
		t := &v.Terms[i]
		if !idPattern.MatchString(t.ID) {
			fault(t, "the id may have only lower-case letters, digits and single hyphens")
		}
		if t.Name == "" {
			fault(t, "a term needs a name")
		}
		if j, ok := v.number[t.ID]; ok {
			fault(t, "this id is also at %s:%d: give one of them another", v.Terms[j].File, v.Terms[j].Line)
			continue
		}
		v.number[t.ID] = i
		seen := map[string]bool{}
		for _, f := range t.Forms() {
			key := fmt.Sprint(t.Kind, " ", strings.ToLower(f))
			if seen[key] {
				fault(t, "%q stands here twice: take one out", f)
				continue
			}
			seen[key] = true
			if o := forms[key]; o != nil {
				fault(t, "%q is already a form of %s at %s:%d: take it out of one of them", f, o.ID, o.File, o.Line)
			}
			forms[key] = t
		}
	}
	for i := range v.Terms {
		t := &v.Terms[i]
		for _, id := range t.Broader {
			if o := v.Find(id); o == nil {
				fault(t, "broader term %q does not exist", id)
			} else if o.Kind != t.Kind && !(t.Kind == lexicon.Condition && o.Kind == lexicon.Symptom) {
				fault(t, "broader term %q is in %s.yaml, not in %s.yaml", id, Files[o.Kind], Files[t.Kind])
			}
		}
		for _, id := range t.Sites {
			if o := v.Find(id); o == nil || o.Kind != lexicon.Site {
				fault(t, "site %q is not in sites.yaml", id)
			}
		}
		if path := v.cycle(i); path != "" {
			fault(t, "is broader than itself: %s", path)
		}
	}
	return faults
}

// cycle gives a path from term i by broader back to i, or "". Only the term that comes first in the files reports its cycle.
func (v *Vocabulary) cycle(i int) string {
	type step struct {
		at   int
		path string
	}
	seen := map[int]bool{}
	for queue := []step{{i, v.Terms[i].ID}}; len(queue) > 0; queue = queue[1:] {
		s := queue[0]
		for _, id := range v.Terms[s.at].Broader {
			n, ok := v.number[id]
			if !ok {
				continue
			}
			if n == i {
				return s.path + " > " + id
			}
			if n > i && !seen[n] {
				seen[n] = true
				queue = append(queue, step{n, s.path + " > " + id})
			}
		}
	}
	return ""
}

// Compile writes the vocabulary as a lexicon: the same bytes for the same files.
func (v *Vocabulary) Compile() []byte {
	terms := make([]lexicon.Term, len(v.Terms))
	for i := range v.Terms {
		t := &v.Terms[i]
		terms[i] = lexicon.Term{Kind: t.Kind, ID: t.ID, Name: t.Name, Forms: t.Forms(), Broader: t.Broader, Sites: t.Sites}
	}
	if len(v.Not) > 0 {
		terms = append(terms, lexicon.Term{Kind: lexicon.Nothing, ID: "-", Forms: v.Not})
	}
	return lexicon.Compile(terms)
}

// Lexicon compiles the vocabulary and opens it.
func (v *Vocabulary) Lexicon() *lexicon.Lexicon {
	l := &lexicon.Lexicon{}
	if !l.Open(&bundle.Cursor{B: v.Compile()}) {
		panic("vocabulary: Compile and Open disagree") // a fault in search/lexicon that its tests exclude
	}
	return l
}
