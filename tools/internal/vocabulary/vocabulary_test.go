package vocabulary

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"signpost/search/lexicon"
)

// dir is the project's own vocabulary.
const dir = "../../../data/vocabulary"

func own(t testing.TB) *Vocabulary {
	v, err := Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestOwnVocabulary(t *testing.T) {
	v := own(t)
	count := map[uint8]int{}
	for i := range v.Terms {
		x := &v.Terms[i]
		count[x.Kind]++
		if x.Kind == lexicon.Symptom && !strings.HasSuffix(x.Question, "?") {
			t.Errorf("%s:%d: %s has no question", x.File, x.Line, x.ID)
		}
	}
	if count[lexicon.Symptom] < 300 || count[lexicon.Condition] < 300 || count[lexicon.Site] < 100 {
		t.Errorf("symptoms %d, conditions %d, sites %d", count[lexicon.Symptom], count[lexicon.Condition], count[lexicon.Site])
	}
	data := v.Compile()
	var z bytes.Buffer
	w, _ := gzip.NewWriterLevel(&z, 9)
	w.Write(data)
	w.Close()
	t.Logf("%d terms, lexicon %d bytes, %d compressed", len(v.Terms), len(data), z.Len())
	if z.Len() > 70_000 {
		t.Error("the lexicon has grown beyond what a phone should load")
	}
	if !bytes.Equal(data, own(t).Compile()) {
		t.Error("two compilations differ")
	}
}

// Every form of every term, read by itself, finds its term or, put together from a site, a term near it.
func TestFormsAreFound(t *testing.T) {
	v := own(t)
	l := v.Lexicon()
	r := lexicon.NewReader(l, 4000)
	lost := 0
	for i := range v.Terms {
		for _, f := range v.Terms[i].Forms() {
			r.Read([]byte(f))
			found := false
			for n := range r.N {
				m := &r.Mentions[n]
				found = found || l.Within(m.Term, i) || l.Within(m.Whole, i) || l.Within(i, m.Term)
			}
			if strings.Contains(f, ",") {
				continue // a comma parts words: such names are for showing
			}
			if v.Terms[i].Kind != lexicon.Trigger && v.Terms[i].Kind != lexicon.Relief && !found {
				lost++
				t.Logf("%s: %q is read as something else", v.Terms[i].ID, f)
			}
		}
	}
	if lost > 20 {
		t.Errorf("%d forms are never found: take them out or change what hides them", lost)
	}
}

func TestLoadFaults(t *testing.T) {
	for _, c := range []struct{ file, yaml, want string }{
		{"symptoms", "- id: a\n  name: a\n  colour: red\n", `data/vocabulary/symptoms.yaml:3: unknown field "colour"`},
		{"symptoms", "- id: a\n  name: a\n- id: a\n  name: b\n", "data/vocabulary/symptoms.yaml:3: a: this id is also at data/vocabulary/symptoms.yaml:1"},
		{"symptoms", "- id: a\n  name: a\n- id: b\n  name: b\n  lay: [A]\n", `data/vocabulary/symptoms.yaml:3: b: "A" is already a form of a at data/vocabulary/symptoms.yaml:1`},
		{"symptoms", "- id: a\n  name: a\n  lay: [a]\n", `symptoms.yaml:1: a: "a" stands here twice`},
		{"sites", "- id: a\n  name: a\n  broader: [b]\n- id: b\n  name: b\n  broader: [a]\n", "data/vocabulary/sites.yaml:1: a: is broader than itself: a > b > a"},
		{"sites", "- id: a\n  name: a\n  broader: [a]\n", "is broader than itself: a > a"},
		{"sites", "- id: a\n  name: a\n  broader: [x]\n", `broader term "x" does not exist`},
		{"symptoms", "- id: a\n  name: a\n  sites: [x]\n", `site "x" is not in sites.yaml`},
		{"symptoms", "- id: A b\n  name: a\n", "the id may have only lower-case letters"},
		{"symptoms", "- id: a\n", "a term needs a name"},
		{"symptoms", "id: a\n", "data/vocabulary/symptoms.yaml:1: expected a list of terms"},
		{"symptoms", "- id: [\n", "data/vocabulary/symptoms.yaml"},
		{"other", "- id: a\n", "no vocabulary here"},
	} {
		_, err := Load(fstest.MapFS{c.file + ".yaml": {Data: []byte(c.yaml)}})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q:\n got  %v\n want %s", c.yaml, err, c.want)
		}
	}
}

const obo = `format-version: 1.2

[Term]
id: X:1
name: sore knee
synonym: "knee ache" EXACT []
synonym: "bad knee" RELATED []
is_a: X:2 ! ache

[Term]
id: X:2
name: ache

[Term]
id: X:3
name: obsolete thing
is_obsolete: true

[Typedef]
id: part_of
name: part of
`

