// Package query turns a question into weighted terms: stop words, synonyms, spelling, the unfinished last word. [build + browser]
//
// It is written in the small Go of docs/wasm.md. A question is worked in three steps, because between them an index, whichever
// it is, must look things up: Read splits it and lists Stems; Settle, once the stems' Pages are set, says which words nobody
// wrote; a Speller finds what they may have been meant as and Take notes it; Weigh weighs what is left.
package query

import (
	"signpost/search/bundle"
	"signpost/search/text"
)

// Limits of a question. What is beyond is ignored.
const (
	maxWords   = 400
	MaxBytes   = 4096
	MaxStem    = 40 // longer words are neither indexed nor looked for
	maxTerms   = 32
	maxUnknown = 32 // words whose spelling is looked for: a pasted page of another language takes no longer
	maxAlts    = 8  // of one word
)

// Word is one word of the question.
type Word struct {
	Start, End int // bytes of the question
	At, Len    int // folded, in Buf
	Light      int // length of the light form at LightAt
	LightAt    int
	Stem       int     // in Stems
	Pos        float64 // words before it; a stop word counts little
	Stop       bool
	Inside     bool // a later word of a phrase that has synonyms
	FirstAlt   int  // in Alts
	NumAlts    int
	Edits      int  // of the correction that Light and Stem are
	Fixed      bool // spelling was corrected
	Unknown    bool // nothing in the index is like it; said of the first maxUnknown such words
}

// Stem is one distinct stem to look up.
type Stem struct {
	At, Len int // in Buf
	Pages   int // that have it: set by the caller before Settle
	Names   int // that have it in a name: likewise
}

// Alt says that a stem may stand in for a word's.
type Alt struct {
	Stem int
	Text float64
	Name float64
}

// Query is one question at work; its memory is kept for the next.
type Query struct {
	Thesaurus Thesaurus
	Words     []Word
	Stems     []Stem
	Alts      []Alt
	Buf       []byte
	Asked     bool // it reads as a question
	Open      int  // index of the last word when it may be unfinished, else -1
	Terms     []Term
	split     text.Words
	scratch   []byte
}

// Init makes the query's fixed memory.
func (q *Query) Init() {
	q.split.Tokens = make([]text.Token, maxWords)
	q.split.Buf = make([]byte, MaxBytes)
}

// Read splits a question and lists its stems and those of its synonyms.
func (q *Query) Read(question []byte) {
	if len(question) > MaxBytes {
		question = question[:MaxBytes]
	}
	q.Words, q.Stems, q.Alts, q.Terms, q.Buf = q.Words[:0], q.Stems[:0], q.Alts[:0], q.Terms[:0], q.Buf[:0]
	q.Open = -1
	q.split.Split(question)
	q.Asked = q.split.N > 0 && text.Listed(q.split.Word(0), q.Thesaurus.asking) && !(string(q.split.Word(0)) == "can" && q.split.N > 1 && string(q.split.Word(1)) == "t")
	for i := 0; i < len(question); i++ {
		if question[i] == '?' {
			q.Asked = true
		}
	}
	pos := 0.0
	covered := 0 // words that a longer phrase of the thesaurus already stands for
	for i := 0; i < q.split.N; i++ {
		t := &q.split.Tokens[i]
		w := Word{Start: t.Start, End: t.End, At: len(q.Buf), Pos: pos, Inside: covered > 0}
		q.Buf = append(q.Buf, q.split.Word(i)...)
		w.Len = text.American(q.Buf[w.At:])
		q.Buf = q.Buf[:w.At+w.Len]
		length, hash := 0, uint32(0)
		if covered == 0 {
			length, hash = q.phrase(i)
		}
		w.Stop = text.Listed(q.Buf[w.At:w.At+w.Len], q.Thesaurus.stop)
		if w.Stop && length == 0 || w.Len > MaxStem {
			w.Stop = true
			pos += .3
			q.Words = append(q.Words, w)
			if covered > 0 {
				covered--
			}
			continue
		}
		w.Stop = false
		q.form(&w, w.At, w.Len)
		if length > 0 {
			q.alternatives(&w, hash)
			covered = length
		}
		if covered > 0 {
			covered--
		}
		pos++
		q.Words = append(q.Words, w)
	}
	n := len(q.Words)
	if n == 1 && q.Words[0].Stop { // a page may have such a name: "ALL" is a leukemia
		q.form(&q.Words[0], 0, min(q.Words[0].Len, MaxStem))
	}
	if n > 0 && !q.Words[n-1].Stop && q.Words[n-1].End == len(question) && q.Words[n-1].NumAlts == 0 {
		q.Open = n - 1
	}
}

