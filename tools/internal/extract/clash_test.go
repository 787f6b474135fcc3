package extract

import (
	"slices"
	"testing"

	"signpost/search/page"
	"signpost/tools/internal/condition"
)

// disagreements gives the questions on which documents disagree, by page.
func disagreements(pages []page.Page) []string {
	var out []string
	for i := range pages {
		for _, c := range pages[i].Disagree {
			out = append(out, pages[i].Title+": "+c.Question)
		}
	}
	slices.Sort(out)
	return out
}

// Two documents on one condition: what counts as a disagreement, and what only looks like one.
func TestClash(t *testing.T) {
	voc := loadVocabulary(t)
	for _, c := range []struct{ a, b, want string }{
		{"Gout is a common condition.", "Gout is rare.", "How common is it?"},
		{"Gout is one of the most common joint diseases.", "Gout is a rare disease.", "How common is it?"},
		{"Gout is common.", "Juvenile gout is rare.", ""},
		{"Gout is common in men.", "Gout is rare in children.", ""},
		{"Gout is rare.", "Unless it is treated, damage is common.", ""},
		{"About 2 million people in the United States have gout.", "In the United States, more than 5 million people have gout.", "How many people have it?"},
		{"About 2 million people in the United States have gout.", "More than 5 million people have gout worldwide.", ""},
		{"About 2 million adults have gout.", "About 2.1 million adults have gout.", ""},
		{"Gout affects 1 in 40 people.", "Gout affects 1 in 200 people.", "How many people have it?"},
		{"Gout affects 1 in 40 people.", "Gout affects 1 in 200 people with kidney disease.", ""},
		{"Gout affects 1 in 40 men.", "Gout affects 1 in 200 women.", ""},
		{"Symptoms usually begin after age 40.", "Symptoms usually start before age 20.", "At what age does it begin?"},
		{"Symptoms usually begin between the ages of 20 and 40.", "Symptoms usually start around age 30.", ""},
		{"Symptoms usually begin after age 40.", "In the inherited form, symptoms usually start before age 20.", ""},
		{"Gout affects men and women equally.", "Gout is more common in men.", "Is it more common in women or in men?"},
		{"Gout is more common in men than in women.", "Gout is more common in women.", "Is it more common in women or in men?"},
		{"Gout is more common in men.", "Gout is more common in older adults.", ""},
		{"There is no cure for gout.", "Gout can be cured.", "Can it be cured?"},
		{"Gout lasts 3 to 10 days.", "Gout lasts 6 weeks.", "How long does it last?"},
	} {
		docs := []condition.Document{
			readText(t, "a.txt", "Gout\n\n"+c.a+" It causes pain in the big toe.\n"),
			readText(t, "b.txt", "Gout\n\n"+c.b+" It causes swelling of a joint.\n"),
		}
		want := []string(nil)
		if c.want != "" {
			want = []string{"Gout: " + c.want}
		}
		if got := disagreements(Merge(Extract(docs, voc), docs, voc)); !slices.Equal(got, want) {
			t.Errorf("%q and %q: %q, want %q", c.a, c.b, got, want)
		}
	}
}

// Every disagreement over the NIH documents is listed here and judged in docs/facts.md: a new one must be read before it is shown.
func TestDisagreementsJudged(t *testing.T) {
	dirs := folders(t)
	dir := dirs[len(dirs)-1]
	docs := readFolder(t, dir)
	if len(docs) < 1000 {
		t.Skip("../shared/corpora/nih is not there: only the test documents' disagreements are checked")
	}
	want := []string{
		"Alzheimer's disease: At what age does it begin?",
		"Asthma: How many people have it?",
		"Hemochromatosis: How common is it?",
	}
	voc := loadVocabulary(t)
	if got := disagreements(Merge(Extract(docs, voc), docs, voc)); !slices.Equal(got, want) {
		t.Errorf("disagreements over %s:\n%q, want\n%q\nread the new ones and judge them in docs/facts.md", dir, got, want)
	}
}
