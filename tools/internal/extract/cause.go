package extract

import (
	"strings"

	"signpost/search/page"
)

// causes: left brings about right.
func (x *extraction) causes(r *reading, c cue, start, end int, denied bool) {
	if denied {
		if to := r.firstOf(start, c.from, clModal|clBe|clAux|clNeg); to-start < 9 && !r.tok[start].is(clPron|clSub|clPrep|clNeg) && !r.has("know", "knows", "that", "which", "what", "why", "alone", "only", "all", "always") && x.role != page.Treatment && !x.aboutFocus(r, start, to) && x.focusAt(r, c.to) { // "spicy food does not cause ulcers"
			for _, it := range r.items(start, to) {
				if r.substantial(it.words) && len(it.words) < 6 {
					x.state(r, claim{slot: page.SlotCause, value: r.text(it.words), absent: true, from: it.from, to: it.to, term: r.termOf(page.SlotCause, it.from, it.to)})
				}
			}
		}
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
			if k := r.examples(start, c.from, end); k > 0 { // "many factors can cause it, including"
				x.values(r, page.SlotCause, k, r.clauseEnd(k), nil, "", false)
				return
			}
			x.values(r, page.SlotCause, start, c.from, nil, "", false)
			return
		}
	}
	if w := r.tok[c.to-1].word; (w == "on" || w == "off" || strings.HasPrefix(r.tok[c.from].word, "trigger") || strings.HasPrefix(w, "provoke")) && !x.aboutFocus(r, start, c.from) && !r.tok[start].is(clPron|clSub) {
		j := c.to
		for j < end && (r.tok[j].is(clDet) || adjectival(r.tok[j].word)) {
			j++
		}
		if j < end && episodes[r.tok[j].word] || j+1 < end && episodes[r.tok[j+1].word] { // "crash diets can bring on an attack"
			x.values(r, page.SlotTrigger, start, r.verbGroup(start, c.from), nil, "", false)
			return
		}
	}
	if c.to < end && r.tok[c.to].word == "it" && (c.to+1 == end || r.tok[c.to+1].is(clPunct)) && !x.aboutFocus(r, start, c.from) && !r.tok[start].is(clPron|clSub) && x.role != page.Treatment {
		x.values(r, page.SlotCause, start, r.verbGroup(start, c.from), nil, "", false) // "vibrating tools can also cause it"
		return
	}
	if f, t := r.trim(start, r.firstOf(start, c.from, clModal|clBe|clAux|clVerb)); f < t && t-f <= 8 && r.mechanical(f, t) && !x.claimed(f, t) && !x.saidBefore(r, f) {
		x.mechanismPhrase(r, f, t)
	}
	if w := r.tok[min(c.to, len(r.tok)-1)].word; (w == "symptoms" || w == "signs") && c.to+2 < end && r.tok[c.to+1].word == "such" {
		return // "leads to symptoms such as": a list of them
	}
	if x.healing() && x.role == page.Treatment { // what a treatment causes
		return
	}
	leads := strings.HasPrefix(r.tok[c.from].word, "lead") || strings.HasPrefix(r.tok[c.from].word, "result")
	if leads && x.aboutFocus(r, start, c.from) { // "it can lead to coma and death": how it goes on
		for _, it := range r.items(c.to, end) {
			if grave[r.tok[it.words[len(it.words)-1]].word] && len(it.words) <= 4 {
				x.felt = append(x.felt, [2]int{it.from, it.to})
				x.state(r, claim{slot: page.SlotCourse, value: r.text(it.words), from: it.from, to: it.to})
			}
		}
	}
	x.symptoms(r, c.to, end, nil, "", false)
	ensues := r.tok[start].word == "which" || start > 0 && r.tok[start-1].word == "which"                                                // "the stone blocks it, which can lead to X"
	if k := r.until(c.to, end, "such"); k+2 < end && k > c.to && unnamed[r.tok[k-1].word] && (leads || x.aboutFocus(r, start, c.from)) { // "can lead to problems such as X"
		any := x.namedOther(r, k+2, end)
		for _, it := range r.items(k+2, end) {
			if r.symptomIn(it) == nil && any && len(it.words) < 6 && r.substantial(it.words) && !(len(it.words) == 1 && gerund(r.tok[it.words[0]].word)) {
				x.state(r, claim{slot: page.SlotCourse, value: r.text(it.words), from: it.from, to: it.to})
			}
		}
		end = k - 1
	}
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
		case !r.mechanical(it.from, it.to) && !x.aboutFocus(r, start, c.from) && !(leads && ensues && x.namedOther(r, it.from, it.to)) && !r.bodily(start, c.from) && !r.mechanical(start, c.from):
		case x.namedOther(r, it.from, r.spanEnd(it, end)) && !r.mechanical(it.from, it.to):
			x.state(r, claim{slot: page.SlotCourse, value: r.text(shorten(r, r.afterCalled(span(it.from, r.spanEnd(it, end)), it.words), 6)), from: it.from, to: it.to})
		case len(it.words) <= 4 && namesCondition(r.tok[it.words[len(it.words)-1]].word) && len(it.words) > 1 && x.aboutFocus(r, start, c.from) && !r.mechanical(it.from, it.to) && x.role != page.Treatment && x.role != page.Prevention && !vagueKinds[r.tok[it.words[0]].word]:
			x.state(r, claim{slot: page.SlotCourse, value: r.text(it.words), from: it.from, to: it.to})
		case len(it.words) <= 4 && !r.onlySites(it.from, it.to) && (strings.HasPrefix(r.tok[c.from].word, "lead") || strings.HasPrefix(r.tok[c.from].word, "result")) && !r.mechanical(it.from, it.to) &&
			r.substantial(it.words) && x.role != page.Treatment && x.role != page.Prevention:
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

