package extract

import (
	"strings"

	"signpost/search/page"
	"signpost/tools/internal/condition"
)

// firstVerb gives the first token that can be the sentence's verb.
func (r *reading) firstVerb() int {
	for i := range r.tok {
		t := &r.tok[i]
		if t.is(clBe|clModal|clAux) || i > 0 && t.is(clVerb) && finite(t.word) && !r.inName(i) {
			return i
		}
		for _, c := range r.cues {
			if c.from == i && i > 0 && !r.nounHere(i) && (c.kind == cueCauses || c.kind == cueNarrows || c.kind == cueAffects) && !r.inName(i) {
				return i
			}
		}
	}
	return len(r.tok)
}

// nounHere reports whether a word that may be a noun or a verb is a noun: "the cause", "nerve damage and", "cause of".
func (r *reading) nounHere(i int) bool {
	t := &r.tok[i]
	if strings.HasSuffix(t.word, "ing") {
		return false
	}
	if i > 0 && (r.tok[i-1].is(clModal) || r.tok[i-1].word == "not") || i > 1 && r.tok[i-1].is(clAdverb) && r.tok[i-2].is(clModal) { // "a large stone can cause:"
		return false
	}
	if i+1 < len(r.tok) {
		n := &r.tok[i+1]
		if n.word == "of" || n.is(clPunct|clBe|clModal|clAux) || n.word == "and" && i+2 < len(r.tok) && !r.tok[i+2].is(clVerb) || n.is(clVerb) && finite(n.word) {
			return true
		}
	}
	if i == 0 {
		return true
	}
	p := &r.tok[i-1]
	if (p.word == "that" || p.word == "which") && i > 1 && diseaseWord[r.tok[i-2].word] { // "a condition that causes"
		return false
	}
	if p.is(clModal|clPron|clAdverb|clRel|clNeg|clAux) && !p.is(clDet|clComp) || p.word == "to" || p.word == "and" || p.word == "or" {
		return false
	}
	if p.is(clDet|clPrep|clComp) || adjectival(p.word) && !strings.HasSuffix(p.word, "ing") || p.word == "common" || p.word == "exact" || p.word == "main" {
		return true
	}
	if strings.HasSuffix(t.word, "s") {
		return false
	}
	return !strings.HasSuffix(p.word, "s") // "muscles cause", not "nerve damage"
}

func (r *reading) inName(i int) bool {
	for _, n := range r.named {
		if n.from <= i && i < n.to {
			return true
		}
	}
	return false
}

// resolve decides what a sentence is about.
func (x *extraction) resolve(s *condition.Sentence, r *reading) {
	if s.Item {
		return
	}
	verb := r.firstVerb()
	if x.main != nil {
		x.resolveSingle(r, verb)
		return
	}
	x.resolveMany(r, verb)
}

// resolveSingle: in a document about one condition a sentence is about that one, unless its grammatical subject is another
// condition, or a pronoun that follows such a sentence.
func (x *extraction) resolveSingle(r *reading, verb int) {
	first := r.tok[0].word
	other := (*subject)(nil)
	for _, n := range r.named {
		if n.to > verb {
			break
		}
		if n.about == x.main || n.about.key == x.main.key || r.bareDisease(n) || r.symptomThatOccurs(n, verb) || r.tok[n.to-1].word == "clots" || r.tok[n.to-1].word == "clot" {
			other = nil
			break
		}
		// The name must be the subject itself, not a part of it: "diabetes can", not "treatment of diabetes can".
		if (n.to == verb || r.tok[n.to].is(clAdverb) || r.tok[n.to].word == "," || r.tok[n.to].word == "(") && r.opens(n.from) {
			other = n.about
		} else if n.to <= verb && n.from > 1 && r.tok[n.from-1].word == "of" && listHeads[r.tok[n.from-2].word] != "" && listHeads[r.tok[n.from-2].word] != page.SlotRisk && r.opens(n.from-2) { // "Symptoms of X include"
			other = n.about
		}
		if other != nil {
			if subset(strings.Fields(other.key), strings.Fields(x.main.key)) {
				other = nil // "stroke" in a document on stroke and TIA
				break
			}
		}
	}
	for _, n := range r.named {
		if n.about == x.main || n.about.key == x.main.key {
			other = nil // "diabetes raises the risk of X" is about X
		}
	}
	switch {
	case other != nil:
		x.focus = []*subject{other}
	case (first == "it" || first == "they" || first == "this" || first == "these") && x.at > 0 && len(x.focus) > 0 && x.focus[0] != x.main && x.shifted == x.at-1:
		// The pronoun goes on with the condition of the sentence before.
	default:
		x.focus = x.section
		return
	}
	x.shifted = x.at
}

