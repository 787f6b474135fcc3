package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// graded is one sentence with what the Flesch-Kincaid grade counts.
type graded struct {
	text             string
	line             int
	words, syllables int
}

// grade counts a sentence. The page's own names are one easy word each: a reader cannot do without them, and they would
// hide the sentences that can be made easier.
func grade(sentence string, easy []string, line int) graded {
	g := graded{text: sentence, line: line}
	rest := strings.ToLower(sentence)
	for _, name := range easy {
		if name = strings.ToLower(name); len(name) > 3 {
			if n := strings.Count(rest, name); n > 0 {
				g.words += n
				g.syllables += n
				rest = strings.ReplaceAll(rest, name, " ")
			}
		}
	}
	for _, w := range strings.FieldsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		g.words++
		g.syllables += syllables(w)
	}
	return g
}

// fleschKincaid is the US school grade: 0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid 1975).
func fleschKincaid(sentences, words, syllables int) float64 {
	if sentences == 0 || words == 0 {
		return 0
	}
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59
}

// syllables estimates the syllables of an English word: its groups of vowels, less silent endings.
func syllables(word string) int {
	n, vowel := 0, false
	for _, r := range word {
		is := strings.ContainsRune("aeiouyáéèíóúäöüœæ", r)
		if is && !vowel {
			n++
		}
		vowel = is
	}
	switch {
	case n < 2:
	case strings.HasSuffix(word, "le") && !strings.ContainsRune("aeiou", rune(word[len(word)-3])), // "muscle" keeps its last one
		len(word) > 3 && strings.HasSuffix(word, "les") && !strings.ContainsRune("aeiou", rune(word[len(word)-4])):
	case strings.HasSuffix(word, "es") && !strings.ContainsAny(word[len(word)-3:len(word)-2], "sxzcg"), strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "ee"):
		n--
	case strings.HasSuffix(word, "ed") && !strings.ContainsAny(word[len(word)-3:len(word)-2], "td"):
		n--
	}
	return max(1, n)
}

// reading warns of a page that is too hard to read, with the sentences that make it so.
func (l *linter) reading(all []graded) {
	words, counted := 0, 0
	total := 0
	for _, g := range all {
		if g.words > 0 {
			counted++
			words += g.words
			total += g.syllables
		}
	}
	of := fleschKincaid(counted, words, total)
	if of <= maxGrade || words < 30 { // a few words have no grade
		return
	}
	slices.SortStableFunc(all, func(a, b graded) int {
		return cmp.Compare(fleschKincaid(1, b.words, b.syllables), fleschKincaid(1, a.words, a.syllables))
	})
	var hardest []string
	for _, g := range all {
		if len(hardest) < 3 && g.words > 6 {
			hardest = append(hardest, fmt.Sprintf("line %d, grade %.0f: %q", g.line, fleschKincaid(1, g.words, g.syllables), g.text))
		}
	}
	line := 2
	if len(all) > 0 {
		line = all[0].line
	}
	l.warn(line, "reading grade %.1f, aim for %d or less; use shorter sentences and words, first in %s", of, maxGrade, strings.Join(hardest, "; "))
}
