// Package scaffold starts a publisher's own project: settings, a sample document and what a static host needs to build it. [build]
package scaffold

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

//go:embed all:project
var files embed.FS

// New writes the files of a new project into dir, which is made if need be. It overwrites nothing: when one of the
// files is there already, nothing is written and the error names it.
func New(dir string) error {
	project, err := fs.Sub(files, "project")
	if err != nil {
		return err
	}
	var there []string
	err = fs.WalkDir(project, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(name))); err == nil {
			there = append(there, name)
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("%s: no project can be made here: %w", dir, err)
	}
	if there != nil {
		return fmt.Errorf("%s: has %s already, and nothing is overwritten: choose another folder", dir, strings.Join(there, ", "))
	}
	return os.CopyFS(dir, project) // which refuses to replace a file, too
}
