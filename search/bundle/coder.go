package bundle

// Contexts: each bit that a part holds is read with the chance that bits in its place had so far. The places have numbers; the
// root gives every place the chance to start with. A number takes a run of classes places for its length, two of its first bits
// take places of their own, and the rest are plain bits.
const (
	classes   = 20
	mantissas = 3 * classes
	number    = classes + mantissas // places of a number on its own

	// Streams of pieces: what is written in them.
	KeyText      = 0 // stems with their forms
	WordText     = 1 // words for spelling
	TurnText     = 2 // reversed
	PageText     = 3 // result lines
	LongText     = 4 // texts for excerpts
	streams      = 5
	groups       = 3 // of the piece before, by its number's length
	streamPlaces = groups*classes + mantissas

	atPiece   = 0
	atPair    = atPiece + streams*streamPlaces // a dictionary's entry: a byte or two pieces
	atLeft    = atPair + 1
	atMask    = atLeft + 2*number // a page's lanes, by bit and what the page before has
	atBase    = atMask + 16       // its lowest level, a tree of four bits by the page before's
	atStored  = atBase + 16*16
	atCut     = atStored + number
	atNameDF  = atCut + number
	atNamed   = atNameDF + number
	atGap     = atNamed + number // of pages, by the expected length and how the gap before did
	atGapBits = atGap + 16*3*classes
	atLevel   = atGapBits + mantissas
	atLane    = atLevel + 4*8*6
	atMore    = atLane + 8*4*3*8*2
	atSame    = atMore + 1
	atStep    = atSame + 1 // of pages with the stem in a name
	atFirst   = atStep + 16*classes + mantissas
	atNext    = atFirst + number
	atMass    = atNext + number
	atForm    = atMass + number
	Places    = atForm + number
)

// Coder reads a range-coded run of bits: LZMA's arithmetic with chances of 16 bits.
type Coder struct {
	Bad   bool
	b     []byte
	at    int
	span  uint32
	code  uint32
	p     [Places]uint16
	table *Table
}

// adapt is how fast chances follow what is read: a shift.
const adapt = 6

// Start begins at the front of b with the chances that the table gives.
func (c *Coder) Start(b []byte, t *Table) {
	c.b, c.at, c.Bad, c.span, c.code, c.table = b, 0, false, 0xffffffff, 0, t
	for i := 0; i < 4; i++ {
		c.code = c.code<<8 | c.next()
	}
	for i := 0; i < Places; i++ {
		c.p[i] = uint16(t.prior[i])<<8 | 128
	}
}

func (c *Coder) next() uint32 {
	c.at++
	if c.at > len(c.b) {
		c.Bad = c.Bad || c.at > len(c.b)+8
		return 0
	}
	return uint32(c.b[c.at-1])
}

// bit reads a bit at a place.
func (c *Coder) bit(place int) int {
	p := uint32(c.p[place])
	bound := c.span >> 12 * (p >> 4)
	x := 0
	if c.code < bound {
		c.span = bound
		p += (65535 - p) >> adapt
		x = 1
	} else {
		c.code -= bound
		c.span -= bound
		p -= p >> adapt
	}
	c.p[place] = uint16(p)
	c.refill()
	return x
}

// refill takes bytes until the span is wide enough to halve again.
func (c *Coder) refill() {
	for c.span < 1<<24 {
		c.span <<= 8
		c.code = c.code<<8 | c.next()
	}
}

// plain reads n bits that are as often 0 as 1.
func (c *Coder) plain(n int) int {
	x := 0
	for ; n > 0; n-- {
		c.span >>= 1
		x <<= 1
		if c.code >= c.span {
			c.code -= c.span
			x |= 1
		}
		c.refill()
	}
	return x
}

// length reads how many bits a number has.
func (c *Coder) length(place int) int {
	n := 0
	for n < classes-1 && c.bit(place+n) == 0 {
		n++
	}
	return n
}

// rest reads the bits of a number of n bits after the first.
func (c *Coder) rest(n, place int) int {
	if n < 2 {
		return n
	}
	x, m := 1, 1
	left := n - 1
	for ; left > 0 && m < 4; left-- {
		b := c.bit(place + n*3 + m - 1)
		x = x<<1 | b
		m = m<<1 | b
	}
	return x<<uint(left) | c.plain(left)
}

// number reads a number on its own places.
func (c *Coder) number(place int) int { return c.rest(c.length(place), place+classes) }

