package review

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"signpost/search/page"
	"signpost/tools/internal/condition"
	"signpost/tools/internal/extract"
	"signpost/tools/internal/source"
	"signpost/tools/internal/vocabulary"
)

const bunions = "A bunion is a bump. It often hurts.\n\nShoes\n\nIt often hurts. Wide shoes ease it. Call 999 if the foot turns black.\n"

// quoted is the evidence at the nth place of a quote.
func quoted(text, quote string, nth int) []page.Evidence {
	at := -1
	for range nth {
		at += 1 + strings.Index(text[at+1:], quote)
	}
	end := at + len(quote)
	return []page.Evidence{{Document: "bunions.txt", Start: at, End: end, Exact: quote, Prefix: text[max(0, at-32):at], Suffix: text[end:min(len(text), end+32)]}}
}

// statements of bunions, as extraction would find them.
func statements(text string) []condition.Statement {
	fact := func(slot, value, level string, e []page.Evidence) condition.Statement {
		return condition.Statement{Condition: "Bunion", Names: []string{"hallux valgus"},
			Fact: page.Fact{Slot: slot, Value: value, Level: level, Status: "draft", Evidence: e}}
	}
	return []condition.Statement{
		fact(page.SlotSymptom, "pain", "", quoted(text, "It often hurts.", 1)),
		fact(page.SlotSymptom, "pain", "", quoted(text, "It often hurts.", 2)),
		fact(page.SlotRelief, "wide shoes", "", quoted(text, "Wide shoes ease it.", 1)),
		fact(page.SlotRedFlag, "black foot", "urgent", quoted(text, "Call 999 if the foot turns black.", 1)),
	}
}

func documents(text string) []condition.Document {
	return []condition.Document{{ID: "bunions.txt", Title: "Bunions", Text: text}}
}

func session(t *testing.T, path string) *Session {
	t.Helper()
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	pages := []page.Page{{Title: "Bunion", Kind: page.Condition, Slug: "bunion"}}
	for _, s := range statements(bunions) {
		pages[0].Facts = append(pages[0].Facts, s.Fact)
	}
	s := NewSession(d, statements(bunions), documents(bunions), pages)
	s.today = func() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }
	return s
}

// summary is what Apply makes of the statements found in text.
func summary(t *testing.T, path, text string) (string, []source.Problem) {
	t.Helper()
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	out, problems := d.Apply(statements(text), documents(text))
	var lines []string
	for _, s := range out {
		lines = append(lines, s.Slot+" "+s.Value+" "+s.Level+" "+s.Status)
	}
	return strings.Join(lines, ", "), problems
}

func decideAll(t *testing.T, path string) {
	t.Helper()
	s := session(t, path)
	s.SetReviewer("A. Nurse", "nurse")
	items := s.Items()
	for i, err := range []error{
		s.Decide(items[0].ID, Rejected, nil), s.Decide(items[1].ID, Approved, nil), s.Decide(items[2].ID, Corrected, &Correction{Value: "wide or soft shoes"}),
		s.Decide(items[3].ID, Corrected, &Correction{Level: "emergency"}),
	} {
		if err != nil {
			t.Fatal(i, err)
		}
	}
}

const decided = "symptom pain  approved, relieved_by wide or soft shoes  approved, red_flag black foot emergency approved"

func TestDecisionsSurvive(t *testing.T) {
	path := filepath.Join(t.TempDir(), "review", "decisions.yaml")
	if got, problems := summary(t, path, bunions); got != "symptom pain  draft, symptom pain  draft, relieved_by wide shoes  draft, red_flag black foot urgent draft" || len(problems) > 0 {
		t.Errorf("without a file: %s %v", got, problems)
	}
	decideAll(t, path)
	want, err := os.ReadFile("testdata/decisions.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(path); !bytes.Equal(got, want) {
		t.Errorf("the file is\n%s\nwant testdata/decisions.yaml", got)
	}
	for name, text := range map[string]string{
		"the same document":  bunions,
		"edited before it":   "A new beginning. " + bunions,
		"edited between":     strings.Replace(bunions, "Shoes\n", "What shoes do\n\nShoes can press.\n", 1),
		"lines wrapped anew": strings.ReplaceAll(strings.ReplaceAll(bunions, "It often hurts. Wide", "It often hurts.\nWide"), "Shoes\n\n", "Shoes\n\n\n"),
	} {
		if got, problems := summary(t, path, text); got != decided || len(problems) > 0 {
			t.Errorf("%s: %s %v", name, got, problems)
		}
	}
	// An edited sentence is another sentence: its fact is a draft again, and the decision is reported and kept.
	edited := strings.Replace(bunions, "Wide shoes ease it.", "Wide shoes never ease it.", 1)
	st := statements(bunions)[:2]
	d, _ := Open(path)
	out, problems := d.Apply(st, documents(edited))
	if len(out) != 1 || len(problems) != 2 || !strings.Contains(problems[0].String(), "decisions.yaml:") || problems[0].Line < 2 ||
		!strings.Contains(problems[0].Text, `no such fact is drawn`) || !strings.Contains(problems[1].Text, "its sentence no longer stands in bunions.txt") {
		t.Errorf("edited sentence: %v %v", out, problems)
	}
	if _, problems := d.Apply(nil, nil); len(problems) != 4 || !strings.Contains(problems[0].Text, "bunions.txt is not among the documents") {
		t.Errorf("no documents: %v", problems)
	}
	// The condition may be called by another of its names.
	renamed := statements(bunions)
	for i := range renamed {
		renamed[i].Condition, renamed[i].Names = "hallux valgus", []string{"Bunion"}
	}
	if out, problems := d.Apply(renamed, documents(bunions)); len(out) != 3 || len(problems) != 0 {
		t.Errorf("renamed condition: %v %v", out, problems)
	}
}