// examples gives the list that ends a clause whose subject, before token to, names nothing itself: "Other factors raise your risk, such as
// smoking"; 0 if there is none.
func (r *reading) examples(start, to, end int) int {
	for to > start && r.tok[to-1].is(clModal|clAdverb|clRel) {
		to--
	}
	if to == start || !unnamed[r.tok[to-1].word] && !vague[r.tok[to-1].word] {
		return 0
	}
	for k := to; k+2 < min(len(r.tok), end+3); k++ {
		if w := r.tok[k].word; r.tok[k+1].word == "," && (unnamed[w] || w == "factors") { // "... and other health problems, such as": examples of those
			return 0
		}
		if r.tok[k].word == "including" && r.tok[k-1].word == "," {
			return k + 1
		}
		if r.tok[k].word == "such" && r.tok[k+1].word == "as" && r.tok[k-1].word == "," {
			return k + 2
		}
	}
	return 0
}

// unnamed are words for consequences that examples name.
var unnamed = wordSet(`problems complications conditions diseases disorders triggers substances medicines illnesses infections`)

// episodes are what a condition that comes and goes comes in.
var episodes = wordSet(`attack attacks flare flares flare-up flare-ups episode episodes symptoms outbreak outbreaks`)

// focusAt reports whether the condition at hand is named at token i, by its name or "it", and nothing more is said of it.
func (x *extraction) focusAt(r *reading, i int) bool {
	end := i
	if i < len(r.tok) && (r.tok[i].word == "it" || r.tok[i].word == "them") {
		end = i + 1
	}
	for _, n := range r.named {
		if n.from == i && x.focused(n.about) {
			end = n.to
		}
	}
	return end > i && (end == len(r.tok) || r.tok[end].is(clPunct|clConj))
}

// grave are outcomes rather than symptoms.
var grave = wordSet(`coma death disability disabilities blindness stroke strokes shock failure amputation gangrene infertility miscarriage miscarriages stillbirth
	deformity deformities paralysis`)

// troubles begin a symptom that needs no vocabulary: "problems with sensation".
var troubles = wordSet(`problems problem trouble difficulty difficulties`)
