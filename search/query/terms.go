package query

import (
	"signpost/search/rank"
	"signpost/search/text"
)

// Weights of a word in its question.
const (
	posGain   = .5 // of the first word over one far behind
	posFade   = 5.0
	repeat    = .3
	generic   = .5
	perEdit   = .8 // per edit of a corrected word
	inside    = .5 // of a later word of a phrase, whose first word stands for all of it
	maxLights = 8
)

// Term is one weighted stem of the question; several words may share it.
type Term struct {
	Stem     int
	Weight   float64
	FirstAlt int
	NumAlts  int
	lights   [maxLights]int // words whose light forms count as exact
	n        int
	Tx       float64 // weight times idf: how telling it is
}

// Weigh fills Terms from the words, n the pages of the index: at most maxTerms, the most telling ones, in the question's order.
func (q *Query) Weigh(n int) {
	q.Terms = q.Terms[:0]
	for i := 0; i < len(q.Words); i++ {
		w := &q.Words[i]
		if w.Stop || w.Unknown || !q.known(w.Stem) {
			continue
		}
		worth := 1.0
		if w.Inside {
			worth = inside
		}
		for e := 0; e < w.Edits; e++ {
			worth *= perEdit
		}
		t := q.term(w.Stem)
		if t.n == 0 {
			t.Tx = w.Pos // until the weights are set
		}
		if worth > t.Weight {
			t.Weight = worth
		}
		if t.n < maxLights {
			t.lights[t.n] = i
		}
		t.n++
		if w.NumAlts > 0 {
			t.FirstAlt, t.NumAlts = w.FirstAlt, w.NumAlts
		}
	}
	for i := 0; i < len(q.Terms); i++ {
		t := &q.Terms[i]
		t.Weight *= (1 + float64(posGain*rank.Exp(-t.Tx/posFade))) / (1 + posGain) * (1 + float64(repeat*rank.Ln(float64(t.n))))
		if text.Listed(q.StemBytes(t.Stem), q.Thesaurus.generic) {
			t.Weight *= generic
		}
		pages := q.Stems[t.Stem].Pages
		for j := 0; j < t.NumAlts; j++ {
			pages += q.Stems[q.Alts[t.FirstAlt+j].Stem].Pages
		}
		if pages > n {
			pages = n
		}
		t.Tx = float64(t.Weight * rank.IDF(n, pages))
	}
	for len(q.Terms) > maxTerms {
		least := 0
		for i := 1; i < len(q.Terms); i++ {
			if q.Terms[i].Tx <= q.Terms[least].Tx {
				least = i
			}
		}
		copy(q.Terms[least:], q.Terms[least+1:])
		q.Terms = q.Terms[:len(q.Terms)-1]
	}
}

// term is the term of a stem, made when it is new.
func (q *Query) term(stem int) *Term {
	for i := 0; i < len(q.Terms); i++ {
		if q.Terms[i].Stem == stem {
			return &q.Terms[i]
		}
	}
	q.Terms = append(q.Terms, Term{Stem: stem})
	return &q.Terms[len(q.Terms)-1]
}

// Exact says that a name's form of term i's stem is a word of the question, but for a plural ending.
func (q *Query) Exact(i int, form []byte) bool {
	t := &q.Terms[i]
	for j := 0; j < t.n && j < maxLights; j++ {
		w := &q.Words[t.lights[j]]
		if same(q.Buf[w.LightAt:w.LightAt+w.Light], form) {
			return true
		}
	}
	return false
}
