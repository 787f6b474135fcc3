// Package index puts content pages into a bleve index and compiles the bundle from it; nothing else imports bleve. [build]
package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/blevesearch/bleve/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"signpost/search/bundle/pack"
	"signpost/search/page"
	"signpost/search/query"
	"signpost/search/rank"
)

// Index is a bleve index of a site's pages. Close it: it holds a folder of temporary files.
type Index struct {
	Pages     int
	entries   []pack.Page
	texts     *spill // for excerpts, in the order of pages as they were given
	thesaurus []byte
	dir       string
	bleve     bleve.Index
	reader    bleveindex.IndexReader
	page      []int32   // page number by bleve document number
	order     []int32   // which of texts' pages each is; nil for the same order
	length    []float64 // of each page, in stems
	average   float64
	names     [][]name // of each page, the title first
}

// name is one name of a page, read back from bleve.
type name struct {
	words []nameWord // by position
	stops int
	mass  uint8
}

type nameWord struct{ stem, form string }

// SoftMemory is what the collector keeps a build below as long as it can: the pages of a large site are a third of it, and without
// a limit the heap grows to twice what is live.
const SoftMemory = 800 << 20

// Build indexes pages. Their order does not matter.
func Build(pages []page.Page, concepts []Concept) (*Index, error) {
	pages = ordered(pages)
	x := &Index{Pages: len(pages)}
	var err error
	if x.dir, err = os.MkdirTemp("", "signpost-index-"); err != nil {
		return nil, err
	}
	if err := x.fill(pages); err != nil {
		x.Close()
		return nil, fmt.Errorf("index: %w", err)
	}
	var failed error
	x.thesaurus = thesaurus(concepts, func(stem string) int {
		f, err := x.counts(stem)
		failed = cmp.Or(failed, err)
		return f.DF
	})
	if failed != nil {
		x.Close()
		return nil, fmt.Errorf("index: %w", failed)
	}
	return x, nil
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
	if x.reader != nil {
		errs = append(errs, x.reader.Close())
	}
	if x.bleve != nil {
		errs = append(errs, x.bleve.Close())
	}
	if x.texts != nil {
		errs = append(errs, x.texts.file.Close())
	}
	return errors.Join(append(errs, os.RemoveAll(x.dir))...)
}

func (x *Index) fill(pages []page.Page) error {
	path := filepath.Join(x.dir, "bleve")
	b, err := bleve.NewBuilder(path, fields(), map[string]any{"batchSize": 400, "mergeMax": 10, "buildPathPrefix": x.dir})
	if err != nil {
		return err
	}
	x.entries = make([]pack.Page, len(pages))
	articles, known := hubs(pages), titleWords(pages)
	shared := newSharing(pages, articles)
	if x.texts, err = newSpill(x.dir); err != nil {
		return err
	}
	for i := range pages {
		sections := shared.sections(i)
		x.entries[i] = entry(&pages[i], sections, articles)
		x.texts.add(excerpts(&pages[i], sections))
		if err := b.Index(strconv.Itoa(i), document(&pages[i], sections, known)); err != nil {
			return err
		}
		pages[i] = page.Page{} // of a large site nothing is kept that bleve or the file of texts has
	}
	if err := errors.Join(x.texts.done(), b.Close()); err != nil {
		return err
	}
	if x.bleve, err = bleve.OpenUsing(path, map[string]any{"read_only": true}); err != nil {
		return err
	}
	advanced, err := x.bleve.Advanced()
	if err != nil {
		return err
	}
	if x.reader, err = advanced.Reader(); err != nil {
		return err
	}
	return x.read()
}

