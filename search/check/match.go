package check

import "signpost/search/lexicon"

// matched writes one description with its reasons.
func (e *Engine) matched(b *ranked) {
	p := &e.pages.page[b.page]
	e.open('{')
	e.pair("id", p.slug)
	e.pair("name", p.title)
	e.list("synonyms")
	for i := p.at; i < p.at+p.names; i++ {
		e.str(e.pages.name[i])
	}
	e.close(']')
	switch b.band {
	case Many:
		e.word("band", "many")
	case Some:
		e.word("band", "some")
	default:
		e.word("band", "few")
	}
	e.num("score", int(b.total))
	e.num("words", int(e.score.say[b.page]))
	e.num("chances", int(p.base+e.person(p)))
	e.num("context", int(e.parts(b.page)))
	e.key("url")
	e.Out = append(e.Out, '"')
	e.raw("conditions/")
	e.chars(p.slug)
	e.raw("/\"")
	if p.level == NoMatch {
		e.word("level", "")
	} else {
		e.word("level", levelName(p.level))
	}
	e.num("matched", int(b.fits))
	e.num("described", int(p.described))
	e.facts("fits", b.page, fits)
	e.facts("conflicts", b.page, conflicts)
	e.open0("unknown")
	e.notAsked(b.page)
	e.close(']')
	e.facts("not_described", b.page, notDescribed)
	e.close('}')
}

func (e *Engine) open0(name string) { e.list(name) }

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
				telling = e.pages.post[p].share > 0
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
	lo, hi := e.pages.feature[f].at, e.pages.feature[f].at+e.pages.feature[f].n
	end := hi
	for lo < hi {
		m := (lo + hi) / 2
		if e.pages.post[m].page < int32(page) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < end && e.pages.post[lo].page == int32(page) {
		return int(lo)
	}
	return -1
}

// facts writes the facts of one class, with the page's sentence.
func (e *Engine) facts(name string, page, class int) {
	e.list(name)
	for i := range e.score.fact {
		if !e.firstOf(i) || e.class(i, page) != class {
			continue
		}
		e.open('{')
		e.key("label")
		e.Out = append(e.Out, '"')
		if e.score.fact[i].answer == no {
			e.raw("no ")
		}
		e.label(i)
		e.Out = append(e.Out, '"')
		list := 0
		if class == conflicts && e.score.fact[i].answer == yes {
			list = 1
		}
		if class != notDescribed {
			e.num("points", e.pointsOf(i))
			e.quote(page, e.score.fact[i].term, list)
		}
		e.close('}')
	}
	e.close(']')
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

func (e *Engine) quote(page, term, list int) {
	n := e.note(page, term, list)
	if n < 0 {
		return
	}
	item := &e.notes[page/PagesPerNote].item[n]
	e.pair("quote", item.quote)
	e.pair("document", item.document)
}

// notAsked lists what the page describes and the reader has not spoken of.
func (e *Engine) notAsked(page int) {
	n := &e.notes[page/PagesPerNote]
	if !n.loaded {
		return
	}
	left := 6
	for i := n.at[2*(page%PagesPerNote)]; i < n.at[2*(page%PagesPerNote)+1] && left > 0; i++ {
		t := int(n.item[i].term)
		if e.reader.Lexicon.Kind(t) != lexicon.Symptom || e.known(t) {
			continue
		}
		if p := e.postOf(int32(t)+1, page); p < 0 || e.pages.post[p].share == 0 {
			continue
		}
		left--
		e.open('{')
		e.pair("label", e.reader.Lexicon.Name(t))
		e.pair("quote", n.item[i].quote)
		e.pair("document", n.item[i].document)
		e.close('}')
	}
}
