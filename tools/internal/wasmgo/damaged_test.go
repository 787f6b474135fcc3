package wasmgo

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"signpost/search/answer/spell"
	"signpost/search/bundle"
	"signpost/search/bundle/pack"
)

// host is what a page does: it hands the evaluator the parts that it asks for.
type host struct {
	mod   api.Module
	parts map[string][]byte // by file
}

func (h *host) call(name string, args ...uint64) (uint32, error) {
	r, err := h.mod.ExportedFunction(name).Call(context.Background(), args...)
	if err != nil {
		return 0, err
	}
	return uint32(r[0]), nil
}

// write puts bytes where alloc or request says.
func (h *host) write(where string, b []byte) (uint64, error) {
	at, err := h.call(where, uint64(len(b)))
	if err == nil && !h.mod.Memory().Write(at, b) {
		err = fmt.Errorf("%s gave an address outside memory", where)
	}
	return uint64(at), err
}

func (h *host) out() (string, error) {
	at, err := h.call("out_ptr")
	if err != nil {
		return "", err
	}
	n, err := h.call("out_len")
	if err != nil {
		return "", err
	}
	b, ok := h.mod.Memory().Read(at, n)
	if !ok {
		return "", fmt.Errorf("the answer lies outside memory")
	}
	return string(b), nil
}

// ask asks for a search or a check; an error is a trap.
func (h *host) ask(what, request string) (status uint32, out string, err error) {
	for range 30 {
		at, err := h.write("request", []byte(request))
		if err != nil {
			return 0, "", err
		}
		args := []uint64{at, uint64(len(request))}
		if what == "search" {
			args = append(args, 10)
		}
		status, err := h.call(what, args...)
		if err != nil {
			return 0, "", err
		}
		out, err := h.out()
		if err != nil || status != 1 {
			return status, out, err
		}
		needs, err := spell.Needs([]byte(out))
		if err != nil {
			return 0, "", err
		}
		for _, n := range needs {
			if err := h.load(n); err != nil {
				return 0, "", err
			}
		}
	}
	return 2, "asks for the same parts again and again", nil
}

func (h *host) load(n spell.Need) error {
	kind, number := n.Kind, n.Number
	if part, ok := h.parts[n.File()]; ok {
		at, err := h.write("alloc", part)
		if err != nil {
			return err
		}
		if refused, err := h.call("load", uint64(kind), uint64(number), at, uint64(len(part))); err != nil || refused == 0 {
			return err
		}
	}
	_, err := h.call("load", uint64(kind), uint64(number), 0, 0) // could not be had
	return err
}

// readParts reads the files of a bundle.
func readParts(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "search/*.bin"))
	parts := map[string][]byte{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if parts[filepath.Base(f)], err = pack.Unzip(b); err != nil {
			t.Fatal(err)
		}
	}
	if len(parts) == 0 {
		t.Fatal("no parts")
	}
	return parts
}

// damage flips bits, cuts or makes numbers large; every other time the checksum is put right, so that the damage is met
// where the numbers are read.
func damage(r *rand.Rand, part []byte) []byte {
	b := slices.Clone(part)
	switch r.IntN(3) {
	case 0:
		for range 1 + r.IntN(6) {
			b[r.IntN(len(b))] ^= 1 << r.IntN(8)
		}
	case 1:
		b = b[:r.IntN(len(b))]
	default:
		for range 1 + r.IntN(4) {
			b[r.IntN(len(b))] = 0xff
		}
	}
	if len(b) >= bundle.Header && r.IntN(2) == 0 {
		copy(b, part[:4])
		binary.LittleEndian.PutUint32(b[4:], bundle.Sum(b[bundle.Header:]))
	}
	return b
}

func TestDamagedBundles(t *testing.T) {
	dir, _ := sampleSite(t, 5)
	parts := readParts(t, dir)
	if len(parts) < 20 {
		t.Fatalf("only %d parts", len(parts))
	}
	ctx := context.Background()
	rt := wazero.NewRuntime(ctx)
	defer rt.Close(ctx)
	code := map[string]wazero.CompiledModule{} // as pages load them
	for what, tag := range map[string]string{"search": "searching", "check": "checking"} {
		m, err := Compile(root, "./search/wasm", tag)
		if err != nil {
			t.Fatal(err)
		}
		if code[what], err = rt.CompileModule(ctx, m.Wasm); err != nil {
			t.Fatal(err)
		}
	}
	fresh := func(what string, parts map[string][]byte) *host {
		mod, err := rt.InstantiateModule(ctx, code[what], wazero.NewModuleConfig().WithName(""))
		if err != nil {
			t.Fatal(err)
		}
		return &host{mod, parts}
	}
	requests := []string{"search\tburning feet at night", "check\ttext\tmy legs tingle after walking, worse at night", "search\tscitica"}
	var want []string
	good := map[string]*host{"search": fresh("search", parts), "check": fresh("check", parts)}
	for _, q := range requests {
		what, request, _ := strings.Cut(q, "\t")
		status, out, err := good[what].ask(what, request)
		if status != 0 || err != nil {
			t.Fatalf("%s: %d %s %v", q, status, out, err)
		}
		want = append(want, out)
	}
	// Asked the same again and again, through many collections of garbage, memory never grows.
	size := func() [2]uint32 {
		return [2]uint32{good["search"].mod.Memory().Size(), good["check"].mod.Memory().Size()}
	}
	before := size()
	for range 3000 {
		for i, q := range requests {
			what, request, _ := strings.Cut(q, "\t")
			if _, out, err := good[what].ask(what, request); err != nil || out != want[i] {
				t.Fatalf("%s, again: %s %v", q, out, err)
			}
		}
	}
	if after := size(); after != before {
		t.Errorf("memory grew for the same requests: searches and checks had %d bytes, now %d", before, after)
	}

	var names []string
	for name := range parts {
		names = append(names, name)
	}
	slices.Sort(names)
	r := rand.New(rand.NewPCG(8, 9))
	trapped, slowest := 0, time.Duration(0)
	for round := range 500 {
		bad := map[string][]byte{}
		for i, name := range names {
			bad[name] = parts[name]
			if i == round%len(names) || r.IntN(6) == 0 {
				bad[name] = damage(r, parts[name])
			}
		}
		what, request, _ := strings.Cut(requests[round%len(requests)], "\t")
		var status uint32
		var out string
		var err error
		took := time.Hour
		for try := 0; try < 3 && took > time.Second; try++ { // on a busy machine any of them may have to wait
			h := fresh(what, bad)
			begun := time.Now()
			status, out, err = h.ask(what, request)
			took = min(took, time.Since(begun))
			h.mod.Close(ctx)
		}
		if took > time.Second {
			t.Errorf("round %d: %s took %v", round, what, took)
		}
		slowest = max(slowest, took)
		if err != nil {
			trapped++
		} else if _, err := spell.JSON([]byte(out)); status == 0 && err != nil {
			t.Errorf("round %d: %v", round, err)
		}
		// As the page does after a trap: a new instance of the same module.
		if round%25 == 0 {
			h := fresh(what, parts)
			if _, out, err := h.ask(what, request); err != nil || out != want[round%len(requests)] {
				t.Fatalf("round %d: a new instance answers %s %v", round, out, err)
			}
			h.mod.Close(ctx)
		}
	}
	t.Logf("500 damaged bundles: %d traps, the others answered or refused; the slowest took %v", trapped, slowest.Round(time.Millisecond))
}
