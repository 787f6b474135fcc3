package site

import (
	"context"
	"errors"
	"fmt"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// OpenWASM is Open with the evaluator that the browser runs; wasm is the module, either build of it.
func OpenWASM(dir string, wasm []byte) (*Site, error) {
	run, err := newModule(wasm)
	if err != nil {
		return nil, err
	}
	s, err := open(dir, run)
	if err != nil {
		return nil, errors.Join(err, run.close())
	}
	return s, nil
}

// module runs the evaluator under wazero.
type module struct {
	ctx     context.Context
	runtime wazero.Runtime
	api.Module
}

func newModule(wasm []byte) (*module, error) {
	ctx := context.Background()
	m := &module{ctx: ctx, runtime: wazero.NewRuntime(ctx)}
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, m.runtime); err != nil {
		return nil, errors.Join(err, m.close())
	}
	var err error
	m.Module, err = m.runtime.InstantiateWithConfig(ctx, wasm, wazero.NewModuleConfig().WithStartFunctions("_initialize"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the evaluator does not start: %w", err), m.close())
	}
	return m, nil
}

func (m *module) close() error { return m.runtime.Close(m.ctx) }

func (m *module) call(name string, args ...uint64) (uint32, error) {
	f := m.ExportedFunction(name)
	if f == nil {
		return 0, fmt.Errorf("the evaluator has no %s", name)
	}
	r, err := f.Call(m.ctx, args...)
	if err != nil {
		return 0, fmt.Errorf("the evaluator failed in %s: %w", name, err)
	}
	return uint32(r[0]), nil
}

// give writes data where the named function says.
func (m *module) give(room string, data []byte) (at uint32, err error) {
	if at, err = m.call(room, uint64(len(data))); err != nil {
		return 0, err
	}
	if !m.Memory().Write(at, data) {
		return 0, fmt.Errorf("the evaluator has no room for %d bytes", len(data))
	}
	return at, nil
}

func (m *module) load(kind, number int, part []byte) (int, error) {
	var at uint32
	if len(part) > 0 {
		var err error
		if at, err = m.give("alloc", part); err != nil {
			return 0, err
		}
	}
	r, err := m.call("load", uint64(kind), uint64(number), uint64(at), uint64(len(part)))
	return int(r), err
}

func (m *module) search(question []byte, limit int) (int, error) {
	at, err := m.give("request", question)
	if err != nil {
		return 0, err
	}
	r, err := m.call("search", uint64(at), uint64(len(question)), uint64(uint32(limit)))
	return int(r), err
}

func (m *module) check(request []byte) (int, error) {
	at, err := m.give("request", request)
	if err != nil {
		return 0, err
	}
	r, err := m.call("check", uint64(at), uint64(len(request)))
	return int(r), err
}

func (m *module) out() ([]byte, error) {
	at, err := m.call("out_ptr")
	if err != nil {
		return nil, err
	}
	n, err := m.call("out_len")
	if err != nil {
		return nil, err
	}
	b, ok := m.Memory().Read(at, n)
	if !ok {
		return nil, fmt.Errorf("the evaluator's answer is outside its memory")
	}
	return append([]byte(nil), b...), nil
}
