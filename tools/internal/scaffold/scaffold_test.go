package scaffold

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/pelletier/go-toml/v2"

	"signpost"
	"signpost/search/page"
	"signpost/tools/internal/build"
	"signpost/tools/internal/lint"
	"signpost/tools/internal/source"
)

func TestNewOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	own := filepath.Join(dir, "documents", "sources.json")
	if err := os.MkdirAll(filepath.Dir(own), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(own, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	err := New(dir)
	if err == nil || !strings.Contains(err.Error(), "documents/sources.json") {
		t.Fatalf("error: %v", err)
	}
	if b, _ := os.ReadFile(own); string(b) != "mine" {
		t.Error("a file was overwritten")
	}
	if _, err := os.Stat(filepath.Join(dir, "config.toml")); err == nil {
		t.Error("half a project was written")
	}
}

// TestNewProjectGivesPages converts the sample document as a publisher's first run does: no remark, a page with facts of
// every kind it was written to show, nothing that lint calls an error.
func TestNewProjectGivesPages(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "mine")
	if err := New(dir); err != nil {
		t.Fatal(err)
	}
	documents, err := source.ReadDir(filepath.Join(dir, "documents"), func(p source.Problem) { t.Error(p) })
	if err != nil {
		t.Fatal(err)
	}
	content := filepath.Join(dir, "content")
	if _, err := build.Convert(build.Options{Project: dir, Content: content}, false); err != nil {
		t.Fatal(err)
	}
	found, err := lint.Lint(content, lint.Options{Documents: documents, Today: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Error {
			t.Error(f)
		}
	}
	pages, err := page.ReadDir(content)
	if err != nil {
		t.Fatal(err)
	}
	there := false
	for _, p := range pages {
		if p.Slug != "foot-blisters" {
			continue
		}
		there = true
		slots := map[string]bool{}
		for _, f := range p.Facts {
			slots[f.Slot+" "+f.Level] = true
		}
		for _, want := range []string{"symptom ", "cause ", "treatment ", "prevention ", "seek_care see-a-doctor", "red_flag urgent"} {
			if !slots[want] {
				t.Errorf("the sample document gives no %q fact: %v", want, slots)
			}
		}
	}
	if !there {
		t.Errorf("no page about foot blisters among %d", len(pages))
	}
}

// TestSettingsExist holds the new project's settings to those that Signpost has, at their defaults.
func TestSettingsExist(t *testing.T) {
	read := func(fsys fs.FS, name string) map[string]any {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		var s map[string]any
		if err := toml.Unmarshal(b, &s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	project, own := read(files, "project/config.toml"), read(signpost.Assets, "config.toml")
	all, mine := own["params"].(map[string]any), project["params"].(map[string]any)
	for name, value := range mine {
		if all[name] != value {
			t.Errorf("params.%s = %v; Signpost has %v", name, value, all[name])
		}
	}
	for name := range all {
		if _, ok := mine[name]; !ok {
			t.Errorf("params.%s is not explained to a new project", name)
		}
	}
	country := mine["country"].(string)
	if _, err := fs.Stat(signpost.Assets, "data/country/"+country+".yaml"); err != nil {
		t.Error(err)
	}
}

// TestCIFilesParse reads both CI files: a slip in their indentation would only show on the publisher's host.
func TestCIFilesParse(t *testing.T) {
	for _, name := range []string{"project/.github/workflows/site.yml", "project/.gitlab-ci.yml"} {
		b, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var parsed map[string]any
		if err := yaml.Unmarshal(b, &parsed); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(parsed) < 2 {
			t.Errorf("%s: %v", name, parsed)
		}
	}
}
