package bundle

import (
	"bytes"
	"math"
	"math/bits"
	"slices"

	"signpost/search/rank"
)

// Encoder writes what Coder reads, for bundle/pack. [build]
type Encoder struct {
	Out    []byte
	table  *Table
	pieces *Pieces
	low    uint64
	span   uint32
	cache  byte
	held   int // bytes that a carry may still change
	p      [maxPlaces]uint16
	odds   odds
	recent [maxClasses]int
	guess  [guesses]int
	count  *Counts
}

// NewTable is a table for pages with these lanes, main lanes and lowest levels, its chances even until Learn.
func NewTable(mask, main, base []uint8) *Table {
	return &Table{prior: even(Places), odds: bytes.Repeat([]byte{128}, oddsAll), mask: mask, main: main, base: base}
}

// NewPieces is a dictionary of so many streams with so many pieces in each class, a power of two of them; its chances are even
// until Learn.
func NewPieces(streams int, sizes []int) *Pieces {
	d := &Pieces{classes: len(sizes)}
	d.first[0] = 1
	for i, n := range sizes {
		d.first[i+1] = d.first[i] + int32(n)
	}
	d.prior = even(streams * d.places())
	return d
}

func even(places int) []uint16 { return slices.Repeat([]uint16{1 << 15}, places) }

// Counts is how often bits were 0 and 1, by place, and what odds are best for those that are told of by several places.
type Counts struct {
	bits [maxPlaces][2]float64
	odds [1 << 12]int32
	used [oddsAll]int32
}

// slowest is how many bits a place follows at least, while counting.
const slowest = 200

// Learn sets the chances and odds to what was counted.
func (t *Table) Learn(n *Counts) {
	learn(t.prior, n.bits[:])
	for i := range t.odds {
		w := n.odds[i]
		t.odds[i] = byte(min(max(math.Round(float64(w)/oddsStep), -128), 127) + 128)
	}
}

// Learn sets the chances to what was counted.
func (d *Pieces) Learn(n *Counts) { learn(d.prior, n.bits[Places:]) }

// steps of chances to a factor of e in the odds: the fewer values there are, the shorter they are when gzipped.
const steps = 2

func learn(prior []uint16, n [][2]float64) {
	for i := range prior {
		odds := math.Log((n[i][1] + .4) / (n[i][0] + .4))
		prior[i] = uint16(256/(1+math.Exp(-math.Round(odds*steps)/steps)))<<8 | 128
	}
}

// Prior is the chances and odds as the root holds them.
func (t *Table) Prior() []byte { return append(tops(t.prior), t.odds...) }

// Head is what a dictionary has before its coded part.
func (d *Pieces) Head() []byte { return append([]byte{byte(d.classes)}, tops(d.prior)...) }

// tops is chances as parts hold them: the first byte of each.
func tops(prior []uint16) []byte {
	out := make([]byte, len(prior))
	for i, x := range prior {
		out[i] = byte(x >> 8)
	}
	return out
}

// NewEncoder starts a run; count may be nil.
func NewEncoder(t *Table, d *Pieces, count *Counts) *Encoder {
	e := &Encoder{table: t, pieces: d, span: 0xffffffff, held: 1, count: count}
	copy(e.p[:], t.prior)
	copy(e.p[Places:], d.prior)
	e.odds.fill()
	e.odds.expect(t.odds)
	if count != nil {
		e.odds.at = count.odds
	}
	return e
}

func (e *Encoder) bit(place, x int) {
	if e.count != nil {
		e.count.bits[place][x]++
	}
	p := uint32(e.p[place])
	bound := e.span >> 12 * (p >> 4)
	if x == 1 {
		e.span = bound
		p += (65535 - p) >> adapt
	} else {
		e.low += uint64(bound)
		e.span -= bound
		p -= p >> adapt
	}
	e.p[place] = uint16(p)
	e.shift()
}

// sum writes a bit with the odds of four places. While counting, these follow the slower the more bits they had.
func (e *Encoder) sum(x, i, j, k, l int) {
	places := [...]int{i, j, k, l}
	sum := int32(0)
	for _, place := range places {
		sum += *e.odds.of(place)
	}
	p := e.odds.chance(sum)
	bound := e.span >> 12 * (p >> 4)
	if x == 1 {
		e.span = bound
	} else {
		e.low += uint64(bound)
		e.span -= bound
	}
	for _, place := range places {
		if n := e.count; n == nil {
			*e.odds.of(place) += learnt(x, p)
		} else {
			n.used[place]++
			n.odds[place] += (int32(x<<16) - int32(p)) / min(n.used[place]/2+1, slowest)
			*e.odds.of(place) = n.odds[place]
		}
	}
	e.shift()
}

