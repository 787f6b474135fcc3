package extract

import (
	"slices"
	"strings"

	"signpost/search/page"
)

// doing takes what people can do, where a sentence says by what: "can be prevented by washing hands and by cooking meat",
// "control it by not smoking, eating well", "the best way to avoid it is not to walk barefoot", "it is important to rest".
func (x *extraction) doing(r *reading) {
	if len(x.focus) == 0 {
		return
	}
	for i := 0; i+2 < len(r.tok); i++ {
		w := r.tok[i].word
		switch {
		case (w == "prevented" || w == "avoided") && (r.tok[i+1].word == "by" || r.tok[i+1].word == "with" || r.tok[i+1].word == "through") && i > 0 && r.tok[i-1].is(clBe|clAdverb) && !r.denied(i):
			x.steps(r, page.SlotPrevention, i+2, r.clauseEnd(i+1))
			return
		case w == "need" && r.tok[i+1].word == "to" && i > 0 && r.tok[i-1].is(clNeg) && (r.tok[i+2].word == "avoid" || r.tok[i+2].word == "limit" || r.tok[i+2].word == "stop") && !r.supposed(i): // "You do not need to avoid milk"
			if words := shorten(r, r.noBrackets(i+2, r.clauseEnd(i+2)), 6); r.substantial(words) && x.role != page.Tests {
				x.state(r, claim{slot: page.SlotPrevention, value: r.text(words), absent: true, from: i + 2, to: words[len(words)-1] + 1})
			}
			return
		case w == "by" && i > 2 && gerund(r.tok[i+1].word) && r.until(0, i, "avoid", "prevent") < i && !r.denied(i) && x.aboutFocus(r, 0, i):
			x.steps(r, page.SlotPrevention, i+1, r.clauseEnd(i+1))
			return
		case x.role == page.Treatment && i > 0 && (w == "such" && r.tok[i+1].word == "as" || w == "including") && r.remedyBefore(i):
			from := i + 1
			if w == "such" {
				from++
			}
			x.values(r, page.SlotTreatment, from, r.clauseEnd(from), nil, "", false)
			return
		case x.role == page.Treatment && w == "use" && r.tok[i+1].word == "of" && i > 0 && r.tok[i-1].is(clDet) && !r.denied(i):
			x.values(r, page.SlotTreatment, i+2, min(r.clauseEnd(i+2), r.until(i+2, len(r.tok), ")")), nil, "", false)
			return
		case w == "by" && i > 2 && (x.role == page.Treatment || x.role == page.Prevention) && (gerund(r.tok[i+1].word) || r.tok[i+1].word == "not" && gerund(r.tok[i+2].word)) && easedBefore(r, i):
			slot := page.SlotTreatment
			if x.role == page.Prevention || r.hasBefore("risk", i) || r.hasBefore("prevent", i) {
				slot = page.SlotPrevention
			}
			x.steps(r, slot, i+1, r.clauseEnd(i+1))
			return
		case (w == "way" || w == "ways") && r.tok[i+1].word == "to" && i < 5:
			slot := ""
			if preventing[r.tok[i+2].word] {
				slot = page.SlotPrevention
			} else if managing[r.tok[i+2].word] {
				slot = page.SlotTreatment
			}
			be := r.firstOf(i+2, r.clauseEnd(i), clBe)
			if slot != "" && be < len(r.tok) && r.tok[be].is(clBe) && !r.denied(be+1) {
				x.steps(r, slot, be+1, r.clauseEnd(be))
				return
			}
		case (w == "way" || w == "ways") && r.tok[i+1].word == "to" && gerund(r.tok[0].word) && (preventing[r.tok[i+2].word] || managing[r.tok[i+2].word]): // "Drinking water is the best way to stop them forming"
			slot := page.SlotTreatment
			if preventing[r.tok[i+2].word] {
				slot = page.SlotPrevention
			}
			if be := r.firstOf(0, i, clBe); be < i && be > i-6 && !r.denied(be+1) {
				x.steps(r, slot, 0, be)
			}
			return
		case (w == "defense" || w == "defence" || w == "protection" || w == "prevention") && r.tok[i-min(i, 1)].word == "best" && gerund(r.tok[0].word) && x.role == page.Prevention:
			x.steps(r, page.SlotPrevention, 0, r.firstOf(0, i, clBe))
			return
		case w == "include" && i < 9 && r.hasBefore("things", i) && r.hasBefore("help", i) && gerund(r.tok[i+1].word): // "Other things that can help include"
			x.steps(r, x.cure(r), i+1, r.clauseEnd(i))
			return
		case w == "by" && i > 2 && gerund(r.tok[i+1].word) && r.hasBefore("risk", i) && r.until(0, i, "reduce", "lower", "decrease") < i && !r.denied(i):
			x.steps(r, page.SlotPrevention, i+1, r.clauseEnd(i+1))
			return
		case (w == "helps" || w == "help") && r.tok[i+1].word == "to" && r.hasBefore("it", i) && i < 5 && imperatives[r.tok[i+2].word] && (x.role == page.Treatment || x.role == page.Prevention):
			x.steps(r, x.cure(r), i+2, r.clauseEnd(i+1))
			return
		case w == "important" && r.tok[i+1].word == "to" && r.hasBefore("it", i) && i < 9 && (x.role == page.Treatment || x.role == page.Prevention || imperatives[r.tok[i+2].word]) && !talks[r.tok[i+2].word]:
			slot := page.SlotTreatment
			if x.role == page.Prevention {
				slot = page.SlotPrevention
			}
			x.steps(r, slot, i+2, r.clauseEnd(i+1))
			return
		}
	}
}

