package extract

import (
	"strings"

	"signpost/search/page"
	"signpost/tools/internal/condition"
)

// sentence takes what one sentence or list item states.
func (x *extraction) sentence(s *condition.Sentence, r *reading) {
	if x.sec.Role == page.Tests || skippable(r) {
		return
	}
	x.discover(r)
	x.resolve(s, r)
	x.introduce(r)
	if s.Item {
		f, ok := x.intro[s.Intro]
		if !ok {
			f = x.roleFrame()
		}
		if severity(f.level) > 0 || f.slot == page.SlotRisk || !r.clausal(0, len(r.tok)) {
			x.listItem(r, f)
			return
		}
	}
	if f, ok := x.opening(r); ok {
		x.intro[x.at] = f
	}
	if x.care(r) {
		return
	}
	x.definition(r)
	for i := range r.cues {
		x.cue(r, i)
	}
	x.lists(r)
	x.bareSymptoms(r)
	x.places(r)
	x.advice(r)
	x.howOften(r)
	x.timing(r)
}

// skippable reports sentences that state nothing about a condition: questions, research, pointers to other pages.
func skippable(r *reading) bool {
	if last := r.tok[len(r.tok)-1].word; last == "?" {
		return true
	}
	for i := range r.tok {
		switch r.tok[i].word {
		case "article", "booklet", "webpage", "fact", "summary":
			return i > 0 && r.tok[i-1].word == "this"
		case "someone":
			return r.has("family")
		case "believe", "believed", "thought":
			return r.has("used", "once", "previously") && !r.has("now")
		case "nih", "ninds", "researchers", "studies", "scientists", "clinical", "study", "research", "figure", "www", "copyright":
			return i < 6 || r.tok[i].word != "clinical" && r.tok[i].word != "study"
		}
	}
	if len(r.tok) < 16 && titleCase(r.plain) && r.has("institute", "institutes", "centers", "administration", "association", "academy", "department", "foundation", "college") {
		return true // who wrote it
	}
	first := r.tok[0].word
	return first == "nih" || first == "click" || first == "read" && len(r.tok) > 1 && (r.tok[1].word == "more" || r.tok[1].word == "our")
}

// roleFrame is what a list item says when no sentence opens its list: the section's role decides.
func (x *extraction) roleFrame() frame {
	f := frame{focus: x.focus}
	switch x.sec.Role {
	case page.Symptoms:
		f.slot = page.SlotSymptom
	case page.Causes:
		f.slot = page.SlotCause
		if h := strings.ToLower(x.sec.Heading); strings.Contains(h, "risk") {
			f.slot = page.SlotRisk
		}
	case page.Treatment:
		f.slot = page.SlotTreatment
	case page.Prevention:
		f.slot = page.SlotPrevention
	case page.Help:
		f = x.careFrame(levelSeeDoctor)
	}
	return f
}

// listHeads are nouns that open a list of what fills a slot.
var listHeads = map[string]string{
	"symptom": page.SlotSymptom, "symptoms": page.SlotSymptom, "signs": page.SlotSymptom, "sign": page.SlotSymptom, "complaints": page.SlotSymptom,
	"cause": page.SlotCause, "causes": page.SlotCause, "reason": page.SlotCause, "reasons": page.SlotCause,
	"treatment": page.SlotTreatment, "treatments": page.SlotTreatment, "therapy": page.SlotTreatment, "therapies": page.SlotTreatment, "remedies": page.SlotTreatment,
	"trigger": page.SlotTrigger, "triggers": page.SlotTrigger, "complications": page.SlotCourse, "complication": page.SlotCourse,
	"factors": page.SlotRisk, "factor": page.SlotRisk,
}

// listVerbs lead from such a noun to the list.
var listVerbs = wordSet(`include includes including are is be involves involve were was`)

