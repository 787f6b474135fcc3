package compile

import (
	"maps"
	"math"
	"slices"
	"sort"

	"signpost/search/bundle"
	"signpost/search/bundle/pack"
	"signpost/search/check"
	"signpost/search/lexicon"
	"signpost/search/page"
)

// Weights of the score, in thousandths per unit of BM25 or share.
const (
	conceptWeight = 75  // per unit of BM25 over terms
	wordWeight    = 230 // per unit of BM25 over words

	pairWeight  = .7  // of a term at a site, on a side, with an onset or a course, against the term itself
	tellsWeight = 1.2 // of a term with what brings it on or eases it: combinations tell most; docs/check.md
	tellTerms   = 12  // the page's most telling findings, for hallWeight
)

var levels = map[string]byte{"self-care": check.SelfCare, "see-a-doctor": check.Doctor, "urgent": check.Urgent, "emergency": check.Emergency}

// unit makes the points of few pages as large as those of many: the rarity of a finding, which BM25 counts in logarithms of
// the number of pages, cannot be seen among a dozen. It is 1 from 1,000 pages on.
func (c *corpus) unit() float64 {
	return clamp(math.Log(1000)/math.Log(1+float64(len(c.pages))), 1, 3)
}

func (c *corpus) pairWeight(t int) float64 {
	if k := c.lex.Kind(t); k == lexicon.Trigger || k == lexicon.Relief {
		return tellsWeight
	}
	return pairWeight
}

// findings writes the findings part; check.findings has the format.
func (c *corpus) findings(question func(string) string) []byte {
	var o out
	n := len(c.pages)
	mean := 0.
	for _, p := range c.pages {
		mean += p.length / float64(max(1, n))
	}
	type posting struct{ page, points, share int }
	posts := map[key][]posting{}
	described := make([]int, n)
	for i, p := range c.pages {
		type told struct {
			k key
			w float64
		}
		var top []told
		for k, tf := range p.terms {
			if k.with == 0 && c.asked(k.term-1) && !p.own[k.term-1] {
				top = append(top, told{k, (1 - math.Exp(-tf)) * idf(c.df[k], n)})
			}
		}
		sort.Slice(top, func(a, b int) bool {
			if top[a].w != top[b].w {
				return top[a].w > top[b].w
			}
			return top[a].k.term < top[b].k.term
		})
		top = top[:min(tellTerms, len(top))]
		described[i] = len(top)
		sum := 0.
		for _, t := range top {
			sum += t.w
		}
		share := map[key]int{}
		for _, t := range top {
			share[t.k] = max(1, int(math.Round(255*t.w/sum/c.unit())))
		}
		for k, tf := range p.terms {
			w := impact(tf, p.length, mean, c.df[k], n)
			if k.with != 0 {
				w *= c.pairWeight(k.with - 1)
			} else {
				w *= c.kindWeight(k.term - 1)
			}
			if p.own[k.term-1] {
				w = math.Min(w, 3)
			}
			if points := int(math.Round(conceptWeight * c.unit() * w)); points > 0 || share[k] > 0 {
				posts[k] = append(posts[k], posting{i, points, share[k]})
			}
		}
	}
	var page struct {
		slug, title, name                                    []string
		at, level, described, base, man, woman, adult, child []int
	}
	page.at = []int{0}
	for i, p := range c.pages {
		page.slug, page.title = append(page.slug, p.page.Slug), append(page.title, p.page.Title)
		page.name = append(page.name, p.page.Names[:min(len(p.page.Names), 12)]...)
		page.at = append(page.at, len(page.name))
		page.level, page.described = append(page.level, int(levels[p.page.Level])), append(page.described, described[i])
		x := c.prior(p)
		page.base, page.man, page.woman = append(page.base, x.base), append(page.man, x.man), append(page.woman, x.woman)
		page.adult, page.child = append(page.adult, x.adult), append(page.child, x.child)
	}
	o.Texts(page.slug, page.title)
	o.Sums(page.at)
	o.Texts(page.name)
	o.Ints(page.level, page.described)
	o.Sums(page.base, page.man, page.woman, page.adult, page.child)

	var feature struct{ term, with, idf, at []int }
	var post struct{ page, points, share []int }
	feature.at = []int{0}
	var asked struct {
		term []int
		text []string
	}
	for _, k := range sortedKeys(c.df) {
		if len(posts[k]) == 0 {
			continue
		}
		for _, x := range posts[k] {
			post.page, post.points, post.share = append(post.page, x.page), append(post.points, x.points), append(post.share, x.share)
		}
		feature.term, feature.with = append(feature.term, k.term), append(feature.with, k.with)
		feature.idf = append(feature.idf, int(math.Round(100*idf(c.df[k], n))))
		feature.at = append(feature.at, len(post.page))
		if q := question(string(c.lex.ID(k.term - 1))); k.with == 0 && q != "" {
			asked.term, asked.text = append(asked.term, k.term-1), append(asked.text, q)
		}
	}
	o.Sums(feature.term)
	o.Ints(feature.with, feature.idf)
	o.Sums(feature.at, post.page)
	o.Ints(post.points, post.share)
	o.Ints(asked.term)
	o.Texts(asked.text)

	var symptom struct {
		term  []int
		title []string
	}
	var all []advice
	for i := range c.symptoms {
		p := &c.symptoms[i]
		about := c.lex.Find(p.Term)
		if about < 0 {
			continue
		}
		for _, a := range c.advice(p, about) {
			symptom.term, symptom.title, all = append(symptom.term, about), append(symptom.title, p.Title), append(all, a)
		}
	}
	o.Ints(symptom.term)
	o.Texts(symptom.title)
	o.advices(all)
	return o.B
}

