package wasmgo

import (
	"fmt"
	"slices"
	"strings"
)

// wrapCalls makes functions of frequent calls with the same constants, such as that of an element of one variable.
func wrapCalls(roots []*fn) {
	calls := map[string][]*value{}
	var keys []string
	for _, f := range reachable(roots) {
		for _, v := range f.callsMade() {
			key, n := fixedArgs(v)
			if n == 0 {
				continue
			}
			if calls[key] == nil {
				keys = append(keys, key)
			}
			calls[key] = append(calls[key], v)
		}
	}
	for _, key := range keys {
		vs := calls[key]
		_, n := fixedArgs(vs[0])
		if n < 2 || len(vs) < 5 {
			continue
		}
		w := wrapper(vs[0], fmt.Sprintf("%s with %s", vs[0].callee.name, strings.TrimPrefix(key, vs[0].callee.name)))
		for _, v := range vs {
			v.callee = w
			v.args = slices.DeleteFunc(slices.Clone(v.args), fixedArg)
		}
	}
}

func fixedArg(a *value) bool { return a.op == opConst || a.op == opStatic }

// fixedArgs names a call's function and constants, and counts the constants.
func fixedArgs(v *value) (key string, n int) {
	var b strings.Builder
	b.WriteString(v.callee.name)
	for i, a := range v.args {
		if fixedArg(a) {
			fmt.Fprintf(&b, " %d:%d:%d", i, a.op, a.imm)
			n++
		}
	}
	return b.String(), n
}

// wrapper is the function that makes such a call.
func wrapper(call *value, name string) *fn {
	f := &fn{name: name, results: call.callee.results, effects: call.callee.effects, known: call.callee.known}
	b := f.newBlock()
	v := &value{op: opCall, typ: call.typ, callee: call.callee}
	for i, a := range call.args {
		if fixedArg(a) {
			v.args = append(v.args, &value{op: a.op, typ: a.typ, imm: a.imm})
			continue
		}
		v.args = append(v.args, b.add(&value{op: opParam, typ: call.callee.params[i], imm: int64(len(f.params))}))
		f.params = append(f.params, call.callee.params[i])
	}
	b.add(v)
	switch len(f.results) {
	case 0:
	case 1:
		b.rets = []*value{v}
	default:
		for i, t := range f.results {
			b.rets = append(b.rets, b.add(&value{op: opResult, typ: t, imm: int64(i), args: []*value{v}}))
		}
	}
	b.term = termReturn
	f.dominators()
	f.sweep()
	return f
}
