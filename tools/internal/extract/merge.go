package extract

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"signpost/search/lexicon"
	"signpost/search/page"
	"signpost/tools/internal/condition"
	"signpost/tools/internal/vocabulary"
)

// Merge gives the pages that statements and documents make: one per condition, one per symptom that conditions describe, and one per
// document that describes neither ("topic"). Every document's whole text is in the body of at least one page. Slugs are unique in
// each folder. The result is sorted by kind and slug.
func Merge(statements []condition.Statement, docs []condition.Document, voc *vocabulary.Vocabulary) []page.Page {
	m := &merging{voc: voc, lex: newLexis(voc, docs), docs: docs, byID: map[string]*condition.Document{}, groups: map[string]*group{}, many: map[string]bool{}}
	for i := range docs {
		m.byID[docs[i].ID] = &docs[i]
	}
	m.own()
	m.gather(statements)
	m.join()
	pages := m.conditionPages()
	pages = append(pages, m.symptomPages(pages)...)
	nameSlugs(pages)
	for i := range pages {
		if pages[i].Kind == "symptom" {
			for j := range pages[i].Conditions {
				pages[i].Conditions[j].Slug = slugOf(pages, pages[i].Conditions[j].Title)
			}
		}
	}
	sort.SliceStable(pages, func(a, b int) bool {
		if pages[a].Kind != pages[b].Kind {
			return pages[a].Kind < pages[b].Kind
		}
		return pages[a].Slug < pages[b].Slug
	})
	return pages
}

type merging struct {
	voc    *vocabulary.Vocabulary
	lex    *lexis
	docs   []condition.Document
	byID   map[string]*condition.Document
	many   map[string]bool   // documents about several conditions
	groups map[string]*group // by stem key of the name; of a symptom or topic, behind that kind
	order  []*group
}

// group is one page in the making.
type group struct {
	key   string
	name  string
	kind  string
	names []string
	term  string                // of a symptom
	docs  []*condition.Document // whose whole text is this page's
	said  []condition.Statement
	into  *group // joined with
}

func (m *merging) group(key, name, kind string) *group {
	g := m.groups[key]
	if g == nil {
		g = &group{key: key, name: name, kind: kind}
		m.groups[key] = g
		m.order = append(m.order, g)
	}
	return g
}

// own gives every document the page that carries its whole text.
func (m *merging) own() {
	r := lexicon.NewReader(m.lex.lexicon, 1024)
	for i := range m.docs {
		d := &m.docs[i]
		kind := documentKind(m.lex, r, d)
		m.many[d.ID] = kind == "many"
		name := plainName(headingSubject(d.Title))
		var g *group
		switch kind {
		case "condition":
			if s := m.lex.byKey[stemKey(name)]; s != nil {
				g = m.group(s.key, s.name, "condition")
				for _, n := range s.names {
					g.addName(n)
				}
			} else {
				g = m.group(stemKey(name), name, "condition")
			}
			for _, n := range append([]string{name}, d.Names...) {
				g.addName(n)
			}
		case "symptom":
			g = m.group("symptom\x00"+stemKey(name), name, "symptom")
			if t := m.lex.symptomNamed(r, name); t != nil {
				g.term = t.ID
			}
			for _, n := range d.Names {
				g.addName(n)
			}
		default:
			title := strings.TrimSpace(d.Title)
			if title == "" {
				title = d.ID
			}
			g = m.group("topic\x00"+stemKey(title), title, "topic")
			for _, n := range d.Names {
				g.addName(n)
			}
		}
		g.docs = append(g.docs, d)
	}
}

func (g *group) addName(n string) {
	if n = strings.TrimSpace(n); n != "" && n != star && !strings.EqualFold(n, g.name) && !contains(g.names, n) {
		g.names = append(g.names, n)
	}
}

// gather puts every statement with its page.
func (m *merging) gather(statements []condition.Statement) {
	byDoc := map[string]*group{}
	for _, g := range m.order {
		for _, d := range g.docs {
			byDoc[d.ID] = g
		}
	}
	passing := m.passing(statements)
	for _, s := range statements {
		var g *group
		if passing[s.Condition+"\x00"+s.Evidence[0].Document] && (s.Slot != page.SlotFrequency || !m.described(&s)) {
			continue
		}
		if s.Condition == star {
			g = byDoc[s.Evidence[0].Document]
		} else {
			key := stemKey(s.Condition)
			for _, n := range append([]string{s.Condition}, s.Names...) {
				if c := m.lex.byKey[stemKey(n)]; c != nil {
					key = c.key
					break
				}
			}
			g = m.group(key, s.Condition, "condition")
		}
		if g == nil {
			continue
		}
		for _, n := range append([]string{s.Condition}, s.Names...) {
			g.addName(n)
		}
		g.said = append(g.said, s)
	}
}