// wordPart writes the words part; check.words has the format. Only what moves a page's score by a hundredth is kept.
func (c *corpus) wordPart() []byte {
	n := len(c.pages)
	mean := 0.
	for _, p := range c.pages {
		mean += p.wordsLen / float64(max(1, n))
	}
	type posting struct{ page, points int }
	posts := map[int][]posting{}
	for i, p := range c.pages {
		for w, tf := range p.words {
			if points := int(math.Round(wordWeight * impact(tf, p.wordsLen, mean, c.wordDF[w], n) / check.WordUnit)); points > 0 {
				posts[hash(w)] = append(posts[hash(w)], posting{i, min(points, 255)})
			}
		}
	}
	number := map[int]int{}
	var at, page, points []int
	for i, h := range slices.Sorted(maps.Keys(posts)) {
		number[h] = i
		list := posts[h]
		sort.Slice(list, func(i, j int) bool { return list[i].page < list[j].page })
		at = append(at, len(page))
		for _, x := range list {
			page, points = append(page, x.page), append(points, x.points)
		}
	}
	var o out
	o.keys(number)
	o.Sums(append(at, len(page)), page)
	o.Ints(points)
	return o.B
}

// notes writes the quotes of each page, in parts of check.PagesPerNote pages.
func (c *corpus) notes() []pack.Part {
	var parts []pack.Part
	for at := 0; at < len(c.pages); at += check.PagesPerNote {
		var term, start, adviceStart []int
		var quotes, documents []string
		var all []advice
		for _, p := range c.pages[at:min(at+check.PagesPerNote, len(c.pages))] {
			type item struct {
				term  int
				q     quote
				score float64
			}
			var list []item
			for t, q := range p.quotes {
				list = append(list, item{t, q, q.weight * idf(c.df[key{t + 1, 0}], len(c.pages))})
			}
			sort.Slice(list, func(i, j int) bool {
				if list[i].score != list[j].score {
					return list[i].score > list[j].score
				}
				return list[i].term < list[j].term
			})
			list = list[:min(len(list), 30)]
			sort.Slice(list, func(i, j int) bool { return list[i].term < list[j].term })
			var absent []item
			for t, q := range p.absent {
				absent = append(absent, item{term: t, q: q})
			}
			sort.Slice(absent, func(i, j int) bool { return absent[i].term < absent[j].term })
			for _, l := range [][]item{list, absent} {
				start = append(start, len(term))
				for _, x := range l {
					term, quotes = append(term, x.term), append(quotes, cut(x.q.text))
					documents = append(documents, titleOf(p.page, x.q.document))
				}
			}
			adviceStart = append(adviceStart, len(all))
			all = append(all, c.advice(p.page, -1)...)
		}
		var o out
		o.Sums(append(start, len(term)))
		o.Ints(term)
		o.Texts(quotes, documents)
		o.Sums(append(adviceStart, len(all)))
		o.advices(all)
		parts = append(parts, pack.Part{Kind: bundle.Notes, Number: at / check.PagesPerNote, Data: o.B})
	}
	return parts
}

// titleOf is what a reader knows a document by.
func titleOf(p *page.Page, document string) string {
	for i := range p.Sources {
		if s := &p.Sources[i]; s.Document == document && s.Title != "" {
			return s.Title
		}
	}
	return document
}

// cut shortens a quote to what a reader takes in at a glance, at a word.
func cut(s string) string {
	const most = 300
	if len(s) <= most {
		return s
	}
	at := most
	for at > 0 && s[at] != ' ' {
		at--
	}
	return s[:at] + " …"
}
