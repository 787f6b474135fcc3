package wasmgo

import "math/bits"

type bitset []uint64

func (s bitset) set(i int)      { s[i/64] |= 1 << (i % 64) }
func (s bitset) clear(i int)    { s[i/64] &^= 1 << (i % 64) }
func (s bitset) has(i int) bool { return s[i/64]>>(i%64)&1 != 0 }
func (s bitset) or(t bitset) bool {
	changed := false
	for i, w := range t {
		if s[i]|w != s[i] {
			s[i] |= w
			changed = true
		}
	}
	return changed
}
func (s bitset) each(f func(i int)) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			f(i*64 + bits.TrailingZeros64(w))
		}
	}
}

// locals assigns WASM locals: values that are never needed at once share one, and a phi shares with its arguments where
// it can, which saves the copies.
type locals struct {
	sched *schedule
	vals  []*value // by number
	num   map[*value]int
	of    []int  // local of each value
	types []byte // of locals, the parameters first
	clash []bitset
	class []int // union-find over values
	sets  []bitset
}

func (f *fn) locals(s *schedule) *locals {
	l := &locals{sched: s, num: map[*value]int{}}
	add := func(v *value) {
		if s.needsLocal(v) {
			l.num[v] = len(l.vals)
			l.vals = append(l.vals, v)
		}
	}
	for _, b := range f.blocks {
		for _, v := range b.phis {
			add(v)
		}
		for _, v := range b.vals {
			add(v)
		}
	}
	l.interference(f)
	l.coalesce(f)
	l.colour(f)
	return l
}

func (l *locals) bits() bitset { return make(bitset, (len(l.vals)+63)/64) }

func (l *locals) interference(f *fn) {
	in := make([]bitset, len(f.blocks))
	for i := range in {
		in[i] = l.bits()
	}
	l.clash = make([]bitset, len(l.vals))
	for i := range l.clash {
		l.clash[i] = l.bits()
	}
	walk := func(b *block, record bool) bitset {
		live := l.bits()
		def := func(v *value) {
			if i, ok := l.num[v]; ok {
				live.clear(i)
				if record {
					l.clash[i].or(live)
				}
			}
		}
		read := func(v *value) {
			if i, ok := l.num[v]; ok {
				live.set(i)
			}
		}
		use := func(v *value, at site) { l.sched.backwards(v, at, read, def) }
		after := l.bits()
		for i, to := range b.succs {
			live = l.bits()
			live.or(in[to.id])
			for _, p := range to.phis {
				if k, ok := l.num[p]; ok {
					live.clear(k)
				}
			}
			b.edgeSites(i, use)
			after.or(live)
		}
		live = after
		b.endSites(use)
		for i := len(b.vals) - 1; i >= 0; i-- {
			v := b.vals[i]
			if l.sched.inline[v] {
				continue
			}
			if v.op == opResult {
				continue // defined with its call
			}
			if v.op == opCall && len(v.callee.results) > 1 {
				// All results are set after the call, so they clash with one another.
				var rs []*value
				for _, r := range b.vals[i+1:] {
					if r.op == opResult && r.args[0] == v {
						rs = append(rs, r)
					}
				}
				for _, r := range rs {
					if k, ok := l.num[r]; ok {
						live.set(k)
					}
				}
				if record {
					for _, r := range rs {
						if k, ok := l.num[r]; ok {
							l.clash[k].or(live)
						}
					}
				}
				for _, r := range rs {
					if k, ok := l.num[r]; ok {
						live.clear(k)
					}
				}
			} else {
				def(v)
			}
			for k := len(v.args) - 1; k >= 0; k-- {
				use(v.args[k], site{v, nil, k})
			}
		}
		// Phis are set on the way in, all at once.
		for _, p := range b.phis {
			if i, ok := l.num[p]; ok {
				live.set(i)
			}
		}
		if record {
			for _, p := range b.phis {
				if i, ok := l.num[p]; ok {
					l.clash[i].or(live)
				}
			}
		}
		return live
	}
	for changed := true; changed; {
		changed = false
		for i := len(f.blocks) - 1; i >= 0; i-- {
			if in[i].or(walk(f.blocks[i], false)) {
				changed = true
			}
		}
	}
	for _, b := range f.blocks {
		walk(b, true)
	}
	var params []int
	for i, v := range l.vals {
		if v.op == opParam {
			params = append(params, i)
		}
	}
	for _, i := range params {
		for _, j := range params {
			l.clash[i].set(j)
		}
		// A parameter has its value from the start, whoever defines something before its first use.
		l.clash[i].or(in[0])
	}
	for i := range l.vals {
		l.clash[i].clear(i)
		l.clash[i].each(func(j int) { l.clash[j].set(i) })
	}
}

func (l *locals) find(i int) int {
	for l.class[i] != i {
		l.class[i] = l.class[l.class[i]]
		i = l.class[i]
	}
	return i
}

// coalesce joins phis with their arguments, those in the innermost loops first.
func (l *locals) coalesce(f *fn) {
	l.class = make([]int, len(l.vals))
	l.sets = make([]bitset, len(l.vals))
	for i := range l.class {
		l.class[i] = i
		l.sets[i] = l.bits()
		l.sets[i].set(i)
	}
	join := func(p, a *value) {
		i, ok := l.num[p]
		j, ok2 := l.num[a]
		if !ok || !ok2 {
			return
		}
		i, j = l.find(i), l.find(j)
		if i == j || l.vals[i].typ != l.vals[j].typ {
			return
		}
		for k, w := range l.sets[j] {
			if l.clash[i][k]&w != 0 {
				return
			}
		}
		if j < i { // keep parameters, which come first, in front
			i, j = j, i
		}
		l.class[j] = i
		l.sets[i].or(l.sets[j])
		l.clash[i].or(l.clash[j])
	}
	for _, loops := range []bool{true, false} {
		for _, b := range f.blocks {
			if b.isLoop() != loops {
				continue
			}
			for i := len(b.preds) - 1; i >= 0; i-- {
				for _, p := range b.phis {
					join(p, p.args[i])
				}
			}
		}
	}
}

func (l *locals) colour(f *fn) {
	l.of = make([]int, len(l.vals))
	users := make([]bitset, len(f.params)) // values in each local
	for i := range users {
		users[i] = l.bits()
	}
	types := append([]byte(nil), f.params...)
	done := l.bits()
	give := func(class, local int) {
		l.sets[class].each(func(i int) { l.of[i] = local })
		users[local].or(l.sets[class])
		done.set(class)
	}
	for i, v := range l.vals {
		if v.op == opParam {
			give(l.find(i), int(v.imm))
		}
	}
	for i := range l.vals {
		c := l.find(i)
		if done.has(c) {
			continue
		}
		local := -1
		for k, t := range types {
			if t != l.vals[i].typ {
				continue
			}
			free := true
			for w := range users[k] {
				if users[k][w]&l.clash[c][w] != 0 {
					free = false
					break
				}
			}
			if free {
				local = k
				break
			}
		}
		if local < 0 {
			local = len(types)
			types = append(types, l.vals[i].typ)
			users = append(users, l.bits())
		}
		give(c, local)
	}
	l.types = types
}
