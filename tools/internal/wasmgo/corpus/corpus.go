// Package corpus holds small Go programs whose results natively and as WASM must be the same bit for bit. [build] The
// tests of wasmgo run each both ways.
package corpus

import "math"

// Out collects the results of a program.
type Out struct{ B []byte }

func (o *Out) U64(v uint64) {
	o.B = append(o.B, byte(v), byte(v>>8), byte(v>>16), byte(v>>24), byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56))
}
func (o *Out) Int(v int)    { o.U64(uint64(v)) }
func (o *Out) I64(v int64)  { o.U64(uint64(v)) }
func (o *Out) U32(v uint32) { o.B = append(o.B, byte(v), byte(v>>8), byte(v>>16), byte(v>>24)) }

func (o *Out) Bool(v bool) {
	if v {
		o.B = append(o.B, 1)
	} else {
		o.B = append(o.B, 0)
	}
}

// F64 writes a float's bits. Which NaN an operation gives is left open by both Go and WASM.
func (o *Out) F64(v float64) {
	if v != v {
		v = math.Inf(1)
		o.B = append(o.B, 'N')
	}
	o.U64(math.Float64bits(v))
}

func (o *Out) F32(v float32) {
	if v != v {
		v = 0
		o.B = append(o.B, 'N')
	}
	o.U32(math.Float32bits(v))
}

func (o *Out) Str(s string) {
	o.Int(len(s))
	o.B = append(o.B, s...)
}

// Programs is how many there are.
const Programs = 14

// Run runs a program on an input.
func Run(program int, in []byte, o *Out) {
	switch program {
	case 0:
		integers(o)
	case 1:
		shifts(o)
	case 2:
		conversions(o)
	case 3:
		floats(o)
	case 4:
		sliceOps(in, o)
	case 5:
		structs(o)
	case 6:
		stringOps(string(in), o)
	case 7:
		calls(o)
	case 8:
		control(in, o)
	case 9:
		globals(o)
	case 10:
		bitOps(o)
	case 12:
		escaping(in, o)
	case 11:
		memory(in, o)
	case 13:
		named(in, o)
	}
}
