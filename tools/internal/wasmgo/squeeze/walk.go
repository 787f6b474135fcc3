package squeeze

import "math/bits"

// walk is what is remembered on the way through a module. The types on the stack foretell an instruction best. What a damaged
// file may make an index of anything is taken modulo the array's length: the module is wrong then in any case. [browser]
type walk struct {
	types   [256]uint32  // where each type's parameters begin in out
	funcs   [4096]uint32 // likewise for each function
	globals [256]byte    // their types
	pops    [256]byte    // values that an opcode takes
	pushes  [256]byte    // the type of what it gives

	locals [1024]local
	order  [1024]uint32 // numbers of locals, the one used last first
	count  uint32       // of locals
	groups uint32       // of locals declared together
	group  byte         // the type of the last of them
	moving [1024]byte   // see forward
	clock  uint32       // uses of locals
	stack  [1024]value
	height uint32 // of the stack
	blocks [256]block
	depth  uint32 // of blocks

	ops    uint32    // the last four opcodes
	tokens [3]uint32 // instructions before the one at hand, the last first
	token  uint32    // the one at hand, as far as it is told
	before uint32    // the last number
	bytes  uint32    // the last four bytes of what is no code
	shape  uint32    // types on top of the stack, and its height up to 4
	upper  [2]value  // the top of the stack, and what is below it
}

type local struct {
	typ  byte
	by   byte   // the opcode that made its value
	last uint32 // its last use: 1 get, 2 set, 3 tee
	at   uint32 // clock then
}

type value struct {
	typ   byte
	op    uint32 // the opcode that made it, plus 1
	token uint32 // the whole instruction
}

type block struct {
	height uint32 // of the stack where it begins
	op     uint32 // what begins it
	result byte
}

const noResult = 0x40

// What is no code is told apart by where it stands: the section, or one of these.
const (
	aFunctionSection = 3
	theCode          = 10
	inSection        = 16
)

// effects says, for the opcodes from the first byte of each three on, how many values they take and the type of what they
// give. Arithmetic leaves its first value, which has the type of the result.
const effects = "\x00\x00\x00\x04\x01\x00\x05\x00\x00\x0d\x01\x00\x0f\x00\x00\x1a\x01\x00\x1b\x02\x00\x1c\x00\x00" +
	"\x21\x01\x00\x22\x00\x00\x24\x01\x00\x28\x01\x7f\x29\x01\x7e\x2a\x01\x7d\x2b\x01\x7c\x2c\x01\x7f\x30\x01\x7e\x36\x02\x00" +
	"\x3f\x00\x7f\x40\x01\x7f\x41\x00\x7f\x42\x00\x7e\x43\x00\x7d\x44\x00\x7c\x45\x01\x7f\x46\x02\x7f\x50\x01\x7f\x51\x02\x7f" +
	"\x67\x01\x7f\x6a\x01\x00\x79\x01\x7e\x7c\x01\x00\x8b\x01\x7d\x92\x01\x00\x99\x01\x7c\xa0\x01\x00\xa7\x01\x7f\xac\x01\x7e" +
	"\xb2\x01\x7d\xb7\x01\x7c\xbc\x01\x7f\xbd\x01\x7e\xbe\x01\x7d\xbf\x01\x7c\xc0\x01\x7f\xc2\x01\x7e\xc5\x00\x00\xfc\x03\x00\xff\x00\x00"

// module codes a module of n bytes.
func (m *Model) module(n uint32) {
	for i := 0; i+3 < len(effects); i += 3 {
		for op := int(effects[i]); op < int(effects[i+3]); op++ {
			m.pops[op], m.pushes[op] = effects[i+1], effects[i+2]
		}
	}
	m.put = 0
	for range 8 { // "\x00asm" and the version
		m.byte(0)
	}
	for m.put < n {
		id := m.byte(1)
		if id == theCode {
			m.bodies()
			continue
		}
		at := m.put
		for m.byte(2) > 127 {
		}
		size, from := m.read(at)
		for m.put < from+size {
			m.byte(inSection + id)
		}
		m.declared(id, from)
	}
}

