// Package lexicon is the vocabulary in compiled form, and its reader: it finds terms in prose with what the prose says of them
// (denied, doubted, past, about someone else; site, side, onset, trigger, relief, duration). [build + browser]
//
// Compile makes the bytes; Lexicon and Reader read them and are written in the small Go of docs/wasm.md. Conversion (clinical
// prose) and the check (a reader's own words) use the same Reader. docs/vocabulary.md describes the rules.
package lexicon

import (
	"signpost/search/bundle"
	"signpost/search/text"
)

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
	data []byte

	keys    []byte // normal forms of words, sorted
	keyAt   []int  // where each starts; one more for the end
	keyWord []int  // its word number, from 1
	keyFrom []int  // by first two letters (bucket): the first key; one more for the end

	class []uint32 // of a word number that is a grammar word; see grammar.go
	words int      // highest word number

	terms  int
	kind   []uint8
	idAt   []int // offset into data
	idLen  []int
	nameAt []int // offset into names; one more for the end
	names  []byte

	linkAt []int // per term the start of its links: broader terms, then sites
	siteAt []int // where the sites start
	links  []int

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
	n     int
	at    []int // start of each in word; one more for the end
	word  []int
	value []int
	caps  []bool // only where the text has capitals
	first []int  // by word number: the first form that starts with it; one more for the end
}

// pair says that finding broad at site is the term narrow: pain in the chest is chest pain.
type pair struct {
	broad, site, narrow int
}

const magic = "SLX1"

// Open reads what Compile wrote and says whether it is whole. The lexicon keeps data and does not copy it.
func (l *Lexicon) Open(data []byte) bool {
	c := bundle.Cursor{B: data}
	for i := 0; i < len(magic); i++ {
		if c.Byte() != magic[i] {
			return false
		}
	}
	l.data = data
	l.words = c.Int()
	if l.words > 65535 {
		return false
	}
	l.openKeys(&c)
	n := c.Count()
	if c.Bad || n > l.words {
		return false
	}
	l.class = make([]uint32, n+1)
	for i := 1; i <= n; i++ {
		l.class[i] = uint32(c.Int()) | uint32(c.Byte())<<24
	}
	l.openTerms(&c)
	if c.Bad {
		return false
	}
	l.openForms(&c, &l.form, l.terms)
	l.openForms(&c, &l.cue, cues)
	if c.Bad || c.At != len(data) {
		return false
	}
	l.findPairs()
	l.pregnancy = l.Find("pregnancy")
	l.can, l.cannot, l.not, l.able = l.wordOf("can"), l.wordOf("cannot"), l.wordOf("not"), l.wordOf("able")
	return true
}

func (l *Lexicon) openKeys(c *bundle.Cursor) {
	next := c.Int() // the last grammar word, then the last word that has a key
	n, size := c.Count(), c.Int()
	if c.Bad || size > 64*n || next > l.words {
		c.Bad = true
		return
	}
	l.keys = make([]byte, size)
	l.keyAt = make([]int, n+1)
	l.keyWord = make([]int, n)
	at, before := 0, 0
	for i := 0; i < n; i++ {
		same, more := int(c.Byte()), int(c.Byte())
		if c.Bad || same > at-before || at+same+more > size || c.At+more > len(c.B) {
			c.Bad = true
			return
		}
		l.keyAt[i] = at
		for j := 0; j < same; j++ {
			l.keys[at+j] = l.keys[before+j]
		}
		for j := 0; j < more; j++ {
			l.keys[at+same+j] = c.Byte()
		}
		before = at
		at += same + more
		w := c.Int()
		if w == 0 {
			next++
			w = next
		}
		if w > l.words {
			c.Bad = true
			return
		}
		l.keyWord[i] = w
	}
	l.keyAt[n] = at
	l.keyFrom = make([]int, buckets+1)
	last := 0
	for i := 0; i < n; i++ {
		for b := bucket(l.keys[l.keyAt[i]:l.keyAt[i+1]]); last < b; last++ {
			l.keyFrom[last+1] = i
		}
	}
	for ; last < buckets; last++ {
		l.keyFrom[last+1] = n
	}
}

func (l *Lexicon) openTerms(c *bundle.Cursor) {
	n, links := c.Count(), c.Count()
	if c.Bad {
		return
	}
	l.terms = n
	l.kind = make([]uint8, n)
	l.idAt, l.idLen = make([]int, n), make([]int, n)
	l.nameAt = make([]int, n+1)
	l.names = make([]byte, len(c.B)-c.At) // every name takes at least its own length, or its id's
	named := 0
	l.linkAt, l.siteAt = make([]int, n+1), make([]int, n)
	l.links = make([]int, links)
	k := 0
	for i := 0; i < n; i++ {
		v := int(c.Byte())
		if v >= kinds {
			c.Bad = true
			return
		}
		l.kind[i] = uint8(v)
		l.idLen[i] = c.Count()
		l.idAt[i] = c.At
		c.At += l.idLen[i]
		l.nameAt[i] = named
		size, from := c.Count(), c.At
		c.At += size
		if size == 0 { // the id with spaces
			size, from = l.idLen[i], l.idAt[i]
		}
		for j := 0; j < size && from+size <= len(c.B); j++ {
			l.names[named] = c.B[from+j]
			if from == l.idAt[i] && l.names[named] == '-' {
				l.names[named] = ' '
			}
			named++
		}
		l.linkAt[i] = k
		for j := 0; j < 2; j++ { // broader, then sites
			l.siteAt[i] = k
			for m := c.Count(); m > 0 && !c.Bad; m-- {
				t := c.Int()
				if t >= n || k == links {
					c.Bad = true
					return
				}
				l.links[k] = t
				k++
			}
		}
		if c.Bad {
			return
		}
	}
	l.linkAt[n] = k
	l.nameAt[n] = named
}

