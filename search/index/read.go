package index

import (
	"math"
	"slices"

	bleveindex "github.com/blevesearch/bleve_index_api"

	"signpost/search/rank"
)

// stem is what bleve says of a stem.
type stem struct {
	pages []said  // that have it
	named []int32 // those that have it in a name
}

// said is how often a page says a stem.
type said struct {
	page  int32
	tf    uint16 // at most
	lanes uint8
}

// read takes from bleve what the model needs, and makes the thesaurus.
func (x *Index) read(concepts []Concept) error {
	x.stems = map[string]*stem{}
	x.length = make([]float64, x.Pages)
	words, n := make([][]int32, x.Pages), 0
	seen := make([]uint16, x.Pages) // fields
	fields := append(laneFields[:], fieldStems)
	t := newTally(x.Pages)
	err := x.terms(fields, func(term string, in []int) error {
		s := &stem{}
		x.stems[term] = s
		for _, field := range in {
			err := x.postings(term, fields[field], false, func(page int32, d *bleveindex.TermFieldDoc) {
				if x.Pages <= maxArranged {
					words[page] = append(words[page], int32(n))
				}
				if seen[page]>>field&1 == 0 {
					seen[page] |= 1 << field
					x.length[page] += math.Round(1 / (d.Norm * d.Norm))
				}
				t.add(page, d.Freq, uint8(1<<field)) // the field of names is no lane: nothing is left of its bit
				if fields[field] == fieldStems {
					s.named = append(s.named, page)
				}
			})
			if err != nil {
				return err
			}
			n++
		}
		s.pages = t.take()
		return nil
	})
	if err != nil {
		return err
	}
	for _, l := range x.length {
		x.average += l
	}
	x.average = max(1, x.average/float64(max(1, x.Pages)))
	if x.Pages <= maxArranged {
		x.renumber(arranged(words, n))
	} else {
		x.renumber(x.alike(seen))
	}
	if err := x.readNames(); err != nil {
		return err
	}
	x.thesaurus = thesaurus(concepts, func(stem string) int {
		df, _ := x.counts(stem)
		return df
	})
	return nil
}

// tally adds up what fields say of pages.
type tally struct {
	tf    []uint64
	lanes []uint8
	pages []int32 // that have any
}

func newTally(pages int) *tally {
	return &tally{tf: make([]uint64, pages), lanes: make([]uint8, pages)}
}

func (t *tally) add(page int32, tf uint64, lanes uint8) {
	if t.tf[page] == 0 {
		t.pages = append(t.pages, page)
	}
	t.tf[page] += tf
	t.lanes[page] |= lanes
}

// take gives what was added, and starts again.
func (t *tally) take() []said {
	out := make([]said, len(t.pages))
	for i, p := range t.pages {
		out[i] = said{p, uint16(min(t.tf[p], math.MaxUint16)), t.lanes[p]}
		t.tf[p], t.lanes[p] = 0, 0
	}
	t.pages = t.pages[:0]
	return out
}

// readNames puts the names together again from where their stems and forms stand.
func (x *Index) readNames() error {
	x.names = make([][]name, x.Pages)
	for _, field := range []string{fieldForms, fieldStems} {
		err := x.terms([]string{field}, func(term string, _ []int) error {
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
					df, nameDF := x.counts(w.stem)
					weights[w.stem] = rank.NameWeight(x.Pages, df, nameDF)
				}
				sum += weights[w.stem]
			}
			n.mass = rank.Mass(sum, n.stops)
		}
	}
	return nil
}

// counts is how many pages have a stem, and how many in a name.
func (x *Index) counts(text string) (df, nameDF int) {
	if s := x.stems[text]; s != nil {
		return len(s.pages), len(s.named)
	}
	return 0, 0
}

// found is what the model is given of a stem, and the forms that it has in names; s may be nil.
func (x *Index) found(text string, s *stem) (f rank.Found, forms []string) {
	if s == nil {
		return f, nil
	}
	f.DF, f.NameDF = len(s.pages), len(s.named)
	for _, p := range s.pages {
		f.Postings = append(f.Postings, rank.Posting{Page: p.page, Level: rank.Level(float64(p.tf), x.length[p.page], x.average), Lanes: p.lanes})
	}
	f.Postings = strongest(f.Postings)
	named := slices.Clone(s.named)
	slices.Sort(named)
	for _, page := range named {
		from := 0
		if x.entries[page].Listing {
			from = rank.Listed
		}
		for number, n := range x.names[page] {
			at := slices.IndexFunc(n.words, func(w nameWord) bool { return w.stem == text })
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
	return f, forms
}

const maxForms = 31 // of one stem in names; rank.Found.Exact has a bit for each
