package extract

import (
	"strings"

	"signpost/search/page"
)

// reading is one sentence, read: its words, the vocabulary's terms in it, the conditions it names, the cues in it.
type reading struct {
	plain string
	tok   []token
	terms []mention
	named []naming
	cues  []cue
}

// mention is a vocabulary term in a sentence.
type mention struct {
	kind     string // singular: symptom, site, side, ...
	id, name string
	from, to int // tokens
	denied   bool
	q        page.Qualifiers // of a symptom, as the lexicon attaches them
	spread   bool            // said over a clause: "the leg is usually swollen"
	fixed    bool            // a form of the vocabulary's, word by word: its "and" joins nothing
}

// naming is a condition named in a sentence.
type naming struct {
	about    *subject
	from, to int // tokens
}

func (r *reading) text(words []int) string {
	var b strings.Builder
	for k, i := range words {
		t := &r.tok[i]
		if k > 0 && !(t.is(clPunct) && t.word != "(" && t.word != "[") {
			if prev := words[k-1]; prev != i-1 || r.tok[prev].end < t.start {
				b.WriteByte(' ')
			}
		}
		w := r.plain[t.start:t.end]
		if t.capital && !proper(w) {
			w = t.word
		}
		if after, ok := strings.CutPrefix(t.word, "post-"); ok && k > 0 { // "post-exercise"
			w = "after " + after
		}
		b.WriteString(w)
	}
	s := b.String()
	if rest, ok := strings.CutPrefix(s, "changes in "); ok {
		return "change in " + rest
	}
	if plain, ok := plainer[s]; ok {
		return plain
	}
	return s
}

// proper reports whether a capitalised word keeps its capital: B12, PAD, iPhone. A name such as Crohn loses it only at the start
// of a phrase, where nobody can tell.
func proper(w string) bool {
	for _, c := range w[1:] {
		if c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			return true
		}
	}
	return false
}

// plainer are phrases that have a plain word.
var plainer = map[string]string{"surgical intervention": "surgery", "surgical treatment": "surgery", "surgical procedure": "surgery", "operation": "surgery", "an operation": "surgery"}

func span(from, to int) []int {
	var w []int
	for i := from; i < to; i++ {
		w = append(w, i)
	}
	return w
}

// bracketed follows brackets from word to word, and reports whether a word is a bracket or stands in brackets.
func bracketed(word string, depth *int) bool {
	switch word {
	case "(", "[":
		*depth++
		return true
	case ")", "]":
		*depth = max(*depth-1, 0)
		return true
	}
	return *depth > 0
}

// clauseEnd gives the token that ends the clause that token i stands in: a full stop, a semicolon, or a word that opens
// another clause.
func (r *reading) clauseEnd(i int) int {
	depth := 0
	for j := i; j < len(r.tok); j++ {
		t := &r.tok[j]
		if bracketed(t.word, &depth) {
			continue
		}
		switch t.word {
		case ".", ";", "!", "?", "but", "although", "though", "whereas", "however", "because", "–", "—":
			if j > i {
				return j
			}
		case ",":
			if j+1 < len(r.tok) {
				n := &r.tok[j+1]
				if n.is(clRel) || n.is(clSub) || n.word == "but" || n.is(clPron) && j+2 < len(r.tok) && r.tok[j+2].is(clVerb|clModal|clBe|clAux) {
					return j
				}
			}
		}
	}
	return len(r.tok)
}

// clauseStart gives the first token of the clause that token i stands in.
func (r *reading) clauseStart(i int) int {
	for j := i - 1; j >= 0; j-- {
		t := &r.tok[j]
		switch t.word {
		case ".", ";", "!", "?", ":", "but", "although", "though", "whereas", "however", "because", "–", "—", "whereby":
			return j + 1
		case "and":
			if n := r.tok[j+1].word; j > 0 && r.tok[j-1].word == "," && (n == "it" || n == "its" || n == "they" || n == "this" || n == "these" || n == "you") {
				return j + 1
			}
		case "which", "where":
			if j > 0 && r.tok[j-1].word != "," {
				return j + 1
			}
		case ",":
			n := &r.tok[j+1]
			if n.is(clRel) || n.is(clPron) && j+2 < len(r.tok) && r.tok[j+2].is(clVerb|clModal|clBe|clAux) {
				return j + 1
			}
		}
	}
	return 0
}

// open classes by their endings.
func adjectival(w string) bool {
	if adjectives[w] {
		return true
	}
	for _, s := range [...]string{"ing", "ed", "al", "ic", "ary", "ous", "ive", "ful", "less", "ish", "ary", "able", "ible"} {
		if len(w) > len(s)+2 && strings.HasSuffix(w, s) {
			return true
		}
	}
	return false
}

