package extract

import (
	"strings"

	"signpost/search/lexicon"
	"signpost/search/page"
	"signpost/tools/internal/condition"
)

// documentKind says whether a document is about a condition, a symptom, neither ("topic") or several conditions ("many").
func documentKind(lex *lexis, r *lexicon.Reader, d *condition.Document) string {
	if d.Topic == "condition" || d.Topic == "topic" {
		return d.Topic
	}
	name := headingSubject(d.Title)
	if k := lex.byKey[stemKey(name)]; k != nil && titleKind(name) != "topic" {
		return "condition"
	}
	if n := toldName(name); n != "" && lex.symptomNamed(r, n) == nil && namesConditionAtEnd(strings.Fields(strings.ToLower(n))) {
		return "condition"
	}
	if d.Topic == "symptom" || lex.symptomNamed(r, name) != nil {
		return "symptom"
	}
	kind := titleKind(name)
	if kind == "condition" {
		return kind
	}
	if asksWhy(d.Title) && lex.speaksOfSymptom(r, d.Title) || manyConditions(lex, d) {
		return "many"
	}
	if kind != "" {
		return kind
	}
	if definedAsCondition(d, name) {
		return "condition"
	}
	return "topic"
}

// asksWhy reports whether a title tells of something that happens rather than naming it: "Why do legs tingle?", "Tingling after a run".
func asksWhy(title string) bool {
	if strings.HasSuffix(strings.TrimSpace(title), "?") {
		return true
	}
	for _, t := range tokenise(nil, title) {
		switch t.word {
		case "why", "when", "after", "during", "while":
			return true
		}
	}
	return false
}

// manyConditions reports whether at least two headings name conditions of their own.
func manyConditions(lex *lexis, d *condition.Document) bool {
	seen := map[string]bool{}
	for i := range d.Sections {
		h := headingSubject(d.Sections[i].Heading)
		if k := stemKey(h); k != "" && k != stemKey(headingSubject(d.Title)) && (lex.byKey[k] != nil || namesCondition(h) && len(strings.Fields(h)) < 7) {
			seen[k] = true
		}
	}
	return len(seen) >= 2
}

// definedAsCondition reports whether the document's first sentences call its subject a disease or disorder, or its sections
// are those of one: symptoms, causes, treatment.
func definedAsCondition(d *condition.Document, name string) bool {
	roles := map[string]bool{}
	n := 0
	for i := range d.Sections {
		roles[d.Sections[i].Role] = true
		for _, s := range d.Sections[i].Sentences {
			if n++; n > 6 {
				break
			}
			low := strings.ToLower(s.Plain)
			for _, w := range []string{" disease", " disorder", " condition", " infection", " syndrome", " illness", " inflammation", " is a problem", " injury", " defect", " tumor"} {
				if strings.Contains(low, " is a") && strings.Contains(low, w) || strings.Contains(low, " are ") && strings.Contains(low, w) {
					return true
				}
			}
		}
	}
	return roles[page.Symptoms] && (roles[page.Treatment] || roles[page.Causes])
}

// enter sets what a section is about from its heading.
func (x *extraction) enter(sec *condition.Section, i int) {
	x.sec, x.role = sec, x.outlookRole(sec)
	if x.main != nil {
		x.section = []*subject{x.main}
		x.focus = x.section
		return
	}
	if sec.Heading == "" && i > 0 { // the text goes on under another role
		return
	}
	if i == 0 || sec.Level <= x.level {
		x.section, x.level, x.kind = nil, 0, nil
	}
	if sec.Level <= x.listLevel {
		x.listLevel, x.prior = 0, ""
	}
	if s := x.headingCondition(sec); s != nil {
		x.section, x.level, x.kind = []*subject{s}, sec.Level, nil
		x.learn(s, s.name)
		if h := plainName(headingSubject(sec.Heading)); x.written[s] == "" {
			x.written[s] = strings.TrimSpace(strings.Split(h, "(")[0])
		}
		if x.prior != "" {
			x.priors = append(x.priors, prior{s, x.priorSection, x.prior})
		}
		if causes := x.causesOf(sec); len(causes) > 0 { // "Pinched nerves": "the cause could be X or Y"
			x.section, x.plural = causes[:1], causes
			x.kind = s
		}
	} else if listsConditions(sec.Heading) {
		x.listLevel, x.prior = sec.Level, priorWord(sec.Heading)
		x.priorSection = sec
	}
	x.focus = x.section
}

