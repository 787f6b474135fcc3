package extract

import (
	"strings"

	"signpost/search/page"
)

// courseWords are adjectives that say how a condition goes on.
var courseWords = wordSet(`chronic progressive recurrent recurring temporary persistent lifelong long-term short-term lasting episodic intermittent transient`)

// timing takes onset, course, and what brings the symptoms on.
func (x *extraction) timing(r *reading) {
	if len(x.focus) == 0 {
		return
	}
	if r.hypothetical() {
		if r.untreated() { // "If it is not treated, it can be fatal"
			x.outcome(r)
		}
		return
	}
	x.outcome(r)
	if i := r.indexOf("all"); i > 1 && r.tok[i-1].word == "at" && r.tok[i-2].word == "not" && r.hasBefore("symptoms", i) {
		x.state(r, claim{slot: page.SlotSymptom, value: "no symptoms", absent: true, from: 0, to: i + 1})
	}
	x.symptomless(r)
	if x.healing() {
		for _, c := range r.cues {
			if c.kind == cueLasts && r.passes(c) && !r.denied(c.from) && !r.supposed(c.from) && (x.symptomOrFocus(r, r.clauseStart(c.from), c.from) || x.sharesName(r, c.from)) && !(r.nounHere(c.from) && c.to == c.from+1) {
				x.phrase(r, page.SlotCourse, c.from, r.clauseEnd(c.to))
			} else if c.kind == cueLasts && strings.HasPrefix(r.tok[c.from].word, "go") && r.tok[c.from+1].word == "away" && x.symptomOrFocus(r, r.clauseStart(c.from), c.from) && (r.has("own") || r.has("itself")) {
				x.easing(r, c, r.clauseEnd(c.to))
			}
		}
		return
	}
	for i := range r.tok {
		if !courseWords[r.tok[i].word] || r.denied(i) {
			continue
		}
		// "a chronic disease", "is chronic", "chronic tingling"; not in the name of a condition.
		if r.inName(i) || r.findsSymptom(i-1, i+2) && r.insideTerm(i) || i == 0 && len(r.tok) < 4 {
			continue
		}
		next := i + 1
		if d := r.diseaseAfter(next); r.firstOf(max(0, i-5), i, clBe) < i && d > 0 { // "is a chronic inflammatory disorder"
			next = d
		}
		if next < len(r.tok) && (diseaseWord[r.tok[next].word] || mechanismNoun[r.tok[next].word] && r.hasBefore("is", i) || r.findsSymptom(next, min(next+2, len(r.tok)))) || i > 0 && (r.tok[i-1].is(clBe) || r.tok[i-1].word == "turn" || r.tok[i-1].word == "become") {
			x.state(r, claim{slot: page.SlotCourse, value: r.tok[i].word, from: i, to: i + 1})
		}
	}
	for _, c := range r.cues {
		start, end := r.clauseStart(c.from), r.clauseEnd(c.to)
		switch c.kind {
		case cueAffects: // "usually develops in early childhood"
			if r.tok[c.to-1].word == "in" && begins[r.tok[c.from].word] && !r.denied(c.from) && x.symptomOrFocus(r, start, c.from) {
				x.onsetAge(r, c.to-1, end)
			}
		case cueLasts:
			if strings.HasPrefix(r.tok[c.from].word, "get") && r.supposed(c.from) { // "wait to see if it gets better"
				continue
			}
			if r.denied(c.from) && r.tok[c.from].word != "cured" || !x.symptomOrFocus(r, start, c.from) || (r.nounHere(c.from) || r.tok[c.from].word == "progress" && c.from > 0 && diseaseWord[r.tok[c.from-1].word]) && c.to == c.from+1 {
				continue
			}
			if eases[r.tok[c.from].word] && !(strings.HasPrefix(r.tok[c.from].word, "go") && r.tok[c.from+1].word != "away") {
				x.easing(r, c, end)
				continue
			}
			if c.to < end && (r.tok[c.to].word == "to" || r.tok[c.to].word == "than") {
				continue
			}
			x.phrase(r, page.SlotCourse, c.from, end)
		case cueBegins:
			if k := r.until(c.to, min(end, c.to+3), "until"); r.denied(c.from) && k < min(end, c.to+3) && x.symptomOrFocus(r, start, c.from) { // "may not appear until middle age"
				if to := r.ageSpan(k, end); to > 0 {
					x.state(r, claim{slot: page.SlotOnset, value: "not " + r.text(span(k, to)), from: k, to: to, hedge: r.hedge(start, k)})
				}
				continue
			}
			// "begin predictably after", "appear during activity", "start days or weeks after"
			if c.to+1 < end && r.tok[c.to].word == "to" && !presents[r.tok[c.to+1].word] || r.denied(c.from) || !x.symptomOrFocus(r, start, c.from) && !(r.tok[start].is(clRel) && x.symptomOrFocus(r, 0, start)) {
				continue
			}
			for j := c.to; j < end; j++ {
				w := r.tok[j].word
				if x.onsetAge(r, j, end) {
					break
				}
				if w == "after" || w == "during" || w == "within" || w == "before" || w == "at" && r.has("birth", "age") {
					from := j
					for from > c.to && (r.tok[from-1].is(clNumber) || timeWord[r.tok[from-1].word] || r.tok[from-1].word == "or" || r.tok[from-1].word == "to" || r.tok[from-1].word == "later") {
						from--
					}
					x.phrase(r, page.SlotOnset, from, end)
					break
				}
				if r.tok[j].is(clPrep) && w != "to" && w != "from" && w != "or" {
					break
				}
			}
		}
	}
	for i := range r.terms {
		m := &r.terms[i]
		if m.kind == "onset" && !m.denied && (x.sec.Heading == "" || x.role == page.Symptoms || x.role == page.Overview || x.role == page.Other) {
			p := ""
			if m.from > 0 {
				p = r.tok[m.from-1].word
			}
			if begins[p] || m.from > 0 && r.tok[m.from-1].is(clBe) && !r.named0(m.to) || m.from > 1 && r.tok[m.from-1].is(clAdverb) && r.tok[m.from-2].is(clBe) ||
				m.to < len(r.tok) && (r.findsSymptom(m.to, min(m.to+2, len(r.tok))) || r.tok[m.to].word == "onset") || begins[r.tok[m.from].word] {
				x.state(r, claim{slot: page.SlotOnset, value: r.text(span(m.from, m.to)), term: m.id, from: m.from, to: m.to})
			}
		}
		if m.kind == "trigger" && !m.denied && !imperatives[r.tok[0].word] {
			if strings.HasPrefix(r.tok[m.from].word, "post-") { // "post-exercise tingling"
				x.state(r, claim{slot: page.SlotTrigger, value: m.name, term: m.id, from: m.from, to: m.to})
			} else if p := m.from - 1; p > 0 && (begins[r.tok[p-1].word] || r.tok[p].word == "during" && p > 2 && (r.tok[p-2].word == "you" && r.tok[p-3].word == "when")) {
				continue // "appears during exercise" is when it starts; "when you sweat during exercise" is when you sweat
			} else if p >= 0 && (r.tok[p].word == "you" && p > 0 && (r.tok[p-1].word == "as" || r.tok[p-1].word == "when") || r.tok[p].word == "when" || r.tok[p].word == "during" || r.tok[p].word == "while" || r.tok[p].word == "after" || r.tok[p].word == "post") {
				value := r.text(r.posture(m))
				if r.tok[p].word == "you" {
					value = m.name
				}
				x.state(r, claim{slot: page.SlotTrigger, value: value, term: m.id, from: m.from, to: m.to})
			}
		}
	}
}

