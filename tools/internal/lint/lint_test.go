package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"signpost/search/page"
	"signpost/tools/internal/condition"
)

const bootText = "Tight boots often make toes numb. See a nurse if a toe turns blue. Numb toes are harmless as a rule. Call 999 if a toe turns black."

// good is a page without faults, made from bootText.
func good() page.Page {
	evidence := func(quote string) []page.Evidence {
		at := strings.Index(bootText, quote)
		return []page.Evidence{{Document: "boots.txt", Start: at, End: at + len(quote), Exact: quote}}
	}
	return page.Page{
		Title: "Tight boots", Kind: page.Condition, Slug: "tight-boots", Level: "urgent",
		Sources:  []page.Source{{Document: "boots.txt", Title: "Boots", Facts: 2}},
		Sections: []page.Head{{ID: "boots", Heading: "Boots", Role: page.Overview, Document: "boots.txt"}},
		Facts: []page.Fact{
			{ID: "s1", Slot: page.SlotSymptom, Value: "numb toes", Frequency: "frequent", Hedge: "often", Status: "draft", Evidence: evidence("Tight boots often make toes numb.")},
			{ID: "r1", Slot: page.SlotRedFlag, Value: "a toe turns blue", Level: "urgent", Status: "draft", Evidence: evidence("See a nurse if a toe turns blue.")},
		},
		Body: page.WriteBody([]page.Section{{ID: "boots", Heading: "Boots", Blocks: []page.Block{{Text: bootText}}}}),
	}
}

var today = time.Date(2026, 6, 1, 9, 0, 0, 0, time.UTC)

// lint checks p alone, against bootText; findings are "line kind: text".
func lint(t *testing.T, p page.Page) []string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, filepath.FromSlash(p.Path()))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, page.Seal(p), 0o644); err != nil {
		t.Fatal(err)
	}
	findings, err := Lint(dir, Options{Documents: []condition.Document{{ID: "boots.txt", Text: bootText}}, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range findings {
		out = append(out, strings.TrimPrefix(f.String(), file+":"))
	}
	return out
}

func TestLint(t *testing.T) {
	if found := lint(t, good()); len(found) > 0 {
		t.Fatalf("the good page has findings: %v", found)
	}
	// fact gives the page one more fact; say gives its body one more paragraph.
	fact := func(f page.Fact) func(*page.Page) {
		return func(p *page.Page) { f.ID = "x"; f.Status = "draft"; p.Facts = append(p.Facts, f) }
	}
	say := func(text string) func(*page.Page) {
		return func(p *page.Page) { p.Body += "\n" + text + "\n" }
	}
	sourced := good().Facts[0].Evidence
	black := "Call 999 if a toe turns black."
	sends := []page.Evidence{{Document: "boots.txt", Start: strings.Index(bootText, black), End: len(bootText), Exact: black}}
	tests := []struct {
		name   string
		change func(*page.Page)
		want   string // how the only finding begins
	}{
		{"red flag without action", func(p *page.Page) { p.Facts[1].Level = "" }, `27: error: the red flag "a toe turns blue" does not say what to do`},
		{"red flag without source", func(p *page.Page) { p.Facts[1].Evidence = nil }, `27: error: the red flag "a toe turns blue" has no source`},
		{"unsourced statement", fact(page.Fact{Slot: page.SlotCause, Value: "boots"}), `37: warning: cause "boots" has no source`},
		{"quote changed", func(p *page.Page) { p.Facts[0].Evidence[0].Exact = "Tight boots often make toes hurt." }, "16: error: boots.txt does not have the quote"},
		{"quote cut", func(p *page.Page) { p.Facts[0].Evidence[0].End-- }, "16: error: the quote of \"numb toes\" does not fill"},
		{"document gone", func(p *page.Page) {
			p.Sources = append(p.Sources, page.Source{Document: "x.txt", Title: "X"})
			p.Facts[0].Evidence[0].Document = "x.txt"
		}, `19: error: "numb toes" rests on x.txt, which is not among the documents`},
		{"document not a source", func(p *page.Page) {
			p.Facts[0].Evidence = append(p.Facts[0].Evidence, page.Evidence{Document: "y.txt", End: 1, Exact: "x"})
		}, `16: error: "numb toes" rests on y.txt, which is not among the page's sources`},
		{"expired review", func(p *page.Page) {
			p.Review = &page.Review{By: "A", Role: "nurse", On: "2025-01-01", Due: "2026-05-31"}
		}, "6: error: the review expired on 2026-05-31"},
		{"review by nobody", func(p *page.Page) { p.Review = &page.Review{Role: "nurse", On: "2026-01-01", Due: "2026-12-31"} }, "6: error: the review names nobody"},
		{"review to come", func(p *page.Page) {
			p.Review = &page.Review{By: "A", Role: "nurse", On: "2026-07-01", Due: "2026-12-31"}
		}, "6: error: the review was on 2026-07-01, which is yet to come"},
		{"review without date", func(p *page.Page) { p.Review = &page.Review{By: "A", Role: "nurse", On: "May"} }, "6: error: the review's dates are"},
		{"emergency without a box", func(p *page.Page) { p.Level = "emergency" }, "4: error: the page's level is emergency and no fact says"},
		{"dose", func(p *page.Page) { p.Lead = "Take 400 mg of the tablets twice a day." }, `4: error: gives the reader a dose`},
		{"dose in words", fact(page.Fact{Slot: page.SlotTreatment, Value: "you can take two tablets at night", Evidence: sourced}), "37: error: gives the reader a dose"},
		{"stop a medicine", func(p *page.Page) { p.Lead = "Stop taking your medicine." }, "4: error: tells the reader to stop a medicine"},
		{"reassurance", func(p *page.Page) { p.Lead = "Cold feet are nothing to worry about." }, `4: error: reassures ("nothing to worry about")`},
		{"reassurance in a fact", fact(page.Fact{Slot: page.SlotCourse, Value: "harmless", Evidence: sourced}), `37: error: reassures ("harmless")`},
		{"reassurance by an editor", say("Blue toes are not serious."), `43: error: reassures ("not serious")`},
		{"frequency", func(p *page.Page) { p.Facts[0].Hedge = "usually" }, `16: error: "numb toes" is said to be frequent, and its quotes do not say`},
		{"no help", func(p *page.Page) { p.Facts = p.Facts[:1] }, "2: warning: the page does not say when to get help"},
		{"no symptom", func(p *page.Page) { p.Facts = p.Facts[1:] }, "2: warning: the page describes no symptom"},
		{"rejected facts do not count", func(p *page.Page) { p.Facts[0].Status = "rejected" }, "2: warning: the page describes no symptom"},
		{"section without source", func(p *page.Page) { p.Body += "\n## More {#more}\n\nBoots can be wide.\n" }, `43: warning: the section "More" is not listed`},
		{"ambulance under a milder level", fact(page.Fact{Slot: page.SlotSeekCare, Value: "black toe", Level: "see-a-doctor", Evidence: sends}), `37: error: "black toe" has the level "see-a-doctor"`},
		{"unknown slot", fact(page.Fact{Slot: "symptoms", Value: "x", Evidence: sourced}), `37: error: slot is "symptoms"`},
		{"unknown level", func(p *page.Page) { p.Level = "bad" }, `4: error: the level is "bad"`},
		{"same id", func(p *page.Page) { p.Facts[1].ID = "s1" }, `27: error: two facts have the id "s1"`},
		{"disagreement of nothing", func(p *page.Page) { p.Disagree = []page.Clash{{Question: "?", A: "s1", B: "s9"}} }, `37: error: the disagreement "?" names a fact that is not there`},
		{"link to nothing", func(p *page.Page) { p.Conditions = []page.Described{{Slug: "gone", Title: "Gone"}} }, "38: error: there is no page for Gone"},
		{"hard to read", say(strings.Repeat("Considerable constriction occasionally necessitates subsequent rehabilitation interventions. ", 4)), "43: warning: reading grade "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := good()
			test.change(&p)
			found := lint(t, p)
			if len(found) != 1 || !strings.HasPrefix(found[0], test.want) {
				file := page.Seal(p)
				var numbered strings.Builder
				for i, line := range strings.Split(string(file), "\n") {
					fmt.Fprintf(&numbered, "%3d %s\n", i+1, line)
				}
				t.Errorf("got %q\nwant %q in\n%s", found, test.want, numbered.String())
			}
		})
	}
}

