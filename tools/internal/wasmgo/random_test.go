package wasmgo

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tetratelabs/wazero"
)

// Random programs of small Go are compiled both ways and run on the same inputs. Every value a program computes goes into
// its result, so that one wrong bit shows.

const randomPrograms = 50

var randomSeed = flag.Uint64("seed", 7, "seed of the random programs")

// programs writes random programs: functions over a few numeric types, with slices, structs, strings and loops that end.
type programs struct {
	r     *rand.Rand
	b     strings.Builder
	vars  map[string][]string // names in scope by type
	next  int
	depth int
	calls []string // functions that may be called, as format strings by result type
	kinds []string
}

var numeric = []string{"int", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "uint", "float64", "float32"}

func isFloat(t string) bool { return strings.HasPrefix(t, "float") }

func (p *programs) pick(s []string) string { return s[p.r.IntN(len(s))] }

func (p *programs) name() string {
	p.next++
	return fmt.Sprintf("v%d", p.next)
}

func (p *programs) line(format string, args ...any) {
	fmt.Fprintf(&p.b, strings.Repeat("\t", p.depth)+format+"\n", args...)
}

func (p *programs) literal(t string) string {
	switch t {
	case "float64", "float32":
		return p.pick([]string{"0.5", "-1.25", "3", "1e6", "0.1", "-0.3", "7.75"})
	case "int8":
		return p.pick([]string{"0", "1", "-1", "127", "-128", "5"})
	case "uint8":
		return p.pick([]string{"0", "1", "255", "128", "7"})
	case "int16":
		return p.pick([]string{"0", "1", "-1", "32767", "-32768", "300"})
	case "uint16":
		return p.pick([]string{"0", "1", "65535", "300"})
	case "int32":
		return p.pick([]string{"0", "1", "-1", "2147483647", "-2147483648", "70000"})
	case "uint32":
		return p.pick([]string{"0", "1", "4294967295", "2147483648", "70000"})
	case "int", "int64":
		return p.pick([]string{"0", "1", "-1", "9223372036854775807", "-9223372036854775808", "5000000000", "3", "-7"})
	}
	return p.pick([]string{"0", "1", "18446744073709551615", "9223372036854775808", "5000000000", "12"})
}

// value writes an expression of a numeric type.
func (p *programs) value(t string, depth int) string {
	if depth <= 0 || p.r.IntN(6) == 0 {
		if vs := p.vars[t]; len(vs) > 0 && p.r.IntN(4) > 0 {
			return p.pick(vs)
		}
		return fmt.Sprintf("id(%s(%s))", t, p.literal(t))
	}
	a := func() string { return p.value(t, depth-1) }
	if isFloat(t) {
		switch p.r.IntN(8) {
		case 0:
			return fmt.Sprintf("(%s / %s)", a(), a())
		case 1:
			return fmt.Sprintf("%s(%s)", t, p.value(p.pick(numeric), depth-1))
		case 2:
			return fmt.Sprintf("-(%s)", a())
		case 3:
			return fmt.Sprintf("%s(math.%s(float64(%s)))", t, p.pick([]string{"Floor", "Ceil", "Trunc", "Sqrt", "Abs"}), a())
		case 4:
			return fmt.Sprintf("%s(%s, %s)", p.pick([]string{"min", "max"}), a(), a())
		}
		// The product is rounded before it is added to: other machines may not do so unasked.
		return fmt.Sprintf("%s(%s %s %s)", t, a(), p.pick([]string{"+", "-", "*"}), a())
	}
	switch p.r.IntN(14) {
	case 0:
		return fmt.Sprintf("(%s / nonzero(%s))", a(), a())
	case 1:
		return fmt.Sprintf("(%s %% nonzero(%s))", a(), a())
	case 2:
		u := p.pick([]string{"uint8", "uint32", "uint64"})
		return fmt.Sprintf("(%s %s %s)", a(), p.pick([]string{"<<", ">>"}), p.value(u, depth-1))
	case 3:
		return fmt.Sprintf("(%s %s %d)", a(), p.pick([]string{"<<", ">>"}), p.r.IntN(8))
	case 4, 5:
		return fmt.Sprintf("%s(%s)", t, p.value(p.pick(numeric), depth-1))
	case 6:
		return fmt.Sprintf("%s(%s)", p.pick([]string{"-", "^"}), a())
	case 7:
		return fmt.Sprintf("%s(%s, %s)", p.pick([]string{"min", "max"}), a(), a())
	case 8:
		if t == "int" {
			return p.pick([]string{"len(s)", "len(text)", "s[index(" + a() + ", len(s))]", "int(text[index(" + a() + ", len(text))])",
				"rec.a", "int(rec.b)", "rec.rows[index(" + a() + ", 4)]", "int(more[index(" + a() + ", len(more))].b)"})
		}
	case 9:
		if len(p.calls) > 0 {
			k := p.r.IntN(len(p.calls))
			return fmt.Sprintf("%s(%s)", t, fmt.Sprintf(p.calls[k], p.value(p.kinds[k], depth-1), p.value("int", depth-1)))
		}
	case 10:
		return fmt.Sprintf("pickOne(%s, %s, %s)", p.condition(depth-1), a(), a())
	}
	return fmt.Sprintf("(%s %s %s)", a(), p.pick([]string{"+", "-", "*", "&", "|", "^", "&^"}), a())
}

