package index

import (
	"errors"
	"slices"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"signpost/search/bundle/pack"
	"signpost/search/query"
	"signpost/search/rank"
	"signpost/search/text"
)

// Oracle runs the ranking model over the bleve index itself: what the compiled bundle must agree with. Each stem of a question is
// looked up in bleve; lengths of pages and their names, which stand there in pieces, are put together beforehand.
type Oracle struct {
	index   *Index
	tally   *tally
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
	o := &Oracle{index: x, tally: newTally(x.Pages), words: x.words()}
	if !o.query.Thesaurus.Load(x.thesaurus) {
		return nil, errors.New("index: the thesaurus cannot be read back")
	}
	o.query.Init()
	o.scorer.Open(x.Pages)
	return o, nil
}

// Search gives the best limit pages for a question.
func (o *Oracle) Search(question string, limit int) ([]Hit, error) {
	q := &o.query
	q.Read([]byte(question))
	if err := o.count(0); err != nil {
		return nil, err
	}
	q.Settle()
	first := len(q.Stems)
	for i := range q.Words {
		if q.Spells(i) {
			o.spell(i)
			q.Take(i, &o.speller)
		}
	}
	if err := o.count(first); err != nil {
		return nil, err
	}
	q.Weigh(o.index.Pages)
	terms := make([]rank.Term, len(q.Terms))
	for i := range q.Terms {
		t := &q.Terms[i]
		terms[i].Weight = t.Weight
		var err error
		if terms[i].Found, err = o.term(t.Stem, i); err != nil {
			return nil, err
		}
		for _, a := range q.Alts[t.FirstAlt : t.FirstAlt+t.NumAlts] {
			f, err := o.term(a.Stem, i)
			if err != nil {
				return nil, err
			}
			terms[i].Alts = append(terms[i].Alts, rank.Alt{Found: f, Text: a.Text, Name: a.Name})
		}
	}
	o.scorer.Rank(terms, q.Asked, limit)
	hits := make([]Hit, len(o.scorer.Hits))
	for i, h := range o.scorer.Hits {
		e := &o.index.entries[h.Page]
		hits[i] = Hit{e.Slug, e.Title, h.Score}
	}
	return hits, nil
}

// count sets how many pages have each stem of the question from number first on.
func (o *Oracle) count(first int) error {
	for i := first; i < len(o.query.Stems); i++ {
		s, err := o.look(string(o.query.StemBytes(i)))
		if err != nil {
			return err
		}
		o.query.Stems[i].Pages, o.query.Stems[i].Names = len(s.pages), len(s.named)
	}
	return nil
}

func (o *Oracle) term(stem, term int) (rank.Found, error) {
	text := string(o.query.StemBytes(stem))
	s, err := o.look(text)
	f, forms := o.index.found(text, s)
	for i, form := range forms {
		if o.query.Exact(term, []byte(form)) {
			f.Exact |= 1 << i
		}
	}
	return f, err
}

// look gives what bleve says of a stem.
func (o *Oracle) look(text string) (*stem, error) {
	s := &stem{}
	for lane, field := range append(laneFields[:], fieldStems) {
		err := o.index.postings(text, field, false, func(page int32, d *bleveindex.TermFieldDoc) {
			o.tally.add(page, d.Freq, uint8(1<<lane)) // the field of names is no lane
			if field == fieldStems {
				s.named = append(s.named, page)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	s.pages = o.tally.take()
	return s, nil
}

// spell considers every listed word: the ranges that the evaluator keeps to are meant to lose nothing but what Speller says.
func (o *Oracle) spell(i int) {
	s := &o.speller
	s.Start(o.query.Folded(i), o.query.Typed(i), i == o.query.Open)
	for _, w := range o.words {
		word := []byte(w.Text)
		turned := slices.Clone(word)
		text.Reverse(turned)
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
