// Package eval answers searches and checks from the parts of a bundle. [build + browser]
//
// It is written in the small Go of docs/wasm.md. Parts are loaded as they come; a request says which are still needed.
package eval

import (
	"signpost/search/answer"
	"signpost/search/bundle"
	"signpost/search/check"
	"signpost/search/query"
	"signpost/search/rank"
)

// Results of Search and Check.
const (
	Done    = 0 // Out is the answer
	Need    = 1 // Out lists parts to load first: kind, number, and the hash in the file's name, but for the root
	Refused = 2 // Out is a sentence for the publisher
)

// Engine holds the loaded parts and the memory of the request at work.
type Engine struct {
	parts   [bundle.Kinds][][]byte // bodies as they came, nil when not loaded
	opened  [bundle.Kinds][][]byte // unpacked, once they are first read
	blocks  []bundle.TermBlock     // terms, unpacked
	longs   bundle.Pieces          // of texts
	failed  [bundle.Kinds][]bool   // could not be had; forgotten when a request is done
	root    bundle.Directory
	query   query.Query
	speller query.Speller
	scorer  rank.Scorer
	ready   bool   // the root is loaded
	needs   []part // to load first
	lacked  bool   // the answer lacks a part that could not be had
	damage  bool   // a part does not hold what it says
	terms   []rank.Term
	found   []stemFound
	alts    []rank.Alt
	hits    []hit
	slug    []byte
	form    []byte // of a stem
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

// part names a part; the root has no hash.
type part struct {
	kind, number int
	hash         []byte
}

// Out is what the last request gave, as search/answer writes it.
func (e *Engine) Out() []byte { return e.checker.Out.B }

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
			e.loadCheck(kind, number, nil)
		}
		return bundle.Good
	}
	if kind == bundle.Root && len(part) > 3 && part[3] == bundle.Pack {
		return e.loadPack(part)
	}
	body, result := bundle.Open(part, kind)
	if result != bundle.Good {
		return result
	}
	return e.loadBody(kind, number, body)
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
		if len(one) < bundle.Header || kind >= bundle.Kinds || number >= maxNumber {
			return bundle.Damaged
		}
		if r := e.loadBody(kind, number, one[bundle.Header:]); r != bundle.Good { // its checksum is in that of all
			return r
		}
	}
	return bundle.Good
}

func (e *Engine) loadBody(kind, number int, body []byte) int {
	if kind == bundle.Root {
		e.ready = e.loadRoot(body)
		if !e.ready {
			return bundle.Damaged
		}
		return bundle.Good
	}
	if kind >= bundle.Lexicon {
		return e.loadCheck(kind, number, body)
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
	if e.missed(kind, number) {
		e.lacked = true
		return nil
	}
	e.need(kind, number, e.root.Hash(kind, number))
	return nil
}

// missed says that a part could not be had.
func (e *Engine) missed(kind, number int) bool {
	return number < len(e.failed[kind]) && e.failed[kind][number]
}

// need notes a part to load first, once.
func (e *Engine) need(kind, number int, hash []byte) {
	for i := range e.needs {
		if e.needs[i].kind == kind && e.needs[i].number == number {
			return
		}
	}
	e.needs = append(e.needs, part{kind, number, hash})
}

// list writes the parts that are needed.
func (e *Engine) list() {
	w := &e.checker.Out
	w.Put(answer.List)
	for i := range e.needs {
		p := &e.needs[i]
		w.Put(answer.Object)
		w.Number(answer.Kind, p.kind)
		w.Number(answer.NumberOf, p.number)
		if p.hash != nil {
			w.Two(answer.Hash, answer.Text)
			for j := range p.hash {
				w.Two(hex(p.hash[j]>>4), hex(p.hash[j]&15))
			}
			w.Put(answer.End)
		}
		w.Put(answer.End)
	}
	w.Put(answer.End)
}

// missing ends a request that needs parts.
func (e *Engine) missing() int {
	e.checker.Out.Clear()
	e.list()
	return Need
}

func hex(b byte) byte {
	if b < 10 {
		return '0' + b
	}
	return 'a' + b - 10
}

// begin starts a request; it gives Done, unless the root has yet to be loaded.
func (e *Engine) begin() int {
	e.checker.Out.Clear()
	e.needs, e.lacked, e.damage = e.needs[:0], false, false
	if e.ready {
		return Done
	}
	if len(e.failed[bundle.Root]) > 0 && e.failed[bundle.Root][0] {
		e.failed[bundle.Root][0] = false
		e.checker.Out.Put(answer.NoIndex)
		return Refused
	}
	e.need(bundle.Root, 0, nil)
	return e.missing()
}

// done forgets which parts could not be had, so that the next request asks for them again.
func (e *Engine) done() {
	for k := 0; k < bundle.Kinds; k++ {
		e.failed[k] = e.failed[k][:0]
	}
}
