package rank

import "math"

// Posting is one page that has a word. Postings are in page order.
type Posting struct {
	Page  int32
	Level uint8 // see Level
	Lanes uint8 // bit l: the word is in lane l
}

// Name is one name that has a word, ordered by page and number.
type Name struct {
	Page   int32
	Number int32 // 0 is the title; from Listed on, the names of a page that only leads to others
	Mass   uint8 // see Mass
	Form   uint8 // which of the word's forms stands in the name
}

// Found is what an index knows of one stem.
type Found struct {
	DF       int // pages that have it
	NameDF   int // pages that have it in a name
	Postings []Posting
	Names    []Name
	Exact    uint32 // bit f: form f of a name is a word of the question but for a plural ending
}

// Term is one stem of the question with the stems that mean nearly the same.
type Term struct {
	Found
	Weight float64 // from the question alone
	Alts   []Alt
}

// Alt is a stem that may stand in for a term's.
type Alt struct {
	Found
	Text float64 // its worth in text, 1 for as good as the word itself
	Name float64 // in a name
}

// Hit is one page of the answer.
type Hit struct {
	Page  int32
	Score float64
}

// joined is a posting of a term and its alternatives taken together.
type joined struct {
	page  int32
	lanes uint8
	odds  float64
	worth float64 // of the best stem on the page
}

type candidate struct {
	page  int32
	name  int32 // first in names, -1 none
	text  float64
	cover float64
	title float64 // what its best name is worth
	leads float64 // likewise, of a page that only leads to others
	lane  [Lanes]float64
}

type nameSum struct {
	number int32
	mass   uint8
	next   int32 // of the same page, -1 none
	found  float64
	weight float64
}

// Scorer ranks; its memory is kept from one question to the next.
type Scorer struct {
	N     int // pages
	slot  []int32
	cands []candidate
	names []nameSum
	a, b  []joined
	odds  [Levels]float64
	mass  [Masses]float64
	Hits  []Hit // best first; equal scores in page order
}

// Open sizes the scorer for n pages.
func (s *Scorer) Open(n int) {
	s.N = n
	s.slot = make([]int32, n)
	for i := 0; i < Levels; i++ {
		s.odds[i] = Exp(levelLow + float64(levelStep*float64(i)))
	}
	for i := 0; i < Masses; i++ {
		s.mass[i] = Exp(massLow + float64(massStep*float64(i)))
	}
}

// Rank fills Hits with the best limit pages for terms; asked says that the question reads as a question.
func (s *Scorer) Rank(terms []Term, asked bool, limit int) {
	s.cands = s.cands[:0]
	s.names = s.names[:0]
	s.Hits = s.Hits[:0]
	total, nameTotal := 0.0, 0.0
	for i := 0; i < len(terms); i++ {
		t := &terms[i]
		idf := s.join(t)
		w := float64(t.Weight * idf)
		total += w
		s.addText(w)
		nameTotal += float64(t.Weight * NameWeight(s.N, t.DF, t.NameDF))
		s.addNames(&t.Found, t.Weight, 1)
		for j := 0; j < len(t.Alts); j++ {
			s.addNames(&t.Alts[j].Found, t.Weight, t.Alts[j].Name)
		}
	}
	if total > 0 {
		s.score(total, nameTotal, len(terms), asked, limit)
	}
	for i := 0; i < len(s.cands); i++ {
		s.slot[s.cands[i].page] = 0
	}
}

// join leaves the postings of t and its alternatives in s.a and gives the idf of the term.
func (s *Scorer) join(t *Term) float64 {
	s.a = s.a[:0]
	for i := 0; i < len(t.Postings); i++ {
		p := &t.Postings[i]
		s.a = append(s.a, joined{p.Page, p.Lanes, s.odds[p.Level%Levels], 1})
	}
	union := t.DF
	for j := 0; j < len(t.Alts); j++ {
		before := len(s.a)
		s.merge(t.Alts[j].Postings, t.Alts[j].Text)
		if t.Alts[j].Text > partly {
			union += len(s.a) - before
		}
	}
	if union > s.N {
		union = s.N
	}
	return IDF(s.N, atLeast1(union))
}

// merge adds postings of an alternative to s.a.
func (s *Scorer) merge(more []Posting, worth float64) {
	s.b = s.b[:0]
	i, j := 0, 0
	for i < len(s.a) || j < len(more) {
		if j == len(more) || i < len(s.a) && s.a[i].page < more[j].Page {
			s.b = append(s.b, s.a[i])
			i++
			continue
		}
		p := &more[j]
		o := float64(worth * s.odds[p.Level%Levels])
		j++
		if i < len(s.a) && s.a[i].page == p.Page {
			m := s.a[i]
			i++
			m.odds += o
			m.lanes |= p.Lanes
			if m.worth < worth {
				m.worth = worth
			}
			s.b = append(s.b, m)
		} else {
			s.b = append(s.b, joined{p.Page, p.Lanes, o, worth})
		}
	}
	s.a, s.b = s.b, s.a
}

