package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// splitSentences is the sentences of s as spans, spaces trimmed: Unicode's sentence boundaries (UAX 29), less those after
// an abbreviation, a list number or within a quotation.
func splitSentences(s string) []span {
	var out []span
	state, at, start := -1, 0, 0
	for rest := s; rest != ""; {
		var piece string
		piece, rest, state = uniseg.FirstSentenceInString(rest, state)
		at += len(piece)
		if rest == "" || boundary(s, start, at) {
			if sp, ok := trim(s, start, at); ok {
				out = append(out, sp)
			}
			start = at
		}
	}
	return out
}

// trim is the span without spaces round it, and whether any word is left.
func trim(s string, start, end int) (span, bool) {
	for start < end && s[start] == ' ' {
		start++
	}
	for end > start && s[end-1] == ' ' {
		end--
	}
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(s[i:end])
		if unicode.IsLetter(r) {
			return span{start, end}, true
		}
		i += n
	}
	return span{}, false
}

// Abbreviations after which a sentence goes on. Those that may also end one ("etc.", "a.m.") are not here: Unicode's
// rule already joins them to a following small letter.
var abbreviations = words(`e.g i.e dr mr mrs ms prof st vs cf approx fig figs no nos vol ca incl esp resp dept univ jan feb mar apr jun jul aug sep sept oct nov dec`)

// national abbreviations stand before a name more often than at the end of a sentence.
var nations = words("u.s u.k u.n e.u")

// boundary reports whether a sentence that began at start really ends at end, where Unicode's rule sees an end.
func boundary(s string, start, end int) bool {
	before := strings.TrimRight(s[start:end], " ")
	after := strings.TrimLeft(s[end:], " ")
	if after == "" {
		return true
	}
	next, _ := utf8.DecodeRuneInString(after)
	if unicode.IsLower(next) && !strings.HasSuffix(before, "..") { // "..., he asked" after a quotation
		return false
	}
	if !strings.HasSuffix(before, ".") {
		return true
	}
	before = strings.TrimRight(before, ".")
	word := before[strings.LastIndexByte(before, ' ')+1:]
	word = strings.TrimLeft(word, "(\"“'‘[")
	lower := strings.ToLower(word)
	switch {
	case len(word) == len(before) && strings.Trim(word, "0123456789") == "": // "1." at the start
		return false
	case lower == "no" || lower == "nos" || lower == "fig" || lower == "figs":
		return !unicode.IsDigit(next)
	case lower == "mar" || lower == "may" || lower == "st" && word != "St":
		return true
	case abbreviations[lower]:
		return false
	case nations[lower]:
		return starter(after)
	case len(word) == 1 && unicode.IsUpper(rune(word[0])): // an initial: "John F. Kennedy", but not "vitamin B. The"
		name := strings.TrimRight(before[:len(before)-1], " ")
		name = name[strings.LastIndexByte(name, ' ')+1:]
		first, _ := utf8.DecodeRuneInString(name)
		return !unicode.IsUpper(first) || starter(after) || name == "Vitamin" || name == "Hepatitis" || name == "Type"
	}
	return true
}

// starters are words that open English sentences, and hardly ever stand in the middle of one with a capital.
var starters = words(`a about after all also although an and another any anyone are as ask at avoid because before both but by call can
	children common consult contact do doctors during each early even every few first follow for from get given go he her here his how however if
	in is it its just less like many may men more most much my never no not often on once one only or other others our over people
	persistent rarely rest results risk see several she signs since seek so some sometimes speak still such symptoms take talk tell tests that the their
	then there therefore these they this those though three through to treatment treatments two under unless until usually very we what
	when where whether which while who why with without women you your`)

// starter reports whether s begins with a word that opens sentences.
func starter(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(s)
	}
	return starters[strings.ToLower(s[:end])]
}

// Sentences is the sentences of a paragraph.
func Sentences(paragraph string) []string {
	var out []string
	s := spaces(paragraph)
	for _, sp := range splitSentences(s) {
		out = append(out, s[sp.start:sp.end])
	}
	return out
}
