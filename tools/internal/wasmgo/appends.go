package wasmgo

import "slices"

// callPushes lets x.s = append(x.s, ...) be done where x.s lies, as lower does where nothing is computed between the load of
// x.s and the call.
func (f *fn) callPushes(h *helpers) {
	held := &optimiser{f: f, ends: map[*block]map[loadKey]*value{}, loops: f.naturalLoops()}
	for _, b := range f.blocks {
		held.loads = held.entryLoads(b)
		for i := 0; i < len(b.vals); i++ {
			v := b.vals[i]
			if v.op == opCall && v.callee == h.grow {
				b.push(i, held, h)
			}
			held.note(b.vals[i])
		}
		held.ends[b] = held.loads
	}
	f.dropCopies()
}

// push makes call number n of rt.grow one of rt.push, if the slice comes from where the result goes.
func (b *block) push(n int, held *optimiser, h *helpers) {
	call := b.vals[n]
	start, length, more, kind := call.args[0], call.args[1], call.args[3], call.args[4]
	if start.op != wLoad32 || start.mem != memRefs || kind.op != opConst {
		return
	}
	place, off := start.args[0], start.imm
	for i, v := range call.args[:3] {
		if held.loads[loadKey{wLoad32, place, off + 4*int64(i), memRefs}] != v {
			return
		}
	}
	// The results, the address of the first new element, and the three stores.
	var results [2]*value
	var at *value
	var stores []*value
	size := kind.imm >> 2
	end := n + 1
	for ; end < len(b.vals) && len(stores) < 3; end++ {
		v := b.vals[end]
		switch {
		case v.op == opResult && v.args[0] == call:
			results[v.imm] = v
		case isStore(v.op) && v.args[0] == place && v.imm == off+4*int64(len(stores)) && v.mem == memRefs:
			stores = append(stores, v)
		case v.op == wAdd32 && at == nil && v.args[0] == results[0] && (v.args[1] == length && size == 1 || scaled(v.args[1], length, size)):
			at = v
		case len(stores) > 0:
			return
		case (isStore(v.op) || v.op == wMemCopy && v.args[1].op == opSlot) && v.args[0] == at && at != nil, isLoad(v.op) && v.mem == memNumbers:
		case v.effects() != 0:
			return
		}
	}
	if len(stores) < 3 || at == nil || results[0] == nil || results[1] == nil || results[0].uses != 2 || results[1].uses != 1 {
		return
	}
	if stores[0].args[1] != results[0] || stores[2].args[1] != results[1] {
		return
	}
	if sum := stores[1].args[1]; sum.op != wAdd32 || sum.args[0] != length || sum.args[1] != more && !(more.op == opConst && isConst(sum.args[1], more.imm)) {
		return
	}
	b.vals = slices.DeleteFunc(b.vals, func(v *value) bool {
		return v == results[0] || v == results[1] || slices.Contains(stores, v)
	})
	to := place
	if off != 0 {
		to = plus(b, n, place, off)
	}
	call.callee, call.typ, call.args = h.push, i32, []*value{to, more, kind}
	at.op, at.args = opCopy, []*value{call}
}

// scaled reports whether v is n times size.
func scaled(v, n *value, size int64) bool {
	if len(v.args) != 2 || v.args[0] != n || v.args[1].op != opConst {
		return false
	}
	return v.op == wMul32 && v.args[1].imm == size || v.op == wShl32 && 1<<v.args[1].imm == size
}
