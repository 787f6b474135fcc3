package wasmgo

import (
	"context"

	"github.com/tetratelabs/wazero"
)

// initialise runs a module's initialisers and gives the memory they leave, from static memory on. The module for readers
// begins with that memory and carries no initialisers.
func initialise(wasm []byte, m *module) ([]byte, error) {
	ctx := context.Background()
	r := wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfigInterpreter())
	defer r.Close(ctx)
	mod, err := r.Instantiate(ctx, wasm)
	if err != nil {
		return nil, err
	}
	if _, err := mod.ExportedFunction("init").Call(ctx); err != nil {
		return nil, err
	}
	memory, _ := mod.Memory().Read(0, mod.Memory().Size())
	image := append([]byte(nil), memory[m.static:]...)
	clear(image[m.stack-m.static : m.heap-m.static]) // what the stack held is of no use
	for len(image) > 0 && image[len(image)-1] == 0 {
		image = image[:len(image)-1]
	}
	return image, nil
}
