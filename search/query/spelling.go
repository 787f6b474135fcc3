package query

import "signpost/search/text"

// Spelling knows words, not stems: every word of a name and every word of enough pages (MinPages), of 4 letters and more.
const (
	MinPages   = 5
	MinLetters = 4
	maxEnds    = 8 // endings tried for an unfinished word
	maxFixes   = 3 // corrections tried of a misspelt one
	nearly     = 3 // a correction that scores so much less than the best may as well be meant
	minTyped   = 2 // letters of an unfinished word
)

// Range asks for the listed words that begin with a prefix, or, in the list of reversed words, end with it reversed.
type Range struct {
	Prefix   [MaxStem]byte
	Len      int
	Reversed bool
}

// Speller looks for what one word may have been meant as. Ask for its Ranges, Consider every word in them, then Take what was found.
type Speller struct {
	Ranges [6]Range
	N      int // ranges in use
	Open   bool
	word   []byte  // as the lists would have it
	typed  []byte  // as it was typed: "aemia" is nearer to "anemia" than "emia" is
	edits  int     // allowed
	fixes  []guess // what it may be misspelt for
	ends   []guess // what it may be going to be
	row    [3][2*MaxStem + 1]uint8
}

// guess is a listed word with how likely it was meant.
type guess struct {
	word  [MaxStem]byte
	n     int
	score float64
	edits int
}

// Start sets the ranges to look through for a folded word, typed so before it became American. open: it is the last word and may
// be unfinished.
func (s *Speller) Start(word, typed []byte, open bool) {
	s.N, s.edits, s.Open, s.fixes, s.ends = 0, 0, open, s.fixes[:0], s.ends[:0]
	s.word, s.typed = word, typed
	s.look(word)
	if !same(word, typed) && len(typed) <= MaxStem {
		s.look(typed)
	}
}

// look adds the ranges that a word may be in.
func (s *Speller) look(word []byte) {
	n := len(word)
	for i := 0; i < n; i++ {
		if word[i] < 'a' { // a digit: codes and doses are not guessed at
			if s.Open {
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
		s.edits = max(s.edits, 1)
		k := n / 2
		s.add(word[:k], false)
		s.add(word[k:], true)
		s.add(word[:k+1], false)
		r := &s.Ranges[s.N-1]
		r.Prefix[k-1], r.Prefix[k] = word[k], word[k-1]
		return
	}
	if s.Open && n >= minTyped {
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
	if l := len(s.word); s.Open && n > l && l >= minTyped && same(word[:l], s.word) {
		s.ends = keep(s.ends, maxEnds, word, worth, 0)
	}
	if s.edits == 0 || n > len(s.typed)+s.edits || len(s.word) > n+s.edits {
		return
	}
	if word[0] == s.typed[0] {
		worth += .8
	}
	if d := s.distance(word); d <= s.edits {
		s.fixes = keep(s.fixes, maxFixes, word, worth-float64(10*float64(d)), d)
	}
}

// keep puts a word among the best guesses, best first; one that more than one range has only once.
func keep(list []guess, limit int, word []byte, score float64, edits int) []guess {
	at := len(list)
	for i := 0; i < len(list); i++ {
		g := &list[i]
		if same(g.word[:g.n], word) {
			return list
		}
		if i < at && (score > g.score || score == g.score && text.Compare(word, g.word[:g.n]) < 0) {
			at = i
		}
	}
	if at == limit {
		return list
	}
	if len(list) < limit {
		list = append(list, guess{})
	}
	copy(list[at+1:], list[at:])
	g := &list[at]
	g.n, g.score, g.edits = len(word), score, edits
	copy(g.word[:], word)
	return list
}

// distance is the Damerau-Levenshtein distance (optimal string alignment) of word and the typed word, edits+1 when it is more.
// "ae" and "oe" are as good as the "e" of American spelling.
func (s *Speller) distance(word []byte) int {
	n := len(s.typed)
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
			if j > 1 && word[i-1] == 'e' && s.typed[j-1] == 'e' && (s.typed[j-2] == 'a' || s.typed[j-2] == 'o') && last[j-2] < d {
				d = last[j-2]
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

// Take gives word i of the question what the speller found: endings of an unfinished word, else the correction, and other words
// that it may as well be. It may add Stems: set their Pages and Names before Weigh.
func (q *Query) Take(i int, s *Speller) {
	w := &q.Words[i]
	w.FirstAlt = len(q.Alts)
	w.NumAlts = 0
	for e := 0; e < len(s.ends); e++ {
		at := q.put(&s.ends[e])
		if w.Unknown {
			w.Unknown = false
			q.form(w, at, s.ends[e].n)
		} else {
			q.addAlt(w, q.stemOf(at, s.ends[e].n), endText, endName)
		}
	}
	for f := 0; f < len(s.fixes) && s.fixes[f].score > s.fixes[0].score-nearly; f++ {
		g := &s.fixes[f]
		at := q.put(g)
		if w.Unknown {
			w.Unknown, w.Fixed, w.Edits = false, true, g.edits
			w.At, w.Len = at, g.n
			q.form(w, at, g.n)
		} else {
			q.addAlt(w, q.stemOf(at, g.n), endText, endName)
		}
	}
	w.Unknown = false
}

// put adds a guess to Buf.
func (q *Query) put(g *guess) int {
	q.Buf = append(q.Buf, g.word[:g.n]...)
	return len(q.Buf) - g.n
}

// Worth of what an unfinished word may be going to be.
const (
	endText = .9 // an ending but the likeliest
	endName = .85
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
