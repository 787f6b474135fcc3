package lexicon

import "signpost/search/text"

// attach gives the findings of each sentence the sites, sides and other qualifiers that the sentence states. A sentence with
// qualifiers and no finding ("It gets worse when I walk.") speaks of the findings of the sentence before.
func (r *Reader) attach() {
	r.roles()
	before, beforeEnd := 0, 0 // findings of the sentence before, as a range of mentions
	for a := 0; a < r.N; {
		b := a + 1
		for b < r.N && !r.boundary(r.Mentions[b-1].Last, r.Mentions[b].First) {
			b++
		}
		symptom, found := false, false
		for n := a; n < b; n++ {
			if m := &r.Mentions[n]; m.role != roleGone && m.finding() {
				found = true
				symptom = symptom || m.Kind == Symptom
			}
		}
		for n := a; n < b; n++ { // "people with PAD feel pain in the calf": the calf belongs to the pain
			m := &r.Mentions[n]
			m.taker = m.role != roleGone && (m.Kind == Symptom || m.Kind == Condition && !symptom)
		}
		if found {
			for n := a; n < b; n++ {
				r.ownSites(n)
			}
			r.sites(a, b)
			r.sameSites(a, b, before)
			for n := a; n < b; n++ {
				r.qualify(n, a, b)
			}
			before, beforeEnd = a, b
		} else if r.refers(a) {
			for n := a; n < b; n++ {
				for t := before; t < beforeEnd; t++ {
					m := &r.Mentions[t]
					if m.taker && !m.Negated {
						r.give(t, n)
					}
				}
			}
		}
		a = b
	}
	r.durations()
	r.merge()
	n := 0
	for i := 0; i < r.N; i++ {
		if r.Mentions[i].role != roleGone {
			if n != i {
				r.Mentions[n] = r.Mentions[i]
			}
			n++
		}
	}
	r.N = n
}

// merge makes one mention of two that say one thing: "a sore on my toe that will not heal".
func (r *Reader) merge() {
	for i := 0; i+1 < r.N; i++ {
		m := &r.Mentions[i]
		for k := i + 1; m.taker && k < r.N && r.Mentions[k].First-m.Last < 7; k++ {
			q := &r.Mentions[k]
			if !q.taker || q.Term != m.Term || q.First <= m.Last || r.Flags[q.First] != r.Flags[m.First] || m.NSites > 0 && q.NSites > 0 && m.Sites[0] != q.Sites[0] || r.parted(m.Last, q.First) {
				continue
			}
			for j := 0; j < q.NSites; j++ {
				m.NSites = include(m.Sites[:], m.NSites, q.Sites[j])
			}
			m.End, m.Last = q.End, q.Last
			r.drop(k)
			q.taker = false
		}
	}
}

// parted says that a comma, a list word or more stands between tokens i and j.
func (r *Reader) parted(i, j int) bool {
	for k := i + 1; k <= j; k++ {
		if r.Words.Tokens[k].Break != text.None || r.class[k]&list != 0 || r.cue[k] == cueEnd && k == j {
			return true
		}
	}
	return false
}

// refers says that the sentence of mention n speaks of what was named before: it has "it" or "they", or starts with the mention or
// a cue ("Worse at night.").
func (r *Reader) refers(n int) bool {
	start := r.Mentions[n].First
	for start > 0 && r.Words.Tokens[start].Break != text.Sentence {
		start--
	}
	if r.Mentions[n].First == start && r.Mentions[n].Kind != Site || r.cue[start] != 0 {
		return true
	}
	for j := start; j < r.Words.N && (j == start || r.Words.Tokens[j].Break != text.Sentence); j++ {
		if r.class[j]&refer != 0 {
			return true
		}
	}
	return false
}

// boundary says that a sentence ends between tokens i and j.
func (r *Reader) boundary(i, j int) bool {
	for k := i + 1; k <= j; k++ {
		if r.Words.Tokens[k].Break == text.Sentence {
			return true
		}
	}
	return false
}

