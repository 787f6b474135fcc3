// Package lexicon is the vocabulary in compiled form, and its reader: it finds terms in prose with what the prose says of them
// (denied, doubted, past, about someone else; site, side, onset, trigger, relief, duration). [build + browser]
//
// Compile makes the bytes; Lexicon and Reader read them and are written in the small Go of docs/wasm.md. Conversion (clinical
// prose) and the check (a reader's own words) use the same Reader. docs/vocabulary.md describes the rules.
package lexicon

import "signpost/search/bundle"

// Kinds of a term, one per file of data/vocabulary.
const (
	Condition = iota
	Symptom
	Site
	Side
	Onset
	Course
	Trigger
	Relief
	Severity
	Frequency
	Exposure
	Nothing // phrases to pass over: "red blood cell" is no redness and no blood; never in a mention
	kinds
)

// Lexicon is a compiled vocabulary, opened. Open reads it once; afterwards it never changes and may be shared.
type Lexicon struct {
	start uint32      // of the hash of words, so that no two of them have one
	keys  bundle.Keys // word numbers, from 1, by the normal forms of words
	class []int32     // of a word number that is a grammar word; see grammar.go

	kind     []int32
	id, name [][]byte
	linkAt   []int32 // starts of each term's broader terms, then of its sites
	links    []int32

	form formTable
	cue  formTable

	pairs     []pair
	pregnancy int // the term with this id, or -1
	can       int // words
	cannot    int
	not       int
	able      int
}

// formTable holds word sequences in ascending order, each with what it stands for.
type formTable struct {
	at    []int32 // starts in word
	word  []int32
	value []int32 // twice the value; 1 more for a form only where the text has capitals
}

// pair says that finding broad at site is the term narrow: pain in the chest is chest pain.
type pair struct {
	broad, site int32
	narrow      int
}

// Open reads what Compile wrote, columns of bundle.Cursor, and says whether it is whole.
func (l *Lexicon) Open(c *bundle.Cursor) bool {
	l.start = uint32(c.Int())
	l.keys.Open(c)
	c.Ints(&l.class)
	c.Ints(&l.kind)
	c.Texts(&l.id)
	c.Texts(&l.name)
	c.Sums(&l.linkAt)
	c.Ints(&l.links)
	l.form.open(c)
	l.cue.open(c)
	if c.Bad || c.At != len(c.B) {
		return false
	}
	for t := range l.name {
		if len(l.name[t]) == 0 { // the id with spaces
			l.name[t] = append([]byte(nil), l.id[t]...)
			for i, b := range l.name[t] {
				if b == '-' {
					l.name[t][i] = ' '
				}
			}
		}
	}
	l.findPairs()
	l.pregnancy = l.Find("pregnancy")
	l.can, l.cannot, l.not, l.able = l.word([]byte("can")), l.word([]byte("cannot")), l.word([]byte("not")), l.word([]byte("able"))
	return true
}

// open reads forms: a column of their sizes, 16 times how many words they share with the one before and how many they have; a column
// of the other words, where a first word is the difference to the first word before; and their values.
func (f *formTable) open(c *bundle.Cursor) {
	var size, rest []int32
	c.Ints(&size)
	c.Ints(&rest)
	c.Ints(&f.value)
	f.at, f.word = append(f.at[:0], 0), f.word[:0]
	before, first, k := int32(0), int32(0), 0
	for i := range size {
		n := int32(len(f.word))
		for j := range size[i] & 15 {
			if j < size[i]>>4 {
				f.word = append(f.word, f.word[before+j])
				continue
			}
			w := rest[k]
			k++
			if j == 0 {
				first += w
				w = first
			}
			f.word = append(f.word, w)
		}
		before = n
		f.at = append(f.at, int32(len(f.word)))
	}
}

// findPairs lists which finding at which site has a term of its own.
func (l *Lexicon) findPairs() {
	l.pairs = l.pairs[:0]
	for t := range l.kind {
		for _, broad := range l.Broader(t) {
			for _, site := range l.Sites(t) {
				l.pairs = append(l.pairs, pair{broad, site, t})
			}
		}
	}
}

// Terms is the number of terms; they are numbered from 0 in the order that Compile was given.
func (l *Lexicon) Terms() int { return len(l.kind) }

// Kind of term t: Condition to Exposure.
func (l *Lexicon) Kind(t int) uint8 { return uint8(l.kind[t]) }

// ID of term t, as in data/vocabulary.
func (l *Lexicon) ID(t int) []byte { return l.id[t] }

// Name of term t, plain, as shown.
func (l *Lexicon) Name(t int) []byte { return l.name[t] }

// Broader terms of t: what it is a kind of, or for a site what it is part of.
func (l *Lexicon) Broader(t int) []int32 { return l.links[l.linkAt[2*t]:l.linkAt[2*t+1]] }

// Sites that t names by itself: chest pain names the chest.
func (l *Lexicon) Sites(t int) []int32 { return l.links[l.linkAt[2*t+1]:l.linkAt[2*t+2]] }

// Find is the number of the term with this id, or -1.
func (l *Lexicon) Find(id string) int {
	for t := range l.id {
		if string(l.id[t]) == id {
			return t
		}
	}
	return -1
}

// Within says whether term t is wide or lies below it in the hierarchy.
func (l *Lexicon) Within(t, wide int) bool {
	var queue [24]int
	queue[0] = t
	n := 1
	for i := 0; i < n; i++ {
		if queue[i] == wide {
			return true
		}
		for _, b := range l.Broader(queue[i]) {
			if n < len(queue) {
				queue[n] = int(b)
				n++
			}
		}
	}
	return false
}

// at finds the term for finding broad at site or what the site is part of, nearest first; -1 when there is none.
func (l *Lexicon) at(broad, site int) int {
	var queue [16]int
	queue[0] = site
	n := 1
	for i := 0; i < n; i++ {
		for k := range l.pairs {
			if int(l.pairs[k].broad) == broad && int(l.pairs[k].site) == queue[i] {
				return l.pairs[k].narrow
			}
		}
		for _, b := range l.Broader(queue[i]) {
			if n < len(queue) {
				queue[n] = int(b)
				n++
			}
		}
	}
	return -1
}

// word is the number of a word by its normal form, or 0.
func (l *Lexicon) word(key []byte) int { return int(max(0, l.keys.Find(bundle.Hash(l.start, key)))) }
