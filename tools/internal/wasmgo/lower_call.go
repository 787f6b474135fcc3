package wasmgo

import (
	"fmt"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

func (l *lower) callInstr(v *ssa.Call) []*value {
	c := v.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return l.builtin(v, b.Name())
	}
	if c.IsInvoke() {
		l.refuse(l.pos, l.src, "a call of an interface's method", "call the method of the concrete type")
		return nil
	}
	f := c.StaticCallee()
	if f == nil {
		l.refuse(l.pos, l.src, "a call of a function value", "call a function by its name, or choose between calls with a switch")
		return nil
	}
	var args []*value
	for _, a := range c.Args {
		args = append(args, l.get(a)...)
	}
	if r, ok := l.intrinsicCall(f, args); ok {
		return r
	}
	if why := l.foreign(l.src, f); why != "" {
		l.refuse(l.pos, l.src, "a call of "+f.String(), why)
		return nil
	}
	callee := l.fns[f]
	if callee == nil {
		return nil // its own refusal is reported
	}
	// Results kept in memory are written to slots of ours.
	results := f.Signature.Results()
	slots := make([]*value, results.Len())
	for i := range results.Len() {
		if t := results.At(i).Type(); l.layout.inMemory(t) {
			slots[i] = l.newSlot(l.layout.size(t))
			args = append(args, slots[i])
		}
	}
	rs := l.call(callee, args)
	var vs []*value
	for i := range results.Len() {
		if slots[i] != nil {
			vs = append(vs, slots[i])
			continue
		}
		n := len(l.layout.of(results.At(i).Type()))
		vs = append(vs, rs[:n]...)
		rs = rs[n:]
	}
	return vs
}

// intrinsics maps functions to operations. An int of ours has 64 bits, so some need widening.
var intrinsics = map[string]func(l *lower, a []*value) *value{
	"math.Sqrt":            one(0x9f, f64),
	"math.Abs":             one(0x99, f64),
	"math.Ceil":            one(0x9b, f64),
	"math.Floor":           one(0x9c, f64),
	"math.Trunc":           one(0x9d, f64),
	"math.RoundToEven":     one(0x9e, f64),
	"math.Float64bits":     one(0xbd, i64),
	"math.Float64frombits": one(0xbf, f64),
	"math.Float32bits":     one(0xbc, i32),
	"math.Float32frombits": one(0xbe, f32),

	"math/bits.LeadingZeros32":  widened(0x67, i32),
	"math/bits.LeadingZeros64":  widened(0x79, i64),
	"math/bits.TrailingZeros32": widened(0x68, i32),
	"math/bits.TrailingZeros64": widened(0x7a, i64),
	"math/bits.OnesCount32":     widened(0x69, i32),
	"math/bits.OnesCount64":     widened(0x7b, i64),
	"math/bits.Len32": func(l *lower, a []*value) *value {
		return l.emit(wExtU, i64, l.emit(wSub32, i32, constant32(32), l.emit(0x67, i32, a[0])))
	},
	"math/bits.Len64": func(l *lower, a []*value) *value {
		return l.emit(wSub64, i64, constant64(64), l.emit(0x79, i64, a[0]))
	},
	"math/bits.RotateLeft32": func(l *lower, a []*value) *value {
		return l.emit(0x77, i32, a[0], l.emit(wWrap, i32, a[1]))
	},
	"math/bits.RotateLeft64": one(0x89, i64),

	"rt.load8":   one(0x2d, i32),
	"rt.load32":  one(wLoad32, i32),
	"rt.store8":  fresh(0x3a),
	"rt.store32": fresh(wStore32),
	"rt.move":    fresh(wMemCopy),
	"rt.setRef": func(l *lower, a []*value) *value {
		v := l.emit(wStore32, none, a...)
		v.mem = memRefs
		return v
	},
	"rt.overwrite": one(wMemCopy, none),
	"rt.fill":      fresh(wMemFill),
	"rt.pages":     one(wMemSize, i32),
	"rt.growPages": one(wMemGrow, i32),
	"rt.trap":      one(opUnreached, none),
	"rt.staticEnd": one(opStaticEnd, i32),
	"rt.static":    func(*lower, []*value) *value { return &value{op: opStatic, typ: i32} },
	"rt.heapBase":  one(opHeapBase, i32),
	"rt.resetSP":   one(opSetSP, none),
	"rt.quo32":     one(0x6d, i32),
	"rt.quo64":     one(0x7f, i64),
	"rt.clamp64":   one(0xfc06, i64),
}

