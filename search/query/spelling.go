package query

import "signpost/search/text"

// Spelling knows words, not stems: every word of a name and every word of enough pages (MinPages), of 4 letters and more.
const (
	MinPages   = 5
	MinLetters = 4
	maxEnds    = 8 // endings tried for an unfinished word
	minTyped   = 2 // letters of an unfinished word
)

// Range asks for the listed words that begin with a prefix, or, in the list of reversed words, end with it reversed.
type Range struct {
	Prefix   [MaxStem]byte
	Len      int
	Reversed bool
}

// Speller looks for what one word may have been meant as. Ask for its Ranges, Consider every word in them, then take Best or Ends.
type Speller struct {
	Ranges  [3]Range
	N       int // ranges in use
	typed   [MaxStem]byte
	length  int
	edits   int // allowed
	Open    bool
	best    [MaxStem]byte
	bestLen int // 0: nothing found
	score   float64
	dist    int
	ends    [maxEnds]ending
	numEnds int
	row     [3][MaxStem + 3]uint8
}

type ending struct {
	word  [MaxStem]byte
	n     int
	score float64
}

// Start sets the ranges to look through for a folded word. open: it is the last word and may be unfinished.
func (s *Speller) Start(word []byte, open bool) {
	s.N, s.bestLen, s.numEnds, s.length, s.Open = 0, 0, 0, len(word), open
	s.score = -1e9
	copy(s.typed[:], word)
	n := len(word)
	s.edits = 0
	for i := 0; i < n; i++ {
		if word[i] < 'a' { // a digit: codes and doses are not guessed at
			if open {
				s.add(word, false)
			}
			return
		}
	}
	if n >= 8 { // two edits are missed when one is in the first three letters and the other in the tail
		s.edits = 2
		s.add(word[:3], false)
		s.add(word[n-tail(n):], true)
		return
	}
	if n >= MinLetters { // one edit leaves one half whole, but for a swap in the middle
		s.edits = 1
		k := n / 2
		s.add(word[:k], false)
		s.add(word[k:], true)
		s.add(word[:k+1], false)
		r := &s.Ranges[s.N-1]
		r.Prefix[k-1], r.Prefix[k] = word[k], word[k-1]
		return
	}
	if open && n >= minTyped {
		s.add(word, false)
	}
}

// tail is the length of the end that a long word and its correction may share: long enough that few words have it.
func tail(n int) int {
	if n < 12 {
		return 4
	}
	return n/2 - 1
}

func (s *Speller) add(b []byte, reversed bool) {
	r := &s.Ranges[s.N]
	r.Len, r.Reversed = len(b), reversed
	for i := 0; i < len(b); i++ {
		if reversed {
			r.Prefix[i] = b[len(b)-1-i]
		} else {
			r.Prefix[i] = b[i]
		}
	}
	s.N++
}

// In places a word (as listed) against range i: -1 before it, 0 in it, 1 after it.
func (s *Speller) In(i int, word []byte) int {
	r := &s.Ranges[i]
	n := r.Len
	if len(word) < n {
		n = len(word)
	}
	c := text.Compare(word[:n], r.Prefix[:n])
	if c != 0 {
		if c < 0 {
			return -1
		}
		return 1
	}
	if len(word) < r.Len {
		return -1
	}
	return 0
}

// Frequency is how common a word is, as the lists say it: the logarithm of its pages to the base of the square root of 2.
func Frequency(pages int) int {
	f := 0
	for n := pages * pages; n > 1; n /= 2 {
		f++
	}
	return f
}

// Consider weighs one word: how common it is, and whether it stands in a name.
func (s *Speller) Consider(word []byte, frequency int, name bool) {
	n := len(word)
	if n > MaxStem {
		return
	}
	worth := float64(.104 * float64(frequency)) // .3 times the natural logarithm of its pages
	if name {
		worth += 4
	}
	if s.Open && n > s.length && s.length >= minTyped && text.Compare(word[:s.length], s.typed[:s.length]) == 0 {
		s.end(word, worth)
	}
	if s.edits == 0 || n > s.length+s.edits || s.length > n+s.edits {
		return
	}
	if word[0] == s.typed[0] {
		worth += .8
	}
	if worth-10 < s.score { // not even at one edit would it be better
		return
	}
	d := s.distance(word)
	if d > s.edits {
		return
	}
	v := worth - float64(10*float64(d))
	if v > s.score || v == s.score && text.Compare(word, s.best[:s.bestLen]) < 0 {
		s.score, s.dist, s.bestLen = v, d, n
		copy(s.best[:], word)
	}
}

