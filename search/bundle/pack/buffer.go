package pack

import (
	"encoding/binary"
	"strings"

	"signpost/search/bundle"
	"signpost/search/text"
)

// buffer writes what bundle.Cursor reads.
type buffer []byte

func (b *buffer) int(n int)      { *b = binary.AppendUvarint(*b, uint64(n)) }
func (b *buffer) byte(c byte)    { *b = append(*b, c) }
func (b *buffer) bytes(p []byte) { b.int(len(p)); *b = append(*b, p...) }
func (b *buffer) text(s string)  { b.int(len(s)); *b = append(*b, s...) }

// ended writes text and a byte 0 after it, with a mark before capitals that stand alone among small letters.
func (b *buffer) ended(s string) {
	s = strings.Map(clean, s)
	capital := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= 'A' && s[i] <= 'Z' }
	for i := range len(s) {
		if capital(i) && !capital(i-1) && !capital(i+1) {
			*b = append(*b, bundle.Capital, s[i]+'a'-'A')
		} else {
			*b = append(*b, s[i])
		}
	}
	b.byte(0)
}

// clean keeps out of texts what their format stands on.
func clean(r rune) rune {
	if r <= bundle.Lead || r == bundle.Capital {
		return ' '
	}
	return r
}

// key writes a front-coded key after the key before it. What is not shared of a reversed word stands as it is in the word: so it has
// the same pieces as all text.
func (b *buffer) key(before, key string, reversed bool) {
	n := 0
	for n < len(before) && n < len(key) && before[n] == key[n] {
		n++
	}
	b.byte(byte(n))
	rest := []byte(key[n:])
	if reversed {
		text.Reverse(rest)
	}
	b.ended(string(rest))
}
