package extract

import (
	"strings"

	"signpost/search/page"
)

// feels takes what people have or feel, or what a part of the body becomes.
func (x *extraction) feels(r *reading, c cue, start, end int) {
	verb := r.tok[c.to-1].word
	if strings.HasPrefix(verb, "becom") || verb == "get" {
		if r.bodily(start, c.from) && r.tok[c.from-1].word != "to" && (!r.tok[start].is(clPron) || r.tok[start].is(clDet)) { // "the airways become sore and swollen"
			f := start
			for j := start; j < c.from; j++ {
				if r.tok[j].word == "of" || r.tok[j].word == "," || r.tok[j].word == "when" || r.inCue(j) {
					f = j + 1
				}
			}
			f, _ = r.trim(f, c.from)
			if k := r.until(c.to, end, "from"); k+1 < end && k-c.to < 4 {
				x.values(r, page.SlotCause, k+1, end, nil, "", false)
			}
			if to := r.until(c.to, min(end, c.to+4), ",", "and", "from"); f < c.from && c.to < end && !r.tok[c.to].is(clDet|clNumber) && r.tok[0].word != "normally" {
				x.state(r, claim{slot: page.SlotMechanism, value: r.text(r.plainWords(f, to)), from: f, to: to})
			}
			return
		}
	}
	// "You can have one if you fall": a cause.
	if c.to+1 < end && (r.tok[c.to].word == "one" || r.tok[c.to].word == "it") && r.tok[c.to+1].word == "if" {
		for _, it := range r.signParts(c.to+2, r.until(c.to, len(r.tok), ".", ";")) {
			if words := r.population(it.words); r.substantial(words) {
				if w := r.tok[words[0]].word; (w == "suffer" || w == "get" || w == "receive") && len(words) > 1 {
					words = words[1:]
				}
				x.values(r, page.SlotCause, words[0], words[len(words)-1]+1, nil, "", true)
			}
		}
		return
	}
	if verb == "get" && c.to < end { // "You can get X through contact with": a cause
		for _, n := range r.named {
			if n.from == c.to && x.focused(n.about) && n.to+1 < end && (r.tok[n.to].word == "through" || r.tok[n.to].word == "from" || r.tok[n.to].word == "by") {
				x.values(r, page.SlotCause, n.to+1, end, nil, "", false)
				return
			}
		}
	}
	if verb == "experiences" || verb == "experience" { // "the nerve experiences a state of ischemia"
		for _, it := range r.items(c.to, end) {
			if r.mechanical(it.from, it.to) && r.symptomIn(it) == nil {
				x.mechanismPhrase(r, it.from, it.to)
			}
		}
	}
	if c.to < end && r.tok[c.to].word == "no" && r.until(c.to, min(end, c.to+5), "symptoms") < min(end, c.to+5) && x.aboutOrPeople(r, start, c.from) {
		x.state(r, claim{slot: page.SlotSymptom, value: "no symptoms", absent: true, hedge: r.hedge(start, c.from), from: c.to, to: c.to + 1})
		return
	}
	if strings.HasPrefix(verb, "develop") { // "some develop kidney failure": what it leads to
		for _, it := range r.items(c.to, end) {
			if words := r.afterCalled(span(it.from, r.spanEnd(it, end)), it.words); r.symptomIn(it) == nil && x.namedOther(r, it.from, r.spanEnd(it, end)) && len(words) <= 5 {
				x.state(r, claim{slot: page.SlotCourse, value: r.text(words), hedge: r.hedge(start, c.from), from: it.from, to: it.to})
			}
		}
	}
	free := verb == "feel" && c.to < end && adjectival(r.tok[c.to].word)
	x.symptoms(r, c.to, r.until(c.to, end, "for", "from", "because"), nil, "", free)
}

