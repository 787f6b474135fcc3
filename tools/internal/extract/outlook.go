package extract

import (
	"strings"

	"signpost/search/page"
)

// goesOnFor takes how people fare who have the condition: how long they live, what they are left with, what the outlook hangs on.
func (x *extraction) goesOnFor(r *reading) {
	if len(x.focus) == 0 || x.healing() && x.role != outlook || x.role == page.Causes {
		return
	}
	for i := 0; i+1 < len(r.tok); i++ {
		t, next := &r.tok[i], &r.tok[i+1]
		if r.denied(i) || r.supposed(i) {
			continue
		}
		start := r.clauseStart(i)
		switch w := t.word; {
		case (w == "live" || w == "survive") && i > start && (spans[next.word] || next.is(clAdverb) && i+2 < len(r.tok) && spans[r.tok[i+2].word]) && r.aboutPeople(start, i):
			x.course(r, i, 9)
		case (w == "die" || w == "dies") && i > start && (next.is(clPrep) || next.word == "prematurely") && r.givesShare(start, i) && r.aboutPeople(start, i):
			x.course(r, start, 12) // "about half of all patients die within a year"
		case w == "left" && next.word == "with" && i > start && r.tok[i-1].is(clBe|clAdverb):
			x.course(r, i, 9)
		case (strings.HasPrefix(w, "become")) && x.role == outlook && i > start && r.aboutPeople(start, i) && !next.is(clDet|clPrep|clComp):
			x.course(r, i, 8)
		case (w == "respond" || w == "responds") && i > start && r.until(i+1, min(len(r.tok), i+4), "to") < min(len(r.tok), i+4) && treatmentNoun(r, i, min(len(r.tok), i+6)) && x.symptomOrFocus(r, start, i):
			x.course(r, i, 6)
		case (w == "span" || w == "expectancy") && i > 0 && r.tok[i-1].word == "life" || w == "lifespan" || w == "life-span":
			be := r.firstOf(i, min(len(r.tok)-1, i+8), clBe) // "the life span of people with it is usually normal"
			for be+1 < len(r.tok) && r.tok[be].is(clBe|clAdverb) {
				be++
			}
			if r.tok[be-1].is(clBe|clAdverb) && ways[r.tok[be].word] {
				x.state(r, claim{slot: page.SlotCourse, value: r.tok[be].word + " life span", from: i, to: be + 1, hedge: r.hedge(start, be)})
			}
		case (w == "relapse" || w == "relapses" || w == "recurrence" || w == "recurrences" || w == "remission" || w == "remissions") && r.until(i+1, min(len(r.tok), i+4), "occur", "occurs", "common", "possible", "happen") < min(len(r.tok), i+4):
			x.state(r, claim{slot: page.SlotCourse, value: w, from: i, to: i + 1, hedge: r.hedge(start, i+3)})
		case w == "recovery" && i > 0 && recoveries[r.tok[i-1].word] && r.until(i, len(r.tok), "rare", "unusual", "uncommon", "unlikely", "low", "poor") == len(r.tok):
			x.state(r, claim{slot: page.SlotCourse, value: r.tok[i-1].word + " recovery", from: i - 1, to: i + 1, hedge: r.hedge(start, i)})
		case (w == "depends" || w == "depend" || w == "depending") && (next.word == "on" || next.word == "upon") && r.until(0, i, "outlook", "prognosis", "recovery", "outcome") < i:
			if words := shorten(r, r.plainWords(i+2, r.clauseEnd(i)), 8); r.substantial(words) {
				x.state(r, claim{slot: page.SlotCourse, value: "depends on " + r.text(words), from: i, to: r.clauseEnd(i)})
			}
			return
		}
	}
}

// spans are words after "live" that say how long or how well.
var spans = wordSet(`into for to until past beyond well long longer normal near decades years through`)

var recoveries = wordSet(`full complete partial slow rapid quick good spontaneous gradual`)

// aboutPeople reports whether a clause's words name people, or "most" and "others" of them.
func (r *reading) aboutPeople(from, to int) bool {
	for j := from; j < to; j++ {
		switch w := r.tok[j].word; {
		case people[w], w == "they", w == "you", w == "person", w == "child", w == "most", w == "some", w == "others", w == "many":
			return true
		}
	}
	return false
}

// givesShare reports whether a clause's words give a share: "half of", "10 percent of".
func (r *reading) givesShare(from, to int) bool {
	return r.firstOf(from, to, clNumber) < to || r.until(from, to, "half") < to
}

// course states a clause from a token on, in at most n words: how it goes.
func (x *extraction) course(r *reading, from, n int) {
	words := r.noBrackets(from, r.clauseEnd(from))
	if k := len(words); k > 0 && r.tok[words[k-1]].is(clPunct) {
		words = words[:k-1]
	}
	for k, i := range words {
		if k > 2 && (r.tok[i].is(clSub|clRel) || r.tok[i].word == ",") {
			words = words[:k]
			break
		}
	}
	if words = shorten(r, words, n); len(words) > 1 {
		x.state(r, claim{slot: page.SlotCourse, value: r.text(words), from: from, to: words[len(words)-1] + 1, hedge: r.hedge(r.clauseStart(from), from)})
	}
}
