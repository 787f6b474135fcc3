package wasmgo

import (
	"go/token"
	"math"
)

// Value types, as WASM encodes them.
const (
	none byte = 0
	i32  byte = 0x7f
	i64  byte = 0x7e
	f32  byte = 0x7d
	f64  byte = 0x7c
)

// An op is a WASM opcode (one byte, or 0xfc00 and the byte after the 0xfc prefix) or one of the pseudo operations below.
type op uint16

const (
	opConst     op = 0x1000 + iota // imm: the bits
	opStatic                       // address of static memory: imm is the offset from its start
	opSlot                         // address of a slot of this function's frame: imm is the slot's number
	opParam                        // imm: the parameter's number
	opPhi                          // args in the order of the block's predecessors
	opCall                         // callee, args; typ is that of the only result, none for no result or several
	opResult                       // args[0] is a call with several results, imm the result's number
	opTrapIf                       // traps when args[0] is not 0
	opStaticEnd                    // address of the first byte after static memory
	opHeapBase                     // address of the first byte of the heap
	opSetSP                        // empties the shadow stack
	opCopy                         // args[0], until dropCopies
	opUnreached                    // traps always
)

// WASM opcodes that the compiler refers to by name. Float and integer opcodes of one operation differ by a fixed step,
// which pick uses.
const (
	wSelect  op = 0x1b
	wLoad32  op = 0x28
	wStore32 op = 0x36
	wMemSize op = 0x3f
	wMemGrow op = 0x40
	wEqz32   op = 0x45
	wEq32    op = 0x46
	wNe32    op = 0x47
	wLtS32   op = 0x48
	wLtU32   op = 0x49
	wGtU32   op = 0x4b
	wGeU32   op = 0x4f
	wEqz64   op = 0x50
	wEq64    op = 0x51
	wNe64    op = 0x52
	wLtS64   op = 0x53
	wLtU64   op = 0x54
	wGtS64   op = 0x55
	wGtU64   op = 0x56
	wLeS64   op = 0x57
	wGeS64   op = 0x59
	wGeU64   op = 0x5a
	wAdd32   op = 0x6a
	wSub32   op = 0x6b
	wMul32   op = 0x6c
	wDivU32  op = 0x6e
	wRemU32  op = 0x70
	wAnd32   op = 0x71
	wOr32    op = 0x72
	wXor32   op = 0x73
	wShl32   op = 0x74
	wShrS32  op = 0x75
	wShrU32  op = 0x76
	wAdd64   op = 0x7c
	wSub64   op = 0x7d
	wMul64   op = 0x7e
	wDivU64  op = 0x80
	wRemU64  op = 0x82
	wAnd64   op = 0x83
	wXor64   op = 0x85
	wShl64   op = 0x86
	wShrS64  op = 0x87
	wShrU64  op = 0x88
	wWrap    op = 0xa7
	wExtS    op = 0xac
	wExtU    op = 0xad
	wExt8    op = 0xc0
	wExt16   op = 0xc1
	wMemCopy op = 0xfc0a
	wMemFill op = 0xfc0b
)

// A value is one operation of a function in SSA form over WASM's four types. Go values of several parts (strings, slices,
// small structs) are several values.
type value struct {
	op     op
	typ    byte
	args   []*value
	imm    int64 // constant bits, memory offset, or what op says
	mem    int   // kinds of memory that a load reads or a store or copy writes; 0 for all
	callee *fn
	blk    *block
	pos    token.Pos

	// Filled by later passes.
	uses int
	id   int
}

type termKind byte

const (
	termJump termKind = iota // to succs[0]
	termIf                   // cond: succs[0], else succs[1]
	termReturn
	termTrap
)

type block struct {
	id    int
	phis  []*value
	vals  []*value
	term  termKind
	cond  *value
	rets  []*value
	preds []*block
	succs []*block
	pos   token.Pos

	// Dominator tree, filled by dominators.
	idom *block
	kids []*block
	rpo  int
	pre  int // preorder number and the last one in the subtree
	last int
}

type slot struct{ size, align int64 }

