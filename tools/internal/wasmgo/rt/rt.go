// Package rt is what small Go needs at run time: memory, strings and the arithmetic that WASM does otherwise than Go.
// [build] The compiler reads this file's source and compiles it into each module; nothing imports it.
package rt

// The functions below are replaced by WASM instructions and figures of the module.

func load8(p uint32) uint32        { panic("intrinsic") }
func load32(p uint32) uint32       { panic("intrinsic") }
func store8(p, v uint32)           { panic("intrinsic") }
func store32(p, v uint32)          { panic("intrinsic") }
func setRef(p, v uint32)           { panic("intrinsic") } // store32 of a part of a slice of the program's
func overwrite(dst, src, n uint32) { panic("intrinsic") } // move into memory that the program may have used before
func move(dst, src, n uint32)      { panic("intrinsic") } // the areas may overlap
func fill(p, v, n uint32)          { panic("intrinsic") }
func pages() uint32                { panic("intrinsic") }
func growPages(n uint32) uint32    { panic("intrinsic") } // the old number of pages, or -1
func trap()                        { panic("intrinsic") }
func static() uint32               { panic("intrinsic") } // static memory begins here
func staticEnd() uint32            { panic("intrinsic") } // and ends here
func heapBase() uint32             { panic("intrinsic") } // the heap begins here
func resetSP()                     { panic("intrinsic") } // empties the shadow stack
func quo32(x, y int32) int32       { panic("intrinsic") } // traps on overflow
func quo64(x, y int64) int64       { panic("intrinsic") }
func clamp64(x float64) int64      { panic("intrinsic") } // rounds toward zero; NaN is 0, beyond the range its end

const page = 65536

// The heap is a row of blocks from heapBase to top: a word of size and flags, then the contents, whose address is a
// multiple of 8. Allocation takes from one gap after the other; the last gap is all memory above top.
const (
	marked = 1 // reachable
	opaque = 2 // holds no pointers
	free   = 4 // the second word is the address of the next free block or 0
	flags  = 7
)

var (
	next, limit uint32 // the gap in use; limit is 0 in the last one
	gaps        uint32 // free blocks not yet in use
	top         uint32 // end of all blocks
	fresh       uint32 // memory from here on has never been written to
	used        uint32 // bytes taken since the last collection
	budget      uint32 // bytes to take before the next one
	spare       uint32 // bytes of free blocks after the last one
)

// minBudget is how much garbage is not worth collecting.
const minBudget = 1 << 16

// alloc gives n bytes of zeros; kind is opaque or 0.
func alloc(n, kind uint32) uint32 {
	if n >= 1<<31 {
		trap()
	}
	size := (n + 11) &^ 7
	used += size
	p := next
	for limit != 0 {
		if limit-p >= size {
			next = p + size
			return block(p, size, kind)
		}
		closeGap()
		p = next
	}
	if top == 0 {
		top = heapBase()
		fresh = top
	}
	p = top
	if !reserve(p + size) {
		trap()
	}
	top = p + size
	return block(p, size, kind)
}

// makeSlice is alloc for n elements of a size; kind is as in grow.
func makeSlice(n int64, kind uint32) uint32 {
	if uint64(n) >= 1<<31 {
		trap()
	}
	size := uint64(n) * uint64(kind>>2)
	if size >= 1<<31 {
		trap()
	}
	return alloc(uint32(size), kind&opaque)
}

// block writes a block's first word and clears its contents.
func block(p, size, kind uint32) uint32 {
	if p < fresh {
		fill(p, 0, size)
	}
	if p+size > fresh {
		fresh = p + size
	}
	store32(p, size|kind)
	return p + 4
}

// closeGap makes the rest of the gap a free block and opens the next gap.
func closeGap() {
	if next < limit {
		store32(next, limit-next|free)
	}
	next, limit = gaps, 0
	if gaps != 0 {
		limit = next + load32(next)&^flags
		gaps = load32(next + 4)
	}
}

// reserve makes memory reach to end, if it may grow so far.
func reserve(end uint32) bool {
	have := pages()
	need := (end + page - 1) / page
	return need <= have || growPages(need-have) != 1<<32-1
}

// enter is called first in each exported function, when no local variable lives: pointers are in static memory and in
// the heap alone.
func enter() {
	reset()
	if used > budget {
		collect()
	}
	// Room for what may be taken until the next collection, and for that, is made while parts come, with so much more that a
	// request asked again never needs more: by then a quarter of what has been taken may have been added to the budget.
	need := top + budget/2 + budget - min(budget, used+spare)
	if need > pages()*page {
		reserve(need + budget + budget/2)
	}
}

// reset takes the place of enter where nothing is ever allocated.
func reset() { resetSP() }