// bareDisease reports a name that is only a word for any disease: "the infection", "this disorder".
func (r *reading) bareDisease(n naming) bool {
	return n.to == n.from+1 && diseaseWord[strings.TrimSuffix(r.tok[n.from].word, "s")]
}

// symptomThatOccurs reports a symptom that a document of its own makes a condition, told as a symptom: "Fever, rash or diarrhea can occur".
func (r *reading) symptomThatOccurs(n naming, verb int) bool {
	for verb < len(r.tok) && r.tok[verb].is(clModal|clAdverb|clBe) {
		verb++
	}
	if verb == len(r.tok) || !happening[r.tok[verb].word] && !strings.HasPrefix(r.tok[verb].word, "occur") {
		return false
	}
	for i := range r.terms {
		if m := &r.terms[i]; m.kind == "symptom" && m.from <= n.from && n.to <= m.to {
			return true
		}
	}
	return false
}

// opens reports whether only an adverbial and colouring words stand before token i: "For example, severe".
func (r *reading) opens(i int) bool {
	for j := i - 1; j >= 0; j-- {
		t := &r.tok[j]
		if t.word == "," {
			return j <= 4
		}
		if !t.is(clDet|clAdverb) && !adjectival(t.word) {
			return false
		}
	}
	return true
}

// resolveMany: in a document about several conditions a condition that is introduced stays what the text is about until the
// next one is.
func (x *extraction) resolveMany(r *reading, verb int) {
	if len(r.named) == 0 {
		if w := r.tok[0].word; (w == "these" || w == "both") && len(x.plural) > 1 && len(r.tok) > 1 && r.tok[1].is(clBe|clModal|clVerb|clAdverb) {
			x.focus = x.plural
			return
		}
		if len(x.focus) > 1 {
			x.focus = x.focus[:1]
		}
		if i := r.indexOf("such"); i >= 0 && i < verb && i+1 < len(r.tok) { // "such injuries"
			for _, s := range x.about {
				if k := stemKey(r.tok[i+1].word); k != "" && s.namedWith(k) {
					x.focus = []*subject{s}
				}
			}
		}
		return
	}
	var subjects []*subject
	for _, n := range r.named {
		if n.from < verb || r.introducedAt(n) {
			subjects = append(subjects, n.about)
		}
	}
	if len(subjects) == 0 {
		return
	}
	if x.kind != nil && len(subjects) == 1 && strings.Contains(x.kind.key, stemKey(r.text(span(r.named[0].from, r.named[0].to)))) {
		x.focus = x.plural // "it may be a sign of nerve compression", under that heading
		return
	}
	// "The most common cause is X", said of the condition at hand, gives its cause and does not leave it.
	if i := r.indexOf("cause"); len(x.focus) > 0 && r.tok[0].word == "the" && i >= 0 && i < r.named[0].from && r.tok[i+1].is(clBe) {
		return
	}
	if r.named[0].from < verb {
		for k, n := range r.named { // "deficiencies, such as a lack of B12, can"
			if n.from < verb && k < len(subjects) && k > 0 && r.exemplified(n.from) {
				subjects[0] = subjects[k]
			}
		}
		subjects = subjects[:1]
	}
	x.focus = subjects[:1]
	if len(x.section) > 0 && r.has("cause", "causes") && r.named[0].from > verb {
		x.section, x.plural = subjects[:1], subjects // "The cause could be X or Y": the rest of the section is about X
	}
	x.learn(subjects[0], subjects[0].name)
	for _, n := range r.named {
		if n.about == subjects[0] && x.written[n.about] == "" && n.to-n.from > 1 && r.tok[n.from].word != "lack" && r.tok[n.from].word != "low" {
			x.written[n.about] = plainName(r.text(span(n.from, n.to)))
		}
	}
}

