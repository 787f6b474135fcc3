package extract

import (
	"strings"

	"signpost/search/page"
)

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
		return false
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