// symptomless takes "may cause no symptoms", "often does not cause any symptoms".
func (x *extraction) symptomless(r *reading) {
	for i := 2; i < len(r.tok); i++ {
		if r.tok[i].word != "symptoms" || r.supposed(i) {
			continue
		}
		k := i - 1
		for k > 0 && i-k < 3 && (r.tok[k].word == "any" || r.tok[k].word == "the" || adjectival(r.tok[k].word)) {
			k--
		}
		if r.tok[k].word == "no" {
			k--
		} else if !r.denied(k) {
			continue
		}
		if w := r.tok[k].word; k > 0 && (strings.HasPrefix(w, "caus") || strings.HasPrefix(w, "produc")) && (i+1 == len(r.tok) || r.tok[i+1].is(clPunct|clConj|clSub) || r.tok[i+1].word == "at") {
			x.state(r, claim{slot: page.SlotSymptom, value: "no symptoms", absent: true, hedge: r.hedge(r.clauseStart(k), k), from: k, to: i + 1})
		}
	}
}

// aboutOrPeople reports whether words speak of the condition or of people who have it.
func (x *extraction) aboutOrPeople(r *reading, from, to int) bool {
	return x.symptomOrFocus(r, from, to) || r.ofPeople()
}

// bareSymptoms takes the symptoms that a sentence about symptoms names outside every other pattern.
func (x *extraction) bareSymptoms(r *reading) {
	if len(x.focus) == 0 || x.role == page.Treatment || x.role == page.Prevention || x.role == page.Causes {
		return
	}
	if r.hypothetical() {
		return
	}
	x.qualities(r)
	if x.role != page.Symptoms && !r.ofPeople() {
		if k := r.until(0, min(4, len(r.tok)), "the"); k == 0 { // "The loss of feeling may ...": known to be part of it
			for i := range r.terms {
				if m := &r.terms[i]; m.kind == "symptom" && m.from <= 2 && !m.denied {
					x.symptomMention(r, m, nil, "", m.to)
				}
			}
		}
		return
	}
	for i := range r.terms {
		m := &r.terms[i]
		if m.kind != "symptom" || m.denied || x.saidSymptom(m.from, m.to) || r.follows(m.from, "after") || r.wayOfCatching(m.from) {
			continue
		}
		x.symptomMention(r, m, nil, "", m.to)
	}
}

// wayOfCatching reports whether what stands at token i is how one gets the condition: "by contact with open sores".
func (r *reading) wayOfCatching(i int) bool {
	start := r.clauseStart(i)
	for _, c := range r.cues {
		if c.kind == cueCausedBy && c.from >= start && c.to <= i {
			return true
		}
	}
	return r.until(start, i, "contact") < i
}

// mayOccur takes "seizures, blindness or hearing loss may also occur".
func (x *extraction) mayOccur(r *reading) {
	if len(x.focus) == 0 || x.role == page.Treatment || x.role == page.Prevention || x.role == page.Causes || r.hypothetical() {
		return
	}
	v := 0
	for v < len(r.tok) && !r.tok[v].is(clModal|clBe) {
		if r.tok[v].is(clSub|clRel|clPron) && !r.tok[v].is(clDet) {
			return
		}
		v++
	}
	end := v
	for end < len(r.tok) && (r.tok[end].is(clModal|clAdverb) || r.tok[end].word == "be") {
		end++
	}
	if end >= len(r.tok) || !happening[r.tok[end].word] || r.tok[v].is(clBe) && !r.tok[end-1].is(clBe) && r.tok[end].word != "common" || r.denied(end) || end+1 < len(r.tok) && !r.tok[end+1].is(clPunct|clConj|clSub|clPrep|clAdverb) {
		return
	}
	if w := r.tok[end].word; w == "common" && (x.aboutFocus(r, 0, v) || !r.tok[v].is(clBe)) {
		return
	}
	x.symptoms(r, 0, v, nil, r.hedge(v, end), false)
}

// happening are what stands after "may" when a symptom is there.
var happening = wordSet(`occur develop appear present seen noted observed follow arise happen common`)

