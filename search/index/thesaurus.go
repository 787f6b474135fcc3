package index

import (
	_ "embed"
	"encoding/binary"
	"slices"
	"strings"

	"signpost/search/query"
	"signpost/search/text"
)

// Concept is one entry of a vocabulary: what readers and clinicians call it.
type Concept struct {
	ID       string
	Name     string
	Lay      []string // what readers call it
	Clinical []string
	Parts    []string // ids of what it is made of: a search for the leg finds the calf
}

// lay.txt lists what readers say of anything, beside the vocabulary: "phrase: words that mean nearly the same".
//
//go:embed lay.txt
var lay string

const (
	sameWorth = 80 // percent of the word itself
	partWorth = 35
	maxSame   = 4 // stems of a concept, the rest of a group is its parts
)

// group is stems that mean nearly the same as the phrases that stand for it.
type group struct {
	stems   []string
	worth   []int
	phrases []string
}

func (g *group) add(words string, worth int, pages func(string) int) {
	for _, stem := range stemsOf(words) {
		if pages(stem) > 0 && !query.Generic([]byte(stem)) && !slices.Contains(g.stems, stem) {
			g.stems = append(g.stems, stem)
			g.worth = append(g.worth, worth)
		}
	}
}

// rarer is how many times fewer pages may have a phrase's synonyms than its rarest word: "chest pain" is looked for by its own
// words, not as "angina". Chosen by hand; from .5 to 2 gives the same answers.
const rarer = 2

// thesaurus is lay.txt and the concepts as query.Thesaurus reads them, without what no page has; pages is how many have a stem.
func thesaurus(concepts []Concept, pages func(stem string) int) []byte {
	var groups []group
	add := func(g group, of ...string) {
		if len(g.stems) == 0 {
			return
		}
		for _, phrase := range of {
			own := stemsOf(phrase)
			has := slices.ContainsFunc(own, func(s string) bool { return slices.Contains(g.stems, s) })
			if len(own) == 0 || len(own) > 2 || len(folded(phrase)) > query.MaxPhrase || has && (len(own) > 1 || len(g.stems) == 1) {
				continue // nothing to look up, or nothing that the phrase's own words do not find
			}
			if len(own) == 2 && most(g.stems, pages)*rarer < min(pages(own[0]), pages(own[1])) {
				continue
			}
			if key := fold(phrase); !slices.Contains(g.phrases, key) {
				g.phrases = append(g.phrases, key)
			}
		}
		if len(g.phrases) > 0 {
			groups = append(groups, g)
		}
	}
	for line := range strings.Lines(lay) {
		if phrase, words, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && !strings.HasPrefix(line, "#") {
			var g group
			g.add(words, sameWorth, pages)
			add(g, phrase)
		}
	}
	byID := map[string]*Concept{}
	for i := range concepts {
		byID[concepts[i].ID] = &concepts[i]
	}
	for i := range concepts {
		c := &concepts[i]
		proper := append([]string{c.Name}, c.Clinical...)
		var g group
		for _, name := range proper {
			if oneWord(name) {
				g.add(name, sameWorth, pages)
			}
		}
		for _, name := range c.Lay { // not "balls" for testicles: pages say it of other things
			if oneWord(name) && slices.ContainsFunc(proper, func(p string) bool { return related(name, p) }) {
				g.add(name, sameWorth, pages)
			}
		}
		g.stems, g.worth = g.stems[:min(maxSame, len(g.stems))], g.worth[:min(maxSame, len(g.worth))]
		parts := partsOf(c, byID)
		slices.SortStableFunc(parts, func(a, b string) int { return most(stemsOf(b), pages) - most(stemsOf(a), pages) })
		for _, part := range parts {
			if oneWord(part) {
				g.add(part, partWorth, pages)
			}
		}
		add(g, append(proper, c.Lay...)...)
	}
	var out []byte
	for _, list := range query.Lists {
		out = append(binary.AppendUvarint(out, uint64(len(list))), list...)
	}
	out = binary.AppendUvarint(out, uint64(len(groups)))
	for _, g := range groups {
		out = binary.AppendUvarint(out, uint64(len(g.stems)))
		for i, stem := range g.stems {
			out = append(binary.AppendUvarint(out, uint64(len(stem))), stem...)
			out = binary.AppendUvarint(out, uint64(g.worth[i]))
		}
		out = binary.AppendUvarint(out, uint64(len(g.phrases)))
		for _, p := range g.phrases {
			h := query.PhraseHash([]byte(p))
			out = append(out, byte(h), byte(h>>8), byte(h>>16))
		}
	}
	return out
}

// oneWord says that a name is a single word: several cannot stand in for one.
func oneWord(name string) bool {
	w := folded(name)
	return len(w) == 1 && len(w[0]) > 2 && strings.Trim(w[0], "abcdefghijklmnopqrstuvwxyz") == ""
}

// related says that a word begins like one of a name: "tingly" like "tingling".
func related(word, name string) bool {
	w := folded(word)[0]
	return slices.ContainsFunc(folded(name), func(n string) bool { return n[:min(4, len(n))] == w[:min(4, len(w))] })
}

// most is the pages of the commonest of stems.
func most(stems []string, pages func(string) int) int {
	n := 0
	for _, stem := range stems {
		n = max(n, pages(stem))
	}
	return n
}

// partsOf is the names of what a concept is made of, the parts' parts too.
func partsOf(c *Concept, byID map[string]*Concept) []string {
	var out []string
	seen := map[string]bool{c.ID: true}
	for next := c.Parts; len(next) > 0; {
		var more []string
		for _, id := range next {
			if p := byID[id]; p != nil && !seen[id] {
				seen[id] = true
				out = append(out, p.Name)
				more = append(more, p.Parts...)
			}
		}
		next = more
	}
	return out
}

// fold is a phrase as query looks it up: folded American words with one space between.
func fold(phrase string) string {
	return strings.Join(folded(phrase), " ")
}

func folded(s string) []string {
	var w text.Words
	split(&w, []byte(s))
	var out []string
	for i := range w.N {
		b := w.Word(i)
		out = append(out, string(b[:text.American(b)]))
	}
	return out
}

func stemsOf(s string) []string {
	var out []string
	for _, word := range folded(s) {
		if b := []byte(word); !query.Stop(b) && len(b) <= query.MaxStem {
			out = append(out, string(b[:text.Stem(b)]))
		}
	}
	return out
}
