package extract

import (
	"strconv"
	"strings"

	"signpost/search/page"
)

// opposite is a pair of things that cannot both hold of one condition.
type opposite struct {
	question string
	a, b     func(f *page.Fact) bool
}

// opposites are the disagreements that Merge looks for. Each side must come from documents that the other does not come from.
var opposites = []opposite{
	{"Does it ease once you rest?", restEases, outlastsRest},
	{"Does it affect one side or both?", sideIs("one", "unilateral", "asymmetric"), sideIs("both", "symmetric", "symmetrical", "bilateral")},
	{"How common is it?", plainly(frequencyIs("common", "frequent")), plainly(frequencyIs("rare", "uncommon"))},
	{"Can it be cured?", plainly(courseHas("can be cured", "curable")), plainly(courseHas("no cure", "not curable", "incurable", "cannot be cured"))},
	{"Does it pass by itself?", plainly(courseHas("on its own", "by itself", "on their own", "temporary")), plainly(courseHas("lifelong", "permanent", "does not go away"))},
}

func restEases(f *page.Fact) bool {
	if f.Slot != page.SlotRelief || f.Polarity == "absent" {
		return false
	}
	return hasWord(f.Value, "rest", "resting", "rests", "stops", "stop", "stopping", "minutes", "sitting")
}

func outlastsRest(f *page.Fact) bool {
	if f.Slot != page.SlotCourse && f.Slot != page.SlotOnset || f.Polarity == "absent" {
		return false
	}
	return hasWord(f.Value, "persist", "persists", "continue", "continues", "go", "goes", "carry", "carries", "linger", "lingers", "last", "lasts") && hasWord(f.Value, "after", "despite", "even") &&
		hasWord(f.Value, "rest", "resting", "stop", "stopping", "exercise", "exercising", "activity", "walking", "walk")
}

// plainly leaves out facts whose sentence compares, or speaks of a part of the condition or of some people only.
func plainly(is func(*page.Fact) bool) func(*page.Fact) bool {
	return func(f *page.Fact) bool {
		return is(f) && !hasWord(f.Evidence[0].Exact, "type", "types", "form", "forms", "kind", "most", "more", "less", "than", "sometimes", "some", "children", "adults", "women", "men", "older", "cause", "causes")
	}
}

func sideIs(words ...string) func(*page.Fact) bool {
	return func(f *page.Fact) bool {
		return f.Slot == page.SlotSide && f.Polarity == "" && hasWord(f.Value, words...)
	}
}

func frequencyIs(words ...string) func(*page.Fact) bool {
	return func(f *page.Fact) bool {
		return f.Slot == page.SlotFrequency && f.Polarity == "" && hasWord(f.Value, words...)
	}
}

func courseHas(phrases ...string) func(*page.Fact) bool {
	return func(f *page.Fact) bool {
		if f.Slot != page.SlotCourse || f.Polarity != "" {
			return false
		}
		for _, p := range phrases {
			if strings.Contains(strings.ToLower(f.Value), p) {
				return true
			}
		}
		return false
	}
}

func hasWord(s string, words ...string) bool {
	for _, t := range tokenise(nil, s) {
		for _, w := range words {
			if t.word == w {
				return true
			}
		}
	}
	return false
}

// clashes finds the disagreements among the facts of a page: one per question, between documents of which each takes one side only.
func clashes(facts []page.Fact) []page.Clash {
	var out []page.Clash
	for _, o := range opposites {
		var a, b []*page.Fact
		for i := range facts {
			f := &facts[i]
			if o.a(f) {
				a = append(a, f)
			}
			if o.b(f) {
				b = append(b, f)
			}
		}
		if fa, fb := oneSided(a, b); fa != nil {
			out = append(out, page.Clash{Question: o.question, A: fa.ID, B: fb.ID})
		}
	}
	if c, ok := sexes(facts); ok {
		out = append(out, c)
	}
	if c, ok := durations(facts); ok {
		out = append(out, c)
	}
	for i := range facts {
		for j := range facts {
			f, g := &facts[i], &facts[j]
			if f.Slot != g.Slot || f.Polarity != "" || g.Polarity != "absent" || sortedKey(f.Value) != sortedKey(g.Value) {
				continue
			}
			question, ok := deniedQuestions[f.Slot]
			if fa, fb := oneSided([]*page.Fact{f}, []*page.Fact{g}); ok && fa != nil {
				out = append(out, page.Clash{Question: strings.Replace(question, "*", f.Value, 1), A: fa.ID, B: fb.ID})
			}
		}
	}
	return out
}

