package wasmgo

import (
	"bytes"
	"context"
	"testing"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"signpost/tools/internal/wasmgo/corpus"
)

// instance is the corpus as WASM.
type instance struct {
	t   *testing.T
	mod api.Module
}

func compileCorpus(t *testing.T) Module {
	t.Helper()
	m, err := Compile("corpus/wasm", ".")
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func instantiate(t *testing.T, wasm []byte) instance {
	t.Helper()
	ctx := context.Background()
	r := wazero.NewRuntime(ctx)
	t.Cleanup(func() { r.Close(ctx) })
	mod, err := r.Instantiate(ctx, wasm)
	if err != nil {
		t.Fatal(err)
	}
	return instance{t, mod}
}

func (i instance) call(name string, args ...uint64) (uint32, error) {
	rs, err := i.mod.ExportedFunction(name).Call(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return uint32(rs[0]), nil
}

func (i instance) must(name string, args ...uint64) uint32 {
	i.t.Helper()
	r, err := i.call(name, args...)
	if err != nil {
		i.t.Fatal(err)
	}
	return r
}

func (i instance) input(in []byte) {
	i.t.Helper()
	if !i.mod.Memory().Write(i.must("alloc", uint64(len(in))), in) {
		i.t.Fatal("alloc gave an address outside memory")
	}
}

func (i instance) run(program int, in []byte) []byte {
	i.t.Helper()
	i.input(in)
	n := i.must("run", uint64(program))
	b, ok := i.mod.Memory().Read(i.must("out_ptr"), n)
	if !ok {
		i.t.Fatal("the result lies outside memory")
	}
	return bytes.Clone(b)
}

var inputs = []string{"", "plain", "Numbness, TINGLING 123\tand more", "é\u20ac\U0001f600", "bad \xff\xc0\x80\xe2\x82 \xed\xa0\x80 \xf4\x90\x80\x80 \xf0\x80\x80\x80 end\xe2"}

func TestCorpus(t *testing.T) {
	w := instantiate(t, compileCorpus(t).Wasm)
	for p := range corpus.Programs {
		for _, in := range inputs {
			var o corpus.Out
			corpus.Run(p, []byte(in), &o)
			if len(o.B) == 0 {
				t.Fatalf("program %d gives no results", p)
			}
			got := w.run(p, []byte(in))
			if !bytes.Equal(got, o.B) {
				at := 0
				for at < len(got) && at < len(o.B) && got[at] == o.B[at] {
					at++
				}
				t.Errorf("program %d, input %q: %d bytes, natively %d; they differ from byte %d: %x, natively %x",
					p, in, len(got), len(o.B), at, got[at:min(at+16, len(got))], o.B[at:min(at+16, len(o.B))])
			}
		}
	}
}

// Memory settles: the collector gives garbage back between calls.
func TestMemorySettles(t *testing.T) {
	w := instantiate(t, compileCorpus(t).Wasm)
	const program = 11
	var settled uint32
	for i := range 400 {
		var o corpus.Out
		in := []byte(inputs[i%len(inputs)])
		corpus.Run(program, in, &o)
		if i == 0 {
			// The native side has state of its own and has run before: bring both to the same round.
			continue
		}
		w.run(program, in)
		if i == 200 {
			settled = w.mod.Memory().Size()
		}
	}
	if now := w.mod.Memory().Size(); now > settled {
		t.Errorf("memory grew from %d to %d bytes in 200 calls", settled, now)
	}
}

func TestTraps(t *testing.T) {
	w := instantiate(t, compileCorpus(t).Wasm)
	n := 0
	for ; ; n++ {
		native, panicked := trapNatively(n)
		if !panicked && native == -1 {
			break
		}
		if !panicked {
			t.Errorf("case %d does not panic natively", n)
		}
		w.input(nil)
		if r, err := w.call("trap", uint64(n)); err == nil {
			t.Errorf("case %d does not trap; it gives %d", n, r)
		}
		// The next call works.
		if got := w.run(9, nil); len(got) == 0 {
			t.Errorf("nothing after trap %d", n)
		}
	}
	if n < 25 {
		t.Errorf("only %d cases", n)
	}
}

// TestDeepRecursion: variables of more calls than the shadow stack holds trap; they do not lie on others.
func TestDeepRecursion(t *testing.T) {
	w := instantiate(t, compileCorpus(t).Wasm)
	const program = 7
	before := w.run(program, nil)
	if !bytes.Equal(w.run(program, nil), before) {
		t.Fatal("the program does not give the same twice")
	}
	for _, n := range []int{1, 100, 5000} {
		if got, err := w.call("deep", uint64(n)); err != nil || got != uint32(corpus.Deep(n)) {
			t.Errorf("%d calls give %d, natively %d: %v", n, got, corpus.Deep(n), err)
		}
	}
	for _, n := range []uint64{100_000, 1_000_000} {
		if got, err := w.call("deep", n); err == nil {
			t.Errorf("%d calls give %d", n, got)
		}
		if got := w.run(program, nil); !bytes.Equal(got, before) {
			t.Errorf("after %d calls another program gives other bytes", n)
		}
	}
}

func trapNatively(n int) (r int, panicked bool) {
	defer func() {
		if recover() != nil {
			panicked = true
		}
	}()
	return corpus.Trap(n, nil), false
}
