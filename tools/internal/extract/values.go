package extract

import (
	"sort"
	"strings"

	"signpost/search/page"
)

// sortedKey is what two values must share to be the same: the set of their stems.
func sortedKey(value string) string {
	w := strings.Fields(stemKey(value))
	sort.Strings(w)
	return strings.Join(w, " ")
}

// joinQualifiers adds to q what it does not say yet.
func joinQualifiers(q *page.Qualifiers, more page.Qualifiers) {
	for _, s := range more.Site {
		q.Site = addOnce(q.Site, s)
	}
	for _, s := range more.Course {
		q.Course = addOnce(q.Course, s)
	}
	for _, s := range more.Trigger {
		q.Trigger = addOnce(q.Trigger, s)
	}
	for _, s := range more.Worse {
		q.Worse = addOnce(q.Worse, s)
	}
	for _, s := range more.Relief {
		q.Relief = addOnce(q.Relief, s)
	}
	if q.Side == "" {
		q.Side = more.Side
	}
	if q.Onset == "" {
		q.Onset = more.Onset
	}
	if q.Severity == "" {
		q.Severity = more.Severity
	}
}

// whole reports slots whose list items are kept whole: "Narrowing of the spinal canal", "Rest if feeling tired".
func whole(slot string) bool {
	return slot == page.SlotCause || slot == page.SlotCourse || slot == page.SlotRisk
}

// values states every member of an enumeration for a slot.
func (x *extraction) values(r *reading, slot string, from, to int, about []*subject, hedge string, single bool) {
	var list []item
	f, t := r.trim(from, to)
	if slot == page.SlotRisk && f < t && t < to && people[r.tok[t-1].word] && r.tok[t].is(clRel) { // "men who have sex with men" are not all men
		for t = to; r.tok[t-1].is(clPunct); t-- {
		}
	}
	if single && f < t && len(r.noBrackets(f, t)) <= 14 {
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
	if slot == page.SlotTreatment || slot == page.SlotPrevention {
		members := make([][]int, len(list))
		for k := range list {
			members[k] = list[k].words
		}
		for k, words := range r.deny(members) {
			list[k].words = words
		}
	}
	if n := len(list); slot == page.SlotCause && n == 2 && !r.tok[list[0].from].is(clPrep) && list[1].from > 1 && r.tok[list[1].from-2].word == "," && r.tok[list[1].from-1].is(clDet) && r.until(list[0].to, list[1].from, "and", "or") == list[1].from && r.until(list[1].to, min(to, list[1].to+2), "and", "or") == min(to, list[1].to+2) {
		list = list[:1] // "dystrophin, a protein involved in": what it is
	}
	for k, it := range list {
		if slot == page.SlotCause {
			for len(it.words) > 1 && r.tok[it.words[0]].is(clPron) && !r.tok[it.words[0]].is(clDet) && !people[r.tok[it.words[0]].word] { // "infected if they work with dirt"
				it.words = it.words[1:]
			}
		}
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
		if (slot == page.SlotTreatment || slot == page.SlotPrevention) && r.tok[it.words[0]].word == "using" && len(it.words) > 1 {
			it.words = it.words[1:]
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
		if len(words) > 2 && (slot == page.SlotTreatment || slot == page.SlotPrevention) && (r.tok[words[0]].word == "treatment" || r.tok[words[0]].word == "therapy") && (r.tok[words[1]].word == "with" || r.tok[words[1]].word == "using") {
			words = words[2:]
		}
		if k := len(words) - 1; k > 0 && done[r.tok[words[k]].word] { // "drugs used (to lower blood pressure)"
			words = words[:k]
		}
		if slot == page.SlotCause && len(words) == 1 && r.bodily(words[0], words[0]+1) {
			continue
		}
		if len(words) == 1 && slot != page.SlotCourse && slot != page.SlotOnset && (lending[r.tok[words[0]].word] || slot == page.SlotCause && strings.HasSuffix(r.tok[words[0]].word, "ed")) {
			continue
		}
		if len(words) == 1 && slot == page.SlotTreatment && r.findsSymptom(words[0], words[0]+1) { // "pain and other medicines"
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
	first := r.tok[words[0]].word
	if r.tok[words[0]].is(clSub|clRel|clPron|clNeg) && first != "not" && first != "never" || first == "how" || strings.TrimSuffix(first, "s") == "treatment" && len(words) > 1 && (r.tok[words[1]].word == "of" || r.tok[words[1]].word == "for" || r.tok[words[1]].word == "in" || r.tok[words[1]].word == "given") || len(words) == 1 && done[first] || first == "overseen" || len(words) == 1 && (courseWords[first] || degreeWords[first]) || len(words) > 1 && degreeWords[first] && r.tok[words[1]].is(clPrep|clSub) {
		return false
	}
	if first == "not" && len(words) > 1 && degreeWords[r.tok[words[1]].word] { // "is not effective"
		return false
	}
	for _, i := range words {
		w := r.tok[i].word
		if people[w] && !imperatives[first] && first != "not" && first != "never" || experts[w] && i == words[len(words)-1] && len(words) < 4 || w == "provider" || w == "providers" || w == "doctor" || w == "doctors" || w == "you" || w == "they" || w == "health" && len(words) > 1 && r.tok[words[len(words)-1]].word != "health" {
			return false
		}
	}
	return !(len(words) <= 2 && r.onlySites(words[0], words[len(words)-1]+1))
}

// done are participles that an order of words leaves behind; experts are people whom no other word of a value tells.
var (
	done    = wordSet(`taken given done used needed made started stopped given necessary available`)
	experts = wordSet(`specialists specialist experts expert physician physicians surgeon surgeons therapist therapists team dietitian nurse nurses gp counselor counselors`)
)

// degreeWords are adjectives that treat nothing by themselves.
var degreeWords = wordSet(`extensive prolonged effective available lengthy intensive early immediate prompt aggressive careful necessary important essential healthy lifelong
	different similar difficult based designed possible`)

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
			if reaching[r.tok[words[k-1]].word] {
				continue
			}
			return words[:k]
		}
	}
	return words
}

// reaching are words that a "to" belongs to: "exposed to smoke", "inability to sleep".
var reaching = wordSet(`exposure exposed allergic sensitive close sensitivity due damage injury blow response need ability inability urge`)

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
var vagueHeads = wordSet(`important way same main goals goal purpose aim choice there type types kind kinds number amount anything something someone hard difficult`)

var vague = wordSet(`condition conditions disease symptom symptoms problem problems things thing cause causes factors factor reason reasons way ways case cases
	following these example treatment treatments options type types kinds doctor patient people person time times sign signs disorder level levels number amount lot
	well together etc result results part parts underlying cells steps ways measures there standard different new way given working tested studied available cancer
	patients purpose goal aim choice stage resulting clinical trials anything effects serious diseases
	risk risks procedures practitioner professional provider specialist medical through major certain common source sources`)

// shorten cuts a phrase that is longer than n words at its first preposition, relative word or verb after the head.
func shorten(r *reading, words []int, n int) []int {
	if len(words) <= n {
		return words
	}
	for k := 2; k < len(words); k++ {
		if r.tok[words[k-1]].is(clNumber) && k+1 < len(words) && r.tok[words[k+1]].is(clNumber) { // "30 to 60 minutes"
			continue
		}
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
