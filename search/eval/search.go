package eval

import (
	"signpost/search/bundle"
	"signpost/search/rank"
	"signpost/search/text"
)

// maxLimit bounds the hits of one answer.
const maxLimit = 50

type hit struct {
	page  bundle.Page
	score float64
	have  bool // page is filled
}

// Search answers a question with the best limit pages.
func (e *Engine) Search(question []byte, limit int) int {
	if status := e.begin(); status != Done {
		return status
	}
	if limit < 1 || limit > maxLimit {
		limit = maxLimit
	}
	e.query.Read(question)
	e.resolve(0)
	if len(e.needs) > 0 {
		return e.missing()
	}
	e.query.Settle()
	if e.correct() {
		return e.missing()
	}
	e.query.Weigh(e.root.Pages)
	e.rank(limit)
	e.hits = e.hits[:0]
	for i := 0; i < len(e.scorer.Hits); i++ {
		h := hit{score: e.scorer.Hits[i].Score}
		number := int(e.scorer.Hits[i].Page)
		if body := e.part(bundle.Pages, number/e.root.PerBlock); body != nil {
			h.have = bundle.FindPage(body, number%e.root.PerBlock, &h.page)
			if !h.have {
				e.damage = true
			}
		}
		e.hits = append(e.hits, h)
	}
	if len(e.needs) > 0 {
		return e.missing()
	}
	e.answer(question)
	e.done()
	return Done
}

// resolve looks the query's stems up from number first on.
func (e *Engine) resolve(first int) {
	e.found = e.found[:first]
	for i := first; i < len(e.query.Stems); i++ {
		var f stemFound
		if b := e.root.TermBlock(e.query.StemBytes(i)); b >= 0 {
			if e.part(bundle.Terms, b) != nil {
				var ok bool
				f.found, ok = e.blocks[b].Find(e.query.StemBytes(i), &f.term)
				if !ok {
					e.damage = true
				}
			}
		}
		if f.found {
			e.query.Stems[i].Pages, e.query.Stems[i].Names = f.term.DF, f.term.NameDF
		}
		e.found = append(e.found, f)
	}
}

// correct finds out what unknown words were meant as. It says true when parts are needed for that.
func (e *Engine) correct() bool {
	first := len(e.query.Stems)
	for i := 0; i < len(e.query.Words); i++ {
		if e.query.Spells(i) {
			before := len(e.needs)
			e.spell(i)
			if len(e.needs) == before {
				e.query.Take(i, &e.speller)
			}
		}
	}
	if len(e.needs) == 0 {
		e.resolve(first)
	}
	return len(e.needs) > 0
}

// spell lets the speller consider every word that word i may have been meant as.
func (e *Engine) spell(i int) {
	e.speller.Start(e.query.Folded(i), e.query.Typed(i), i == e.query.Open)
	var list bundle.WordList
	for r := 0; r < e.speller.N; r++ {
		prefix := e.speller.Ranges[r].Prefix[:e.speller.Ranges[r].Len]
		block, end := e.root.WordBlock(prefix, e.speller.Ranges[r].Reversed)
		for ; block < end && e.speller.In(r, e.root.First(block)) <= 0; block++ {
			body := e.part(bundle.Words, block)
			if body == nil {
				continue
			}
			list.Open(body, e.speller.Ranges[r].Reversed)
			for list.Next() {
				if e.speller.In(r, list.Word()) == 0 {
					word := list.Word()
					if e.speller.Ranges[r].Reversed {
						var turned [bundle.Key]byte
						copy(turned[:], word)
						word = turned[:len(word)]
						text.Reverse(word)
						e.speller.Consider(word, list.Frequency, list.Name)
					} else {
						e.speller.Consider(word, list.Frequency, list.Name)
					}
				}
			}
			if list.Bad() {
				e.damage = true
			}
		}
	}
}

// rank scores the pages for the query's terms.
func (e *Engine) rank(limit int) {
	e.terms, e.alts = e.terms[:0], e.alts[:0]
	for i := 0; i < len(e.query.Terms); i++ {
		t := &e.query.Terms[i]
		e.terms = append(e.terms, rank.Term{Found: e.known(t.Stem, i), Weight: t.Weight})
		for j := 0; j < t.NumAlts; j++ {
			a := &e.query.Alts[t.FirstAlt+j]
			e.alts = append(e.alts, rank.Alt{Found: e.known(a.Stem, i), Text: a.Text, Name: a.Name})
		}
	}
	at := 0
	for i := 0; i < len(e.terms); i++ { // only now: alts may have moved while it grew
		n := e.query.Terms[i].NumAlts
		e.terms[i].Alts = e.alts[at : at+n]
		at += n
	}
	e.scorer.Rank(e.terms, e.query.Asked, limit)
}

// known is what the index knows of a stem; term says whose light forms are exact.
func (e *Engine) known(stem, term int) rank.Found {
	f := &e.found[stem]
	if !f.found {
		return rank.Found{}
	}
	out := rank.Found{DF: f.term.DF, NameDF: f.term.NameDF, Postings: f.term.Postings, Names: f.term.Names}
	form := uint(0)
	e.form = append(e.form[:0], e.query.StemBytes(stem)...)
	for _, c := range f.term.Forms {
		if c == ' ' {
			if form < 32 && e.query.Exact(term, e.form) {
				out.Exact |= 1 << form
			}
			form++
			e.form = append(e.form[:0], e.query.StemBytes(stem)...)
		} else if c == bundle.Whole {
			e.form = e.form[:0]
		} else {
			e.form = append(e.form, c)
		}
	}
	return out
}
