package pack

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"signpost/search/bundle"
	"signpost/search/query"
	"signpost/search/rank"
	"signpost/search/text"
)

// Sizes of blocks. Small blocks cost a longer root, large ones bytes that a query does not need; blocks that grow with
// the square root of what there is keep both in balance, whatever the size of the site.
const (
	wordBlock    = 6 << 10 // before packing
	textBlock    = 8 << 10 // before packing
	lineBlock    = 4 << 10 // likewise, when chances are learnt
	leastTerms   = 2500    // packed
	leastPages   = 16
	perRootEntry = 9  // packed bytes of a block in the root
	termsAsked   = 10 // blocks of terms that a query of some words and their synonyms takes
	pagesShown   = 10
	pageBytes    = 50 // packed, of a page's entry
)

// Sizes of dictionaries, pieces for a text of n bytes, and how much of a large site's text they are learnt from.
func linePieces(n int) int { return min(4000, int(3*math.Sqrt(float64(n)))) }
func textPieces(n int) int { return min(60000, int(9*math.Sqrt(float64(n)))) }

// Most classes of pieces: what a dictionary says of them grows with their square.
const (
	textClasses = 128
	lineClasses = 16
)

const (
	lineSample   = 2 << 20
	sampledPages = 2500
)

// fewTerms is how many bytes terms take, packed, when all search parts fit one file: they are a fifth or a sixth of it.
const fewTerms = 16 << 10

// block is the size of a block that is size on a large site. Where all is in one file no block is fetched, but each is unpacked
// whole: small ones make the first answer come sooner.
func (b *builder) block(size int) int {
	if b.few {
		return size / 4
	}
	return size
}

// termBlock is the size of a block of terms when all have total bytes.
func (b *builder) termBlock(total int) int {
	return max(b.block(leastTerms), int(math.Sqrt(float64(total)*perRootEntry*perRootEntry/termsAsked)))
}

// perBlock is the number of pages in a block of pages.
func (b *builder) perBlock() int {
	return max(b.block(leastPages), int(math.Sqrt(float64(len(b.search.Pages))*bundle.HashLen/(pagesShown*pageBytes))))
}

// encode fills parts with the search parts. What is frequent is learnt first, from all parts or a sample of them.
func (b *builder) encode() error {
	b.table = bundle.NewTable(b.pageFacts())
	turned := reversed(b.search.Words)
	var n bundle.Counts
	sizes, err := b.learnLines(turned, &n)
	if err != nil {
		return err
	}
	b.table.Learn(&n)
	total := 0
	for _, s := range sizes {
		total += s
	}
	b.few = total < fewTerms
	b.encodeWords(b.search.Words, false)
	b.half = len(b.parts[bundle.Words])
	b.encodeWords(turned, true)
	b.encodeTerms(sizes, b.termBlock(total))
	b.texts = b.search.Pieces().dictionary
	b.parts[bundle.Texts] = [][]byte{wrap(bundle.Texts, b.dictionary(b.texts, nil))}
	b.textHash = hash(b.parts[bundle.Texts][0])
	b.textParts = 1
	b.textBytes = len(b.parts[bundle.Texts][0])
	places, hashes, err := b.encodeTexts()
	if err != nil {
		return err
	}
	b.encodePages(places, hashes)
	return nil
}

// weighed is the number of pages up to which the root says in which lane most words of a page are. That takes a bit and a half a page,
// and saves 1 to 2 percent of the blocks of terms: on a large site a question would fetch more of the one than it saves of the others.
const weighed = 10000

