package extract

import (
	"slices"
	"strings"

	"signpost/search/page"
	"signpost/tools/internal/condition"
)

// sentence takes what one sentence or list item states.
func (x *extraction) sentence(s *condition.Sentence, r *reading) {
	x.less = ""
	if skippable(r) || x.role == page.Tests && s.Item {
		return
	}
	x.discover(r)
	x.resolve(s, r)
	if x.role == page.Tests { // "X is rare, and doctors may not think of it"
		x.howOften(r)
		return
	}
	x.introduce(r)
	if s.Item {
		f, ok := x.intro[s.Intro]
		if !ok {
			f = x.roleFrame()
		}
		x.less = f.less
		if severity(f.level) > 0 || f.slot == page.SlotRisk && !(r.has("risk") && !r.tok[0].is(clAux|clBe) && r.firstVerb() < len(r.tok) && r.clausal(0, len(r.tok))) || !r.clausal(0, len(r.tok)) && (s.First || !r.tok[0].capital) || (r.tok[0].word == "do" || r.tok[0].word == "don't") && (f.slot == page.SlotTreatment || f.slot == page.SlotPrevention) || ok && f.slot == page.SlotCause && s.First && len(r.tok) < 12 && !r.tok[0].is(clSub) {
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
	if x.explainsTreatment(r) {
		return
	}
	x.definition(r)
	for i := range r.cues {
		x.cue(r, i)
	}
	x.lists(r)
	x.mayOccur(r)
	x.bareSymptoms(r)
	x.places(r)
	x.advice(r)
	x.doing(r)
	x.told(r)
	x.fails(r)
	x.caught(r)
	x.withAge(r)
	x.playsRole(r)
	x.comparesPeople(r)
	x.howOften(r)
	x.timing(r)
	x.goesOnFor(r)
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
		case "evidence": // "there is no evidence that it is caused by"
			return i > 0 && i < 6 && r.denied(i)
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

// dropResearch leaves out the clause that ends a sentence with what research says: "the cause is unknown, but research suggests that".
func (r *reading) dropResearch() {
	for i := 6; i < len(r.tok); i++ {
		switch r.tok[i].word {
		case "researchers", "studies", "scientists", "research", "clinical", "study":
			for j := i - 1; j > 3; j-- {
				if w := r.tok[j].word; w == "but" || w == "although" || w == "though" || w == "however" || w == ";" {
					r.tok = r.tok[:j]
					return
				}
			}
			return
		}
	}
}

// roleFrame is what a list item says when no sentence opens its list: the section's role decides.
func (x *extraction) roleFrame() frame {
	f := frame{focus: x.focus}
	switch x.role {
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
	if (f.slot == page.SlotTreatment || f.slot == page.SlotPrevention) && hasStem(x.sec.Heading, "avoid", "limit") { // "Foods to avoid"
		f.less = (&reading{tok: tokenise(nil, x.sec.Heading)}).haveLess()
	}
	return f
}

// listHeads are nouns that open a list of what fills a slot.
var listHeads = map[string]string{
	"symptom": page.SlotSymptom, "symptoms": page.SlotSymptom, "signs": page.SlotSymptom, "sign": page.SlotSymptom, "complaints": page.SlotSymptom,
	"cause": page.SlotCause, "causes": page.SlotCause, "reason": page.SlotCause, "reasons": page.SlotCause,
	"treatment": page.SlotTreatment, "treatments": page.SlotTreatment, "therapy": page.SlotTreatment, "therapies": page.SlotTreatment, "remedies": page.SlotTreatment,
	"trigger": page.SlotTrigger, "triggers": page.SlotTrigger, "complications": page.SlotCourse, "complication": page.SlotCourse,
	"presentation": page.SlotSymptom, "presentations": page.SlotSymptom, "factors": page.SlotRisk, "factor": page.SlotRisk, "feature": page.SlotSymptom, "features": page.SlotSymptom, "hallmark": page.SlotSymptom,
	"manifestation": page.SlotSymptom, "manifestations": page.SlotSymptom, "measures": page.SlotPrevention, "precautions": page.SlotPrevention,
}

// listVerbs lead from such a noun to the list.
var listVerbs = wordSet(`include includes including are is be involves involve were was consists consist`)

// opening recognises a sentence that opens a list, and what the list's items then say.
func (x *extraction) opening(r *reading) (frame, bool) {
	f := frame{focus: x.focus}
	n := len(r.tok)
	last := r.tok[n-1].word
	if last == ":" && n > 1 {
		last = r.tok[n-2].word
	}
	if level := levelOfWords(r.plain); last == "if" && (x.role == page.Help || level != levelSeeDoctor) { // "Ask for an urgent appointment if"
		return x.careFrame(level), true
	}
	if r.has("side", "late", "long-term") && r.has("effects") {
		return frame{}, true
	}
	if r.has("depend", "depends", "prognosis", "tests", "test", "testing", "samples", "exam", "stages", "tested") && !r.has("see", "call") {
		return frame{}, strings.HasSuffix(r.plain, ":") // a list of something else
	}
	for i := 0; i < n; i++ {
		w := r.tok[i].word
		if slot, ok := listHeads[w]; ok && f.slot == "" && !(slot == page.SlotCause && !r.nounHere(i)) {
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
		case cueAmong:
			if c.to >= n-2 && !strings.HasPrefix(r.tok[c.to-1].word, "affect") { // "the risk is higher in:"
				f.slot = page.SlotRisk
			}
		case cueFeels:
			if f.slot == "" && !x.aboutFocus(r, c.to, min(n, c.to+3)) {
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
				if k := r.verbGroup(0, c.from) - 1; k > 0 && r.tok[k].is(clRel) && listVerbs[last] { // "things that often cause reactions are:"
					f.slot = page.SlotCause
				} else if w := r.tok[c.from].word; strings.HasPrefix(w, "trigger") {
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
	if (last == "who" || last == "if" || last == "you" || last == "with" || last == "in") && r.has("likely", "risk") && f.level == "" && !r.has("symptom", "symptoms") {
		f.slot = page.SlotRisk // "those more likely to get it are people who"
	}
	if r.tok[n-1].is(clModal) || n > 1 && last == r.tok[n-2].word && r.tok[n-2].is(clModal) { // "A GP might:"
		if x.role == page.Treatment || r.has("gp", "doctor", "doctors", "specialist", "provider") {
			f = frame{slot: page.SlotTreatment, focus: x.focus}
		}
	}
	if f.slot == "" {
		f = x.roleFrame()
	}
	f.also = severity(f.level) > 0 && x.signs == x.at-1
	if f.slot == page.SlotTreatment || f.slot == page.SlotPrevention {
		f.less = r.haveLess()
	}
	return f, f.slot != ""
}

// haveLess gives the verb when a sentence opens a list of what not to have: "you should avoid eating:", "foods to limit include:".
func (r *reading) haveLess() string {
	for i := range r.tok {
		w := strings.TrimSuffix(r.tok[i].word, "ing")
		if w != "avoid" && w != "limit" || r.denied(i) {
			continue
		}
		j := i + 1
		for j < len(r.tok) && (r.tok[j].is(clDet|clPron|clModal|clPunct) || listVerbs[r.tok[j].word] || having[r.tok[j].word] || r.tok[j].word == "following" || r.tok[j].word == "as") {
			j++
		}
		if j == len(r.tok) || r.tok[j].word == "substances" || strings.HasPrefix(r.tok[j].word, "food") || r.tok[j].word == "drinks" {
			return w
		}
	}
	return ""
}

var having = wordSet(`eating drinking taking using`)

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
		if r.orders() && x.care(r) {
			return
		}
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
		if imperatives[r.tok[from].word] && !r.findsSymptom(from, to) && !r.finding(span(from, to)) {
			return // "Wash bedding": what to do
		}
		x.symptoms(r, from, to, f.focus, "", true)
	case page.SlotTreatment, page.SlotPrevention:
		from = r.pastOffer(from, to)
		if from+1 < to && r.tok[from].word == "do" && r.tok[from+1].word == "not" {
			from++
		}
		if imperatives[r.tok[from].word] || r.tok[from].word == "not" || r.tok[from].word == "don't" || r.tok[from].word == "never" {
			x.steps(r, f.slot, from, to)
			return
		}
		fallthrough
	default:
		if f.slot == page.SlotRisk {
			if w := r.population(span(from, to)); len(w) > 0 && !r.tok[w[0]].is(clPrep) { // "people on dialysis" stays
				from = w[0]
			}
		}
		if n := len(r.noBrackets(0, to)); n <= 14 || n <= 26 && (r.has("such") || f.slot == page.SlotRisk) {
			x.values(r, f.slot, from, to, f.focus, "", whole(f.slot) || f.less != "") // "avoid raw or rare meat and fish": not all fish
		}
		for _, n := range r.named { // "narrowing of the spinal canal, called spinal stenosis"
			if f.slot == page.SlotCause && n.from > 1 && r.tok[n.from-1].word == "called" && !x.focused(n.about) {
				x.state(r, claim{slot: f.slot, value: r.text(span(n.from, n.to)), about: f.focus, from: n.from, to: n.to})
			}
		}
	}
}

// orders reports whether an item says by itself what to do when: "Call 999 if you pass out", in a list of when to get help.
func (r *reading) orders() bool {
	to := min(r.until(0, len(r.tok), "if"), r.until(0, len(r.tok), "when"))
	return to < len(r.tok) && slices.ContainsFunc(r.cues, func(c cue) bool { return (c.kind == cueSeek || c.kind == cueEmergency) && c.to <= to })
}

// pastOffer steps over what somebody does with a treatment in a list of them: "prescribe steroid injections", "try to lose weight".
func (r *reading) pastOffer(from, to int) int {
	for from+1 < to && (offers[r.tok[from].word] || r.tok[from].word == "to" && from > 0) {
		from++
	}
	return from
}

var offers = wordSet(`try prescribe recommend suggest offer give arrange using taking trying having getting`)

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
