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
	ID    string
	Name  string
	Names []string // lay and clinical words
	Parts []string // ids of what it is made of: a search for the leg finds the calf
}

// lay.txt lists what readers say of anything, beside the vocabulary: "phrase: words that mean nearly the same".
//
//go:embed lay.txt
var lay string

const (
	sameWorth = 90 // percent of the word itself
	partWorth = 50
	maxAlts   = 6
)

type alternative struct {
	stem  string
	worth int
}

// thesaurus is lay.txt and the concepts as query.Thesaurus reads them, without what no page has.
func thesaurus(concepts []Concept, known func(stem string) bool) []byte {
	entries := map[string][]alternative{}
	add := func(phrase string, words string, worth int) {
		key := fold(phrase)
		if key == "" || strings.Count(key, " ") > 3 {
			return
		}
		own := ""
		if s := stemsOf(phrase); len(s) == 1 {
			own = s[0]
		}
		for _, stem := range stemsOf(words) {
			have := entries[key]
			if stem != own && known(stem) && len(have) < maxAlts && !slices.ContainsFunc(have, func(a alternative) bool { return a.stem == stem }) {
				entries[key] = append(have, alternative{stem, worth})
			}
		}
	}
	for line := range strings.Lines(lay) {
		if phrase, words, ok := strings.Cut(strings.TrimSpace(line), ":"); ok && !strings.HasPrefix(line, "#") {
			add(phrase, words, sameWorth)
		}
	}
	byID := map[string]*Concept{}
	for i := range concepts {
		byID[concepts[i].ID] = &concepts[i]
	}
	for i := range concepts {
		c := &concepts[i]
		all := append([]string{c.Name}, c.Names...)
		parts := partsOf(c, byID)
		for _, phrase := range all {
			for _, other := range all {
				if other != phrase && !strings.Contains(other, " ") { // several words cannot stand in for one
					add(phrase, other, sameWorth)
				}
			}
			for _, part := range parts {
				if !strings.Contains(part, " ") {
					add(phrase, part, partWorth)
				}
			}
		}
	}
	keys := make([]string, 0, len(entries))
	for k := range entries {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	out := binary.AppendUvarint(nil, uint64(len(keys)))
	for _, k := range keys {
		out = append(binary.AppendUvarint(out, uint64(len(k))), k...)
		out = binary.AppendUvarint(out, uint64(len(entries[k])))
		for _, a := range entries[k] {
			out = append(binary.AppendUvarint(out, uint64(len(a.stem))), a.stem...)
			out = binary.AppendUvarint(out, uint64(a.worth))
		}
	}
	return out
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
	w := text.Words{Tokens: make([]text.Token, len(s)+1), Buf: make([]byte, len(s)+1)}
	w.Split([]byte(s))
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
