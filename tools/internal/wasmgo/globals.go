package wasmgo

import (
	"cmp"
	"encoding/binary"
	"go/types"
	"slices"
)

// A scalar is a number or bool of a package variable, by itself or as a field. If it is only read and written by its name, it
// lives in a WASM global: naming one takes two bytes, a place in memory six.
type scalar struct {
	off   int64 // among static variables
	typ   byte
	load  op
	store op
	named bool
	taken bool // something else may touch it
	index int  // of the global
}

// scalars finds the numbers that can live in globals.
type scalars struct {
	layout *layout
	at     map[int64]*scalar
	size   map[int64]int64 // of the largest variable, field or array that begins at an offset
	slices []*fn           // functions of rt that are given the addresses of slices and arrays
}

// globals lists the scalars of all functions that roots call that can live in globals.
func (m *module) globals(roots []*fn) []*scalar {
	s := &scalars{m.c.layout, map[int64]*scalar{}, map[int64]int64{}, m.c.ofSlices()}
	for g, off := range m.c.globals {
		s.walk(element(g.Type()), off)
	}
	for _, f := range reachable(roots) {
		for _, b := range f.blocks {
			for _, v := range b.vals {
				s.note(v)
			}
			for _, p := range b.phis {
				s.takeAll(p.args)
			}
			s.takeAll(b.rets)
		}
	}
	var all []*scalar
	for _, x := range s.at {
		if x.named && !x.taken {
			all = append(all, x)
		}
	}
	slices.SortFunc(all, func(a, b *scalar) int { return cmp.Compare(a.off, b.off) })
	for i, x := range all {
		x.index = i
		if m.recursive {
			x.index++ // after the stack pointer
		}
	}
	return all
}

// walk lists the scalars of a variable of type t. What lies in an array is reached by an index, which no name is.
func (s *scalars) walk(t types.Type, off int64) {
	s.size[off] = max(s.size[off], s.layout.size(t))
	switch u := t.Underlying().(type) {
	case *types.Struct:
		for i := range u.NumFields() {
			s.walk(u.Field(i).Type(), off+s.layout.field(u, i))
		}
	case *types.Basic:
		if u.Info()&(types.IsString|types.IsComplex) != 0 || u.Kind() == types.UnsafePointer {
			return
		}
		switch p := s.layout.of(t)[0]; {
		case p.typ == i64:
			s.at[off] = &scalar{off: off, typ: i64, load: 0x29, store: 0x37}
		case p.typ == f64:
			s.at[off] = &scalar{off: off, typ: f64, load: 0x2b, store: 0x39}
		case p.typ == i32 && p.size == 4:
			s.at[off] = &scalar{off: off, typ: i32, load: wLoad32, store: wStore32}
		case p.typ == i32 && p.size == 1 && !p.signed:
			s.at[off] = &scalar{off: off, typ: i32, load: 0x2d, store: 0x3a}
		}
	}
}

// note counts an operation that names a scalar, and takes the scalars that one may touch otherwise.
func (s *scalars) note(v *value) {
	switch {
	case (isLoad(v.op) || isStore(v.op)) && v.args[0].op == opStatic:
		if x := s.at[v.args[0].imm+v.imm]; x != nil {
			x.named = true
			x.taken = x.taken || v.op != x.load && v.op != x.store
		}
		s.takeAll(v.args[1:])
	case v.op == wAdd32:
		// An index is added to the address of an array, or to one near it, where the index has a constant to it.
	case v.op == wMemCopy || v.op == wMemFill:
		for _, a := range v.args[:2] {
			if a.op == opStatic && v.args[2].op == opConst {
				s.take(a.imm, v.args[2].imm)
			} else {
				s.takeAll([]*value{a})
			}
		}
	case v.op == opCall && slices.Contains(s.slices, v.callee):
	default:
		s.takeAll(v.args)
	}
}

// takeAll takes the largest thing that begins at each address.
func (s *scalars) takeAll(vs []*value) {
	for _, v := range vs {
		if v.op == opStatic {
			s.take(v.imm, s.size[v.imm])
		}
	}
}

func (s *scalars) take(from, size int64) {
	for off, x := range s.at {
		if off >= from && off < from+size {
			x.taken = true
		}
	}
}

// declare writes the section of globals: the stack pointer, if there is one, then the scalars with their values in image, which
// it takes out of there.
func (m *module) declare(image []byte) []byte {
	n := len(m.scalars)
	if m.recursive {
		n++
	}
	b := uleb(nil, uint64(n))
	if m.recursive {
		b = append(sleb(append(b, i32, 1, 0x41), m.top), 0x0b)
	}
	for _, x := range m.scalars {
		word := make([]byte, 8)
		size := map[op]int{0x2d: 1, wLoad32: 4}[x.load]
		if size == 0 {
			size = 8
		}
		if at := int(m.address(x.off) - m.static); at < len(image) {
			copy(word, image[at:min(at+size, len(image))])
			clear(image[at:min(at+size, len(image))])
		}
		bits := binary.LittleEndian.Uint64(word)
		b = append(b, x.typ, 1)
		switch x.typ {
		case i32:
			b = sleb(append(b, 0x41), int64(int32(bits)))
		case i64:
			b = sleb(append(b, 0x42), int64(bits))
		default:
			b = append(append(b, 0x44), word...)
		}
		b = append(b, 0x0b)
	}
	return b
}

// scalar gives the scalar that an operation names, if it lives in a global.
func (m *module) scalar(v *value) *scalar {
	if a := v.args[0]; a.op == opStatic {
		i, ok := slices.BinarySearchFunc(m.scalars, a.imm+v.imm, func(x *scalar, off int64) int { return cmp.Compare(x.off, off) })
		if ok {
			return m.scalars[i]
		}
	}
	return nil
}

// global reads or writes a scalar.
func (g *gen) global(v *value, x *scalar) {
	if isLoad(v.op) {
		g.op(0x23)
		g.b = uleb(g.b, uint64(x.index))
		switch v.op {
		case x.load:
		case 0x34:
			g.op(byte(wExtS))
		default:
			g.op(byte(wExtU))
		}
		return
	}
	y := v.args[1]
	g.push(y)
	if v.op != x.store {
		g.op(byte(wWrap))
	}
	if x.store == 0x3a && (y.typ == i64 || most32(y) > 255) {
		g.const32(255)
		g.op(byte(wAnd32))
	}
	g.op(0x24)
	g.b = uleb(g.b, uint64(x.index))
}