// described reports whether a document is about the condition of a statement: how common a condition is counts wherever it is said.
func (m *merging) described(s *condition.Statement) bool {
	for _, n := range append([]string{s.Condition}, s.Names...) {
		key := stemKey(n)
		if c := m.lex.byKey[key]; c != nil {
			key = c.key
		}
		if g := m.groups[key]; g != nil && len(g.docs) > 0 {
			return true
		}
	}
	return false
}

// passing finds the conditions that documents about another only mention: with fewer than two statements of what it is or does.
func (m *merging) passing(statements []condition.Statement) map[string]bool {
	told := map[string]int{}
	for i := range statements {
		s := &statements[i]
		key := s.Condition + "\x00" + s.Evidence[0].Document
		switch s.Slot {
		case page.SlotSymptom, page.SlotCause, page.SlotMechanism, page.SlotTreatment, page.SlotRisk:
			told[key]++
		default:
			told[key] += 0
		}
	}
	own := map[string]bool{}
	for _, g := range m.order {
		for _, d := range g.docs {
			own[g.name+"\x00"+d.ID] = true
		}
	}
	out := map[string]bool{}
	for key, n := range told {
		name, doc, _ := strings.Cut(key, "\x00")
		out[key] = n < 2 && name != star && !m.many[doc] && !own[key]
	}
	return out
}

// join makes one page of conditions that each name the other, and of a condition that has no document of its own and the one that it
// is another name of.
func (m *merging) join() {
	byName := map[string]*group{}
	for _, g := range m.order {
		if g.kind == "condition" {
			byName[stemKey(g.name)] = g
		}
	}
	for _, g := range m.order {
		if g.kind != "condition" {
			continue
		}
		for _, n := range g.names {
			o := byName[stemKey(n)]
			if o == nil || o.root() == g.root() || len(n) < 5 {
				continue
			}
			if len(o.docs) == 0 || contains(o.names, g.name) {
				o.root().into = g.root()
			}
		}
	}
	for _, g := range m.order {
		if r := g.root(); r != g {
			r.addName(g.name)
			for _, n := range g.names {
				r.addName(n)
			}
			r.docs = append(r.docs, g.docs...)
			r.said = append(r.said, g.said...)
		}
	}
}

func (g *group) root() *group {
	for g.into != nil {
		g = g.into
	}
	return g
}

func (m *merging) conditionPages() []page.Page {
	var pages []page.Page
	for _, g := range m.order {
		if g.into != nil || len(g.docs) == 0 && !m.worthPage(g) {
			continue
		}
		pages = append(pages, m.page(g))
	}
	return pages
}

// worthPage reports whether documents describe a condition that none of them is about: with two facts of what it is and does where a
// document about several conditions speaks of it; with four, two of them symptoms, where documents about other conditions do.
func (m *merging) worthPage(g *group) bool {
	symptoms, facts, many := 0, 0, false
	for i := range g.said {
		s := &g.said[i]
		switch s.Slot {
		case page.SlotSymptom:
			symptoms++
			facts++
		case page.SlotCause, page.SlotRisk, page.SlotMechanism:
			facts++
		}
		many = many || m.many[s.Evidence[0].Document]
	}
	return many && facts >= 2 || symptoms >= 2 && facts >= 4
}

func (m *merging) page(g *group) page.Page {
	p := page.Page{Title: sentenceCase(g.name), Kind: g.kind, Names: g.names, Codes: m.codes(g), Term: g.term}
	p.Facts = mergeFacts(g.key, g.said)
	p.Disagree = clashes(p.Facts)
	p.Level = levelOf(p.Facts)
	b := &body{page: &p, ids: map[string]bool{}}
	seen := map[string]bool{}
	for _, d := range g.docs {
		b.whole(d)
		seen[d.ID] = true
	}
	for _, d := range m.others(g, seen) {
		b.parts(d, g.said)
	}
	p.Body = page.WriteBody(b.sections)
	p.Names = usedFirst(g.names, b.docs)
	for _, d := range b.docs {
		p.Sources = append(p.Sources, page.Source{Document: d.ID, Title: d.Title, Publisher: d.Publisher, URL: d.URL, Licence: d.Licence, Date: d.Date,
			Reviewed: d.Reviewed, Facts: countQuotes(p.Facts, d.ID)})
	}
	p.Lead = b.lead(g.said)
	return p
}

// usedFirst orders names: those that the documents themselves use stand before those that only the vocabulary knows.
func usedFirst(names []string, docs []*condition.Document) []string {
	var texts []string
	for _, d := range docs {
		texts = append(texts, strings.ToLower(d.Text))
	}
	used := func(name string) bool {
		name = strings.ToLower(name)
		return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, name) })
	}
	var first, rest []string
	for _, n := range names {
		if used(n) {
			first = append(first, n)
		} else {
			rest = append(rest, n)
		}
	}
	return append(first, rest...)
}

