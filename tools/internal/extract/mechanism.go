package extract

import (
	"strings"

	"signpost/search/page"
)

// definition takes what "X is a disease in which ..." and "X, a narrowing of the spinal canal," say.
func (x *extraction) definition(r *reading) {
	for i := 0; i+1 < len(r.tok); i++ {
		// "a condition in which plaque builds up", "a condition whereby pressure builds"
		if (r.tok[i].word == "in" && r.tok[i+1].word == "which" || r.tok[i].word == "whereby" || r.tok[i].word == "that" && r.tok[i+1].word == "occurs" && i+2 < len(r.tok) && r.tok[i+2].word == "when") && i > 0 && diseaseWord[r.tok[i-1].word] {
			from := i + 1
			if r.tok[i].word == "in" {
				from = i + 2
			} else if r.tok[i].word == "that" {
				from = i + 3
			}
			end := r.clauseEnd(from)
			x.goesWrong(r, from, end)
			if k := r.until(from, end, "in"); k+1 < end && r.tok[k+1].is(clDet) { // "are made in the bone marrow"
				x.sitesIn(r, k+1, min(end, k+5), nil)
			}
		}
	}
	for i := 1; i+3 < len(r.tok) && x.role != page.Treatment && x.role != page.Prevention; i++ { // "when there is too much uric acid in the blood"
		if r.tok[i].is(clBe) && r.tok[i-1].word == "there" && r.tok[i+1].word == "too" && (r.tok[i+2].word == "much" || r.tok[i+2].word == "many" || r.tok[i+2].word == "little" || r.tok[i+2].word == "few") {
			to := r.nounEnd(i+3, r.clauseEnd(i+1))
			if to == i+3 {
				continue
			}
			if to < len(r.tok) && r.tok[to].is(clPrep) {
				to = r.nounEnd(to+1, r.clauseEnd(i+1))
			}
			if words := span(i+1, to); to-i < 9 && r.substantial(words[2:]) {
				slot := page.SlotMechanism
				if j := r.clauseStart(i); r.tok[j].is(clSub) || j > 0 && r.tok[j-1].word == "because" {
					slot = page.SlotCause
				}
				x.state(r, claim{slot: slot, value: r.text(words), from: i + 1, to: to})
			}
		}
	}
	if w := r.inheritance(); w != "" && x.aboutFocus(r, 0, r.firstVerb()) {
		i := r.indexOf(w)
		x.state(r, claim{slot: page.SlotCause, value: w, from: i, to: i + 1})
	}
	if i := r.until(0, len(r.tok), "inflammatory", "autoimmune", "degenerative"); i < len(r.tok) && !r.denied(i) && !r.inName(i) && !r.supposed(i) && r.diseaseAfter(i) > 0 && r.firstOf(max(0, i-6), i, clBe) < i && r.until(max(0, i-5), i, "a", "an") < i && x.aboutFocus(r, 0, r.firstVerb()) {
		x.state(r, claim{slot: page.SlotMechanism, value: r.text(span(i, r.diseaseAfter(i)+1)), from: i, to: i + 1})
	}
	for _, n := range r.named {
		if !x.focused(n.about) {
			continue
		}
		// "A concussion is a type of brain injury": where it is.
		if n.to < len(r.tok) && r.tok[n.to].is(clBe) && r.opens(n.from) && n.to+1 < len(r.tok) && r.tok[n.to+1].is(clDet) {
			x.sitesIn(r, n.to+1, r.firstOf(n.to+1, min(len(r.tok), n.to+9), clRel|clSub|clPunct), nil)
		}
		if to := r.clauseEnd(n.to); n.to+1 < to && r.opens(n.from) && (r.tok[n.to].word == "is" || r.tok[n.to].word == "are") { // "X is inflammation of the pancreas"
			f := n.to + 1
			for f < to && (r.tok[f].is(clDet|clAdverb) || adjectival(r.tok[f].word) && !mechanismNoun[r.tok[f].word]) {
				f++
			}
			if f < to && mechanismNoun[r.tok[f].word] && f+1 < to && (r.tok[f+1].word == "of" || r.tok[f+1].word == "in") {
				x.mechanismPhrase(r, f, r.firstOf(f+1, to, clRel|clSub|clPunct))
				x.sitesIn(r, f, r.firstOf(f+1, to, clRel|clSub|clPunct), nil)
			}
		}
		i := n.to
		if i+2 < len(r.tok) && (r.tok[i].word == "," && (r.tok[i+1].word == "a" || r.tok[i+1].word == "an")) {
			if to := r.clauseEnd(i + 1); mechanismNoun[r.tok[min(i+2, to-1)].word] {
				end := i + 1
				for end < to && r.tok[end].word != "," {
					end++
				}
				x.mechanismPhrase(r, i+1, end)
			}
		}
	}
}

