package bundle

// Contexts: each bit that a part holds is read with the chance that bits in its place had so far. The places have numbers; the
// root gives every place the chance to start with. A number takes a run of lengths places for its length, two of its first bits
// take places of their own, and the rest are plain bits. Places from Places on are those of pieces, see Pieces.
const (
	lengths   = 20
	mantissas = 3 * lengths
	number    = lengths + mantissas // places of a number on its own

	atMain    = 0            // a page's main lane, a tree of three bits by the page before's
	atMask    = atMain + 8*8 // its other lanes, by bit and what the page before has
	atBase    = atMask + 16  // its lowest level, a tree of four bits by the page before's
	atStored  = atBase + 16*16
	atCut     = atStored + number
	atNameDF  = atCut + number
	atNamed   = atNameDF + number
	atGap     = atNamed + number // of pages, by the expected length and how the gap before did
	atGapBits = atGap + 16*3*lengths
	atMore    = atGapBits + mantissas
	atSame    = atMore + 1
	atStep    = atSame + 1 // of pages with the stem in a name
	atFirst   = atStep + 16*lengths + mantissas
	atNext    = atFirst + number
	atMass    = atNext + number
	atForm    = atMass + number
	Places    = atForm + number
)

// Coder reads a range-coded run of bits: LZMA's arithmetic with chances of 16 bits.
type Coder struct {
	Bad    bool
	b      []byte
	at     int
	span   uint32
	code   uint32
	table  *Table
	class  int             // of the piece read last
	recent [maxClasses]int // the last piece of each class
	p      [1 << 15]uint16 // maxPlaces of them, in an array whose places are masked and need no check
	odds   odds
	guess  [guesses]int // what came after two pieces the last time: its number and, in the last bits, its class
}

// adapt is how fast chances follow what is read: a shift.
const adapt = 6

// Start begins at the front of b with the chances that the table and the pieces give.
func (c *Coder) Start(b []byte, t *Table, d *Pieces) {
	c.b, c.at, c.Bad, c.span, c.code, c.table = b, 0, false, 0xffffffff, 0, t
	for i := 0; i < 4; i++ {
		c.code = c.code<<8 | c.next()
	}
	copy(c.p[:], t.prior)
	copy(c.p[Places:], d.prior)
}

// chances reads so many chances to start with.
func chances(c *Cursor, n int) []uint16 {
	bytes := c.Take(n)
	list := make([]uint16, len(bytes))
	for i := range bytes {
		list[i] = uint16(bytes[i])<<8 | 128
	}
	return list
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
	chance := &c.p[place&(len(c.p)-1)]
	p := uint32(*chance)
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
	*chance = uint16(p)
	if c.span < 1<<24 {
		c.refill()
	}
	return x
}

// sum reads a bit with the odds of four places.
func (c *Coder) sum(i, j, k, l int) int {
	first, second, third, fourth := c.odds.of(i), c.odds.of(j), c.odds.of(k), c.odds.of(l)
	p := c.odds.chance(*first + *second + *third + *fourth)
	bound := c.span >> 12 * (p >> 4)
	x := 0
	if c.code < bound {
		c.span = bound
		x = 1
	} else {
		c.code -= bound
		c.span -= bound
	}
	by := learnt(x, p)
	*first += by
	*second += by
	*third += by
	*fourth += by
	if c.span < 1<<24 {
		c.refill()
	}
	return x
}

// refill takes bytes until the span is wide enough to halve again.
func (c *Coder) refill() {
	for c.span < 1<<24 {
		c.span <<= 8
		c.code = c.code<<8 | c.next()
	}
}

// plain reads n bits that are as often 0 as 1, 16 at most.
func (c *Coder) plain(n int) int {
	c.span >>= uint(n)
	x := c.code / c.span
	c.code -= x * c.span
	c.refill()
	return int(x)
}

// length reads how many bits a number has.
func (c *Coder) length(place int) int {
	n := 0
	for n < lengths-1 && c.bit(place+n) == 0 {
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

// tree reads a number below n, a power of two: each bit at a place that those before it choose.
func (c *Coder) tree(place, n int) int {
	node := 1
	for node < n {
		node = node<<1 | c.bit(place+node)
	}
	return node - n
}

// number reads a number on its own places.
func (c *Coder) number(place int) int { return c.rest(c.length(place), place+lengths) }

// Table is what all parts are read with: the chances and the odds of places, and what the postings of each page have in common.
type Table struct {
	prior []uint16
	odds  []byte
	mask  []uint8 // lanes that any word of the page has
	main  []uint8 // the one that most have
	base  []uint8 // its lowest level
}

// load reads the pages' part of the table.
func (t *Table) load(c *Coder, pages int) bool {
	t.mask, t.main, t.base = make([]uint8, pages), make([]uint8, pages), make([]uint8, pages)
	mask, main, base := 0, 0, 0
	for i := 0; i < pages && !c.Bad; i++ {
		main = c.tree(atMain+main*8, 8)
		m := 1 << uint(main)
		for l := 0; l < 8; l++ {
			if l != main {
				m |= c.bit(atMask+l*2+mask>>uint(l)&1) << uint(l)
			}
		}
		mask, base = m, c.tree(atBase+base*16, 16)
		t.mask[i], t.main[i], t.base[i] = uint8(mask), uint8(main), uint8(base)
	}
	return !c.Bad
}