// opening recognises a sentence that opens a list, and what the list's items then say.
func (x *extraction) opening(r *reading) (frame, bool) {
	f := frame{focus: x.focus}
	n := len(r.tok)
	if r.has("side") && r.has("effects") {
		return frame{}, true
	}
	if r.has("depend", "depends", "prognosis", "tests", "test", "exam", "stages", "tested") && !r.has("see", "call") {
		return frame{}, strings.HasSuffix(r.plain, ":") // a list of something else
	}
	for i := 0; i < n; i++ {
		w := r.tok[i].word
		if slot, ok := listHeads[w]; ok && f.slot == "" {
			f.slot = slot
			if slot == page.SlotRisk && !r.has("risk") && r.has("trigger") {
				f.slot = page.SlotTrigger
			}
		}
	}
	for _, c := range r.cues {
		switch c.kind {
		case cueSeek:
			f = x.careFrame(levelOfWords(r.plain))
		case cueEmergency:
			if levelOfWords(r.plain) != levelSeeDoctor || x.emergency(r) {
				f = x.careFrame(x.urgency(r))
			}
		case cueRaisesRisk, cueRiskIf:
			if f.slot == "" || f.slot == page.SlotCause {
				f.slot = page.SlotRisk
			}
		case cueFeels:
			if f.slot == "" {
				f.slot = page.SlotSymptom
			}
		case cueCausedBy, cueTriggered:
			if f.slot == page.SlotSymptom {
				break
			}
			if f.slot == "" {
				f.slot = page.SlotCause
			}
		case cueCauses:
			if f.slot == "" {
				f.slot = page.SlotSymptom
				if w := r.tok[c.from].word; strings.HasPrefix(w, "trigger") {
					f.slot = page.SlotTrigger
				}
			}
		case cueTreatedBy, cueTreats, cueAdvises, cueAdvised:
			if f.slot == "" {
				f.slot = page.SlotTreatment
			}
		case cuePrevents:
			if f.slot == "" || f.slot == page.SlotTreatment {
				f.slot = page.SlotPrevention
			}
		}
	}
	if w := r.tok[0].word; (w == "these" || w == "they" || w == "it") && x.lastHead != "" && (r.has("include", "includes")) {
		f.slot = x.lastHead
	}
	if f.slot == "" {
		f = x.roleFrame()
	}
	f.also = severity(f.level) > 0 && x.signs == x.at-1
	return f, f.slot != ""
}

// listItem takes what an item of a list says.
func (x *extraction) listItem(r *reading, f frame) {
	if f.slot == "" || len(r.tok) > 60 {
		return
	}
	from, to := 0, len(r.tok)
	if c := r.indexOf(","); r.tok[0].is(clPrep) && c > 0 && c < 5 && c+1 < to { // "in men, trouble getting an erection"
		from = c + 1
	}
	// "Fullness during a meal. The person feels ...": the item is its first sentence; "Strabismus - a disorder in which": its head.
	for i := 2; i < to; i++ {
		if w := r.tok[i].word; w == "." || w == ":" || w == ";" || w == "–" || w == "—" || w == "-" && i > 1 {
			to = i
			break
		}
	}
	if to < len(r.tok) && to > 14 {
		return
	}
	switch f.slot {
	case page.SlotRedFlag, page.SlotSeekCare:
		if f.also {
			x.symptoms(r, from, to, f.focus, "", true)
		}
		x.careItems(r, r.signParts(0, to), f)
		for i := range r.cues { // "worse when standing, better when seated" says more than when to get help
			if k := r.cues[i].kind; k == cueWorse || k == cueEases {
				x.cue(r, i)
			}
		}
	case page.SlotSymptom:
		x.symptoms(r, from, to, f.focus, "", true)
	default:
		if f.slot == page.SlotRisk {
			if w := r.population(span(from, to)); len(w) > 0 {
				from = w[0]
			}
		}
		if to <= 14 {
			x.values(r, f.slot, from, to, f.focus, "", whole(f.slot))
		}
		for _, n := range r.named { // "narrowing of the spinal canal, called spinal stenosis"
			if f.slot == page.SlotCause && n.from > 1 && r.tok[n.from-1].word == "called" && !x.focused(n.about) {
				x.state(r, claim{slot: f.slot, value: r.text(span(n.from, n.to)), about: f.focus, from: n.from, to: n.to})
			}
		}
	}
}

