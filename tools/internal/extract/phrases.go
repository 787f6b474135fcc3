package extract

import (
	"strings"
)

// phrases is a set of word sequences, each with a value; the longest one that starts at a token is found in one walk.
type phrases struct {
	root node
}

type node struct {
	next  map[string]*node
	value int32 // index+1 of what the sequence stands for; 0 = nothing ends here
}

// add puts a sequence of space-separated lower-case words in. The first value of a sequence stays.
func (p *phrases) add(words string, value int32) {
	n := &p.root
	for _, w := range strings.Fields(words) {
		next := n.next[w]
		if next == nil {
			next = &node{}
			if n.next == nil {
				n.next = map[string]*node{}
			}
			n.next[w] = next
		}
		n = next
	}
	if n != &p.root && n.value == 0 {
		n.value = value + 1
	}
}

// at gives the longest sequence that starts at token i: its value and the token after it; -1 if there is none.
func (p *phrases) at(tok []token, i int) (value int32, end int) {
	value, n := -1, &p.root
	for j := i; j < len(tok) && n.next != nil; j++ {
		if j > i && tok[j].word == "(" && j+2 < len(tok) && tok[j+2].word == ")" { // "sacroiliac (SI) joint"
			j += 2
			continue
		}
		n = n.next[tok[j].word]
		if n == nil {
			break
		}
		if n.value > 0 {
			value, end = n.value-1, j+1
		}
	}
	return value, end
}
