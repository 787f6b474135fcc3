package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"signpost/tools/internal/condition"
	"signpost/tools/internal/lint"
	"signpost/tools/internal/source"
)

func lintCommand() *cobra.Command {
	var content, documents string
	c := &cobra.Command{Use: "lint", Short: "Look for what is unsafe or unclear in the pages; exit 1 on any error", Args: noArguments}
	c.Flags().StringVar(&content, "content", "content", "folder of the pages")
	c.Flags().StringVar(&documents, "documents", "", "folder of the documents, to check every quote against them")
	c.RunE = func(c *cobra.Command, _ []string) error {
		var docs []condition.Document
		if documents != "" {
			var err error
			if docs, err = source.ReadDir(documents, func(source.Problem) {}); err != nil {
				return err
			}
		}
		found, err := lint.Lint(content, lint.Options{Documents: docs, Today: time.Now()})
		if err != nil {
			return err
		}
		wrong := 0
		for _, f := range found {
			if f.Error {
				wrong++
			}
			fmt.Fprintln(c.OutOrStdout(), f)
		}
		fmt.Fprintf(c.OutOrStdout(), "%d errors, %d warnings\n", wrong, len(found)-wrong)
		if wrong > 0 {
			return fmt.Errorf("%s: %d errors to mend before these pages are published", content, wrong)
		}
		return nil
	}
	return c
}
