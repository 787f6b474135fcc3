package vignette

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"signpost/search/answer/spell"
	"signpost/search/check"
)

// TestOwn runs the project's own cases over the site's sample documents. No emergency may be missed; the rest is printed
// and must not fall below what is reached.
func TestOwn(t *testing.T) {
	cases, err := Read(os.DirFS(filepath.Join(root, "data/vignettes")))
	if err != nil || len(cases) < 30 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	e := engine(t, root+"/documents")
	r, err := Run(cases, func(text string, answers map[string]string) ([]byte, error) {
		request := "text\t" + text + "\n"
		for finding, said := range answers {
			request += "answer\t" + finding + "\t" + said + "\n"
		}
		if result := e.Run([]byte(request)); result != check.Done {
			t.Fatalf("run: %d", result)
		}
		return spell.JSON(e.Out.B)
	}, func(string) bool { return false })
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	r.Write(&b)
	t.Log("\n" + b.String())
	if r.Found < r.Emergencies || r.Under > 0 {
		t.Errorf("emergencies found %d of %d, too mild %d", r.Found, r.Emergencies, r.Under)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"level": "- {id: a, text: b, level: soon}",
		"id":    "- {text: b}",
		"field": "- {id: a, text: b, colour: red}",
	} {
		if _, err := Read(fstest.MapFS{"x.yaml": {Data: []byte(text)}}); err == nil || !strings.Contains(err.Error(), "x.yaml") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
