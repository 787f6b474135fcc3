package index

import (
	"bufio"
	"encoding/binary"
	"os"
	"path/filepath"

	"signpost/search/bundle/pack"
)

// spill keeps the texts for excerpts in a file: those of a large site are its largest part.
type spill struct {
	file *os.File
	w    *bufio.Writer
	at   []int64 // start of each page's, and the end of the last
	err  error   // the first, of writing or reading
}

func newSpill(dir string) (*spill, error) {
	f, err := os.Create(filepath.Join(dir, "texts"))
	if err != nil {
		return nil, err
	}
	return &spill{file: f, w: bufio.NewWriterSize(f, 1<<20), at: []int64{0}}, nil
}

// add writes the next page's sections.
func (s *spill) add(sections []pack.Section) {
	var b []byte
	for _, x := range sections {
		for _, t := range []string{x.ID, x.Heading, x.Text} {
			b = append(binary.AppendUvarint(b, uint64(len(t))), t...)
		}
	}
	if _, err := s.w.Write(b); err != nil && s.err == nil {
		s.err = err
	}
	s.at = append(s.at, s.at[len(s.at)-1]+int64(len(b)))
}

// done ends writing.
func (s *spill) done() error {
	if err := s.w.Flush(); err != nil && s.err == nil {
		s.err = err
	}
	s.w = nil
	return s.err
}

// sections reads a page's. A disk that fails between two stages of one build ends the build.
func (s *spill) sections(page int) []pack.Section {
	b := make([]byte, s.at[page+1]-s.at[page])
	if _, err := s.file.ReadAt(b, s.at[page]); err != nil {
		panic("index: the file of texts cannot be read back: " + err.Error())
	}
	next := func() string {
		n, size := binary.Uvarint(b)
		t := string(b[size : size+int(n)])
		b = b[size+int(n):]
		return t
	}
	var out []pack.Section
	for len(b) > 0 {
		out = append(out, pack.Section{ID: next(), Heading: next(), Text: next()})
	}
	return out
}
