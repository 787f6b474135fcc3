package extract

import (
	"strings"

	"signpost/search/page"
)

// howOften takes how common the condition is: "is common", "a rare disease", "affects 1 in 10 people", "equally common in both sexes".
func (x *extraction) howOften(r *reading) {
	if len(x.focus) == 0 || x.healing() {
		return
	}
	x.share(r)
	x.equally(r)
	for i := range r.tok {
		t := &r.tok[i]
		next := ""
		if i+1 < len(r.tok) {
			next = r.tok[i+1].word
		}
		switch t.word {
		case "millions", "thousands":
			if next != "of" || i == 0 || !strings.HasPrefix(r.tok[i-1].word, "affect") {
				continue
			}
			x.state(r, claim{slot: page.SlotFrequency, value: "affects " + t.word + " of people", from: i, to: i + 3})
			return
		case "common", "rare", "uncommon", "frequent":
			from := i
			for from > 0 && degrees[r.tok[from-1].word] {
				from--
			}
			if from > 0 && (r.tok[from-1].word == "more" || r.tok[from-1].word == "less" || r.tok[from-1].is(clNeg)) {
				continue
			}
			if !x.saysOfFocus(r, from, i, next) {
				continue
			}
			value := r.text(span(from, i+1))
			if kind := r.oneOfTheMostCommon(i); kind != "" {
				value = kind
			}
			x.state(r, claim{slot: page.SlotFrequency, value: value, from: from, to: i + 1})
			return
		}
	}
}

var degrees = wordSet(`very most fairly extremely quite second third relatively somewhat exceedingly`)

// oneOfTheMostCommon gives "one of the most common genetic disorders" when that is what "common", token i, stands in.
func (r *reading) oneOfTheMostCommon(i int) string {
	if i < 4 || r.tok[i-1].word != "most" || r.tok[i-2].word != "the" || r.tok[i-3].word != "of" || r.tok[i-4].word != "one" {
		return ""
	}
	to := i + 1
	for to < len(r.tok) && to < i+4 && (r.tok[to].class == 0 && !diseaseWord[strings.TrimSuffix(r.tok[to].word, "s")] || r.tok[to].word == ",") {
		to++
	}
	if w := strings.TrimSuffix(r.tok[min(to, len(r.tok)-1)].word, "s"); w == "type" || !diseaseWord[w] {
		return ""
	}
	return r.text(span(i-4, to+1))
}

// share takes "about 12 percent of the population get it", "affects 1 in 10 people", "more than 25 million people have it". A share of
// those who have the condition is not how common it is.
func (x *extraction) share(r *reading) {
	if !r.has("get", "gets", "have", "has", "had", "affects", "affect", "affecting", "develop", "experience", "occurs", "occur", "occurring", "strikes", "living") || x.role == page.Genetics {
		return
	}
	for i := 2; i+2 < len(r.tok); i++ { // "1 adult in 40", "one child in every 2,000"
		if n := i + 1; crowd[r.tok[i].word] || crowd[r.tok[i].word+"s"] {
			if r.tok[n].word == "in" && r.tok[n+1].word == "every" {
				n++
			}
			if r.tok[i-1].is(clNumber) && (r.tok[i+1].word == "in" || r.tok[i+1].word == "of") && n+1 < len(r.tok) && r.tok[n+1].is(clNumber) && !r.tok[i-1].capital && x.aboutFocus(r, 0, len(r.tok)) {
				x.state(r, claim{slot: page.SlotFrequency, value: r.text(span(i-1, n+2)), from: i - 1, to: n + 2})
				return
			}
		}
	}
	for i := 1; i < len(r.tok); i++ {
		if !r.tok[i-1].is(clNumber) && numberWord(r.tok[i-1].word) == 0 || r.tok[i].word != "percent" && r.tok[i].word != "%" && r.tok[i].word != "million" &&
			!(r.tok[i].word == "in" && i+1 < len(r.tok) && r.tok[i+1].is(clNumber)) && !(r.tok[i].word == "out" && i+3 < len(r.tok) && r.tok[i+1].word == "of" && (r.tok[i+2].is(clNumber) || r.tok[i+3].is(clNumber))) {
			continue
		}
		to := i + 1
		for to < len(r.tok) && to < i+8 && !crowd[r.tok[to].word] {
			to++
		}
		if to == len(r.tok) || !crowd[r.tok[to].word] || r.firstOf(i, to, clBe|clModal|clSub|clRel) < to || r.until(i, to, ")") < to {
			continue
		}
		if to+1 < len(r.tok) && (r.tok[to+1].word == "with" || r.tok[to+1].word == "who") {
			continue // "10 percent of people with it"
		}
		from := i - 1
		for from > 0 && (approximations[r.tok[from-1].word] || r.tok[from-1].is(clNumber) || (r.tok[from-1].word == "to" || r.tok[from-1].word == "and") && from > 1 && r.tok[from-2].is(clNumber)) {
			from--
		}
		if from > 1 && r.tok[from-1].word == "than" && (r.tok[from-2].word == "more" || r.tok[from-2].word == "less" || r.tok[from-2].word == "fewer") {
			from -= 2
		}
		about := x.focus
		for _, n := range r.named { // "20 million people have asthma", said where something else is spoken of
			if n.from > to && n.from < to+8 && r.tok[r.nounStart(n.from)-1].is(clVerb|clAux) && !x.focused(n.about) {
				about = []*subject{n.about}
				break
			}
		}
		x.state(r, claim{slot: page.SlotFrequency, value: r.text(span(from, to+1)), about: about, from: from, to: to + 1})
		return
	}
}

var approximations = wordSet(`about nearly almost around approximately roughly over`)

