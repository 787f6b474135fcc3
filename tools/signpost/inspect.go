package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"signpost/search/bundle"
	"signpost/search/bundle/pack"
)

func inspectCommand() *cobra.Command {
	c := &cobra.Command{Use: "inspect FILE|DIR", Short: "Say what a part, or the bundle of a built site, contains"}
	c.RunE = func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usageError{fmt.Errorf("%s takes one part file or folder", c.CommandPath())}
		}
		info, err := os.Stat(args[0])
		if err != nil {
			return err
		}
		if !info.IsDir() {
			return inspectPart(c.OutOrStdout(), args[0])
		}
		return inspectBundle(c.OutOrStdout(), args[0])
	}
	return c
}

// inspectBundle lists what the folder of a bundle, or of a whole site, holds.
func inspectBundle(w io.Writer, dir string) error {
	if inner := filepath.Join(dir, "search"); isBundle(inner) {
		dir = inner
	}
	if !isBundle(dir) {
		return fmt.Errorf("%s: no bundle here (manifest.json is missing): give the folder of a built site", dir)
	}
	content, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return err
	}
	var m pack.Manifest
	if err := json.Unmarshal(content, &m); err != nil {
		return fmt.Errorf("%s: not a manifest: %w: build the site again", filepath.Join(dir, "manifest.json"), err)
	}
	fmt.Fprintf(w, "format %d, version %s, %d pages\n", m.Format, m.Version, m.Pages)
	files, err := filepath.Glob(filepath.Join(dir, "*.bin"))
	if err != nil {
		return err
	}
	sort.Strings(files)
	for _, f := range files {
		if err := inspectPart(w, f); err != nil {
			return err
		}
	}
	return nil
}

func isBundle(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "manifest.json"))
	return err == nil
}

// inspectPart says kind, sizes and soundness of one part file.
func inspectPart(w io.Writer, name string) error {
	content, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	part, err := pack.Unzip(content)
	if err != nil {
		return fmt.Errorf("%s: damaged (%w): build the site again", name, err)
	}
	kind := "no part of a bundle"
	sound := "damaged: build the site again"
	if len(part) >= bundle.Header && string(part[:2]) == "SP" {
		k := int(part[3])
		kind = bundle.KindName(k)
		if k == bundle.Pack {
			kind = "several parts"
		}
		switch _, result := bundle.Open(part, k); result {
		case bundle.Good:
			sound = "sound"
		case bundle.Newer:
			sound = fmt.Sprintf("format %d, which this command does not read", part[2])
		}
	}
	_, err = fmt.Fprintf(w, "%-32s %-14s %8d bytes, %8d unzipped, %s\n", strings.TrimSpace(filepath.Base(name)), kind, len(content), len(part), sound)
	return err
}
