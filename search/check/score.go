package check

import "signpost/search/lexicon"

// Weights of the score, in thousandths; docs/check.md tells where they come from. search/check/compile has the others.
const (
	hallWeight  = 2600 // for all of a page's most telling findings
	shareWeight = 3900 // for all of the reader's findings
	deniedPart  = 4    // a denied finding takes a part of this of its points
	mostBest    = 10
	mostRivals  = 24 // pages that the next question is to tell apart
	adultMonths = 16 * 12
	childMonths = 14 * 12
)

// A fact is something that the reader has, has not, or is not sure of.
type fact struct {
	term       int
	answer     uint8 // no, yes or unsure
	start, end int   // in the text; equal when it comes from an answer line
	mention    int   // of the lexicon's reader, or -1
	weight     int32 // 2, or 3 for the main complaint
}

// A feat is a feature that counts for a fact.
type feat struct {
	feature int
	weight  int32 // halves
	fact    int
	group   int32 // of features that say the same more or less exactly: the one that gives a page most counts
	single  bool
	denied  bool
}

type ranked struct {
	page  int
	total int32
	gain  int32 // what the findings and words add
	fits  int32 // findings that the page describes
	band  uint8
}

// Bands.
const (
	Few  = 1
	Some = 2
	Many = 3
)

type score struct {
	fact   []fact
	feat   []feat
	with   []int
	word   []int32 // word numbers of the text, each once
	weight []int32 // of each
	main   int     // sentence of the main complaint: the first that names a symptom
	con    []int32 // by page: points of findings
	say    []int32 // by page: points of words
	fits   []int32
	group  []int32 // by page: the group that gave points last, and how many
	most   []int32
	rival  [mostRivals]ranked
	nrival int
	best   [mostBest]ranked
	nbest  int
	groups int32
	part   []int32 // by fact: its points for the page at hand
}

func (e *Engine) prepareScore() {
	s := &e.score
	n := len(e.pages.page.slug)
	s.fact = make([]fact, 0, 512)
	s.feat = make([]feat, 0, 2048)
	s.with = make([]int, 0, 64)
	s.word = make([]int32, 0, 1024)
	s.weight = make([]int32, 0, 1024)
	s.con = make([]int32, n)
	s.say = make([]int32, n)
	s.fits = make([]int32, n)
	s.group = make([]int32, n)
	s.most = make([]int32, n)
	s.part = make([]int32, 0, 512)
}

// asks says that a term is something a person can have or be exposed to.
func asks(kind uint8) bool {
	return kind == lexicon.Symptom || kind == lexicon.Condition || kind == lexicon.Exposure
}

// match takes facts from what the lexicon found and from the answer lines, and the words.
func (e *Engine) match() {
	s := &e.score
	r := &e.reader
	s.fact = s.fact[:0]
	s.main = -1
	for i := 0; i < r.N && len(s.fact) < cap(s.fact); i++ {
		m := &r.Mentions[i]
		if !asks(m.Kind) || !e.real(m) {
			continue
		}
		at := e.tokenAt(m.Start)
		sentence := 0
		if at >= 0 {
			sentence = e.said.tokens[at].sentence
		}
		f := fact{term: m.Term, answer: yes, start: m.Start, end: m.End, mention: i, weight: 2}
		if m.Negated {
			f.answer = no
		} else if m.Kind == lexicon.Symptom && (s.main < 0 || s.main == sentence) {
			s.main = sentence
			f.weight = 3
		}
		switch e.answers.of(e.reader.Lexicon.ID(m.Term)) {
		case yes:
			f.answer = yes
		case no:
			f.answer = no
		case unsure:
			f.answer = unsure
		}
		s.fact = append(s.fact, f)
	}
	for i := range e.answers.id {
		t := e.reader.Lexicon.Find(string(e.answers.id[i]))
		if t < 0 || e.factOf(t) >= 0 || len(s.fact) == cap(s.fact) {
			continue
		}
		s.fact = append(s.fact, fact{term: t, answer: e.answers.of(e.answers.id[i]), mention: -1, weight: 2})
	}
	e.takeWords()
}

func (e *Engine) factOf(term int) int {
	for i := range e.score.fact {
		if e.score.fact[i].term == term {
			return i
		}
	}
	return -1
}

