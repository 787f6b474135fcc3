package pack

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"signpost/search/bundle"
)

// maxPiece is the longest piece in bytes.
const maxPiece = 250

// dictionary is pieces, the most frequent first until sort, and what finds them in a text.
type dictionary struct {
	set     *bundle.Pieces
	pieces  []string // piece 0 is none
	entries []bundle.Entry
	cost    []float32 // bits of each
	tree    []node    // of the pieces' letters, from tree[root]
}

// literal is what a byte without a piece costs, in bits.
const literal = 22.0

// learn finds up to most pieces that shorten text: pairs of pieces are joined as long as they are frequent, then those that the
// best reading of the text does not use go.
func learn(text []byte, most int) *dictionary {
	strs, uses := joined(text, most+most/2)
	d := newDictionary(strs, uses)
	read := make([][]int32, (len(text)+parsed-1)/parsed)
	parallel(len(read), func(i int) { read[i] = d.parse(text[i*parsed : min(len(text), (i+1)*parsed)]) })
	uses = make([]int, len(d.pieces))
	for _, pieces := range read {
		for _, p := range pieces {
			uses[p]++
		}
	}
	uses[0] = 0
	return newDictionary(d.prune(uses, most))
}

// parsed is how much is read at a time.
const parsed = 1 << 16

// joined joins the most frequent pairs of neighbours in text, then those of what came out, up to most, and gives all bytes and pairs,
// and how often each is left in the text.
func joined(text []byte, most int) (strs []string, uses []int) {
	size := make([]int32, 256, 256+most)
	for i := range 256 {
		size[i] = 1
		strs = append(strs, string([]byte{byte(i)}))
	}
	s := make([]int32, len(text))
	for i, b := range text {
		s[i] = int32(b)
	}
	pairs := newPairTable(1 << 15) // what stands in s now
	count := func(a, b, n int32) {
		if size[a]+size[b] <= maxPiece && !apart(strs[a], strs[b]) {
			*pairs.at(pair(a, b)) += n
		}
	}
	for i := 1; i < len(s); i++ {
		count(s[i-1], s[i], 1)
	}
	for len(size) < 256+most {
		best := pairs.frequent()
		if len(best) == 0 {
			break
		}
		best = best[:min(len(best), 256+most-len(size))]
		join := newPairTable(len(best))
		first, second := make([]bool, len(size)), make([]bool, len(size)) // of a pair to join
		for _, p := range best {
			a, b := int32(p.pair>>32), int32(p.pair&0xffffffff)
			*join.at(p.pair) = int32(len(size))
			first[a], second[b] = true, true
			size = append(size, size[a]+size[b])
			strs = append(strs, strs[a]+strs[b])
		}
		out := s[:0]
		for i := 0; i < len(s); i++ {
			a := s[i]
			if first[a] && i+1 < len(s) && second[s[i+1]] {
				b := s[i+1]
				if to := join.get(pair(a, b)); to > 0 {
					count(a, b, -1)
					if len(out) > 0 {
						before := out[len(out)-1]
						count(before, a, -1)
						count(before, to, 1)
					}
					if i+2 < len(s) {
						count(b, s[i+2], -1)
						count(to, s[i+2], 1)
					}
					a = to
					i++
				}
			}
			out = append(out, a)
		}
		s = out
	}
	uses = make([]int, len(size))
	for _, x := range s {
		uses[x]++
	}
	return strs, uses
}

// apart says that a and b are not joined: a piece begins with a word or has none, and after a word only a space is of the same piece.
// So words are the same pieces whatever stands around them, which lets their classes say more: it takes 6 percent off texts.
func apart(a, b string) bool {
	return !inWord(a[0]) && inWord(b[0]) || inWord(a[len(a)-1]) && !inWord(b[0]) && b[0] != ' '
}

func inWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80 || c == '-' || c == '\''
}

// counted is a pair of pieces and how often it stands in the text.
type counted struct {
	pair uint64
	n    int32
}

// frequent gives the most frequent pairs, those at least half as frequent as the first.
func (t *pairTable) frequent() []counted {
	const least = 4
	top := int32(0)
	for i := range t.pairs {
		top = max(top, t.pairs[i].n)
	}
	var out []counted
	for _, c := range t.pairs {
		if c.n >= least && c.n > top/2 {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b counted) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.pair, b.pair)) })
	return out
}

func pair(a, b int32) uint64 { return uint64(a)<<32 | uint64(b) }

// pairTable is an open hash table from pairs to numbers.
type pairTable struct {
	pairs []counted // free places have pair none
	used  int
}

// none is no pair: pieces have numbers below 2^31.
const none = 1<<64 - 1

func newPairTable(n int) *pairTable {
	size := 16
	for size < 2*n {
		size *= 2
	}
	t := &pairTable{pairs: make([]counted, size)}
	for i := range t.pairs {
		t.pairs[i].pair = none
	}
	return t
}

