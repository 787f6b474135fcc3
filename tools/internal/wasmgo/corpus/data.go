package corpus

import "unicode/utf8"

type pair struct {
	a int8
	b int64
	s string
	c uint16
}

type big struct {
	id   int
	rows [40]uint32
	name string
	in   [3]pair
}

type linked struct {
	next *linked
	val  int
	text []byte
}

func sumBig(b big) (n int) {
	b.id++ // a copy: the caller must not see it
	for i := range b.rows {
		n += int(b.rows[i]) * i
		b.rows[i] = 0
	}
	for _, p := range b.in {
		n += int(p.a) + int(p.b) + len(p.s) + int(p.c)
	}
	return n + b.id + len(b.name)
}

func makeBig(n int) big {
	b := big{id: n, name: "n"}
	for i := range b.rows {
		b.rows[i] = uint32(i * n)
	}
	b.in[1] = pair{1, int64(n), "pair", 9}
	return b
}

func twoBigs(n int) (big, int, big) {
	a := makeBig(n)
	b := makeBig(n + 1)
	a, b = b, a
	return a, n, b
}

// swapping carries large values round a loop, where both must change at once.
func swapping(n int) (int, int) {
	x, y := makeBig(1), makeBig(2)
	for range n {
		x, y = y, x
		x.id += 10
	}
	return x.id, y.id
}

func (p pair) total() int   { return int(p.a) + int(p.b) + len(p.s) }
func (p *pair) add(n int64) { p.b += n; p.s += "+" }

func structs(o *Out) {
	p := pair{-3, 1 << 40, "abc", 65535}
	q := p
	q.add(5)
	o.Int(p.total())
	o.Int(q.total())
	o.Bool(p == q)
	q = p
	o.Bool(p == q)
	q.s = "ab" + string(rune('c'))
	o.Bool(p == q)
	q.c++
	o.Bool(p != q)
	o.Int(int(q.c))

	a := [4]int{1, 2, 3, 4}
	b := a
	b[2] = 9
	o.Bool(a == b)
	b[2] = 3
	o.Bool(a == b)
	sum := 0
	for i, v := range a { // ranges over a copy
		a[3] = 100
		sum += v * (i + 1)
	}
	o.Int(sum)
	for i := range a {
		o.Int(a[(i+int(q.c))%4])
	}
	pa := &a
	for i := range pa {
		pa[i]++
	}
	o.Int(a[0])
	o.Int(len(pa))

	g := makeBig(3)
	h := g
	h.rows[7] = 77
	o.Int(sumBig(g))
	o.Int(sumBig(h))
	o.Int(g.id)
	ph := &h
	g = *ph
	ph.rows[7] = 1
	o.Int(int(g.rows[7]))
	x, n, y := twoBigs(5)
	o.Int(x.id)
	o.Int(n)
	o.Int(y.id)
	o.Int(int(x.rows[3]) + int(y.rows[4]))
	i, j := swapping(7)
	o.Int(i)
	o.Int(j)
	r1, r2 := g.rows, h.rows
	o.Bool(r1 == r2)
	r2[7] = r1[7]
	o.Bool(r1 == r2)
	bigs := make([]big, 3)
	bigs[1] = g
	bigs = append(bigs, h, bigs[1])
	bigs[4].rows[0] = 5
	o.Int(sumBig(bigs[1]) + sumBig(bigs[3])*3 + sumBig(bigs[4])*7)
	var e struct{}
	es := append([]struct{}{}, e, e)
	o.Int(len(es))
	f := [3]struct {
		x  float64
		ok bool
	}{{1.5, true}, {2.5, false}}
	o.F64(f[0].x + f[1].x + f[2].x)
	k := f
	k[2].ok = !k[2].ok
	o.Bool(k == f)
	ptrs := [2]*pair{&p, &q}
	ptrs[0], ptrs[1] = ptrs[1], ptrs[0]
	ptrs[0].add(1)
	o.Int(q.total())
	o.Bool(ptrs[1] == &p)
}

