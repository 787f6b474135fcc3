package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"signpost/tools/internal/scaffold"
)

func newCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "new DIR",
		Short: "Start a project of your own: settings, a sample document, files for a static host",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{fmt.Errorf("%s needs one folder (see %s --help)", c.CommandPath(), c.CommandPath())}
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := scaffold.New(args[0]); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%s is ready. Next: cd %s, put your documents into documents/, and run signpost serve.\n", args[0], args[0])
			return nil
		},
	}
}
