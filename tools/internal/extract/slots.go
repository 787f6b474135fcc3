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
			for _, c := range r.cues {
				if c.kind == cueNarrows && c.from > from && c.from < end && strings.HasPrefix(r.tok[c.from].word, "build") {
					x.does(r, c, from, end)
					from = end
				}
			}
			if from < end {
				x.mechanism(r, from, end)
			}
		}
	}
	for _, n := range r.named {
		if !x.focused(n.about) {
			continue
		}
		// "A concussion is a type of brain injury": where it is.
		if n.to < len(r.tok) && r.tok[n.to].is(clBe) && r.opens(n.from) && n.to+1 < len(r.tok) && r.tok[n.to+1].is(clDet) {
			x.sitesIn(r, n.to+1, r.firstOf(n.to+1, min(len(r.tok), n.to+9), clRel|clSub|clPunct), nil)
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

var diseaseWord = wordSet(`disease condition disorder syndrome illness type problem infection`)

// mechanismNoun are nouns that name what goes wrong in the body.
var mechanismNoun = wordSet(`narrowing damage inflammation swelling pressure blockage compression irritation buildup build-up thickening hardening weakening loss reduction restriction
	ischemia ischaemia reperfusion degeneration destruction enlargement deposits formation leakage obstruction entrapment rupture clot growth loosening softening tear tears overgrowth`)

func (x *extraction) focused(s *subject) bool {
	for _, f := range x.focus {
		if f == s || f.key == s.key {
			return true
		}
	}
	return false
}

// mechanism states a clause about the body: "plaque builds up in the arteries" is kept up to its second prepositional phrase.
func (x *extraction) mechanism(r *reading, from, to int) {
	f, t := r.trim(from, to)
	if t-f < 2 {
		return
	}
	for j := f + 1; j < t; j++ {
		if j > f+1 && (r.tok[j].word == "," || r.tok[j].word == "include" || r.tok[j].word == "includes") || j > f+1 && r.tok[j].is(clBe) && !r.tok[j-1].is(clRel) || r.tok[j].is(clRel|clSub) || r.tok[j].is(clConj) && j+1 < t && r.tok[j+1].is(clVerb|clModal|clBe) || r.tok[j].is(clPrep) && j-f >= 6 {
			t = j
			break
		}
	}
	if t-f > 12 {
		t = f + 12
	}
	verb := r.mechanical(f, t)
	for j := f; j < t; j++ {
		verb = verb || r.tok[j].is(clBe|clVerb|clAux) || r.inCue(j)
	}
	if !verb {
		return
	}
	words := r.plainWords(f, t)
	for len(words) > 1 && r.tok[words[len(words)-1]].is(clPrep|clAdverb|clDet|clConj|clModal) && !(r.tok[words[len(words)-1]].word == "up" || r.tok[words[len(words)-1]].word == "down") {
		words = words[:len(words)-1]
	}
	if r.substantial(words) {
		x.state(r, claim{slot: page.SlotMechanism, value: r.text(words), from: f, to: t})
	}
}

// plainWords leaves out brackets and words that only colour a clause: modals and adverbs.
func (r *reading) plainWords(from, to int) []int {
	var w []int
	for _, i := range r.noBrackets(from, to) {
		if t := &r.tok[i]; t.is(clModal) || t.is(clAdverb) && !t.is(clComp) {
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

// cue takes what stands round one cue.
func (x *extraction) cue(r *reading, k int) {
	c := r.cues[k]
	if len(x.focus) == 0 {
		return
	}
	start, end := r.clauseStart(c.from), r.clauseEnd(c.to)
	if next := r.nextCue(k, cueCauses, cueCausedBy); next < end {
		end = max(c.to, next)
	}
	denied := r.denied(c.from)
	if (c.kind == cueNarrows || c.kind == cueCauses || c.kind == cueLasts || c.kind == cueTreats) && c.to == c.from+1 && r.nounHere(c.from) {
		return
	}
	healing := x.sec.Role == page.Treatment || x.sec.Role == page.Prevention
	switch c.kind {
	case cueCauses:
		x.causes(r, c, start, end, denied)
	case cueCausedBy:
		if r.hasBefore("symptoms", c.from) || r.hasBefore("signs", c.from) { // "These and other signs and symptoms may be caused by X"
			x.signs = x.at
			return
		}
		if damagedBy := strings.HasSuffix(r.tok[c.from].word, "ed") && r.bodily(start, c.from) && r.tok[c.from].word != "caused"; denied || !damagedBy && !x.aboutFocus(r, start, c.from) {
			return
		}
		w := r.tok[c.to-1].word
		if healing {
			return
		}
		if w == "when" || w == "because" {
			x.mechanism(r, c.to, end)
			return
		}
		if x.sec.Role == page.Treatment {
			return
		}
		x.values(r, page.SlotCause, c.to, end, nil, "", false)
	case cueFeels, cueMarked:
		if healing || r.supposed(c.from) {
			return
		}
		if !denied {
			x.feels(r, c, start, end)
		} else if r.has("symptoms", "symptom") && x.sec.Role != page.Treatment {
			for j := c.to; j < end; j++ {
				if w := r.tok[j].word; w == "symptoms" {
					x.state(r, claim{slot: page.SlotSymptom, value: "no symptoms", absent: true, hedge: r.hedge(start, c.from), from: c.to, to: end})
				}
			}
		}
	case cueTreatedBy:
		if !denied {
			x.values(r, page.SlotTreatment, c.to, end, nil, "", false)
		}
	case cueTreats:
		x.treats(r, c, start, end, denied)
	case cueAdvised:
		if c.to+1 < end && r.tok[c.to].word == "to" && !easing[r.tok[c.to+1].word] {
			return
		}
		for j := start; j < c.from; j++ { // "In extreme cases, surgery may be needed"
			if r.tok[j].word == "," && r.tok[start].is(clPrep|clSub|clAdverb) {
				start = j + 1
			}
		}
		if !denied && (x.sec.Role == page.Treatment && c.from-start <= 6 || treatmentNoun(r, start, c.from)) {
			x.values(r, page.SlotTreatment, start, r.firstOf(start, c.from, clModal|clBe|clRel|clSub), nil, "", false)
		}
	case cueAdvises:
		for j := c.to; j+1 < end; j++ { // "may prescribe a medicine to reduce symptoms, such as ..."
			if r.tok[j].word == "to" && easing[r.tok[j+1].word] {
				end = j
			}
		}
		if w := r.tok[c.to-1].word; (w == "need" || w == "needs" || strings.HasPrefix(w, "require")) && (r.supposed(c.from) || !treatmentNoun(r, c.to, end)) {
			return
		}
		if !denied {
			x.values(r, page.SlotTreatment, c.to, end, nil, "", false)
		}
	case cuePrevents:
		x.prevents(r, c, start, end, denied)
	case cueRiskIf:
		for _, it := range r.riskItems(c.to, len(r.tok)) {
			x.state(r, claim{slot: page.SlotRisk, value: r.text(it.words), from: it.from, to: it.to, term: r.termOf(page.SlotRisk, it.from, it.to)})
		}
	case cueRaisesRisk:
		x.raisesRisk(r, c, start, end, denied)
	case cueAmong:
		if !denied && x.aboutFocus(r, start, c.from) {
			for _, it := range r.items(c.to, r.untilThan(c.to, end)) {
				if words := shorten(r, it.words, 6); r.populates(words) && len(r.population(words)) < len(words) && r.activity(words) != "" {
					x.state(r, claim{slot: page.SlotRisk, value: r.activity(words), from: it.from, to: it.to})
				} else if r.populates(words) && !(len(words) == 1 && anybody[r.tok[words[0]].word]) {
					x.state(r, claim{slot: page.SlotRisk, value: r.text(words), from: it.from, to: it.to})
				}
			}
		}
	case cueMakesWorse:
		if r.until(c.to, end, "worse") < end || r.tok[c.to-1].word != "makes" && r.tok[c.to-1].word != "make" {
			x.values(r, page.SlotWorse, start, c.from, nil, "", false)
			x.felt = append(x.felt, [2]int{start, c.from})
		}
	case cueWorse:
		if denied {
			return
		}
		x.values(r, page.SlotWorse, c.to, r.until(c.to, end, "improves", "improve", "better"), nil, "", false)
	case cueEases:
		if denied {
			if f, t := r.trim(c.to, end); f < t && x.sec.Role != page.Treatment && t-f < 8 {
				value := r.exactly(span(f, t), page.SlotRelief)
				if value == "" {
					value = r.text(span(f, t))
				}
				x.state(r, claim{slot: page.SlotRelief, value: value, absent: true, from: f, to: t, term: r.termOf(page.SlotRelief, f, t)})
			}
			return
		}
		if x.sec.Role == page.Treatment && x.sec.Heading != "" {
			x.values(r, page.SlotTreatment, c.to, end, nil, "", false)
			return
		}
		from := c.to
		for from+1 < end && r.tok[from].is(clPron) && !r.tok[from].is(clDet) {
			from++
		}
		for i := range r.terms { // one word of the vocabulary: "seated" is sitting down
			if m := &r.terms[i]; m.kind == "relief" && m.from == from && (m.to == end || r.tok[m.to].is(clPunct)) {
				x.state(r, claim{slot: page.SlotRelief, value: m.name, term: m.id, hedge: r.hedge(start, c.from), from: m.from, to: m.to})
				return
			}
		}
		x.values(r, page.SlotRelief, from, end, nil, r.hedge(start, c.from), true)
	case cueTriggered:
		if !denied {
			x.values(r, page.SlotTrigger, c.to, end, nil, "", false)
		}
	case cueNarrows:
		if !denied && x.sec.Role != page.Treatment && x.sec.Role != page.Prevention && (!treatmentNoun(r, start, c.from) || r.has("excessive", "excess", "overuse", "much", "intense", "strenuous", "repeated")) {
			x.does(r, c, start, end)
			for i := range r.terms { // "strains muscles in the lower back"
				if m := &r.terms[i]; m.kind == "site" && m.from > c.to && m.to <= end && m.from-c.to < 8 && r.tok[m.from-1].is(clDet|clPrep) && (r.tok[m.from-1].word == "in" || r.tok[max(0, m.from-2)].word == "in") {
					x.sitesIn(r, m.from, m.to, nil)
				}
			}
		}
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
	if f < t && t-f <= 24 && r.tok[f].word != "its" && !r.has("its") && !x.aboutFocus(r, f, t) && !r.bodily(f, t) && !r.tok[f].is(clPron) && first < c.from {
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
		if mechanismNoun[r.tok[j].word] {
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
		case "muscles", "muscle", "nerve", "nerves", "artery", "arteries", "blood", "vessel", "vessels", "cells", "cell", "body", "tissue", "immune", "virus", "healing", "fascia":
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

var easing = wordSet(`treat relieve reduce control manage prevent help ease improve lower slow stop lessen remove repair correct cure shrink kill fight`)

// supposed reports whether token i stands in a clause that only supposes: "if you have".
func (r *reading) supposed(i int) bool {
	for j := i - 1; j >= 0; j-- {
		switch r.tok[j].word {
		case "if", "whether", "unless":
			return true
		case ",", ".", ";":
			if j > 0 && r.tok[0].word == "if" {
				return false
			}
		}
	}
	return false
}

// feels takes what people have or feel, or what a part of the body becomes.
func (x *extraction) feels(r *reading, c cue, start, end int) {
	verb := r.tok[c.to-1].word
	if strings.HasPrefix(verb, "becom") || verb == "get" {
		if r.bodily(start, c.from) && r.tok[c.from-1].word != "to" && (!r.tok[start].is(clPron) || r.tok[start].is(clDet)) { // "the airways become sore and swollen"
			f := start
			for j := start; j < c.from; j++ {
				if r.tok[j].word == "of" || r.tok[j].word == "," || r.tok[j].word == "when" || r.inCue(j) {
					f = j + 1
				}
			}
			f, _ = r.trim(f, c.from)
			if to := r.until(c.to, min(end, c.to+4), ",", "and"); f < c.from && c.to < end && !r.tok[c.to].is(clDet|clNumber) && r.tok[0].word != "normally" {
				x.state(r, claim{slot: page.SlotMechanism, value: r.text(r.plainWords(f, to)), from: f, to: to})
			}
			return
		}
	}
	// "You can have one if you fall": a cause.
	if c.to+1 < end && (r.tok[c.to].word == "one" || r.tok[c.to].word == "it") && r.tok[c.to+1].word == "if" {
		for _, it := range r.signParts(c.to+2, r.until(c.to, len(r.tok), ".", ";")) {
			if words := r.population(it.words); r.substantial(words) {
				if w := r.tok[words[0]].word; (w == "suffer" || w == "get" || w == "receive") && len(words) > 1 {
					words = words[1:]
				}
				x.values(r, page.SlotCause, words[0], words[len(words)-1]+1, nil, "", true)
			}
		}
		return
	}
	if verb == "experiences" || verb == "experience" { // "the nerve experiences a state of ischemia"
		for _, it := range r.items(c.to, end) {
			if r.mechanical(it.from, it.to) && r.symptomIn(it) == nil {
				x.mechanismPhrase(r, it.from, it.to)
			}
		}
	}
	free := verb == "feel" && c.to < end && adjectival(r.tok[c.to].word)
	x.symptoms(r, c.to, r.until(c.to, end, "for", "from", "because"), nil, "", free)
}

func (r *reading) until(from, to int, words ...string) int {
	for j := from; j < to; j++ {
		for _, w := range words {
			if r.tok[j].word == w {
				return j
			}
		}
	}
	return to
}

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

func (r *reading) nextCue(k int, kinds ...cueKind) int {
	for _, c := range r.cues[k+1:] {
		for _, kind := range kinds {
			if c.kind == kind {
				return c.from
			}
		}
	}
	return len(r.tok)
}

// aboutFocus reports whether the words speak of the condition at hand: its name, a pronoun, "the disease", or nothing.
func (x *extraction) aboutFocus(r *reading, from, to int) bool {
	for _, n := range r.named {
		if n.from >= from && n.to <= to && x.focused(n.about) {
			return true
		}
	}
	for j := from; j < to; j++ {
		t := &r.tok[j]
		if t.word == "it" || t.word == "these" || t.word == "they" || t.word == "this" && (j+1 >= to || diseaseWord[r.tok[j+1].word] || r.tok[j+1].is(clBe|clVerb|clModal|clAdverb)) ||
			diseaseWord[t.word] && j > from && r.tok[j-1].is(clDet) {
			return true
		}
	}
	return from >= to
}

func (x *extraction) namedOther(r *reading, from, to int) bool {
	for _, n := range r.named {
		if n.from >= from && n.to <= to && !x.focused(n.about) {
			return true
		}
	}
	return false
}

// causes: left brings about right.
func (x *extraction) causes(r *reading, c cue, start, end int, denied bool) {
	if denied {
		return
	}
	// Right names the condition at hand: left is a cause.
	for _, n := range r.named {
		if n.from >= c.to && n.to <= end && x.focused(n.about) && !x.aboutFocus(r, start, c.from) {
			if w := r.tok[start].word; r.tok[start].is(clSub) || w == "this" || w == "these" {
				return
			}
			if strings.HasPrefix(r.tok[c.to-1].word, "trigger") {
				x.nextHead = page.SlotTrigger
				x.values(r, page.SlotTrigger, start, c.from, nil, "", false)
				return
			}
			x.nextHead = page.SlotCause
			x.values(r, page.SlotCause, start, c.from, nil, "", false)
			return
		}
	}
	if f, t := r.trim(start, r.firstOf(start, c.from, clModal|clBe|clAux|clVerb)); f < t && t-f <= 8 && r.mechanical(f, t) && !x.claimed(f, t) && !x.saidBefore(r, f) {
		x.mechanismPhrase(r, f, t)
	}
	x.symptoms(r, c.to, end, nil, "", false)
	for _, it := range r.items(c.to, end) {
		if r.symptomIn(it) != nil {
			continue
		}
		switch {
		case r.felt(it.words):
		case len(it.words) > 2 && troubles[r.tok[it.words[0]].word] && len(it.words) < 8:
			if r.bodily(it.from, it.to) {
				x.mechanismPhrase(r, it.from, it.to)
			} else {
				x.state(r, claim{slot: page.SlotSymptom, value: r.text(r.symptomWords(item{words: it.words}, nil)), from: it.from, to: it.to, q: r.qualifiers(it.from, it.to)})
				x.sitesIn(r, it.from, it.to, nil)
			}
		case !r.mechanical(it.from, it.to) && !x.aboutFocus(r, start, c.from) && !r.bodily(start, c.from) && !r.mechanical(start, c.from):
		case x.namedOther(r, it.from, it.to) && !r.mechanical(it.from, it.to):
			x.state(r, claim{slot: page.SlotCourse, value: r.text(shorten(r, r.afterCalled(span(it.from, r.spanEnd(it, end)), it.words), 6)), from: it.from, to: it.to})
		case len(it.words) <= 4 && !r.onlySites(it.from, it.to) && (strings.HasPrefix(r.tok[c.from].word, "lead") || strings.HasPrefix(r.tok[c.from].word, "result")) && !r.mechanical(it.from, it.to) &&
			r.substantial(it.words) && x.sec.Role != page.Treatment && x.sec.Role != page.Prevention:
			x.state(r, claim{slot: page.SlotCourse, value: r.text(it.words), from: it.from, to: it.to})
		case r.mechanical(it.from, it.to) && !x.claimed(it.from, it.to):
			if slot := r.accumulates(it.from, it.to); slot != "" {
				x.values(r, slot, it.from, it.to, nil, "", true)
			} else {
				x.mechanismPhrase(r, it.from, it.to)
			}
		}
	}
}

// saidBefore reports whether "this irritation" points back to a word of the sentence before.
func (x *extraction) saidBefore(r *reading, i int) bool {
	w := r.tok[i].word
	if i == 0 || r.tok[i-1].word != "this" || x.at == 0 || len(w) < 5 {
		return false
	}
	return strings.Contains(strings.ToLower(x.sec.Sentences[x.at-1].Plain), w[:5])
}

// troubles begin a symptom that needs no vocabulary: "problems with sensation".
var troubles = wordSet(`problems problem trouble difficulty difficulties`)

// treats: left eases right.
func (x *extraction) treats(r *reading, c cue, start, end int, denied bool) {
	if denied || c.from == start {
		return
	}
	for j := start; j+1 < c.from; j++ { // "some find that walking helps"
		if r.tok[j].word == "find" || r.tok[j].word == "finds" {
			start = j + 1
			if r.tok[start].word == "that" {
				start++
			}
		}
	}
	to := r.firstOf(start, c.from, clModal|clBe|clRel|clSub)
	if w := r.tok[c.to-1].word; strings.HasSuffix(r.tok[start].word, "ing") && to-start <= 14 && (strings.HasPrefix(w, "relieve") || strings.HasPrefix(w, "ease") || w == "soothe") && r.findsSymptom(c.to, end) {
		for _, it := range r.items(start, to) {
			if words := it.words; r.substantial(words) {
				if w := r.tok[words[0]].word; (w == "taking" || w == "using" || w == "doing" || w == "wearing") && len(words) > 1 {
					words = words[1:]
				}
				x.state(r, claim{slot: page.SlotRelief, value: r.text(words), from: it.from, to: it.to, term: r.termOf(page.SlotRelief, it.from, it.to)})
			}
		}
		return
	}
	if to-start > 10 || !treatmentNoun(r, start, to) && (x.sec.Role != page.Treatment || to-start > 4) || x.sec.Role != page.Treatment && !x.symptomOrFocus(r, c.to, end) {
		return
	}
	x.values(r, page.SlotTreatment, start, r.verbGroup(start, to), nil, "", false)
}

// firstOf gives the first token between two whose class is one of c, or the end.
func (r *reading) firstOf(from, to int, c class) int {
	for j := from; j < to; j++ {
		if r.tok[j].is(c) && j > from {
			return j
		}
	}
	return to
}

// verbGroup steps back over the modals, adverbs and small verbs that stand before a cue.
func (r *reading) verbGroup(start, i int) int {
	for i > start && r.tok[i-1].is(clModal|clAdverb|clBe|clAux) || i > start && (r.tok[i-1].word == "help" || r.tok[i-1].word == "helps" || r.tok[i-1].word == "to") {
		i--
	}
	return i
}

var treatmentWords = wordSet(`treating controlling managing medicine medicines medication medications drug drugs surgery therapy treatment treatments exercise exercises antibiotics antibiotic antivirals
	steroids surgical intervention corticosteroids insulin aspirin ibuprofen acetaminophen paracetamol statins vaccine vaccines diet stretching rest ice physical procedure operation injections
	radiation chemotherapy transplant transplantation braces splint splints massage acupuncture counseling supplements analgesics antidepressants anticonvulsants painkillers
	relievers antihistamines creams ointment lotion hormone hormones stent angioplasty hydration hydrate fluids inhaler inhalers immunotherapy transfusion transfusions`)

func treatmentNoun(r *reading, from, to int) bool {
	for j := from; j < to; j++ {
		if treatmentWords[r.tok[j].word] {
			return true
		}
	}
	return false
}

// prevents: left prevents right.
func (x *extraction) prevents(r *reading, c cue, start, end int, denied bool) {
	if k := r.until(c.to, min(end, c.to+6), "from"); k < min(end, c.to+6) && k+1 < end && strings.HasSuffix(r.tok[k+1].word, "ing") {
		return // "prevents the body from making"
	}
	if denied || x.sec.Role == page.Treatment && !x.symptomOrFocus(r, c.to, end) || x.sec.Role == page.Overview && !r.has("vaccine", "vaccination", "vaccines", "medicines") && !x.aboutFocus(r, c.to, end) {
		return
	}
	if c.from > start && r.tok[c.from-1].word == "to" { // "medicines to prevent symptoms"
		from := c.from - 2
		for from > start && !r.tok[from].is(clPunct|clConj|clVerb|clBe|clModal|clPrep) {
			from--
		}
		x.values(r, page.SlotPrevention, from+1, c.from-1, nil, "", false)
		return
	}
	to := r.firstOf(start, r.verbGroup(start, c.from), clModal|clBe|clRel|clSub)
	if to > start && !r.tok[start].is(clPron) {
		x.values(r, page.SlotPrevention, start, to, nil, "", false)
	}
}

// raisesRisk: left raises the risk of right.
func (x *extraction) raisesRisk(r *reading, c cue, start, end int, denied bool) {
	if denied {
		return
	}
	if c.to < end && (r.tok[c.to].word == "of" || r.tok[c.to].word == "for") {
		c.to++
	}
	right := false
	for _, n := range r.named {
		if n.from >= c.to && n.to <= end && x.focused(n.about) {
			right = true
			if n.to < end && r.tok[n.to].is(clBe) && strings.HasPrefix(r.tok[c.from].word, "risk") {
				return // "the risk factors for X are": a list
			}
		}
	}
	w := r.tok[c.to-1].word
	switch {
	case right || c.to >= end || !x.namedOther(r, c.to, end) && x.sec.Role == page.Causes:
		to := r.verbGroup(start, c.from)
		// "Older age is a risk factor", "People who smoke are at higher risk"
		for to > start && (r.tok[to-1].is(clDet|clComp|clVerb|clBe) || weights[r.tok[to-1].word]) {
			to--
		}
		for _, it := range r.items(start, to) {
			if r.tok[it.words[0]].is(clPrep) {
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

// weights are adjectives that say how strong a risk is.
var weights = wordSet(`major main biggest common strong strongest important significant known possible single`)

// population takes "people who have" from the front of who is at risk.
func (r *reading) population(words []int) []int {
	k := 0
	for k < len(words) {
		t := &r.tok[words[k]]
		if t.word == "people" || t.word == "person" || t.word == "persons" || t.word == "those" || t.word == "anyone" || t.word == "individuals" || t.is(clRel) || t.word == "with" || t.word == "have" || t.word == "had" || t.word == "doing" || t.word == "younger" || t.word == "has" || t.word == "having" || t.word == "a" || t.word == "are" || t.word == "an" || t.word == "if" || t.word == "you" || t.word == "you're" || t.word == "your" || t.word == "need" {
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
	end := r.until(from, to, ".", ";")
	start := from
	for j := from; j <= end; j++ {
		if j == end || r.tok[j].word == "," || r.tok[j].word == "or" || r.tok[j].word == "and" {
			words := r.population(span(start, j))
			start = j + 1
			if len(words) > 0 && len(words) <= 9 {
				f, t := r.trim(words[0], words[len(words)-1]+1)
				if f < t && r.substantial(span(f, t)) {
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
		if people[w] || strings.HasSuffix(w, "ers") || strings.HasPrefix(w, "age") || strings.HasSuffix(w, "-year-olds") {
			return true
		}
	}
	return false
}

var anybody = wordSet(`people individuals patients persons those americans`)

var people = wordSet(`people women men children adults infants babies newborns boys girls females males adolescents teenagers persons patients whites blacks hispanics
	athletes elderly americans african-americans caucasians individuals teens youth toddlers those older pregnant women's`)

// lists takes "symptoms of X include ...", "causes are ...", "treatments include ...", "treatment is with ...", and the
// inverted "X is a common cause of Y".
func (x *extraction) lists(r *reading) {
	if len(x.focus) == 0 {
		return
	}
	last := x.lastHead
	x.lastHead, x.nextHead = x.nextHead, ""
	for i := 0; i < len(r.tok); i++ {
		slot, ok := listHeads[r.tok[i].word]
		if ok && i < 6 && x.lastHead == "" {
			x.lastHead = slot
		}
		if i == 0 && (r.tok[0].word == "it" || r.tok[0].word == "they" || r.tok[0].word == "these") && last != "" { // "It may include", after "Treatment depends"
			slot, ok = last, true
			if k := r.indexOf("include"); k < 0 || k > 4 {
				if k = r.indexOf("includes"); k < 0 || k > 4 {
					continue
				}
			}
		}
		if !ok {
			continue
		}
		if x.inverted(r, slot, i) {
			continue
		}
		if slot == page.SlotRisk && !(i > 0 && r.tok[i-1].word == "risk") {
			if !r.has("risk") && !r.has("trigger") {
				continue
			}
		}
		j := i + 1
		if j < len(r.tok) && (r.tok[j].word == "of" || r.tok[j].word == "for" || r.tok[j].word == "in" || r.tok[j].word == "to") {
			for j++; j < len(r.tok) && j-i < 10 && !r.tok[j].is(clBe|clModal|clPunct|clAux) && !listVerbs[r.tok[j].word]; j++ {
			}
			// A bracket after the name: "symptoms of X (PAD) include".
			if j < len(r.tok) && r.tok[j].word == "(" {
				for ; j < len(r.tok) && r.tok[j].word != ")"; j++ {
				}
				j++
			}
		}
		verb := false
		for ; j < len(r.tok); j++ {
			t := &r.tok[j]
			if listVerbs[t.word] {
				verb = true
			} else if t.word == "such" && j+1 < len(r.tok) && r.tok[j+1].word == "as" || t.word == "like" && !verb {
				verb = true
				if t.word == "such" {
					j++
				}
				j++
				break
			} else if !t.is(clModal|clAdverb) && !(verb && (t.word == "with" || t.word == "the" || t.word == "made")) && t.word != "," {
				break
			}
		}
		if !verb || j >= len(r.tok) {
			continue
		}
		end := r.clauseEnd(j)
		if e := r.until(j, end, "if", "when", "unless"); slot != page.SlotTrigger && slot != page.SlotCause {
			end = e
		}
		hedge := r.hedge(0, i)
		if slot == page.SlotRisk && (x.sec.Role == page.Treatment || x.sec.Role == page.Prevention) {
			continue
		}
		if slot == page.SlotCause && x.main == nil && x.causeOfSymptom(r, i, j, end) {
			continue
		}
		switch slot {
		case page.SlotSymptom:
			listed := r.has("include", "including", "includes")
			x.symptoms(r, j, end, nil, r.hedge(i, j), listed)
		case page.SlotCause:
			if n := r.until(j, end, "unknown", "known", "understood", "found"); n < end && n-j < 5 && (r.tok[n].word == "unknown" || r.denied(n)) {
				x.state(r, claim{slot: slot, value: "unknown", from: j, to: end})
				continue
			}
			if r.tok[j].word == "caused" || r.denied(j) {
				continue
			}
			for j+1 < end && (r.tok[j].word == "related" || r.tok[j].word == "linked" || r.tok[j].word == "thought" || r.tok[j].word == "believed" || r.tok[j].word == "to" || r.tok[j].word == "be") {
				j++
			}
			x.values(r, slot, j, end, nil, hedge, false)
		case page.SlotTreatment:
			if w := r.tok[j].word; r.tok[j].is(clVerb) || w == "given" || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") && r.tok[j-1].is(clBe) {
				continue
			}
			if n := r.tok[j-1].word; (n == "is" || n == "are" || n == "the") && !treatmentNoun(r, j, end) {
				continue
			}
			x.values(r, slot, j, end, nil, "", false)
		default:
			x.values(r, slot, j, end, nil, "", false)
		}
	}
}

// inverted takes "X is a common cause of Y" and "X is the main treatment for Y", where Y is the condition at hand.
func (x *extraction) inverted(r *reading, slot string, i int) bool {
	if i+1 >= len(r.tok) || r.tok[i+1].word != "of" && r.tok[i+1].word != "for" && r.tok[i+1].word != "." || slot == page.SlotCourse && false {
		return false
	}
	be := i - 1
	for be > 0 && !r.tok[be].is(clBe) && i-be < 7 {
		if r.tok[be].is(clPunct | clRel | clSub | clModal) {
			return false
		}
		be--
	}
	if be <= 0 || !r.tok[be].is(clBe) || r.denied(be+1) {
		return false
	}
	start := r.clauseStart(be)
	to := r.verbGroup(start, be)
	if to <= start || r.tok[start].is(clPron) {
		return false
	}
	ok := r.tok[i+1].word == "."
	for _, n := range r.named {
		ok = ok || n.from > i && n.from <= i+4 && x.focused(n.about)
	}
	for j := i + 1; j < min(len(r.tok), i+4); j++ {
		ok = ok || r.tok[j].word == "it" || diseaseWord[r.tok[j].word]
	}
	for _, n := range r.named {
		ok = ok && !(n.from >= start && n.to <= to && x.focused(n.about))
	}
	if !ok {
		return x.main == nil && false
	}
	if slot == page.SlotSymptom {
		x.symptoms(r, start, to, nil, "", false)
	} else {
		x.values(r, slot, start, to, nil, "", false)
	}
	return true
}

// causeOfSymptom takes "the most common cause of tingling is X" in a document about several conditions: X is the condition at hand
// under another name, or one that the sentence introduces. It reports whether the sentence is one of these.
func (x *extraction) causeOfSymptom(r *reading, i, j, end int) bool {
	for _, n := range r.named {
		if n.from >= j && n.to <= end && (x.focused(n.about) || r.introducedAt(n)) {
			return !(r.tok[0].word == "the" && !r.findsSymptom(i, j)) || x.focused(n.about)
		}
	}
	if !r.findsSymptom(i, j) {
		return false
	}
	if be := r.tok[j-1]; !be.is(clBe|clDet) && j >= 2 && !r.tok[j-2].is(clBe) || len(x.section) == 0 {
		return false
	}
	list := r.items(j, end)
	if len(list) > 0 && len(x.section) > 0 && len(list[0].words) <= 6 {
		w := list[0].words
		x.name(x.section[0], r.text(w))
		for k := 1; k+1 < len(w); k++ { // "compression of a nerve" is "nerve compression"
			if r.tok[w[k]].word == "of" {
				rest := w[k+1:]
				if len(rest) > 1 && r.tok[rest[0]].is(clDet) {
					rest = rest[1:]
				}
				x.name(x.section[0], r.text(append(append(append([]int{}, w[:k-1]...), rest...), w[k-1])))
			}
		}
	}
	return true
}

// bareSymptoms takes the symptoms that a sentence about symptoms names outside every other pattern.
func (x *extraction) bareSymptoms(r *reading) {
	if len(x.focus) == 0 || x.sec.Role == page.Treatment || x.sec.Role == page.Prevention || x.sec.Role == page.Causes {
		return
	}
	if r.hypothetical() {
		return
	}
	x.qualities(r)
	if x.sec.Role != page.Symptoms && !r.ofPeople() {
		if k := r.until(0, min(4, len(r.tok)), "the"); k == 0 { // "The loss of feeling may ...": known to be part of it
			for i := range r.terms {
				if m := &r.terms[i]; m.kind == "symptom" && m.from <= 2 && !m.denied {
					x.symptomMention(r, m, nil, "", m.to)
				}
			}
		}
		return
	}
	for i := range r.terms {
		m := &r.terms[i]
		if m.kind != "symptom" || m.denied || x.saidSymptom(m.from, m.to) {
			continue
		}
		x.symptomMention(r, m, nil, "", m.to)
	}
}

// ofPeople reports whether a sentence is about what people are, feel or do: "they become nauseated".
func (r *reading) ofPeople() bool {
	v := r.firstVerb()
	for j := 0; j < v && j < len(r.tok); j++ {
		switch r.tok[j].word {
		case "people", "you", "they", "patients", "individuals", "person", "he", "she", "sufferers", "children", "babies":
			return !r.has("treatment", "doctor", "doctors", "medicines", "risk")
		}
	}
	return false
}

// qualities takes "the pain is throbbing or sharp": throbbing pain, sharp pain.
func (x *extraction) qualities(r *reading) {
	for i := range r.terms {
		m := &r.terms[i]
		if m.kind != "symptom" || m.denied || m.to-m.from > 2 || m.spread || m.from > 3 {
			continue
		}
		j := m.to
		for j < len(r.tok) && (r.tok[j].is(clModal) || r.tok[j].is(clAdverb)) {
			j++
		}
		if j >= len(r.tok) || !r.tok[j].is(clBe) {
			continue
		}
		for _, it := range r.items(j+1, r.clauseEnd(j+1)) {
			if len(it.words) != 1 {
				break
			}
			if w := r.tok[it.words[0]].word; felt[w] {
				x.state(r, claim{slot: page.SlotSymptom, value: w + " " + r.text(span(m.from, m.to)), term: m.id, hedge: r.hedge(m.to, it.from), from: it.from, to: it.to, q: r.qualifiers(m.from, it.to)})
			}
		}
	}
}

// felt are adjectives that say how a symptom feels.
var felt = wordSet(`throbbing pulsing sharp dull burning stabbing shooting severe mild moderate intense constant cramping aching itchy dry painful sudden deep`)

// hypothetical reports whether the sentence supposes: "if you have pain".
func (r *reading) hypothetical() bool {
	return r.tok[0].word == "if" || r.has("unless", "whether")
}

// places takes "affects the lower leg", "starts in both feet".
func (x *extraction) places(r *reading) {
	if len(x.focus) == 0 || x.sec.Role == page.Treatment || x.sec.Role == page.Prevention {
		return
	}
	for i := range r.terms {
		if m := &r.terms[i]; m.kind == "side" && !m.denied && !r.hypothetical() && (r.findsSymptom(0, len(r.tok)) || x.aboutFocus(r, 0, m.from)) {
			x.state(r, claim{slot: page.SlotSide, value: r.text(r.sideWords(m)), term: m.id, from: m.from, to: m.to})
		}
	}
	for _, c := range r.cues {
		if c.kind != cueAffects && c.kind != cueBegins && !(c.kind == cueAmong && strings.HasPrefix(r.tok[c.to-1].word, "affect")) || r.denied(c.from) {
			continue
		}
		end := r.clauseEnd(c.to)
		if next := c.to + 14; end > next {
			end = next
		}
		if c.kind == cueAffects && !x.aboutFocus(r, r.clauseStart(c.from), c.from) && !r.findsSymptom(r.clauseStart(c.from), c.from) && r.tok[r.clauseStart(c.from)].class&clRel == 0 {
			continue
		}
		x.sitesIn(r, c.to, r.until(c.to, end, "outside", "without", "from", "that", "which"), nil)
	}
}

// advice takes imperative sentences and advice under treatment and prevention headings.
func (x *extraction) advice(r *reading) {
	if len(x.focus) == 0 && x.sec.Role != page.Prevention {
		return
	}
	slot := ""
	switch x.sec.Role {
	case page.Prevention:
		slot = page.SlotPrevention
	case page.Treatment:
		slot = page.SlotTreatment
	default:
		if len(x.focus) == 0 {
			return
		}
		slot = page.SlotTreatment
	}
	if x.fragments(r, slot) {
		return
	}
	from := 0
	for from+1 < len(r.tok) && (r.tok[from].word == "also" || r.tok[from].word == "," || r.tok[from].word == "try" || r.tok[from].word == "to" || r.tok[from].word == "always" || r.tok[from].word == "please") {
		from++
	}
	if !imperatives[r.tok[from].word] || from+1 < len(r.tok) && r.tok[from+1].word == "of" || from+1 < len(r.tok) && r.tok[from+1].is(clBe|clModal|clAux) || from+1 < len(r.tok) && r.tok[from+1].is(clVerb) && r.tok[from].word != "be" {
		return
	}
	if w := r.tok[from].word; (w == "make" || w == "be") && len(r.tok) > from+3 && r.tok[from+1].word == "sure" {
		from += 2
		if r.tok[from].word == "to" || r.tok[from].word == "you" {
			from++
		}
	}
	end := r.clauseEnd(from)
	words := r.noBrackets(from, end)
	if k := r.until(from, end, "such"); k+1 < end && r.tok[k+1].word == "as" { // "eat foods such as bananas": "eat bananas"
		words = append(span(from, r.firstVerbEnd(from, k)), r.noBrackets(k+2, end)...)
	}
	if r.substantial(words) {
		about := x.focus
		if len(about) == 0 {
			about = []*subject{x.symptom}
		}
		words = shorten(r, r.beforeOr(words), 9)
		for len(words) > 1 && r.tok[words[len(words)-1]].is(clPrep|clPunct|clDet|clConj|clAdverb) {
			words = words[:len(words)-1]
		}
		x.state(r, claim{slot: slot, value: r.text(words), about: about, from: from, to: end})
	}
}

var imperatives = wordSet(`take drink eat avoid wear use rest keep apply stretch hydrate exercise make don't stay limit try quit stop stand elevate raise wash cover get maintain follow be follow
	lose choose`)

// firstVerbEnd is the token after the verb that a phrase starts with.
func (r *reading) firstVerbEnd(from, to int) int { return min(from+1, to) }

// beforeOr cuts "rest if feeling tired or unwell" before its second condition.
func (r *reading) beforeOr(words []int) []int {
	supposed := false
	for k, i := range words {
		w := r.tok[i].word
		supposed = supposed || w == "if" || w == "when"
		if supposed && w == "or" {
			return words[:k]
		}
	}
	return words
}

// fragments takes the noun phrases that scraped lists of advice leave behind: "Light clothing avoids ...", "Stretching before
// exercise, as well as cooling down". It reports whether the sentence is one.
func (x *extraction) fragments(r *reading, slot string) bool {
	if slot != page.SlotPrevention || x.sec.Role != page.Prevention || len(r.tok) < 3 || len(r.tok) > 30 || len(r.named) > 0 {
		return false
	}
	if r.tok[len(r.tok)-1].word == "." || r.tok[0].is(clPron|clSub|clDet|clPrep|clModal) || r.findsSymptom(0, 1) {
		return false
	}
	about := x.focus
	if len(about) == 0 {
		about = []*subject{x.symptom}
	}
	start := 0
	for j := 0; j <= len(r.tok); j++ {
		well := j+2 < len(r.tok) && r.tok[j].word == "as" && r.tok[j+1].word == "well" && r.tok[j+2].word == "as"
		if j < len(r.tok) && !well && r.tok[j].word != "," && r.tok[j].word != "if" && r.tok[j].word != "to" && !(j > start+1 && (r.tok[j].word == "avoid" || r.tok[j].word == "avoids" || r.tok[j].is(clBe|clModal))) {
			continue
		}
		if f, t := r.trim(start, j); f < t && r.substantial(span(f, t)) {
			value := r.text(span(f, t))
			if a := r.activity(span(f, t)); a != "" && t-f > 1 {
				value = a
			}
			x.state(r, claim{slot: slot, value: value, about: about, from: f, to: t})
		}
		if !well && (j == len(r.tok) || r.tok[j].word != ",") {
			break
		}
		start = j + 1
		if well {
			start = j + 3
			j += 2
		}
	}
	return true
}
