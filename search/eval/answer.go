package eval

import "signpost/search/bundle"

// answer writes the answer to a search.
func (e *Engine) answer(question []byte) {
	e.aim()
	e.Out = e.Out[:0]
	e.text("{\"query\":")
	e.quote(question)
	e.text(",\"hits\":[")
	first := true
	for i := 0; i < len(e.hits); i++ {
		if e.hits[i].have {
			if !first {
				e.text(",")
			}
			first = false
			e.hit(&e.hits[i])
		}
	}
	e.text("]")
	e.suggestions(question)
	e.more()
	if first {
		e.text(",\"message\":")
		e.message()
	}
	if e.lacked || e.damage {
		e.text(",\"incomplete\":true")
	}
	e.text("}")
}

func (e *Engine) message() {
	meant := false
	for i := 0; i < len(e.query.Words); i++ {
		meant = meant || !e.query.Words[i].Stop
	}
	if e.lacked || e.damage {
		e.text("\"A part of the search index could not be read. Try again, or use the A to Z list.\"")
	} else if !meant {
		e.text("\"Type a symptom, a condition or a few words about how you feel.\"")
	} else {
		e.text("\"No page has these words. Try fewer or other words, or use the A to Z list.\"")
	}
}

func (e *Engine) hit(h *hit) {
	p := &h.page
	slug := p.Slug
	if len(slug) == 0 {
		e.slug = bundle.AppendSlug(e.slug[:0], p.Title)
		slug = e.slug
	}
	e.text("{\"id\":")
	e.quote(slug)
	if p.Listing {
		e.text(",\"kind\":\"symptom\",\"title\":")
	} else {
		e.text(",\"kind\":\"condition\",\"title\":")
	}
	e.quote(p.Title)
	e.text(",\"synonyms\":[")
	first := true
	for name := p.NextName(); len(name) > 0; name = p.NextName() {
		if !first {
			e.text(",")
		}
		first = false
		e.quote(name)
	}
	e.text("]")
	if p.Level > 0 {
		e.text(",\"level\":\"")
		e.level(p.Level)
		e.text("\"")
	}
	var section bundle.Section
	found := e.excerpt(p, &section)
	e.text(",\"url\":\"")
	e.text(bundle.Folder(p.Kind))
	e.inner(slug)
	e.text("/")
	if found && len(section.ID) > 0 {
		e.text("#")
		e.inner(section.ID)
	}
	e.text("\",\"score\":")
	e.score(h.score)
	if found {
		if len(section.Heading) > 0 {
			e.text(",\"heading\":")
			e.quote(section.Heading)
		}
		e.text(",\"excerpt\":")
		e.cutting(&section)
	} else {
		e.text(",\"excerpt\":")
		e.quote(p.Summary)
		e.text(",\"marks\":[]")
	}
	e.text("}")
}

// level writes a care level by its place in bundle.Levels.
func (e *Engine) level(n int) {
	for i := 0; i < len(bundle.Levels) && n >= 0; i++ {
		if bundle.Levels[i] == ' ' {
			n--
		} else if n == 0 {
			e.Out = append(e.Out, bundle.Levels[i])
		}
	}
}

// suggestions says which words were read as others.
func (e *Engine) suggestions(question []byte) {
	n := 0
	for i := 0; i < len(e.query.Words); i++ {
		w := &e.query.Words[i]
		if !w.Fixed {
			continue
		}
		if n == 0 {
			e.text(",\"suggestions\":[")
		} else {
			e.text(",")
		}
		n++
		e.text("{\"typed\":")
		e.quote(question[w.Start:w.End])
		e.text(",\"used\":")
		e.quote(e.query.Folded(i))
		e.text(",\"reason\":\"No page has the word “")
		e.inner(question[w.Start:w.End])
		e.text("”.\"}")
	}
	if n > 0 {
		e.text("]")
	}
}

// more lists the parts that excerpts of the hits need and that are not loaded: the dictionary of texts, and blocks of them.
func (e *Engine) more() {
	n := 0
	for i := -1; i < len(e.hits); i++ {
		number, hash := 0, e.root.Hash(bundle.Texts, 0)
		if i >= 0 {
			number, hash = e.hits[i].page.Text, e.hits[i].page.Hash
			if !e.hits[i].have {
				continue
			}
		}
		if e.loaded(bundle.Texts, number) || number < len(e.failed[bundle.Texts]) && e.failed[bundle.Texts][number] {
			continue
		}
		again := false
		for j := 0; j < i; j++ {
			again = again || e.hits[j].have && e.hits[j].page.Text == number
		}
		if again || len(e.hits) == 0 {
			continue
		}
		if n == 0 {
			e.text(",\"more\":[")
		} else {
			e.text(",")
		}
		n++
		e.text("{\"kind\":")
		e.number(bundle.Texts)
		e.text(",\"number\":")
		e.number(number)
		e.text(",\"file\":\"")
		e.file(bundle.Texts, hash)
		e.text("\"}")
	}
	if n > 0 {
		e.text("]")
	}
}

func (e *Engine) loaded(kind, number int) bool {
	return number < len(e.parts[kind]) && e.parts[kind][number] != nil
}