// pageFacts is what the postings of each page have in common: their lanes, the one that most are in, or on a large site the first, and
// their lowest level.
func (b *builder) pageFacts() (mask, main, base []uint8) {
	n := len(b.search.Pages)
	mask, main, base = make([]uint8, n), make([]uint8, n), make([]uint8, n)
	in := make([][rank.Lanes]int32, n) // postings in each lane
	for i := range base {
		base[i] = rank.Levels - 1
	}
	for i := range b.search.Terms {
		for _, p := range b.search.Terms[i].Postings {
			mask[p.Page] |= p.Lanes
			base[p.Page] = min(base[p.Page], p.Level)
			for l := range in[p.Page] {
				in[p.Page][l] += int32(p.Lanes >> l & 1)
			}
		}
	}
	for page, lanes := range in {
		for l, postings := range lanes {
			most := lanes[main[page]]
			if most == 0 && postings > 0 || n <= weighed && postings > most {
				main[page] = uint8(l)
			}
		}
		mask[page] |= 1 << main[page]
	}
	return mask, main, base
}

// Pieces is the dictionary of texts.
type Pieces struct{ dictionary *dictionary }

// Learn makes the dictionary of the texts of pages. It takes the longest of all that makes a bundle, and little of it is work for
// several cores: begin it as soon as there are texts.
func Learn(pages int, texts func(page int) []Section) *Pieces {
	var sample buffer
	each := pages/sampledPages + 1
	for i := 0; i < pages; i += each {
		sample.sections(texts(i), "")
	}
	d := learn(sample, textPieces(each*len(sample)))
	blocks := slices.Collect(slices.Chunk([]byte(sample), textBlock))
	read := d.sort(blocks, 1, textClasses)
	var n bundle.Counts
	e := bundle.NewEncoder(bundle.NewTable(nil, nil, nil), d.set, &n)
	for i, block := range blocks {
		d.writeRead(e, bundle.LongText, block, read[i])
	}
	e.Dictionary(d.entries[1:])
	d.set.Learn(&n)
	return &Pieces{d}
}

// learnLines makes the dictionary of all other text, counts how often bits are 1 and gives the size of each term, packed.
func (b *builder) learnLines(turned []Word, n *bundle.Counts) (sizes []int, err error) {
	streams := [3]buffer{} // by stream
	before := ""
	keys := make([]int, len(b.search.Terms)) // end of each term's text
	for i := range b.search.Terms {
		streams[bundle.KeyText].stem(before, &b.search.Terms[i])
		before = b.search.Terms[i].Stem
		keys[i] = len(streams[bundle.KeyText])
	}
	streams[bundle.WordText].words(b.search.Words, false)
	streams[bundle.WordText].words(turned, true)
	for i := range b.search.Pages {
		streams[bundle.PageText].line(&b.search.Pages[i], false)
	}
	var sample buffer
	total := 0
	for i := range streams {
		total += len(streams[i])
	}
	each := total/lineSample + 1
	for i := range streams {
		for at := 0; at < len(streams[i]); at += each * parsed {
			sample = append(sample, streams[i][at:min(at+parsed, len(streams[i]))]...)
		}
	}
	b.lines = learn(sample, linePieces(total))
	b.lines.sort(slices.Collect(slices.Chunk([]byte(sample), lineBlock)), len(streams), lineClasses)
	for i := range streams {
		for block := range slices.Chunk([]byte(streams[i][:min(len(streams[i]), 1<<20)]), lineBlock) {
			b.lines.write(bundle.NewEncoder(b.table, b.lines.set, n), i, block)
		}
	}
	e := bundle.NewEncoder(b.table, b.lines.set, n)
	done := 0
	for i := range b.search.Terms {
		t := &b.search.Terms[i]
		e.Counted(&t.Found)
		if problem := e.Found(&t.Found); problem != "" {
			return nil, fmt.Errorf("bundle: stem %s: %s", t.Stem, problem)
		}
		text := keys[i]
		if i > 0 {
			text -= keys[i-1]
		}
		sizes = append(sizes, len(e.Out)-done+text/3)
		done = len(e.Out)
	}
	e.Pages()
	b.dictionary(b.lines, n)
	b.lines.set.Learn(n)
	return sizes, nil
}

// dictionary is a dictionary as a part's body.
func (b *builder) dictionary(d *dictionary, n *bundle.Counts) []byte {
	e := bundle.NewEncoder(b.table, d.set, n)
	e.Dictionary(d.entries[1:])
	return append(d.set.Head(), e.Close()...)
}

