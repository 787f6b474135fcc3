// Command signpost turns health documents into a static site that can be browsed, searched and checked offline. [build]
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// Exit statuses: 0 done, 1 something is wrong with what was given, 2 a wrong command line, 3 --check found changes.
const (
	exitProblem = 1
	exitUsage   = 2
	exitChanged = 3
)

// errChanged is convert --check finding that the pages on disk are not what the documents give now.
var errChanged = errors.New("the pages are not up to date with the documents: run signpost convert")

type usageError struct{ error }

func main() {
	if err := command().Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "signpost: "+err.Error())
		var usage usageError
		switch {
		case errors.As(err, &usage):
			os.Exit(exitUsage)
		case errors.Is(err, errChanged):
			os.Exit(exitChanged)
		}
		os.Exit(exitProblem)
	}
}

func command() *cobra.Command {
	root := &cobra.Command{
		Use:           "signpost",
		Short:         "Health documents in, a searchable and checkable offline site out",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          knownCommand,

		SuggestionsMinimumDistance: 2,
		RunE:                       func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w (see %s --help)", err, c.CommandPath())}
	})
	root.AddCommand(convertCommand(), buildCommand(), serveCommand(), factsCommand(), searchCommand(), checkCommand(), inspectCommand(), lintCommand(),
		reviewCommand(), newCommand(), vocabularyCommand(), evalCommand())
	return root
}

// knownCommand says of a word that is no command which one it may have been.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	mean := ""
	if near := root.SuggestionsFor(args[0]); len(near) > 0 {
		mean = "; did you mean " + strings.Join(near, " or ") + "?"
	}
	return usageError{fmt.Errorf("there is no command %q%s (see signpost --help)", args[0], mean)}
}

func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usageError{fmt.Errorf("%s takes no argument, got %q (see %s --help)", c.CommandPath(), args[0], c.CommandPath())}
	}
	return nil
}

// need says which required flag is empty.
func need(c *cobra.Command, flags ...string) error {
	for _, name := range flags {
		if v := c.Flag(name).Value.String(); v == "" {
			return usageError{fmt.Errorf("%s needs --%s (see %s --help)", c.CommandPath(), name, c.CommandPath())}
		}
	}
	return nil
}
