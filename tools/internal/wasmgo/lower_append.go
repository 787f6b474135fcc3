package wasmgo

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// findAppends recognises append(s, a, b), for which go/ssa puts a and b into an array of their own first, and
// x.s = append(x.s, ...), which can be done where x.s lies.
func (l *lower) findAppends(order []*ssa.BasicBlock) {
	for _, b := range order {
		for _, in := range b.Instrs {
			call, ok := in.(*ssa.Call)
			if !ok {
				continue
			}
			if f, ok := call.Common().Value.(*ssa.Builtin); !ok || f.Name() != "append" || len(call.Common().Args) != 2 {
				continue
			}
			if elems, taken := listed(call); elems != nil {
				l.elems[call] = elems
				for _, in := range taken {
					l.skip[in] = true
				}
			}
			if load, store := l.inPlace(call); load != nil {
				l.places[call] = load.X
				l.skip[load] = true
				l.skip[store] = true
			}
		}
	}
}

// inPlace gives the load of the slice that call appends to and the store of the result to the same place, if nothing in
// between can tell.
func (l *lower) inPlace(call *ssa.Call) (*ssa.UnOp, *ssa.Store) {
	load, ok := call.Common().Args[0].(*ssa.UnOp)
	if !ok || load.Op != token.MUL || load.Block() != call.Block() || len(*load.Referrers()) != 1 || len(*call.Referrers()) != 1 {
		return nil, nil
	}
	store, ok := (*call.Referrers())[0].(*ssa.Store)
	if !ok || store.Val != ssa.Value(call) || store.Block() != call.Block() || !samePlace(load.X, store.Addr) {
		return nil, nil
	}
	if l.keep != nil && !l.keep[store] {
		return nil, nil
	}
	seen := false
	for _, in := range call.Block().Instrs {
		switch {
		case in == ssa.Instruction(load):
			seen = true
		case in == ssa.Instruction(store):
			return load, store
		case !seen, in == ssa.Instruction(call), l.skip[in]:
		default:
			switch in.(type) {
			case *ssa.Store, *ssa.Call, *ssa.Next:
				return nil, nil
			}
		}
	}
	return nil, nil
}

// samePlace reports whether two addresses in one block are surely the same.
func samePlace(a, b ssa.Value) bool {
	if a == b {
		return true
	}
	switch a := a.(type) {
	case *ssa.FieldAddr:
		b, ok := b.(*ssa.FieldAddr)
		return ok && a.Field == b.Field && samePlace(a.X, b.X)
	case *ssa.IndexAddr:
		b, ok := b.(*ssa.IndexAddr)
		return ok && a.Index == b.Index && samePlace(a.X, b.X)
	}
	return false
}

// listed gives the elements that an append call lists, and the instructions that gather them.
func listed(call *ssa.Call) (elems []ssa.Value, taken []ssa.Instruction) {
	s, ok := call.Common().Args[1].(*ssa.Slice)
	if !ok || s.Low != nil || s.High != nil || s.Max != nil || len(*s.Referrers()) != 1 || s.Block() != call.Block() {
		return nil, nil
	}
	array, ok := s.X.(*ssa.Alloc)
	if !ok || array.Comment != "varargs" || array.Block() != call.Block() {
		return nil, nil
	}
	elems = make([]ssa.Value, element(array.Type()).Underlying().(*types.Array).Len())
	taken = append(taken, array, s)
	for _, r := range *array.Referrers() {
		switch r := r.(type) {
		case *ssa.IndexAddr:
			i, ok := r.Index.(*ssa.Const)
			if !ok || len(*r.Referrers()) != 1 {
				return nil, nil
			}
			st, ok := (*r.Referrers())[0].(*ssa.Store)
			if !ok || st.Addr != ssa.Value(r) || elems[i.Int64()] != nil {
				return nil, nil
			}
			elems[i.Int64()] = st.Val
			taken = append(taken, r, st)
		case *ssa.Slice:
			if r != s {
				return nil, nil
			}
		default:
			return nil, nil
		}
	}
	for _, e := range elems {
		if e == nil {
			return nil, nil
		}
	}
	return elems, taken
}

func (l *lower) appendCall(v *ssa.Call) []*value {
	args := v.Common().Args
	if place := l.places[v]; place != nil {
		l.appendInPlace(v, l.nilCheck(place))
		return nil
	}
	s := l.get(args[0])
	if len(args) == 1 {
		return s
	}
	t := element(v.Type())
	kind := l.appendKind(t)
	elems, ok := l.elems[v]
	if !ok {
		y := l.get(args[1])
		if c, ok := args[1].(*ssa.Const); ok && c.Value == nil {
			return s
		}
		return l.rtCall("extend", s[0], s[1], s[2], y[0], y[1], kind)
	}
	n := constant32(int64(len(elems)))
	g := l.rtCall("grow", s[0], s[1], s[2], n, kind)
	size := l.layout.size(t)
	at := l.element(g[0], s[1], size)
	for i, e := range elems {
		l.store(t, at, int64(i)*size, l.get(e))
	}
	return []*value{g[0], l.emit(wAdd32, i32, s[1], n), g[1]}
}

func (l *lower) appendInPlace(v *ssa.Call, place *value) {
	t := element(v.Type())
	kind := l.appendKind(t)
	elems, ok := l.elems[v]
	if !ok {
		y := l.get(v.Common().Args[1])
		l.rtCall("pushAll", place, y[0], y[1], kind)
		return
	}
	if p := l.layout.of(t); len(elems) == 1 && l.layout.size(t) == 1 && len(p) == 1 {
		// The byte may be stored as rt's own memory: only what is read after this call reads it.
		l.rtCall("pushByte", place, l.one(elems[0]))
		return
	}
	at := l.rtCall("push", place, constant32(int64(len(elems))), kind)[0]
	for i, e := range elems {
		l.store(t, at, int64(i)*l.layout.size(t), l.get(e))
	}
}
