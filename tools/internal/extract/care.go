package extract

import (
	"slices"
	"strings"

	"signpost/search/page"
)

// Levels of care, lowest first.
const (
	levelSelfCare  = "self-care"
	levelSeeDoctor = "see-a-doctor"
	levelUrgent    = "urgent"
	levelEmergency = "emergency"
)

// care takes sentences that tell the reader when to get help, and reports whether the sentence is one.
func (x *extraction) care(r *reading) bool {
	var act *cue
	for i := range r.cues {
		if c := &r.cues[i]; c.kind == cueSeek || c.kind == cueEmergency && x.emergency(r) {
			if act == nil || c.kind == cueEmergency {
				act = c
			}
		}
	}
	if act == nil && x.whole(r, nil, x.careFrame(levelSeeDoctor)) {
		return true
	}
	if act != nil && x.shouldSeek(r, act) {
		return true
	}
	help := x.role == page.Help
	if act == nil && !help || !help && act.kind == cueSeek && ((x.role == page.Treatment || x.role == page.Prevention) && !(r.tok[0].word == "if" && (r.findsSymptom(0, len(r.tok)) || r.has("symptoms", "worse", "persist", "persists", "improve"))) || x.role == page.Tests) {
		return false
	}
	f := x.careFrame(levelSeeDoctor)
	if act != nil && (act.kind == cueEmergency || ambulance(r.plain)) {
		f = x.careFrame(x.urgency(r))
	}
	n := len(r.tok)
	if w := r.tok[0].word; w == "do" && n > 1 && r.tok[1].word == "not" || w == "don't" {
		return act != nil
	}
	if x.whole(r, act, f) {
		return true
	}
	// "... if X, Y or Z": what follows; "If X, call ...": what stands between.
	for i := 0; i < n; i++ {
		if w := r.tok[i].word; w != "if" && !(w == "when" && act != nil && act.to <= i) || i > 0 && asksIf[r.tok[i-1].word] {
			continue
		}
		end := r.until(i, n, ".", ";", "meaning", "because", "even", "discuss", "whether")
		if act != nil && act.from > i {
			end = min(end, r.backToComma(i, act.from))
		} else if act == nil {
			for j := i; j+1 < end; j++ {
				if r.tok[j].word == "," && (r.tok[j+1].word == "these" || r.tok[j+1].word == "this" || r.tok[j+1].word == "it" || r.tok[j+1].word == "you") {
					end = j
				}
			}
		}
		return x.careItems(r, r.signParts(i+1, end), f) || act != nil
	}
	if act == nil {
		for i := 0; i+1 < n; i++ {
			if w := r.tok[i].word; (w == "include" || w == "are") && r.hasBefore("symptoms", i) || w == "include" && r.hasBefore("signs", i) {
				return x.careItems(r, r.signParts(i+1, n), f)
			}
		}
		return false
	}
	if to := r.indexOf("should"); to > 0 && to < act.from && r.tok[to+1].is(clBe) {
		from := r.clauseStart(to)
		if r.tok[from].is(clSub) { // "While usually harmless, intense itching"
			from = r.until(from, to, ",")
		}
		x.careItems(r, r.items(from, to), f)
	}
	return true
}

// shouldSeek takes "A person who has bleeding from the rectum should see a doctor": what the people have who should get help is the reason.
func (x *extraction) shouldSeek(r *reading, act *cue) bool {
	to := r.until(0, act.from, "should", "must")
	who := to
	for j := 0; j+1 < to && who == to; j++ {
		if w := r.tok[j].word; (people[w] || w == "person" || w == "anyone" || w == "child") && (r.tok[j+1].is(clRel) || r.tok[j+1].word == "with") {
			who = j + 1
		}
	}
	if to == act.from || who == to || who > 6 || r.clauseEnd(who) < to || r.firstOf(who+1, to, clModal) < to || r.has("if") || !r.findsSymptom(who, to) || x.namedOther(r, who, who+4) && !r.findsSymptom(who, who+4) {
		return false
	}
	f := x.careFrame(levelSeeDoctor)
	if act.kind == cueEmergency || levelOfWords(r.plain) != levelSeeDoctor {
		f = x.careFrame(x.urgency(r))
	}
	list := slices.DeleteFunc(r.items(who+1, to), func(it item) bool { return r.symptomIn(it) == nil })
	return x.careItems(r, list, f)
}

