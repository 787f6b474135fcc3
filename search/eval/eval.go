// Package eval answers searches and checks from the parts of a bundle. [build + browser]
//
// It is written in the small Go of docs/wasm.md. Parts are loaded as they come; a request says which are still needed.
package eval

import (
	"signpost/search/bundle"
	"signpost/search/check"
	"signpost/search/query"
	"signpost/search/rank"
)

// Results of Search and Check.
const (
	Done    = 0 // Out is the answer, JSON
	Need    = 1 // Out lists parts to load first, a line "<kind> <number> <file>" each; the file is in the manifest where none is given
	Refused = 2 // Out is a sentence for the publisher
)

// Engine holds the loaded parts and the memory of the request at work.
type Engine struct {
	Out     []byte
	parts   [bundle.Kinds][][]byte // bodies as they came, nil when not loaded
	opened  [bundle.Kinds][][]byte // unpacked, once they are first read
	blocks  []bundle.TermBlock     // terms, unpacked
	longs   bundle.Pieces          // of texts
	failed  [bundle.Kinds][]bool // could not be had; forgotten when a request is done
	root    bundle.Directory
	thes    query.Thesaurus
	query   query.Query
	speller query.Speller
	scorer  rank.Scorer
	ready   bool // the root is loaded
	needed  int  // parts that Out lists
	lacked  bool // the answer lacks a part that could not be had
	damage  bool // a part does not hold what it says
	terms   []rank.Term
	found   []stemFound
	alts    []rank.Alt
	hits    []hit
	slug    []byte
	checker check.Engine
	coder   bundle.Coder // with exc the largest: what comes before has short addresses
	exc     excerpt
}

// maxNumber bounds the parts of a kind, and what a lying part can make the engine reserve.
const maxNumber = 1 << 20

type stemFound struct {
	term  bundle.Term
	found bool
}

// Init makes the engine's fixed memory.
func (e *Engine) Init() {
	e.query.Init()
	e.exc.init()
	e.query.Thesaurus = &e.thes
}

// Load takes a part (unzipped; it belongs to the engine from now on); an empty one says that the part could not be had.
// It gives 0, or what bundle.Open says is wrong with it.
func (e *Engine) Load(kind, number int, part []byte) int {
	if kind < 0 || kind >= bundle.Kinds || number < 0 || number >= maxNumber {
		return bundle.Another
	}
	if len(part) == 0 {
		for len(e.failed[kind]) <= number {
			e.failed[kind] = append(e.failed[kind], false)
		}
		e.failed[kind][number] = true
		if kind >= bundle.Lexicon {
			e.checker.Load(kind, number, nil)
		}
		return bundle.Good
	}
	if kind == bundle.Root && len(part) > 3 && part[3] == bundle.Pack {
		return e.loadPack(part)
	}
	return e.loadOne(kind, number, part)
}

func (e *Engine) loadPack(part []byte) int {
	body, result := bundle.Open(part, bundle.Pack)
	if result != bundle.Good {
		return result
	}
	c := bundle.Cursor{B: body}
	for c.At < len(body) {
		kind, number := c.Int(), c.Int()
		one := c.Text()
		if c.Bad || kind >= bundle.Kinds || number >= maxNumber {
			return bundle.Damaged
		}
		if r := e.loadOne(kind, number, one); r != bundle.Good {
			return r
		}
	}
	return bundle.Good
}

func (e *Engine) loadOne(kind, number int, part []byte) int {
	body, result := bundle.Open(part, kind)
	if result != bundle.Good {
		return result
	}
	if kind == bundle.Root {
		e.ready = false
		if !e.root.Load(body, &e.coder) || !e.thes.Load(e.root.Thesaurus) {
			return bundle.Damaged
		}
		e.scorer.Open(e.root.Pages)
		e.ready = true
		return bundle.Good
	}
	if kind >= bundle.Lexicon {
		if e.checker.Load(kind, number, body) != 0 {
			return bundle.Damaged
		}
		return bundle.Good
	}
	if !e.ready {
		return bundle.Damaged
	}
	for len(e.parts[kind]) <= number {
		e.parts[kind] = append(e.parts[kind], nil)
		e.opened[kind] = append(e.opened[kind], nil)
	}
	e.parts[kind][number], e.opened[kind][number] = body, nil
	return bundle.Good
}

