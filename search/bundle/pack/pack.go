// Package pack writes the static format of search/bundle: the same input gives the same bytes. [build]
package pack

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"signpost/search/bundle"
	"signpost/search/rank"
)

// Search is what the index says, ready to be written.
type Search struct {
	Pages     []Page
	Texts     func(page int) []Section // for excerpts; asked once
	Pieces    func() *Pieces           // learnt from them; asked when the other parts are coded
	Terms     []Term                   // ordered by stem
	Words     []Word                   // ordered by text
	Thesaurus []byte                   // see query.Thesaurus
}

// Page is one page of the site; its number is its place.
type Page struct {
	Kind    int  // bundle.Condition, Symptom or Topic
	Listing bool // a page that leads to conditions: a symptom, or an article that several conditions rest on
	Slug    string
	Title   string
	Level   int // place in bundle.Levels
	Summary string
	Names   []string // other names
}

// Section is one section of a page's text, plain.
type Section struct{ ID, Heading, Text string }

// Term is one stem with its pages.
type Term struct {
	Stem string
	rank.Found
	Forms []string // of the stem in names; rank.Name.Form counts into it
}

// Word is one word for spelling.
type Word struct {
	Text  string
	Pages int
	Name  bool
}

// Part is a part that another package compiled: its body, without the header.
type Part struct {
	Kind, Number int
	Data         []byte
}

// Manifest is manifest.json: what a bundle is, for tools.
type Manifest struct {
	Format  int    `json:"format"`
	Version string `json:"version"` // changes with any part
	Pages   int    `json:"pages"`
	Parts   []Top  `json:"parts"`
}

// Top is a part that the manifest names: the root and the check's.
type Top struct {
	Kind   int    `json:"kind"`
	Number int    `json:"number"`
	Name   string `json:"name"`
	File   string `json:"file"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"` // of the file
}

// onePart is the size up to which all search parts go into the root's file: a round saved is worth more than these bytes.
const onePart = 96 << 10

// Write writes the parts and manifest.json into dir, which it makes. more are the check's parts.
func Write(dir string, s Search, more []Part) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	b := builder{dir: dir, search: s}
	for _, p := range more {
		if p.Kind <= bundle.Texts || p.Kind >= bundle.Kinds {
			return fmt.Errorf("bundle: part of kind %d: another package's parts are of the kinds %d to %d", p.Kind, bundle.Lexicon, bundle.Kinds-1)
		}
		for len(b.parts[p.Kind]) <= p.Number {
			b.parts[p.Kind] = append(b.parts[p.Kind], nil)
		}
		b.parts[p.Kind][p.Number] = wrap(p.Kind, p.Data)
	}
	if err := b.encode(); err != nil {
		return err
	}
	root := wrap(bundle.Root, b.root())
	searchBytes := len(root) + b.textBytes
	for k := bundle.Terms; k < bundle.Texts; k++ {
		for _, p := range b.parts[k] {
			searchBytes += len(p)
		}
	}
	if searchBytes <= onePart {
		root = b.pack(root)
	} else if err := b.write(bundle.Terms, bundle.Words, bundle.Pages); err != nil {
		return err
	} else if err := b.writeTexts(); err != nil {
		return err
	}
	if err := b.write(bundle.Lexicon, bundle.Rules, bundle.Findings, bundle.Phrases, bundle.Notes); err != nil {
		return err
	}
	m := Manifest{Format: bundle.Format, Pages: len(s.Pages)}
	top, err := b.file(bundle.Root, 0, root)
	if err != nil {
		return err
	}
	m.Parts = append(m.Parts, top)
	for _, t := range b.tops {
		if t.Kind >= bundle.Lexicon && t.Kind != bundle.Notes {
			m.Parts = append(m.Parts, t)
		}
	}
	sum := sha256.New()
	for _, t := range m.Parts {
		sum.Write([]byte(t.SHA256))
	}
	m.Version = hex.EncodeToString(sum.Sum(nil)[:8])
	out, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "manifest.json"), append(out, '\n'), 0o644)
}

