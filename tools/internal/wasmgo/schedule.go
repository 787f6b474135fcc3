package wasmgo

// schedule decides which values are computed right where they are used, on WASM's stack, and which get a local.
type schedule struct {
	inline map[*value]bool
	pos    map[*value]int
}

func (f *fn) schedule() *schedule {
	s := &schedule{inline: map[*value]bool{}, pos: map[*value]int{}}
	for _, b := range f.blocks {
		s.block(b)
	}
	return s
}

func (s *schedule) block(b *block) {
	var effects []*value
	for i, v := range b.vals {
		s.pos[v] = i
		if v.effects() != 0 {
			effects = append(effects, v)
		}
	}
	var placed []*value
	end := 0
	fits := func(v *value, conditional bool) bool {
		e := v.effects()
		if e == 0 {
			return true
		}
		if conditional && e&(writesAll|traps) != 0 {
			return false
		}
		at := s.pos[v]
		for _, w := range placed {
			if s.pos[w] < at && conflict(v, w) {
				return false
			}
		}
		for i := len(effects) - 1; i >= 0 && s.pos[effects[i]] > at; i-- {
			if w := effects[i]; s.pos[w] < end && conflict(v, w) && !contains(placed, w) {
				return false
			}
		}
		return true
	}
	var place func(args []*value, conditional bool)
	place = func(args []*value, conditional bool) {
		for i := len(args) - 1; i >= 0; i-- {
			v := args[i]
			if v.trivial() || v.uses != 1 || v.blk != b || v.op == opPhi || v.op == opParam || v.op == opResult || v.typ == none {
				continue
			}
			if fits(v, conditional) {
				s.inline[v] = true
				placed = append(placed, v)
				place(v.args, conditional)
			}
		}
	}
	end = len(b.vals)
	for i := len(b.succs) - 1; i >= 0; i-- {
		place(edgeArgs(b, b.succs[i]), b.term == termIf)
	}
	place(b.rets, false)
	if b.cond != nil {
		place([]*value{b.cond}, false)
	}
	for i := len(b.vals) - 1; i >= 0; i-- {
		if v := b.vals[i]; !s.inline[v] {
			placed = placed[:0]
			end = i
			place(v.args, false)
		}
	}
}

func contains(vs []*value, v *value) bool {
	for _, w := range vs {
		if w == v {
			return true
		}
	}
	return false
}

// edgeArgs are what the phis of to take on the edge from b.
func edgeArgs(b, to *block) []*value {
	k := to.predIndex(b)
	var args []*value
	for _, p := range to.phis {
		args = append(args, p.args[k])
	}
	return args
}

func (b *block) predIndex(p *block) int {
	for i, q := range b.preds {
		if q == p {
			return i
		}
	}
	panic("not a predecessor")
}

// needsLocal reports whether v is kept in a local.
func (s *schedule) needsLocal(v *value) bool {
	return !v.trivial() && v.typ != none && v.uses > 0 && !s.inline[v]
}

// leaves calls f on the locals that computing v on the spot reads.
func (s *schedule) leaves(v *value, f func(v *value)) {
	switch {
	case v.trivial():
	case s.inline[v]:
		for _, a := range v.args {
			s.leaves(a, f)
		}
	case v.op == opCall && v.typ == none: // the call that an opResult belongs to
	default:
		f(v)
	}
}
