// Package index puts content pages into a bleve index and compiles the bundle from it; nothing else imports bleve. [build]
package index

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"

	"signpost/search/bundle/pack"
	"signpost/search/page"
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
	names         [][]name // of each page, the title first
	stems         map[string]*stem
	open          func() error   // fills the shards and reads them, once
	learning      sync.WaitGroup // of texts, from Bundle on
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

// Build takes pages apart: what is shown of them, texts for excerpts, words. Bundle and Oracle fill bleve with them. Their order does
// not matter.
func Build(pages []page.Page, concepts []Concept) (*Index, error) {
	pages = ordered(pages)
	x := &Index{Pages: len(pages)}
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
				words.pages++
				for _, n := range append([]string{pages[i].Title}, pages[i].Names...) {
					words.read(n)
				}
				x.texts.add(i, excerpts(sections, words))
			}
			x.spelling[first] = words
			return nil
		})
	}
	return shared, errors.Join(g.Wait(), x.texts.done())
}

// Close removes the index's files.
func (x *Index) Close() error {
	x.learning.Wait()
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

// Bundle compiles what the index says into what the bundle holds. Its texts are read from the index's files: write it before Close.
func (x *Index) Bundle() (pack.Search, error) {
	var pieces *pack.Pieces
	x.learning.Go(func() { pieces = pack.Learn(x.Pages, x.texts.sections) })
	if err := x.open(); err != nil {
		return pack.Search{}, err
	}
	return pack.Search{
		Pages: x.entries, Texts: x.excerpts, Terms: x.compiled(), Words: x.words(), Thesaurus: x.thesaurus,
		Pieces: func() *pack.Pieces { x.learning.Wait(); return pieces },
	}, nil
}

// compiled is what the index knows of every stem.
func (x *Index) compiled() []pack.Term {
	stems := sortedKeys(x.stems)
	terms := make([]pack.Term, len(stems))
	var g errgroup.Group
	cores := runtime.GOMAXPROCS(0)
	for first := range cores {
		g.Go(func() error {
			for i := first; i < len(stems); i += cores {
				f, forms := x.found(stems[i], x.stems[stems[i]])
				terms[i] = pack.Term{Stem: stems[i], Found: f, Forms: forms}
			}
			return nil
		})
	}
	g.Wait()
	return terms
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
