// Command wasm is the corpus as a WASM module. [build]
package main

import (
	"unsafe"

	"signpost/tools/internal/wasmgo/corpus"
)

var (
	in  []byte
	out corpus.Out
)

func main() {}

func address(b []byte) uint32 { return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }

//go:wasmexport alloc
func alloc(n uint32) uint32 {
	in = make([]byte, n)
	return address(in)
}

//go:wasmexport run
func run(program uint32) uint32 {
	out.B = out.B[:0]
	corpus.Run(int(program), in, &out)
	return uint32(len(out.B))
}

//go:wasmexport trap
func trap(n uint32) uint32 {
	return uint32(corpus.Trap(int(n), in))
}

//go:wasmexport out_ptr
func outPtr() uint32 { return address(out.B) }

// deep calls itself n times, with a variable of its own each time.
//
//go:wasmexport deep
func deep(n uint32) uint32 { return uint32(corpus.Deep(int(n))) }
