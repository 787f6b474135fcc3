// Package web finishes a built site: bundles its scripts, writes the list that the service worker keeps, and makes the
// copy that works by double-click. [build]
package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"signpost/search/answer"
)

// Folder is where scripts, evaluator and bundle lie inside a site.
const Folder = "search"

// Scripts bundles the scripts of src (search/web) into <site>/search: signpost.js and app.js as modules, or, for a
// portable site, portable.js as one classic script.
func Scripts(src fs.FS, site string, portable bool) error {
	if portable {
		return bundle(src, site, Folder, api.BuildOptions{EntryPoints: []string{"portable.js"}, Format: api.FormatIIFE})
	}
	return bundle(src, site, Folder, api.BuildOptions{
		EntryPoints: []string{"signpost.js", "app.js"}, Format: api.FormatESModule, Splitting: true, ChunkNames: "part-[hash]",
	})
}

// bundle writes the entry points of src with what they import into a folder of the site.
func bundle(src fs.FS, site, folder string, options api.BuildOptions) error {
	site, err := filepath.Abs(site)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "signpost-scripts-")
	if err != nil {
		return err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := os.CopyFS(dir, src); err != nil {
		return err
	}
	words, err := json.Marshal(answer.Words)
	if err != nil {
		return err
	}
	options.Define = map[string]string{"WORDS": string(words)}
	// Names relative to the folder: its own name, which changes, must not get into the hashes.
	options.AbsWorkingDir, options.Outdir = dir, filepath.Join(site, folder)
	options.Bundle, options.Write, options.Target = true, true, api.ES2020
	options.MinifyWhitespace, options.MinifySyntax, options.MinifyIdentifiers = true, true, true
	options.LogLevel, options.LegalComments = api.LogLevelSilent, api.LegalCommentsNone
	result := api.Build(options)
	var problems []error
	for _, m := range result.Errors {
		where := "search/web"
		if m.Location != nil {
			where = fmt.Sprintf("search/web/%s:%d", filepath.Base(m.Location.File), m.Location.Line)
		}
		problems = append(problems, fmt.Errorf("%s: %s", where, m.Text))
	}
	return errors.Join(problems...)
}

// Offline writes the service worker and the list of files it keeps: every file of the site with its content hash.
// The version is the hash of that list, so that it changes when anything on the site does.
func Offline(src fs.FS, site string) error {
	var list [][]any
	err := filepath.WalkDir(site, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(site, file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if dir, base := path.Split(name); base == "index.html" {
			name = dir // "" is the home page
		}
		sum := sha256.Sum256(content)
		list = append(list, []any{name, hex.EncodeToString(sum[:8]), len(content)})
		return nil
	})
	if err != nil {
		return err
	}
	sort.Slice(list, func(i, j int) bool { return list[i][0].(string) < list[j][0].(string) })
	written, err := json.Marshal(list)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(written)
	version := hex.EncodeToString(sum[:8])
	name := "offline-" + version + ".json"
	if err := os.WriteFile(filepath.Join(site, Folder, name), written, 0o644); err != nil {
		return err
	}
	if err := bundle(src, site, ".", api.BuildOptions{EntryPoints: []string{"sw.js"}, Format: api.FormatIIFE}); err != nil {
		return err
	}
	worker, err := os.ReadFile(filepath.Join(site, "sw.js"))
	if err != nil {
		return err
	}
	worker = bytes.ReplaceAll(worker, []byte("{{version}}"), []byte(version))
	worker = bytes.ReplaceAll(worker, []byte("{{list}}"), []byte(Folder+"/"+name))
	return os.WriteFile(filepath.Join(site, "sw.js"), worker, 0o644)
}

// Portable replaces every data file of <site>/search by a script that hands it over in base64, because a page opened by
// double-click may load scripts but fetch nothing.
func Portable(site string) error {
	dir := filepath.Join(site, Folder)
	files, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, f := range files {
		name := f.Name()
		if f.IsDir() || !(strings.HasSuffix(name, ".bin") || strings.HasSuffix(name, ".wasm") || name == "manifest.json") {
			continue
		}
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		script := fmt.Sprintf("signpostPart(%q,%q);\n", name, base64.StdEncoding.EncodeToString(content))
		if err := os.WriteFile(filepath.Join(dir, name+".js"), []byte(script), 0o644); err != nil {
			return err
		}
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}
