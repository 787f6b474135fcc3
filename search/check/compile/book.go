package compile

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"signpost/search/bundle"
	"signpost/search/check"
	"signpost/search/lexicon"
)

// out writes a part.
type out struct{ bundle.Columns }

// op writes an operation of an expression.
func (o *out) op(op byte, a, b int) {
	o.B = append(o.B, op)
	o.Int(a)
	o.Int(b)
}

// A Country fills the names of help into the actions of rules: {emergency_number}, {emergency_place}, {urgent_service},
// {routine}, {crisis_line}, {poison_line}. A sentence that names help which the country does not have is left out.
type Country map[string]string

func (c Country) fill(s string) string {
	var kept []string
	for _, sentence := range strings.SplitAfter(s, ". ") {
		whole := true
		for name, value := range c {
			if value != "" {
				sentence = strings.ReplaceAll(sentence, "{"+name+"}", value)
			}
		}
		whole = !strings.Contains(sentence, "{")
		if whole {
			kept = append(kept, sentence)
		}
	}
	return strings.TrimSpace(strings.Join(kept, ""))
}

// bytes compiles the rules; check.book has the format.
func (all *Rules) bytes(lex *lexicon.Lexicon, country Country) ([]byte, error) {
	b := book{atoms: map[string]int{}, slots: map[string]int{}}
	var phrase struct{ sign, flags, at, step []int }
	phrase.at = []int{0}
	var wrong []error
	number := map[string]int{}
	for i := range all.Signs {
		s := &all.Signs[i]
		number[s.ID] = i
		for _, kind := range []struct {
			list  []string
			flags byte
		}{{s.Says, 0}, {s.Except, check.Except}} {
			for _, says := range kind.list {
				lines, denies, err := all.expand(says)
				if err != nil {
					wrong = append(wrong, fmt.Errorf("%s: sign %s: %w", s.file, s.ID, err))
					continue
				}
				for _, l := range lines {
					flags := kind.flags
					if s.Anyone {
						flags |= check.Anyone
					}
					if denies {
						flags |= check.Denies
					}
					for _, p := range l {
						phrase.step = append(phrase.step, 2*b.slot(p.slot)+int(p.gap))
					}
					phrase.sign = append(phrase.sign, i)
					phrase.flags = append(phrase.flags, int(flags))
					phrase.at = append(phrase.at, len(phrase.step))
				}
			}
		}
	}
	var rule struct {
		id, title, action, why, source, quote, when, ask []string
		level                                            []int
	}
	order := make([]int, len(all.Rules))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool {
		return ruleLevel[all.Rules[order[i]].Level] > ruleLevel[all.Rules[order[j]].Level]
	})
	for _, i := range order {
		r := &all.Rules[i]
		fail := func(err error) { wrong = append(wrong, fmt.Errorf("%s: rule %s: %w", r.File, r.ID, err)) }
		whole := []any{r.When}
		for _, id := range r.Unless {
			whole = append(whole, map[string]any{"not": id})
		}
		when, err := all.expression(map[string]any{"all": whole}, number)
		if err != nil {
			fail(err)
		}
		var ask []byte
		if r.AskWhen != nil {
			if len(r.AskWhen) > 0 {
				if ask, err = all.expression(map[string]any{"any": r.AskWhen}, number); err != nil {
					fail(err)
				}
			}
		} else if ask, err = all.expression(r.When, number); err != nil {
			fail(err)
		}
		action := country.fill(r.Action)
		if action == "" {
			fail(errors.New("the country's settings leave no sentence of its action"))
		}
		rule.id, rule.title, rule.action, rule.why = append(rule.id, r.ID), append(rule.title, r.Title), append(rule.action, action), append(rule.why, r.Why)
		rule.source, rule.quote = append(rule.source, r.Source.Name), append(rule.quote, r.Source.Says)
		rule.level = append(rule.level, int(ruleLevel[r.Level]))
		rule.when, rule.ask = append(rule.when, string(when)), append(rule.ask, string(ask))
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	var sign struct {
		id, name, question  []string
		low, high, at, term []int
	}
	sign.at = []int{0}
	for i := range all.Signs {
		s := &all.Signs[i]
		low, high := 0, 0
		if s.Age != (Age{}) {
			low = s.Age.From*12 + 1
			if m := s.Age.Below*12 + s.Age.BelowMonths; m > 0 {
				high = m + 1
			}
		}
		for _, id := range s.Terms {
			if t := lex.Find(id); t >= 0 {
				sign.term = append(sign.term, t)
			}
		}
		sign.id, sign.name, sign.question = append(sign.id, s.ID), append(sign.name, s.Name), append(sign.question, s.Question)
		sign.low, sign.high, sign.at = append(sign.low, low), append(sign.high, high), append(sign.at, len(sign.term))
	}
	settled, err := all.settled(number)
	if err != nil {
		return nil, err
	}
	var o out
	b.write(&o)
	o.Sums(phrase.sign)
	o.Ints(phrase.flags)
	o.Sums(phrase.at)
	o.Ints(phrase.step)
	o.Texts(sign.id, sign.name, sign.question)
	o.Ints(sign.low, sign.high)
	o.Sums(sign.at)
	o.Ints(sign.term)
	o.Texts(rule.id, rule.title, rule.action, rule.why, rule.source, rule.quote)
	o.Ints(rule.level)
	o.Texts(rule.when, rule.ask)
	o.Text(string(settled))
	return o.B, nil
}