var (
	preventing = wordSet(`prevent avoid reduce lower stop protect`)
	managing   = wordSet(`treat manage control relieve ease`)
)

// remedyBefore reports whether examples, which begin at token i, are of a remedy: "drugs such as", "medicines, including".
func (r *reading) remedyBefore(i int) bool {
	if r.tok[i-1].word == "," {
		i--
	}
	return i > 0 && treatmentWords[r.tok[i-1].word] && !r.denied(i)
}

// talks are verbs of advice that is no treatment: "it is important to know".
var talks = wordSet(`know remember note understand tell talk see have get be find realize recognize recognise learn ask check discuss diagnose seek treat identify consider`)

func gerund(w string) bool {
	return len(w) > 5 && strings.HasSuffix(w, "ing") || w == "lying" || w == "using"
}

// easedBefore reports a verb of easing or preventing before token i: "control their blood pressure by".
func easedBefore(r *reading, i int) bool {
	for j := 0; j < i; j++ {
		if w := r.tok[j].word; easing[w] || w == "managed" || w == "treated" || w == "controlled" || w == "reduced" || w == "protect" {
			return true
		}
	}
	return false
}

// steps states each member of a list of things to do.
func (x *extraction) steps(r *reading, slot string, from, to int) {
	for _, it := range r.stepItems(from, to) {
		if and := slices.IndexFunc(it, func(i int) bool { return r.tok[i].word == "and" }); r.tok[it[0]].word == "keep" && and > 3 && len(it) > 10 {
			it = it[:and] // "keep your blood sugar under control" needs its end
		}
		words := r.trimOrder(shorten(r, it, 10))
		if n := len(words); n > 1 && n < len(it) && bound[r.tok[words[n-1]].word] { // "avoid contact with sick animals" is not "avoid contact"
			words = r.trimOrder(it[:min(len(it), 14)])
		}
		if r.tok[it[0]].is(clNeg) && len(words) < 3 && len(it) > 2 { // "do not sit with your legs crossed" loses its sense with its end
			if words = r.trimOrder(it[:min(len(it), 10)]); r.tok[it[2]].is(clRel | clSub) {
				continue
			}
		}
		if len(words) > 1 && r.tok[words[0]].is(clNeg) && putOff[r.tok[words[1]].word] { // "do not wait for an appointment": when to get help
			continue
		}
		if len(words) == 1 && shunned[strings.TrimSuffix(r.tok[words[0]].word, "ing")] {
			continue
		}
		if len(words) > 0 && !(len(words) == 1 && imperatives[r.tok[words[0]].word] && !alone[r.tok[words[0]].word]) && r.substantial(words) && r.treatment(words) {
			x.state(r, claim{slot: slot, value: r.text(words), from: words[0], to: words[len(words)-1] + 1})
		}
	}
}

// trimOrder takes stray words from the end of an order, but for those that say how it is done: "breathe slowly".
func (r *reading) trimOrder(words []int) []int {
	for len(words) > 1 {
		t := &r.tok[words[len(words)-1]]
		if !t.is(clPrep|clPunct|clDet|clConj|clAdverb) || particles[t.word] || strings.HasSuffix(t.word, "ly") || t.word == "still" || t.word == "enough" || t.word == "well" {
			break
		}
		words = words[:len(words)-1]
	}
	return words
}

// bound are words that say nothing without the phrase after them: "foods high in salt".
var bound = wordSet(`contact high low rich away exposure close`)