// passes reports whether a cue on course tells of what happens by itself or in time, which a section on treatment tells too: "most
// attacks settle within a week", "without treatment it gets worse".
func (r *reading) passes(c cue) bool {
	end := r.clauseEnd(c.to)
	if treatmentNoun(r, r.clauseStart(c.from), c.from) && r.tok[0].word != "without" {
		return false
	}
	if r.tok[0].word == "without" || r.until(c.from, end, "own", "itself", "themselves") < end || r.tok[c.to-1].word == "normal" {
		return true
	}
	for j := c.to; j < end; j++ {
		if unitOfTime(r.tok[j].word) && r.until(max(c.to, j-4), j, "in", "within", "after") < j && r.tok[c.to].word != "to" {
			return true
		}
	}
	return false
}

// sharesName reports whether a word of the document's subject stands before token i: "most stones", of kidney stones.
func (x *extraction) sharesName(r *reading, i int) bool {
	for j := r.clauseStart(i); x.main != nil && j < i; j++ {
		if w := r.tok[j].word; r.tok[j].class == 0 && len(w) > 4 && subset([]string{stemKey(w)}, strings.Fields(x.main.key)) {
			return true
		}
	}
	return false
}

// diseaseAfter gives the word for a disease that ends the noun phrase that token i stands in; 0 if none does.
func (r *reading) diseaseAfter(i int) int {
	for j := i; j < min(len(r.tok), i+4); j++ {
		if diseaseWord[r.tok[j].word] {
			return j
		}
		if r.tok[j].class != 0 && r.tok[j].word != "," {
			break
		}
	}
	return 0
}

