package extract

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"signpost/search/page"
	"signpost/tools/internal/condition"
	"signpost/tools/internal/source"
	"signpost/tools/internal/vocabulary"
)

func loadVocabulary(t testing.TB) *vocabulary.Vocabulary {
	t.Helper()
	voc, err := vocabulary.Load(os.DirFS("../../../data/vocabulary"))
	if err != nil {
		t.Fatal(err)
	}
	return voc
}

func readText(t testing.TB, name, text string) condition.Document {
	t.Helper()
	d, err := source.Read(name, name, []byte(text), source.Info{}, func(source.Problem) {})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// brief is a statement as the tests write it: "condition | slot | value", with "not" before a denied value and the hedge in brackets.
func brief(s condition.Statement) string {
	value := s.Value
	if s.Polarity == "absent" {
		value = "not " + value
	}
	if s.Hedge != "" {
		value += " (" + s.Hedge + ")"
	}
	return strings.ToLower(s.Condition) + " | " + s.Slot + " | " + value
}

// Each file of testdata is a document; the lines after "== facts" are statements that must come out of it, those after "== never" ones that must not.
func TestStatements(t *testing.T) {
	voc := loadVocabulary(t)
	files, _ := filepath.Glob("testdata/*.*")
	if len(files) == 0 {
		t.Fatal("no testdata")
	}
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			data, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			text, expect, ok := strings.Cut(string(data), "\n== facts\n")
			if !ok {
				t.Fatal("no \"== facts\" line")
			}
			expect, never, _ := strings.Cut(expect, "\n== never\n")
			got := map[string]bool{}
			var all []string
			for _, s := range Extract([]condition.Document{readText(t, filepath.Base(f), text)}, voc) {
				got[brief(s)] = true
				all = append(all, brief(s))
			}
			lines := 0
			for _, want := range strings.Split(strings.TrimSpace(expect), "\n") {
				lines++
				if !got[want] {
					t.Errorf("missing: %s", want)
				}
			}
			for _, bad := range strings.Split(strings.TrimSpace(never), "\n") {
				if bad != "" && got[bad] {
					t.Errorf("stated, but the text does not say so: %s", bad)
				}
			}
			if lines == 0 {
				t.Error("no facts to look for")
			}
			if t.Failed() {
				t.Logf("all statements:\n%s", strings.Join(all, "\n"))
			}
		})
	}
}

// folders are documents to test on: the sample, and the measuring data where it is there.
func folders(t testing.TB) []string {
	out := []string{"../../../documents"}
	for _, d := range []string{"../../../../shared/seeds", "../../../../shared/corpora/nih/documents"} {
		if _, err := os.Stat(d); err != nil {
			t.Logf("%s is not there: not tested on it", d)
			continue
		}
		out = append(out, d)
	}
	return out
}

