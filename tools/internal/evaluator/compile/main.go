// Command compile makes dist/evaluator.wasm from search/wasm, with the small compiler or Go's own. The small one also makes search.wasm
// and check.wasm, which a page loads in its place, each packed too; and unpack.wasm, which unpacks them. [build]
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"signpost/tools/internal/wasmgo"
	"signpost/tools/internal/wasmgo/squeeze"
)

const dist = "tools/internal/evaluator/dist"

func main() {
	with := flag.String("with", "small", "compiler: small (tools/internal/wasmgo) or stock (Go's own, with its runtime)")
	to := flag.String("to", dist, "folder to write it to")
	flag.Parse()
	if err := compile(*with, *to); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func compile(with, dist string) error {
	if err := os.MkdirAll(dist, 0o755); err != nil {
		return err
	}
	for _, kind := range []string{".wasm", ".packed", ".debug.json"} {
		old, err := filepath.Glob(filepath.Join(dist, "*"+kind))
		if err != nil {
			return err
		}
		for _, file := range old {
			if err := os.Remove(file); err != nil {
				return err
			}
		}
	}
	unpack, err := wasmgo.Compile("tools/internal/wasmgo/squeeze/unpack", ".", "unpacking")
	if err != nil {
		return err
	}
	if err := write(dist, "unpack", map[string][]byte{".wasm": unpack.Wasm}); err != nil {
		return err
	}
	switch with {
	case "small":
		for _, m := range [][2]string{{"evaluator", ""}, {"search", "searching"}, {"check", "checking"}} {
			if err := small(dist, m[0], m[1]); err != nil {
				return err
			}
		}
		return nil
	case "stock":
		c := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-buildmode=c-shared", "-o", filepath.Join(dist, "evaluator.wasm"), "./search/wasm")
		c.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
		c.Stdout, c.Stderr = os.Stdout, os.Stderr
		return c.Run()
	}
	return fmt.Errorf("no compiler %q: use -with small or -with stock", with)
}

// small writes a module as it is, packed, and, for reading a trap, its names and source lines by offset, which are never published.
func small(dist, name, tag string) error {
	m, err := wasmgo.Compile("search/wasm", ".", tag)
	if err != nil {
		return err
	}
	kinds := map[string][]byte{".wasm": shrunk(m.Wasm), ".debug.json": m.Debug}
	if kinds[".packed"], err = squeeze.Pack(m.Wasm); err != nil {
		fmt.Fprintf(os.Stderr, "%s.wasm is published as it is, half as large again: %v\n", name, err)
		delete(kinds, ".packed")
	}
	return write(dist, name, kinds)
}

func write(dist, name string, kinds map[string][]byte) error {
	for kind, data := range kinds {
		if err := os.WriteFile(filepath.Join(dist, name+kind), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// shrunk runs wasm-opt over the module where it is installed; it changes nothing but the size, and the build does not need it. What is
// packed is the module as it was: packing knows what the small compiler writes, and makes less of it than wasm-opt does.
func shrunk(module []byte) []byte {
	tool, err := exec.LookPath("wasm-opt")
	if err != nil {
		return module
	}
	dir, err := os.MkdirTemp("", "signpost-wasm-")
	if err != nil {
		return module
	}
	defer os.RemoveAll(dir)
	in, out := filepath.Join(dir, "in.wasm"), filepath.Join(dir, "out.wasm")
	if os.WriteFile(in, module, 0o644) != nil {
		return module
	}
	c := exec.Command(tool, "-Oz", "--enable-bulk-memory", "--enable-sign-ext", "--enable-nontrapping-float-to-int", "--enable-multivalue", "--enable-mutable-globals", in, "-o", out)
	if said, err := c.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "wasm-opt failed, so the module stays as it is: %v\n%s", err, said)
		return module
	}
	smaller, err := os.ReadFile(out)
	if err != nil || len(smaller) >= len(module) {
		return module
	}
	return smaller
}