func (p *programs) condition(depth int) string {
	t := p.pick(numeric)
	c := fmt.Sprintf("%s %s %s", p.value(t, depth-1), p.pick([]string{"<", "<=", ">", ">=", "==", "!="}), p.value(t, depth-1))
	switch {
	case depth > 0 && p.r.IntN(3) == 0:
		return fmt.Sprintf("(%s %s %s)", c, p.pick([]string{"&&", "||"}), p.condition(depth-1))
	case p.r.IntN(5) == 0:
		return "!(" + c + ")"
	case p.r.IntN(6) == 0:
		return "text " + p.pick([]string{"<", "==", ">="}) + " text[index(" + p.value("int", 1) + ", len(text)):]"
	}
	return "(" + c + ")"
}

func (p *programs) block(depth int) {
	p.depth++
	scope := map[string]int{}
	for _, t := range numeric {
		scope[t] = len(p.vars[t])
	}
	for range 1 + p.r.IntN(4) {
		p.statement(depth)
	}
	for _, t := range numeric {
		p.vars[t] = p.vars[t][:scope[t]]
	}
	p.depth--
}

func (p *programs) statement(depth int) {
	t := p.pick(numeric)
	switch k := p.r.IntN(16); {
	case k < 4 || len(p.vars[t]) == 0:
		n := p.name()
		p.line("%s := %s", n, p.value(t, 3))
		p.line("o.add(uint64(%s))", bitsOf(t, n))
		p.vars[t] = append(p.vars[t], n)
	case k < 7:
		v := p.pick(p.vars[t])
		p.line("%s = %s", v, p.value(t, 3))
		p.line("o.add(uint64(%s))", bitsOf(t, v))
	case k == 7:
		p.line("s[index(%s, len(s))] = %s", p.value("int", 2), p.value("int", 2))
	case k == 8:
		p.line("if len(s) < 40 {")
		p.line("\ts = append(s, %s, %s)", p.value("int", 2), p.value("int", 1))
		p.line("}")
	case k == 9:
		p.line("rec.a, rec.b = %s, %s", p.value("int", 2), p.value("uint16", 2))
		p.line("rec.rows[index(%s, 4)] += rec.a", p.value("int", 1))
	case k == 10:
		p.line("if len(more) < 12 {")
		p.line("\tmore = append(more, rec)")
		p.line("}")
		p.line("more[index(%s, len(more))] = record{a: %s, b: %s}", p.value("int", 1), p.value("int", 1), p.value("uint16", 1))
		p.line("rec = more[index(%s, len(more))]", p.value("int", 1))
	case k == 11:
		p.line("if len(text) < 60 {")
		p.line("\ttext = text[:index(%s, len(text))] + %q + text[index(%s, len(text)):]", p.value("int", 1), p.pick([]string{"é", "xyz", "q", "\xff"}), p.value("int", 1))
		p.line("}")
		p.line("for i, r := range text {")
		p.line("\to.add(uint64(i) + uint64(r)<<20)")
		p.line("}")
	case depth <= 0:
		p.line("o.add(uint64(%s))", p.value("uint64", 3))
	case k == 12:
		p.line("if %s {", p.condition(2))
		p.block(depth - 1)
		if p.r.IntN(2) == 0 {
			p.line("} else {")
			p.block(depth - 1)
		}
		p.line("}")
	case k == 13:
		n := p.name()
		p.line("for %s := range 1 + index(%s, 7) {", n, p.value("int", 1))
		p.line("\t_ = %s", n)
		p.vars["int"] = append(p.vars["int"], n)
		p.block(depth - 1)
		p.depth++
		p.line("if o.n++; o.n > 3000 {")
		p.line("\t%s", p.pick([]string{"break", "return"}))
		p.line("}")
		p.depth--
		p.vars["int"] = p.vars["int"][:len(p.vars["int"])-1]
		p.line("}")
	case k == 14:
		n := p.name()
		p.line("for _, %s := range s[:index(%s, len(s))] {", n, p.value("int", 1))
		p.line("\t_ = %s", n)
		p.vars["int"] = append(p.vars["int"], n)
		p.block(depth - 1)
		p.depth++
		p.line("if %s || o.n > 3000 {", p.condition(1))
		p.line("\t%s", p.pick([]string{"break", "return"}))
		p.line("}")
		p.line("o.n++")
		p.depth--
		p.vars["int"] = p.vars["int"][:len(p.vars["int"])-1]
		p.line("}")
	default:
		p.line("switch %s %% 4 {", p.value("uint8", 2))
		p.line("case 0:")
		p.block(depth - 1)
		p.line("case 1:")
		p.block(depth - 1)
		if p.r.IntN(2) == 0 {
			p.line("\tfallthrough")
		}
		p.line("case 2:")
		p.block(depth - 1)
		p.line("default:")
		p.block(depth - 1)
		p.line("}")
	}
}