// sites gives the sites and sides among mentions a..b to the findings there: first those after a preposition to the findings
// before them ("numbness and tingling in both feet"), then the others to the findings after them ("my feet are numb").
func (r *Reader) sites(a, b int) {
	for pass := 0; pass < 2; pass++ {
		for n := a; n < b; {
			if !r.place(n) {
				n++
				continue
			}
			end := n + 1
			for end < b && r.place(end) && r.joined(end-1, end) {
				end++
			}
			back, on := r.findingBefore(n, a), r.findingAfter(end, b)
			left := back >= 0 && (on < 0 && r.joined(back, n) || r.afterPreposition(n) || r.follows(back, n))
			if left && pass == 0 {
				r.giveList(back, n, end, a, b, -1)
			}
			if !left && on >= 0 && pass == 1 {
				r.giveList(on, n, end, a, b, 1)
			}
			n = end
		}
	}
}

// ownSites gives a finding the sites and sides among its own words: "can't feel my feet".
func (r *Reader) ownSites(n int) {
	l, m := &r.Lexicon, &r.Mentions[n]
	if !m.taker || m.First == m.Last || len(l.Sites(m.Term)) > 0 {
		return
	}
	for j := m.First; j <= m.Last; j++ {
		limit := m.Last + 1
		if j == m.First { // not the finding itself
			limit = m.Last
		}
		from, to, end := r.longest(&l.form, j, limit, true)
		for k := from; k < to; k++ {
			t := int(l.form.value[k] / 2)
			if l.Kind(t) == Site {
				m.NSites = include(m.Sites[:], m.NSites, t)
			} else if l.Kind(t) == Side {
				m.Side = t
			} else {
				continue
			}
			j = end - 1
		}
	}
	said := false // "calf is hot, red and swollen"
	for j := m.First; j <= m.Last; j++ {
		said = said || r.class[j]&verb != 0
	}
	for g := n + 1; said && m.NSites > 0 && g < r.N && r.Mentions[g].taker && r.joined(g-1, g) && !r.ownPlace(g); g++ {
		r.Mentions[g].Sites, r.Mentions[g].NSites = m.Sites, m.NSites
	}
}

// sameSites gives a finding after "it" or "they" the sites of the finding before: "my leg tingles and it is weak".
func (r *Reader) sameSites(a, b, before int) {
	for n := a; n < b; n++ {
		m := &r.Mentions[n]
		if !m.taker || m.NSites > 0 || len(r.Lexicon.Sites(m.Term)) > 0 {
			continue
		}
		refers := false
		for j := m.First - 1; j >= 0 && j >= m.First-4 && (r.used[j] == 0 || !r.Mentions[r.used[j]-1].finding()); j-- {
			refers = refers || r.class[j]&refer != 0
		}
		for k := n - 1; refers && k >= before; k-- {
			q := &r.Mentions[k]
			if q.taker && q.First != m.First {
				m.Sites, m.NSites = q.Sites, q.NSites
				if m.Side < 0 {
					m.Side = q.Side
				}
				break
			}
		}
	}
}

// place says that mention n is a site or a side that can be attached; a single "left" or "one" needs a site or a finding after it.
func (r *Reader) place(n int) bool {
	m := &r.Mentions[n]
	if m.Kind == Site {
		return true
	}
	if m.Kind != Side {
		return false
	}
	if m.Last > m.First {
		return true
	}
	j := m.Last + 1
	for j < r.Words.N && r.class[j]&skip != 0 && r.used[j] == 0 && j < m.Last+4 {
		j++
	}
	if j < r.Words.N && r.used[j] > 0 {
		k := r.Mentions[r.used[j]-1].Kind
		return k == Site || k == Symptom || k == Condition
	}
	return n > 0 && r.Mentions[n-1].Kind == Site && r.joined(n-1, n)
}

// joined says that nothing but list words, commas and words of no weight stand between mentions i and j.
func (r *Reader) joined(i, j int) bool {
	for k := r.Mentions[i].Last + 1; k < r.Mentions[j].First; k++ {
		if r.clause[k] || r.cue[k] == cueEnd || r.cue[k] == cueIt {
			return false
		}
		if r.class[k]&(list|skip|drop) == 0 && r.used[k] == 0 && r.class[k]&prep == 0 && r.cue[k] != cueMaybe {
			return false
		}
		if r.used[k] > 0 {
			q := r.Mentions[r.used[k]-1].Kind
			if q == Site && r.Mentions[i].finding() || q == Condition || q == Symptom {
				return false
			}
		}
	}
	j = r.Mentions[j].First
	return !r.clause[j] && r.cue[j] != cueEnd
}