// healing reports whether a heading says that the section is about treatment or prevention. Where none stands, the role is only a guess
// from the sentence's own words.
func (x *extraction) healing() bool {
	return x.sec.Heading != "" && (x.role == page.Treatment || x.role == page.Prevention)
}

// posture are the words of a trigger with a short phrase of manner: "sitting in an awkward position".
func (r *reading) posture(m *mention) []int {
	to := m.to
	if to+3 < len(r.tok) && r.tok[to].word == "in" && r.tok[to+1].is(clDet) && adjectival(r.tok[to+2].word) || to+3 < len(r.tok) && r.tok[to].word == "in" && r.tok[to+3].word == "position" {
		to += 4
	}
	return span(m.from, to)
}

// outcome takes how it ends: "is treatable", "can be fatal", "there is no cure", "most people recover fully"; and how long it lasts:
// "for several days or weeks"; and what releases it: "by changing position".
func (x *extraction) outcome(r *reading) {
	for i := range r.tok {
		t := &r.tok[i]
		switch {
		case t.word == "permanent" && i+1 < len(r.tok) && r.tok[i+1].class == 0 && !r.denied(i) && !outcomes[r.tok[i+1].word]:
			_, to := r.trim(i, min(i+4, r.nounEnd(i, r.clauseEnd(i))))
			x.state(r, claim{slot: page.SlotCourse, value: r.text(span(i, to)), from: i, to: i + 2})
		case outcomes[t.word] && r.denied(i) && i > 1 && (r.tok[i-1].word == "not" && r.tok[i-2].is(clBe) || r.tok[i-1].is(clNeg) && r.tok[i-1].is(clBe)) && x.aboutFocus(r, 0, i-1):
			x.state(r, claim{slot: page.SlotCourse, value: t.word, absent: true, from: i, to: i + 1})
		case outcomes[t.word] && !r.denied(i):
			from := i
			for from > 0 && i-from < 4 && !r.tok[from].is(clBe) {
				from--
			}
			if !r.tok[from].is(clBe) || !x.symptomOrFocus(r, 0, from+1) && from > 3 {
				continue
			}
			value := r.tok[i].word
			if from > 0 && (r.tok[from-1].word == "can" || r.tok[from-1].word == "may") {
				value = "can be " + value
			}
			x.state(r, claim{slot: page.SlotCourse, value: value, from: from, to: i + 1})
		case (t.word == "treatment" || t.word == "vaccine" || t.word == "treatments") && i > 0 && (r.tok[i-1].word == "no" || i > 1 && r.tok[i-2].word == "no" && (r.tok[i-1].word == "specific" || r.tok[i-1].word == "standard" || r.tok[i-1].word == "known" || r.tok[i-1].word == "effective")):
			from := i - 1
			if r.tok[from].word != "no" {
				from--
			}
			x.state(r, claim{slot: page.SlotCourse, value: r.text(span(from, i+1)), from: from, to: i + 1})
		case (t.word == "vaccines" || t.word == "medicines" || t.word == "drugs") && i > 0 && r.tok[i-1].word == "no":
			to := i + 1
			if to+1 < len(r.tok) && r.tok[to].word == "or" {
				to += 2
			}
			x.state(r, claim{slot: page.SlotCourse, value: r.text(span(i-1, to)), from: i - 1, to: to})
		case (t.word == "improve" || t.word == "improves") && r.denied(i) && !r.supposed(i) && x.aboutFocus(r, r.clauseStart(i), i):
			x.state(r, claim{slot: page.SlotCourse, value: "improves", absent: true, from: i, to: i + 1})
		case (t.word == "prognosis" || t.word == "outlook") && !r.denied(i) && i > 0 && verdicts[r.tok[i-1].word]:
			x.state(r, claim{slot: page.SlotCourse, value: r.text(span(i-1, i+1)), from: i - 1, to: i + 1})
		case (t.word == "prognosis" || t.word == "outlook" || t.word == "outcome" && x.role == outlook) && !r.denied(i):
			if be := r.firstOf(i, min(len(r.tok), i+9), clBe); be+1 < len(r.tok) && r.tok[be].is(clBe) {
				for be+1 < len(r.tok) && r.tok[be+1].is(clAdverb) {
					be++
				}
				if be+1 < len(r.tok) && verdicts[r.tok[be+1].word] {
					x.state(r, claim{slot: page.SlotCourse, value: r.tok[be+1].word + " " + t.word, from: be, to: be + 2})
				}
			}
		case t.word == "death" && i == 0 && len(r.tok) > 2:
			x.phrase(r, page.SlotCourse, 0, r.clauseEnd(0))
		case (t.word == "mild" || t.word == "severe") && i > 0 && (r.tok[i-1].is(clBe) || r.tok[i-1].is(clAdverb) && i > 1 && r.tok[i-2].is(clBe)) && (i+1 == len(r.tok) || r.tok[i+1].is(clPunct|clConj)) && !r.denied(i) && (r.hasBefore("symptoms", i) || r.hasBefore("illness", i) || r.hasBefore("disease", i) || r.tok[0].word == "it"):
			x.state(r, claim{slot: page.SlotCourse, value: t.word, from: i, to: i + 1, hedge: r.hedge(r.clauseStart(i), i)})
		case t.word == "incubation" && !r.denied(i):
			for j := i + 1; j < min(len(r.tok), i+8); j++ {
				if unitOfTime(r.tok[j].word) && r.firstOf(i, j, clNumber) < j {
					x.state(r, claim{slot: page.SlotOnset, value: r.text(r.plainWords(i, j+1)), from: i, to: j + 1})
					break
				}
			}
		case t.word == "onset" && i < 6 && i+2 < len(r.tok) && !r.denied(i): // "the age of onset is usually between 3 and 5 years"
			for j := i + 1; j < min(len(r.tok), i+9); j++ {
				if x.onsetAge(r, j, r.clauseEnd(j)) || r.tok[j].is(clPunct|clSub|clRel) {
					break
				}
			}
		case presence[t.word] && !r.denied(i) && i > 0 && r.tok[i-1].is(clBe|clAdverb) && x.symptomOrFocus(r, r.clauseStart(i), i) && i+1 < len(r.tok) && r.tok[i+1].word != "at" && x.onsetAge(r, i+1, r.clauseEnd(i)):
		case t.word == "birth" && i > 1 && r.tok[i-1].word == "at" && presence[r.tok[i-2].word]:
			x.state(r, claim{slot: page.SlotOnset, value: "at birth", from: i - 1, to: i + 1})
		case t.word == "born" && i+2 < len(r.tok) && r.tok[i+1].word == "with" && !r.denied(i) && !r.supposed(i) && (r.tok[i+2].word == "it" || x.aboutFocus(r, i+2, min(len(r.tok), i+5))):
			x.state(r, claim{slot: page.SlotOnset, value: "at birth", from: i, to: i + 2, hedge: r.hedge(r.clauseStart(i), i)})
		case t.word == "cure" && i > 1 && r.denied(i) && r.tok[i-1].is(clAux|clModal|clNeg|clAdverb) && r.until(0, min(i, 3), "medicines", "medicine", "treatment", "treatments", "drugs", "doctors", "therapy") < min(i, 3) && r.tok[0].word != "this" && x.aboutFocus(r, i+1, min(len(r.tok), i+4)):
			x.state(r, claim{slot: page.SlotCourse, value: "no cure", from: i, to: i + 1})
		case (t.word == "cure" || t.word == "cures") && i > 1 && (r.tok[i-1].word == "no" || r.tok[i-2].word == "no" && r.tok[i-1].word == "known"):
			x.state(r, claim{slot: page.SlotCourse, value: "no cure", from: i - 1, to: i + 1})
		case t.word == "cured" && i > 1 && r.tok[i-1].word == "be" && !r.supposed(i):
			value := "can be cured"
			for j := max(0, i-4); j < i-1; j++ {
				if r.tok[j].is(clNeg) && (r.tok[j].is(clModal) || j > 0 && r.tok[j-1].is(clModal)) {
					value = "cannot be cured"
				}
			}
			x.state(r, claim{slot: page.SlotCourse, value: value, from: i - 1, to: i + 1})
		case (t.word == "recover" || t.word == "recovers") && !r.denied(i):
			x.phrase(r, page.SlotCourse, i, r.clauseEnd(i))
		case (t.word == "die" || t.word == "dies") && !r.denied(i) && !r.supposed(i) && i+1 < len(r.tok) && r.tok[i+1].is(clPrep) && !r.givesShare(r.clauseStart(i), i) && r.ofPeople():
			x.phrase(r, page.SlotCourse, i, r.clauseEnd(i))
		case (t.word == "improve" || t.word == "improves") && !r.denied(i) && !r.supposed(i) && i > 0 && i+1 < len(r.tok) && r.tok[i+1].is(clPrep|clAdverb|clPunct) && r.tok[i-1].word != "to" && x.symptomOrFocus(r, r.clauseStart(i), i):
			x.phrase(r, page.SlotCourse, i, r.clauseEnd(i))
		case (t.word == "spread" || t.word == "spreads") && i > 0 && i+2 < len(r.tok) && r.tok[i+1].word == "to" && !r.denied(i) && !r.supposed(i) && !r.tok[i-1].is(clAux|clBe|clDet|clRel) && r.until(r.clauseStart(i), i, "that", "who", "whose", "which") == i && !x.healing() && (x.main == nil || !hasStem(x.main.name, "cancer", "oma", "tumor", "leukemia")) && x.symptomOrFocus(r, r.clauseStart(i), i):
			if r.bodily(i+2, min(len(r.tok), i+8)) || r.tok[i+2].word == "involve" || r.until(i+2, min(len(r.tok), i+7), "parts", "organs", "areas", "joints") < min(len(r.tok), i+7) {
				x.phrase(r, page.SlotCourse, i, r.clauseEnd(i))
			}
		case lifetimes[t.word] && i > 0 && !r.denied(i):
			from := i
			for from > 0 && (ways[r.tok[from-1].word] || r.tok[from-1].word == "," || r.tok[from-1].word == "and" && ways[r.tok[max(0, from-2)].word]) {
				from--
			}
			to := i + 1
			if to < len(r.tok) && (r.tok[to].word == "span" || r.tok[to].word == "expectancy") {
				to++
			}
			if from < i && ways[r.tok[from].word] {
				x.state(r, claim{slot: page.SlotCourse, value: r.text(span(from, to)), from: from, to: to})
			}
		case t.word == "for" && i+4 < len(r.tok) && r.tok[i+1].word == "up" && r.tok[i+2].word == "to" && r.tok[i+3].is(clNumber) && unitOfTime(r.tok[i+4].word) && !x.healing() && (r.findsSymptom(0, i) || r.hasBefore("symptoms", i)):
			x.state(r, claim{slot: page.SlotCourse, value: "lasts " + r.text(span(i+1, i+5)), from: i + 1, to: i + 5})
		case t.word == "for" && i+2 < len(r.tok) && (timeWord[r.tok[i+1].word] || r.tok[i+1].is(clNumber)) && !x.healing() && r.findsSymptom(0, i):
			to := i + 1
			for to < len(r.tok) && (timeWord[r.tok[to].word] || r.tok[to].is(clNumber) || r.tok[to].word == "or" || r.tok[to].word == "to" || r.tok[to].word == "even" || r.tok[to].word == ",") {
				to++
			}
			if f, e := r.trim(i+1, to); e-f > 1 && unitOfTime(r.tok[e-1].word) {
				x.state(r, claim{slot: page.SlotCourse, value: "lasts " + r.text(span(f, e)), from: f, to: e})
			}
		case t.word == "released" || t.word == "relieved":
			for j := i + 1; j+1 < len(r.tok) && j < i+8; j++ {
				if r.tok[j].word == "by" && strings.HasSuffix(r.tok[j+1].word, "ing") {
					x.values(r, page.SlotRelief, j+1, r.clauseEnd(j+1), nil, "", false)
					break
				}
			}
		}
	}
}

