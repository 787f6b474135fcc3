package build

import (
	"cmp"
	"path/filepath"
	"slices"

	"signpost/search/page"
	"signpost/tools/internal/condition"
	"signpost/tools/internal/convert"
	"signpost/tools/internal/extract"
	"signpost/tools/internal/review"
	"signpost/tools/internal/source"
	"signpost/tools/internal/vocabulary"
)

// conversion is what becomes of documents before anything is written.
type conversion struct {
	documents  []condition.Document
	vocabulary *vocabulary.Vocabulary
	decisions  *review.Decisions
	statements []condition.Statement // as extracted, without decisions
	decided    []condition.Statement
	pages      []page.Page
}

// convert reads documents, vocabulary and decisions and makes the pages. What could not be read is said, file by file;
// the rest goes on.
func (o Options) convert() (*conversion, error) {
	done := o.Log.Stage("Reading documents")
	var problems []source.Problem
	documents := filepath.Join(o.Project, "documents")
	docs, err := source.ReadDir(cmp.Or(o.Documents, documents), func(p source.Problem) { problems = append(problems, p) })
	if err != nil {
		done("failed")
		return nil, err
	}
	done("%d; remarks: %d", len(docs), len(problems))
	words, err := data(o.Project, "vocabulary")
	if err != nil {
		return nil, err
	}
	c := &conversion{documents: docs}
	if c.vocabulary, err = vocabulary.Load(words); err != nil {
		return nil, err
	}
	decisions := filepath.Join(o.Project, "data", "review", "decisions.yaml")
	if o.Documents != "" && filepath.Clean(o.Documents) != filepath.Clean(documents) {
		decisions = "" // those are about the project's own documents
	}
	if c.decisions, err = review.Open(decisions); err != nil {
		return nil, err
	}

	done = o.Log.Stage("Finding facts")
	c.statements = extract.Extract(docs, c.vocabulary)
	var more []source.Problem
	c.decided, more = c.decisions.Apply(c.statements, docs)
	problems = append(problems, more...)
	c.pages = extract.Merge(c.decided, docs, c.vocabulary)
	problems = append(problems, c.decisions.Reviews(c.pages)...)
	kinds := map[string]int{}
	for i := range c.pages {
		kinds[c.pages[i].Kind]++
	}
	done("%d; pages on conditions: %d, symptoms: %d, others: %d", len(c.decided), kinds[page.Condition], kinds[page.Symptom], kinds[page.Topic])
	for _, p := range problems {
		o.Log.Note("  %s", p)
	}
	return c, nil
}

// Convert writes the pages of the documents into o.Content, or with check only says what would change.
func Convert(o Options, check bool) (convert.Report, error) {
	c, err := o.convert()
	if err != nil {
		return convert.Report{}, err
	}
	if check {
		return convert.Compare(c.pages, o.Content)
	}
	return convert.Write(c.pages, o.Content)
}

// Review opens the facts of the project's documents for an editor.
func Review(o Options) (*review.Session, error) {
	c, err := o.convert()
	if err != nil {
		return nil, err
	}
	return review.NewSession(c.decisions, c.statements, c.documents, c.pages), nil
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
	c, err := o.convert()
	if err != nil {
		return nil, err
	}
	facts := []Fact{}
	for _, s := range c.decided {
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
