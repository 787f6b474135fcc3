package compile

import (
	"encoding/binary"
	"math"
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

func signed(n int) int {
	if n < 0 {
		return -n*2 - 1
	}
	return n * 2
}

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
	o.int(n)
	for i, p := range c.pages {
		o.text(p.page.Slug)
		o.text(p.page.Title)
		names := p.page.Names[:min(len(p.page.Names), 12)]
		o.int(len(names))
		for _, s := range names {
			o.text(s)
		}
		o.byte(levels[p.page.Level])
		o.int(described[i])
		x := c.prior(p)
		for _, v := range []int{x.base, x.man, x.woman, x.adult, x.child} {
			o.int(signed(v))
		}
	}
	keys := sortedKeys(c.df)
	kept := keys[:0]
	for _, k := range keys {
		if len(posts[k]) > 0 {
			kept = append(kept, k)
		}
	}
	o.int(len(kept))
	last := 0
	for _, k := range kept {
		o.int(k.term - last)
		last = k.term
		o.int(k.with)
		o.int(int(math.Round(100 * idf(c.df[k], n))))
		list := posts[k]
		o.int(len(list))
		at := 0
		for _, x := range list {
			o.int(x.page - at)
			at = x.page
			o.int(x.points)
			o.byte(byte(x.share))
		}
	}
	var asked out
	count := 0
	for _, k := range kept {
		if k.with != 0 {
			continue
		}
		if q := question(string(c.lex.ID(k.term - 1))); q != "" {
			count++
			asked.int(k.term - 1)
			asked.text(q)
		}
	}
	o.int(count)
	o.b = append(o.b, asked.b...)
	count = 0
	var said out
	for i := range c.symptoms {
		p := &c.symptoms[i]
		about := c.lex.Find(p.Term)
		if about < 0 {
			continue
		}
		for _, a := range c.advice(p, about) {
			count++
			said.int(about + 1)
			said.text(p.Title)
			said.advice(&a)
		}
	}
	o.int(count)
	return append(o.b, said.b...)
}

// wordPart writes the words part; check.words has the format. Only what moves a page's score by a hundredth is kept.
func (c *corpus) wordPart() []byte {
	n := len(c.pages)
	mean := 0.
	for _, p := range c.pages {
		mean += p.wordsLen / float64(max(1, n))
	}
	type posting struct{ page, points int }
	posts := map[uint32][]posting{}
	for i, p := range c.pages {
		for w, tf := range p.words {
			if points := int(math.Round(wordWeight * impact(tf, p.wordsLen, mean, c.wordDF[w], n) / check.WordUnit)); points > 0 {
				h := check.Hash([]byte(w))
				posts[h] = append(posts[h], posting{i, min(points, 255)})
			}
		}
	}
	var hashes []uint32
	for h := range posts {
		hashes = append(hashes, h)
	}
	sort.Slice(hashes, func(i, j int) bool { return hashes[i] < hashes[j] })
	var o out
	o.int(len(hashes))
	for _, h := range hashes {
		o.b = binary.LittleEndian.AppendUint32(o.b, h)
		list := posts[h]
		sort.Slice(list, func(i, j int) bool { return list[i].page < list[j].page })
		o.int(len(list))
		at := 0
		for _, x := range list {
			o.int(x.page - at)
			at = x.page
			o.byte(byte(x.points))
		}
	}
	return o.b
}

// notes writes the quotes of each page, in parts of check.PagesPerNote pages.
func (c *corpus) notes() []pack.Part {
	var parts []pack.Part
	for at := 0; at < len(c.pages); at += check.PagesPerNote {
		var o out
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
				o.int(len(l))
				for _, x := range l {
					o.int(x.term)
					o.text(cut(x.q.text))
					o.text(titleOf(p.page, x.q.document))
				}
			}
			said := c.advice(p.page, -1)
			o.int(len(said))
			for i := range said {
				o.advice(&said[i])
			}
		}
		parts = append(parts, pack.Part{Kind: bundle.Notes, Number: at / check.PagesPerNote, Data: o.b})
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
