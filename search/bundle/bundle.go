// Package bundle reads the static format that FORMAT.md describes; bundle/pack writes it. [build + browser]
//
// It is written in the small Go of docs/wasm.md. Nothing here trusts a part: every read is checked against its end, and a part
// that does not hold what it says is Bad, never a panic. The check's tables (columns.go) are trusted further: see there.
package bundle

// Format is the version of the format that this package reads.
const Format = 5

// Kinds of part.
const (
	Root     = 0
	Terms    = 1
	Words    = 2 // for spelling
	Pages    = 3
	Texts    = 4 // for excerpts
	Lexicon  = 5
	Rules    = 6
	Findings = 7
	Phrases  = 8
	Notes    = 9
	Kinds    = 10
	Pack     = 255 // several parts in one file
)

// KindName is the first part of a file's name: "terms" of terms-0123456789ab.bin.
func KindName(kind int) string {
	switch kind {
	case Root:
		return "root"
	case Terms:
		return "terms"
	case Words:
		return "words"
	case Pages:
		return "pages"
	case Texts:
		return "texts"
	case Lexicon:
		return "lexicon"
	case Rules:
		return "rules"
	case Findings:
		return "findings"
	case Phrases:
		return "phrases"
	}
	return "notes"
}

// Header is the length of the header of every part: "SP", format, kind, checksum of what follows.
const Header = 8

// HashLen is the length of a part's hash: the first bytes of the SHA-256 of the part, unzipped.
const HashLen = 6

// Results of Open.
const (
	Good    = 0
	Damaged = 1 // too short, no part of a bundle, or its checksum differs
	Newer   = 2 // written in a format that this package does not know
	Another = 3 // a good part of another kind
)

// Open checks a part's header and gives what follows it.
func Open(part []byte, kind int) (body []byte, result int) {
	if len(part) < Header || part[0] != 'S' || part[1] != 'P' {
		return nil, Damaged
	}
	if part[2] != Format {
		return nil, Newer
	}
	body = part[Header:]
	sum := uint32(part[4]) | uint32(part[5])<<8 | uint32(part[6])<<16 | uint32(part[7])<<24
	if Sum(body) != sum {
		return nil, Damaged
	}
	if int(part[3]) != kind {
		return nil, Another
	}
	return body, Good
}

// Sum is the checksum of a part's body: FNV-1a, 32 bits.
func Sum(b []byte) uint32 { return Hash(2166136261, b) }

// Hash is FNV-1a from a start of the caller's choice.
func Hash(h uint32, b []byte) uint32 {
	for i := 0; i < len(b); i++ {
		h = (h ^ uint32(b[i])) * 16777619
	}
	return h
}

// Cursor reads a part from the front. Once it is Bad it gives zeros.
type Cursor struct {
	B   []byte
	At  int
	Bad bool
}

// Byte reads one byte.
func (c *Cursor) Byte() byte {
	if c.Bad || c.At >= len(c.B) {
		c.Bad = true
		return 0
	}
	c.At++
	return c.B[c.At-1]
}

// Int reads a varint of at most 35 bits.
func (c *Cursor) Int() int {
	n := 0
	for shift := uint(0); shift < 35; shift += 7 {
		b := c.Byte()
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	c.Bad = true
	return 0
}

// Count reads how many things follow, each at least a byte long, so that a lie cannot ask for much memory.
func (c *Cursor) Count() int {
	n := c.Int()
	if n > len(c.B)-c.At {
		c.Bad = true
		return 0
	}
	return n
}

// Take reads n bytes.
func (c *Cursor) Take(n int) []byte {
	if c.Bad || n < 0 || n > len(c.B)-c.At {
		c.Bad = true
		return nil
	}
	c.At += n
	return c.B[c.At-n : c.At]
}

// Text reads a length and as many bytes.
func (c *Cursor) Text() []byte { return c.Take(c.Int()) }

// Key is the longest key of a block: a stem or a word.
const Key = 40

// Ended reads up to a byte 0, which it passes over.
func (c *Cursor) Ended() []byte {
	start := c.At
	for c.Byte() != 0 {
	}
	if c.Bad {
		return nil
	}
	return c.B[start : c.At-1]
}

// key reads a front-coded key into buf, which holds the one before it with length n, and gives the new length.
func (c *Cursor) key(buf *[Key]byte, n int) int {
	shared := int(c.Byte())
	rest := c.Ended()
	if shared > n || shared+len(rest) > Key {
		c.Bad = true
		return 0
	}
	copy(buf[shared:], rest)
	return shared + len(rest)
}
