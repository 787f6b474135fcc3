package outputs

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"image"
	"image/color"
	_ "image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"signpost"
	"signpost/search/page"
	"signpost/tools/internal/vocabulary"
)

var rules = fstest.MapFS{"legs.yaml": {Data: []byte(`
signs:
  - {id: numb-foot, name: a numb foot, question: Is a foot numb?, says: [numb foot]}
  - {id: cold-foot, name: a cold foot, question: Is a foot cold?, says: [cold foot]}
  - {id: old, name: long there, says: [for years]}
  - {id: both, name: a numb and cold foot, when: {all: [numb-foot, cold-foot]}}
rules:
  - {id: later, title: Something to show soon, level: see-a-doctor, when: {any: [numb-foot, old]}, action: See a nurse., why: Because., source: {name: A guide, says: Show it.}, fires: [numb foot], quiet: [warm foot]}
  - {id: now, title: Something to act on now, level: emergency, when: {all: [both, {not: old}]}, action: Go now., why: Because., source: {name: A guide, says: Go.}, fires: [numb cold foot], quiet: [warm foot]}
`)}}

func sample(t testing.TB) ([]page.Page, Options) {
	t.Helper()
	assets, err := fs.Sub(signpost.Assets, "data/vocabulary")
	if err != nil {
		t.Fatal(err)
	}
	v, err := vocabulary.Load(assets)
	if err != nil {
		t.Fatal(err)
	}
	guide := page.Source{Document: "boots.txt", Title: "Tight boots, and feet", Publisher: "The Boot Clinic", URL: "https://example.org/boots", Licence: "CC BY 4.0", Date: "2026-01-31"}
	return []page.Page{
		{Title: "Tight boot syndrome", Kind: page.Condition, Slug: "tight-boot-syndrome", Names: []string{"Boot foot"}, Level: "see-a-doctor", Sources: []page.Source{guide},
			Review: &page.Review{By: "A. Tester", Role: "nurse", On: "2026-02-01", Due: "2027-02-01"},
			Facts: []page.Fact{
				{ID: "f1", Slot: page.SlotSymptom, Value: "tingling in both feet", Term: "tingling", Qualifiers: page.Qualifiers{Site: []string{"foot"}, Side: "both"}, Frequency: "frequent", Hedge: "often", Status: "draft",
					Evidence: []page.Evidence{{Document: "boots.txt", Start: 10, End: 43, Exact: "Both feet often <tingle> & burn.", Prefix: "Boots. "}, {Document: "boots.txt", Start: 50, End: 60, Exact: "=1+1 \"x\""}}},
				{ID: "f2", Slot: page.SlotRelief, Value: "loosening the laces", Polarity: "absent", Status: "approved", Evidence: []page.Evidence{{Document: "boots.txt", Start: 61, End: 90, Exact: "Loose laces do not help."}}},
				{ID: "f3", Slot: page.SlotCause, Value: "the moon", Status: "rejected", Evidence: []page.Evidence{{Document: "boots.txt", Start: 91, End: 99, Exact: "The moon"}}},
			},
			Disagree: []page.Clash{{Question: "How soon does it ease?", A: "f1", B: "f2"}}},
		{Title: "Tingling", Kind: page.Symptom, Slug: "tingling", Sources: []page.Source{guide}},
	}, Options{Title: "Boot health", Subject: "feet", Publisher: "The Boot Clinic", BaseURL: "https://example.org/health/", Vocabulary: v, Rules: rules}
}

func written(t *testing.T, pages []page.Page, o Options) string {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, pages, o); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t testing.TB, dir, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestFacts compares both files with testdata; "go test -run TestFacts -args update" writes them anew.
func TestFacts(t *testing.T) {
	pages, o := sample(t)
	dir := written(t, pages, o)
	for _, name := range []string{"facts.json", "facts.csv", "questionnaire.json"} {
		got := read(t, dir, name)
		golden := filepath.Join("testdata", name)
		if slices.Contains(os.Args, "update") {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is now\n%s\nwant\n%s", name, got, want)
		}
	}
}

