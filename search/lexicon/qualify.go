package lexicon

import "signpost/search/text"

// qualify gives mention n, when it is a qualifier, to the finding it belongs to and those listed with it.
func (r *Reader) qualify(n, a, b int) {
	m := &r.Mentions[n]
	if m.finding() || m.Kind == Site || m.Kind == Side || m.Kind == Exposure || m.role == roleGone {
		return
	}
	back, on := -1, -1
	for k := n - 1; k >= a && back < 0; k-- {
		if r.Mentions[k].taker {
			back = k
		}
	}
	for k := n + 1; k < b && on < 0; k++ {
		if r.Mentions[k].taker {
			on = k
		}
	}
	if back < 0 && on < 0 {
		return
	}
	forward := back < 0
	if !forward && on >= 0 && m.Kind != Trigger && m.Kind != Relief {
		forward = r.joined(n, on) && !r.listBetween(n, on)
	}
	if forward {
		r.giveList(on, n, n+1, a, b, 1)
	} else {
		r.giveList(back, n, n+1, a, b, -1)
	}
}

func (r *Reader) listBetween(n, f int) bool {
	for k := r.Mentions[n].Last + 1; k <= r.Mentions[f].First; k++ {
		if r.class[k]&list != 0 || r.Words.Tokens[k].Break != text.None {
			return true
		}
	}
	return false
}

// give writes mention n into finding f.
func (r *Reader) give(f, n int) {
	m, q := &r.Mentions[f], &r.Mentions[n]
	if q.Hypothetical && !m.Hypothetical && q.Kind != Trigger && q.Kind != Relief {
		return
	}
	switch q.Kind {
	case Site:
		m.NSites = include(m.Sites[:], m.NSites, q.Term)
	case Side:
		if m.Side < 0 {
			m.Side = q.Term
		}
	case Onset:
		if m.Onset < 0 && !q.Negated {
			m.Onset = q.Term
		}
	case Severity:
		if m.Severity < 0 && !q.Negated {
			m.Severity = q.Term
		}
	case Frequency:
		if m.How < 0 {
			m.How = q.Term
		}
	case Course:
		if q.Negated && !m.Negated {
			return
		}
		m.NCourse = include(m.Course[:], m.NCourse, q.Term)
	case Trigger, Relief:
		switch q.role {
		case roleTrigger, roleWith:
			m.NTrigger = include(m.Trigger[:], m.NTrigger, q.Term)
		case roleWorse:
			m.NWorse = include(m.Worse[:], m.NWorse, q.Term)
		case roleRelief:
			m.NRelief = include(m.Relief[:], m.NRelief, q.Term)
		}
	}
}

func include(set []int, n, t int) int {
	for i := 0; i < n; i++ {
		if set[i] == t {
			return n
		}
	}
	if n < len(set) {
		set[n] = t
		return n + 1
	}
	return n
}

// durations gives how long to the findings of the same sentence: those before, else those after, else those of the sentence before.
func (r *Reader) durations() {
	for i := 0; i < r.Words.N; i++ {
		if r.durHour[i] == 0 {
			continue
		}
		from, to := i, i // of the sentence
		for from > 0 && r.Words.Tokens[from].Break != text.Sentence {
			from--
		}
		for to+1 < r.Words.N && r.Words.Tokens[to+1].Break != text.Sentence {
			to++
		}
		given := false
		for n := r.N - 1; n >= 0; n-- {
			m := &r.Mentions[n]
			if m.taker && m.First >= from && m.First <= to && m.Hours == 0 && !m.Negated && !m.Past && !m.Other {
				m.Hours = r.durHour[i]
				given = true
			}
		}
		last := -1
		for n := r.N - 1; n >= 0 && !given; n-- {
			m := &r.Mentions[n]
			if !m.taker || m.Negated || m.Other || m.First >= from {
				continue
			}
			if last >= 0 && r.boundary(m.Last, last) {
				break
			}
			if m.Hours == 0 {
				m.Hours = r.durHour[i]
			}
			last = m.First
		}
	}
}
