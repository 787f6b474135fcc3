package pack

import (
	"math"
	"slices"
)

// Bounds of the search for classes.
const (
	classRounds = 3
	perClass    = 16 // square root of bytes of text for each class
)

// classCount is the number of classes for a text of n bytes, a power of two.
func classCount(n int) int {
	c := 1
	for 2*c*perClass*2*c*perClass <= n {
		c *= 2
	}
	return c
}

// classes puts pieces in n classes so that the class of a piece tells as much as it can of the class of the next: one by one, the
// most frequent first, each goes to the class where it says most, in some rounds (Martin, Liermann and Ney, Algorithms for bigram
// and trigram word clustering, 1998). Texts are runs of pieces.
func classes(texts [][]int32, pieces, n int) []uint8 {
	s := newSorting(texts, pieces, n)
	order := make([]int32, pieces)
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return s.uses[b] - s.uses[a] })
	for round := range classRounds {
		for i, p := range order {
			if s.uses[p] == 0 {
				continue
			}
			if round > 0 {
				s.move(p, s.class[p], -1)
			}
			to := uint8(i % n)
			if round > 0 || i >= n {
				to = s.best(p)
			}
			s.class[p] = to
			s.placed[p] = true
			s.move(p, to, 1)
		}
	}
	return s.class
}

// sorting is the state of the search.
type sorting struct {
	n             int
	uses          []int
	after, before [][]neighbour // of each piece
	class         []uint8
	placed        []bool
	pairs         [][]int // by class and class of the next
	first, second []int   // pairs that a class is the first or the second of
	worth         []float64
	next, prev    []int // of the piece at hand, by class
	self          int
}

// neighbour is a piece that stands beside another so many times.
type neighbour struct {
	piece int32
	n     int
}

func newSorting(texts [][]int32, pieces, n int) *sorting {
	s := &sorting{n: n, uses: make([]int, pieces), class: make([]uint8, pieces), placed: make([]bool, pieces),
		first: make([]int, n), second: make([]int, n), next: make([]int, n), prev: make([]int, n)}
	s.after, s.before = make([][]neighbour, pieces), make([][]neighbour, pieces)
	s.pairs = make([][]int, n)
	for i := range s.pairs {
		s.pairs[i] = make([]int, n)
	}
	found, all := newPairTable(1<<15), 0
	for _, t := range texts {
		for i, p := range t {
			s.uses[p]++
			if i > 0 {
				*found.at(pair(t[i-1], p))++
				all++
			}
		}
	}
	for _, c := range found.pairs {
		if c.n > 0 {
			a, b := int32(c.pair>>32), int32(c.pair&0xffffffff)
			s.after[a] = append(s.after[a], neighbour{b, int(c.n)})
			s.before[b] = append(s.before[b], neighbour{a, int(c.n)})
		}
	}
	s.worth = make([]float64, all+2)
	for i := range s.worth[1:] {
		s.worth[i+1] = float64(i+1) * math.Log(float64(i+1))
	}
	return s
}

// look counts the classes beside a piece.
func (s *sorting) look(p int32) {
	clear(s.next)
	clear(s.prev)
	s.self = 0
	for _, x := range s.after[p] {
		if x.piece == p {
			s.self = x.n
		} else if s.placed[x.piece] {
			s.next[s.class[x.piece]] += x.n
		}
	}
	for _, x := range s.before[p] {
		if x.piece != p && s.placed[x.piece] {
			s.prev[s.class[x.piece]] += x.n
		}
	}
}

// move adds a piece's pairs to those of a class, or takes them away.
func (s *sorting) move(p int32, class uint8, by int) {
	s.look(p)
	for c := range s.n {
		s.pairs[class][c] += by * s.next[c]
		s.second[c] += by * s.next[c]
		s.first[class] += by * s.next[c]
		s.pairs[c][class] += by * s.prev[c]
		s.first[c] += by * s.prev[c]
		s.second[class] += by * s.prev[c]
	}
	s.pairs[class][class] += by * s.self
	s.first[class] += by * s.self
	s.second[class] += by * s.self
}

// best is the class in which a piece that is in none says most.
func (s *sorting) best(p int32) uint8 {
	s.look(p)
	var nexts, prevs []int
	out, in := s.self, s.self
	for c := range s.n {
		if s.next[c] > 0 {
			nexts = append(nexts, c)
			out += s.next[c]
		}
		if s.prev[c] > 0 {
			prevs = append(prevs, c)
			in += s.prev[c]
		}
	}
	gain := func(have, more int) float64 { return s.worth[have+more] - s.worth[have] }
	best, most := 0, math.Inf(-1)
	for c := range s.n {
		v := gain(s.pairs[c][c], s.next[c]+s.prev[c]+s.self) - gain(s.first[c], out) - gain(s.second[c], in)
		for _, k := range nexts {
			if k != c {
				v += gain(s.pairs[c][k], s.next[k])
			}
		}
		for _, k := range prevs {
			if k != c {
				v += gain(s.pairs[k][c], s.prev[k])
			}
		}
		if v > most {
			best, most = c, v
		}
	}
	return uint8(best)
}
