package wasmgo

import (
	"go/types"

	"golang.org/x/tools/go/ssa"
)

func (l *lower) indexValue(v *ssa.Index) []*value {
	x := l.get(v.X)
	a, ok := v.X.Type().Underlying().(*types.Array)
	if !ok { // a string
		i := l.checkIndex(v.Index, x[1])
		return []*value{l.mem(0x2d, part{typ: i32, size: 1}, 0, l.emit(wAdd32, i32, x[0], i))}
	}
	n := len(l.layout.of(v.Type()))
	if l.layout.inMemory(v.X.Type()) {
		i := l.checkIndex(v.Index, constant32(a.Len()))
		return l.part(v.Type(), l.element(x[0], i, l.layout.size(a.Elem())), 0)
	}
	if c, ok := v.Index.(*ssa.Const); ok {
		i := int(c.Int64())
		return x[i*n : (i+1)*n]
	}
	i := l.checkIndex(v.Index, constant32(a.Len()))
	s := l.newSlot(l.layout.size(a))
	l.store(a, s, 0, x)
	return l.load(v.Type(), l.element(s, i, l.layout.size(a.Elem())))
}

func (l *lower) element(base, i *value, size int64) *value {
	if size != 1 {
		i = l.emit(wMul32, i32, i, constant32(size))
	}
	return l.emit(wAdd32, i32, base, i)
}

func (l *lower) indexAddr(v *ssa.IndexAddr) *value {
	if p, ok := v.X.Type().Underlying().(*types.Pointer); ok {
		a := p.Elem().Underlying().(*types.Array)
		addr := l.nilCheck(v.X)
		return l.element(addr, l.checkIndex(v.Index, constant32(a.Len())), l.layout.size(a.Elem()))
	}
	x := l.get(v.X)
	return l.element(x[0], l.checkIndex(v.Index, x[1]), l.layout.size(element(v.X.Type())))
}

// checkIndex traps unless 0 <= index < length, and gives the index in 32 bits.
func (l *lower) checkIndex(index ssa.Value, length *value) *value {
	i := l.one(index)
	if i.op == opConst && i.imm >= 0 && i.imm < 1<<31 {
		i = constant32(i.imm)
	}
	if i.typ == i64 {
		l.trapIf(l.emit(wGeU64, i32, i, l.emit(wExtU, i64, length)))
		return l.emit(wWrap, i32, i)
	}
	if i.op != opConst || length.op != opConst || i.imm >= length.imm {
		l.trapIf(l.emit(wGeU32, i32, i, length))
	}
	return i
}

// wide gives an integer in 64 bits, so that no unsigned comparison with a length mistakes it.
func (l *lower) wide(v ssa.Value) *value {
	x := l.one(v)
	p := l.layout.of(v.Type())[0]
	if x.op == opConst && p.typ == i32 && !p.signed {
		return constant64(int64(uint32(x.imm)))
	}
	if x.op == opConst {
		return constant64(x.imm)
	}
	if p.typ == i64 {
		return x
	}
	if p.signed {
		return l.emit(wExtS, i64, x)
	}
	return l.emit(wExtU, i64, x)
}

func (l *lower) makeSlice(v *ssa.MakeSlice) []*value {
	t := element(v.Type())
	n, c := l.wide(v.Len), l.wide(v.Cap)
	if v.Len == v.Cap || n == c {
		length := l.emit(wWrap, i32, n)
		return []*value{l.rtCall("makeSlice", n, l.appendKind(t))[0], length, length}
	}
	l.trapIf(l.emit(wGtU64, i32, n, c))
	start := l.rtCall("makeSlice", c, l.appendKind(t))[0]
	return []*value{start, l.emit(wWrap, i32, n), l.emit(wWrap, i32, c)}
}

func (l *lower) slice(v *ssa.Slice) []*value {
	var start, length, limit *value
	size := int64(1)
	isString := false
	switch u := v.X.Type().Underlying().(type) {
	case *types.Pointer:
		a := u.Elem().Underlying().(*types.Array)
		start = l.nilCheck(v.X)
		length = constant32(a.Len())
		limit = length
		size = l.layout.size(a.Elem())
	case *types.Slice:
		x := l.get(v.X)
		start, length, limit = x[0], x[1], x[2]
		size = l.layout.size(u.Elem())
	default:
		x := l.get(v.X)
		start, length, limit = x[0], x[1], x[1]
		isString = true
	}
	// The bounds ascend: low <= high <= max <= capacity. What is left out needs no check.
	bound := l.emit(wExtU, i64, limit)
	end := limit
	if v.Max != nil {
		m := l.wide(v.Max)
		l.trapIf(l.emit(wGtU64, i32, m, bound))
		bound, end = m, l.emit(wWrap, i32, m)
	}
	high := length
	if v.High != nil {
		h := l.wide(v.High)
		l.trapIf(l.emit(wGtU64, i32, h, bound))
		bound, high = h, l.emit(wWrap, i32, h)
	} else {
		if v.Max != nil {
			panic("a slice expression with a third index and no second one")
		}
		bound = l.emit(wExtU, i64, length)
	}
	low := constant32(0)
	if v.Low != nil {
		lo := l.wide(v.Low)
		l.trapIf(l.emit(wGtU64, i32, lo, bound))
		low = l.emit(wWrap, i32, lo)
		start = l.element(start, low, size)
		high = l.emit(wSub32, i32, high, low)
		end = l.emit(wSub32, i32, end, low)
	}
	if isString {
		return []*value{start, high}
	}
	return []*value{start, high, end}
}

// iterator is the position of a range over a string.
var iterator = part{typ: i32, size: 4}
