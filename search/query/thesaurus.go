package query

import "signpost/search/bundle"

const (
	MaxPhrase = 4  // words
	altName   = .1 // worth of a synonym in a name: names are meant word by word
)

// Thesaurus finds the stems that mean nearly the same as a phrase, and knows the words that are read otherwise than others. Its
// bytes are part of the bundle's root (FORMAT.md): lists of words, then groups of stems, each with the phrases that stand for it. Of a phrase only 24 bits of a hash are kept: no more is needed to recognise it,
// and a word that is none of some thousand phrases is taken for one of them once in some thousand times.
type Thesaurus struct {
	stop    string // see Lists
	generic string
	asking  string
	data    []byte
	groups  []int32  // start of each group's stems
	slots   []uint32 // open hash table: number of a phrase + 1
	hash    []uint32 // of each phrase
	group   []uint16 // it stands for
}

// Load takes over the bytes; it says false when they are no thesaurus.
func (t *Thesaurus) Load(data []byte) bool {
	t.data, t.groups, t.hash, t.group = data, t.groups[:0], t.hash[:0], t.group[:0]
	c := bundle.Cursor{B: data}
	t.stop, t.generic, t.asking = string(c.Text()), string(c.Text()), string(c.Text())
	for n := c.Int(); n > 0 && !c.Bad; n-- {
		t.groups = append(t.groups, int32(c.At))
		for stems := c.Int(); stems > 0 && !c.Bad; stems-- {
			c.Text()
			c.Int()
		}
		for phrases := c.Int(); phrases > 0 && !c.Bad; phrases-- {
			t.hash = append(t.hash, uint32(c.Byte())|uint32(c.Byte())<<8|uint32(c.Byte())<<16)
			t.group = append(t.group, uint16(len(t.groups)-1))
		}
	}
	if c.Bad || c.At != len(data) || len(t.groups) > 1<<16 {
		return false
	}
	size := 16
	for size < 2*len(t.hash) {
		size *= 2
	}
	t.slots = make([]uint32, size)
	for i := 0; i < len(t.hash); i++ {
		at := int(t.hash[i]) & (size - 1)
		for t.slots[at] != 0 {
			at = (at + 1) & (size - 1)
		}
		t.slots[at] = uint32(i + 1)
	}
	return true
}

// PhraseHash is the hash of a phrase: folded American words, one space between.
func PhraseHash(phrase []byte) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(phrase); i++ {
		h = (h ^ uint32(phrase[i])) * 16777619
	}
	return (h ^ h>>24) & 0xffffff
}

// find is the slot of the first phrase with a hash at or after slot at, -1 when there is none; start with at = the hash.
func (t *Thesaurus) find(hash uint32, at int) int {
	mask := len(t.slots) - 1
	for at &= mask; mask > 0 && t.slots[at] != 0; at = (at + 1) & mask {
		if t.hash[t.slots[at]-1] == hash {
			return at
		}
	}
	return -1
}