// goesWrong takes a clause that says what happens in the body: what builds up there is a cause, all else the mechanism.
func (x *extraction) goesWrong(r *reading, from, end int) {
	for _, c := range r.cues {
		if c.kind == cueNarrows && c.from > from && c.from < end && strings.HasPrefix(r.tok[c.from].word, "build") {
			x.does(r, c, from, end)
			return
		}
	}
	x.mechanism(r, from, end)
}

var diseaseWord = wordSet(`disease condition disorder syndrome illness type problem infection`)

// inheritance gives the word that says that a disease runs in families, where the sentence defines it: "is a rare, inherited disorder".
func (r *reading) inheritance() string {
	v := r.firstVerb()
	if v+2 >= len(r.tok) || !r.tok[v].is(clBe) || !r.tok[v+1].is(clDet) && !r.tok[v+1].is(clNumber) {
		return ""
	}
	for j := v + 2; j < min(len(r.tok), v+9); j++ {
		switch w := r.tok[j].word; {
		case w == "inherited" || w == "hereditary" || w == "genetic":
			for k := j + 1; k < min(len(r.tok), j+4); k++ {
				if diseaseWord[strings.TrimSuffix(r.tok[k].word, "s")] {
					return w
				}
			}
			return ""
		case r.tok[j].is(clRel|clSub|clModal) || r.tok[j].is(clPrep) && w != "of":
			return ""
		}
	}
	return ""
}

// mechanismNoun are nouns that name what goes wrong in the body.
var mechanismNoun = wordSet(`narrowing damage inflammation swelling pressure blockage compression irritation buildup build-up thickening hardening weakening loss reduction restriction
	ischemia ischaemia reperfusion degeneration destruction enlargement deposits formation leakage obstruction entrapment rupture clot growth loosening softening tear tears overgrowth`)

// mechanism states a clause about the body: "plaque builds up in the arteries" is kept up to its second prepositional phrase. Nothing
// is stated of a clause that a comma or relative clause cuts off before its verb.
func (x *extraction) mechanism(r *reading, from, to int) {
	if from+1 < to && r.tok[from].word == "there" && r.tok[from+1].is(clBe) {
		from += 2
	}
	f, _ := r.trim(from, to)
	if f < to && gerund(r.tok[f].word) && !r.mechanical(f, to) && !r.inCue(f) { // "when walking" is a trigger
		return
	}
	t, verb, depth := to, false, 0
scan:
	for j := f; j < to; j++ {
		w := &r.tok[j]
		switch {
		case w.word == "(":
			depth++
		case w.word == ")":
			depth--
		case depth > 0:
		case w.is(clBe) && j > f && j+1 < to && (r.tok[j+1].word == "too" || r.tok[j+1].word == "high" || r.tok[j+1].word == "low"): // "levels are too high"
			verb, t = true, min(to, j+3)
			break scan
		case w.word == "," && j+2 < to && r.tok[j+1].word == "or" && r.until(j+2, min(to, j+6), ",") < min(to, j+6): // "blood glucose, or blood sugar, is"
			j = r.until(j+2, to, ",")
		case w.is(clBe) && j > f+1 && r.inCue(f): // "presses on a nerve is the most common cause"
			t = j
			break scan
		case j > f+1 && (w.word == "," || listVerbs[w.word] && !w.is(clBe)) || w.is(clRel|clSub) && j > f || w.is(clConj) && j+1 < to && r.tok[j+1].is(clVerb|clModal|clBe) && verb:
			t = j
			break scan
		case w.is(clPrep) && verb && j-f >= 6:
			t = j
			break scan
		case w.is(clBe|clVerb|clAux|clModal) || r.inCue(j):
			verb = true
		}
	}
	words := r.plainWords(f, t)
	words = words[:min(14, len(words))]
	for len(words) > 1 && r.tok[words[len(words)-1]].is(clPrep|clAdverb|clDet|clConj|clModal|clBe|clPunct) && !(r.tok[words[len(words)-1]].word == "up" || r.tok[words[len(words)-1]].word == "down") {
		words = words[:len(words)-1]
	}
	said := r.mechanical(f, t) || !verb && t == to // no verb that we know, and nothing was cut off: "cells form in the tissues"
	for _, i := range words {
		said = said || r.tok[i].is(clBe|clVerb|clAux|clModal) || r.inCue(i) || i > f && bodyVerbs[r.tok[i].word]
	}
	if said && len(words) > 1 && r.substantial(words) && !(r.tok[words[0]].word == "you" && len(words) < 4) {
		x.state(r, claim{slot: page.SlotMechanism, value: r.text(words), from: f, to: t})
	}
}

