package corpus

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func even(n uint) bool { return n == 0 || odd(n-1) }
func odd(n uint) bool  { return n != 0 && even(n-1) }

// hanoi keeps an array in each of its frames.
func hanoi(n int, moves [5]int, from, to int) [5]int {
	if n == 0 {
		return moves
	}
	local := moves
	local[from]++
	p := &local
	rest := hanoi(n-1, *p, from, 3-from-to)
	p[to]++
	rest[4] += local[to]
	return hanoi(n-1, rest, 3-from-to, to)
}

func divmod(a, b int) (q, r int, ok bool) {
	if b == 0 {
		return
	}
	q = a / b
	r = a - q*b
	return q, r, true
}

func bigFrame(n int) int {
	var m [5000]int32
	for i := range m {
		m[i] = int32(i * n)
	}
	s := 0
	for i := n; i < len(m); i += 97 {
		s += int(m[i])
	}
	if n > 0 {
		s += bigFrame(n - 1)
	}
	return s + int(m[4999])
}

func escapes(n int) *int { return &n }

// Deep calls itself so many times.
func Deep(depth int) int { return stack(depth, nil) }

func stack(depth int, below *int) int {
	here := depth
	if below != nil {
		*below += depth
	}
	if depth == 0 {
		return 1
	}
	r := stack(depth-1, &here)
	return r + here
}

type counter struct {
	n    int
	hist [8]int
}

func (c *counter) inc() *counter { c.n++; c.hist[c.n&7]++; return c }
func (c counter) get() int       { c.n *= 2; return c.n }

func fill(p *[8]int, v int) {
	for i := range p {
		p[i] = v + i
	}
}

func first[T any](s []T, otherwise T) T {
	if len(s) == 0 {
		return otherwise
	}
	return s[0]
}

func calls(o *Out) {
	o.Int(fib(15))
	o.Bool(even(10))
	o.Bool(odd(7))
	m := hanoi(6, [5]int{}, 0, 2)
	for _, v := range m {
		o.Int(v)
	}
	for _, b := range []int{0, 1, -3, 7} {
		q, r, ok := divmod(100, b)
		o.Int(q)
		o.Int(r)
		o.Bool(ok)
	}
	o.Int(bigFrame(3))
	p, q := escapes(3), escapes(4)
	*p += *q
	o.Int(*p)
	o.Int(*q)
	o.Int(stack(20, nil))
	var c counter
	c.inc().inc().inc()
	o.Int(c.get())
	o.Int(c.n)
	fill(&c.hist, 5)
	o.Int(c.hist[7])
	d := c
	d.inc()
	o.Int(c.n)
	o.Int(first([]int{4}, 5))
	o.Str(first(nil, "none"))
	var ps []*int
	for i := range 4 { // each round has a variable of its own
		ps = append(ps, &i)
	}
	for _, p := range ps {
		o.Int(*p)
	}
	var prev *int
	for i := range 4 {
		v := i
		if prev != nil {
			*prev += 10
			o.Int(*prev + v)
		}
		prev = &v
	}
	x, y, z := 1, 2, 3
	for range 5 {
		x, y, z = y, z, x+y
	}
	o.Int(x)
	o.Int(y)
	o.Int(z)
}

func classify(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return 1
	case b >= 'a' && b <= 'z':
		b -= 32
		fallthrough
	case b >= 'A' && b <= 'Z':
		return int(b)
	case b == ' ', b == '\t', b == '\n':
		return 3
	}
	return -1
}

