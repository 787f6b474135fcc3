package check

import "signpost/search/bundle"

// mostAsked is how many questions a check asks at most.
const mostAsked = 12

// An ask is a question about a sign of a danger rule that is still open.
type ask struct {
	sign, rule int
	level      uint8
	support    int
}

// A change is an answer that would move the advice.
type change struct {
	sign  int // or -1
	term  int // or -1
	said  uint8
	level uint8
}

type plan struct {
	level   uint8
	asks    []ask // worst and most telling first
	calm    bool  // nothing gives reason to ask them
	term    int   // of the next question when no danger question is open; -1 = none
	change  [3]change
	changes int
	heeded  []heeded
	sumWith []int32 // by question: weight of the rivals that describe it
	rivalOf []int16 // by page: its place among the rivals + 1
}

// ask finds the level of advice, the open danger questions, the next question, and what would change the result.
func (e *Engine) ask() {
	p := &e.plan
	if p.rivalOf == nil {
		p.asks = make([]ask, 0, 64)
		p.heeded = make([]heeded, 0, mostHeeded)
		p.sumWith = make([]int32, len(e.pages.question.term))
		p.rivalOf = make([]int16, len(e.pages.page.slug))
	}
	p.calm = len(e.book.calm) > 0 && e.eval(e.book.calm) == yes
	e.heed()
	e.openAsks()
	p.level = e.level()
	p.term = e.telling()
	e.changes()
}

// openAsks lists the signs that would each make a rule fire by themselves, of rules that the text gives reason to ask about.
func (e *Engine) openAsks() {
	p := &e.plan
	s := &e.said
	p.asks = p.asks[:0]
	r := &e.book.rule
	for i := range r.when {
		if s.value[i] != unknown || len(r.ask[i]) == 0 || e.eval(r.ask[i]) != yes || uint8(r.level[i]) <= e.fired() {
			continue
		}
		c := bundle.Cursor{B: r.when[i]}
		for c.At < len(c.B) {
			op, a, b := c.Byte(), c.Int(), c.Int()
			if op > OpWith {
				continue
			}
			e.tryAsk(a, i)
			if a != b {
				e.tryAsk(b, i)
			}
		}
	}
}

// tryAsk lists a sign's question if a yes makes the rule fire.
func (e *Engine) tryAsk(sign, rule int) {
	p := &e.plan
	s := &e.said
	if s.state[sign] != unknown || s.given[sign] != unasked || !e.book.asked(sign) {
		return
	}
	r := &e.book.rule
	s.state[sign], s.given[sign] = yes, yes
	fires := e.eval(r.when[rule]) == yes
	s.state[sign], s.given[sign] = unknown, unasked
	if !fires {
		return
	}
	a := ask{sign, rule, uint8(r.level[rule]), s.support[rule] + e.supports(r.ask[rule])} // signs of the complaint count too
	for i := range p.asks {
		if p.asks[i].sign == sign {
			if better(&p.asks[i], &a) {
				return
			}
			for j := i; j+1 < len(p.asks); j++ {
				p.asks[j] = p.asks[j+1]
			}
			p.asks = p.asks[:len(p.asks)-1]
			break
		}
	}
	if len(p.asks) == cap(p.asks) {
		return
	}
	at := len(p.asks)
	p.asks = append(p.asks, a)
	for at > 0 && better(&a, &p.asks[at-1]) {
		p.asks[at] = p.asks[at-1]
		at--
	}
	p.asks[at] = a
}

// better says that a comes before b: the worse level, then the rule with more signs that are so.
func better(a, b *ask) bool {
	if a.level != b.level {
		return a.level > b.level
	}
	return a.support > b.support
}

// fired is the worst level of the rules that fire.
func (e *Engine) fired() uint8 {
	worst := uint8(NoMatch)
	for i := range e.said.value {
		if e.said.value[i] == yes {
			worst = max(worst, uint8(e.book.rule.level[i]))
		}
	}
	return worst
}