func readFolder(t testing.TB, dir string) []condition.Document {
	t.Helper()
	docs, err := source.ReadDir(dir, func(source.Problem) {})
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

// Every statement rests on the exact words of its document, and two runs give the same statements and pages.
func TestEvidenceAnchors(t *testing.T) {
	voc := loadVocabulary(t)
	for _, dir := range folders(t) {
		docs := readFolder(t, dir)
		text := map[string]string{}
		for i := range docs {
			text[docs[i].ID] = docs[i].Text
		}
		said := Extract(docs, voc)
		if len(said) < len(docs) {
			t.Errorf("%s: %d statements in %d documents", dir, len(said), len(docs))
		}
		for i := range said {
			s := &said[i]
			if len(s.Evidence) == 0 || s.Value == "" || s.ID == "" || s.Status != "draft" {
				t.Fatalf("incomplete statement %+v", s)
			}
			for _, e := range s.Evidence {
				d := text[e.Document]
				if e.Start < 0 || e.End > len(d) || e.Start >= e.End || d[e.Start:e.End] != e.Exact ||
					!strings.HasSuffix(d[:e.Start], e.Prefix) || !strings.HasPrefix(d[e.End:], e.Suffix) {
					t.Fatalf("%s %d:%d does not anchor", e.Document, e.Start, e.End)
				}
			}
			if s.Hedge != "" {
				for _, w := range strings.Fields(s.Hedge) {
					if !strings.Contains(strings.ToLower(s.Evidence[0].Exact), w) {
						t.Errorf("%s: the quote of %q does not say %q", s.Evidence[0].Document, s.Value, s.Hedge)
					}
				}
			}
		}
		pages := Merge(said, docs, voc)
		checkPages(t, docs, pages)
		if len(docs) > 100 {
			continue
		}
		if again := Extract(docs, voc); !reflect.DeepEqual(said, again) {
			t.Errorf("%s: two runs give different statements", dir)
		}
		if again := Merge(said, docs, voc); !reflect.DeepEqual(pages, again) {
			t.Errorf("%s: two runs give different pages", dir)
		}
	}
}

// checkPages: every document's sentences are on a page, slugs are unique in their folder, links between pages hold.
func checkPages(t *testing.T, docs []condition.Document, pages []page.Page) {
	t.Helper()
	whole := map[string]bool{}
	slugs := map[string]bool{}
	var bodies bytes.Buffer
	for i := range pages {
		p := &pages[i]
		key := page.Folders[p.Kind] + "/" + p.Slug
		if p.Slug == "" || slugs[key] {
			t.Errorf("%q: slug %q is empty or taken", p.Title, key)
		}
		slugs[key] = true
		ids := map[string]bool{}
		for _, f := range p.Facts {
			if ids[f.ID] {
				t.Errorf("%s: two facts have id %s (%s %s)", key, f.ID, f.Slot, f.Value)
			}
			ids[f.ID] = true
		}
		for _, c := range p.Disagree {
			if !ids[c.A] || !ids[c.B] {
				t.Errorf("%s: a disagreement names facts that are not there", key)
			}
		}
		for _, s := range p.Sections {
			whole[s.Document] = true
			if !strings.Contains(p.Body, "{#"+s.ID+"}") {
				t.Errorf("%s: section %q is not in the body", key, s.ID)
			}
		}
		bodies.WriteString(p.Body)
	}
	for i := range pages {
		for _, c := range pages[i].Conditions {
			if !slugs["conditions/"+c.Slug] {
				t.Errorf("%s: names the condition %q, which has no page", pages[i].Slug, c.Slug)
			}
		}
	}
	for i := range docs {
		if !whole[docs[i].ID] {
			t.Errorf("%s is on no page", docs[i].ID)
		}
	}
	if bodies.Len() == 0 {
		t.Error("no page has a body")
	}
}

// A page takes from a document about several conditions the sections that speak of it, even where a scraped text has no line ends.
func TestBodyTakesSectionsOfAScrapedText(t *testing.T) {
	voc := loadVocabulary(t)
	text := "Some people limp after a swim. It can be one of these.Common Causes 1. SciaticaSciatica can cause tingling in the calf. " +
		"It is caused by a squeezed nerve.2. Peripheral NeuropathyPeripheral neuropathy can cause numbness in the toes. It is caused by old injuries."
	docs := []condition.Document{readText(t, "swim.txt", "Why do people limp after a swim?\n\n"+text)}
	conditions := 0
	for _, p := range Merge(Extract(docs, voc), docs, voc) {
		if p.Kind == page.Condition {
			conditions++
			if own, other := strings.Contains(p.Body, "squeezed"), strings.Contains(p.Body, "old injuries"); own == other {
				t.Errorf("%s: the body has both conditions' sections, or none:\n%s", p.Title, p.Body)
			}
		}
	}
	if conditions != 2 {
		t.Errorf("%d conditions, want sciatica and neuropathy", conditions)
	}
}

// The same condition under two names is one page; the same fact of two documents has two pieces of evidence; documents that cannot both
// be right are shown side by side.
func TestMerge(t *testing.T) {
	voc := loadVocabulary(t)
	docs := []condition.Document{
		readText(t, "a.txt", "Peripheral artery disease\n\nPeripheral artery disease is common. It causes cramping in the calf. The pain is relieved by rest.\n"),
		readText(t, "b.txt", "PAD\n\nPAD is a rare disease. It causes cramping in the calf. The pain can persist after exercise.\n"),
	}
	var pads []page.Page
	for _, p := range Merge(Extract(docs, voc), docs, voc) {
		if p.Kind == page.Condition {
			pads = append(pads, p)
		}
	}
	if len(pads) != 1 {
		t.Fatalf("%d condition pages, want 1", len(pads))
	}
	p := pads[0]
	if len(p.Sources) != 2 {
		t.Errorf("%d sources, want 2", len(p.Sources))
	}
	two := false
	for _, f := range p.Facts {
		two = two || f.Slot == page.SlotSymptom && len(f.Evidence) == 2
	}
	if !two {
		t.Error("no symptom fact rests on both documents")
	}
	var questions []string
	for _, c := range p.Disagree {
		questions = append(questions, c.Question)
	}
	if got := fmt.Sprint(questions); got != "[Does it ease once you rest? How common is it?]" {
		t.Errorf("disagreements: %s", got)
	}
}

func TestLevels(t *testing.T) {
	for heading, want := range map[string]string{
		"Call 999 or go to A&E now if": levelEmergency, "Ask for an urgent appointment if": levelUrgent, "See a GP if": levelSeeDoctor,
		"Get help today if": levelUrgent, "Dial 911 if": levelEmergency, "When to see a doctor": levelSeeDoctor,
	} {
		if got := levelOfWords(heading); got != want {
			t.Errorf("%q: %s, want %s", heading, got, want)
		}
	}
}

// BenchmarkExtract converts a tenth of the documents and all of them; time per megabyte must not grow with their number.
func BenchmarkExtract(b *testing.B) {
	voc := loadVocabulary(b)
	dirs := folders(b)
	all := readFolder(b, dirs[len(dirs)-1])
	var tenth []condition.Document
	for i := 0; i < len(all); i += 10 {
		tenth = append(tenth, all[i])
	}
	for name, docs := range map[string][]condition.Document{"tenth": tenth, "all": all} {
		size := 0
		for i := range docs {
			size += len(docs[i].Text)
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				Merge(Extract(docs, voc), docs, voc)
			}
		})
	}
}

