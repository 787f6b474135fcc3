// Package check answers "what could this be, and how soon should I get help": danger rules first, then descriptions that
// share features with what a reader says, with the reasons of both. [build + browser]
//
// It is written in the small Go of docs/wasm.md and calculates in whole numbers only, so that the same request gives the
// same bytes wherever it runs. check/compile makes its parts from pages and data/red-flags; docs/check.md has the rules,
// the formula and the measurements.
package check

import (
	"signpost/search/answer"
	"signpost/search/bundle"
	"signpost/search/lexicon"
)

// Results of Run.
const (
	Done = 0
	Need = 1
)

// MostText is how many bytes of a reader's text are read.
const MostText = 12000

// Part names a part of the bundle: a kind of search/bundle and a number.
type Part struct {
	Kind   int
	Number int
}

// Engine answers checks. Parts may be loaded in any order and stay loaded.
type Engine struct {
	Out  answer.Writer
	Need []Part // after Need; a part may be named twice

	in      bundle.Cursor // over the part that is being loaded
	reader  lexicon.Reader
	gotLex  bool
	chronic int // terms
	passing int
	book    book
	gotBook bool
	pages   findings
	gotPage bool
	words   words
	gotWord bool
	noWord  bool // could not be had
	notes   []note

	said    said
	answers answers
	score   score
	plan    plan
}

// Load takes a part without its header; it belongs to the engine from then on. An empty part says that it could not be
// had. It gives 0, or 1 for a part that does not hold what it should.
func (e *Engine) Load(kind, number int, part []byte) int {
	if len(part) == 0 {
		if kind == bundle.Phrases {
			e.noWord = true
		}
		if kind == bundle.Notes && number >= 0 && number < len(e.notes) {
			e.notes[number].missing = true
		}
		return 0
	}
	e.in = bundle.Cursor{B: part}
	switch kind {
	case bundle.Lexicon:
		e.reader.Lexicon.Open(&e.in)
		e.gotLex = true
		e.reader.Init(MostText)
		e.chronic = e.reader.Lexicon.Find(Chronic)
		e.passing = e.reader.Lexicon.Find(Passing)
	case bundle.Rules:
		e.book.open(&e.in)
		e.gotBook = true
	case bundle.Findings:
		e.pages.open(&e.in)
		e.notes = make([]note, len(e.pages.page.slug)/PagesPerNote+1)
		e.gotPage = true
	case bundle.Phrases:
		e.words.open(&e.in)
		e.gotWord = true
	case bundle.Notes:
		e.notes[number].open(&e.in)
	}
	return 0
}

// Run answers a request: lines "text\t<free text>" and "answer\t<finding>\t<yes|no|unsure>".
func (e *Engine) Run(request []byte) int {
	e.Out.Clear()
	e.Need = e.Need[:0]
	e.want(e.gotLex, bundle.Lexicon, 0)
	e.want(e.gotBook, bundle.Rules, 0)
	e.want(e.gotPage, bundle.Findings, 0)
	e.want(e.gotWord || e.noWord, bundle.Phrases, 0)
	if len(e.Need) > 0 {
		return Need
	}
	e.prepare()
	e.answers.read(request, e.said.text[:0])
	e.said.text = e.answers.text
	e.read()
	e.match()
	e.judge()
	e.rank()
	for i := 0; i < e.score.nbest; i++ {
		n := e.score.best[i].page / PagesPerNote
		e.want(e.notes[n].loaded || e.notes[n].missing, bundle.Notes, n)
	}
	if len(e.Need) > 0 {
		return Need
	}
	e.ask()
	e.write()
	for i := range e.notes {
		e.notes[i].missing = false
	}
	e.noWord = false
	return Done
}

func (e *Engine) want(have bool, kind, number int) {
	if !have {
		e.Need = append(e.Need, Part{kind, number})
	}
}

// Answers to a finding, in Kleene's order.
const (
	no      = 0
	unknown = 1
	yes     = 2
	unasked = 3 // no answer line names it
	unsure  = 4 // asked, and the reader does not know: counts as unknown, and is not asked again
)

// answers are the answer lines of a request.
type answers struct {
	text []byte
	id   [][]byte
	said []uint8
}

const mostAnswers = 64

// read takes a request apart; text lines are joined in buf.
func (a *answers) read(request, buf []byte) {
	a.id, a.said = a.id[:0], a.said[:0]
	for at := 0; at < len(request); {
		end := at
		for end < len(request) && request[end] != '\n' {
			end++
		}
		line := request[at:end]
		at = end + 1
		if starts(line, "text\t") {
			if len(buf) > 0 {
				buf = append(buf, '\n')
			}
			line = line[5:]
			if len(buf)+len(line) > MostText {
				line = line[:MostText-len(buf)]
			}
			buf = append(buf, line...)
			continue
		}
		if !starts(line, "answer\t") {
			continue
		}
		line = line[7:]
		tab := 0
		for tab < len(line) && line[tab] != '\t' {
			tab++
		}
		if tab == len(line) || len(a.id) == mostAnswers {
			continue
		}
		said := uint8(unasked)
		switch string(line[tab+1:]) {
		case "yes":
			said = yes
		case "no":
			said = no
		case "unsure":
			said = unsure
		}
		if said != unasked {
			a.id = append(a.id, line[:tab])
			a.said = append(a.said, said)
		}
	}
	a.text = buf
}

// of is the answer for a finding: the last line that names it, or unasked.
func (a *answers) of(id []byte) uint8 {
	for i := len(a.id) - 1; i >= 0; i-- {
		if same(a.id[i], id) {
			return a.said[i]
		}
	}
	return unasked
}

func starts(b []byte, s string) bool { return len(b) >= len(s) && string(b[:len(s)]) == s }

func same(a, b []byte) bool { return string(a) == string(b) }

// Hash is the key of a word in the parts: FNV-1a.
func Hash(b []byte) uint32 { return bundle.Sum(b) }
