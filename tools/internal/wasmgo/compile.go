// Package wasmgo compiles small Go to a WASM module without a Go runtime. [build]
//
// Small Go is the subset that docs/wasm.md describes: functions, methods, structs, arrays, slices, strings and numbers,
// with Go's semantics on every path; no maps, interfaces, closures, goroutines or defer. The module imports nothing and
// exports its memory and the functions of the main package that are marked //go:wasmexport, as the stock compiler does
// with -buildmode=c-shared.
//
// The way through the package: load (load.go) with go/packages and go/ssa; find what the exports need (reach.go); turn
// each function into operations on WASM's four types (lower*.go, ir.go); make them fewer (optimise.go and what it calls);
// write them as structured WASM (schedule.go, locals.go, flow.go, code.go, module.go); run
// the initialisers once and keep the memory they leave (init.go).
package wasmgo

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Module is a compiled package.
type Module struct {
	Wasm  []byte // the module: no imports, no names
	Debug []byte // JSON that Explain reads: names of functions, source lines by offset in Wasm
}

// Error is one construct that small Go does not have.
type Error struct {
	Pos     token.Position // file relative to the directory compiled in
	What    string         // what is not allowed
	Instead string         // what to write instead
}

// Errors is all that was refused, ordered by position.
type Errors []Error

func (e Errors) Error() string {
	var b strings.Builder
	for i, x := range e {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s:%d: %s is not small Go; %s", x.Pos.Filename, x.Pos.Line, x.What, x.Instead)
	}
	return b.String()
}

// maxPages limits a module's memory: 256 MB.
const maxPages = 4096

// Compile compiles the main package that pattern names, as seen from dir, with build tags. It fails with Errors if the package
// needs what small Go does not have.
func Compile(dir, pattern string, tags ...string) (Module, error) {
	c, err := load(dir, pattern, tags)
	if err != nil {
		return Module{}, err
	}
	r := c.reach(c.roots())
	c.declare(r)
	c.findNonNilParams(r)
	for _, f := range r.funcs {
		c.lower(f, c.fns[f], nil)
	}
	c.lowerInits(r)
	entries := c.lowerEntries()
	if len(c.errs) > 0 {
		return Module{}, c.sorted()
	}
	start := c.startFunction(r)
	c.optimise(append([]*fn{start}, entries...))
	return c.build(start, entries)
}

// compiler holds what the passes share.
type compiler struct {
	dir     string
	fset    *token.FileSet
	prog    *ssa.Program
	main    *ssa.Package
	rt      *ssa.Package
	local   map[string]bool // import paths of packages loaded from source
	exports []export
	layout  *layout

	fns     map[*ssa.Function]*fn
	order   []*fn
	inits   []*fn
	globals map[*ssa.Global]int64 // offsets in static memory
	texts   map[string]int64
	static  []byte // string constants at their offsets; the rest is zero
	far     int64  // where large variables end, which come after the others

	staying     map[*ssa.Alloc]bool
	holding     map[*ssa.Parameter]bool
	nonNilParam map[*ssa.Parameter]bool
	assumed     map[ssa.Value]bool

	errs Errors
}

// An export is a function of the main package marked //go:wasmexport.
type export struct {
	name string
	fn   *ssa.Function
}

func (c *compiler) refuse(pos token.Pos, in *ssa.Function, what, instead string) {
	if !pos.IsValid() && in != nil {
		pos = in.Pos()
	}
	p := c.fset.Position(pos)
	if rel, err := filepath.Rel(c.dir, p.Filename); err == nil && !strings.HasPrefix(rel, "..") {
		p.Filename = rel
	}
	e := Error{p, what, instead}
	if !slices.ContainsFunc(c.errs, func(x Error) bool {
		return x.Pos.Filename == p.Filename && x.Pos.Line == p.Line && x.What == what
	}) {
		c.errs = append(c.errs, e)
	}
}

func (c *compiler) sorted() Errors {
	slices.SortFunc(c.errs, func(a, b Error) int {
		if d := strings.Compare(a.Pos.Filename, b.Pos.Filename); d != 0 {
			return d
		}
		return a.Pos.Line - b.Pos.Line
	})
	return c.errs
}

// roots are the exports, and rt, any of whose functions a construct may turn into.
func (c *compiler) roots() []*ssa.Function {
	var fs []*ssa.Function
	for _, e := range c.exports {
		fs = append(fs, e.fn)
	}
	var names []string
	for name, m := range c.rt.Members {
		if f, ok := m.(*ssa.Function); ok && name != "init" && !c.intrinsic(f) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		fs = append(fs, c.rt.Func(name))
	}
	return fs
}

