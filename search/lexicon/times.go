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

// findTimes finds ages and how long something has lasted: "for three days", "since yesterday", "a 5-day history", "2wks ago".
func (r *Reader) findTimes() {
	for i := 0; i < r.Words.N; i++ {
		from, v, u := i, 0, r.class[i]
		if g, letters := r.glued(i); g > 0 { // 45F, 3yo, 2wks
			w := r.Words.Word(i)[letters:]
			v = g
			u = r.Lexicon.classOf(r.Lexicon.word(w))
			if len(w) == 1 && r.letterSex(w[0]) || u&old != 0 {
				r.setAge(v, year)
				continue
			}
		}
		if u&unit == 0 || r.used[i] > 0 && r.Mentions[r.used[i]-1].finding() { // "weeks pregnant"
			continue
		}
		u >>= 24
		if u == yesterday || u == today {
			if i > 0 && r.class[i-1]&since != 0 || u == yesterday {
				r.durHour[i] = unitHours[u]
			}
			continue
		}
		if u < minute || u > today {
			continue
		}
		bare := false
		if v == 0 {
			from, v, bare = r.amount(i)
		}
		if v == 0 {
			continue
		}
		after := i + 1
		last := after == r.Words.N
		if !last && r.used[after] > 0 && r.Mentions[r.used[after]-1].Term == r.Lexicon.pregnancy { // 20 weeks pregnant
			continue
		}
		if !last && r.class[after]&old != 0 || from > 0 && r.class[from-1]&old != 0 {
			r.setAge(v, int(u))
			if i+2 < r.Words.N && r.Words.Tokens[i+2].Len == 1 {
				r.letterSex(r.Words.Word(i + 2)[0])
			}
			continue
		}
		before := from - 1
		for before >= 0 && r.class[before]&skip != 0 && r.class[before]&(since|lead) == 0 {
			before--
		}
		if before >= 0 && r.class[before]&notLong != 0 {
			continue
		}
		long := before >= 0 && r.class[before]&since != 0 || r.class[from]&since != 0 || !last && (r.class[after]&ago != 0 || u >= hour && r.Words.Tokens[after].Break == text.None && r.history(after))
		if !long && (u < day || bare) { // not "20 a day"
			continue
		}
		r.durHour[from] = max(1, v*unitHours[u])
	}
	for i := 0; i+1 < r.Words.N; i++ { // aged 45; 45 yo F
		a, b := i, i+1
		if r.class[b]&old != 0 {
			a, b = b, a
		}
		if r.class[a]&old == 0 || b > a && b+1 < r.Words.N && r.class[b+1]&unit != 0 {
			continue
		}
		if v, ok := r.value(b); ok {
			r.setAge(v, year)
			if i+2 < r.Words.N && r.Words.Tokens[i+2].Len == 1 {
				r.letterSex(r.Words.Word(i + 2)[0])
			}
		}
	}
}

// amount reads how many of the unit at token i: its first token and the number, 0 for none; bare for "a week".
func (r *Reader) amount(i int) (from, v int, bare bool) {
	if i == 0 {
		return i, 0, false
	}
	if i > 1 && r.class[i-1]&skip != 0 && r.class[i-1]&since == 0 && r.Words.Tokens[i-1].Len == 2 { // a couple of days
		if n, ok := r.value(i - 2); ok {
			return i - 2, n, false
		}
	}
	if n, ok := r.value(i - 1); ok {
		return i - 1, n, false
	}
	if r.article(i - 1) {
		return i - 1, 1, true
	}
	if w := r.Words.Word(i); r.class[i-1]&since != 0 && w[len(w)-1] == 's' && r.class[i]>>24 >= day { // for months
		return i - 1, 2, false
	}
	return i, 0, false
}

// glued reads a token of digits and then letters: the number and where the letters start; 0 for another token.
func (r *Reader) glued(i int) (v, letters int) {
	w := r.Words.Word(i)
	for letters < len(w) && letters < 4 && w[letters] >= '0' && w[letters] <= '9' {
		v = v*10 + int(w[letters]-'0')
		letters++
	}
	if letters == 0 || letters == len(w) || w[letters] <= '9' {
		return 0, 0
	}
	return v, letters
}

// letterSex reads the F of "45F".
func (r *Reader) letterSex(c byte) bool {
	if c == 'f' && r.Sex == SexUnknown {
		r.Sex = Female
	} else if c == 'm' && r.Sex == SexUnknown {
		r.Sex = Male
	}
	return c == 'f' || c == 'm'
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
