// Command compile makes dist/evaluator.wasm from search/wasm, with the small compiler or Go's own; the small one also makes
// search.wasm and check.wasm, which a page loads in its place. [build]
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"signpost/tools/internal/wasmgo"
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
	for _, name := range []string{"evaluator", "search", "check"} {
		for _, kind := range []string{".wasm", ".debug.json"} {
			if err := os.Remove(filepath.Join(dist, name+kind)); err != nil && !os.IsNotExist(err) {
				return err
			}
		}
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

// small writes a module and, beside it, its names and source lines by offset, for reading a trap; these are never published.
func small(dist, name, tag string) error {
	m, err := wasmgo.Compile("search/wasm", ".", tag)
	if err != nil {
		return err
	}
	module := shrunk(m.Wasm)
	if len(module) == len(m.Wasm) { // else the offsets no longer hold
		if err := os.WriteFile(filepath.Join(dist, name+".debug.json"), m.Debug, 0o644); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dist, name+".wasm"), module, 0o644)
}

// shrunk runs wasm-opt over the module where it is installed; it changes nothing but the size, and the build does not need it.
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
