package vignette

import (
	"bufio"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"signpost/search/answer/spell"
	"signpost/search/bundle/pack"
	"signpost/search/check"
	"signpost/search/check/compile"
	"signpost/search/page"
	"signpost/tools/internal/extract"
	"signpost/tools/internal/source"
	"signpost/tools/internal/vocabulary"
)

const root = "../../.."

// pages converts a folder of documents. With SIGNPOST_PAGES set to a folder, pages are kept there between runs.
func pages(t testing.TB, documents string, v *vocabulary.Vocabulary) []page.Page {
	keep := os.Getenv("SIGNPOST_PAGES")
	file := filepath.Join(keep, strings.ReplaceAll(documents, "/", "_")+".gob")
	var out []page.Page
	if keep != "" {
		if f, err := os.Open(file); err == nil {
			defer f.Close()
			if gob.NewDecoder(f).Decode(&out) == nil {
				return out
			}
		}
	}
	docs, err := source.ReadDir(documents, func(source.Problem) {})
	if err != nil {
		t.Skip("no shared documents: ", err)
	}
	out = extract.Merge(extract.Extract(docs, v), docs, v)
	if keep != "" {
		if f, err := os.Create(file); err == nil {
			gob.NewEncoder(f).Encode(out)
			f.Close()
		}
	}
	return out
}