// whole reports slots whose list items are kept whole: "Narrowing of the spinal canal", "Rest if feeling tired".
func whole(slot string) bool {
	return slot == page.SlotCause || slot == page.SlotCourse || slot == page.SlotRisk
}

// values states every member of an enumeration for a slot.
func (x *extraction) values(r *reading, slot string, from, to int, about []*subject, hedge string, single bool) {
	var list []item
	if f, t := r.trim(from, to); single && f < t && t-f <= 14 {
		list = []item{{words: r.noBrackets(f, t), from: f, to: t}}
	} else {
		list = r.items(from, to)
	}
	if slot == page.SlotCause || slot == page.SlotRisk { // "tight clothing, such as belts": the examples say more
		if k := r.until(from, to, "such"); k > from && k+2 < to && r.tok[k+1].word == "as" {
			examples := r.items(k+2, to)
			keep := list[:0:0]
			for _, it := range list {
				if it.to < k-1 && it.from < k && !(it.to >= k-2) {
					keep = append(keep, it)
				}
			}
			list = append(keep, examples...)
		}
	}
	for k, it := range list {
		if slot == page.SlotTrigger || slot == page.SlotWorse || slot == page.SlotRelief { // "when you walk" is walking
			for len(it.words) > 1 && (r.tok[it.words[0]].is(clPron) && !r.tok[it.words[0]].is(clDet) || r.tok[it.words[0]].is(clSub)) {
				it.words = it.words[1:]
			}
			if name := r.exactly(it.words, slot); name != "" {
				x.state(r, claim{slot: slot, value: name, about: about, hedge: hedge, from: it.from, to: it.to, term: r.termOf(slot, it.from, it.to)})
				continue
			}
			list[k] = it
		}
		if vagueHeads[r.tok[it.words[0]].word] {
			continue
		}
		if r.tok[it.words[0]].is(clPrep|clVerb) && len(it.words) > 1 && slot != page.SlotOnset && finite(r.tok[it.words[0]].word) {
			continue
		}
		phrase := it.words
		if slot == page.SlotTreatment || slot == page.SlotPrevention {
			phrase = r.afterCalled(span(it.from, r.spanEnd(it, to)), it.words)
		}
		n := 8
		if single {
			n = 12
		} else {
			phrase = r.beforeVerb(slot, phrase)
		}
		words := shorten(r, r.beforePurpose(phrase), n)
		if slot == page.SlotCause && len(words) == 1 && r.bodily(words[0], words[0]+1) {
			continue
		}
		if len(words) == 0 || !r.substantial(words) || (slot == page.SlotTreatment || slot == page.SlotPrevention) && !r.treatment(words) {
			continue
		}
		x.state(r, claim{slot: slot, value: r.text(words), about: about, hedge: hedge, from: it.from, to: it.to, term: r.termOf(slot, it.from, it.to)})
	}
}

// exactly gives the vocabulary's name of the trigger or relief that words are, if they are one and nothing more.
func (r *reading) exactly(words []int, slot string) string {
	for i := range r.terms {
		if m := &r.terms[i]; m.from == words[0] && m.to == words[len(words)-1]+1 && (m.kind == "trigger" && slot != page.SlotRelief || m.kind == "relief" && slot == page.SlotRelief) {
			return m.name
		}
	}
	return ""
}

// spanEnd is the end of an item with what trimming took from it, up to the next mark of punctuation.
func (r *reading) spanEnd(it item, to int) int {
	end := it.to
	for end < to && end < it.to+5 && !r.tok[end].is(clPunct|clConj) {
		end++
	}
	return end
}

