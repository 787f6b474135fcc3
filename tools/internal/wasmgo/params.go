package wasmgo

import "slices"

// dropParams takes out parameters that are the same constant in every call, such as the address of a variable whose methods
// these are, and those that nobody reads. order has callers before the called; the roots are called from outside.
func dropParams(order, roots []*fn) {
	for _, f := range order {
		if slices.Contains(roots, f) {
			continue
		}
		calls := callsOf(f, order)
		dropped := false
		for i := len(f.params) - 1; i >= 0; i-- {
			if c := sameArg(f, calls, i); c != nil {
				f.dropParam(i, c, calls)
				dropped = true
			}
		}
		if dropped {
			f.simplify()
		}
	}
	for _, f := range slices.Backward(order) {
		f.sweep()
		if slices.Contains(roots, f) {
			continue
		}
		used := make([]bool, len(f.params))
		for _, v := range f.blocks[0].vals {
			if v.op == opParam {
				used[v.imm] = true
			}
		}
		for i, u := range slices.Backward(used) {
			if !u {
				f.dropParam(i, nil, callsOf(f, order))
			}
		}
	}
}

func callsOf(f *fn, all []*fn) []*value {
	var calls []*value
	for _, g := range all {
		for _, v := range g.callsMade() {
			if v.callee == f {
				calls = append(calls, v)
			}
		}
	}
	return calls
}

// sameArg gives the constant that parameter i is in all calls, or nil.
func sameArg(f *fn, calls []*value, i int) *value {
	var c *value
	for _, v := range calls {
		a := v.args[i]
		switch {
		case a.op == opParam && a.imm == int64(i) && a.blk == f.blocks[0]: // f calls itself
		case a.op != opConst && a.op != opStatic:
			return nil
		case c == nil:
			c = a
		case c.op != a.op || c.imm != a.imm || c.typ != a.typ:
			return nil
		}
	}
	return c
}

// dropParam takes a parameter out of f and of its calls, and puts c in its place.
func (f *fn) dropParam(i int, c *value, calls []*value) {
	f.params = slices.Delete(slices.Clone(f.params), i, i+1)
	replace := func(v **value) {
		if (*v).op == opParam && (*v).imm == int64(i) {
			*v = &value{op: c.op, typ: c.typ, imm: c.imm}
		}
	}
	if c != nil {
		for _, b := range f.blocks {
			b.operands(replace)
			for _, p := range b.phis {
				for k := range p.args {
					replace(&p.args[k])
				}
			}
		}
	}
	entry := f.blocks[0]
	entry.vals = slices.DeleteFunc(entry.vals, func(v *value) bool { return v.op == opParam && v.imm == int64(i) })
	for _, v := range entry.vals {
		if v.op == opParam && v.imm > int64(i) {
			v.imm--
		}
	}
	for _, v := range calls {
		v.args = slices.Delete(slices.Clone(v.args), i, i+1)
	}
}