func TestTitleSubjects(t *testing.T) {
	for title, want := range map[string]string{
		"Gout: your questions answered":           "Gout",
		"Shin splints - information for patients": "Shin splints",
		"Parasites - Hookworm":                    "Parasites - Hookworm",
		"Sciatica | Symptoms and treatment":       "Sciatica",
		"What is restless legs syndrome?":         "restless legs syndrome",
		"Diabetes: a disease of too much sugar":   "Diabetes: a disease of too much sugar",
		"3. What causes pins and needles?":        "pins and needles",
		"Living with peripheral artery disease":   "peripheral artery disease",
	} {
		if got := headingSubject(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// A symptom that another document makes a condition is still a symptom of those that have it.
func TestSymptomsWithDocuments(t *testing.T) {
	docs := []condition.Document{
		readText(t, "diarrhea.md", "# Diarrhea\n\nBad water can cause diarrhea.\n"),
		readText(t, "fever.md", "# Dune gut fever\n\nDune gut fever causes diarrhea.\n"),
	}
	docs[0].Topic = "condition"
	got := map[string]bool{}
	for _, s := range Extract(docs, loadVocabulary(t)) {
		got[brief(s)] = true
	}
	for _, want := range []string{"diarrhea | cause | bad water", "dune gut fever | symptom | diarrhea"} {
		if !got[want] {
			t.Errorf("missing %q in %v", want, got)
		}
	}
	if got["diarrhea | symptom | diarrhea"] {
		t.Error("a condition is its own symptom")
	}
}
