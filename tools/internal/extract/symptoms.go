package extract

import (
	"sort"

	"signpost/search/page"
	"signpost/tools/internal/vocabulary"
)

// symptomPages makes a page for every symptom term that two conditions describe, and adds the conditions to the pages of documents
// about a symptom.
func (m *merging) symptomPages(pages []page.Page) []page.Page {
	byTerm := map[string][]page.Described{}
	var order []string
	for i := range pages {
		p := &pages[i]
		if p.Kind != "condition" {
			continue
		}
		done := map[string]bool{}
		for k := range p.Facts {
			f := &p.Facts[k]
			if f.Slot != page.SlotSymptom || f.Term == "" || f.Polarity != "" || done[f.Term] {
				continue
			}
			done[f.Term] = true
			if byTerm[f.Term] == nil {
				order = append(order, f.Term)
			}
			byTerm[f.Term] = append(byTerm[f.Term], page.Described{Title: p.Title, Fact: f.ID, Qualifiers: f.Qualifiers, Frequency: f.Frequency, Level: p.Level})
		}
	}
	own := map[string]bool{}
	for i := range pages {
		if p := &pages[i]; p.Kind == "symptom" && p.Term != "" {
			own[p.Term] = true
			p.Conditions = byTerm[p.Term]
		}
	}
	sort.Strings(order)
	var out []page.Page
	for _, id := range order {
		t := m.voc.Find(id)
		if own[id] || t == nil || len(byTerm[id]) < 2 {
			continue
		}
		out = append(out, page.Page{Title: sentenceCase(t.Name), Kind: "symptom", Names: someNames(t), Codes: t.Codes, Term: id, Conditions: byTerm[id]})
	}
	return out
}

// someNames are the other names of a symptom that its page shows: a vocabulary holds dozens of ways to say it, for finding it.
func someNames(t *vocabulary.Term) []string {
	return append(append([]string(nil), t.Lay[:min(4, len(t.Lay))]...), t.Clinical[:min(3, len(t.Clinical))]...)
}

func slugOf(pages []page.Page, title string) string {
	for i := range pages {
		if pages[i].Kind == "condition" && pages[i].Title == title {
			return pages[i].Slug
		}
	}
	return ""
}
