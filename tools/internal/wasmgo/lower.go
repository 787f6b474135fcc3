package wasmgo

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// lower turns one function from go/ssa's form into ours: each Go value becomes its parts, each check of Go's an operation.
type lower struct {
	*compiler
	src     *ssa.Function
	f       *fn
	b       *block
	pos     token.Pos
	vals    map[ssa.Value][]*value
	blocks  map[*ssa.BasicBlock]*block
	keep    map[ssa.Instruction]bool        // for a package's init: what is needed; nil for all
	skip    map[ssa.Instruction]bool        // instructions that another one has taken over
	elems   map[*ssa.Call][]ssa.Value       // append(s, a, b): the values appended
	places  map[*ssa.Call]ssa.Value         // x.s = append(x.s, ...): the address of x.s
	builtIn map[*ssa.Alloc]*ssa.Alloc       // literals made right in a variable
	sret    []*value                        // addresses for results kept in memory
	phis    map[*ssa.BasicBlock][]memoryPhi // phis of values kept in memory
	edges   map[*ssa.BasicBlock][]edge      // by successor
	taken   map[[2]*block]edge              // edges that were linked, by our blocks
}

// An edge of go/ssa's graph: into dst from its predecessor of that number.
type edge struct {
	from, via, to *block
	dst           *ssa.BasicBlock
	number        int
}

type memoryPhi struct {
	phi  *ssa.Phi
	slot *value
	temp *value
}

func (c *compiler) lower(src *ssa.Function, f *fn, keep map[ssa.Instruction]bool) {
	l := &lower{
		compiler: c, src: src, f: f, keep: keep,
		vals: map[ssa.Value][]*value{}, blocks: map[*ssa.BasicBlock]*block{},
		skip: map[ssa.Instruction]bool{}, elems: map[*ssa.Call][]ssa.Value{}, places: map[*ssa.Call]ssa.Value{}, builtIn: map[*ssa.Alloc]*ssa.Alloc{},
		phis: map[*ssa.BasicBlock][]memoryPhi{}, edges: map[*ssa.BasicBlock][]edge{}, taken: map[[2]*block]edge{},
	}
	l.pos = src.Pos()
	l.try(func() { l.function() })
}

// try calls f, and refuses a type that it finds unsupported.
func (l *lower) try(f func()) { l.compiler.try(&l.pos, f) }

func (l *lower) function() {
	order := l.src.DomPreorder()
	entry := l.f.newBlock()
	for _, b := range order {
		l.blocks[b] = l.f.newBlock()
	}
	l.b = entry
	n := 0
	param := func(typ byte) *value {
		v := l.b.add(&value{op: opParam, typ: typ, imm: int64(n)})
		n++
		return v
	}
	for _, p := range l.src.Params {
		var vs []*value
		for _, q := range l.layout.of(p.Type()) {
			vs = append(vs, param(q.typ))
		}
		l.vals[p] = vs
	}
	results := l.src.Signature.Results()
	for i := range results.Len() {
		if l.layout.inMemory(results.At(i).Type()) {
			l.sret = append(l.sret, param(i32))
		}
	}
	entry.link(l.blocks[l.src.Blocks[0]])
	for _, b := range order {
		l.declarePhis(b)
	}
	l.routes(order)
	l.findAppends(order)
	l.findLiterals(order)
	for _, b := range order {
		l.b = l.blocks[b]
		for _, in := range b.Instrs {
			if l.skip[in] || l.keep != nil && !l.keep[in] && !isTerminator(in) {
				continue
			}
			l.pos = l.near(in)
			l.try(func() { l.instr(in) })
		}
	}
	l.fillPhis(order)
}

// near gives the position of an instruction, or of one close to it.
func (l *lower) near(in ssa.Instruction) token.Pos {
	if p := in.Pos(); p.IsValid() {
		return p
	}
	if c, ok := in.(*ssa.MakeClosure); ok && c.Fn.Pos().IsValid() {
		return c.Fn.Pos()
	}
	if v, ok := in.(ssa.Value); ok {
		for _, r := range *v.Referrers() {
			if p := r.Pos(); p.IsValid() {
				return p
			}
		}
	}
	return l.pos
}

func isTerminator(in ssa.Instruction) bool {
	switch in.(type) {
	case *ssa.If, *ssa.Jump, *ssa.Return, *ssa.Panic:
		return true
	}
	return false
}

