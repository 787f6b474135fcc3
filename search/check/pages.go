package check

import (
	"signpost/search/bundle"
	"signpost/search/lexicon"
)

// PagesPerNote is how many pages' quotes share one notes part.
const PagesPerNote = 16

// WordUnit is what one point of a word posting weighs, in thousandths.
const WordUnit = 8

// findings is what the pages describe. Its bytes, all numbers varints, s marks signed ones (twice the number, or twice the
// negative less one):
//
//	pages:     n, then n x (slug, title; count, other names; level, one byte; how many findings it describes first and foremost; s: base, man, woman, adult, child)
//	features:  n, then n x (term + 1 less the one before, with, idf in hundredths, count,
//	           count x (page less the one before, points in thousandths, share of the page's most telling terms of 255: one byte))
//	questions: n, then n x (term, text)
//	advice:    n, then n x (term of a symptom page + 1, title, advice)
//
// A feature is a term (with 0) or a term with one qualifier (the qualifier's term + 1), in ascending order.
type findings struct {
	page     []pageInfo
	name     [][]byte
	feature  []feature
	post     []post
	question []question
	advice   []symptomAdvice
	top      int32
}

// symptomAdvice is what a symptom page says of getting help.
type symptomAdvice struct {
	term   int32
	title  []byte
	advice advice
}

type pageInfo struct {
	slug, title                    []byte
	at, names                      int32
	level                          uint8
	described                      int32
	base, man, woman, adult, child int32
}

type feature struct {
	term, with int32
	idf        int32
	at, n      int32
}

type post struct {
	page   int32
	points int32
	share  uint8
}

type question struct {
	term int32
	text []byte
}

func signedInt(c *bundle.Cursor) int32 {
	n := int32(c.Int())
	if n&1 != 0 {
		return -(n + 1) / 2
	}
	return n / 2
}

func (f *findings) open(part []byte) bool {
	c := bundle.Cursor{B: part}
	f.page = make([]pageInfo, c.Count())
	f.name = f.name[:0]
	for i := range f.page {
		p := &f.page[i]
		p.slug, p.title = c.Text(), c.Text()
		p.at = int32(len(f.name))
		p.names = int32(c.Count())
		for j := int32(0); j < p.names; j++ {
			f.name = append(f.name, c.Text())
		}
		p.level, p.described = c.Byte(), int32(c.Int())
		p.base, p.man, p.woman, p.adult, p.child = signedInt(&c), signedInt(&c), signedInt(&c), signedInt(&c), signedInt(&c)
		if p.level > Emergency {
			return false
		}
	}
	f.feature = make([]feature, c.Count())
	f.post = f.post[:0]
	term := int32(0)
	for i := range f.feature {
		x := &f.feature[i]
		term += int32(c.Int())
		x.term, x.with, x.idf = term, int32(c.Int()), int32(c.Int())
		greatest(x.term-1, &f.top)
		greatest(x.with-1, &f.top)
		if term < 1 || x.with < 0 {
			return false
		}
		x.at, x.n = int32(len(f.post)), int32(c.Count())
		page := int32(0)
		for j := int32(0); j < x.n; j++ {
			page += int32(c.Int())
			if int(page) >= len(f.page) {
				return false
			}
			f.post = append(f.post, post{page, int32(c.Int()), c.Byte()})
		}
	}
	f.question = make([]question, c.Count())
	for i := range f.question {
		f.question[i] = question{greatest(int32(c.Int()), &f.top), c.Text()}
	}
	f.advice = make([]symptomAdvice, c.Count())
	for i := range f.advice {
		a := &f.advice[i]
		a.term, a.title = greatest(int32(c.Int())-1, &f.top), c.Text()
		a.advice.read(&c, &f.top)
		if a.term < 0 {
			return false
		}
	}
	return !c.Bad && c.At == len(part)
}

