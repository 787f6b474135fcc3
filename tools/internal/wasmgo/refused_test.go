package wasmgo

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Each case is the body of an exported function and what precedes it; the line that is refused ends in "// no".
var refused = []struct{ name, before, body, want string }{
	{"map", "", "m := map[int]int{} // no\n\tm[1] = 2", "a map is not small Go; use a sorted slice"},
	{"map variable", "var table map[int]int // no", "_ = len(table)", "a map"},
	{"interface", "", "var x any = 1\n\ty, _ := x.(int) // no\n\tresult = y", "interface"},
	{"interface method", "type walker interface{ walk() }\n\nvar w walker // no", "w.walk()", "interface"},
	{"closure", "", "n := 1\n\tf := func() { n++ } // no\n\tf()\n\tg(f)", "closure"},
	{"function value", "", "f := one // no\n\tif result > 1 {\n\t\tf = two\n\t}\n\tresult = f()", "a function value is not small Go"},
	{"goroutine", "", "go one() // no", "goroutine"},
	{"channel", "", "c := make(chan int) // no\n\tc <- 1", "goroutine or channel"},
	{"select", "", "select {} // no", "goroutine or channel"},
	{"defer", "", "defer one() // no", "defer is not small Go; call the function before each return"},
	{"fmt", `import "fmt"`, "fmt.Sprint(result) // no", "call of fmt.Sprint is not small Go; return a number"},
	{"sort", `import "sort"`, "sort.Ints(nil) // no", "call of sort.Ints is not small Go; write the sort as a loop"},
	{"slices", `import "slices"`, "slices.Sort([]int{1}) // no", "write the sort as a loop"},
	{"strings", `import "strings"`, "result = strings.Index(\"a\", \"b\") // no", "call of strings.Index is not small Go; write a loop over the bytes"},
	{"math.Exp", `import "math"`, "result = int(math.Exp(2)) // no", "call of math.Exp is not small Go; write it in Go"},
	{"other package", `import "os"`, "os.Exit(1) // no", "call of os.Exit is not small Go; packages of this module"},
	{"print", "", "println(1) // no", "builtin println"},
	{"complex", "", "c := complex(1, float64(result)) // no\n\tresult = int(real(c))", "complex"},
	{"range over a function", "", "for range iterate { // no\n\t\tresult++\n\t}", "closure"},
	{"unsafe size", `import "unsafe"`, "result = int(unsafe.Sizeof(result)) // no", "unsafe.Sizeof is not small Go; write the number"},
	{"unsafe pointer", `import "unsafe"`, "p := (**int)(unsafe.Pointer(&result)) // no\n\t**p = 1", "unsafe.Pointer turned into **int"},
	{"long comparison", "var left, right [20]string", "if left == right { // no\n\t\tresult = 1\n\t}", "comparison of long arrays"},
	{"dropped initialiser", "var _ = one() // no", "result++", "package-level call whose result is dropped"},
	{"initialiser", "var text = letters() // ok\nfunc letters() string { m := map[int]int{1: 2}; return string(rune(m[1])) } // no", "result = len(text)", "a map"},
}

const refusedRest = `package main

var result int

func main() {}

func one() int { return 1 }

func two() int { return 2 }

func g(f func()) {}

func iterate(yield func() bool) { yield() }
`

func compileSource(t *testing.T, source string) (Module, error) {
	t.Helper()
	return compileFiles(t, map[string]string{"main.go": source})
}

func compileFiles(t *testing.T, files map[string]string) (Module, error) {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module small\n\ngo 1.26\n"
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return Compile(dir, ".")
}

// All cases are files of one package: a build reports everything that is wrong.
func TestRefused(t *testing.T) {
	files := map[string]string{"main.go": refusedRest}
	lines := map[string]int{}
	for i, c := range refused {
		name := strings.ReplaceAll(c.name, " ", "_") + ".go"
		source := "package main\n\n" + c.before + "\n\n//go:wasmexport run" + strconv.Itoa(i) + "\nfunc run" + strconv.Itoa(i) + "() {\n\t" + c.body + "\n}\n"
		files[name] = source
		lines[name] = 1 + strings.Count(source[:strings.LastIndex(source, "// no")], "\n")
	}
	_, err := compileFiles(t, files)
	var all Errors
	if !errors.As(err, &all) {
		t.Fatalf("not refused: %v", err)
	}
	for _, c := range refused {
		name := strings.ReplaceAll(c.name, " ", "_") + ".go"
		found := false
		for _, e := range all {
			found = found || e.Pos.Filename == name && e.Pos.Line == lines[name] && strings.Contains(Errors{e}.Error(), c.want)
		}
		if !found {
			t.Errorf("%s:%d should be refused with %q", name, lines[name], c.want)
		}
	}
	if t.Failed() {
		t.Log(err)
	}
}

// What cannot be reached may be any Go.
func TestUnreachable(t *testing.T) {
	_, err := compileSource(t, `package main

import (
	"fmt"
	"os"
	"strings"
)

var table = map[string]func() error{"a": func() error { return fmt.Errorf("no %s", strings.ToUpper("a")) }}

func main() {
	defer os.Exit(1)
	go func() { fmt.Println(table) }()
}

func add(a, b uint32) uint32 { return a + b }

//go:wasmexport run
func run(a uint32) uint32 { return add(a, 2) }
`)
	if err != nil {
		t.Fatal(err)
	}
}

func TestBadPackages(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"package other\n", "not main"},
		{"package main\n\nfunc main() {}\n", "marks no function"},
		{"package main\n\nfunc main() { x }\n", "undefined: x"},
		{"package main\n\nfunc main() {}\n\n//go:wasmexport run\nfunc run(s uintptr) {}\n", "an exported function of this type is not small Go; take and return"},
	} {
		if _, err := compileSource(t, c.source); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.source, err, c.want)
		}
	}
}

func TestExplain(t *testing.T) {
	m, err := compileSource(t, `package main

var list []int

func main() {}

func third(n int) int {
	if n > 2 {
		n += third(n - 1)
	}
	return n + list[3]
}

//go:wasmexport run
func run(n uint32) uint32 { return uint32(third(int(n))) }
`)
	if err != nil {
		t.Fatal(err)
	}
	_, trap := instantiate(t, m.Wasm).call("run", 1)
	if trap == nil {
		t.Fatal("no trap")
	}
	text, err := Explain(m.Debug, trap.Error())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "small.third(") || !strings.Contains(text, "export run(") {
		t.Errorf("names are missing:\n%s", text)
	}
	// Browsers tell offsets: that of the trap's instruction.
	at := regexp.MustCompile(`\x04\x40(\x00)\x0b`).FindSubmatchIndex(m.Wasm)
	text, err = Explain(m.Debug, "at wasm://wasm/0a1b:wasm-function[0]:0x"+hex(at[2]))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text, "main.go:11") {
		t.Errorf("the line is missing: %s", text)
	}
}

func hex(n int) string {
	const digits = "0123456789abcdef"
	s := ""
	for ; n > 0; n /= 16 {
		s = string(digits[n%16]) + s
	}
	return s
}
