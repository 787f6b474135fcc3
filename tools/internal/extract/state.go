package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"signpost/search/page"
	"signpost/tools/internal/condition"
)

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
	tok := tokenise(nil, value)
	i, end := x.local.at(tok, 0)
	return i >= 0 && end == len(tok) && x.about[i] == s
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
	if x.less != "" && (c.slot == page.SlotTreatment || c.slot == page.SlotPrevention) && !strings.HasPrefix(value, x.less) {
		value = x.less + " " + value
	}
	if c.slot == page.SlotCourse && r.untreated() && !strings.Contains(value, "treat") { // it is no other course that is told
		value += " without treatment"
	}
	if c.slot == page.SlotSymptom && (strings.HasSuffix(value, "black skin") || strings.ContainsAny(value, `"“”`)) { // "on brown or black skin": how to look
		return
	}
	if x.role == outlook {
		switch c.slot {
		case page.SlotSymptom, page.SlotCause, page.SlotMechanism, page.SlotTrigger:
			return
		case page.SlotSite, page.SlotSide:
			if !r.findsSymptom(0, len(r.tok)) {
				return
			}
		}
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
