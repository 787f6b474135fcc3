package extract

import (
	"strings"

	"signpost/search/page"
)

// activity gives what people do in the vocabulary's words, if a phrase ends in it: "people doing high-impact exercises".
func (r *reading) activity(words []int) string {
	last := words[len(words)-1]
	for i := range r.terms {
		m := &r.terms[i]
		if m.kind != "trigger" || m.to != last+1 || m.to-m.from > 2 || len(m.name) < 4 || !strings.HasPrefix(r.tok[m.from].word, m.name[:4]) {
			continue
		}
		var before []int
		for _, w := range r.population(words) {
			if w < m.from {
				before = append(before, w)
			}
		}
		return strings.TrimSpace(r.text(before) + " " + m.name)
	}
	return ""
}

// untilThan gives the "than" of a comparison between groups: not that of "older than 50".
func (r *reading) untilThan(from, to int) int {
	for j := from; j < to; j++ {
		if r.tok[j].word == "than" && j > from && !r.tok[j-1].is(clComp) && r.tok[j-1].word != "older" && r.tok[j-1].word != "younger" {
			return j
		}
	}
	return to
}

// raisesRisk: left raises the risk of right.
func (x *extraction) raisesRisk(r *reading, c cue, start, end int, denied bool) {
	if denied || c.from > 0 && r.tok[c.from-1].is(clRel) && r.tok[c.from].is(clBe) || c.from > 1 && r.tok[c.from-1].word == "at" && people[r.tok[c.from-2].word] && !r.opens(c.from-2) { // "tests help people who are at risk"
		return
	}
	if c.to < end && (r.tok[c.to].word == "of" || r.tok[c.to].word == "for") {
		c.to++
	}
	w := r.tok[c.to-1].word
	right := w == "risk" && c.to < end && !x.aboutFocus(r, start, c.from) && (r.tok[c.to].is(clPunct|clConj|clAdverb|clSub) || r.tok[c.to].word == "as") // "may be at greater risk as well"
	for _, n := range r.named {
		if n.from >= c.to && n.to <= end && x.focused(n.about) {
			if n.to < end && consequences[r.tok[n.to].word] {
				return
			}
			right = true
			if n.to < end && r.tok[n.to].is(clBe) && strings.HasPrefix(r.tok[c.from].word, "risk") {
				return // "the risk factors for X are": a list
			}
		}
	}
	if !right && x.aboutFocus(r, c.to, min(end, c.to+4)) && !x.aboutFocus(r, start, c.from) { // "men have a greater risk of the infection"
		right = true
	}
	switch {
	case (right || c.to >= end) && x.ifAtRisk(r, c):
	case right || c.to >= end || !x.namedOther(r, c.to, end) && x.role == page.Causes:
		if k := r.examples(start, c.from, end); k > 0 {
			x.values(r, page.SlotRisk, k, r.clauseEnd(k), nil, "", false)
			return
		}
		to := r.verbGroup(start, c.from)
		// "Older age is a risk factor", "People who smoke are at higher risk"
		for to > start && (r.tok[to-1].is(clDet|clComp|clVerb|clBe|clAux) || weights[r.tok[to-1].word]) {
			to--
		}
		f, _ := r.trim(start, to)
		if k := r.thoseWho(f, to); k == f && f+2 < to {
			x.those(r, f+1, to)
			return
		}
		if f+2 < to && people[r.tok[f].word] && !anybody[r.tok[f].word] && r.tok[f+1].is(clRel) { // "children whose parents carry the gene"
			for r.tok[to-1].is(clAdverb) {
				to--
			}
			if words := shorten(r, r.noBrackets(f, to), 12); len(words) == to-f {
				x.state(r, claim{slot: page.SlotRisk, value: r.text(words), from: f, to: to})
			}
			return
		}
		for _, it := range r.items(start, to) {
			if r.tok[it.words[0]].is(clPrep | clNumber) {
				continue
			}
			if words := r.population(shorten(r, r.beforeVerb(page.SlotRisk, it.words), 8)); r.substantial(words) && !r.tok[words[0]].is(clPrep) {
				x.state(r, claim{slot: page.SlotRisk, value: r.text(words), from: it.from, to: it.to, term: r.termOf(page.SlotRisk, it.from, it.to)})
			}
		}
	case (w == "of" || w == "for") && x.aboutFocus(r, start, c.from):
		for c.to < end && (r.tok[c.to].word == "getting" || r.tok[c.to].word == "developing" || r.tok[c.to].word == "having") {
			c.to++
		}
		for _, it := range r.items(c.to, end) {
			if r.substantial(it.words) && len(it.words) <= 8 {
				x.state(r, claim{slot: page.SlotCourse, value: r.text(shorten(r, it.words, 4)), from: it.from, to: it.to})
			}
		}
	}
}

