package wasmgo

import (
	"encoding/binary"
	"go/token"
	"slices"
)

// gen writes one function's body. Structured control flow comes from the dominator tree, as in Ramsey's "Beyond Relooper":
// a block that several others reach follows the end of a WASM block that holds all of them; the head of a loop opens one.
type gen struct {
	m       *module
	f       *fn
	sched   *schedule
	locals  *locals
	numbers map[int]int // of locals, as the module has them
	b       []byte
	ctx     []label
	fp      int  // local that holds the frame's address, if there is a frame
	whole   bool // whether calls are made below, so that the stack pointer must move
	left    bool // the results lie on the stack at the function's end
	lines   []line
	setAt   int // where the last local.set begins, to be turned into local.tee
	setTo   int
	done    map[*value]bool // values used several times that have been computed
	used    map[label]bool  // labels that branches go to
	pass    int
	closed  bool // control does not get past the last operation
}

// A label is what a branch may go to: the head of a loop or the block after a WASM block.
type label struct {
	b    *block
	loop bool
}

// A line says which source line the code from an offset on belongs to.
type line struct {
	at  int
	pos token.Pos
}

func uleb(b []byte, v uint64) []byte { return binary.AppendUvarint(b, v) }

func sleb(b []byte, v int64) []byte {
	for {
		c := byte(v & 127)
		v >>= 7
		if v == 0 && c&64 == 0 || v == -1 && c&64 != 0 {
			return append(b, c)
		}
		b = append(b, c|128)
	}
}

func (g *gen) op(b ...byte) {
	g.b = append(g.b, b...)
	g.setAt = -1
	g.closed = b[0] == 0 || b[0] == 0x0c || b[0] == 0x0f
}

func (g *gen) const32(v int64) {
	g.b = sleb(append(g.b, 0x41), int64(int32(v)))
	g.setAt = -1
}

func (g *gen) get(local int) {
	g.closed = false
	if g.setAt >= 0 && g.setTo == local {
		g.b[g.setAt] = 0x22 // tee
		g.setAt = -1
		return
	}
	g.b = uleb(append(g.b, 0x20), g.number(local))
	g.setAt = -1
}

func (g *gen) set(local int) {
	at := len(g.b)
	g.b = uleb(append(g.b, 0x21), g.number(local))
	g.setAt, g.setTo = at, local
	g.closed = false
}

// number gives a local's number: parameters come first, then locals in the order in which they are first set.
func (g *gen) number(local int) uint64 {
	if local < len(g.f.params) {
		return uint64(local)
	}
	if _, ok := g.numbers[local]; !ok {
		g.numbers[local] = len(g.f.params) + len(g.numbers)
	}
	return uint64(g.numbers[local])
}

// function writes the body: declarations of locals, then code.
func (m *module) function(f *fn) (body []byte, lines []line) {
	s := f.schedule()
	g := &gen{m: m, f: f, sched: s, locals: f.locals(s), numbers: map[int]int{}, used: map[label]bool{}, fp: -1}
	if f.frame > 0 && f.recursive {
		g.fp = len(g.locals.types)
		g.locals.types = append(g.locals.types, i32)
		g.whole = len(f.callsMade()) > 0
	}
	// Once to see which labels are branched to, then without the others.
	for range 2 {
		g.b, g.lines, g.setAt, g.left, g.done = nil, nil, -1, false, map[*value]bool{}
		g.prologue()
		g.tree(f.blocks[0], nil)
		g.pass++
	}
	if len(f.results) > 0 && !g.left {
		g.op(0)
	}
	g.op(0x0b)
	// Runs of locals of one type.
	var decl []byte
	types := make([]byte, len(g.numbers))
	for local, n := range g.numbers {
		types[n-len(f.params)] = g.locals.types[local]
	}
	n := 0
	for i := 0; i < len(types); {
		j := i
		for j < len(types) && types[j] == types[i] {
			j++
		}
		decl = append(uleb(decl, uint64(j-i)), types[i])
		n++
		i = j
	}
	decl = append(uleb(nil, uint64(n)), decl...)
	for i := range g.lines {
		g.lines[i].at += len(decl)
	}
	return append(decl, g.b...), g.lines
}

// prologue takes a frame from the shadow stack, or traps.
func (g *gen) prologue() {
	if g.fp < 0 {
		return
	}
	g.op(0x23, 0)
	g.const32(g.f.frame)
	g.op(byte(wSub32))
	g.set(g.fp)
	g.get(g.fp)
	g.const32(g.m.stack)
	g.op(byte(wLtU32), 0x04, 0x40, 0x00, 0x0b) // full
	if g.whole {
		g.get(g.fp)
		g.op(0x24, 0)
	}
}

// tree writes x and all that it dominates; control that falls off the end reaches next, or the function's end for nil.
func (g *gen) tree(x, next *block) {
	var merges []*block
	for _, k := range x.kids {
		if k.isMerge() {
			merges = append(merges, k)
		}
	}
	slices.SortFunc(merges, func(a, b *block) int { return b.rpo - a.rpo })
	if x.isLoop() {
		g.op(0x03, 0x40)
		g.ctx = append(g.ctx, label{x, true})
		g.within(x, merges, next)
		g.end()
		return
	}
	g.within(x, merges, next)
}

func (g *gen) end() {
	g.ctx = g.ctx[:len(g.ctx)-1]
	g.op(0x0b)
}

