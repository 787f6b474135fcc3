// Package evaluator carries the compiled evaluator inside the command; "make wasm" puts it there. [build]
package evaluator

import (
	"embed"
	"errors"
)

//go:embed all:dist
var dist embed.FS

// Wasm gives the evaluator's module. It is missing only in a command built without "make build".
func Wasm() ([]byte, error) {
	wasm, err := dist.ReadFile("dist/evaluator.wasm")
	if err != nil {
		return nil, errors.New("this command was built without its evaluator: run make build, which compiles search/wasm first")
	}
	return wasm, nil
}

// Modules gives what a page loads, by file name: a module for searches and one for checks, each without what the other needs, and
// one that unpacks them; plain has the two as they are, for a site that is read from a disk. Of Go's own compiler both are the
// evaluator as it is: its runtime is most of it.
func Modules(plain bool) (map[string][]byte, error) {
	whole, err := Wasm()
	if err != nil {
		return nil, err
	}
	unpack, err := dist.ReadFile("dist/unpack.wasm")
	if err != nil {
		return nil, err
	}
	modules := map[string][]byte{"unpack.wasm": unpack}
	for _, name := range []string{"search", "check"} {
		part := whole
		if module, err := dist.ReadFile("dist/" + name + ".wasm"); err == nil {
			part = module
		}
		if packed, err := dist.ReadFile("dist/" + name + ".packed"); err == nil && !plain {
			part = packed
		}
		modules[name+".wasm"] = part
	}
	return modules, nil
}
