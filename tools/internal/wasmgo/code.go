package wasmgo

import (
	"encoding/binary"
	"go/token"
	"math"
	"slices"
)

// root writes an operation that is not computed where it is used.
func (g *gen) root(v *value) {
	g.compute(v)
	if v.op == opCall && len(v.callee.results) > 1 {
		results := make([]*value, len(v.callee.results))
		for _, r := range v.blk.vals {
			if r.op == opResult && r.args[0] == v {
				results[r.imm] = r
			}
		}
		if results[0] != nil && g.sched.left[results[0]] {
			return
		}
		for _, r := range slices.Backward(results) {
			if i, ok := g.locals.num[r]; r != nil && ok {
				g.set(g.locals.of[i])
			} else {
				g.op(0x1a)
			}
		}
		return
	}
	if v.typ == none {
		return
	}
	if i, ok := g.locals.num[v]; ok {
		g.set(g.locals.of[i])
	} else {
		g.op(0x1a)
	}
}

// push puts a value on the stack.
func (g *gen) push(v *value) {
	if v.trivial() {
		g.compute(v)
		return
	}
	if g.sched.left[v] {
		return
	}
	if g.sched.inline[v] && !g.done[v] {
		g.compute(v)
		if v.uses > 1 {
			g.done[v] = true
			g.op(0x22)
			g.b = uleb(g.b, g.number(g.locals.of[g.locals.num[v]]))
		}
		return
	}
	i, ok := g.locals.num[v]
	if !ok {
		panic("a value without a local in " + g.f.name)
	}
	g.get(g.locals.of[i])
}

func (g *gen) mark(pos token.Pos) {
	if pos.IsValid() && (len(g.lines) == 0 || g.lines[len(g.lines)-1].pos != pos) {
		g.lines = append(g.lines, line{len(g.b), pos})
	}
}

// extended gives the 64-bit loads for a 32-bit one that is widened.
var extended = map[op]map[op]op{
	wExtU: {0x28: 0x35, 0x2d: 0x31, 0x2f: 0x33},
	wExtS: {0x28: 0x34, 0x2c: 0x30, 0x2e: 0x32, 0x2d: 0x31, 0x2f: 0x33},
}

// fixed gives an address that is known.
func (g *gen) fixed(a *value) (int64, bool) {
	switch {
	case a.op == opStatic:
		return g.m.address(a.imm), true
	case a.op == opSlot && !g.f.recursive:
		return g.f.base + g.f.offsets[a.imm], true
	}
	return 0, false
}

// indexed gives the two parts of the address of an element of a variable, if their sum cannot wrap round.
func (g *gen) indexed(a *value) (int64, *value) {
	if a.op != wAdd32 || !g.sched.inline[a] || a.uses != 1 {
		return 0, nil
	}
	at, ok := g.fixed(a.args[0])
	if !ok || at < 0 || at+most32(a.args[1]) >= 1<<31 { // below 0 lies what an index with a constant comes down from
		return 0, nil
	}
	return at, a.args[1]
}

// decimal gives two small whole numbers whose quotient, rounded as division does, is x; 0, 0 when there are none.
func decimal(x float64) (n, d int64) {
	for _, d := range []int64{10, 100, 1000} {
		if y := math.Round(x * float64(d)); math.Abs(y) < 1<<13 && y/float64(d) == x && x != 0 {
			return int64(y), d
		}
	}
	return 0, 0
}

// compute writes an operation after its arguments.
func (g *gen) compute(v *value) {
	switch v.op {
	case opConst:
		g.setAt = -1
		switch v.typ {
		case i32:
			g.const32(v.imm)
		case i64:
			g.b = sleb(append(g.b, 0x42), v.imm)
		case f32:
			g.b = binary.LittleEndian.AppendUint32(append(g.b, 0x43), uint32(v.imm))
		case f64:
			x := math.Float64frombits(uint64(v.imm))
			if n := int64(x); float64(n) == x && n > -1<<20 && n < 1<<20 && (n != 0 || v.imm == 0) {
				g.const32(n)
				g.op(0xb7) // converted: 3 to 5 bytes instead of 9
				break
			}
			if n, d := decimal(x); d != 0 { // .3 is 3 divided by 10
				g.const32(n)
				g.op(0xb7)
				g.const32(d)
				g.op(0xb7, 0xa3)
				break
			}
			g.b = binary.LittleEndian.AppendUint64(append(g.b, 0x44), uint64(v.imm))
		}
		return
	case opStatic:
		g.const32(g.m.address(v.imm))
		return
	case opStaticEnd:
		g.const32(g.m.address(g.m.c.far))
		return
	case opSetSP:
		if g.m.recursive {
			g.const32(g.m.top)
			g.mark(v.pos)
			g.op(0x24, 0)
		}
		return
	case opHeapBase:
		g.const32(g.m.heap)
		return
	case opSlot:
		if !g.f.recursive {
			g.const32(g.f.base + g.f.offsets[v.imm])
			return
		}
		g.get(g.fp)
		if o := g.f.offsets[v.imm]; o != 0 {
			g.const32(o)
			g.op(byte(wAdd32))
		}
		return
	case opTrapIf:
		g.condition(v.args[0], false)
		g.mark(v.pos)
		g.op(0x04, 0x40, 0x00, 0x0b)
		return
	}
	if v.op == wExtU || v.op == wExtS {
		if x := v.args[0]; g.sched.inline[x] && x.uses == 1 && extended[v.op][x.op] != 0 {
			load := *x
			load.op = extended[v.op][x.op]
			g.compute(&load)
			return
		}
	}
	if isStore(v.op) && v.args[1].op == wWrap && g.sched.inline[v.args[1]] && v.args[1].uses == 1 {
		store := *v
		store.op = map[op]op{0x36: 0x3e, 0x3a: 0x3c, 0x3b: 0x3d}[v.op]
		store.args = []*value{v.args[0], v.args[1].args[0]}
		g.compute(&store)
		return
	}
	if isLoad(v.op) || isStore(v.op) {
		if x := g.m.scalar(v); x != nil {
			g.global(v, x)
			return
		}
		off := v.imm
		if a := v.args[0]; a.op == opSlot && g.f.recursive {
			g.get(g.fp)
			off += g.f.offsets[a.imm]
		} else if at, ok := g.fixed(a); ok { // the offset alone: it is the address
			g.const32(0)
			off += at
		} else if at, i := g.indexed(a); i != nil {
			g.push(i)
			off += at
		} else {
			g.push(a)
		}
		for _, a := range v.args[1:] {
			g.push(a)
		}
		g.mark(v.pos)
		g.op(byte(v.op), 0)
		g.b = uleb(g.b, uint64(off))
		return
	}
	for _, a := range v.args {
		g.push(a)
	}
	if v.effects() != 0 {
		g.mark(v.pos)
	}
	switch v.op {
	case opCall:
		g.op(0x10)
		g.b = uleb(g.b, uint64(v.callee.index))
	case opUnreached:
		g.op(0)
	case wMemSize, wMemGrow:
		g.op(byte(v.op), 0)
	case wMemCopy:
		g.op(0xfc, 10, 0, 0)
	case wMemFill:
		g.op(0xfc, 11, 0)
	default:
		if v.op >= 0xfc00 {
			g.op(0xfc, byte(v.op))
		} else {
			g.op(byte(v.op))
		}
	}
}
