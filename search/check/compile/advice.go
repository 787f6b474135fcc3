package compile

import (
	"slices"
	"sort"
	"strings"

	"signpost/search/check"
	"signpost/search/lexicon"
	"signpost/search/page"
)

// advice is a page's red_flag or seek_care fact as check.advice reads it: the reader must have a term of every group, and a
// qualifier of every kind.
type advice struct {
	level          byte
	groups         [][]int
	with           []int
	text, document string
}

var (
	joins = strings.NewReplacer(" and ", "\x00", " with ", "\x00", " but ", "\x00", ";", "\x00")
	lasts = []string{"not go", "n't go", "not ease", "not stop", "not get better", "not resolve", "not improve", "goes on", "go on", "lasts", "last ", "persist", "keeps", "keep coming", "for more than", "longer than", "not quickly"}
)

// mostAdvice is how many pieces of advice a page gives to the check.
const mostAdvice = 10

// advice reads the care facts of a page. One that names a single plain finding ("fever") is kept only on the page of a
// condition, where it holds for somebody whose findings fit that condition; about is the symptom a page is about, or -1.
func (c *corpus) advice(p *page.Page, about int) []advice {
	var out []advice
	for i := range p.Facts {
		f := &p.Facts[i]
		level := levels[f.Level]
		if f.Slot != page.SlotRedFlag && f.Slot != page.SlotSeekCare || f.Polarity == "absent" || f.Status == "rejected" || len(f.Evidence) == 0 || level < check.Doctor {
			continue
		}
		a := advice{level: level, text: cut(f.Evidence[0].Exact), document: titleOf(p, f.Evidence[0].Document)}
		own := c.symptomsOf(f.Value)
		if t := c.lex.Find(f.Term); t >= 0 && !slices.Contains(own, t) {
			own = append(own, t)
		}
		own = slices.DeleteFunc(own, func(t int) bool { return t == about })
		if strings.Contains(f.Value, " or ") && len(own) > 0 {
			a.groups = append(a.groups, own)
		} else {
			for _, t := range own {
				a.groups = append(a.groups, []int{t})
			}
		}
		// What the sentence joins to it with "and" is needed too: "a swollen leg and short of breath".
		for _, part := range strings.Split(joins.Replace(f.Evidence[0].Exact), "\x00") {
			others := slices.DeleteFunc(c.symptomsOf(part), func(t int) bool { return t == about })
			if len(others) > 0 && !slices.ContainsFunc(others, func(t int) bool { return slices.Contains(own, t) }) {
				a.groups = append(a.groups, others)
			}
		}
		q := f.Qualifiers
		lists := [][]string{q.Site, {q.Side}, {q.Onset}, q.Trigger, q.Worse, q.Relief, {q.Severity}}
		if len(q.Worse)+len(q.Relief) == 0 { // "worsens when standing" speaks of standing, not of a course
			lists = append(lists, q.Course)
		}
		if hasAny(strings.ToLower(a.text), lasts) {
			lists = append(lists, []string{check.Chronic})
		}
		for _, ids := range lists {
			for _, id := range ids {
				if n := c.lex.Find(id); n >= 0 && !slices.Contains(a.with, n) {
					a.with = append(a.with, n)
				}
			}
		}
		sort.Slice(a.with, func(i, j int) bool {
			x, y := a.with[i], a.with[j]
			if c.lex.Kind(x) != c.lex.Kind(y) {
				return c.lex.Kind(x) < c.lex.Kind(y)
			}
			return x < y
		})
		kinds := c.kinds(a.with)
		if len(a.groups) == 0 && kinds < 2 && (about < 0 || kinds == 0 || c.lex.Kind(a.with[0]) == lexicon.Trigger || c.lex.Kind(a.with[0]) == lexicon.Site) {
			continue
		}
		if len(a.groups)+kinds < 2 {
			a.level = check.Doctor
		}
		out = append(out, a)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].level > out[j].level })
	return out[:min(len(out), mostAdvice)]
}

// kinds counts the kinds of qualifier in a list.
func (c *corpus) kinds(with []int) int {
	seen := map[uint8]bool{}
	for _, n := range with {
		seen[c.lex.Kind(n)] = true
	}
	return len(seen)
}

// symptomsOf are the symptoms that a text names, in the order of their numbers.
func (c *corpus) symptomsOf(text string) []int {
	c.reader.Read([]byte(text))
	var out []int
	for i := range c.reader.Mentions[:c.reader.N] {
		m := &c.reader.Mentions[i]
		if m.Kind == lexicon.Symptom && !m.Negated && !slices.Contains(out, m.Term) && !c.bringsOn(m) {
			out = append(out, m.Term)
		}
	}
	sort.Ints(out)
	return out
}

// advices writes check.advices.
func (o *out) advices(all []advice) {
	var level []int
	var list, quote, document []string
	for _, a := range all {
		var l out
		l.Int(len(a.groups) + 1)
		for _, terms := range append(a.groups[:len(a.groups):len(a.groups)], a.with) {
			l.Ints(terms)
		}
		level, list = append(level, int(a.level)), append(list, string(l.B))
		quote, document = append(quote, a.text), append(document, a.document)
	}
	o.Ints(level)
	o.Texts(list, quote, document)
}
