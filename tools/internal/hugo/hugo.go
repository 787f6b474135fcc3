// Package hugo renders content pages to HTML with Hugo, run as a library in this process. [build]
//
// Signpost's own layouts, words and styles come as one fs.FS; a publisher's project may override any of them by having
// a file of the same name. Nothing is written outside the destination but a temporary folder that Build removes.
package hugo

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/bep/logg"
	"github.com/gohugoio/hugo/common/herrors"
	"github.com/gohugoio/hugo/common/loggers"
	"github.com/gohugoio/hugo/config"
	"github.com/gohugoio/hugo/config/allconfig"
	"github.com/gohugoio/hugo/deps"
	"github.com/gohugoio/hugo/hugofs"
	"github.com/gohugoio/hugo/hugolib"

	"signpost/search/page"
)

// Options say what to render and where to.
type Options struct {
	Assets      fs.FS  // Signpost's own layouts, i18n, data, content, search/web and config.toml
	Project     string // the publisher's folder; its layouts, i18n, data, assets, static and config.toml win. "" = none
	Content     string // the pages; what content of Assets has besides comes after them
	Destination string
	BaseURL     string         // where the site will be hosted, for canonical links and the site map; "" = not known
	Portable    bool           // pages that also work when opened from a folder (file://)
	Minify      bool           // take spare white space out of the HTML
	Params      map[string]any // settings the build knows, over those of config.toml: "version", "documents", ...
}

// mounts are the folders that Hugo knows, and where Signpost's own files of that kind are.
var mounts = []struct{ target, project, own string }{
	{"layouts", "layouts", "layouts"},
	{"i18n", "i18n", "i18n"},
	{"data/words", "", "i18n"}, // so that a layout can list the scripts' words
	{"data/country", "data/country", "data/country"},
	{"data/vocabulary", "data/vocabulary", "data/vocabulary"},
	{"data/red-flags", "data/red-flags", "data/red-flags"},
	{"assets", "assets", "search/web"},
	{"static", "static", ""},
}

// Build renders the site. An error names the file and line at fault where Hugo knows them.
func Build(o Options) error {
	tmp, err := os.MkdirTemp("", "signpost-hugo-")
	if err != nil {
		return fmt.Errorf("render: no temporary folder: %w", err)
	}
	defer os.RemoveAll(tmp)
	if tmp, err = filepath.EvalSymlinks(tmp); err != nil {
		return fmt.Errorf("render: %w", err)
	}
	own := filepath.Join(tmp, "signpost")
	if err := materialise(o.Assets, own); err != nil {
		return fmt.Errorf("render: Signpost's own files: %w", err)
	}
	files, err := settings(o, tmp, own)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.Destination, 0o777); err != nil {
		return fmt.Errorf("render: %w", err)
	}

	if err := render(tmp, files); err != nil {
		return readable(err, own)
	}

	if static := filepath.Join(o.Project, "static"); o.Project != "" && exists(static) {
		if err := copyTree(static, o.Destination); err != nil {
			return fmt.Errorf("render: copy %s: %w", static, err)
		}
	}
	return nil
}

// render reads the pages and writes the HTML.
func render(dir string, files []string) error {
	// Rendering makes much that lives shortly: collecting half as often takes a tenth of the time off.
	defer debug.SetGCPercent(debug.SetGCPercent(200))
	sites, err := open(dir, files)
	if err != nil {
		return err
	}
	defer sites.Close()
	done := make(chan error, 1)
	go func() { done <- sites.Build(hugolib.BuildCfg{NoBuildLock: true}) }()
	select {
	case err = <-done:
		return err
	case <-sites.Done(): // Hugo gives up: ten pages have failed
	}
	select {
	case err = <-done:
		return err
	case <-time.After(3 * time.Second):
	}
	// Hugo v0.165.0 can wait for itself for ever after ten failed pages, when the page walk finds its queue full and every
	// worker gone. With a queue longer than there are pages it cannot: once more, only to learn what is wrong.
	const queue = "HUGO_NUMWORKERMULTIPLIER"
	if old, set := os.LookupEnv(queue); set {
		defer os.Setenv(queue, old)
	} else {
		defer os.Unsetenv(queue)
	}
	os.Setenv(queue, "20000")
	again, err := open(dir, files)
	if err != nil {
		return err
	}
	defer again.Close()
	go func() { done <- again.Build(hugolib.BuildCfg{NoBuildLock: true}) }()
	select {
	case err = <-done:
		return err
	case <-time.After(time.Minute):
		return errors.New("ten pages or more could not be rendered. Undo your last change to the layouts, and try again with fewer pages")
	}
}