// collect frees the blocks that cannot be reached from static memory. Every aligned word may be a pointer.
func collect() {
	for limit != 0 {
		closeGap()
	}
	// Above top: the addresses of all blocks, then a stack of blocks still to look into.
	n := uint32(0)
	for p := heapBase(); p < top; p += load32(p) &^ flags {
		n++
	}
	if !reserve(top + 8*n) {
		return
	}
	if fresh < top+8*n {
		fresh = top + 8*n
	}
	table := top
	i := table
	for p := heapBase(); p < top; p += load32(p) &^ flags {
		store32(i, p)
		i += 4
	}
	stack := table + 4*n
	end := scan(static(), staticEnd(), table, n, stack)
	for end > stack {
		end -= 4
		p := load32(end)
		end = scan(p+4, p+load32(p)&^flags, table, n, end)
	}
	sweep()
}

// scan marks the blocks that words between p and q point into, and pushes those that may hold pointers.
func scan(p, q, table, n, end uint32) uint32 {
	first := heapBase()
	for ; p+4 <= q; p += 4 {
		w := load32(p)
		if w < first || w >= top {
			continue
		}
		lo, hi := uint32(0), n
		for hi-lo > 1 {
			m := (lo + hi) / 2
			if load32(table+4*m) <= w {
				lo = m
			} else {
				hi = m
			}
		}
		b := load32(table + 4*lo)
		h := load32(b)
		if h&(marked|free) != 0 {
			continue
		}
		store32(b, h|marked)
		if h&opaque == 0 {
			store32(end, b)
			end += 4
		}
	}
	return end
}

// sweep joins unmarked blocks to free ones, lists them from low to high, and gives the last back to the space above top.
func sweep() {
	gaps = 0
	last := uint32(0) // free block that the next one is linked from
	live := uint32(0)
	spare = 0
	p := heapBase()
	for p < top {
		h := load32(p)
		size := h &^ flags
		if h&marked != 0 {
			store32(p, h&^marked)
			live += size
			p += size
			continue
		}
		q := p + size
		for q < top && load32(q)&marked == 0 {
			q += load32(q) &^ flags
		}
		if q == top {
			top = p
			break
		}
		spare += q - p
		store32(p, q-p|free)
		store32(p+4, 0)
		if last == 0 {
			gaps = p
		} else {
			store32(last+4, p)
		}
		last = p
		p = q
	}
	used = 0
	budget = minBudget + live/4
	next, limit = 0, 0
	if gaps != 0 {
		closeGap()
	}
}

// grow gives a slice room for n more elements: kind is the element's size shifted by 2, with opaque in the second bit.
func grow(p, length, capacity, n, kind uint32) (uint32, uint32) {
	need := length + n
	if need <= capacity && need >= length {
		return p, capacity
	}
	return enlarge(p, length, capacity, need, kind)
}

func enlarge(p, length, capacity, need, kind uint32) (uint32, uint32) {
	c := capacity*2 + 4
	if c < need {
		c = need
	}
	size := kind >> 2
	if need < length || uint64(c)*uint64(size) >= 1<<31 {
		trap()
	}
	q := alloc(c*size, kind&opaque)
	move(q, p, length*size)
	return q, c
}

// extend is append(p..., q...).
func extend(p, length, capacity, q, n, kind uint32) (uint32, uint32, uint32) {
	r, c := grow(p, length, capacity, n, kind)
	size := kind >> 2
	overwrite(r+length*size, q, n*size)
	return r, length + n, c
}

// push gives the slice that lies at h room for n more elements, and their address.
func push(h, n, kind uint32) uint32 {
	length := load32(h + 4)
	p, c := grow(load32(h), length, load32(h+8), n, kind)
	setRef(h, p)
	setRef(h+4, length+n)
	setRef(h+8, c)
	return p + length*(kind>>2)
}

// pushByte appends a byte, or what is like one, to the slice that lies at h.
func pushByte(h, b uint32) {
	store8(push(h, 1, 1<<2|opaque), b)
}

// pushAll appends the n elements at q to the slice that lies at h.
func pushAll(h, q, n, kind uint32) {
	if n != 0 { // append(nil, none...) is nil
		overwrite(push(h, n, kind), q, n*(kind>>2))
	}
}

// dup copies bytes, for conversions between strings and slices of bytes.
func dup(p, n uint32) uint32 {
	q := alloc(n, opaque)
	move(q, p, n)
	return q
}

func concat(p, n, q, m uint32) (uint32, uint32) {
	if n == 0 {
		return q, m
	}
	if m == 0 {
		return p, n
	}
	if n+m < n {
		trap()
	}
	r := alloc(n+m, opaque)
	move(r, p, n)
	move(r+n, q, m)
	return r, n + m
}

func equal(p, n, q, m uint32) bool {
	return n == m && same(p, q, n)
}

func same(p, q, n uint32) bool {
	for end := p + n; p < end; p++ {
		if load8(p) != load8(q) {
			return false
		}
		q++
	}
	return true
}

// compare is negative, 0 or positive.
func compare(p, n, q, m uint32) int32 {
	k := n
	if m < k {
		k = m
	}
	for end := p + k; p < end; p++ {
		if d := int32(load8(p)) - int32(load8(q)); d != 0 {
			return d
		}
		q++
	}
	if n < m {
		return -1
	}
	if n > m {
		return 1
	}
	return 0
}