// afterCalled gives the name in "a medicine called a beta blocker", or the words as they are.
func (r *reading) afterCalled(all, words []int) []int {
	for k, i := range all {
		if r.tok[i].word == "called" && k+1 < len(all) {
			if f, t := r.trim(all[k+1], all[len(all)-1]+1); f < t {
				return span(f, t)
			}
		}
	}
	return words
}

// treatment reports whether words can name something that is done or taken: not people, not a bare part of the body.
func (r *reading) treatment(words []int) bool {
	if r.tok[words[0]].is(clSub|clRel|clPron|clNeg) && r.tok[words[0]].word != "not" {
		return false
	}
	for _, i := range words {
		w := r.tok[i].word
		if people[w] || w == "provider" || w == "providers" || w == "doctor" || w == "doctors" || w == "you" || w == "they" || w == "health" && len(words) > 1 && r.tok[words[len(words)-1]].word != "health" {
			return false
		}
	}
	return !(len(words) <= 2 && r.onlySites(words[0], words[len(words)-1]+1))
}

// beforeVerb cuts a noun phrase before a verb or relative clause that the enumeration ran into.
func (r *reading) beforeVerb(slot string, words []int) []int {
	switch slot {
	case page.SlotCause, page.SlotRisk, page.SlotTreatment, page.SlotPrevention, page.SlotTrigger:
	default:
		return words
	}
	for k := 1; k < len(words); k++ {
		t := &r.tok[words[k]]
		if t.is(clModal|clBe|clRel|clAux) || t.is(clVerb) && finite(t.word) && !strings.HasSuffix(t.word, "ed") && !strings.HasSuffix(t.word, "ing") && r.tok[words[k-1]].word != "to" || t.word == "raise" || t.word == "raises" {
			return words[:k]
		}
	}
	return words
}

// beforePurpose cuts a phrase before an infinitive: "medicines to stop symptoms".
func (r *reading) beforePurpose(words []int) []int {
	for k := 1; k+1 < len(words); k++ {
		if n := &r.tok[words[k+1]]; r.tok[words[k]].word == "to" && !n.is(clDet|clNumber|clPron) && !strings.HasSuffix(n.word, "s") && (n.is(clVerb) || !strings.HasSuffix(n.word, "ing")) {
			if prev := r.tok[words[k-1]].word; prev == "exposure" || prev == "sensitivity" || prev == "due" || prev == "damage" || prev == "injury" || prev == "blow" || prev == "response" || prev == "need" || prev == "ability" || prev == "inability" || prev == "urge" {
				continue
			}
			return words[:k]
		}
	}
	return words
}

func (r *reading) noBrackets(from, to int) []int {
	var w []int
	depth := 0
	for i := from; i < to; i++ {
		switch r.tok[i].word {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		default:
			if depth == 0 {
				w = append(w, i)
			}
		}
	}
	return w
}

// substantial reports whether words hold at least one word of an open class.
func (r *reading) substantial(words []int) bool {
	for _, i := range words {
		if t := &r.tok[i]; t.class&^clVerb == 0 && len(t.word) > 2 && !vague[t.word] {
			return true
		}
	}
	return false
}

// vagueHeads begin phrases that name nothing: "the goal of treatment", "the way it is given".
var vagueHeads = wordSet(`way goal purpose aim choice there type types kind kinds number amount anything something someone`)

var vague = wordSet(`condition conditions disease symptom symptoms problem problems things thing cause causes factors factor reason reasons way ways case cases
	following these example treatment treatments options type types kinds doctor patient people person time times sign signs disorder level levels number amount lot
	well together etc result results part parts underlying cells steps ways measures there standard different new way given working tested studied available cancer
	patients purpose goal aim choice stage clinical trials anything effects serious diseases
	risk risks procedures practitioner professional provider specialist medical through major certain common`)

// shorten cuts a phrase that is longer than n words at its first preposition, relative word or verb after the head.
func shorten(r *reading, words []int, n int) []int {
	if len(words) <= n {
		return words
	}
	for k := 2; k < len(words); k++ {
		if r.tok[words[k]].is(clPrep|clRel|clSub|clModal|clBe|clPunct) && r.tok[words[k]].word != "of" {
			return words[:k]
		}
	}
	return words[:n]
}

