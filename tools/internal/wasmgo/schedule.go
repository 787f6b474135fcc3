package wasmgo

// schedule decides which values are computed right where they are used, on WASM's stack, and which get a local first. Of
// a value used several times the first use may compute it and keep it for the others (local.tee).
type schedule struct {
	inline map[*value]bool
	first  map[*value]site // where an inline value is computed
	left   map[*value]bool // results that a call leaves on the stack for the next operation
	pos    map[*value]int
}

// A site is one place where a value is used: argument n of user, or at the end of a block.
type site struct {
	user *value
	end  *block
	n    int
}

// Uses at the end of a block: the condition, results, what phis take on the first edge and on the second.
const (
	atCond   = -1
	atResult = 0
	atEdge   = 1 << 20
)

func (f *fn) schedule() *schedule {
	s := &schedule{inline: map[*value]bool{}, first: map[*value]site{}, left: map[*value]bool{}, pos: map[*value]int{}}
	for _, b := range f.blocks {
		s.block(b)
	}
	return s
}

// teed reports whether v is computed at its first use and kept in a local for the others.
func (s *schedule) teed(v *value) bool { return s.inline[v] && v.uses > 1 }

// edgeSites calls f on what the phis of successor i take, from the last in the order of evaluation to the first.
func (b *block) edgeSites(i int, f func(v *value, at site)) {
	args := edgeArgs(b, b.succs[i])
	for k := len(args) - 1; k >= 0; k-- {
		f(args[k], site{nil, b, atEdge*(i+1) + k})
	}
}

// endSites calls f on what the end of b uses before it goes anywhere, from the last to the first.
func (b *block) endSites(f func(v *value, at site)) {
	for k := len(b.rets) - 1; k >= 0; k-- {
		f(b.rets[k], site{nil, b, atResult + k})
	}
	if b.cond != nil {
		f(b.cond, site{nil, b, atCond})
	}
}

func (s *schedule) block(b *block) {
	var effects []*value
	left := map[*value]int{} // uses in this block that have not been met yet
	for i, v := range b.vals {
		s.pos[v] = i
		if v.effects() != 0 {
			effects = append(effects, v)
		}
		for _, a := range v.args {
			left[a]++
		}
	}
	count := func(v *value, _ site) { left[v]++ }
	for i := range b.succs {
		b.edgeSites(i, count)
	}
	b.endSites(count)

	// Uses are met from the last to the first.
	var placed []*value
	end := len(b.vals)
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
	var place func(v *value, at site, conditional bool)
	args := func(v *value, conditional bool) {
		for i := len(v.args) - 1; i >= 0; i-- {
			place(v.args[i], site{v, nil, i}, conditional)
		}
	}
	defer s.leave(b)
	place = func(v *value, at site, conditional bool) {
		left[v]--
		if v.trivial() || v.typ == none || v.blk != b || v.op == opPhi || v.op == opParam || v.op == opResult {
			return
		}
		// A value that others use too is not computed on one of two ways only.
		if left[v] > 0 || conditional && v.uses > 1 || !fits(v, conditional) {
			return
		}
		s.inline[v] = true
		s.first[v] = at
		placed = append(placed, v)
		args(v, conditional)
	}
	for i := len(b.succs) - 1; i >= 0; i-- {
		b.edgeSites(i, func(v *value, at site) { place(v, at, b.term == termIf) })
	}
	b.endSites(func(v *value, at site) { place(v, at, false) })
	for i := len(b.vals) - 1; i >= 0; i-- {
		if v := b.vals[i]; !s.inline[v] {
			placed = placed[:0]
			end = i
			args(v, false)
		}
	}
}

// leave finds the calls whose results are just what the next operation, or the end of the block, takes first.
func (s *schedule) leave(b *block) {
	for i, call := range b.vals {
		if call.op != opCall || len(call.callee.results) < 2 {
			continue
		}
		n := 0 // results, each used once
		takes := b.rets
		for _, v := range b.vals[i+1:] {
			switch {
			case v.op == opResult && v.args[0] == call && v.imm == int64(n) && v.uses == 1:
				n++
				continue
			case s.inline[v]:
				continue
			}
			takes = v.args
			break
		}
		if n < len(call.callee.results) || len(takes) < n {
			continue
		}
		same := true
		for k, v := range takes[:n] {
			same = same && v.op == opResult && v.args[0] == call && v.imm == int64(k)
		}
		for _, v := range takes[:n] {
			s.left[v] = same
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
	return !v.trivial() && v.typ != none && v.uses > 0 && (!s.inline[v] || v.uses > 1) && !s.left[v]
}

// backwards goes through what computing v for a use reads from locals and keeps in them, last first.
func (s *schedule) backwards(v *value, at site, read, set func(v *value)) {
	switch {
	case v.trivial(), v.typ == none, s.left[v]:
		return
	case !s.inline[v] || s.first[v] != at:
		read(v)
		return
	}
	if s.teed(v) {
		set(v)
	}
	for i := len(v.args) - 1; i >= 0; i-- {
		s.backwards(v.args[i], site{v, nil, i}, read, set)
	}
}
