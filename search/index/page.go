package index

import (
	"cmp"
	"slices"
	"strings"

	"signpost/search/bundle"
	"signpost/search/bundle/pack"
	"signpost/search/page"
	"signpost/search/rank"
	"signpost/search/text"
)

// lanes says in which lane of the model the text of a section stands.
var lanes = map[string]int{
	page.Overview: rank.LaneOverview, page.Mechanism: rank.LaneOverview, page.Symptoms: rank.LaneSymptoms, page.Causes: rank.LaneCauses,
	page.Genetics: rank.LaneCauses, page.Help: rank.LaneOther, page.Treatment: rank.LaneTreatment, page.Prevention: rank.LanePrevention,
	page.Tests: rank.LaneTests, page.Other: rank.LaneOther,
}

// document is the page as bleve is given it: field to texts.
func document(p *page.Page, sections []pack.Section, known map[string]bool) map[string]any {
	d := map[string]any{}
	add := func(field, text string) {
		if text != "" {
			have, _ := d[field].([]string)
			d[field] = append(have, text)
		}
	}
	if len(sections) == 0 {
		add(laneFields[rank.LaneOverview], p.Lead)
	}
	role := map[string]string{}
	for _, h := range p.Sections {
		role[h.ID] = h.Role
	}
	for _, s := range sections {
		lane, known := lanes[role[s.ID]]
		if !known {
			lane = rank.LaneOverview // text before the first heading
			if s.ID != "" {
				lane = rank.LaneOther
			}
		}
		add(laneFields[lane], s.Text)
	}
	for i := range p.Facts {
		if f := &p.Facts[i]; f.Status != "rejected" && f.Polarity != "absent" {
			add(laneFields[rank.LaneFindings], finding(f))
		}
	}
	for _, n := range append([]string{p.Title}, p.Names...) {
		add(fieldStems, n)
		add(fieldForms, n)
	}
	if p.Kind != page.Symptom { // those are named in readers' words already
		for _, n := range append([]string{p.Title}, p.Names...) {
			n = apart(n, known)
			add(fieldStems, n)
			add(fieldForms, n)
		}
	}
	return d
}

// titleWords is the words of the pages' names and leads.
func titleWords(pages []page.Page) map[string]bool {
	known := map[string]bool{}
	for i := range pages {
		for _, s := range append([]string{pages[i].Title, pages[i].Lead}, pages[i].Names...) {
			for _, w := range folded(s) {
				known[w] = true
			}
		}
	}
	return known
}

// apart is a name with its compounds written as two words, as readers may ("second hand smoke"); "" when it has none.
func apart(name string, known map[string]bool) string {
	words, found := folded(name), false
	for i, w := range words {
		for k := 4; k+4 <= len(w); k++ {
			if known[w[:k]] && known[w[k:]] {
				words[i], found = w[:k]+" "+w[k:], true
			}
		}
	}
	if !found {
		return ""
	}
	return strings.Join(words, " ")
}

// finding is a fact with its qualifiers in the words that a reader asks with.
func finding(f *page.Fact) string {
	var b strings.Builder
	say := func(before string, ids ...string) {
		for _, id := range ids {
			if id != "" {
				b.WriteString(before + strings.ReplaceAll(id, "-", " ") + ". ")
			}
		}
	}
	switch f.Slot {
	case page.SlotSymptom, page.SlotSite, page.SlotSide, page.SlotOnset, page.SlotCourse, page.SlotTrigger:
		say("", f.Value)
	case page.SlotWorse:
		say("worse ", f.Value)
	case page.SlotRelief:
		say("better eased ", f.Value)
	default:
		return ""
	}
	q := &f.Qualifiers
	say("", q.Site...)
	say("", q.Side, q.Onset, q.Severity)
	say("", q.Course...)
	say("", q.Trigger...)
	say("worse ", q.Worse...)
	say("better eased ", q.Relief...)
	return b.String()
}

// ordered is the pages with those together that have text in the same lanes: neighbours that are alike make short postings.
func ordered(pages []page.Page) []page.Page {
	key := func(p *page.Page) int {
		k := 0
		for _, h := range p.Sections {
			if lane, known := lanes[h.Role]; known {
				k |= 1 << lane
			}
		}
		return k
	}
	pages = slices.Clone(pages)
	slices.SortStableFunc(pages, func(a, b page.Page) int {
		return cmp.Or(cmp.Compare(key(&a), key(&b)), cmp.Compare(a.Slug, b.Slug))
	})
	return pages
}

