package compile

import (
	"math"
	"sort"
	"strings"

	"signpost/search/check"
	"signpost/search/lexicon"
	"signpost/search/page"
)

// key is a feature of a page: a term, or a term with one qualifier (a site, a side, a trigger, ...). Zero means none;
// otherwise the term's number + 1.
type key struct{ term, with int }

// quote is a sentence that shows a feature.
type quote struct {
	text, document string
	weight         float64
}

// profile is what the check knows of one page.
type profile struct {
	page     *page.Page
	terms    map[key]float64 // weighted count
	words    map[string]float64
	quotes   map[int]quote // by term
	absent   map[int]quote
	length   float64 // of terms
	wordsLen float64
	mentions int // other pages that name it
	lead     string
	full     string
	own      map[int]bool // terms that name the page itself
}

// Corpus is all pages, read once.
type corpus struct {
	lex      *lexicon.Lexicon
	reader   *lexicon.Reader
	pages    []*profile
	symptoms []page.Page
	df       map[key]int
	wordDF   map[string]int
}

// How much a section tells of what a condition feels like. Measured in docs/check.md: symptom and overview sections carry
// the signal, treatment and research drown it.
var sectionWeight = map[string]float64{page.Symptoms: 1, page.Overview: .8, page.Help: .5, page.Mechanism: .4, page.Causes: .35, page.Tests: .3}

const restWeight = .1

// silent are the roles that say nothing of it.
var silent = map[string]bool{page.Treatment: true, page.Prevention: true, page.Genetics: true, page.References: true}

// Words of a sentence that tell how far it speaks of what a condition feels like, and how often. Each is looked for in the
// lower-cased sentence between two spaces; one without a space at its end is a beginning.
var (
	cueWords   = []string{"symptom", " signs", " may have ", " may feel ", " may notice ", " may experience ", " may include ", " include", " such as ", " characterized by ", " you may ", " you might ", " you have ", " complain", " experience", " cause pain", " causes pain", " cause fever", " usually starts ", " feel"}
	treatWords = []string{" treat", " therap", " medicine", " medication", " surgery", " drug", " clinical trial", " nih ", " research", " vaccin", " gene ", " genes ", " mutation", " chromosome", " diagnos", " test"}
	often      = []string{" almost always ", " all people ", " always ", " nearly all ", " very frequent", "80%-99%"}
	usual      = []string{" most ", " usually ", " typical", " often ", " common ", " commonly ", " main ", " first ", " hallmark", " classic", " frequent", "30%-79%"}
	seldom     = []string{" rare", " uncommon", " occasional", " sometimes ", " some people ", " less common", "5%-29%", "1%-4%"}
	marks      = strings.NewReplacer(",", " ", ".", " ", ";", " ", ":", " ", "(", " ", ")", " ", "\n", " ", "?", " ")
)

func hasAny(sentence string, list []string) bool {
	for _, w := range list {
		if strings.Contains(sentence, w) {
			return true
		}
	}
	return false
}

func newCorpus(lex *lexicon.Lexicon, pages []page.Page) *corpus {
	c := &corpus{lex: lex, reader: lexicon.NewReader(lex, 20000), df: map[key]int{}, wordDF: map[string]int{}}
	for i := range pages {
		c.pages = append(c.pages, c.profile(&pages[i]))
	}
	c.family()
	for _, p := range c.pages {
		for k, tf := range p.terms {
			c.df[k]++
			if k.with == 0 {
				p.length += weigh(tf)
			}
		}
		for w, tf := range p.words {
			c.wordDF[w]++
			p.wordsLen += weigh(tf)
		}
	}
	c.countMentions()
	return c
}

// weigh rounds a count so that sums of many are the same in any order: the parts are to be the same bytes each time.
func weigh(tf float64) float64 { return math.Round(tf*1024) / 1024 }

