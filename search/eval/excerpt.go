package eval

import (
	"signpost/search/answer"
	"signpost/search/bundle"
	"signpost/search/query"
	"signpost/search/text"
)

// Lengths in bytes.
const (
	span     = 200      // of an excerpt, about
	before   = 80       // of what may stand before its first match
	maxText  = 16 << 10 // of a page that is looked at
	stub     = 16       // of the start of a line that is left out at the end
	longWord = 48
)

// match is a word of a section that belongs to a term of the question.
type match struct {
	start, end int
	term       int
}

// excerpt is the memory for finding the place in a page's text that says most of the question.
type excerpt struct {
	whole   float64 // worth of all terms
	words   text.Words
	seen    [64]int // matches of each term in the window
	matches []match // of the section at hand
	section bundle.Section
	best    bundle.Section
	score   float64
	at      int // where the best window starts
	scratch []byte
	lead    []byte      // the text of a page's first section
	begin   [32768]bool // by three letters: a word that starts with them may match
}

func (x *excerpt) init() {
	x.words.Tokens = make([]text.Token, 2)
	x.words.Buf = make([]byte, longWord)
}

// aim prepares for the terms of the question.
func (e *Engine) aim() {
	x := &e.exc
	clear(x.begin[:])
	x.whole = 0
	for i := 0; i < len(e.query.Terms); i++ {
		t := &e.query.Terms[i]
		x.whole += t.Tx
		x.initial(e.query.StemBytes(t.Stem))
		for j := 0; j < t.NumAlts; j++ {
			x.initial(e.query.StemBytes(e.query.Alts[t.FirstAlt+j].Stem))
		}
	}
}

// initial marks how words with a stem may start.
func (x *excerpt) initial(stem []byte) {
	a, b, c := stem[0], byte(0), byte(0)
	if len(stem) > 1 {
		b = stem[1]
	}
	if len(stem) > 2 {
		c = stem[2]
	}
	x.mark(a, b, c)
	// Stems are American: haemorrhage, foetus, oedema, aetiology, anaemia.
	if a == 'e' {
		x.mark('o', 'e', b)
		x.mark('a', 'e', b)
	}
	if b == 'e' {
		x.mark(a, 'a', 'e')
		x.mark(a, 'o', 'e')
	}
	if c == 'e' {
		x.mark(a, b, 'a')
		x.mark(a, b, 'o')
	}
	if c == 'i' {
		x.mark(a, b, 'y')
	}
}

// mark marks one start of words; 0 stands for any letter.
func (x *excerpt) mark(a, b, c byte) {
	for i := byte(1); i < 32; i++ {
		if b == 0 {
			x.mark2(a, i)
		} else if c == 0 {
			x.begin[start(a, b, i)] = true
		}
	}
	x.begin[start(a, b, c)] = true
}

func (x *excerpt) mark2(a, b byte) {
	for i := byte(0); i < 32; i++ {
		x.begin[start(a, b, i)] = true
	}
}

// start is the place in excerpt.begin of three letters, whatever their case. What is no letter is some letter or other.
func start(a, b, c byte) int { return int(a&31)<<10 | int(b&31)<<5 | int(c&31) }

// excerpt finds the section of a page to quote; cutting then writes it. It says false when the text is not loaded or has none
// of the words.
func (e *Engine) excerpt(p *bundle.Page, s *bundle.Section) bool {
	text := e.texts(p.Text)
	if text == nil {
		return false
	}
	sections, ok := bundle.FindText(text, p.Index)
	if !ok {
		e.damage = true
		return false
	}
	x := &e.exc
	x.score = 0
	for left := maxText; left > 0 && x.score < x.whole-.001 && bundle.NextSection(&sections, &x.section); {
		if b := x.section.Text; len(b) > 0 && b[0] == bundle.Lead {
			x.lead = append(append(x.lead[:0], p.Summary...), b[1:]...)
			x.section.Text = x.lead
		}
		b := x.section.Text
		if len(b) > left {
			b = b[:left]
		}
		left -= len(b)
		e.window(b)
	}
	if x.score == 0 {
		return false
	}
	*s = x.best
	return true
}

