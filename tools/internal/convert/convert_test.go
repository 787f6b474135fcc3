package convert

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"signpost/search/page"
)

func condition(slug, treatment string) page.Page {
	return page.Page{Title: strings.ToUpper(slug), Kind: page.Condition, Slug: slug, Sources: []page.Source{{Document: slug + ".txt"}},
		Facts: []page.Fact{{ID: "1", Slot: page.SlotTreatment, Value: treatment, Status: "draft", Evidence: []page.Evidence{{Document: slug + ".txt", Exact: treatment + " helps."}}}}}
}

func states(r Report) string {
	var s []string
	for _, c := range r.Pages {
		s = append(s, c.Path+" "+string(c.State))
	}
	return strings.Join(s, ", ")
}

func write(t *testing.T, content string, pages ...page.Page) Report {
	t.Helper()
	foreseen, err := Compare(pages, content)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Write(pages, content)
	if err != nil {
		t.Fatal(err)
	}
	if states(foreseen) != states(r) {
		t.Errorf("Compare foresaw %s, Write did %s", states(foreseen), states(r))
	}
	if onDisk, _ := page.ReadDir(content); !reflect.DeepEqual(onDisk, r.Content()) {
		t.Errorf("the folder has\n%+v\nContent says\n%+v", onDisk, r.Content())
	}
	return r
}

func edit(t *testing.T, file, old, new string) {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil || !bytes.Contains(b, []byte(old)) {
		t.Fatalf("cannot edit %s: %v", file, err)
	}
	if err := os.WriteFile(file, bytes.Replace(b, []byte(old), []byte(new), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestLifeOfAPage(t *testing.T) {
	dir := t.TempDir()
	expect := func(r Report, want, facts string) {
		t.Helper()
		if states(r) != want {
			t.Errorf("got %s, want %s", states(r), want)
		}
		var got []string
		for _, c := range r.Pages {
			for _, f := range c.Facts {
				got = append(got, string(f.State)+" "+f.Value)
			}
		}
		if strings.Join(got, ", ") != facts {
			t.Errorf("facts: %s, want %s", strings.Join(got, ", "), facts)
		}
	}
	a := filepath.Join(dir, "conditions", "a.md")
	expect(write(t, dir, condition("a", "rest"), condition("b", "ice")), "conditions/a.md new, conditions/b.md new", "new rest, new ice")
	r := write(t, dir, condition("a", "rest"), condition("b", "ice"))
	expect(r, "conditions/a.md kept, conditions/b.md kept", "")
	if !r.UpToDate() {
		t.Error("nothing changed, but it is not up to date")
	}
	r = write(t, dir, condition("a", "heat"), condition("b", "ice"))
	expect(r, "conditions/a.md changed, conditions/b.md kept", "new heat, vanished rest")
	if r.UpToDate() {
		t.Error("a page changed, and it is up to date")
	}

	edit(t, a, "value: heat", "value: warmth")
	expect(write(t, dir, condition("a", "heat"), condition("b", "ice")), "conditions/a.md kept, conditions/b.md kept", "")
	moved := condition("a", "heat") // the quote stands further down, and says the same
	moved.Facts[0].Evidence[0].Start, moved.Facts[0].Evidence[0].End = 100, 111
	expect(write(t, dir, moved, condition("b", "ice")), "conditions/a.md kept, conditions/b.md kept", "")
	expect(write(t, dir, condition("a", "cold"), condition("b", "ice")), "conditions/a.md conflict, conditions/b.md kept", "new cold, vanished warmth")
	if b, _ := os.ReadFile(a); !bytes.Contains(b, []byte("value: warmth")) {
		t.Error("a person's edit was overwritten")
	}
	// The note says which version line settles the conflict.
	r, _ = Compare([]page.Page{condition("a", "cold"), condition("b", "ice")}, dir)
	settled := strings.TrimSpace(r.Pages[0].Note[strings.Index(r.Pages[0].Note, "version: "):])
	b, _ := os.ReadFile(a)
	at := bytes.Index(b, []byte("version: "))
	edit(t, a, string(b[at:at+len("version: ")+16]), settled)
	expect(write(t, dir, condition("a", "cold"), condition("b", "ice")), "conditions/a.md kept, conditions/b.md kept", "")

	// Both documents vanish: only the page that nobody edited is removed.
	expect(write(t, dir), "conditions/a.md vanished, conditions/b.md vanished", "vanished warmth, vanished ice")
	if _, err := os.Stat(a); err != nil {
		t.Error("a person's page was removed")
	}
	if _, err := os.Stat(filepath.Join(dir, "conditions", "b.md")); err == nil {
		t.Error("a page that no document gives is still there")
	}
}

func TestOtherFilesAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, condition("a", "rest"))
	hand := "---\ntitle: By hand\nkind: condition\nversion: \"\"\n---\n"
	for name, text := range map[string]string{"conditions/_index.md": "---\nlayout: x\n---\n", "conditions/hand.md": hand, "conditions/broken.md": "no front matter",
		"conditions/picture.png": "x", "about/me.md": "x"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := write(t, dir, condition("a", "rest"), condition("broken", "ice"))
	if want := "conditions/a.md kept, conditions/broken.md conflict, conditions/hand.md kept"; states(r) != want {
		t.Errorf("got %s, want %s", states(r), want)
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "conditions", "broken.md")); string(b) != "no front matter" {
		t.Error("a page that cannot be read was overwritten")
	}
}

func TestNamesThatAreRefused(t *testing.T) {
	for name, pages := range map[string][]page.Page{
		"no name": {{Title: "../..", Kind: page.Condition}}, "path": {{Title: "A", Kind: page.Condition, Slug: "../../a"}},
		"twice": {condition("a", "x"), condition("a", "y")}, "kind": {{Title: "A", Kind: "../x", Slug: "a"}},
	} {
		dir := filepath.Join(t.TempDir(), "content")
		if _, err := Write(pages, dir); err == nil {
			t.Errorf("%s: no error", name)
		}
		if _, err := os.Stat(dir); err == nil {
			t.Errorf("%s: something was written", name)
		}
	}
}

func TestReportInWords(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, condition("a", "rest"))
	r := write(t, dir, condition("a", "heat"))
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	want := "changed  conditions/a.md  A\n         + treatment: heat  “heat helps.”\n         - treatment: rest  “rest helps.”\n" +
		"0 new, 1 changed, 0 kept, 0 conflict, 0 vanished\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