// profile reads a page's sections and facts.
func (c *corpus) profile(p *page.Page) *profile {
	pr := &profile{page: p, terms: map[key]float64{}, words: map[string]float64{}, quotes: map[int]quote{}, absent: map[int]quote{}, own: map[int]bool{}}
	for _, name := range append([]string{p.Title}, p.Names...) {
		c.reader.Read([]byte(name))
		for _, m := range c.reader.Mentions[:c.reader.N] {
			if m.Start == 0 && m.End >= len(strings.TrimSpace(name)) {
				pr.own[m.Term] = true
			}
		}
	}
	role := map[string]page.Head{}
	symptoms := false
	about := aboutPage(p)
	for _, h := range p.Sections {
		if !about[h.Document] {
			continue
		}
		role[h.ID] = h
		symptoms = symptoms || h.Role == page.Symptoms
	}
	var lead, full strings.Builder
	for _, s := range p.Content() {
		h, ok := role[s.ID]
		if !ok {
			continue
		}
		weight, ok := sectionWeight[h.Role]
		if !ok {
			weight = restWeight
		}
		if h.Role == page.Overview && symptoms {
			weight *= .7
		}
		after := 0
		n := 0
		for _, b := range s.Blocks {
			full.WriteString(b.Text)
			full.WriteByte('\n')
		}
		if !silent[h.Role] {
			for _, b := range s.Blocks {
				if (h.Role == page.Overview || h.Role == page.Symptoms) && lead.Len() < 1200 {
					lead.WriteString(b.Text)
					lead.WriteByte('\n')
				}
				for _, sentence := range splitSentences(b.Text) {
					w := weight
					low := " " + marks.Replace(strings.ToLower(sentence)) + " "
					cue := hasAny(low, cueWords)
					if cue || after > 0 {
						w *= 1.3
					} else if h.Role == page.Overview && n > 3 {
						w *= .6
					}
					if !cue && hasAny(low, treatWords) {
						w *= .35
					}
					switch {
					case hasAny(low, often):
						w *= 1.6
					case hasAny(low, usual):
						w *= 1.3
					case hasAny(low, seldom):
						w *= .6
					}
					if hasAny(low, cueWords[:2]) {
						after = 6
					}
					if after > 0 {
						after--
					}
					n++
					c.take(pr, sentence, h.Document, w)
				}
				switch h.Role {
				case page.Symptoms, page.Overview:
					c.takeWords(pr, b.Text, 1)
				case page.Causes, page.Help, page.Mechanism:
					c.takeWords(pr, b.Text, .4)
				}
			}
		}
	}
	read := map[string]bool{}
	for i := range p.Facts {
		f := &p.Facts[i]
		c.fact(pr, f)
		for _, e := range f.Evidence {
			if weight := slotWeight(f.Slot); weight > 0 && !about[e.Document] && !read[e.Exact] {
				read[e.Exact] = true
				c.take(pr, e.Exact, e.Document, weight)
				c.takeWords(pr, e.Exact, weight)
			}
		}
	}
	c.lend(pr)
	pr.lead, pr.full = lead.String(), full.String()
	return pr
}

// lend gives what a page says of its trigger, its relief or its course, without a finding beside it, to the finding that the
// page speaks of most.
func (c *corpus) lend(pr *profile) {
	main := key{}
	for k, w := range pr.terms {
		if k.with == 0 && c.lex.Kind(k.term-1) == lexicon.Symptom && (w > pr.terms[main] || w == pr.terms[main] && k.term < main.term) {
			main = k
		}
	}
	if main.term == 0 {
		return
	}
	for i := range pr.page.Facts {
		f := &pr.page.Facts[i]
		if f.Slot != page.SlotTrigger && f.Slot != page.SlotWorse && f.Slot != page.SlotRelief && f.Slot != page.SlotCourse || f.Polarity == "absent" || f.Status == "rejected" {
			continue
		}
		t := c.lex.Find(f.Term)
		if t < 0 || t == main.term-1 {
			continue
		}
		for _, n := range append([]int{t}, c.broader(t)...) {
			for _, term := range append([]int{main.term - 1}, c.broader(main.term-1)...) {
				pr.terms[key{term + 1, n + 1}] += .8
			}
		}
	}
}

