package extract

import (
	"strings"

	"signpost/search/lexicon"
	"signpost/search/page"
	"signpost/tools/internal/condition"
	"signpost/tools/internal/vocabulary"
)

// lexis is what words mean to all documents of one run: the vocabulary's terms and the names of conditions.
type lexis struct {
	voc        *vocabulary.Vocabulary
	lexicon    *lexicon.Lexicon
	conditions []*subject
	byKey      map[string]*subject // stemKey of every name -> condition
	names      *phrases            // lower-case words of a name -> index of conditions
}

func newLexis(voc *vocabulary.Vocabulary, docs []condition.Document) *lexis {
	l := &lexis{voc: voc, lexicon: voc.Lexicon(), byKey: map[string]*subject{}, names: &phrases{}}
	for i := range voc.Terms {
		if t := &voc.Terms[i]; t.Kind == lexicon.Condition {
			if s := l.addCondition(t.Forms()); s != nil && len(s.codes) == 0 {
				s.codes = t.Codes
			}
		}
	}
	// All titles come before all other names, so that no title is taken for another name of an earlier document.
	r := lexicon.NewReader(l.lexicon, 1024)
	own := make([]*subject, len(docs))
	for i := range docs {
		d := &docs[i]
		if d.Title == "" || d.Topic == "topic" || d.Topic == "symptom" {
			continue
		}
		name := plainName(headingSubject(d.Title))
		if d.Topic == "condition" || (titleKind(name) == "condition" || l.byKey[stemKey(name)] != nil && titleKind(name) == "") && l.symptomNamed(r, name) == nil {
			own[i] = l.addCondition([]string{name})
		}
	}
	for i, s := range own {
		if s == nil {
			continue
		}
		// A page has its publisher's title; the vocabulary's name is another name of it.
		if name := plainName(headingSubject(docs[i].Title)); s.titled == "" || stemKey(name) == stemKey(s.titled) {
			s.titled = name
		}
	}
	for i, s := range own {
		if s != nil {
			for _, n := range docs[i].Names {
				l.nameCondition(s, n)
			}
			if s.titled != "" && s.titled != s.name {
				names := []string{s.name}
				for _, n := range s.names {
					if n != s.titled {
						names = append(names, n)
					}
				}
				s.name, s.names = s.titled, names
			}
		}
	}
	return l
}

// symptomNamed gives the symptom whose name a title is.
func (l *lexis) symptomNamed(r *lexicon.Reader, title string) *vocabulary.Term {
	title = strings.TrimSpace(title)
	r.Read([]byte(title))
	for i := range r.Mentions[:r.N] {
		if m := &r.Mentions[i]; m.Kind == lexicon.Symptom && m.Start == 0 && m.End == len(title) && !neutral[strings.ToLower(title)] {
			return &l.voc.Terms[m.Term]
		}
	}
	return nil
}

// speaksOfSymptom reports whether a title has a symptom among its words.
func (l *lexis) speaksOfSymptom(r *lexicon.Reader, title string) bool {
	r.Read([]byte(title))
	for i := range r.Mentions[:r.N] {
		if m := &r.Mentions[i]; m.Kind == lexicon.Symptom && !neutral[strings.ToLower(title[m.Start:m.End])] {
			return true
		}
	}
	return false
}

// addCondition makes a condition of names, or adds them to the condition that has the first one already.
func (l *lexis) addCondition(names []string) *subject {
	key := stemKey(names[0])
	if key == "" {
		return nil
	}
	s := l.byKey[key]
	if s == nil {
		s = &subject{name: names[0], key: key, number: int32(len(l.conditions))}
		l.byKey[key] = s
		l.conditions = append(l.conditions, s)
	}
	for _, n := range names {
		l.nameCondition(s, n)
	}
	return s
}

func (l *lexis) nameCondition(s *subject, name string) {
	k := stemKey(name)
	if k == "" || len(name) < 2 {
		return
	}
	if other := l.byKey[k]; other == nil {
		l.byKey[k] = s
	} else if other != s {
		return
	}
	if name != s.name && !contains(s.names, name) {
		s.names = append(s.names, name)
	}
	for _, form := range nameForms(name) {
		var b []string
		for _, t := range tokenise(nil, form) {
			b = append(b, t.word)
		}
		l.names.add(strings.Join(b, " "), s.number)
	}
}