// parts compiles the check for pages, with the project's vocabulary, rules and British names of help.
func parts(t testing.TB, pages []page.Page) []pack.Part {
	v := words(t)
	parts, err := compile.Parts(compile.Input{Pages: pages, Lexicon: v.Compile(), Question: func(id string) string {
		if w := v.Find(id); w != nil {
			return w.Question
		}
		return ""
	}, Rules: os.DirFS(filepath.Join(root, "data/red-flags")), Country: compile.Country{"emergency_number": "999", "emergency_place": "A&E", "urgent_service": "NHS 111", "routine": "a GP", "crisis_line": "Samaritans", "poison_line": "NHS 111"}})
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

func words(t testing.TB) *vocabulary.Vocabulary {
	v, err := vocabulary.Load(os.DirFS(filepath.Join(root, "data/vocabulary")))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func engine(t testing.TB, documents string) *check.Engine {
	out := parts(t, pages(t, documents, words(t)))
	if keep := os.Getenv("SIGNPOST_PAGES"); keep != "" {
		if f, err := os.Create(filepath.Join(keep, "parts.gob")); err == nil {
			gob.NewEncoder(f).Encode(out)
			f.Close()
		}
	}
	return load(t, out)
}

func load(t testing.TB, parts []pack.Part) *check.Engine {
	e := &check.Engine{}
	size := map[int]int{}
	for _, p := range parts {
		size[p.Kind] += len(p.Data)
	}
	t.Logf("bytes by kind: %v", size)
	for _, p := range parts {
		if e.Load(p.Kind, p.Number, p.Data) != 0 {
			t.Fatalf("part %d %d does not load", p.Kind, p.Number)
		}
	}
	return e
}

type answer struct {
	Level string
	Flags []struct {
		ID, Level string
		Because   []string
	} `json:"red_flags"`
	Match []struct {
		Name     string
		Synonyms []string
		Score    int
	} `json:"matches"`
	Asks       []struct{ Finding, Level string }
	Understood []struct{ Finding, Label, Answer string }
}

var spaces = regexp.MustCompile(`\s+`)

func ask(t testing.TB, e *check.Engine, text string) answer {
	req := "text\t" + spaces.ReplaceAllString(text, " ") + "\n"
	if r := e.Run([]byte(req)); r != check.Done {
		t.Fatalf("run: %d %q", r, e.Out.B)
	}
	found, err := spell.JSON(e.Out.B)
	if err != nil {
		t.Fatal(err)
	}
	var a answer
	if err := json.Unmarshal(found, &a); err != nil {
		t.Fatalf("%v in %s", err, found)
	}
	return a
}

type vignette struct {
	Set, ID, Text, Sex string
	Gold               []string `json:"gold_diagnosis"`
	Triage             string   `json:"gold_triage"`
}

func vignettes(t testing.TB) []vignette {
	f, err := os.Open(root + "/../shared/gold/vignettes.jsonl")
	if err != nil {
		t.Skip("no shared vignettes: ", err)
	}
	defer f.Close()
	var out []vignette
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var v vignette
		if err := json.Unmarshal(s.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

// TestShared measures the check against the shared vignettes, as score.py counts.
func TestShared(t *testing.T) {
	vs := vignettes(t)
	e := engine(t, root+"/../shared/corpora/nih/documents")
	show := os.Getenv("SIGNPOST_SHOW")
	rules, err := compile.ReadRules(os.DirFS(filepath.Join(root, "data/red-flags")))
	if err != nil {
		t.Fatal(err)
	}
	topic, held, alone := map[string]string{}, map[string]int{}, map[string]int{}
	for _, r := range rules.Rules {
		topic[r.ID] = r.File
	}
	type tally struct{ n, top1, top3, top10, em, emn, fa, fan, askE, askO int }
	sets := map[string]*tally{}
	for _, v := range vs {
		a := ask(t, e, v.Text)
		k := sets[v.Set]
		if k == nil {
			k = &tally{}
			sets[v.Set] = k
		}
		if len(v.Gold) > 0 {
			k.n++
			rank := 99
			for i, m := range a.Match {
				for _, name := range append([]string{m.Name}, m.Synonyms...) {
					if rank > i && namesMatch(name, v.Gold) {
						rank = i
					}
				}
			}
			if rank < 1 {
				k.top1++
			}
			if rank < 3 {
				k.top3++
			}
			if rank < 10 {
				k.top10++
			}
		}
		if v.Triage == "" {
			continue
		}
		alarm := a.Level == "emergency" || a.Level == "urgent"
		asked := alarm
		for _, q := range a.Asks[:min(3, len(a.Asks))] {
			asked = asked || q.Level == "emergency" || q.Level == "urgent"
		}
		if v.Triage == "emergency" {
			k.emn++
			topics := map[string]bool{}
			for _, f := range a.Flags {
				if topic[f.ID] != "" && (f.Level == "emergency" || f.Level == "urgent") {
					topics[topic[f.ID]] = true
				}
			}
			for t := range topics {
				held[t]++
				if len(topics) == 1 {
					alone[t]++
				}
			}
			if alarm {
				k.em++
			} else if strings.Contains(show, "miss") {
				t.Logf("MISS asked=%v %s %s", asked, v.ID, v.Text)
			}
			if asked {
				k.askE++
			}
		} else {
			k.fan++
			if alarm {
				k.fa++
				if strings.Contains(show, "false") {
					t.Logf("FALSE %s %s %v %.400s", v.ID, a.Level, a.Flags, v.Text)
				}
			}
			if asked {
				k.askO++
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(held)) {
		t.Logf("without the rules of %s: %d of the %d emergencies that they raise are missed", name, alone[name], held[name])
	}
	for s, k := range sets {
		if k.n > 0 {
			t.Logf("%s: n %d top-1 %.3f top-3 %.3f top-10 %.3f", s, k.n, float64(k.top1)/float64(k.n), float64(k.top3)/float64(k.n), float64(k.top10)/float64(k.n))
		}
		if k.emn > 0 {
			t.Logf("%s: emergencies found %d/%d, others alarmed %d/%d, found or asked %d/%d, others %d/%d", s, k.em, k.emn, k.fa, k.fan, k.askE, k.emn, k.askO, k.fan)
		}
	}
}

// TestSeeds runs the shared cases for the site made of the two seed documents.
func TestSeeds(t *testing.T) {
	data, err := os.ReadFile(root + "/../shared/gold/seeds.checks.json")
	if err != nil {
		t.Skip("no shared cases: ", err)
	}
	var gold struct {
		Cases []struct {
			ID, Text, Advice string
			Top, Top3        []string
			Flag             *bool `json:"red_flag"`
			None             bool  `json:"no_match"`
		}
	}
	if err := json.Unmarshal(data, &gold); err != nil || len(gold.Cases) == 0 {
		t.Fatal("no cases: ", err)
	}
	accept := map[string][]string{}
	if data, err := os.ReadFile(root + "/../shared/gold/seeds.facts.json"); err == nil {
		var facts struct {
			Conditions []struct {
				Name   string
				Accept []string
			}
		}
		if err := json.Unmarshal(data, &facts); err != nil {
			t.Fatal(err)
		}
		for _, c := range facts.Conditions {
			accept[c.Name] = c.Accept
		}
	}
	e := engine(t, root+"/../shared/seeds")
	order := []string{"no-match", "self-care", "see-a-doctor", "urgent", "emergency"}
	passed := 0
	for _, c := range gold.Cases {
		a := ask(t, e, c.Text)
		var wrong []string
		place := 99
		for i, m := range a.Match {
			for _, want := range append(c.Top, c.Top3...) {
				for _, n := range append([]string{m.Name}, m.Synonyms...) {
					for _, w := range append([]string{want}, accept[want]...) {
						if i < place && strings.EqualFold(n, w) {
							place = i
						}
					}
				}
			}
		}
		if c.Top != nil && place > 0 || c.Top3 != nil && place > 2 {
			wrong = append(wrong, "place")
		}
		if c.Advice != "" && slices.Index(order, a.Level) < slices.Index(order, c.Advice) {
			wrong = append(wrong, "under")
		}
		if c.Flag != nil && (len(a.Flags) > 0) != *c.Flag {
			wrong = append(wrong, "flag")
		}
		if c.None && len(a.Match) > 0 {
			wrong = append(wrong, "match")
		}
		if len(wrong) == 0 {
			passed++
			continue
		}
		var names []string
		for _, m := range a.Match[:min(5, len(a.Match))] {
			names = append(names, fmt.Sprint(m.Name, m.Score))
		}
		t.Logf("%s %v level %s flags %v\n  %s\n  %v\n  %v", c.ID, wrong, a.Level, a.Flags, c.Text, names, a.Understood)
	}
	t.Logf("seeds: %d of %d", passed, len(gold.Cases))
}

var plainWord = regexp.MustCompile(`[a-z0-9]+`)

func plainWords(s string) map[string]bool {
	out := map[string]bool{}
	stop := " a an the of in on to and or with by for your you is are be can may it at from as into when that this "
	for _, w := range plainWord.FindAllString(strings.ToLower(s), -1) {
		if strings.Contains(stop, " "+w+" ") {
			continue
		}
		for _, suffix := range []string{"ings", "ing", "ies", "es", "s", "ed"} {
			if strings.HasSuffix(w, suffix) && len(w)-len(suffix) >= 3 {
				w = strings.TrimSuffix(w, suffix)
				break
			}
		}
		out[w] = true
	}
	return out
}

var generic = plainWords("acute chronic disease syndrome disorder infection primary secondary type uncomplicated severe mild simple common adult child s 1 2")
var brackets = regexp.MustCompile(`\(.*?\)`)

func namesMatch(name string, golds []string) bool {
	n := plainWords(name)
	for _, g := range golds {
		w := plainWords(brackets.ReplaceAllString(g, " "))
		core := func(m map[string]bool) (out int) {
			for x := range m {
				if !generic[x] {
					out++
				}
			}
			return
		}
		same, coreSame := true, core(n) > 0
		for x := range n {
			if !w[x] {
				same = false
				coreSame = coreSame && generic[x]
			}
		}
		for x := range w {
			if !n[x] {
				same = false
				coreSame = coreSame && generic[x]
			}
		}
		if len(n) > 0 && len(w) > 0 && (same || coreSame) {
			return true
		}
	}
	return false
}
