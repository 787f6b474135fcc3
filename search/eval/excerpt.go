package eval

import (
	"signpost/search/bundle"
	"signpost/search/query"
	"signpost/search/text"
)

const (
	excerptWords = 30
	maxTokens    = 4000 // words of a section that are looked at
	maxText      = 32 << 10
)

// excerpt is the memory for finding the place in a page's text that says most of the question.
type excerpt struct {
	words   text.Words
	which   []int8 // term of each word of the section, -1 none
	seen    [64]int
	section bundle.Section
	best    bundle.Section
	from    int // bytes of best.Text
	to      int
	score   float64
	scratch []byte
	used    bool
}

func (x *excerpt) init() {
	x.words.Tokens = make([]text.Token, maxTokens)
	x.words.Buf = make([]byte, maxText)
	x.which = make([]int8, maxTokens)
}

// excerpt finds the section of a page to quote; cutting then writes it. It says false when the text is not loaded or has none
// of the words.
func (e *Engine) excerpt(p *bundle.Page, s *bundle.Section) bool {
	if !e.loaded(bundle.Texts, p.Text) {
		return false
	}
	sections, ok := bundle.FindText(e.parts[bundle.Texts][p.Text], p.Index)
	if !ok {
		e.damage = true
		return false
	}
	x := &e.exc
	x.score = 0
	for bundle.NextSection(&sections, &x.section) {
		e.window()
	}
	if x.score == 0 {
		return false
	}
	*s = x.best
	return true
}

// window finds the best run of excerptWords words of x.section: the most telling different words of the question, then the earliest.
func (e *Engine) window() {
	x := &e.exc
	b := x.section.Text
	if len(b) > maxText {
		b = b[:maxText]
	}
	x.words.Split(b)
	for i := 0; i < len(x.seen); i++ {
		x.seen[i] = 0
	}
	sum := 0.0
	for i := 0; i < x.words.N; i++ {
		k := e.termOf(x.words.Word(i))
		x.which[i] = int8(k)
		if k >= 0 {
			if x.seen[k] == 0 {
				sum += e.query.Terms[k].Tx
			}
			x.seen[k]++
		}
		if i >= excerptWords {
			if k := x.which[i-excerptWords]; k >= 0 {
				x.seen[k]--
				if x.seen[k] == 0 {
					sum -= e.query.Terms[k].Tx
				}
			}
		}
		if sum > x.score+.001 {
			x.score = sum
			x.best = x.section
			first := i - excerptWords + 1
			if first < 0 {
				first = 0
			}
			for first < i && x.which[first] < 0 {
				first++
			}
			// Start a few words before the first match, at a sentence's start when there is one.
			for back := 0; first > 0 && back < 8 && x.words.Tokens[first].Break < text.Sentence; back++ {
				first--
			}
			last := first + excerptWords
			if last < i {
				last = i
			}
			if last >= x.words.N {
				last = x.words.N - 1
			}
			x.from, x.to = x.words.Tokens[first].Start, x.words.Tokens[last].End
		}
	}
}

// termOf is the term of the question that a folded word belongs to, itself or as an alternative; -1 none.
func (e *Engine) termOf(word []byte) int {
	x := &e.exc
	if len(word) < 2 || len(word) > query.MaxStem || query.Stop(word) {
		return -1
	}
	x.scratch = append(x.scratch[:0], word...)
	x.scratch = x.scratch[:text.American(x.scratch)]
	stem := x.scratch[:text.Stem(x.scratch)]
	for i := 0; i < len(e.query.Terms); i++ {
		t := &e.query.Terms[i]
		if query.Compare(e.query.StemBytes(t.Stem), stem) == 0 {
			return i
		}
		for j := 0; j < t.NumAlts; j++ {
			if query.Compare(e.query.StemBytes(e.query.Alts[t.FirstAlt+j].Stem), stem) == 0 {
				return i
			}
		}
	}
	return -1
}

// cutting writes the excerpt that was found and its marks: pairs of byte offsets into it.
func (e *Engine) cutting(s *bundle.Section) {
	x := &e.exc
	b := s.Text[x.from:x.to]
	lead := 0
	e.text("\"")
	if x.from > 0 {
		e.text("… ")
		lead = len("… ")
	}
	for start, i := 0, 0; i <= len(b); i++ { // one line
		if i == len(b) || b[i] == '\n' {
			e.inner(b[start:i])
			start = i + 1
			if i < len(b) {
				e.text(" ")
			}
		}
	}
	if x.to < len(s.Text) {
		if c := s.Text[x.to]; x.to+1 == len(s.Text) && c == '.' {
			e.text(".")
		} else {
			e.text(" …")
		}
	}
	e.text("\",\"marks\":[")
	x.words.Split(b)
	n := 0
	for i := 0; i < x.words.N; i++ {
		if e.termOf(x.words.Word(i)) < 0 {
			continue
		}
		if n > 0 {
			e.text(",")
		}
		n++
		e.text("[")
		e.number(lead + x.words.Tokens[i].Start)
		e.text(",")
		e.number(lead + x.words.Tokens[i].End)
		e.text("]")
	}
	e.text("]")
}