var crowd = wordSet(`population people adults americans children women men babies infants births persons newborns individuals boys girls`)

// equally takes "affects men and women equally".
func (x *extraction) equally(r *reading) {
	i := r.until(0, len(r.tok), "equally", "equal")
	if i == len(r.tok) || r.denied(i) || !x.aboutFocus(r, 0, r.firstVerb()) && !r.tok[0].is(clPron) && !people[r.tok[0].word] {
		return
	}
	women, men := r.has("women", "females", "girls"), r.has("men", "males", "boys")
	if women && men || r.has("sexes", "genders") {
		x.state(r, claim{slot: page.SlotFrequency, value: bothSexes, from: i, to: i + 1})
	}
}

// bothSexes is the value of the fact that neither sex has it more.
const bothSexes = "as common in men as in women"

// saysOfFocus reports whether "common", token i with its degree from from on, is said of the condition at hand, not of one of its forms.
func (x *extraction) saysOfFocus(r *reading, from, i int, next string) bool {
	if from == 0 {
		return (next == "causes" || next == "cause") && x.main == nil
	}
	k := from - 1
	for k > 0 && (r.tok[k].is(clDet) || r.tok[k].word == "of" && r.tok[k-1].word == "one" || r.tok[k].word == "one") {
		k--
	}
	for j := i + 1; x.main != nil && j < min(len(r.tok), i+3); j++ {
		if w := r.tok[j].word; w == "cause" || w == "causes" || w == "reason" || w == "form" || w == "type" && j+1 < len(r.tok) && r.tok[j+1].word != "of" {
			return false // "the most common cause of something else"
		}
	}
	for j := i + 1; r.tok[0].word == "the" && from <= 1 && j < min(len(r.tok), i+4); j++ { // "The most frequent reason for tingling is"
		if w := r.tok[j].word; w == "cause" || w == "reason" {
			return r.findsSymptom(j, min(len(r.tok), j+6)) && x.main == nil
		}
	}
	if r.tok[0].word == "one" {
		for j := i + 1; j < min(len(r.tok), i+6); j++ {
			if w := r.tok[j].word; w == "causes" || w == "reasons" {
				return true
			}
		}
	}
	be, start := r.tok[k].is(clBe), 0
	if c := r.indexOf(","); r.tok[0].is(clSub) && c > 0 && c < k { // "Unless it is treated, death is common"
		start = c + 1
	}
	noun := diseaseWord[next] || next == "cause" || next == "causes" || next == "reason" || next == "form" || next == "cancer" || next == "injury" || next == "type" && i+2 < len(r.tok) && r.tok[i+2].word == "of" ||
		r.oneOfTheMostCommon(i) != "" || r.calls(k, i)
	plain := next == "" || next == "." || next == "," || next == "and" || next == "but" || next == "disease" || next == "condition" || next == "disorder"
	return be && (plain || noun) && ((x.aboutFocus(r, start, k) || x.sharesWords(r, start, k)) && !x.formOf(r, k) || k <= 1 && x.shortFor(r)) || r.tok[0].word == "one" && next == "causes"
}

// calls reports whether "rare", token i after the verb at token k, is said of what the subject is: "is a rare behavioral impairment"; not of
// what it is to something else ("a common cause of").
func (r *reading) calls(k, i int) bool {
	if k+1 >= i || r.tok[k].word != "is" && r.tok[k].word != "are" || !r.tok[k+1].is(clDet) || i+1 >= len(r.tok) || r.tok[i+1].class != 0 {
		return false
	}
	for j := i + 1; j < len(r.tok) && j < i+5 && r.tok[j].class == 0; j++ {
		if w := r.tok[j].word; partial[strings.TrimSuffix(w, "s")] || listHeads[w] != "" {
			return false
		}
	}
	return true
}

// partial are nouns that make something part of another thing, or a form of it.
var partial = wordSet(`cause reason form type name term way place side effect result feature component source kind example mistake misconception belief subtype variant practice part test complaint occurrence emergency`)

// sharesWords reports whether two words of the document's subject stand there: "problems with the rotator cuff", of rotator cuff injuries.
func (x *extraction) sharesWords(r *reading, from, to int) bool {
	if x.main == nil {
		return false
	}
	n := 0
	for j := from; j < to; j++ {
		if r.tok[j].class == 0 && subset([]string{stemKey(r.tok[j].word)}, strings.Fields(x.main.key)) {
			n++
		}
	}
	return n >= 2
}

// shortFor reports whether a sentence begins with a word of the document's subject or an abbreviation: "MEN1 is rare".
func (x *extraction) shortFor(r *reading) bool {
	return x.main == nil || proper(r.plain[r.tok[0].start:r.tok[0].end]) || subset([]string{stemKey(r.tok[0].word)}, strings.Fields(x.main.key))
}

// formOf reports whether the words before token k name a form of the condition at hand: "neonatal hemochromatosis is".
func (x *extraction) formOf(r *reading, k int) bool {
	for _, n := range r.named {
		if n.to <= k && x.focused(n.about) && n.from > 0 {
			w := r.tok[n.from-1].word
			return adjectival(w) && !r.tok[n.from-1].is(clDet) || formWords[w]
		}
	}
	return false
}

// formWords are nouns that make a form of a condition.
var formWords = wordSet(`variant childhood adult infant type stage juvenile`)

// nounStart gives the first token of the determiners and adjectives that stand before token i.
func (r *reading) nounStart(i int) int {
	for i > 1 && (r.tok[i-1].is(clDet) || adjectival(r.tok[i-1].word) && !r.tok[i-1].is(clVerb|clAux)) {
		i--
	}
	return i
}
