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
	x.nobodyKnows(r)
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
		if !ok && x.offers(r, i) {
			slot, ok = x.cure(r), true // "treatment options include", "other steps are"
		}
		if w := r.tok[i].word; (w == "they" || w == "these") && i > 2 && r.tok[i-1].word == "," && (r.hasBefore("symptoms", i) || r.hasBefore("signs", i)) && r.until(i, min(len(r.tok), i+4), "include") < min(len(r.tok), i+4) { // "If you have symptoms, they may include"
			slot, ok = page.SlotSymptom, true
		}
		if !ok && i < 3 && r.tok[i].word == "effects" && i+1 < len(r.tok) && r.tok[i+1].word == "of" && x.aboutFocus(r, i+2, r.firstVerb()) && x.role != page.Treatment {
			slot, ok = page.SlotCourse, true
		}
		if !ok && i > 1 && i < 5 && r.tok[i].word == "risk" && r.tok[i-1].word == "at" && people[r.tok[0].word] && x.role != page.Treatment { // "People at risk include"
			slot, ok = page.SlotRisk, true
		}
		if !ok {
			continue
		}
		if i+2 < len(r.tok) && (r.tok[i+1].word == "of" || r.tok[i+1].word == "for") && (r.tok[i+2].word == "death" || r.tok[i+2].word == "deaths") {
			continue // "the most common cause of death is"
		}
		if x.inverted(r, slot, i) {
			continue
		}
		if i > 0 && slot == page.SlotSymptom && easing[strings.TrimSuffix(r.tok[i-1].word, "s")] && r.tok[i-1].word != "control" {
			continue // "medicines that reduce symptoms include"
		}
		if slot == page.SlotTreatment && r.until(0, i, "goal", "goals", "aim", "purpose") < i {
			continue // "the goal of treatment is"
		}
		if w := r.tok[i].word; slot == page.SlotSymptom && !strings.HasPrefix(w, "s") && !strings.HasPrefix(w, "c") && !r.tok[i].is(clPron) && i > r.firstVerb() {
			continue // features of something else
		}
		if slot == page.SlotPrevention && !hasStem(r.plain, "prevent") && x.role != page.Prevention {
			continue
		}
		if slot == page.SlotRisk && r.tok[i].word != "risk" && !(i > 0 && r.tok[i-1].word == "risk") {
			if !r.has("risk") && !r.has("trigger") {
				continue
			}
		}
		j := i + 1
		if j < len(r.tok) && (r.tok[j].word == "of" || r.tok[j].word == "for" || r.tok[j].word == "in" || r.tok[j].word == "to") {
			for j++; j < len(r.tok) && (j-i < 10 || slot == page.SlotTreatment && j-i < 24) && !r.tok[j].is(clBe|clModal|clPunct|clAux) && !listVerbs[r.tok[j].word]; j++ {
			}
			// A bracket after the name: "symptoms of X (PAD) include".
			if j < len(r.tok) && r.tok[j].word == "(" {
				for ; j < len(r.tok) && r.tok[j].word != ")"; j++ {
				}
				j++
			}
		}
		j = r.afterAside(j)
		if k := r.includingAfter(j); k > 0 && (i < r.firstVerb() && (slot == page.SlotSymptom || slot == page.SlotCourse) || r.tok[0].word == "there" && r.firstVerb() == 1) {
			j = k
		}
		verb := false
		for ; j < len(r.tok); j++ {
			t := &r.tok[j]
			if listVerbs[t.word] || slot == page.SlotCause && t.is(clBe) && t.is(clNeg) {
				verb = true
			} else if t.word == "such" && j+1 < len(r.tok) && r.tok[j+1].word == "as" && !(j > i+2 && remedies[r.tok[i].word]) || t.word == "like" && !verb {
				verb = true
				if t.word == "such" {
					j++
				}
				j++
				break
			} else if !t.is(clModal|clAdverb) && !(verb && (t.word == "with" || t.word == "the" || t.word == "made" || t.word == "of" && strings.HasPrefix(r.tok[j-1].word, "consist"))) && t.word != "," {
				break
			}
		}
		if !verb || j >= len(r.tok) {
			continue
		}
		end := r.listEnd(j)
		if e := r.until(j, end, "if", "when", "unless"); slot != page.SlotTrigger && slot != page.SlotCause {
			end = e
		}
		hedge := r.hedge(0, i)
		if slot == page.SlotRisk && (x.role == page.Treatment || x.role == page.Prevention) {
			continue
		}
		if slot == page.SlotCause && x.main == nil && x.causeOfSymptom(r, i, j, end) {
			continue
		}
		switch slot {
		case page.SlotSymptom:
			listed := r.has("include", "including", "includes") || r.tok[j-1].word == "as" || r.tok[i].word != "symptoms" && r.bodily(j, end) && r.firstOf(j, end, clVerb|clModal|clRel|clSub|clBe) == end && adjectival(r.tok[r.nounStart(end-1)].word)
			for from, hedge := j, r.hedge(i, j); from < end; { // members between semicolons may be lists themselves
				to := r.until(from, end, ";")
				x.symptoms(r, from, to, nil, hedge, listed)
				from = to + 1
			}
		case page.SlotCause:
			if n := r.until(j, end, "unknown", "known", "understood", "found", "clear", "unclear"); n < end && n-j < 5 && (strings.HasPrefix(r.tok[n].word, "un") && r.tok[n].word != "understood" || r.denied(n)) {
				x.state(r, claim{slot: slot, value: unknownCause, about: x.causeOf(r, i), from: j, to: end, hedge: r.extent(0, n)})
				continue
			}
			if j+1 < end && r.tok[j].word == "not" && lacking[r.tok[j+1].word] { // "not having enough iron": what is missing
				hedge = ""
			} else if r.tok[j].word == "caused" || r.denied(j) {
				continue
			}
			for j+1 < end && (r.tok[j].word == "related" || r.tok[j].word == "linked" || r.tok[j].word == "thought" || r.tok[j].word == "believed" || r.tok[j].word == "to" || r.tok[j].word == "be") {
				j++
			}
			x.values(r, slot, j, end, nil, hedge, false)
		case page.SlotTreatment:
			if r.tok[j].word == "to" && r.tok[j-1].is(clBe) && x.role == page.Treatment && j+1 < end && !talks[r.tok[j+1].word] { // "the main treatment is to avoid milk"
				x.steps(r, slot, j+1, end)
				continue
			}
			if w := r.tok[j].word; r.tok[j].is(clVerb|clNeg) || w == "given" || strings.HasPrefix(w, "available") || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") && r.tok[j-1].is(clBe) {
				continue
			}
			if w := r.tok[j].word; (w == "supportive" || w == "symptomatic") && j+1 < len(r.tok) && r.tok[j+1].is(clPunct|clPrep|clConj) {
				x.state(r, claim{slot: slot, value: w + " treatment", from: j, to: j + 1})
				continue
			}
			if n := r.tok[j-1].word; (n == "is" || n == "are" || n == "be" || n == "the") && !treatmentNoun(r, j, end) {
				continue
			}
			x.values(r, slot, j, end, nil, "", false)
		default:
			x.values(r, slot, j, end, nil, "", false)
		}
	}
}

