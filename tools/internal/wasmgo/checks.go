package wasmgo

import "slices"

// callChecks makes calls of the checks of 64-bit indexes and bounds that are left: a third of the bytes. Engines put such
// small functions in place themselves where it matters.
func (f *fn) callChecks(h *helpers) {
	held := &optimiser{f: f, ends: map[*block]map[loadKey]*value{}, loops: f.naturalLoops()}
	for _, b := range f.blocks {
		held.loads = held.entryLoads(b)
		for i := 0; i < len(b.vals); i++ { // element may add an operation before the check
			v := b.vals[i]
			held.note(v)
			if v.op != opTrapIf {
				continue
			}
			if b.element(i, held, h) {
				continue
			}
			cond := v.args[0]
			if cond.op == wGeU32 {
				b.item(i, cond.args[1], h)
			}
			if cond.op != wGeU64 && cond.op != wGtU64 {
				continue
			}
			var length *value
			switch n := cond.args[1]; {
			case n.op == wExtU:
				length = n.args[0]
			case n.op == opConst && n.imm >= 0 && n.imm < 1<<31:
				length = constant32(n.imm)
			default:
				continue
			}
			if cond.op == wGeU64 && b.item(i, length, h) {
				continue
			}
			callee := h.at
			if cond.op == wGtU64 {
				callee = h.upTo
			}
			v.op, v.typ, v.callee, v.args = opCall, i32, callee, []*value{cond.args[0], length}
			for _, w := range b.vals[i+1:] {
				if w.op == wWrap && w.args[0] == cond.args[0] {
					w.op, w.args = opCopy, []*value{v}
					break
				}
			}
		}
		held.ends[b] = held.loads
	}
	f.dropCopies()
}

// note keeps up with what memory holds.
func (o *optimiser) note(v *value) {
	if isLoad(v.op) {
		if k := (loadKey{v.op, v.args[0], v.imm, v.mem}); o.loads[k] == nil {
			o.loads[k] = v
		}
	} else if v.effects()&writesAll != 0 {
		o.write(v)
	}
}

// element makes one call of the check number n of b and of what finds the element's address, where both read the slice from
// the same place in memory. The call reads it again, so nothing may have written there in between.
func (b *block) element(n int, held *optimiser, h *helpers) bool {
	v := b.vals[n]
	cond := v.args[0]
	if cond.op != wGeU32 && (cond.op != wGeU64 || cond.args[1].op != wExtU) {
		return false
	}
	i, length := cond.args[0], cond.args[1]
	if cond.op == wGeU64 {
		length = length.args[0]
	}
	if length.op != wLoad32 || length.mem != memRefs || length.imm < 4 {
		return false
	}
	key := loadKey{wLoad32, length.args[0], length.imm, memRefs}
	if held.loads[key] != length {
		return false
	}
	key.off -= 4
	start := held.loads[key]
	for _, w := range b.vals[n+1:] {
		if w.effects()&(memRefs<<writeShift) != 0 && start == nil {
			return false
		}
		if start == nil && w.op == wLoad32 && key == (loadKey{w.op, w.args[0], w.imm, w.mem}) {
			start = w
		}
		if w.op != wAdd32 || w.args[0] != start {
			continue
		}
		size := stride(w.args[1], i)
		if size == 0 {
			continue
		}
		place := start.args[0]
		if start.imm != 0 {
			place = plus(b, n, place, start.imm)
		}
		v.op, v.typ, v.callee, v.args = opCall, i32, h.element, []*value{place, b.wide(v, i), constant32(size)}
		w.op, w.args = opCopy, []*value{v}
		return true
	}
	return false
}

// wide gives an index in 64 bits, before v. One below 0 becomes too large for any slice.
func (b *block) wide(v, i *value) *value {
	if i.typ == i64 {
		return i
	}
	if i.op == opConst {
		return constant64(int64(uint32(i.imm)))
	}
	w := &value{op: wExtU, typ: i64, args: []*value{i}, blk: b, pos: v.pos}
	b.vals = slices.Insert(b.vals, slices.Index(b.vals, v), w)
	return w
}

// item makes one call of the check number n of b and of what finds the element's address, for a slice or array that does not
// come from memory.
func (b *block) item(n int, length *value, h *helpers) bool {
	v := b.vals[n]
	i := v.args[0].args[0]
	for _, w := range b.vals[n+1:] {
		if w.op != wAdd32 || w.args[1].op == opConst {
			continue
		}
		start := w.args[0]
		size := stride(w.args[1], i)
		if size == 0 || start.blk == b && slices.Index(b.vals[:n], start) < 0 && !start.trivial() && start.op != opPhi {
			continue
		}
		v.op, v.typ, v.callee, v.args = opCall, i32, h.item, []*value{start, b.wide(v, i), length, constant32(size)}
		w.op, w.args = opCopy, []*value{v}
		return true
	}
	return false
}

// stride gives the size of elements that an offset is to number i of, or 0.
func stride(off, i *value) int64 {
	size := int64(1)
	if len(off.args) == 2 && off.args[1].op == opConst {
		switch c := off.args[1].imm; off.op {
		case wShl32:
			off, size = off.args[0], 1<<c
		case wMul32:
			off, size = off.args[0], c
		}
	}
	if off == i || off.op == wWrap && off.args[0] == i {
		return size
	}
	return 0
}

// dropCopies replaces copies by what they copy.
func (f *fn) dropCopies() {
	source := func(v **value) {
		for (*v).op == opCopy {
			*v = (*v).args[0]
		}
	}
	for _, b := range f.blocks {
		b.operands(source)
		for _, p := range b.phis {
			for i := range p.args {
				source(&p.args[i])
			}
		}
	}
	f.sweep()
}
