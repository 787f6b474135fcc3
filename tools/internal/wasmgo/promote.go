package wasmgo

// A cell is a part of a variable in the frame that is only ever read and written whole.
type cell struct {
	slot int64
	off  int64
}

// promoter turns variables in the frame into values, where nothing takes their address.
type promoter struct {
	f     *fn
	types map[cell]byte
	cells map[int64][]cell // by slot
	out   map[*block]map[cell]*value
	in    map[*block]map[cell]*value
	repl  map[*value]*value
}

// promoteSlots keeps variables of the frame in values instead. It reports whether there were any.
func (f *fn) promoteSlots() bool {
	if len(f.slots) == 0 {
		return false
	}
	p := &promoter{
		f: f, types: map[cell]byte{}, cells: map[int64][]cell{},
		out: map[*block]map[cell]*value{}, in: map[*block]map[cell]*value{}, repl: map[*value]*value{},
	}
	p.find()
	if len(p.cells) == 0 {
		return false
	}
	for _, b := range f.blocks {
		p.block(b)
	}
	replace := func(v **value) {
		for p.repl[*v] != nil {
			*v = p.repl[*v]
		}
	}
	for _, b := range f.blocks {
		b.operands(replace)
		for _, phi := range b.phis {
			for i := range phi.args {
				replace(&phi.args[i])
			}
		}
	}
	return true
}

// slotOf gives the slot whose address v is, or -1.
func slotOf(v *value) int64 {
	if v.op == opSlot {
		return v.imm
	}
	return -1
}

// find looks for slots that are only zeroed whole, and loaded and stored in parts that do not overlap.
func (p *promoter) find() {
	bad := map[int64]bool{}
	widths := map[cell]int64{}
	spoil := func(v **value) {
		if s := slotOf(*v); s >= 0 {
			bad[s] = true
		}
	}
	for _, b := range p.f.blocks {
		for _, v := range b.vals {
			from := 0
			switch {
			case isLoad(v.op) || isStore(v.op):
				s := slotOf(v.args[0])
				if s < 0 {
					break
				}
				from = 1
				c := cell{s, v.imm}
				typ := v.typ
				if isStore(v.op) {
					typ = v.args[1].typ
				}
				if w, ok := widths[c]; ok && (w != width(v.op) || p.types[c] != typ) || v.imm+width(v.op) > p.f.slots[s].size {
					bad[s] = true
				}
				if _, ok := widths[c]; !ok {
					p.cells[s] = append(p.cells[s], c)
				}
				widths[c] = width(v.op)
				p.types[c] = typ
			case v.op == wMemFill && slotOf(v.args[0]) >= 0 && isConst(v.args[2], p.f.slots[slotOf(v.args[0])].size):
				from = 1
			}
			for i := from; i < len(v.args); i++ {
				spoil(&v.args[i])
			}
		}
		if b.cond != nil {
			spoil(&b.cond)
		}
		for i := range b.rets {
			spoil(&b.rets[i])
		}
		for _, phi := range b.phis {
			for i := range phi.args {
				spoil(&phi.args[i])
			}
		}
	}
	for s, cells := range p.cells {
		for i, c := range cells {
			for _, d := range cells[:i] {
				if c.off < d.off+widths[d] && d.off < c.off+widths[c] {
					bad[s] = true
				}
			}
		}
	}
	for s := range bad {
		delete(p.cells, s)
	}
}

func (p *promoter) block(b *block) {
	now := p.out[b]
	if now == nil {
		now = map[cell]*value{}
		p.out[b] = now
	}
	var vals []*value
	for _, v := range b.vals {
		s := int64(-1)
		if len(v.args) > 0 && (isLoad(v.op) || isStore(v.op) || v.op == wMemFill) {
			s = slotOf(v.args[0])
		}
		if s < 0 || p.cells[s] == nil {
			vals = append(vals, v)
			continue
		}
		switch c := (cell{s, v.imm}); {
		case isStore(v.op):
			now[c] = v.args[1]
		case v.op == wMemFill:
			for _, c := range p.cells[s] {
				now[c] = zeroOf(p.types[c])
			}
		default:
			x := now[c]
			if x == nil {
				x = p.entry(b, c)
				now[c] = x
			}
			// What an 8- or 16-bit load makes of the bits.
			switch v.op {
			case 0x2c:
				v.become(wExt8, i32, x)
			case 0x2e:
				v.become(wExt16, i32, x)
			case 0x2d:
				v.become(wAnd32, i32, x, constant32(255))
			case 0x2f:
				v.become(wAnd32, i32, x, constant32(65535))
			default:
				p.repl[v] = x
				continue
			}
			v.mem = 0
			vals = append(vals, v)
		}
	}
	b.vals = vals
}

// entry is what a cell holds where b begins.
func (p *promoter) entry(b *block, c cell) *value {
	if v := p.in[b][c]; v != nil {
		return v
	}
	if p.in[b] == nil {
		p.in[b] = map[cell]*value{}
	}
	switch len(b.preds) {
	case 0:
		return zeroOf(p.types[c]) // never read before it is written
	case 1:
		v := p.exit(b.preds[0], c)
		p.in[b][c] = v
		return v
	}
	phi := &value{op: opPhi, typ: p.types[c], blk: b, pos: b.pos}
	p.in[b][c] = phi
	b.phis = append(b.phis, phi)
	for _, q := range b.preds {
		phi.args = append(phi.args, p.exit(q, c))
	}
	return phi
}

// exit is what a cell holds where b ends, whether or not b has been gone through yet.
func (p *promoter) exit(b *block, c cell) *value {
	if v := p.out[b][c]; v != nil {
		return v
	}
	for i := len(b.vals) - 1; i >= 0; i-- {
		v := b.vals[i]
		switch {
		case isStore(v.op) && slotOf(v.args[0]) == c.slot && v.imm == c.off:
			return v.args[1]
		case v.op == wMemFill && slotOf(v.args[0]) == c.slot:
			return zeroOf(p.types[c])
		}
	}
	return p.entry(b, c)
}