func (l *lower) declarePhis(b *ssa.BasicBlock) {
	for _, in := range b.Instrs {
		phi, ok := in.(*ssa.Phi)
		if !ok {
			break
		}
		if l.keep != nil && !l.keep[in] {
			continue
		}
		l.pos = l.near(phi)
		if l.layout.inMemory(phi.Type()) {
			size := l.layout.size(phi.Type())
			m := memoryPhi{phi, l.newSlot(size), l.newSlot(size)}
			l.phis[b] = append(l.phis[b], m)
			l.vals[phi] = []*value{m.slot}
			continue
		}
		var vs []*value
		for _, p := range l.layout.of(phi.Type()) {
			v := &value{op: opPhi, typ: p.typ, blk: l.blocks[b], pos: phi.Pos()}
			l.blocks[b].phis = append(l.blocks[b].phis, v)
			vs = append(vs, v)
		}
		l.vals[phi] = vs
	}
}

// routes gives each edge of the graph a way: directly, or through a block of its own where values kept in memory are to
// be copied or both branches lead to one block.
func (l *lower) routes(order []*ssa.BasicBlock) {
	for _, p := range order {
		for i, to := range p.Succs {
			twin := i == 1 && p.Succs[0] == to
			nth := 0
			if twin {
				nth = 1
			}
			e := edge{from: l.blocks[p], to: l.blocks[to], dst: to}
			for k, q := range to.Preds {
				if q == p {
					if nth == 0 {
						e.number = k
						break
					}
					nth--
				}
			}
			if twin || len(l.phis[to]) > 0 {
				e.via = l.f.newBlock()
				e.via.link(e.to)
			}
			l.edges[p] = append(l.edges[p], e)
		}
	}
}

// follow links the current block along an edge of the block it stands for.
func (l *lower) follow(e edge) {
	last := e.from
	if e.via != nil {
		e.from.link(e.via)
		last = e.via
	} else {
		e.from.link(e.to)
	}
	l.taken[[2]*block{last, e.to}] = e
}

// fillPhis sets the arguments of phis once all values are there.
func (l *lower) fillPhis(order []*ssa.BasicBlock) {
	for _, b := range order {
		to := l.blocks[b]
		n := 0
		for _, in := range b.Instrs {
			phi, ok := in.(*ssa.Phi)
			if !ok {
				break
			}
			if l.keep != nil && !l.keep[in] || l.layout.inMemory(phi.Type()) {
				continue
			}
			for j := range l.layout.of(phi.Type()) {
				v := to.phis[n]
				n++
				for _, p := range to.preds {
					e := l.taken[[2]*block{p, to}]
					v.args = append(v.args, l.get(phi.Edges[e.number])[j])
				}
			}
		}
		if len(l.phis[b]) == 0 {
			continue
		}
		for _, p := range to.preds {
			l.b = p
			e := l.taken[[2]*block{p, to}]
			for _, m := range l.phis[b] {
				l.copy(m.phi.Type(), m.temp, l.one(m.phi.Edges[e.number]))
			}
			for _, m := range l.phis[b] {
				l.copy(m.phi.Type(), m.slot, m.temp)
			}
		}
	}
}

// emit adds an operation to the current block.
func (l *lower) emit(o op, typ byte, args ...*value) *value {
	return l.b.add(&value{op: o, typ: typ, args: args, pos: l.pos})
}

// mem adds a load or store of a part at addr+off.
func (l *lower) mem(o op, p part, off int64, args ...*value) *value {
	v := l.emit(o, none, args...)
	if isLoad(o) {
		v.typ = p.typ
	}
	v.imm = off
	v.mem = memNumbers
	switch {
	case l.src.Pkg == l.rt:
		v.mem = memRT
	case p.ref:
		v.mem = memRefs
	}
	return v
}

// kinds are those of memory that holds a t.
func kinds(t types.Type) int {
	if hasPointers(t) {
		return memNumbers | memRefs
	}
	return memNumbers
}

func (l *lower) trapIf(cond *value) { l.emit(opTrapIf, none, cond) }

func (l *lower) newSlot(size int64) *value {
	l.f.slots = append(l.f.slots, slot{size: max(size, 1)})
	return &value{op: opSlot, typ: i32, imm: int64(len(l.f.slots) - 1)}
}

// get gives the parts of a value.
func (l *lower) get(v ssa.Value) []*value {
	switch v := v.(type) {
	case *ssa.Const:
		return l.constant(v)
	case *ssa.Global:
		return []*value{l.global(v)}
	case *ssa.Function:
		l.refuse(l.pos, l.src, "a function used as a value", "call it by its name, or choose between calls with a switch")
		return []*value{zeroOf(i32)}
	}
	if vs, ok := l.vals[v]; ok {
		return vs
	}
	// Not lowered: a construct that was refused, or a part of an initialiser that is not needed.
	var vs []*value
	for _, p := range l.layout.of(v.Type()) {
		vs = append(vs, zeroOf(p.typ))
	}
	return vs
}