// declared reads the types, functions or globals of the section at a place.
func (m *Model) declared(id, at uint32) {
	count, at := m.read(at)
	for i := uint32(0); i < count && at < m.put; i++ {
		switch id {
		case 1:
			m.types[i%256] = at + 1
			at = m.after(m.after(at + 1))
		case aFunctionSection:
			t := uint32(0)
			t, at = m.read(at)
			m.funcs[i%4096] = m.types[t%256]
		case 6:
			m.globals[i%256] = m.told(at)
			switch at += 3; m.told(at - 1) {
			case 0x43:
				at += 5
			case 0x44:
				at += 9
			default:
				_, at = m.read(at)
				at++
			}
		default:
			return
		}
	}
}

// after gives the place after a list of types.
func (m *Model) after(at uint32) uint32 {
	n, at := m.read(at)
	return at + n
}

// bodies codes the code section. The sizes of functions are left out when packing and put in when unpacking.
func (m *Model) bodies() {
	m.by(0, 0, 0)
	m.number(another, false)
	for f := range uint32(m.number(another, false)) {
		m.knownNumber(false)
		from := m.put
		m.function(m.funcs[f%4096])
		end := m.put
		m.addNumber(int64(end-from), false)
		m.forward(from, end)
	}
}

// forward puts what is told from end on before what is told from at on.
func (m *Model) forward(at, end uint32) {
	n := m.put - end
	for i := range n {
		m.moving[i%1024] = m.told(end + i)
	}
	for i := end; i > at; i-- {
		m.out[(i-1+n)%maxModule] = m.told(i - 1)
	}
	for i := range n {
		m.out[(at+i)%maxModule] = m.moving[i%1024]
	}
}

// told is a byte of the module as far as it is told.
func (m *Model) told(at uint32) byte { return m.out[at%maxModule] }

// function codes a function whose parameters' types stand at a place. Its locals are numbered as they are first set, by
// what has their type, and declared when all else is told.
func (m *Model) function(parameters uint32) {
	n, at := m.read(parameters)
	for m.count = 0; m.count < n; {
		m.declare(m.told(at + m.count))
	}
	for groups := m.knownNumber(false); groups > 0; groups-- {
		m.knownNumber(false)
		m.knownByte()
	}
	m.groups, m.group = 0, 0
	from := m.put
	m.ops, m.height = 0, 0
	m.blocks[0] = block{result: noResult}
	for m.depth = 1; m.depth > 0; {
		m.instruction()
	}
	end := m.put
	m.addNumber(int64(m.groups), false)
	for n < m.count {
		first := n
		typ := m.locals[n%1024].typ
		for n < m.count && m.locals[n%1024].typ == typ {
			n++
		}
		m.addNumber(int64(n-first), false)
		m.add(uint32(typ))
	}
	m.forward(from, end)
}

// declare adds a local.
func (m *Model) declare(typ byte) {
	m.locals[m.count%1024] = local{typ: typ}
	m.order[m.count%1024] = m.count
	m.count++
	if typ != m.group {
		m.group = typ
		m.groups++
	}
}