// fn is one function in SSA form. blocks[0] is the entry and has no predecessors.
type fn struct {
	name    string
	params  []byte
	results []byte
	blocks  []*block
	slots   []slot
	export  string // name to export it under, or ""
	nextID  int

	effects   int // of a call, once known
	known     bool
	callers   int // static call sites, counted by the inliner
	index     int // in the module
	frame     int64
	base      int64 // address of the frame, unless the function may call itself
	recursive bool
	offsets   []int64 // of slots in the frame
}

func (f *fn) newBlock() *block {
	b := &block{id: len(f.blocks)}
	f.blocks = append(f.blocks, b)
	return b
}

func (b *block) add(v *value) *value {
	v.blk = b
	b.vals = append(b.vals, v)
	return v
}

// link adds the edge b -> to.
func (b *block) link(to *block) {
	b.succs = append(b.succs, to)
	to.preds = append(to.preds, b)
}

// inBounds marks, as imm, an addition that stays within one variable.
const inBounds = 1

func constant32(v int64) *value { return &value{op: opConst, typ: i32, imm: int64(int32(v))} }
func constant64(v int64) *value { return &value{op: opConst, typ: i64, imm: v} }

func zeroOf(typ byte) *value { return &value{op: opConst, typ: typ} }

func float64Const(x float64) *value {
	return &value{op: opConst, typ: f64, imm: int64(math.Float64bits(x))}
}

func float32Const(x float32) *value {
	return &value{op: opConst, typ: f32, imm: int64(math.Float32bits(x))}
}

// Kinds of memory. A Go program without unsafe cannot write a number where a pointer lies, so that a store of one kind
// leaves what was loaded of another as it was. Memory that rt has only just allocated counts as rt's own.
const (
	memRefs    = 1 << iota // pointers, and the pointers, lengths and capacities of slices and strings
	memNumbers             // numbers and bools
	memRT                  // rt's variables and blocks
	memAll     = memRefs | memNumbers | memRT
)

// Effects of an operation, for deciding what may move past what: the kinds of memory it reads, those it writes shifted
// by writeShift, and traps.
const (
	writeShift = 3
	writesAll  = memAll << writeShift
	traps      = 1 << 6
)

func (v *value) effects() int {
	mem := v.mem
	if mem == 0 {
		mem = memAll
	}
	switch o := v.op; {
	case o == opCall:
		if v.callee.known {
			return v.callee.effects
		}
		return memAll | writesAll | traps
	case o == opTrapIf, o == opUnreached:
		return traps
	case isLoad(o):
		return mem
	case isStore(o), o == wMemFill:
		return mem << writeShift
	case o == wMemCopy:
		return memAll | mem<<writeShift
	case o == opSetSP:
		return writesAll
	case o == wMemSize:
		return memRT
	case o == wMemGrow:
		return memRT | memRT<<writeShift
	case o >= 0x6d && o <= 0x70, o >= 0x7f && o <= 0x82: // integer division
		if y := v.args[1]; y.op == opConst && y.imm != 0 && (y.imm != -1 || o == 0x6e || o == 0x80) {
			return 0
		}
		return traps
	}
	return 0
}

// removable: nothing happens when the operation is dropped because nobody uses its result.
func (v *value) removable() bool { return v.effects()&(writesAll|traps) == 0 }

// pure: the result depends on the arguments alone.
func (v *value) pure() bool {
	return v.effects()&(memAll|writesAll) == 0 && v.op != opPhi && v.op != opResult && v.op != opParam && v.op != opCall
}

// trivial values are made anew wherever they are used.
func (v *value) trivial() bool {
	switch v.op {
	case opConst, opStatic, opSlot, opStaticEnd, opHeapBase:
		return true
	}
	return false
}

// conflict reports whether a and b must keep their order: one writes what the other reads or writes, or one may trap and
// the other writes.
func conflict(a, b *value) bool {
	x, y := a.effects(), b.effects()
	wx, wy := x&writesAll>>writeShift, y&writesAll>>writeShift
	return wx&(y|wy)&memAll != 0 || wy&(x|wx)&memAll != 0 || wx != 0 && y&traps != 0 || wy != 0 && x&traps != 0
}

func isLoad(o op) bool  { return o >= 0x28 && o <= 0x35 }
func isStore(o op) bool { return o >= 0x36 && o <= 0x3e }