// shunned are stems of verbs for what is not to be done.
var shunned = wordSet(`avoid stopp stop quitt quit limit`)

// putOff are verbs of what not to do instead of getting help; alone are orders that need no object.
var (
	putOff = wordSet(`wait delay ignore hesitate worry panic`)
	alone  = wordSet(`rest exercise stretch hydrate relax swim sleep`)
)

// eithers are verbs that may be nouns, as the last word of a list of things: "food or drink".
var eithers = wordSet(`drink use change cut hold start limit cover place move treat wear`)

// particles belong to the verb before them: "get up".
var particles = wordSet(`up down off out away`)

// stepItems splits "not smoking, eating well and by resting" at its commas and conjunctions, where what follows is something to do; the
// link words in front of each are left out.
func (r *reading) stepItems(from, to int) [][]int {
	var out [][]int
	start := from
	flush := func(end int) {
		f := start
		for f < end && (r.tok[f].is(clConj|clAdverb|clPunct) && !r.tok[f].is(clNeg) || r.tok[f].word == "by" || r.tok[f].word == "to" || r.tok[f].is(clDet)) {
			f++
		}
		if f+1 < end && r.tok[f].word == "not" && r.tok[f+1].word == "to" {
			out = append(out, append([]int{f}, r.noBrackets(f+2, end)...))
		} else if f < end {
			out = append(out, r.noBrackets(f, end))
		}
		start = end
	}
	for j := from; j < to; j++ {
		switch t := &r.tok[j]; {
		case j > start && j+1 < to && (t.word == "before" || t.word == "after" || t.word == "while" || t.word == "until") && r.tok[j+1].word == "you":
			flush(j)
			return r.deny(out)
		case t.is(clRel|clSub) && t.word != "so" && t.word != "where" && t.word != "as" && j > start:
			flush(j)
			return r.deny(out)
		case t.word == "," || t.word == "and" || t.word == "or":
			k := j + 1
			for k < to && (r.tok[k].is(clConj|clAdverb|clDet) || r.tok[k].word == "by" || r.tok[k].word == "to" || r.tok[k].word == "not") {
				k++
			}
			if j+1 < to && (r.tok[j+1].word == "by" || r.tok[j+1].word == "where") {
				flush(j)
			} else if lead := r.tok[start+r.leading(start, to)].word; k < to && t.word != "," && shunned[strings.TrimSuffix(lead, "ing")] && gerund(r.tok[k].word) && (k+1 == to || r.tok[k+1].is(clPunct) || gerund(r.tok[j-1].word) && r.tok[k].word == "drinking") {
				// "avoiding exercise and fasting", "stopping smoking and drinking": not to fast, not to drink
			} else if k < to && !(eithers[r.tok[k].word] && (k+1 == to || r.tok[k+1].is(clPunct)) && j-start > 2) && (gerund(r.tok[k].word) == gerund(r.tok[start+r.leading(start, to)].word)) && (gerund(r.tok[k].word) || imperatives[r.tok[k].word]) {
				flush(j)
			}
		}
	}
	flush(to)
	if len(out) > 1 && r.tok[out[0][0]].word == "not" && len(out[0]) == 2 && !strings.HasPrefix(r.tok[out[0][1]].word, "smok") { // "do not stand or sit still for long"
		return [][]int{r.noBrackets(out[0][0], to)}
	}
	return r.deny(out)
}

// deny puts the "not" of a member before those that "or" joins to it: of "not smoking or drinking" neither is advised, and of "warm it
// slowly, not with hot water or a fire" the slow warming is.
func (r *reading) deny(members [][]int) [][]int {
	last := len(members) - 1
	first := slices.IndexFunc(members, func(words []int) bool { return r.tok[words[0]].is(clNeg) })
	if first < 0 || first == last {
		return members
	}
	joint := members[last][0] - 1
	for joint > 0 && r.tok[joint].is(clDet|clAdverb) {
		joint--
	}
	if w := r.tok[joint].word; w != "or" && w != "nor" || first > 0 && r.tok[joint-1].word == "," {
		return members
	}
	for k := first + 1; k <= last; k++ {
		if words := members[k]; !r.tok[words[0]].is(clNeg) {
			members[k] = append([]int{members[first][0]}, words...)
		}
	}
	return members
}

// leading counts the link words before the first word of a step.
func (r *reading) leading(from, to int) int {
	n := 0
	for from+n+1 < to && (r.tok[from+n].is(clConj|clAdverb|clPunct|clDet) || r.tok[from+n].word == "by" || r.tok[from+n].word == "to" || r.tok[from+n].word == "not") {
		n++
	}
	return n
}
