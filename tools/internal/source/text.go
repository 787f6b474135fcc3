package source

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode is a text file's content as valid UTF-8.
func decode(d *draft, data []byte) (string, error) {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		utf8, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", errors.New("is not the UTF-16 text that it begins as; save it as UTF-8")
		}
		data = utf8
	}
	control := 0
	for _, c := range data {
		if c == 0 {
			return "", errors.New("is not a text file; save the document as text or delete it")
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			control++
		}
	}
	if control*20 > len(data) {
		return "", errors.New("is not a text file; save the document as text or delete it")
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", errors.New("is not UTF-8; save it as UTF-8")
	}
	line := 1
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		i += n
	}
	d.warn(line, "is not UTF-8 and was read as Windows-1252; save it as UTF-8 so that no letter is wrong")
	return string(text), nil
}

// readText reads plain text: paragraphs between empty lines, list items, and heading lines.
func readText(d *draft, data []byte) error {
	text, err := decode(d, data)
	if err != nil {
		return err
	}
	d.doc.Text = text
	lines := splitLines(text)
	open := false // the last block may go on in the next line
	answers := strings.Contains(text, "\nA. ") || strings.Contains(text, "\nA: ") || strings.Contains(text, "\nAnswer: ")
	for i, l := range lines {
		before := 0
		if i > 0 {
			before = lines[i-1].end - lines[i-1].start
		}
		l = trimLine(text, l)
		line := text[l.start:l.end]
		mark := bulletWidth(line)
		question, answer := 0, 0
		if answers {
			question, answer = label(line, "Q", "Question"), label(line, "A", "Answer")
		}
		n := len(d.blocks)
		switch {
		case line == "":
			open = false
		case len(line) > 2 && strings.Trim(line, "=-_*~ ") == "": // a rule; the line over it is a heading
			if open && (line[0] == '=' || line[0] == '-') && lineHeading(d.blocks[n-1].plain(text)) {
				d.blocks[n-1].kind, d.blocks[n-1].level = heading, 2
			}
			open = false
		case question > 0:
			d.blocks = append(d.blocks, block{kind: heading, level: 2, pieces: []span{{l.start + question, l.end}}})
			open = false
		case answer > 0:
			d.blocks = append(d.blocks, block{pieces: []span{{l.start + answer, l.end}}})
			open = true
		case mark > 0:
			d.blocks = append(d.blocks, block{kind: item, number: listNumber(line), pieces: []span{{l.start + mark, l.end}}})
			open = true
		case open && goesOn(before, line):
			d.blocks[n-1].pieces[0].end = l.end
		default:
			d.blocks = append(d.blocks, block{pieces: []span{l}})
			open = true
		}
	}
	return nil
}

// label is the width of a question's or an answer's label at the start of a line ("Q. ", "Q3: ", "Answer: "), or 0.
func label(line string, names ...string) int {
	for _, name := range names {
		rest, found := strings.CutPrefix(line, name)
		rest = strings.TrimLeft(rest, "0123456789")
		if found && len(rest) > 2 && (rest[0] == '.' || rest[0] == ':' || rest[0] == ')') && rest[1] == ' ' {
			return len(line) - len(rest) + 2
		}
	}
	return 0
}

// trimLine is a line without spaces at its ends.
func trimLine(text string, l span) span {
	s := text[l.start:l.end]
	trimmed := strings.TrimFunc(s, func(r rune) bool { return r == ' ' || odd(r) })
	l.start += strings.Index(s, trimmed)
	l.end = l.start + len(trimmed)
	return l
}

// goesOn reports whether line goes on with the paragraph of the line before it, which has that many bytes: where lines are
// wrapped they are 45 to 120 bytes long; a shorter line is a heading, an item or a paragraph's end, a longer one a paragraph.
func goesOn(before int, line string) bool {
	return before >= 45 && before <= 120 || line[0] >= 'a' && line[0] <= 'z'
}

// splitLines are the lines of text, whatever kind of line end it uses.
func splitLines(text string) []span {
	var lines []span
	start := 0
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' || text[i] == '\r' {
			lines = append(lines, span{start, i})
			if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			start = i + 1
		}
	}
	return append(lines, span{start, len(text)})
}

// bulletWidth is the length of the bullet or number that opens a list item's line, or 0.
func bulletWidth(line string) int {
	for _, bullet := range []string{"- ", "* ", "• ", "· ", "● ", "▪ ", "◦ ", "– ", "o "} {
		if rest, is := strings.CutPrefix(line, bullet); is {
			return len(line) - len(strings.TrimLeft(rest, " "))
		}
	}
	n := 0
	for n < len(line) && line[n] >= '0' && line[n] <= '9' {
		n++
	}
	if n > 0 && n < 3 && n+1 < len(line) && (line[n] == '.' || line[n] == ')') && line[n+1] == ' ' {
		return len(line) - len(strings.TrimLeft(line[n+2:], " "))
	}
	return 0
}

// listNumber is the number that a line begins with, or 0.
func listNumber(line string) int {
	n := 0
	for i := 0; i < len(line) && i < 2 && number(line[i]); i++ {
		n = n*10 + int(line[i]-'0')
	}
	return n
}
