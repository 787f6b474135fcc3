package check

import (
	"signpost/search/bundle"
	"signpost/search/lexicon"
	"signpost/search/text"
)

// Limits of the danger rules.
const (
	mostDepth  = 64  // of an expression
	mostHits   = 512 // phrases found in one text
	mostAtoms  = 24  // of one word
	nearWords  = 5   // that may stand in a Near gap
	smallWords = 3   // that may stand in a Next gap
	shortest   = 3   // letters of a beginning
)

// A token is a word as the phrases read it: "can't" is one.
type token struct {
	start, end int
	lex        int // of the lexicon's reader
	atom, n    int // in said.atoms
	sentence   int
	opens      bool // starts a sentence
	kin        bool // in a sentence about what runs in a family; else "my gran" is whom the reader asks for
	other      bool // said by somebody else, or advice about what may come
	small      bool
	gap        uint8 // break before it
	class      int32 // see Lists
}

// A hit is a place where a text shows a sign.
type hit struct {
	sign        int
	first, last int // tokens
	denied      bool
	sentence    int
}

// said is what was taken from the reader's text.
type said struct {
	text    []byte
	tokens  []token
	n       int
	atoms   []int32
	hits    []hit
	except  []hit
	state   []uint8 // by sign: no, unknown or yes
	given   []uint8 // by sign: what an answer line says
	value   []uint8 // by rule
	support []int   // by rule: its signs that are so
	stack   [mostDepth]uint8
	word    [64]byte
}

// prepare makes the memory for a request once.
func (e *Engine) prepare() {
	s := &e.said
	if s.tokens != nil {
		return
	}
	s.text = make([]byte, 0, MostText)
	s.tokens = make([]token, MostText/2+2)
	s.atoms = make([]int32, 0, MostText)
	s.hits = make([]hit, 0, mostHits)
	s.except = make([]hit, 0, 64)
	s.state = make([]uint8, len(e.book.sign.id))
	s.given = make([]uint8, len(e.book.sign.id))
	s.value = make([]uint8, len(e.book.rule.id))
	s.support = make([]int, len(e.book.rule.id))
	e.prepareScore()
}

// meets says whether token i is any of a slot's atoms.
func (e *Engine) meets(i int, slot int32) bool {
	k := &e.book
	t := &e.said.tokens[i]
	for j := t.atom; j < t.atom+t.n; j++ {
		a := e.said.atoms[j]
		for x := k.slotAt[slot]; x < k.slotAt[slot+1]; x++ {
			if k.slots[x] == a {
				return true
			}
		}
	}
	return false
}

// phrases finds the signs in the text; exceptions first, since they take hits back.
func (e *Engine) phrases() {
	s := &e.said
	s.hits, s.except = s.hits[:0], s.except[:0]
	for pass := uint8(0); pass < 2; pass++ {
		for i := 0; i < s.n; i++ {
			t := &s.tokens[i]
			for j := t.atom; j < t.atom+t.n; j++ {
				a := s.atoms[j]
				for x := e.book.from[a]; x < e.book.from[a+1]; x++ {
					p := e.book.starts[x]
					if (e.book.phrase.flags[p]&Except != 0) == (pass == 0) {
						e.phrase(p, i)
					}
				}
			}
		}
	}
}

