package wasmgo

import (
	"go/token"
	"slices"
)

// optimise makes the functions that roots need smaller and faster.
func (c *compiler) optimise(roots []*fn) {
	// The helpers are called only at the end, but must be as ready as the rest.
	h := c.helpers()
	all := append(slices.Clone(roots), h.at, h.upTo, h.setSlice, h.newSlice, h.newArray, h.push, h.element, h.item)
	fs := reachable(all)
	for _, f := range fs {
		f.dominators()
	}
	findEffects(fs)
	for _, f := range roots {
		f.dropEnter(c.enter())
	}
	for _, f := range fs {
		f.simplify()
	}
	dropParams(callOrder(all), all)
	inlineCalls(callOrder(all), all)
	findEffects(reachable(all))
	for _, f := range reachable(roots) {
		f.callPushes(h)
		f.callChecks(h)
		f.callSlices(h)
	}
	wrapCalls(roots)
}

// helpers are functions of rt that stand for frequent sequences of operations.
type helpers struct {
	at, upTo                     *fn
	alloc, makeSlice, grow, push *fn
	setSlice, newSlice, newArray *fn
	element, item                *fn
}

func (c *compiler) helpers() *helpers {
	f := func(name string) *fn { return c.fns[c.rt.Func(name)] }
	return &helpers{f("at"), f("upTo"), f("alloc"), f("makeSlice"), f("grow"), f("push"), f("setSlice"), f("newSlice"), f("newArray"), f("element"), f("item")}
}

// ofSlices are the functions of rt that are given the addresses of slices and arrays alone.
func (c *compiler) ofSlices() []*fn {
	var fs []*fn
	for _, name := range []string{"push", "pushByte", "pushAll", "setSlice", "newSlice", "newArray", "element", "item"} {
		fs = append(fs, c.fns[c.rt.Func(name)])
	}
	return fs
}

// dropEnter takes the call of rt.enter out of an exported function that only looks: so that its caller may hold on to a
// view of memory, which must not grow.
func (f *fn) dropEnter(enter *fn) {
	b := f.blocks[0]
	for _, v := range b.vals {
		if v.op == opCall && v.callee != enter && v.callee.effects&writesAll != 0 {
			return
		}
	}
	b.vals = slices.DeleteFunc(b.vals, func(v *value) bool { return v.op == opCall && v.callee == enter })
}

// findEffects finds what calls may do: all that any function called from there may do. It starts from nothing and adds
// until nothing changes.
func findEffects(fs []*fn) {
	for _, f := range fs {
		f.effects, f.known = 0, true
	}
	for changed := true; changed; {
		changed = false
		for _, f := range fs {
			e := f.effects
			if len(f.slots) > 0 {
				e |= traps // the shadow stack may be full
			}
			for _, b := range f.blocks {
				if b.term == termTrap || b.isLoop() { // a loop may never end
					e |= traps
				}
				for _, v := range b.vals {
					e |= v.effects()
				}
			}
			if e != f.effects {
				f.effects = e
				changed = true
			}
		}
	}
}

// simplify folds constants, drops what was computed, checked or loaded before, and what nobody uses.
func (f *fn) simplify() {
	f.dominators()
	f.promoteSlots()
	for range 4 {
		f.dominators()
		f.sweep()
		o := &optimiser{
			f: f, repl: map[*value]*value{}, consts: map[constKey]*value{}, table: map[key][]*value{},
			ends: map[*block]map[loadKey]*value{},
		}
		again := o.run()
		f.dominators()
		f.sweep()
		if f.threadBranches() {
			again = true
		}
		f.joinBlocks()
		if !again {
			break
		}
	}
	f.dominators()
	f.sweep()
}

type optimiser struct {
	f      *fn
	b      *block
	out    []*value
	pos    token.Pos
	repl   map[*value]*value
	consts map[constKey]*value
	table  map[key][]*value
	loads  map[loadKey]*value            // what memory is known to hold here
	ends   map[*block]map[loadKey]*value // and at the ends of blocks
	loops  map[*block][]*block
	cut    bool // the graph changed

	known    []fact // what is known at factsLen in factsOf
	factsOf  *block
	factsLen int
}

type constKey struct {
	op  op
	typ byte
	imm int64
}

type key struct {
	op      op
	typ     byte
	imm     int64
	a, b, c *value
	callee  *fn
}

type loadKey struct {
	op   op
	addr *value
	off  int64
	mem  int
}

// resolve follows replacements, and makes equal constants one value.
func (o *optimiser) resolve(v *value) *value {
	for o.repl[v] != nil {
		v = o.repl[v]
	}
	if v.trivial() {
		return o.canon(v)
	}
	return v
}

func (o *optimiser) canon(v *value) *value {
	k := constKey{v.op, v.typ, v.imm}
	if c := o.consts[k]; c != nil {
		return c
	}
	o.consts[k] = v
	return v
}

