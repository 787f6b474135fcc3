package check

import (
	"signpost/search/answer"
	"signpost/search/lexicon"
)

// levelWord is the word for a level of advice.
func levelWord(level uint8) byte { return answer.NoMatch + level }

// saidWord is the word for no, yes, or what is not known.
func saidWord(said uint8) byte {
	if said > yes {
		said = unknown
	}
	return answer.No + said
}

// write writes the answer: docs/check.md says what is in it.
func (e *Engine) write() {
	w := &e.Out
	w.Put(answer.Object)
	e.understood()
	w.Two(answer.Level, levelWord(e.plan.level))
	e.redFlags()
	w.Two(answer.Matches, answer.List)
	for i := 0; i < e.score.nbest; i++ {
		e.matched(&e.score.best[i])
	}
	w.Put(answer.End)
	e.unexplained()
	e.next()
	e.asks(answer.Asks, false)
	e.asks(answer.Unanswered, true)
	e.wouldChange()
	e.summary()
	w.Number(answer.Covers, len(e.pages.page.slug))
	if e.lacks() {
		w.Two(answer.Incomplete, answer.True)
	}
	w.Put(answer.End)
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
	w := &e.Out
	w.Two(answer.Understood, answer.List)
	for i := range e.score.fact {
		f := &e.score.fact[i]
		w.Put(answer.Object)
		w.Text(answer.Finding, e.reader.Lexicon.ID(f.term))
		e.labelled(i)
		w.Two(answer.Answer, saidWord(f.answer))
		e.ends(f.start, f.end)
	}
	for i := range e.said.hits {
		h := &e.said.hits[i]
		if !e.book.asked(h.sign) || e.told(i) {
			continue
		}
		e.signChip(h.sign, e.said.tokens[h.first].start, e.said.tokens[h.last].end)
	}
	for i := range e.said.given {
		if e.said.given[i] != unasked && e.book.asked(i) && !e.shown(i) {
			e.signChip(i, 0, 0)
		}
	}
	w.Put(answer.End)
}

func (e *Engine) signChip(sign, start, end int) {
	w := &e.Out
	w.Put(answer.Object)
	w.Text(answer.Finding, e.book.sign.id[sign])
	w.Text(answer.Label, e.book.sign.name[sign])
	w.Two(answer.Answer, saidWord(e.said.state[sign]))
	e.ends(start, end)
}

// ends writes where in the text something was said, and ends its object.
func (e *Engine) ends(start, end int) {
	e.Out.Number(answer.StartsAt, start)
	e.Out.Number(answer.EndsAt, end)
	e.Out.Put(answer.End)
}

// labelled writes a fact's label with its key.
func (e *Engine) labelled(fact int) {
	e.Out.Two(answer.Label, answer.Text)
	e.label(fact)
	e.Out.Put(answer.End)
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
	g := &e.book.sign
	for j := g.at[sign]; j < g.at[sign+1]; j++ {
		if e.factOf(int(g.term[j])) >= 0 {
			return true
		}
	}
	return false
}

// label writes a fact in plain words: "tingling (both, foot, walking)".
func (e *Engine) label(fact int) {
	f := &e.score.fact[fact]
	e.Out.Add(e.reader.Lexicon.Name(f.term))
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
			named = named || int(own[j]) == m.Sites[i]
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
		e.Out.Put(')')
	}
}

// more writes one more thing that a label says, after how it belongs there.
func (e *Engine) more(first bool, how string, term int) bool {
	if term < 0 {
		return first
	}
	if first {
		e.Out.Say(" (")
	} else {
		e.Out.Say(", ")
	}
	e.Out.Say(how)
	e.Out.Add(e.reader.Lexicon.Name(term))
	return false
}

// redFlags lists the rules that fire, worst first, each with the signs that made it so.
func (e *Engine) redFlags() {
	w := &e.Out
	w.Two(answer.RedFlags, answer.List)
	r := &e.book.rule
	for i := range r.id {
		if e.said.value[i] != yes {
			continue
		}
		w.Put(answer.Object)
		w.Text(answer.ID, r.id[i])
		w.Text(answer.Label, r.title[i])
		w.Two(answer.Level, levelWord(uint8(r.level[i])))
		w.Text(answer.Action, r.action[i])
		w.Text(answer.Why, r.why[i])
		e.because(r.when[i])
		e.source(r.source[i], r.quote[i])
		w.Put(answer.End)
	}
	e.writeHeeded()
	w.Put(answer.End)
}

// source writes what a rule or an advice rests on.
func (e *Engine) source(document, quote []byte) {
	e.Out.Two(answer.Source, answer.Object)
	e.quoted(quote, document)
	e.Out.Put(answer.End)
}

// quoted writes a sentence of a document.
func (e *Engine) quoted(quote, document []byte) {
	e.Out.Text(answer.Quote, quote)
	e.Out.Text(answer.Document, document)
}

// because lists the signs of a rule that are so, each once, in the order of the rule.
func (e *Engine) because(when []byte) {
	e.Out.Two(answer.Because, answer.List)
	for i := range e.said.state {
		if e.said.state[i] == yes && e.names(when, i) {
			e.Out.Item(e.book.sign.name[i])
		}
	}
	e.Out.Put(answer.End)
}

