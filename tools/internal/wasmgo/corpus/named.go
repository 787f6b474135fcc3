package corpus

// Package variables of numbers: those that are only named, and those that something else reaches too.
type counts struct {
	narrow  uint8
	set     bool
	small   int32
	signed  int8
	half    uint16
	row     [4]int32
	after   int32
	wide    int
	part    float64
	in      pairCounts
	pointed pairCounts
	copied  pairCounts
}

type pairCounts struct {
	x int
	y uint8
}

var (
	tally  counts
	byName = 77
	away   *int32
)

func named(in []byte, o *Out) {
	tally.narrow, tally.set, tally.small, tally.wide, tally.part = 250, true, -7, -1<<40, 2.5
	o.Int(byName)
	o.Int(int(tally.narrow) + int(tally.small) + tally.wide)
	o.F64(tally.part)
	n := len(in) + 3
	for i := range n {
		tally.narrow += uint8(i + 200)
		o.Int(int(tally.narrow))
		tally.set = i%2 == 0 && !tally.set
		o.Bool(tally.set)
		tally.signed -= 100
		tally.half += 40000
		o.Int(int(tally.signed) + int(tally.half))
		tally.small += int32(i) - 1<<30
		o.I64(int64(tally.small))
		o.U64(uint64(uint32(tally.small)))
		tally.row[i%4] += int32(i)
		tally.after--
		tally.row[(i+3)%4] -= tally.after
		tally.wide = tally.wide*3 + i
		tally.part /= 2
		tally.in.x++
		tally.in.y -= 3
		tally.pointed.more(i)
		o.Int(tally.pointed.x + int(tally.pointed.y))
		other := pairCounts{i, uint8(i)}
		other.more(1)
		tally.copied = other
		o.Int(tally.copied.x + int(tally.copied.y))
		byName ^= i
	}
	away = &tally.after
	*away += 5
	o.Int(int(tally.after) + byName + tally.wide + tally.in.x + int(tally.in.y))
	for i := range tally.row {
		o.Int(int(tally.row[i]))
	}
	o.F64(tally.part)
	tally.in = pairCounts{}
	o.Int(tally.in.x + int(tally.in.y))
}

func (p *pairCounts) more(n int) {
	p.x += n
	p.y += uint8(n)
}
