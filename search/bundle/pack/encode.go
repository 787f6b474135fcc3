package pack

import (
	"encoding/binary"
	"slices"

	"signpost/search/bundle"
	"signpost/search/query"
	"signpost/search/rank"
)

// Sizes of blocks, unzipped. Small blocks cost a longer root, large ones bytes that a query does not need.
const (
	termBlock = 8 << 10
	wordBlock = 4 << 10
	textBlock = 16 << 10
	perBlock  = 16 // pages in a block of pages
)

// buffer writes what bundle.Cursor reads.
type buffer []byte

func (b *buffer) int(n int)      { *b = binary.AppendUvarint(*b, uint64(n)) }
func (b *buffer) byte(c byte)    { *b = append(*b, c) }
func (b *buffer) bytes(p []byte) { b.int(len(p)); *b = append(*b, p...) }
func (b *buffer) text(s string)  { b.int(len(s)); *b = append(*b, s...) }

// key writes a front-coded key after the key before it.
func (b *buffer) key(before, key string) {
	n := 0
	for n < len(before) && n < len(key) && before[n] == key[n] {
		n++
	}
	b.int(n)
	b.text(key[n:])
}

// encode fills parts with the search parts. Texts come before pages, which hold their hashes.
func (b *builder) encode() {
	b.encodeTerms()
	b.encodeWords()
	b.encodePages()
}

// blocks cuts n keyed entries into blocks of about size bytes; entry writes entry i after the key before it ("" at a block's start).
func (b *builder) blocks(kind, n, size int, key func(i int) string, entry func(w *buffer, before string, i int)) {
	for i := 0; i < n; {
		var body buffer
		first, before := i, ""
		for i < n && (i == first || len(body) < size) {
			entry(&body, before, i)
			before = key(i)
			i++
		}
		var w buffer
		w.int(i - first)
		b.parts[kind] = append(b.parts[kind], wrap(kind, append(w, body...)))
		b.first[kind] = append(b.first[kind], key(first))
	}
}

func (b *builder) encodeTerms() {
	terms := b.search.Terms
	b.blocks(bundle.Terms, len(terms), termBlock, func(i int) string { return terms[i].Stem }, func(w *buffer, before string, i int) {
		t := &terms[i]
		w.key(before, t.Stem)
		w.int(t.DF)
		w.int(t.NameDF)
		w.int(len(t.Postings))
		w.bytes(postings(t.Postings))
		w.bytes(names(t.Names, t.Forms))
	})
}

func postings(ps []rank.Posting) []byte {
	var w buffer
	page := -1
	for _, p := range ps {
		w.int(int(p.Page) - page - 1)
		page = int(p.Page)
	}
	for _, p := range ps {
		w.byte(p.Level)
	}
	for _, p := range ps {
		w.byte(p.Lanes)
	}
	return w
}

func names(ns []rank.Name, forms []string) []byte {
	if len(ns) == 0 {
		return nil
	}
	var f []byte
	for _, s := range forms {
		f = append(append(f, s...), ' ')
	}
	var w buffer
	w.bytes(f)
	w.int(len(ns))
	page := 0
	for _, n := range ns {
		w.int(int(n.Page) - page)
		page = int(n.Page)
		w.int(int(n.Number))
		w.byte(n.Mass)
		w.byte(n.Form)
	}
	return w
}

func (b *builder) encodeWords() {
	write := func(words []Word) {
		b.blocks(bundle.Words, len(words), wordBlock, func(i int) string { return words[i].Text }, func(w *buffer, before string, i int) {
			w.key(before, words[i].Text)
			v := words[i].Pages << 1
			if words[i].Name {
				v |= 1
			}
			w.int(v)
		})
	}
	write(b.search.Words)
	b.half = len(b.parts[bundle.Words])
	turned := slices.Clone(b.search.Words)
	for i := range turned {
		r := []byte(turned[i].Text)
		query.Reverse(r)
		turned[i].Text = string(r)
	}
	slices.SortFunc(turned, func(x, y Word) int { return query.Compare([]byte(x.Text), []byte(y.Text)) })
	write(turned)
}

func (b *builder) encodePages() {
	pages := b.search.Pages
	type place struct{ block, index int }
	places := make([]place, len(pages))
	for i := 0; i < len(pages); {
		var body buffer
		first := i
		for i < len(pages) && (i == first || len(body) < textBlock) {
			var text buffer
			for _, s := range pages[i].Sections {
				text.text(s.ID)
				text.text(s.Heading)
				text.text(s.Text)
			}
			body.bytes(text)
			places[i] = place{len(b.parts[bundle.Texts]), i - first}
			i++
		}
		var w buffer
		w.int(i - first)
		b.parts[bundle.Texts] = append(b.parts[bundle.Texts], wrap(bundle.Texts, append(w, body...)))
	}
	hashes := make([][]byte, len(b.parts[bundle.Texts]))
	for i, p := range b.parts[bundle.Texts] {
		hashes[i] = hash(p)
	}
	for first := 0; first < len(pages); first += perBlock {
		block := pages[first:min(first+perBlock, len(pages))]
		var w buffer
		w.int(len(block))
		for i, p := range block {
			w.byte(byte(p.Kind))
			for _, s := range []string{p.Slug, p.URL, p.Title, p.Level, p.Summary} {
				w.text(s)
			}
			var names buffer
			for _, n := range p.Names {
				names.text(n)
			}
			w.bytes(names)
			at := places[first+i]
			w.int(at.block)
			w = append(w, hashes[at.block]...)
			w.int(at.index)
		}
		b.parts[bundle.Pages] = append(b.parts[bundle.Pages], wrap(bundle.Pages, w))
	}
}

// root is the body of the root part.
func (b *builder) root() []byte {
	var w buffer
	w.int(len(b.search.Pages))
	w.int(perBlock)
	w.int(b.half)
	for k := range bundle.Kinds {
		w.int(len(b.parts[k]))
		if k != bundle.Root && k != bundle.Texts {
			for _, p := range b.parts[k] {
				w = append(w, hash(p)...)
			}
		}
	}
	for _, k := range []int{bundle.Terms, bundle.Words} {
		for _, key := range b.first[k] {
			w.text(key)
		}
	}
	w.bytes(b.search.Thesaurus)
	return w
}