// others are the documents that speak of the condition in passing.
func (m *merging) others(g *group, seen map[string]bool) []*condition.Document {
	var out []*condition.Document
	for i := range g.said {
		for _, e := range g.said[i].Evidence {
			if !seen[e.Document] {
				seen[e.Document] = true
				out = append(out, m.byID[e.Document])
			}
		}
	}
	return out
}

func (m *merging) codes(g *group) []string {
	if g.term != "" {
		if t := m.voc.Find(g.term); t != nil {
			return t.Codes
		}
	}
	if c := m.lex.byKey[g.key]; c != nil && g.kind == page.Condition {
		return c.codes
	}
	return nil
}

func countQuotes(facts []page.Fact, doc string) int {
	n := 0
	for i := range facts {
		for _, e := range facts[i].Evidence {
			if e.Document == doc {
				n++
			}
		}
	}
	return n
}

func sentenceCase(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

// mergeFacts joins statements of the same slot, polarity and value (or term that says it all) into one fact with several pieces of evidence.
func mergeFacts(key string, said []condition.Statement) []page.Fact {
	var out []page.Fact
	at := map[string]int{}
	for i := range said {
		f := said[i].Fact
		f.ID = factID(key, f)
		k := f.Slot + "|" + f.Polarity + "|" + sortedKey(f.Value)
		j, ok := at[k]
		if !ok {
			at[k] = len(out)
			f.Evidence = append([]page.Evidence(nil), f.Evidence...)
			out = append(out, f)
			continue
		}
		o := &out[j]
		joinQualifiers(&o.Qualifiers, f.Qualifiers)
		if o.Hedge == "" {
			o.Hedge, o.Frequency = f.Hedge, f.Frequency
		}
		if severity(f.Level) > severity(o.Level) {
			o.Level = f.Level
		}
		for _, e := range f.Evidence {
			have := false
			for _, x := range o.Evidence {
				have = have || x.Document == e.Document && x.Start == e.Start
			}
			if !have {
				o.Evidence = append(o.Evidence, e)
			}
		}
	}
	rank := map[string]int{}
	for i, s := range slotOrder {
		rank[s] = i
	}
	sort.SliceStable(out, func(a, b int) bool { return rank[out[a].Slot] < rank[out[b].Slot] })
	return out
}

var slotOrder = []string{page.SlotRedFlag, page.SlotSeekCare, page.SlotSymptom, page.SlotSite, page.SlotSide, page.SlotOnset, page.SlotCourse, page.SlotTrigger,
	page.SlotWorse, page.SlotRelief, page.SlotCause, page.SlotRisk, page.SlotMechanism, page.SlotTreatment, page.SlotPrevention, page.SlotFrequency}

func severity(level string) int {
	switch level {
	case levelSelfCare:
		return 1
	case levelSeeDoctor:
		return 2
	case levelUrgent:
		return 3
	case levelEmergency:
		return 4
	}
	return 0
}

// levelOf is the care level of a page as a whole: the lowest level that its advice on getting help names, since the higher ones hang
// on a sign that not every reader has; higher if a document says that the condition itself is an emergency or urgent.
func levelOf(facts []page.Fact) string {
	lowest, own := "", ""
	for i := range facts {
		f := &facts[i]
		if f.Slot != page.SlotRedFlag && f.Slot != page.SlotSeekCare {
			continue
		}
		if (f.Value == wholeCondition || f.Value == wholeUrgent) && severity(f.Level) > severity(own) {
			own = f.Level
		}
		if lowest == "" || severity(f.Level) < severity(lowest) {
			lowest = f.Level
		}
	}
	if severity(own) > severity(lowest) {
		return own
	}
	return lowest
}

// Values of a red flag that is the condition itself.
const (
	wholeCondition = "medical emergency"
	wholeUrgent    = "needs urgent care"
)

// nameSlugs gives pages slugs that are unique in the folder of their kind.
func nameSlugs(pages []page.Page) {
	used := map[string]bool{}
	for i := range pages {
		p := &pages[i]
		folder := page.Folders[p.Kind]
		slug := page.Slug(p.Title)
		if slug == "" && len(p.Sources) > 0 {
			slug = page.Slug(p.Sources[0].Document)
		}
		if slug == "" {
			slug = p.Kind
		}
		name := slug
		for n := 2; used[folder+"/"+name]; n++ {
			name = slug + "-" + strconv.Itoa(n)
		}
		used[folder+"/"+name] = true
		p.Slug = name
	}
}