// stem writes a stem and its forms.
func (b *buffer) stem(before string, t *Term) {
	b.key(before, t.Stem, false)
	if t.NameDF > 0 {
		for _, f := range t.Forms {
			rest, found := strings.CutPrefix(f, t.Stem)
			if !found {
				b.byte(bundle.Whole)
			}
			*b = append(append(*b, rest...), ' ')
		}
		b.byte(0)
	}
}

// words writes a list of words in word order, or of reversed words.
func (b *buffer) words(words []Word, reversed bool) {
	before := ""
	for _, w := range words {
		b.key(before, w.Text, reversed)
		before = w.Text
		v := query.Frequency(w.Pages) << 1
		if w.Name {
			v |= 1
		}
		b.byte(byte(v))
	}
}

// line writes a result line; next says that the page's text is the first of a block.
func (b *buffer) line(p *Page, next bool) {
	flags := byte(p.Kind | p.Level<<2)
	if next {
		flags |= 1 << 5
	}
	if p.Listing {
		flags |= 1 << 6
	}
	b.byte(flags)
	if p.Slug == string(bundle.Slug(nil, []byte(p.Title))) {
		b.ended("")
	} else {
		b.ended(p.Slug)
	}
	b.ended(p.Title)
	b.ended(p.Summary)
	for _, n := range p.Names {
		if n != "" {
			b.ended(n)
		}
	}
	b.byte(0)
}

// packed is a part with text in pieces, after what stands before it as it is.
func (b *builder) packed(kind int, d *dictionary, stream int, before, text []byte) []byte {
	e := bundle.NewEncoder(b.table, d.set, nil)
	d.write(e, stream, text)
	var w buffer
	w.bytes(before)
	w.int(len(text))
	return wrap(kind, append(w, e.Close()...))
}

// encodeTerms makes blocks of terms of most bytes, packed.
func (b *builder) encodeTerms(sizes []int, most int) {
	terms := b.search.Terms
	var ends []int
	size := 0
	for i := range terms {
		if i > 0 && size+sizes[i]/2 >= most {
			ends, size = append(ends, i), 0
		}
		size += sizes[i]
	}
	if len(terms) > 0 {
		ends = append(ends, len(terms))
	}
	b.parts[bundle.Terms], b.first[bundle.Terms] = make([][]byte, len(ends)), make([]string, len(ends))
	parallel(len(ends), func(i int) {
		block := terms[:ends[i]]
		if i > 0 {
			block = block[ends[i-1]:]
		}
		before := ""
		var text, w buffer
		for j := range block {
			text.stem(before, &block[j])
			before = block[j].Stem
		}
		w.int(len(block))
		w.int(len(text))
		e := bundle.NewEncoder(b.table, b.lines.set, nil)
		b.lines.write(e, bundle.KeyText, text)
		for j := range block {
			e.Counted(&block[j].Found)
		}
		for j := range block {
			e.Found(&block[j].Found)
		}
		b.parts[bundle.Terms][i] = wrap(bundle.Terms, append(w, e.Close()...))
		b.first[bundle.Terms][i] = block[0].Stem
	})
}

// reversed is words written backwards, in the order of these.
func reversed(words []Word) []Word {
	turned := slices.Clone(words)
	for i := range turned {
		r := []byte(turned[i].Text)
		text.Reverse(r)
		turned[i].Text = string(r)
	}
	slices.SortFunc(turned, func(x, y Word) int { return text.Compare([]byte(x.Text), []byte(y.Text)) })
	return turned
}

func (b *builder) encodeWords(words []Word, reversed bool) {
	each := b.block(wordBlock) / 7
	blocks := slices.Collect(slices.Chunk(words, each))
	parts := make([][]byte, len(blocks))
	parallel(len(blocks), func(i int) {
		var text buffer
		text.words(blocks[i], reversed)
		parts[i] = b.packed(bundle.Words, b.lines, bundle.WordText, nil, text)
	})
	b.parts[bundle.Words] = append(b.parts[bundle.Words], parts...)
	for _, block := range blocks {
		b.first[bundle.Words] = append(b.first[bundle.Words], block[0].Text)
	}
}

