package compile

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"signpost/search/check"
	"signpost/search/text"
)

// A slot is the words that may stand at one place of a phrase: "tight*", "pain", "<38-42.9>".
type slot []string

type piece struct {
	slot slot
	gap  byte
}

// words splits a phrase's word as the check splits a reader's text: "can't" is "cant", "short-tempered" is two words.
func words(s string) []string {
	w := text.Words{Tokens: make([]text.Token, len(s)+1), Buf: make([]byte, len(s)+1)}
	w.Split([]byte(s))
	var out []string
	for i := 0; i < w.N; i++ {
		word := string(w.Word(i))
		if check.Joins(&w, i+1, []byte(s)) {
			word += "t"
			i++
		}
		out = append(out, word)
	}
	return out
}

// alternatives of an element: "a|b", "$list", a quoted "two words". Each is a sequence of words.
func (all *Rules) alternatives(element string) ([][]string, bool, error) {
	var out [][]string
	denies := false
	for _, a := range split(element, '|') {
		a = strings.Trim(a, `"`)
		if name, list := strings.CutPrefix(a, "$"); list {
			more, ok := all.Words[name]
			if !ok {
				return nil, false, fmt.Errorf("no word list $%s", name)
			}
			denies = denies || name == "neg" || name == "cant"
			for _, m := range more {
				seq, err := sequence(m)
				if err != nil {
					return nil, false, err
				}
				out = append(out, seq)
			}
			continue
		}
		seq, err := sequence(a)
		if err != nil {
			return nil, false, err
		}
		if len(seq) > 0 && denying[seq[0]] {
			denies = true
		}
		out = append(out, seq)
	}
	return out, denies, nil
}

var denying = map[string]bool{"no": true, "not": true, "cant": true, "cannot": true, "without": true, "never": true, "wont": true, "isnt": true, "doesnt": true,
	"hasnt": true, "havent": true, "stopped": true, "unable": true, "didnt": true, "dont": true, "wasnt": true, "couldnt": true, "hadnt": true}

// sequence is a phrase's alternative as words; "swell*" and "<38-42>" stay as they are.
func sequence(a string) ([]string, error) {
	var out []string
	for _, f := range strings.Fields(a) {
		f = strings.Trim(f, `"`)
		switch {
		case strings.HasPrefix(f, "<"):
			if _, _, err := numbers(f); err != nil {
				return nil, err
			}
			out = append(out, f)
		case strings.HasSuffix(f, "*"):
			w := words(strings.TrimSuffix(f, "*"))
			if len(w) != 1 || len(w[0]) < 3 {
				return nil, fmt.Errorf("%q: a beginning needs one word of three letters or more", f)
			}
			out = append(out, w[0]+"*")
		default:
			w := words(f)
			if len(w) == 0 {
				return nil, fmt.Errorf("%q holds no word", f)
			}
			out = append(out, w...)
		}
	}
	return out, nil
}

// numbers reads "<38-42.9>" in tenths.
func numbers(f string) (low, high int, err error) {
	a, b, ok := strings.Cut(strings.Trim(f, "<>"), "-")
	x, e1 := strconv.ParseFloat(a, 64)
	y, e2 := strconv.ParseFloat(b, 64)
	if !ok || e1 != nil || e2 != nil || x > y {
		return 0, 0, fmt.Errorf("%q is no range of numbers like <38-42.9>", f)
	}
	return int(x*10 + .5), int(y*10 + .5), nil
}

// split splits at sep outside of quotes.
func split(s string, sep rune) []string {
	var out []string
	quoted := false
	last := 0
	for i, r := range s {
		if r == '"' {
			quoted = !quoted
		}
		if r == sep && !quoted {
			if i > last {
				out = append(out, s[last:i])
			}
			last = i + len(string(r))
		}
	}
	if last < len(s) {
		out = append(out, s[last:])
	}
	return out
}

// expand turns a phrase into sequences of slots: every alternative of several words makes a sequence of its own, and so
// does every order of words joined by "+".
func (all *Rules) expand(says string) (out [][]piece, denies bool, err error) {
	fields := split(says, ' ')
	// Groups joined by + may come in any order.
	type group struct {
		elements []string
		gaps     []byte
	}
	groups := []group{{}}
	gap := byte(check.Next)
	for _, f := range fields {
		switch f {
		case "..":
			gap = check.Near
			continue
		case "+":
			groups = append(groups, group{})
			gap = check.Near
			continue
		}
		g := &groups[len(groups)-1]
		g.elements = append(g.elements, f)
		g.gaps = append(g.gaps, gap)
		gap = check.Next
	}
	for _, order := range orders(len(groups)) {
		lines := [][]piece{nil}
		for k, at := range order {
			g := groups[at]
			if len(g.elements) == 0 {
				return nil, false, fmt.Errorf("%q: a word is missing beside +", says)
			}
			for i, e := range g.elements {
				alts, d, err := all.alternatives(e)
				if err != nil {
					return nil, false, fmt.Errorf("%q: %w", says, err)
				}
				denies = denies || d
				gap := g.gaps[i]
				if i == 0 && k > 0 {
					gap = check.Near
				}
				var single slot
				var longer [][]string
				for _, a := range alts {
					if len(a) == 1 {
						single = append(single, a[0])
					} else if len(a) > 1 {
						longer = append(longer, a)
					}
				}
				var next [][]piece
				for _, l := range lines {
					if len(single) > 0 {
						next = append(next, append(l[:len(l):len(l)], piece{single, gap}))
					}
					for _, a := range longer {
						m := l[:len(l):len(l)]
						for j, w := range a {
							if j > 0 {
								gap = check.Next
							} else {
								gap = g.gaps[i]
								if i == 0 && k > 0 {
									gap = check.Near
								}
							}
							m = append(m, piece{slot{w}, gap})
						}
						next = append(next, m)
					}
				}
				lines = next
			}
		}
		out = append(out, lines...)
	}
	return out, denies, nil
}

// orders are the orders in which n things can stand.
func orders(n int) [][]int {
	if n == 1 {
		return [][]int{{0}}
	}
	var out [][]int
	for _, o := range orders(n - 1) {
		for at := 0; at <= len(o); at++ {
			p := append(append(append([]int{}, o[:at]...), n-1), o[at:]...)
			out = append(out, p)
		}
	}
	return out
}

// book collects the atoms and slots of all phrases.
type book struct {
	atoms map[string]int
	slots map[string]int
	order []string // atoms by number
	lists [][]int  // slots by number
}

func (b *book) atom(w string) int {
	key := w
	if !strings.HasSuffix(w, "*") && !strings.HasPrefix(w, "<") {
		key = string(check.Normal([]byte(w)))
	}
	n, ok := b.atoms[key]
	if !ok {
		n = len(b.atoms)
		b.atoms[key] = n
		b.order = append(b.order, key)
	}
	return n
}

func (b *book) slot(s slot) int {
	set := map[int]bool{}
	for _, w := range s {
		set[b.atom(w)] = true
	}
	var list []int
	for a := range set {
		list = append(list, a)
	}
	sort.Ints(list)
	key := fmt.Sprint(list)
	n, ok := b.slots[key]
	if !ok {
		n = len(b.lists)
		b.slots[key] = n
		b.lists = append(b.lists, list)
	}
	return n
}