// termOf gives the vocabulary term of the slot's kind that the span holds.
func (r *reading) termOf(slot string, from, to int) string {
	for i := range r.terms {
		m := &r.terms[i]
		if m.from >= from && m.to <= to && kindOfSlot(m.kind, slot) {
			return m.id
		}
	}
	return ""
}

func kindOfSlot(kind, slot string) bool {
	switch slot {
	case page.SlotSymptom, page.SlotRedFlag, page.SlotSeekCare:
		return kind == "symptom"
	case page.SlotSite, page.SlotSide, page.SlotOnset, page.SlotCourse:
		return kind == slot
	case page.SlotTrigger, page.SlotWorse:
		return kind == "trigger"
	case page.SlotRelief:
		return kind == "relief"
	case page.SlotCause, page.SlotRisk:
		return kind == "exposure" || kind == "condition"
	}
	return false
}

func (r *reading) has(words ...string) bool {
	for i := range r.tok {
		for _, w := range words {
			if r.tok[i].word == w {
				return true
			}
		}
	}
	return false
}

// symptoms states every symptom of an enumeration. Free allows words that no vocabulary term covers, as in a list of symptoms.
func (x *extraction) symptoms(r *reading, from, to int, about []*subject, hedge string, free bool) {
	// "coughing, especially early in the morning or at night": the rest says when it is worse.
	for j := from + 1; j < to; j++ {
		if w := r.tok[j].word; w == "especially" || w == "particularly" {
			for _, it := range r.timeItems(j+1, to) {
				if m := r.symptomIn(it); m != nil {
					x.symptomMention(r, m, about, hedge, m.to)
					continue
				}
				x.state(r, claim{slot: page.SlotWorse, value: r.text(it.words), about: about, from: it.from, to: it.to, term: r.termOf(page.SlotWorse, it.from, it.to)})
			}
			to = j
		}
	}
	list, whole := r.items(from, to), false
	if free && x.item {
		for _, it := range list {
			if r.symptomIn(it) == nil && !r.finding(it.words) { // one member is no finding: the item says one thing
				f, t := r.trim(from, to)
				list = nil
				whole = true
				if words := r.noBrackets(f, t); len(words) > 0 {
					list = []item{{words: shorten(r, words, 9), from: f, to: t}}
				}
				break
			}
		}
	}
	any := false
	for _, it := range list {
		m := r.symptomIn(it)
		if m != nil && (!free || r.clausal(it.from, it.to)) {
			any = x.symptomMention(r, m, about, hedge, to) || any
			continue
		}
		if m == nil && !free && r.felt(it.words) {
			x.state(r, claim{slot: page.SlotSymptom, value: r.text(it.words), about: about, hedge: hedge, from: it.from, to: it.to, q: r.qualifiers(it.from, to)})
			any = true
			continue
		}
		if m == nil && (!free || !r.substantial(it.words) || len(it.words) > 12 || !x.item && !r.finding(it.words)) {
			continue
		}
		words := r.symptomWords(it, m)
		if len(list) == 1 && (m == nil || whole) {
			words = it.words
		}
		if len(words) == 0 {
			continue
		}
		c := claim{slot: page.SlotSymptom, value: r.text(words), about: about, hedge: hedge, from: it.from, to: it.to, q: r.qualifiers(it.from, to)}
		if c.hedge == "" {
			c.hedge = r.hedge(r.clauseStart(it.from), it.from)
		}
		if m != nil {
			c.term, c.absent = m.id, r.denied(from) // "not being able to read" in a list of symptoms is there
		}
		x.state(r, c)
		any = true
	}
	if any {
		x.sitesIn(r, from, to, about)
	}
}