func (l *lower) one(v ssa.Value) *value { return l.get(v)[0] }

func (l *lower) constant(c *ssa.Const) []*value {
	if c.Value == nil {
		if l.layout.inMemory(c.Type()) {
			s := l.newSlot(l.layout.size(c.Type()))
			l.zero(s, c.Type())
			return []*value{s}
		}
		var vs []*value
		for _, p := range l.layout.of(c.Type()) {
			vs = append(vs, zeroOf(p.typ))
		}
		return vs
	}
	switch c.Value.Kind() {
	case constant.String:
		s := constant.StringVal(c.Value)
		if s == "" {
			return []*value{zeroOf(i32), zeroOf(i32)}
		}
		return []*value{{op: opStatic, typ: i32, imm: l.text(s)}, constant32(int64(len(s)))}
	case constant.Bool:
		if constant.BoolVal(c.Value) {
			return []*value{constant32(1)}
		}
		return []*value{zeroOf(i32)}
	}
	switch p := l.layout.of(c.Type())[0]; p.typ {
	case f32:
		x, _ := constant.Float32Val(constant.ToFloat(c.Value))
		return []*value{float32Const(x)}
	case f64:
		x, _ := constant.Float64Val(constant.ToFloat(c.Value))
		return []*value{float64Const(x)}
	case i32:
		if p.signed {
			return []*value{constant32(c.Int64())}
		}
		return []*value{constant32(int64(c.Uint64()))}
	default:
		if p.signed {
			return []*value{constant64(c.Int64())}
		}
		return []*value{constant64(int64(c.Uint64()))}
	}
}

// zero clears a variable of type t.
func (l *lower) zero(addr *value, t types.Type) {
	if size := l.layout.size(t); size > 0 {
		l.emit(wMemFill, none, addr, zeroOf(i32), constant32(size)).mem = kinds(t)
	}
}

// copy copies a variable of type t.
func (l *lower) copy(t types.Type, to, from *value) {
	l.emit(wMemCopy, none, to, from, constant32(l.layout.size(t))).mem = kinds(t)
}

func loadOp(p part) op {
	switch {
	case p.typ == i64:
		return 0x29
	case p.typ == f32:
		return 0x2a
	case p.typ == f64:
		return 0x2b
	case p.size == 1 && p.signed:
		return 0x2c
	case p.size == 1:
		return 0x2d
	case p.size == 2 && p.signed:
		return 0x2e
	case p.size == 2:
		return 0x2f
	}
	return wLoad32
}

func storeOp(p part) op {
	switch {
	case p.typ == i64:
		return 0x37
	case p.typ == f32:
		return 0x38
	case p.typ == f64:
		return 0x39
	case p.size == 1:
		return 0x3a
	case p.size == 2:
		return 0x3b
	}
	return wStore32
}

// load reads a value of type t.
func (l *lower) load(t types.Type, addr *value) []*value {
	if l.layout.inMemory(t) {
		s := l.newSlot(l.layout.size(t))
		l.copy(t, s, addr)
		return []*value{s}
	}
	var vs []*value
	for _, p := range l.layout.of(t) {
		vs = append(vs, l.mem(loadOp(p), p, p.off, addr))
	}
	return vs
}

// store writes a value of type t.
func (l *lower) store(t types.Type, addr *value, off int64, vs []*value) {
	if l.layout.inMemory(t) {
		l.copy(t, l.plus(addr, off), vs[0])
		return
	}
	for i, p := range l.layout.of(t) {
		l.mem(storeOp(p), p, off+p.off, addr, vs[i])
	}
}

func (l *lower) plus(addr *value, off int64) *value {
	if off == 0 {
		return addr
	}
	v := l.emit(wAdd32, i32, addr, constant32(off))
	v.imm = inBounds
	return v
}

// nilCheck traps if a pointer that may be nil is.
func (l *lower) nilCheck(p ssa.Value) *value {
	v := l.one(p)
	if !l.nonNil(p) {
		l.trapIf(l.emit(wEqz32, i32, v))
	}
	return v
}

// rtCall calls a function of package rt.
func (l *lower) rtCall(name string, args ...*value) []*value {
	return l.call(l.fns[l.rt.Func(name)], args)
}

func (l *lower) call(f *fn, args []*value) []*value {
	v := l.emit(opCall, none, args...)
	v.callee = f
	if len(f.results) == 1 {
		v.typ = f.results[0]
		return []*value{v}
	}
	var rs []*value
	for i, t := range f.results {
		r := l.emit(opResult, t, v)
		r.imm = int64(i)
		rs = append(rs, r)
	}
	return rs
}
