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

// Modules gives what a page loads, by file name: a module for searches and one for checks, each without what the other needs. Of
// Go's own compiler both are the evaluator: its runtime is most of it.
func Modules() (map[string][]byte, error) {
	whole, err := Wasm()
	if err != nil {
		return nil, err
	}
	modules := map[string][]byte{"search.wasm": whole, "check.wasm": whole}
	for name := range modules {
		if part, err := dist.ReadFile("dist/" + name); err == nil {
			modules[name] = part
		}
	}
	return modules, nil
}
