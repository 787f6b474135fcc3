package wasmgo

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// pick chooses by type among the operations for 32- and 64-bit integers and floats.
func pick(typ byte, a, b, c, d op) op {
	switch typ {
	case i32:
		return a
	case i64:
		return b
	case f32:
		return c
	}
	return d
}

// norm makes the bits above an 8- or 16-bit integer follow from its own.
func (l *lower) norm(v *value, p part) *value {
	if p.typ != i32 || p.size == 4 {
		return v
	}
	switch {
	case p.signed && p.size == 1:
		return l.emit(wExt8, i32, v)
	case p.signed:
		return l.emit(wExt16, i32, v)
	}
	return l.emit(wAnd32, i32, v, constant32(1<<(8*p.size)-1))
}

func (l *lower) binary(v *ssa.BinOp) *value {
	t := v.X.Type()
	xs, ys := l.get(v.X), l.get(v.Y)
	switch v.Op {
	case token.EQL:
		return l.equal(v, t, xs, ys)
	case token.NEQ:
		return l.emit(wEqz32, i32, l.equal(v, t, xs, ys))
	}
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&types.IsString != 0 {
		return l.stringOp(v, xs, ys)
	}
	p := l.layout.of(t)[0]
	x, y := xs[0], ys[0]
	u := func(signed, unsigned op) op {
		if p.signed {
			return signed
		}
		return unsigned
	}
	typ := p.typ
	switch v.Op {
	case token.LSS:
		return l.emit(pick(typ, u(0x48, 0x49), u(0x53, 0x54), 0x5d, 0x63), i32, x, y)
	case token.GTR:
		return l.emit(pick(typ, u(0x4a, 0x4b), u(0x55, 0x56), 0x5e, 0x64), i32, x, y)
	case token.LEQ:
		return l.emit(pick(typ, u(0x4c, 0x4d), u(0x57, 0x58), 0x5f, 0x65), i32, x, y)
	case token.GEQ:
		return l.emit(pick(typ, u(0x4e, 0x4f), u(0x59, 0x5a), 0x60, 0x66), i32, x, y)
	case token.ADD:
		return l.norm(l.emit(pick(typ, 0x6a, 0x7c, 0x92, 0xa0), typ, x, y), p)
	case token.SUB:
		return l.norm(l.emit(pick(typ, 0x6b, 0x7d, 0x93, 0xa1), typ, x, y), p)
	case token.MUL:
		return l.norm(l.emit(pick(typ, 0x6c, 0x7e, 0x94, 0xa2), typ, x, y), p)
	case token.QUO:
		if p.signed && typ != f32 && typ != f64 {
			return l.norm(l.quotient(x, y, p), p)
		}
		return l.emit(pick(typ, 0x6e, 0x80, 0x95, 0xa3), typ, x, y)
	case token.REM:
		return l.emit(pick(typ, u(0x6f, 0x70), u(0x81, 0x82), 0, 0), typ, x, y)
	case token.AND:
		return l.emit(pick(typ, 0x71, 0x83, 0, 0), typ, x, y)
	case token.OR:
		return l.emit(pick(typ, 0x72, 0x84, 0, 0), typ, x, y)
	case token.XOR:
		return l.emit(pick(typ, 0x73, 0x85, 0, 0), typ, x, y)
	case token.AND_NOT:
		if typ == i64 {
			return l.emit(wAnd64, i64, x, l.emit(wXor64, i64, y, constant64(-1)))
		}
		return l.emit(wAnd32, i32, x, l.emit(wXor32, i32, y, constant32(-1)))
	case token.SHL, token.SHR:
		return l.shift(v, x, y, p)
	}
	l.refuseInstr(v)
	return zeroOf(typ)
}

// quotient divides signed integers. WASM traps on the least number divided by -1, where Go wraps.
func (l *lower) quotient(x, y *value, p part) *value {
	o := pick(p.typ, 0x6d, 0x7f, 0, 0)
	switch {
	case y.op == opConst && y.imm == -1:
		return l.emit(pick(p.typ, wSub32, wSub64, 0, 0), p.typ, zeroOf(p.typ), x)
	case y.op == opConst || p.typ == i32 && p.size < 4:
		return l.emit(o, p.typ, x, y)
	case p.typ == i32:
		return l.rtCall("div32", x, y)[0]
	}
	return l.rtCall("div64", x, y)[0]
}

