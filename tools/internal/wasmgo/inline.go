package wasmgo

import "slices"

// smallBody is how many bytes a function may have to be put in place of any call of it.
const smallBody = 1

const onlyBody = 8000

// inlineCalls puts the bodies of small functions, and of those called from one place alone, in place of the calls. fs
// has callers before the called.
func inlineCalls(fs, roots []*fn) {
	for _, f := range fs {
		f.callers = 0
	}
	for _, f := range roots {
		f.callers = 2 // and from outside
	}
	for _, f := range fs {
		for _, v := range f.callsMade() {
			v.callee.callers++
		}
	}
	for _, f := range slices.Backward(fs) {
		again := false
		for {
			v := f.inlinable()
			if v == nil {
				break
			}
			f.inline(v)
			again = true
		}
		if again {
			f.simplify()
		}
	}
}

func (f *fn) inlinable() *value {
	for _, b := range f.blocks {
		for _, v := range b.vals {
			if v.op != opCall || v.callee == f || v.callee.recursive {
				continue
			}
			if v.callee.callers == 1 && v.callee.cost() <= onlyBody || v.callee.cost() <= smallBody {
				return v
			}
		}
	}
	return nil
}

// cost is about how many bytes a function's body has.
func (f *fn) cost() int {
	n := 0
	for _, b := range f.blocks {
		for _, v := range b.vals {
			switch {
			case v.op == opParam, v.op == opResult:
				continue
			case isLoad(v.op), isStore(v.op):
				n += 3
			case v.op == opTrapIf:
				n += 4
			case v.op == opCall:
				n += 2
			default:
				n++
			}
			for _, a := range v.args {
				if a.op == opConst {
					n += 2
				}
			}
		}
		n += 4 * len(b.phis)
		if b.term == termIf {
			n += 4
		}
	}
	return n
}

// inline replaces a call by a copy of its callee.
func (f *fn) inline(call *value) {
	g := call.callee
	b := call.blk
	at := slices.Index(b.vals, call)
	rest := f.newBlock()
	rest.vals = slices.Clone(b.vals[at+1:])
	rest.term, rest.cond, rest.rets, rest.pos = b.term, b.cond, b.rets, b.pos
	rest.succs = b.succs
	for _, v := range rest.vals {
		v.blk = rest
	}
	for _, s := range rest.succs {
		s.preds[s.predIndex(b)] = rest
	}
	b.vals = b.vals[:at]
	b.term, b.cond, b.rets, b.succs = termJump, nil, nil, nil

	// Copy the blocks, then their contents.
	vals := map[*value]*value{}
	blocks := map[*block]*block{}
	slots := int64(len(f.slots))
	f.slots = append(f.slots, g.slots...)
	for _, x := range g.blocks {
		y := f.newBlock()
		blocks[x] = y
		for _, v := range x.phis {
			w := *v
			w.blk = y
			vals[v] = &w
			y.phis = append(y.phis, &w)
		}
		for _, v := range x.vals {
			if v.op == opParam {
				vals[v] = call.args[v.imm]
				continue
			}
			w := *v
			w.blk = y
			vals[v] = &w
			y.vals = append(y.vals, &w)
		}
	}
	copied := func(v *value) *value {
		if w := vals[v]; w != nil {
			return w
		}
		w := *v // a trivial value
		if w.op == opSlot {
			w.imm += slots
		}
		return &w
	}
	args := func(vs []*value) []*value {
		var out []*value
		for _, v := range vs {
			out = append(out, copied(v))
		}
		return out
	}
	var returns [][]*value
	for _, x := range g.blocks {
		y := blocks[x]
		for _, v := range y.phis {
			v.args = args(v.args)
		}
		for _, v := range y.vals {
			v.args = args(v.args)
		}
		y.term, y.pos = x.term, x.pos
		if x.cond != nil {
			y.cond = copied(x.cond)
		}
		for _, s := range x.succs {
			y.succs = append(y.succs, blocks[s])
		}
		for _, p := range x.preds {
			y.preds = append(y.preds, blocks[p])
		}
		if x.term == termReturn {
			y.term = termJump
			y.link(rest)
			returns = append(returns, args(x.rets))
		}
	}
	b.link(blocks[g.blocks[0]])

	results := make([]*value, len(g.results))
	for i, t := range g.results {
		p := &value{op: opPhi, typ: t, blk: rest, pos: call.pos}
		for _, r := range returns {
			p.args = append(p.args, r[i])
		}
		rest.phis = append(rest.phis, p)
		results[i] = p
	}
	rest.vals = slices.DeleteFunc(rest.vals, func(v *value) bool { return v.op == opResult && v.args[0] == call })
	replace := func(v **value) {
		switch {
		case *v == call:
			*v = results[0]
		case (*v).op == opResult && (*v).args[0] == call:
			*v = results[(*v).imm]
		}
	}
	for _, x := range f.blocks {
		x.operands(replace)
		for _, p := range x.phis {
			for i := range p.args {
				replace(&p.args[i])
			}
		}
	}
	f.dominators()
}
