package index

import (
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
	fieldWords = "words" // every word, for spelling
)

var laneFields = [rank.Lanes]string{"overview", "symptoms", "causes", "findings", "tests", "treatment", "prevention", "other"}

// What an analyser gives of each word.
const (
	stems     = "signpost_stems"      // stems of words that are no stop words
	nameStems = "signpost_name_stems" // likewise; of a name of stop words only, all
	forms     = "signpost_forms"      // every word without its plural ending
	words     = "signpost_words"      // every word of query.MinLetters letters and more
)

// analyser makes bleve split, fold and stem as the evaluator does: with search/text.
type analyser string

func init() {
	for _, name := range []string{stems, nameStems, forms, words} {
		err := registry.RegisterAnalyzer(name, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) {
			return analyser(name), nil
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
func (a analyser) Analyze(input []byte) analysis.TokenStream {
	w := text.Words{Tokens: make([]text.Token, len(input)/2+1), Buf: make([]byte, len(input)+1)}
	w.Split(input)
	all := a == forms || a == nameStems && onlyStops(&w)
	out := make(analysis.TokenStream, 0, w.N)
	for i := range w.N {
		term := w.Word(i)
		term = term[:text.American(term)]
		if len(term) > query.MaxStem || a == words && len(term) < query.MinLetters || !all && a != words && stop[string(term)] {
			continue
		}
		switch a {
		case stems, nameStems:
			term = term[:text.Stem(term)]
		case forms:
			term = term[:text.Light(term)]
		}
		out = append(out, &analysis.Token{Term: term, Start: w.Tokens[i].Start, End: w.Tokens[i].End, Position: i + 1, Type: analysis.AlphaNumeric})
	}
	return out
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
	add(fieldWords, words, false)
	return m
}