// namedWith reports whether one of the subject's names ends in a word, given as its stem.
func (s *subject) namedWith(stem string) bool {
	for _, n := range append([]string{s.name}, s.names...) {
		if strings.HasSuffix(stemKey(n), stem) {
			return true
		}
	}
	return false
}

func (r *reading) indexOf(word string) int {
	for i := range r.tok {
		if r.tok[i].word == word {
			return i
		}
	}
	return -1
}

func (r *reading) hasBefore(word string, to int) bool {
	i := r.indexOf(word)
	return i >= 0 && i < to
}

// exemplified reports whether "such as" or "like" stands just before token i.
func (r *reading) exemplified(i int) bool {
	for i > 0 && (r.tok[i-1].is(clDet|clAdverb) || adjectival(r.tok[i-1].word)) {
		i--
	}
	return i > 1 && (r.tok[i-1].word == "as" && r.tok[i-2].word == "such" || r.tok[i-1].word == "like")
}

// discover finds conditions that no vocabulary names, by their form: a noun phrase that ends in "syndrome", "neuropathy" and the like
// where a condition is spoken of: at the start of a sentence, or where one is introduced.
func (x *extraction) discover(r *reading) {
	for i := range r.tok {
		t := &r.tok[i]
		if t.class != 0 || !conditionHeads[t.word] && !ends(t.word) || r.inName(i) || tooGeneral[t.word] {
			continue
		}
		from := i
		for from > 0 && i-from < 5 && r.tok[from-1].class == 0 && !r.inName(from-1) {
			from--
		}
		if from == i && (conditionHeads[t.word] || !ends(t.word)) || i+1 < len(r.tok) && r.tok[i+1].class == 0 {
			continue
		}
		n := naming{from: from, to: i + 1}
		if !r.opens(from) && (x.main != nil || len(x.section) > 0 || !r.introducedAt(n)) || x.main != nil && (i+1 >= len(r.tok) || !r.tok[i+1].is(clVerb|clBe|clModal|clAdverb)) {
			continue
		}
		name := r.text(span(from, i+1))
		if r.findsSymptom(from, i+1) {
			continue
		}
		s := &subject{name: name, key: stemKey(name)}
		x.learn(s, name)
		n.about = s
		at := 0
		for at < len(r.named) && r.named[at].from < from {
			at++
		}
		r.named = append(r.named[:at], append([]naming{n}, r.named[at:]...)...)
	}
}

// tooGeneral are nouns that end names of conditions and name none themselves.
var tooGeneral = wordSet(`problem problems disc discs disk disks response reaction defect defects failure attacks attack burns bites stones overuse virus spasm spasms cramps
	therapy mechanism symptom symptoms organism prism tourism metabolism dependence disorders conditions diseases injuries infections syndromes`)

