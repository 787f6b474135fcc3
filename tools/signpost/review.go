package main

import (
	"os"

	"github.com/spf13/cobra"

	"signpost/tools/internal/build"
	"signpost/tools/internal/progress"
	"signpost/tools/internal/review"
)

func reviewCommand() *cobra.Command {
	var o build.Options
	var by, role string
	c := &cobra.Command{Use: "review", Short: "Approve, correct or reject each draft fact beside its sentence", Args: noArguments}
	f := c.Flags()
	f.StringVar(&o.Project, "project", ".", "folder of the project; decisions go into its data/review/decisions.yaml")
	f.StringVar(&by, "by", "", "your name, as it stands on reviewed pages")
	f.StringVar(&role, "role", "", "what you are, for example: GP")
	c.RunE = func(c *cobra.Command, _ []string) error {
		o.Log = progress.To(os.Stderr)
		s, err := build.Review(o)
		if err != nil {
			return err
		}
		s.SetReviewer(by, role)
		return review.Terminal(s, os.Stdin, c.OutOrStdout())
	}
	return c
}
