package bundle

import (
	"math/bits"

	"signpost/search/rank"
)

// Encoder writes what Coder reads, for bundle/pack. [build]
type Encoder struct {
	Out   []byte
	table *Table
	low   uint64
	span  uint32
	cache byte
	held  int // bytes that a carry may still change
	p     [Places]uint16
	count *[Places][2]float64
}

// NewTable is a table for pages with these lanes and lowest levels, its chances even until Learn.
func NewTable(mask, base []uint8) *Table {
	t := &Table{prior: make([]byte, Places), mask: mask, base: base}
	for i := range t.prior {
		t.prior[i] = 128
	}
	return t
}

// Counts is how often bits were 0 and 1, by place.
type Counts [Places][2]float64

// Learn sets the chances to what was counted.
func (t *Table) Learn(n *Counts) {
	for i := range t.prior {
		t.prior[i] = byte(min(255, 256*(n[i][1]+.4)/(n[i][0]+n[i][1]+.8)))
	}
}

// Prior is the chances as the root holds them.
func (t *Table) Prior() []byte { return t.prior }

// NewEncoder starts a run; count may be nil.
func NewEncoder(t *Table, count *Counts) *Encoder {
	e := &Encoder{table: t, span: 0xffffffff, held: 1, count: (*[Places][2]float64)(count)}
	for i := range e.p {
		e.p[i] = uint16(t.prior[i])<<8 | 128
	}
	return e
}

func (e *Encoder) bit(place, x int) {
	if e.count != nil {
		e.count[place][x]++
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
	for n--; n >= 0; n-- {
		e.span >>= 1
		if x>>n&1 == 1 {
			e.low += uint64(e.span)
		}
		e.shift()
	}
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
	if k < classes-1 {
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

func (e *Encoder) number(place, x int) {
	k := bits.Len(uint(x))
	if k >= classes {
		panic("bundle: too large a number")
	}
	e.length(place, k)
	e.rest(k, place+classes, x)
}

// Pages writes what the table says of each page.
func (e *Encoder) Pages() {
	mask, base := 0, 0
	for i := range e.table.mask {
		m, b := int(e.table.mask[i]), int(e.table.base[i])
		for l := range 8 {
			e.bit(atMask+l*2+mask>>l&1, m>>l&1)
		}
		for j, node := 3, 1; j >= 0; j-- {
			e.bit(atBase+base*16+node, b>>j&1)
			node = node<<1 | b>>j&1
		}
		mask, base = m, b
	}
}

// Entry is a piece as a dictionary writes it: Left and Right of a pair, or a byte when Left is 0.
type Entry struct{ Left, Right int }

// Dictionary writes pieces, the most frequent first, from number 1.
func (e *Encoder) Dictionary(entries []Entry) {
	e.plain(16, len(entries))
	for _, p := range entries {
		if p.Left == 0 {
			e.bit(atPair, 0)
			e.plain(8, p.Right)
		} else {
			e.bit(atPair, 1)
			e.number(atLeft, p.Left)
			e.number(atLeft+number, p.Right)
		}
	}
}

// PieceWriter writes pieces of a stream.
type PieceWriter struct {
	e      *Encoder
	stream int
	group  int
}

// Text starts a text in pieces.
func (e *Encoder) Text(stream int) PieceWriter { return PieceWriter{e, stream, 0} }

// Piece writes one piece; 0 stands for the byte b.
func (w *PieceWriter) Piece(piece int, b byte) {
	at := atPiece + w.stream*streamPlaces
	k := bits.Len(uint(piece))
	w.e.length(at+w.group*classes, k)
	w.e.rest(k, at+groups*classes, piece)
	w.group = groupOf(k)
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
	var seen [8]int
	page, gap, before, sum := -1, 0, 0, 0
	for i, p := range f.Postings {
		x := expected(pages-page-1, len(f.Postings)-i)
		g := int(p.Page) - page - 1
		k := bits.Len(uint(g))
		e.length(atGap+(x*3+gap)*classes, k)
		e.rest(k, atGapBits, g)
		gap = gapGroup(k, x)
		page = int(p.Page)
		more := int(p.Level) - int(t.base[page])
		for j := range more + 1 {
			if j < rank.Levels-1 {
				x := 0
				if j == more {
					x = 1
				}
				e.bit(levelPlace(before, j, sum, i), x)
			}
		}
		before = more
		sum += more
		mask, n := int(t.mask[page]), 0
		for l := range 8 {
			if mask>>l&1 == 0 {
				continue
			}
			if more == 0 && n == 1 {
				x := 0
				if p.Lanes>>l != 0 {
					x = 1
				}
				if e.bit(atMore, x); x == 0 {
					break
				}
			}
			b := int(p.Lanes >> l & 1)
			last := mask>>(l+1) == 0
			if last && n == 0 && f.NameDF == 0 {
				if b == 0 {
					return "a posting is in no lane"
				}
			} else {
				e.bit(lanePlace(l, more, n, seen[l], i, last), b)
			}
			seen[l] += b
			n += b
		}
	}
	return e.names(f)
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
			x := 0
			if same {
				x = 1
			}
			e.bit(atSame, x)
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
			e.length(atStep+expected(all-at-1, left)*classes, k)
			e.rest(k, atStep+16*classes, g)
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
