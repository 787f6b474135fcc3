package check

import "signpost/search/lexicon"

func levelName(l uint8) string {
	switch l {
	case Emergency:
		return "emergency"
	case Urgent:
		return "urgent"
	case Doctor:
		return "see-a-doctor"
	case SelfCare:
		return "self-care"
	}
	return "no-match"
}

func answerName(a uint8) string {
	switch a {
	case yes:
		return "yes"
	case no:
		return "no"
	}
	return "unsure"
}

// write writes the answer: the contract is in docs/check.md.
func (e *Engine) write() {
	e.open('{')
	e.understood()
	e.word("level", levelName(e.plan.level))
	e.redFlags()
	e.list("matches")
	for i := 0; i < e.score.nbest; i++ {
		e.matched(&e.score.best[i])
	}
	e.close(']')
	e.unexplained()
	e.next()
	e.asks("asks", false)
	e.asks("unanswered", true)
	e.wouldChange()
	e.summary()
	e.num("answered", len(e.answers.id))
	e.num("most", mostAsked)
	e.num("covers", len(e.pages.page))
	if e.lacks() {
		e.key("incomplete")
		e.raw("true")
	}
	e.close('}')
}

// lacks says that a part could not be had: words do not count, or quotes are missing.
func (e *Engine) lacks() bool {
	if e.noWord && !e.gotWord {
		return true
	}
	for i := 0; i < e.score.nbest; i++ {
		if e.notes[e.score.best[i].page/PagesPerNote].missing {
			return true
		}
	}
	return false
}

// understood lists what was taken from the text and the answers: terms, then danger signs that no term stands for.
func (e *Engine) understood() {
	e.list("understood")
	for i := range e.score.fact {
		f := &e.score.fact[i]
		e.open('{')
		e.pair("finding", e.reader.Lexicon.ID(f.term))
		e.key("label")
		e.sep()
		e.Out = append(e.Out, '"')
		e.label(i)
		e.Out = append(e.Out, '"')
		e.word("answer", answerName(f.answer))
		if f.mention >= 0 {
			m := &e.reader.Mentions[f.mention]
			if m.NSites > 0 {
				e.pair("site", e.reader.Lexicon.ID(m.Sites[0]))
			}
			if m.Side >= 0 {
				e.pair("side", e.reader.Lexicon.ID(m.Side))
			}
		}
		e.num("start", f.start)
		e.num("end", f.end)
		e.close('}')
	}
	for i := range e.said.hits {
		h := &e.said.hits[i]
		if len(e.book.sign[h.sign].question) == 0 || e.told(i) {
			continue
		}
		e.signChip(h.sign, e.said.tokens[h.first].start, e.said.tokens[h.last].end)
	}
	for i := range e.book.sign {
		if e.said.given[i] != unasked && len(e.book.sign[i].question) > 0 && !e.shown(i) {
			e.signChip(i, 0, 0)
		}
	}
	e.close(']')
}

func (e *Engine) signChip(sign, start, end int) {
	g := &e.book.sign[sign]
	a := uint8(unsure)
	if s := e.said.state[sign]; s != unknown {
		a = s
	}
	e.open('{')
	e.pair("finding", g.id)
	e.pair("label", g.name)
	e.word("answer", answerName(a))
	e.num("start", start)
	e.num("end", end)
	e.close('}')
}

// told says that hit i is in words that a fact or an earlier hit of its sign stands for already.
func (e *Engine) told(i int) bool {
	h := &e.said.hits[i]
	start, end := e.said.tokens[h.first].start, e.said.tokens[h.last].end
	for j := range e.score.fact {
		f := &e.score.fact[j]
		if f.end > f.start && f.start < end && start < f.end {
			return true
		}
	}
	for j := 0; j < i; j++ {
		if e.said.hits[j].sign == h.sign {
			return true
		}
	}
	return false
}

