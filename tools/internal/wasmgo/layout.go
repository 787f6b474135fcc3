package wasmgo

import (
	"fmt"
	"go/types"
)

// A part is one WASM value of a Go value, and where it lies in memory.
type part struct {
	typ    byte
	off    int64
	size   int64 // bytes in memory
	signed bool
	ref    bool // a pointer, or a part of a slice or string
}

// maxParts is how many WASM values a struct or array may have to be kept in them; a larger one is kept in memory and
// handled by the address of a copy that nobody writes to.
const maxParts = 4

// layout knows the sizes of types: pointers are 4 bytes, int and uint 8, a string is pointer and length, a slice pointer,
// length and capacity of 4 bytes each.
type layout struct {
	parts map[types.Type][]part
}

func (l *layout) align(t types.Type) int64 {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		if u.Info()&types.IsString != 0 {
			return 4
		}
		return l.size(u)
	case *types.Struct:
		a := int64(1)
		for i := range u.NumFields() {
			a = max(a, l.align(u.Field(i).Type()))
		}
		return a
	case *types.Array:
		return l.align(u.Elem())
	}
	return 4
}

func (l *layout) size(t types.Type) int64 {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch u.Kind() {
		case types.Bool, types.UntypedBool, types.Int8, types.Uint8:
			return 1
		case types.Int16, types.Uint16:
			return 2
		case types.Int32, types.Uint32, types.Float32, types.UnsafePointer, types.UntypedNil, types.UntypedRune:
			return 4
		}
		return 8
	case *types.Slice:
		return 12
	case *types.Struct:
		off := int64(0)
		for i := range u.NumFields() {
			ft := u.Field(i).Type()
			off = up(off, l.align(ft)) + l.size(ft)
		}
		return up(off, l.align(u))
	case *types.Array:
		return u.Len() * l.size(u.Elem())
	case *types.Pointer:
		return 4
	}
	panic(unsupportedType{t})
}

// field gives the offset of a struct's field.
func (l *layout) field(s *types.Struct, n int) int64 {
	off := int64(0)
	for i := range s.NumFields() {
		ft := s.Field(i).Type()
		off = up(off, l.align(ft))
		if i == n {
			return off
		}
		off += l.size(ft)
	}
	panic("no such field")
}

func up(n, align int64) int64 { return (n + align - 1) &^ (align - 1) }

type unsupportedType struct{ t types.Type }

func (u unsupportedType) Error() string { return fmt.Sprintf("type %s", u.t) }

// of gives the parts of a type: for one kept in memory, a single part that holds the address.
func (l *layout) of(t types.Type) []part {
	if p, ok := l.parts[t]; ok {
		return p
	}
	p := l.append(nil, t, 0)
	if aggregate(t) && len(p) > maxParts {
		p = []part{{typ: i32, size: 4}}
	}
	l.parts[t] = p
	return p
}

func refPart(off int64) part { return part{typ: i32, off: off, size: 4, ref: true} }

func aggregate(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array:
		return true
	}
	return false
}

// inMemory reports whether values of t are handled by address.
func (l *layout) inMemory(t types.Type) bool {
	return aggregate(t) && len(l.append(nil, t, 0)) > maxParts
}

// append adds the parts of t at offset off, stopping soon after there are too many.
func (l *layout) append(r []part, t types.Type, off int64) []part {
	if len(r) > maxParts {
		return r
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		signed := u.Info()&types.IsUnsigned == 0
		switch {
		case u.Info()&types.IsString != 0:
			return append(r, refPart(off), refPart(off+4))
		case u.Kind() == types.Float32:
			return append(r, part{typ: f32, off: off, size: 4})
		case u.Info()&types.IsFloat != 0:
			return append(r, part{typ: f64, off: off, size: 8})
		case u.Info()&types.IsComplex != 0:
			panic(unsupportedType{t})
		case u.Kind() == types.UnsafePointer, u.Kind() == types.UntypedNil:
			return append(r, refPart(off))
		case u.Info()&types.IsBoolean != 0:
			return append(r, part{typ: i32, off: off, size: 1})
		case l.size(u) == 8:
			return append(r, part{typ: i64, off: off, size: 8, signed: signed})
		}
		return append(r, part{typ: i32, off: off, size: l.size(u), signed: signed})
	case *types.Pointer:
		return append(r, refPart(off))
	case *types.Slice:
		return append(r, refPart(off), refPart(off+4), refPart(off+8))
	case *types.Struct:
		for i := range u.NumFields() {
			r = l.append(r, u.Field(i).Type(), off+l.field(u, i))
		}
		return r
	case *types.Array:
		size := l.size(u.Elem())
		for i := int64(0); i < u.Len() && len(r) <= maxParts; i++ {
			r = l.append(r, u.Elem(), off+i*size)
		}
		return r
	case *types.Tuple:
		for i := range u.Len() {
			r = append(r, l.of(u.At(i).Type())...)
		}
		return r
	}
	panic(unsupportedType{t})
}

// hasPointers reports whether the collector must look into memory that holds a t.
func hasPointers(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsString != 0 || u.Kind() == types.UnsafePointer
	case *types.Struct:
		for i := range u.NumFields() {
			if hasPointers(u.Field(i).Type()) {
				return true
			}
		}
		return false
	case *types.Array:
		return u.Len() > 0 && hasPointers(u.Elem())
	}
	return true
}