// follows reports whether a word stands before token i, with only articles and forms of "be" between them: "after being bitten".
func (r *reading) follows(i int, word string) bool {
	for i > 0 && r.tok[i-1].is(clDet|clBe) {
		i--
	}
	return i > 0 && r.tok[i-1].word == word
}

// ofPeople reports whether a sentence is about what people are, feel or do: "they become nauseated".
func (r *reading) ofPeople() bool {
	v := r.firstVerb()
	if w := r.tok[0].word; v == 1 && (w == "most" || w == "many" || w == "some" || w == "others") {
		return true
	}
	for j := 0; j < v && j < len(r.tok); j++ {
		switch r.tok[j].word {
		case "people", "humans", "you", "they", "patients", "individuals", "person", "he", "she", "sufferers", "children", "babies":
			return !r.has("treatment", "doctor", "doctors", "medicines", "risk")
		}
	}
	return false
}

// qualities takes "the pain is throbbing or sharp": throbbing pain, sharp pain.
func (x *extraction) qualities(r *reading) {
	for i := range r.terms {
		m := &r.terms[i]
		if m.kind != "symptom" || m.denied || m.to-m.from > 2 || m.spread || m.from > 3 {
			continue
		}
		j := m.to
		for j < len(r.tok) && (r.tok[j].is(clModal) || r.tok[j].is(clAdverb)) {
			j++
		}
		if j >= len(r.tok) || !r.tok[j].is(clBe) {
			continue
		}
		for _, it := range r.items(j+1, r.clauseEnd(j+1)) {
			if len(it.words) != 1 {
				break
			}
			if w := r.tok[it.words[0]].word; felt[w] {
				x.state(r, claim{slot: page.SlotSymptom, value: w + " " + r.text(span(m.from, m.to)), term: m.id, hedge: r.hedge(m.to, it.from), from: it.from, to: it.to, q: r.qualifiers(m.from, it.to)})
			}
		}
	}
}

// felt are adjectives that say how a symptom feels.
var felt = wordSet(`throbbing pulsing sharp dull burning stabbing shooting severe mild moderate intense constant cramping aching itchy dry painful sudden deep`)