func (l *Lexicon) openForms(c *bundle.Cursor, f *formTable, values int) {
	n, words := c.Count(), c.Int()
	if c.Bad || words > 64*n || c.At+n > len(c.B) {
		c.Bad = true
		return
	}
	f.n = n
	f.at = make([]int, n+1)
	f.word = make([]int, words)
	f.value = make([]int, n)
	f.caps = make([]bool, n)
	f.first = make([]int, l.words+2)
	sizes := c.At
	c.At += n
	at, before, last := 0, 0, 0
	for i := 0; i < n; i++ {
		v := int(c.B[sizes+i])
		same, size := v>>4, v&15
		if size == 0 || same > size || same > at-before || at+size > words {
			c.Bad = true
			return
		}
		f.at[i] = at
		for j := 0; j < size; j++ {
			w := 0
			if j < same {
				w = f.word[before+j]
			} else {
				w = c.Int()
				if j == 0 {
					w += last
				}
			}
			if w < 1 || w > l.words {
				c.Bad = true
				return
			}
			f.word[at+j] = w
		}
		for w := f.word[at]; last < w; last++ {
			f.first[last+1] = i
		}
		before = at
		at += size
	}
	f.at[n] = at
	for ; last <= l.words; last++ {
		f.first[last+1] = n
	}
	for i := 0; i < n; i++ {
		v := c.Int()
		f.caps[i] = v&1 == 1
		f.value[i] = v >> 1
		if f.value[i] >= values {
			c.Bad = true
			return
		}
	}
}

// findPairs lists which finding at which site has a term of its own.
func (l *Lexicon) findPairs() {
	n := 0
	for pass := 0; pass < 2; pass++ {
		if pass == 1 {
			l.pairs = make([]pair, n)
			n = 0
		}
		for t := 0; t < l.terms; t++ {
			for i := l.linkAt[t]; i < l.siteAt[t]; i++ {
				for j := l.siteAt[t]; j < l.linkAt[t+1]; j++ {
					if pass == 1 {
						l.pairs[n] = pair{l.links[i], l.links[j], t}
					}
					n++
				}
			}
		}
	}
}

// Terms is the number of terms; they are numbered from 0 in the order that Compile was given.
func (l *Lexicon) Terms() int { return l.terms }

// Kind of term t: Condition to Exposure.
func (l *Lexicon) Kind(t int) uint8 { return l.kind[t] }

// ID of term t, as in data/vocabulary.
func (l *Lexicon) ID(t int) []byte { return l.data[l.idAt[t] : l.idAt[t]+l.idLen[t]] }

// Name of term t, plain, as shown.
func (l *Lexicon) Name(t int) []byte { return l.names[l.nameAt[t]:l.nameAt[t+1]] }

// Broader terms of t: what it is a kind of, or for a site what it is part of.
func (l *Lexicon) Broader(t int) []int { return l.links[l.linkAt[t]:l.siteAt[t]] }

// Sites that t names by itself: chest pain names the chest.
func (l *Lexicon) Sites(t int) []int { return l.links[l.siteAt[t]:l.linkAt[t+1]] }

// Find is the number of the term with this id, or -1.
func (l *Lexicon) Find(id string) int {
	for t := 0; t < l.terms; t++ {
		if len(id) != l.idLen[t] {
			continue
		}
		same := true
		for i := 0; i < len(id) && same; i++ {
			same = l.data[l.idAt[t]+i] == id[i]
		}
		if same {
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
		for j := l.linkAt[queue[i]]; j < l.siteAt[queue[i]] && n < len(queue); j++ {
			queue[n] = l.links[j]
			n++
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
		for k := 0; k < len(l.pairs); k++ {
			if l.pairs[k].broad == broad && l.pairs[k].site == queue[i] {
				return l.pairs[k].narrow
			}
		}
		for j := l.linkAt[queue[i]]; j < l.siteAt[queue[i]] && n < len(queue); j++ {
			queue[n] = l.links[j]
			n++
		}
	}
	return -1
}

// word is the number of a word by its normal form, or 0.
func (l *Lexicon) word(key []byte) int {
	b := bucket(key)
	lo, hi := l.keyFrom[b], l.keyFrom[b+1]
	for lo < hi {
		m := (lo + hi) / 2
		c := text.Compare(l.keys[l.keyAt[m]:l.keyAt[m+1]], key)
		if c == 0 {
			return l.keyWord[m]
		}
		if c < 0 {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return 0
}

const buckets = 38 * 38

// bucket numbers the first two letters of a key in the order of keys: 1 to 10 for digits, 11 to 36 for letters, 0 for the end.
func bucket(key []byte) int {
	b := 0
	for i := 0; i < 2; i++ {
		b *= 38
		if i >= len(key) {
			continue
		}
		if c := int(key[i]); c >= 'a' && c <= 'z' {
			b += c - 'a' + 11
		} else if c >= '0' && c <= '9' {
			b += c - '0' + 1
		}
	}
	return b
}

// wordOf is word for a short word that normal leaves as it is.
func (l *Lexicon) wordOf(s string) int {
	var b [8]byte
	for i := 0; i < len(s); i++ {
		b[i] = s[i]
	}
	return l.word(b[:len(s)])
}
