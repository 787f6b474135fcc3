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
	s.state = make([]uint8, len(e.book.sign))
	s.given = make([]uint8, len(e.book.sign))
	s.value = make([]uint8, len(e.book.rule))
	s.support = make([]int, len(e.book.rule))
	e.prepareScore()
}

// read finds terms, words and phrases in the text.
func (e *Engine) read() {
	e.reader.Read(e.said.text)
	e.tokens()
	e.phrases()
}

// Normal turns a folded word into the form that phrases are compared by, in place.
func Normal(word []byte) []byte {
	word = word[:text.American(word)]
	if len(word) > 3 {
		word = word[:text.Stem(word)]
	}
	return word
}

// tokens joins the reader's words into tokens and finds the atoms of each.
func (e *Engine) tokens() {
	s := &e.said
	w := &e.reader.Words
	s.n = 0
	s.atoms = s.atoms[:0]
	sentence := 0
	for i := 0; i < w.N && s.n < len(s.tokens); i++ {
		t := &s.tokens[s.n]
		t.start, t.end, t.lex = w.Tokens[i].Start, w.Tokens[i].End, i
		t.opens = w.Tokens[i].Break == text.Sentence
		if t.opens {
			sentence++
		}
		t.sentence = sentence
		word := w.Word(i)
		n := copy(s.word[:len(s.word)-1], word)
		if Joins(w, i+1, s.text) {
			s.word[n] = 't'
			n++
			i++
			t.end = w.Tokens[i].End
		}
		t.small = Small(s.word[:n])
		t.atom = len(s.atoms)
		e.atoms(n)
		if at := t.start; at < len(s.text) && s.text[at] >= '0' && s.text[at] <= '9' {
			v, end := number(s.text, at)
			for end > t.end && i+1 < w.N && w.Tokens[i+1].Start < end { // 39.5 is two words to the reader
				i++
				t.end = w.Tokens[i].End
			}
			for j := range e.book.ranges {
				r := &e.book.ranges[j]
				if v >= int(r.low) && v <= int(r.high) {
					s.atoms = append(s.atoms, r.id)
				}
			}
		}
		t.n = len(s.atoms) - t.atom
		s.n++
	}
	e.speakers()
	e.advice()
	e.kin()
}

func (e *Engine) kin() {
	s := &e.said
	for from := 0; from < s.n; {
		to, kin := from, false
		for ; to < s.n && s.tokens[to].sentence == s.tokens[from].sentence; to++ {
			kin = kin || listed("history family hereditary died ", e.reader.Words.Word(s.tokens[to].lex))
		}
		for ; from < to; from++ {
			s.tokens[from].kin = kin
		}
	}
}

// speakers marks what a professional says in a copied conversation: the words after "Nurse:", up to the next name.
func (e *Engine) speakers() {
	s := &e.said
	other := false
	for i := 0; i < s.n; i++ {
		t := &s.tokens[i]
		if t.end < len(s.text) && s.text[t.end] == ':' && t.end+1 < len(s.text) && s.text[t.end+1] == ' ' && (t.opens || i > 0 && s.tokens[i-1].opens) {
			w := e.reader.Words.Word(t.lex)
			if listed("clinician doctor dr nurse pharmacist therapist provider gp midwife paramedic doc physician ", w) {
				other = true
			} else if listed("patient parent me mum mom dad friend caller pt ", w) || capital(s.text[t.start]) {
				other = false
			}
		}
		t.other = other
	}
}

func capital(b byte) bool { return b >= 'A' && b <= 'Z' }

// advice marks the rest of a sentence after "call", "seek", "go to", "return", "watch" with "if", "for", "when" or "unless":
// it names what may come, not what is. A sentence that speaks of "I" or "my" before is no advice.
func (e *Engine) advice() {
	s := &e.said
	urge, rest, own := false, false, false
	for i := 0; i < s.n; i++ {
		t := &s.tokens[i]
		if t.opens {
			urge, rest, own = false, false, false
		}
		if rest {
			t.other = true
		}
		w := e.reader.Words.Word(t.lex)
		switch {
		case listed("i my me we our should ", w):
			own = own || !rest
		case listed("call seek return contact visit recheck emergency urgent er ed 911 999 watch monitor hospital advised help ", w):
			urge = true
		case urge && !own && listed("if for when unless ", w):
			rest = true
		}
	}
}