// at is the candidate of a page, made when it is new; nil for a page that the index does not have.
func (s *Scorer) at(page int32) *candidate {
	if page < 0 || int(page) >= s.N {
		return nil
	}
	if s.slot[page] == 0 {
		s.cands = append(s.cands, candidate{page: page, name: -1})
		s.slot[page] = int32(len(s.cands))
	}
	return &s.cands[s.slot[page]-1]
}

func (s *Scorer) addText(w float64) {
	for i := 0; i < len(s.a); i++ {
		p := &s.a[i]
		c := s.at(p.page)
		if c == nil {
			continue
		}
		wu := float64(w * p.worth)
		c.text += float64(wu * (k1 + 1) * (p.odds / (1 + p.odds)))
		c.cover += wu
		for l := 0; l < Lanes; l++ {
			if p.lanes>>uint(l)&1 != 0 {
				c.lane[l] += wu
			}
		}
	}
}

// addNames adds a stem's worth to the names that have it: worth 1 for the question's own word.
func (s *Scorer) addNames(f *Found, weight, worth float64) {
	nw := float64(NameWeight(s.N, f.DF, f.NameDF) * worth)
	if nw <= 0 {
		return
	}
	for i := 0; i < len(f.Names); i++ {
		n := &f.Names[i]
		c := s.at(n.Page)
		if c == nil {
			continue
		}
		m := nw
		if worth == 1 && f.Exact>>(n.Form&31)&1 == 0 {
			m = float64(nw * stemOnly)
		}
		at := c.name
		for at >= 0 && s.names[at].number != n.Number {
			at = s.names[at].next
		}
		if at < 0 {
			at = int32(len(s.names))
			s.names = append(s.names, nameSum{number: n.Number, mass: n.Mass, next: c.name})
			c.name = at
		}
		s.names[at].found += float64(m * weight)
		s.names[at].weight += m
	}
}

// score fills Hits from the candidates: how much of the question (of weight total in text, nameTotal in names) each covers, what
// its best name is worth, whether the question rather names a page or describes what a text says, and so the scores.
func (s *Scorer) score(total, nameTotal float64, words int, asked bool, limit int) {
	most, text, named := 0.0, 0.0, 0.0
	for i := 0; i < len(s.cands); i++ {
		c := &s.cands[i]
		best := 0.0
		for l := 0; l < Lanes; l++ {
			best = max(best, c.lane[l])
		}
		c.cover = (float64(laneCov*best) + float64((1-laneCov)*c.cover)) / total
		most = max(most, c.cover)
		text = max(text, c.text*eighth(c.cover))
		for at := c.name; at >= 0; at = s.names[at].next {
			n := &s.names[at]
			held := min(n.weight/s.mass[n.mass%Masses], 1)
			share := n.found / nameTotal
			v := nameWt * n.found * pow(held*held*share, namePow)
			if n.number > 0 {
				whole := share * held
				whole *= whole
				v *= otherWt + float64(wholeWt*whole*whole)
			}
			if n.number < Listed {
				c.title = max(c.title, v)
			} else { // it answers to its names, not to a part of a longer question
				c.leads = max(c.leads, v*share)
			}
		}
		named = max(named, c.title)
	}
	described := 0.0
	if text > 0 {
		text *= textual * float64(max(words, fewWords))
		if asked {
			text *= askedFor
		}
		described = 1 / (1 + eighth(named/text))
	}
	part := most * most / (1 + named/fewNames)
	for i := 0; i < len(s.cands); i++ {
		c := &s.cands[i]
		v := c.text * (float64(part*math.Sqrt(c.cover)) + float64(wholeText*described*eighth(eighth(c.cover))))
		v = float64(v) + float64((1-described)*c.title) + c.leads
		if v > 0 {
			s.keep(Hit{c.page, v}, limit)
		}
	}
}

// eighth is the eighth power.
func eighth(x float64) float64 {
	x *= x
	x *= x
	return x * x
}

// keep inserts a hit among the best limit.
func (s *Scorer) keep(h Hit, limit int) {
	n := len(s.Hits)
	if n == limit {
		if n == 0 || !before(h, s.Hits[n-1]) {
			return
		}
		n--
	} else {
		s.Hits = append(s.Hits, h)
	}
	for n > 0 && before(h, s.Hits[n-1]) {
		s.Hits[n] = s.Hits[n-1]
		n--
	}
	s.Hits[n] = h
}

func before(a, b Hit) bool {
	return a.Score > b.Score || a.Score == b.Score && a.Page < b.Page
}