var verdicts = wordSet(`benign poor good excellent guarded favorable favourable grave fair better worse uncertain unpredictable encouraging`)

var presence = wordSet(`present evident apparent visible noticeable there noticed recognized recognised`)

var lifetimes = wordSet(`life lives lifespan lifespans`)

// ways are adjectives that say how people live with a condition.
var ways = wordSet(`normal near-normal short full healthy active productive long shorter shortened reduced`)

func unitOfTime(w string) bool {
	switch strings.TrimSuffix(w, "s") {
	case "day", "week", "month", "year", "hour", "minute":
		return true
	}
	return false
}

var outcomes = wordSet(`treatable curable incurable fatal life-threatening deadly reversible permanent lifelong contagious irreversible self-limiting self-limited disabling
	debilitating harmless preventable`)

var eases = wordSet(`goes go resolves resolve clears clear heals improve`)

// easing takes what a symptom goes away with or after: rest, time, by itself.
func (x *extraction) easing(r *reading, c cue, end int) {
	stop := min(len(r.tok), c.to+10)
	for j := c.to; j < stop; j++ {
		switch w := r.tok[j].word; w {
		case "once", "when", "after", "with":
			to := r.until(j, len(r.tok), ".", ";")
			f, t := r.trim(j, to)
			if w == "with" && j+2 <= to && strings.HasPrefix(r.tok[j+1].word, "treat") { // "goes away in a few days with treatment"
				x.phrase(r, page.SlotCourse, c.from, end)
				return
			}
			if w == "with" {
				f, t = r.trim(j+1, to)
			}
			for f < t && (r.tok[f].word == "when" || r.tok[f].word == "once" || r.tok[f].is(clPron) && !r.tok[f].is(clDet)) {
				f++
			}
			value, term := r.text(shorten(r, r.plainWords(f, t), 7)), ""
			for i := range r.terms {
				if m := &r.terms[i]; m.kind == "relief" && m.from >= j && m.to <= to {
					term = m.id
					if w == "once" || w == "when" { // "once the activity stops" in the vocabulary's words
						value = m.name
					}
				}
			}
			if f < t {
				x.state(r, claim{slot: page.SlotRelief, value: value, term: term, from: f, to: t})
			}
			return
		case "on", "by", "without":
			x.phrase(r, page.SlotCourse, c.from, end)
			return
		}
	}
}

