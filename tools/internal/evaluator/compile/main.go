// Command compile makes dist/evaluator.wasm from search/wasm, with Go's own compiler or the small one. [build]
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

const out = "tools/internal/evaluator/dist/evaluator.wasm"

func main() {
	with := flag.String("with", "stock", "compiler: stock")
	flag.Parse()
	if err := compile(*with); err != nil {
		fmt.Fprintln(os.Stderr, "compile:", err)
		os.Exit(1)
	}
}

func compile(with string) error {
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	if with != "stock" {
		return fmt.Errorf("no compiler %q: use -with stock", with)
	}
	c := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-buildmode=c-shared", "-o", out, "./search/wasm")
	c.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	return c.Run()
}
