// Command wasm is the evaluator's WASM entry point: nothing but eval behind plain numbers. [browser]
//
// Memory belongs to the module: the host asks for room (alloc, request), writes there, and reads answers at out_ptr.
package main

import (
	"unsafe"

	"signpost/search/eval"
)

var (
	engine eval.Engine
	begun  bool
	room   []byte // for the next part
	asked  []byte // for the next request, used again
)

func main() {}

func start() {
	if !begun {
		begun = true
		engine.Init()
	}
}

// alloc gives room for a part of n bytes, which load then takes over.
//
//go:wasmexport alloc
func alloc(n uint32) uint32 {
	room = make([]byte, n+1) // never empty, so that it has an address
	return uint32(uintptr(unsafe.Pointer(&room[0])))
}

// request gives room for a request of n bytes.
//
//go:wasmexport request
func request(n uint32) uint32 {
	if uint32(len(asked)) <= n {
		asked = make([]byte, n+1)
	}
	return uint32(uintptr(unsafe.Pointer(&asked[0])))
}

// load takes the part of n bytes that was written where alloc said; n = 0 says that the part could not be had.
//
//go:wasmexport load
func load(kind, number, at, n uint32) uint32 {
	start()
	if n == 0 {
		return uint32(engine.Load(int(kind), int(number), nil))
	}
	if n > uint32(len(room)) {
		return 1
	}
	part := room[:n]
	room = nil
	return uint32(engine.Load(int(kind), int(number), part))
}

// out_ptr and out_len say where the answer stands until the next call.
//
//go:wasmexport out_ptr
func out_ptr() uint32 {
	return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(engine.Out()))))
}

//go:wasmexport out_len
func out_len() uint32 { return uint32(len(engine.Out())) }
