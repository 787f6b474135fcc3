package wasmgo

import (
	"math/bits"
)

// fold gives a simpler value for v, whose arguments are already as simple as they get: another one, or v itself, perhaps
// changed. New operations are added before v.
func (o *optimiser) fold(v *value) *value {
	for range 8 { // each rule may open the way for another
		w := o.rule(v)
		if w == nil {
			return v
		}
		if w != v {
			return w
		}
	}
	return v
}

func isConst(v *value, n int64) bool {
	return v.op == opConst && v.imm == n && v.typ != f32 && v.typ != f64
}

// become changes v in place.
func (v *value) become(o op, typ byte, args ...*value) *value {
	v.op, v.typ, v.args, v.imm = o, typ, args, 0
	return v
}

// make adds an operation before the one at hand.
func (o *optimiser) make(op op, typ byte, args ...*value) *value {
	v := &value{op: op, typ: typ, args: args, pos: o.pos}
	if w := o.fold(v); w != v {
		return w
	}
	return o.number(v)
}

func (o *optimiser) con(typ byte, n int64) *value {
	if typ == i32 {
		n = int64(int32(n))
	}
	return o.canon(&value{op: opConst, typ: typ, imm: n})
}

// rule applies one rule: nil when none fits.
func (o *optimiser) rule(v *value) *value {
	switch len(v.args) {
	case 1:
		if x := v.args[0]; x.op == opConst {
			if c, ok := evalUnary(v.op, x); ok {
				return o.con(v.typ, c)
			}
		}
	case 2:
		x, y := v.args[0], v.args[1]
		if x.op == opConst && y.op == opConst {
			if c, ok := evalBinary(v.op, x, y); ok {
				return o.con(v.typ, c)
			}
		}
		if x.op == opConst && commutes(v.op) {
			v.args[0], v.args[1] = y, x
			return v
		}
	}
	switch {
	case isLoad(v.op) || isStore(v.op):
		return o.foldAddress(v)
	case v.op >= 0x46 && v.op <= 0x5a && v.op != wEqz64:
		return o.foldCompare(v)
	}
	switch v.op {
	case wAdd32, wAdd64:
		return o.foldAdd(v)
	case wSub32, wSub64:
		x, y := v.args[0], v.args[1]
		if y.op == opConst {
			return v.become(v.op-1, v.typ, x, o.con(v.typ, -y.imm))
		}
		if x == y {
			return o.con(v.typ, 0)
		}
	case wMul32, wMul64:
		x, y := v.args[0], v.args[1]
		if y.op != opConst {
			return nil
		}
		n := uint64(y.imm)
		if v.typ == i32 {
			n = uint64(uint32(n))
		}
		switch {
		case n == 0:
			return y
		case n == 1:
			return x
		case n&(n-1) == 0:
			shl := wShl32
			if v.typ == i64 {
				shl = wShl64
			}
			return v.become(shl, v.typ, x, o.con(v.typ, int64(bits.TrailingZeros64(n))))
		}
	case wDivU32, wRemU32, wDivU64, wRemU64: // by a power of two
		n := uint64(v.args[1].imm)
		if v.typ == i32 {
			n = uint64(uint32(n))
		}
		if v.args[1].op != opConst || n == 0 || n&(n-1) != 0 {
			return nil
		}
		shr, and := wShrU32, wAnd32
		if v.typ == i64 {
			shr, and = wShrU64, wAnd64
		}
		if v.op == wDivU32 || v.op == wDivU64 {
			return v.become(shr, v.typ, v.args[0], o.con(v.typ, int64(bits.TrailingZeros64(n))))
		}
		return v.become(and, v.typ, v.args[0], o.con(v.typ, int64(n-1)))
	case wShl32, wShl64, wShrS32, wShrS64, wShrU32, wShrU64:
		if isConst(v.args[1], 0) {
			return v.args[0]
		}
		// (x + c) << n is (x << n) + (c << n): the constant can go on into an address.
		if x, n := v.args[0], v.args[1]; v.op == wShl32 && n.op == opConst && x.op == wAdd32 && x.args[1].op == opConst && x.uses <= 1 {
			return v.become(wAdd32, i32, o.make(wShl32, i32, x.args[0], n), o.con(i32, x.args[1].imm<<(n.imm&31)))
		}
	case wAnd32:
		x, y := v.args[0], v.args[1]
		if y.op != opConst {
			return nil
		}
		switch {
		case y.imm == 0:
			return y
		case y.imm == -1, y.imm&255 == 255 && x.op == 0x2d, y.imm&65535 == 65535 && x.op == 0x2f, y.imm&1 == 1 && isBool(x):
			return x
		case x.op == wAnd32 && x.args[1].op == opConst:
			return v.become(wAnd32, i32, x.args[0], o.con(i32, y.imm&x.args[1].imm))
		}
	case wOr32, wXor32, 0x84, wXor64:
		if isConst(v.args[1], 0) {
			return v.args[0]
		}
	case wEqz32:
		x := v.args[0]
		if opp, ok := opposite[x.op]; ok {
			return v.become(opp, i32, x.args...)
		}
		switch {
		case x.op == wEqz64:
			return v.become(wNe64, i32, x.args[0], o.con(i64, 0))
		case x.op == wEqz32 && isBool(x.args[0]):
			return x.args[0]
		}
	case wEqz64:
		if x := v.args[0]; x.op == wExtU || x.op == wExtS {
			return v.become(wEqz32, i32, x.args[0])
		}
	case wWrap:
		switch x := v.args[0]; {
		case x.op == wExtU || x.op == wExtS:
			return x.args[0]
		case (x.op == wAdd64 || x.op == wSub64 || x.op == wMul64) && x.args[1].op == opConst && x.uses <= 1:
			return v.become(x.op-0x12, i32, o.make(wWrap, i32, x.args[0]), o.con(i32, x.args[1].imm))
		case x.op == wAnd64 && x.args[1].op == opConst && x.uses <= 1:
			return v.become(wAnd32, i32, o.make(wWrap, i32, x.args[0]), o.con(i32, x.args[1].imm))
		}
	case wSelect:
		a, b, c := v.args[0], v.args[1], v.args[2]
		switch {
		case c.op == opConst && c.imm != 0, a == b:
			return a
		case c.op == opConst:
			return b
		case c.op == wEqz32:
			return v.become(wSelect, v.typ, b, a, c.args[0])
		}
	}
	return nil
}