// ends reports whether a word has the ending of a condition's name.
func ends(w string) bool {
	for _, e := range conditionEndings {
		if len(w) > len(e)+2 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// introducedAt reports whether a condition is introduced in mid-sentence: "one such condition is X", "a sign of X",
// "conditions such as X", "the cause could be X or Y".
func (r *reading) introducedAt(n naming) bool {
	i := n.from - 1
	for i >= 0 && (r.tok[i].is(clDet|clAdverb) || adjectival(r.tok[i].word) && !r.tok[i].is(clPrep)) {
		i--
	}
	if i < 0 {
		return true
	}
	w := r.tok[i].word
	switch {
	case w == "is" || w == "are" || w == "be":
		return r.hasBefore("cause", i) || r.hasBefore("condition", i) || r.hasBefore("reason", i) || r.hasBefore("culprit", i) || r.hasBefore("causes", i)
	case w == "of" && i > 0:
		p := r.tok[i-1].word
		return p == "sign" || p == "symptom" || p == "indication" || p == "result"
	case w == "as" && i > 0 && r.tok[i-1].word == "such" || w == "like":
		for j := i - 1; j >= 0 && j > i-5; j-- {
			switch r.tok[j].word {
			case "condition", "conditions", "disorder", "disorders", "disease", "diseases", "deficiencies", "injuries", "problems":
				return true
			}
		}
	case w == "or" && i > 0:
		for _, m := range r.named {
			if m.to == i {
				return r.introducedAt(m)
			}
		}
	}
	return false
}

// introduce learns the names that a sentence gives to a condition or to its subject: "often referred to as radiculopathy",
// "peripheral artery disease (PAD)".
func (x *extraction) introduce(r *reading) {
	if len(x.focus) == 0 {
		return
	}
	who := x.focus[0]
	for _, n := range r.named {
		if n.to+2 < len(r.tok) && r.tok[n.to].word == "(" && r.tok[n.to+2].word == ")" {
			if t := &r.tok[n.to+1]; t.capital && t.end-t.start <= 8 && t.end-t.start >= 2 && n.about != nil {
				x.learn(n.about, r.plain[t.start:t.end]) // here it stands for this, whatever it is short for elsewhere
				x.name(n.about, r.plain[t.start:t.end])
			}
		}
	}
	for _, c := range r.cues {
		if c.kind != cueKnownAs || c.to >= len(r.tok) {
			continue
		}
		if r.findsSymptom(c.to, min(c.to+4, len(r.tok))) { // "symptoms known as intermittent claudication"
			if r.findsSymptom(0, c.from) || r.hasBefore("symptoms", c.from) || r.hasBefore("symptom", c.from) || r.hasBefore("pain", c.from) {
				for i := range r.terms {
					if m := &r.terms[i]; m.kind == "symptom" && m.from >= c.to && m.from <= c.to+2 {
						x.symptomMention(r, m, nil, "", m.to)
					}
				}
			}
			continue
		}
		near := false // the condition at hand is named just before
		for _, n := range r.named {
			near = near || n.to <= c.from && c.from-n.to <= 4 && n.about == who
		}
		if v := r.firstVerb(); !near && c.from-v > 3 || !near && !r.tok[0].is(clPron) {
			continue
		}
		to := c.to
		for to < len(r.tok) && !r.tok[to].is(clPunct|clConj|clRel|clBe|clVerb|clSub|clPrep) && to-c.to < 6 {
			to++
		}
		f, t := r.trim(c.to, to)
		if f >= t || r.findsSymptom(f, t) || r.tok[f].is(clPron) {
			continue
		}
		name := strings.Trim(r.text(span(f, t)), `"“”`)
		if known := x.lex.byKey[stemKey(name)]; known != nil && known != who && x.lex.byKey[who.key] != who && who != x.main {
			x.focus = []*subject{known} // a condition of the vocabulary under this document's own name
			x.name(known, who.name)
			x.written[known] = who.name
			continue
		}
		x.name(who, name)
	}
}

// name gives a subject another name in this document.
func (x *extraction) name(s *subject, name string) {
	if name == "" || strings.EqualFold(name, s.name) || s == x.symptom || contains(s.names, name) || contains(x.names[s], name) || x.lex.byKey[stemKey(name)] != nil && x.lex.byKey[stemKey(name)] != s {
		return
	}
	x.names[s] = append(x.names[s], name)
	x.learn(s, name)
}
