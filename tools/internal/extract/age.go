package extract

import (
	"strings"

	"signpost/search/page"
)

// ageSpan gives the end of the words at token i that say at what age something is: "after age 60", "between the ages of 20 and 40",
// "around 50 years of age", "in their 20s or 30s", "in early childhood"; 0 if they do not.
func (r *reading) ageSpan(i, end int) int {
	switch r.tok[i].word {
	case "in", "during", "after", "until", "before", "around", "about", "between", "at", "by":
	default:
		return 0
	}
	if i+1 < end && r.tok[i+1].word == "all" { // "in all age groups"
		return 0
	}
	aged, to := false, i+1
	for to < end && to < i+9 {
		t := &r.tok[to]
		switch w := t.word; {
		case w == "life" && r.tok[to-1].word == "of":
			aged = true
		case lifeStages[strings.TrimSuffix(w, "s")], w == "age", w == "ages", isDigit(w[0]) && strings.HasSuffix(w, "s"):
			aged = true
		case w == "years" && to+1 < len(r.tok) && (r.tok[to+1].word == "of" || r.tok[to+1].word == "old"):
			aged = true
		case t.is(clNumber), t.is(clDet), ageWords[w]:
		default:
			end = to
			continue
		}
		to++
	}
	for to > i+1 && (r.tok[to-1].is(clPrep|clConj|clDet) || r.tok[to-1].word == ",") {
		to--
	}
	if !aged {
		return 0
	}
	return to
}

var lifeStages = wordSet(`childhood infancy adulthood adolescence puberty babyhood midlife teen teenage newborn`)

var ageWords = wordSet(`of and or to the early late middle young older old years months year month age ages their his her about around first second third few decade weeks week days adult mid old-age middle-age`)

// onsetAge states the age at which the condition begins, when token i opens one.
func (x *extraction) onsetAge(r *reading, i, end int) bool {
	to := r.ageSpan(i, end)
	if to == 0 {
		return false
	}
	x.state(r, claim{slot: page.SlotOnset, value: r.text(span(i, to)), from: i, to: to, hedge: r.hedge(r.clauseStart(i), i)})
	return true
}

// ages is the time of life that a fact on onset names, in years: after 60 is 60 to 120, around 60 is 57 to 63.
func ages(value string) (from, to float64, ok bool) {
	var numbers []float64
	open, years := "", false
	tok := tokenise(nil, value)
	for i := range tok {
		switch w := tok[i].word; w {
		case "after", "before", "around", "about", "between", "at", "by", "in":
			if open == "" || open == "at" || open == "in" {
				open = w
			}
		case "age", "ages", "years":
			years = true
		case "month", "months", "week", "weeks", "day", "days":
			return 0, 0, false
		default:
			if n := numberWord(strings.TrimSuffix(w, "s")); n > 0 {
				years = years || strings.HasSuffix(w, "s")
				numbers = append(numbers, n)
			}
		}
	}
	if len(numbers) == 0 || len(numbers) > 2 || !years {
		return 0, 0, false
	}
	from, to = numbers[0], numbers[len(numbers)-1]
	switch open {
	case "after":
		return from, 120, true
	case "before", "by":
		return 0, to, true
	case "in":
		return from, to + 9, true
	case "between":
		return from, to, from < to
	}
	return from - 3, to + 3, true
}