func (t *pairTable) find(pair uint64) *counted {
	mask := len(t.pairs) - 1
	i := int(pair*0x9e3779b97f4a7c15>>32) & mask
	for t.pairs[i].pair != none && t.pairs[i].pair != pair {
		i = (i + 1) & mask
	}
	return &t.pairs[i]
}

func (t *pairTable) get(pair uint64) int32 { return t.find(pair).n }

func (t *pairTable) at(pair uint64) *int32 {
	c := t.find(pair)
	if c.pair == none {
		if t.used*3 > len(t.pairs)*2 {
			old := t.pairs
			*t = *newPairTable(len(old))
			for _, c := range old {
				if c.n != 0 {
					*t.at(c.pair) = c.n
				}
			}
			c = t.find(pair)
		}
		c.pair = pair
		t.used++
	}
	return &c.n
}

// prune keeps the most used pieces and what they are made of.
func (d *dictionary) prune(uses []int, most int) (kept []string, counts []int) {
	number := map[string]int{}
	for i, p := range d.pieces {
		number[p] = i
	}
	order := make([]int, 0, len(d.pieces))
	for i := 1; i < len(d.pieces); i++ {
		// A piece costs some 20 bits in the dictionary; it must save them.
		if uses[i] >= 4 || len(d.pieces[i]) == 1 && uses[i] > 0 {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return uses[b] - uses[a] })
	order = order[:min(len(order), most)]
	keep := make([]bool, len(d.pieces))
	for _, i := range order {
		keep[i] = true
	}
	slices.SortStableFunc(order, func(a, b int) int { return len(d.pieces[b]) - len(d.pieces[a]) }) // long ones first: their parts are kept in time
	var need func(i int)
	need = func(i int) {
		keep[i] = true
		p := d.pieces[i]
		for at := 1; at < len(p); at++ {
			if l, r := number[p[:at]], number[p[at:]]; l > 0 && r > 0 && keep[l] && keep[r] {
				return
			}
		}
		if e := d.entries[i]; e.Left > 0 {
			for _, part := range []int{e.Left, e.Right} {
				if !keep[part] {
					need(part)
				}
			}
		}
	}
	for _, i := range order {
		need(i)
	}
	for i := 1; i < len(d.pieces); i++ {
		if keep[i] {
			kept = append(kept, d.pieces[i])
			counts = append(counts, uses[i])
		}
	}
	return kept, counts
}

// newDictionary orders strings by their uses. Each of them is one byte, or there are two others that make it.
func newDictionary(strs []string, uses []int) *dictionary {
	order := make([]int, len(strs))
	for i := range strs {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(uses[b], uses[a]), cmp.Compare(strs[a], strs[b]))
	})
	d := &dictionary{pieces: []string{""}, entries: []bundle.Entry{{}}, cost: []float32{literal}}
	number := map[string]int{}
	total := 0
	for _, i := range order {
		if _, have := number[strs[i]]; have {
			continue
		}
		number[strs[i]] = len(d.pieces)
		d.pieces = append(d.pieces, strs[i])
		total += uses[i]
	}
	byText := map[string]int{}
	for i, s := range strs {
		byText[s] = max(byText[s], uses[i])
	}
	d.entries = make([]bundle.Entry, len(d.pieces))
	for i, p := range d.pieces[1:] {
		n := float64(byText[p])
		d.cost = append(d.cost, float32(math.Log2(float64(total+1)/(n+.5))+.2))
		if len(p) == 1 {
			d.entries[i+1] = bundle.Entry{Right: int(p[0])}
			continue
		}
		best := 1 << 30
		for at := 1; at < len(p); at++ {
			if l, r := number[p[:at]], number[p[at:]]; l > 0 && r > 0 && l+r < best {
				best = l + r
				d.entries[i+1] = bundle.Entry{Left: l, Right: r}
			}
		}
	}
	d.grow()
	return d
}

// sort puts the pieces in classes and numbers them by these. Texts are what at most so many classes are learnt from, streams how many
// kinds of text the dictionary is for. It gives what parse gives of the texts then.
func (d *dictionary) sort(texts [][]byte, streams, most int) (read [][]int32) {
	read = make([][]int32, len(texts))
	parallel(len(texts), func(i int) { read[i] = d.parse(texts[i]) })
	n := 0
	for _, t := range texts {
		n += len(t)
	}
	sizes := make([]int, min(most, classCount(n)))
	class := classes(read, len(d.pieces), len(sizes))
	order := make([]int, len(d.pieces))
	for i := range order {
		order[i] = i
		if i > 0 {
			sizes[class[i]]++
		}
	}
	slices.SortStableFunc(order[1:], func(a, b int) int { return int(class[a]) - int(class[b]) })
	number := make([]int, len(order))
	for i, old := range order {
		number[old] = i
	}
	for _, pieces := range read {
		for i, p := range pieces {
			pieces[i] = int32(number[p])
		}
	}
	old := *d
	d.pieces, d.entries, d.cost = nil, nil, nil
	for _, i := range order {
		e := old.entries[i]
		if e.Left > 0 {
			e = bundle.Entry{Left: number[e.Left], Right: number[e.Right]}
		}
		d.pieces, d.entries, d.cost = append(d.pieces, old.pieces[i]), append(d.entries, e), append(d.cost, old.cost[i])
	}
	d.set = bundle.NewPieces(streams, sizes)
	d.grow()
	return read
}