// find is the number of a feature, or -1.
func (f *findings) find(term, with int32) int {
	lo, hi := 0, len(f.feature)
	for lo < hi {
		m := (lo + hi) / 2
		x := &f.feature[m]
		if x.term < term || x.term == term && x.with < with {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(f.feature) && f.feature[lo].term == term && f.feature[lo].with == with {
		return lo
	}
	return -1
}

// ask is the question for a term, or nil.
func (f *findings) ask(term int) []byte {
	for i := range f.question {
		if int(f.question[i].term) == term {
			return f.question[i].text
		}
	}
	return nil
}

// words is which pages use which words in what they say of symptoms. Its bytes: n, then n x (hash, 4 bytes; count, count x
// (page less the one before; points of WordUnit, one byte)), ordered by hash.
type words struct {
	word []atom // its number
	at   []int32
	post []wordPost
}

type wordPost struct {
	page   int32
	points uint8
}

func (w *words) open(part []byte) bool {
	c := bundle.Cursor{B: part}
	n := c.Count()
	w.word = make([]atom, n)
	w.at = make([]int32, n+1)
	w.post = w.post[:0]
	for i := 0; i < n; i++ {
		w.word[i] = atom{four(&c), int32(i)}
		page := int32(0)
		for m := c.Count(); m > 0; m-- {
			page += int32(c.Int())
			w.post = append(w.post, wordPost{page, c.Byte()})
		}
		w.at[i+1] = int32(len(w.post))
	}
	return !c.Bad && c.At == len(part)
}

// note is the quotes and care advice of PagesPerNote pages. Its bytes, per page: what it describes, what it says is absent
// (each n, then n x (term, quote, document)), its advice (n, then n x advice).
type note struct {
	loaded, missing bool
	at              [2*PagesPerNote + 1]int32
	item            []noteItem
	adviceAt        [PagesPerNote + 1]int32
	advice          []advice
	top             int32
}

type noteItem struct {
	term            int32
	quote, document []byte
}

// An advice is what a page says of getting help: level, one byte; count, lists, each count, terms; quote; document. All lists
// but the last are groups: the reader must have a term of each. The last holds qualifiers, kind by kind: one of each kind.
type advice struct {
	level           uint8
	list            []byte // count and lists
	quote, document []byte
}

func (a *advice) read(c *bundle.Cursor, top *int32) {
	a.level = c.Byte()
	from := c.At
	for lists := c.Count(); lists > 0; lists-- {
		for n := c.Count(); n > 0; n-- {
			greatest(int32(c.Int()), top)
		}
	}
	if c.Bad || a.level > Emergency {
		c.Bad = true
		return
	}
	a.list = c.B[from:c.At]
	a.quote, a.document = c.Text(), c.Text()
}

func (n *note) open(part []byte) bool {
	c := bundle.Cursor{B: part}
	n.item, n.advice = n.item[:0], n.advice[:0]
	for page := 0; page < PagesPerNote; page++ {
		for list := 2 * page; list < 2*page+2; list++ {
			if c.At < len(part) {
				for m := c.Count(); m > 0; m-- {
					n.item = append(n.item, noteItem{greatest(int32(c.Int()), &n.top), c.Text(), c.Text()})
				}
			}
			n.at[list+1] = int32(len(n.item))
		}
		if c.At < len(part) {
			for m := c.Count(); m > 0; m-- {
				n.advice = append(n.advice, advice{})
				n.advice[len(n.advice)-1].read(&c, &n.top)
			}
		}
		n.adviceAt[page+1] = int32(len(n.advice))
	}
	n.loaded = !c.Bad && c.At == len(part)
	return n.loaded
}

// note finds the quote on a page for a term, or for one that is a kind of it: its place in the notes part, or -1.
func (e *Engine) note(page, term, list int) int {
	n := &e.notes[page/PagesPerNote]
	if !n.loaded {
		return -1
	}
	from, to := n.at[2*(page%PagesPerNote)+list], n.at[2*(page%PagesPerNote)+list+1]
	kind := -1
	for i := from; i < to; i++ {
		t := int(n.item[i].term)
		if t == term {
			return int(i)
		}
		if kind < 0 && (e.reader.Lexicon.Within(t, term) || e.reader.Lexicon.Within(term, t)) {
			kind = int(i)
		}
	}
	return kind
}

// Qualifiers adds to out the terms that qualify a mention: sites and what they are part of, side, onset, course, triggers,
// reliefs.
func Qualifiers(l *lexicon.Lexicon, m *lexicon.Mention, out []int) []int {
	for i := 0; i < m.NSites; i++ {
		out = withBroader(l, m.Sites[i], out)
	}
	if m.Side >= 0 {
		out = withBroader(l, m.Side, out)
	}
	if m.Onset >= 0 {
		out = append(out, m.Onset)
	}
	for i := 0; i < m.NCourse; i++ {
		out = append(out, m.Course[i])
	}
	for i := 0; i < m.NTrigger; i++ {
		out = withBroader(l, m.Trigger[i], out)
	}
	for i := 0; i < m.NWorse; i++ {
		out = withBroader(l, m.Worse[i], out)
	}
	for i := 0; i < m.NRelief; i++ {
		out = withBroader(l, m.Relief[i], out)
	}
	return out
}

// withBroader adds a term and all that it is a kind or a part of, once each, but for the top: everything is part of the body.
func withBroader(l *lexicon.Lexicon, t int, out []int) []int {
	for i := 0; i < len(out); i++ {
		if out[i] == t {
			return out
		}
	}
	from := len(out)
	out = append(out, t)
	for i := from; i < len(out) && i < from+16; i++ {
		up := l.Broader(out[i])
		for j := 0; j < len(up); j++ {
			seen := false
			for k := 0; k < len(out) && !seen; k++ {
				seen = out[k] == up[j]
			}
			if !seen && (l.Kind(t) != lexicon.Site || len(l.Broader(up[j])) > 0) {
				out = append(out, up[j])
			}
		}
	}
	return out
}