// consequences are nouns that make something else of a condition's name: "more at risk for diabetes complications".
var consequences = wordSet(`complications attacks problems symptoms deaths flares`)

// thoseWho gives the first word for anybody that "who" tells apart: "people who"; to if none does.
func (r *reading) thoseWho(from, to int) int {
	for j := from; j+2 < to; j++ {
		if w := r.tok[j].word; (anybody[w] || w == "anyone" || w == "person") && (r.tok[j+1].word == "who" || r.tok[j+1].word == "whose") {
			return j
		}
	}
	return to
}

// those states what tells people at risk from others: what they have or are, each by itself, or what they do, as a whole. Token from is
// the "who" of "people who take steroids or who have diabetes".
func (x *extraction) those(r *reading, from, to int) {
	for from < to {
		next := from + 1
		for next < to && !(r.tok[next].is(clRel) && (r.tok[next-1].is(clConj) || anybody[r.tok[next-1].word])) {
			next++
		}
		verb := from + 1
		for verb < next && r.tok[verb].is(clAdverb) && !r.tok[verb].is(clNeg) {
			verb++
		}
		if k := verb + 1; verb < next && r.tok[from].word == "who" {
			if w := r.tok[verb].word; w == "have" || w == "has" || w == "had" {
				if k < next && !r.tok[k].is(clNeg|clBe|clAdverb) && !strings.HasSuffix(r.tok[k].word, "ed") {
					x.values(r, page.SlotRisk, k, next, nil, "", false)
					from = next
					continue
				}
			} else if r.tok[verb].is(clBe) {
				verb = k
			}
		}
		if r.tok[from].word != "who" {
			verb = from + 1
		}
		f, t := verb, next
		for t > f && (r.tok[t-1].is(clAdverb|clPunct|clConj|clModal|clBe) || anybody[r.tok[t-1].word]) {
			t--
		}
		if words := r.noBrackets(f, t); len(words) > 0 && r.tok[f].word != "think" && len(words) <= 12 && r.substantial(words) {
			x.state(r, claim{slot: page.SlotRisk, value: r.text(words), from: f, to: t, term: r.termOf(page.SlotRisk, f, t)})
		}
		from = next
	}
}

// ifAtRisk takes "If you have a family history of it, you are at higher risk": the condition is who is at risk. It reports whether the
// sentence is one.
func (x *extraction) ifAtRisk(r *reading, c cue) bool {
	k := r.indexOf(",")
	if r.tok[0].word != "if" || k < 3 || k > c.from || !(r.tok[1].word == "you" || r.tok[1].word == "you're" || r.tok[1].word == "your" || r.tok[1].word == "they" || people[r.tok[1].word]) || r.clauseStart(c.from) > k+1 {
		return false
	}
	for _, it := range r.riskItems(1, r.backToComma(k, c.from)) {
		x.state(r, claim{slot: page.SlotRisk, value: r.text(it.words), from: it.from, to: it.to, term: r.termOf(page.SlotRisk, it.from, it.to)})
	}
	return true
}

