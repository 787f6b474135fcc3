package wasmgo

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// module is the file being written.
type module struct {
	c       *compiler
	funcs   []*fn
	types   [][]byte
	scalars []*scalar // numbers that live in globals, by their places in memory: none while initialisers run

	// Memory: the guard, fixed frames, static memory, the shadow stack of functions that may call themselves, heap. What is
	// named most has low addresses, which are short.
	recursive bool
	frames    int64
	static    int64
	stack     int64 // its lowest address
	top       int64 // and where it begins: it grows down
	heap      int64
}

// guard is how many bytes at address 0 are left unused, so that an address may lie a little below what it is an address
// of before a constant is added.
const guard = 64

// recursionStack is the shadow stack given to functions that may call themselves.
const recursionStack = 1 << 20

func (c *compiler) build(start *fn, entries []*fn) (Module, error) {
	m := &module{c: c}
	m.layout(append([]*fn{start}, entries...))
	first, _ := m.write([]*fn{start}, c.static)
	image, err := initialise(first, m)
	if err != nil {
		return Module{}, fmt.Errorf("initialising package variables: %w", err)
	}
	m.scalars = m.globals(append([]*fn{start}, entries...))
	wasm, dbg := m.write(entries, image)
	j, err := json.Marshal(dbg)
	if err != nil {
		return Module{}, err
	}
	return Module{wasm, j}, nil
}

// reachable lists the functions that roots call, roots first, in the order met.
func reachable(roots []*fn) []*fn {
	seen := map[*fn]bool{}
	var out []*fn
	add := func(f *fn) {
		if !seen[f] {
			seen[f] = true
			out = append(out, f)
		}
	}
	for _, f := range roots {
		add(f)
	}
	for i := 0; i < len(out); i++ {
		for _, b := range out[i].blocks {
			for _, v := range b.vals {
				if v.op == opCall {
					add(v.callee)
				}
			}
		}
	}
	return out
}

// layout gives each function that cannot call itself a fixed frame, above those of the functions that may be active when
// it is called; the others take theirs from the shadow stack.
func (m *module) layout(roots []*fn) {
	order := callOrder(roots)
	for _, f := range order {
		f.placeSlots()
		f.base = 0
	}
	for _, f := range order {
		m.recursive = m.recursive || f.recursive && f.frame > 0
	}
	m.frames = guard
	m.static = m.frames
	// Callers come first; within a cycle the order does not matter, as none of its functions has a fixed frame.
	for again := true; again; {
		again = false
		for _, f := range order {
			end := f.base
			if !f.recursive {
				end += f.frame
			}
			m.static = max(m.static, m.frames+end)
			for _, v := range f.callsMade() {
				if v.callee.base < end {
					v.callee.base = end
					again = true
				}
			}
		}
	}
	for _, f := range order {
		f.base += m.frames
	}
	m.static = up(m.static, 16)
	m.stack = up(m.address(m.c.far), 16)
	m.top = m.stack
	if m.recursive {
		m.top += recursionStack
	}
	m.heap = m.top + 4
}

// address gives the place of a static variable.
func (m *module) address(off int64) int64 {
	if off >= farAway/2 {
		off += up(int64(len(m.c.static)), 16) - farAway
	}
	return m.static + off
}

func (f *fn) callsMade() []*value {
	var out []*value
	for _, b := range f.blocks {
		for _, v := range b.vals {
			if v.op == opCall {
				out = append(out, v)
			}
		}
	}
	return out
}

// callOrder lists the functions that roots call, callers before the called, and marks those that may call themselves.
func callOrder(roots []*fn) []*fn {
	var post []*fn
	state := map[*fn]int{} // 1 active, 2 done
	var path []*fn
	var visit func(f *fn)
	visit = func(f *fn) {
		switch state[f] {
		case 2:
			return
		case 1:
			for i := len(path) - 1; ; i-- {
				path[i].recursive = true
				if path[i] == f {
					return
				}
			}
		}
		state[f] = 1
		path = append(path, f)
		for _, v := range f.callsMade() {
			visit(v.callee)
		}
		path = path[:len(path)-1]
		state[f] = 2
		post = append(post, f)
	}
	for _, f := range roots {
		visit(f)
	}
	slices.Reverse(post)
	return post
}

