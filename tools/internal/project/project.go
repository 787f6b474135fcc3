// Package project lays out one build: the built-in files, a publisher's own files over them, and room for pages. [build]
package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"signpost"
)

// own are the folders and files in which a publisher's version wins over the built-in one.
var own = []string{"layouts", "i18n", "data", "static", "assets", "content", "config.toml"}

// Work is a folder of its own in which Hugo runs: built-in and publisher's files together.
type Work struct{ Dir string }

// Open makes the work folder for the project in dir; dir need not hold anything.
// skipPages leaves the project's generated pages out, because another folder's documents take their place.
func Open(dir string, skipPages bool) (*Work, error) {
	tmp, err := os.MkdirTemp("", "signpost-work-")
	if err != nil {
		return nil, err
	}
	w := &Work{Dir: tmp}
	if err := w.fill(dir, skipPages); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	return w, nil
}

func (w *Work) fill(dir string, skipPages bool) error {
	if err := os.CopyFS(w.Dir, signpost.Assets); err != nil {
		return err
	}
	for _, name := range own {
		from := filepath.Join(dir, name)
		info, err := os.Stat(from)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return err
		case !info.IsDir():
			if err := copyFile(from, filepath.Join(w.Dir, name)); err != nil {
				return err
			}
			continue
		}
		err = filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			if d.IsDir() {
				if skipPages && isPages(rel) {
					return filepath.SkipDir
				}
				return os.MkdirAll(filepath.Join(w.Dir, rel), 0o755)
			}
			if !d.Type().IsRegular() {
				return fmt.Errorf("%s: not a plain file: replace the link by the file itself", path)
			}
			return copyFile(path, filepath.Join(w.Dir, rel))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// isPages names the folders that conversion writes.
func isPages(rel string) bool {
	switch filepath.ToSlash(rel) {
	case "content/conditions", "content/symptoms", "content/topics":
		return true
	}
	return false
}

// Content is where pages lie, Data the vocabulary, rules and country settings, Web the scripts and styles.
func (w *Work) Content() string { return filepath.Join(w.Dir, "content") }
func (w *Work) Data() string    { return filepath.Join(w.Dir, "data") }
func (w *Work) Web() string     { return filepath.Join(w.Dir, "search", "web") }

// Close removes the work folder.
func (w *Work) Close() error { return os.RemoveAll(w.Dir) }

func copyFile(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o644)
}