type builder struct {
	dir       string
	search    Search
	parts     [bundle.Kinds][][]byte // with headers
	first     [bundle.Kinds][]string // first keys of blocks of terms and words
	half      int                    // blocks of words in word order
	few       bool                   // the site has so little that it is likely in one file
	table     *bundle.Table
	lines     *dictionary // of all text but that of texts
	texts     *dictionary
	textHash  []byte // of the part with the dictionary of texts
	textParts int    // that part and blocks of texts, also those written already
	textBytes int
	tops      []Top
}

// wrap puts the header before a part's body.
func wrap(kind int, body []byte) []byte {
	out := make([]byte, bundle.Header, bundle.Header+len(body))
	out[0], out[1], out[2], out[3] = 'S', 'P', bundle.Format, byte(kind)
	binary.LittleEndian.PutUint32(out[4:], bundle.Sum(body))
	return append(out, body...)
}

func hash(part []byte) []byte {
	sum := sha256.Sum256(part)
	return sum[:bundle.HashLen]
}

// pack joins the root and all search parts into one.
func (b *builder) pack(root []byte) []byte {
	var w buffer
	add := func(kind, number int, p []byte) {
		w.int(kind)
		w.int(number)
		w.bytes(p)
	}
	add(bundle.Root, 0, root)
	for k := bundle.Terms; k <= bundle.Texts; k++ {
		for i, p := range b.parts[k] {
			add(k, i, p)
		}
	}
	return wrap(bundle.Pack, w)
}

func (b *builder) write(kinds ...int) error {
	for _, k := range kinds {
		for i, p := range b.parts[k] {
			if p == nil {
				return fmt.Errorf("bundle: %s part %d is missing", bundle.KindName(k), i)
			}
		}
		tops, err := b.files(k)
		if err != nil {
			return err
		}
		b.tops = append(b.tops, tops...)
	}
	return nil
}

// writeTexts writes the blocks of texts that are kept and forgets them.
func (b *builder) writeTexts() error {
	_, err := b.files(bundle.Texts)
	b.parts[bundle.Texts] = nil
	return err
}

// files writes the parts of a kind.
func (b *builder) files(kind int) ([]Top, error) {
	parts := b.parts[kind]
	tops, errs := make([]Top, len(parts)), make([]error, len(parts))
	parallel(len(parts), func(i int) { tops[i], errs[i] = b.file(kind, i, parts[i]) })
	return tops, errors.Join(errs...)
}

// zips are writers to use again: each has a megabyte of tables.
var zips = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzip.BestCompression)
	if err != nil {
		panic(err) // only of a level that does not exist
	}
	return w
}}

// file writes a part's file, gzipped where that is smaller.
func (b *builder) file(kind, number int, part []byte) (Top, error) {
	var z bytes.Buffer
	w := zips.Get().(*gzip.Writer)
	defer zips.Put(w)
	w.Reset(&z)
	if _, err := w.Write(part); err != nil {
		return Top{}, err
	}
	if err := w.Close(); err != nil {
		return Top{}, err
	}
	file := part
	if z.Len() < len(part) {
		file = z.Bytes()
	}
	sum := sha256.Sum256(file)
	t := Top{Kind: kind, Number: number, Name: bundle.KindName(kind), Bytes: len(file), SHA256: hex.EncodeToString(sum[:])}
	t.File = t.Name + ".bin" // the root's: it is asked for by name
	if kind != bundle.Root {
		t.File = t.Name + "-" + hex.EncodeToString(hash(part)) + ".bin"
	}
	return t, os.WriteFile(filepath.Join(b.dir, t.File), file, 0o644)
}

// Unzip is the part in a file.
func Unzip(file []byte) ([]byte, error) {
	if bytes.HasPrefix(file, []byte("SP")) {
		return file, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}
