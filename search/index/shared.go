package index

import (
	"hash/maphash"
	"slices"
	"strings"

	"signpost/search/page"
	"signpost/search/text"
)

// A document about several conditions may stand on the page of each, whole. For searching, a section of it on several pages
// belongs to those whose names its heading holds, else to those whose names its text holds; when it names none, to all. Of such a
// section, a sentence that facts rest on belongs to the pages of these facts only.

// share is one section on several pages.
type share struct {
	pages   []int // that have it
	named   []int // those of them that it names, or all
	owners  [][]int
	breaks  []int // where its sentences start in its text; owners has the pages of each, nil for all named
	section page.Section
}

// own gives the sections of each page with what belongs to it.
func own(pages []page.Page) [][]page.Section {
	sections := make([][]page.Section, len(pages))
	seed := maphash.MakeSeed()
	origin := func(document, text string) [2]uint64 { // instead of the texts: there may be gigabytes of them
		return [2]uint64{maphash.String(seed, document), maphash.String(seed, text)}
	}
	shares := map[[2]uint64]*share{}
	from := make([]map[string]string, len(pages)) // documents by id of section
	for i := range pages {
		sections[i] = pages[i].Content()
		from[i] = map[string]string{}
		for _, h := range pages[i].Sections {
			from[i][h.ID] = h.Document
		}
		for _, s := range sections[i] {
			text := plain(s)
			if text == "" {
				continue
			}
			t := origin(from[i][s.ID], text)
			if shares[t] == nil {
				shares[t] = &share{section: s}
			}
			if sh := shares[t]; !slices.Contains(sh.pages, i) {
				sh.pages = append(sh.pages, i)
			}
		}
	}
	for _, sh := range shares {
		if len(sh.pages) > 1 {
			sh.divide(plain(sh.section), pages)
		}
	}
	for i := range pages {
		var kept []page.Section
		for _, s := range sections[i] {
			t := plain(s)
			sh := shares[origin(from[i][s.ID], t)]
			if t == "" || len(sh.pages) == 1 {
				kept = append(kept, s)
			} else if t = sh.of(i, t); t != "" {
				kept = append(kept, page.Section{ID: s.ID, Heading: s.Heading, Blocks: []page.Block{{Text: t}}})
			}
		}
		sections[i] = kept
	}
	return sections
}

// divide finds out which of the pages the section and each of its sentences belong to.
func (sh *share) divide(t string, pages []page.Page) {
	for _, where := range []string{spaced(sh.section.Heading), spaced(t)} {
		for _, i := range sh.pages {
			names := append([]string{pages[i].Title}, pages[i].Names...)
			if slices.ContainsFunc(names, func(n string) bool { n = spaced(n); return n != "  " && strings.Contains(where, n) }) {
				sh.named = append(sh.named, i)
			}
		}
		if len(sh.named) > 0 {
			break
		}
	}
	if len(sh.named) == 0 {
		sh.named = sh.pages
	}
	sh.breaks = sentences(t)
	sh.owners = make([][]int, len(sh.breaks))
	for _, i := range sh.pages {
		for _, f := range pages[i].Facts {
			for _, e := range f.Evidence {
				from := strings.Index(t, e.Exact)
				if e.Exact == "" || from < 0 {
					continue
				}
				to := from + len(e.Exact)
				for j, start := range sh.breaks {
					if start < to && (j+1 == len(sh.breaks) || sh.breaks[j+1] > from) && !slices.Contains(sh.owners[j], i) {
						sh.owners[j] = append(sh.owners[j], i)
					}
				}
			}
		}
	}
}

// of is what of the section's text t belongs to page i; dots stand for what does not.
func (sh *share) of(i int, t string) string {
	var b strings.Builder
	left := false
	for j, start := range sh.breaks {
		end := len(t)
		if j+1 < len(sh.breaks) {
			end = sh.breaks[j+1]
		}
		owners := sh.owners[j]
		if owners == nil {
			owners = sh.named
		}
		if !slices.Contains(owners, i) {
			left = true
			continue
		}
		if left && b.Len() > 0 {
			b.WriteString("… ")
		}
		left = false
		b.WriteString(t[start:end])
	}
	return strings.TrimSpace(b.String())
}

// sentences is where the sentences of t start.
func sentences(t string) []int {
	w := text.Words{Tokens: make([]text.Token, len(t)/2+1), Buf: make([]byte, len(t)+1)}
	w.Split([]byte(t))
	starts := []int{0}
	for i := 1; i < w.N; i++ {
		if w.Tokens[i].Break == text.Sentence {
			starts = append(starts, w.Tokens[i].Start)
		}
	}
	return starts
}

// spaced is the stems of s with a space round each.
func spaced(s string) string { return " " + strings.Join(stemsOf(s), " ") + " " }
