// Package index puts content pages into a bleve index and compiles the bundle from it; nothing else imports bleve. [build]
package index

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"

	bleveindex "github.com/blevesearch/bleve_index_api"
	"golang.org/x/sync/errgroup"

	"signpost/search/bundle/pack"
	"signpost/search/page"
	"signpost/search/rank"
)

// Index is a bleve index of a site's pages. Close it: it holds a folder of temporary files.
type Index struct {
	Pages         int
	entries       []pack.Page
	bodies, texts *spill // sections, and what is kept of them for excerpts, in the order of pages as they were given
	spelling      []*spelling
	thesaurus     []byte
	dir           string
	shards        []shard
	order         []int32   // which of texts' pages each is; nil for the same order
	length        []float64 // of each page, in stems
	average       float64
	names         [][]name     // of each page, the title first
	tally         *tally       // of counts and the oracle
	open          func() error // fills the shards and reads them, once
}

// name is one name of a page, read back from bleve.
type name struct {
	words []nameWord // by position
	stops int
	mass  uint8
}

type nameWord struct{ stem, form string }

// Memory lets a build have memory rather than collect it often: three times what is live, but on a large site, as long as it can be
// kept to, no more than 800 MiB. The function that it returns sets the collector back.
func Memory() (restore func()) {
	percent, limit := debug.SetGCPercent(200), debug.SetMemoryLimit(800<<20)
	return func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}
}

// Build takes pages apart: what is shown of them, texts for excerpts, words. Bundle and Oracle fill bleve with them. Their order does
// not matter.
func Build(pages []page.Page, concepts []Concept) (*Index, error) {
	pages = ordered(pages)
	x := &Index{Pages: len(pages), tally: newTally(len(pages))}
	var err error
	if x.dir, err = os.MkdirTemp("", "signpost-index-"); err != nil {
		return nil, err
	}
	shared, err := x.takeApart(pages)
	if err != nil {
		x.Close()
		return nil, fmt.Errorf("index: %w", err)
	}
	x.open = sync.OnceValue(func() error {
		err := x.fill(&filling{pages, shared, titleWords(pages)})
		if err == nil {
			err = x.read(concepts)
		}
		if err != nil {
			return fmt.Errorf("index: %w", err)
		}
		return nil
	})
	return x, nil
}

// takeApart makes what is known of each page by itself.
func (x *Index) takeApart(pages []page.Page) (*sharing, error) {
	var err error
	if x.texts, err = newSpill(x.dir, "texts", len(pages)); err != nil {
		return nil, err
	}
	if x.bodies, err = newSpill(x.dir, "bodies", len(pages)); err != nil {
		return nil, err
	}
	articles := hubs(pages)
	shared, err := newSharing(pages, articles, x.bodies)
	if err != nil {
		return nil, err
	}
	x.entries = make([]pack.Page, len(pages))
	x.spelling = make([]*spelling, runtime.GOMAXPROCS(0))
	var g errgroup.Group
	for first := range x.spelling {
		g.Go(func() error {
			words := newSpelling()
			for i := first; i < len(pages); i += len(x.spelling) {
				sections := shared.sections(i)
				x.entries[i] = entry(&pages[i], sections, articles)
				words.add(&pages[i], sections)
				x.texts.add(i, excerpts(sections, words))
			}
			x.spelling[first] = words
			return nil
		})
	}
	return shared, errors.Join(g.Wait(), x.texts.done())
}

