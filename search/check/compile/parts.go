package compile

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"

	"signpost/search/bundle"
	"signpost/search/bundle/pack"
	"signpost/search/lexicon"
	"signpost/search/page"
)

// Input is what the check's parts are made from.
type Input struct {
	Pages    []page.Page
	Lexicon  []byte                   // as the vocabulary compiles it; becomes the lexicon part
	Question func(term string) string // how to ask for a vocabulary id, "" if it is not asked
	Rules    fs.FS                    // data/red-flags
	Country  Country
}

// Parts compiles everything that the check loads: the same input gives the same bytes.
func Parts(in Input) ([]pack.Part, error) {
	lex := &lexicon.Lexicon{}
	if !lex.Open(&bundle.Cursor{B: in.Lexicon}) {
		return nil, errors.New("check: the lexicon does not open")
	}
	rules, err := ReadRules(in.Rules)
	if err != nil {
		return nil, fmt.Errorf("danger rules: %w", err)
	}
	var covered []page.Page
	for _, p := range in.Pages {
		if p.Kind == page.Condition {
			covered = append(covered, p)
		}
	}
	sort.SliceStable(covered, func(i, j int) bool { return covered[i].Slug < covered[j].Slug })
	c := newCorpus(lex, covered)
	for _, p := range in.Pages {
		if p.Kind == page.Symptom {
			c.symptoms = append(c.symptoms, p)
		}
	}
	sort.SliceStable(c.symptoms, func(i, j int) bool { return c.symptoms[i].Slug < c.symptoms[j].Slug })
	flags, err := rules.bytes(lex, in.Country)
	if err != nil {
		return nil, fmt.Errorf("danger rules: %w", err)
	}
	parts := []pack.Part{
		{Kind: bundle.Lexicon, Data: in.Lexicon},
		{Kind: bundle.Rules, Data: flags},
		{Kind: bundle.Findings, Data: c.findings(in.Question)},
		{Kind: bundle.Phrases, Data: c.wordPart()},
	}
	return append(parts, c.notes()...), nil
}