// A quote that stands elsewhere in a changed document is still its quote.
func TestQuoteThatMoved(t *testing.T) {
	p := good()
	p.Facts[0].Evidence[0].Start += 7
	p.Facts[0].Evidence[0].End += 7
	if found := lint(t, p); len(found) > 0 {
		t.Error(found)
	}
}

func TestWordingThatIsFine(t *testing.T) {
	for _, text := range []string{
		"Do not stop taking your medicine.", "Ask a doctor before you stop taking any tablets.", "People who stop taking the drug may feel ill.",
		"A dose of 400 mg is usual.", "Take care on stairs.", "Walk for 20 minutes.", "Rest for two days.", "Use less than 5 grams of salt a day.",
		"The rash fades once you stop taking the drug.", "Your doctor may tell you to stop taking the tablets.",
	} {
		p := good()
		p.Lead = text
		if found := lint(t, p); len(found) > 0 {
			t.Errorf("%s: %v", text, found)
		}
	}
}

func TestUnreadablePage(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "symptoms"), 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "symptoms", "a.md")
	if err := os.WriteFile(file, []byte("---\ntitle: A\nreveiw: x\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	findings, err := Lint(dir, Options{Today: today})
	if err != nil || len(findings) != 1 || !strings.HasPrefix(findings[0].String(), file+":3: error: the front matter cannot be read: unknown field") {
		t.Errorf("%v %v", findings, err)
	}
	if _, err := Lint(filepath.Join(dir, "none"), Options{Today: today}); err == nil {
		t.Error("a missing folder is no error")
	}
}

// Grades of the words of well-known counts: 1 "cat", 2 "water", 3 "animal", and endings that are not spoken.
func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{"cat": 1, "legs": 1, "walk": 1, "make": 1, "makes": 1, "nerves": 1, "water": 2, "muscle": 2, "muscles": 2, "walked": 1,
		"treated": 2, "pain": 1, "people": 2, "doctor": 2, "medicine": 3, "emergency": 4, "knee": 1, "the": 1, "diseases": 3, "changes": 2} {
		if got := syllables(word); got != want {
			t.Errorf("%s has %d syllables, want %d", word, got, want)
		}
	}
}

func TestGrade(t *testing.T) {
	g := grade("The cat sat on the mat.", nil, 1)
	if got := fleschKincaid(1, g.words, g.syllables); got > 0 {
		t.Errorf("an easy sentence has grade %.1f", got)
	}
	g = grade("Physicians frequently recommend considerable modification of nutritional behaviour.", nil, 1)
	if got := fleschKincaid(1, g.words, g.syllables); got < 12 {
		t.Errorf("a hard sentence has grade %.1f", got)
	}
	if g := grade("Guillain-Barré syndrome is rare.", []string{"Guillain-Barré syndrome"}, 1); g.words != 3 || g.syllables != 3 {
		t.Errorf("the page's own name counts as %+v", g)
	}
}
