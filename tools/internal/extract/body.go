package extract

import (
	"strconv"
	"strings"

	"signpost/search/page"
	"signpost/tools/internal/condition"
)

// body collects the sections of a page.
type body struct {
	page     *page.Page
	sections []page.Section
	ids      map[string]bool
	docs     []*condition.Document
}

// whole adds a document's whole text.
func (b *body) whole(d *condition.Document) {
	b.docs = append(b.docs, d)
	for i := range d.Sections {
		sec := &d.Sections[i]
		b.add(d, sec, sentenceSpans(sec))
	}
}

// parts adds the paragraphs of a document that hold what was said. A paragraph ends with its section, for a scraped text may have no
// other line ends.
func (b *body) parts(d *condition.Document, said []condition.Statement) {
	b.docs = append(b.docs, d)
	for i := range d.Sections {
		sec := &d.Sections[i]
		var keep []int
		for _, k := range sentenceSpans(sec) {
			s := &sec.Sentences[k]
			for j := range said {
				e := said[j].Evidence[0]
				here := e.Document == d.ID && e.Start >= sec.Start && e.Start < sec.End
				if here && (e.Start >= s.Start && e.Start < s.End || sameParagraph(d.Text, e.Start, s.Start)) {
					keep = append(keep, k)
					break
				}
			}
		}
		if len(keep) > 0 {
			b.add(d, sec, keep)
		}
	}
}

func sentenceSpans(sec *condition.Section) []int {
	out := make([]int, len(sec.Sentences))
	for i := range out {
		out[i] = i
	}
	return out
}

// sameParagraph reports whether no line ends between two places of a text, and they are near.
func sameParagraph(text string, a, b int) bool {
	if a > b {
		a, b = b, a
	}
	return b-a < 1500 && !strings.Contains(text[a:b], "\n")
}

// add adds the chosen sentences of a section, a paragraph per run without a line's end.
func (b *body) add(d *condition.Document, sec *condition.Section, keep []int) {
	if len(keep) == 0 && sec.Heading == "" {
		return
	}
	s := page.Section{Heading: sec.Heading}
	if s.Heading == "" {
		s.Heading = "About"
		if len(b.sections) > 0 {
			s.Heading = d.Title
		}
	}
	s.ID = b.id(s.Heading)
	for n, k := range keep {
		x := &sec.Sentences[k]
		if n > 0 && !x.Item && len(s.Blocks) > 0 {
			last := &sec.Sentences[keep[n-1]]
			if keep[n-1] == k-1 && !last.Item && last.End <= x.Start && sameParagraph(d.Text, last.End, x.Start) {
				s.Blocks[len(s.Blocks)-1].Text += " " + x.Plain
				continue
			}
		}
		s.Blocks = append(s.Blocks, page.Block{Text: x.Plain, Item: x.Item})
	}
	b.sections = append(b.sections, s)
	b.page.Sections = append(b.page.Sections, page.Head{ID: s.ID, Heading: s.Heading, Role: sec.Role, Document: d.ID})
}

func (b *body) id(heading string) string {
	slug := page.Slug(heading)
	if slug == "" {
		slug = "section"
	}
	id := slug
	for n := 2; b.ids[id]; n++ {
		id = slug + "-" + strconv.Itoa(n)
	}
	b.ids[id] = true
	return id
}

// lead takes the first sentences of the page's first document, or the first quotes about a condition that has none.
func (b *body) lead(said []condition.Statement) string {
	if len(b.docs) == 0 {
		return ""
	}
	d := b.docs[0]
	var out string
	for i := range d.Sections {
		for k := range d.Sections[i].Sentences {
			s := &d.Sections[i].Sentences[k]
			if s.Item || len(s.Plain) < 30 || strings.HasSuffix(s.Plain, "?") || strings.HasSuffix(s.Plain, ":") {
				if out != "" {
					return out
				}
				continue
			}
			if len(said) > 0 && out == "" && !b.speaksOf(d, s, said) {
				continue
			}
			if len(out)+len(s.Plain) > 320 && out != "" {
				return out
			}
			out = strings.TrimSpace(out + " " + s.Plain)
			if len(out) > 200 {
				return out
			}
		}
		if out != "" {
			return out
		}
	}
	return out
}

func (b *body) speaksOf(d *condition.Document, s *condition.Sentence, said []condition.Statement) bool {
	if b.page.Kind != "condition" {
		return true
	}
	low := strings.ToLower(s.Plain)
	for _, n := range append([]string{b.page.Title}, b.page.Names...) {
		if strings.Contains(low, strings.ToLower(n)) {
			return true
		}
	}
	for i := range said {
		if e := said[i].Evidence[0]; e.Document == d.ID && e.Start == s.Start {
			return true
		}
	}
	return false
}
