package corpus

// Variables whose address outlives their function, and some whose address does not.

type node struct {
	val   int
	left  *node
	other *int
	part  []int
}

var (
	held  *int
	slots []*node
	views [][]byte
)

func keep(p *int)                 { held = p }
func keepVia(n *node, p *int)     { n.other = p }
func through(p *int) *int         { return p }
func pass(p *int) (int, *int)     { return *p, p }
func onlyReads(p *int) int        { return *p * 2 }
func view(b []byte, n int) []byte { return b[:n] }

func keptGlobally() { v := 41; keep(&v); v++ }

func keptInStruct(n *node) { v := n.val * 3; keepVia(n, &v) }

func keptThrough() *int { v := 7; w := through(&v); *w += 1; return w }

func keptInTuple() *int { v := 9; _, p := pass(&v); return p }

func keptSlice() []int {
	var a [6]int
	for i := range a {
		a[i] = i * i
	}
	return a[1:4]
}

func keptByAppend(bs []byte) {
	var buf [8]byte
	s := append(buf[:0], bs...)
	views = append(views, s)
}

func keptField() *int {
	n := node{val: 5}
	return &n.val
}

func keptElement() *node {
	ns := [3]node{{val: 1}, {val: 2}, {val: 3}}
	return &ns[1]
}

func keptChoice(which bool) *int {
	a, b := 1, 2
	p := &a
	if which {
		p = &b
	}
	return p
}

func keptInLoop(n int) {
	for i := range n {
		v := node{val: i}
		w := &v
		w.part = append(w.part, i, i+1)
		slots = append(slots, w)
	}
}

// notKept uses addresses that end with the call.
func notKept(n int) int {
	v := n
	var buf [16]byte
	s := view(buf[:], 8)
	for i := range s {
		s[i] = byte(i + n)
	}
	m := node{val: onlyReads(&v)}
	q := &m
	q.left = &m
	q.part = append(q.part, int(buf[3]))
	return m.left.val + q.part[0] + int(s[7])
}

// scribble overwrites what frames held before.
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -n - i
	}
	p := &a
	sum := 0
	for _, v := range p {
		sum += v
	}
	return sum
}

func escaping(in []byte, o *Out) {
	slots, views = slots[:0], views[:0]
	keptGlobally()
	n := node{val: 11}
	keptInStruct(&n)
	a, b := keptThrough(), keptInTuple()
	s := keptSlice()
	keptByAppend(in)
	keptByAppend([]byte("0123456789abcdef"))
	f, e := keptField(), keptElement()
	c, d := keptChoice(false), keptChoice(true)
	keptInLoop(5)
	o.Int(scribble(3))
	o.Int(notKept(4))
	o.Int(scribble(5))
	o.Int(*held)
	o.Int(*n.other)
	o.Int(*a)
	o.Int(*b)
	for _, v := range s {
		o.Int(v)
	}
	for _, v := range views {
		o.Str(string(v))
	}
	o.Int(*f)
	o.Int(e.val)
	o.Int(*c)
	o.Int(*d)
	for _, m := range slots {
		o.Int(m.val + m.part[1])
	}
}