// place is where a page's text is.
type place struct{ block, index int }

// sections writes a page's text as a block of texts holds it, but for what the result line says of the page.
func (b *buffer) sections(sections []Section, summary string) {
	for _, s := range sections {
		id := s.ID
		if rest, found := strings.CutPrefix(id, string(bundle.Slug(nil, []byte(s.Heading)))); found && (rest == "" || rest[0] == '-') {
			id = rest
		}
		b.ended(id)
		b.ended(s.Heading)
		text := s.Text
		if rest, found := strings.CutPrefix(text, summary); found && summary != "" {
			b.byte(bundle.Lead)
			text, summary = rest, ""
		}
		b.ended(text)
	}
	b.byte(1)
}

// together is how many blocks of texts are in memory at a time.
const together = 256

// encodeTexts gives the place of each page's text and the hash of each block. Once there is more than fits one part, blocks are
// written at once: all texts of a large site would take much memory.
func (b *builder) encodeTexts() (places []place, hashes [][]byte, err error) {
	places = make([]place, len(b.search.Pages))
	hashes = [][]byte{b.textHash}
	for i := 0; i < len(places); {
		var blocks []buffer
		for i < len(places) && len(blocks) < together {
			var text buffer
			for first := i; i < len(places) && len(text) < b.block(textBlock); i++ {
				text.sections(b.search.Texts(i), b.search.Pages[i].Summary)
				places[i] = place{b.textParts, i - first}
			}
			blocks = append(blocks, text)
			b.textParts++
		}
		parts := make([][]byte, len(blocks))
		parallel(len(blocks), func(j int) { parts[j] = b.packed(bundle.Texts, b.texts, bundle.LongText, nil, blocks[j]) })
		for _, part := range parts {
			hashes = append(hashes, hash(part))
			b.textBytes += len(part)
		}
		b.parts[bundle.Texts] = append(b.parts[bundle.Texts], parts...)
		if b.textBytes > onePart {
			if err := b.writeTexts(); err != nil {
				return nil, nil, err
			}
		}
	}
	return places, hashes, nil
}

func (b *builder) encodePages(places []place, hashes [][]byte) {
	each := b.perBlock()
	blocks := slices.Collect(slices.Chunk(b.search.Pages, each))
	b.parts[bundle.Pages] = make([][]byte, len(blocks))
	parallel(len(blocks), func(n int) {
		block, first := blocks[n], n*each
		var blockHashes, text, before buffer
		for i := range block {
			at := places[first+i]
			next := i == 0 || at.index == 0
			text.line(&block[i], next)
			if next {
				blockHashes = append(blockHashes, hashes[at.block]...)
			}
		}
		before.int(places[first].block)
		before.int(places[first].index)
		before.bytes(blockHashes)
		b.parts[bundle.Pages][n] = b.packed(bundle.Pages, b.lines, bundle.PageText, before, text)
	})
}

// root is the body of the root part.
func (b *builder) root() []byte {
	var w buffer
	w.int(len(b.search.Pages))
	w.int(b.perBlock())
	w.int(b.half)
	for k := range bundle.Kinds {
		if k == bundle.Texts {
			w.int(b.textParts)
			w = append(w, b.textHash...)
			continue
		}
		w.int(len(b.parts[k]))
		if k != bundle.Root {
			for _, p := range b.parts[k] {
				w = append(w, hash(p)...)
			}
		}
	}
	w.text(text.Tables)
	for _, k := range []int{bundle.Terms, bundle.Words} {
		for _, key := range b.first[k] {
			w.text(key)
		}
	}
	w.bytes(b.search.Thesaurus)
	w = append(append(w, b.table.Prior()...), b.lines.set.Head()...)
	e := bundle.NewEncoder(b.table, b.lines.set, nil)
	e.Dictionary(b.lines.entries[1:])
	e.Pages()
	return append(w, e.Close()...)
}