// felt reports whether a short phrase ends in a word for a feeling: "burning sensation".
func (r *reading) felt(words []int) bool {
	if len(words) < 2 || len(words) > 4 {
		return false
	}
	switch r.tok[words[len(words)-1]].word {
	case "sensation", "sensations", "pain", "pains", "ache", "aches", "discomfort":
		return adjectival(r.tok[words[0]].word)
	}
	return false
}

// symptomMention states a vocabulary symptom with the adjectives and nouns before it: "burning pain", "calf pain". A finding that the
// text spreads over a clause ("the legs may hurt") is given in the vocabulary's words.
func (x *extraction) symptomMention(r *reading, m *mention, about []*subject, hedge string, to int) bool {
	if x.saidSymptom(m.from, m.to) || r.inName(m.from) {
		return false
	}
	from := m.from
	for from > 0 && from > m.from-3 {
		t := &r.tok[from-1]
		if t.class != 0 || !adjectival(t.word) && !r.startsSite(from-1) || tooBroad[t.word] || r.inCue(from-1) {
			break
		}
		from--
	}
	if m.from > 0 && strings.HasPrefix(r.tok[m.from-1].word, "becom") && r.bodily(r.clauseStart(m.from), m.from) || r.deniedAfter(m.to) {
		return false
	}
	end := m.to
	for i := range r.terms { // "sore throat", "itchy eyes"
		if s := &r.terms[i]; s.kind == "site" && s.from == m.to && m.to-m.from == 1 {
			end = s.to
		}
	}
	value := r.text(span(from, end))
	if w := r.tok[from].word; m.spread || end-from == 1 && (adjectival(w) && !strings.HasSuffix(w, "ing")) {
		value = x.lex.noun(m, w)
	}
	if m.spread && r.has("brown") {
		return false // how it looks on brown or black skin
	}
	for j := m.from; j < m.to; j++ {
		if t := &r.tok[j]; t.is(clModal|clBe|clVerb|clPron|clSub|clAdverb|clNeg) && m.to-m.from > 1 && t.word != "feeling" && t.word != "no" || j == m.to-1 && t.is(clPrep) {
			value, from = m.name, m.from
			break
		}
	}
	c := claim{slot: page.SlotSymptom, value: value, term: m.id, absent: m.denied, about: about, hedge: hedge, from: from, to: m.to, q: r.qualifiersOf(m, max(to, r.clauseEnd(m.to)))}
	if c.hedge == "" {
		c.hedge = r.hedge(r.clauseStart(from), from)
	}
	x.state(r, c)
	return true
}

func (r *reading) inCue(i int) bool {
	for _, c := range r.cues {
		if c.from <= i && i < c.to {
			return true
		}
	}
	return false
}

// deniedAfter reports "rash is not a common feature": neither there nor absent.
func (r *reading) deniedAfter(i int) bool {
	return i+1 < len(r.tok) && r.tok[i].is(clBe) && (r.tok[i+1].is(clNeg) || r.tok[i+1].word == "uncommon" || r.tok[i+1].word == "absent") || i < len(r.tok) && r.tok[i].is(clBe) && r.tok[i].is(clNeg)
}

// tooBroad are adjectives that add nothing to a symptom's name.
var tooBroad = wordSet(`following common additional typical distinctive uncomfortable noticeable other early initial resulting associated main`)

// clausal reports whether words hold a finite verb outside a relative or conditional clause.
func (r *reading) clausal(from, to int) bool {
	for j := from; j < to; j++ {
		t := &r.tok[j]
		if t.is(clRel) || t.word == "when" || t.word == "if" || t.word == "after" || t.word == "or" && false {
			return false
		}
		if t.is(clModal|clBe|clAux) && t.word != "being" && t.word != "been" && t.word != "having" && t.word != "be" || j > from && t.is(clVerb) && finite(t.word) && !strings.HasSuffix(t.word, "ing") && !strings.HasSuffix(t.word, "ed") && r.tok[j-1].word != "to" {
			return true
		}
	}
	return len(r.tok) > from && r.tok[from].is(clPron) && !r.tok[from].is(clDet) && to-from > 2
}

