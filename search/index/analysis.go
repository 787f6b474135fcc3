package index

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/registry"

	"signpost/search/query"
	"signpost/search/rank"
	"signpost/search/text"
)

// Fields of the bleve index. Each lane of the model is a field; names stand in two, by stem and by form.
const (
	fieldStems = "names"
	fieldForms = "forms"
)

var laneFields = [rank.Lanes]string{"overview", "symptoms", "causes", "findings", "tests", "treatment", "prevention", "other"}

// What an analyser gives of each word.
const (
	stems     = "signpost_stems"      // stems of words that are no stop words
	nameStems = "signpost_name_stems" // likewise; of a name of stop words only, all
	forms     = "signpost_forms"      // every word without its plural ending
)

// analyser makes bleve split, fold and stem as the evaluator does: with search/text. A builder uses its own from one goroutine.
type analyser struct {
	gives string
	split text.Words
	terms map[string]term // of every word met
}

// term is what an analyser gives of a word.
type term struct {
	text []byte // nothing: no term
	stop bool
}

func init() {
	for _, name := range []string{stems, nameStems, forms} {
		err := registry.RegisterAnalyzer(name, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
			return &analyser{gives: name, terms: map[string]term{}}, nil
		})
		if err != nil {
			panic(err)
		}
	}
}

// stop is query.Stop for all the words of a site.
var stop = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(query.StopWords) {
		m[w] = true
	}
	return m
}()

// Analyze implements analysis.Analyzer.
func (a *analyser) Analyze(input []byte) analysis.TokenStream {
	w := &a.split
	split(w, input)
	stops := a.gives == forms || a.gives == nameStems && onlyStops(w)
	tokens := make([]analysis.Token, 0, w.N)
	for i := range w.N {
		t, known := a.terms[string(w.Word(i))]
		if !known {
			t = a.term(w.Word(i))
			a.terms[string(w.Word(i))] = t
		}
		if t.text != nil && (stops || !t.stop) {
			tokens = append(tokens, analysis.Token{Term: t.text, Start: w.Tokens[i].Start, End: w.Tokens[i].End, Position: i + 1, Type: analysis.AlphaNumeric})
		}
	}
	out := make(analysis.TokenStream, len(tokens))
	for i := range tokens {
		out[i] = &tokens[i]
	}
	return out
}

// term makes the term of a word.
func (a *analyser) term(word []byte) term {
	t := slices.Clone(word)
	t = t[:text.American(t)]
	if len(t) > query.MaxStem {
		return term{}
	}
	stop := stop[string(t)]
	switch a.gives {
	case stems, nameStems:
		t = t[:text.Stem(t)]
	case forms:
		t = t[:text.Light(t)]
	}
	return term{t, stop}
}

func onlyStops(w *text.Words) bool {
	for i := range w.N {
		if !stop[string(w.Word(i))] {
			return false
		}
	}
	return true
}

// fields is the mapping of a page to fields.
func fields() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultMapping = bleve.NewDocumentStaticMapping()
	m.DefaultAnalyzer = stems
	m.DefaultMapping.AddSubDocumentMapping("_all", bleve.NewDocumentDisabledMapping())
	m.StoreDynamic, m.IndexDynamic, m.DocValuesDynamic = false, false, false
	add := func(field, analyser string, places bool) {
		f := bleve.NewTextFieldMapping()
		f.Analyzer = analyser
		f.Store, f.IncludeInAll, f.DocValues = false, false, false
		f.IncludeTermVectors = places
		m.DefaultMapping.AddFieldMappingsAt(field, f)
	}
	for _, lane := range laneFields {
		add(lane, stems, false)
	}
	add(fieldStems, nameStems, true)
	add(fieldForms, forms, true)
	return m
}
