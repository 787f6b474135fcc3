package wasmgo

import "slices"

// callSlices makes one call, or one copy, of the three stores that write a slice.
func (f *fn) callSlices(h *helpers) {
	for _, b := range f.blocks {
		for n := 0; n+2 < len(b.vals); n++ {
			x, y, z := b.vals[n], b.vals[n+1], b.vals[n+2]
			if !ref(x) || !ref(y) || !ref(z) || x.args[0] != y.args[0] || x.args[0] != z.args[0] || y.imm != x.imm+4 || z.imm != x.imm+8 {
				continue
			}
			to := x.args[0]
			if x.imm != 0 {
				to = plus(b, n, to, x.imm)
				if to.op != opStatic {
					n++
				}
			}
			args := []*value{x.args[1], y.args[1], z.args[1], to}
			b.vals = slices.Delete(b.vals, n+1, n+3)
			if from := b.sliceAt(args[:3], n); from != nil {
				at := from.args[0]
				if from.imm != 0 {
					at = plus(b, n, at, from.imm)
					if at.op != opStatic {
						n++
					}
				}
				x.op, x.imm, x.mem = wMemCopy, 0, memRefs
				x.args = []*value{to, at, constant32(12)}
				continue
			}
			x.op, x.callee, x.imm, x.mem, x.args = opCall, h.setSlice, 0, 0, args
			b.made(x, h)
		}
	}
	f.sweep()
}

// made lets what makes a slice write it where it belongs.
func (b *block) made(x *value, h *helpers) {
	p, n, to := x.args[0], x.args[1], x.args[3]
	if p.op != opCall || p.blk != b || n != x.args[2] {
		return
	}
	from, end := slices.Index(b.vals, p), slices.Index(b.vals, x)
	if from < 0 {
		return
	}
	for _, w := range b.vals[from+1 : end] {
		if w.effects() != 0 || slices.Contains(w.args, p) {
			return
		}
	}
	switch size := p.args[0]; {
	case p.callee == h.makeSlice && (n.op == wWrap && n.args[0] == size || n.op == opConst && size.op == opConst && n.imm == size.imm):
		x.callee, x.args = h.newSlice, []*value{to, size, p.args[1]}
	case p.callee == h.alloc && size.op == opConst && n.op == opConst:
		x.callee, x.args = h.newArray, []*value{to, size, p.args[1], n}
	default:
		return
	}
	// It gives the start, for which p stands from now on.
	p.args, p.callee = x.args, x.callee
	b.vals[end] = p
	b.vals = slices.Delete(b.vals, from, from+1)
}

// sliceAt gives the load of the start of a slice whose parts were loaded from one place, if they are used nowhere else and
// nothing has been written there before operation number n of b.
func (b *block) sliceAt(parts []*value, n int) *value {
	for i, v := range parts {
		if v.op != wLoad32 || v.mem != memRefs || v.uses > 1 || v.args[0] != parts[0].args[0] || v.imm != parts[0].imm+4*int64(i) {
			return nil
		}
		k := slices.Index(b.vals[:n], v)
		if k < 0 {
			return nil
		}
		for _, w := range b.vals[k:n] {
			if w.effects()&(memRefs<<writeShift) != 0 {
				return nil
			}
		}
	}
	return parts[0]
}

func ref(v *value) bool { return v.op == wStore32 && v.mem == memRefs }

// plus adds a constant to an address, before operation number n.
func plus(b *block, n int, addr *value, off int64) *value {
	if addr.op == opStatic {
		return &value{op: opStatic, typ: i32, imm: addr.imm + off}
	}
	v := &value{op: wAdd32, typ: i32, args: []*value{addr, constant32(off)}, blk: b, pos: b.vals[n].pos}
	b.vals = slices.Insert(b.vals, n, v)
	return v
}