// offers reports whether token i opens a list of treatments where treatment is spoken of, or of steps where prevention is: "options
// include surgery", "lifestyle changes such as"; not one of what to avoid or of side effects.
func (x *extraction) offers(r *reading, i int) bool {
	w := r.tok[i].word
	if !remedies[w] && !measures[w] || r.denied(i) || r.has("avoid", "limit", "effects", "risks", "complications", "imaging", "diagnostic", "cause", "causes", "caused") {
		return false
	}
	if first := r.tok[0].word; x.at > 0 && (first == "these" || first == "they" || first == "examples" || first == "such") && hasStem(x.sec.Sentences[x.at-1].Plain, "avoid", "effect", "caus", "worse", "interact", "harm", "risk", "test") {
		return false
	}
	return x.role == page.Treatment || i > 0 && r.tok[i-1].word == "treatment" || x.role == page.Prevention && measures[w] && r.until(i, len(r.tok), "include", "includes") < len(r.tok)
}

// remedies are nouns that open a list of treatments, measures one of what to do.
var (
	remedies = wordSet(`options medicines medications drugs procedures`)
	measures = wordSet(`steps changes techniques methods strategies approaches`)
)

// listEnd is the clause's end, or that of a list whose members stand between semicolons: none of them has a verb of its own.
func (r *reading) listEnd(j int) int {
	end := r.clauseEnd(j)
	for end < len(r.tok) && r.tok[end].word == ";" {
		next := r.clauseEnd(end + 1)
		if r.clausal(end+1, next) {
			break
		}
		end = next
	}
	return end
}

// afterAside steps over what stands between commas: "symptoms, which come on slowly, include", "symptoms of X, the common form, are".
func (r *reading) afterAside(j int) int {
	if j+1 >= len(r.tok) || r.tok[j].word != "," || !r.tok[j+1].is(clRel|clDet) || r.tok[j+1].word == "such" {
		return j
	}
	for k := j + 2; k < len(r.tok); k++ {
		if r.tok[k].word == "," && k+1 < len(r.tok) && (listVerbs[r.tok[k+1].word] || r.tok[k+1].is(clModal)) {
			return k + 1
		}
	}
	return j
}

// includingAfter gives the "including" that opens a list after what the symptoms do: "symptoms arise later, including stiffness".
func (r *reading) includingAfter(j int) int {
	if j+1 < len(r.tok) && r.tok[j].word == "," && r.tok[j+1].word == "including" {
		return j + 1
	}
	if j >= len(r.tok) || listVerbs[r.tok[j].word] || r.tok[j].is(clPunct) {
		return 0
	}
	for k := j; k+1 < len(r.tok); k++ {
		if r.tok[k].word == "including" && r.tok[k-1].word == "," {
			return k
		}
		if r.tok[k].is(clRel|clSub) || listVerbs[r.tok[k].word] || r.tok[k].word == ";" || r.tok[k].word == "such" {
			return 0
		}
	}
	return 0
}