// insideTerm reports whether token i is a word of a longer symptom: "intermittent claudication".
func (r *reading) insideTerm(i int) bool {
	for k := range r.terms {
		if m := &r.terms[k]; m.kind == "symptom" && m.from <= i && i < m.to {
			return true
		}
	}
	return false
}

// named0 reports whether an open-class word follows: "acute leukemia".
func (r *reading) named0(i int) bool { return i < len(r.tok) && r.tok[i].class == 0 }

// presents are what symptoms or people may begin to do; all else is no onset: "begin to improve after a week".
var presents = wordSet(`have show develop appear notice feel experience occur cause affect`)

var begins = wordSet(`begin begins start starts appear appears develop develops come comes on occur occurs began started appeared developed came onset`)

var timeWord = wordSet(`days day weeks week months month years year hours hour minutes minute many several few`)

func (x *extraction) symptomOrFocus(r *reading, from, to int) bool {
	if r.findsSymptom(from, to) || x.aboutFocus(r, from, to) {
		return true
	}
	for j := from; j < to; j++ {
		if w := r.tok[j].word; w == "symptoms" || w == "symptom" || w == "pain" || w == "attacks" || w == "people" || w == "patients" || w == "individuals" || w == "cases" || diseaseWord[w] {
			return true
		}
	}
	return false
}

