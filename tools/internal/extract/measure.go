package extract

import (
	"slices"
	"strconv"
	"strings"

	"signpost/search/page"
)

// amount is how many people have a condition, as one sentence says it.
type amount struct {
	low, high float64 // people, or a share of them if the unit is "share"
	unit      string  // "people" or "share"
	group     string  // of whom: adults, children ...; "" = everybody
	place     string  // "us", "world"; "" = not said
	yearly    bool    // each year
}

// amountOf reads a fact on how common a condition is; ok is false where it speaks of a part of those who have it, or of no number.
func amountOf(f *page.Fact) (a amount, ok bool) {
	if f.Slot != page.SlotFrequency || f.Polarity != "" {
		return a, false
	}
	said := f.Evidence[0].Exact
	if hasWord(said, "with", "who", "type", "types", "form", "forms", "trait", "carrier", "carriers", "risk", "die", "dies", "age", "ages", "aged", "older", "younger", "among", "symptoms", "visits", "infected", "these") || strings.Contains(said, " them") || restricted(said, f.Value) {
		return a, false
	}
	tok := tokenise(nil, f.Value)
	var numbers []float64
	scale := 0.0
	for i := range tok {
		switch w := tok[i].word; w {
		case "million":
			a.unit, scale = "people", 1e6
		case "thousand":
			a.unit, scale = "people", 1e3
		case "percent", "%":
			a.unit, scale = "share", 0.01
		case "in":
			if len(numbers) == 1 && i+1 < len(tok) {
				if n := numberWord(tok[i+1].word); n > 0 {
					a.unit, scale = "share", 1/n
				}
			}
		case "adults", "children", "women", "men", "babies", "infants", "births", "newborns", "boys", "girls":
			a.group = w
		case "adult":
			a.group = "adults"
		default:
			for _, part := range strings.Split(w, "-") { // "5-15"
				if n := numberWord(part); n > 0 && scale == 0 {
					numbers = append(numbers, n)
				}
			}
		}
	}
	if scale == 0 || len(numbers) == 0 {
		return a, false
	}
	a.low, a.high = slices.Min(numbers)*scale, slices.Max(numbers)*scale
	switch s := strings.ToLower(said); {
	case strings.Contains(s, "united states") || strings.Contains(s, "u.s.") || hasWord(s, "americans", "american"):
		a.place = "us"
	case hasWord(s, "world", "worldwide", "globally"):
		a.place = "world"
	}
	a.yearly = hasWord(said, "year", "annually", "annual")
	return a, true
}

// restricted reports whether a sentence goes on to say which of the people of a value it means: "60 percent of people on dialysis".
func restricted(said, value string) bool {
	_, rest, found := strings.Cut(strings.ToLower(said), strings.ToLower(value))
	rest = strings.TrimSpace(rest)
	return !found || hasWord(strings.SplitN(rest+" ", " ", 2)[0], "on", "of", "in", "at", "from", "between", "over", "under") && !strings.HasPrefix(rest, "in the u")
}

// howMany finds facts that give numbers of the same people which do not meet, and lie at least a fifth apart.
func howMany(facts []page.Fact) (page.Clash, bool) {
	for i := range facts {
		a, ok := amountOf(&facts[i])
		if !ok {
			continue
		}
		for j := i + 1; j < len(facts); j++ {
			b, ok := amountOf(&facts[j])
			if ok && a.unit == b.unit && a.group == b.group && a.place == b.place && a.yearly == b.yearly && (a.low >= 1.2*b.high || b.low >= 1.2*a.high) {
				return page.Clash{Question: "How many people have it?", A: facts[i].ID, B: facts[j].ID}, true
			}
		}
	}
	return page.Clash{}, false
}

// ageClash finds facts that name times of life which do not meet at which it usually begins; for "after 60" and "after 65" the first
// years must differ by five.
func ageClash(facts []page.Fact) (page.Clash, bool) {
	for i := range facts {
		for j := i + 1; j < len(facts); j++ {
			f, g := &facts[i], &facts[j]
			if !plainOnset(f) || !plainOnset(g) {
				continue
			}
			f0, f1, ok := ages(f.Value)
			g0, g1, also := ages(g.Value)
			if !ok || !also {
				continue
			}
			after := f1 == 120 && g1 == 120 && (f0-g0 >= 5 || g0-f0 >= 5)
			if f0 > g1 || g0 > f1 || after {
				if a, _ := oneSided([]*page.Fact{f}, []*page.Fact{g}); a != nil {
					return page.Clash{Question: "At what age does it begin?", A: f.ID, B: g.ID}, true
				}
			}
		}
	}
	return page.Clash{}, false
}

// plainOnset reports whether a fact says when the condition as such usually begins.
func plainOnset(f *page.Fact) bool {
	return f.Slot == page.SlotOnset && f.Polarity == "" &&
		!hasWord(f.Evidence[0].Exact, "type", "types", "form", "forms", "kind", "some", "few", "rare", "rarely", "may", "can", "men", "women", "early-onset", "late-onset", "juvenile", "infantile", "adult", "seizures", "stage", "others", "familial", "inherited", "secondary", "primary")
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
	n, err := strconv.ParseFloat(strings.ReplaceAll(strings.Split(w, "-")[0], ",", ""), 64)
	if err != nil {
		return 0
	}
	return n
}
