package wasmgo

// threadBranches lets a jump go straight to where the branch of the block after it would go. A condition with && or ||,
// or a function's result that is tested at once, makes blocks that do nothing but test a phi.
func (f *fn) threadBranches() bool {
	changed := false
	for _, b := range f.blocks {
		if b.term != termIf || len(b.vals) > 0 || len(b.phis) != 1 || b.cond != b.phis[0] || b.isLoop() || b.succs[0] == b.succs[1] {
			continue
		}
		if b.phis[0].uses != 1+usesOnEdges(b) {
			continue
		}
		for i := len(b.preds) - 1; i >= 0; i-- {
			if p, v := b.preds[i], b.phis[0].args[i]; f.thread(p, b, i, v) {
				changed = true
			}
		}
	}
	return changed
}

// usesOnEdges counts what the blocks after b take of its phi from b itself.
func usesOnEdges(b *block) int {
	n := 0
	for _, s := range b.succs {
		for _, a := range edgeArgs(b, s) {
			if a == b.phis[0] {
				n++
			}
		}
	}
	return n
}

// thread leads the edge number i into b on, where its condition is v.
func (f *fn) thread(p, b *block, i int, v *value) bool {
	if v.op == opConst {
		to := b.succs[1]
		if v.imm != 0 {
			to = b.succs[0]
		}
		// Through a block of its own, so that no two edges lead from one block to another; it is joined up later.
		e := f.newBlock()
		e.pos = b.pos
		for k, s := range p.succs {
			if s == b {
				p.succs[k] = e
				break
			}
		}
		e.preds = append(e.preds, p)
		f.enter(e, b, to, v)
		b.dropPred(i)
		return true
	}
	if p.term != termJump || len(b.preds) < 2 {
		return false
	}
	// The block itself, once more, at the end of p.
	b.dropPred(i)
	p.succs = nil
	p.term, p.cond, p.pos = termIf, v, b.pos
	for _, to := range b.succs {
		e := f.newBlock()
		e.pos = b.pos
		p.link(e)
		f.enter(e, b, to, v)
	}
	return true
}

// enter links e to to, with what b would give to's phis if b's phi were v.
func (f *fn) enter(e, b, to *block, v *value) {
	args := edgeArgs(b, to)
	e.link(to)
	for k, p := range to.phis {
		a := args[k]
		if a == b.phis[0] {
			a = v
		}
		p.args = append(p.args, a)
	}
}

// joinBlocks puts a block that only jumps together with the only block that leads to it, or takes it out.
func (f *fn) joinBlocks() {
	for _, b := range f.blocks {
		for b.term == termJump && len(b.succs) == 1 {
			s := b.succs[0]
			if s == b || len(s.preds) != 1 || len(s.phis) > 0 {
				break
			}
			for _, v := range s.vals {
				v.blk = b
			}
			b.vals = append(b.vals, s.vals...)
			b.term, b.cond, b.rets, b.pos = s.term, s.cond, s.rets, s.pos
			b.succs = s.succs
			for _, t := range b.succs {
				t.preds[t.predIndex(s)] = b
			}
			s.succs, s.preds, s.vals = nil, nil, nil
		}
	}
	for _, b := range f.blocks[1:] {
		if b.term != termJump || len(b.vals) > 0 || len(b.phis) > 0 || len(b.preds) != 1 || len(b.succs) != 1 {
			continue
		}
		p, to := b.preds[0], b.succs[0]
		twice := false
		for _, s := range p.succs {
			twice = twice || s == to
		}
		if twice || to == b {
			continue
		}
		for k, s := range p.succs {
			if s == b {
				p.succs[k] = to
			}
		}
		to.preds[to.predIndex(b)] = p
		b.preds, b.succs = nil, nil
	}
}
