package check

import "signpost/search/bundle"

// A book holds the danger rules: words and phrases that stand for signs, signs, and rules over signs. Its fields in the order
// of its part, each a column of bundle.Cursor: sums are ascending, "starts" say where the items of each begin in the next column.
type book struct {
	words         bundle.Keys                             // their classes, see Lists
	exact         bundle.Keys                             // atoms of whole words
	begins        bundle.Keys                             // atoms of the first letters of words
	ranges        struct{ low, high, id []int32 }         // atoms of numbers, in tenths
	slotAt, slots []int32                                 // starts, atoms: a slot is met by a word that is any of its atoms
	phrase        struct{ sign, flags, at, step []int32 } // starts of its steps; a step is twice its slot and its gap
	sign          struct {
		id, name, question [][]byte
		low, high          []int32 // ages in months that make it so + 1: from low, below high; 0 = any
		at, term           []int32 // starts, terms of the lexicon
	}
	rule struct {
		id, title, action, why, source, quote [][]byte
		level                                 []int32
		when, ask                             [][]byte // expressions: operations in postfix order
	}
	calm []byte // an expression; while it holds no danger question is asked, and the open ones are only listed

	from, starts []int32 // by atom: the phrases that can start with it; see index
}

// Flags of a phrase.
const (
	Denies = 1 // holds a denial of its own, so that a denial before it does not count
	Anyone = 4 // counts whoever says it: what a nurse found is still found
	Except = 2 // takes back what other phrases of its sign find in the same words
)

// Gaps before a step.
const (
	Next = 0 // the next word but for small words
	Near = 1 // within a few words of the same sentence
)

// Operations of an expression, each a byte and two numbers.
const (
	OpSign    = 0 // sign, and once more
	OpWith    = 1 // sign, sign: both in one sentence
	OpNot     = 2 // of the last value: true unless it was said
	OpAtLeast = 3 // how many, count: of the last values
	OpDenied  = 4 // how many: the text denies as many signs that have a question
	OpCalmer  = 5 // how many more, count: of the last values and the denied signs than of the danger signs that are so
)

// Levels of advice.
const (
	NoMatch   = 0
	SelfCare  = 1
	Doctor    = 2
	Urgent    = 3
	Emergency = 4
)

func (k *book) open(c *bundle.Cursor) {
	k.words.Open(c)
	k.exact.Open(c)
	k.begins.Open(c)
	c.Ints(&k.ranges.low)
	c.Ints(&k.ranges.high)
	c.Ints(&k.ranges.id)
	c.Sums(&k.slotAt)
	c.Ints(&k.slots)
	c.Sums(&k.phrase.sign)
	c.Ints(&k.phrase.flags)
	c.Sums(&k.phrase.at)
	c.Ints(&k.phrase.step)
	c.Texts(&k.sign.id)
	c.Texts(&k.sign.name)
	c.Texts(&k.sign.question)
	c.Ints(&k.sign.low)
	c.Ints(&k.sign.high)
	c.Sums(&k.sign.at)
	c.Ints(&k.sign.term)
	c.Texts(&k.rule.id)
	c.Texts(&k.rule.title)
	c.Texts(&k.rule.action)
	c.Texts(&k.rule.why)
	c.Texts(&k.rule.source)
	c.Texts(&k.rule.quote)
	c.Ints(&k.rule.level)
	c.Texts(&k.rule.when)
	c.Texts(&k.rule.ask)
	k.calm = c.Text()
	k.index()
}

// first is the slot that phrase i starts with.
func (k *book) first(i int) int32 { return k.phrase.step[k.phrase.at[i]] / 2 }

// index finds for every atom the phrases that can start with it: it counts them, and then puts each in its place from the end
// of the atom's places.
func (k *book) index() {
	atoms := int32(0)
	for i := range k.slots {
		atoms = max(atoms, k.slots[i])
	}
	k.from = make([]int32, atoms+2)
	for i := range k.phrase.sign {
		slot := k.first(i)
		for j := k.slotAt[slot]; j < k.slotAt[slot+1]; j++ {
			k.from[k.slots[j]]++
		}
	}
	for a := range atoms + 1 {
		k.from[a+1] += k.from[a]
	}
	k.starts = make([]int32, k.from[atoms+1])
	for i := len(k.phrase.sign) - 1; i >= 0; i-- {
		slot := k.first(i)
		for j := k.slotAt[slot]; j < k.slotAt[slot+1]; j++ {
			a := k.slots[j]
			k.from[a]--
			k.starts[k.from[a]] = int32(i)
		}
	}
}

// asked says that a sign is one that is asked about.
func (k *book) asked(sign int) bool { return len(k.sign.question[sign]) > 0 }