// run goes over the function once; it reports whether another time may find more.
func (o *optimiser) run() bool {
	changed := false
	o.loops = o.f.naturalLoops()
	for _, b := range o.f.blocks {
		o.b = b
		o.out = nil
		o.loads = o.entryLoads(b)
		b.phis = slices.DeleteFunc(b.phis, func(p *value) bool {
			if w := o.foldPhi(p); w != nil {
				o.repl[p] = w
				changed = true
				return true
			}
			return false
		})
		for _, v := range b.vals {
			for i, a := range v.args {
				v.args[i] = o.resolve(a)
			}
			o.pos = v.pos
			w := o.fold(v)
			if w == v {
				w = o.number(v)
			}
			if w != v {
				o.repl[v] = w
			}
		}
		b.vals = o.out
		if b.cond != nil {
			b.cond = o.resolve(b.cond)
			o.foldBranch(b)
		}
		for i, v := range b.rets {
			b.rets[i] = o.resolve(v)
		}
		o.ends[b] = o.loads
	}
	for _, b := range o.f.blocks {
		for _, p := range b.phis {
			for i, a := range p.args {
				if w := o.resolve(a); w != a {
					p.args[i] = w
					changed = true
				}
			}
		}
	}
	// Uses before definitions, round loops.
	for _, b := range o.f.blocks {
		b.operands(func(v **value) {
			if w := o.resolve(*v); w != *v {
				*v = w
				changed = true
			}
		})
	}
	return changed || o.cut
}

// foldPhi gives the value that a phi always has, or nil.
func (o *optimiser) foldPhi(p *value) *value {
	var only *value
	for _, a := range p.args {
		a = o.resolve(a)
		if a == p {
			continue
		}
		if only != nil && only != a {
			return nil
		}
		only = a
	}
	return only
}

// foldBranch decides a branch on a constant, or on what a branch above has decided.
func (o *optimiser) foldBranch(b *block) {
	for b.cond.op == wEqz32 {
		b.cond = b.cond.args[0]
		b.succs[0], b.succs[1] = b.succs[1], b.succs[0]
	}
	if b.cond.op == wNe32 && isConst(b.cond.args[1], 0) {
		b.cond = b.cond.args[0]
	}
	taken := -1
	if b.cond.op == opConst {
		taken = 1
		if b.cond.imm != 0 {
			taken = 0
		}
	} else if known, yes := o.decided(b.cond); known {
		taken = 1
		if yes {
			taken = 0
		}
	}
	if taken < 0 {
		return
	}
	lost := b.succs[1-taken]
	for i, p := range lost.preds {
		if p == b {
			lost.dropPred(i)
			break
		}
	}
	b.succs = []*block{b.succs[taken]}
	b.term, b.cond = termJump, nil
	o.cut = true
}

// decided reports whether a branch that leads here was on cond, and how it went.
func (o *optimiser) decided(cond *value) (known, yes bool) {
	for b := o.b; b != b.idom; b = b.idom {
		p := b.idom
		if len(b.preds) == 1 && b.preds[0] == p && p.term == termIf && p.succs[0] != p.succs[1] {
			if p.cond == cond {
				return true, b == p.succs[0]
			}
			if inverse(p.cond, cond) {
				return true, b != p.succs[0]
			}
		}
	}
	return false, false
}

// inverse reports whether one of two conditions holds just if the other does not.
func inverse(a, b *value) bool {
	o, ok := opposite[a.op]
	return ok && b.op == o && len(a.args) == 2 && len(b.args) == 2 && a.args[0] == b.args[0] && a.args[1] == b.args[1]
}

// number adds v to the block, unless an equal value is there already: then it gives that one.
func (o *optimiser) number(v *value) *value {
	if v.trivial() {
		return o.canon(v)
	}
	switch {
	case v.op == opTrapIf:
		return o.check(v)
	case isLoad(v.op):
		k := loadKey{v.op, v.args[0], v.imm, v.mem}
		if w := o.loads[k]; w != nil {
			return w
		}
		o.loads[k] = v
	case isStore(v.op) && o.holds(v):
		return nothing
	case v.effects()&writesAll != 0:
		o.write(v)
	case v.pure() && v.typ != none && len(v.args) <= 3:
		k := key{op: v.op, typ: v.typ, imm: v.imm}
		for i, a := range v.args {
			switch i {
			case 0:
				k.a = a
			case 1:
				k.b = a
			case 2:
				k.c = a
			}
		}
		for _, w := range o.table[k] {
			if w.blk.dominates(o.b) {
				return w
			}
		}
		o.table[k] = append(o.table[k], v)
	}
	v.blk = o.b
	o.out = append(o.out, v)
	return v
}

// nothing stands for an operation that was dropped and had no result.
var nothing = &value{op: opConst}

// check adds a check, unless it has been made before.
func (o *optimiser) check(v *value) *value {
	cond := v.args[0]
	if cond.op == opConst && cond.imm == 0 {
		return nothing
	}
	k := key{op: opTrapIf, a: cond}
	for _, w := range o.table[k] {
		if w.blk.dominates(o.b) {
			return nothing
		}
	}
	if known, yes := o.decided(cond); known && !yes {
		return nothing
	}
	if o.impossible(cond) {
		return nothing
	}
	o.table[k] = append(o.table[k], v)
	v.blk = o.b
	o.out = append(o.out, v)
	return v
}
