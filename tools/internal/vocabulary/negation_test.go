package vocabulary

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"signpost/search/lexicon"
)

// TestNegation measures denial on clinical sentences as score.py does: a concept is understood when a finding or exposure overlaps
// it, and right when the first such mention is denied exactly if the concept is.
func TestNegation(t *testing.T) {
	data, err := os.ReadFile("../../../../shared/gold/negation.jsonl")
	if err != nil {
		t.Skip("no ../shared/gold/negation.jsonl beside the repository")
	}
	v, err := Load(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	r := lexicon.NewReader(v.Lexicon(), 1<<16)
	n, understood, right := 0, 0, 0
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		var c struct {
			Concept, Sentence string
			Negated           bool
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		n++
		text := strings.Join(strings.Fields(c.Sentence), " ")
		at := strings.Index(strings.ToLower(text), strings.ToLower(c.Concept))
		if at < 0 {
			continue
		}
		r.Read([]byte(text))
		for i := range r.N {
			m := &r.Mentions[i]
			if (m.Kind == lexicon.Symptom || m.Kind == lexicon.Condition || m.Kind == lexicon.Exposure) && m.Start < at+len(c.Concept) && at < m.End {
				understood++
				if m.Negated == c.Negated {
					right++
				} else if testing.Verbose() {
					t.Logf("denied %v, want %v: %q in %q", m.Negated, c.Negated, c.Concept, text)
				}
				break
			}
		}
	}
	t.Logf("sentences %d, understood %d (%.1f %%), denial right in %d (%.1f %%)", n, understood, 100*float64(understood)/float64(n), right, 100*float64(right)/float64(understood))
	if understood*100 < 35*n || right*100 < 93*understood {
		t.Error("below the floor: 35 % understood, 93 % of them right")
	}
}