// nameForms are the ways a document may write a name: as it is, without what stands in brackets, and in the other number.
func nameForms(name string) []string {
	forms := []string{name}
	if i := strings.IndexByte(name, '('); i > 0 {
		j := strings.IndexByte(name[i:], ')')
		if j > 0 {
			forms = append(forms, strings.TrimSpace(name[:i])+" "+strings.TrimSpace(name[i+j+1:]), name[i+1:i+j])
		}
	}
	if low := strings.ToLower(name); strings.HasSuffix(low, " deficiency") {
		forms = append(forms, "lack of "+name[:len(name)-len(" deficiency")], "low "+name[:len(name)-len(" deficiency")])
	}
	for _, f := range forms {
		f = strings.TrimSpace(f)
		switch low := strings.ToLower(f); {
		case len(f) < 4 || strings.HasSuffix(low, "ss") || strings.HasSuffix(low, "us") || strings.HasSuffix(low, "is") || strings.HasSuffix(low, "."):
		case strings.HasSuffix(low, "ies"):
			forms = append(forms, f[:len(f)-3]+"y")
		case strings.HasSuffix(low, "s"):
			forms = append(forms, f[:len(f)-1])
		case strings.HasSuffix(low, "y") && !strings.HasSuffix(low, "ey"):
			forms = append(forms, f[:len(f)-1]+"ies")
		default:
			forms = append(forms, f+"s")
		}
	}
	return forms
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// kindNames are the kinds of the lexicon as facts name them.
var kindNames = [...]string{
	lexicon.Condition: "condition", lexicon.Symptom: "symptom", lexicon.Site: "site", lexicon.Side: "side", lexicon.Onset: "onset", lexicon.Course: "course",
	lexicon.Trigger: "trigger", lexicon.Relief: "relief", lexicon.Severity: "severity", lexicon.Frequency: "frequency", lexicon.Exposure: "exposure",
}

// read finds everything that a sentence's words mean.
func (l *lexis) read(lr *lexicon.Reader, r *reading, local *phrases, about []*subject) {
	lr.Read([]byte(r.plain))
	at := 0
	for i := range lr.Mentions[:lr.N] {
		m := &lr.Mentions[i]
		for at > 0 && r.tok[min(at, len(r.tok)-1)].start > m.Start {
			at--
		}
		for at < len(r.tok) && r.tok[at].end <= m.Start {
			at++
		}
		to := at
		for to < len(r.tok) && r.tok[to].start < m.End {
			to++
		}
		if at == to || to == at+1 && r.tok[at].is(clPrep|clConj|clComp) || r.tok[at].word == "also" || m.Kind == lexicon.Side && !r.sided(at, to) {
			continue
		}
		t := &l.voc.Terms[m.Term]
		if m.Kind == lexicon.Symptom && (to == at+1 && neutral[r.tok[at].word] || r.tok[at].word == "lack" && to > at+3) {
			continue
		}
		spread := false
		if m.Whole != m.Term { // "burning that begins in both feet" is foot pain, said in "burning"
			for j := at + 1; j < to; j++ {
				if r.tok[j].is(clPrep | clRel | clModal | clBe | clVerb) {
					if spread = l.startsWithSite(lr, r.tok[at].word); !spread {
						to = j
					}
					break
				}
			}
		}
		r.terms = append(r.terms, mention{kind: kindNames[m.Kind], id: t.ID, name: t.Name, from: at, to: to, denied: r.denied(at), spread: spread, fixed: contains(t.Forms(), r.plain[m.Start:m.End]), q: l.qualifiers(m)})
	}
	l.splitSites(lr, r)
	r.dropContained()
	for i := 0; i < len(r.tok); i++ {
		v, end := local.at(r.tok, i)
		s := (*subject)(nil)
		if v >= 0 {
			s = about[v]
		}
		if w, e := l.names.at(r.tok, i); w >= 0 && e > end {
			s, end = l.conditions[w], e
		}
		if s != nil && (len(r.named) == 0 || r.named[len(r.named)-1].to <= i) {
			r.named = append(r.named, naming{s, i, end})
		}
	}
	for i := 0; i < len(r.tok); i++ {
		if v, end := cues.at(r.tok, i); v >= 0 {
			r.cues = append(r.cues, cue{cueKind(v), i, end})
			i = end - 1
		}
	}
}

// qualifiers are what the lexicon says of a finding, by id.
func (l *lexis) qualifiers(m *lexicon.Mention) page.Qualifiers {
	var q page.Qualifiers
	if m.Kind != lexicon.Symptom {
		return q
	}
	id := func(t int) string {
		if t < 0 {
			return ""
		}
		return l.voc.Terms[t].ID
	}
	ids := func(list []int) []string {
		var out []string
		for _, t := range list {
			if t >= 0 {
				out = addOnce(out, l.voc.Terms[t].ID)
			}
		}
		return out
	}
	q.Site, q.Side, q.Onset, q.Severity = ids(m.Sites[:m.NSites]), id(m.Side), id(m.Onset), id(m.Severity)
	q.Course, q.Trigger, q.Worse, q.Relief = ids(m.Course[:m.NCourse]), ids(m.Trigger[:m.NTrigger]), ids(m.Worse[:m.NWorse]), ids(m.Relief[:m.NRelief])
	return q
}

// noun gives a term's form that is nearest to an adjective of the text: "nausea" for nauseated, "numbness" for numb; its name if none is near.
func (l *lexis) noun(m *mention, word string) string {
	if t := l.voc.Find(m.id); t != nil && !m.spread {
		for _, f := range t.Forms() {
			if len(f) >= 4 && len(word) >= 4 && !strings.Contains(f, " ") && !adjectival(f) && strings.EqualFold(f[:4], word[:4]) && f != word {
				return f
			}
		}
	}
	return m.name
}

// startsWithSite reports whether a word is a part of the body, looked up among the mentions just read.
func (l *lexis) startsWithSite(lr *lexicon.Reader, word string) bool {
	for i := range lr.Mentions[:lr.N] {
		if m := &lr.Mentions[i]; m.Kind == lexicon.Site && m.NSites == 0 {
			for _, f := range l.voc.Terms[m.Term].Forms() {
				if strings.EqualFold(f, word) || strings.EqualFold(f+"s", word) {
					return true
				}
			}
		}
	}
	return false
}

// splitSites makes two mentions of a site that the vocabulary writes as a pair: "arms or legs".
func (l *lexis) splitSites(lr *lexicon.Reader, r *reading) {
	for i := len(r.terms) - 1; i >= 0; i-- {
		m := r.terms[i]
		if m.kind != "site" || m.to-m.from != 3 || !r.tok[m.from+1].is(clConj) {
			continue
		}
		var parts []mention
		for _, j := range [...]int{m.from, m.from + 2} {
			lr.Read([]byte(r.tok[j].word))
			for k := range lr.Mentions[:lr.N] {
				if lr.Mentions[k].Kind == lexicon.Site {
					t := &l.voc.Terms[lr.Mentions[k].Term]
					parts = append(parts, mention{kind: "site", id: t.ID, name: t.Name, from: j, to: j + 1, denied: m.denied})
					break
				}
			}
		}
		if len(parts) == 2 {
			r.terms = append(r.terms[:i:i], append(parts, r.terms[i+1:]...)...)
		}
	}
}

// neutral are words for what a body has or does, which the lexicon takes for a finding in a reader's own words.
var neutral = wordSet(`blood growth growths temperature breath breathing speech vision sight hearing sleep sleeping walk run runs stool stools urine urination eat eating
	heart breathe see hear hunger thirst stress tissue body feeling discomfort nerve nerves electrical gas period periods weight appetite movement`)

// dropContained leaves out a mention that stands inside a longer one of its kind: "back" in "lower back".
func (r *reading) dropContained() {
	keep := r.terms[:0:0]
	for i := range r.terms {
		m := &r.terms[i]
		inside := false
		for k := range r.terms {
			o := &r.terms[k]
			if k != i && o.kind == m.kind && o.from <= m.from && m.to <= o.to && (o.to-o.from > m.to-m.from || k < i && o.to-o.from == m.to-m.from) {
				inside = true
			}
		}
		if !inside {
			keep = append(keep, *m)
		}
	}
	r.terms = keep
}

// sided reports whether a word for a side is said of the body: "one leg", "on both sides", "symmetric", not "one or more".
func (r *reading) sided(from, to int) bool {
	w := r.tok[from].word
	if strings.HasPrefix(w, "one-") && !strings.HasSuffix(w, "sided") { // "one-third of people"
		return false
	}
	if to-from > 1 || w != "one" && w != "both" && w != "left" && w != "right" && w != "each" && w != "either" && w != "two" && w != "single" {
		return r.tok[to-1].word != "one" && r.tok[to-1].word != "two" && r.tok[to-1].word != "each" && r.tok[to-1].word != "single"
	}
	for j := to; j < len(r.tok) && j < to+3; j++ {
		switch strings.TrimSuffix(r.tok[j].word, "s") {
		case "side", "leg", "arm", "foot", "feet", "hand", "eye", "ear", "knee", "hip", "ankle", "limb", "calf", "calve", "thigh", "buttock", "shoulder", "wrist", "elbow", "kidney", "lung", "breast":
			return w != "two"
		}
	}
	return false
}

// reaches are words whose denial goes on after a comma: "no fever, rash", "does not cause fever, rash".
var reaches = wordSet(`no without neither nor have has cause causes experience develop feel show include any`)

// denied reports whether a negation before token i in its clause reaches it.
func (r *reading) denied(i int) bool {
	comma := false
	for j := i - 1; j >= 0 && i-j < 12; j-- {
		t := &r.tok[j]
		switch {
		case t.word == ",":
			comma = true
		case comma && t.is(clNeg) && j+1 < len(r.tok) && !reaches[t.word] && !reaches[r.tok[j+1].word]:
			return false // "a headache that does not go away, nausea"
		case t.word == "not" && j+1 < i && gerund(r.tok[j+1].word) && (r.tok[i].is(clModal) || r.firstOf(j, i, clModal) < i):
			return false // "not smoking may help"
		case t.word == "only" && j > 0 && r.tok[j-1].word == "not":
			return false
		case t.word == "." || t.word == ";" || t.word == ":" || t.word == "but" || t.word == "although" || t.word == "however" || t.is(clRel|clSub):
			return false
		case t.is(clNeg) && !(t.word == "no" && i-j > 5):
			// "not everyone", "not all" say that some have it.
			return !(j+1 < len(r.tok) && (r.tok[j+1].word == "everyone" || r.tok[j+1].word == "all" || r.tok[j+1].word == "always" || r.tok[j+1].word == "only"))
		}
	}
	return false
}