// plain is a section's text: its paragraphs, each on a line.
func plain(s page.Section) string {
	var b strings.Builder
	for i, block := range s.Blocks {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(block.Text)
	}
	return b.String()
}

// kinds is how the bundle writes a page's kind.
var kinds = map[string]int{page.Condition: bundle.Condition, page.Symptom: bundle.Symptom, page.Topic: bundle.Topic}

// summaryBytes is the length of what a result says of its page until the excerpt is there.
const summaryBytes = 72

// hubConditions is how many conditions an article must be a source of to be about what they share, rather than about a thing
// of its own: "Ten reasons why legs tingle". Chosen by hand: with two, an article that compares a pair would count.
const hubConditions = 3

// hubs names the documents that are hubs. One whose title stands in the name of a condition ("Hantavirus" in "Hantavirus
// infections") is about that.
func hubs(pages []page.Page) map[string]bool {
	n := map[string]int{}
	for i := range pages {
		if pages[i].Kind != page.Condition {
			continue
		}
		for _, s := range pages[i].Sources {
			n[s.Document]++
			if strings.Contains(spaced(pages[i].Title), spaced(s.Title)) {
				n[s.Document] -= len(pages)
			}
		}
	}
	out := map[string]bool{}
	for document, conditions := range n {
		if conditions >= hubConditions {
			out[document] = true
		}
	}
	return out
}

// entry is the page as the bundle shows it.
func entry(p *page.Page, sections []pack.Section, hubs map[string]bool) pack.Page {
	leads := p.Kind == page.Symptom && len(sections) == 0 || p.Kind == page.Topic && slices.ContainsFunc(p.Sources, func(s page.Source) bool { return hubs[s.Document] })
	e := pack.Page{Kind: kinds[p.Kind], Listing: leads, Slug: p.Slug, Title: p.Title, Names: p.Names, Summary: p.Lead}
	e.Level = max(0, slices.Index(strings.Split(bundle.Levels[:len(bundle.Levels)-1], " "), p.Level))
	if e.Summary == "" && len(sections) > 0 {
		e.Summary = sections[0].Text
	}
	if e.Summary == "" && len(p.Conditions) > 0 {
		var titles []string
		for _, c := range p.Conditions {
			titles = append(titles, c.Title)
		}
		e.Summary = "Described on: " + strings.Join(titles, ", ") + "."
	}
	e.Summary = cut(e.Summary, summaryBytes)
	return e
}

// Bounds of a page's text for excerpts. The longer the text that is kept already, the more words that it does not have must a sentence
// have to be kept, too: an excerpt can show nearly every word of the page. The evaluator reads no more than maxText.
const (
	wholeText = 1 << 10
	maxText   = 16 << 10
	newWord   = 170 << 10 // bytes of a sentence times bytes kept before, for each new word
)

// excerpts is the sections that excerpts are taken from, no sentence twice. words reads all of them.
func excerpts(sections []pack.Section, words *spelling) []pack.Section {
	out := slices.Clone(sections)
	said := saying{sentences: map[string]bool{}, words: words}
	for i := range out {
		out[i].Text = said.more(out[i].Text)
	}
	return slices.DeleteFunc(out, func(s pack.Section) bool { return s.Text == "" })
}

// saying is what of a page's text is kept.
type saying struct {
	sentences map[string]bool
	words     *spelling
	bytes     int
}

// more is the sentences of t that are kept.
func (s *saying) more(t string) string {
	s.words.read(t)
	w := &s.words.split
	var b strings.Builder
	for i, start := 0, 0; start < len(t); {
		first := i
		for i++; i < w.N && w.Tokens[i].Break != text.Sentence; {
			i++
		}
		end := len(t)
		if i < w.N {
			end = w.Tokens[i].Start
		}
		sentence := t[start:end]
		start = end
		key := strings.TrimSpace(sentence)
		if s.sentences[key] || s.bytes+len(sentence) > maxText {
			continue
		}
		s.sentences[key] = true
		if s.bytes < wholeText || len(sentence)*(s.bytes+wholeText) <= newWord*s.words.fresh(first, i) {
			s.words.say(first, i)
			b.WriteString(sentence)
			s.bytes += len(sentence)
		}
	}
	return strings.TrimSpace(b.String())
}

// cut shortens text to about n bytes at a space.
func cut(text string, n int) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= n {
		return text
	}
	if at := strings.LastIndexByte(text[:n], ' '); at > 0 {
		return text[:at]
	}
	return strings.ToValidUTF8(text[:n], "")
}