func control(in []byte, o *Out) {
	for _, b := range in {
		o.Int(classify(b))
	}
outer:
	for i := 0; i < 20; i++ {
		for j := range 10 {
			switch (i * j) % 7 {
			case 0:
				continue
			case 1, 2:
				o.Int(i*100 + j)
			case 3:
				continue outer
			case 4:
				if i > 10 {
					break outer
				}
				fallthrough
			default:
				o.Int(-j)
			}
		}
		o.Int(i)
	}
	n := 0
again:
	n++
	if n < 5 {
		o.Int(n)
		goto again
	}
	for k := range uint8(5) {
		o.Int(int(k))
	}
	for i := 10; i > 0; i -= 3 {
		o.Int(i)
	}
	i := 0
	for {
		i++
		if i == 3 {
			continue
		}
		if i > 6 {
			break
		}
		o.Int(i)
	}
	a, b := i > 3, n > 3
	o.Bool(a && b || !a)
	o.Bool(a != b)
	o.Bool(a == (n == 5))
	state := 0
	for _, c := range in {
		switch state {
		case 0:
			if c > 'm' {
				state = 1
			} else if c > 'f' {
				state = 2
			}
		case 1:
			if c&1 == 1 {
				state = 2
				break
			}
			o.Int(int(c))
		case 2:
			if c < 'e' {
				state = 0
			}
			o.Int(-int(c))
		}
	}
	o.Int(state)
}

var (
	late    = early*2 + len(names)
	early   = start()
	names   = []string{"one", "two", "three"}
	matrix  = [3][2]float64{{1, 2}, {3, early2}}
	early2  = float64(early) / 3
	table   = [256]uint8{'a': 1, 'b': 2, 255: 9}
	people  = []pair{{1, 2, "x", 3}, {b: 5}, {s: "last" + suffix}}
	chosen  = early > 10 && len(names) == 3
	suffix  = string(names[1][0:2])
	pointer = &people[1]
	total   int
	unused  = map[string]func() int{"never": func() int { return 1 }} // not reachable, so it may be any Go
	squares = makeSquares()
)

func init() { total = late + len(people) }
func init() { total *= 2 }

func start() int { return 21 }

func makeSquares() (s [16]int) {
	for i := range s {
		s[i] = i * i
	}
	return
}

func globals(o *Out) {
	o.Int(late)
	o.Int(early)
	o.Int(total)
	o.F64(matrix[1][1])
	o.Int(int(table['b']) + int(table[255]) + int(table[3]))
	o.Str(people[2].s)
	o.Bool(chosen)
	o.Int(int(pointer.b))
	o.Int(squares[15])
	pointer.b++
	o.Int(int(people[1].b))
	names = append(names, "more")
	o.Int(len(names))
}

var nowhere *counter

// Trap runs code that panics in Go and must trap in WASM, and returns if there is no such number.
func Trap(n int, in []byte) int {
	zero := len(in) & 0
	var nothing *counter
	s := make([]int, 3, 5)
	array := [4]int{1, 2, 3, 4}
	text := "text"
	switch n {
	case 0:
		return s[zero+3]
	case 1:
		return s[zero-1]
	case 2:
		return array[zero+4]
	case 3:
		return int(text[zero+4])
	case 4:
		return len(s[zero+6:])
	case 5:
		return len(s[:zero+6])
	case 6:
		return len(s[zero+2 : zero+1])
	case 7:
		return len(text[zero+5:])
	case 8:
		return 1 / zero
	case 9:
		return 1 % zero
	case 10:
		return int(uint32(1) / uint32(zero))
	case 11:
		return nothing.n
	case 12:
		nothing.n = 1
	case 13:
		nothing.inc()
	case 14:
		return nowhere.get()
	case 15:
		panic("explicit")
	case 16:
		return len(make([]int, zero-1))
	case 17:
		return len(make([]int, zero, zero-1))
	case 18:
		return 1 << (zero - 1)
	case 19:
		return len(s[zero : zero+2 : zero+6])
	case 20:
		return (*[4]int)(s)[zero]
	case 21:
		var p *[8]int
		return p[zero]
	case 22:
		return int(uint8(1) >> int8(zero-1))
	case 23:
		var p *int
		*p = 3
	case 24:
		var none []int
		none[zero] = 1
	case 25:
		_ = s[zero+4] // not used, but checked
	case 26:
		return len(s[uint64(1<<63)+uint64(zero):])
	case 27:
		return s[uint64(1<<32)+uint64(zero)]
	case 28:
		return len(make([]int, 2, 1+zero))
	case 29:
		return int(int8(1) / int8(zero))
	case 30:
		var b *big
		c := *b
		return c.id
	default:
		return -1
	}
	return 0
}