// shift shifts by any amount: WASM takes the amount modulo the width, Go does not.
func (l *lower) shift(v *ssa.BinOp, x, y *value, p part) *value {
	q := l.layout.of(v.Y.Type())[0]
	width := int64(32)
	if p.typ == i64 {
		width = 64
	}
	o := pick(p.typ, wShl32, wShl64, 0, 0)
	if v.Op == token.SHR {
		o = pick(p.typ, wShrU32, wShrU64, 0, 0)
		if p.signed {
			o = pick(p.typ, wShrS32, wShrS64, 0, 0)
		}
	}
	arithmetic := v.Op == token.SHR && p.signed
	amount := func(n int64) *value { return &value{op: opConst, typ: p.typ, imm: n} }
	if y.op == opConst {
		n := y.imm
		if n < 0 && q.signed { // go/types refuses it, unless it comes from an inlined generic
			l.trapIf(constant32(1))
			return zeroOf(p.typ)
		}
		if uint64(n) >= uint64(width) {
			if !arithmetic {
				return zeroOf(p.typ)
			}
			n = width - 1
		}
		return l.norm(l.emit(o, p.typ, x, amount(n)), p)
	}
	if q.signed {
		l.trapIf(l.emit(pick(q.typ, wLtS32, wLtS64, 0, 0), i32, y, zeroOf(q.typ)))
	}
	small := l.emit(pick(q.typ, wLtU32, wLtU64, 0, 0), i32, y, &value{op: opConst, typ: q.typ, imm: width})
	n := y
	if q.typ != p.typ {
		if p.typ == i64 {
			n = l.emit(wExtU, i64, y)
		} else {
			n = l.emit(wWrap, i32, y)
		}
	}
	if arithmetic {
		n = l.emit(wSelect, p.typ, n, amount(width-1), small)
		return l.norm(l.emit(o, p.typ, x, n), p)
	}
	return l.norm(l.emit(wSelect, p.typ, l.emit(o, p.typ, x, n), zeroOf(p.typ), small), p)
}

// equal compares two values of a type.
func (l *lower) equal(v *ssa.BinOp, t types.Type, xs, ys []*value) *value {
	if l.layout.inMemory(t) {
		return l.equalMemory(v, t, xs[0], ys[0])
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString != 0 {
			return l.rtCall("equal", xs[0], xs[1], ys[0], ys[1])[0]
		}
		return l.emit(pick(xs[0].typ, wEq32, wEq64, 0x5b, 0x61), i32, xs[0], ys[0])
	case *types.Pointer:
		return l.emit(wEq32, i32, xs[0], ys[0])
	case *types.Slice: // with nil
		if c, ok := v.X.(*ssa.Const); ok && c.Value == nil {
			xs = ys
		}
		return l.emit(wEqz32, i32, xs[0])
	case *types.Struct:
		var all *value
		for i := range u.NumFields() {
			ft := u.Field(i).Type()
			n := len(l.layout.of(ft))
			if u.Field(i).Name() != "_" {
				all = l.and(all, l.equal(v, ft, xs[:n], ys[:n]))
			}
			xs, ys = xs[n:], ys[n:]
		}
		return l.and(all, nil)
	case *types.Array:
		var all *value
		n := len(l.layout.of(u.Elem()))
		for range u.Len() {
			all = l.and(all, l.equal(v, u.Elem(), xs[:n], ys[:n]))
			xs, ys = xs[n:], ys[n:]
		}
		return l.and(all, nil)
	}
	l.refuseInstr(v)
	return zeroOf(i32)
}

// equalMemory compares two values kept in memory.
func (l *lower) equalMemory(v *ssa.BinOp, t types.Type, x, y *value) *value {
	if plain(t) {
		return l.rtCall("same", x, y, constant32(l.layout.size(t)))[0]
	}
	var all *value
	each := func(t types.Type, off int64) {
		all = l.and(all, l.equal(v, t, l.part(t, x, off), l.part(t, y, off)))
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range u.NumFields() {
			if u.Field(i).Name() != "_" {
				each(u.Field(i).Type(), l.layout.field(u, i))
			}
		}
	case *types.Array:
		if u.Len() > 16 {
			l.refuse(l.pos, l.src, "comparison of long arrays that hold strings, floats or gaps", "compare their elements in a loop")
			break
		}
		for i := range u.Len() {
			each(u.Elem(), i*l.layout.size(u.Elem()))
		}
	}
	return l.and(all, nil)
}

// and joins conditions; nil is true.
func (l *lower) and(a, b *value) *value {
	switch {
	case a == nil && b == nil:
		return constant32(1)
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return l.emit(wAnd32, i32, a, b)
}

// plain reports whether equal values of a type have equal bytes.
func plain(t types.Type) bool {
	l := &layout{}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsInteger|types.IsBoolean) != 0
	case *types.Pointer:
		return true
	case *types.Array:
		return plain(u.Elem())
	case *types.Struct:
		sum := int64(0)
		for i := range u.NumFields() {
			if !plain(u.Field(i).Type()) || u.Field(i).Name() == "_" {
				return false
			}
			sum += l.size(u.Field(i).Type())
		}
		return sum == l.size(t)
	}
	return false
}

func (l *lower) stringOp(v *ssa.BinOp, x, y []*value) *value {
	c := func() *value { return l.rtCall("compare", x[0], x[1], y[0], y[1])[0] }
	switch v.Op {
	case token.LSS:
		return l.emit(wLtS32, i32, c(), zeroOf(i32))
	case token.GTR:
		return l.emit(0x4a, i32, c(), zeroOf(i32))
	case token.LEQ:
		return l.emit(0x4c, i32, c(), zeroOf(i32))
	case token.GEQ:
		return l.emit(0x4e, i32, c(), zeroOf(i32))
	}
	panic("string operation " + v.Op.String())
}