// form sets the light form and the stem of a word from the folded word at Buf[at:at+n].
func (q *Query) form(w *Word, at, n int) {
	w.LightAt = len(q.Buf)
	q.Buf = append(q.Buf, q.Buf[at:at+n]...)
	w.Light = text.Light(q.Buf[w.LightAt:])
	q.Buf = q.Buf[:w.LightAt+w.Light]
	w.Stem = q.stemOf(at, n)
}

// stemOf is the number in Stems of the stem of the folded word at Buf[at:at+n].
func (q *Query) stemOf(at, n int) int {
	s := len(q.Buf)
	q.Buf = append(q.Buf, q.Buf[at:at+n]...)
	return q.stem(s, text.Stem(q.Buf[s:]))
}

// stem is the number in Stems of the stem at the end of Buf, which it keeps or drops.
func (q *Query) stem(at, n int) int {
	q.Buf = q.Buf[:at+n]
	for i := 0; i < len(q.Stems); i++ {
		o := &q.Stems[i]
		if o.Len == n && same(q.Buf[o.At:o.At+n], q.Buf[at:at+n]) {
			q.Buf = q.Buf[:at]
			return i
		}
	}
	q.Stems = append(q.Stems, Stem{At: at, Len: n})
	return len(q.Stems) - 1
}

// Stem is the bytes of stem i.
func (q *Query) StemBytes(i int) []byte { return q.Buf[q.Stems[i].At : q.Stems[i].At+q.Stems[i].Len] }

// Folded is the folded bytes of word i.
func (q *Query) Folded(i int) []byte { return q.Buf[q.Words[i].At : q.Words[i].At+q.Words[i].Len] }

// Typed is word i of the question as it was before it became American.
func (q *Query) Typed(i int) []byte { return q.split.Word(i) }

// phrase finds the longest phrase of the thesaurus that starts at word i: its words, 0 when there is none, and its hash.
func (q *Query) phrase(i int) (words int, hash uint32) {
	q.scratch = q.scratch[:0]
	for n := 1; n <= MaxPhrase && i+n <= q.split.N; n++ {
		if n > 1 {
			if q.split.Tokens[i+n-1].Break >= text.Clause {
				break
			}
			q.scratch = append(q.scratch, ' ')
		}
		at := len(q.scratch)
		q.scratch = append(q.scratch, q.split.Word(i+n-1)...)
		q.scratch = q.scratch[:at+text.American(q.scratch[at:])]
		if h := PhraseHash(q.scratch); q.Thesaurus.find(h, int(h)) >= 0 {
			words, hash = n, h
		}
	}
	return words, hash
}

// alternatives adds to a word the stems of the groups that a phrase stands for.
func (q *Query) alternatives(w *Word, hash uint32) {
	w.FirstAlt = len(q.Alts)
	t := &q.Thesaurus
	for at := t.find(hash, int(hash)); at >= 0; at = t.find(hash, at+1) {
		c := bundle.Cursor{B: t.data, At: int(t.groups[t.group[t.slots[at]-1]])}
		for n := c.Int(); n > 0 && w.NumAlts < maxAlts; n-- {
			b := c.Text()
			worth := float64(c.Int()) / 100
			start := len(q.Buf)
			q.Buf = append(q.Buf, b...)
			q.addAlt(w, q.stem(start, len(b)), worth, altName)
		}
	}
}

// known says that some page has the stem.
func (q *Query) known(stem int) bool { return q.Stems[stem].Pages > 0 || q.Stems[stem].Names > 0 }

// Settle drops alternatives that no page has and marks the words that are Unknown. Call it after Pages and Names are set.
func (q *Query) Settle() {
	unknown := 0
	for i := 0; i < len(q.Words); i++ {
		w := &q.Words[i]
		if w.Stop {
			w.Stop = len(q.Words) > 1 || q.Stems[w.Stem].Names == 0
			continue
		}
		n := 0
		for j := 0; j < w.NumAlts; j++ {
			if a := q.Alts[w.FirstAlt+j]; q.known(a.Stem) && (a.Stem != w.Stem) {
				q.Alts[w.FirstAlt+n] = a
				n++
			}
		}
		w.NumAlts = n
		if !q.known(w.Stem) && n > 0 { // the first alternative takes the word's place
			w.Stem = q.Alts[w.FirstAlt].Stem
			w.FirstAlt++
			w.NumAlts--
		}
		w.Unknown = unknown < maxUnknown && !q.known(w.Stem)
		if w.Unknown {
			unknown++
		}
	}
}

func same(a, b []byte) bool { return string(a) == string(b) }
