package bundle

import "signpost/search/text"

// WordList walks the words of a block of Words.
type WordList struct {
	c        Cursor
	reversed bool
	key      [Key]byte
	n        int
	// The word that Next read.
	Frequency int  // see query.Frequency
	Name      bool // it stands in a name
}

// Open starts at the front of a block, unpacked, of words in word order or reversed.
func (w *WordList) Open(body []byte, reversed bool) {
	w.c = Cursor{B: body}
	w.n, w.reversed = 0, reversed
}

// Next reads a word; it says false after the last, or when the block is damaged.
func (w *WordList) Next() bool {
	if w.c.At >= len(w.c.B) {
		return false
	}
	shared := int(w.c.B[w.c.At])
	w.n = w.c.key(&w.key, w.n)
	v := int(w.c.Byte())
	w.Frequency, w.Name = v>>1, v&1 != 0
	if w.c.Bad {
		return false
	}
	if w.reversed { // what is not shared stands as it is in the word
		text.Reverse(w.key[shared:w.n])
	}
	return true
}

// Word is the word that Next read.
func (w *WordList) Word() []byte { return w.key[:w.n] }

// Bad says that the block is damaged.
func (w *WordList) Bad() bool { return w.c.Bad }
