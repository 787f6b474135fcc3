package eval

import (
	"signpost/search/answer"
	"signpost/search/bundle"
)

// answer writes the answer to a search.
func (e *Engine) answer(question []byte) {
	w := &e.checker.Out
	e.aim()
	w.Clear()
	w.Put(answer.Object)
	w.Two(answer.Hits, answer.List)
	none := true
	for i := range e.hits {
		if e.hits[i].have {
			none = false
			e.hit(&e.hits[i])
		}
	}
	w.Put(answer.End)
	e.suggestions(question)
	e.more()
	if none {
		w.Two(answer.Message, e.message())
	}
	if e.lacked || e.damage {
		w.Two(answer.Incomplete, answer.True)
	}
	w.Put(answer.End)
}

func (e *Engine) message() byte {
	if e.lacked || e.damage {
		return answer.Unreadable
	}
	for i := range e.query.Words {
		if !e.query.Words[i].Stop {
			return answer.NoPage
		}
	}
	return answer.NoWords
}

func (e *Engine) hit(h *hit) {
	w := &e.checker.Out
	p := &h.page
	slug := p.Slug
	if len(slug) == 0 {
		e.slug = bundle.Slug(e.slug, p.Title)
		slug = e.slug
	}
	w.Put(answer.Object)
	w.Text(answer.ID, slug)
	kind := byte(answer.Condition)
	if p.Listing {
		kind = answer.Symptom
	}
	w.Two(answer.Kind, kind)
	w.Text(answer.Title, p.Title)
	w.Two(answer.Synonyms, answer.List)
	for name := p.NextName(); len(name) > 0; name = p.NextName() {
		w.Item(name)
	}
	w.Put(answer.End)
	if p.Level > 0 {
		w.Two(answer.Level, answer.NoMatch+byte(p.Level))
	}
	var section bundle.Section
	found := e.excerpt(p, &section)
	w.Two(answer.URL, answer.Text)
	w.Say(bundle.Folder(p.Kind))
	w.Add(slug)
	w.Put('/')
	if found && len(section.Heading) > 0 {
		w.Put('#')
		if len(section.ID) == 0 || section.ID[0] == '-' {
			e.slug = bundle.Slug(e.slug, section.Heading)
			w.Add(e.slug)
		}
		w.Add(section.ID)
	}
	w.Two(answer.End, answer.Score)
	w.Int(answer.Parts, int(h.score*10000+.5))
	if found {
		if len(section.Heading) > 0 {
			w.Text(answer.Heading, section.Heading)
		}
		e.cutting(&section)
	} else {
		w.Two(answer.Excerpt, answer.Text)
		w.Add(p.Summary)
		if !ended(p.Summary) {
			w.Say(" …")
		}
		w.Put(answer.End)
		w.Two(answer.Marks, answer.List)
		w.Put(answer.End)
	}
	w.Put(answer.End)
}

// suggestions says which words were read as others.
func (e *Engine) suggestions(question []byte) {
	w := &e.checker.Out
	w.Two(answer.Suggestions, answer.List)
	for i := range e.query.Words {
		word := &e.query.Words[i]
		if word.Fixed {
			w.Put(answer.Object)
			w.Text(answer.Typed, question[word.Start:word.End])
			w.Text(answer.Used, e.query.Folded(i))
			w.Put(answer.End)
		}
	}
	w.Put(answer.End)
}

// more lists the parts that excerpts of the hits need and that are not loaded: the dictionary of texts, and blocks of them.
func (e *Engine) more() {
	for i := range e.hits {
		if e.hits[i].have {
			e.wantText(0, e.root.Hash(bundle.Texts, 0))
			e.wantText(e.hits[i].page.Text, e.hits[i].page.Hash)
		}
	}
	e.checker.Out.Put(answer.More)
	e.list()
}

func (e *Engine) wantText(number int, hash []byte) {
	if !e.loaded(bundle.Texts, number) && !e.missed(bundle.Texts, number) {
		e.need(bundle.Texts, number, hash)
	}
}

func (e *Engine) loaded(kind, number int) bool {
	return number < len(e.parts[kind]) && e.parts[kind][number] != nil
}
