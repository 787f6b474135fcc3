package index

import (
	"slices"

	"signpost/search/rank"
)

// maxPostings bounds what one word costs: of a word on more pages, those that say most of it are kept.
const maxPostings = 4096

// strongest puts postings in page order and keeps at most maxPostings of them, the strongest; of equal
// ones the first pages.
func strongest(p []rank.Posting) []rank.Posting {
	slices.SortFunc(p, func(a, b rank.Posting) int { return int(a.Page) - int(b.Page) })
	if len(p) <= maxPostings {
		return p
	}
	slices.SortStableFunc(p, func(a, b rank.Posting) int { return int(b.Level) - int(a.Level) })
	p = p[:maxPostings]
	slices.SortFunc(p, func(a, b rank.Posting) int { return int(a.Page) - int(b.Page) })
	return p
}