// Joins says that word i is the end of a contraction: the t of "can't".
func Joins(w *text.Words, i int, t []byte) bool {
	if i <= 0 || i >= w.N || w.Tokens[i].Break != text.None {
		return false
	}
	word := w.Word(i)
	gap := w.Tokens[i].Start - w.Tokens[i-1].End
	return len(word) == 1 && word[0] == 't' && gap >= 1 && gap <= 3 && t[w.Tokens[i].Start-1] != ' '
}

// atoms finds the atoms of the n bytes in said.word.
func (e *Engine) atoms(n int) {
	s := &e.said
	for l := shortest; l <= n; l++ {
		if a := find(e.book.begins, Hash(s.word[:l])); a >= 0 {
			s.atoms = append(s.atoms, a)
		}
	}
	if a := find(e.book.exact, Hash(Normal(s.word[:n]))); a >= 0 {
		s.atoms = append(s.atoms, a)
	}
}

// number reads the number at t[at] in tenths, and where it ends. Numbers end at their second point, so that dates do not count.
func number(t []byte, at int) (tenths, end int) {
	v := 0
	end = at
	for end < len(t) && t[end] >= '0' && t[end] <= '9' && v < 1000000 {
		v = v*10 + int(t[end]-'0')
		end++
	}
	v *= 10
	if end+1 < len(t) && t[end] == '.' && t[end+1] >= '0' && t[end+1] <= '9' {
		v += int(t[end+1] - '0')
		end += 2
		for end < len(t) && t[end] >= '0' && t[end] <= '9' {
			end++
		}
	}
	return v, end
}

// Small says that a word may stand between the words of a phrase.
func Small(w []byte) bool {
	return listed(smallList, w)
}

// listed says that a word is in a list; each word of the list ends in a space.
func listed(list string, w []byte) bool {
	if len(w) == 0 || len(w) > 12 {
		return false
	}
	for at := 0; at < len(list); {
		end := at
		for list[end] != ' ' {
			end++
		}
		if end-at == len(w) {
			hit := true
			for j := 0; j < len(w) && hit; j++ {
				hit = list[at+j] == w[j]
			}
			if hit {
				return true
			}
		}
		at = end + 1
	}
	return false
}

const negations = "no not can cannot cant without never none nothing isn hasn haven hadn doesn don didn won wouldn couldn wasn stopped unable barely hardly less fewer lost "

const smallList = "a an the my his her our their your its i he she it they we you is are was were be been being am has have had s m d ll re ve feel feels felt feeling " +
	"seem seems look looks looking like really very so quite pretty kind kinda sort of bit little just still also all super totally get gets got getting to up in on at and or " +
	"now that this some has when too even me us him "

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
					p := &e.book.phrase[e.book.starts[x]]
					if (p.flags&Except != 0) == (pass == 0) {
						e.phrase(p, i)
					}
				}
			}
		}
	}
}