// isBool reports whether v is 0 or 1.
func isBool(v *value) bool {
	return v.op >= 0x45 && v.op <= 0x66 || v.op == opConst && (v.imm == 0 || v.imm == 1)
}

func commutes(o op) bool {
	switch o {
	case wAdd32, wAdd64, wMul32, wMul64, wAnd32, wAnd64, wOr32, 0x84, wXor32, wXor64, wEq32, wNe32, wEq64, wNe64:
		return true
	}
	return false
}

func (o *optimiser) foldAdd(v *value) *value {
	x, y := v.args[0], v.args[1]
	if y.op == opConst {
		if y.imm == 0 {
			return x
		}
		if x.op == v.op && x.args[1].op == opConst {
			field := x.imm&v.imm&inBounds != 0
			v.become(v.op, v.typ, x.args[0], o.con(v.typ, x.args[1].imm+y.imm))
			if field {
				v.imm = inBounds
			}
			return v
		}
		if x.op == opStatic {
			return o.canon(&value{op: opStatic, typ: i32, imm: x.imm + y.imm})
		}
		if x.op == wAdd32 && x.args[0].op == opStatic && x.uses <= 1 {
			return v.become(wAdd32, i32, o.canon(&value{op: opStatic, typ: i32, imm: x.args[0].imm + y.imm}), x.args[1])
		}
		return nil
	}
	// Constants to the outside.
	if v.typ == i32 && y.op == wAdd32 && y.args[1].op == opConst && y.uses <= 1 {
		return v.become(wAdd32, i32, o.make(wAdd32, i32, x, y.args[0]), y.args[1])
	}
	if v.typ == i32 && x.op == wAdd32 && x.args[1].op == opConst && x.uses <= 1 {
		return v.become(wAdd32, i32, o.make(wAdd32, i32, x.args[0], y), x.args[1])
	}
	return nil
}

// foldAddress takes a constant out of an address into the operation's offset, which WASM adds without wrapping round. An
// offset that comes from an index may be subtracted from the address first; below guard that cannot go below 0.
func (o *optimiser) foldAddress(v *value) *value {
	a := v.args[0]
	if a.op == wAdd32 && a.args[1].op == opConst {
		if c := a.args[1].imm; c >= 0 && v.imm+c < 1<<30 && (a.imm&inBounds != 0 || c <= guard) {
			v.args[0] = a.args[0]
			v.imm += c
			return v
		}
	}
	if isStore(v.op) {
		switch x := v.args[1]; {
		case v.op == 0x3a && (x.op == wExt8 || x.op == wAnd32 && x.args[1].op == opConst && x.args[1].imm&255 == 255),
			v.op == 0x3b && (x.op == wExt16 || x.op == wAnd32 && x.args[1].op == opConst && x.args[1].imm&65535 == 65535):
			v.args[1] = x.args[0]
			return v
		}
	}
	return nil
}