// phrase looks for p from token i on.
func (e *Engine) phrase(p int32, i int) {
	s := &e.said
	sign, flags := int(e.book.phrase.sign[p]), e.book.phrase.flags[p]
	at := i
	denied, unreal := e.meant(i)
	if flags&Anyone != 0 { // "pulse 72" after "no bleeding" is not denied, "not feeling well" is
		for at--; at > 0 && s.tokens[at].small && s.tokens[at].class&denials == 0 && !s.tokens[at+1].opens; {
			at--
		}
		denied = at >= 0 && s.tokens[at].class&denials != 0 && !s.tokens[at+1].opens && s.tokens[at+1].gap == text.None
		at = i
	}
	for n := e.book.phrase.at[p] + 1; n < e.book.phrase.at[p+1]; n++ {
		step := e.book.phrase.step[n]
		slot, gap := step/2, step%2
		found := -1
		room := smallWords
		if gap == Near {
			room = nearWords
		}
		denial := flags&Denies != 0 && gap == Near && s.tokens[at].class&denials != 0
		for j := at + 1; j < s.n && room >= 0 && !s.tokens[j].opens; j++ {
			if b := s.tokens[j].gap; gap == Near && b > text.None {
				if room -= int(b); denial || room < 0 { // "nothing new, he moves" denies no move
					break
				}
			}
			if e.meets(j, slot) {
				found = j
				break
			}
			if !s.tokens[j].small {
				if gap == Next {
					break
				}
				room--
			} else if gap == Next {
				room--
			}
		}
		if found < 0 {
			return
		}
		at = found
		d, u := e.meant(at)
		denied = denied || d && flags&Anyone == 0 || s.tokens[at-1].class&denials != 0 && flags&Denies == 0 // "my face is not lopsided"
		unreal = unreal || u
	}
	if flags&Except != 0 {
		if len(s.except) < cap(s.except) {
			s.except = append(s.except, hit{sign: sign, first: i, last: at})
		}
		return
	}
	if unreal && flags&Anyone == 0 || len(s.hits) == cap(s.hits) {
		return
	}
	for j := range s.except {
		x := &s.except[j]
		if x.sign == sign && x.first <= at && x.last >= i {
			return
		}
	}
	if flags&Denies != 0 { // its own "can't" is no denial, but "never had trouble breathing" is one
		denied, _ = e.meant(i)
		denied = denied && s.tokens[i].class&denials == 0
	}
	s.hits = append(s.hits, hit{sign, i, at, denied, s.tokens[i].sentence})
}

// meant says how the text means token i: denied, or not about the reader now.
func (e *Engine) meant(i int) (denied, unreal bool) {
	t := &e.said.tokens[i]
	f := e.reader.Flags[t.lex]
	return f&lexicon.Denied != 0, t.other || f&lexicon.Supposed != 0 || f&lexicon.Other != 0 && t.kin
}

// judge gives every sign its state and every rule its value.
func (e *Engine) judge() {
	s := &e.said
	k := &e.book
	for i := range s.state {
		low, high := k.sign.low[i], k.sign.high[i]
		s.state[i] = unknown
		if age := int32(e.reader.Age) + 1; age > 0 && low+high > 0 {
			s.state[i] = no
			if age >= low && (high == 0 || age < high) {
				s.state[i] = yes
			}
		}
	}
	for i := range s.hits {
		h := &s.hits[i]
		e.mark(h.sign, h.denied)
	}
	for i := range s.state {
		for j := k.sign.at[i]; j < k.sign.at[i+1]; j++ {
			for m := 0; m < e.reader.N; m++ {
				x := &e.reader.Mentions[m]
				if x.Kind <= lexicon.Symptom && e.real(x) && !x.Past && e.reader.Lexicon.Within(x.Term, int(k.sign.term[j])) && !e.excepted(i, x) {
					e.mark(i, x.Negated)
				}
			}
		}
		s.given[i] = e.given(i)
		switch s.given[i] {
		case yes, no:
			s.state[i] = s.given[i]
		case unsure:
			s.state[i] = unknown
		}
	}
	for i := range s.value {
		s.value[i] = e.eval(k.rule.when[i])
		s.support[i] = e.supports(k.rule.when[i])
	}
}

// given is what the answer lines say of a sign, by its own name or by a term of the vocabulary that stands for it.
func (e *Engine) given(i int) uint8 {
	g := &e.book.sign
	said := e.answers.of(g.id[i])
	for j := g.at[i]; j < g.at[i+1] && said == unasked; j++ {
		said = e.answers.of(e.reader.Lexicon.ID(int(g.term[j])))
	}
	return said
}

