package index

import (
	"slices"
	"testing"

	"signpost/search/page"
)

// TestSharedSections: of a document on several pages, a section belongs to the pages that it names and to the one named as the
// document is; an article about many conditions belongs to these.
func TestSharedSections(t *testing.T) {
	on := func(title, kind, document, documentTitle string, texts ...string) page.Page {
		p := page.Page{Title: title, Kind: kind, Slug: title, Sources: []page.Source{{Document: document, Title: documentTitle}}}
		var body []page.Section
		for i, text := range texts {
			s := page.Section{ID: string(rune('a' + i)), Heading: "Part", Blocks: []page.Block{{Text: text}}}
			body = append(body, s)
			p.Sections = append(p.Sections, page.Head{ID: s.ID, Heading: s.Heading, Document: document})
		}
		p.Body = page.WriteBody(body)
		return p
	}
	nerves, knees := "Sore nerves tingle in the legs.", "Worn knees creak on the stairs."
	for _, c := range []struct {
		name  string
		pages []page.Page
		want  []int // sections that each page keeps
	}{
		{"named sections", []page.Page{on("Sore nerves", page.Condition, "d", "Legs", nerves, knees), on("Worn knees", page.Condition, "d", "Legs", nerves, knees)}, []int{1, 1}},
		{"the document's own page", []page.Page{on("Legs", page.Condition, "d", "Legs", nerves, knees), on("Worn knees", page.Condition, "d", "Legs", nerves, knees)}, []int{2, 1}},
		{"an article", []page.Page{
			on("Legs", page.Topic, "d", "Legs", nerves, knees), on("Worn knees", page.Condition, "d", "Legs", nerves, knees),
			on("Sore nerves", page.Condition, "d", "Legs", nerves, knees), on("Gout", page.Condition, "d", "Legs", nerves, knees),
		}, []int{0, 1, 1, 0}},
	} {
		bodies, err := newSpill(t.TempDir(), "bodies", len(c.pages))
		if err != nil {
			t.Fatal(err)
		}
		s, err := newSharing(c.pages, hubs(c.pages), bodies)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for i := range c.pages {
			got = append(got, len(s.sections(i)))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: pages keep %d sections, not %d", c.name, got, c.want)
		}
	}
}
