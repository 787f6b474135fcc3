package wasmgo

import (
	_ "embed"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/ssa/ssautil"
)

//go:embed rt/rt.go
var rtSource string

// sourced are the packages of the standard library that are compiled from their source where they are reachable.
var sourced = []string{"math", "math/bits", "unicode/utf8"}

// load reads the package and those of its module that it imports from source; of other packages, whose code cannot be
// reached, the types alone.
func load(dir, pattern string, tags []string) (*compiler, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	cfg := &packages.Config{
		Dir:  dir,
		Fset: token.NewFileSet(),
		Env:  append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0"),

		BuildFlags: []string{"-tags=" + strings.Join(tags, ",")},
		Mode:       packages.NeedName | packages.NeedImports | packages.NeedDeps | packages.NeedModule | packages.NeedFiles,
	}
	graph, err := packages.Load(cfg, pattern)
	if err != nil {
		return nil, err
	}
	if len(graph) != 1 {
		return nil, fmt.Errorf("%s names %d packages, not one", pattern, len(graph))
	}
	root := graph[0]
	c := &compiler{far: farAway,
		dir: dir, fset: cfg.Fset,
		local: map[string]bool{}, layout: &layout{map[types.Type][]part{}},
		fns: map[*ssa.Function]*fn{}, globals: map[*ssa.Global]int64{}, texts: map[string]int64{},
		staying: map[*ssa.Alloc]bool{}, holding: map[*ssa.Parameter]bool{},
		nonNilParam: map[*ssa.Parameter]bool{}, assumed: map[ssa.Value]bool{},
	}
	var paths []string
	packages.Visit(graph, nil, func(p *packages.Package) {
		ours := p.Module != nil && root.Module != nil && p.Module.Path == root.Module.Path
		if p == root || ours || slices.Contains(sourced, p.PkgPath) {
			paths = append(paths, p.PkgPath)
			c.local[p.PkgPath] = true
			if p == root {
				paths[len(paths)-1] = pattern
			}
		}
	})
	cfg.Mode = packages.LoadSyntax
	loaded, err := packages.Load(cfg, paths...)
	if err != nil {
		return nil, err
	}
	var errs []error
	for _, p := range loaded {
		for _, e := range p.Errors {
			errs = append(errs, e)
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	prog, built := ssautil.Packages(loaded, ssa.BareInits|ssa.InstantiateGenerics)
	c.prog = prog
	if err := c.loadRT(); err != nil {
		return nil, err
	}
	prog.Build()
	for i, p := range loaded {
		if p.PkgPath == root.PkgPath {
			c.main = built[i]
			if p.Name != "main" {
				return nil, fmt.Errorf("%s is package %s, not main", p.PkgPath, p.Name)
			}
			c.findExports(p)
		}
		if !slices.Contains(sourced, p.PkgPath) {
			c.checkUnsafe(p)
		}
	}
	if len(c.exports) == 0 && len(c.errs) == 0 {
		return nil, fmt.Errorf("%s marks no function with //go:wasmexport", root.PkgPath)
	}
	return c, nil
}

func (c *compiler) loadRT() error {
	file, err := parser.ParseFile(c.fset, "rt.go", rtSource, 0)
	if err != nil {
		return err
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{}, Scopes: map[ast.Node]*types.Scope{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, FileVersions: map[*ast.File]string{},
	}
	cfg := types.Config{Sizes: types.SizesFor("gc", "wasm")}
	pkg, err := cfg.Check("rt", c.fset, []*ast.File{file}, info)
	if err != nil {
		return err
	}
	c.rt = c.prog.CreatePackage(pkg, []*ast.File{file}, info, true)
	return nil
}

// findExports collects the functions marked //go:wasmexport.
func (c *compiler) findExports(p *packages.Package) {
	for _, file := range p.Syntax {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Doc == nil {
				continue
			}
			for _, line := range f.Doc.List {
				name, ok := strings.CutPrefix(line.Text, "//go:wasmexport ")
				if !ok {
					continue
				}
				fn := c.prog.FuncValue(p.TypesInfo.Defs[f.Name].(*types.Func))
				c.exports = append(c.exports, export{strings.TrimSpace(name), fn})
				c.checkExport(fn)
			}
		}
	}
}

func (c *compiler) checkExport(f *ssa.Function) {
	bad := func(t types.Type) bool {
		b, ok := t.Underlying().(*types.Basic)
		if !ok {
			return true
		}
		switch b.Kind() {
		case types.Bool, types.Int32, types.Uint32, types.Int64, types.Uint64, types.Float32, types.Float64:
			return false
		}
		return true
	}
	results := f.Signature.Results()
	ok := results.Len() <= 1 && f.Signature.Recv() == nil
	for _, p := range f.Params {
		ok = ok && !bad(p.Type())
	}
	for i := range results.Len() {
		ok = ok && !bad(results.At(i).Type())
	}
	if !ok {
		c.refuse(f.Pos(), f, "an exported function of this type",
			"take and return bool, int32, uint32, int64, uint64, float32 or float64, one result at most")
	}
}

// checkUnsafe refuses sizes asked of package unsafe, which the type checker answers for another layout than ours.
func (c *compiler) checkUnsafe(p *packages.Package) {
	for id, o := range p.TypesInfo.Uses {
		if o.Pkg() == types.Unsafe && (o.Name() == "Sizeof" || o.Name() == "Offsetof" || o.Name() == "Alignof") {
			c.refuse(id.Pos(), nil, "unsafe."+o.Name(), "write the number")
		}
	}
}
