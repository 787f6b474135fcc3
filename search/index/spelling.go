package index

import (
	"slices"

	"signpost/search/bundle/pack"
	"signpost/search/query"
	"signpost/search/text"
)

// spelling counts the pages that have each word. Nothing more is asked of whole words: in bleve they would take as much as all stems.
type spelling struct {
	split text.Words
	found map[string]*spelt // by the word as text.Words gives it
	words map[string]*spelt // in American spelling
	pages int               // so far, with that at hand
	asked int               // times that fresh was
}

type spelt struct {
	pages int
	last  int // page that has it
	said  int // page whose excerpts say it
	asked int // time that fresh counted it
	stop  bool
}

func newSpelling() *spelling {
	return &spelling{found: map[string]*spelt{}, words: map[string]*spelt{}}
}

// read splits a text of the page at hand and counts its words.
func (s *spelling) read(t string) {
	split(&s.split, []byte(t))
	for i := range s.split.N {
		if w := s.word(i); w.last != s.pages {
			w.last = s.pages
			w.pages++
		}
	}
}

// fresh is how many different words, but for stop words, from token first to before token end the page has not said.
func (s *spelling) fresh(first, end int) int {
	n := 0
	s.asked++
	for i := first; i < min(end, s.split.N); i++ {
		if w := s.word(i); !w.stop && w.said != s.pages && w.asked != s.asked {
			w.asked = s.asked
			n++
		}
	}
	return n
}

// say notes that the page has said the words from token first to before token end.
func (s *spelling) say(first, end int) {
	for i := first; i < min(end, s.split.N); i++ {
		s.word(i).said = s.pages
	}
}

// word finds token i.
func (s *spelling) word(i int) *spelt {
	word := s.split.Word(i)
	if w := s.found[string(word)]; w != nil {
		return w
	}
	american := slices.Clone(word)
	american = american[:text.American(american)]
	w := s.words[string(american)]
	if w == nil {
		w = &spelt{stop: stop[string(american)]}
		s.words[string(american)] = w
	}
	s.found[string(word)] = w
	return w
}

// split splits t into the words of w, whose memory grows as needed.
func split(w *text.Words, t []byte) {
	if n := len(t) + 1; len(w.Buf) < n {
		w.Tokens, w.Buf = make([]text.Token, n/2+1), make([]byte, n)
	}
	w.Split(t)
}

// tellsPages is how many times more pages than names may have a word of a longer name that still counts as one of names, so that
// "statns" is read as "statins" rather than as "status". Chosen on misspelt titles; anything from 10 to 50 does.
const tellsPages = 30

// words lists the words for spelling: those of names and those of enough pages.
func (x *Index) words() []pack.Word {
	whole, parts := map[string]bool{}, map[string]int{} // words that are a name, and pages that have a word in one
	for _, e := range x.entries {
		if e.Listing { // its names are what readers say, in everyday words
			continue
		}
		seen := map[string]bool{}
		for _, n := range append([]string{e.Title}, e.Names...) {
			words := folded(n)
			for _, w := range words {
				whole[w] = whole[w] || len(words) == 1
				if !seen[w] {
					seen[w] = true
					parts[w]++
				}
			}
		}
	}
	all := map[string]int{}
	for _, s := range x.spelling {
		for word, w := range s.words {
			all[word] += w.pages
		}
	}
	var out []pack.Word
	for _, word := range sortedKeys(all) {
		pages := all[word]
		if len(word) >= query.MinLetters && len(word) <= query.MaxStem && (parts[word] > 0 || pages >= query.MinPages && !stop[word]) {
			out = append(out, pack.Word{Text: word, Pages: pages, Name: whole[word] || parts[word]*tellsPages > pages})
		}
	}
	return out
}
