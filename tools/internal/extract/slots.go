package extract

import (
	"strings"

	"signpost/search/page"
)

func (x *extraction) focused(s *subject) bool {
	for _, f := range x.focus {
		if f == s || f.key == s.key {
			return true
		}
	}
	return false
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
	healing := x.role == page.Treatment || x.role == page.Prevention
	switch c.kind {
	case cueCauses:
		x.causes(r, c, start, end, denied)
	case cueCausedBy:
		if w := r.tok[c.from].word; w == "triggered" && !denied && (r.hasBefore("symptoms", c.from) || r.hasBefore("attacks", c.from)) { // "attacks may be triggered by stress"
			x.values(r, page.SlotTrigger, c.to, end, nil, r.hedge(start, c.from), false)
			return
		}
		if r.hasBefore("symptoms", c.from) || r.hasBefore("signs", c.from) { // "signs like these can be caused by X"
			x.signs = x.at
			return
		}
		if denied && !healing && r.tok[c.from].word == "caused" && x.aboutFocus(r, start, c.from) { // "It is not caused by hard water"
			for _, it := range r.items(c.to, end) {
				if words := shorten(r, it.words, 7); r.substantial(words) {
					x.state(r, claim{slot: page.SlotCause, value: r.text(words), absent: true, from: it.from, to: it.to, term: r.termOf(page.SlotCause, it.from, it.to)})
				}
			}
			return
		}
		if damagedBy := strings.HasSuffix(r.tok[c.from].word, "ed") && r.bodily(start, c.from) && r.tok[c.from].word != "caused" || r.tok[c.from].word == "infected" && r.ofPeople(); denied || !damagedBy && !x.aboutFocus(r, start, c.from) && !(r.tok[start].is(clDet) && r.mechanical(start, c.from) && x.role != page.Symptoms) && r.until(start, c.from, "inflamed", "swollen", "blocked", "damaged", "irritated", "weakened") == c.from {
			return
		}
		w := r.tok[c.to-1].word
		if healing {
			return
		}
		if w == "when" || w == "because" {
			x.goesWrong(r, c.to, end)
			return
		}
		if x.role == page.Treatment {
			return
		}
		x.values(r, page.SlotCause, c.to, end, nil, "", false)
	case cueFeels, cueMarked:
		if healing || r.supposed(c.from) || r.listOf(x, c.to) || c.from > 0 && r.tok[c.from-1].is(clRel) && r.nextCue(k, cueRaisesRisk, cueAmong, cueRiskIf) < len(r.tok) { // "people who have X are at risk"
			return
		}
		if !denied {
			x.feels(r, c, start, end)
		} else if r.has("symptoms", "symptom") && x.role != page.Treatment {
			for j := c.to; j < end; j++ {
				if w := r.tok[j].word; w == "symptoms" {
					x.state(r, claim{slot: page.SlotSymptom, value: "no symptoms", absent: true, hedge: r.hedge(start, c.from), from: c.to, to: end})
				}
			}
		}
	case cueTreatedBy:
		if !denied {
			x.values(r, x.cure(r), c.to, end, nil, "", false)
		}
	case cueTreats:
		x.treats(r, c, start, end, denied)
	case cueAdvised:
		if c.to+1 < end && r.tok[c.to].word == "to" && !easing[r.tok[c.to+1].word] {
			return
		}
		if f, _ := r.trim(start, c.from); gerund(r.tok[f].word) && talks[strings.TrimSuffix(r.tok[f].word, "ing")] { // "finding the cause is important"
			return
		}
		for j := start; j < c.from; j++ { // "In extreme cases, surgery may be needed"
			if r.tok[j].word == "," && r.tok[start].is(clPrep|clSub|clAdverb) {
				start = j + 1
			}
		}
		if !denied && (x.role == page.Treatment && c.from-start <= 6 || treatmentNoun(r, start, c.from)) {
			x.values(r, x.cure(r), start, r.firstOf(start, c.from, clModal|clBe|clRel|clSub), nil, r.rarely(c), false)
		}
	case cueAdvises:
		end = r.beforeAim(c.to, end)
		if r.until(c.to, end, "studies", "study", "tests", "test", "testing", "scan", "scans", "imaging", "biopsy", "exam") < end {
			return
		}
		if w := r.tok[c.to-1].word; c.to == c.from+1 && !strings.HasPrefix(w, "need") && r.supposed(c.from) {
			return
		} else if c.to == c.from+1 && strings.HasPrefix(w, "recommend") && x.role != page.Treatment && !treatmentNoun(r, c.to, end) {
			return
		}
		if w := r.tok[c.to-1].word; (w == "need" || w == "needs" || strings.HasPrefix(w, "require")) && (r.supposed(c.from) || !treatmentNoun(r, c.to, end)) {
			return
		}
		if !denied {
			x.values(r, x.cure(r), c.to, end, nil, "", false)
		}
	case cuePrevents:
		x.prevents(r, c, start, end, denied)
	case cueRiskIf:
		for _, it := range r.riskItems(c.to, len(r.tok)) {
			x.state(r, claim{slot: page.SlotRisk, value: r.text(it.words), from: it.from, to: it.to, term: r.termOf(page.SlotRisk, it.from, it.to)})
		}
	case cueRaisesRisk:
		if k := r.until(c.to, len(r.tok), "if"); k+1 < len(r.tok) && (r.ofPeople() || r.tok[start].word == "you're" || r.aboutPeople(start, c.from)) && (r.tok[c.from].word == "more" || k == c.to || x.aboutFocus(r, c.to, k)) && !denied { // "people are more likely to get it if they own a dog"
			for _, it := range r.riskItems(k+1, len(r.tok)) {
				x.state(r, claim{slot: page.SlotRisk, value: r.text(it.words), from: it.from, to: it.to, term: r.termOf(page.SlotRisk, it.from, it.to)})
			}
			return
		}
		x.raisesRisk(r, c, start, end, denied)
	case cueAmong:
		if w := r.tok[c.from].word; healing && (w == "especially" || w == "particularly") { // who needs it most
			return
		}
		if !denied && x.aboutFocus(r, start, c.from) {
			stop := r.conditionsOf(x, c.to, end)
			if r.tok[c.to-1].word == "during" {
				x.values(r, page.SlotRisk, c.to, stop, nil, "", false)
				return
			}
			end = r.thoseWho(c.to, stop)
			if end < stop { // "more common in women and people who smoke"
				x.those(r, end+1, r.untilThan(end+1, stop))
			}
			for _, it := range r.items(c.to, r.untilThan(c.to, end)) {
				if r.inTheWorld(it.words) {
					x.state(r, claim{slot: page.SlotRisk, value: r.text(it.words), from: it.from, to: it.to})
				} else if words := shorten(r, it.words, 6); r.populates(words) && len(r.population(words)) < len(words) && r.activity(words) != "" {
					x.state(r, claim{slot: page.SlotRisk, value: r.activity(words), from: it.from, to: it.to})
				} else if w := r.tok[words[0]].word; len(words) > 2 && (w == "those" || w == "people" || w == "individuals" || w == "patients") && !r.tok[words[1]].is(clComp) && (r.tok[words[1]].is(clPrep|clRel) || gerund(r.tok[words[1]].word)) && len(r.population(words)) > 0 && len(r.population(words)) < len(words)-1 && !r.onlySites(r.population(words)[0], it.to) {
					x.state(r, claim{slot: page.SlotRisk, value: r.text(r.population(words)), from: it.from, to: it.to})
				} else if r.populates(words) && !(len(words) == 1 && anybody[r.tok[words[0]].word]) {
					x.state(r, claim{slot: page.SlotRisk, value: r.text(words), from: it.from, to: it.to})
				}
			}
		}
	case cueAffects:
		if w := r.tok[c.to-1].word; w == "in" && c.to+2 < end && regions[r.tok[c.to].word] && !denied && (r.tok[c.to+1].word == "where" || r.tok[c.to+1].word == "with") && x.aboutFocus(r, start, c.from) {
			for _, it := range r.stepItems(c.to+2, end) {
				if words := shorten(r, r.plainWords(it[0], it[len(it)-1]+1), 8); r.substantial(words) {
					if r.tok[words[0]].is(clRel) {
						words = words[1:]
					}
					x.state(r, claim{slot: page.SlotRisk, value: r.text(words), from: it[0], to: it[len(it)-1] + 1})
				}
			}
		} else if strings.HasPrefix(r.tok[c.to-1].word, "affect") && !denied && x.aboutFocus(r, start, c.from) { // "the disorder affects newborns"
			x.affectsPeople(r, c.to, end)
		} else if (strings.HasPrefix(r.tok[c.from].word, "occur") || r.tok[c.from].word == "found") && w == "in" && !denied && x.aboutFocus(r, start, c.from) { // "occurs in parts of Africa"
			for _, it := range r.items(c.to, end) {
				if r.inTheWorld(it.words) {
					x.state(r, claim{slot: page.SlotRisk, value: r.text(it.words), from: it.from, to: it.to})
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
			// "See a doctor if it is no better after two weeks" does not say that it is so.
			if f, t := r.trim(c.to, end); f < t && x.role != page.Treatment && x.role != page.Help && t-f < 8 {
				value := r.exactly(span(f, t), page.SlotRelief)
				if value == "" {
					value = r.text(span(f, t))
				}
				x.state(r, claim{slot: page.SlotRelief, value: value, absent: true, from: f, to: t, term: r.termOf(page.SlotRelief, f, t)})
			}
			return
		}
		if x.role == page.Treatment && x.sec.Heading != "" {
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
		if c.to < len(r.tok) && strings.HasPrefix(r.tok[c.from].word, "attack") && r.tok[c.to].is(clBe|clModal|clPrep|clPunct) { // "asthma attacks are"
			return
		}
		if !denied && x.role != page.Treatment && x.role != page.Prevention && (!treatmentNoun(r, start, c.from) || r.has("excessive", "excess", "overuse", "much", "intense", "strenuous", "repeated")) {
			x.does(r, c, start, end)
			for i := range r.terms { // "strains muscles in the lower back"
				if m := &r.terms[i]; m.kind == "site" && m.from > c.to && m.to <= end && m.from-c.to < 8 && r.tok[m.from-1].is(clDet|clPrep) && (r.tok[m.from-1].word == "in" || r.tok[max(0, m.from-2)].word == "in") {
					x.sitesIn(r, m.from, m.to, nil)
				}
			}
		}
	}
}

// conditionsOf states what people have who are more at risk, in "and in people with diabetes or gout", and gives the token where that begins.
func (r *reading) conditionsOf(x *extraction, from, end int) int {
	for j := from; j+3 < end; j++ {
		if w := r.tok[j+1].word; r.tok[j].word == "and" && (w == "in" || w == "among") && people[r.tok[j+2].word] && (r.tok[j+3].word == "with" || r.tok[j+3].word == "who") {
			x.values(r, page.SlotRisk, j+4, end, nil, "", false)
			return j
		}
	}
	return end
}

// listOf reports whether the condition at hand and a verb that opens a list follow: "conditions associated with X include".
func (r *reading) listOf(x *extraction, i int) bool {
	for _, n := range r.named {
		if n.from == i && n.to < len(r.tok) && x.focused(n.about) {
			return listVerbs[r.tok[n.to].word]
		}
	}
	return false
}

// regions are places in the world.
var regions = wordSet(`areas places countries regions communities region area parts climates nations`)

// inTheWorld reports whether words name a part of the world: "sub-Saharan Africa", "tropical regions".
func (r *reading) inTheWorld(words []int) bool {
	if len(words) > 7 {
		return false
	}
	for k, i := range words {
		if t := &r.tok[i]; people[t.word] || t.is(clNumber) {
			return false
		} else if regions[t.word] && k > 0 && (climates[r.tok[words[k-1]].word] || r.tok[words[k-1]].capital) || k == len(words)-1 && worldParts[t.word] {
			return true
		}
	}
	return false
}

var climates = wordSet(`tropical subtropical temperate rural urban developing coastal mountainous humid wet warm hot dry cold desert northern southern eastern western central poor crowded
	industrialized industrialised wooded grassy low-income western`)

// worldParts are names of continents and of countries that documents tell of.
var worldParts = wordSet(`africa asia europe america americas oceania australia india china japan brazil mexico turkey thailand korea bolivia peru colombia nigeria kenya egypt iran israel italy
	greece spain france germany sweden finland scandinavia canada caribbean mediterranean east west southeast northeast midwest states kingdom islands tropics subtropics pakistan bangladesh
	indonesia philippines vietnam russia argentina venezuela iceland ireland england scotland`)

// rarely gives the word of a cue that says that something is done in few cases.
func (r *reading) rarely(c cue) string {
	for j := c.from; j < c.to; j++ {
		if w := r.tok[j].word; w == "rarely" || w == "seldom" {
			return w
		}
	}
	return ""
}

// cure is the slot of what is given or done: prevention in a section on prevention.
func (x *extraction) cure(r *reading) string {
	if hasStem(r.plain, "treat") {
		return page.SlotTreatment
	}
	if x.role == page.Prevention && x.sec.Heading != "" {
		return page.SlotPrevention
	}
	return page.SlotTreatment
}

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
			agents[t.word] && j > from && r.tok[j-1].word == "the" && x.main != nil || (diseaseWord[t.word] || diseaseWord[strings.TrimSuffix(t.word, "s")]) && (j == 0 && len(r.tok) > 1 && r.tok[1].is(clBe|clModal) || j > 0 && r.tok[j-1].is(clDet) && r.tok[j-1].word != "a" && r.tok[j-1].word != "an") {
			return true
		}
	}
	return from >= to
}

// agents are what an infection is called by: "the virus is spread by".
var agents = wordSet(`virus bacteria bacterium parasite parasites germ germs fungus`)

func (x *extraction) namedOther(r *reading, from, to int) bool {
	for _, n := range r.named {
		if n.from >= from && n.to <= to && !x.focused(n.about) {
			return true
		}
	}
	return false
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

// places takes "affects the lower leg", "starts in both feet".
func (x *extraction) places(r *reading) {
	if len(x.focus) == 0 || x.role == page.Treatment || x.role == page.Prevention {
		return
	}
	for i := range r.terms {
		if m := &r.terms[i]; m.kind == "side" && !m.denied && !r.hypothetical() && (r.findsSymptom(0, len(r.tok)) || x.aboutFocus(r, 0, m.from)) {
			x.state(r, claim{slot: page.SlotSide, value: r.text(r.sideWords(m)), term: m.id, from: m.from, to: m.to})
		}
	}
	for i := range r.tok { // "the ankle and knee can be involved too", "the big toe is the joint most often affected"
		if w := r.tok[i].word; w != "affected" && w != "involved" || r.denied(i) || i+1 < len(r.tok) && r.tok[i+1].word == "by" {
			continue
		}
		start := r.clauseStart(i)
		if be := r.firstOf(start, i, clBe|clModal); be < i && i-be < 7 && be-start < 14 && !r.tok[start].is(clSub|clPrep) && !people[r.tok[start].word] {
			x.sitesIn(r, start, be, nil)
		}
	}
	for _, c := range r.cues {
		if c.kind != cueAffects && c.kind != cueBegins && !(c.kind == cueAmong && strings.HasPrefix(r.tok[c.to-1].word, "affect")) || r.denied(c.from) {
			continue
		}
		if strings.HasPrefix(r.tok[c.from].word, "happen") && (c.to == len(r.tok) || r.tok[c.to].word != "in") { // "if this happens, the brain"
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
