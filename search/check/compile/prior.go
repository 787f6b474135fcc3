package compile

import (
	"math"
	"regexp"
	"sort"
	"strings"

	"signpost/search/check"
)

// Words of a title that name no condition but a test, a treatment, a way of living.
var notCondition = regexp.MustCompile(`(?i)\b(tests?|testing|surger(?:y|ies)|transplant\w*|screening|exercises?|diets?|nutrition|immuni[sz]ations?|vaccin\w*|drugs?|medicines?|medications?|therap(?:y|ies)|rehabilitation|imaging|scans?|x-?rays?|biops(?:y|ies)|ultrasound|prevention|research|trials?|counsel\w*|caregivers?|planning|birth control|supplements?|vitamins?|fitness|rights|services|facilities|devices?|implants?|replacement|anesthesia|anaesthesia|donation|transfusion|literacy|living with|history|understanding|evaluating|information|hygiene|treatments?|wellness|care|parenting|health|healthy|checkup|choosing|talking|genetics?|genes?|nursing|growth|development|safety|insurance|hospitals?|smoking|quitting|sugar|minerals?|calcium|dietary|fats?|breastfeeding|menstruation|menopause|laser|telehealth|pollution|noise|radiation|disasters?|climate|pets?|veterans|first aid|foods?|chemicals?|protein|caffeine|bereavement)\b`)

var (
	rareWords   = regexp.MustCompile(`(?i)\brare\b|\binherited\b|genetic (?:disorder|condition)|mutations? in|Human Phenotype Ontology|affects about 1 in|birth defect|congenital|autosomal`)
	femaleWords = regexp.MustCompile(`(?i)\b(pregnan\w*|vagina\w*|uter\w+|ovar\w+|menstru\w+|cervi(?:x|cal cancer)|women|endometri\w+|childbirth|postpartum|breastfe\w+|menopaus\w+)\b`)
	maleWords   = regexp.MustCompile(`(?i)\b(prostat\w*|testic\w+|scrot\w+|penis|penile|erectile|men's)\b`)
	childWords  = regexp.MustCompile(`(?i)\b(child\w*|infan\w+|bab(?:y|ies)|newborn\w*|toddler\w*|kids?|neonat\w+|congenital|at birth|pa?ediatric|juvenile)\b`)
	adultTitle  = regexp.MustCompile(`(?i)\badults?\b`)
)

var oldWords = []string{"older adult", "elderly", "over 50", "over 55", "over 60", "over 65", "older people", "age of 50", "age of 60", "age of 65", "senior"}

func countAny(text string, list []string) int {
	n := 0
	for _, w := range list {
		n += strings.Count(text, w)
	}
	return n
}

// Constants of the score, in thousandths; docs/check.md tells where they come from.
const (
	mentionsWeight = 900
	notWeight      = -2200
	rareWeight     = -300
	fewWeight      = -1500
	sexWeight      = -1000
	ageWeight      = -500
	adultWeight    = -1000
	lengthWeight   = -1000
)

// prior is what speaks for a page before anybody says anything, and what speaks against it for a man, a woman, an adult
// and a child.
type prior struct{ base, man, woman, adult, child int }

func (c *corpus) prior(p *profile) prior {
	title := p.page.Title
	names := strings.Join(append([]string{title}, p.page.Names...), " ")
	lead := p.lead
	if len(lead) > 1000 {
		lead = lead[:1000]
	}
	lead += " " + p.full[:min(600, len(p.full))]
	per := math.Max(1, float64(len(lead))/500)
	rate := func(r *regexp.Regexp) float64 { return float64(len(r.FindAllString(lead, -1))) / per }
	base := mentionsWeight * math.Log(1+float64(p.mentions)) / 2
	if notCondition.MatchString(title) {
		base += notWeight
	}
	base += rareWeight * math.Min(3, float64(len(rareWords.FindAllString(lead, -1)))) / 2
	if p.length < 1.5 {
		base += fewWeight
	}
	base += lengthWeight * math.Log(1+p.wordsLen) / 2
	female, male := rate(femaleWords), rate(maleWords)
	var out prior
	out.base = int(math.Round(base * c.spread()))
	man := clamp(female-male-.5, 0, 3)
	if femaleWords.MatchString(names) {
		man += 2
	}
	woman := clamp(male-female-.2, 0, 3)
	if maleWords.MatchString(names) {
		woman += 2
	}
	adult := clamp(rate(childWords)/2, 0, 2)
	if childWords.MatchString(title) {
		adult += 2
	}
	if adultTitle.MatchString(title) || float64(countAny(strings.ToLower(p.full), oldWords))/math.Max(1, float64(len(p.full))/1000) > .5 {
		out.child = adultWeight
	}
	out.man, out.woman, out.adult = int(sexWeight*man), int(sexWeight*woman), int(ageWeight*adult)
	return out
}

// spread is how far the pages' own chances count: not at all among 30 pages or fewer, which a publisher chose, wholly from
// 1,000 on, where many are rare, long or about something else.
func (c *corpus) spread() float64 { return clamp((math.Log10(float64(len(c.pages)))-1.5)/1.5, 0, 1) }

func clamp(x, low, high float64) float64 { return math.Max(low, math.Min(high, x)) }

// countMentions counts for each page the other pages that name it: a condition that others speak of is a common one.
func (c *corpus) countMentions() {
	type node struct {
		next  map[string]*node
		pages []int
	}
	root := &node{next: map[string]*node{}}
	claims := map[string]int{}
	for _, p := range c.pages {
		for _, name := range p.page.Names {
			claims[strings.Join(names(name), " ")]++
		}
	}
	for i, p := range c.pages {
		for k, name := range append([]string{p.page.Title}, p.page.Names...) {
			seq := names(name)
			if whole := strings.Join(seq, " "); len(whole) < 4 || k > 0 && (claims[whole] > 1 || notCondition.MatchString(name)) {
				continue // a name that several pages claim is a test or a treatment
			}
			n := root
			for _, w := range seq {
				if n.next[w] == nil {
					n.next[w] = &node{next: map[string]*node{}}
				}
				n = n.next[w]
			}
			n.pages = append(n.pages, i)
		}
	}
	for j, p := range c.pages {
		text := names(p.full)
		seen := map[int]bool{}
		for i := 0; i < len(text); {
			n, at, best := root, i, (*node)(nil)
			end := i
			for at < len(text) && n.next[text[at]] != nil {
				n = n.next[text[at]]
				at++
				if len(n.pages) > 0 {
					best, end = n, at
				}
			}
			if best == nil {
				i++
				continue
			}
			for _, q := range best.pages {
				if q != j && !seen[q] {
					seen[q] = true
					c.pages[q].mentions++
				}
			}
			i = end
		}
	}
}

func names(s string) []string {
	var out []string
	for _, w := range words(s) {
		out = append(out, string(check.Normal([]byte(w))))
	}
	return out
}

// impact is a BM25 contribution with k1 1.2 and b .75.
func impact(tf, length, mean float64, df, pages int) float64 {
	return idf(df, pages) * tf * 2.2 / (tf + 1.2*(.25+.75*length/mean))
}

func idf(df, pages int) float64 {
	return math.Log(1 + (float64(pages-df)+.5)/(float64(df)+.5))
}

func sortedKeys(m map[key]int) []key {
	var out []key
	for k := range m {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].term != out[j].term {
			return out[i].term < out[j].term
		}
		return out[i].with < out[j].with
	})
	return out
}
