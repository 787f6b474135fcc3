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

// item is one member of an enumeration: the tokens it is made of, which need not be neighbours ("pain or burning when you
// urinate" has "pain when you urinate").
type item struct {
	words    []int
	from, to int // the span it was found in
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

// clauseEnd gives the token that ends the clause that token i stands in: a full stop, a semicolon, or a word that opens
// another clause.
func (r *reading) clauseEnd(i int) int {
	depth := 0
	for j := i; j < len(r.tok); j++ {
		t := &r.tok[j]
		switch t.word {
		case "(":
			depth++
			continue
		case ")":
			if depth > 0 {
				depth--
			}
			continue
		}
		if depth > 0 {
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

// heads govern every member of an enumeration that has no head of its own: trouble walking or sleeping.
var heads = wordSet(`trouble difficulty difficulties problems problem loss lack changes change inability sensitivity decreased increased reduced feeling feelings pain
	rapid fast impaired slurred swelling numbness weakness tingling repeated narrowing damage`)

// items splits an enumeration into its members. It stops where a new clause begins.
func (r *reading) items(from, to int) []item {
	type part struct {
		from, to int
		comma    bool // a comma stands before it
		sep      string
	}
	var parts []part
	start, depth := from, 0
	cur := part{from: from}
	flush := func(end int) {
		cur.from, cur.to = start, end
		if f, t := r.trim(start, end); f < t {
			cur.from, cur.to = f, t
			parts = append(parts, cur)
		}
		cur = part{}
	}
scan:
	for i := from; i < to; i++ {
		t := &r.tok[i]
		switch t.word {
		case "(", "[":
			depth++
			continue
		case ")", "]":
			if depth > 0 {
				depth--
			}
			continue
		}
		if depth > 0 {
			continue
		}
		switch t.word {
		case ",", ";", "and", "or", "and/or", "plus", "nor", "/", "-":
			// "severe, debilitating pain" is one member.
			lead := start
			for lead < i && r.tok[lead].is(clDet) {
				lead++
			}
			if t.word == "," && i == lead+1 && i+2 < to && qualities[r.tok[lead].word] && !r.tok[i+1].is(clConj) && adjectival(r.tok[i+1].word) {
				continue
			}
			if t.word == "and" && r.until(start, i, "between") < i || r.insideForm(i) { // "between 1 and 2 years", "pins and needles"
				continue
			}
			if i > start {
				flush(i)
			}
			if t.word == "," || t.word == ";" || t.word == "-" {
				cur.comma = true
			} else {
				cur.sep = t.word
			}
			start = i + 1
		case "as":
			if i+2 < to && r.tok[i+1].word == "well" && r.tok[i+2].word == "as" {
				flush(i)
				i += 2
				start = i + 1
				cur.comma = true
			}
		case ".", "!", "?", ":", "–", "—", "but":
			flush(i)
			start = to
			break scan
		default:
			// A member that begins like a clause ends the enumeration.
			lead := start
			for lead < i && r.tok[lead].is(clAdverb) {
				lead++
			}
			if i == lead && i > from && (t.is(clModal|clBe|clSub|clRel) || t.is(clPron) && !t.is(clDet) && !people[t.word] || t.is(clPrep) && t.word != "like" || t.is(clVerb) && len(parts) > 0 && (finite(t.word) || i > start)) {
				start = to
				if t.is(clVerb) && t.word != "have" && r.relative(parts[0].from, parts[0].to) {
					start = lead
					break
				}
				break scan
			}
		}
	}
	if start < to {
		flush(to)
	}
	// "sores on the feet or legs that do not heal" is one member.
	if len(parts) == 2 && r.placed(parts[0].from, parts[0].to) && r.startsSite(parts[1].from) && parts[1].from+1 < to && r.tok[parts[1].from+1].is(clRel) {
		parts[0].to = parts[1].to
		parts = parts[:1]
	}
	// "controlling worms in dogs and cats" is one member.
	if len(parts) == 2 && r.sharesPlace(parts[0].from, parts[0].to, parts[1].from, parts[1].to) && parts[1].sep != "" && !parts[1].comma {
		parts[0].to = parts[1].to
		parts = parts[:1]
	}
	// "pain in your arms or legs": the places belong to one member.
	for k := len(parts) - 1; k > 0 && len(parts) > 2; k-- {
		if p, before := parts[k], parts[k-1]; r.onlySites(p.from, p.to) && (r.placed(before.from, before.to) || k > 1 && r.onlySites(before.from, before.to)) {
			parts[k-1].to = p.to
			parts = append(parts[:k], parts[k+1:]...)
		}
	}
	var out []item
	for k, p := range parts {
		it := item{words: r.noBrackets(p.from, p.to), from: p.from, to: p.to}
		n := p.to - p.from
		if k+1 < len(parts) {
			q := parts[k+1]
			first, second := &r.tok[p.to-1], &r.tok[q.from]
			// "burning or shooting pain": the modifier borrows the noun.
			if end := r.nounEnd(q.from, q.to); !q.comma && q.sep != "" && !r.tok[p.from].is(clNeg) && n <= 2 && end-q.from >= 2 && end-q.from <= 3 && !looks[r.tok[end-1].word] && adjectival(first.word) && adjectival(second.word) &&
				sameEnding(first.word, second.word) && !r.tok[q.from+1].is(clPrep|clSub|clRel|clBe|clModal) {
				it.words = append(it.words, span(q.from+1, r.nounEnd(q.from+1, q.to))...)
			} else if n == 1 && !q.comma && q.sep != "" && end-q.from >= 2 && end-q.from <= 4 && lending[first.word] && (adjectival(second.word) || lending[second.word]) {
				it.words = append(it.words, span(q.from+1, end)...) // "persistent or recurrent vomiting"
			} else if n == 1 {
				// "pain or burning when you urinate": the clause belongs to both.
				if last := parts[len(parts)-1]; len(parts) == 2 || !last.comma {
					for j := last.from + 1; j < last.to; j++ {
						if r.tok[j].word == "when" || r.tok[j].word == "during" || r.tok[j].word == "while" {
							it.words = append(it.words, span(j, last.to)...)
							break
						}
					}
				}
			}
		}
		p0 := parts[0]
		switch {
		case k > 0 && r.relative(p0.from, p0.to) && (r.tok[p.from].is(clVerb) || n == 1 && adjectival(r.tok[p.from].word)):
			// "urine that smells bad or looks cloudy or reddish"
			it.words = append([]int{p0.from}, it.words...)
		case k == 1 && len(parts) == 2 && p0.to-p0.from > 2 && !r.findsSymptom(p.from, p.to) && r.startsSite(p.from) && r.findsSymptom(p0.from, p0.to) && either(p.sep):
			// "pain in your back or side"
			for j := p0.from + 1; j < p0.to; j++ {
				if r.tok[j].is(clPrep) {
					it.words = append(span(p0.from, j+1), it.words...)
					break
				}
			}
		case k > 0 && n <= 2:
			// "trouble walking or sleeping": the head governs the rest.
			if heads[r.tok[p0.from].word] && p0.to-p0.from >= 2 && !r.findsSymptom(p.from, p.to) && !p.comma {
				h := 1
				if r.tok[p0.from+1].is(clPrep) {
					h = 2
				}
				if p0.to-p0.from > h {
					it.words = append(span(p0.from, p0.from+h), it.words...)
				}
			}
		}
		out = append(out, it)
	}
	return out
}

// insideForm reports whether token i stands inside a name that the vocabulary has word by word.
func (r *reading) insideForm(i int) bool {
	for k := range r.terms {
		if m := &r.terms[k]; m.fixed && m.kind == "symptom" && m.from < i && i < m.to-1 {
			return true
		}
	}
	return false
}

// sharesPlace reports whether a single noun goes on what a preposition began: "worms in dogs" and "cats".
func (r *reading) sharesPlace(from, to, at, end int) bool {
	if end != at+1 || to-from < 3 || heads[r.tok[from].word] || heads[r.tok[from+1].word] || troubles[r.tok[from].word] || !r.tok[to-2].is(clPrep) || r.findsSymptom(from, end) || treatmentNoun(r, at, end) {
		return false
	}
	a, b := &r.tok[to-1], &r.tok[at]
	return a.class == 0 && b.class == 0 && !gerund(b.word) && strings.HasSuffix(a.word, "s") == strings.HasSuffix(b.word, "s")
}

// lending are adjectives that lend their noun to the one before them.
var lending = wordSet(`persistent recurrent chronic acute abnormal missing mental physical behavioral intellectual motor sensory emotional partial complete temporary permanent
	sudden gradual mild moderate severe increased decreased reduced excessive frequent irregular rapid slow blurred double high low unusual difficult visual verbal social`)

// looks are nouns that say what something looks like; their adjectives stay together.
var looks = wordSet(`color colour appearance tint skin odor smell look`)

// onlySites reports whether words are a part of the body and nothing else.
func (r *reading) onlySites(from, to int) bool {
	for i := range r.terms {
		m := &r.terms[i]
		if m.kind != "site" || m.from < from || m.to > to {
			continue
		}
		rest := true
		for j := from; j < to; j++ {
			if (j < m.from || j >= m.to) && !r.tok[j].is(clDet|clAdverb) && !adjectival(r.tok[j].word) {
				rest = false
			}
		}
		if rest {
			return true
		}
	}
	return false
}

// placed reports whether words end in a place: "pain in the legs".
func (r *reading) placed(from, to int) bool {
	for j := from + 1; j < to; j++ {
		if r.tok[j].is(clPrep) && r.onlySites(j+1, to) {
			return true
		}
	}
	return false
}

// either reports a conjunction that offers a choice.
func either(sep string) bool { return sep == "or" || sep == "and/or" }

// relative reports whether a phrase is a noun with a relative clause.
func (r *reading) relative(from, to int) bool {
	return from+2 < to && (r.tok[from+1].word == "that" || r.tok[from+1].word == "which")
}

func (r *reading) startsSite(i int) bool {
	for k := range r.terms {
		if m := &r.terms[k]; m.kind == "site" && m.from <= i && i < m.to {
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
		if t.is(clDet|clAdverb|clConj|clPunct) && t.word != "no" || t.word == "possibly" || t.word == "such" || t.word == "as" || t.word == "like" || t.word == "including" ||
			t.word == "both" || t.word == "then" || t.word == "even" || t.word == "being" || t.word == "brief" || t.word == "having" && from+1 < to || t.word == "ongoing" || (t.word == "called" || t.word == "known" || t.word == "making" || t.word == "following" || t.word == "resulting") && from+1 < to {
			from++
			continue
		}
		break
	}
	// "a feeling of heaviness", "a state of ischemia", "a lack of" keeps.
	if to-from > 2 && r.tok[from+1].word == "of" && emptyHeads[r.tok[from].word] {
		return r.trim(from+2, to)
	}
	if to-from > 3 && r.tok[from+2].word == "of" && emptyHeads[r.tok[from+1].word] && adjectival(r.tok[from].word) {
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
