package build

import (
	"encoding/json"

	"signpost/search/index"
	"signpost/search/page"
	"signpost/tools/internal/vocabulary"
)

// Bleve searches pages through their bleve index, without a bundle.
type Bleve struct {
	index  *index.Index
	oracle *index.Oracle
}

// Oracle indexes the pages of a content folder, with the vocabulary of the project.
func Oracle(project, content string) (*Bleve, error) {
	words, err := data(project, "vocabulary")
	if err != nil {
		return nil, err
	}
	v, err := vocabulary.Load(words)
	if err != nil {
		return nil, err
	}
	pages, err := page.ReadDir(content)
	if err != nil {
		return nil, err
	}
	x, err := index.Build(pages, concepts(v))
	if err != nil {
		return nil, err
	}
	o, err := x.Oracle()
	if err != nil {
		x.Close()
		return nil, err
	}
	return &Bleve{x, o}, nil
}

// Search answers as the evaluator does, with the fields that the index has: id, title, score.
func (b *Bleve) Search(q string, limit int) ([]byte, error) {
	type hit struct {
		ID    string  `json:"id"`
		Title string  `json:"title"`
		Score float64 `json:"score"`
	}
	found, err := b.oracle.Search(q, limit)
	if err != nil {
		return nil, err
	}
	hits := []hit{}
	for _, h := range found {
		hits = append(hits, hit{h.Slug, h.Title, h.Score})
	}
	return json.Marshal(map[string]any{"query": q, "hits": hits})
}

// Close removes the index.
func (b *Bleve) Close() error { return b.index.Close() }