// phrase looks for p from token i on.
func (e *Engine) phrase(p *phrase, i int) {
	s := &e.said
	at := i
	denied, unreal := e.meant(i)
	for n := int32(1); n < p.n; n++ {
		step := e.book.step[p.at+n]
		found := -1
		room := smallWords
		if step.gap == Near {
			room = nearWords
		}
		for j := at + 1; j < s.n && room >= 0 && !s.tokens[j].opens; j++ {
			if e.meets(j, step.slot) {
				found = j
				break
			}
			if !s.tokens[j].small {
				if step.gap == Next {
					break
				}
				room--
			} else if step.gap == Next {
				room--
			}
		}
		if found < 0 {
			return
		}
		at = found
		d, u := e.meant(at)
		denied = denied || d
		unreal = unreal || u
	}
	if p.flags&Except != 0 {
		if len(s.except) < cap(s.except) {
			s.except = append(s.except, hit{sign: int(p.sign), first: i, last: at})
		}
		return
	}
	if unreal && p.flags&Anyone == 0 || len(s.hits) == cap(s.hits) {
		return
	}
	for j := range s.except {
		x := &s.except[j]
		if x.sign == int(p.sign) && x.first <= at && x.last >= i {
			return
		}
	}
	if p.flags&Denies != 0 { // its own "can't" is no denial, but "never had trouble breathing" is one
		denied, _ = e.meant(i)
		denied = denied && !listed(negations, e.reader.Words.Word(s.tokens[i].lex))
	}
	s.hits = append(s.hits, hit{int(p.sign), i, at, denied, s.tokens[i].sentence})
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
	for i := range k.sign {
		g := &k.sign[i]
		s.state[i] = unknown
		if age := int32(e.reader.Age); age >= 0 && (g.low >= 0 || g.high >= 0) {
			s.state[i] = no
			if age >= g.low && (g.high < 0 || age < g.high) {
				s.state[i] = yes
			}
		}
	}
	for i := range s.hits {
		h := &s.hits[i]
		e.mark(h.sign, h.denied)
	}
	for i := range k.sign {
		g := &k.sign[i]
		for j := g.term; j < g.term+g.terms; j++ {
			for m := 0; m < e.reader.N; m++ {
				x := &e.reader.Mentions[m]
				if x.Kind <= lexicon.Symptom && e.real(x) && !x.Past && e.lex.Within(x.Term, int(k.terms[j])) && !e.excepted(i, x) {
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
	for i := range k.rule {
		s.value[i] = e.eval(k.rule[i].when)
		s.support[i] = e.supports(k.rule[i].when)
	}
}

// given is what the answer lines say of a sign, by its own name or by a term of the vocabulary that stands for it.
func (e *Engine) given(i int) uint8 {
	g := &e.book.sign[i]
	said := e.answers.of(g.id)
	for j := g.term; j < g.term+g.terms && said == unasked; j++ {
		said = e.answers.of(e.lex.ID(int(e.book.terms[j])))
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
		op := c.Byte()
		switch op {
		case OpSign:
			s.stack[n] = s.state[c.Int()]
			n++
		case OpWith:
			s.stack[n] = e.with(c.Int(), c.Int())
			n++
		case OpNot:
			v := s.stack[n-1]
			s.stack[n-1] = yes
			if v == yes {
				s.stack[n-1] = no
			}
		default:
			least := 0
			if op == OpAtLeast {
				least = c.Int()
			}
			m := c.Int()
			if op == OpAll {
				least = m
			} else if op == OpAny {
				least = 1
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

// supports counts the signs of an expression that are so.
func (e *Engine) supports(x []byte) int {
	n := 0
	c := bundle.Cursor{B: x}
	last := false
	for c.At < len(x) {
		switch c.Byte() {
		case OpSign:
			last = e.said.state[c.Int()] == yes
			if last {
				n++
			}
		case OpWith:
			a, b := c.Int(), c.Int()
			last = e.said.state[a] == yes && e.said.state[b] == yes
			if last {
				n++
			}
		case OpNot:
			if last {
				n--
			}
			last = false
		case OpAll, OpAny:
			c.Int()
			last = false
		default:
			c.Int()
			c.Int()
			last = false
		}
	}
	return n
}

// names says that an expression names a sign.
func (e *Engine) names(x []byte, sign int) bool {
	c := bundle.Cursor{B: x}
	for c.At < len(x) {
		switch c.Byte() {
		case OpSign:
			if c.Int() == sign {
				return true
			}
		case OpWith:
			a, b := c.Int(), c.Int()
			if a == sign || b == sign {
				return true
			}
		case OpAll, OpAny:
			c.Int()
		case OpAtLeast:
			c.Int()
			c.Int()
		}
	}
	return false
}
