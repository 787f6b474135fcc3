package extract

import "strings"

// item is one member of an enumeration: the tokens it is made of, which need not be neighbours ("pain or burning when you
// urinate" has "pain when you urinate").
type item struct {
	words    []int
	from, to int // the span it was found in
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
		if bracketed(t.word, &depth) {
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
			if i == lead && i > from && !(t.is(clBe) && r.startsTerm(i)) && (t.is(clModal|clBe|clSub|clRel) || t.is(clPron) && !t.is(clDet) && !people[t.word] || t.is(clPrep) && t.word != "like" || t.is(clVerb) && len(parts) > 0 && (finite(t.word) || i > start)) {
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
		faculty := faculties[r.tok[p.from].word] && (n == 1 || r.tok[p.from+1].is(clPrep))
		if j := k - 1; faculty { // "memory loss and impaired speech, balance, and movement"
			for j > 0 && parts[j].to-parts[j].from == 1 && faculties[r.tok[parts[j].from].word] {
				j--
			}
			if j >= 0 && heads[r.tok[parts[j].from].word] {
				p0 = parts[j]
			}
		}
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
		case k > 0 && (n <= 2 || faculty):
			// "trouble walking or sleeping": the head governs the rest.
			if heads[r.tok[p0.from].word] && p0.to-p0.from >= 2 && (!r.findsSymptom(p.from, p.to) && !p.comma || faculty) {
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

// faculties are what a body can do, which is no symptom without the word that says what is wrong with it: "impaired speech, balance, and movement".
var faculties = wordSet(`speech balance movement coordination vision sight hearing memory thinking walking swallowing breathing speaking talking chewing sensation touch taste smell
	judgment judgement language concentration learning attention sleep reasoning planning writing reading standing`)

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