func (g *gen) within(x *block, merges []*block, next *block) {
	if len(merges) > 0 {
		l := label{merges[0], false}
		if g.pass > 0 && !g.used[l] {
			g.within(x, merges[1:], merges[0])
		} else {
			g.op(0x02, 0x40)
			g.ctx = append(g.ctx, l)
			g.within(x, merges[1:], merges[0])
			g.end()
		}
		g.tree(merges[0], next)
		return
	}
	for _, v := range x.vals {
		if !g.sched.inline[v] && v.op != opResult && v.op != opParam {
			g.root(v)
		}
	}
	g.mark(x.pos)
	switch x.term {
	case termJump:
		g.edge(x, x.succs[0], next)
	case termIf:
		g.branch(x, next)
	case termTrap:
		g.op(0)
	case termReturn:
		for _, v := range x.rets {
			g.push(v)
		}
		if g.whole {
			g.get(g.fp)
			g.const32(g.f.frame)
			g.op(byte(wAdd32), 0x24, 0)
		}
		switch {
		case next != nil || len(g.ctx) > 0 && len(g.f.results) > 0:
			g.op(0x0f)
		case len(g.f.results) > 0:
			g.left = true
		}
	}
}

// copies moves what the phis of to take on the edge from x, and reports whether there was anything to move.
func (g *gen) copies(x, to *block) {
	k := to.predIndex(x)
	var set []int
	for _, p := range to.phis {
		i, ok := g.locals.num[p]
		if !ok {
			continue
		}
		a := p.args[k]
		if g.inPlace(a, g.locals.of[i]) {
			continue
		}
		g.push(a)
		set = append(set, g.locals.of[i])
	}
	for _, l := range slices.Backward(set) {
		g.set(l)
	}
}

// bare reports whether the edge from x needs no copies.
func (g *gen) bare(x, to *block) bool {
	k := to.predIndex(x)
	for _, p := range to.phis {
		if i, ok := g.locals.num[p]; ok && !g.inPlace(p.args[k], g.locals.of[i]) {
			return false
		}
	}
	return true
}

// inPlace reports whether a local holds v already.
func (g *gen) inPlace(v *value, local int) bool {
	i, ok := g.locals.num[v]
	return ok && g.locals.of[i] == local && (!g.sched.inline[v] || g.done[v])
}

// jumps reports whether to is reached by a branch, rather than by writing it here.
func jumps(x, to *block) bool { return to.rpo <= x.rpo || to.isMerge() }

func (g *gen) edge(x, to, next *block) {
	g.copies(x, to)
	if !jumps(x, to) {
		g.tree(to, next)
		return
	}
	if to != next || to.rpo <= x.rpo {
		g.op(0x0c)
		g.b = uleb(g.b, g.depth(x, to))
	}
}

func (g *gen) depth(x, to *block) uint64 {
	back := to.rpo <= x.rpo
	for i := len(g.ctx) - 1; i >= 0; i-- {
		if e := g.ctx[i]; e.b == to && e.loop == back {
			g.used[e] = true
			return uint64(len(g.ctx) - 1 - i)
		}
	}
	panic("no label for a block: the graph is not reducible")
}

func (g *gen) branch(x, next *block) {
	yes, no := x.succs[0], x.succs[1]
	falls := func(to *block) bool { return jumps(x, to) && g.bare(x, to) && to == next && to.rpo > x.rpo }
	goes := func(to *block) bool { return jumps(x, to) && g.bare(x, to) && !falls(to) }
	switch {
	case goes(yes):
		g.condition(x.cond, false)
		g.op(0x0d)
		g.b = uleb(g.b, g.depth(x, yes))
		g.edge(x, no, next)
	case goes(no):
		g.condition(x.cond, true)
		g.op(0x0d)
		g.b = uleb(g.b, g.depth(x, no))
		g.edge(x, yes, next)
	default:
		flip := falls(yes)
		if flip {
			yes, no = no, yes
		}
		g.condition(x.cond, flip)
		g.op(0x04, 0x40)
		g.ctx = append(g.ctx, label{})
		at := len(g.b)
		g.edge(x, yes, next)
		switch {
		case len(g.b) == at && !falls(no): // nothing to do on this way: turn the condition round
			g.b = g.b[:at-2]
			g.op(byte(wEqz32), 0x04, 0x40)
			g.edge(x, no, next)
			g.end()
		case falls(no):
			g.end()
		case g.closed:
			g.end()
			g.edge(x, no, next)
		default:
			g.op(0x05)
			g.edge(x, no, next)
			g.end()
		}
	}
}

// condition pushes v, or its opposite.
func (g *gen) condition(v *value, flip bool) {
	for g.sched.inline[v] && v.uses == 1 {
		if v.op == wEqz32 {
			v, flip = v.args[0], !flip
			continue
		}
		if o, ok := opposite[v.op]; flip && ok {
			for _, a := range v.args {
				g.push(a)
			}
			g.op(byte(o))
			return
		}
		break
	}
	if v.op == opConst && flip {
		g.const32(1 - v.imm)
		return
	}
	g.push(v)
	if flip {
		g.op(byte(wEqz32))
	}
}

// opposite comparisons. Less-than on floats has none: both are false for NaN.
var opposite = map[op]op{
	0x46: 0x47, 0x47: 0x46, 0x48: 0x4e, 0x49: 0x4f, 0x4a: 0x4c, 0x4b: 0x4d, 0x4c: 0x4a, 0x4d: 0x4b, 0x4e: 0x48, 0x4f: 0x49,
	0x51: 0x52, 0x52: 0x51, 0x53: 0x59, 0x54: 0x5a, 0x55: 0x57, 0x56: 0x58, 0x57: 0x55, 0x58: 0x56, 0x59: 0x53, 0x5a: 0x54,
	0x5b: 0x5c, 0x5c: 0x5b, 0x61: 0x62, 0x62: 0x61,
}
