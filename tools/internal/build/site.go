package build

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"signpost"
	"signpost/search/bundle/pack"
	"signpost/search/check/compile"
	"signpost/search/index"
	"signpost/search/lexicon"
	"signpost/search/page"
	"signpost/tools/internal/convert"
	"signpost/tools/internal/evaluator"
	"signpost/tools/internal/hugo"
	"signpost/tools/internal/outputs"
	"signpost/tools/internal/vocabulary"
	"signpost/tools/internal/web"
)

// fill runs every stage and leaves the whole site in dir.
func fill(o Options, dir string) error {
	modules, err := evaluator.Modules(o.Portable)
	if err != nil {
		return err
	}
	c, err := o.convert()
	if err != nil {
		return err
	}
	v := c.vocabulary
	content := cmp.Or(o.Content, filepath.Join(o.Project, "content"))
	passing := o.Documents != "" && o.Content == ""
	if passing {
		if content, err = os.MkdirTemp("", "signpost-content-"); err != nil {
			return err
		}
		defer os.RemoveAll(content)
	}
	done := o.Log.Stage("Writing pages")
	report, err := convert.Write(c.pages, content)
	if err != nil {
		done("failed")
		return err
	}
	done("%s", report.Summary())
	// A folder that lasts may hold pages that a person wrote; one made for this build holds what conversion wrote.
	pages := report.Content()
	if !passing {
		if pages, err = page.ReadDir(content); err != nil {
			return err
		}
	}

	done = o.Log.Stage("Rendering pages")
	err = hugo.Build(hugo.Options{
		Assets: signpost.Assets, Project: o.Project, Content: content, Destination: dir,
		BaseURL: o.BaseURL, Portable: o.Portable, Minify: true, Params: map[string]any{"documents": len(c.documents), "version": version(pages)},
	})
	if err != nil {
		done("failed")
		return err
	}
	done("%d", len(pages))

	done = o.Log.Stage("Indexing pages")
	if err := bundle(o, dir, pages, v); err != nil {
		done("failed")
		return err
	}
	done("%d", len(pages))

	done = o.Log.Stage("Finishing")
	if err := scripts(o, dir, modules); err != nil {
		done("failed")
		return err
	}
	// After the list of what a device keeps offline: readers need none of these files.
	if err := machines(o, dir, pages, v); err != nil {
		done("failed")
		return err
	}
	done("scripts, open data, icons")
	return nil
}

// scripts writes the evaluator's modules and what runs in pages, and makes the site one that works offline.
func scripts(o Options, dir string, modules map[string][]byte) error {
	for name, wasm := range modules {
		if err := os.WriteFile(filepath.Join(dir, web.Folder, name), wasm, 0o644); err != nil {
			return err
		}
	}
	files, err := fs.Sub(signpost.Assets, "search/web")
	if err != nil {
		return err
	}
	if err := web.Scripts(files, dir, o.Portable); err != nil {
		return err
	}
	if o.Portable {
		return web.Portable(dir)
	}
	return web.Offline(files, dir)
}

// version names what the pages say: it differs when any of them does.
func version(pages []page.Page) string {
	h := sha256.New()
	for i := range pages {
		fmt.Fprintln(h, pages[i].Path(), pages[i].Version)
	}
	return hex.EncodeToString(h.Sum(nil)[:4])
}

// machines writes open data, icons and cards.
func machines(o Options, dir string, pages []page.Page, v *vocabulary.Vocabulary) error {
	rules, err := data(o.Project, "red-flags")
	if err != nil {
		return err
	}
	s, err := configuration(o.Project)
	if err != nil {
		return err
	}
	address := strings.TrimSuffix(cmp.Or(o.BaseURL, s.BaseURL), "/") + "/"
	return outputs.Write(dir, pages, outputs.Options{
		Title: s.Title, Subject: s.Params.Subject, Publisher: s.Params.Publisher, BaseURL: address, Vocabulary: v, Rules: rules,
	})
}

// bundle indexes the pages and writes the static files that the evaluator reads.
func bundle(o Options, dir string, pages []page.Page, v *vocabulary.Vocabulary) error {
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(index.SoftMemory))
	x, err := index.Build(pages, concepts(v))
	if err != nil {
		return err
	}
	defer x.Close()
	found, err := x.Bundle()
	if err != nil {
		return err
	}
	rules, err := data(o.Project, "red-flags")
	if err != nil {
		return err
	}
	services, err := country(o.Project)
	if err != nil {
		return err
	}
	question := func(id string) string {
		if t := v.Find(id); t != nil {
			return t.Question
		}
		return ""
	}
	checks, err := compile.Parts(compile.Input{
		Pages: pages, Lexicon: v.Compile(), Question: question, Rules: rules, Country: services,
	})
	if err != nil {
		return err
	}
	return pack.Write(filepath.Join(dir, web.Folder), found, checks)
}

// concepts gives the index what people call symptoms and body parts, and which part belongs to which.
func concepts(v *vocabulary.Vocabulary) []index.Concept {
	parts := map[string][]string{}
	for i := range v.Terms {
		if t := &v.Terms[i]; t.Kind == lexicon.Site {
			for _, b := range t.Broader {
				parts[b] = append(parts[b], t.ID)
			}
		}
	}
	var out []index.Concept
	for i := range v.Terms {
		if t := &v.Terms[i]; t.Kind == lexicon.Symptom || t.Kind == lexicon.Site {
			out = append(out, index.Concept{ID: t.ID, Name: t.Name, Lay: t.Lay, Clinical: t.Clinical, Parts: parts[t.ID]})
		}
	}
	return out
}
