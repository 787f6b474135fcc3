package extract

import (
	"sort"
	"strings"

	"signpost/search/text"
	"signpost/tools/internal/condition"
)

// Term is one vocabulary term as extraction needs it.
type Term struct {
	ID    string
	Kind  string   // condition, symptom, site, side, onset, course, trigger, relief, severity, frequency, exposure
	Names []string // preferred name first, then lay and clinical words
	Codes []string
}

// lexis is what words mean to all documents of one run: the vocabulary's terms and the names of conditions.
type lexis struct {
	terms      []Term
	byID       map[string]*Term
	words      *phrases // stemmed names -> index of terms
	conditions []*subject
	byKey      map[string]*subject // stemKey of every name -> condition
	names      *phrases            // lower-case words of a name -> index of conditions
}

func newLexis(terms []Term, docs []condition.Document) *lexis {
	l := &lexis{terms: terms, byID: map[string]*Term{}, words: &phrases{}, byKey: map[string]*subject{}, names: &phrases{}}
	for i := range terms {
		t := &terms[i]
		l.byID[t.ID] = t
		if t.Kind == "condition" {
			l.addCondition(t.Names)
			continue
		}
		for _, n := range t.Names {
			l.words.add(stemWords(n), int32(i))
		}
	}
	for i := range docs {
		d := &docs[i]
		if d.Title == "" || d.Topic == "topic" || d.Topic == "symptom" {
			continue
		}
		if name := plainName(headingSubject(d.Title)); (d.Topic == "condition" || titleKind(name) == "condition") && l.symptomNamed(name) == nil {
			l.addCondition(append([]string{name}, d.Names...))
		}
	}
	return l
}

// symptomNamed gives the symptom whose name a title is.
func (l *lexis) symptomNamed(title string) *Term {
	tok := tokenise(nil, title)
	stemTokens(tok)
	if v, end := l.words.atStem(tok, 0); v >= 0 && end == len(tok) && l.terms[v].Kind == "symptom" {
		return &l.terms[v]
	}
	return nil
}

// speaksOfSymptom reports whether a title has a symptom among its words: "Why do your legs tingle?"
func (l *lexis) speaksOfSymptom(title string) bool {
	tok := tokenise(nil, title)
	stemTokens(tok)
	for i := range tok {
		if v, end := l.words.atStem(tok, i); v >= 0 && end > i && l.terms[v].Kind == "symptom" {
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
		s = &subject{name: names[0], key: key}
		l.byKey[key] = s
		l.conditions = append(l.conditions, s)
	}
	for _, n := range names {
		l.nameCondition(s, n)
	}
	return s
}

func (l *lexis) nameCondition(s *subject, name string) {
	at := int32(0)
	for i, c := range l.conditions {
		if c == s {
			at = int32(i)
		}
	}
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
		l.names.add(strings.Join(b, " "), at)
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

func stemWords(s string) string {
	tok := tokenise(nil, s)
	stemTokens(tok)
	var b []string
	for i := range tok {
		if tok[i].stem != "" {
			b = append(b, tok[i].stem)
		}
	}
	return strings.Join(b, " ")
}

// stemTokens fills in the stems. A determiner or a mark of punctuation has none.
func stemTokens(tok []token) {
	var buf [64]byte
	for i := range tok {
		t := &tok[i]
		if t.is(clPunct|clDet) && t.word != "both" && t.word != "no" || len(t.word) > len(buf) {
			continue
		}
		b := append(buf[:0], t.word...)
		b = b[:text.American(b)]
		b = b[:text.Stem(b)]
		t.stem = string(b)
	}
}

// atStem is at over stems; tokens without one are passed over, a comma is not.
func (p *phrases) atStem(tok []token, i int) (value int32, end int) {
	value, end = -1, i
	if tok[i].stem == "" {
		return
	}
	n := &p.root
	for j := i; j < len(tok); j++ {
		if tok[j].stem == "" {
			if tok[j].is(clPunct) && tok[j].word != "-" {
				break
			}
			continue
		}
		if n = n.next[tok[j].stem]; n == nil {
			break
		}
		if n.value > 0 {
			value, end = n.value-1, j+1
		}
	}
	return value, end
}

// read finds everything that a sentence's words mean.
func (l *lexis) read(r *reading, local *phrases, about []*subject) {
	stemTokens(r.tok)
	for i := 0; i < len(r.tok); i++ {
		if v, end := l.words.atStem(r.tok, i); v >= 0 {
			t := &l.terms[v]
			r.terms = append(r.terms, mention{kind: t.Kind, id: t.ID, name: t.Names[0], from: i, to: end, denied: r.denied(i)})
		}
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
	sort.SliceStable(r.cues, func(a, b int) bool { return r.cues[a].from < r.cues[b].from })
}

// denied reports whether a negation before token i in its clause reaches it.
func (r *reading) denied(i int) bool {
	for j := i - 1; j >= 0 && i-j < 12; j-- {
		t := &r.tok[j]
		switch {
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
