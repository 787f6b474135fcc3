package pack

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"signpost/search/bundle"
	"signpost/search/query"
	"signpost/search/rank"
)

// Sizes of blocks, unzipped. Small blocks cost a longer root, large ones bytes that a query does not need; blocks that grow with
// the square root of what there is keep both in balance, whatever the size of the site.
const (
	wordBlock    = 4 << 10
	textBlock    = 6 << 10
	leastTerms   = 3 << 10
	leastPages   = 8
	perRootEntry = 8.5 // zipped bytes of a block in the root
	termsAsked   = 6   // blocks of terms that a query of some words takes
	pagesShown   = 10
	pageBytes    = 85 // zipped, of a page's entry
	zipped       = .6
)

// termBlock is the size of a block of terms when all have total bytes.
func termBlock(total int) int {
	return max(leastTerms, int(math.Sqrt(float64(total)*perRootEntry/(termsAsked*zipped))))
}

// perBlock is the number of pages in a block of pages when there are n.
func perBlock(n int) int {
	return max(leastPages, int(math.Sqrt(float64(n)*bundle.HashLen/(pagesShown*pageBytes))))
}

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
func (b *builder) encode() error {
	b.encodeTerms()
	b.encodeWords()
	places, hashes, err := b.encodeTexts()
	b.encodePages(places, hashes)
	return err
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

// columns are the columns of a block of terms.
type columns struct{ dict, gaps, levels, lanes, many, names buffer }

func (b *builder) encodeTerms() {
	terms := b.search.Terms
	var all columns
	for i := range terms {
		all.add("", &terms[i])
	}
	size := termBlock(all.size())
	for i := 0; i < len(terms); {
		var c columns
		first, before := i, ""
		for i < len(terms) && (i == first || c.size() < size) {
			c.add(before, &terms[i])
			before = terms[i].Stem
			i++
		}
		var w buffer
		w.int(i - first)
		for _, column := range []buffer{c.dict, c.gaps, c.levels, c.lanes, c.many} {
			w.int(len(column))
		}
		var seams []int
		for _, column := range []buffer{c.dict, c.gaps, c.levels, c.lanes, c.many, c.names} {
			w = append(w, column...)
			seams = append(seams, bundle.Header+len(w))
		}
		b.seams[len(b.parts[bundle.Terms])] = seams
		b.parts[bundle.Terms] = append(b.parts[bundle.Terms], wrap(bundle.Terms, w))
		b.first[bundle.Terms] = append(b.first[bundle.Terms], terms[first].Stem)
	}
}

func (c *columns) size() int {
	return len(c.dict) + len(c.gaps) + len(c.levels) + len(c.lanes) + len(c.many) + len(c.names)
}

func (c *columns) add(before string, t *Term) {
	c.dict.key(before, t.Stem)
	c.dict.int(len(t.Postings))
	c.dict.int(t.DF - len(t.Postings))
	c.dict.int(t.NameDF)
	if t.NameDF > 0 {
		c.dict.int(len(t.Names))
		var forms []byte
		for _, f := range t.Forms {
			forms = append(append(forms, f...), ' ')
		}
		c.dict.bytes(forms)
	}
	page := -1
	for _, p := range t.Postings {
		c.gaps.int(int(p.Page) - page - 1)
		page = int(p.Page)
		c.levels.byte(p.Level)
		switch bits.OnesCount8(p.Lanes) {
		case 0:
			c.lanes.byte(rank.Lanes)
		case 1:
			c.lanes.byte(byte(bits.TrailingZeros8(p.Lanes)))
		default:
			c.lanes.byte(rank.Lanes + 1)
			c.many.byte(p.Lanes)
		}
	}
	page = 0
	for _, n := range t.Names {
		c.names.int(int(n.Page) - page)
		page = int(n.Page)
		c.names.int(int(n.Number))
		c.names.byte(n.Mass)
		c.names.byte(n.Form)
	}
}

func (b *builder) encodeWords() {
	write := func(words []Word) {
		b.blocks(bundle.Words, len(words), wordBlock, func(i int) string { return words[i].Text }, func(w *buffer, before string, i int) {
			w.key(before, words[i].Text)
			v := query.Frequency(words[i].Pages) << 1
			if words[i].Name {
				v |= 1
			}
			w.byte(byte(v))
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

// place is where a page's text is.
type place struct{ block, index int }

// encodeTexts gives the place of each page's text and the hash of each block. Once there is more than fits one part, blocks are
// written at once: all texts of a large site would take much memory.
func (b *builder) encodeTexts() (places []place, hashes [][]byte, err error) {
	places = make([]place, len(b.search.Pages))
	for i := 0; i < len(places); {
		var body buffer
		first := i
		for i < len(places) && (i == first || len(body) < textBlock) {
			var text buffer
			for _, s := range b.search.Texts(i) {
				text.text(s.ID)
				text.text(s.Heading)
				text.text(s.Text)
			}
			body.bytes(text)
			places[i] = place{b.texts, i - first}
			i++
		}
		var w buffer
		w.int(i - first)
		part := wrap(bundle.Texts, append(w, body...))
		hashes = append(hashes, hash(part))
		b.parts[bundle.Texts] = append(b.parts[bundle.Texts], part)
		b.texts++
		b.textBytes += len(part)
		if b.textBytes > onePart {
			if err := b.writeTexts(); err != nil {
				return nil, nil, err
			}
		}
	}
	return places, hashes, nil
}

func (b *builder) encodePages(places []place, hashes [][]byte) {
	pages := b.search.Pages
	each := perBlock(len(pages))
	for first := 0; first < len(pages); first += each {
		block := pages[first:min(first+each, len(pages))]
		var blockHashes, body buffer
		for i, p := range block {
			at := places[first+i]
			flags := byte(p.Kind | p.Level<<2)
			if p.Listing {
				flags |= 1 << 6
			}
			if i == 0 || at.index == 0 {
				flags |= 1 << 5
				blockHashes = append(blockHashes, hashes[at.block]...)
			}
			body.byte(flags)
			if slug := p.Slug; slug == string(bundle.AppendSlug(nil, []byte(p.Title))) {
				body.text("")
			} else {
				body.text(slug)
			}
			body.text(p.Title)
			body.text(p.Summary)
			var names buffer
			for _, n := range p.Names {
				names.text(n)
			}
			body.bytes(names)
		}
		var w buffer
		w.int(len(block))
		w.int(places[first].block)
		w.int(places[first].index)
		w.bytes(blockHashes)
		b.parts[bundle.Pages] = append(b.parts[bundle.Pages], wrap(bundle.Pages, append(w, body...)))
	}
}

// root is the body of the root part.
func (b *builder) root() []byte {
	var w buffer
	w.int(len(b.search.Pages))
	w.int(perBlock(len(b.search.Pages)))
	w.int(b.half)
	for k := range bundle.Kinds {
		if k == bundle.Texts {
			w.int(b.texts)
		} else {
			w.int(len(b.parts[k]))
		}
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
