package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"signpost"
	"signpost/search/site"
	"signpost/tools/internal/vignette"
)

func evalCommand() *cobra.Command {
	var dir, cases string
	c := &cobra.Command{Use: "eval", Short: "Run the case descriptions through a site's check; exit 1 if advice is milder than a case allows", Args: noArguments}
	c.Flags().StringVar(&dir, "site", "public", "folder of a built site")
	c.Flags().StringVar(&cases, "vignettes", "", "folder of case descriptions (default: the built-in data/vignettes)")
	c.RunE = func(c *cobra.Command, _ []string) error {
		folder, err := fs.Sub(signpost.Assets, "data/vignettes")
		if err != nil {
			return err
		}
		if cases != "" {
			folder = os.DirFS(cases)
		}
		all, err := vignette.Read(folder)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return fmt.Errorf("%s: no case descriptions here (*.yaml)", cases)
		}
		s, err := site.Open(dir)
		if err != nil {
			return err
		}
		defer s.Close()
		report, err := vignette.Run(all, func(text string, answers map[string]string) ([]byte, error) {
			return s.Check(site.Request{Text: text, Answers: answers})
		}, func(title string) bool { return !has(s, title) })
		if err != nil {
			return err
		}
		report.Write(c.OutOrStdout())
		if report.Under > 0 {
			return fmt.Errorf("%s: %d cases got milder advice than they allow", dir, report.Under)
		}
		return nil
	}
	return c
}

// has says whether the site has a page of this title.
func has(s *site.Site, title string) bool {
	found, err := s.Search(title, 10)
	if err != nil {
		return false
	}
	var a struct{ Hits []struct{ Title string } }
	if json.Unmarshal(found, &a) != nil {
		return false
	}
	return slices.ContainsFunc(a.Hits, func(h struct{ Title string }) bool { return strings.EqualFold(h.Title, title) })
}