// inverted takes "X is a common cause of Y" and "X is the main treatment for Y", where Y is the condition at hand.
func (x *extraction) inverted(r *reading, slot string, i int) bool {
	if i+1 >= len(r.tok) || r.tok[i+1].word != "of" && r.tok[i+1].word != "for" && r.tok[i+1].word != "." && !(slot == page.SlotTreatment && r.tok[i+1].is(clRel|clPunct)) && r.tok[i+1].word != "available" {
		return false
	}
	be := i - 1
	for be > 0 && !r.tok[be].is(clBe) && i-be < 7 {
		if r.tok[be].is(clPunct|clRel|clSub|clModal) || remedies[r.tok[i].word] && !r.tok[i+1].is(clRel) {
			return false
		}
		be--
	}
	if be <= 0 || !r.tok[be].is(clBe) || r.denied(be+1) {
		return false
	}
	if r.until(be, i, "no", "being", "studied", "tested") < i {
		return false
	}
	start := r.clauseStart(be)
	to := r.verbGroup(start, be)
	if to <= start || r.tok[start].is(clPron) || r.tok[start].word == "there" {
		return false
	}
	ok := r.tok[i+1].word == "." || slot == page.SlotTreatment && x.role == page.Treatment
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

// unknownCause is the value of a cause that a document says nobody knows.
const unknownCause = "unknown"

var lacking = wordSet(`having getting enough eating drinking making`)

// nobodyKnows takes "it is not known what causes X", "doctors do not know why it happens".
func (x *extraction) nobodyKnows(r *reading) {
	for i := 1; i < len(r.tok); i++ { // "of unknown cause", "there may be no apparent cause"
		if w := r.tok[i].word; w != "cause" && w != "causes" && w != "origin" {
			continue
		}
		p := r.tok[i-1].word
		if (p == "unknown" || i > 1 && r.tok[i-2].word == "no" && (p == "known" || p == "apparent" || p == "obvious" || p == "identifiable" || p == "clear")) && !r.findsSymptom(max(0, i-4), i) && !r.supposed(i) {
			x.state(r, claim{slot: page.SlotCause, value: unknownCause, from: i - 1, to: i + 1, hedge: r.extent(0, i)})
			return
		}
	}
	if i := r.indexOf("cause"); i > 3 && x.role != page.Treatment && x.role != page.Tests && r.until(max(0, i-3), i, "the", "exact") < i && (i+1 == len(r.tok) || r.tok[i+1].is(clPunct) || r.tok[i+1].word == "of" && x.aboutFocus(r, i+2, min(len(r.tok), i+9))) { // "No one knows the cause of it"
		if k := r.until(max(0, i-6), i, "know", "knows", "understand"); k < i && (r.denied(k) || r.tok[0].word == "no" && k == 2 || k == 1 && r.tok[0].word == "nobody") {
			x.state(r, claim{slot: page.SlotCause, value: unknownCause, from: k, to: i + 1, hedge: r.extent(0, k)})
			return
		}
	}
	for i := 1; i+1 < len(r.tok); i++ {
		if w := r.tok[i].word; w != "what" && w != "why" || w == "what" && r.tok[i+1].word != "causes" && r.tok[i+1].word != "caused" {
			continue
		}
		for k := i - 1; k >= 0 && k > i-5; k-- {
			if !knowing[r.tok[k].word] || !(strings.HasPrefix(r.tok[k].word, "un") && r.tok[k].word != "understood") && !r.denied(k) && !(k > 1 && r.tok[k-2].word == "no" && r.tok[k-1].word == "one") && r.tok[k-1].word != "nobody" {
				continue
			}
			about := x.focus
			for _, n := range r.named {
				if n.from > i && n.from <= i+3 {
					about = []*subject{n.about}
				}
			}
			if x.aboutFocus(r, i, len(r.tok)) || len(about) == 1 && about[0] != x.focus[0] {
				x.state(r, claim{slot: page.SlotCause, value: unknownCause, about: about, from: i, to: i + 1, hedge: r.extent(0, i)})
			}
			return
		}
	}
}

var knowing = wordSet(`know knows known understood understand clear unclear unknown sure certain`)

// causeOf gives the condition that "the cause of X", its noun token i, names where it is not the one at hand; else nil.
func (x *extraction) causeOf(r *reading, i int) []*subject {
	for _, n := range r.named {
		if n.from > i && n.from <= i+3 && r.tok[i+1].word == "of" && !x.focused(n.about) {
			return []*subject{n.about}
		}
	}
	return nil
}

// extent gives the words that limit a statement to some of those who have the condition: "in many cases".
func (r *reading) extent(from, to int) string {
	for j := from; j < to; j++ {
		switch w := r.tok[j].word; w {
		case "often", "sometimes", "usually":
			return w
		case "many", "most", "some":
			if j+1 < to && (r.tok[j+1].word == "cases" || r.tok[j+1].word == "people") {
				return w + " " + r.tok[j+1].word
			}
		}
	}
	return ""
}
