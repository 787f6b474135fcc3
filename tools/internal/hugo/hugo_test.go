package hugo

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"signpost"
)

// repository is the module's root, whose layouts, words and styles are tested over the fixture pages of testdata.
const repository = "../../.."

func build(t *testing.T, change func(*Options)) string {
	t.Helper()
	o := Options{
		Assets:      os.DirFS(repository),
		Content:     "testdata/content",
		Project:     "testdata",
		Destination: filepath.Join(t.TempDir(), "site"),
		Params:      map[string]any{"version": "0a1b2c", "documents": 5},
	}
	if change != nil {
		change(&o)
	}
	if err := Build(o); err != nil {
		t.Fatal(err)
	}
	return o.Destination
}

// write makes a project folder of the given files.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestErrorsNameTheFile(t *testing.T) {
	for _, c := range []struct {
		name    string
		content map[string]string
		project map[string]string
		want    []string
	}{
		{"front matter that is not YAML", map[string]string{"conditions/bad.md": "---\ntitle: [open\nkind: condition\n---\n"}, nil,
			[]string{"conditions/bad.md:", "render: "}},
		{"a layout that does not parse", nil, map[string]string{"layouts/_partials/footer.html": "{{ if }}"},
			[]string{"footer.html:1"}},
		{"a layout that fails on a page", nil, map[string]string{"layouts/_partials/draft.html": "\n{{ index .Title 1 2 3 }}"},
			[]string{"draft.html:2"}},
		{"a country file that is not YAML", nil, map[string]string{"data/country/gb.yaml": "name: [\n"},
			[]string{"gb.yaml:"}},
		{"a configuration that is not TOML", nil, map[string]string{"config.toml": "title = \n"},
			[]string{"config.toml:1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := Options{Assets: os.DirFS(repository), Destination: t.TempDir(), Content: "testdata/content"}
			if c.content != nil {
				o.Content = write(t, c.content)
			}
			if c.project != nil {
				o.Project = write(t, c.project)
			}
			err := Build(o)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not hold %q", err, want)
				}
			}
			if strings.Contains(err.Error(), os.TempDir()+"/signpost-hugo-") {
				t.Errorf("error names a temporary folder: %s", err)
			}
		})
	}
	err := Build(Options{Assets: os.DirFS(repository), Destination: t.TempDir(), Content: "testdata/none"})
	if err == nil || !strings.Contains(err.Error(), "testdata/none") {
		t.Errorf("a missing content folder: %v", err)
	}
}

func TestProjectWins(t *testing.T) {
	project := write(t, map[string]string{
		"config.toml":                 "title = \"Clinic\"\n[params]\ncountry = \"us\"\npublisher = \"The Clinic\"\n",
		"layouts/_partials/logo.html": "<b>our logo</b>",
		"i18n/en.yaml":                "draft_word: \"Not yet checked.\"\n",
		"assets/theme.css":            ":root { --brand: #123456; }\n",
		"static/logo.txt":             "a file of the project",
		"data/country/us.yaml":        "name: Elsewhere\nemergency_number: \"000\"\n",
	})
	site := build(t, func(o *Options) { o.Project = project })
	home := read(t, site, "index.html")
	for _, want := range []string{"Clinic</a>", "<b>our logo</b>", "Not yet checked.", "Published by The Clinic", `href="tel:000"`, "Elsewhere",
		"What does it feel like?"} { // the words that the project leaves alone stay
		if !strings.Contains(home, want) {
			t.Errorf("the home page lacks %q", want)
		}
	}
	if !strings.Contains(styles(t, site), "--brand:#123456") {
		t.Error("the project's theme.css is not in the style sheet")
	}
	read(t, site, "logo.txt")
}

func styles(t *testing.T, site string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(site, "signpost*.css"))
	if err != nil || len(files) != 1 {
		t.Fatalf("want one style sheet, have %v (%v)", files, err)
	}
	return read(t, site, filepath.Base(files[0]))
}

func TestReadingModeOffersNoCheck(t *testing.T) {
	site := build(t, func(o *Options) { o.Params["mode"] = "reading" })
	for _, name := range []string{"index.html", "symptoms/tingling/index.html"} {
		if strings.Contains(read(t, site, name), `class="btn" href`) && strings.Contains(read(t, site, name), "Start the check") {
			t.Errorf("%s offers the check in reading mode", name)
		}
	}
	if !strings.Contains(read(t, site, "check/index.html"), `data-mode="reading"`) {
		t.Error("the check page does not say that it is in reading mode")
	}
}

func TestHostIsNamedOnlyWhenKnown(t *testing.T) {
	site := build(t, func(o *Options) { o.BaseURL = "https://example.org/health" })
	page := read(t, site, "conditions/narrow-leg-arteries/index.html")
	if !strings.Contains(page, `rel="canonical" href="https://example.org/health/conditions/narrow-leg-arteries/"`) {
		t.Error("no canonical link")
	}
	if !strings.Contains(read(t, site, "sitemap.xml"), "<loc>https://example.org/health/conditions/narrow-leg-arteries/</loc>") {
		t.Error("the site map lacks a page")
	}
	if strings.Contains(read(t, site, "sitemap.xml"), "styleguide") {
		t.Error("the site map lists a hidden page")
	}
	if !strings.Contains(read(t, site, "opensearch.xml"), "https://example.org/health/search/#q={searchTerms}") {
		t.Error("the OpenSearch description has another address")
	}
	configured := build(t, func(o *Options) {
		o.Project = write(t, map[string]string{"config.toml": "baseURL = \"https://example.net/\"\n"})
	})
	if !strings.Contains(read(t, configured, "sitemap.xml"), "<loc>https://example.net/conditions/narrow-leg-arteries/</loc>") {
		t.Error("the host in config.toml does not reach the site map")
	}
	unknown := build(t, nil)
	if _, err := os.Stat(filepath.Join(unknown, "sitemap.xml")); err == nil {
		t.Error("a site map without a known host")
	}
	if strings.Contains(read(t, unknown, "index.html"), "canonical") {
		t.Error("a canonical link without a known host")
	}
}

// TestRelativeProject builds a project that is named from the folder that the command runs in.
func TestRelativeProject(t *testing.T) {
	t.Chdir(write(t, map[string]string{"config.toml": "title = \"Clinic\"\n", "content/about/_index.md": "---\ntitle: About\n---\n"}))
	site := filepath.Join(t.TempDir(), "site")
	if err := Build(Options{Assets: signpost.Assets, Project: ".", Content: "content", Destination: site}); err != nil {
		t.Fatal(err)
	}
	if home := read(t, site, "index.html"); !strings.Contains(home, "Clinic</a>") {
		t.Error("the settings of a project named \".\" are not used")
	}
}