func (e *Encoder) shift() {
	for e.span < 1<<24 {
		e.span <<= 8
		e.push()
	}
}

// push moves the top byte of low out, with its carry.
func (e *Encoder) push() {
	if e.low < 0xff000000 || e.low > 0xffffffff {
		carry := byte(e.low >> 32)
		for b := e.cache; e.held > 0; e.held-- {
			e.Out = append(e.Out, b+carry)
			b = 0xff
		}
		e.cache = byte(e.low >> 24)
	}
	e.held++
	e.low = e.low & 0x00ffffff << 8
}

func (e *Encoder) plain(n, x int) {
	e.span >>= n
	e.low += uint64(x) * uint64(e.span)
	e.shift()
}

// Close ends the run and gives its bytes; zeros at the end are left to the reader.
func (e *Encoder) Close() []byte {
	e.low = (e.low + uint64(e.span) - 1) >> 24 << 24
	for range 5 {
		e.push()
	}
	out := e.Out[1:] // always 0: nothing can carry into it
	for len(out) > 0 && out[len(out)-1] == 0 {
		out = out[:len(out)-1]
	}
	return out
}

func (e *Encoder) length(place, k int) {
	for j := 0; j < k; j++ {
		e.bit(place+j, 0)
	}
	if k < lengths-1 {
		e.bit(place+k, 1)
	}
}

func (e *Encoder) rest(k, place, x int) {
	m := 1
	for j := k - 2; j >= 0; j-- {
		if m >= 4 {
			e.plain(j+1, x&(1<<(j+1)-1))
			return
		}
		b := x >> j & 1
		e.bit(place+k*3+m-1, b)
		m = m<<1 | b
	}
}

func (e *Encoder) tree(place, n, x int) {
	for j, node := bits.Len(uint(n))-2, 1; j >= 0; j-- {
		e.bit(place+node, x>>j&1)
		node = node<<1 | x>>j&1
	}
}

func (e *Encoder) number(place, x int) {
	k := bits.Len(uint(x))
	if k >= lengths {
		panic("bundle: too large a number")
	}
	e.length(place, k)
	e.rest(k, place+lengths, x)
}

// Pages writes what the table says of each page.
func (e *Encoder) Pages() {
	mask, main, base := 0, 0, 0
	for i := range e.table.mask {
		m, b := int(e.table.mask[i]), int(e.table.base[i])
		e.tree(atMain+main*8, 8, int(e.table.main[i]))
		main = int(e.table.main[i])
		for l := range 8 {
			if l != main {
				e.bit(atMask+l*2+mask>>l&1, m>>l&1)
			}
		}
		e.tree(atBase+base*16, 16, b)
		mask, base = m, b
	}
}

// Entry is a piece as a dictionary writes it: Left and Right of a pair, or a byte when Left is 0.
type Entry struct{ Left, Right int }

// Dictionary writes the pieces in the order of their numbers, from 1.
func (e *Encoder) Dictionary(entries []Entry) {
	first := &e.pieces.first
	for i := range e.pieces.classes {
		e.plain(16, int(first[i+1]-first[i]))
	}
	for _, p := range entries {
		class := e.piece(Places, 0, p.Left)
		if p.Left == 0 {
			e.plain(8, p.Right)
		} else {
			e.piece(Places, class, p.Right)
		}
	}
}

// piece writes a piece after one of a class, at a stream's places, and gives its class.
func (e *Encoder) piece(at, before, piece int) (class int) {
	d := e.pieces
	place := 0
	if piece > 0 {
		class, _ = slices.BinarySearch(d.first[:d.classes+1], int32(piece)+1)
		class--
		place = piece - int(d.first[class]) + 1
	}
	e.tree(at+before*d.classes, d.classes, class)
	at += d.classes * d.classes
	first := at + d.classes*(lengths+1)
	if recent := e.recent[class]; recent > 0 {
		e.bit(first-d.classes+class, one(piece == recent))
		if piece == recent {
			return class
		}
	}
	k := bits.Len(uint(place))
	e.length(at+class*lengths, k)
	e.rest(k, first, place)
	if piece > 0 {
		e.recent[class] = piece
	}
	return class
}

