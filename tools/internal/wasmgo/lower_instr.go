package wasmgo

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

func (l *lower) instr(in ssa.Instruction) {
	switch v := in.(type) {
	case *ssa.DebugRef, *ssa.Phi:
	case *ssa.If:
		l.branch(v)
	case *ssa.Jump:
		l.follow(l.edges[v.Block()][0])
	case *ssa.Return:
		l.result(v)
	case *ssa.Panic:
		l.b.term = termTrap
		l.b.pos = l.pos
	case *ssa.Store:
		if c, ok := v.Val.(*ssa.Const); ok && l.layout.inMemory(c.Type()) {
			l.zero(l.nilCheck(v.Addr), c.Type())
			return
		}
		l.store(v.Val.Type(), l.nilCheck(v.Addr), 0, l.get(v.Val))
	case *ssa.MakeInterface:
		for _, r := range *v.Referrers() {
			if _, ok := r.(*ssa.Panic); !ok {
				l.refuse(l.pos, l.src, "a value turned into an interface", "use the concrete type")
				return
			}
		}
	case ssa.Value:
		if vs := l.value(v); vs != nil {
			l.vals[v] = vs
		}
	default:
		l.refuseInstr(in)
	}
}

func (l *lower) branch(v *ssa.If) {
	e := l.edges[v.Block()]
	if l.keep != nil && !l.keep[v] {
		l.follow(e[0])
		return
	}
	l.b.term = termIf
	l.b.cond = l.one(v.Cond)
	l.b.pos = l.pos
	l.follow(e[0])
	l.follow(e[1])
}

func (l *lower) result(v *ssa.Return) {
	n := 0
	for _, r := range v.Results {
		vs := l.get(r)
		if l.layout.inMemory(r.Type()) {
			l.store(r.Type(), l.sret[n], 0, vs)
			n++
			continue
		}
		l.b.rets = append(l.b.rets, vs...)
	}
	l.b.term = termReturn
}

func element(t types.Type) types.Type {
	switch u := t.Underlying().(type) {
	case *types.Pointer:
		return u.Elem()
	case *types.Slice:
		return u.Elem()
	case *types.Array:
		return u.Elem()
	}
	panic(unsupportedType{t})
}

func (l *lower) value(in ssa.Value) []*value {
	switch v := in.(type) {
	case *ssa.Alloc:
		t := element(v.Type())
		size := l.layout.size(t)
		if l.stays(v) {
			if to := l.builtIn[v]; to != nil {
				return l.get(to)
			}
			s := l.newSlot(size)
			if !full(v) {
				l.zero(s, t)
			}
			return []*value{s}
		}
		return l.alloc(constant32(size), t)
	case *ssa.BinOp:
		if b, ok := v.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
			x, y := l.get(v.X), l.get(v.Y)
			return l.rtCall("concat", x[0], x[1], y[0], y[1])
		}
		return []*value{l.binary(v)}
	case *ssa.UnOp:
		return l.unary(v)
	case *ssa.ChangeType:
		return l.get(v.X)
	case *ssa.Convert:
		return l.convert(v)
	case *ssa.Call:
		return l.callInstr(v)
	case *ssa.Extract:
		t := v.Tuple.Type().(*types.Tuple)
		k := 0
		for i := range v.Index {
			k += len(l.layout.of(t.At(i).Type()))
		}
		return l.get(v.Tuple)[k : k+len(l.layout.of(v.Type()))]
	case *ssa.Field:
		return l.field(v)
	case *ssa.FieldAddr:
		s := element(v.X.Type()).Underlying().(*types.Struct)
		return []*value{l.plus(l.nilCheck(v.X), l.layout.field(s, v.Field))}
	case *ssa.Index:
		return l.indexValue(v)
	case *ssa.IndexAddr:
		return []*value{l.indexAddr(v)}
	case *ssa.MakeSlice:
		return l.makeSlice(v)
	case *ssa.Slice:
		return l.slice(v)
	case *ssa.SliceToArrayPointer:
		x := l.get(v.X)
		n := element(v.Type()).Underlying().(*types.Array).Len()
		l.trapIf(l.emit(wLtU32, i32, x[1], constant32(n)))
		return x[:1]
	case *ssa.Range:
		if _, ok := v.X.Type().Underlying().(*types.Basic); ok {
			s := l.newSlot(4)
			l.mem(wStore32, iterator, 0, s, zeroOf(i32))
			return []*value{s}
		}
	case *ssa.Next:
		if v.IsString {
			return l.next(v)
		}
	}
	l.refuseInstr(in.(ssa.Instruction))
	return nil
}