// unpacked is the body of a loaded part, unpacked when it is first read: a site in one file has many parts that a question
// does not need. It is nil when the part is damaged.
func (e *Engine) unpacked(kind, number int) []byte {
	if e.opened[kind][number] != nil {
		return e.opened[kind][number]
	}
	body, ok := e.parts[kind][number], false
	switch {
	case kind == bundle.Terms:
		for len(e.blocks) <= number {
			e.blocks = append(e.blocks, bundle.TermBlock{})
		}
		ok = e.blocks[number].Load(body, &e.root.Pieces, &e.coder, &e.root.Table)
	case kind == bundle.Texts && number == 0:
		ok = e.longs.Load(body, &e.coder, &e.root.Table)
	case kind == bundle.Texts:
		body, ok = e.longs.Unpack(body, bundle.LongText, &e.coder, &e.root.Table)
	default:
		stream := bundle.PageText
		if kind == bundle.Words {
			stream = bundle.WordText
			if number >= e.root.Forward {
				stream = bundle.TurnText
			}
		}
		body, ok = e.root.Pieces.Unpack(body, stream, &e.coder, &e.root.Table)
	}
	if !ok {
		e.damage = true
		return nil
	}
	e.opened[kind][number] = body
	return body
}

// texts is a block of texts; nil when it or the dictionary is not loaded, or one of them is damaged.
func (e *Engine) texts(number int) []byte {
	if !e.loaded(bundle.Texts, 0) || !e.loaded(bundle.Texts, number) || e.unpacked(bundle.Texts, 0) == nil {
		return nil
	}
	return e.unpacked(bundle.Texts, number)
}

// part is the body of a part, unpacked; nil when it is damaged, is not loaded, which is noted as a need, or could not be had.
func (e *Engine) part(kind, number int) []byte {
	if e.loaded(kind, number) {
		return e.unpacked(kind, number)
	}
	if number < len(e.failed[kind]) && e.failed[kind][number] {
		e.lacked = true
		return nil
	}
	e.need(kind, number, e.root.Hash(kind, number))
	return nil
}

// need writes a line of what to load, once.
func (e *Engine) need(kind, number int, hash []byte) {
	if e.needed == 0 {
		e.Out = e.Out[:0]
	}
	at := len(e.Out)
	e.number(kind)
	e.text(" ")
	e.number(number)
	same := len(e.Out) - at
	for i := 0; i+same < at; i++ { // the same line before?
		if i == 0 || e.Out[i-1] == '\n' {
			j := 0
			for j < same && e.Out[i+j] == e.Out[at+j] {
				j++
			}
			if j == same && (e.Out[i+j] == ' ' || e.Out[i+j] == '\n') {
				e.Out = e.Out[:at]
				return
			}
		}
	}
	if hash != nil {
		e.text(" ")
		e.file(kind, hash)
	}
	e.text("\n")
	e.needed++
}

// file writes the name of a part's file.
func (e *Engine) file(kind int, hash []byte) {
	e.text(bundle.KindName(kind))
	e.text("-")
	for i := 0; i < len(hash); i++ {
		e.Out = append(e.Out, hex(hash[i]>>4), hex(hash[i]&15))
	}
	e.text(".bin")
}

func hex(b byte) byte {
	if b < 10 {
		return '0' + b
	}
	return 'a' + b - 10
}

// begin starts a request; it says false when the root has yet to be loaded.
func (e *Engine) begin() (result int, ok bool) {
	e.Out = e.Out[:0]
	e.needed, e.lacked, e.damage = 0, false, false
	if e.ready {
		return Done, true
	}
	if len(e.failed[bundle.Root]) > 0 && e.failed[bundle.Root][0] {
		e.failed[bundle.Root][0] = false
		e.text("The search index of this site could not be read.")
		return Refused, false
	}
	e.need(bundle.Root, 0, nil)
	return Need, false
}

// done forgets which parts could not be had, so that the next request asks for them again.
func (e *Engine) done() {
	for k := 0; k < bundle.Kinds; k++ {
		e.failed[k] = e.failed[k][:0]
	}
}
