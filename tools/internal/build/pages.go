package build

import (
	"cmp"
	"path/filepath"
	"slices"

	"signpost/search/page"
	"signpost/tools/internal/condition"
	"signpost/tools/internal/convert"
	"signpost/tools/internal/extract"
	"signpost/tools/internal/source"
	"signpost/tools/internal/vocabulary"
)

// documents reads the documents and the vocabulary. What could not be read is said, file by file; the rest goes on.
func documents(o Options) ([]condition.Document, *vocabulary.Vocabulary, error) {
	done := o.Log.Stage("Reading documents")
	var problems []source.Problem
	dir := cmp.Or(o.Documents, filepath.Join(o.Project, "documents"))
	docs, err := source.ReadDir(dir, func(p source.Problem) { problems = append(problems, p) })
	if err != nil {
		done("failed")
		return nil, nil, err
	}
	done("%d read, %d remarks", len(docs), len(problems))
	for _, p := range problems {
		o.Log.Note("  %s", p)
	}
	words, err := data(o.Project, "vocabulary")
	if err != nil {
		return nil, nil, err
	}
	v, err := vocabulary.Load(words)
	return docs, v, err
}

// merged runs extraction and merging: documents in, pages out.
func merged(o Options, docs []condition.Document, v *vocabulary.Vocabulary) []page.Page {
	done := o.Log.Stage("Finding facts")
	statements := extract.Extract(docs, v)
	pages := extract.Merge(statements, docs, v)
	kinds := map[string]int{}
	for i := range pages {
		kinds[pages[i].Kind]++
	}
	done("%d statements, %d conditions, %d symptoms, %d other pages", len(statements), kinds[page.Condition], kinds[page.Symptom], kinds[page.Topic])
	return pages
}

// Convert writes the pages of the documents into o.Content, or with check only says what would change.
func Convert(o Options, check bool) (convert.Report, error) {
	docs, v, err := documents(o)
	if err != nil {
		return convert.Report{}, err
	}
	pages := merged(o, docs, v)
	if check {
		return convert.Compare(pages, o.Content)
	}
	return convert.Write(pages, o.Content)
}

// Fact is one fact as the facts command prints it.
type Fact struct {
	Condition string   `json:"condition"` // page's slug; "*" = about the documents' symptom itself
	Name      string   `json:"name"`
	Synonyms  []string `json:"synonyms"`
	Slot      string   `json:"slot"`
	Value     string   `json:"value"`
	Polarity  string   `json:"polarity"`
	Frequency string   `json:"frequency"`
	Hedge     string   `json:"hedge"`
	Document  string   `json:"document"`
	Start     int      `json:"start"`
	End       int      `json:"end"`
	Quote     string   `json:"quote"`
	Status    string   `json:"status"`
}

// Facts gives every statement with its evidence, in the order of documents and places.
func Facts(o Options) ([]Fact, error) {
	docs, v, err := documents(o)
	if err != nil {
		return nil, err
	}
	facts := []Fact{}
	for _, s := range extract.Extract(docs, v) {
		slug := s.Condition
		if slug != "*" {
			slug = page.Slug(slug)
		}
		for _, e := range s.Evidence {
			facts = append(facts, Fact{
				Condition: slug, Name: s.Condition, Synonyms: append([]string{}, s.Names...), Slot: s.Slot, Value: s.Value,
				Polarity: cmp.Or(s.Polarity, "present"), Frequency: s.Frequency, Hedge: s.Hedge, Status: cmp.Or(s.Status, "draft"),
				Document: e.Document, Start: e.Start, End: e.End, Quote: e.Exact,
			})
		}
	}
	slices.SortStableFunc(facts, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Start, b.Start))
	})
	return facts, nil
}