// Table is what all parts are read with: the chances of places, and what the postings of each page have in common.
type Table struct {
	prior []byte
	mask  []uint8 // lanes that any word of the page has
	base  []uint8 // its lowest level
}

// load reads the pages' part of the table.
func (t *Table) load(c *Coder, pages int) bool {
	t.mask, t.base = make([]uint8, pages), make([]uint8, pages)
	mask, base := 0, 0
	for i := 0; i < pages && !c.Bad; i++ {
		m, b := 0, 1
		for l := 0; l < 8; l++ {
			m |= c.bit(atMask+l*2+mask>>uint(l)&1) << uint(l)
		}
		for b < 16 {
			b = b<<1 | c.bit(atBase+base*16+b)
		}
		mask, base = m, b-16
		t.mask[i], t.base[i] = uint8(mask), uint8(base)
	}
	return !c.Bad
}

// Pieces is a dictionary of strings, the most frequent first. Piece 0 is none: it stands for a byte that follows.
type Pieces struct {
	flat []byte
	at   []int32 // end of each in flat
	pair []pair  // while it is loaded
}

// pair is what a piece is made of: two pieces, or a byte when left is 0.
type pair struct{ left, right int32 }

// Bounds on what a lying part can make its reader do.
const (
	maxPiece = 64      // bytes
	maxBody  = 1 << 20 // bytes of text in a part
)

// Load reads the dictionary in the body of a part of texts.
func (d *Pieces) Load(body []byte, c *Coder, t *Table) bool {
	c.Start(body, t)
	return d.load(c)
}

func (d *Pieces) load(c *Coder) bool {
	n := c.plain(16)
	d.pair = make([]pair, n+1)
	for i := 1; i <= n && !c.Bad; i++ {
		p := &d.pair[i]
		if c.bit(atPair) == 0 {
			p.right = int32(c.plain(8))
			continue
		}
		p.left, p.right = int32(c.number(atLeft)), int32(c.number(atLeft+number))
		if p.left == 0 || p.right == 0 || int(p.left) > n || int(p.right) > n {
			return false
		}
	}
	d.flat = d.flat[:0]
	d.at = append(d.at[:0], 0)
	for i := 1; i <= n && !c.Bad; i++ {
		if !d.expand(i, len(d.flat)+maxPiece, maxPiece) {
			return false
		}
		d.at = append(d.at, int32(len(d.flat)))
	}
	d.pair = nil
	return !c.Bad
}

// expand appends piece i to flat, which may grow to most bytes.
func (d *Pieces) expand(i, most, depth int) bool {
	p := &d.pair[i]
	if p.left == 0 {
		d.flat = append(d.flat, byte(p.right))
		return len(d.flat) <= most
	}
	return depth > 0 && d.expand(int(p.left), most, depth-1) && d.expand(int(p.right), most, depth-1)
}

// text reads n bytes that a stream holds in pieces and puts them after those before.
func (d *Pieces) text(c *Coder, stream int, before []byte, n int) []byte {
	if n > maxBody {
		c.Bad = true
		return nil
	}
	n += len(before)
	out := append(make([]byte, 0, n), before...)
	at := atPiece + stream*streamPlaces
	group := 0
	for len(out) < n && !c.Bad {
		k := c.length(at + group*classes)
		piece := c.rest(k, at+groups*classes)
		group = groupOf(k)
		if piece == 0 {
			out = append(out, byte(c.plain(8)))
		} else if piece < len(d.at) && int(d.at[piece]-d.at[piece-1]) <= n-len(out) {
			out = append(out, d.flat[d.at[piece-1]:d.at[piece]]...)
		} else {
			c.Bad = true
		}
	}
	return out
}

// groupOf is how a piece's length of number tells of the next.
func groupOf(k int) int {
	if k < 6 {
		return 0
	}
	if k < 9 {
		return 1
	}
	return 2
}

// Unpack reads a body of text in pieces of the dictionary: what FindPage, FindText and WordList read. It says false when the
// body is damaged.
func (d *Pieces) Unpack(body []byte, stream int, c *Coder, t *Table) ([]byte, bool) {
	head := Cursor{B: body}
	before := head.Text()
	n := head.Int()
	c.Start(body[head.At:], t)
	out := d.text(c, stream, before, n)
	return out, !c.Bad && !head.Bad
}
