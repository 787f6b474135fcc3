package compile

import (
	"sort"
	"strings"

	"signpost/search/check"
	"signpost/search/lexicon"
	"signpost/search/page"
)

// advice is a page's red_flag or seek_care fact as check.advice reads it.
type advice struct {
	level          byte
	all            bool
	terms, with    []int
	text, document string
}

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
		a := advice{level: level, text: cut(f.Evidence[0].Exact), document: f.Evidence[0].Document, all: !strings.Contains(f.Value, " or ")}
		terms := map[int]bool{}
		if t := c.lex.Find(f.Term); t >= 0 {
			terms[t] = true
		}
		c.reader.Read([]byte(f.Value))
		for _, m := range c.reader.Mentions[:c.reader.N] {
			if m.Kind == lexicon.Symptom && !m.Negated {
				terms[m.Term] = true
			}
		}
		delete(terms, about)
		for t := range terms {
			a.terms = append(a.terms, t)
		}
		sort.Ints(a.terms)
		q := f.Qualifiers
		for _, ids := range [][]string{q.Site, {q.Side}, {q.Onset}, q.Trigger, q.Worse, q.Relief, {q.Severity}} {
			for _, id := range ids {
				if n := c.lex.Find(id); n >= 0 {
					a.with = append(a.with, n)
				}
			}
		}
		if narrow := c.kinds(a.with); narrow == 0 || narrow == 1 && len(a.terms) == 0 { // how it goes counts when nothing else narrows it
			for _, id := range q.Course {
				if n := c.lex.Find(id); n >= 0 {
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
		if len(a.terms) == 0 && kinds < 2 && (about < 0 || kinds == 0 || c.lex.Kind(a.with[0]) == lexicon.Trigger || c.lex.Kind(a.with[0]) == lexicon.Site) {
			continue
		}
		if len(a.terms) == 1 && kinds == 0 {
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

func (o *out) advice(a *advice) {
	o.byte(a.level)
	all := byte(0)
	if a.all {
		all = 1
	}
	o.byte(all)
	for _, list := range [][]int{a.terms, a.with} {
		o.int(len(list))
		for _, n := range list {
			o.int(n)
		}
	}
	o.text(a.text)
	o.text(a.document)
}