// phrase states a stretch of a clause for a slot, in few words.
func (x *extraction) phrase(r *reading, slot string, from, end int) {
	for j := from + 1; j < end; j++ {
		if r.tok[j].is(clPunct|clRel) || r.tok[j].word == "due" || r.tok[j].word == "because" || r.tok[j].word == "there" || r.tok[j].word == "and" && j+1 < end && r.tok[j+1].is(clVerb|clModal|clBe|clAdverb) {
			end = j
			break
		}
	}
	words := r.plainWords(from, end)
	words = shorten(r, words, 9)
	for len(words) > 1 && r.tok[words[len(words)-1]].is(clPrep|clDet|clConj|clPunct) && r.tok[words[len(words)-1]].word != "away" {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return
	}
	c := claim{slot: slot, value: r.text(words), from: from, to: end, term: r.termOf(slot, from, end), hedge: r.hedge(r.clauseStart(from), from)}
	if slot == page.SlotCourse { // "can progress" is "progresses", with its "can" kept
		verb := r.tok[words[0]].word
		if third := thirdPerson(verb); third != verb {
			c.value = third + strings.TrimPrefix(c.value, verb)
			if c.hedge == "" && from > 0 && r.tok[from-1].is(clModal) {
				c.hedge = r.tok[from-1].word
			}
		}
	}
	x.state(r, c)
}

// thirdPerson is a verb of the cues for course as one says it of a condition.
func thirdPerson(verb string) string {
	switch verb {
	case "go", "progress":
		return verb + "es"
	case "carry":
		return "carries"
	case "last", "get", "worsen", "persist", "come", "recur", "recover", "resolve", "turn", "become", "fade", "settle", "spread", "develop", "heal", "improve", "clear", "continue", "linger", "lead":
		return verb + "s"
	}
	return verb
}