// bodyVerbs are verbs, other than those of the closed classes, that say what something in the body does.
var bodyVerbs = wordSet(`forms form collects collect leaks leak grows grow hardens harden dies die breaks break stops stop loses lose fails fail drops drop rises rise moves move fills fill enters enter
	invades invade reaches reach releases release reacts react misfires misfire pushes push rubs rub tightens tighten thickens thicken shrinks shrink closes opens flows
	slips slip lacks multiply multiplies divide divides`)

// plainWords leaves out brackets and words that only colour a clause: modals and adverbs, but for those that deny it.
func (r *reading) plainWords(from, to int) []int {
	var w []int
	for _, i := range r.noBrackets(from, to) {
		if t := &r.tok[i]; t.word == `"` || t.is(clModal) && !t.is(clNeg) || t.is(clAdverb) && !t.is(clNeg|clComp) && t.word != "too" && !(t.word == "first" && i+1 < to && (r.tok[i+1].is(clNumber) || timeWord[r.tok[i+1].word])) {
			continue
		}
		w = append(w, i)
	}
	return w
}

func (x *extraction) mechanismPhrase(r *reading, from, to int) {
	f, t := r.trim(from, to)
	words := shorten(r, r.noBrackets(f, t), 8)
	if f < t && r.substantial(words) {
		for j := f; j < t; j++ { // "narrowing in your spine"
			if r.tok[j].word == "in" {
				x.sitesIn(r, j, t, nil)
			}
		}
		x.state(r, claim{slot: page.SlotMechanism, value: r.text(words), from: f, to: t})
	}
}

// does takes a clause in which something is done to a part of the body: "a bulging disc presses on the nerve". What builds up is a
// cause; a subject that names what goes wrong is the mechanism itself; else the verb and its object are, and the subject a cause.
func (x *extraction) does(r *reading, c cue, start, end int) {
	if x.claimed(c.from, c.to) || strings.HasSuffix(r.tok[c.from].word, "ing") && len(x.spans) > 0 {
		return
	}
	if r.tok[c.from].word != "build" && r.tok[c.from].word != "builds" && strings.HasPrefix(r.tok[c.from].word, "swell") && r.has("you") {
		return
	}
	first := start
	for _, d := range r.cues {
		if d.kind == cueCauses && d.from >= start && d.to <= c.from {
			first = d.to
		}
	}
	for j := first; j < c.from; j++ { // "During exercise, the muscles"
		if r.tok[j].word == "," && first == start && r.tok[start].is(clPrep|clSub|clAdverb) || r.tok[j].is(clRel|clSub) && j > start {
			first = j + 1
		}
	}
	f, t := r.trim(first, r.firstOf(first, c.from, clModal|clBe|clAux))
	verb := r.tok[c.from].word
	if strings.HasPrefix(verb, "build") {
		if words := r.plainWords(f, t); r.substantial(words) && len(words) < 6 {
			slot, to := page.SlotCause, r.nounEnd(c.to, end)
			if mechanismNoun[r.tok[f].word] || r.tok[f].word == "it" {
				slot = page.SlotMechanism
			}
			if to < end && r.tok[to].is(clPrep) {
				to = r.nounEnd(to+1, end)
			}
			x.state(r, claim{slot: slot, value: r.text(r.plainWords(f, to)), from: f, to: to})
		}
		return
	}
	if f < t && r.mechanical(f, t) {
		if slot := r.accumulates(f, t); slot != "" {
			x.values(r, slot, f, t, nil, "", true)
		} else {
			x.mechanismPhrase(r, f, t)
		}
		return
	}
	if r.untreated() {
		if f < t && t-f <= 6 && !r.tok[f].is(clPron) {
			to := r.firstOf(c.from, end, clConj|clPunct)
			x.state(r, claim{slot: page.SlotCourse, value: r.text(span(f, to)), from: f, to: to})
		}
		return
	}
	if intransitive[verb] {
		if f < t && t-f <= 5 && !r.tok[f].is(clPron) {
			to := r.nounEnd(c.to, end)
			if to < end && r.tok[to].is(clPrep) && !r.tok[to].is(clSub) || to < end && r.tok[to].word == "as" {
				to = r.nounEnd(to+1, end)
			}
			x.state(r, claim{slot: page.SlotMechanism, value: r.text(r.plainWords(f, to)), from: f, to: to})
		}
		return
	}
	if f < t && t-f == 1 && r.hasTrigger(f, t) {
		x.values(r, page.SlotTrigger, f, t, nil, "", false)
		return
	}
	if w := r.tok[first].word; (w == "this" || w == "these" || w == "such") && t > f && first+1 < c.from && !r.tok[first+1].is(clModal|clVerb|clAdverb) && !r.inCue(first+1) {
		return // "this deprivation" only points back
	}
	if !(first > start && r.hasTrigger(start, first)) { // what a trigger does for a moment is not what the condition is
		x.mechanism(r, c.from, end)
	}
	if f < t && t-f <= 24 && !r.tok[f].is(clRel) && r.tok[f].word != "its" && !r.has("its") && !x.aboutFocus(r, f, t) && !r.bodily(f, t) && !r.tok[f].is(clPron) && first < c.from {
		slot := page.SlotCause
		if first > start && r.hasTrigger(start, first) {
			slot = page.SlotTrigger
		}
		x.values(r, slot, f, t, nil, "", false)
	}
}