// asksIf are words after which "if" asks a question or concedes.
var asksIf = wordSet(`even tell see know decide determine find ask check wonder sure as`)

// backToComma gives the last comma before a token, or the token.
func (r *reading) backToComma(from, to int) int {
	for j := to - 1; j > from; j-- {
		if r.tok[j].word == "," {
			return j
		}
	}
	return to
}

func (x *extraction) careFrame(level string) frame {
	f := frame{slot: page.SlotSeekCare, level: level, focus: x.focus}
	if x.role == page.Help {
		if h := levelOfWords(x.sec.Heading); severity(h) > severity(level) {
			f.level = h
		}
	}
	if severity(f.level) >= severity(levelUrgent) || x.main == nil && len(x.section) > 0 && x.focus != nil {
		f.slot = page.SlotRedFlag
	}
	if len(f.focus) == 0 {
		f.focus = []*subject{x.symptom}
	}
	return f
}

// emergency reports whether the sentence calls for help at once rather than telling that something is done immediately.
func (x *extraction) emergency(r *reading) bool {
	for _, c := range r.cues {
		if c.kind == cueEmergency {
			w := r.tok[c.from].word
			if w == "immediately" || w == "right" || w == "at" {
				for _, d := range r.cues {
					if d.kind == cueSeek {
						return true
					}
				}
				continue
			}
			return true
		}
	}
	return false
}

func (x *extraction) urgency(r *reading) string {
	if levelOfWords(r.plain) == levelEmergency {
		return levelEmergency
	}
	return levelUrgent
}

// levelOfWords is the care level that a heading or sentence calls for: "Call 999 if", "Ask for an urgent GP appointment if".
func levelOfWords(s string) string {
	low := " " + strings.ReplaceAll(strings.ToLower(s), "non-urgent", "") + " "
	if ambulance(s) || strings.Contains(low, "emergency") || strings.Contains(low, "at once") {
		return levelEmergency
	}
	for _, w := range [...]string{"urgent", " 111", " today", " now ", " now.", "immediate", "straight away", "same day", "right away", "within 24 hours"} {
		if strings.Contains(low, w) {
			return levelUrgent
		}
	}
	return levelSeeDoctor
}