// end keeps the best endings of an unfinished word, best first.
func (s *Speller) end(word []byte, worth float64) {
	for i := 0; i < s.numEnds; i++ {
		if same(s.ends[i].word[:s.ends[i].n], word) {
			return
		}
	}
	at := s.numEnds
	if at == maxEnds {
		at--
		if !better(worth, word, &s.ends[at]) {
			return
		}
	} else {
		s.numEnds++
	}
	for at > 0 && better(worth, word, &s.ends[at-1]) {
		s.ends[at] = s.ends[at-1]
		at--
	}
	e := &s.ends[at]
	e.n, e.score = len(word), worth
	copy(e.word[:], word)
}

func better(worth float64, word []byte, e *ending) bool {
	return worth > e.score || worth == e.score && text.Compare(word, e.word[:e.n]) < 0
}

// distance is the Damerau-Levenshtein distance (optimal string alignment) of word and the typed word, edits+1 when it is more.
func (s *Speller) distance(word []byte) int {
	n := s.length
	before, last, now := &s.row[0], &s.row[1], &s.row[2]
	for j := 0; j <= n; j++ {
		last[j] = uint8(j)
	}
	for i := 1; i <= len(word); i++ {
		now[0] = uint8(i)
		least := now[0]
		for j := 1; j <= n; j++ {
			d := last[j-1]
			if word[i-1] != s.typed[j-1] {
				d++
			}
			if last[j]+1 < d {
				d = last[j] + 1
			}
			if now[j-1]+1 < d {
				d = now[j-1] + 1
			}
			if i > 1 && j > 1 && word[i-1] == s.typed[j-2] && word[i-2] == s.typed[j-1] && before[j-2]+1 < d {
				d = before[j-2] + 1
			}
			now[j] = d
			if d < least {
				least = d
			}
		}
		if int(least) > s.edits+1 { // a swap may still undo one
			return s.edits + 1
		}
		before, last, now = last, now, before
	}
	return int(last[n])
}

// Take gives word i of the question what the speller found: endings of an unfinished word, else the correction. It may add Stems:
// set their Pages and Names before Weigh.
func (q *Query) Take(i int, s *Speller) {
	w := &q.Words[i]
	if w.Unknown && s.numEnds == 0 {
		if s.bestLen > 0 {
			w.Unknown, w.Fixed, w.Edits = false, true, s.dist
			w.At = len(q.Buf)
			q.Buf = append(q.Buf, s.best[:s.bestLen]...)
			w.Len = s.bestLen
			q.form(w, w.At, w.Len)
		}
		return
	}
	w.FirstAlt = len(q.Alts)
	w.NumAlts = 0
	for e := 0; e < s.numEnds; e++ {
		at := len(q.Buf)
		q.Buf = append(q.Buf, s.ends[e].word[:s.ends[e].n]...)
		if e == 0 && w.Unknown {
			q.form(w, at, s.ends[e].n)
		} else {
			q.addAlt(w, q.stemOf(at, s.ends[e].n), endText, endName)
		}
	}
	if s.bestLen > 0 && s.dist > 0 { // it may as well be a whole word with a slip
		at := len(q.Buf)
		q.Buf = append(q.Buf, s.best[:s.bestLen]...)
		q.addAlt(w, q.stemOf(at, s.bestLen), slipText, slipName)
	}
	w.Unknown = false
}

// Worth of what an unfinished word may be going to be.
const (
	endText  = .9 // an ending but the likeliest
	endName  = .85
	slipText = .7
	slipName = .7
)

// addAlt adds an alternative to a word, which must be the last that got any.
func (q *Query) addAlt(w *Word, stem int, worth, name float64) {
	if stem != w.Stem && !q.hasAlt(w, stem) {
		q.Alts = append(q.Alts, Alt{stem, worth, name})
		w.NumAlts++
	}
}

// Spells says that the speller is to look at word i: nobody wrote it, or it is all there is, may be unfinished and is in no name.
func (q *Query) Spells(i int) bool {
	w := &q.Words[i]
	return !w.Stop && (w.Unknown || i == q.Open && q.Stems[w.Stem].Names == 0 && len(q.Words) == 1)
}

func (q *Query) hasAlt(w *Word, stem int) bool {
	for j := 0; j < w.NumAlts; j++ {
		if q.Alts[w.FirstAlt+j].Stem == stem {
			return true
		}
	}
	return false
}

// Reverse turns a word round in place, as the list of reversed words has it.
func Reverse(b []byte) {
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
}
