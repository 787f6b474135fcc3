package check

import "signpost/search/bundle"

// A book holds the danger rules: words and phrases that stand for signs, signs, and rules over signs. Its bytes, all numbers
// varints of bundle.Cursor:
//
//	words:         n, then n x (hash, 4 bytes little endian; classes, see Lists)   ordered by hash
//	exact words:   n, then n x (hash, 4 bytes little endian; atom)    ordered by hash
//	beginnings:    n, then n x (hash of the first letters, 4 bytes; atom)
//	numbers:       n, then n x (lowest, highest, in tenths; atom)
//	slots:         n, then n x (count, atoms)              a slot is met by a word that is any of its atoms
//	phrases:       n, then n x (sign, flags, steps, steps x (slot, gap))
//	signs:         n, then n x (id, name, question: texts; lowest and highest age in months + 1, 0 = none; count, lexicon terms)
//	rules:         n, then n x (id, title, action, why, source name, source text; level; when; ask when)
//	               an expression: count of bytes, then operations in postfix order
//	settled:       an expression; while it holds no danger question is asked, and the open ones are only listed
type book struct {
	words  []atom // their classes
	exact  []atom
	begins []atom
	ranges []span
	slotAt []int32
	slots  []int32
	phrase []phrase
	step   []step
	from   []int32 // by atom: where its phrases start in starts; one more for the end
	starts []int32
	sign   []sign
	terms  []int32
	rule   []Rule
	calm   []byte // settled
	atoms  int
	top    int32 // greatest number of a term
}

type atom struct {
	hash uint32
	id   int32
}

type span struct{ low, high, id int32 }

// Flags of a phrase.
const (
	Denies = 1 // holds a denial of its own, so that a denial before it does not count
	Anyone = 4 // counts whoever says it: what a nurse found is still found
	Except = 2 // takes back what other phrases of its sign find in the same words
)

type phrase struct {
	sign, at, n int32
	flags       uint8
}

// Gaps before a step.
const (
	Next = 0 // the next word but for small words
	Near = 1 // within a few words of the same sentence
)

type step struct {
	slot int32
	gap  uint8
}

type sign struct {
	id, name, question []byte
	low, high          int32 // ages in months that make it so: from low, below high; -1 = any
	term, terms        int32
}

// Rule is a danger rule.
type Rule struct {
	id, title, action, why, source, quote []byte
	level                                 uint8
	when, ask                             []byte
}

// Operations of an expression.
const (
	OpSign    = 0 // sign
	OpWith    = 1 // sign, sign: both in one sentence
	OpNot     = 2 // of the last value: true unless it was said
	OpAll     = 3 // count: of the last values
	OpAny     = 4 // count
	OpAtLeast = 5 // how many, count
	OpDenied  = 6 // how many: the text denies as many signs that have a question
	OpCalmer  = 7 // how many more, count: of the last values and the denied signs than of the danger signs that are so
)

// Levels of advice.
const (
	NoMatch   = 0
	SelfCare  = 1
	Doctor    = 2
	Urgent    = 3
	Emergency = 4
)