// open loads the configuration and prepares the site.
func open(dir string, files []string) (*hugolib.HugoSites, error) {
	log := loggers.New(loggers.Options{Level: logg.LevelError, StdOut: io.Discard, StdErr: io.Discard, StoreErrors: true})
	load := func(files []string) (*allconfig.Configs, error) {
		flags := config.New()
		flags.Set("workingDir", dir)
		return allconfig.LoadConfig(allconfig.ConfigSourceDescriptor{
			Fs:       hugofs.Os,
			Logger:   log,
			Flags:    flags,
			Filename: strings.Join(files, ","),
			// Hugo would take any HUGO_* variable of this machine as a setting; a site must not depend on those.
			Environ: []string{"SIGNPOST=1"},
		})
	}
	configs, err := load(files)
	if err == nil && !strings.Contains(configs.Base.BaseURL, "://") {
		// A site map names whole addresses; where neither the build nor a configuration names the host there are none.
		hostless := filepath.Join(dir, "hostless.json")
		if err := os.WriteFile(hostless, []byte(`{"disableKinds": ["taxonomy", "term", "rss", "sitemap"]}`), 0o666); err != nil {
			return nil, err
		}
		configs, err = load(append(slices.Clone(files), hostless))
	}
	if err != nil {
		return nil, err
	}
	return hugolib.NewHugoSites(deps.DepsCfg{
		Configs:  configs,
		Fs:       hugofs.NewFrom(hugofs.Os, configs.LoadingInfo.BaseConfig),
		LogLevel: log.Level(), StdOut: io.Discard, StdErr: io.Discard,
	})
}

// settings gives the configuration files for Hugo, each stronger than the one before: Signpost's, the project's, and what
// the build decides whatever those say.
func settings(o Options, tmp, own string) ([]string, error) {
	dest, err := filepath.Abs(o.Destination)
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	var ms []map[string]any
	add := func(dir, target string) error {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return fmt.Errorf("render: %w", err)
		}
		if info, err := os.Stat(abs); err == nil && info.IsDir() {
			ms = append(ms, map[string]any{"source": abs, "target": target})
		}
		return nil
	}
	if _, err := os.Stat(o.Content); err != nil {
		return nil, fmt.Errorf("render: the content folder %s cannot be read: %w. Run \"signpost convert\" first, or name another folder", o.Content, err)
	}
	if err := add(o.Content, "content"); err != nil {
		return nil, err
	}
	if err := add(filepath.Join(own, "content"), "content"); err != nil {
		return nil, err
	}
	for _, m := range mounts {
		var dirs []string
		if o.Project != "" && m.project != "" {
			dirs = append(dirs, filepath.Join(o.Project, m.project))
		}
		if m.own != "" {
			dirs = append(dirs, filepath.Join(own, m.own))
		}
		if m.target == "i18n" {
			slices.Reverse(dirs) // the one kind of file of which Hugo reads all of a name, and keeps what it reads last
		}
		for _, dir := range dirs {
			if err := add(dir, m.target); err != nil {
				return nil, err
			}
		}
	}

	fallback, err := english(o, tmp, own)
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	ms = slices.Insert(ms, 0, fallback)
	cfg := map[string]any{
		"publishDir": dest,
		"cacheDir":   filepath.Join(tmp, "cache"),
		"module":     map[string]any{"mounts": ms},
		"minify":     map[string]any{"minifyOutput": o.Minify},
		// Documents are data: nothing in them, and nothing in a layout, may run a program, fetch or read the environment.
		"security": map[string]any{
			"exec":  map[string]any{"allow": "none", "osEnv": "none"},
			"http":  map[string]any{"urls": "none", "methods": "none"},
			"funcs": map[string]any{"getenv": "none"},
		},
	}
	if o.BaseURL != "" {
		cfg["baseURL"] = strings.TrimSuffix(o.BaseURL, "/") + "/"
	}
	params := maps.Clone(o.Params)
	if params == nil {
		params = map[string]any{}
	}
	params["portable"] = o.Portable
	cfg["params"] = params
	b, err := json.Marshal(cfg)
	if err != nil {
		return nil, fmt.Errorf("render: settings: %w", err)
	}
	last := filepath.Join(tmp, "build.json")
	if err := os.WriteFile(last, b, 0o666); err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	files := []string{filepath.Join(own, "config.toml")}
	// Hugo would look for a relative name in its working folder, which is a temporary one.
	f, err := filepath.Abs(filepath.Join(o.Project, "config.toml"))
	if err != nil {
		return nil, fmt.Errorf("render: %w", err)
	}
	if o.Project != "" && exists(f) {
		files = append(files, f)
	}
	return append(files, last), nil
}

