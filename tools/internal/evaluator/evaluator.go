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
