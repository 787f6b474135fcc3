// Package extract turns documents into statements about conditions, and statements into pages. [build]
//
// Extract reads each document sentence by sentence: what the sentence is about (subject.go), which vocabulary terms and cues
// stand in it (lexis.go, cue.go), and what the words round a cue say for which slot (rules.go). Merge (merge.go) joins what
// all documents say of one condition and finds disagreements. docs/facts.md explains the rules and how good they are.
package extract

import (
	"runtime"
	"strings"
	"sync"

	"signpost/search/lexicon"
	"signpost/search/page"
	"signpost/tools/internal/condition"
	"signpost/tools/internal/vocabulary"
)

// Extract gives what the documents state, document by document in their order, each statement with the sentence it rests on.
// The same documents and terms give the same statements in the same order.
func Extract(docs []condition.Document, voc *vocabulary.Vocabulary) []condition.Statement {
	lex := newLexis(voc, docs)
	out := make([][]condition.Statement, len(docs))
	var wait sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			r := lexicon.NewReader(lex.lexicon, readerSize)
			for i := range next {
				out[i] = extractDocument(lex, r, &docs[i])
			}
		})
	}
	for i := range docs {
		next <- i
	}
	close(next)
	wait.Wait()
	var all []condition.Statement
	for _, s := range out {
		all = append(all, s...)
	}
	return all
}

// readerSize is the longest sentence in bytes that is read whole.
const readerSize = 8 << 10

// extraction is the state of reading one document.
type extraction struct {
	lex   *lexis
	terms *lexicon.Reader
	doc   *condition.Document

	main         *subject // what the whole document is about; nil if it is about several conditions
	symptom      *subject // "*": the document's symptom
	section      []*subject
	focus        []*subject // what the sentence at hand is about
	plural       []*subject // the conditions that the last introduction named together
	kind         *subject   // the kind of condition that the section's heading names, when section is more exact
	shifted      int        // sentence whose subject was another condition than the document's
	level        int        // heading level that set section
	listLevel    int        // level of a heading whose sub-headings name one condition each; 0 = none
	prior        string     // how common such a heading calls them
	priorSection *condition.Section
	priors       []prior

	local   *phrases // names learnt from this document
	about   []*subject
	names   map[*subject][]string // other names that this document gives
	written map[*subject]string   // how this document first writes a condition, its heading before its text

	sec          *condition.Section
	role         string        // of the section; outlook where that is prevention and outlook and it speaks of the latter
	outlookLevel int           // level of the heading that began an outlook; 0 = none
	at           int           // index of the sentence in the section
	item         bool          // the sentence is an item of a list
	less         string        // of the list that the item is in: see frame
	lastHead     string        // slot of the list head that the sentence before was about
	nextHead     string        // slot that \"These include\" after this sentence stands for
	signs        int           // sentence that said its signs and symptoms may be caused by the condition
	intro        map[int]frame // sentences that open a list
	have         map[string]int
	felt         [][2]int // tokens of the sentence that a symptom was read from
	spans        [][2]int // tokens of the sentence that a cause or mechanism was read from
	out          []condition.Statement
}

// frame is what an opening sentence says of the items of its list.
type frame struct {
	slot  string
	level string
	also  bool   // signs of the condition too, not only reasons to get help
	less  string // "avoid" or "limit" where the items are what to have none or less of
	focus []*subject
}

func extractDocument(lex *lexis, r *lexicon.Reader, d *condition.Document) []condition.Statement {
	x := &extraction{lex: lex, terms: r, doc: d, local: &phrases{}, have: map[string]int{}, names: map[*subject][]string{}, written: map[*subject]string{}, shifted: -2, symptom: &subject{name: star, key: star}}
	switch kind := documentKind(lex, r, d); kind {
	case "topic":
		return nil
	case "condition":
		name := plainName(headingSubject(d.Title))
		x.main = lex.byKey[stemKey(name)]
		if x.main == nil {
			x.main = &subject{name: name, names: d.Names, key: stemKey(name)}
			x.learn(x.main, append([]string{name}, d.Names...)...)
		}
		for _, n := range partNames(name) {
			x.name(x.main, n)
		}
		if n := toldName(name); n != "" { // the text calls it so, whatever other document has that title
			x.names[x.main] = append(x.names[x.main], n)
			x.learn(x.main, n)
		}
	case "symptom":
		x.main = x.symptom
		x.learn(x.main, plainName(headingSubject(d.Title)))
	}
	for i := range d.Sections {
		x.enter(&d.Sections[i], i)
		x.readSection()
	}
	x.statePriors()
	return x.out
}

// learn makes names stand for a subject in the rest of this document.
func (x *extraction) learn(s *subject, names ...string) {
	x.about = append(x.about, s)
	for _, n := range names {
		for _, form := range nameForms(n) {
			var b []string
			for _, t := range tokenise(nil, form) {
				b = append(b, t.word)
			}
			if len(b) > 0 && !classes[b[0]].has(clDet|clPrep|clPron|clVerb) {
				x.local.add(strings.Join(b, " "), int32(len(x.about)-1))
			}
		}
	}
}

func (c class) has(d class) bool { return c&d != 0 }

// readSection reads the sentences of a section and takes what they state.
func (x *extraction) readSection() {
	if x.role == page.References {
		return
	}
	x.intro, x.lastHead, x.nextHead, x.signs = map[int]frame{}, "", "", -2
	intro := -1 // sentence that opened a list whose marks were lost
	for k := range x.sec.Sentences {
		s := &x.sec.Sentences[k]
		r := &reading{plain: s.Plain, tok: tokenise(nil, s.Plain)}
		if len(r.tok) == 0 || len(r.tok) > 200 {
			continue
		}
		r.dropResearch()
		x.lex.read(x.terms, r, x.local, x.about)
		x.at, x.spans, x.felt = k, x.spans[:0], x.felt[:0]
		line := *s
		if !s.Item && unlisted(x.sec.Sentences, k) { // a list whose marks were lost
			line.Item, line.Intro = true, intro
		} else if strings.HasSuffix(s.Plain, ":") {
			intro = k
		} else {
			intro = -1
		}
		x.item = line.Item
		x.sentence(&line, r)
	}
}

// unlisted reports whether a line is an item of a list that has lost its marks: it is short, has no full stop, is not a heading in
// title case, and only such lines stand between it and a sentence that ends in a colon.
func unlisted(s []condition.Sentence, k int) bool {
	for i := k; i >= 0; i-- {
		p := s[i].Plain
		if strings.HasSuffix(p, ":") {
			return i < k && !s[i].Item
		}
		if s[i].Item || strings.HasSuffix(p, ".") || strings.HasSuffix(p, "?") || len(p) > 120 || titleCase(p) {
			return false
		}
	}
	return false
}

// titleCase reports whether every word of a line of two or more starts with a capital.
func titleCase(s string) bool {
	words := strings.Fields(s)
	for _, w := range words {
		if w[0] >= 'a' && w[0] <= 'z' && len(w) > 3 {
			return false
		}
	}
	return len(words) > 1
}