// unexplained lists what the reader has and none of the shown descriptions speaks of.
func (e *Engine) unexplained() {
	e.Out.Two(answer.Unexplained, answer.List)
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
		e.Out.Put(answer.Object)
		e.labelled(i)
		e.ends(f.start, f.end)
	}
	e.Out.Put(answer.End)
}

// next is the next question: danger first, then what tells the descriptions apart.
func (e *Engine) next() {
	if len(e.answers.id) >= mostAsked {
		return
	}
	w := &e.Out
	p := &e.plan
	if len(p.asks) > 0 && !p.calm {
		a := &p.asks[0]
		r := &e.book.rule
		w.Two(answer.Next, answer.Object)
		e.question(a.sign, 0)
		w.Text(answer.ID, r.id[a.rule])
		w.Text(answer.Why, r.why[a.rule])
		w.Two(answer.Level, levelWord(a.level))
		w.Two(answer.Kind, answer.RedFlag)
		e.source(r.source[a.rule], r.quote[a.rule])
		w.Put(answer.End)
	} else if p.term >= 0 {
		w.Two(answer.Next, answer.Object)
		e.question(-1, p.term)
		w.Two(answer.Why, answer.TellsApart)
		w.Two(answer.Kind, answer.Finding)
		w.Put(answer.End)
	}
}

// question writes what is asked about, and how: a sign of the danger rules, or a term if sign is negative.
func (e *Engine) question(sign, term int) {
	if sign >= 0 {
		e.Out.Text(answer.Finding, e.book.sign.id[sign])
		e.Out.Text(answer.Question, e.book.sign.question[sign])
		return
	}
	e.Out.Text(answer.Finding, e.reader.Lexicon.ID(term))
	e.Out.Text(answer.Question, e.pages.ask(term))
}

// asks lists open danger questions: those still to be asked, or all that are not known, the ones answered "not sure" too.
func (e *Engine) asks(key byte, all bool) {
	e.Out.Two(key, answer.List)
	if all {
		for i := range e.said.given {
			if e.said.given[i] == unsure && e.book.asked(i) {
				e.askItem(i, e.worst(i))
			}
		}
	}
	for i := 0; i < len(e.plan.asks) && (all || !e.plan.calm); i++ {
		a := &e.plan.asks[i]
		e.askItem(a.sign, a.level)
	}
	e.Out.Put(answer.End)
}

func (e *Engine) askItem(sign int, level uint8) {
	e.Out.Put(answer.Object)
	e.question(sign, 0)
	e.Out.Two(answer.Level, levelWord(level))
	e.Out.Put(answer.End)
}

// worst is the worst level of a rule that names a sign.
func (e *Engine) worst(sign int) uint8 {
	l := uint8(NoMatch)
	for i := range e.book.rule.when {
		if e.names(e.book.rule.when[i], sign) {
			l = max(l, uint8(e.book.rule.level[i]))
		}
	}
	return l
}

func (e *Engine) wouldChange() {
	w := &e.Out
	w.Two(answer.WouldChange, answer.List)
	for i := 0; i < e.plan.changes; i++ {
		c := &e.plan.change[i]
		w.Put(answer.Object)
		e.question(c.sign, c.term)
		w.Two(answer.Answer, saidWord(c.said))
		w.Two(answer.Level, levelWord(c.level))
		w.Put(answer.End)
	}
	w.Put(answer.End)
}

// summary is what a reader can read out: who, what, what not, what is not known.
func (e *Engine) summary() {
	w := &e.Out
	w.Two(answer.Summary, answer.List)
	if age := e.reader.Age; age >= 0 {
		w.Put(answer.Text)
		w.Say("Age: ")
		if age < 24 {
			e.digits(age)
			w.Say(" months.")
		} else {
			e.digits(age / 12)
			w.Say(" years.")
		}
		w.Put(answer.End)
	}
	e.sentence("Has: ", yes)
	e.sentence("Says no to: ", no)
	e.sentence("Not sure about: ", unsure)
	w.Put(answer.End)
}

func (e *Engine) digits(n int) {
	if n > 9 {
		e.digits(n / 10)
	}
	e.Out.Put(byte('0' + n%10))
}

// sentence lists the facts and danger signs with one answer.
func (e *Engine) sentence(start string, said uint8) {
	w := &e.Out
	begun := len(w.B)
	w.Put(answer.Text)
	w.Say(start)
	none := len(w.B)
	for i := range e.score.fact {
		if e.score.fact[i].answer == said && e.firstOf(i) {
			e.label(i)
			w.Say("; ")
		}
	}
	for i := range e.said.given {
		if e.said.given[i] == said && e.book.asked(i) {
			w.Add(e.book.sign.name[i])
			w.Say("; ")
		}
	}
	if len(w.B) == none {
		w.B = w.B[:begun]
		return
	}
	w.B = w.B[:len(w.B)-2] // the last "; "
	w.Two('.', answer.End)
}
