package lexicon

import "signpost/search/text"

// Limits of a mention.
const (
	maxSites = 6
	maxWith  = 4
)

// Mention is a term found in a text.
type Mention struct {
	Term  int
	Kind  uint8
	Start int // bytes of the text
	End   int
	Whole int // Term before it joined with a site: "pain" of "pain in the chest"; equal to Term otherwise

	Negated      bool // denied: "no pain"
	Uncertain    bool // doubted: "possible"
	Hypothetical bool // has not happened: "if you have"
	Past         bool // over
	Other        bool // someone else's

	// What the text says of a finding: term numbers, -1 for nothing.
	Sites    [maxSites]int
	NSites   int
	Side     int
	Onset    int
	Severity int
	How      int // a term of Frequency: how often
	Course   [maxWith]int
	NCourse  int
	Trigger  [maxWith]int
	NTrigger int
	Worse    [maxWith]int
	NWorse   int
	Relief   [maxWith]int
	NRelief  int
	Hours    int // how long it has lasted; 0 = not said

	First int // tokens
	Last  int
	role  uint8
	taker bool // of qualifiers
	more  bool // same tokens as the mention before: another kind of the same words
}

// Sexes.
const (
	SexUnknown = iota
	Male
	Female
)

// Reader reads one text after another with the same memory. Make one with NewReader; one goroutine at a time.
type Reader struct {
	Lexicon  Lexicon
	Words    text.Words
	Mentions []Mention
	N        int  // mentions in use
	Full     bool // the text had more words or mentions than there is room for

	Age       int // in months of the person the text is about, -1 = not said
	Sex       int
	Pregnancy int // 0 not said, 1 said, 2 denied

	Flags []uint8 // of each token; see Denied

	id      []int
	class   []uint32
	cue     []uint8 // kind of the cue that starts here
	cueEnd  []int   // token after it
	used    []int   // mention number + 1 of the term that holds this token
	clause  []bool  // a new clause starts here
	durHour []int   // a duration starts here: its hours
	scratch []byte
}

// NewReader makes a reader with room for texts of so many bytes; of a longer text it reads the start and sets Full.
func NewReader(l *Lexicon, size int) *Reader {
	r := &Reader{Lexicon: *l}
	r.Init(size)
	return r
}

// Init makes room for texts of so many bytes in a reader that has its lexicon.
func (r *Reader) Init(size int) {
	n := size/2 + 2
	r.Words.Tokens, r.Words.Buf = make([]text.Token, n), make([]byte, size+2)
	r.Mentions = make([]Mention, size/8+16)
	r.id, r.class, r.cue, r.cueEnd, r.used = make([]int, n), make([]uint32, n), make([]uint8, n), make([]int, n), make([]int, n)
	r.clause, r.durHour = make([]bool, n), make([]int, n)
	r.Flags = make([]uint8, n)
	r.scratch = make([]byte, 64)
}

// Read finds the terms of t. Mentions are in order of the text; words that are terms of several kinds give a mention for each.
func (r *Reader) Read(t []byte) {
	r.N, r.Full, r.Age, r.Sex, r.Pregnancy = 0, false, -1, SexUnknown, 0
	r.Words.Split(t)
	r.Full = r.Words.Full
	r.identify(t)
	r.findTerms(t)
	r.findTimes()
	r.findCues()
	r.context()
	r.attach()
	r.compose()
	r.person()
}

// normal turns a folded word into the form that terms and texts are compared by, in place.
func normal(word []byte) []byte {
	word = word[:text.American(word)]
	if len(word) > 3 {
		word = word[:text.Base(word)]
	}
	return word
}

// identify gives every token its word number and class, and marks where clauses start.
func (r *Reader) identify(t []byte) {
	l := &r.Lexicon
	for i := 0; i < r.Words.N; i++ {
		w := r.Words.Word(i)
		r.id[i], r.class[i], r.used[i], r.cue[i], r.durHour[i] = 0, 0, 0, 0, 0
		if len(w) <= len(r.scratch) {
			s := r.scratch[:len(w)]
			copy(s, w)
			r.id[i] = l.number(w, s)
		}
		k := &r.Words.Tokens[i]
		if k.Len == 1 && w[0] == 't' && i > 0 && k.Break == text.None && k.Start-r.Words.Tokens[i-1].End <= 3 && t[k.Start-1] != ' ' { // the end of "can't"
			if r.id[i-1] == l.can {
				r.id[i-1], r.class[i-1] = l.cannot, 0
			}
			r.id[i] = 0
			r.class[i] = skip
			continue
		}
		if r.id[i] == l.able && i > 0 && l.able > 0 { // "not able", "not been able"
			j := i - 1
			for j > 0 && j > i-3 && (r.class[j]&verb != 0 || r.id[j] == 0) {
				j--
			}
			if r.id[j] == l.not {
				r.id[j], r.class[j], r.id[i] = 0, skip, l.cannot
			}
		}
		r.class[i] = l.classOf(r.id[i])
		r.clause[i] = k.Break >= text.Clause
		if k.Break == text.Clause && i > 0 { // "negative for: fever (or chills)" goes on
			for j := r.Words.Tokens[i-1].End; j < k.Start; j++ {
				if t[j] == ':' || t[j] == '(' || t[j] == '[' {
					r.clause[i] = false
				}
			}
		}
	}
}

// number is the word number of word, or 0: grammar words by their letters, other words by their normal form, unless that is a
// grammar word's letters ("evening" is not "even"). scratch is a copy of word that may be written over.
func (l *Lexicon) number(word, scratch []byte) int {
	exact := l.word(word)
	if exact > 0 && exact < len(l.class) {
		return exact
	}
	key := normal(scratch)
	if string(key) == string(word) {
		return exact
	}
	n := l.word(key)
	if n > 0 && n < len(l.class) {
		return exact
	}
	return n
}

