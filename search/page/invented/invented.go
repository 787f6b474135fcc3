// Package invented makes pages that nobody has written, for the tests of what reads and packs pages. [build]
package invented

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"signpost/search/page"
)

// Words is n words that nobody has said: text that does not pack.
func Words(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		for range 3 + r.IntN(6) {
			b.WriteByte(byte('a' + r.IntN(26)))
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// Copies is pages and so many copies of each, as of other documents, with a section of words of their own: enough of them are a large site.
func Copies(pages []page.Page, copies int) []page.Page {
	n := len(pages)
	r := rand.New(rand.NewPCG(7, 8))
	for i := range copies * n {
		p := pages[i%n]
		p.Slug += strings.Repeat("-again", 1+i/n)
		p.Sections = slices.Clone(p.Sections)
		for j := range p.Sections {
			p.Sections[j].Document = strconv.Itoa(i)
		}
		p.Body = page.WriteBody(append(p.Content(), page.Section{ID: "invented", Heading: "Invented", Blocks: []page.Block{{Text: Words(r, 60)}}}))
		pages = append(pages, p)
	}
	return pages
}
