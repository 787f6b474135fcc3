package extract

import (
	"strings"

	"signpost/search/page"
)

// told takes what people are told to do: "People with diarrhea should drink plenty of fluids", "You may need to limit salt", "If you smoke
// a lot, try to quit smoking".
func (x *extraction) told(r *reading) {
	if len(x.focus) == 0 || x.role != page.Treatment && x.role != page.Prevention || strings.HasSuffix(r.plain, ":") {
		return
	}
	if x.uses(r) {
		return
	}
	for i := 1; i+1 < len(r.tok); i++ {
		verb := i + 1
		switch w := r.tok[i].word; {
		case w == "should" || w == "must":
		case (w == "need" || w == "needs" || w == "have") && r.tok[verb].word == "to" && !r.tok[i-1].is(clNeg):
			verb++
		default:
			continue
		}
		start := r.clauseStart(i)
		if !r.isTold(start, i) || r.supposed(i) || x.namedOther(r, start, i) {
			continue
		}
		for verb+1 < len(r.tok) && (r.tok[verb].is(clAdverb) && !r.tok[verb].is(clNeg) || r.tok[verb].word == "try" && r.tok[verb+1].word == "to" || r.tok[verb].word == "to") {
			verb++
		}
		x.order(r, verb)
		return
	}
	if w := r.tok[0].word; w != "if" && w != "when" && w != "to" {
		return
	}
	for i := len(r.tok) - 3; i > 2; i-- { // the last comma before an order: an "if" may hold a list
		if r.tok[i].word != "," {
			continue
		}
		for i++; i+2 < len(r.tok) && (r.tok[i].word == "try" || r.tok[i].word == "to" || r.tok[i].word == "also"); i++ {
		}
		if imperatives[r.tok[i].word] && !r.tok[i+1].is(clPunct|clConj) {
			x.order(r, i)
		}
		return
	}
}

// uses takes "the doctor may also use a chest tube", "you can try antacids": a treatment that somebody may use.
func (x *extraction) uses(r *reading) bool {
	if x.role != page.Treatment {
		return false
	}
	for i := 1; i+2 < len(r.tok); i++ {
		if !r.tok[i].is(clModal) || r.tok[i].is(clNeg) || r.supposed(i) {
			continue
		}
		verb := i + 1
		for verb+1 < len(r.tok) && (r.tok[verb].is(clAdverb) || r.tok[verb].word == "want" || r.tok[verb].word == "need" || r.tok[verb].word == "to") {
			verb++
		}
		start := r.clauseStart(i)
		if !using[r.tok[verb].word] || verb+1 < len(r.tok) && r.tok[verb+1].word == "to" || !r.isTold(start, i) && r.until(start, i, "doctor", "doctors", "provider", "surgeon", "surgeons", "physician", "specialist", "dentist") == i {
			continue
		}
		if end := r.beforeAim(verb+1, r.clauseEnd(verb)); treatmentNoun(r, verb+1, end) && r.until(verb, end, "test", "tests", "x-ray", "ultrasound", "dose", "instructions", "information", "recommendations", "advice", "different", "exam", "choices", "options", "alcohol") == end {
			x.values(r, x.cure(r), verb+1, end, nil, "", false)
			return true
		}
	}
	return false
}

// using are verbs of what is done with a treatment.
var using = wordSet(`use give offer perform inject try consider`)

// isTold reports whether the subject of a clause, which ends before its verb group at token i, is people; not "the medicine you need to".
func (r *reading) isTold(start, i int) bool {
	for j := start; j < i; j++ {
		t := &r.tok[j]
		if t.word == "feel" || t.is(clRel) && j == start {
			return false
		}
		if people[t.word] || t.word == "you" || t.word == "you'll" || t.word == "they" || t.word == "everyone" || t.word == "child" || t.word == "parents" {
			return j == start || r.tok[j-1].is(clPunct|clDet|clConj|clAdverb) || adjectival(r.tok[j-1].word) || people[r.tok[j-1].word]
		}
	}
	return false
}

// order states what is done from a verb on: an order as it is, of "receive" what is received. What is done with "it" was said before.
func (x *extraction) order(r *reading, verb int) {
	if verb+1 >= len(r.tok) {
		return
	}
	end, next := r.clauseEnd(verb), &r.tok[verb+1]
	switch w := r.tok[verb].word; {
	case w == "be" || next.is(clPron) && !next.is(clNumber) || next.word == "sure" && verb+2 < end && r.tok[verb+2].word == "to":
	case imperatives[w] || r.tok[verb].is(clNeg) && imperatives[next.word] && next.word != "be":
		x.steps(r, x.cure(r), verb, end)
	case strings.HasPrefix(w, "receive") || w == "undergo" || (w == "have" || w == "consider") && treatmentNoun(r, verb, end):
		x.values(r, x.cure(r), verb+1, end, nil, "", false)
	}
}