// finding reports whether words are headed by a noun that names something felt or seen.
func (r *reading) finding(words []int) bool {
	for _, i := range words {
		if r.tok[i].is(clPrep | clRel) {
			break
		}
		w := r.tok[i].word
		if findings[w] || strings.HasSuffix(w, "ness") || strings.HasSuffix(w, "ache") || strings.HasSuffix(w, "aches") {
			return true
		}
	}
	return false
}

// findings are nouns that head the name of a symptom or sign.
var findings = wordSet(`pain pains discomfort swelling loss lack growth pulse pulses problems problem trouble difficulty difficulties change changes sores wounds sore wound
	rash rashes blisters spots bumps lumps lump bleeding bruises bruising discharge fever chills cough sneezing vomiting nausea diarrhea diarrhoea cramps spasms
	twitching tremor tremors seizures seizure weakness movement movements speech vision hearing smell taste appetite sleep gait balance coordination memory confusion
	mood behavior behaviour anxiety irritability urine stool stools urination skin color colour redness itching burning tingling sensation sensations feeling feelings sensitivity
	stiffness reflexes infections infection attacks attack episodes fatigue weight gain headaches headache eyes breathing breath heartbeat heart pressure temperature
	sweating sweats thirst hunger periods period bloating gas gums teeth tongue voice hair nails inability delay delays disturbances disturbance abnormalities deformity
	enlargement tightness aching ulcers warts patches scars hoarseness palpitations constipation incontinence impotence dysfunction infertility paralysis numbing clumsiness`)

// timeItems splits "early in the morning or at night" at its conjunctions.
func (r *reading) timeItems(from, to int) []item {
	var out []item
	start := from
	for j := from; j <= to; j++ {
		if j == to || r.tok[j].is(clConj) || r.tok[j].word == "," || r.tok[j].word == "." {
			f := start
			for f < j && (r.tok[f].word == "when" || r.tok[f].word == "at" || r.tok[f].word == "in" || r.tok[f].word == "during" || r.tok[f].word == "after" || r.tok[f].is(clDet)) {
				f++
			}
			for k := start; k < j; k++ {
				switch r.tok[k].word {
				case "night", "morning", "evening", "day", "when", "after", "during", "while":
					if f < j {
						out = append(out, item{words: span(f, j), from: f, to: j})
					}
					k = j
				}
			}
			start = j + 1
		}
	}
	return out
}

func (r *reading) symptomIn(it item) *mention {
	for i := range r.terms {
		if m := &r.terms[i]; m.kind == "symptom" && m.from >= it.from-2 && m.to <= it.to && m.to > it.from {
			return m
		}
	}
	return nil
}

// symptomWords are the words of a symptom: its noun phrase with what stands before the noun, without the place it is felt in.
func (r *reading) symptomWords(it item, m *mention) []int {
	words := it.words
	cut := len(words)
	for k := 1; k < len(words); k++ {
		t := &r.tok[words[k]]
		if t.is(clRel|clPunct) && k > 1 || t.is(clPrep) && (t.word == "in" || t.word == "on" || t.word == "at" || t.word == "from" || t.word == "down" || t.word == "into" || t.word == "around" ||
			t.word == "between" || t.word == "with" || t.word == "under" || t.word == "along" || t.word == "during" || t.word == "after" || t.word == "within") && (m == nil || words[k] >= m.to) && !(k == 1 && heads[r.tok[words[0]].word] && m == nil) {
			cut = k
			break
		}
	}
	words = words[:cut]
	if len(words) > 6 && m != nil {
		words = span(m.from, m.to)
	}
	for len(words) > 1 && r.tok[words[len(words)-1]].is(clPrep|clAdverb|clDet|clPunct|clModal|clBe) {
		words = words[:len(words)-1]
	}
	if len(words) > 8 {
		return nil
	}
	return words
}