// read takes from bleve what the model needs of whole pages: their numbers, lengths and names.
func (x *Index) read() error {
	ids, err := x.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer ids.Close()
	for {
		id, err := ids.Next()
		if err != nil {
			return err
		}
		if id == nil {
			break
		}
		external, err := x.reader.ExternalID(id)
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(external)
		if err != nil {
			return err
		}
		at := id.Value()
		for uint64(len(x.page)) <= at {
			x.page = append(x.page, 0)
		}
		x.page[at] = int32(n)
	}
	if err := x.arrange(); err != nil {
		return err
	}
	x.length = make([]float64, x.Pages)
	for _, field := range append(laneFields[:], fieldStems) {
		field := field
		seen := make([]bool, x.Pages)
		err := x.dictionary(field, func(term string) error {
			return x.postings(term, field, false, func(page int32, d *bleveindex.TermFieldDoc) {
				if !seen[page] {
					seen[page] = true
					x.length[page] += math.Round(1 / (d.Norm * d.Norm))
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
	return x.readNames()
}

// dictionary calls f for every term of a field, in order.
func (x *Index) dictionary(field string, f func(term string) error) error {
	d, err := x.reader.FieldDict(field)
	if err != nil {
		return err
	}
	defer d.Close()
	for {
		e, err := d.Next()
		if err != nil || e == nil {
			return err
		}
		if err := f(e.Term); err != nil {
			return err
		}
	}
}

// postings calls f for every page that has a term in a field, in bleve's order.
func (x *Index) postings(term, field string, places bool, f func(page int32, d *bleveindex.TermFieldDoc)) error {
	r, err := x.reader.TermFieldReader(context.Background(), []byte(term), field, true, true, places)
	if err != nil {
		return err
	}
	defer r.Close()
	var d bleveindex.TermFieldDoc
	for {
		next, err := r.Next(&d)
		if err != nil || next == nil {
			return err
		}
		at := next.ID.Value()
		f(x.page[at], next)
	}
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

// counts is Term without what takes long.
func (x *Index) counts(stem string) (rank.Found, error) {
	f, _, err := x.collect(stem, false)
	return f, err
}

// Term is what the index knows of a stem, and the forms that it has in names.
func (x *Index) Term(stem string) (rank.Found, []string, error) {
	return x.collect(stem, true)
}

func (x *Index) collect(stem string, whole bool) (f rank.Found, forms []string, err error) {
	type sum struct {
		tf    float64
		lanes uint8
	}
	sums := map[int32]sum{}
	for lane, field := range laneFields {
		err := x.postings(stem, field, false, func(page int32, d *bleveindex.TermFieldDoc) {
			s := sums[page]
			s.tf += float64(d.Freq)
			s.lanes |= 1 << lane
			sums[page] = s
		})
		if err != nil {
			return f, nil, err
		}
	}
	var named []int32
	err = x.postings(stem, fieldStems, false, func(page int32, d *bleveindex.TermFieldDoc) {
		s := sums[page]
		s.tf += float64(d.Freq)
		sums[page] = s
		named = append(named, page)
	})
	f.DF, f.NameDF = len(sums), len(named)
	if err != nil || !whole {
		return f, nil, err
	}
	for page, s := range sums {
		f.Postings = append(f.Postings, rank.Posting{Page: page, Level: rank.Level(s.tf, x.length[page], x.average), Lanes: s.lanes})
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
	s := pack.Search{Pages: x.entries, Texts: x.excerpts, Thesaurus: x.thesaurus}
	all, err := x.stems()
	if err != nil {
		return s, err
	}
	for _, stem := range sortedKeys(all) {
		f, forms, err := x.Term(stem)
		if err != nil {
			return s, err
		}
		s.Terms = append(s.Terms, pack.Term{Stem: stem, Found: f, Forms: forms})
	}
	s.Words, err = x.words()
	return s, err
}

// excerpts gives the sections of a page that excerpts are taken from.
func (x *Index) excerpts(i int) []pack.Section {
	if x.order != nil {
		i = int(x.order[i])
	}
	return x.texts.sections(i)
}

func sortedKeys(m map[string]bool) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// tellsPages is how many times more pages than names may have a word of a longer name that still counts as one of names, so that
// "statns" is read as "statins" rather than as "status". Chosen on misspelt titles; anything from 10 to 50 does.
const tellsPages = 30

// words lists the words for spelling: those of names and those of enough pages.
func (x *Index) words() ([]pack.Word, error) {
	whole, parts := map[string]bool{}, map[string]int{} // words that are a name, and pages that have a word in one
	for _, e := range x.entries {
		if e.Listing { // its names are what readers say, in everyday words
			continue
		}
		seen := map[string]bool{}
		for _, n := range append([]string{e.Title}, e.Names...) {
			words := folded(n)
			for _, w := range words {
				whole[w] = whole[w] || len(words) == 1
				if !seen[w] {
					seen[w] = true
					parts[w]++
				}
			}
		}
	}
	var out []pack.Word
	err := x.dictionary(fieldWords, func(term string) error {
		r, err := x.reader.TermFieldReader(context.Background(), []byte(term), fieldWords, false, false, false)
		if err != nil {
			return err
		}
		pages := int(r.Count())
		if err := r.Close(); err != nil {
			return err
		}
		if parts[term] > 0 || pages >= query.MinPages && !stop[term] {
			out = append(out, pack.Word{Text: term, Pages: pages, Name: whole[term] || parts[term]*tellsPages > pages})
		}
		return nil
	})
	return out, err
}
