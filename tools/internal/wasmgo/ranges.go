package wasmgo

import "math/bits"

// A fact is a condition that is known to hold, or not to hold, where the optimiser is.
type fact struct {
	cond  *value
	holds bool
}

// facts lists what the branches and checks that lead here have decided.
func (o *optimiser) facts() []fact {
	if o.factsOf == o.b && o.factsLen == len(o.out) {
		return o.known
	}
	var fs []fact
	checks := func(vals []*value) {
		for _, v := range vals {
			if v.op == opTrapIf {
				fs = append(fs, fact{v.args[0], false})
			}
		}
	}
	checks(o.out)
	for b := o.b; b != b.idom; b = b.idom {
		p := b.idom
		if len(b.preds) == 1 && b.preds[0] == p && p.term == termIf && p.succs[0] != p.succs[1] {
			fs = append(fs, fact{p.cond, b == p.succs[0]})
		}
		checks(p.vals)
	}
	o.factsOf, o.factsLen, o.known = o.b, len(o.out), fs
	return fs
}

// impossible reports whether a check can never fail: whether an index is surely below a length.
func (o *optimiser) impossible(cond *value) bool {
	switch cond.op {
	case wGeU64:
		return o.within(cond.args[0], cond.args[1], -1)
	case wGtU64:
		return o.within(cond.args[0], cond.args[1], 0)
	case wGeU32:
		return cond.args[1].op == opConst && most32(cond.args[0]) < int64(uint32(cond.args[1].imm))
	}
	return false
}

// within reports whether 0 <= x <= y+k.
func (o *optimiser) within(x, y *value, k int64) bool {
	if x == y && k >= 0 || !o.nonNegative(x, nil) {
		return x == y && k >= 0
	}
	if y.op == opConst && most(x) <= y.imm+k {
		return true
	}
	bx, cx := parts(x)
	by, cy := parts(y)
	if cx < 0 && bx != nil && !o.nonNegative(bx, nil) {
		return false // x may have wrapped round
	}
	for _, f := range o.facts() {
		a, b, d, ok := f.difference()
		if !ok {
			continue
		}
		// a - b <= d. Constants in a must not have wrapped round either.
		ba, ca := parts(a)
		bb, cb := parts(b)
		if ba != bx || bb != by || ca > 0 && ba != nil && !o.nonNegative(a, nil) {
			continue
		}
		if cb != cy && bb != nil && bb.op != wExtU {
			continue
		}
		// x - y = (a - b) + (cx - ca) - (cy - cb)
		if d+(cx-ca)-(cy-cb) <= k {
			return true
		}
	}
	return false
}

// difference gives a, b and d where the fact says that a - b <= d. An unsigned comparison with a widened length, or with
// a constant, says the same of signed numbers.
func (f fact) difference() (a, b *value, d int64, ok bool) {
	c := f.cond
	if len(c.args) != 2 {
		return nil, nil, 0, false
	}
	x, y := c.args[0], c.args[1]
	o := c.op
	if !f.holds {
		o = opposite[o]
	}
	switch o {
	case wLtS64:
		return x, y, -1, true
	case wLeS64:
		return x, y, 0, true
	case wGtS64:
		return y, x, -1, true
	case wGeS64:
		return y, x, 0, true
	case wLtU64, 0x58:
		if y.op == wExtU || y.op == opConst && y.imm >= 0 {
			return x, y, -truth(o == wLtU64), true
		}
	case wGtU64, wGeU64:
		if x.op == wExtU || x.op == opConst && x.imm >= 0 {
			return y, x, -truth(o == wGtU64), true
		}
	}
	return nil, nil, 0, false
}

// parts takes a small constant out of a sum; a constant alone has no base.
func parts(v *value) (*value, int64) {
	if v.op == opConst && -1<<40 < v.imm && v.imm < 1<<40 {
		return nil, v.imm
	}
	if v.op == wAdd64 && v.args[1].op == opConst {
		if c := v.args[1].imm; -1<<20 < c && c < 1<<20 {
			return v.args[0], c
		}
	}
	return v, 0
}

// nonNegative reports whether v is surely not negative. In phis holds those that are taken for it while their arguments
// are looked at, where nothing but the values themselves counts: the facts known here do not hold for an earlier round.
func (o *optimiser) nonNegative(v *value, phis []*value) bool {
	switch v.op {
	case opConst:
		return v.imm >= 0
	case wExtU:
		return true
	case wExtS:
		return most32(v.args[0]) < 1<<31
	case wAnd64:
		return v.args[1].op == opConst && v.args[1].imm >= 0
	case wShrU64:
		return v.args[1].op == opConst && v.args[1].imm&63 > 0
	case wSelect:
		return o.nonNegative(v.args[0], phis) && o.nonNegative(v.args[1], phis)
	case wAdd64:
		x, y := v.args[0], v.args[1]
		if o.nonNegative(x, phis) && o.nonNegative(y, phis) && bounded(x, nil) && bounded(y, nil) {
			return true
		}
	case opPhi:
		if contains(phis, v) {
			return true
		}
		if len(phis) < 4 {
			all := true
			for _, a := range v.args {
				all = all && o.nonNegative(a, append(phis[:len(phis):len(phis)], v))
			}
			if all {
				return true
			}
		}
	}
	return phis == nil && o.knownNonNegative(v)
}