// foldCompare compares in 32 bits what was widened, and with 0.
func (o *optimiser) foldCompare(v *value) *value {
	x, y := v.args[0], v.args[1]
	if v.op >= wEq64 {
		narrow := v.op - 0x0b // the 32-bit comparison
		unsigned := narrow
		switch narrow {
		case 0x48, 0x4a, 0x4c, 0x4e:
			unsigned++
		}
		small := func(c *value) bool { return c.op == opConst && c.imm >= 0 && c.imm < 1<<32 }
		switch {
		case x.op == wExtU && y.op == wExtU:
			return v.become(unsigned, i32, x.args[0], y.args[0])
		case x.op == wExtU && small(y):
			return v.become(unsigned, i32, x.args[0], o.con(i32, y.imm))
		case small(x) && y.op == wExtU:
			return v.become(unsigned, i32, o.con(i32, x.imm), y.args[0])
		case x.op == wExtS && y.op == wExtS:
			return v.become(narrow, i32, x.args[0], y.args[0])
		case x.op == wExtS && y.op == opConst && y.imm == int64(int32(y.imm)):
			return v.become(narrow, i32, x.args[0], o.con(i32, y.imm))
		}
	}
	eq, ne, eqz, gtU, ltU := wEq32, wNe32, wEqz32, wGtU32, wLtU32
	if v.op >= wEq64 {
		eq, ne, eqz, gtU, ltU = wEq64, wNe64, wEqz64, wGtU64, wLtU64
	}
	switch {
	case v.op == eq && isConst(y, 0):
		return v.become(eqz, i32, x)
	case v.op == ne && isConst(y, 0) && v.op == wNe32 && isBool(x):
		return x
	case v.op == gtU && isConst(y, 0):
		return v.become(ne, i32, x, y)
	case (v.op == gtU && isConst(x, 0)) || v.op == ltU && isConst(y, 0):
		return o.con(i32, 0)
	case v.op == gtU+2 && isConst(x, 0): // 0 <= y is le_u
		return o.con(i32, 1)
	case v.op == gtU+4 && isConst(x, 0): // 0 >= y
		return v.become(eqz, i32, y)
	case x == y:
		switch v.op - (eq - 0x46) {
		case 0x46, 0x4c, 0x4d, 0x4e, 0x4f:
			return o.con(i32, 1)
		}
		return o.con(i32, 0)
	}
	return nil
}

func evalUnary(o op, x *value) (int64, bool) {
	switch o {
	case wEqz32, wEqz64:
		return truth(x.imm == 0), true
	case wWrap:
		return int64(int32(x.imm)), true
	case wExtS:
		return x.imm, true
	case wExtU:
		return int64(uint32(x.imm)), true
	case wExt8:
		return int64(int8(x.imm)), true
	case wExt16:
		return int64(int16(x.imm)), true
	}
	return 0, false
}

func truth(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func evalBinary(o op, a, b *value) (int64, bool) {
	x, y := a.imm, b.imm
	n := int64(63)
	if a.typ == i32 {
		n = 31
	}
	ux, uy := uint64(x), uint64(y)
	if a.typ == i32 {
		ux, uy = uint64(uint32(x)), uint64(uint32(y))
	}
	switch o {
	case wAdd32, wAdd64:
		return x + y, true
	case wSub32, wSub64:
		return x - y, true
	case wMul32, wMul64:
		return x * y, true
	case 0x6d, 0x7f, 0x6f, 0x81, 0x6e, 0x80, 0x70, 0x82:
		return evalDivision(o, x, y, ux, uy)
	case wAnd32, wAnd64:
		return x & y, true
	case wOr32, 0x84:
		return x | y, true
	case wXor32, wXor64:
		return x ^ y, true
	case wShl32, wShl64:
		return x << (y & n), true
	case wShrS32, wShrS64:
		return x >> (y & n), true
	case wShrU32, wShrU64:
		return int64(ux >> (y & n)), true
	case 0x46, 0x51:
		return truth(x == y), true
	case 0x47, 0x52:
		return truth(x != y), true
	case 0x48, 0x53:
		return truth(x < y), true
	case 0x49, 0x54:
		return truth(ux < uy), true
	case 0x4a, 0x55:
		return truth(x > y), true
	case 0x4b, 0x56:
		return truth(ux > uy), true
	case 0x4c, 0x57:
		return truth(x <= y), true
	case 0x4d, 0x58:
		return truth(ux <= uy), true
	case 0x4e, 0x59:
		return truth(x >= y), true
	case 0x4f, 0x5a:
		return truth(ux >= uy), true
	}
	return 0, false
}

// evalDivision divides, unless WASM would trap.
func evalDivision(o op, x, y int64, ux, uy uint64) (int64, bool) {
	if y == 0 || y == -1 {
		return 0, false
	}
	switch o {
	case 0x6d, 0x7f:
		return x / y, true
	case 0x6f, 0x81:
		return x % y, true
	case 0x6e, 0x80:
		return int64(ux / uy), true
	}
	return int64(ux % uy), true
}