// TestFactsAgree reads both files back as any program would: every fact of the one is in the other, quotes untouched in JSON.
func TestFactsAgree(t *testing.T) {
	pages, o := sample(t)
	dir := written(t, pages, o)
	var data struct {
		Documents []struct{ Document, Licence string }
		Pages     []struct{ Page string }
		Facts     []struct {
			Page, ID, Polarity string
			Codes              []string
			Evidence           []struct{ Document, Exact string }
		}
	}
	if err := json.Unmarshal(read(t, dir, "facts.json"), &data); err != nil {
		t.Fatal(err)
	}
	if len(data.Documents) != 1 || len(data.Pages) != 2 || len(data.Facts) != 2 {
		t.Fatalf("%d documents, %d pages, %d facts", len(data.Documents), len(data.Pages), len(data.Facts))
	}
	if f := data.Facts[0]; f.Evidence[0].Exact != pages[0].Facts[0].Evidence[0].Exact || len(f.Codes) == 0 || f.Polarity != "present" {
		t.Errorf("first fact: %+v", f)
	}
	rows, err := csv.NewReader(bytes.NewReader(read(t, dir, "facts.csv"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 1+3 {
		t.Fatalf("%d rows", len(rows))
	}
	exact := slices.Index(rows[0], "exact")
	if got := rows[2][exact]; got != "'=1+1 \"x\"" {
		t.Errorf("a formula is %q", got)
	}
	for _, r := range rows[1:] {
		if r[slices.Index(rows[0], "licence")] != "CC BY 4.0" {
			t.Errorf("row without licence: %q", r)
		}
	}
}

// TestQuestionnaireKeepsFHIRsRules holds the export of Signpost's own rules to the invariants of the R4 specification
// that its items can break.
func TestQuestionnaireKeepsFHIRsRules(t *testing.T) {
	pages, o := sample(t)
	var err error
	if o.Rules, err = fs.Sub(signpost.Assets, "data/red-flags"); err != nil {
		t.Fatal(err)
	}
	dir := written(t, pages, o)
	var q questionnaire
	d := json.NewDecoder(bytes.NewReader(read(t, dir, "questionnaire.json")))
	d.DisallowUnknownFields()
	if err := d.Decode(&q); err != nil {
		t.Fatal(err)
	}
	if q.Name == "" || strings.ContainsFunc(q.Name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' }) {
		t.Errorf("que-0: the name %q is not fit for programs", q.Name)
	}
	ids := map[string]bool{}
	questions := 0
	level := 0
	for _, g := range q.Item {
		if g.Type != "group" || len(g.Item) == 0 || g.Required != nil {
			t.Errorf("que-1, que-6: group %s", g.LinkID)
		}
		if at := slices.Index(levels, g.Code[0].Code); at < level {
			t.Errorf("%s comes after a milder rule", g.LinkID)
		} else {
			level = at
		}
		for _, i := range append(g.Item, g) {
			if i.LinkID == "" || ids[i.LinkID] || strings.TrimSpace(i.LinkID) != i.LinkID {
				t.Errorf("que-2: linkId %q is empty or there twice", i.LinkID)
			}
			ids[i.LinkID] = true
			if i.Text == "" || i.Type == "choice" && len(i.AnswerOption) != 3 {
				t.Errorf("%s: %+v", i.LinkID, i)
			}
		}
		questions += len(g.Item)
	}
	if questions < 50 {
		t.Errorf("only %d questions", questions)
	}
}

func TestPictures(t *testing.T) {
	pages, o := sample(t)
	dir := written(t, pages, o)
	for name, size := range map[string]image.Point{
		"icons/icon-48.png": {48, 48}, "icons/icon-192.png": {192, 192}, "icons/icon-512.png": {512, 512}, "icons/maskable-512.png": {512, 512}, "icons/apple-180.png": {180, 180},
		"card.png": {1200, 630}, "conditions/tight-boot-syndrome/card.png": {1200, 630}, "symptoms/tingling/card.png": {1200, 630},
	} {
		img, _, err := image.Decode(bytes.NewReader(read(t, dir, name)))
		if err != nil {
			t.Fatal(name, err)
		}
		if img.Bounds().Size() != size {
			t.Errorf("%s is %v", name, img.Bounds())
		}
	}
	// What a mask may cut off holds nothing but the ground.
	img, _, err := image.Decode(bytes.NewReader(read(t, dir, "icons/maskable-512.png")))
	if err != nil {
		t.Fatal(err)
	}
	inside := false
	for y := range 512 {
		for x := range 512 {
			dx, dy := float64(x)-255.5, float64(y)-255.5
			if r := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA); r != ground {
				if dx*dx+dy*dy > 205*205 {
					t.Fatalf("the sign reaches %d, %d", x, y)
				}
				inside = true
			}
		}
	}
	if !inside {
		t.Error("no sign on the icon")
	}
}

// TestCardWords tells cards by their letters, and leaves them out in a script that the fonts lack.
func TestCardWords(t *testing.T) {
	a, err := newArtist()
	if err != nil {
		t.Fatal(err)
	}
	draw := func(title string) []byte {
		b, err := a.card(title, "Boot health")
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	sciatica, gout := draw("Sciatica"), draw("Gout")
	if bytes.Equal(sciatica, gout) {
		t.Error("two titles give one card")
	}
	if !bytes.Equal(sciatica, draw("Sciatica")) {
		t.Error("one title gives two cards")
	}
	if !bytes.Equal(draw("ألم في الساق"), draw("पैर में दर्द")) {
		t.Error("letters that the font lacks are drawn")
	}
	long := wrap(a.title, strings.Repeat("neuropathy ", 30)+strings.Repeat("x", 200), wordsWide, titleLines)
	if len(long) != titleLines || !strings.HasSuffix(long[titleLines-1], "…") {
		t.Errorf("a long title is %q", long)
	}
	if one := wrap(a.title, strings.Repeat("x", 200), wordsWide, titleLines); len(one) != 1 || !strings.HasSuffix(one[0], "…") {
		t.Errorf("a long word is %q", one)
	}
}

func TestOwnFilesWinAndNoAddressNoCards(t *testing.T) {
	pages, o := sample(t)
	o.BaseURL = "/"
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "card.png"), []byte("the publisher's"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir, pages, o); err != nil {
		t.Fatal(err)
	}
	if got := read(t, dir, "card.png"); string(got) != "the publisher's" {
		t.Error("a file of the project was overwritten")
	}
	if _, err := os.Stat(filepath.Join(dir, "conditions/tight-boot-syndrome/card.png")); err == nil {
		t.Error("a card for a page without an address")
	}
	if bytes.Contains(read(t, dir, "facts.json"), []byte(`"url":"/`)) {
		t.Error("an address that is none")
	}
}

func BenchmarkCard(b *testing.B) {
	a, err := newArtist()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := a.card("Peripheral artery disease of the legs", "Signpost"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	pages, o := sample(t)
	a, b := written(t, pages, o), written(t, pages, o)
	n := 0
	err := fs.WalkDir(os.DirFS(a), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
			if !bytes.Equal(read(t, a, name), read(t, b, name)) {
				t.Errorf("%s differs", name)
			}
		}
		return err
	})
	if err != nil || n < 8 {
		t.Errorf("%d files: %v", n, err)
	}
}