var adjectives = wordSet(`weak absent pale poor high low severe mild chronic acute sudden slow fast rapid red blue bluish reddish dark cloudy
	sharp dull deep dry sore stiff tight heavy hot cold cool warm swollen numb tender loose hard soft bad unusual blurred blurry double faint
	large small new persistent long short intense strong extreme frequent irregular regular difficult bloody watery itchy flaky scaly white yellow awkward
	black brown green pink bright upper lower left right inner outer front back`)

func wordSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

func (r *reading) startsSite(i int) bool {
	for k := range r.terms {
		if m := &r.terms[k]; m.kind == "site" && m.from <= i && i < m.to {
			return true
		}
	}
	return false
}

// startsTerm reports whether a symptom of the vocabulary starts at token i: "being sick".
func (r *reading) startsTerm(i int) bool {
	for k := range r.terms {
		if m := &r.terms[k]; m.kind == "symptom" && m.from == i && m.to > i+1 {
			return true
		}
	}
	return false
}

// qualities are adjectives of degree that stand before another adjective.
var qualities = wordSet(`severe mild sharp dull sudden intense strong constant deep moderate extreme persistent painful red dry thick brief long short`)

// finite reports whether a verb without -s can only be a verb, not a noun (cause, start, help, need, use can be either).
func finite(w string) bool {
	switch w {
	case "cause", "start", "help", "need", "use", "increase", "decrease", "lead", "result", "visit", "contact", "notice", "look", "experience":
		return false
	}
	return true
}

func sameEnding(a, b string) bool {
	for _, s := range [...]string{"ing", "ed"} {
		x, y := len(a) > 4 && strings.HasSuffix(a, s), len(b) > 4 && strings.HasSuffix(b, s)
		if x != y {
			return false
		}
	}
	return true
}

func (r *reading) findsSymptom(from, to int) bool {
	for i := range r.terms {
		if m := &r.terms[i]; m.kind == "symptom" && m.from >= from && m.to <= to {
			return true
		}
	}
	return false
}

// nounEnd gives the end of the noun phrase that starts at i: before a preposition, a verb, a relative word.
func (r *reading) nounEnd(i, to int) int {
	for ; i < to; i++ {
		if r.tok[i].is(clPrep | clRel | clSub | clModal | clBe | clPunct) {
			break
		}
	}
	return i
}

// trim takes determiners, hedges and link words from the front, and relative clauses, adverbs and stray words from the end.
func (r *reading) trim(from, to int) (int, int) {
	for from < to {
		t := &r.tok[from]
		if t.is(clDet|clAdverb|clConj|clPunct) && t.word != "no" && t.word != "never" || t.word == "possibly" || t.word == "such" || t.word == "as" || t.word == "like" || t.word == "including" ||
			t.word == "both" || t.word == "then" || t.word == "even" || t.word == "being" && !r.startsTerm(from) || t.word == "brief" || t.word == "having" && from+1 < to || t.word == "ongoing" || (t.word == "called" || t.word == "known" || t.word == "making" || t.word == "following" || t.word == "resulting") && from+1 < to {
			from++
			continue
		}
		break
	}
	// "a feeling of heaviness", "a state of ischemia", "a lack of" keeps.
	if to-from > 2 && r.tok[from+1].word == "of" && emptyHeads[r.tok[from].word] {
		return r.trim(from+2, to)
	}
	if to-from > 3 && r.tok[from+2].word == "of" && emptyHeads[r.tok[from+1].word] && (adjectival(r.tok[from].word) || r.tok[from].is(clNumber)) {
		return r.trim(from+3, to)
	}
	end := to
	for j := from; j < to; j++ {
		t := &r.tok[j]
		if t.is(clRel) && j > from && t.word != "that" || t.word == "because" || t.word == "if" && j > from || t.word == "(" && (j == from || !r.goesOn(j, to)) || t.word == "such" && j+1 < to && r.tok[j+1].word == "as" ||
			t.word == "including" || t.word == "especially" || t.word == "particularly" || t.word == "called" && j > from || t.word == "known" && j > from {
			end = j
			break
		}
	}
	for end > from {
		t := &r.tok[end-1]
		if t.is(clPunct|clConj|clPrep|clDet|clSub|clAdverb|clModal|clBe) && t.word != "rapidly" && t.word != "quickly" && t.word != "suddenly" && t.word != "down" && t.word != "up" && t.word != "out" && t.word != "slowly" || t.word == "etc" {
			end--
			continue
		}
		break
	}
	return from, end
}

// goesOn reports whether a phrase goes on after the bracket that opens at token i: "inhale (breathe in) the bacteria".
func (r *reading) goesOn(i, to int) bool {
	shut := r.until(i, to, ")")
	return shut+1 < to && !r.tok[shut+1].is(clPunct|clConj|clRel|clSub)
}

var emptyHeads = wordSet(`feeling sensation sense state kind type form variety number range history period episodes bouts amount lot group pair series part
	degree signs symptoms presence development use cases types forms kinds`)
