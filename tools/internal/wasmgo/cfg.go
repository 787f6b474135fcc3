package wasmgo

import "slices"

// dominators drops blocks that cannot be reached, orders the rest in reverse postorder and finds the dominator tree
// (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm).
func (f *fn) dominators() {
	seen := map[*block]bool{}
	var post []*block
	var visit func(b *block)
	visit = func(b *block) {
		seen[b] = true
		for _, s := range slices.Backward(b.succs) {
			if !seen[s] {
				visit(s)
			}
		}
		post = append(post, b)
	}
	visit(f.blocks[0])
	for _, b := range post {
		for i := len(b.preds) - 1; i >= 0; i-- {
			if !seen[b.preds[i]] {
				b.dropPred(i)
			}
		}
	}
	slices.Reverse(post)
	f.blocks = post
	for i, b := range post {
		b.rpo, b.id = i, i
		b.idom, b.kids = nil, nil
	}
	entry := post[0]
	entry.idom = entry
	for changed := true; changed; {
		changed = false
		for _, b := range post[1:] {
			var d *block
			for _, p := range b.preds {
				if p.idom == nil {
					continue
				}
				if d == nil {
					d = p
					continue
				}
				q := p
				for d != q {
					for q.rpo > d.rpo {
						q = q.idom
					}
					for d.rpo > q.rpo {
						d = d.idom
					}
				}
			}
			if b.idom != d {
				b.idom = d
				changed = true
			}
		}
	}
	for _, b := range post[1:] {
		b.idom.kids = append(b.idom.kids, b)
	}
	n := 0
	var number func(b *block)
	number = func(b *block) {
		b.pre = n
		n++
		for _, k := range b.kids {
			number(k)
		}
		b.last = n
	}
	number(entry)
}

func (b *block) dominates(c *block) bool { return b.pre <= c.pre && c.pre < b.last }

func (b *block) dropPred(i int) {
	b.preds = slices.Delete(b.preds, i, i+1)
	for _, p := range b.phis {
		p.args = slices.Delete(p.args, i, i+1)
	}
}

// isLoop reports whether b is the head of a loop.
func (b *block) isLoop() bool {
	for _, p := range b.preds {
		if p.rpo >= b.rpo {
			return true
		}
	}
	return false
}

// isMerge reports whether b is reached from several places, loops aside.
func (b *block) isMerge() bool {
	n := 0
	for _, p := range b.preds {
		if p.rpo < b.rpo {
			n++
		}
	}
	return n > 1
}

// operands calls f on all values that b's operations and end use; phis count for the predecessors.
func (b *block) operands(f func(v **value)) {
	for _, v := range b.vals {
		for i := range v.args {
			f(&v.args[i])
		}
	}
	if b.cond != nil {
		f(&b.cond)
	}
	for i := range b.rets {
		f(&b.rets[i])
	}
}

// sweep counts uses and drops operations that nobody needs.
func (f *fn) sweep() {
	for _, b := range f.blocks {
		for _, v := range b.phis {
			v.uses = 0
		}
		for _, v := range b.vals {
			v.uses = 0
		}
	}
	live := map[*value]bool{}
	var use func(v *value)
	use = func(v *value) {
		v.uses++
		if live[v] {
			return
		}
		live[v] = true
		for _, a := range v.args {
			use(a)
		}
	}
	for _, b := range f.blocks {
		for _, v := range b.vals {
			if !v.removable() && !live[v] {
				live[v] = true
				for _, a := range v.args {
					use(a)
				}
			}
		}
		if b.cond != nil {
			use(b.cond)
		}
		for _, v := range b.rets {
			use(v)
		}
	}
	dead := func(v *value) bool { return !live[v] }
	for _, b := range f.blocks {
		b.phis = slices.DeleteFunc(b.phis, dead)
		b.vals = slices.DeleteFunc(b.vals, dead)
	}
}