// shown says that a sign with an answer has a chip: by its words, or as a term.
func (e *Engine) shown(sign int) bool {
	for i := range e.said.hits {
		if e.said.hits[i].sign == sign && !e.told(i) {
			return true
		}
	}
	g := &e.book.sign[sign]
	for j := g.term; j < g.term+g.terms; j++ {
		if e.factOf(int(e.book.terms[j])) >= 0 {
			return true
		}
	}
	return false
}

// label writes a fact in plain words: "tingling: both, foot; walking".
func (e *Engine) label(fact int) {
	f := &e.score.fact[fact]
	e.chars(e.reader.Lexicon.Name(f.term))
	if f.mention < 0 {
		return
	}
	m := &e.reader.Mentions[f.mention]
	first := true
	first = e.more(first, "", m.Side)
	own := e.reader.Lexicon.Sites(f.term)
	for i := 0; i < m.NSites; i++ {
		named := false
		for j := range own {
			named = named || own[j] == m.Sites[i]
		}
		if !named {
			first = e.more(first, "", m.Sites[i])
		}
	}
	first = e.more(first, "", m.Onset)
	for i := 0; i < m.NCourse; i++ {
		first = e.more(first, "", m.Course[i])
	}
	for i := 0; i < m.NTrigger; i++ {
		first = e.more(first, "", m.Trigger[i])
	}
	for i := 0; i < m.NWorse; i++ {
		first = e.more(first, "worse with ", m.Worse[i])
	}
	for i := 0; i < m.NRelief; i++ {
		first = e.more(first, "eased by ", m.Relief[i])
	}
	if !first {
		e.raw(")")
	}
}

// more writes one more thing that a label says, after how it belongs there.
func (e *Engine) more(first bool, how string, term int) bool {
	if term < 0 {
		return first
	}
	if first {
		e.raw(" (")
	} else {
		e.raw(", ")
	}
	e.raw(how)
	e.chars(e.reader.Lexicon.Name(term))
	return false
}

// redFlags lists the rules that fire, worst first, each with the signs that made it so.
func (e *Engine) redFlags() {
	e.list("red_flags")
	for i := range e.book.rule {
		if e.said.value[i] != yes {
			continue
		}
		r := &e.book.rule[i]
		e.open('{')
		e.pair("id", r.id)
		e.pair("label", r.title)
		e.word("level", levelName(r.level))
		e.pair("action", r.action)
		e.pair("why", r.why)
		e.because(r)
		e.key("source")
		e.open('{')
		e.pair("document", r.source)
		e.pair("quote", r.quote)
		e.close('}')
		e.close('}')
	}
	e.writeHeeded()
	e.close(']')
}

// because lists the signs of a rule that are so, each once, in the order of the rule.
func (e *Engine) because(r *Rule) {
	e.list("because")
	for i := range e.book.sign {
		if e.said.state[i] == yes && e.names(r.when, i) {
			e.str(e.book.sign[i].name)
		}
	}
	e.close(']')
}

// unexplained lists what the reader has and none of the shown descriptions speaks of.
func (e *Engine) unexplained() {
	e.list("unexplained")
	for i := range e.score.fact {
		f := &e.score.fact[i]
		if f.answer != yes || !e.firstOf(i) || e.reader.Lexicon.Kind(f.term) != lexicon.Symptom {
			continue
		}
		told := false
		for j := 0; j < e.score.nbest && j < 5 && !told; j++ {
			told, _ = e.describes(f.term, e.score.best[j].page)
		}
		if told {
			continue
		}
		e.open('{')
		e.key("label")
		e.Out = append(e.Out, '"')
		e.label(i)
		e.Out = append(e.Out, '"')
		e.num("start", f.start)
		e.num("end", f.end)
		e.close('}')
	}
	e.close(']')
}