// ambulance reports whether a sentence that tells when to get help sends for an ambulance.
func ambulance(s string) bool {
	low := " " + strings.ToLower(s)
	for _, w := range [...]string{"999", "911", " 112", "a&e", "ambulance"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// whole takes "X is a medical emergency" and "If you think you have X, call 999": said of the condition, not of a sign of it.
func (x *extraction) whole(r *reading, act *cue, f frame) bool {
	if len(f.focus) == 0 || f.focus[0] == x.symptom {
		return false
	}
	i := r.indexOf("emergency")
	be := i - 1
	for be > 0 && i-be < 4 && !r.tok[be].is(clBe) {
		be--
	}
	ends := i+1 == len(r.tok) || i > 0 && i+1 < len(r.tok) && r.tok[i+1].is(clPunct|clConj)
	if be > 0 && ends && (r.tok[be].word == "is" || r.tok[be].word == "are") && x.aboutFocus(r, r.clauseStart(be), be) && !r.denied(i) {
		x.state(r, claim{slot: page.SlotRedFlag, level: levelEmergency, value: wholeCondition, about: f.focus, from: be, to: i + 1})
		return true
	}
	if act == nil || !(r.has("think", "suspect") && r.has("have", "has")) {
		return false
	}
	for _, n := range r.named {
		if x.focused(n.about) {
			value := "you think you have " + r.text(span(n.from, n.to))
			if i := r.indexOf("think"); i > 0 && i < n.from {
				value = "you " + r.text(span(i, n.to))
			}
			if f.slot == page.SlotRedFlag {
				value = wholeCondition
				if f.level == levelUrgent {
					value = wholeUrgent
				}
			}
			x.state(r, claim{slot: f.slot, level: f.level, value: value, about: f.focus, from: n.from, to: n.to})
			return true
		}
	}
	return false
}

// careItems states signs as reasons to get help. It reports whether there were any.
func (x *extraction) careItems(r *reading, list []item, f frame) bool {
	about := f.focus
	if len(about) == 0 {
		about = []*subject{x.symptom}
	}
	any := false
	for _, it := range list {
		w := it.words
		for len(w) > 1 {
			t := &r.tok[w[0]]
			if t.is(clPron|clDet) && len(w) > 1 && r.tok[w[1]].is(clBe|clModal|clVerb) && !t.is(clDet) && !(r.tok[w[1]].word == "have" || r.tok[w[1]].word == "notice" || r.tok[w[1]].word == "feel" || r.tok[w[1]].word == "get" || r.tok[w[1]].word == "experience" || r.tok[w[1]].word == "develop") {
				break // "you cannot pee", "it began after": the clause stays whole
			}
			if t.is(clPron|clSub|clDet|clAux|clAdverb) && t.word != "both" && t.word != "no" || t.word == "notice" || t.word == "feel" || t.word == "experience" || t.word == "develop" || t.word == "noticeable" || t.word == "significant" || t.word == "you're" || t.word == "feeling" && r.findsSymptom(w[1], w[len(w)-1]+1) {
				w = w[1:]
				continue
			}
			break
		}
		if len(w) > 20 || !r.substantial(w) || r.pointsBack(w) {
			continue
		}
		any = true
		from, to := w[0], w[len(w)-1]+1
		x.state(r, claim{slot: f.slot, level: f.level, value: r.text(w), about: about, from: from, to: to, q: r.qualifiers(from, to), term: r.termOf(f.slot, from, to)})
	}
	return any
}

// pointsBack reports words that only refer to signs named elsewhere: "any of these signs".
func (r *reading) pointsBack(words []int) bool {
	these := false
	for _, i := range words {
		w := r.tok[i].word
		these = these || w == "these" || w == "this" || w == "those" || w == "following"
		if these && (w == "signs" || w == "symptoms" || w == "happens" || w == "happen" || w == "following") {
			return true
		}
	}
	return false
}

// signParts splits clauses at commas, and at "or" between two signs.
func (r *reading) signParts(from, to int) []item {
	for j := from; j+1 < to; j++ { // "tingling that is accompanied by A, B, or C": the signs are A, B and C
		if r.tok[j].word == "accompanied" && r.tok[j+1].word == "by" {
			return r.items(j+2, to)
		}
	}
	f, t := r.trim(from, to)
	if f < t && r.clausal(from, to) { // a clause is one sign, if it is short enough to be read
		cut := r.clauseCuts(from, to)
		var out []item
		for k := 0; k+1 < len(cut); k++ {
			if f, t := r.trim(cut[k], cut[k+1]); f < t {
				out = append(out, item{words: span(f, t), from: f, to: t})
			}
		}
		return out
	}
	var out []item
	start := from
	for j := from; j <= to; j++ {
		if j < to && r.tok[j].word == "or" && r.tok[j-1].word != "," && r.tok[min(j+1, to-1)].word != "if" && (!(r.findsSymptom(start, j) && r.findsSymptom(j+1, to)) && !(shared[r.tok[start].word] && j-start <= 2) || r.tailed(j, to)) {
			continue
		}
		if j == to || r.tok[j].word == "," || r.tok[j].word == "or" || r.tok[j].word == ";" {
			if f, t := r.trim(start, j); f < t {
				out = append(out, item{words: span(f, t), from: f, to: t})
			}
			start = j + 1
		}
	}
	// "trouble walking or sleeping"
	if len(out) > 1 && len(r.items(from, to)) == len(out) {
		return r.items(from, to)
	}
	return out
}

// clauseCuts gives where the clauses of a list of signs start, and its end: at ", or if", "or you", ", your leg is".
func (r *reading) clauseCuts(from, to int) []int {
	cuts := []int{from}
	for j := from + 1; j+1 < to; j++ {
		w, next := r.tok[j].word, &r.tok[j+1]
		if w != "," && w != "or" {
			continue
		}
		if w == "," && next.is(clConj) {
			continue
		}
		if next.word == "if" || next.word == "you" || next.word == "your" || next.word == "it" || next.word == "the" && r.clausal(j+1, min(to, j+6)) || w == "," && next.is(clVerb) && finite(next.word) {
			cuts = append(cuts, j+1)
		}
	}
	return append(cuts, to)
}

// shared are words that a list of signs does not repeat: trouble walking or sleeping.
var shared = wordSet(`trouble difficulty repeated decreased loss lack problems numbness`)

// tailed reports whether a clause that belongs to all members of a list follows: "pain or cramping when you exercise".
func (r *reading) tailed(from, to int) bool {
	for j := from; j < to; j++ {
		if w := r.tok[j].word; w == "when" || w == "that" || w == "after" || w == "while" || w == "during" {
			return true
		}
	}
	return false
}