func (l *Lexicon) classOf(id int) uint32 {
	if id < len(l.class) {
		return uint32(l.class[id])
	}
	return 0
}

// longest finds the longest form of f that starts at token i and ends before limit: its range of equal forms and the token after
// it. Words of class skip may stand between its words when gaps is set.
func (r *Reader) longest(f *formTable, i, limit int, gaps bool) (from, to, end int) {
	if r.id[i] == 0 {
		return 0, 0, 0
	}
	lo, hi := f.narrow(0, len(f.value), 0, r.id[i])
	depth := 1
	j := i + 1
	for lo < hi {
		if f.size(lo) == depth {
			from, end = lo, j
			for to = lo; to < hi && f.size(to) == depth; {
				to++
			}
			lo = to
			if lo == hi {
				return from, to, end
			}
		}
		next := false
		for gap := 0; j < limit && gap < 5 && r.Words.Tokens[j].Break == text.None; gap++ {
			a, b := f.narrow(lo, hi, depth, r.id[j])
			if a < b {
				lo, hi, next = a, b, true
				break
			}
			if !gaps || r.class[j]&skip == 0 {
				break
			}
			j++
		}
		if !next {
			return from, to, end
		}
		depth++
		j++
	}
	return from, to, end
}

// size is how many words form i has.
func (f *formTable) size(i int) int { return int(f.at[i+1] - f.at[i]) }

// narrow is the part of forms lo..hi whose word number depth is w.
func (f *formTable) narrow(lo, hi, depth, w int) (int, int) {
	from := f.lowest(lo, hi, depth, w)
	return from, f.lowest(from, hi, depth, w+1)
}

// lowest is the first of forms lo..hi whose word number depth is not below w.
func (f *formTable) lowest(lo, hi, depth, w int) int {
	for lo < hi {
		m := (lo + hi) / 2
		if int(f.word[int(f.at[m])+depth]) < w {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

func (r *Reader) findTerms(t []byte) {
	l := &r.Lexicon
	f := &l.form
	for i := 0; i < r.Words.N; {
		from, to, end := r.longest(f, i, r.Words.N, true)
		if end == 0 {
			i++
			continue
		}
		first, none := r.N, false
		for k := from; k < to; k++ {
			term := int(f.value[k] / 2)
			if f.value[k]&1 != 0 && !capital(t[r.Words.Tokens[i].Start:r.Words.Tokens[end-1].End]) {
				continue
			}
			if l.Kind(term) == Nothing {
				none = true
				continue
			}
			if r.N > first && r.Mentions[r.N-1].Term == term {
				continue
			}
			m := r.add()
			if m == nil {
				return
			}
			m.Term, m.Whole, m.Kind = term, term, l.Kind(term)
			m.Start, m.End = r.Words.Tokens[i].Start, r.Words.Tokens[end-1].End
			m.First, m.Last = i, end-1
			m.more = r.N-1 > first
		}
		if r.N == first {
			i++
			if none {
				i = end
			}
			continue
		}
		holder := r.N // of the tokens: a finding rather than another kind of the same words
		for k := first; k < r.N; k++ {
			if r.Mentions[k].finding() {
				holder = k + 1
			}
		}
		for j := i; j < end; j++ {
			r.used[j] = holder
		}
		i = end
	}
}

// add is the next free mention, empty; nil when there is none.
func (r *Reader) add() *Mention {
	if r.N == len(r.Mentions) {
		r.Full = true
		return nil
	}
	m := &r.Mentions[r.N]
	r.N++
	m.more, m.taker = false, false
	m.NSites, m.NCourse, m.NTrigger, m.NWorse, m.NRelief, m.Hours, m.role = 0, 0, 0, 0, 0, 0, 0
	m.Side, m.Onset, m.Severity, m.How = -1, -1, -1, -1
	return m
}

func capital(b []byte) bool {
	for i := 0; i < len(b); i++ {
		if b[i] >= 'a' && b[i] <= 'z' {
			return false
		}
	}
	return true
}

// findCues marks the cues outside of terms: in "can't feel my legs" the term holds the denial.
func (r *Reader) findCues() {
	f := &r.Lexicon.cue
	for i := 0; i < r.Words.N; {
		from, _, end := r.longest(f, i, r.Words.N, false)
		for j := i + 1; j < end; j++ { // in "no changes in hearing" a term starts within "no changes"
			if r.used[j] > 0 && r.used[j] != r.used[i] && r.Mentions[r.used[j]-1].finding() {
				from, _, end = r.longest(f, i, j, false)
			}
		}
		if end == 0 || r.used[i] > 0 && r.used[end-1] == r.used[i] && (r.Mentions[r.used[i]-1].finding() || r.Mentions[r.used[i]-1].Kind == Exposure) {
			i++
			continue
		}
		kind := uint8(f.value[from] / 2)
		if kind == cuePast && i > 0 && r.class[i-1]&unit != 0 || // "a 2-week history of"
			(kind == cuePast || kind == cuePastBefore) && r.class[end-1]&since != 0 && end < r.Words.N && r.isTime(end) { // "in the past week"
			i = end
			continue
		}
		r.cue[i], r.cueEnd[i] = kind, end
		i = end
	}
}

// finding says whether m is something that a person can have.
func (m *Mention) finding() bool { return m.Kind == Condition || m.Kind == Symptom }

// isTime says that token i starts a length of time.
func (r *Reader) isTime(i int) bool {
	if r.class[i]&unit != 0 {
		return true
	}
	_, ok := r.value(i)
	return ok
}
