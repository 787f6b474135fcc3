package vignette

import (
	"os"
	"path/filepath"
	"testing"

	"signpost/search/check/compile"
)

// TestRules raises every danger rule by the texts beside it, and by none of those that must stay quiet.
func TestRules(t *testing.T) {
	rules, err := compile.ReadRules(os.DirFS(filepath.Join(root, "data/red-flags")))
	if err != nil {
		t.Fatal(err)
	}
	e := load(t, parts(t, nil))
	for _, r := range rules.Rules {
		for _, text := range r.Fires {
			if !raises(ask(t, e, text), r.ID) {
				t.Errorf("%s: silent, but must fire: %s", r.ID, text)
			}
		}
		for _, text := range r.Quiet {
			if raises(ask(t, e, text), r.ID) {
				t.Errorf("%s: fires, but must be silent: %s", r.ID, text)
			}
		}
	}
}

func raises(a answer, id string) bool {
	for _, f := range a.Flags {
		if f.ID == id {
			return true
		}
	}
	return false
}