// knownNonNegative looks for a fact that says so.
func (o *optimiser) knownNonNegative(v *value) bool {
	base, c := parts(v)
	for _, f := range o.facts() {
		x := f.cond
		if len(x.args) == 2 && x.args[0] == v && !f.holds && (x.op == wGeU64 || x.op == wGtU64) && small(x.args[1]) {
			return true
		}
		if len(x.args) == 2 && x.args[0] == v && f.holds && (x.op == wLtU64 || x.op == 0x58) && small(x.args[1]) {
			return true
		}
		// n != 0 and n >= 0 make n - 1 >= 0.
		if base != nil && c == -1 && len(x.args) > 0 && x.args[0] == base {
			nonzero := x.op == wEqz64 && !f.holds || x.op == wNe64 && f.holds && isConst(x.args[1], 0)
			if nonzero && base.op == wExtU {
				return true
			}
		}
		a, b, d, ok := f.difference()
		if !ok || a.op != opConst {
			continue
		}
		// a - b <= d: b is at least a.imm - d.
		if b == base && c <= 0 && a.imm-d+c >= 0 && a.imm < 1<<40 {
			return true
		}
		if b == v && a.imm-d >= 0 && a.imm < 1<<40 {
			return true
		}
	}
	// A length that is not 0 is compared in 32 bits.
	if base != nil && c == -1 && base.op == wExtU {
		for _, f := range o.facts() {
			x := f.cond
			n := base.args[0]
			if f.holds == (x == n) && (x == n || x.op == wEqz32 && x.args[0] == n) {
				return true
			}
			if len(x.args) == 2 && x.args[0] == n && isConst(x.args[1], 0) && (x.op == wNe32 && f.holds || x.op == wEq32 && !f.holds) {
				return true
			}
		}
	}
	return false
}

// small values are lengths and constants.
func small(v *value) bool { return v.op == wExtU || v.op == opConst && v.imm >= 0 }

// bounded reports whether a number is so far below the largest that adding to it does not wrap round: lengths, and
// counters that go up by small constants, which take years to get there.
func bounded(v *value, phis []*value) bool {
	switch v.op {
	case opConst:
		return v.imm < 1<<40
	case wExtU, wExtS:
		return true
	case wAnd64:
		return v.args[1].op == opConst && uint64(v.args[1].imm) < 1<<40
	case wAdd64:
		return v.args[1].op == opConst && v.args[1].imm < 1<<20 && bounded(v.args[0], phis)
	case opPhi:
		if contains(phis, v) {
			return true
		}
		if len(phis) >= 4 {
			return false
		}
		for _, a := range v.args {
			if !bounded(a, append(phis[:len(phis):len(phis)], v)) {
				return false
			}
		}
		return true
	}
	return false
}

// most is the largest that a number can be, as far as its operation tells.
func most(v *value) int64 {
	switch v.op {
	case wExtU:
		return most32(v.args[0])
	case wAnd64:
		if m := v.args[1]; m.op == opConst && m.imm >= 0 {
			return m.imm
		}
	case 0x82: // remainder
		if m := v.args[1]; m.op == opConst && m.imm > 0 {
			return m.imm - 1
		}
	case wShrU64:
		if n := v.args[1]; n.op == opConst && n.imm > 0 && n.imm < 63 {
			return 1<<(64-n.imm) - 1
		}
	}
	return 1<<63 - 1
}

// most32 is the largest that 32 bits can be, taken as an unsigned number.
func most32(v *value) int64 {
	switch {
	case v.op == opConst:
		return int64(uint32(v.imm))
	case v.op == 0x2d:
		return 255
	case v.op == 0x2f:
		return 65535
	case isBool(v):
		return 1
	case v.op == wAnd32 && v.args[1].op == opConst:
		return int64(uint32(v.args[1].imm))
	case v.op == wOr32:
		return 1<<bits.Len64(uint64(most32(v.args[0])|most32(v.args[1]))) - 1
	case v.op == wShl32 && v.args[1].op == opConst:
		if m, n := most32(v.args[0]), v.args[1].imm&31; bits.Len64(uint64(m)) <= int(32-n) {
			return m << n
		}
	case v.op == 0x70 && v.args[1].op == opConst && v.args[1].imm > 0:
		return v.args[1].imm - 1
	case v.op == wShrU32 && v.args[1].op == opConst && v.args[1].imm&31 > 0:
		return 1<<(32-v.args[1].imm&31) - 1
	}
	return 1<<32 - 1
}