func (l *lower) convert(v *ssa.Convert) []*value {
	from, to := v.X.Type().Underlying(), v.Type().Underlying()
	fb, fok := from.(*types.Basic)
	tb, tok := to.(*types.Basic)
	x := l.get(v.X)
	switch {
	case fok && tok && fb.Info()&types.IsNumeric != 0 && tb.Info()&types.IsNumeric != 0:
		return []*value{l.number(x[0], l.layout.of(from)[0], l.layout.of(to)[0])}
	case tok && tb.Info()&types.IsString != 0:
		switch u := from.(type) {
		case *types.Basic:
			if u.Info()&types.IsString != 0 {
				return x
			}
			return l.rtCall("runeString", l.wide(v.X))
		case *types.Slice:
			if l.layout.size(u.Elem()) == 4 {
				return l.rtCall("runesString", x[0], x[1])
			}
			if l.onlyCompared(v) {
				return x[:2]
			}
			return []*value{l.rtCall("dup", x[0], x[1])[0], x[1]}
		}
	case fok && fb.Info()&types.IsString != 0:
		if u, ok := to.(*types.Slice); ok {
			if l.layout.size(u.Elem()) == 4 {
				r := l.rtCall("stringRunes", x[0], x[1])
				return []*value{r[0], r[1], r[1]}
			}
			return []*value{l.rtCall("dup", x[0], x[1])[0], x[1], x[1]}
		}
	case tok && tb.Kind() == types.UnsafePointer:
		if fok && fb.Kind() == types.Uintptr {
			return []*value{l.emit(wWrap, i32, x[0])}
		}
		return x
	case fok && fb.Kind() == types.UnsafePointer:
		if tok && tb.Kind() == types.Uintptr {
			return []*value{l.emit(wExtU, i64, x[0])}
		}
		if p, ok := to.(*types.Pointer); ok && !hasPointers(p.Elem()) {
			return x
		}
		l.refuse(l.pos, l.src, "unsafe.Pointer turned into "+v.Type().String(), "use pointers to numbers, or arrays or structs of them, alone")
		return x
	}
	l.refuseInstr(v)
	return nil
}

// onlyCompared reports whether a string made of bytes is only compared, before anything can change the bytes, so that it
// needs no copy.
func (l *lower) onlyCompared(v *ssa.Convert) bool {
	refs := *v.Referrers()
	if len(refs) != 1 {
		return false
	}
	cmp, ok := refs[0].(*ssa.BinOp)
	if !ok || cmp.Op == token.ADD || cmp.Block() != v.Block() {
		return false
	}
	seen := false
	for _, in := range v.Block().Instrs {
		switch {
		case in == ssa.Instruction(v):
			seen = true
		case in == ssa.Instruction(cmp):
			return seen
		case seen:
			switch in.(type) {
			case *ssa.Store, *ssa.Call:
				return false
			}
		}
	}
	return false
}

// number converts between numeric types as Go on amd64 does, where the language leaves it open.
func (l *lower) number(x *value, from, to part) *value {
	s := func(signed, unsigned op) op {
		if from.signed {
			return signed
		}
		return unsigned
	}
	isFloat := func(p part) bool { return p.typ == f32 || p.typ == f64 }
	switch {
	case isFloat(from) && isFloat(to):
		if from.typ == f32 && to.typ == f64 {
			return l.emit(0xbb, f64, x)
		}
		if from.typ == f64 && to.typ == f32 {
			return l.emit(0xb6, f32, x)
		}
		return x
	case isFloat(from):
		if from.typ == f32 {
			x = l.emit(0xbb, f64, x)
		}
		switch {
		case to.typ == i64 && to.signed:
			return l.rtCall("toInt64", x)[0]
		case to.typ == i64:
			return l.rtCall("toUint64", x)[0]
		case to.size == 4 && !to.signed:
			return l.emit(wWrap, i32, l.rtCall("toInt64", x)[0])
		}
		// The 32-bit conversion gives the least number for what does not fit.
		fits := l.emit(0x63, i32, x, float64Const(1<<31))
		return l.norm(l.emit(wSelect, i32, l.emit(0xfc02, i32, x), constant32(-1<<31), fits), to)
	case isFloat(to):
		if from.typ == i32 {
			return l.emit(pick(to.typ, 0, 0, s(0xb2, 0xb3), s(0xb7, 0xb8)), to.typ, x)
		}
		return l.emit(pick(to.typ, 0, 0, s(0xb4, 0xb5), s(0xb9, 0xba)), to.typ, x)
	case from.typ == i64 && to.typ == i64:
		return x
	case from.typ == i64:
		return l.norm(l.emit(wWrap, i32, x), to)
	case to.typ == i64:
		return l.emit(s(wExtS, wExtU), i64, x)
	case from.size < to.size && (!from.signed || to.signed), from.size == to.size && from.signed == to.signed:
		return x
	}
	return l.norm(x, to)
}
