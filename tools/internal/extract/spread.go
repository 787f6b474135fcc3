package extract

import (
	"signpost/search/page"
)

// passing are the verbs of how a disease gets from one to another; of those in catching, people are the subject.
var (
	passing  = wordSet(`transmitted spread spreads passed contracted acquired contract contracts catch acquire`)
	catching = wordSet(`contract contracts catch acquire`)
	bearers  = wordSet(`person mother animal human animals parent`)
)

// caught takes how one gets a disease, where other words stand between the verb and the way: "people contract it through contact with
// mice", "transmitted to people by ticks".
func (x *extraction) caught(r *reading) {
	if len(x.focus) == 0 || x.healing() || x.role == page.Treatment {
		return
	}
	for i := range r.tok {
		verb := r.tok[i].word
		if !passing[verb] || r.supposed(i) {
			continue
		}
		start := r.clauseStart(i)
		for j := i + 1; j+2 < min(len(r.tok), i+7); j++ {
			if r.tok[j].word == "from" && r.tok[j+2].word == "to" && bearers[r.tok[j+1].word] && x.aboutFocus(r, start, i) { // "spreads from person to person"
				x.state(r, claim{slot: page.SlotCause, value: r.text(span(j+1, min(len(r.tok), j+4))), absent: r.denied(i), from: j + 1, to: j + 4})
				break
			}
		}
		if r.denied(i) || r.inCue(i) && !catching[verb] {
			continue
		}
		for j := i + 1; j < min(len(r.tok), i+9) && (!r.tok[j].is(clPunct|clRel|clSub|clModal|clBe) || r.tok[j].word == "," && j+1 < len(r.tok) && r.tok[j+1].is(clConj)); j++ {
			w := r.tok[j].word
			if w != "through" && w != "by" && w != "via" && !(w == "from" && (catching[verb] || verb == "acquired")) {
				continue
			}
			if about := x.aboutFocus(r, start, i); catching[verb] && !x.aboutFocus(r, i+1, j) || !catching[verb] && (!about || start == i) {
				break
			}
			for end := r.clauseEnd(j); j < end; { // "through contact with mice or through bites"
				next := j + 2
				for next < end && !(r.tok[next].word == w && r.tok[next-1].is(clConj)) {
					next++
				}
				x.values(r, page.SlotCause, j+1, next, nil, r.hedge(start, i), false)
				j = next
			}
			return
		}
	}
}