// qualifiers gathers what stands between tokens from and to: the lexicon's qualifiers of the findings there, and sites, side and severity,
// which need no finding of the vocabulary.
func (r *reading) qualifiers(from, to int) page.Qualifiers {
	var q page.Qualifiers
	for i := range r.terms {
		m := &r.terms[i]
		if m.from < from || m.to > to {
			continue
		}
		switch m.kind {
		case "symptom":
			joinQualifiers(&q, m.q)
		case "site":
			if !tissue[m.id] {
				q.Site = addOnce(q.Site, m.id)
			}
		case "side":
			if q.Side == "" {
				q.Side = m.id
			}
		case "severity":
			if q.Severity == "" {
				q.Severity = m.id
			}
		}
	}
	return q
}

// qualifiersOf are the qualifiers of one finding: the lexicon's, and the sites and side that follow it in its clause.
func (r *reading) qualifiersOf(m *mention, to int) page.Qualifiers {
	var q page.Qualifiers
	joinQualifiers(&q, m.q)
	for i := range r.terms {
		o := &r.terms[i]
		if o.from < m.from || o.to > to {
			continue
		}
		if o.kind == "site" && !tissue[o.id] {
			q.Site = addOnce(q.Site, o.id)
		} else if o.kind == "side" && q.Side == "" {
			q.Side = o.id
		}
	}
	return q
}

func addOnce(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}

// sitesIn states the places and sides that a symptom phrase names.
func (x *extraction) sitesIn(r *reading, from, to int, about []*subject) {
	for i := range r.terms {
		m := &r.terms[i]
		if m.from < from || m.to > to || m.denied {
			continue
		}
		switch m.kind {
		case "site":
			if m.from > 1 && r.tok[m.from-1].is(clDet) && r.tok[m.from-2].is(clRel) {
				continue // "signals that the brain interprets"
			}
			if !tissue[m.id] {
				x.state(r, claim{slot: page.SlotSite, value: m.name, term: m.id, about: about, from: m.from, to: m.to})
			}
		case "side":
			x.state(r, claim{slot: page.SlotSide, value: r.text(r.sideWords(m)), term: m.id, about: about, from: m.from, to: m.to})
		}
	}
}

// sideWords are the words of a side with the part of the body it is said of: "both legs".
func (r *reading) sideWords(m *mention) []int {
	to := m.to
	for i := range r.terms {
		if s := &r.terms[i]; s.kind == "site" && s.from == to {
			to = s.to
		}
	}
	return span(m.from, to)
}

// tissue are the vocabulary's sites that are everywhere in the body: no place to feel something.
var tissue = wordSet(`nerve nerves peripheral-nerves muscle muscles tissue blood-vessel blood-vessels artery arteries vein veins blood joint bone body skin-surface`)

// hedge gives the word between two tokens that says how often.
func (r *reading) hedge(from, to int) string {
	for i := max(0, from); i < to && i < len(r.tok); i++ {
		if _, ok := frequencies[r.tok[i].word]; ok && r.tok[i].is(clHedge) {
			return r.tok[i].word
		}
		if r.tok[i].word == "some" && i+1 < to && r.tok[i+1].word == "people" || r.tok[i].word == "most" && i+1 < to && r.tok[i+1].word == "people" || r.tok[i].word == "many" && i+1 < to && r.tok[i+1].word == "people" {
			return r.tok[i].word + " people"
		}
	}
	return ""
}

// frequencies maps a hedge to the class of the Human Phenotype Ontology; "may" and "can" are no frequency (domain notes after
// Mosteller and Youtz 1990).
var frequencies = map[string]string{
	"always": "obligate", "usually": "frequent", "typically": "frequent", "often": "frequent", "commonly": "frequent", "frequently": "frequent",
	"generally": "frequent", "mostly": "frequent", "mainly": "frequent", "normally": "frequent", "most people": "frequent", "many people": "frequent",
	"sometimes": "occasional", "occasionally": "occasional", "some people": "occasional", "rarely": "very-rare", "seldom": "very-rare", "never": "excluded",
}

func frequencyOf(hedge string) string { return frequencies[hedge] }
