package extract

import (
	"sort"
	"strings"

	"signpost/search/page"
)

// sortedKey is what two values must share to be the same: the set of their stems.
func sortedKey(value string) string {
	w := strings.Fields(stemKey(value))
	sort.Strings(w)
	return strings.Join(w, " ")
}

// joinQualifiers adds to q what it does not say yet.
func joinQualifiers(q *page.Qualifiers, more page.Qualifiers) {
	for _, s := range more.Site {
		q.Site = addOnce(q.Site, s)
	}
	for _, s := range more.Course {
		q.Course = addOnce(q.Course, s)
	}
	for _, s := range more.Trigger {
		q.Trigger = addOnce(q.Trigger, s)
	}
	for _, s := range more.Worse {
		q.Worse = addOnce(q.Worse, s)
	}
	for _, s := range more.Relief {
		q.Relief = addOnce(q.Relief, s)
	}
	if q.Side == "" {
		q.Side = more.Side
	}
	if q.Onset == "" {
		q.Onset = more.Onset
	}
	if q.Severity == "" {
		q.Severity = more.Severity
	}
}
