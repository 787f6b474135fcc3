// Package squeeze packs a WASM module for the way to the browser: to some three fifths of what gzip makes of it. A small
// module (unpack) undoes it there. [build + browser]
package squeeze

import (
	"bytes"
	"errors"
	"fmt"
)

// Pack packs a module that wasmgo made. It fails for a module that does not come out the same again: one with other
// alignments than 0, locals that are not numbered in the order they are first set, instructions after a branch that cannot be
// reached, or more than 4,095 functions.
func Pack(module []byte) (packed []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			packed, err = nil, fmt.Errorf("the module has what packing does not know: %v", p)
		}
	}()
	n := len(module)
	if n < 8 || n >= maxModule {
		return nil, fmt.Errorf("a module of %d bytes cannot be packed", n)
	}
	m := new(Model)
	m.start()
	m.packing = true
	copy(m.given[:], module)
	m.at = uint32(copy(m.packed[:], []byte{Mark, byte(n), byte(n >> 8), byte(n >> 16)}))
	m.module(uint32(n))
	for range 4 {
		m.packed[m.at] = byte(m.low >> 24)
		m.at++
		m.low <<= 8
	}
	packed = bytes.Clone(m.packed[:m.at])
	if !bytes.Equal(Unpack(packed), module) {
		return nil, errors.New("the module has what packing does not know")
	}
	return packed, nil
}

// Unpack gives the module that Pack has packed. What is no packed file gives anything, or panics.
func Unpack(packed []byte) []byte {
	m := new(Model)
	copy(m.Packed(), packed)
	n := m.Unpack()
	return m.Module()[:n]
}
