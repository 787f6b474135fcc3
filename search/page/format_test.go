package page

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"pgregory.net/rapid"
)

func sample() Page {
	return Page{
		Title: "Tight boot syndrome", Kind: Condition, Slug: "tight-boot-syndrome",
		Names: []string{"boot foot", "no", "12", `a "quoted" name`}, Lead: "What a boot does: it presses.",
		Level: "see-a-doctor", Codes: []string{"ICD10:X00.0"},
		Review:   &Review{By: "A. Nurse", Role: "nurse", On: "2026-01-02", Due: "2027-01-02"},
		Sources:  []Source{{Document: "boots.txt", Title: "Boots", Facts: 2}},
		Sections: []Head{{ID: "symptoms", Heading: "Symptoms", Role: Symptoms, Document: "boots.txt"}},
		Facts: []Fact{{
			ID: "symptom-1", Slot: SlotSymptom, Value: "numb toes", Term: "numbness", Status: "draft",
			Qualifiers: Qualifiers{Site: []string{"toe"}, Side: "both", Trigger: []string{"walking", "hiking"}},
			Evidence:   []Evidence{{Document: "boots.txt", Start: 3, End: 30, Exact: "Toes may\ngo numb: \"both\" # ünd", Prefix: " - ", Suffix: "\t"}},
		}, {ID: "treatment-1", Slot: SlotTreatment, Value: "wider boots", Status: "approved", Evidence: []Evidence{{Document: "boots.txt"}}}},
		Disagree: []Clash{{Question: "Does it hurt?", A: "symptom-1", B: "symptom-2"}},
		Body:     WriteBody([]Section{{ID: "symptoms", Heading: "Symptoms", Blocks: []Block{{Text: "Toes may go numb."}}}}),
	}
}

func TestFormatGolden(t *testing.T) {
	want, err := os.ReadFile("testdata/tight-boot-syndrome.md")
	if err != nil {
		t.Fatal(err)
	}
	got := Seal(sample())
	if !bytes.Equal(got, want) {
		t.Errorf("Seal gives\n%s\nwant testdata/tight-boot-syndrome.md", got)
	}
	p, err := Parse("testdata/tight-boot-syndrome.md", want)
	if err != nil {
		t.Fatal(err)
	}
	if Sum(want) != p.Version {
		t.Errorf("Sum is %s, the version line says %s", Sum(want), p.Version)
	}
	windows := bytes.ReplaceAll(want, []byte("\n"), []byte("\r\n"))
	if q, err := Parse("testdata/tight-boot-syndrome.md", windows); err != nil || !reflect.DeepEqual(p, q) || Sum(windows) != p.Version {
		t.Errorf("Windows line ends change the page: %v", err)
	}
	p.Version = ""
	if !reflect.DeepEqual(p, sample()) {
		t.Errorf("read back\n%+v\nwant\n%+v", p, sample())
	}
	if edited := bytes.Replace(want, []byte("wider"), []byte("softer"), 1); Sum(edited) == Sum(want) {
		t.Error("an edit does not change the sum")
	}
	moved := sample()
	moved.Facts[0].Evidence[0].Start, moved.Facts[0].Evidence[0].End, moved.Facts[0].Evidence[0].Prefix = 103, 130, "other words "
	if Sum(Format(moved)) != Sum(want) {
		t.Error("a quote that moved in its document changes the sum")
	}
}

func TestRoundTripAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String()
		p := Page{Title: "T" + text.Draw(t, "title"), Kind: Symptom, Slug: "t", Lead: text.Draw(t, "lead"), Names: []string{text.Draw(t, "name")},
			Facts: []Fact{{ID: "a", Qualifiers: Qualifiers{Site: []string{text.Draw(t, "site")}}, Evidence: []Evidence{{Exact: text.Draw(t, "exact")}}}}}
		file := bytes.ReplaceAll(Format(p), []byte("\r\n"), []byte("\n"))
		got, err := Parse("t.md", file)
		if err != nil {
			t.Fatalf("%v in\n%s", err, file)
		}
		if !reflect.DeepEqual(got, p) {
			t.Fatalf("got %+v\nwant %+v\nfrom %s", got, p, file)
		}
	})
}

func TestParseRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"no front matter": {"# Title", "p.md:1: no front matter"},
		"never closed":    {"---\ntitle: A\n", "p.md:1: the front matter is never closed"},
		"not YAML":        {"---\ntitle: A\nnames: [a\n---\n", "p.md:3: the front matter cannot be read"},
		"wrong key":       {"---\ntitle: A\nkind: topic\nreveiw:\n  by: B\n---\n", `p.md:4: the front matter cannot be read: unknown field "reveiw"`},
		"wrong type":      {"---\ntitle: A\nkind: topic\nfacts: 3\n---\n", "p.md:4: the front matter cannot be read"},
		"no title":        {"---\nkind: topic\n---\n", "p.md:2: no title"},
		"wrong kind":      {"---\ntitle: A\nkind: thing\n---\n", `p.md:2: kind is "thing"`},
		"not UTF-8":       {"---\ntitle: \xff\n---\n", "p.md:1: not valid UTF-8"},
	} {
		if _, err := Parse("p.md", []byte(c.file)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// hostile is what a document may say; none of it may act in Hugo.
var hostile = []string{
	"{{< youtube x >}} {{% x %}} {{<!-- -->}}", "<script>alert(1)</script>", "# heading", "a {#id .class}", "[a](javascript:x) ![b](c)",
	"www.example.org http://example.org <http://example.org> a@example.org", "1. one", "12) two", "- dash", "+ plus", "* star", "=== ---", "---",
	"| a | b |", "~~gone~~ `code` **bold** _it_", "&lt;b&gt; &amp; \\< \\", "> quote", ": definition", "[^1]: note", "[a]: b", "$x$ H~2~O x^2^",
	"<!--more-->", "    indented", "a\n# b", "~~~", "```", "snake_case * 3", "AT&T #1", "\x00 control", "\\", "-", "#",
}

func TestBodyEscapes(t *testing.T) {
	markdown := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.DefinitionList, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAttribute()))
	for _, s := range hostile {
		clean := strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r <= ' ' }), " ")
		body := WriteBody([]Section{{ID: "a", Heading: s, Blocks: []Block{{Text: s}, {Text: s, Item: true}, {Text: s, Item: true}}}})
		if strings.Contains(body, "{{<") || strings.Contains(body, "{{%") || strings.Contains(body, "<!--") {
			t.Errorf("%q: Hugo acts on %s", s, body)
		}
		var out bytes.Buffer
		if err := markdown.Convert([]byte(body), &out); err != nil {
			t.Fatal(err)
		}
		want := "<h2 id=\"a\">X</h2>\n<p>X</p>\n<ul>\n<li>X</li>\n<li>X</li>\n</ul>\n"
		escaped := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(clean)
		if got := out.String(); got != strings.ReplaceAll(want, "X", escaped) {
			t.Errorf("%q becomes\n%s", s, got)
		}
		got := Page{Body: body}.Content()
		wantContent := []Section{{ID: "a", Heading: clean, Line: 1, Blocks: []Block{{clean, false, 3}, {clean, true, 5}, {clean, true, 6}}}}
		if !reflect.DeepEqual(got, wantContent) {
			t.Errorf("%q: content is %+v", s, got)
		}
	}
}

func TestContentOfEditedBody(t *testing.T) {
	got := Page{Body: "Before.\n\n## Do *this* {#do}\n\nOne\ntwo `a\\b` &amp; [link](x).\n\n<b>raw</b>\n\n1. first\n2. second\n\n### Sub\n"}.Content()
	want := []Section{{Blocks: []Block{{"Before.", false, 1}}}, {ID: "do", Heading: "Do this", Line: 3, Blocks: []Block{
		{`One two a\b & link.`, false, 5}, {"raw", false, 8}, {"first", true, 10}, {"second", true, 11}, {"Sub", false, 13}}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Sciatica": "sciatica", "Sjögren’s  syndrome": "sjogrens-syndrome", "Guillain–Barré": "guillain-barre",
		"../..": "", "": "", "…": "", "A/B\\C": "a-b-c", "日本": "", "Ⅻ nerve": "xii-nerve", "-x-": "x", "Index": "index-page", "AUX": "aux-page",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Slug(strings.Repeat("long word ", 20)); len(got) > 60 || strings.HasSuffix(got, "-") {
		t.Errorf("long title: %q", got)
	}
}

func TestReadDir(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a[b]")
	for name, body := range map[string]string{
		"conditions/b.md":      "---\ntitle: B\nkind: condition\nversion: x\n---\n",
		"conditions/_index.md": "---\nlayout: az\n---\n",
		"conditions/wrong.md":  "---\ntitle: W\nkind: symptom\n---\n",
		"symptoms/a.md":        "---\ntitle: A\nkind: symptom\nversion: x\n---\n",
		"topics/bad.md":        "---\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pages, err := ReadDir(dir)
	if len(pages) != 2 || pages[0].Path() != "conditions/b.md" || pages[1].Path() != "symptoms/a.md" {
		t.Errorf("pages %+v", pages)
	}
	if err == nil || !strings.Contains(err.Error(), "wrong.md:1: kind is symptom") || !strings.Contains(err.Error(), "bad.md:1: the front matter is never closed") {
		t.Errorf("error %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(Seal(sample()))
	f.Add([]byte("---\ntitle: &a x\nkind: *a\n---\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := Parse("p.md", b)
		if err != nil {
			return
		}
		p.Content()
		if _, err := Parse("p.md", Format(p)); err != nil {
			t.Errorf("what was read cannot be read back: %v\n%s", err, Format(p))
		}
	})
}

func BenchmarkParse(b *testing.B) {
	p := sample()
	for range 30 {
		p.Facts = append(p.Facts, p.Facts[0])
	}
	file := Seal(p)
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		if _, err := Parse("p.md", file); err != nil {
			b.Fatal(err)
		}
	}
}
