package extract

import (
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
	{"How common is it?", isCommon, plainly(frequencyIs("rare", "uncommon"))},
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

// isCommon reports "common" said of the condition as such, or "one of the most common genetic diseases".
func isCommon(f *page.Fact) bool {
	return plainly(frequencyIs("common", "frequent"))(f) || f.Slot == page.SlotFrequency && f.Polarity == "" && strings.HasPrefix(f.Value, "one of the most common") && !hasWord(f.Evidence[0].Exact, "men", "women", "children", "adults", "people", "among", "cause", "type")
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
	for _, find := range []func([]page.Fact) (page.Clash, bool){durations, howMany, ageClash} {
		if c, ok := find(facts); ok {
			out = append(out, c)
		}
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

// sexes finds documents that say it is more common in women, in men, or as common in both.
func sexes(facts []page.Fact) (page.Clash, bool) {
	var women, men, both []*page.Fact
	for i := range facts {
		f := &facts[i]
		switch {
		case f.Slot == page.SlotFrequency && f.Value == bothSexes && plainlySaid(f):
			both = append(both, f)
		case f.Slot != page.SlotRisk || f.Polarity != "" || !plainlySaid(f) || !hasWord(f.Evidence[0].Exact, "more", "twice", "times", "mostly", "mainly"):
		case f.Value == "women" || f.Value == "females":
			women = append(women, f)
		case f.Value == "men" || f.Value == "males":
			men = append(men, f)
		}
	}
	for _, pair := range [][2][]*page.Fact{{women, men}, {women, both}, {men, both}} {
		if a, b := oneSided(pair[0], pair[1]); a != nil {
			return page.Clash{Question: "Is it more common in women or in men?", A: a.ID, B: b.ID}, true
		}
	}
	return page.Clash{}, false
}

// plainlySaid reports whether a fact's sentence speaks of the condition as such, not of a form, an age or a sign of it.
func plainlySaid(f *page.Fact) bool {
	return !hasWord(f.Evidence[0].Exact, "type", "types", "form", "forms", "kind", "older", "younger", "children", "age", "ages", "symptom", "symptoms", "this", "severe", "among", "white", "black")
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