func (l *lower) alloc(n *value, t types.Type) []*value {
	return l.rtCall("alloc", n, constant32(opaqueBit(t)))
}

// opaqueBit is rt's flag for memory that holds no pointers.
func opaqueBit(t types.Type) int64 {
	if hasPointers(t) {
		return 0
	}
	return 2
}

// appendKind is what rt.grow wants to know of an element.
func (l *lower) appendKind(t types.Type) *value {
	return constant32(l.layout.size(t)<<2 | opaqueBit(t))
}

func (l *lower) unary(v *ssa.UnOp) []*value {
	switch v.Op {
	case token.MUL:
		addr := l.nilCheck(v.X)
		if l.layout.inMemory(v.Type()) && l.movedOn(v) {
			return []*value{addr}
		}
		return l.load(v.Type(), addr)
	case token.NOT:
		return []*value{l.emit(wEqz32, i32, l.one(v.X))}
	case token.SUB:
		p := l.layout.of(v.Type())[0]
		x := l.one(v.X)
		switch p.typ {
		case f32:
			return []*value{l.emit(0x8c, f32, x)}
		case f64:
			return []*value{l.emit(0x9a, f64, x)}
		case i64:
			return []*value{l.emit(wSub64, i64, constant64(0), x)}
		}
		return []*value{l.norm(l.emit(wSub32, i32, constant32(0), x), p)}
	case token.XOR:
		p := l.layout.of(v.Type())[0]
		if p.typ == i64 {
			return []*value{l.emit(wXor64, i64, l.one(v.X), constant64(-1))}
		}
		return []*value{l.norm(l.emit(wXor32, i32, l.one(v.X), constant32(-1)), p)}
	}
	l.refuseInstr(v)
	return nil
}

// full reports whether a literal lists all fields of its struct, so that nothing is left to be zeroed.
func full(lit *ssa.Alloc) bool {
	t, ok := element(lit.Type()).Underlying().(*types.Struct)
	if !ok || lit.Comment != "complit" {
		return false
	}
	b := lit.Block()
	set := make([]bool, t.NumFields())
	last := 0 // store
	for _, r := range *lit.Referrers() {
		f, ok := r.(*ssa.FieldAddr)
		if !ok || f.Block() != b || len(*f.Referrers()) != 1 {
			continue
		}
		if s, ok := (*f.Referrers())[0].(*ssa.Store); ok && s.Addr == ssa.Value(f) && s.Block() == b && !set[f.Field] {
			set[f.Field] = true
			last = max(last, position(b, s))
		}
	}
	for _, ok := range set {
		if !ok {
			return false
		}
	}
	// What else is done with it comes after.
	for _, r := range *lit.Referrers() {
		if f, ok := r.(*ssa.FieldAddr); ok && len(*f.Referrers()) == 1 {
			if s, ok := (*f.Referrers())[0].(*ssa.Store); ok && s.Addr == ssa.Value(f) && s.Block() == b && position(b, s) <= last {
				continue
			}
		}
		if r.Block() != b || position(b, r) <= last {
			return false
		}
	}
	return true
}

// findLiterals recognises x := T{...}, for which go/ssa makes a T of its own first and then copies it: the literal can be
// made in x, if nothing uses x before.
func (l *lower) findLiterals(order []*ssa.BasicBlock) {
	for _, b := range order {
		for i, in := range b.Instrs {
			store, ok := in.(*ssa.Store)
			if !ok || l.skip[in] {
				continue
			}
			load, ok := store.Val.(*ssa.UnOp)
			if !ok || load.Op != token.MUL || load.Block() != b || len(*load.Referrers()) != 1 || !l.layout.inMemory(load.Type()) {
				continue
			}
			lit, ok := load.X.(*ssa.Alloc)
			x, ok2 := store.Addr.(*ssa.Alloc)
			if !ok || !ok2 || lit.Comment != "complit" || lit.Block() != b || x.Block() != b || !l.stays(lit) || !l.stays(x) {
				continue
			}
			if l.onlyBefore(lit, b, load) && l.onlyAfter(x, b, i) && position(b, x) < position(b, lit) {
				l.builtIn[lit] = x
				l.skip[load] = true
				l.skip[store] = true
			}
		}
	}
}