// stems is the stems that any page has.
func (x *Index) stems() (map[string]bool, error) {
	all := map[string]bool{}
	for _, field := range append(laneFields[:], fieldStems) {
		if err := x.dictionary(field, func(term string) error { all[term] = true; return nil }); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Close removes the index's files.
func (x *Index) Close() error {
	var errs []error
	for i := range x.shards {
		errs = append(errs, x.shards[i].close())
	}
	for _, s := range []*spill{x.texts, x.bodies} {
		if s != nil {
			errs = append(errs, s.file.Close())
		}
	}
	return errors.Join(append(errs, os.RemoveAll(x.dir))...)
}

// fill makes the shards.
func (x *Index) fill(f *filling) error {
	x.shards = make([]shard, min(runtime.GOMAXPROCS(0), 1+x.Pages/leastShard))
	var g errgroup.Group
	for i := range x.shards {
		g.Go(func() error { return x.shards[i].fill(f, x.dir, i, len(x.shards)) })
	}
	return g.Wait()
}

// read takes from bleve what the model needs of whole pages, their lengths and names, and makes the thesaurus.
func (x *Index) read(concepts []Concept) error {
	x.length = make([]float64, x.Pages)
	words, n := make([][]int32, x.Pages), 0
	lanes := make([]uint8, x.Pages)
	for lane, field := range append(laneFields[:], fieldStems) {
		seen := make([]bool, x.Pages)
		err := x.dictionary(field, func(term string) error {
			n++
			return x.postings(term, field, false, func(page int32, d *bleveindex.TermFieldDoc) {
				if x.Pages <= maxArranged {
					words[page] = append(words[page], int32(n-1))
				}
				if !seen[page] {
					seen[page] = true
					x.length[page] += math.Round(1 / (d.Norm * d.Norm))
					lanes[page] |= 1 << lane // of the names it leaves nothing
				}
			})
		})
		if err != nil {
			return err
		}
	}
	for _, l := range x.length {
		x.average += l
	}
	x.average = max(1, x.average/float64(max(1, x.Pages)))
	if x.Pages <= maxArranged {
		x.renumber(arranged(words, n))
	} else {
		x.renumber(x.alike(lanes))
	}
	if err := x.readNames(); err != nil {
		return err
	}
	var failed error
	x.thesaurus = thesaurus(concepts, func(stem string) int {
		f, err := x.counts(stem)
		failed = cmp.Or(failed, err)
		return f.DF
	})
	return failed
}

// readNames puts the names together again from where their stems and forms stand.
func (x *Index) readNames() error {
	x.names = make([][]name, x.Pages)
	for _, field := range []string{fieldForms, fieldStems} {
		err := x.dictionary(field, func(term string) error {
			return x.postings(term, field, true, func(page int32, d *bleveindex.TermFieldDoc) {
				for _, v := range d.Vectors {
					at := 0
					if len(v.ArrayPositions) > 0 {
						at = int(v.ArrayPositions[0])
					}
					for len(x.names[page]) <= at {
						x.names[page] = append(x.names[page], name{})
					}
					n := &x.names[page][at]
					for len(n.words) < int(v.Pos) {
						n.words = append(n.words, nameWord{})
					}
					if field == fieldForms {
						n.words[v.Pos-1].form = term
					} else {
						n.words[v.Pos-1].stem = term
					}
				}
			})
		})
		if err != nil {
			return err
		}
	}
	weights := map[string]float64{}
	for p := range x.names {
		for i := range x.names[p] {
			n := &x.names[p][i]
			sum := 0.0
			for j, w := range n.words {
				if w.stem == "" {
					n.stops++
					continue
				}
				if slices.ContainsFunc(n.words[:j], func(o nameWord) bool { return o.stem == w.stem }) {
					continue
				}
				if _, known := weights[w.stem]; !known {
					f, err := x.counts(w.stem)
					if err != nil {
						return err
					}
					weights[w.stem] = rank.NameWeight(x.Pages, f.DF, f.NameDF)
				}
				sum += weights[w.stem]
			}
			n.mass = rank.Mass(sum, n.stops)
		}
	}
	return nil
}

// tally is room to add up what a stem's fields say of pages.
type tally struct {
	tf    []float64
	lanes []uint8
	pages []int32 // that have any
}

func newTally(pages int) *tally {
	return &tally{tf: make([]float64, pages), lanes: make([]uint8, pages)}
}

func (t *tally) add(page int32, tf float64, lanes uint8) {
	if t.tf[page] == 0 {
		t.pages = append(t.pages, page)
	}
	t.tf[page] += tf
	t.lanes[page] |= lanes
}

func (t *tally) clear() {
	for _, p := range t.pages {
		t.tf[p], t.lanes[p] = 0, 0
	}
	t.pages = t.pages[:0]
}

// counts is how many pages have a stem.
func (x *Index) counts(stem string) (rank.Found, error) {
	f, _, err := x.collect(x.tally, stem, false)
	return f, err
}

// collect is what the index knows of a stem, and the forms that it has in names; but for its pages, when not whole.
func (x *Index) collect(t *tally, stem string, whole bool) (f rank.Found, forms []string, err error) {
	defer t.clear()
	for lane, field := range laneFields {
		err := x.postings(stem, field, false, func(page int32, d *bleveindex.TermFieldDoc) { t.add(page, float64(d.Freq), 1<<lane) })
		if err != nil {
			return f, nil, err
		}
	}
	var named []int32
	err = x.postings(stem, fieldStems, false, func(page int32, d *bleveindex.TermFieldDoc) {
		t.add(page, float64(d.Freq), 0)
		named = append(named, page)
	})
	f.DF, f.NameDF = len(t.pages), len(named)
	if err != nil || !whole {
		return f, nil, err
	}
	for _, page := range t.pages {
		f.Postings = append(f.Postings, rank.Posting{Page: page, Level: rank.Level(t.tf[page], x.length[page], x.average), Lanes: t.lanes[page]})
	}
	f.Postings = strongest(f.Postings)
	slices.Sort(named)
	for _, page := range named {
		from := 0
		if x.entries[page].Listing {
			from = rank.Listed
		}
		for number, n := range x.names[page] {
			at := slices.IndexFunc(n.words, func(w nameWord) bool { return w.stem == stem })
			if at < 0 || from == 0 && number >= rank.Listed { // more names than any page needs
				continue
			}
			form := slices.Index(forms, n.words[at].form)
			if form < 0 && len(forms) < maxForms {
				form = len(forms)
				forms = append(forms, n.words[at].form)
			}
			if form < 0 {
				form = maxForms // one that is never exact
			}
			f.Names = append(f.Names, rank.Name{Page: page, Number: int32(from + number), Mass: n.mass, Form: uint8(form)})
		}
	}
	return f, forms, nil
}

const maxForms = 31 // of one stem in names; rank.Found.Exact has a bit for each

// Bundle compiles what the index says into what the bundle holds. Its texts are read from the index's files: write it before Close.
func (x *Index) Bundle() (pack.Search, error) {
	var s pack.Search
	var g errgroup.Group
	g.Go(func() error { s.Pieces = pack.Learn(x.Pages, x.texts.sections); return nil })
	g.Go(func() error {
		if err := x.open(); err != nil {
			return err
		}
		s.Pages, s.Texts, s.Thesaurus, s.Words = x.entries, x.excerpts, x.thesaurus, x.words()
		var err error
		s.Terms, err = x.terms()
		return err
	})
	err := g.Wait()
	return s, err
}

// terms is what the index knows of every stem.
func (x *Index) terms() ([]pack.Term, error) {
	all, err := x.stems()
	if err != nil {
		return nil, err
	}
	stems := sortedKeys(all)
	terms := make([]pack.Term, len(stems))
	var g errgroup.Group
	cores := runtime.GOMAXPROCS(0)
	for first := range cores {
		g.Go(func() error {
			t := newTally(x.Pages)
			for i := first; i < len(stems); i += cores {
				f, forms, err := x.collect(t, stems[i], true)
				if err != nil {
					return err
				}
				terms[i] = pack.Term{Stem: stems[i], Found: f, Forms: forms}
			}
			return nil
		})
	}
	return terms, g.Wait()
}

// excerpts gives the sections of a page that excerpts are taken from.
func (x *Index) excerpts(i int) []pack.Section {
	if x.order != nil {
		i = int(x.order[i])
	}
	return x.texts.sections(i)
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
