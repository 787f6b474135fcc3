package wasmgo

// callChecks makes calls of the checks of 64-bit indexes and bounds that are left: a third of the bytes. Engines put such
// small functions in place themselves where it matters.
func (f *fn) callChecks(at, upTo *fn) {
	for _, b := range f.blocks {
		for i, v := range b.vals {
			if v.op != opTrapIf {
				continue
			}
			cond := v.args[0]
			if cond.op != wGeU64 && cond.op != wGtU64 || cond.args[1].op != wExtU {
				continue
			}
			callee := at
			if cond.op == wGtU64 {
				callee = upTo
			}
			v.op, v.typ, v.callee, v.args = opCall, i32, callee, []*value{cond.args[0], cond.args[1].args[0]}
			for _, w := range b.vals[i+1:] {
				if w.op == wWrap && w.args[0] == cond.args[0] {
					w.op, w.args = opCopy, []*value{v}
					break
				}
			}
		}
	}
	f.dropCopies()
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
