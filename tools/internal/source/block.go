package source

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// kind of a block.
type kind int

const (
	paragraph kind = iota
	heading
	item
)

type span struct{ start, end int }

// block is a heading, paragraph or list item: spans of the document's text which, put together, are what a reader sees.
type block struct {
	kind   kind
	level  int // of a heading
	pieces []span
	coded  bool // the text has HTML character references in it (Markdown)
	nested bool // an item of a list within the item before
	found  bool // a heading that repair found
	number int  // of a found heading, 0 = none
}

// joined is the block's text with every kind of space made a plain one, byte for byte: offsets in it map to the source.
func (b block) joined(text string) string {
	if len(b.pieces) == 1 {
		return spaces(text[b.pieces[0].start:b.pieces[0].end])
	}
	var s strings.Builder
	for _, p := range b.pieces {
		s.WriteString(text[p.start:p.end])
	}
	return spaces(s.String())
}

// spaces is s with line breaks, tabs and other spaces made ' ', without changing its length.
func spaces(s string) string {
	if strings.IndexFunc(s, odd) < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if odd(r) {
			b.WriteString("   "[:utf8.RuneLen(r)])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func odd(r rune) bool {
	return r != ' ' && (unicode.IsSpace(r) || r < ' ' || r == '\ufeff' || r == '\u200b')
}

// slice is the part of the block from one offset of its joined text to another.
func (b block) slice(from, to int) block {
	out := block{kind: b.kind, level: b.level, coded: b.coded}
	at := 0
	for _, p := range b.pieces {
		n := p.end - p.start
		if lo, hi := max(from, at), min(to, at+n); lo < hi {
			out.pieces = append(out.pieces, span{p.start + lo - at, p.start + hi - at})
		}
		at += n
	}
	return out
}

// source is the span of the document's text from the block's first byte to its last.
func (b block) source() span {
	if len(b.pieces) == 0 {
		return span{}
	}
	return span{b.pieces[0].start, b.pieces[len(b.pieces)-1].end}
}

// plain is the block as a reader sees it, on one line.
func (b block) plain(text string) string {
	s := strings.Join(strings.Fields(b.joined(text)), " ")
	if b.coded {
		s = html.UnescapeString(s)
	}
	return s
}

// builder makes the text of a document that is not plain text itself: a line per block.
type builder struct {
	text   strings.Builder
	blocks []block
}

// add appends a block, its spaces collapsed. An empty one is nothing.
func (w *builder) add(k kind, level int, text string) {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || odd(r) }), " ")
	if text == "" {
		return
	}
	start := w.text.Len()
	w.text.WriteString(text)
	w.blocks = append(w.blocks, block{kind: k, level: level, pieces: []span{{start, w.text.Len()}}})
	w.text.WriteByte('\n')
}

func hasLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
