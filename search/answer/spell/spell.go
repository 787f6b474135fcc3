// Package spell spells the evaluator's answers out as JSON, and reads what it gives instead of one. [build]
package spell

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"

	"signpost/search/answer"
	"signpost/search/bundle"
)

// JSON spells an answer out. It fails for bytes that are no answer.
func JSON(code []byte) ([]byte, error) {
	s := speller{in: code}
	s.value()
	if s.bad || len(s.in) > 0 {
		return nil, fmt.Errorf("the evaluator gave no answer: %.80q", code)
	}
	return s.out.Bytes(), nil
}

// speller reads in from the front and writes out.
type speller struct {
	in  []byte
	out bytes.Buffer
	bad bool
}

func (s *speller) take(n int) []byte {
	if n > len(s.in) {
		s.bad = true
		s.in = nil
		return make([]byte, n)
	}
	b := s.in[:n]
	s.in = s.in[n:]
	return b
}

// ended says that the object or list at hand is over.
func (s *speller) ended() bool {
	if len(s.in) == 0 || s.in[0] != answer.End {
		return s.bad
	}
	s.in = s.in[1:]
	return true
}

func (s *speller) value() {
	switch code := s.take(1)[0]; code {
	case answer.Object:
		s.all('{', '}', func() {
			s.value()
			s.out.WriteByte(':')
			s.value()
		})
	case answer.List:
		s.all('[', ']', s.value)
	case answer.Text:
		text, rest, _ := bytes.Cut(s.in, []byte{answer.End})
		s.in = rest
		s.text(string(text))
	case answer.Number, answer.Parts:
		n := int32(binary.LittleEndian.Uint32(s.take(4)))
		if code == answer.Number {
			fmt.Fprint(&s.out, n)
		} else {
			fmt.Fprintf(&s.out, "%d.%04d", n/1e4, n%1e4)
		}
	case answer.True:
		s.out.WriteString(answer.Words[answer.True])
	default:
		if code < answer.True || int(code) >= len(answer.Words) {
			s.bad = true
			return
		}
		s.text(answer.Words[code])
	}
}

// all writes values up to answer.End between an opening and a closing byte.
func (s *speller) all(from, to byte, value func()) {
	s.out.WriteByte(from)
	for n := 0; !s.ended(); n++ {
		if n > 0 {
			s.out.WriteByte(',')
		}
		value()
	}
	s.out.WriteByte(to)
}

// text writes a string of JSON; bytes that are no UTF-8 become U+FFFD.
func (s *speller) text(t string) {
	e := json.NewEncoder(&s.out)
	e.SetEscapeHTML(false)
	if e.Encode(t) != nil { // a string always can be
		s.bad = true
	}
	s.out.Truncate(s.out.Len() - 1) // its newline
}

// Need is a part that a request needs first. Hash is in its file's name; nothing for the root.
type Need struct {
	Kind, Number int
	Hash         string
}

// File is the part's file.
func (n Need) File() string {
	if n.Hash == "" {
		return bundle.KindName(n.Kind) + ".bin"
	}
	return bundle.KindName(n.Kind) + "-" + n.Hash + ".bin"
}

// Needs reads what an evaluator in need gave.
func Needs(out []byte) ([]Need, error) {
	text, err := JSON(out)
	if err != nil {
		return nil, err
	}
	var needs []Need
	err = json.Unmarshal(text, &needs)
	return needs, err
}

// Sentence reads what an evaluator that refused gave.
func Sentence(out []byte) string {
	text, err := JSON(out)
	if err != nil {
		return err.Error()
	}
	return strings.Trim(string(text), `"`)
}
