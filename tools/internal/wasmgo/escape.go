package wasmgo

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// stays reports whether a variable is no longer in use when its function returns, so that it can live in the function's
// frame. go/ssa says Heap of any variable whose address is taken; here the address is followed into calls.
func (c *compiler) stays(a *ssa.Alloc) bool {
	if !a.Heap {
		return true
	}
	if s, ok := c.staying[a]; ok {
		return s
	}
	c.staying[a] = false
	s := c.holds(a, !inLoop(a.Block()), map[ssa.Value]bool{})
	c.staying[a] = s
	return s
}

// holds reports whether an address, and all that is derived from it, is kept nowhere that outlives the call. once says
// that a call has one such variable at most; of one made anew in each round of a loop, the last round's address must not
// be carried into the next.
func (c *compiler) holds(v ssa.Value, once bool, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, r := range *refs {
		switch r := r.(type) {
		case *ssa.DebugRef, *ssa.BinOp, *ssa.If, *ssa.Index, *ssa.Range:
		case *ssa.Store:
			if r.Val == v {
				return false
			}
		case *ssa.UnOp: // a load: what lies there was stored there, and so has escaped if it is such an address
		case *ssa.FieldAddr:
			if !c.holds(r, once, seen) {
				return false
			}
		case *ssa.IndexAddr:
			if r.X == v && !c.holds(r, once, seen) {
				return false
			}
		case *ssa.Slice:
			if !c.holds(r, once, seen) {
				return false
			}
		case *ssa.ChangeType:
			if !c.holds(r, once, seen) {
				return false
			}
		case *ssa.Convert:
			// A string made of bytes is a copy, except one that is only compared.
			if b, ok := r.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsString == 0 {
				return false
			}
		case *ssa.Call:
			if !c.holdsCall(v, r, once, seen) {
				return false
			}
		case *ssa.Phi:
			if !once || !c.holds(r, once, seen) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// inLoop reports whether a block can come again in one call.
func inLoop(b *ssa.BasicBlock) bool {
	seen := map[*ssa.BasicBlock]bool{}
	todo := slices.Clone(b.Succs)
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if s == b {
			return true
		}
		if !seen[s] {
			seen[s] = true
			todo = append(todo, s.Succs...)
		}
	}
	return false
}

func (c *compiler) holdsCall(v ssa.Value, call *ssa.Call, once bool, seen map[ssa.Value]bool) bool {
	common := call.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		switch b.Name() {
		case "len", "cap", "copy", "clear":
			return true
		case "append":
			// What is appended is copied; the slice itself may go on in the result.
			return common.Args[0] != v || c.holds(call, once, seen)
		}
		return false
	}
	f := common.StaticCallee()
	if f == nil || len(f.Blocks) == 0 {
		return false
	}
	for i, a := range common.Args {
		if a == v && !c.holdsParam(f.Params[i]) {
			return false
		}
	}
	return true
}

func (c *compiler) holdsParam(p *ssa.Parameter) bool {
	if s, ok := c.holding[p]; ok {
		return s
	}
	c.holding[p] = false // while it is being found out: recursion
	s := c.holds(p, true, map[ssa.Value]bool{})
	c.holding[p] = s
	return s
}

// nonNil reports whether a pointer cannot be nil.
func (c *compiler) nonNil(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Alloc, *ssa.Global, *ssa.FieldAddr, *ssa.IndexAddr:
		return true
	case *ssa.Parameter:
		return c.nonNilParam[v]
	case *ssa.Phi:
		if c.assumed[v] {
			return true
		}
		c.assumed[v] = true
		defer delete(c.assumed, v)
		for _, e := range v.Edges {
			if !c.nonNil(e) {
				return false
			}
		}
		return true
	}
	return false
}

// findNonNilParams starts from all pointer parameters of functions that are called from known places, and takes away
// those to which a pointer that may be nil is passed.
func (c *compiler) findNonNilParams(r *reach) {
	exported := map[*ssa.Function]bool{}
	for _, e := range c.exports {
		exported[e.fn] = true
	}
	for _, f := range r.funcs {
		if exported[f] {
			continue
		}
		for _, p := range f.Params {
			if _, ok := p.Type().Underlying().(*types.Pointer); ok {
				c.nonNilParam[p] = true
			}
		}
	}
	check := func(in ssa.Instruction) bool {
		call, ok := in.(*ssa.Call)
		if !ok {
			return false
		}
		f := call.Common().StaticCallee()
		if f == nil || !r.seen[f] {
			return false
		}
		changed := false
		for i, a := range call.Common().Args {
			if p := f.Params[i]; c.nonNilParam[p] && !c.nonNil(a) {
				delete(c.nonNilParam, p)
				changed = true
			}
		}
		return changed
	}
	for changed := true; changed; {
		changed = false
		for _, f := range r.funcs {
			for _, b := range f.Blocks {
				for _, in := range b.Instrs {
					changed = check(in) || changed
				}
			}
		}
		for _, keep := range r.inits {
			for in := range keep {
				changed = check(in) || changed
			}
		}
	}
}