// slotWeight is how much the sentence of a fact tells of what a condition feels like, when its document is about more than
// one: only the sentences that speak of this one are read.
func slotWeight(slot string) float64 {
	switch slot {
	case page.SlotTreatment, page.SlotPrevention, page.SlotFrequency:
		return 0
	case page.SlotCause, page.SlotRisk, page.SlotMechanism:
		return .4
	}
	return 1
}

// aboutPage is the documents that bear the page's name. What others say in passing is left to the facts.
func aboutPage(p *page.Page) map[string]bool {
	mine := map[string]bool{}
	for _, n := range append([]string{p.Title}, p.Names...) {
		mine[strings.Join(names(n), " ")] = true
	}
	about := map[string]bool{}
	for _, s := range p.Sources {
		if mine[strings.Join(names(s.Title), " ")] {
			about[s.Document] = true
		}
	}
	return about
}

// splitSentences splits at a full stop, question or exclamation mark before a space.
func splitSentences(s string) []string {
	var out []string
	last := 0
	for i := 0; i+1 < len(s); i++ {
		if (s[i] == '.' || s[i] == '?' || s[i] == '!') && (s[i+1] == ' ' || s[i+1] == '\n') {
			out = append(out, s[last:i+1])
			last = i + 2
		}
	}
	if last < len(s) {
		out = append(out, s[last:])
	}
	return out
}

// take adds the findings of a sentence.
func (c *corpus) take(pr *profile, sentence, document string, weight float64) {
	c.reader.Read([]byte(sentence))
	for i := range c.reader.Mentions[:c.reader.N] {
		m := &c.reader.Mentions[i]
		if m.Negated || m.Other || m.Kind == lexicon.Symptom && c.bringsOn(m) { // "worse when you sneeze" is no sneezing
			continue
		}
		switch m.Kind {
		case lexicon.Symptom, lexicon.Condition, lexicon.Exposure:
		case lexicon.Trigger, lexicon.Relief, lexicon.Site, lexicon.Course, lexicon.Onset, lexicon.Side:
			pr.terms[key{m.Term + 1, 0}] += weight * .5
			continue
		default:
			continue
		}
		if old, ok := pr.quotes[m.Term]; !ok || weight > old.weight {
			pr.quotes[m.Term] = quote{strings.TrimSpace(sentence), document, weight}
		}
		add := func(term int, w float64) {
			pr.terms[key{term + 1, 0}] += w
			for _, q := range check.Qualifiers(c.lex, m, nil) {
				pr.terms[key{term + 1, q + 1}] += w
			}
		}
		add(m.Term, weight)
		for _, b := range c.broader(m.Term) {
			add(b, weight*.4)
		}
	}
}

// bringsOn says that the words of a mention are a trigger too.
func (c *corpus) bringsOn(m *lexicon.Mention) bool {
	for i := range c.reader.Mentions[:c.reader.N] {
		if x := &c.reader.Mentions[i]; x.Kind == lexicon.Trigger && x.Start < m.End && m.Start < x.End {
			return true
		}
	}
	return false
}

// broader are all terms above t.
func (c *corpus) broader(t int) []int {
	var up []int
	for _, b := range c.lex.Broader(t) {
		up = append(up, int(b))
		up = append(up, c.broader(int(b))...)
		if len(up) > 12 {
			break
		}
	}
	return up
}

// takeWords adds the words of a block of text.
func (c *corpus) takeWords(pr *profile, text string, weight float64) {
	for _, w := range words(text) {
		if len(w) < 2 || check.Narrative(w) || w[0] >= '0' && w[0] <= '9' {
			continue
		}
		pr.words[string(check.Normal([]byte(w)))] += weight
	}
}