// bitsOf turns a value into something whose bits are all defined: which NaN it is, is not.
func bitsOf(t, v string) string {
	switch t {
	case "float64":
		return "bits(" + v + ")"
	case "float32":
		return "bits(float64(" + v + "))"
	}
	return v
}

const randomPrelude = `package main

import "math"

type record struct {
	a    int
	b    uint16
	rows [4]int
}

type out struct {
	b []byte
	n int
}

func (o *out) add(v uint64) {
	if len(o.b) < 20000 {
		o.b = append(o.b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24), byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56))
	}
}

func bits(x float64) uint64 {
	if x != x {
		return 1
	}
	return math.Float64bits(x)
}

type number interface {
	int | int8 | int16 | int32 | int64 | uint | uint8 | uint16 | uint32 | uint64 | float32 | float64
}

func nonzero[T number](x T) T {
	if x == 0 {
		return 3
	}
	return x
}

// id keeps constants from being computed with before the program runs.
func id[T number](x T) T { return x }

func pickOne[T number](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}

func index(i, n int) int {
	if n <= 1 {
		return 0
	}
	i %= n
	if i < 0 {
		i += n
	}
	return i
}

var results out
`

func randomSource(seed uint64, count int) string {
	var all strings.Builder
	all.WriteString(randomPrelude)
	for i := range count {
		p := &programs{r: rand.New(rand.NewPCG(seed, uint64(i))), vars: map[string][]string{}}
		// Two functions for the program to call.
		for k := range 2 {
			t := p.pick(numeric)
			q := p.pick(numeric)
			p.line("func helper%d_%d(x %s, y int) %s {", i, k, t, q)
			p.line("\ts, text, rec, more := []int{y, 1}, \"ab\", record{a: y}, make([]record, 1)")
			p.line("\to := &results")
			p.line("\t_, _, _, _, _ = s, text, rec, more, o")
			p.vars = map[string][]string{t: {"x"}}
			p.vars["int"] = append(p.vars["int"], "y")
			p.depth = 1
			for range 2 {
				n := p.name()
				u := p.pick(numeric)
				p.line("%s := %s", n, p.value(u, 2))
				p.line("o.add(uint64(%s))", bitsOf(u, n))
				p.vars[u] = append(p.vars[u], n)
			}
			p.line("return %s", p.value(q, 3))
			p.depth = 0
			p.line("}\n")
			p.calls = append(p.calls, fmt.Sprintf("helper%d_%d(%%s, %%s)", i, k))
			p.kinds = append(p.kinds, t)
		}
		p.line("func program%d(o *out, x int, y float64) {", i)
		p.line("\ts, text, rec, more := []int{x, 3, 5, 7}, \"start\", record{a: x, b: 7}, make([]record, 2)")
		p.vars = map[string][]string{"int": {"x"}, "float64": {"y"}}
		p.depth = 1
		for range 12 {
			p.statement(3)
		}
		p.line("for _, v := range s {")
		p.line("\to.add(uint64(v))")
		p.line("}")
		p.line("for _, m := range more {")
		p.line("\to.add(uint64(m.a) ^ uint64(m.b) ^ uint64(m.rows[1]))")
		p.line("}")
		p.line("o.add(uint64(len(text)) ^ uint64(rec.a))")
		p.depth = 0
		p.line("}\n")
		all.WriteString(p.b.String())
	}
	all.WriteString("func run(program, input int) {\n\tresults.b, results.n = results.b[:0], 0\n")
	all.WriteString("\tx := [...]int{0, 1, -1, 1 << 40, -1 << 63}[input]\n\ty := [...]float64{0, 1.5, -1e10, 1e300, 0.1}[input]\n\tswitch program {\n")
	for i := range count {
		fmt.Fprintf(&all, "\tcase %d:\n\t\tprogram%d(&results, x, y)\n", i, i)
	}
	all.WriteString("\t}\n}\n")
	return all.String()
}

