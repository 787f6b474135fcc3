package query

const (
	MaxPhrase = 4  // words
	altName   = .1 // worth of a synonym in a name: names are meant word by word
)

// Thesaurus finds the stems that mean nearly the same as a phrase. Its bytes are part of the bundle's root (FORMAT.md): groups of
// stems, each with the phrases that stand for it. Of a phrase only 24 bits of a hash are kept: no more is needed to recognise it,
// and a word that is none of some thousand phrases is taken for one of them once in some thousand times.
type Thesaurus struct {
	data   []byte
	groups []int32  // start of each group's stems
	slots  []uint32 // open hash table: number of a phrase + 1
	hash   []uint32 // of each phrase
	group  []uint16 // it stands for
	pos    int
}

// Load takes over the bytes; it says false when they are no thesaurus.
func (t *Thesaurus) Load(data []byte) bool {
	t.data, t.groups, t.hash, t.group, t.pos = data, t.groups[:0], t.hash[:0], t.group[:0], 0
	for n := t.number(); n > 0 && t.pos >= 0; n-- {
		t.groups = append(t.groups, int32(t.pos))
		for stems := t.number(); stems > 0 && t.pos >= 0; stems-- {
			t.bytes()
			t.number()
		}
		for phrases := t.number(); phrases > 0 && t.pos >= 0; phrases-- {
			if t.pos+3 > len(data) {
				return false
			}
			t.hash = append(t.hash, uint32(data[t.pos])|uint32(data[t.pos+1])<<8|uint32(data[t.pos+2])<<16)
			t.group = append(t.group, uint16(len(t.groups)-1))
			t.pos += 3
		}
	}
	if t.pos != len(data) || len(t.groups) > 1<<16 {
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

// number reads a varint; pos is -1 from the first byte on that is not there.
func (t *Thesaurus) number() int {
	n := 0
	for shift := uint(0); shift < 28; shift += 7 {
		if t.pos < 0 || t.pos >= len(t.data) {
			break
		}
		c := t.data[t.pos]
		t.pos++
		n |= int(c&0x7f) << shift
		if c < 0x80 {
			return n
		}
	}
	t.pos = -1
	return 0
}

func (t *Thesaurus) bytes() []byte {
	n := t.number()
	if t.pos < 0 || n > len(t.data)-t.pos {
		t.pos = -1
		return nil
	}
	b := t.data[t.pos : t.pos+n]
	t.pos += n
	return b
}