func TestUndoAndRefusals(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.yaml")
	s := session(t, path)
	id := s.Items()[0].ID
	if err := s.Decide(id, Approved, nil); err == nil || !strings.Contains(err.Error(), "give your name first") {
		t.Errorf("a decision by nobody: %v", err)
	}
	s.SetReviewer(" A. Nurse ", "")
	for _, err := range []error{s.Decide("x", Approved, nil), s.Decide(id, "maybe", nil), s.Decide(id, Corrected, &Correction{}), s.ReviewPage("conditions/bunion", 12)} {
		if err == nil {
			t.Error("no refusal")
		}
	}
	if err := s.Decide(id, Approved, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Decide(id, Rejected, nil); err != nil {
		t.Fatal(err)
	}
	if d, _ := Open(path); len(d.Facts) != 1 || d.Facts[0].Verdict != Rejected {
		t.Errorf("a second decision does not replace the first: %v", d.Facts)
	}
	if err := s.Decide(id, "", nil); err != nil {
		t.Fatal(err)
	}
	if d, _ := Open(path); len(d.Facts) != 0 {
		t.Errorf("not taken back: %v", d.Facts)
	}
}

func TestPageReview(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.yaml")
	s := session(t, path)
	s.SetReviewer("A. Nurse", "nurse")
	if err := s.ReviewPage("conditions/bunion", 12); err == nil || !strings.Contains(err.Error(), "4 facts of this page are not decided") {
		t.Errorf("a page with drafts: %v", err)
	}
	decideAll(t, path)
	s = session(t, path)
	s.SetReviewer("A. Nurse", "nurse")
	if err := s.ReviewPage("conditions/bunion", 12); err != nil {
		t.Fatal(err)
	}
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	pages := []page.Page{{Kind: page.Condition, Slug: "bunion", Facts: []page.Fact{{Status: Approved}}}}
	if problems := d.Reviews(pages); len(problems) > 0 || pages[0].Review == nil || *pages[0].Review != (page.Review{By: "A. Nurse", Role: "nurse", On: "2026-03-04", Due: "2027-03-04"}) {
		t.Errorf("%v %v", pages[0].Review, problems)
	}
	pages = []page.Page{{Kind: page.Condition, Slug: "bunion", Facts: []page.Fact{{Status: Approved}, {Status: "draft"}}}}
	if problems := d.Reviews(pages); len(problems) != 1 || pages[0].Review != nil || !strings.Contains(problems[0].Text, "1 of its facts are not approved") {
		t.Errorf("a new fact after the review: %v %v", pages[0].Review, problems)
	}
	if problems := d.Reviews(nil); len(problems) != 1 || problems[0].Line < 10 {
		t.Errorf("no page: %v", problems)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"not YAML":        {"facts: [\n", "d.yaml:1: the decisions cannot be read"},
		"unknown key":     {"facts:\n- slott: x\n", `d.yaml:2: the decisions cannot be read: unknown field "slott"`},
		"unknown verdict": {"# x\nfacts:\n- slot: symptom\n  verdict: good\n", `d.yaml:3: verdict is "good"`},
	} {
		path := filepath.Join(t.TempDir(), "d.yaml")
		if err := os.WriteFile(path, []byte(c.file), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); err == nil || !strings.HasPrefix(strings.TrimPrefix(err.Error(), filepath.Dir(path)+"/"), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
		if b, _ := os.ReadFile(path); string(b) != c.file {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

func TestFind(t *testing.T) {
	text := "one two. one two. one\ntwo. end"
	for name, c := range map[string]struct {
		e          page.Evidence
		start, end int
	}{
		"first of equals":    {page.Evidence{Exact: "one two."}, 0, 8},
		"by prefix":          {page.Evidence{Exact: "one two.", Prefix: "two. "}, 9, 17},
		"by suffix":          {page.Evidence{Exact: "two.", Suffix: " end"}, 22, 26},
		"other spaces":       {page.Evidence{Exact: "one  two.  end"}, 18, 30},
		"gone":               {page.Evidence{Exact: "three"}, 0, 0},
		"empty":              {page.Evidence{}, 0, 0},
		"one letter differs": {page.Evidence{Exact: "one twö."}, 0, 0},
	} {
		start, end, found := Find(text, c.e)
		if start != c.start || end != c.end || found != (c.end > 0) {
			t.Errorf("%s: %d to %d, %v; want %d to %d", name, start, end, found, c.start, c.end)
		}
	}
}

// A quote with its surroundings is found where it stands, whatever is put before or after them.
func TestFindAnywhere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ab .\n]{40,200}`).Draw(t, "text")
		start := rapid.IntRange(0, len(text)-2).Draw(t, "start")
		end := rapid.IntRange(start+1, len(text)-1).Draw(t, "end")
		e := page.Evidence{Exact: text[start:end], Prefix: text[max(0, start-32):start], Suffix: text[end:min(len(text), end+32)]}
		got, _, found := Find(text, e)
		if !found || text[got:got+len(e.Exact)] != e.Exact {
			t.Fatalf("%q is not found", e.Exact)
		}
		before := rapid.StringMatching(`[xyz]{0,9}`).Draw(t, "before")
		if moved, _, found := Find(before+text+before, e); !found || moved != got+len(before) {
			t.Fatalf("found at %d, then at %d after %d more", got, moved, len(before))
		}
	})
}

func TestTerminal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.yaml")
	s := session(t, path)
	in := bufio.NewReader(strings.NewReader("A. Nurse\nr\n?\na\nc\nwide or soft shoes\nb\ns\nc\n\nemergency\n"))
	var out bytes.Buffer
	if err := loop(s, func() (byte, error) { return lineKey(in) }, in, &out); err != nil {
		t.Fatal(err)
	}
	if got, _ := summary(t, path, bunions); got != decided {
		t.Errorf("%s\n%s", got, out.String())
	}
	for _, want := range []string{"0 of 4 decided   Bunion", ">>It often hurts.<<", "Every fact is decided.", "red flag: black foot (level: urgent)"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	if strings.Contains(visible("a\x1b[31m\u009bb"), "\x1b") {
		t.Error("a document reaches the terminal's controls")
	}
}

func TestTerminalWithoutName(t *testing.T) {
	s := session(t, filepath.Join(t.TempDir(), "d.yaml"))
	in := bufio.NewReader(strings.NewReader(""))
	if err := loop(s, func() (byte, error) { return lineKey(in) }, in, io.Discard); err == nil {
		t.Error("a review by nobody")
	}
}

// browse is a browser that keeps no state but the last page.
type browse struct {
	t       *testing.T
	handler http.Handler
	page    string
}

func (b *browse) do(method, host, path string, form url.Values) int {
	b.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Host = host
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, r)
	if to := w.Header().Get("Location"); to != "" {
		to = strings.TrimPrefix(to, "./")
		if !strings.HasPrefix(to, "/") {
			to = "/" + to
		}
		return b.do("GET", host, to, nil)
	}
	b.page = w.Body.String()
	return w.Code
}

func (b *browse) post(path string, form url.Values) int {
	b.t.Helper()
	form.Set("token", b.find(`name="token" value="([^"]*)"`))
	if id := regexp.MustCompile(`name="id" value="([^"]*)"`).FindStringSubmatch(b.page); id != nil {
		form.Set("id", id[1])
	}
	return b.do("POST", "127.0.0.1:8080", path, form)
}

func (b *browse) find(pattern string) string {
	b.t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(b.page)
	if m == nil {
		b.t.Fatalf("no %s in\n%s", pattern, b.page)
	}
	return m[1]
}

func TestWeb(t *testing.T) {
	path := filepath.Join(t.TempDir(), "decisions.yaml")
	b := &browse{t: t, handler: Handler(session(t, path))}
	if code := b.do("GET", "evil.example", "/", nil); code != http.StatusForbidden {
		t.Errorf("another host name: %d", code)
	}
	if code := b.do("POST", "127.0.0.1:8080", "/decide", url.Values{"verdict": {Approved}}); code != http.StatusForbidden {
		t.Errorf("a form of another page: %d", code)
	}
	b.do("GET", "localhost:8080", "/fact", nil)
	if code := b.post("/decide", url.Values{"verdict": {Approved}}); code != http.StatusBadRequest || !strings.Contains(b.page, "give your name first") {
		t.Errorf("a decision by nobody: %d", code)
	}
	b.do("GET", "127.0.0.1:8080", "/", nil)
	b.post("/reviewer", url.Values{"by": {"A. <Nurse>"}, "role": {"nurse"}})
	if !strings.Contains(b.page, "A. &lt;Nurse&gt;") || !strings.Contains(b.page, "0 of 4 facts decided") {
		t.Errorf("overview:\n%s", b.page)
	}
	b.do("GET", "127.0.0.1:8080", "/fact", nil)
	if !strings.Contains(b.page, "<mark>It often hurts.</mark>") {
		t.Errorf("fact:\n%s", b.page)
	}
	b.post("/decide", url.Values{"verdict": {Rejected}})
	b.post("/decide", url.Values{"verdict": {Approved}})
	if code := b.post("/decide", url.Values{"verdict": {Corrected}, "slot": {"../x"}}); code != http.StatusBadRequest {
		t.Errorf("an invented slot: %d", code)
	}
	b.post("/decide", url.Values{"verdict": {Corrected}, "value": {"wide or soft shoes"}, "slot": {page.SlotRelief}, "level": {""}})
	b.post("/decide", url.Values{"verdict": {Corrected}, "value": {"black foot"}, "slot": {page.SlotRedFlag}, "level": {"emergency"}})
	if got, _ := summary(t, path, bunions); got != decided {
		t.Errorf("decided: %s", got)
	}
	if !strings.Contains(b.page, "4 of 4 facts decided") || !strings.Contains(b.page, "I have reviewed this page") {
		t.Errorf("at the end:\n%s", b.page)
	}
	b.post("/page", url.Values{"page": {"conditions/bunion"}, "months": {"12"}})
	if d, err := Open(path); err != nil || len(d.Pages) != 1 || d.Pages[0].By != "A. <Nurse>" || strings.Contains(b.page, "I have reviewed this page") {
		t.Errorf("page review: %v", err)
	}
	for _, asset := range []string{"/review.js", "/review.css"} {
		if code := b.do("GET", "127.0.0.1:8080", asset, nil); code != http.StatusOK || len(b.page) < 100 {
			t.Errorf("%s: %d", asset, code)
		}
	}
}

// Every fact of every real document stands where its evidence says, and is found there again by its quote.
func TestEvidenceOfRealDocuments(t *testing.T) {
	voc, err := vocabulary.Load(os.DirFS("../../../data/vocabulary"))
	if err != nil {
		t.Fatal(err)
	}
	measured := 0
	for _, dir := range []string{"../../../documents", "../../../../shared/seeds", "../../../../shared/corpora/nih/documents"} {
		docs, err := source.ReadDir(dir, func(source.Problem) {})
		if err != nil {
			t.Logf("not measured: %v", err)
			continue
		}
		texts := map[string]string{}
		for _, d := range docs {
			texts[d.ID] = d.Text
		}
		facts, twice := 0, 0
		for _, s := range extract.Extract(docs, voc) {
			if len(s.Evidence) == 0 {
				t.Errorf("%s: %s %q has no evidence", s.Condition, s.Slot, s.Value)
			}
			for _, e := range s.Evidence {
				facts++
				text := texts[e.Document]
				if e.Start < 0 || e.End > len(text) || e.Start >= e.End || text[e.Start:e.End] != e.Exact {
					t.Fatalf("%s: the evidence of %s %q is not at %d to %d", e.Document, s.Slot, s.Value, e.Start, e.End)
				}
				start, end, found := Find(text, e)
				if !found {
					t.Errorf("%s: %q is not found again", e.Document, e.Exact)
				} else if start != e.Start {
					twice++
					if !strings.HasSuffix(text[:start], e.Prefix) || !strings.HasPrefix(text[end:], e.Suffix) {
						t.Errorf("%s: %q is found at %d, not at %d", e.Document, e.Exact, start, e.Start)
					}
				}
			}
		}
		if facts == 0 {
			t.Errorf("%s: no facts", dir)
		}
		measured += facts
		t.Logf("%s: %d quotes of %d documents are found again, %d of them in a passage that stands there twice", dir, facts, len(docs), twice)
	}
	if measured == 0 {
		t.Error("nothing was measured")
	}
}

func FuzzOpen(f *testing.F) {
	good, err := os.ReadFile("testdata/decisions.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte("pages:\n- page: conditions/a\n  by: B\n"))
	path := filepath.Join(f.TempDir(), "d.yaml")
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		d, err := Open(path)
		if err != nil {
			return
		}
		d.Apply(statements(bunions), documents(bunions))
		if err := d.Save(); err != nil {
			t.Fatal(err)
		}
		if again, err := Open(path); err != nil || len(again.Facts) != len(d.Facts) || len(again.Pages) != len(d.Pages) {
			t.Fatalf("what was written cannot be read: %v", err)
		}
	})
}