// node is a node of a tree of letters that lies in one array (Aoe, An Efficient Digital Search Algorithm by Using a Double-Array
// Structure, 1989): from node i, letter l leads to the node at base+l if its before is i.
type node struct {
	base, before int32
	piece        int32 // that ends here, or 0
	cost         float32
}

const (
	root = 1 // before of free nodes is 0
	wide = 256
)

// grow makes the tree of the pieces' letters.
func (d *dictionary) grow() {
	order := make([]int32, len(d.pieces)-1)
	for i := range order {
		order[i] = int32(i + 1)
	}
	slices.SortFunc(order, func(a, b int32) int { return strings.Compare(d.pieces[a], d.pieces[b]) })
	d.tree = make([]node, root+1+wide)
	full := int32(root + 1) // hardly any node before it is free
	var put func(at int32, pieces []int32, depth int)
	put = func(at int32, pieces []int32, depth int) {
		if p := pieces[0]; len(d.pieces[p]) == depth {
			d.tree[at].piece, d.tree[at].cost = p, d.cost[p]
			pieces = pieces[1:]
		}
		var letters []byte
		var from []int // of pieces
		for i, p := range pieces {
			if l := d.pieces[p][depth]; i == 0 || l != letters[len(letters)-1] {
				letters, from = append(letters, l), append(from, i)
			}
		}
		if len(letters) == 0 {
			return
		}
		base, taken := max(0, full-int32(letters[0])), int32(0)
		for ; !d.fits(base, letters); base++ {
			if d.tree[base+int32(letters[0])].before != 0 {
				taken++
			}
		}
		if first := base + int32(letters[0]); taken*20 >= (first-full)*19 {
			full = first
		}
		d.tree[at].base = base
		for _, l := range letters {
			d.tree[base+int32(l)].before = at
		}
		from = append(from, len(pieces))
		for i, l := range letters {
			put(base+int32(l), pieces[from[i]:from[i+1]], depth+1)
		}
	}
	put(root, order, 0)
}

// fits says that the nodes which letters lead to from base are free; the tree grows to hold all letters.
func (d *dictionary) fits(base int32, letters []byte) bool {
	if more := int(base) + wide - len(d.tree); more > 0 {
		d.tree = append(d.tree, make([]node, more)...)
	}
	for _, l := range letters {
		if at := base + int32(l); at <= root || d.tree[at].before != 0 {
			return false
		}
	}
	return true
}

// parse is the cheapest reading of text in pieces; 0 stands for a byte that no piece has.
func (d *dictionary) parse(text []byte) []int32 {
	cost := make([]float32, len(text)+1)
	by := make([]int32, len(text)+1)
	for i := range cost[1:] {
		cost[i+1] = math.MaxFloat32
	}
	for i := range text {
		c := cost[i]
		if v := c + literal; v < cost[i+1] {
			cost[i+1], by[i+1] = v, 0
		}
		at, base := int32(root), d.tree[root].base
		for j := i; j < len(text); j++ {
			next := base + int32(text[j])
			n := &d.tree[next]
			if n.before != at {
				break
			}
			at, base = next, n.base
			if n.piece > 0 {
				if v := c + n.cost; v < cost[j+1] {
					cost[j+1], by[j+1] = v, n.piece
				}
			}
		}
	}
	n := 0
	for i := len(text); i > 0; n++ {
		i -= max(1, len(d.pieces[by[i]]))
	}
	out := make([]int32, n)
	for i := len(text); i > 0; {
		n--
		out[n] = by[i]
		i -= max(1, len(d.pieces[by[i]]))
	}
	return out
}

// write writes text as a stream's pieces.
func (d *dictionary) write(e *bundle.Encoder, stream int, text []byte) {
	d.writeRead(e, stream, text, d.parse(text))
}

// writeRead is write of text that has been parsed.
func (d *dictionary) writeRead(e *bundle.Encoder, stream int, text []byte, read []int32) {
	w := e.Text(stream)
	at := 0
	for _, p := range read {
		w.Piece(int(p), text[at])
		at += max(1, len(d.pieces[p]))
	}
}
