// Command unpack is the module that unpacks the evaluator in the browser. [browser]
package main

import (
	"unsafe"

	"signpost/tools/internal/wasmgo/squeeze"
)

var model squeeze.Model // for one module: instantiate anew for another

func main() {}

// packed is where the packed file is put.
//
//go:wasmexport packed
func packed() uint32 { return address(model.Packed()) }

// module is where the module is told.
//
//go:wasmexport module
func module() uint32 { return address(model.Module()) }

func address(b []byte) uint32 { return uint32(uintptr(unsafe.Pointer(unsafe.SliceData(b)))) }

// unpack gives the length of the module.
//
//go:wasmexport unpack
func unpack() uint32 { return model.Unpack() }