// window finds the best place of b, the text of x.section: the most telling different words of the question within span bytes.
func (e *Engine) window(b []byte) {
	x := &e.exc
	e.find(b)
	clear(x.seen[:])
	sum := 0.0
	first := 0
	for i := 0; i < len(x.matches); i++ {
		m := &x.matches[i]
		if x.seen[m.term] == 0 {
			sum += e.query.Terms[m.term].Tx
		}
		x.seen[m.term]++
		for x.matches[first].start+span < m.end {
			k := x.matches[first].term
			x.seen[k]--
			if x.seen[k] == 0 {
				sum -= e.query.Terms[k].Tx
			}
			first++
		}
		if sum > x.score+.001 {
			x.score, x.best, x.at = sum, x.section, x.matches[first].start
		}
	}
}

// find lists the words of b that belong to a term.
func (e *Engine) find(b []byte) {
	x := &e.exc
	x.matches = x.matches[:0]
	inside := false
	for i := 0; i < len(b); i++ {
		c := b[i]
		word := c >= 0x80 || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z'
		if !word || inside {
			inside = word
			continue
		}
		inside = true
		if i+2 < len(b) && c|b[i+1]|b[i+2] < 0x80 && !x.begin[start(c, b[i+1], b[i+2])] {
			continue
		}
		end := i + longWord
		if end > len(b) {
			end = len(b)
		}
		x.words.Split(b[i:end])
		if x.words.N == 0 {
			continue
		}
		if k := e.termOf(x.words.Word(0)); k >= 0 {
			t := &x.words.Tokens[0]
			x.matches = append(x.matches, match{i + t.Start, i + t.End, k})
		}
	}
}

// termOf is the term of the question that a folded word belongs to, itself or as an alternative; -1 none.
func (e *Engine) termOf(word []byte) int {
	x := &e.exc
	if len(word) > query.MaxStem {
		return -1
	}
	x.scratch = append(x.scratch[:0], word...)
	x.scratch = x.scratch[:text.American(x.scratch)]
	stem := x.scratch[:text.Stem(x.scratch)]
	for i := 0; i < len(e.query.Terms); i++ {
		t := &e.query.Terms[i]
		if string(e.query.StemBytes(t.Stem)) == string(stem) {
			return i
		}
		for j := 0; j < t.NumAlts; j++ {
			if string(e.query.StemBytes(e.query.Alts[t.FirstAlt+j].Stem)) == string(stem) {
				return i
			}
		}
	}
	return -1
}

// cutting writes the excerpt that was found, its items and paragraphs on lines of their own, and its marks: pairs of byte offsets into it.
func (e *Engine) cutting(s *bundle.Section) {
	w := &e.checker.Out
	from, to := e.exc.bounds(s.Text)
	b := s.Text[from:to]
	w.Two(answer.Excerpt, answer.Text)
	start := len(w.B)
	if from > 0 && !ended(s.Text[:from]) {
		w.Say("… ")
	}
	lead := len(w.B) - start
	w.Add(b)
	if to < len(s.Text) && !ended(b) {
		w.Say(" …")
	}
	w.Put(answer.End)
	e.find(b)
	w.Two(answer.Marks, answer.List)
	for i := range e.exc.matches {
		w.Put(answer.List)
		w.Int(answer.Number, lead+e.exc.matches[i].start)
		w.Int(answer.Number, lead+e.exc.matches[i].end)
		w.Put(answer.End)
	}
	w.Put(answer.End)
}

// bounds widens the best window to whole words, from a sentence's start when one is near.
func (x *excerpt) bounds(b []byte) (from, to int) {
	from = x.at
	least := x.at - before
	for i := x.at; i > 0 && i > least; i-- {
		if b[i-1] == ' ' || b[i-1] == '\n' {
			if x.at-i < before/2 || ended(b[:i]) {
				from = i
			}
			if ended(b[:i]) {
				break
			}
		}
	}
	if least <= 0 {
		from = 0
	}
	to = x.at + span
	if to >= len(b) {
		return from, len(b)
	}
	for to > x.at && b[to] != ' ' && b[to] != '\n' {
		to--
	}
	for i := to; i > to-stub && i > x.at; i-- { // no line of a word or two at the end
		if b[i] == '\n' {
			return from, i
		}
	}
	if to == x.at { // one endless word
		for to = x.at + span; to < len(b) && b[to]&0xc0 == 0x80; to++ {
		}
	}
	return from, to
}

// ended says that b, but for space at its end, ends a sentence or a line.
func ended(b []byte) bool {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == '.' || b[i] == '?' || b[i] == '!' || b[i] == '\n' {
			return true
		}
		if b[i] != ' ' {
			return false
		}
	}
	return true
}