func sliceOps(in []byte, o *Out) {
	a := make([]int, 5, 10)
	for i := range a {
		a[i] = i * i
	}
	b := a[1:3]
	b[0] = 100
	o.Int(a[1])
	o.Int(len(b))
	o.Int(cap(b))
	b = append(b, 7) // overwrites a[3]
	o.Int(a[3])
	c := a[1:3:3]
	c = append(c, 8) // does not
	o.Int(a[3])
	o.Int(c[2])
	c[0] = -1
	o.Int(a[1])
	o.Int(copy(a[2:], a)) // overlapping
	for _, v := range a {
		o.Int(v)
	}
	o.Int(copy(a, a[2:]))
	for _, v := range a {
		o.Int(v)
	}
	var grown []uint16
	for i := range 1000 {
		grown = append(grown, uint16(i*77))
	}
	for _, v := range grown {
		o.Int(int(v))
	}
	grown = append(grown, grown...)
	o.Int(len(grown))
	o.Int(int(grown[1999]))
	grown = append(grown[:3], grown[5:]...)
	o.Int(int(grown[3]))
	var none []string
	o.Bool(none == nil)
	none = append(none, none...)
	o.Bool(none == nil)
	o.Bool([]int{} == nil)
	o.Bool(a[:0] == nil)
	none = append(none, "x", "yy", string(in))
	for i, s := range none {
		o.Int(i)
		o.Str(s)
	}
	rows := make([][]int32, 4)
	for i := range rows {
		rows[i] = append(rows[i], int32(i), int32(-i))
		rows[i] = append(rows[i], rows[(i+3)%4]...)
	}
	for _, r := range rows {
		for _, v := range r {
			o.Int(int(v))
		}
	}
	clear(a[1:3])
	for _, v := range a {
		o.Int(v)
	}
	ps := []pair{{1, 2, "three", 4}}
	for range 5 {
		ps = append(ps, ps[len(ps)-1])
		ps[len(ps)-1].b *= 3
		ps[0].add(1)
	}
	for i := range ps {
		p := &ps[i]
		o.Int(p.total())
	}
	array := [6]byte{1, 2, 3, 4, 5, 6}
	s := array[2:4]
	s = append(s, 50)
	o.Int(int(array[4]))
	s = append(s, 60, 70, 80)
	s[0] = 99
	o.Int(int(array[2]))
	o.Int(int(array[5]))
	n := uint8(2)
	o.Int(int(array[n]))
	o.Int(len(array[n:]))
	o.Int(len(in[:len(in)/2]))
	var m [3][4]int
	for i := range m {
		for j := range m[i] {
			m[i][j] = i*10 + j
		}
	}
	t := m
	t[1] = [4]int{}
	o.Int(m[1][2] + t[1][2] + t[2][3])
	fixed := (*[2]int)(a)
	fixed[1] = 42
	o.Int(a[1])
	byteCopy := append([]byte("pre"), "fix"...)
	o.Str(string(byteCopy))
	o.Int(copy(byteCopy[1:], "xyzzyxx"))
	o.Str(string(byteCopy))
}

func stringOps(s string, o *Out) {
	o.Str(s)
	bytes := []byte(s)
	text := string(bytes)
	if len(bytes) > 0 {
		bytes[0] = '!' // text must not change
	}
	o.Str(text)
	o.Str(string(bytes))
	o.Bool(text == s)
	o.Bool(string(bytes) == s)
	o.Bool(string(bytes) < s)
	for i, r := range s {
		o.Int(i)
		o.Int(int(r))
		o.Str(string(r))
	}
	for i := range s {
		o.Int(i)
	}
	n := 0
	for range s {
		n++
	}
	o.Int(n)
	runes := []rune(s)
	o.Int(len(runes))
	for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
		runes[i], runes[j] = runes[j], runes[i]
	}
	o.Str(string(runes))
	o.Str(string([]rune{-1, 0xd800, 0x10ffff, 0x110000, 'a', 0x20ac}))
	for i := 0; i < len(s); i++ {
		o.Int(int(s[i]))
	}
	words := []string{"", "a", "ab", "b", "abc", "\xff", "é", s}
	for _, a := range words {
		for _, b := range words {
			o.Bool(a < b)
			o.Bool(a <= b)
			o.Bool(a > b)
			o.Bool(a >= b)
			o.Bool(a == b)
			o.Bool(a != b)
			o.Str(a + b)
			o.Str(min(a, b))
			o.Str(max(a, b))
		}
	}
	all := ""
	for i, w := range words {
		all += w
		if i%2 == 1 {
			all = all + "-" + w + "-"
		}
	}
	o.Str(all)
	o.Str(all[1:3] + all[2:])
	r, size := utf8.DecodeRuneInString(s)
	o.Int(int(r))
	o.Int(size)
	r, size = utf8.DecodeLastRuneInString(s)
	o.Int(int(r))
	o.Int(size)
	o.Bool(utf8.ValidString(s))
	o.Int(utf8.RuneCountInString(s))
	buf := utf8.AppendRune(nil, 0x1f600)
	o.Str(string(buf))
	switch s {
	case "":
		o.Int(1)
	case "plain":
		o.Int(2)
	default:
		o.Int(3)
	}
	const table = "zero:one:two:"
	from := 0
	for i := range len(table) {
		if table[i] == ':' {
			o.Str(table[from:i])
			from = i + 1
		}
	}
}

// kept lives from call to call; between calls the collector may run.
var (
	kept  *linked
	rings [][]*linked
	round int
)

func memory(in []byte, o *Out) {
	round++
	l := &linked{kept, round, append([]byte(nil), in...)}
	l.text = append(l.text, byte(round))
	kept = l
	if round%5 == 0 { // cut the list: the rest is garbage
		n := kept
		for range 3 {
			if n.next != nil {
				n = n.next
			}
		}
		n.next = nil
	}
	if round%7 == 1 {
		ring := make([]*linked, 20)
		for i := range ring {
			ring[i] = &linked{nil, i, make([]byte, i*round%50)}
			if i > 0 {
				ring[i].next = ring[i-1]
			}
		}
		ring[0].next = ring[19]
		rings = append(rings, ring)
		if len(rings) > 4 {
			rings = rings[1:]
		}
	}
	garbage := 0
	for i := range 300 {
		s := make([]int, i*5)
		for j := range s { // new memory is zero
			garbage += s[j]
			s[j] = -1
		}
		t := "garbage " + string(rune('a'+i%26))
		garbage += len(t)
	}
	o.Int(garbage)
	for n := kept; n != nil; n = n.next {
		o.Int(n.val)
		o.Str(string(n.text))
	}
	for _, r := range rings {
		n := r[7]
		for range 20 {
			o.Int(n.val)
			o.Int(len(n.text))
			for _, c := range n.text {
				o.Int(int(c))
			}
			n = n.next
		}
	}
}
