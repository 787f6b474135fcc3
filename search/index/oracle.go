package index

import (
	"errors"
	"slices"

	"signpost/search/bundle/pack"
	"signpost/search/query"
	"signpost/search/rank"
)

// Oracle runs the ranking model over the bleve index itself: what the compiled bundle must agree with.
type Oracle struct {
	index   *Index
	query   query.Query
	speller query.Speller
	scorer  rank.Scorer
	words   []pack.Word
}

// Hit is one page of the oracle's answer.
type Hit struct {
	Slug, Title string
	Score       float64
}

// Oracle opens the index for searching.
func (x *Index) Oracle() (*Oracle, error) {
	if err := x.open(); err != nil {
		return nil, err
	}
	o := &Oracle{index: x, words: x.words()}
	if !o.query.Thesaurus.Load(x.thesaurus) {
		return nil, errors.New("index: the thesaurus cannot be read back")
	}
	o.query.Init()
	o.scorer.Open(x.Pages)
	return o, nil
}

// Search gives the best limit pages for a question.
func (o *Oracle) Search(question string, limit int) []Hit {
	q := &o.query
	q.Read([]byte(question))
	o.count(0)
	q.Settle()
	first := len(q.Stems)
	for i := range q.Words {
		if q.Spells(i) {
			o.spell(i)
			q.Take(i, &o.speller)
		}
	}
	o.count(first)
	q.Weigh(o.index.Pages)
	terms := make([]rank.Term, len(q.Terms))
	for i := range q.Terms {
		t := &q.Terms[i]
		terms[i].Weight, terms[i].Found = t.Weight, o.term(t.Stem, i)
		for _, a := range q.Alts[t.FirstAlt : t.FirstAlt+t.NumAlts] {
			terms[i].Alts = append(terms[i].Alts, rank.Alt{Found: o.term(a.Stem, i), Text: a.Text, Name: a.Name})
		}
	}
	o.scorer.Rank(terms, q.Asked, limit)
	hits := make([]Hit, len(o.scorer.Hits))
	for i, h := range o.scorer.Hits {
		e := &o.index.entries[h.Page]
		hits[i] = Hit{e.Slug, e.Title, h.Score}
	}
	return hits
}

// count sets how many pages have each stem of the question from number first on.
func (o *Oracle) count(first int) {
	for i := first; i < len(o.query.Stems); i++ {
		o.query.Stems[i].Pages, o.query.Stems[i].Names = o.index.counts(string(o.query.StemBytes(i)))
	}
}

func (o *Oracle) term(stem, term int) rank.Found {
	f, forms := o.index.found(string(o.query.StemBytes(stem)))
	for i, form := range forms {
		if o.query.Exact(term, []byte(form)) {
			f.Exact |= 1 << i
		}
	}
	return f
}

// spell considers every listed word: the ranges that the evaluator keeps to are meant to lose nothing but what Speller says.
func (o *Oracle) spell(i int) {
	s := &o.speller
	s.Start(o.query.Folded(i), o.query.Typed(i), i == o.query.Open)
	for _, w := range o.words {
		word := []byte(w.Text)
		turned := slices.Clone(word)
		query.Reverse(turned)
		for r := range s.N {
			listed := word
			if s.Ranges[r].Reversed {
				listed = turned
			}
			if s.In(r, listed) == 0 {
				s.Consider(word, query.Frequency(w.Pages), w.Name)
				break
			}
		}
	}
}