// PieceWriter writes a text in pieces.
type PieceWriter struct {
	e                       *Encoder
	at                      int
	class, run, last, piece int
}

// Text starts a text in pieces of a stream.
func (e *Encoder) Text(stream int) PieceWriter {
	clear(e.guess[:])
	clear(e.recent[:])
	return PieceWriter{e: e, at: Places + stream*e.pieces.places()}
}

// Piece writes one piece; 0 stands for the byte b.
func (w *PieceWriter) Piece(piece int, b byte) {
	guess := &w.e.guess[guessAfter(w.last, w.piece)]
	w.last, w.piece = w.piece, piece
	again := w.at + w.e.pieces.places() - runs + w.run
	if *guess > 0 && *guess/maxClasses == piece {
		w.e.bit(again, 1)
		w.run = min(w.run+1, runs-1)
		w.class = *guess % maxClasses
		return
	}
	if *guess > 0 {
		w.e.bit(again, 0)
	}
	w.run = 0
	w.class = w.e.piece(w.at, w.class, piece)
	*guess = piece*maxClasses + w.class
	if piece == 0 {
		w.e.plain(8, int(b))
	}
}

// Counted writes how many postings and names a stem has.
func (e *Encoder) Counted(f *rank.Found) {
	e.number(atStored, len(f.Postings)-1)
	e.number(atCut, f.DF-len(f.Postings))
	e.number(atNameDF, f.NameDF)
	if f.NameDF > 0 {
		e.number(atNamed, len(f.Names)-f.NameDF)
	}
}

// Found writes a stem's postings and names. It gives what keeps it from that, nothing when it is done.
func (e *Encoder) Found(f *rank.Found) (problem string) {
	t := e.table
	pages := len(t.mask)
	var h history
	page, gap := -1, 0
	for i, p := range f.Postings {
		x := expected(pages-page-1, len(f.Postings)-i)
		g := int(p.Page) - page - 1
		k := bits.Len(uint(g))
		e.length(atGap+(x*3+gap)*lengths, k)
		e.rest(k, atGapBits, g)
		gap = gapGroup(k, x)
		page = int(p.Page)
		mask, main, base := int(t.mask[page]), int(t.main[page]), int(t.base[page])
		more := int(p.Level) - base
		for j := range min(more+1, rank.Levels-1) {
			a, b, c, d := h.level(base, j)
			e.sum(one(j == more), a, b, c, d)
		}
		lanes, n := 0, 0
		for l := range 8 {
			if mask>>l&1 == 0 {
				continue
			}
			if more == 0 && n == 1 {
				later := one(p.Lanes>>l != 0)
				if e.bit(atMore, later); later == 0 {
					break
				}
			}
			b := int(p.Lanes >> l & 1)
			if mask>>(l+1) != 0 || n > 0 || f.NameDF > 0 {
				i, j, k, m := h.lane(l, lanes, n, more, mask, main)
				e.sum(b, i, j, k, m)
			} else if b == 0 {
				return "a posting is in no lane"
			}
			lanes |= b << l
			n += b
		}
		h.add(more, lanes)
	}
	return e.names(f)
}

// one is 1 for what is so.
func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

func (e *Encoder) names(f *rank.Found) (problem string) {
	if len(f.Names) == 0 {
		return ""
	}
	all := len(f.Postings)
	if f.DF > all {
		all = len(e.table.mask)
	}
	own := int(rank.Mass(rank.NameWeight(len(e.table.mask), f.DF, f.NameDF), 0))
	at, left, post := -1, f.NameDF, 0
	for i, n := range f.Names {
		same := i > 0 && f.Names[i-1].Page == n.Page
		if i > 0 {
			e.bit(atSame, one(same))
		}
		if same {
			e.number(atNext, int(n.Number-f.Names[i-1].Number-1))
		} else {
			next := int(n.Page)
			if all == len(f.Postings) {
				for post < all && f.Postings[post].Page != n.Page {
					post++
				}
				next = post
			}
			if next >= all {
				return "a page has it in a name and not in its postings"
			}
			g := next - at - 1
			k := bits.Len(uint(g))
			e.length(atStep+expected(all-at-1, left)*lengths, k)
			e.rest(k, atStep+16*lengths, g)
			at = next
			left--
			e.number(atFirst, int(n.Number))
		}
		if int(n.Mass) < own {
			return "a name weighs less than one word of it"
		}
		e.number(atMass, int(n.Mass)-own)
		e.number(atForm, int(n.Form))
	}
	return ""
}