// next is the next question: danger first, then what tells the descriptions apart.
func (e *Engine) next() {
	if len(e.answers.id) >= mostAsked {
		return
	}
	p := &e.plan
	if len(p.asks) > 0 && !p.calm {
		a := &p.asks[0]
		r := &e.book.rule[a.rule]
		e.key("next")
		e.open('{')
		e.pair("id", r.id)
		e.pair("finding", e.book.sign[a.sign].id)
		e.pair("question", e.book.sign[a.sign].question)
		e.pair("why", r.why)
		e.word("level", levelName(a.level))
		e.word("kind", "red-flag")
		e.key("source")
		e.open('{')
		e.pair("document", r.source)
		e.pair("quote", r.quote)
		e.close('}')
		e.close('}')
		return
	}
	if p.term < 0 {
		return
	}
	e.key("next")
	e.open('{')
	e.pair("id", e.reader.Lexicon.ID(p.term))
	e.pair("finding", e.reader.Lexicon.ID(p.term))
	e.pair("question", e.pages.ask(p.term))
	e.word("why", "Some of the descriptions that fit what you said have this, and others do not.")
	e.word("level", "")
	e.word("kind", "finding")
	e.close('}')
}

// asks lists open danger questions: those still to be asked, or all that are not known, the ones answered "not sure" too.
func (e *Engine) asks(name string, all bool) {
	e.list(name)
	if all {
		for i := range e.book.sign {
			if e.said.given[i] == unsure && len(e.book.sign[i].question) > 0 {
				e.askItem(i, e.worst(i))
			}
		}
	}
	for i := 0; i < len(e.plan.asks) && (all || !e.plan.calm); i++ {
		a := &e.plan.asks[i]
		e.askItem(a.sign, a.level)
	}
	e.close(']')
}

func (e *Engine) askItem(sign int, level uint8) {
	g := &e.book.sign[sign]
	e.open('{')
	e.pair("id", g.id)
	e.pair("finding", g.id)
	e.word("level", levelName(level))
	e.pair("question", g.question)
	e.close('}')
}

// worst is the worst level of a rule that names a sign.
func (e *Engine) worst(sign int) uint8 {
	l := uint8(NoMatch)
	for i := range e.book.rule {
		if r := &e.book.rule[i]; r.level > l && e.names(r.when, sign) {
			l = r.level
		}
	}
	return l
}

func (e *Engine) wouldChange() {
	e.list("would_change")
	for i := 0; i < e.plan.changes; i++ {
		c := &e.plan.change[i]
		e.open('{')
		if c.sign >= 0 {
			e.pair("finding", e.book.sign[c.sign].id)
			e.pair("question", e.book.sign[c.sign].question)
		} else {
			e.pair("finding", e.reader.Lexicon.ID(c.term))
			e.pair("question", e.pages.ask(c.term))
		}
		e.word("answer", answerName(c.said))
		e.word("level", levelName(c.level))
		e.key("order")
		if c.order {
			e.raw("true")
		} else {
			e.raw("false")
		}
		e.close('}')
	}
	e.close(']')
}

// summary is what a reader can read out: who, what, what not, what is not known.
func (e *Engine) summary() {
	e.list("summary")
	if age := e.reader.Age; age >= 0 {
		e.open('"')
		e.raw("Age: ")
		if age < 24 {
			e.digits(age)
			e.raw(" months.")
		} else {
			e.digits(age / 12)
			e.raw(" years.")
		}
		e.close('"')
	}
	e.sentence("Has: ", yes)
	e.sentence("Says no to: ", no)
	e.sentence("Not sure about: ", unsure)
	e.close(']')
}

// sentence lists the facts and danger signs with one answer.
func (e *Engine) sentence(start string, answer uint8) {
	n := 0
	for i := range e.score.fact {
		if e.score.fact[i].answer != answer || !e.firstOf(i) {
			continue
		}
		n = e.item(n, start)
		e.label(i)
	}
	for i := range e.book.sign {
		g := e.said.given[i]
		if g != answer || len(e.book.sign[i].question) == 0 {
			continue
		}
		n = e.item(n, start)
		e.chars(e.book.sign[i].name)
	}
	if n > 0 {
		e.raw(".\"")
	}
}

func (e *Engine) item(n int, start string) int {
	if n == 0 {
		e.open('"')
		e.raw(start)
	} else {
		e.raw("; ")
	}
	return n + 1
}
