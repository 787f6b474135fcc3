package extract

import (
	"strings"

	"signpost/search/page"
)

var easing = wordSet(`treat relieve reduce control manage prevent help ease improve lower slow stop lessen remove repair correct cure shrink kill fight
	decrease increase restore suppress dissolve replace boost relax minimize minimise strengthen lengthen close loosen clear drain`)

// treats: left eases right.
func (x *extraction) treats(r *reading, c cue, start, end int, denied bool) {
	if denied && gerund(r.tok[start].word) && r.tok[c.to-1].word == "help" && (c.to >= end || r.tok[c.to].is(clPunct)) { // "Stretching does not help"
		if to := r.firstOf(start, c.from, clModal|clBe|clAux|clNeg); to > start && to-start < 6 {
			x.state(r, claim{slot: page.SlotRelief, value: r.text(span(start, to)), absent: true, from: start, to: to, term: r.termOf(page.SlotRelief, start, to)})
		}
	}
	if denied || c.from == start || x.treatsWith(r, c, start, end) {
		return
	}
	if r.until(start, c.from, "too", "studied", "tested", "investigated") < c.from { // "act too slowly to relieve pain"
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
	if k := r.until(start, c.from, ","); r.tok[start].is(clSub|clPrep) && k+1 < c.from && (gerund(r.tok[k+1].word) || r.tok[k+1].word == "not") { // "If you have symptoms, eating small meals may help"
		start = k + 1
	}
	for j := start + 1; j < c.from; j++ { // "The good news is that medicines help"
		if r.tok[j].word == "that" && r.tok[j-1].is(clBe) {
			start = j + 1
		}
	}
	to := r.firstOf(start, c.from, clModal|clBe|clRel|clSub)
	if w := r.tok[c.to-1].word; strings.HasSuffix(r.tok[start].word, "ing") && to-start <= 14 && (strings.HasPrefix(w, "relieve") || strings.HasPrefix(w, "ease") || w == "soothe") && r.findsSymptom(c.to, end) || w == "relief" && gerund(r.tok[start].word) {
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
	if w := r.tok[c.to-1].word; (w == "help" || w == "helps") && gerund(r.tok[start].word) && to-start <= 28 && (c.to >= end || r.tok[c.to].is(clPunct)) {
		x.steps(r, page.SlotTreatment, start, to)
		return
	}
	if gerund(r.tok[start].word) && x.healing() && to > start && to-start <= 14 && !talks[strings.TrimSuffix(r.tok[start].word, "ing")] { // "Following a healthy diet can help lower blood pressure"
		x.steps(r, x.cure(r), start, r.verbGroup(start, to))
		return
	}
	if to-start > 10 || !treatmentNoun(r, start, to) && (x.role != page.Treatment || to-start > 4) || x.role != page.Treatment && !x.symptomOrFocus(r, c.to, end) {
		return
	}
	x.values(r, page.SlotTreatment, start, r.verbGroup(start, to), nil, "", false)
}

// treatsWith takes "doctors treat it with antibiotics", "you can control symptoms with diet": people treat it with right.
func (x *extraction) treatsWith(r *reading, c cue, start, end int) bool {
	if !remedying[strings.TrimSuffix(r.tok[c.to-1].word, "s")] || !r.isTold(start, c.from) && r.until(start, c.from, "doctor", "doctors", "provider", "providers", "specialist", "specialists") == c.from {
		return false
	}
	for k := c.to; k+1 < end && !(k+2 == end && gerund(r.tok[k+1].word)); k++ {
		if w := r.tok[k].word; w != "with" && w != "by" && w != "using" || people[r.tok[k-1].word] || r.tok[k-1].word == "child" || r.tok[k-1].word == "person" || k > c.to && r.tok[k-1].is(clConj) {
			continue
		}
		if x.namedOther(r, c.to, k) && !x.aboutFocus(r, c.to, k) {
			return true
		}
		x.values(r, x.cure(r), k+1, r.beforeAim(k+1, end), nil, "", false)
		return true
	}
	return false
}

// beforeAim ends a list of treatments before what they are for or when: "a medicine to reduce symptoms, such as ...".
func (r *reading) beforeAim(from, end int) int {
	for j := from; j+1 < end; j++ {
		if n := &r.tok[j+1]; r.tok[j].word == "if" || r.tok[j].word == "unless" || r.tok[j].word == "when" || r.tok[j].word == "to" && j > from+1 && (easing[n.word] || n.class&^clVerb == 0 && !gerund(n.word) && !strings.HasSuffix(n.word, "s")) {
			end = j
		}
	}
	return end
}

var remedying = wordSet(`treat control manage relieve cure`)

// fails takes "antibiotics have no effect on it" and "drug therapy is not effective": what does not treat the condition.
func (x *extraction) fails(r *reading) {
	if len(x.focus) == 0 {
		return
	}
	for i := 2; i < len(r.tok); i++ {
		useless := false
		switch r.tok[i].word {
		case "effective", "helpful", "useful":
			useless = r.until(max(0, i-4), i, "not", "isn't", "aren't") < i && r.firstOf(max(0, i-5), i, clBe) < i
		case "effect":
			useless = r.tok[i-1].word == "no" && r.tok[i-2].is(clAux)
		case "work":
			useless = r.tok[i-1].is(clNeg) && (r.tok[i-1].is(clAux) || r.tok[i-2].is(clAux))
		}
		if !useless || r.supposed(i) || i+1 < len(r.tok) && !r.tok[i+1].is(clPunct|clConj) && !x.aboutFocus(r, i+1, min(len(r.tok), i+5)) {
			continue
		}
		start := r.clauseStart(i)
		to := r.firstOf(start, i, clModal|clBe|clAux|clRel)
		if to-start > 6 || !treatmentNoun(r, start, to) {
			continue
		}
		for _, it := range r.items(start, to) {
			if r.substantial(it.words) && r.treatment(it.words) {
				x.state(r, claim{slot: page.SlotTreatment, value: r.text(it.words), absent: true, from: it.from, to: it.to})
			}
		}
		return
	}
}

// explainsTreatment takes "Radiation therapy is a treatment that uses X-rays to kill cells": the treatment, and nothing of how it works.
func (x *extraction) explainsTreatment(r *reading) bool {
	v := r.indexOf("is")
	if x.role != page.Treatment || v < 1 || v > 8 || v+2 >= len(r.tok) || r.tok[v].word != "is" || !r.tok[v+1].is(clDet) {
		return false
	}
	for j := v + 2; j+1 < min(len(r.tok), v+8); j++ {
		if w, next := r.tok[j].word, &r.tok[j+1]; (w == "treatment" || w == "therapy" || w == "procedure") && (next.is(clRel) || next.word == "in" || next.word == "using") {
			from := 0
			if half := v / 2; v%2 == 0 && strings.EqualFold(r.text(span(0, half)), r.text(span(half, v))) { // a heading glued to its text
				from = half
			}
			x.values(r, page.SlotTreatment, from, v, nil, "", true)
			return true
		}
		if r.tok[j].is(clRel|clPrep|clSub) && r.tok[j].word != "of" {
			return false
		}
	}
	return false
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
	relievers antihistamines creams ointment lotion hormone hormones stent angioplasty hydration hydrate fluids inhaler inhalers immunotherapy transfusion transfusions
	compress compresses pack packs bath baths warmth heat pill pills tablet tablets gel patches lozenges painkiller implant implants prosthesis dialysis laser
	counselling shots solutions fluids support psychotherapy rehabilitation bandage bandages cast crutches splinting bracing lifting decompression repair replacement radiotherapy plasmapheresis`)

func treatmentNoun(r *reading, from, to int) bool {
	for j := from; j < to; j++ {
		if w := r.tok[j].word; treatmentWords[w] || drugByForm(w) {
			return true
		}
	}
	return false
}

// drugByForm reports whether a word ends as the names of medicines of one kind do (stems of the WHO's international nonproprietary
// names): ribavirin is not among them, aciclovir and rituximab are.
func drugByForm(w string) bool {
	for _, s := range [...]string{"mab", "nib", "cillin", "mycin", "azole", "sartan", "olol", "statin", "triptan", "azepam", "floxacin", "cycline", "dronate", "prazole", "vudine", "ciclovir", "cyclovir"} {
		if len(w) > len(s)+3 && strings.HasSuffix(w, s) {
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
	if denied || r.supposed(c.from) || strings.HasSuffix(r.plain, ":") && r.has("following") || (x.role == page.Treatment || x.role == outlook) && !x.symptomOrFocus(r, c.to, end) || x.role == page.Overview && !r.has("vaccine", "vaccination", "vaccines", "medicines") && !x.aboutFocus(r, c.to, end) {
		return
	}
	if c.from > start+1 && r.tok[c.from-1].word == "to" && strings.HasPrefix(r.tok[c.from-2].word, "way") {
		return // "the best way to prevent it is": see doing
	}
	if c.from > start && r.tok[c.from-1].word == "to" { // "medicines to prevent symptoms"
		from := c.from - 2
		for from > start && !r.tok[from].is(clPunct|clConj|clVerb|clBe|clModal|clPrep) {
			from--
		}
		if x.role == page.Prevention || treatmentNoun(r, from+1, c.from-1) {
			x.values(r, page.SlotPrevention, from+1, c.from-1, nil, "", false)
		}
		return
	}
	if k := r.until(start, c.from, "that"); k > start && k+1 < c.from && r.tok[k-1].is(clBe) { // "The good news is that you can prevent it"
		start = k + 1
	}
	if start > 0 && gerund(r.tok[0].word) { // "Avoiding areas where flies are found may also reduce the risk"
		x.steps(r, page.SlotPrevention, 0, r.verbGroup(0, c.from))
		return
	}
	to := r.firstOf(start, r.verbGroup(start, c.from), clModal|clBe|clRel|clSub)
	if to > start && !r.tok[start].is(clPron) {
		x.values(r, page.SlotPrevention, start, to, nil, "", false)
	}
}

// advice takes imperative sentences and advice under treatment and prevention headings.
func (x *extraction) advice(r *reading) {
	if len(x.focus) == 0 && x.role != page.Prevention {
		return
	}
	slot := ""
	switch x.role {
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
	if w := r.tok[0].word; (w == "never" || w == "do" && len(r.tok) > 2 && r.tok[1].word == "not") && !imperatives[r.tok[from].word] { // "Never eat raw fish"
		if w == "do" {
			from++
		}
		x.steps(r, slot, from, r.clauseEnd(from))
		return
	}
	if r.tok[0].word == "to" && r.has(",") { // "To keep well, it is important to ..."
		return
	}
	order := imperatives[r.tok[from].word] || from+2 < len(r.tok) && x.healing() && r.tok[from].class == 0 && r.tok[from+1].is(clDet) && !talks[r.tok[from].word] && !pointers[r.tok[from].word] && !gerund(r.tok[from].word) && !strings.HasSuffix(r.tok[from].word, "s") && !strings.HasSuffix(r.tok[from].word, "ed") && !adjectival(r.tok[from].word) // "Tuck the trousers into the socks"
	if !order || from+1 < len(r.tok) && r.tok[from+1].word == "of" || from+1 < len(r.tok) && r.tok[from+1].is(clBe|clModal|clAux) || from+1 < len(r.tok) && r.tok[from+1].is(clVerb) && r.tok[from].word != "be" {
		return
	}
	verb := from + 1
	for verb < len(r.tok) && r.tok[verb].is(clAdverb) {
		verb++
	}
	if verb > from+1 && verb < len(r.tok) && (r.tok[verb].is(clVerb) && finite(r.tok[verb].word) || r.inCue(verb)) {
		return // "Exercise usually makes it worse"
	}
	for _, c := range r.cues { // "Exercise and physiotherapy help many people"
		if c.kind == cueTreats && r.tok[from+1].is(clConj) {
			return
		}
	}
	limit := min(from+6, r.until(from, r.clauseEnd(from), ",", "and", "sure"))
	if be := r.firstOf(from, limit, clBe|clModal|clRel|clSub); be < limit && r.tok[be].is(clBe|clModal) && !r.tok[be-1].is(clPron) {
		return // "Wear with age is the cause"
	}
	if w := r.tok[from].word; (w == "make" || w == "be") && len(r.tok) > from+3 && r.tok[from+1].word == "sure" {
		from += 2
		if r.tok[from].word == "to" || r.tok[from].word == "you" {
			from++
		}
	}
	end := r.clauseEnd(from)
	words := r.noBrackets(from, end)
	if k := r.until(from, end, "such"); k+1 < end && r.tok[k+1].word == "as" && !r.tok[from+1].is(clPrep|clAdverb) && r.tok[from+1].word != "alert" { // "eat foods such as bananas": "eat bananas"
		words = append(span(from, min(from+1, k)), r.noBrackets(k+2, end)...)
	}
	if r.substantial(words) {
		about := x.focus
		if len(about) == 0 {
			about = []*subject{x.symptom}
		}
		if from > 0 || x.role == page.Treatment || x.role == page.Prevention {
			if steps := r.stepItems(from, end); len(steps) > 1 && !r.tok[from].is(clNeg) && r.severalOrders(steps) {
				x.steps(r, slot, from, end)
				return
			}
		}
		words = shorten(r, r.beforeOr(words), 9)
		if words = r.trimOrder(words); len(words) > 1 || alone[r.tok[words[0]].word] {
			x.state(r, claim{slot: slot, value: r.text(words), about: about, from: from, to: end})
		}
	}
}

// pointers are verbs that send the reader elsewhere: "read the label".
var pointers = wordSet(`given read review view visit check click search refine select`)

// severalOrders reports whether every member of a list is something the reader is told to do: "Rest, drink water and avoid heat".
func (r *reading) severalOrders(steps [][]int) bool {
	for _, s := range steps {
		if !imperatives[r.tok[s[0]].word] || r.firstOf(s[0], s[len(s)-1]+1, clBe|clModal|clNeg) <= s[len(s)-1] || r.until(s[0], s[len(s)-1]+1, "helps", "help") <= s[len(s)-1] {
			return false
		}
	}
	return true
}

var imperatives = wordSet(`take drink eat avoid wear use rest keep apply stretch hydrate exercise make don't stay limit try quit stop stand elevate raise wash cover get maintain follow be follow
	put move loosen rub swim lose choose place stay sleep cook clean protect teach remove boil peel brush floss store bury throw change
	vaccinate cut hold start lie soak gargle breathe relax sit bend lift consume cool warm add replace wipe bathe shower brush trim walk minimize minimise tuck`)

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
	if slot != page.SlotPrevention || x.role != page.Prevention || len(r.tok) < 3 || len(r.tok) > 30 || len(r.named) > 0 {
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