// deniedQuestions ask about a fact that one document states and another denies.
var deniedQuestions = map[string]string{page.SlotSymptom: "Is * part of it?", page.SlotRelief: "Does * ease it?", page.SlotCourse: "Is it *?", page.SlotCause: "Can * cause it?"}

// sexes finds documents that say it is more common in women and in men.
func sexes(facts []page.Fact) (page.Clash, bool) {
	more := func(sex string) func(*page.Fact) bool {
		return func(f *page.Fact) bool {
			return f.Slot == page.SlotRisk && f.Value == sex && (strings.Contains(f.Evidence[0].Exact, "common in "+sex) || strings.Contains(f.Evidence[0].Exact, "often in "+sex) || strings.Contains(f.Evidence[0].Exact, "More "+sex) || strings.Contains(f.Evidence[0].Exact, "affects more "+sex))
		}
	}
	var women, men []*page.Fact
	for i := range facts {
		if more("women")(&facts[i]) || more("females")(&facts[i]) {
			women = append(women, &facts[i])
		} else if more("men")(&facts[i]) || more("males")(&facts[i]) {
			men = append(men, &facts[i])
		}
	}
	a, b := oneSided(women, men)
	if a == nil {
		return page.Clash{}, false
	}
	return page.Clash{Question: "Is it more common in women or in men?", A: a.ID, B: b.ID}, true
}

// durations finds documents that say it lasts for times that do not meet: "a few days", "up to two months".
func durations(facts []page.Fact) (page.Clash, bool) {
	for i := range facts {
		for j := i + 1; j < len(facts); j++ {
			f, g := &facts[i], &facts[j]
			if f.Slot != page.SlotCourse || g.Slot != page.SlotCourse {
				continue
			}
			f0, f1, ok := lasting(f)
			g0, g1, also := lasting(g)
			if !ok || !also || f0 <= g1 && g0 <= f1 {
				continue
			}
			if a, _ := oneSided([]*page.Fact{f}, []*page.Fact{g}); a != nil {
				return page.Clash{Question: "How long does it last?", A: f.ID, B: g.ID}, true
			}
		}
	}
	return page.Clash{}, false
}

// lasting gives the shortest and longest time in days of a course fact that says how long it lasts, if its sentence is about it as such.
func lasting(f *page.Fact) (from, to float64, ok bool) {
	if !strings.HasPrefix(f.Value, "lasts ") || !plainly(func(*page.Fact) bool { return true })(f) || hasWord(f.Evidence[0].Exact, "may", "can", "even", "longer", "up", "treatment", "pain", "stage", "often") {
		return 0, 0, false
	}
	unit := 0.0
	for _, t := range tokenise(nil, f.Value) {
		switch strings.TrimSuffix(t.word, "s") {
		case "hour":
			unit = 1.0 / 24
		case "day":
			unit = 1
		case "week":
			unit = 7
		case "month":
			unit = 30
		case "year":
			unit = 365
		case "a", "few":
			from, to = 1, 4
		case "several":
			from, to = 3, 9
		default:
			if n := numberWord(t.word); n > 0 {
				if from == 0 || n < from {
					from = n
				}
				to = max(to, n)
			}
		}
		if unit > 0 {
			break
		}
	}
	return from * unit, to * unit, unit > 0 && to > 0
}

func numberWord(w string) float64 {
	for i, s := range [...]string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"} {
		if w == s {
			return float64(i + 1)
		}
	}
	n, err := strconv.ParseFloat(strings.Split(w, "-")[0], 64)
	if err != nil {
		return 0
	}
	return n
}

// oneSided gives a fact of each side that rest on documents which do not also state the other side.
func oneSided(a, b []*page.Fact) (*page.Fact, *page.Fact) {
	says := func(list []*page.Fact, doc string) bool {
		for _, f := range list {
			for _, e := range f.Evidence {
				if e.Document == doc {
					return true
				}
			}
		}
		return false
	}
	only := func(list, other []*page.Fact) *page.Fact {
		for _, f := range list {
			ok := len(f.Evidence) > 0
			for _, e := range f.Evidence {
				ok = ok && !says(other, e.Document)
			}
			if ok {
				return f
			}
		}
		return nil
	}
	fa, fb := only(a, b), only(b, a)
	if fa == nil || fb == nil {
		return nil, nil
	}
	return fa, fb
}