// declare makes a function of ours for each reachable one, so that calls can be lowered in any order.
func (c *compiler) declare(r *reach) {
	for _, f := range r.funcs {
		c.fns[f] = c.signature(f)
		c.order = append(c.order, c.fns[f])
	}
	for g := range r.globals {
		c.checkGlobal(g)
	}
	var gs []*ssa.Global
	for g := range r.globals {
		gs = append(gs, g)
	}
	slices.SortFunc(gs, func(a, b *ssa.Global) int { return strings.Compare(a.String(), b.String()) })
	for _, g := range gs {
		if c.checkGlobal(g) {
			t := element(g.Type())
			if size := c.layout.size(t); size > maxNear {
				c.globals[g] = c.far
				c.far = up(c.far+size, 8)
			} else {
				c.globals[g] = c.reserve(size, c.layout.align(t))
			}
		}
	}
}

// Variables of more than maxNear bytes lie after all other static memory, with offsets from farAway on.
const (
	maxNear = 1024
	farAway = 1 << 28
)

func (c *compiler) checkGlobal(g *ssa.Global) bool {
	pos := g.Pos()
	return c.try(&pos, func() { c.layout.size(element(g.Type())) })
}

// try calls f and refuses a type that it finds unsupported.
func (c *compiler) try(pos *token.Pos, f func()) (ok bool) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case unsupportedType:
			c.refuseType(*pos, r.t)
			ok = false
		default:
			panic(r)
		}
	}()
	f()
	return true
}

func (c *compiler) refuseType(pos token.Pos, t types.Type) {
	what, instead := "type "+t.String(), "use structs, slices, strings and numbers"
	switch t.Underlying().(type) {
	case *types.Map:
		what, instead = "a map", "use a sorted slice and binary search"
	case *types.Interface:
		what, instead = "an interface", "use the concrete type"
	case *types.Signature:
		what, instead = "a function value", "choose between calls with a switch"
	case *types.Chan:
		what, instead = "a goroutine or channel", "call the function and use its result"
	}
	c.refuse(pos, nil, what, instead)
}

func (c *compiler) signature(f *ssa.Function) *fn {
	g := &fn{name: f.String()}
	pos := f.Pos()
	c.try(&pos, func() {
		for _, p := range f.Params {
			for _, q := range c.layout.of(p.Type()) {
				g.params = append(g.params, q.typ)
			}
		}
		results := f.Signature.Results()
		for i := range results.Len() {
			if t := results.At(i).Type(); c.layout.inMemory(t) {
				g.params = append(g.params, i32)
			} else {
				for _, q := range c.layout.of(t) {
					g.results = append(g.results, q.typ)
				}
			}
		}
	})
	return g
}

// reserve gives room in static memory.
func (c *compiler) reserve(size, align int64) int64 {
	off := up(int64(len(c.static)), align)
	c.static = append(c.static, make([]byte, off+size-int64(len(c.static)))...)
	return off
}

// text puts a string constant into static memory, once.
func (c *compiler) text(s string) int64 {
	off, ok := c.texts[s]
	if !ok {
		off = c.reserve(int64(len(s)), 1)
		copy(c.static[off:], s)
		c.texts[s] = off
	}
	return off
}

func (c *compiler) global(g *ssa.Global) *value {
	return &value{op: opStatic, typ: i32, imm: c.globals[g]}
}

// lowerInits lowers what is needed of each package's initialisation.
func (c *compiler) lowerInits(r *reach) {
	for _, p := range r.packages() {
		if len(r.inits[p]) == 0 {
			continue
		}
		init := p.Func("init")
		f := c.signature(init)
		c.lower(init, f, r.inits[p])
		c.inits = append(c.inits, f)
	}
}

// startFunction calls the initialisers in order.
func (c *compiler) startFunction(r *reach) *fn {
	f := &fn{name: "initialisers"}
	b := f.newBlock()
	f.calls(b, c.enter(), nil)
	for _, i := range c.inits {
		f.calls(b, i, nil)
	}
	b.term = termReturn
	f.export = "init"
	return f
}

// lowerEntries makes the exported functions: each restores the stack, which a trap may have left anywhere, and lets the
// collector run.
func (c *compiler) lowerEntries() []*fn {
	enter := c.enter()
	var out []*fn
	for _, e := range c.exports {
		target := c.fns[e.fn]
		f := &fn{name: "export " + e.name, params: target.params, results: target.results, export: e.name}
		b := f.newBlock()
		var args []*value
		for i, t := range f.params {
			args = append(args, b.add(&value{op: opParam, typ: t, imm: int64(i)}))
		}
		f.calls(b, enter, nil)
		v := f.calls(b, target, args)
		if v.typ != none {
			b.rets = []*value{v}
		}
		b.term = termReturn
		out = append(out, f)
	}
	return out
}

// enter is what each call from outside begins with.
func (c *compiler) enter() *fn {
	called := slices.Clone(c.inits)
	for _, e := range c.exports {
		called = append(called, c.fns[e.fn])
	}
	if slices.Contains(reachable(called), c.fns[c.rt.Func("alloc")]) {
		return c.fns[c.rt.Func("enter")]
	}
	return c.fns[c.rt.Func("reset")]
}

func (f *fn) calls(b *block, callee *fn, args []*value) *value {
	v := &value{op: opCall, callee: callee, args: args}
	if len(callee.results) == 1 {
		v.typ = callee.results[0]
	}
	return b.add(v)
}