// fact adds what conversion found: it has read the sentence with its section and list, so that it knows more of qualifiers.
func (c *corpus) fact(pr *profile, f *page.Fact) {
	if f.Status == "rejected" || len(f.Evidence) == 0 {
		return
	}
	t := c.lex.Find(f.Term)
	if t < 0 {
		return
	}
	e := quote{f.Evidence[0].Exact, f.Evidence[0].Document, 3}
	if f.Polarity == "absent" {
		pr.absent[t] = e
		return
	}
	w := 0.
	switch f.Slot {
	case page.SlotSymptom:
		w = 1
		switch f.Frequency {
		case "obligate", "very-frequent":
			w = 1.6
		case "frequent":
			w = 1.3
		case "occasional", "very-rare":
			w = .6
		case "excluded":
			pr.absent[t] = e
			return
		}
	case page.SlotTrigger, page.SlotWorse, page.SlotRelief, page.SlotSite, page.SlotSide, page.SlotOnset, page.SlotCourse:
		w = .8
	case page.SlotCause, page.SlotRisk:
		w = .4
	default:
		return
	}
	if w > .5 {
		pr.quotes[t] = e
	}
	q := f.Qualifiers
	var with []int
	for _, ids := range [][]string{{q.Side, q.Onset}, q.Site, q.Course, q.Trigger, q.Worse, q.Relief} {
		for _, id := range ids {
			if n := c.lex.Find(id); n >= 0 {
				with = append(append(with, n), c.broader(n)...)
			}
		}
	}
	for i, term := range append([]int{t}, c.broader(t)...) {
		x := w
		if i > 0 {
			x *= .4
		}
		pr.terms[key{term + 1, 0}] += x
		for _, n := range with {
			pr.terms[key{term + 1, n + 1}] += x
		}
	}
}

// family lets a page borrow from its kinds: "migraine" from "hemiplegic migraine", whose title ends in the same word and
// holds all of the page's words.
func (c *corpus) family() {
	byHead := map[string][]int{}
	title := make([]map[string]bool, len(c.pages))
	for i, p := range c.pages {
		w := words(p.page.Title)
		title[i] = map[string]bool{}
		for _, x := range w {
			title[i][string(check.Normal([]byte(x)))] = true
		}
		if len(w) > 0 && len(w) <= 5 {
			h := string(check.Normal([]byte(w[len(w)-1])))
			byHead[h] = append(byHead[h], i)
		}
	}
	kinds := map[int][]int{}
	for _, list := range byHead {
		for _, i := range list {
			parent := -1
			for _, j := range list {
				if i == j || len(title[j]) >= len(title[i]) || notCondition.MatchString(c.pages[j].page.Title) {
					continue
				}
				inside := true
				for w := range title[j] {
					inside = inside && title[i][w]
				}
				if inside && (parent < 0 || len(title[j]) > len(title[parent])) {
					parent = j
				}
			}
			if parent >= 0 {
				kinds[parent] = append(kinds[parent], i)
			}
		}
	}
	var parents []int
	for p := range kinds {
		parents = append(parents, p)
	}
	sort.Ints(parents)
	lent := map[int]map[key]float64{}
	for _, p := range parents {
		best := map[key]float64{}
		for _, i := range kinds[p] {
			for k, tf := range c.pages[i].terms {
				best[k] = math.Max(best[k], math.Min(tf, 2))
			}
		}
		lent[p] = best
	}
	for _, p := range parents {
		for k, tf := range lent[p] {
			c.pages[p].terms[k] += .5 * tf
		}
	}
}

// kindWeight is how much a term by itself tells, against a symptom.
func (c *corpus) kindWeight(t int) float64 {
	switch c.lex.Kind(t) {
	case lexicon.Symptom:
		return 1
	case lexicon.Condition, lexicon.Trigger, lexicon.Relief:
		return .7
	case lexicon.Exposure:
		return .5
	}
	return .3
}

// asked says that a term is one of the findings that make a description.
func (c *corpus) asked(t int) bool { return c.lex.Kind(t) == lexicon.Symptom }