func one(o op, typ byte) func(*lower, []*value) *value {
	return func(l *lower, a []*value) *value { return l.emit(o, typ, a...) }
}

// fresh operations write what rt has only just allocated, or its own variables.
func fresh(o op) func(*lower, []*value) *value {
	return func(l *lower, a []*value) *value {
		v := l.emit(o, none, a...)
		v.mem = memRT
		return v
	}
}

func widened(o op, typ byte) func(*lower, []*value) *value {
	return func(l *lower, a []*value) *value {
		v := l.emit(o, typ, a...)
		if typ == i32 {
			v = l.emit(wExtU, i64, v)
		}
		return v
	}
}

func intrinsicName(f *ssa.Function) string {
	if f.Pkg == nil || f.Signature.Recv() != nil || f.Parent() != nil {
		return ""
	}
	return f.Pkg.Pkg.Path() + "." + f.Name()
}

func (c *compiler) intrinsic(f *ssa.Function) bool {
	_, ok := intrinsics[intrinsicName(f)]
	return ok
}

func (l *lower) intrinsicCall(f *ssa.Function, args []*value) ([]*value, bool) {
	op, ok := intrinsics[intrinsicName(f)]
	if !ok {
		return nil, false
	}
	return []*value{op(l, args)}, true
}

// portable lists the functions of package math that are the same Go on every machine; the others have machine code of
// their own on some, whose last digit differs. Copysign is here because wazero 1.12's compiler gets f64.copysign wrong
// now and then (-0 for Copysign(-0, 0) in a loop).
var portable = map[string]bool{
	"Copysign": true,
	"Inf":      true, "IsInf": true, "IsNaN": true, "NaN": true, "Signbit": true, "Max": true, "Min": true, "Mod": true,
	"Modf": true, "Frexp": true, "Ldexp": true, "Round": true,
}

// foreign says what to do instead of calling a function that is not compiled, or "".
func (c *compiler) foreign(from, f *ssa.Function) string {
	path := ""
	if o := f.Origin(); o != nil {
		f = o
	}
	if f.Pkg != nil {
		path = f.Pkg.Pkg.Path()
	}
	if from.Pkg == f.Pkg && len(f.Blocks) > 0 {
		return ""
	}
	switch path {
	case "math":
		if portable[f.Name()] {
			return ""
		}
		return "write it in Go: package math has machine code for it whose last digit differs between machines"
	case "sort", "slices":
		return "write the sort as a loop over the slice"
	case "strings", "bytes", "strconv", "unicode":
		return "write a loop over the bytes, or use unicode/utf8"
	case "fmt", "errors", "log":
		return "return a number that says what went wrong, and panic with a constant string"
	}
	if len(f.Blocks) == 0 {
		if c.local[path] {
			return "give it a body in Go"
		}
		return "packages of this module, math, math/bits and unicode/utf8 can be called, no others"
	}
	return ""
}

func (l *lower) builtin(v *ssa.Call, name string) []*value {
	args := v.Common().Args
	if len(args) == 0 {
		l.refuse(l.pos, l.src, "the builtin "+name, "leave it out")
		return nil
	}
	x := l.get(args[0])
	t := args[0].Type().Underlying()
	if p, ok := t.(*types.Pointer); ok {
		if a, ok := p.Elem().Underlying().(*types.Array); ok {
			t = a
		}
	}
	switch name {
	case "len", "cap":
		switch u := t.(type) {
		case *types.Array:
			return []*value{constant64(u.Len())}
		case *types.Slice, *types.Basic:
			k := 1
			if name == "cap" {
				k = 2
			}
			return []*value{l.emit(wExtU, i64, x[k])}
		}
	case "append":
		return l.appendCall(v)
	case "copy":
		y := l.get(args[1])
		n := l.emit(wSelect, i32, x[1], y[1], l.emit(wLtU32, i32, x[1], y[1]))
		size := l.layout.size(element(t))
		bytes := n
		if size != 1 {
			bytes = l.emit(wMul32, i32, n, constant32(size))
		}
		l.emit(wMemCopy, none, x[0], y[0], bytes).mem = kinds(element(t))
		return []*value{l.emit(wExtU, i64, n)}
	case "clear":
		if _, ok := t.(*types.Slice); ok {
			n := l.emit(wMul32, i32, x[1], constant32(l.layout.size(element(t))))
			l.emit(wMemFill, none, x[0], zeroOf(i32), n).mem = kinds(element(t))
			return []*value{}
		}
	case "min", "max":
		for _, a := range args[1:] {
			x = l.extreme(name, v.Type(), x, l.get(a))
		}
		return x
	case "String":
		return l.unsafeSlice(v, x, args[1], 2)
	case "Slice":
		return l.unsafeSlice(v, x, args[1], 3)
	case "StringData", "SliceData":
		return x[:1]
	case "Add":
		return []*value{l.emit(wAdd32, i32, x[0], l.emit(wWrap, i32, l.wide(args[1])))}
	}
	l.refuse(l.pos, l.src, "the builtin "+name+" of "+args[0].Type().String(), builtinAdvice(name))
	return nil
}