const randomWasm = `//go:build wasip1

package main

import "unsafe"

func main() {}

//go:wasmexport run
func runExport(program, input uint32) uint32 {
	run(int(program), int(input))
	return uint32(len(results.b))
}

//go:wasmexport out_ptr
func outPtr() uint32 { return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(results.b)))) }
`

const randomNative = `//go:build !wasip1

package main

import (
	"bufio"
	"encoding/binary"
	"os"
)

func main() {
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for program := range %d {
		for input := range 5 {
			run(program, input)
			w.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(results.b))))
			w.Write(results.b)
		}
	}
}
`

func TestRandomPrograms(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module random\n\ngo 1.26\n")
	write("programs.go", randomSource(*randomSeed, randomPrograms))
	write("wasm.go", randomWasm)
	write("native.go", fmt.Sprintf(randomNative, randomPrograms))

	cmd := exec.Command("go", "run", ".")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	native, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	m, err := Compile(dir, ".")
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer r.Close(ctx)
	mod, err := r.Instantiate(ctx, m.Wasm)
	if err != nil {
		t.Fatal(err)
	}
	w := instance{t, mod}
	values := 0
	for program := range randomPrograms {
		for input := range 5 {
			n := int(native[0]) | int(native[1])<<8 | int(native[2])<<16
			want := native[4 : 4+n]
			native = native[4+n:]
			values += n / 8
			size, err := w.call("run", uint64(program), uint64(input))
			if err != nil {
				t.Fatalf("program %d, input %d: %v", program, input, err)
			}
			got, _ := mod.Memory().Read(w.must("out_ptr"), size)
			if !bytes.Equal(got, want) {
				at := 0
				for at < len(got) && at < len(want) && got[at] == want[at] {
					at++
				}
				t.Fatalf("program %d of seed %d, input %d: %d bytes, natively %d; they differ from value %d on", program, *randomSeed, input, len(got), len(want), at/8)
			}
		}
	}
	if values < 5000 {
		t.Errorf("only %d values compared", values)
	}
	t.Logf("%d values of %d programs compared", values, randomPrograms)
}
