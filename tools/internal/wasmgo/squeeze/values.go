package squeeze

import "math/bits"

const (
	lists  = 4096
	listed = 40 // values in a list at most
	stride = 64 // more than that, so that each list ends
)

// picked remembers what was picked after the same things.
type picked struct {
	list  [lists][stride]byte // values plus 1, those picked most first; 0 ends a list
	times [lists][stride]byte
	pair  [2]uint32   // the lists of the coming pick
	tried [256]uint32 // the pick at which each value was offered last
	picks uint32
}

// mix gives one number for two.
func mix(a, b uint32) uint32 {
	a = (a*spread + b + 1) * scatter
	return a ^ a>>15
}

// by sets what the coming choices are looked up by.
func (m *Model) by(a, b, c uint32) { m.base[0], m.base[1], m.base[2] = a, b, c }

// pick codes a byte: those picked after the same before are tried one by one.
func (m *Model) pick(kind, want uint32) uint32 {
	x, found := m.offered(kind, want)
	if !found {
		x = m.digits(aRareValue, 8, want) & 255
	}
	for _, l := range m.pair {
		list, times := &m.list[l%lists], &m.times[l%lists]
		i := uint32(0)
		for i < listed-1 && list[i%stride] != 0 && list[i%stride] != byte(x+1) {
			i++
		}
		n := times[i%stride]
		if list[i%stride] != byte(x+1) {
			n = 0
		}
		if n < 255 {
			n++
		}
		for ; i > 0 && times[(i-1)%stride] <= n; i-- {
			list[i%stride], times[i%stride] = list[(i-1)%stride], times[(i-1)%stride]
		}
		list[i%stride], times[i%stride] = byte(x+1), n
	}
	return x
}

func (m *Model) offered(kind, want uint32) (uint32, bool) {
	m.picks++
	for _, l := range m.pair {
		list := &m.list[l%lists]
		for i := uint32(0); list[i%stride] != 0; i++ {
			x := uint32(list[i%stride] - 1)
			if m.tried[x] == m.picks {
				continue
			}
			m.tried[x] = m.picks
			if m.choice(kind, x, x, x, equal(x, want)) == 1 {
				return x, true
			}
		}
	}
	return 0, false
}

func equal(x, want uint32) uint32 {
	if x == want {
		return 1
	}
	return 0
}

// digits codes the lowest n bits of want from the top; a 1 stands before them.
func (m *Model) digits(kind uint32, n int, want uint32) uint32 {
	x := uint32(1)
	for n--; n >= 0; n-- {
		node := uint32(n)<<24 ^ x
		x = x<<1 | m.choice(kind, node, node, node, want>>uint(n)&1)
	}
	return x
}

// byte codes a byte of what is no code and adds it; where tells places apart.
func (m *Model) byte(where uint32) uint32 {
	m.by(where, mix(where, m.bytes&255), mix(where, m.bytes&0xffff))
	from := uint32(0)
	if where == inSection+aFunctionSection { // functions have the type of the one before, or the next
		from = uint32(m.told(m.put - 1))
	}
	x := m.digits(aByte, 8, m.knownByte()-from) & 255
	m.bytes = m.bytes<<8 | x
	x = (x + from) & 255
	m.add(x)
	return x
}

// number codes a number in LEB128 and adds it: how many digits it has, then these.
func (m *Model) number(use uint32, signed bool) int64 {
	n := m.knownNumber(signed)
	want := uint64(n)
	if signed {
		want = uint64(n<<1 ^ n>>63)
	}
	m.pair = [2]uint32{mix(m.token, m.shape), use}
	size := m.pick(aSize+use, uint32(bits.Len64(want)))
	x := uint64(min(size, 1))
	for i := int(size) - 2; i >= 0; i-- {
		node := mix(size, uint32(x))
		x = x<<1 | uint64(m.choice(aDigit+use, node, node, node, uint32(want>>uint(i))&1))
	}
	n = int64(x)
	if signed {
		n = int64(x>>1) ^ -int64(x&1)
	}
	m.addNumber(n, signed)
	m.before = uint32(n)
	m.token = mix(m.token, uint32(n))
	return n
}

// knownByte is the next byte of the module being packed.
func (m *Model) knownByte() uint32 {
	if !packs || !m.packing {
		return 0
	}
	m.from++
	return uint32(m.given[m.from-1])
}

// knownNumber is the next number of it.
func (m *Model) knownNumber(signed bool) int64 {
	if !packs || !m.packing {
		return 0
	}
	n, shift := int64(0), uint(0)
	for {
		b := int64(m.knownByte())
		n |= b & 127 << shift
		shift += 7
		if b < 128 {
			if signed && b >= 64 && shift < 64 {
				n |= -1 << shift
			}
			return n
		}
	}
}

func (m *Model) add(x uint32) {
	m.out[m.put] = byte(x) // where a damaged file goes on and on, it ends
	m.put++
}

func (m *Model) addNumber(n int64, signed bool) {
	for {
		b := uint32(n) & 127
		end := n>>6 == 0 || n>>6 == -1
		if signed {
			n >>= 7
		} else {
			n = int64(uint64(n) >> 7)
			end = n == 0
		}
		if end {
			m.add(b)
			return
		}
		m.add(b | 128)
	}
}

// read reads the number at a place of out and says what follows it.
func (m *Model) read(at uint32) (n, next uint32) {
	for shift := 0; ; shift += 7 {
		x := uint32(m.told(at))
		at++
		n |= x & 127 << shift
		if x < 128 {
			return n, at
		}
	}
}
