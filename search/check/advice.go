package check

import (
	"signpost/search/answer"
	"signpost/search/bundle"
	"signpost/search/lexicon"
)

const (
	mostHeeded   = 3       // pieces of the pages' own advice in one answer, one of a page
	adviceFrom   = 5       // best pages whose advice is looked at
	chronicHours = 28 * 24 // what lasts longer is chronic
)

// Chronic is the course of what lasts, Passing of what is over within minutes.
const (
	Chronic = "chronic"
	Passing = "passing"
)

// A heeded advice is one that holds for what the reader says.
type heeded struct {
	title           []byte
	slug            []byte // of a condition's page, else nil
	list            []byte
	quote, document []byte
	level           uint8
	concepts        int
}

// heed finds the pages' own advice that holds: of the symptom pages of what the reader has, and of the pages that fit best,
// since "see a doctor if it spreads" is said of one condition. What was found by a machine in prose can ask for help today,
// and calls no ambulance: the danger rules do.
func (e *Engine) heed() {
	p := &e.plan
	p.heeded = p.heeded[:0]
	for i := range e.pages.symptom.term {
		if e.has(int(e.pages.symptom.term[i])) {
			e.try(&e.pages.advice, i, e.pages.symptom.title[i], nil)
		}
	}
	for i := 0; i < e.score.nbest && i < adviceFrom; i++ {
		page := e.score.best[i].page
		n := &e.notes[page/PagesPerNote]
		if !n.loaded {
			continue
		}
		for j := n.adviceAt[page%PagesPerNote]; j < n.adviceAt[page%PagesPerNote+1]; j++ {
			if e.score.best[i].band >= Some || e.concepts(n.advice.list[j]) >= 2 {
				e.try(&n.advice, int(j), e.pages.page.title[page], e.pages.page.slug[page])
			}
		}
	}
}

// concepts counts what an advice names: groups of terms and kinds of qualifier.
func (e *Engine) concepts(list []byte) int {
	c := bundle.Cursor{B: list}
	n := c.Count() - 1
	for i := 0; i < n; i++ {
		for m := c.Count(); m > 0; m-- {
			c.Int()
		}
	}
	kind := -1
	for m := c.Count(); m > 0; m-- {
		if k := int(e.reader.Lexicon.Kind(c.Int())); k != kind {
			kind = k
			n++
		}
	}
	return n
}

// try takes an advice that holds among the worst and most telling, one of a page.
func (e *Engine) try(a *advices, i int, title, slug []byte) {
	p := &e.plan
	if !e.holds(a.list[i]) {
		return
	}
	h := heeded{title, slug, a.list[i], a.quote[i], a.document[i], uint8(a.level[i]), e.concepts(a.list[i])}
	if h.level > Urgent {
		h.level = Urgent
	}
	if p.calm && h.level > Doctor {
		h.level = Doctor
	}
	at := 0
	for at < len(p.heeded) && !h.before(&p.heeded[at]) {
		if p.heeded[at].like(&h) {
			return
		}
		at++
	}
	if at == cap(p.heeded) {
		return
	}
	last := at // the place that is given up: the page's other advice, the last of a full list, or a new one
	for last < len(p.heeded) && !p.heeded[last].like(&h) {
		last++
	}
	if last == len(p.heeded) {
		if last < cap(p.heeded) {
			p.heeded = p.heeded[:last+1]
		} else {
			last--
		}
	}
	for ; last > at; last-- {
		p.heeded[last] = p.heeded[last-1]
	}
	p.heeded[at] = h
}

// like says that two pieces of advice come from one page, or are the same.
func (h *heeded) like(o *heeded) bool { return same(h.title, o.title) || same(h.quote, o.quote) }

// before says that an advice is worse, or as bad and names more.
func (h *heeded) before(o *heeded) bool {
	return h.level > o.level || h.level == o.level && h.concepts > o.concepts
}

// has says that the reader has a term or a kind of it.
func (e *Engine) has(term int) bool {
	has := false
	for i := range e.score.fact {
		f := &e.score.fact[i]
		if f.answer == no && f.term == term {
			return false
		}
		has = has || f.answer == yes && e.reader.Lexicon.Within(f.term, term)
	}
	return has
}

// holds says that the reader has what an advice names.
func (e *Engine) holds(list []byte) bool {
	c := bundle.Cursor{B: list}
	n := 0
	for groups := c.Count() - 1; groups > 0; groups-- {
		met := false
		for n = c.Count(); n > 0; n-- {
			met = e.has(c.Int()) || met
		}
		if !met {
			return false
		}
	}
	kind, ok := -1, true
	for n = c.Count(); n > 0; n-- { // qualifiers come kind by kind
		q := c.Int()
		if k := int(e.reader.Lexicon.Kind(q)); k != kind {
			if !ok {
				return false
			}
			kind, ok = k, false
		}
		ok = ok || e.mentions(q)
	}
	return ok
}

// mentions says that the text names a qualifier, or lasts long enough to be called chronic.
func (e *Engine) mentions(q int) bool {
	chronic := q == e.chronic
	for i := 0; i < e.reader.N; i++ {
		m := &e.reader.Mentions[i]
		if m.Negated || !e.real(m) {
			continue
		}
		if m.Kind == e.reader.Lexicon.Kind(q) && e.reader.Lexicon.Within(m.Term, q) || chronic && m.Kind == lexicon.Symptom && m.Hours >= chronicHours {
			return true
		}
	}
	return false
}

// heededLevel is the worst level of the advice that holds.
func (e *Engine) heededLevel() uint8 {
	worst := uint8(NoMatch)
	for i := range e.plan.heeded {
		if l := e.plan.heeded[i].level; l > worst {
			worst = l
		}
	}
	return worst
}

// writeHeeded writes the advice that holds as red flags.
func (e *Engine) writeHeeded() {
	w := &e.Out
	for i := range e.plan.heeded {
		h := &e.plan.heeded[i]
		w.Put(answer.Object)
		w.Two(answer.ID, answer.Text)
		w.Say("page:")
		w.Add(h.slug)
		w.Put(answer.End)
		w.Two(answer.Label, answer.Text)
		w.Say("Advice on ")
		w.Add(h.title)
		w.Put(answer.End)
		w.Two(answer.Level, levelWord(h.level))
		w.Two(answer.Action, answer.Empty)
		w.Two(answer.Because, answer.List)
		c := bundle.Cursor{B: h.list}
		for groups := c.Count() - 1; groups > 0; groups-- {
			for n := c.Count(); n > 0; n-- {
				if t := c.Int(); e.has(t) {
					w.Item(e.reader.Lexicon.Name(t))
				}
			}
		}
		for n := c.Count(); n > 0; n-- {
			if q := c.Int(); e.mentions(q) {
				w.Item(e.reader.Lexicon.Name(q))
			}
		}
		w.Put(answer.End)
		e.source(h.document, h.quote)
		w.Put(answer.End)
	}
}
