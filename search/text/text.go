// Package text splits, folds and stems words; nothing else in Signpost does. [build + browser]
//
// It is written in the small Go of docs/wasm.md. Callers own all memory.
package text

// Breaks before a token, weakest first: what stands between it and the token before it.
const (
	None     = 0 // a space, hyphen, slash or apostrophe
	Comma    = 1
	Clause   = 2 // ; : ( ) [ ] or a dash
	Sentence = 3 // . ! ? a bullet, a line's end, or the start of the text
)

// Token is one word of a text.
type Token struct {
	Start int // first byte in the original text
	End   int // byte after its last; a dropped possessive 's is outside
	At    int // Words.Buf[At:At+Len] is the folded word
	Len   int
	Break uint8
}

// Words holds the words of one text. Give it Tokens and Buf of the length you can afford; Split fills them from the start.
type Words struct {
	Tokens []Token
	N      int // tokens in use
	Buf    []byte
	Used   int
	Full   bool  // Tokens or Buf was too short for the text: words at its end are missing
	Break  uint8 // after the last token
}

// Word is the folded form of token i: lower-case a to z and 0 to 9.
func (w *Words) Word(i int) []byte {
	t := &w.Tokens[i]
	return w.Buf[t.At : t.At+t.Len]
}

// Split reads text (UTF-8; other bytes split words) into w. Words are the runs of letters and digits left after lower-casing, NFKD,
// taking off marks and dropping a possessive 's. Buf never needs more than len(text) bytes.
func (w *Words) Split(text []byte) {
	w.N, w.Used, w.Full = 0, 0, false
	brk := uint8(Sentence)
	start := -1 // of the open word
	end, at := 0, 0
	for i := 0; i <= len(text); {
		var r uint32
		n := 1
		if i < len(text) {
			r, n = decode(text[i:])
		}
		a, b, drop := fold(r)
		if drop {
			i += n
			if start >= 0 {
				end = i
			}
			continue
		}
		if b != 0 {
			if w.Used+2 > len(w.Buf) && (a != 0 || w.Used == len(w.Buf)) {
				w.Full = true
				break
			}
			if start < 0 {
				start, at = i, w.Used
			}
			if a != 0 {
				w.Buf[w.Used] = a
				w.Used++
			}
			w.Buf[w.Used] = b
			w.Used++
			i += n
			end = i
			continue
		}
		if start >= 0 {
			if w.N == len(w.Tokens) {
				w.Full = true
				break
			}
			t := &w.Tokens[w.N]
			t.Start, t.End, t.At, t.Len, t.Break = start, end, at, w.Used-at, brk
			w.N++
			start, brk = -1, None
		}
		if i == len(text) {
			break
		}
		if r == '\'' || r == 0x2019 {
			i += n + possessive(text[i+n:])
			continue
		}
		if m := mark(text, i, r, n, w); m > brk {
			brk = m
		}
		i += n
	}
	w.Break = brk
}

// possessive is 1 when text goes on with a possessive's "s" and no further word byte, else 0.
func possessive(text []byte) int {
	if len(text) == 0 || text[0] != 's' && text[0] != 'S' {
		return 0
	}
	if len(text) == 1 {
		return 1
	}
	r, _ := decode(text[1:])
	_, b, drop := fold(r)
	if b != 0 || drop || r == '_' {
		return 0
	}
	return 1
}

// mark is the break that rune r of n bytes at text[i] makes.
func mark(text []byte, i int, r uint32, n int, w *Words) uint8 {
	next := byte(' ')
	if i+n < len(text) {
		next = text[i+n]
	}
	switch r {
	case ',':
		if next >= '0' && next <= '9' && i > 0 && text[i-1] >= '0' && text[i-1] <= '9' { // 1,500
			return None
		}
		return Comma
	case ';', ':', '(', ')', '[', ']', 0x2013, 0x2014:
		return Clause
	case '-': // a hyphen joins; one between spaces, or two, is a dash
		if next == '-' || next == ' ' && i > 0 && text[i-1] == ' ' {
			return Clause
		}
	case '!', '?', '\n', 0x2022, 0x2026:
		return Sentence
	case '.':
		if next != ' ' && next != '\n' && next != '\r' && next != '\t' && next != '"' && next != ')' && next != '.' {
			return None // 2.5, e.g
		}
		if w.N > 0 && w.Tokens[w.N-1].End == i && short(w.Word(w.N-1)) && i+n < len(text) {
			return None
		}
		return Sentence
	}
	return None
}

// short says that a full stop after word usually shortens it and ends no sentence: single letters but "i", and titles.
func short(word []byte) bool {
	if len(word) == 1 {
		return word[0] >= 'a' && word[0] != 'i'
	}
	return one(word, whole, "dr mr mrs ms vs eg ie ")
}

func ends(b []byte, s string) bool {
	return len(b) >= len(s) && string(b[len(b)-len(s):]) == s
}

// Compare is negative, 0 or positive, as a comes before b, is the same, or comes after it by bytes.
func Compare(a, b []byte) int {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return int(a[i]) - int(b[i])
		}
	}
	return len(a) - len(b)
}

// Reverse turns a word round in place.
func Reverse(b []byte) {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
}