var intransitive = wordSet(`stays reappear reactivate ruptures rupture bursts burst swell swells degenerate collapses`)

// accumulates gives the slot of a substance that builds up, "plaque buildup": a cause. Pressure is no substance.
func (r *reading) accumulates(from, to int) string {
	for j := from; j < r.nounEnd(from, to); j++ {
		switch r.tok[j].word {
		case "pressure", "blood", "fluid":
			return ""
		case "buildup", "build-up", "deposits", "accumulation":
			return page.SlotCause
		}
	}
	return ""
}

// untreated reports a sentence on what follows without treatment.
func (r *reading) untreated() bool {
	return r.has("untreated") || r.has("treated") && r.has("if") && r.has("not", "isn't", "aren't") || r.tok[0].word == "without" && r.has("treatment")
}

// mechanical reports whether a noun phrase is headed by a noun that names what goes wrong in the body.
func (r *reading) mechanical(from, to int) bool {
	for j := from; j < r.nounEnd(from, to); j++ {
		if mechanismNoun[r.tok[j].word] || mechanismNoun[strings.TrimSuffix(r.tok[j].word, "s")] {
			return true
		}
	}
	return false
}

// bodily reports whether words name a part of the body.
func (r *reading) bodily(from, to int) bool {
	for i := range r.terms {
		if m := &r.terms[i]; m.kind == "site" && m.from >= from && m.to <= to {
			return true
		}
	}
	for j := from; j < to; j++ {
		switch r.tok[j].word {
		case "muscles", "muscle", "nerve", "nerves", "artery", "arteries", "blood", "vessel", "vessels", "cells", "cell", "body", "tissue", "immune", "virus", "healing", "fascia", "tendon", "tendons", "ligament", "ligaments", "lining", "membranes", "airways", "joints":
			return true
		}
	}
	return false
}

func (r *reading) hasTrigger(from, to int) bool {
	for i := range r.terms {
		if m := &r.terms[i]; m.kind == "trigger" && m.from >= from && m.to <= to {
			return true
		}
	}
	return false
}

// saidBefore reports whether "this irritation" points back to a word of the sentence before.
func (x *extraction) saidBefore(r *reading, i int) bool {
	w := r.tok[i].word
	if i == 0 || r.tok[i-1].word != "this" || x.at == 0 || len(w) < 5 {
		return false
	}
	return strings.Contains(strings.ToLower(x.sec.Sentences[x.at-1].Plain), w[:5])
}
