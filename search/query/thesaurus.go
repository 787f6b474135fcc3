package query

const (
	maxPhrase = 4  // words
	altName   = .1 // worth of a synonym in a name: names are meant word by word
)

// Thesaurus finds the stems that mean nearly the same as a phrase. Its bytes are part of the bundle's root (FORMAT.md).
type Thesaurus struct {
	data []byte
	at   []int32 // start of each entry, ordered by phrase
	pos  int     // while reading an entry
	left int
	// The alternative that next read.
	alt   []byte
	worth float64
}

// Load takes over the bytes; it says false when they are no thesaurus.
func (t *Thesaurus) Load(data []byte) bool {
	t.data, t.at, t.pos = data, t.at[:0], 0
	n := t.number()
	for ; n > 0; n-- {
		if t.pos < 0 || t.pos >= len(data) {
			return false
		}
		t.at = append(t.at, int32(t.pos))
		t.bytes()
		for alts := t.number(); alts > 0 && t.pos >= 0; alts-- {
			t.bytes()
			t.number()
		}
	}
	return t.pos >= 0
}

// Find is the entry of a phrase (folded American words, one space between) or -1.
func (t *Thesaurus) Find(phrase []byte) int {
	lo, hi := 0, len(t.at)
	for lo < hi {
		m := (lo + hi) / 2
		t.pos = int(t.at[m])
		c := Compare(t.bytes(), phrase)
		if c == 0 {
			return m
		}
		if c < 0 {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return -1
}

// open starts reading the alternatives of an entry; next reads one.
func (t *Thesaurus) open(entry int) {
	t.pos = int(t.at[entry])
	t.bytes()
	t.left = t.number()
}

func (t *Thesaurus) next() bool {
	if t.left == 0 || t.pos < 0 {
		return false
	}
	t.left--
	t.alt = t.bytes()
	t.worth = float64(t.number()) / 100
	return t.pos >= 0
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