func builtinAdvice(name string) string {
	switch name {
	case "print", "println":
		return "leave it out: there is nowhere to print to"
	case "delete", "clear":
		return "use a sorted slice and binary search"
	}
	return "leave it out"
}

// unsafeSlice checks a length and makes a string or slice of it.
func (l *lower) unsafeSlice(v *ssa.Call, p []*value, length ssa.Value, parts int) []*value {
	size := int64(1)
	if s, ok := v.Type().Underlying().(*types.Slice); ok {
		size = max(1, l.layout.size(s.Elem()))
	}
	n := l.wide(length)
	l.trapIf(l.emit(wGtU64, i32, n, constant64((1<<31-1)/size)))
	n = l.emit(wWrap, i32, n)
	return []*value{p[0], n, n}[:parts]
}

func (l *lower) extreme(name string, t types.Type, x, y []*value) []*value {
	p := l.layout.of(t)[0]
	if len(x) == 2 {
		c := l.rtCall("compare", y[0], y[1], x[0], x[1])[0]
		o := wLtS32
		if name == "max" {
			o = 0x4a
		}
		other := l.emit(o, i32, c, zeroOf(i32))
		return []*value{l.emit(wSelect, i32, y[0], x[0], other), l.emit(wSelect, i32, y[1], x[1], other)}
	}
	if p.typ == f32 || p.typ == f64 {
		if name == "min" {
			return []*value{l.emit(pick(p.typ, 0, 0, 0x96, 0xa4), p.typ, x[0], y[0])}
		}
		return []*value{l.emit(pick(p.typ, 0, 0, 0x97, 0xa5), p.typ, x[0], y[0])}
	}
	o := pick(p.typ, 0x49, 0x54, 0, 0)
	if p.signed {
		o = pick(p.typ, 0x48, 0x53, 0, 0)
	}
	if name == "min" {
		return []*value{l.emit(wSelect, p.typ, x[0], y[0], l.emit(o, i32, x[0], y[0]))}
	}
	return []*value{l.emit(wSelect, p.typ, y[0], x[0], l.emit(o, i32, x[0], y[0]))}
}

// refuseInstr reports a construct outside the subset, with what to write instead.
func (l *lower) refuseInstr(in ssa.Instruction) {
	what, instead := fmt.Sprintf("%T", in), "write it with loops, slices and structs"
	switch in := in.(type) {
	case *ssa.MakeMap, *ssa.MapUpdate, *ssa.Lookup:
		what, instead = "a map", "use a sorted slice and binary search"
	case *ssa.Range, *ssa.Next:
		what, instead = "a range over a map", "use a slice"
	case *ssa.MakeClosure:
		what, instead = "a closure", "pass what it uses as arguments to a function"
	case *ssa.MakeChan, *ssa.Send, *ssa.Select, *ssa.Go:
		what, instead = "a goroutine or channel", "call the function and use its result"
	case *ssa.Defer, *ssa.RunDefers:
		what, instead = "defer", "call the function before each return"
	case *ssa.TypeAssert, *ssa.ChangeInterface, *ssa.MakeInterface:
		what, instead = "an interface", "use the concrete type"
	case *ssa.UnOp:
		if in.Op == token.ARROW {
			what, instead = "a goroutine or channel", "call the function and use its result"
		}
	case *ssa.Convert, *ssa.MultiConvert:
		v := in.(ssa.Value)
		what = "a conversion to " + v.Type().String()
	case *ssa.BinOp:
		what = fmt.Sprintf("%s on values of type %s", in.Op, in.X.Type())
	}
	l.refuse(l.pos, l.src, what, instead)
}
