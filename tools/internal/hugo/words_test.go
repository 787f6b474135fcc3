package hugo

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

func words(t *testing.T, language string) map[string]any {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(repository, "i18n", language+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]any{}
	if err := yaml.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// used finds what matches a pattern's first group in the files below a folder.
func used(t *testing.T, dir, pattern string) []string {
	t.Helper()
	var found []string
	re := regexp.MustCompile(pattern)
	err := filepath.WalkDir(filepath.Join(repository, dir), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		for _, m := range re.FindAllStringSubmatch(string(b), -1) {
			found = append(found, m[1])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// fields are the places in a text that are filled in: "{{ .name }}" or "{name}".
var fields = regexp.MustCompile(`\{\{[^}]*\}\}|\{\w+\}`)

func TestLanguagesAreComplete(t *testing.T) {
	english := words(t, "en")
	files, err := filepath.Glob(filepath.Join(repository, "i18n", "*.yaml"))
	if err != nil || len(files) < 2 {
		t.Fatalf("languages: %v %v", files, err)
	}
	for _, file := range files {
		language := strings.TrimSuffix(filepath.Base(file), ".yaml")
		other := words(t, language)
		for key, value := range english {
			if _, has := other[key]; !has {
				t.Errorf("%s lacks %s", language, key)
				continue
			}
			a, isText := value.(string)
			b, _ := other[key].(string)
			if !isText {
				continue
			}
			want, have := fields.FindAllString(a, -1), fields.FindAllString(b, -1)
			slices.Sort(want)
			slices.Sort(have)
			if !slices.Equal(want, have) {
				t.Errorf("%s: %s fills in %v, English %v", language, key, have, want)
			}
		}
		for key := range other {
			if _, has := english[key]; !has {
				t.Errorf("%s has %s, which English has not", language, key)
			}
		}
	}
	for _, key := range used(t, "layouts", `T "([\w-]+)"`) {
		if _, has := english[key]; !has {
			t.Errorf("a layout asks for %s, which is not in i18n", key)
		}
	}
}

func TestInterfaceFollowsTheLanguage(t *testing.T) {
	site := build(t, func(o *Options) {
		o.Project = write(t, map[string]string{"config.toml": "defaultContentLanguage = \"es\"\n[languages.es]\nlocale = \"es\"\n"})
	})
	page := read(t, site, "conditions/narrow-leg-arteries/index.html")
	for _, want := range []string{`<html lang="es"`, "Vea si encaja", "Llame al 999 ahora si:", "Las fuentes discrepan"} {
		if !strings.Contains(page, want) {
			t.Errorf("the Spanish page lacks %q", want)
		}
	}
	for _, key := range []string{"sec_check", "sec_unsure", "review_none", "draft_word", "not_stated"} {
		if text, _ := words(t, "en")[key].(string); strings.Contains(page, ">"+text+"<") {
			t.Errorf("English on the Spanish page: %q", text)
		}
	}
	if check := read(t, site, "check/index.html"); !strings.Contains(check, "Consulte sus síntomas") || !strings.Contains(check, `"js_yes":"Sí"`) {
		t.Error("the check page is not in Spanish")
	}
}

func TestRightToLeft(t *testing.T) {
	site := build(t, func(o *Options) {
		o.Project = write(t, map[string]string{
			"config.toml":  "defaultContentLanguage = \"ar\"\n[languages.ar]\nlocale = \"ar\"\ndirection = \"rtl\"\n",
			"i18n/ar.yaml": "home: الرئيسية\n",
		})
	})
	page := read(t, site, "symptoms/index.html")
	if !strings.Contains(page, `<html lang="ar" dir="rtl"`) || !strings.Contains(page, ">الرئيسية<") {
		t.Error("the page does not run from right to left in its language")
	}
	if !strings.Contains(page, "Symptoms, A to Z") {
		t.Error("English does not stand in for a word that the language lacks")
	}
	// Sides are named by reading direction, so that one style sheet serves both.
	for _, word := range used(t, "search/web", `[;{\s]((?:margin|padding|border|inset)-(?:left|right)|(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right))`) {
		t.Errorf("a style names a side by left or right: %s", word)
	}
}
