package check

import (
	"signpost/search/bundle"
	"signpost/search/lexicon"
)

// PagesPerNote is how many pages' quotes share one notes part.
const PagesPerNote = 16

// WordUnit is what one point of a word posting weighs, in thousandths.
const WordUnit = 8

// findings is what the pages describe. Its fields in the order of its part, each a column as of book.
type findings struct {
	page struct {
		slug, title                    [][]byte
		nameAt                         []int32 // starts of its other names
		name                           [][]byte
		level                          []int32
		described                      []int32 // how many findings it describes first and foremost
		base, man, woman, adult, child []int32 // points for the page, and for whom the text is about
	}
	// A feature is a term (with 0) or a term with one qualifier (the qualifier's term + 1), in ascending order.
	feature struct {
		term, with []int32 // term + 1
		idf        []int32 // in hundredths
		at         []int32 // starts of its posts
	}
	post struct {
		page   []int32
		points []int32 // in thousandths
		share  []int32 // of the page's most telling terms, of 255
	}
	question struct {
		term []int32
		text [][]byte
	}
	symptom struct { // what the pages of symptoms say of getting help
		term  []int32
		title [][]byte
	}
	advice advices
}

func (f *findings) open(c *bundle.Cursor) {
	c.Texts(&f.page.slug)
	c.Texts(&f.page.title)
	c.Sums(&f.page.nameAt)
	c.Texts(&f.page.name)
	c.Ints(&f.page.level)
	c.Ints(&f.page.described)
	c.Sums(&f.page.base)
	c.Sums(&f.page.man)
	c.Sums(&f.page.woman)
	c.Sums(&f.page.adult)
	c.Sums(&f.page.child)
	c.Sums(&f.feature.term)
	c.Ints(&f.feature.with)
	c.Ints(&f.feature.idf)
	c.Sums(&f.feature.at)
	c.Sums(&f.post.page)
	c.Ints(&f.post.points)
	c.Ints(&f.post.share)
	c.Ints(&f.question.term)
	c.Texts(&f.question.text)
	c.Ints(&f.symptom.term)
	c.Texts(&f.symptom.title)
	f.advice.open(c)
}

// find is the number of a feature, or -1.
func (f *findings) find(term, with int32) int {
	n := int32(len(f.feature.term))
	for i := bundle.Lowest(f.feature.term, 0, n, term); i < n && f.feature.term[i] == term; i++ {
		if f.feature.with[i] == with {
			return int(i)
		}
	}
	return -1
}

// ask is the question for a term, or nil.
func (f *findings) ask(term int) []byte {
	for i := range f.question.term {
		if int(f.question.term[i]) == term {
			return f.question.text[i]
		}
	}
	return nil
}

// words is which pages use which words in what they say of symptoms: by the hash of a word its number, where its posts start,
// and its posts: page, and points of WordUnit.
type words struct {
	word             bundle.Keys
	at, page, points []int32
}

func (w *words) open(c *bundle.Cursor) {
	w.word.Open(c)
	c.Sums(&w.at)
	c.Sums(&w.page)
	c.Ints(&w.points)
}

// note is the quotes and care advice of PagesPerNote pages.
type note struct {
	loaded, missing bool
	at              []int32 // starts of what each page describes, then of what it says is absent
	term            []int32
	quote, document [][]byte
	adviceAt        []int32 // starts of each page's advice
	advice          advices
}

func (n *note) open(c *bundle.Cursor) {
	c.Sums(&n.at)
	c.Ints(&n.term)
	c.Texts(&n.quote)
	c.Texts(&n.document)
	c.Sums(&n.adviceAt)
	n.advice.open(c)
	n.loaded = true
}

// advices are what pages say of getting help. A list is numbers: how many lists of terms it has, and each, their count first.
// All but the last are groups: the reader must have a term of each. The last holds qualifiers, kind by kind: one of each kind.
type advices struct {
	level                 []int32
	list, quote, document [][]byte
}

func (a *advices) open(c *bundle.Cursor) {
	c.Ints(&a.level)
	c.Texts(&a.list)
	c.Texts(&a.quote)
	c.Texts(&a.document)
}

// items is where what a page describes (list 0), or says is absent (1), starts and ends; nowhere before the part is loaded.
func (n *note) items(page, list int) (from, to int32) {
	if !n.loaded {
		return 0, 0
	}
	i := 2*(page%PagesPerNote) + list
	return n.at[i], n.at[i+1]
}

// note finds the quote on a page for a term, or for one that is a kind of it: its place in the notes part, or -1.
func (e *Engine) note(page, term, list int) int {
	n := &e.notes[page/PagesPerNote]
	from, to := n.items(page, list)
	kind := -1
	for i := from; i < to; i++ {
		t := int(n.term[i])
		if t == term {
			return int(i)
		}
		if kind < 0 && (e.reader.Lexicon.Within(t, term) || e.reader.Lexicon.Within(term, t)) {
			kind = int(i)
		}
	}
	return kind
}

// Qualifiers adds to out the terms that qualify a mention: sites and what they are part of, side, onset, course, triggers,
// reliefs.
func Qualifiers(l *lexicon.Lexicon, m *lexicon.Mention, out []int) []int {
	for i := 0; i < m.NSites; i++ {
		out = withBroader(l, m.Sites[i], out)
	}
	if m.Side >= 0 {
		out = withBroader(l, m.Side, out)
	}
	if m.Onset >= 0 {
		out = append(out, m.Onset)
	}
	for i := 0; i < m.NCourse; i++ {
		out = append(out, m.Course[i])
	}
	for i := 0; i < m.NTrigger; i++ {
		out = withBroader(l, m.Trigger[i], out)
	}
	for i := 0; i < m.NWorse; i++ {
		out = withBroader(l, m.Worse[i], out)
	}
	for i := 0; i < m.NRelief; i++ {
		out = withBroader(l, m.Relief[i], out)
	}
	return out
}

// withBroader adds a term and all that it is a kind or a part of, once each, but for the top: everything is part of the body.
func withBroader(l *lexicon.Lexicon, t int, out []int) []int {
	for i := 0; i < len(out); i++ {
		if out[i] == t {
			return out
		}
	}
	from := len(out)
	out = append(out, t)
	for i := from; i < len(out) && i < from+16; i++ {
		up := l.Broader(out[i])
		for j := 0; j < len(up); j++ {
			seen := false
			for k := 0; k < len(out) && !seen; k++ {
				seen = out[k] == int(up[j])
			}
			if !seen && (l.Kind(t) != lexicon.Site || len(l.Broader(int(up[j]))) > 0) {
				out = append(out, int(up[j]))
			}
		}
	}
	return out
}