func TestImportOBO(t *testing.T) {
	terms, err := Import(strings.NewReader(obo), OBO, lexicon.Symptom)
	if err != nil || len(terms) != 2 {
		t.Fatal(terms, err)
	}
	want := Term{ID: "sore-knee", Name: "sore knee", Clinical: []string{"knee ache"}, Broader: []string{"ache"}, Codes: []string{"X:1"}, Kind: lexicon.Symptom, Line: 3}
	if !reflect.DeepEqual(terms[0], want) {
		t.Errorf("%+v", terms[0])
	}
	for in, want := range map[string]string{
		"":                                   "no [Term]",
		"[Term]\nid: a\nname: b\nsynonym: b": "", // no value: not read
		"[Term]\nid: a\nsynonym: knee ache EXACT []": "line 3: a synonym must be in double quotes",
	} {
		if _, err := Import(strings.NewReader(in), OBO, lexicon.Symptom); want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestImportTSV(t *testing.T) {
	in := "?term\t?term_label\t?layperson\n<http://purl.obolibrary.org/obo/HP_0003401>\t\"Paresthesia\"\t\"Fizzing\"\n<http://purl.obolibrary.org/obo/HP_0003401>\t\"Paresthesia\"\t\"Prickling\"@en\n"
	terms, err := Import(strings.NewReader(in), TSV, lexicon.Symptom)
	if err != nil || len(terms) != 1 || strings.Join(terms[0].Lay, "|") != "Fizzing|Prickling" || terms[0].Codes[0] != "HP:0003401" || terms[0].ID != "paresthesia" {
		t.Fatalf("%+v %v", terms, err)
	}
	for in, want := range map[string]string{
		"":                          "the file is empty",
		"a\tb\n":                    "line 1: expected a heading line",
		"name\tsynonyms\na\tb\nc\n": "line 3: 1 columns, expected 2",
	} {
		if _, err := Import(strings.NewReader(in), TSV, lexicon.Symptom); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", in, err)
		}
	}
	if _, err := Import(strings.NewReader(""), "xls", 0); err == nil {
		t.Error("an unknown format is read")
	}
}

func TestMergeAndWrite(t *testing.T) {
	load := func(symptoms string) *Vocabulary {
		v, err := Load(fstest.MapFS{"symptoms.yaml": {Data: []byte(symptoms)}})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	v := load("- id: ache\n  name: pain\n  lay: [ache]\n- id: knee\n  name: knee trouble\n  lay: [bad knee]\n")
	terms, _ := Import(strings.NewReader(obo), OBO, lexicon.Symptom)
	if got := v.Merge(terms); got != (Merged{Terms: 1}) {
		t.Errorf("%+v", got)
	}
	var b bytes.Buffer
	if err := v.Write(&b, lexicon.Symptom, "# Symptoms"); err != nil {
		t.Fatal(err)
	}
	want := "# Symptoms\n- id: ache\n  name: pain\n  lay: [ache]\n  codes: [\"X:2\"]\n- id: knee\n  name: knee trouble\n  lay: [bad knee]\n" +
		"- id: sore-knee\n  name: sore knee\n  clinical: [knee ache]\n  broader: [ache]\n  codes: [\"X:1\"]\n"
	if b.String() != want {
		t.Errorf("got\n%s", b.String())
	}
	if again := load(b.String()); again.Merge(terms) != (Merged{}) {
		t.Error("a second merge of the same terms changes something")
	}
}

// A written file loads as the same terms.
func TestWriteReadsBack(t *testing.T) {
	v := own(t)
	files := fstest.MapFS{}
	for kind, name := range Files {
		var b bytes.Buffer
		if err := v.Write(&b, uint8(kind), ""); err != nil {
			t.Fatal(err)
		}
		files[name+".yaml"] = &fstest.MapFile{Data: b.Bytes()}
	}
	again, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for i := range v.Terms {
		a, b := v.Terms[i], again.Terms[i]
		a.Line, b.Line = 0, 0
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v\n%+v", a, b)
		}
	}
}

// The files are as Write writes them, so that an import changes only the lines of what it adds.
func TestFilesAsWritten(t *testing.T) {
	v := own(t)
	for kind, name := range Files {
		old, err := os.ReadFile(filepath.Join(dir, name+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		heading, _, _ := strings.Cut(string(old), "\n")
		var b bytes.Buffer
		if err := v.Write(&b, uint8(kind), heading); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b.Bytes(), old) {
			t.Errorf("%s.yaml is not as Write writes it: run `signpost vocabulary import` or put it in its order", name)
		}
	}
}

// Whole vocabularies, when they are beside the repository, merge into a vocabulary without faults.
func TestImportShared(t *testing.T) {
	for _, c := range []struct {
		file, format string
		kind         uint8
	}{{"symp.obo", OBO, lexicon.Symptom}, {"hpo-layperson-synonyms.tsv", TSV, lexicon.Symptom}, {"medquad-synonyms.tsv", TSV, lexicon.Condition}} {
		f, err := os.Open(filepath.Join("../../../../shared/vocabularies", c.file))
		if err != nil {
			t.Logf("no ../shared/vocabularies/%s beside the repository: not tried", c.file)
			continue
		}
		terms, err := Import(f, c.format, c.kind)
		f.Close()
		if err != nil {
			t.Fatal(c.file, err)
		}
		v := own(t)
		t.Logf("%s: %d terms: %+v", c.file, len(terms), v.Merge(terms))
		files := fstest.MapFS{}
		for kind, name := range Files {
			var b bytes.Buffer
			if err := v.Write(&b, uint8(kind), ""); err != nil {
				t.Fatal(err)
			}
			files[name+".yaml"] = &fstest.MapFile{Data: b.Bytes()}
		}
		if _, err := Load(files); err != nil {
			t.Errorf("%s: %.600v", c.file, err)
		}
	}
}

func FuzzImport(f *testing.F) {
	f.Add(obo)
	f.Add("name\tsynonyms\na\tb|c\n")
	f.Fuzz(func(t *testing.T, s string) {
		for _, format := range []string{OBO, TSV} {
			if terms, err := Import(strings.NewReader(s), format, lexicon.Symptom); err == nil {
				v := &Vocabulary{number: map[string]int{}}
				v.Merge(terms)
			}
		}
	})
}