// causesOf gives the conditions that a section under the name of a kind of condition calls its cause: "The cause could be X or Y".
func (x *extraction) causesOf(sec *condition.Section) []*subject {
	for k := range sec.Sentences {
		s := &sec.Sentences[k]
		r := &reading{plain: s.Plain, tok: tokenise(nil, s.Plain)}
		if i := r.indexOf("cause"); i < 0 || i > 1 || i+2 >= len(r.tok) || !r.tok[i+1].is(clModal) {
			continue
		}
		x.lex.read(x.terms, r, x.local, x.about)
		var out []*subject
		for _, n := range r.named {
			out = append(out, n.about)
		}
		return out
	}
	return nil
}

// listsConditions reports whether the sections under a heading each name a cause or condition: "Why does X happen?",
// "Rare conditions that cause X".
func listsConditions(heading string) bool {
	low := " " + strings.ToLower(heading) + " "
	for _, w := range [...]string{" why ", " cause", " conditions ", " reasons ", " disorders ", " diseases ", " culprits "} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// priorWord is the word of a heading that says how common the conditions under it are.
func priorWord(heading string) string {
	for _, t := range tokenise(nil, heading) {
		if t.word == "rare" || t.word == "common" || t.word == "uncommon" {
			return t.word
		}
	}
	return ""
}

// prior is how common a heading calls the conditions under it.
type prior struct {
	about   *subject
	section *condition.Section
	word    string
}

// statePriors states what headings say of the conditions that the text itself calls neither common nor rare.
func (x *extraction) statePriors() {
	for _, p := range x.priors {
		said := false
		for i := range x.out {
			said = said || x.out[i].Slot == page.SlotFrequency && x.out[i].Condition == x.statementAbout(p.about).Condition
		}
		start := strings.LastIndex(x.doc.Text[:p.section.End], p.section.Heading)
		if said || start < 0 {
			continue
		}
		st := x.statementAbout(p.about)
		st.Fact = page.Fact{Slot: page.SlotFrequency, Value: p.word, Status: "draft", Evidence: []page.Evidence{evidence(x.doc, start, start+len(p.section.Heading))}}
		st.ID = factID(p.about.key, st.Fact)
		x.out = append(x.out, st)
	}
}

// headingCondition gives the condition that a heading of a document about several conditions names.
func (x *extraction) headingCondition(sec *condition.Section) *subject {
	h := headingSubject(sec.Heading)
	if h == "" || sec.Level <= 1 {
		return nil
	}
	k := stemKey(h)
	if s := x.lex.byKey[k]; s != nil {
		return s
	}
	words := strings.Fields(h)
	listed := numbered(sec.Heading) || x.listLevel > 0 && sec.Level == x.listLevel+1
	if len(words) > 7 || listsConditions(h) || titleKind(h) == "topic" || x.level > 0 && sec.Level > x.level {
		return nil
	}
	if listed || namesCondition(h) && !classes[strings.ToLower(words[0])].has(clSub|clRel|clPron) {
		s := &subject{name: plainName(h), key: k}
		if i := strings.IndexByte(h, '('); i > 0 {
			s.name = strings.TrimSpace(plainName(h[:i]))
			if j := strings.IndexByte(h[i:], ')'); j > 0 {
				s.names = append(s.names, h[i+1:i+j])
			}
		}
		return s
	}
	return nil
}

// outlook is the role of a section on how a condition goes on. Only course, onset, how common, what prevents and treats are taken from
// it: what it says of symptoms, causes and places is mostly of other things.
const outlook = "outlook"

// outlookRole gives a section's role, told apart into prevention and outlook: by its heading, by the heading it stands under, or, where
// no heading stands, by whether anything in it speaks of preventing.
func (x *extraction) outlookRole(sec *condition.Section) string {
	if sec.Role != page.Prevention {
		x.outlookLevel = 0
		return sec.Role
	}
	if sec.Heading == "" {
		if hasStem(x.doc.Text[sec.Start:sec.End], "prevent", "lower", "reduc", "avoid", "protect", "vaccin") {
			return sec.Role
		}
		return outlook
	}
	if x.outlookLevel > 0 && sec.Level > x.outlookLevel && !hasStem(sec.Heading, "prevent", "reduc", "lower", "avoid") {
		return outlook
	}
	x.outlookLevel = 0
	if hasStem(sec.Heading, "outlook", "prognos", "complication", "life expectancy", "long-term", "long term", "recover", "survival", "expected course", "what happens next") && !hasStem(sec.Heading, "prevent", "reduc", "lower", "avoid") {
		x.outlookLevel = sec.Level
		return outlook
	}
	return sec.Role
}

// hasStem reports whether one of the stems stands in a text, in any case.
func hasStem(text string, stems ...string) bool {
	text = strings.ToLower(text)
	for _, s := range stems {
		if strings.Contains(text, s) {
			return true
		}
	}
	return false
}
