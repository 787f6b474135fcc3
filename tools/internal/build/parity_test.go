package build

import (
	"bufio"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"signpost/search/site"
	"signpost/tools/internal/evaluator"
	"signpost/tools/internal/vignette"
)

// TestWasmAnswersAsNative asks the evaluator natively and as the WASM that browsers load, under wazero: the project's own
// questions and cases always, those of ../shared/gold where that folder is. Every byte of the answers must be the same.
func TestWasmAnswersAsNative(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := Site(Options{Project: root, Documents: filepath.Join(root, "documents"), Destination: dir}); err != nil {
		t.Fatal(err)
	}
	module, err := evaluator.Wasm()
	if err != nil {
		t.Fatal(err)
	}
	native, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer native.Close()
	wasm, err := site.OpenWASM(dir, module)
	if err != nil {
		t.Fatal(err)
	}
	defer wasm.Close()

	questions := []string{"pins and needles", "siatica", "both feet burning at night", "what causes numb toes?", "perip", "leg", "", "the", "🦵", "cramp when walking that stops with rest"}
	cases, err := vignette.Read(os.DirFS(filepath.Join(root, "data", "vignettes")))
	if err != nil || len(cases) == 0 {
		t.Fatalf("%d cases: %v", len(cases), err)
	}
	var texts []string
	for _, c := range cases {
		texts = append(texts, c.Text)
	}
	gold := filepath.Join(root, "..", "shared", "gold")
	if _, err := os.Stat(gold); errors.Is(err, fs.ErrNotExist) {
		t.Log("no ../shared/gold: only the project's own questions and cases are asked")
	} else {
		questions = append(questions, field(t, filepath.Join(gold, "seeds.queries.json"), "queries", "q")...)
		texts = append(texts, field(t, filepath.Join(gold, "seeds.checks.json"), "cases", "text")...)
		questions = append(questions, fieldOfLines(t, filepath.Join(gold, "nih.liveqa.jsonl"), "message")...)
		texts = append(texts, fieldOfLines(t, filepath.Join(gold, "vignettes.jsonl"), "text")...)
		texts = append(texts, fieldOfLines(t, filepath.Join(gold, "negation.jsonl"), "sentence")...)
	}
	for _, q := range questions {
		a, errA := native.Search(q, 20)
		b, errB := wasm.Search(q, 20)
		if string(a) != string(b) || (errA == nil) != (errB == nil) {
			t.Errorf("search %.60q:\nnative %.300s %v\nwasm   %.300s %v", q, a, errA, b, errB)
		}
	}
	for _, text := range texts {
		request := site.Request{Text: text, Answers: map[string]string{"tingling": "unsure"}}
		a, errA := native.Check(request)
		b, errB := wasm.Check(request)
		if string(a) != string(b) || (errA == nil) != (errB == nil) {
			t.Errorf("check %.60q:\nnative %.300s %v\nwasm   %.300s %v", text, a, errA, b, errB)
		}
	}
	t.Logf("%d questions and %d descriptions answered alike", len(questions), len(texts))
}

// field gives one field of each object in a list of a JSON file.
func field(t *testing.T, name, list, key string) []string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	var objects []map[string]any
	if err := errors.Join(json.Unmarshal(content, &all), json.Unmarshal(all[list], &objects)); err != nil || len(objects) == 0 {
		t.Fatalf("%s: %d objects: %v", name, len(objects), err)
	}
	var out []string
	for _, o := range objects {
		out = append(out, o[key].(string))
	}
	return out
}

// fieldOfLines gives one field of each line of a file of JSON lines.
func fieldOfLines(t *testing.T, name, key string) []string {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var o map[string]any
		if err := json.Unmarshal(lines.Bytes(), &o); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, o[key].(string))
	}
	if lines.Err() != nil || len(out) == 0 {
		t.Fatalf("%s: %d lines: %v", name, len(out), lines.Err())
	}
	return out
}