func position(b *ssa.BasicBlock, in ssa.Instruction) int {
	for i, x := range b.Instrs {
		if x == in {
			return i
		}
	}
	return -1
}

// onlyBefore reports whether the parts of lit are only stored to, in b and before last, which reads it whole.
func (l *lower) onlyBefore(lit *ssa.Alloc, b *ssa.BasicBlock, last ssa.Instruction) bool {
	end := position(b, last)
	var stored func(v ssa.Value) bool
	stored = func(v ssa.Value) bool {
		for _, r := range *v.Referrers() {
			if r == last {
				continue
			}
			if r.Block() != b || position(b, r) > end {
				return false
			}
			switch r := r.(type) {
			case *ssa.FieldAddr:
				if !stored(r) {
					return false
				}
			case *ssa.IndexAddr:
				if !stored(r) {
					return false
				}
			case *ssa.Store:
				if r.Val == v {
					return false
				}
			default:
				return false
			}
		}
		return true
	}
	return stored(lit)
}

// onlyAfter reports whether x is used only after instruction number i of its block.
func (l *lower) onlyAfter(x *ssa.Alloc, b *ssa.BasicBlock, i int) bool {
	for _, r := range *x.Referrers() {
		if r.Block() == b && position(b, r) < i {
			return false
		}
	}
	return true
}

// movedOn reports whether a large value that v loads is only stored elsewhere, before anything can change it where it
// lies, so that it can be copied straight from there.
func (l *lower) movedOn(v *ssa.UnOp) bool {
	refs := *v.Referrers()
	if len(refs) != 1 || refs[0].Block() != v.Block() {
		return false
	}
	seen := false
	for _, in := range v.Block().Instrs {
		if in == ssa.Instruction(v) {
			seen = true
			continue
		}
		if !seen || l.skip[in] {
			continue
		}
		switch in := in.(type) {
		case *ssa.Store:
			return in == refs[0]
		case *ssa.Call:
			if l.elems[in] != nil {
				for _, e := range l.elems[in] {
					if e == ssa.Value(v) {
						return len(l.elems[in]) == 1
					}
				}
			}
			return false
		}
	}
	return false
}

func (l *lower) field(v *ssa.Field) []*value {
	s := v.X.Type().Underlying().(*types.Struct)
	x := l.get(v.X)
	if l.layout.inMemory(v.X.Type()) {
		return l.part(v.Type(), x[0], l.layout.field(s, v.Field))
	}
	k := 0
	for i := range v.Field {
		k += len(l.layout.of(s.Field(i).Type()))
	}
	return x[k : k+len(l.layout.of(v.Type()))]
}

// part reads a part of a value kept in memory, which nobody writes to.
func (l *lower) part(t types.Type, addr *value, off int64) []*value {
	addr = l.plus(addr, off)
	if l.layout.inMemory(t) {
		return []*value{addr}
	}
	return l.load(t, addr)
}

// next advances the range over a string that the iterator's slot holds the position of.
func (l *lower) next(v *ssa.Next) []*value {
	rng := v.Iter.(*ssa.Range)
	s := l.get(rng.X)
	it := l.one(v.Iter)
	i := l.mem(wLoad32, iterator, 0, it)
	more := l.emit(wLtU32, i32, i, s[1])
	r := l.rtCall("decode", s[0], s[1], i)
	l.mem(wStore32, iterator, 0, it, r[0])
	vs := []*value{more}
	t := v.Type().(*types.Tuple)
	for k, x := range []*value{l.emit(wExtU, i64, i), r[1]} {
		for _, p := range l.layout.of(t.At(k + 1).Type()) {
			if p.typ != x.typ { // not used: go/ssa gives it an invalid type
				x = zeroOf(p.typ)
			}
			vs = append(vs, x)
		}
	}
	return vs
}
