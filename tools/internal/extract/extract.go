// Package extract turns documents into statements about conditions, and statements into pages. [build]
//
// Extract reads each document sentence by sentence: what the sentence is about (subject.go), which vocabulary terms and cues
// stand in it (lexis.go, cue.go), and what the words round a cue say for which slot (rules.go). Merge (merge.go) joins what
// all documents say of one condition and finds disagreements. docs/facts.md explains the rules and how good they are.
package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

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

	sec      *condition.Section
	at       int           // index of the sentence in the section
	item     bool          // the sentence is an item of a list
	lastHead string        // slot of the list head that the sentence before was about
	nextHead string        // slot that \"These include\" after this sentence stands for
	signs    int           // sentence that said its signs and symptoms may be caused by the condition
	intro    map[int]frame // sentences that open a list
	have     map[string]int
	felt     [][2]int // tokens of the sentence that a symptom was read from
	spans    [][2]int // tokens of the sentence that a cause or mechanism was read from
	out      []condition.Statement
}

// frame is what an opening sentence says of the items of its list.
type frame struct {
	slot  string
	level string
	also  bool // signs of the condition too, not only reasons to get help
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
	case "symptom":
		x.main = x.symptom
	}
	for i := range d.Sections {
		x.enter(&d.Sections[i], i)
		x.readSection()
	}
	x.statePriors()
	return x.out
}

