package query

const (
	MaxPhrase = 4  // words
	altName   = .1 // worth of a synonym in a name: names are meant word by word
)

// Thesaurus finds the stems that mean nearly the same as a phrase. Its bytes are part of the bundle's root (FORMAT.md): groups of
// stems, then phrases, each with the groups it stands for.
type Thesaurus struct {
	data    []byte
	groups  []int32 // start of each
	phrases []int32 // likewise, ordered by phrase
	pos     int
	// While reading the alternatives of a phrase: where its next group number stands, groups and stems left.
	nextGroup, moreGroups, stems int
	// The alternative that next read.
	alt   []byte
	worth float64
}

// Load takes over the bytes; it says false when they are no thesaurus.
func (t *Thesaurus) Load(data []byte) bool {
	t.data, t.groups, t.phrases, t.pos = data, t.groups[:0], t.phrases[:0], 0
	for n := t.number(); n > 0 && t.pos >= 0; n-- {
		t.groups = append(t.groups, int32(t.pos))
		for stems := t.number(); stems > 0 && t.pos >= 0; stems-- {
			t.bytes()
			t.number()
		}
	}
	for n := t.number(); n > 0 && t.pos >= 0; n-- {
		t.phrases = append(t.phrases, int32(t.pos))
		t.bytes()
		for groups := t.number(); groups > 0 && t.pos >= 0; groups-- {
			if t.number() >= len(t.groups) {
				return false
			}
		}
	}
	return t.pos >= 0
}

// Find is the entry of a phrase (folded American words, one space between) or -1.
func (t *Thesaurus) Find(phrase []byte) int {
	lo, hi := 0, len(t.phrases)
	for lo < hi {
		m := (lo + hi) / 2
		t.pos = int(t.phrases[m])
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
	t.pos = int(t.phrases[entry])
	t.bytes()
	t.moreGroups = t.number()
	t.nextGroup = t.pos
	t.stems = 0
}

func (t *Thesaurus) next() bool {
	for t.stems == 0 {
		if t.moreGroups == 0 || t.pos < 0 {
			return false
		}
		t.moreGroups--
		t.pos = t.nextGroup
		g := t.number()
		t.nextGroup = t.pos
		t.pos = int(t.groups[g])
		t.stems = t.number()
	}
	t.stems--
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