// tokenAt is the token that starts at a byte of the text or holds it, or -1.
func (e *Engine) tokenAt(at int) int {
	lo, hi := 0, e.said.n
	for lo < hi {
		m := (lo + hi) / 2
		if e.said.tokens[m].end <= at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < e.said.n {
		return lo
	}
	return -1
}

// takeWords finds the words of the text that are neither denied nor narrative.
func (e *Engine) takeWords() {
	s := &e.score
	s.word, s.weight = s.word[:0], s.weight[:0]
	for i := 0; i < e.said.n && len(s.word) < cap(s.word); i++ {
		t := &e.said.tokens[i]
		w := e.reader.Words.Word(t.lex)
		if len(w) < 2 || w[0] >= '0' && w[0] <= '9' || t.class&story != 0 {
			continue
		}
		if denied, unreal := e.meant(i); denied || unreal {
			continue
		}
		n := copy(e.said.word[:], w)
		j := e.words.word.Find(Hash(Normal(e.said.word[:n])))
		if j < 0 {
			continue
		}
		x := 0
		for x < len(s.word) && s.word[x] != j {
			x++
		}
		if x == len(s.word) {
			s.word = append(s.word, j)
			s.weight = append(s.weight, 2)
		}
		if t.sentence == s.main {
			s.weight[x] = 3
		}
	}
}

// rank scores all pages and keeps the best.
func (e *Engine) rank() {
	e.features(-1, unasked)
	e.total()
	e.choose()
}

// features lists what the facts count for; a supposed answer to one more term may be added.
func (e *Engine) features(term int, answer uint8) {
	s := &e.score
	s.feat = s.feat[:0]
	s.groups = 0
	for i := range s.fact {
		f := &s.fact[i]
		if f.answer == unsure || f.term == term {
			continue
		}
		e.feats(i, f.term, f.answer == no, f.weight, f.mention)
	}
	if term >= 0 && answer != unsure {
		e.feats(-1, term, answer == no, 2, -1)
	}
	r := &e.reader
	for i := 0; i < r.N; i++ { // what brings it on, eases it, where and how it goes, by itself
		m := &r.Mentions[i]
		if asks(m.Kind) || m.Negated || !e.real(m) || m.Kind == lexicon.Severity || m.Kind == lexicon.Frequency {
			continue
		}
		s.groups++
		s.with = withBroader(&r.Lexicon, m.Term, s.with[:0])
		for j := range s.with {
			e.feat(-1, int32(s.with[j])+1, 0, 2, false, false)
		}
	}
}

// feats lists a fact's features: its term with broader terms, and its term with each qualifier.
func (e *Engine) feats(fact, term int, denied bool, weight int32, mention int) {
	s := &e.score
	s.groups++
	e.feat(fact, int32(term)+1, 0, weight, true, denied)
	if denied {
		return
	}
	s.with = withBroader(&e.reader.Lexicon, term, s.with[:0])
	up := len(s.with)
	for i := 1; i < up; i++ {
		e.feat(fact, int32(s.with[i])+1, 0, weight/2, false, false)
	}
	if mention < 0 {
		return
	}
	m := &e.reader.Mentions[mention]
	s.with = Qualifiers(&e.reader.Lexicon, m, s.with)
	if m.Hours == 1 && e.passing >= 0 { // "for a minute": the shortest time that the lexicon tells
		s.with = append(s.with, e.passing)
	}
	kind := -1
	for i := up; i < len(s.with); i++ {
		if k := int(e.reader.Lexicon.Kind(s.with[i])); k != kind { // a site and what it is part of are one group
			s.groups++
			kind = k
		}
		for j := 0; j < up; j++ {
			w := weight
			if j > 0 {
				w = weight / 2
			}
			e.feat(fact, int32(s.with[j])+1, int32(s.with[i])+1, w, false, false)
		}
	}
}

// feat adds a feature once, with the greatest weight that anything gives it; a yes stands before a no.
func (e *Engine) feat(fact int, term, with, weight int32, single, denied bool) {
	s := &e.score
	f := e.pages.find(term, with)
	if f < 0 || len(s.feat) == cap(s.feat) {
		return
	}
	for i := range s.feat {
		x := &s.feat[i]
		if x.feature != f {
			continue
		}
		if x.denied && !denied {
			x.denied = false
			x.weight, x.fact, x.single, x.group = weight, fact, single, s.groups
		} else if x.denied == denied && weight > x.weight {
			x.weight, x.fact, x.single, x.group = weight, fact, x.single || single, s.groups
		}
		return
	}
	s.feat = append(s.feat, feat{f, weight, fact, s.groups, single, denied})
}

// points are what a feature gives a page by its post.
func (e *Engine) points(x *feat, post, sum int32) int32 {
	v := e.pages.post.points[post]
	if x.denied {
		return -v / deniedPart
	}
	v = v * x.weight / 2
	if x.single && sum > 0 {
		v += e.pages.post.share[post]*hallWeight/255 + shareWeight*e.pages.feature.idf[x.feature]/sum
	}
	return v
}

// share is the sum that a finding's part of the reader's findings is taken of.
func (e *Engine) share() int32 {
	sum := int32(0)
	for i := range e.score.feat {
		x := &e.score.feat[i]
		if x.single && !x.denied {
			sum += e.pages.feature.idf[x.feature]
		}
	}
	return sum
}

// total adds up the points of every page.
func (e *Engine) total() {
	s := &e.score
	for i := range s.con {
		s.con[i], s.say[i], s.fits[i], s.group[i] = 0, 0, 0, 0
	}
	sum := e.share()
	for i := range s.feat {
		x := &s.feat[i]
		for j := e.pages.feature.at[x.feature]; j < e.pages.feature.at[x.feature+1]; j++ {
			page := e.pages.post.page[j]
			v := e.points(x, j, sum)
			if s.group[page] != x.group {
				s.group[page], s.most[page] = x.group, 0
			}
			if v < 0 {
				s.con[page] += v
			} else if v > s.most[page] {
				s.con[page] += v - s.most[page]
				s.most[page] = v
			}
			if x.single && !x.denied {
				s.fits[page]++
			}
		}
	}
	for i := range s.word {
		w := s.word[i]
		for j := e.words.at[w]; j < e.words.at[w+1]; j++ {
			s.say[e.words.page[j]] += e.words.points[j] * WordUnit * s.weight[i] / 2
		}
	}
}

// parts splits a page's score: into s.part for each fact, and what qualifiers and broader findings by themselves give. With
// the words, the page's own chances and the person's, they add up to its total.
func (e *Engine) parts(page int) (rest int32) {
	s := &e.score
	s.part = s.part[:0]
	for range s.fact {
		s.part = append(s.part, 0)
	}
	sum := e.share()
	group, most := int32(0), int32(0)
	for i := range s.feat {
		x := &s.feat[i]
		j := e.postIn(x.feature, page)
		if j < 0 {
			continue
		}
		v := e.points(x, int32(j), sum)
		if x.group != group {
			group, most = x.group, 0
		}
		if v >= 0 {
			if v <= most {
				continue
			}
			v, most = v-most, v
		}
		if x.fact >= 0 {
			s.part[x.fact] += v
		} else {
			rest += v
		}
	}
	for i := range s.part {
		if c := e.class(i, page); c == silent || c == notDescribed { // no line of its own speaks of it
			rest += s.part[i]
			s.part[i] = 0
		}
	}
	return rest
}

// person is what speaks against a page for the person that the text is about.
func (e *Engine) person(page int) int32 {
	p := &e.pages.page
	v := int32(0)
	switch e.reader.Sex {
	case lexicon.Male:
		v += p.man[page]
	case lexicon.Female:
		v += p.woman[page]
	}
	if age := e.reader.Age; age >= adultMonths {
		v += p.adult[page]
	} else if age >= 0 && age < childMonths {
		v += p.child[page]
	}
	return v
}

// choose keeps the best pages that describe at least one of the reader's findings.
func (e *Engine) choose() {
	s := &e.score
	s.nrival = 0
	for i := range s.fits {
		if s.fits[i] == 0 {
			continue
		}
		gain := s.con[i] + s.say[i]
		r := ranked{page: i, total: gain + e.pages.page.base[i] + e.person(i), gain: gain, fits: s.fits[i]}
		at := s.nrival
		for at > 0 && s.rival[at-1].total < r.total {
			at--
		}
		if at == mostRivals {
			continue
		}
		if s.nrival < mostRivals {
			s.nrival++
		}
		for j := s.nrival - 1; j > at; j-- {
			s.rival[j] = s.rival[j-1]
		}
		s.rival[at] = r
	}
	s.nbest = 0
	for s.nbest < s.nrival && s.nbest < mostBest {
		r := &s.rival[s.nbest]
		r.band = Few
		if r.fits >= 3 && r.gain >= 1500 {
			r.band = Many
		} else if r.fits >= 2 && r.gain >= 600 {
			r.band = Some
		}
		s.best[s.nbest] = *r
		s.nbest++
	}
}