// excepted says that a sign's exceptions take back a mention.
func (e *Engine) excepted(sign int, m *lexicon.Mention) bool {
	for i := range e.said.except {
		x := &e.said.except[i]
		if x.sign == sign && e.said.tokens[x.first].start < m.End && m.Start < e.said.tokens[x.last].end {
			return true
		}
	}
	return false
}

// real says that a mention is about the reader, now.
func (e *Engine) real(m *lexicon.Mention) bool {
	if m.Hypothetical {
		return false
	}
	at := e.tokenAt(m.Start)
	return at < 0 || !e.said.tokens[at].other && !(m.Other && e.said.tokens[at].kin)
}

// mark takes in one mention of a sign: a yes stands, whatever else is denied.
func (e *Engine) mark(sign int, denied bool) {
	s := &e.said
	if !denied {
		s.state[sign] = yes
	} else if s.state[sign] == unknown {
		s.state[sign] = no
	}
}

// eval is the value of an expression in Kleene's logic: no, unknown or yes.
func (e *Engine) eval(x []byte) uint8 {
	s := &e.said
	n := 0
	c := bundle.Cursor{B: x}
	for c.At < len(x) {
		op, a, m := c.Byte(), c.Int(), c.Int()
		switch op {
		case OpSign:
			s.stack[n] = s.state[a]
			n++
		case OpWith:
			s.stack[n] = e.with(a, m)
			n++
		case OpDenied:
			s.stack[n] = unknown
			if e.tally(no) >= a {
				s.stack[n] = yes
			}
			n++
		case OpNot:
			v := s.stack[n-1]
			s.stack[n-1] = yes
			if v == yes {
				s.stack[n-1] = no
			}
		default:
			least := a
			if op == OpCalmer {
				least = max(1, least+e.tally(yes)-e.tally(no))
			}
			sure, open := 0, 0
			for i := n - m; i < n; i++ {
				if s.stack[i] == yes {
					sure++
				} else if s.stack[i] == unknown {
					open++
				}
			}
			n -= m
			switch {
			case sure >= least:
				s.stack[n] = yes
			case sure+open >= least:
				s.stack[n] = unknown
			default:
				s.stack[n] = no
			}
			n++
		}
	}
	if n == 0 {
		return no
	}
	return s.stack[0]
}

// tally counts the signs with a question that are so, or that the text, not an answer, denies.
func (e *Engine) tally(state uint8) int {
	n := 0
	for i := range e.said.state {
		if e.said.state[i] == state && (state == yes || e.said.given[i] == unasked) && e.book.asked(i) {
			n++
		}
	}
	return n
}

// with says whether two signs are shown in one sentence; one that was answered goes with any.
func (e *Engine) with(a, b int) uint8 {
	s := &e.said
	if s.state[a] == no || s.state[b] == no {
		return no
	}
	if s.state[a] == unknown || s.state[b] == unknown {
		return unknown
	}
	if s.given[a] == yes || s.given[b] == yes {
		return yes
	}
	for i := range s.hits {
		if s.hits[i].sign != a || s.hits[i].denied {
			continue
		}
		for j := range s.hits {
			if s.hits[j].sign == b && !s.hits[j].denied && s.hits[j].sentence == s.hits[i].sentence {
				return yes
			}
		}
	}
	return unknown
}

// supports counts the signs of an expression that are so, but for those that excuse.
func (e *Engine) supports(x []byte) int {
	n, last := 0, 0
	c := bundle.Cursor{B: x}
	for c.At < len(x) {
		op, a, b := c.Byte(), c.Int(), c.Int()
		if op == OpNot {
			n -= last
		}
		last = 0
		if op <= OpWith && e.said.state[a] == yes && e.said.state[b] == yes {
			last = 1
		}
		n += last
	}
	return n
}

// names says that an expression names a sign.
func (e *Engine) names(x []byte, sign int) bool {
	c := bundle.Cursor{B: x}
	for c.At < len(x) {
		if op, a, b := c.Byte(), c.Int(), c.Int(); op <= OpWith && (a == sign || b == sign) {
			return true
		}
	}
	return false
}
