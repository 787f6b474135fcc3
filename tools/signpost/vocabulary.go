package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"signpost"
	"signpost/tools/internal/vocabulary"
)

func vocabularyCommand() *cobra.Command {
	c := &cobra.Command{Use: "vocabulary", Short: "Work on the vocabulary", Args: noArguments}
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	c.AddCommand(importCommand())
	return c
}

func importCommand() *cobra.Command {
	var project, kind string
	c := &cobra.Command{Use: "import FILE", Short: "Add terms from an .obo or .tsv file to the project's data/vocabulary"}
	c.Flags().StringVar(&project, "project", ".", "folder of the project; its vocabulary starts as a copy of the built-in one")
	c.Flags().StringVar(&kind, "kind", "symptoms", "what the terms are: symptoms, conditions, sites, ...")
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageError{fmt.Errorf("%s takes one .obo or .tsv file", c.CommandPath())}
		}
		code, ok := vocabulary.KindOf(kind)
		if !ok {
			return usageError{fmt.Errorf("%s: no kind %q: one of %s", c.CommandPath(), kind, strings.Join(vocabulary.Files[:], ", "))}
		}
		return importTerms(c, args[0], filepath.Join(project, "data", "vocabulary"), code)
	}
	return c
}

func importTerms(c *cobra.Command, name, dir string, kind uint8) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	terms, err := vocabulary.Import(f, strings.TrimPrefix(strings.ToLower(filepath.Ext(name)), "."), kind)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		builtIn, err := fs.Sub(signpost.Assets, "data/vocabulary")
		if err != nil {
			return err
		}
		if err := os.CopyFS(dir, builtIn); err != nil {
			return err
		}
	}
	v, err := vocabulary.Load(os.DirFS(dir))
	if err != nil {
		return err
	}
	done := v.Merge(terms)
	file := filepath.Join(dir, vocabulary.Files[kind]+".yaml")
	old, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	var written bytes.Buffer
	if err := v.Write(&written, kind, heading(old)); err != nil {
		return err
	}
	if err := os.WriteFile(file, written.Bytes(), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(c.OutOrStdout(), "%s: %d new terms, %d new words for terms that were there, %d words left because another term has them\n", file, done.Terms, done.Words, done.Left)
	return nil
}

// heading is the comment at the top of a vocabulary file.
func heading(file []byte) string {
	var lines []string
	for line := range strings.Lines(string(file)) {
		if !strings.HasPrefix(line, "#") {
			break
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "")
}
