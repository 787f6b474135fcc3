package index

import (
	"errors"
	"hash/maphash"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"signpost/search/bundle/pack"
	"signpost/search/page"
	"signpost/search/text"
)

// A document about several conditions may stand on the page of each, whole. For searching, a section of it on several pages
// belongs to those whose names its heading holds, else to those whose names its text holds; when it names none, to all. Of such a
// section, a sentence that facts rest on belongs to the pages of these facts only. The page named as the document is has all of it:
// who remembers something read there looks for that page.

// share is one section on several pages.
type share struct {
	pages  []int // that have it
	named  []int // those of them that it names, or all
	owners [][]int
	breaks []int // where its sentences start in its text; owners has the pages of each, nil for all named
}

// sharing knows which sections are shared. It keeps hashes of them, and them in a file, for there may be gigabytes of them.
type sharing struct {
	pages   []page.Page
	hubs    map[string]bool
	seed    maphash.Seed
	bodies  *spill
	origins [][]origin // of each page's sections that have text
	shares  map[origin]*share
}

// origin is where a section comes from: hashes of its document and its text.
type origin [2]uint64

// newSharing takes the pages' bodies, but for references, out of them and into a file.
func newSharing(pages []page.Page, hubs map[string]bool, bodies *spill) (*sharing, error) {
	s := &sharing{pages: pages, hubs: hubs, bodies: bodies, seed: maphash.MakeSeed(), origins: make([][]origin, len(pages)), shares: map[origin]*share{}}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range pages {
		g.Go(func() error {
			heads := map[string]page.Head{}
			for _, h := range pages[i].Sections {
				heads[h.ID] = h
			}
			var sections []pack.Section
			for _, section := range pages[i].Content() {
				head := heads[section.ID]
				if t := plain(section); t != "" && head.Role != page.References {
					sections = append(sections, pack.Section{ID: section.ID, Heading: section.Heading, Text: t})
					s.origins[i] = append(s.origins[i], origin{maphash.String(s.seed, head.Document), maphash.String(s.seed, t)})
				}
			}
			bodies.add(i, sections)
			pages[i].Body = ""
			return nil
		})
	}
	if err := errors.Join(g.Wait(), bodies.done()); err != nil {
		return nil, err
	}
	first := map[origin]int{}
	for i := range pages {
		for _, o := range s.origins[i] {
			before, seen := first[o]
			if !seen {
				first[o] = i
			} else if sh := s.shares[o]; sh == nil && before != i {
				s.shares[o] = &share{pages: []int{before, i}}
			} else if sh != nil && !slices.Contains(sh.pages, i) {
				sh.pages = append(sh.pages, i)
			}
		}
	}
	for i := range pages {
		if !slices.ContainsFunc(s.origins[i], func(o origin) bool { sh := s.shares[o]; return sh != nil && sh.breaks == nil }) {
			continue
		}
		for j, section := range bodies.sections(i) {
			if sh := s.shares[s.origins[i][j]]; sh != nil && sh.breaks == nil {
				sh.divide(section, pages)
			}
		}
	}
	return s, nil
}

// sections gives the sections of page i with what belongs to it.
func (s *sharing) sections(i int) []pack.Section {
	var kept []pack.Section
	named := map[uint64]bool{}
	for _, source := range s.pages[i].Sources {
		named[maphash.String(s.seed, source.Document)] = !s.hubs[source.Document] && isNamed(&s.pages[i], spaced(source.Title))
	}
	for j, section := range s.bodies.sections(i) {
		o := s.origins[i][j]
		if sh := s.shares[o]; sh == nil || named[o[0]] {
			kept = append(kept, section)
		} else if section.Text = sh.of(i, section.Text); section.Text != "" {
			kept = append(kept, section)
		}
	}
	return kept
}

// divide finds out which of the pages the section and each of its sentences belong to.
func (sh *share) divide(section pack.Section, pages []page.Page) {
	t := section.Text
	for _, where := range []string{spaced(section.Heading), spaced(t)} {
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
	// The page of the document as a whole gives way to the pages of what it is about.
	if about := slices.DeleteFunc(slices.Clone(sh.named), func(i int) bool { return pages[i].Kind == page.Topic }); len(about) > 0 {
		sh.named = about
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
	var w text.Words
	split(&w, []byte(t))
	starts := []int{0}
	for i := 1; i < w.N; i++ {
		if w.Tokens[i].Break == text.Sentence {
			starts = append(starts, w.Tokens[i].Start)
		}
	}
	return starts
}

// isNamed says that one of a page's names has the stems name.
func isNamed(p *page.Page, name string) bool {
	return slices.ContainsFunc(append([]string{p.Title}, p.Names...), func(n string) bool { return spaced(n) == name })
}

// spaced is the stems of s with a space round each.
func spaced(s string) string { return " " + strings.Join(stemsOf(s), " ") + " " }