// english lets English stand in for words that a language of the project does not have: Hugo falls back to the site's own
// language only. It gives the mount that must come before the languages' own files.
func english(o Options, tmp, own string) (map[string]any, error) {
	dir := filepath.Join(tmp, "fallback")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	b, err := os.ReadFile(filepath.Join(own, "i18n", "en.yaml"))
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(o.Project, "i18n", "*"))
	if err != nil || o.Project == "" {
		files = nil
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + ".yaml"
		if !exists(filepath.Join(own, "i18n", name)) {
			if err := os.WriteFile(filepath.Join(dir, name), b, 0o666); err != nil {
				return nil, err
			}
		}
	}
	return map[string]any{"source": dir, "target": "i18n"}, nil
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// materialise writes the parts of assets that Hugo reads to dir: Hugo mounts folders, not file systems.
func materialise(assets fs.FS, dir string) error {
	for _, name := range []string{"layouts", "i18n", "data", "content", "search/web", "config.toml"} {
		err := fs.WalkDir(assets, name, func(p string, d fs.DirEntry, err error) error {
			if err != nil {
				if p == name && errors.Is(err, fs.ErrNotExist) {
					return fs.SkipDir
				}
				return err
			}
			if d.IsDir() || generated(p) {
				return nil
			}
			b, err := fs.ReadFile(assets, p)
			if err != nil {
				return err
			}
			to := filepath.Join(dir, filepath.FromSlash(p))
			if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
				return err
			}
			return os.WriteFile(to, b, 0o666)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// generated reports whether a file is a page made from documents: those belong to a project, not to Signpost itself.
func generated(name string) bool {
	if path.Base(name) == "_index.md" {
		return false
	}
	for _, folder := range page.Folders {
		if strings.HasPrefix(name, "content/"+folder+"/") {
			return true
		}
	}
	return false
}

func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, p)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		if !d.Type().IsRegular() {
			return nil
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		return os.WriteFile(target, b, 0o666)
	})
}

var place = regexp.MustCompile(`^"[^"]*": `)

// readable turns an error of Hugo's into "file:line:column: what is wrong".
func readable(err error, own string) error {
	message := err.Error()
	if fe := herrors.UnwrapFileError(err); fe != nil {
		pos := fe.Position()
		message = place.ReplaceAllString(fe.Error(), "")
		if pos.Filename != "" {
			message = fmt.Sprintf("%s:%d:%d: %s", pos.Filename, pos.LineNumber, pos.ColumnNumber, message)
		}
	}
	// A path into the temporary folder means nothing to a publisher; the file's name in Signpost does.
	return errors.New("render: " + strings.ReplaceAll(message, own+string(filepath.Separator), ""))
}
