// Package build runs the stages in order: documents to pages, pages to HTML, index, bundle and scripts. [build]
package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"signpost"
	"signpost/tools/internal/progress"
)

// Options of a build. Empty folders stand for those of the project.
type Options struct {
	Project     string // folder with a publisher's documents, content, config.toml, ...; "" is the current one
	Documents   string // "" = <project>/documents
	Content     string // where pages are written; "" = <project>/content, or a folder that is removed if Documents is given
	Destination string // the site; replaced only when the new one is whole
	BaseURL     string
	Portable    bool
	Log         *progress.Log
}

// data gives a folder of data files: the project's own, or the one that comes with the command.
func data(project, name string) (fs.FS, error) {
	if own := filepath.Join(project, "data", name); isDir(own) {
		return os.DirFS(own), nil
	}
	return fs.Sub(signpost.Assets, "data/"+name)
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// mark is a file in every site that Signpost made: only such a folder, or an empty one, is ever replaced.
const mark = "search/manifest.json"

// replaceable refuses to put a site where something else lies.
func replaceable(destination string) error {
	entries, err := os.ReadDir(destination)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("%s: cannot be replaced by a site: %w", destination, err)
	}
	for _, name := range []string{mark, mark + ".js"} {
		if _, err := os.Stat(filepath.Join(destination, filepath.FromSlash(name))); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%s: holds files that are not a Signpost site: choose an empty folder with --destination, or empty this one", destination)
}

// swap puts the finished site in the place of the old one. Both renames stay in one folder, so a reader finds the old
// site or the new one.
func swap(fresh, destination string) error {
	old := fresh + ".old"
	err := os.Rename(destination, old)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, destination); err != nil {
		return errors.Join(err, os.Rename(old, destination))
	}
	return os.RemoveAll(old)
}

// Site builds the whole site.
func Site(o Options) error {
	destination, err := filepath.Abs(o.Destination)
	if err != nil {
		return err
	}
	if err := replaceable(destination); err != nil {
		return err
	}
	parent := filepath.Dir(destination)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	lock := flock.New(filepath.Join(parent, "."+filepath.Base(destination)+".lock"))
	if locked, err := lock.TryLock(); err != nil {
		return err
	} else if !locked {
		return fmt.Errorf("%s: another build is writing this site: wait for it to end", o.Destination)
	}
	defer func() { lock.Unlock(); os.Remove(lock.Path()) }()

	fresh, err := os.MkdirTemp(parent, "."+filepath.Base(destination)+".new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(fresh)
	if err := os.Chmod(fresh, 0o755); err != nil {
		return err
	}
	if err := fill(o, fresh); err != nil {
		return err
	}
	if err := swap(fresh, destination); err != nil {
		return err
	}
	o.Log.Note("The site is in %s", o.Destination)
	return nil
}