// write writes classes of words, atoms and slots.
func (b *book) write(o *out) {
	classes := map[int]int{}
	for i, list := range check.Lists {
		for _, w := range strings.Fields(list) {
			classes[hash(w)] |= 1 << i
		}
	}
	exact, begins := map[int]int{}, map[int]int{}
	var ranges struct{ low, high, id []int }
	for i, w := range b.order {
		switch {
		case strings.HasPrefix(w, "<"):
			low, high, _ := numbers(w)
			ranges.low, ranges.high, ranges.id = append(ranges.low, low), append(ranges.high, high), append(ranges.id, i)
		case strings.HasSuffix(w, "*"):
			begins[hash(strings.TrimSuffix(w, "*"))] = i
		default:
			exact[hash(w)] = i
		}
	}
	for _, m := range []map[int]int{classes, exact, begins} {
		o.keys(m)
	}
	o.Ints(ranges.low, ranges.high, ranges.id)
	at, slots := []int{0}, []int{}
	for _, l := range b.lists {
		slots = append(slots, l...)
		at = append(at, len(slots))
	}
	o.Sums(at)
	o.Ints(slots)
}

func hash(w string) int { return int(int32(check.Hash([]byte(w)))) }

// keys writes numbers by the hash of a word.
func (o *out) keys(m map[int]int) {
	hashes, numbers := slices.Sorted(maps.Keys(m)), []int{}
	for _, h := range hashes {
		numbers = append(numbers, m[h])
	}
	o.Sums(hashes, numbers)
}

// settled is the condition of the sign with that name, or nothing.
func (all *Rules) settled(number map[string]int) ([]byte, error) {
	if _, ok := number[calm]; !ok {
		return nil, nil
	}
	return all.expression(calm, number)
}

// expression turns what stands under "when" into postfix operations.
func (all *Rules) expression(x any, sign map[string]int) ([]byte, error) {
	var o out
	err := o.expression(all, x, sign, 0)
	return o.B, err
}

func (o *out) expression(all *Rules, x any, sign map[string]int, depth int) error {
	name := func(v any) (int, error) {
		id, ok := v.(string)
		n, known := sign[id]
		if !ok || !known {
			return 0, fmt.Errorf("no sign is called %q", fmt.Sprint(v))
		}
		return n, nil
	}
	switch x := x.(type) {
	case string:
		n, err := name(x)
		if err == nil && all.Signs[n].When != nil {
			if depth > 8 {
				return fmt.Errorf("sign %s is made of itself", x)
			}
			return o.expression(all, all.Signs[n].When, sign, depth+1)
		}
		o.op(check.OpSign, n, n)
		return err
	case map[string]any:
		list := func(v any) (int, error) {
			items, ok := v.([]any)
			if !ok || len(items) == 0 {
				return 0, errors.New("all, any and of take a list")
			}
			for _, i := range items {
				if err := o.expression(all, i, sign, depth); err != nil {
					return 0, err
				}
			}
			return len(items), nil
		}
		keys := len(x)
		switch {
		case x["all"] != nil && keys == 1:
			n, err := list(x["all"])
			o.op(check.OpAtLeast, n, n)
			return err
		case x["any"] != nil && keys == 1:
			n, err := list(x["any"])
			o.op(check.OpAtLeast, 1, n)
			return err
		case x["not"] != nil && keys == 1:
			err := o.expression(all, x["not"], sign, depth)
			o.op(check.OpNot, 0, 0)
			return err
		case x["at_least"] != nil && x["of"] != nil && keys == 2:
			n, err := list(x["of"])
			least, ok := x["at_least"].(uint64)
			if !ok {
				return fmt.Errorf("at_least takes a number, not %v", x["at_least"])
			}
			o.op(check.OpAtLeast, int(least), n)
			return err
		case x["calmer"] != nil && x["of"] != nil && keys == 2:
			n, err := list(x["of"])
			least, ok := x["calmer"].(uint64)
			if !ok {
				return fmt.Errorf("calmer takes a number, not %v", x["calmer"])
			}
			o.op(check.OpCalmer, int(least), n)
			return err
		case x["denied"] != nil && keys == 1:
			n, ok := x["denied"].(uint64)
			if !ok {
				return fmt.Errorf("denied takes a number, not %v", x["denied"])
			}
			o.op(check.OpDenied, int(n), 0)
			return nil
		case x["sign"] != nil && x["with"] != nil && keys == 2:
			a, err := name(x["sign"])
			if err != nil {
				return err
			}
			b, err := name(x["with"])
			o.op(check.OpWith, a, b)
			return err
		case x["sign"] != nil && keys == 1:
			return o.expression(all, x["sign"], sign, depth)
		}
	}
	return fmt.Errorf("%v is no condition: use a sign, all, any, not, denied, at_least or calmer with of, or sign with with", x)
}
