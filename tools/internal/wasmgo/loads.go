package wasmgo

// write forgets what memory no longer holds, and notes what it holds now.
func (o *optimiser) write(v *value) {
	kinds := v.effects() >> writeShift & memAll
	size := int64(0)
	if isStore(v.op) {
		size = width(v.op)
	}
	for k := range o.loads {
		m := k.mem
		if m == 0 {
			m = memAll
		}
		if m&kinds == 0 {
			continue
		}
		if size > 0 && k.addr == v.args[0] && (k.off+width(k.op) <= v.imm || v.imm+size <= k.off) {
			continue
		}
		delete(o.loads, k)
	}
	switch v.op { // loads that give back just what was stored
	case wStore32, 0x37, 0x38, 0x39:
		o.loads[loadKey{v.op - wStore32 + wLoad32, v.args[0], v.imm, v.mem}] = v.args[1]
	}
}

// holds reports whether memory holds already what v stores.
func (o *optimiser) holds(v *value) bool {
	switch v.op {
	case wStore32, 0x37, 0x38, 0x39:
		return o.loads[loadKey{v.op - wStore32 + wLoad32, v.args[0], v.imm, v.mem}] == v.args[1]
	}
	return false
}

// width is how many bytes a load or store moves.
func width(o op) int64 {
	switch o {
	case 0x2c, 0x2d, 0x3a, 0x30, 0x31:
		return 1
	case 0x2e, 0x2f, 0x3b, 0x32, 0x33:
		return 2
	case 0x28, 0x2a, 0x36, 0x38, 0x34, 0x35:
		return 4
	}
	return 8
}

// entryLoads is what memory is known to hold where a block begins: what all its predecessors leave, and at the head of a
// loop only what nothing in the loop writes.
func (o *optimiser) entryLoads(b *block) map[loadKey]*value {
	out := map[loadKey]*value{}
	first := true
	for _, p := range b.preds {
		end, done := o.ends[p]
		if !done {
			continue
		}
		if first {
			for k, v := range end {
				out[k] = v
			}
			first = false
			continue
		}
		for k, v := range out {
			if end[k] != v {
				delete(out, k)
			}
		}
	}
	if b.isLoop() {
		kinds := 0
		for _, x := range o.loops[b] {
			for _, v := range x.vals {
				kinds |= v.effects() >> writeShift & memAll
			}
		}
		for k := range out {
			m := k.mem
			if m == 0 {
				m = memAll
			}
			if m&kinds != 0 {
				delete(out, k)
			}
		}
	}
	return out
}

// naturalLoops gives the blocks of each loop by its head.
func (f *fn) naturalLoops() map[*block][]*block {
	loops := map[*block][]*block{}
	for _, h := range f.blocks {
		if !h.isLoop() {
			continue
		}
		in := map[*block]bool{h: true}
		body := []*block{h}
		for _, p := range h.preds {
			if p.rpo >= h.rpo && !in[p] {
				in[p] = true
				body = append(body, p)
			}
		}
		for i := 1; i < len(body); i++ {
			for _, p := range body[i].preds {
				if !in[p] {
					in[p] = true
					body = append(body, p)
				}
			}
		}
		loops[h] = body
	}
	return loops
}