// level is the advice: what the rules say, raised and never lowered by the pages that fit best. A danger sign that was
// answered with yes or "not sure", and decides nothing yet, is a reason to see somebody.
func (e *Engine) level() uint8 {
	l := e.fired()
	for i := range e.said.given {
		if g := e.said.given[i]; (g == yes || g == unsure) && e.book.asked(i) {
			l = max(l, Doctor)
		}
	}
	return max(l, e.pageLevel(), e.heededLevel())
}

// pageLevel is what the best pages say of getting help: a visit at most. Their level is that of the worst advice on them, and
// what asks for more raises the level when it holds: see heed.
func (e *Engine) pageLevel() uint8 {
	s := &e.score
	worst := uint8(NoMatch)
	for i := 0; i < s.nbest; i++ {
		b := &s.best[i]
		if b.total+500 < s.best[0].total {
			break
		}
		l := uint8(e.pages.page.level[b.page])
		if l == NoMatch || l > Doctor {
			l = Doctor
		}
		worst = max(worst, l)
	}
	return worst
}

// telling is the term whose answer tells the rivals apart best: the expected fall of the Gini impurity, by whole numbers.
func (e *Engine) telling() int {
	p := &e.plan
	s := &e.score
	if s.nrival < 2 || len(e.answers.id) >= mostAsked {
		return -1
	}
	for i := range p.sumWith {
		p.sumWith[i] = 0
	}
	for i := 0; i < s.nrival; i++ {
		p.rivalOf[s.rival[i].page] = int16(i + 1)
	}
	all := int32(0)
	for i := 0; i < s.nrival; i++ {
		all += e.weight(i)
	}
	for q := range e.pages.question.term {
		f := e.pages.find(e.pages.question.term[q]+1, 0)
		for j := e.pages.feature.at[f]; j < e.pages.feature.at[f+1]; j++ {
			if r := p.rivalOf[e.pages.post.page[j]]; r > 0 && e.pages.post.share[j] > 0 {
				p.sumWith[q] += e.weight(int(r - 1))
			}
		}
	}
	for i := 0; i < s.nrival; i++ {
		p.rivalOf[s.rival[i].page] = 0
	}
	best, most := -1, all*all/64 // a question that hardly splits them is not worth asking
	for i := range p.sumWith {
		w := p.sumWith[i]
		if gain := w * (all - w); gain > most && !e.known(int(e.pages.question.term[i])) {
			best, most = int(e.pages.question.term[i]), gain
		}
	}
	return best
}

// weight halves for every 300 points that a rival is behind the best, in 256ths.
func (e *Engine) weight(i int) int32 {
	behind := (e.score.rival[0].total - e.score.rival[i].total) / 300
	if behind > 8 {
		return 0
	}
	return 256 >> uint(behind)
}

// known says that the reader has spoken of a term, or of a kind of it.
func (e *Engine) known(term int) bool {
	for i := range e.score.fact {
		f := &e.score.fact[i]
		if f.term == term || f.answer == yes && e.reader.Lexicon.Within(f.term, term) || f.answer == no && e.reader.Lexicon.Within(term, f.term) {
			return true
		}
	}
	return e.answers.of(e.reader.Lexicon.ID(term)) != unasked
}

// changes tries open questions: up to three answers that would move the level or the first description.
func (e *Engine) changes() {
	p := &e.plan
	p.changes = 0
	for i := 0; i < len(p.asks) && p.changes < len(p.change); i++ {
		a := &p.asks[i]
		if a.level > p.level {
			p.change[p.changes] = change{a.sign, -1, yes, a.level}
			p.changes++
		}
	}
	if p.term < 0 || p.changes == len(p.change) || e.score.nbest == 0 {
		return
	}
	first := e.score.best[0].page
	for said := uint8(yes); p.changes < len(p.change); said = no {
		e.features(p.term, said)
		e.total()
		e.choose()
		l := e.level()
		if e.score.nbest > 0 && (e.score.best[0].page != first || l > p.level) {
			if l < p.level {
				l = p.level
			}
			p.change[p.changes] = change{-1, p.term, said, l}
			p.changes++
		}
		if said == no {
			break
		}
	}
	e.rank()
}