// instruction codes an instruction and follows what it does to the stack.
func (m *Model) instruction() {
	b := &m.blocks[(m.depth-1)%256]
	m.shape = min(m.height-b.height, 4)
	m.upper = [2]value{}
	for i := range min(m.height-b.height, 2) {
		v := m.stack[(m.height-1-i)%1024]
		m.upper[i] = v
		m.shape = m.shape<<3 | uint32(v.typ)&7
	}
	op := m.opcode(b.op)
	m.token = op + 1
	pops, push := uint32(m.pops[op%256]), m.pushes[op%256]
	results, at := uint32(0), uint32(0)
	switch {
	case op >= 0x20 && op <= 0x22:
		x := m.local(op)
		if op == 0x20 {
			push = m.locals[x%1024].typ
		}
	case op >= 2 && op <= 4:
		m.by(op, mix(op, m.ops&0xffff), mix(op, m.shape))
		m.pair = [2]uint32{mix(op, m.shape), 0}
		m.add(m.pick(aByte, m.knownByte()))
	case op == 0x10:
		at = m.funcs[m.operand(aFunction, false)%4096]
		pops, at = m.read(at)
		results, at = m.read(at + pops)
	case op == 0x0e:
		for n := m.operand(aBlock, false); n >= 0; n-- {
			m.operand(aBlock, false)
		}
	case op == 0x0c, op == 0x0d:
		m.operand(aBlock, false)
	case op >= 0x28 && op <= 0x3e:
		m.knownByte()
		m.add(0) // alignment: this compiler promises none
		m.operand(anOffset, false)
	case op == 0xfc: // to 3 conversions to i32, to 7 to i64; 10 copies memory, 11 fills it
		n := m.operand(another, false)
		if n < 8 {
			pops, push = 1, byte(0x7f-n>>2)
		}
		for ; n >= 10 && n < 12; n++ {
			m.operand(another, false)
		}
	case op == 0x23:
		push = m.globals[m.operand(another, false)%256]
	case op == 0x24, op == 0x3f, op == 0x40:
		m.operand(another, false)
	case op == 0x41:
		m.operand(anInt32, true)
	case op == 0x42:
		m.operand(anInt64, true)
	case op == 0x43, op == 0x44:
		for i := range 4 << (op - 0x43) {
			m.byte(uint32(4 + i))
		}
	}
	height := m.height - min(pops, m.height-b.height)
	switch op {
	case 2, 3, 4:
		m.blocks[m.depth%256] = block{height, op, m.told(m.put - 1)}
		m.depth++
	case 5:
		height = b.height
		b.op = op
	case 0x0b:
		height = b.height
		m.depth--
		if b.result != noResult {
			push = b.result
		}
	}
	if push != 0 {
		m.stack[height%1024] = value{push, op + 1, m.token}
		height++
	}
	for i := range results {
		m.stack[height%1024] = value{m.told(at + i), op + 1, m.token}
		height++
	}
	m.height = height
	m.tokens = [3]uint32{m.token, m.tokens[0], m.tokens[1]}
	m.ops = m.ops<<8 | op
}

// opcode codes the next opcode, in a block that another began.
func (m *Model) opcode(block uint32) uint32 {
	m.by(mix(m.shape, m.ops), mix(m.shape, m.tokens[0]), mix(block, m.ops&0xffff))
	m.pair = [2]uint32{mix(m.shape, m.ops&255), m.shape}
	x := m.pick(anOpcode, m.knownByte())
	m.add(x)
	return x
}

// operand codes a number after an opcode.
func (m *Model) operand(use uint32, signed bool) int64 {
	shape := mix(m.token, m.shape)
	made := mix(mix(shape, m.upper[0].op), m.upper[1].op)
	last := mix(mix(m.token, m.before), m.ops&255)
	switch use {
	case aFunction:
		m.by(shape, made, mix(shape, m.ops&0xffffff))
	case aBlock:
		block := mix(m.token, m.blocks[(m.depth-1)%256].op)
		m.by(block, mix(block, m.depth), last)
	default:
		m.by(made, use, last)
	}
	return m.number(use, signed)
}

// local codes which local an instruction means: a new one, or one of those of the type, which are tried one by one, the one
// used last first.
func (m *Model) local(op uint32) uint32 {
	want := uint32(m.knownNumber(false))
	m.by(mix(op, m.ops&255), mix(op, m.upper[0].token), mix(mix(mix(mix(op, m.shape), m.tokens[0]), m.tokens[1]), m.tokens[2]))
	top, by := m.upper[0].typ, byte(m.upper[0].op)
	i := m.count
	if op == 0x20 || m.choice(aNewLocal, uint32(top), uint32(top), uint32(top), equal(want, i)) == 0 {
		for i = 0; i < m.count; i++ {
			n := m.order[i%1024]
			l := &m.locals[n%1024]
			if op != 0x20 && l.typ != top {
				continue
			}
			age := uint32(13)
			if l.last != 0 {
				age = uint32(min(bits.Len32(m.clock-l.at), 12))
			}
			use := (((uint32(l.typ)<<2|l.last)<<4|age)<<8|uint32(l.by))<<1 | equal(uint32(l.typ), uint32(top))
			if m.choice(aLocal, use, n<<2|l.last, n, equal(n, want)) == 1 {
				break
			}
		}
	} else {
		m.declare(top)
	}
	found := m.order[i%1024]
	for ; i > 0; i-- {
		m.order[i%1024] = m.order[(i-1)%1024]
	}
	m.order[0] = found
	l := &m.locals[found%1024]
	l.last = op - 0x1f
	l.at = m.clock
	if op != 0x20 {
		l.by = by
	}
	m.clock++
	m.token = mix(m.token, found)
	m.addNumber(int64(found), false)
	return found
}
