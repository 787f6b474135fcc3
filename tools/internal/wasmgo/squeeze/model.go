package squeeze

// A Model foretells each choice a module is made of from what was chosen after the same before, and the coder spends the
// fewer bits on it the better it was foretold. Packing and unpacking go the same way and differ in where a choice comes
// from. All of it is one value, so that its addresses are known where it is compiled. [browser]
type Model struct {
	packing        bool   // choices are those of given, else of packed
	from           uint32 // how far given is gone through
	put            uint32 // how far the module is told
	at             uint32 // how far packed is read or written
	low, top, code uint32

	base  [looks]uint32 // what the coming choice is looked up by
	next  [2 << 8]byte  // what becomes of counts after a choice of 0, or of 1
	sort  [256]byte     // counts in 16 sorts
	rates [steady]int32 // how far a cell moves after so many times, in 65536ths
	walk

	// What comes next is large and lies last: addresses of the rest are short.
	picked
	cells [32 << (4 * looks)]uint32 // for each kind (five bits) and sorts: the chance of a 1 in 22 bits, times used in ten
	// What was chosen after the same, for each look: eight bits to know it by; how often 0 and how often 1, four bits each.
	seen0, seen1, seen2 [1 << places]uint16

	packed [maxPacked]byte
	out    [maxModule]byte // the module as far as it is told
	given  [maxModule]byte // the module being packed
}

// Three looks joined in one cell come within a hundredth of four mixed by weights, in half the time; the figures below
// were found by trying others on the evaluator (docs/wasm.md).
const (
	maxModule = 1 << 18 // bytes
	maxPacked = 1 << 16

	looks           = 3
	places          = 18                     // bits
	spread, scatter = 0x9e3779b1, 0x85ebca6b // of numbers over places

	steady = 64 // uses after which a cell moves by the same share
	most   = 11 // that is counted
)

// Kinds of choices.
const (
	anOpcode = iota
	aRareValue
	aLocal
	aNewLocal
	aByte
	aSize  // of a number, by six uses
	aDigit = aSize + uses
	kinds  = aDigit + uses
)

// Uses of numbers.
const (
	anInt32 = iota
	aFunction
	anOffset
	anInt64
	aBlock
	another
	uses
)

// typical has zeros and ones of each sort of counts: none; only ones; only zeros; both, with ever more ones.
const (
	typical = "\x00\x00\x00\x01\x00\x02\x00\x04\x00\x10\x02\x00\x03\x00\x05\x00\x10\x00\x18\x01\x09\x01\x04\x02\x02\x02\x03\x05\x01\x08\x01\x17"
	shares  = "\x10\x1e\x2a\x3b\x46\x53" // of ones in hundredths, that part the last seven sorts
)

func (m *Model) start() {
	m.low, m.top = 0, 0xffffffff
	for s := range m.sort {
		zeros, ones := s>>4, s&15
		m.next[s] = byte(min(zeros+1, most)<<4 | fewer(ones))
		m.next[256+s] = byte(fewer(zeros)<<4 | min(ones+1, most))
		m.sort[s] = sorted(zeros, ones)
	}
	for i := range m.rates {
		m.rates[i] = 1 << 16 / (int32(i) + 32)
	}
	for c := range 1 << (4 * looks) {
		zeros, ones := 11, 11
		for l := range looks {
			s := c >> (4 * l) & 15
			z, o := int(typical[2*s]), int(typical[2*s+1])
			w := 3
			if z == 0 || o == 0 {
				w = 15
			}
			zeros += z * w
			ones += o * w
		}
		m.cells[c] = uint32(ones<<16/(zeros+ones)) << 16
	}
	for k := 1; k < kinds; k++ {
		copy(m.cells[k<<(4*looks):(k+1)<<(4*looks)], m.cells[:1<<(4*looks)])
	}
}

// fewer is what stays of a count when the other side is chosen: what has changed is soon believed.
func fewer(n int) int {
	if n > 2 {
		return n/3 + 1
	}
	return n
}

func sorted(zeros, ones int) byte {
	if zeros == 0 {
		return few(ones)
	}
	if ones == 0 {
		return 4 + few(zeros)
	}
	s := byte(9)
	for i := range len(shares) {
		if ones*100/(zeros+ones) >= int(shares[i]) {
			s++
		}
	}
	return s
}

// few is 0 to 4 for 0, 1, 2, 3 to 6, more.
func few(n int) byte {
	switch {
	case n > 6:
		return 4
	case n > 3:
		return 3
	}
	return byte(n)
}

// choice codes a choice of a kind between 0 and 1; x0 to x2 tell apart what is looked up by the same base. want is the
// choice where it is known.
func (m *Model) choice(kind, x0, x1, x2, want uint32) uint32 {
	h0, h1, h2 := (m.base[0]+x0*spread)*scatter, (m.base[1]+x1*spread)*scatter, (m.base[2]+x2*spread)*scatter
	at0, at1, at2 := &m.seen0[h0>>(32-places)], &m.seen1[h1>>(32-places)], &m.seen2[h2>>(32-places)]
	k0, k1, k2 := h0&0xff00, h1&0xff00, h2&0xff00
	s0, s1, s2 := uint32(*at0)^k0, uint32(*at1)^k1, uint32(*at2)^k2
	if s0 > 255 {
		s0 = 0
	}
	if s1 > 255 {
		s1 = 0
	}
	if s2 > 255 {
		s2 = 0
	}
	cell := &m.cells[kind&31<<12|uint32(m.sort[s2&255]&15)<<8|uint32(m.sort[s1&255]&15)<<4|uint32(m.sort[s0&255]&15)]
	c := *cell
	y := m.coded(c>>16, want)
	after := y & 1 << 8
	*at0 = uint16(k0 | uint32(m.next[after|s0&255]))
	*at1 = uint16(k1 | uint32(m.next[after|s1&255]))
	*at2 = uint16(k2 | uint32(m.next[after|s2&255]))
	n := c & (steady - 1)
	c += uint32((int32(y<<22-y)-int32(c>>10))>>4*m.rates[n]>>12) << 10
	if n < steady-1 {
		c++
	}
	*cell = c
	return y
}

// coded codes a choice that is 1 with a chance of p in 65536.
func (m *Model) coded(p, want uint32) uint32 {
	mid := m.low + uint32(uint64(m.top-m.low)*uint64(p)>>16)
	y := want
	if !packs || !m.packing {
		y = 0
		if m.code <= mid {
			y = 1
		}
	}
	if y == 1 {
		m.top = mid
	} else {
		m.low = mid + 1
	}
	for (m.low^m.top)>>24 == 0 {
		b := &m.packed[m.at%maxPacked]
		m.at++
		if packs && m.packing {
			*b = byte(m.top >> 24)
		} else {
			m.code = m.code<<8 | uint32(*b)
		}
		m.low <<= 8
		m.top = m.top<<8 | 255
	}
	return y
}
