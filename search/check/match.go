package check

import (
	"signpost/search/answer"
	"signpost/search/bundle"
	"signpost/search/lexicon"
)

// matched writes one description with its reasons.
func (e *Engine) matched(b *ranked) {
	w := &e.Out
	p := &e.pages.page
	i := b.page
	w.Put(answer.Object)
	w.Text(answer.ID, p.slug[i])
	w.Text(answer.Name, p.title[i])
	w.Two(answer.Synonyms, answer.List)
	for j := p.nameAt[i]; j < p.nameAt[i+1]; j++ {
		w.Item(p.name[j])
	}
	w.Put(answer.End)
	w.Two(answer.Band, answer.Few+b.band-Few)
	w.Number(answer.Score, int(b.total))
	w.Number(answer.WordsGive, int(e.score.say[i]))
	w.Number(answer.Chances, int(p.base[i]+e.person(i)))
	w.Number(answer.Context, int(e.parts(i)))
	w.Two(answer.URL, answer.Text)
	w.Say(bundle.Folder(bundle.Condition))
	w.Add(p.slug[i])
	w.Two('/', answer.End)
	level := byte(answer.Empty)
	if p.level[i] > NoMatch {
		level = levelWord(uint8(p.level[i]))
	}
	w.Two(answer.Level, level)
	w.Number(answer.Matched, int(b.fits))
	w.Number(answer.Described, int(p.described[i]))
	e.facts(answer.Fits, i, fits)
	e.facts(answer.Conflicts, i, conflicts)
	e.notAsked(i)
	e.facts(answer.NotDescribed, i, notDescribed)
	w.Put(answer.End)
}

// Classes of a fact against a page.
const (
	fits         = 0
	conflicts    = 1
	notDescribed = 2
	silent       = 3
)

// class tells how a fact stands to a page.
func (e *Engine) class(fact, page int) int {
	f := &e.score.fact[fact]
	has, telling := e.describes(f.term, page)
	switch f.answer {
	case yes:
		if e.note(page, f.term, 1) >= 0 && !has {
			return conflicts
		}
		if has {
			return fits
		}
		return notDescribed
	case no:
		if has && telling {
			return conflicts
		}
	}
	return silent
}

// describes says whether a page has a term or a broader one, and whether the term is among its most telling.
func (e *Engine) describes(term, page int) (has, telling bool) {
	s := &e.score
	s.with = withBroader(&e.reader.Lexicon, term, s.with[:0])
	for i := 0; i < len(s.with); i++ {
		if p := e.postOf(int32(s.with[i])+1, page); p >= 0 {
			has = true
			if i == 0 {
				telling = e.pages.post.share[p] > 0
			}
			if e.reader.Lexicon.Kind(s.with[i]) == lexicon.Symptom || i == 0 {
				return has, telling
			}
		}
	}
	return has, telling
}

// postOf is the posting of a term by itself for a page, or -1.
func (e *Engine) postOf(term int32, page int) int {
	f := e.pages.find(term, 0)
	if f < 0 {
		return -1
	}
	return e.postIn(f, page)
}

// postIn is the posting of a feature for a page, or -1.
func (e *Engine) postIn(f, page int) int {
	end := e.pages.feature.at[f+1]
	at := bundle.Lowest(e.pages.post.page, e.pages.feature.at[f], end, int32(page))
	if at < end && e.pages.post.page[at] == int32(page) {
		return int(at)
	}
	return -1
}

// facts writes the facts of one class, with the page's sentence.
func (e *Engine) facts(key byte, page, class int) {
	w := &e.Out
	w.Two(key, answer.List)
	for i := range e.score.fact {
		if !e.firstOf(i) || e.class(i, page) != class {
			continue
		}
		f := &e.score.fact[i]
		w.Put(answer.Object)
		w.Two(answer.Label, answer.Text)
		if f.answer == no {
			w.Say("no ")
		}
		e.label(i)
		w.Put(answer.End)
		if class != notDescribed {
			w.Number(answer.Points, e.pointsOf(i))
			list := 0
			if class == conflicts && f.answer == yes {
				list = 1
			}
			if n := e.note(page, f.term, list); n >= 0 {
				own := &e.notes[page/PagesPerNote]
				e.quoted(own.quote[n], own.document[n])
			}
		}
		w.Put(answer.End)
	}
	w.Put(answer.End)
}

// pointsOf is what a finding gives the page at hand, all mentions of it taken together.
func (e *Engine) pointsOf(fact int) int {
	v := int32(0)
	f := &e.score.fact[fact]
	for i := range e.score.part {
		if g := &e.score.fact[i]; g.term == f.term && g.answer == f.answer {
			v += e.score.part[i]
		}
	}
	return int(v)
}

// firstOf says that no earlier fact has the term and the answer of fact i.
func (e *Engine) firstOf(i int) bool {
	for j := 0; j < i; j++ {
		if e.score.fact[j].term == e.score.fact[i].term && e.score.fact[j].answer == e.score.fact[i].answer {
			return false
		}
	}
	return true
}

// notAsked lists what the page describes and the reader has not spoken of.
func (e *Engine) notAsked(page int) {
	w := &e.Out
	w.Two(answer.UnknownYet, answer.List)
	n := &e.notes[page/PagesPerNote]
	left := 6
	from, to := n.items(page, 0)
	for i := from; i < to && left > 0; i++ {
		t := int(n.term[i])
		if e.reader.Lexicon.Kind(t) != lexicon.Symptom || e.known(t) {
			continue
		}
		if p := e.postOf(n.term[i]+1, page); p < 0 || e.pages.post.share[p] == 0 {
			continue
		}
		left--
		w.Put(answer.Object)
		w.Text(answer.Label, e.reader.Lexicon.Name(t))
		e.quoted(n.quote[i], n.document[i])
		w.Put(answer.End)
	}
	w.Put(answer.End)
}