// hypothetical reports whether the sentence supposes: "if you have pain".
func (r *reading) hypothetical() bool {
	return r.tok[0].word == "if" || r.has("unless", "whether")
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
	known := 0 // members that are symptoms or conditions: what stands among them is one too
	for _, it := range list {
		if r.symptomIn(it) != nil || x.namedOther(r, it.from, it.to) {
			known++
		}
	}
	among := len(list) > 2 && 2*known >= len(list)
	any := false
	for _, it := range list {
		m := r.symptomIn(it)
		if m == nil && !free && among && len(it.words) <= 3 && !r.onlySites(it.from, it.to) && (!r.mechanical(it.from, it.to) || r.startsSite(it.words[0])) && r.substantial(it.words) && r.tok[it.words[0]].class == 0 && !gerund(r.tok[it.words[0]].word) {
			x.state(r, claim{slot: page.SlotSymptom, value: r.text(it.words), about: about, hedge: hedge, from: it.from, to: it.to, q: r.qualifiers(it.from, it.to)})
			continue
		}
		if m != nil && (!free || r.clausal(it.from, it.to)) {
			any = x.symptomMention(r, m, about, hedge, to) || any
			continue
		}
		if m == nil && r.allSites(it.words) { // "yellow eyes and skin"
			continue
		}
		if m == nil && !free && (r.felt(it.words) || len(list) > 1 && known > 0 && r.headFinding(it.words)) {
			x.state(r, claim{slot: page.SlotSymptom, value: r.text(it.words), about: about, hedge: hedge, from: it.from, to: it.to, q: r.qualifiers(it.from, to)})
			any = true
			continue
		}
		if m == nil && (!free || !r.substantial(it.words) || len(it.words) > 12 || !x.item && !r.finding(it.words) && !(len(it.words) <= 4 && len(list) > 2 && r.has("include", "includes", "including", "such"))) {
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

// symptomMention states a vocabulary symptom with the adjectives and nouns before it: "burning pain", "calf pain". A finding that the
// text spreads over a clause ("the legs may hurt") is given in the vocabulary's words.
func (x *extraction) symptomMention(r *reading, m *mention, about []*subject, hedge string, to int) bool {
	if x.saidSymptom(m.from, m.to) || x.partOfName(r, m) || m.from == 0 && gerund(r.tok[0].word) && m.to < len(r.tok) && r.tok[m.to].is(clDet) {
		return false // "Shaking the hand": what one does
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
	if x.role == page.Help && r.tok[m.from].is(clModal) {
		return false
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

// partOfName reports whether a symptom stands in a name of the condition at hand, or in the longer name of another: "chronic fatigue
// syndrome". A symptom that has a document of its own is a symptom all the same.
func (x *extraction) partOfName(r *reading, m *mention) bool {
	for _, n := range r.named {
		if n.from <= m.from && m.from < n.to {
			mine := len(x.focus) > 0 && subset(strings.Fields(x.focus[0].key), strings.Fields(n.about.key))
			return mine || n.from < m.from || n.to > m.to
		}
	}
	return false
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
		if t.is(clRel) || t.word == "when" || t.word == "if" || t.word == "after" {
			return false
		}
		if t.is(clModal|clBe|clAux) && t.word != "being" && t.word != "been" && t.word != "having" && t.word != "be" || j > from && t.is(clVerb) && finite(t.word) && !strings.HasSuffix(t.word, "ing") && !strings.HasSuffix(t.word, "ed") && r.tok[j-1].word != "to" {
			return true
		}
	}
	return len(r.tok) > from && r.tok[from].is(clPron) && !r.tok[from].is(clDet) && to-from > 2
}

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

// partOf reports whether what follows the preposition at words[k] belongs to the symptom's name: "blood in vomit", "bleeding between
// periods". A place, a trigger or a time is a fact or a qualifier of its own.
func (r *reading) partOf(words []int, k int) bool {
	n := len(words) - k - 1
	if n < 1 || n > 3 || len(words) > 6 || adjectives[r.tok[words[k]+n].word] || r.tok[words[k]].word == "with" || r.tok[words[k]].word == "from" || words[len(words)-1] != words[k]+n {
		return false
	}
	for i := range r.terms {
		if m := &r.terms[i]; m.kind != "symptom" && m.kind != "condition" && m.from < words[k]+n+1 && m.to > words[k] {
			return false
		}
	}
	for _, i := range words[k+1:] {
		if t := &r.tok[i]; t.is(clPrep|clConj|clRel|clSub|clNumber) || people[t.word] || timeWord[t.word] || t.word == "night" || t.word == "body" || t.word == "part" || t.word == "area" {
			return false
		}
	}
	return r.substantial(words[k+1:])
}

// symptomWords are the words of a symptom: its noun phrase with what stands before the noun, without the place it is felt in.
func (r *reading) symptomWords(it item, m *mention) []int {
	words := it.words
	cut := len(words)
	for k := 1; k < len(words); k++ {
		t := &r.tok[words[k]]
		if t.is(clRel|clPunct) && k > 1 || t.is(clPrep) && (t.word == "in" || t.word == "on" || t.word == "at" || t.word == "from" || t.word == "down" || t.word == "into" || t.word == "around" ||
			t.word == "between" || t.word == "with" || t.word == "under" || t.word == "along" || t.word == "during" || t.word == "after" || t.word == "within") && (m == nil || words[k] >= m.to) && !r.partOf(words, k) && !(k == 1 && heads[r.tok[words[0]].word] && m == nil) {
			cut = k
			break
		}
	}
	words = words[:cut]
	if len(words) > 6 && m != nil && (m.fixed || len(words) > 9) { // "needing to pee more often than usual" stays whole
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
