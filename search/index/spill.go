package index

import (
	"bufio"
	"encoding/binary"
	"os"
	"path/filepath"
	"sync"

	"signpost/search/bundle/pack"
)

// spill keeps sections of pages in a file: those of a large site are its largest part.
type spill struct {
	file *os.File
	w    *bufio.Writer
	lock sync.Mutex
	at   []span // of each page
	end  int64
	err  error // the first, of writing or reading
}

type span struct{ from, to int64 }

func newSpill(dir, name string, pages int) (*spill, error) {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	return &spill{file: f, w: bufio.NewWriterSize(f, 1<<20), at: make([]span, pages)}, nil
}

// add writes a page's sections; on several pages at a time.
func (s *spill) add(page int, sections []pack.Section) {
	var b []byte
	for _, x := range sections {
		for _, t := range []string{x.ID, x.Heading, x.Text} {
			b = append(binary.AppendUvarint(b, uint64(len(t))), t...)
		}
	}
	s.lock.Lock()
	defer s.lock.Unlock()
	if _, err := s.w.Write(b); err != nil && s.err == nil {
		s.err = err
	}
	s.at[page] = span{s.end, s.end + int64(len(b))}
	s.end += int64(len(b))
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
	at := s.at[page]
	b := make([]byte, at.to-at.from)
	if _, err := s.file.ReadAt(b, at.from); err != nil {
		panic("index: a file of sections cannot be read back: " + err.Error())
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
