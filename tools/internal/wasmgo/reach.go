package wasmgo

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// reach finds what the exported functions need: functions by their calls, package-level variables by their mention, and
// of each package's initialisation the part that gives those variables their values. Everything else in a package may be
// any Go at all.
type reach struct {
	c       *compiler
	funcs   []*ssa.Function // in the order found
	seen    map[*ssa.Function]bool
	globals map[*ssa.Global]bool
	inits   map[*ssa.Package]map[ssa.Instruction]bool // instructions of the package's init that are needed
	todo    []*ssa.Function
}

func (c *compiler) reach(roots []*ssa.Function) *reach {
	r := &reach{c: c, seen: map[*ssa.Function]bool{}, globals: map[*ssa.Global]bool{}, inits: map[*ssa.Package]map[ssa.Instruction]bool{}}
	for _, f := range roots {
		r.function(f)
	}
	for changed := true; changed; {
		for len(r.todo) > 0 {
			f := r.todo[0]
			r.todo = r.todo[1:]
			r.pkg(f.Pkg)
			for _, b := range f.Blocks {
				for _, in := range b.Instrs {
					r.instr(in)
				}
			}
		}
		changed = false
		for _, p := range r.packages() {
			if r.grow(p) {
				changed = true
			}
		}
		changed = changed || len(r.todo) > 0
	}
	return r
}

// packages lists the packages that need initialising, imported ones first.
func (r *reach) packages() []*ssa.Package {
	var out []*ssa.Package
	seen := map[*types.Package]bool{}
	var visit func(p *types.Package)
	visit = func(p *types.Package) {
		if seen[p] {
			return
		}
		seen[p] = true
		imports := slices.Clone(p.Imports())
		slices.SortFunc(imports, func(a, b *types.Package) int { return strings.Compare(a.Path(), b.Path()) })
		for _, q := range imports {
			visit(q)
		}
		if sp := r.c.prog.Package(p); sp != nil && r.inits[sp] != nil {
			out = append(out, sp)
		}
	}
	visit(r.c.rt.Pkg)
	visit(r.c.main.Pkg)
	return out
}

func (r *reach) pkg(p *ssa.Package) {
	if p != nil && r.inits[p] == nil {
		r.inits[p] = map[ssa.Instruction]bool{}
	}
}

func (r *reach) function(f *ssa.Function) {
	if r.seen[f] {
		return
	}
	r.seen[f] = true
	r.funcs = append(r.funcs, f)
	r.todo = append(r.todo, f)
}

func (r *reach) instr(in ssa.Instruction) {
	for _, o := range in.Operands(nil) {
		if g, ok := (*o).(*ssa.Global); ok && !r.globals[g] {
			r.globals[g] = true
			r.pkg(g.Pkg)
		}
	}
	if call, ok := in.(*ssa.Call); ok {
		if f := call.Common().StaticCallee(); f != nil && !r.c.intrinsic(f) {
			if len(f.Blocks) > 0 {
				r.function(f)
			}
		}
	}
}

// grow adds to the needed part of a package's init what its reachable variables need.
func (r *reach) grow(p *ssa.Package) bool {
	keep := r.inits[p]
	init := p.Func("init")
	if init == nil {
		return false
	}
	grown := false
	var need func(v ssa.Value)
	add := func(in ssa.Instruction) {
		if keep[in] {
			return
		}
		keep[in] = true
		grown = true
		r.instr(in)
		for _, o := range in.Operands(nil) {
			need(*o)
		}
	}
	need = func(v ssa.Value) {
		if in, ok := v.(ssa.Instruction); ok && in.Parent() == init {
			add(in)
		}
	}
	for again := true; again; {
		before := len(keep)
		for _, b := range init.Blocks {
			for _, in := range b.Instrs {
				switch in := in.(type) {
				case *ssa.Store:
					if r.kept(keep, base(in.Addr)) {
						add(in)
					}
				case *ssa.Call:
					if r.initCall(keep, in) {
						add(in)
					}
				case *ssa.If:
					if decides(keep, b) {
						add(in)
					}
				}
			}
		}
		again = len(keep) > before
	}
	return grown
}

func (r *reach) initCall(keep map[ssa.Instruction]bool, call *ssa.Call) bool {
	f := call.Common().StaticCallee()
	if f != nil && strings.HasPrefix(f.Name(), "init#") {
		return true
	}
	for _, a := range call.Common().Args {
		if b := base(a); b != a && r.kept(keep, b) {
			return true
		}
		if _, ok := a.(*ssa.Alloc); ok && r.kept(keep, a) {
			return true
		}
	}
	if len(*call.Referrers()) == 0 {
		if _, builtin := call.Common().Value.(*ssa.Builtin); !builtin {
			r.c.refuse(call.Pos(), call.Parent(), "a package-level call whose result is dropped", "call it from an exported function, or name the variable")
		}
	}
	return false
}

func (r *reach) kept(keep map[ssa.Instruction]bool, v ssa.Value) bool {
	if g, ok := v.(*ssa.Global); ok {
		return r.globals[g]
	}
	in, ok := v.(ssa.Instruction)
	return ok && keep[in]
}

// base follows an address back to what it is an address in.
func base(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.Slice:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
}

// decides reports whether the branch at the end of b matters to what is kept: an initialiser with && or || has branches
// that come together again.
func decides(keep map[ssa.Instruction]bool, b *ssa.BasicBlock) bool {
	var any func(b *ssa.BasicBlock) bool
	any = func(b *ssa.BasicBlock) bool {
		for _, in := range b.Instrs {
			if keep[in] {
				return true
			}
		}
		return slices.ContainsFunc(b.Dominees(), any)
	}
	for _, d := range b.Dominees() {
		if len(d.Preds) == 1 && any(d) {
			return true
		}
		for _, in := range d.Instrs {
			if phi, ok := in.(*ssa.Phi); ok && keep[phi] {
				return true
			}
		}
	}
	return false
}