func four(c *bundle.Cursor) uint32 {
	b := c.Take(4)
	if len(b) < 4 {
		return 0
	}
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// greatest notes the greatest number of a term, so that parts of different builds are told apart.
func greatest(term int32, top *int32) int32 {
	if term > *top {
		*top = term
	}
	return term
}

func (k *book) open(part []byte) bool {
	c := bundle.Cursor{B: part}
	k.words = k.openAtoms(&c)
	k.atoms = 0
	k.exact = k.openAtoms(&c)
	k.begins = k.openAtoms(&c)
	k.ranges = make([]span, c.Count())
	for i := range k.ranges {
		k.ranges[i] = span{int32(c.Int()), int32(c.Int()), k.atom(&c)}
	}
	n := c.Count()
	k.slotAt = make([]int32, n+1)
	for i := 0; i < n; i++ {
		for m := c.Count(); m > 0; m-- {
			k.slots = append(k.slots, k.atom(&c))
		}
		k.slotAt[i+1] = int32(len(k.slots))
	}
	k.openPhrases(&c, n)
	k.openSigns(&c)
	k.openRules(&c)
	k.calm = c.Text()
	c.Bad = c.Bad || !k.sound(k.calm, true)
	if c.Bad || c.At != len(part) {
		return false
	}
	for i := range k.phrase {
		if int(k.phrase[i].sign) >= len(k.sign) {
			return false
		}
	}
	k.index()
	return true
}

func (k *book) atom(c *bundle.Cursor) int32 {
	a := c.Int()
	if a >= k.atoms {
		if a > 1<<20 {
			c.Bad = true
			return 0
		}
		k.atoms = a + 1
	}
	return int32(a)
}

func (k *book) openAtoms(c *bundle.Cursor) []atom {
	list := make([]atom, c.Count())
	for i := range list {
		list[i].hash = four(c)
		list[i].id = k.atom(c)
	}
	return list
}

func (k *book) openPhrases(c *bundle.Cursor, slots int) {
	k.phrase = make([]phrase, c.Count())
	k.step = k.step[:0]
	for i := range k.phrase {
		p := &k.phrase[i]
		p.sign, p.flags, p.n = int32(c.Int()), c.Byte(), int32(c.Int())
		p.at = int32(len(k.step))
		if p.n < 1 || int(p.n) > len(c.B)-c.At {
			c.Bad = true
			p.n = 0
			return
		}
		for j := int32(0); j < p.n; j++ {
			s := c.Int()
			if s >= slots {
				c.Bad = true
				s = 0
			}
			k.step = append(k.step, step{int32(s), c.Byte()})
		}
	}
}

func (k *book) openSigns(c *bundle.Cursor) {
	k.sign = make([]sign, c.Count())
	k.terms = k.terms[:0]
	for i := range k.sign {
		s := &k.sign[i]
		s.id, s.name, s.question = c.Text(), c.Text(), c.Text()
		s.low, s.high = int32(c.Int())-1, int32(c.Int())-1
		s.term = int32(len(k.terms))
		s.terms = int32(c.Count())
		for j := int32(0); j < s.terms; j++ {
			k.terms = append(k.terms, greatest(int32(c.Int()), &k.top))
		}
	}
}

func (k *book) openRules(c *bundle.Cursor) {
	k.rule = make([]Rule, c.Count())
	for i := range k.rule {
		r := &k.rule[i]
		r.id, r.title, r.action, r.why, r.source, r.quote = c.Text(), c.Text(), c.Text(), c.Text(), c.Text(), c.Text()
		r.level = c.Byte()
		r.when, r.ask = c.Text(), c.Text()
		if r.level > Emergency || !k.sound(r.when, false) || !k.sound(r.ask, true) {
			c.Bad = true
		}
	}
}

// sound says that an expression names known signs and leaves one value.
func (k *book) sound(x []byte, empty bool) bool {
	if len(x) == 0 {
		return empty
	}
	depth := 0
	c := bundle.Cursor{B: x}
	for c.At < len(x) && !c.Bad {
		take := 0
		switch c.Byte() {
		case OpSign:
			if c.Int() >= len(k.sign) {
				return false
			}
		case OpWith:
			if c.Int() >= len(k.sign) || c.Int() >= len(k.sign) {
				return false
			}
		case OpDenied:
			c.Int()
		case OpNot:
			take = 1
		case OpAll, OpAny:
			take = c.Int()
		case OpAtLeast, OpCalmer:
			c.Int()
			take = c.Int()
		default:
			return false
		}
		if take > depth {
			return false
		}
		depth += 1 - take
		if depth > mostDepth {
			return false
		}
	}
	return !c.Bad && depth == 1
}

// index finds for every atom the phrases that can start with it.
func (k *book) index() {
	k.from = make([]int32, k.atoms+1)
	for pass := 0; pass < 2; pass++ {
		for i := range k.phrase {
			slot := k.step[k.phrase[i].at].slot
			for j := k.slotAt[slot]; j < k.slotAt[slot+1]; j++ {
				a := k.slots[j]
				if pass == 0 {
					k.from[a+1]++
				} else {
					k.starts[k.from[a]] = int32(i)
					k.from[a]++
				}
			}
		}
		if pass == 0 {
			for a := 0; a < k.atoms; a++ {
				k.from[a+1] += k.from[a]
			}
			k.starts = make([]int32, k.from[k.atoms])
		} else {
			for a := k.atoms; a > 0; a-- {
				k.from[a] = k.from[a-1]
			}
			k.from[0] = 0
		}
	}
}

// find is the atom of a hash, or -1.
func find(list []atom, hash uint32) int32 {
	lo, hi := 0, len(list)
	for lo < hi {
		m := (lo + hi) / 2
		if list[m].hash < hash {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(list) && list[lo].hash == hash {
		return list[lo].id
	}
	return -1
}
