// Package site opens a built site's bundle from a folder and runs the evaluator over it, natively or as WASM. [build]
package site

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"signpost/search/answer/spell"
	"signpost/search/bundle"
	"signpost/search/bundle/pack"
	"signpost/search/eval"
)

// Site is a built site that can be asked. It is safe for use by several goroutines; requests are answered one at a time.
type Site struct {
	Manifest pack.Manifest
	dir      string // of the bundle
	run      evaluator
	mu       sync.Mutex
	Fetched  []Part // parts read so far, in order
}

// Part is a part that a request needed.
type Part struct {
	Kind  int
	Bytes int // of the file
}

// Request is a check request.
type Request struct {
	Text    string            `json:"text"`
	Answers map[string]string `json:"answers"` // finding to yes, no or unsure
}

// evaluator is the engine, native or WASM.
type evaluator interface {
	load(kind, number int, part []byte) (int, error)
	search(question []byte, limit int) (int, error)
	check(request []byte) (int, error)
	out() ([]byte, error)
	close() error
}

// Open opens the bundle of the site built in dir.
func Open(dir string) (*Site, error) { return open(dir, newNative()) }

func open(dir string, run evaluator) (*Site, error) {
	s := &Site{dir: filepath.Join(dir, "search"), run: run}
	b, err := os.ReadFile(filepath.Join(s.dir, "manifest.json"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("%s holds no built site (search/manifest.json is missing): run signpost build first", dir)
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, &s.Manifest); err != nil {
		return nil, fmt.Errorf("%s: not a manifest (%v): build the site again", filepath.Join(s.dir, "manifest.json"), err)
	}
	if s.Manifest.Format != bundle.Format {
		return nil, fmt.Errorf("%s: the index has format %d and this command reads format %d: build the site again with this version", dir, s.Manifest.Format, bundle.Format)
	}
	return s, nil
}

// Close frees what Open took.
func (s *Site) Close() error { return s.run.close() }

// Search answers a question as JSON, excerpts included.
func (s *Site) Search(q string, limit int) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ask := func() (int, error) { return s.run.search([]byte(q), limit) }
	out, err := s.ask(ask)
	if err != nil {
		return nil, err
	}
	var more struct{ More []spell.Need }
	if err := json.Unmarshal(out, &more); err != nil {
		return nil, err
	}
	if len(more.More) > 0 {
		if err := s.loadAll(more.More); err != nil {
			return nil, err
		}
		if out, err = s.ask(ask); err != nil {
			return nil, err
		}
	}
	query, err := json.Marshal(q)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte(`{"query":`), query, []byte(`,`), out[1:]), nil
}

// Check answers a check request as JSON.
func (s *Site) Check(r Request) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	flat := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	lines := []string{"text\t" + flat.Replace(r.Text)}
	for finding, answer := range r.Answers {
		lines = append(lines, "answer\t"+flat.Replace(finding)+"\t"+flat.Replace(answer))
	}
	slices.Sort(lines[1:])
	return s.ask(func() (int, error) { return s.run.check([]byte(strings.Join(lines, "\n"))) })
}

// maxRounds is more than any request takes; reaching it means that a part which was loaded is asked for again.
const maxRounds = 12

// ask repeats a request until it is answered, loading what it needs in between. The caller owns the result.
func (s *Site) ask(request func() (int, error)) ([]byte, error) {
	for range maxRounds {
		status, err := request()
		if err != nil {
			return nil, err
		}
		out, err := s.run.out()
		if err != nil {
			return nil, err
		}
		if status == eval.Refused {
			return nil, errors.New(spell.Sentence(out))
		}
		if status == eval.Done {
			return spell.JSON(out)
		}
		needs, err := spell.Needs(out)
		if err != nil {
			return nil, err
		}
		if err := s.loadAll(needs); err != nil {
			return nil, err
		}
	}
	return nil, fmt.Errorf("%s: the index asks for the same parts again and again: build the site again", s.dir)
}

func (s *Site) loadAll(needs []spell.Need) error {
	for _, n := range needs {
		if err := s.load(n.Kind, n.Number, n.File()); err != nil {
			return err
		}
	}
	return nil
}

// load reads a part's file and hands it over.
func (s *Site) load(kind, number int, file string) error {
	path := filepath.Join(s.dir, filepath.Base(file))
	b, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s is missing: build the site again", path)
	}
	if err != nil {
		return err
	}
	part, err := pack.Unzip(b)
	if err != nil {
		return fmt.Errorf("%s is damaged (%v): build the site again", path, err)
	}
	result, err := s.run.load(kind, number, part)
	if err != nil {
		return err
	}
	switch result {
	case bundle.Good:
		s.Fetched = append(s.Fetched, Part{kind, len(b)})
		return nil
	case bundle.Newer:
		return fmt.Errorf("%s has a format that this command does not read: build the site again with this version", path)
	}
	return fmt.Errorf("%s is damaged: build the site again", path)
}

// native runs the evaluator as ordinary Go.
type native struct{ engine eval.Engine }

func newNative() *native {
	n := &native{}
	n.engine.Init()
	return n
}

func (n *native) load(kind, number int, part []byte) (status int, err error) {
	defer n.trapped(&err)
	return n.engine.Load(kind, number, part), nil
}

func (n *native) search(question []byte, limit int) (status int, err error) {
	defer n.trapped(&err)
	return n.engine.Search(question, limit), nil
}

func (n *native) check(request []byte) (status int, err error) {
	defer n.trapped(&err)
	return n.engine.Check(request), nil
}

// trapped makes an error of what is a trap as WASM: a part that lies under a right checksum. The engine begins anew.
func (n *native) trapped(err *error) {
	if r := recover(); r != nil {
		*n = *newNative()
		*err = fmt.Errorf("the index is damaged (%v): build the site again", r)
	}
}

func (n *native) out() ([]byte, error) { return slices.Clone(n.engine.Out()), nil }
func (n *native) close() error         { return nil }
