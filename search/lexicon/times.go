package lexicon

import "signpost/search/text"

const hoursADay = 24

var unitHours = [11]int{0, 0, 1, hoursADay, 7 * hoursADay, 14 * hoursADay, 730, 8766, 87660, hoursADay, 12}

// value reads token i as a number: digits, or a number word.
func (r *Reader) value(i int) (v int, ok bool) {
	if r.class[i]&number != 0 {
		return int(r.class[i] >> 24), true
	}
	w := r.Words.Word(i)
	for j := 0; j < len(w); j++ {
		if w[j] < '0' || w[j] > '9' || j > 3 {
			return 0, false
		}
		v = v*10 + int(w[j]-'0')
	}
	return v, true
}

// findTimes finds ages and how long something has lasted: "for three days", "since yesterday", "a 5-day history", "2 weeks ago".
func (r *Reader) findTimes() {
	for i := 0; i < r.Words.N; i++ {
		if r.class[i]&unit == 0 || r.used[i] > 0 && r.Mentions[r.used[i]-1].finding() { // "weeks pregnant"
			continue
		}
		u := int(r.class[i] >> 24)
		if u == yesterday || u == today {
			if i > 0 && r.class[i-1]&since != 0 || u == yesterday {
				r.durHour[i], r.durEnd[i] = unitHours[u], i+1
			}
			continue
		}
		if u < minute || u > today || i == 0 {
			continue
		}
		from, v, ok, bare := i-1, 0, false, false
		if i > 1 && r.class[i-1]&skip != 0 && r.class[i-1]&since == 0 { // a couple of days; a week
			if n, yes := r.value(i - 2); yes && len(r.Words.Word(i-1)) == 2 {
				from, v, ok = i-2, n, true
			}
		}
		if !ok {
			v, ok = r.value(i - 1)
		}
		if !ok && r.article(i-1) { // a week, an hour
			v, ok, bare = 1, true, true
		}
		if w := r.Words.Word(i); !ok && r.class[i-1]&since != 0 && w[len(w)-1] == 's' && u >= day { // for months
			v, ok = 2, true
		}
		if !ok || v == 0 {
			continue
		}
		after := i + 1
		if after < r.Words.N && r.used[after] > 0 && r.Mentions[r.used[after]-1].Term == r.Lexicon.pregnancy { // 20 weeks pregnant
			continue
		}
		if after < r.Words.N && r.class[after]&old != 0 || from > 0 && r.class[from-1]&old != 0 {
			r.setAge(v, u)
			continue
		}
		before := from - 1
		for before >= 0 && r.class[before]&skip != 0 && r.class[before]&(since|lead) == 0 {
			before--
		}
		if before >= 0 && r.class[before]&notLong != 0 {
			continue
		}
		long := before >= 0 && r.class[before]&since != 0 || r.class[from]&since != 0 || after < r.Words.N && (r.class[after]&ago != 0 || u >= hour && r.Words.Tokens[after].Break == text.None && r.history(after))
		if !long && (u < day || bare) { // not "20 a day"
			continue
		}
		h := v * unitHours[u]
		if h == 0 {
			h = 1
		}
		r.durHour[from], r.durEnd[from] = h, after
	}
	for i := 0; i < r.Words.N; i++ { // aged 45; a 45 yo man; 45F
		if r.class[i]&old != 0 && i+1 < r.Words.N && r.Age < 0 {
			if v, ok := r.value(i + 1); ok && (i+2 == r.Words.N || r.class[i+2]&unit == 0) {
				r.setAge(v, year)
			}
		}
		w := r.Words.Word(i)
		if len(w) == 2 && w[0] == 'y' && w[1] == 'o' && i > 0 {
			if v, ok := r.value(i - 1); ok {
				r.setAge(v, year)
			}
		}
	}
}

// article says that token i is "a" or "an".
func (r *Reader) article(i int) bool {
	w := r.Words.Word(i)
	return w[0] == 'a' && (len(w) == 1 || len(w) == 2 && w[1] == 'n')
}

func (r *Reader) history(i int) bool {
	w := r.Words.Word(i)
	return len(w) == 7 && w[0] == 'h' && w[1] == 'i' && w[2] == 's'
}

func (r *Reader) setAge(v, u int) {
	if r.Age >= 0 {
		return
	}
	switch u {
	case year:
		if v <= 120 {
			r.Age = v * 12
		}
	case month:
		r.Age = v
	case week:
		r.Age = v / 4
	case day:
		r.Age = 0
	}
}

// person reads sex and pregnancy: "man" and "woman" first, then, in a text that does not say "I", he and she.
func (r *Reader) person() {
	writer := false
	for i := 0; i < r.Words.N && r.Sex == SexUnknown; i++ {
		writer = writer || r.class[i]&me != 0 && (i+1 == r.Words.N || r.class[i+1]&(he|she|number|unit|old) == 0 && !r.isTime(i+1))
		if r.class[i]&male != 0 {
			r.Sex = Male
		} else if r.class[i]&female != 0 {
			r.Sex = Female
		}
	}
	for i := 0; i < r.Words.N && r.Sex == SexUnknown && !writer; i++ {
		if r.class[i]&he != 0 {
			r.Sex = Male
		} else if r.class[i]&she != 0 {
			r.Sex = Female
		}
	}
	for n := 0; n < r.N; n++ {
		m := &r.Mentions[n]
		if m.Term == r.Lexicon.pregnancy && !m.Other && !m.Hypothetical && !m.Past && r.Pregnancy == 0 {
			r.Pregnancy = 1
			if m.Negated {
				r.Pregnancy = 2
			}
		}
	}
}
