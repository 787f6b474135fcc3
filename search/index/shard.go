package index

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/blevesearch/bleve/v2"
	bleveindex "github.com/blevesearch/bleve_index_api"

	"signpost/search/page"
)

// A shard is a bleve index of some of the pages. On several cores several are filled side by side; what is read back is the same.
type shard struct {
	bleve  bleve.Index
	reader bleveindex.IndexReader
	page   []int32 // page number by bleve document number
}

// Pages that a core is worth, and that a builder holds at a time.
const (
	leastShard = 250
	batch      = 500
)

// filling is what all shards are filled from.
type filling struct {
	pages  []page.Page
	shared *sharing
	known  map[string]bool
}

// fill puts every step-th page from the first on into the shard.
func (s *shard) fill(f *filling, dir string, first, step int) error {
	path := filepath.Join(dir, "bleve-"+strconv.Itoa(first))
	b, err := bleve.NewBuilder(path, fields(), map[string]any{"batchSize": batch, "mergeMax": 10, "buildPathPrefix": dir})
	if err != nil {
		return err
	}
	for i := first; i < len(f.pages); i += step {
		d := document(&f.pages[i], f.shared.sections(i), f.known)
		if err := b.Index(strconv.Itoa(i), d); err != nil {
			return errors.Join(err, b.Close())
		}
		f.pages[i] = page.Page{} // of a large site nothing is kept that bleve has
	}
	if err := b.Close(); err != nil {
		return err
	}
	if s.bleve, err = bleve.OpenUsing(path, map[string]any{"read_only": true}); err != nil {
		return err
	}
	advanced, err := s.bleve.Advanced()
	if err != nil {
		return err
	}
	if s.reader, err = advanced.Reader(); err != nil {
		return err
	}
	return s.number()
}

// number reads which page each of bleve's documents is.
func (s *shard) number() error {
	ids, err := s.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer ids.Close()
	for {
		id, err := ids.Next()
		if err != nil || id == nil {
			return err
		}
		external, err := s.reader.ExternalID(id)
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(external)
		if err != nil {
			return err
		}
		at := id.Value()
		for uint64(len(s.page)) <= at {
			s.page = append(s.page, 0)
		}
		s.page[at] = int32(n)
	}
}

func (s *shard) close() error {
	var errs []error
	if s.reader != nil {
		errs = append(errs, s.reader.Close())
	}
	if s.bleve != nil {
		errs = append(errs, s.bleve.Close())
	}
	return errors.Join(errs...)
}

// terms calls f for every term of fields, in order, with the numbers of the fields that have it.
func (x *Index) terms(fields []string, f func(term string, in []int) error) error {
	type list struct {
		field int
		terms bleveindex.FieldDict
		next  *bleveindex.DictEntry
	}
	var lists []*list
	for field, name := range fields {
		for i := range x.shards {
			d, err := x.shards[i].reader.FieldDict(name)
			if err != nil {
				return err
			}
			defer d.Close()
			l := &list{field: field, terms: d}
			if l.next, err = d.Next(); err != nil {
				return err
			}
			lists = append(lists, l)
		}
	}
	for {
		lists = slices.DeleteFunc(lists, func(l *list) bool { return l.next == nil })
		if len(lists) == 0 {
			return nil
		}
		term := slices.MinFunc(lists, func(a, b *list) int { return strings.Compare(a.next.Term, b.next.Term) }).next.Term
		var in []int
		for _, l := range lists {
			if l.next.Term != term {
				continue
			}
			if len(in) == 0 || in[len(in)-1] != l.field {
				in = append(in, l.field)
			}
			var err error
			if l.next, err = l.terms.Next(); err != nil {
				return err
			}
		}
		if err := f(term, in); err != nil {
			return err
		}
	}
}

// postings calls f for every page that has a term in a field, in bleve's order, shard by shard.
func (x *Index) postings(term, field string, places bool, f func(page int32, d *bleveindex.TermFieldDoc)) error {
	for i := range x.shards {
		s := &x.shards[i]
		r, err := s.reader.TermFieldReader(context.Background(), []byte(term), field, true, true, places)
		if err != nil {
			return err
		}
		var d bleveindex.TermFieldDoc
		for {
			next, err := r.Next(&d)
			if err != nil {
				return errors.Join(err, r.Close())
			}
			if next == nil {
				break
			}
			f(s.page[next.ID.Value()], next)
		}
		if err := r.Close(); err != nil {
			return err
		}
	}
	return nil
}
