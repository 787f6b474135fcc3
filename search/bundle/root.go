package bundle

import "signpost/search/text"

// Directory is the root part: what there is and which block holds what.
type Directory struct {
	Pages     int // pages of the site
	PerBlock  int // pages in a block of Pages
	Forward   int // blocks of Words in word order; those after them hold reversed words
	Counts    [Kinds]int
	Letters   []byte // what text.Use reads
	Thesaurus []byte
	Table     Table
	Pieces    Pieces // of all text but that of Texts
	body      []byte
	hashes    [Kinds]int // start in body
	terms     []span     // first key of each block
	words     []span
}

// maxPerBlock bounds what a lying root can make its reader reserve.
const (
	maxPerBlock = 4096
	maxPages    = 1 << 22
)

type span struct{ at, n int32 }

// Load reads the body of a root part; it says false when it is damaged.
func (d *Directory) Load(body []byte, coder *Coder) bool {
	c := Cursor{B: body}
	d.list(&c)
	d.terms = keys(&c, d.terms[:0], d.Counts[Terms])
	d.words = keys(&c, d.words[:0], d.Counts[Words])
	d.Thesaurus = c.Text()
	if d.PerBlock == 0 || d.PerBlock > maxPerBlock || d.Forward > d.Counts[Words] || (d.Pages+d.PerBlock-1)/d.PerBlock > d.Counts[Pages] {
		return false
	}
	d.Table.prior = chances(&c, Places)
	d.Table.odds = c.Take(oddsAll)
	coder.odds.fill()
	if c.Bad || d.Pages > maxPages {
		return false
	}
	return d.Pieces.load(&c, streams, coder, &d.Table) && d.Table.load(coder, d.Pages)
}

// List takes over the body for its list of parts alone; it says false when that is damaged.
func (d *Directory) List(body []byte) bool {
	c := Cursor{B: body}
	d.list(&c)
	return !c.Bad
}

func (d *Directory) list(c *Cursor) {
	d.body = c.B
	d.Pages = c.Int()
	d.PerBlock = c.Int()
	d.Forward = c.Int()
	for k := 0; k < Kinds; k++ {
		d.Counts[k] = c.Int()
		d.hashes[k] = c.At
		c.Take(d.listed(k) * HashLen)
	}
	d.Letters = c.Text()
}

// listed is how many parts of a kind the root names; blocks of Pages name those of Texts, but for their dictionary.
func (d *Directory) listed(kind int) int {
	if kind == Root {
		return 0
	}
	if kind == Texts && d.Counts[Texts] > 0 {
		return 1
	}
	return d.Counts[kind]
}

func keys(c *Cursor, s []span, n int) []span {
	for i := 0; i < n && !c.Bad; i++ {
		b := c.Text()
		s = append(s, span{int32(c.At - len(b)), int32(len(b))})
	}
	return s
}

// Hash is the hash in the file name of a part, nil when the root does not list it.
func (d *Directory) Hash(kind, number int) []byte {
	if kind <= Root || kind >= Kinds || number < 0 || number >= d.listed(kind) {
		return nil
	}
	at := d.hashes[kind] + number*HashLen
	return d.body[at : at+HashLen]
}

func (d *Directory) bytes(s span) []byte { return d.body[s.at : s.at+s.n] }

// TermBlock is the block that holds stem if any does, -1 when none can.
func (d *Directory) TermBlock(stem []byte) int {
	return d.last(d.terms, 0, len(d.terms), stem)
}

// WordBlock is the first block to look through for words that begin with prefix, in the list of reversed words or the other.
// Go on to the next block while its First is not after the prefix; end is the number after the list's last block.
func (d *Directory) WordBlock(prefix []byte, reversed bool) (block, end int) {
	lo, hi := 0, d.Forward
	if reversed {
		lo, hi = d.Forward, len(d.words)
	}
	b := d.last(d.words, lo, hi, prefix)
	if b < lo {
		b = lo
	}
	return b, hi
}

// First is the first word of a block of Words.
func (d *Directory) First(block int) []byte { return d.bytes(d.words[block]) }

// last is the last of keys[lo:hi] that is not after key, -1 when all are.
func (d *Directory) last(keys []span, lo, hi int, key []byte) int {
	if lo == hi || text.Compare(d.bytes(keys[lo]), key) > 0 {
		return -1
	}
	for hi-lo > 1 {
		m := (lo + hi) / 2
		if text.Compare(d.bytes(keys[m]), key) <= 0 {
			lo = m
		} else {
			hi = m
		}
	}
	return lo
}