// decode reads the rune at i of a string and gives the index after it; at the end, i itself.
func decode(p, n, i uint32) (uint32, int32) {
	if i >= n {
		return i, 0
	}
	p += i
	c := load8(p)
	i++
	if c < 0x80 {
		return i, int32(c)
	}
	// The first byte says how many follow and what the second may be.
	more, lo, hi := uint32(1), uint32(0x80), uint32(0xbf)
	r := c & 31
	if c >= 0xf0 {
		more = 3
		r = c & 7
		if c == 0xf0 {
			lo = 0x90
		} else if c == 0xf4 {
			hi = 0x8f
		}
	} else if c >= 0xe0 {
		more = 2
		r = c & 15
		if c == 0xe0 {
			lo = 0xa0
		} else if c == 0xed {
			hi = 0x9f
		}
	}
	if c < 0xc2 || c > 0xf4 || n-i < more {
		return i, 0xfffd
	}
	for j := uint32(1); j <= more; j++ {
		d := load8(p + j)
		if d < lo || d > hi {
			return i, 0xfffd
		}
		lo, hi = 0x80, 0xbf
		r = r<<6 | d&63
	}
	return i + more, int32(r)
}

// encode writes a rune at p and gives the number of bytes.
func encode(p uint32, r uint32) uint32 {
	if r < 0x80 {
		store8(p, r)
		return 1
	}
	if r < 0x800 {
		store8(p, 0xc0|r>>6)
		store8(p+1, 0x80|r&63)
		return 2
	}
	if r > 0x10ffff || r >= 0xd800 && r < 0xe000 {
		r = 0xfffd
	}
	if r < 0x10000 {
		store8(p, 0xe0|r>>12)
		store8(p+1, 0x80|r>>6&63)
		store8(p+2, 0x80|r&63)
		return 3
	}
	store8(p, 0xf0|r>>18)
	store8(p+1, 0x80|r>>12&63)
	store8(p+2, 0x80|r>>6&63)
	store8(p+3, 0x80|r&63)
	return 4
}

// runeString is string(r).
func runeString(r int64) (uint32, uint32) {
	if r < 0 || r > 0x10ffff {
		r = 0xfffd
	}
	p := alloc(4, opaque)
	return p, encode(p, uint32(r))
}

// runesString is string([]rune).
func runesString(p, n uint32) (uint32, uint32) {
	if n >= 1<<29 {
		trap()
	}
	q := alloc(4*n, opaque)
	m := uint32(0)
	for ; n > 0; n-- {
		m += encode(q+m, load32(p))
		p += 4
	}
	return q, m
}

// stringRunes is []rune(s).
func stringRunes(p, n uint32) (uint32, uint32) {
	if n >= 1<<29 {
		trap()
	}
	q := alloc(4*n, opaque)
	m := uint32(0)
	for i := uint32(0); i < n; m++ {
		var r int32
		i, r = decode(p, n, i)
		store32(q+4*m, uint32(r))
	}
	return q, m
}

// at gives an index in 32 bits, if it is below n.
func at(i int64, n uint32) uint32 {
	if uint64(i) >= uint64(n) {
		trap()
	}
	return uint32(i)
}

// setSlice writes a slice at h.
func setSlice(p, length, capacity, h uint32) {
	setRef(h, p)
	setRef(h+4, length)
	setRef(h+8, capacity)
}

// newSlice writes a slice of n elements made anew at h and gives its start; kind is as in grow.
func newSlice(h uint32, n int64, kind uint32) uint32 {
	p := makeSlice(n, kind)
	setSlice(p, uint32(n), uint32(n), h)
	return p
}

// newArray writes a slice of n elements, of size bytes together, and gives its start.
func newArray(h, size, kind, n uint32) uint32 {
	p := alloc(size, kind)
	setSlice(p, n, n, h)
	return p
}

// element gives the address of an element of the slice at h.
func element(h uint32, i int64, size uint32) uint32 {
	return item(load32(h), i, load32(h+4), size)
}

// item gives the address of element i of n.
func item(p uint32, i int64, n, size uint32) uint32 {
	return p + at(i, n)*size
}

// upTo gives a bound of a slice expression in 32 bits, if it is at most n.
func upTo(i int64, n uint32) uint32 {
	if uint64(i) > uint64(n) {
		trap()
	}
	return uint32(i)
}

// div32 is x / y: the least number divided by -1 is itself.
func div32(x, y int32) int32 {
	if y == -1 {
		return -x
	}
	return quo32(x, y)
}

func div64(x, y int64) int64 {
	if y == -1 {
		return -x
	}
	return quo64(x, y)
}

// toInt64 is what Go on amd64 gives for int64(x): NaN and what does not fit become the least number.
func toInt64(x float64) int64 {
	if x < 1<<63 {
		return clamp64(x)
	}
	return -1 << 63
}

func toUint64(x float64) uint64 {
	if x < 1<<63 {
		return uint64(toInt64(x))
	}
	return uint64(toInt64(x-1<<63)) | 1<<63
}