// comparesPeople takes "women are more likely than men to have it", "more women than men get it".
func (x *extraction) comparesPeople(r *reading) {
	if len(x.focus) == 0 || x.healing() || x.role == outlook {
		return
	}
	for i := 1; i+3 < len(r.tok); i++ {
		w, next := r.tok[i].word, r.tok[i+1].word
		if next != "than" && !(next == "as" || people[w] && r.until(i+1, min(len(r.tok), i+7), "than", "as") < min(len(r.tok), i+7)) {
			continue
		}
		switch {
		case w == "likely" && r.tok[i-1].word == "more" && !r.denied(i):
			to := r.until(i+2, min(len(r.tok), i+10), "to")
			start := r.clauseStart(i)
			be := r.firstOf(start, i, clBe)
			if to+2 < len(r.tok) && catches[r.tok[to+1].word] && r.populates(span(start, be)) && x.aboutFocus(r, to+2, min(len(r.tok), to+9)) {
				x.values(r, page.SlotRisk, start, be, nil, "", false)
			}
			return
		case (r.tok[i-1].word == "more" || r.tok[i-1].word == "many" && i > 1 && r.tok[i-2].word == "as") && sexWords[w] && r.until(i+1, len(r.tok), "women", "men", "girls", "boys", "females", "males") < len(r.tok) && x.aboutFocus(r, 0, len(r.tok)):
			x.state(r, claim{slot: page.SlotRisk, value: w, from: i, to: i + 1})
			return
		}
	}
}

var (
	catches  = wordSet(`get have develop be suffer experience catch`)
	sexWords = wordSet(`women men girls boys females males`)
)

// affectsPeople takes the groups that a condition affects, between two tokens, unless they are everybody: "both men and women".
func (x *extraction) affectsPeople(r *reading, from, to int) {
	has := func(words ...string) bool { return r.until(from, to, words...) < to }
	if has("both", "all", "any", "every", "differently", "equally") || has("women", "females", "girls") && has("men", "males", "boys") && !has("more") || has("children", "babies", "infants") && has("adults") {
		return
	}
	for _, it := range r.items(from, r.untilThan(from, r.until(from, to, "more"))) {
		last := r.tok[it.words[len(it.words)-1]].word
		if first := &r.tok[it.words[0]]; len(it.words) < 5 && people[last] && !anybody[last] && !first.is(clNumber|clPrep) && r.until(it.from, it.to, "to", "of", "in") == it.to && (!r.tok[it.from-1].is(clDet) || r.tok[it.from-1].word == "the") {
			x.state(r, claim{slot: page.SlotRisk, value: r.text(it.words), from: it.from, to: it.to})
		}
	}
}

// playsRole takes "genes may play a role in the disease": a cause among others.
func (x *extraction) playsRole(r *reading) {
	if len(x.focus) == 0 || x.role == page.Treatment || x.role == page.Prevention || x.role == outlook {
		return
	}
	for i := 2; i < len(r.tok); i++ {
		if w := r.tok[i].word; w != "role" && w != "part" {
			continue
		}
		k := i - 1
		for k > 0 && (r.tok[k].is(clDet) || adjectival(r.tok[k].word) || weights[r.tok[k].word]) {
			k--
		}
		if w := r.tok[k].word; w != "play" && w != "plays" || r.denied(k) || i+1 < len(r.tok) && !r.tok[i+1].is(clPunct|clConj) && !(r.tok[i+1].word == "in" && (x.aboutFocus(r, i+2, min(len(r.tok), i+8)) || i+2 < len(r.tok) && (r.tok[i+2].word == "causing" || r.tok[i+2].word == "who"))) {
			continue
		}
		start := r.clauseStart(k)
		for j := start; j < k; j++ { // "Experts think that genes"
			if r.tok[j].is(clRel) || r.tok[j].word == "think" || r.tok[j].word == "believe" {
				start = j + 1
			}
		}
		if to := r.firstOf(start, k, clModal|clAux); to-start < 16 && !r.tok[start].is(clPron|clSub|clPrep) && !x.aboutFocus(r, start, to) {
			x.values(r, page.SlotCause, start, to, nil, "", false)
		}
		return
	}
}