// documentKind says whether a document is about a condition, a symptom, neither ("topic") or several conditions ("many").
func documentKind(lex *lexis, r *lexicon.Reader, d *condition.Document) string {
	if d.Topic == "condition" || d.Topic == "topic" {
		return d.Topic
	}
	name := headingSubject(d.Title)
	if k := lex.byKey[stemKey(name)]; k != nil && titleKind(name) != "topic" {
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

// enter sets what a section is about from its heading.
func (x *extraction) enter(sec *condition.Section, i int) {
	x.sec = sec
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

// readSection reads the sentences of a section and takes what they state.
func (x *extraction) readSection() {
	if x.sec.Role == page.References {
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

// claim is a statement in the making.
type claim struct {
	slot     string
	value    string
	term     string
	q        page.Qualifiers
	absent   bool
	hedge    string
	level    string
	about    []*subject
	from, to int // tokens that the value was read from
}

// saidSymptom reports whether a symptom of this sentence has been read from these tokens.
func (x *extraction) saidSymptom(from, to int) bool {
	for _, c := range x.felt {
		if from < c[1] && c[0] < to {
			return true
		}
	}
	return false
}

// isName reports whether a value is only a name of the subject.
func (x *extraction) isName(s *subject, value string) bool {
	k := stemKey(value)
	if k == s.key {
		return true
	}
	for _, n := range s.names {
		if stemKey(n) == k {
			return true
		}
	}
	for _, n := range x.names[s] {
		if stemKey(n) == k {
			return true
		}
	}
	return false
}

// claimed reports whether a value of this sentence has been read from these tokens.
func (x *extraction) claimed(from, to int) bool {
	for _, c := range x.spans {
		if from < c[1] && c[0] < to {
			return true
		}
	}
	return false
}

// state adds a claim for each subject it is about, unless the document has said the same before.
func (x *extraction) state(r *reading, c claim) {
	value := strings.TrimSpace(strings.Trim(c.value, " ,;:-"))
	if value == "" || len(value) > 120 {
		return
	}
	about := c.about
	if about == nil {
		about = x.focus
	}
	s := &x.sec.Sentences[x.at]
	polarity := ""
	if c.absent {
		polarity = "absent"
	}
	if c.slot == page.SlotMechanism || c.slot == page.SlotCause {
		x.spans = append(x.spans, [2]int{c.from, c.to})
	}
	if c.slot == page.SlotSymptom {
		x.felt = append(x.felt, [2]int{c.from, c.to})
	}
	for _, subj := range about {
		if subj == nil || c.slot != page.SlotSeekCare && c.slot != page.SlotRedFlag && c.slot != page.SlotMechanism && x.isName(subj, value) {
			continue
		}
		if subj == x.symptom && c.slot != page.SlotSeekCare && c.slot != page.SlotRedFlag && c.slot != page.SlotPrevention && x.main != x.symptom {
			continue
		}
		key := subj.key + "|" + slotGroup(c.slot) + "|" + polarity + "|" + sortedKey(value)
		if at, ok := x.have[key]; ok {
			joinQualifiers(&x.out[at].Qualifiers, c.q)
			continue
		}
		if x.repeats(subj, c.slot, polarity, value) {
			continue
		}
		if c.term != "" && (c.slot == page.SlotSide || c.slot == page.SlotSymptom && len(strings.Fields(value)) == 1) { // another word for the same
			bare := subj.key + "|" + c.slot + "|" + polarity + "||" + c.term
			if at, ok := x.have[bare]; ok {
				joinQualifiers(&x.out[at].Qualifiers, c.q)
				continue
			}
			x.have[bare] = len(x.out)
		}
		x.have[key] = len(x.out)
		st := x.statementAbout(subj)
		st.Fact = page.Fact{Slot: c.slot, Value: value, Term: c.term, Qualifiers: c.q, Polarity: polarity, Hedge: c.hedge, Frequency: frequencyOf(c.hedge),
			Level: c.level, Status: "draft", Evidence: []page.Evidence{evidence(x.doc, s.Start, s.End)}}
		st.ID = factID(subj.key, st.Fact)
		x.out = append(x.out, st)
	}
}

// repeats reports whether the document has said the same of the subject in a few more or fewer words.
func (x *extraction) repeats(s *subject, slot, polarity, value string) bool {
	g := slotGroup(slot)
	if g != page.SlotRisk && g != page.SlotMechanism && slot != page.SlotCourse && slot != page.SlotTrigger {
		return false
	}
	words := strings.Fields(sortedKey(value))
	name := x.statementAbout(s).Condition
	for i := range x.out {
		o := &x.out[i]
		if o.Condition != name || o.Polarity != polarity || slotGroup(o.Slot) != g && (g != page.SlotMechanism || o.Slot != page.SlotCause) {
			continue
		}
		if g == page.SlotMechanism && o.Slot == page.SlotCause && subset(words, strings.Fields(sortedKey(o.Value))) {
			return true // "the blockage", after "caused by a blockage of the appendix"
		}
		if slotGroup(o.Slot) != g {
			continue
		}
		other := strings.Fields(sortedKey(o.Value))
		if n := len(words) - len(other); n <= 3 && n >= -3 && (subset(words, other) || subset(other, words)) {
			return true
		}
	}
	return false
}

func subset(a, b []string) bool {
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || x == y
		}
		if !found {
			return false
		}
	}
	return true
}

// statementAbout names a subject as this document writes it, with its other names.
func (x *extraction) statementAbout(s *subject) condition.Statement {
	st := condition.Statement{Condition: s.name, Names: append(append([]string(nil), s.names...), x.names[s]...)}
	if w := x.written[s]; w != "" && s != x.main && s != x.symptom && !strings.EqualFold(w, s.name) {
		names := []string{s.name}
		for _, n := range st.Names {
			if !strings.EqualFold(n, w) {
				names = append(names, n)
			}
		}
		st.Condition, st.Names = w, names
	}
	return st
}

// slotGroup is the slot; a slot whose facts repeat those of another shares its group.
func slotGroup(slot string) string {
	switch slot {
	case page.SlotCause:
		return page.SlotRisk
	case page.SlotWorse:
		return page.SlotTrigger
	case page.SlotSeekCare:
		return page.SlotRedFlag
	}
	return slot
}

// factID is stable over documents and offsets: a hash of condition, slot, polarity and term or value.
func factID(condition string, f page.Fact) string {
	h := sha256.Sum256([]byte(condition + "\x00" + f.Slot + "\x00" + f.Polarity + "\x00" + sortedKey(f.Value)))
	return hex.EncodeToString(h[:6])
}

// evidence is the selector of a span: its text with up to 32 bytes before and after, cut at runes.
func evidence(d *condition.Document, start, end int) page.Evidence {
	p, s := max(0, start-32), min(len(d.Text), end+32)
	for p < start && !utf8.RuneStart(d.Text[p]) {
		p++
	}
	for s > end && s < len(d.Text) && !utf8.RuneStart(d.Text[s]) {
		s--
	}
	return page.Evidence{Document: d.ID, Start: start, End: end, Exact: d.Text[start:end], Prefix: d.Text[p:start], Suffix: d.Text[end:s]}
}
