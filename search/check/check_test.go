package check_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"signpost/search/answer/spell"
	"signpost/search/bundle"
	"signpost/search/bundle/pack"
	"signpost/search/check"
	"signpost/search/check/compile"
	"signpost/search/lexicon"
	"signpost/search/page"
)

var update = flag.Bool("update", false, "write testdata/*.json anew")

func term(kind uint8, id, name string, more ...string) lexicon.Term {
	return lexicon.Term{Kind: kind, ID: id, Name: name, Forms: append([]string{name}, more...)}
}

// A small vocabulary and three pages, so that the package is tested without the project's own.
func parts(t testing.TB) []pack.Part {
	tired := term(lexicon.Symptom, "tired-legs", "tired legs")
	terms := []lexicon.Term{
		term(lexicon.Symptom, "tingling", "tingling", "pins and needles", "prickling"),
		term(lexicon.Symptom, "cramp", "cramp", "cramps"),
		term(lexicon.Symptom, "numbness", "numbness", "numb"),
		term(lexicon.Symptom, "weakness", "weakness", "weak"),
		term(lexicon.Symptom, "itching", "itching", "itchy"),
		tired,
		term(lexicon.Condition, "diabetes", "diabetes"),
		term(lexicon.Site, "foot", "foot", "feet"),
		term(lexicon.Site, "calf", "calf", "calves"),
		term(lexicon.Side, "both", "both sides", "both"),
		term(lexicon.Trigger, "walking", "walking", "walk"),
		term(lexicon.Relief, "rest", "rest"),
	}
	fact := func(slot, id, quote string, q page.Qualifiers) page.Fact {
		return page.Fact{Slot: slot, Term: id, Value: strings.ReplaceAll(id, "-", " "), Qualifiers: q, Status: "draft", Evidence: []page.Evidence{{Document: "sample.txt", Exact: quote}}}
	}
	nerve := page.Page{Kind: page.Condition, Slug: "nerve-damage", Title: "Nerve damage", Names: []string{"neuropathy"}, Level: "see-a-doctor", Facts: []page.Fact{
		fact(page.SlotSymptom, "tingling", "Tingling starts in both feet.", page.Qualifiers{Site: []string{"foot"}, Side: "both"}),
		fact(page.SlotSymptom, "numbness", "Later the feet go numb.", page.Qualifiers{Site: []string{"foot"}}),
		fact(page.SlotCause, "diabetes", "Diabetes is the most common cause.", page.Qualifiers{}),
	}}
	artery := page.Page{Kind: page.Condition, Slug: "narrow-arteries", Title: "Narrow arteries", Level: "see-a-doctor", Facts: []page.Fact{
		fact(page.SlotSymptom, "cramp", "The calves cramp on walking and ease with rest.", page.Qualifiers{Site: []string{"calf"}, Trigger: []string{"walking"}, Relief: []string{"rest"}}),
		fact(page.SlotRedFlag, "weakness", "Get help today if the foot turns weak on walking.", page.Qualifiers{Trigger: []string{"walking"}}),
	}}
	artery.Facts[1].Level = "urgent"
	skin := page.Page{Kind: page.Condition, Slug: "warm-skin", Title: "Warm skin", Level: "self-care", Facts: []page.Fact{
		fact(page.SlotSymptom, "itching", "Warm skin is itchy after sport.", page.Qualifiers{}),
		fact(page.SlotSymptom, "tingling", "Some people feel prickling with it.", page.Qualifiers{}),
	}}
	out, err := compile.Parts(compile.Input{
		Pages: []page.Page{nerve, artery, skin}, Lexicon: lexicon.Compile(terms), Rules: os.DirFS("../../data/red-flags"),
		Question: func(id string) string { return "Do you have " + strings.ReplaceAll(id, "-", " ") + "?" },
		Country:  compile.Country{"emergency_number": "112", "emergency_place": "a hospital", "routine": "a doctor"}, // it names no other help: sentences that would are left out
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func open(t testing.TB, parts []pack.Part) *check.Engine {
	e := &check.Engine{}
	for _, p := range parts {
		if e.Load(p.Kind, p.Number, slices.Clone(p.Data)) != 0 {
			t.Fatalf("part %d/%d is refused", p.Kind, p.Number)
		}
	}
	return e
}

type result struct {
	Level   string
	Flags   []struct{ ID, Level, Action string } `json:"red_flags"`
	Matches []struct {
		ID                             string
		Score, Words, Chances, Context int
		Fits, Conflicts                []struct {
			Label, Quote string
			Points       int
		}
		NotDescribed []struct{ Label string } `json:"not_described"`
	}
	Next *struct{ Finding, Kind string }
	Asks []struct{ Finding, Level string }
}

// spelled is the answer as JSON.
func spelled(t interface{ Fatalf(string, ...any) }, e *check.Engine) []byte {
	text, err := spell.JSON(e.Out.B)
	if err != nil {
		t.Fatalf("%v", err)
	}
	return text
}

func run(t interface{ Fatalf(string, ...any) }, e *check.Engine, request string) result {
	if r := e.Run([]byte(request)); r != check.Done {
		t.Fatalf("Run(%q) = %d %v", request, r, e.Need)
	}
	var out result
	if err := json.Unmarshal(spelled(t, e), &out); err != nil {
		t.Fatalf("%v", err)
	}
	return out
}

var golden = map[string]string{
	"both-feet":    "text\tBoth feet have been tingling for weeks. I have diabetes. No weakness.\n",
	"calf-walking": "text\tMy calves cramp when I walk, better with rest.\n",
	"danger":       "text\tMy back hurts, both legs are weak and I am numb between my legs.\n",
	"picked":       "answer\ttingling\tyes\nanswer\titching\tunsure\nanswer\tcalf-of-nothing\tyes\n",
	"nothing":      "text\tI have a runny nose.\n",
	"empty":        "",
}

func TestAnswers(t *testing.T) {
	e := open(t, parts(t))
	for name, request := range golden {
		run(t, e, request)
		var got bytes.Buffer
		if err := json.Indent(&got, spelled(t, e), "", " "); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", name+".json")
		if *update {
			if err := os.WriteFile(file, append(got.Bytes(), '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(bytes.TrimSpace(want), got.Bytes()) {
			t.Errorf("%s: the answer changed (go test ./search/check -update shows it in the diff):\n%s", name, got.Bytes())
		}
	}
}

// TestParts: the points that are shown add up to the score.
func TestParts(t *testing.T) {
	e := open(t, parts(t))
	n := 0
	for name, request := range golden {
		for _, m := range run(t, e, request).Matches {
			sum := m.Words + m.Chances + m.Context
			for _, f := range append(m.Fits, m.Conflicts...) {
				sum += f.Points
			}
			n++
			if sum != m.Score {
				t.Errorf("%s: %s: points add up to %d, the score is %d", name, m.ID, sum, m.Score)
			}
		}
	}
	if n == 0 {
		t.Fatal("no matches to add up")
	}
}

func TestNeeds(t *testing.T) {
	all := parts(t)
	e := &check.Engine{}
	if r := e.Run([]byte("text\ttingling\n")); r != check.Need || len(e.Need) != 4 {
		t.Fatalf("an empty engine asks for %v", e.Need)
	}
	for _, p := range all {
		if p.Kind != bundle.Notes && p.Kind != bundle.Phrases {
			e.Load(p.Kind, p.Number, p.Data)
		}
	}
	e.Load(bundle.Phrases, 0, nil)
	if r := e.Run([]byte("text\ttingling\n")); r != check.Need || len(e.Need) == 0 || e.Need[0] != (check.Part{Kind: bundle.Notes}) {
		t.Fatalf("then for the notes of its best pages, not %v", e.Need)
	}
	e.Load(bundle.Phrases, 0, nil)
	e.Load(bundle.Notes, 0, nil)
	if r := e.Run([]byte("text\ttingling\n")); r != check.Done || !bytes.Contains(spelled(t, e), []byte(`"incomplete":true`)) {
		t.Fatalf("an answer without notes says so: %d %q", r, e.Out.B)
	}
}

// TestCountry: help that the country does not name is not named.
func TestCountry(t *testing.T) {
	e := open(t, parts(t))
	r := run(t, e, "text\tI want to end my life.\n")
	if r.Level != "emergency" || strings.Contains(r.Flags[0].Action, "{") || !strings.Contains(r.Flags[0].Action, "112") {
		t.Errorf("%+v", r.Flags)
	}
}

var levels = []string{"no-match", "self-care", "see-a-doctor", "urgent", "emergency"}

var texts = []string{"Both feet have been tingling for weeks.", "No weakness.", "My calves cramp when I walk.", "I have chest pain.", "My back hurts.", "I have a headache and a fever.",
	"My son is three years old.", "I am 34 weeks pregnant.", "One calf is swollen.", "I am short of breath.", "I have diabetes.", "I feel dizzy.", "My belly hurts.", "It began yesterday.", "I took some pills."}

// Danger signs that no rule takes as an excuse: more of them can only make things worse.
var signs = []string{"crushing-chest", "pain-spreads", "chest-sweat", "breathless", "saddle-numb", "bladder-bowel", "stiff-neck", "confusion", "vomiting", "severe-belly", "coughing-blood",
	"swollen-leg", "rigid-belly", "hard-to-wake", "no-urine", "face-droop", "worst-headache", "cold-limb", "seizure", "suicidal"}

func request(r *rapid.T) (text string, answers []string) {
	text = "text\t" + strings.Join(rapid.SliceOfNDistinct(rapid.SampledFrom(texts), 0, 5, rapid.ID).Draw(r, "text"), " ") + "\n"
	for _, s := range rapid.SliceOfNDistinct(rapid.SampledFrom(append(signs, "tingling", "numbness", "itching")), 0, 5, rapid.ID).Draw(r, "answered") {
		answers = append(answers, fmt.Sprintf("answer\t%s\t%s\n", s, rapid.SampledFrom([]string{"yes", "no", "unsure"}).Draw(r, s)))
	}
	return text, answers
}

func TestProperties(t *testing.T) {
	all := parts(t)
	e := open(t, all)
	level := func(r *rapid.T, req string) int { return slices.Index(levels, run(r, e, req).Level) }
	t.Run("a danger sign never lowers the level", rapid.MakeCheck(func(r *rapid.T) {
		text, answers := request(r)
		sign := rapid.SampledFrom(signs).Draw(r, "sign")
		base := text
		for _, a := range answers {
			if !strings.HasPrefix(a, "answer\t"+sign+"\t") {
				base += a
			}
		}
		without := level(r, base)
		line := "answer\t" + sign + "\t"
		y, u, n := level(r, base+line+"yes\n"), level(r, base+line+"unsure\n"), level(r, base+line+"no\n")
		if y < without || u < n || u > y {
			r.Fatalf("%s: without %d, yes %d, unsure %d, no %d", sign, without, y, u, n)
		}
	}))
	t.Run("the order of answers does not matter", rapid.MakeCheck(func(r *rapid.T) {
		text, answers := request(r)
		flags := func() (out []string) {
			a := run(r, e, text+strings.Join(answers, ""))
			out = append(out, a.Level)
			for _, f := range a.Flags {
				out = append(out, f.ID)
			}
			for _, m := range a.Matches {
				out = append(out, fmt.Sprint(m.ID, m.Score))
			}
			return out
		}
		first := flags()
		answers = rapid.Permutation(answers).Draw(r, "order")
		if second := flags(); !slices.Equal(first, second) {
			r.Fatalf("%v\n%v", first, second)
		}
	}))
	t.Run("the same request gives the same bytes", rapid.MakeCheck(func(r *rapid.T) {
		text, answers := request(r)
		req := text + strings.Join(answers, "")
		run(r, e, req)
		first := slices.Clone(e.Out.B)
		fresh := open(t, all)
		run(r, fresh, req)
		if !bytes.Equal(first, fresh.Out.B) {
			r.Fatalf("%s\n%s", first, fresh.Out.B)
		}
	}))
}

func FuzzRun(f *testing.F) {
	for _, r := range golden {
		f.Add([]byte(r))
	}
	f.Add([]byte("text\t\xff\xfe 39.5\xc3 can't breathe\nanswer\t\tyes\nanswer\t"))
	e := open(f, parts(f))
	f.Fuzz(func(t *testing.T, req []byte) {
		if r := e.Run(req); r != check.Done || !json.Valid(spelled(t, e)) {
			t.Fatalf("%d %q", r, e.Out.B)
		}
	})
}

func FuzzLoad(f *testing.F) {
	for _, p := range parts(f) {
		f.Add(p.Kind, p.Data)
	}
	all := parts(f)
	f.Fuzz(func(t *testing.T, kind int, data []byte) {
		if kind < bundle.Rules || kind > bundle.Notes {
			return
		}
		e := open(t, all)
		// A part is trusted once its checksum is right: one that lies may end in a panic, but not run on for ever.
		defer func() { _ = recover() }()
		if e.Load(kind, 0, data) == 0 {
			e.Run([]byte("text\tBoth feet have been tingling, I am 40 and my chest hurts\nanswer\ttingling\tyes\n"))
		}
	})
}

// TestSameBytes: the parts are the same bytes each time.
func TestSameBytes(t *testing.T) {
	first := parts(t)
	for range 5 {
		for i, p := range parts(t) {
			if !bytes.Equal(p.Data, first[i].Data) {
				t.Fatalf("part %d/%d differs", p.Kind, p.Number)
			}
		}
	}
}