func (r *Reader) afterPreposition(n int) bool {
	for j := r.Mentions[n].First - 1; j >= 0; j-- {
		if r.class[j]&prep != 0 {
			return true
		}
		if r.class[j]&(skip|drop) == 0 || r.class[j]&verb != 0 || r.used[j] > 0 || r.Words.Tokens[j+1].Break != text.None {
			return false
		}
	}
	return false
}

// follows says that place n stands right after finding f: "numb left foot".
func (r *Reader) follows(f, n int) bool {
	return r.Mentions[f].Last+1 == r.Mentions[n].First && r.Words.Tokens[r.Mentions[n].First].Break == text.None
}

func (r *Reader) findingBefore(n, a int) int {
	for k := n - 1; k >= a; k-- {
		if r.clause[r.Mentions[k+1].First] {
			return -1
		}
		if r.Mentions[k].taker {
			return k
		}
	}
	return -1
}

func (r *Reader) findingAfter(n, b int) int {
	for k := n; k < b; k++ {
		for j := r.Mentions[k-1].Last + 1; j <= r.Mentions[k].First; j++ {
			if r.clause[j] || r.cue[j] == cueEnd {
				return -1
			}
		}
		if r.Mentions[k].taker {
			return k
		}
		if r.place(k) {
			return -1
		}
	}
	return -1
}

// giveList gives mentions n..end to finding f and those listed with it before (step -1) or after (step 1).
func (r *Reader) giveList(f, n, end, a, b, step int) {
	for {
		for k := n; k < end; k++ {
			r.give(f, k)
		}
		g := f + step
		for g >= a && g < b && !r.Mentions[g].taker {
			g += step
		}
		if g < a || g >= b {
			return
		}
		if r.Mentions[g].First != r.Mentions[f].First { // else another kind of the same words
			place := r.Mentions[n].Kind == Site || r.Mentions[n].Kind == Side
			if !r.joined(min(f, g), max(f, g)) || place && (r.ownPlace(g) || step > 0 && r.Mentions[g].NSites > 0) {
				return
			}
		}
		f = g
	}
}

// ownPlace says that a site stands right before finding f: "leg pain".
func (r *Reader) ownPlace(f int) bool {
	j := r.Mentions[f].First - 1
	for j >= 0 && r.class[j]&skip != 0 && r.used[j] == 0 && r.Words.Tokens[j+1].Break == text.None {
		j--
	}
	if j < 0 || r.used[j] == 0 || r.Words.Tokens[j+1].Break != text.None {
		return false
	}
	k := r.Mentions[r.used[j]-1].Kind
	return k == Site || k == Side
}

// compose turns a finding with sites into the term that names both, where there is one: pain in the chest is chest pain. The first
// such site counts: pain from the back into the leg is one finding, back pain.
func (r *Reader) compose() {
	for i := 0; i < r.N; i++ {
		m := &r.Mentions[i]
		if m.Kind != Symptom {
			continue
		}
		for s := 0; s < m.NSites; s++ {
			if t := r.Lexicon.at(m.Term, m.Sites[s]); t >= 0 {
				m.Term = t
				r.cover(i, m.Sites[s])
				break
			}
		}
	}
}

// cover widens mention i over the site next to it that made it another term, so that it reads "pain in my chest".
func (r *Reader) cover(i, site int) {
	m := &r.Mentions[i]
	for k := 0; k < r.N; k++ {
		q := &r.Mentions[k]
		if q.Kind != Site || q.Term != site || r.boundary(q.First, m.First) || r.boundary(m.First, q.First) {
			continue
		}
		if q.First > m.Last && r.near(m.Last, q.First) {
			m.End = q.End
			return
		}
		if q.Last < m.First && r.near(q.Last, m.First) {
			m.Start = q.Start
			return
		}
	}
}

// near says that tokens i and j stand in one phrase, with no list and no other term between them.
func (r *Reader) near(i, j int) bool {
	if j-i > 5 || r.Words.Tokens[j].Break != text.None {
		return false
	}
	for k := i + 1; k < j; k++ {
		if r.Words.Tokens[k].Break != text.None || r.class[k]&list != 0 || r.used[k] > 0 && r.Mentions[r.used[k]-1].finding() {
			return false
		}
	}
	return true
}