// placeSlots gives the slots still in use their places in the frame.
func (f *fn) placeSlots() {
	f.offsets = make([]int64, len(f.slots))
	used := make([]bool, len(f.slots))
	for _, b := range f.blocks {
		mark := func(v **value) {
			if (*v).op == opSlot {
				used[(*v).imm] = true
			}
		}
		b.operands(mark)
		for _, p := range b.phis {
			for i := range p.args {
				mark(&p.args[i])
			}
		}
	}
	f.frame = 0
	for i, s := range f.slots {
		if used[i] {
			f.offsets[i] = f.frame
			f.frame = up(f.frame+s.size, 8)
		}
	}
	f.frame = up(f.frame, 16)
}

func (m *module) typeIndex(params, results []byte) int {
	t := uleb([]byte{0x60}, uint64(len(params)))
	t = append(t, params...)
	t = uleb(t, uint64(len(results)))
	t = append(t, results...)
	for i, u := range m.types {
		if string(u) == string(t) {
			return i
		}
	}
	m.types = append(m.types, t)
	return len(m.types) - 1
}

// write writes a module with these exports and this image of static memory.
func (m *module) write(exports []*fn, image []byte) ([]byte, debug) {
	m.types = nil
	m.funcs = reachable(exports)
	// Functions of one type side by side are told in less: their types, and their bodies, which are alike.
	slices.SortStableFunc(m.funcs, func(a, b *fn) int {
		return cmp.Or(bytes.Compare(a.params, b.params), bytes.Compare(a.results, b.results), strings.Compare(a.name, b.name))
	})
	for i, f := range m.funcs {
		f.index = i
	}
	out := []byte("\x00asm\x01\x00\x00\x00")
	section := func(id byte, b []byte) {
		out = append(uleb(append(out, id), uint64(len(b))), b...)
	}
	decl := uleb(nil, uint64(len(m.funcs)))
	for _, f := range m.funcs {
		decl = uleb(decl, uint64(m.typeIndex(f.params, f.results)))
	}
	b := uleb(nil, uint64(len(m.types)))
	for _, t := range m.types {
		b = append(b, t...)
	}
	section(1, b)
	section(3, decl)
	pages := max(m.heap, m.static+int64(len(image)))>>16 + 1
	b = uleb([]byte{1, 1}, uint64(pages))
	section(5, uleb(b, maxPages))
	if m.recursive || len(m.scalars) > 0 {
		section(6, m.declare(image))
	}
	b = uleb(nil, uint64(len(exports)+1))
	b = append(b, "\x06memory\x02\x00"...)
	for _, f := range exports {
		b = append(uleb(b, uint64(len(f.export))), f.export...)
		b = uleb(append(b, 0), uint64(f.index))
	}
	section(7, b)
	dbg := debug{Lines: [][3]int{}}
	files := map[string]int{}
	code := uleb(nil, uint64(len(m.funcs)))
	for _, f := range m.funcs {
		body, lines := m.function(f)
		code = uleb(code, uint64(len(body)))
		start := len(code)
		code = append(code, body...)
		dbg.Functions = append(dbg.Functions, f.name)
		dbg.Starts = append(dbg.Starts, start)
		for _, l := range lines {
			p := m.c.fset.Position(l.pos)
			name := p.Filename
			if rel, err := filepath.Rel(m.c.dir, name); err == nil && !strings.HasPrefix(rel, "..") {
				name = filepath.ToSlash(rel)
			} else {
				name = filepath.Base(name)
			}
			n, ok := files[name]
			if !ok {
				n = len(dbg.Files)
				files[name] = n
				dbg.Files = append(dbg.Files, name)
			}
			dbg.Lines = append(dbg.Lines, [3]int{start + l.at, n, p.Line})
		}
	}
	section(10, code)
	at := len(out) - len(code)
	for i := range dbg.Starts {
		dbg.Starts[i] += at
	}
	for i := range dbg.Lines {
		dbg.Lines[i][0] += at
	}
	section(11, segments(image, m.static))
	return out, dbg
}

// segments writes the stretches of memory that are not zero.
func segments(image []byte, base int64) []byte {
	const gap = 12 // shorter runs of zeros cost less than another segment
	var b []byte
	n := 0
	for i := 0; i < len(image); {
		if image[i] == 0 {
			i++
			continue
		}
		end := i + 1
		for j := end; j < len(image) && j < end+gap; j++ {
			if image[j] != 0 {
				end = j + 1
			}
		}
		b = sleb(append(b, 0, 0x41), base+int64(i))
		b = uleb(append(b, 0x0b), uint64(end-i))
		b = append(b, image[i:end]...)
		n++
		i = end
	}
	return append(uleb(nil, uint64(n)), b...)
}
