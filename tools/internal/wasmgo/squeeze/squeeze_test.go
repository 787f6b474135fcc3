package squeeze_test

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"github.com/tetratelabs/wazero"

	"signpost/tools/internal/wasmgo"
	"signpost/tools/internal/wasmgo/squeeze"
)

func compiled(t testing.TB, what string, tags ...string) []byte {
	t.Helper()
	m, err := wasmgo.Compile("../../../..", "./"+what, tags...)
	if err != nil {
		t.Fatal(err)
	}
	return m.Wasm
}

// there gives a function that unpacks as the browser does.
func there(t testing.TB) func(packed []byte) ([]byte, error) {
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	t.Cleanup(func() { r.Close(ctx) })
	code, err := r.CompileModule(ctx, compiled(t, "tools/internal/wasmgo/squeeze/unpack", "unpacking"))
	if err != nil {
		t.Fatal(err)
	}
	return func(packed []byte) ([]byte, error) {
		m, err := r.InstantiateModule(ctx, code, wazero.NewModuleConfig().WithName(""))
		if err != nil {
			return nil, err
		}
		defer m.Close(ctx)
		call := func(name string) uint32 {
			if err != nil {
				return 0
			}
			var n []uint64
			if n, err = m.ExportedFunction(name).Call(ctx); err != nil {
				return 0
			}
			return uint32(n[0])
		}
		if !m.Memory().Write(call("packed"), packed) {
			return nil, fmt.Errorf("no room for %d bytes", len(packed))
		}
		n := call("unpack")
		module, _ := m.Memory().Read(call("module"), n)
		return bytes.Clone(module), err
	}
}

// TestPackedComesBack packs what wasmgo compiles and unpacks it natively (Pack does) and in WASM; the whole evaluator
// comes to 20 KB.
func TestPackedComesBack(t *testing.T) {
	unpack := there(t)
	for _, m := range []struct{ name, tag string }{{"all of it", ""}, {"searches", "searching"}, {"checks", "checking"}} {
		module := compiled(t, "search/wasm", m.tag)
		packed, err := squeeze.Pack(module)
		if err != nil {
			t.Fatalf("%s: %v", m.name, err)
		}
		if got, err := unpack(packed); err != nil || !bytes.Equal(got, module) {
			t.Fatalf("%s: not the same again: %v", m.name, err)
		}
		t.Logf("%s: %d bytes, packed %d", m.name, len(module), len(packed))
		if len(packed) > 20000 {
			t.Errorf("%s: %d bytes packed", m.name, len(packed))
		}
	}
}

// one is a module of one function without parameters.
func one(code ...byte) []byte {
	m := []byte("\x00asm\x01\x00\x00\x00\x01\x04\x01\x60\x00\x00\x03\x02\x01\x00\x05\x03\x01\x00\x01\x0a")
	m = append(m, byte(len(code)+3), 1, byte(len(code)+1))
	return append(append(m, code...), 0x0b)
}

// TestWhatCannotBePacked: a module that would come out otherwise is an error, never a file.
func TestWhatCannotBePacked(t *testing.T) {
	for what, m := range map[string][]byte{
		"a load":              one(0, 0x41, 0, 0x28, 0, 0, 0x1a),
		"locals as first set": one(2, 1, 0x7f, 1, 0x7e, 0x41, 5, 0x21, 0, 0x42, 5, 0x21, 1),
	} {
		if _, err := squeeze.Pack(m); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	for what, m := range map[string][]byte{
		"alignment":             one(0, 0x41, 0, 0x28, 2, 0, 0x1a),
		"long LEB":              one(0, 0x41, 0x80, 0x00, 0x1a),
		"locals in other order": one(2, 1, 0x7f, 1, 0x7e, 0x42, 5, 0x21, 1, 0x41, 5, 0x21, 0),
		"a local never set":     one(1, 1, 0x7f, 0x20, 0, 0x1a),
		"cut off":               one(0, 0x41, 0, 0x28, 0, 0, 0x1a)[:30],
		"nothing":               nil,
		"large":                 make([]byte, 1<<18),
	} {
		if packed, err := squeeze.Pack(m); err == nil {
			t.Errorf("%s: packed to %d bytes", what, len(packed))
		}
	}
}

// FuzzUnpack: what is no longer what Pack wrote ends, with any bytes or a panic.
func FuzzUnpack(f *testing.F) {
	packed, err := squeeze.Pack(compiled(f, "tools/internal/wasmgo/squeeze/unpack", "unpacking"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	for i := 1; i < 40; i++ {
		b := bytes.Clone(packed)
		b[i*53] ^= 1 << (i % 8)
		f.Add(b[:len(b)-i*20])
	}
	f.Fuzz(func(_ *testing.T, b []byte) {
		defer func() { _ = recover() }()
		squeeze.Unpack(b)
	})
}