// withAge takes "the risk rises with age", "it becomes more likely as you get older".
func (x *extraction) withAge(r *reading) {
	if len(x.focus) == 0 || x.healing() || !r.has("risk", "likely", "common", "chance", "chances") {
		return
	}
	for i := 3; i < len(r.tok); i++ {
		w, p := r.tok[i].word, r.tok[i-1].word
		if !(w == "age" && (p == "with" || (p == "you" || p == "people" || p == "we" || p == "they") && r.tok[i-2].word == "as") || w == "older" && (p == "get" || p == "grow") && r.until(max(0, i-4), i, "as") < i) {
			continue
		}
		start := r.clauseStart(i)
		if k := r.until(start, i, "risk", "likely", "common", "chance", "chances"); k < i && !r.denied(k) && r.tok[max(0, k-1)].word != "less" && !x.namedOther(r, start, i) && r.until(start, i, "increases", "increase", "rises", "rise", "more", "grows", "goes", "higher", "greater") < i {
			x.state(r, claim{slot: page.SlotRisk, value: "older age", from: k, to: i + 1})
		}
		return
	}
}

// weights are adjectives that say how strong a risk is.
var weights = wordSet(`major main biggest common strong strongest important significant known possible single`)

// population takes "people who have" from the front of who is at risk.
func (r *reading) population(words []int) []int {
	k := 0
	for k < len(words) {
		t := &r.tok[words[k]]
		if t.word == "people" || t.word == "person" || t.word == "persons" || t.word == "those" || t.word == "anyone" || t.word == "individuals" || t.is(clRel) || t.word == "with" || t.word == "have" || t.word == "had" || t.word == "doing" || t.word == "younger" || t.word == "has" || t.word == "having" || t.word == "a" || t.word == "are" || t.word == "an" || t.word == "if" || t.word == "you" || t.word == "they" || t.word == "you're" || t.word == "youre" || t.word == "they're" || t.word == "your" || t.word == "need" || t.word == "suffering" || t.word == "from" || t.word == "undergoing" || t.word == "undergo" || t.word == "undergoes" {
			k++
			continue
		}
		break
	}
	if k == len(words) {
		return nil
	}
	return words[k:]
}

func (r *reading) riskItems(from, to int) []item {
	var out []item
	end := r.until(from, to, ".", ";", "meaning", "where")
	start := from
	for j := from; j <= end; j++ {
		if j == end || r.tok[j].word == "," || r.tok[j].word == "or" || r.tok[j].word == "and" {
			words := r.population(span(start, j))
			start = j + 1
			words = shorten(r, words, 9)
			if len(words) > 0 && len(words) <= 9 {
				f, t := r.trim(words[0], words[len(words)-1]+1)
				if f < t && r.tok[f].word != "of" && r.substantial(span(f, t)) {
					out = append(out, item{words: span(f, t), from: f, to: t})
				}
			}
		}
	}
	return out
}

// populates reports whether words name a group of people: who, of what age, doing what.
func (r *reading) populates(words []int) bool {
	for _, i := range words {
		w := r.tok[i].word
		if people[w] || strings.HasSuffix(w, "ers") && !r.startsSite(i) || strings.HasPrefix(w, "age") || strings.HasSuffix(w, "-year-olds") || descents[w] {
			return true
		}
	}
	return false
}

// descents are nouns of where people come from: "the Asian population", "people of Irish descent".
var descents = wordSet(`population populations descent ancestry ethnicity heritage`)

var anybody = wordSet(`people individuals patients persons those americans`)

var people = wordSet(`people women men children adults infants babies newborns boys girls females males adolescents teenagers persons patients whites blacks hispanics
	athletes elderly americans african-americans caucasians individuals teens youth toddlers those older pregnant women's`)
