package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"signpost/search/site"
	"signpost/tools/internal/build"
)

// longest is the longest line that --batch reads, in bytes.
const longest = 1 << 20

func searchCommand() *cobra.Command {
	var dir, engine, content string
	var limit int
	var batch, asJSON bool
	c := &cobra.Command{Use: "search QUERY", Short: "Search a built site with the evaluator that its pages load"}
	f := c.Flags()
	f.StringVar(&dir, "site", "public", "folder of a built site")
	f.StringVar(&engine, "engine", "evaluator", "evaluator: the built bundle, as in the browser; bleve: the same ranking over a bleve index of --content")
	f.StringVar(&content, "content", "content", "with --engine bleve: folder of the pages")
	f.IntVar(&limit, "limit", 10, "most results")
	f.BoolVar(&batch, "batch", false, "read one question a line from standard input, write one JSON a line")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	c.RunE = func(c *cobra.Command, args []string) error {
		if engine != "evaluator" && engine != "bleve" {
			return usageError{fmt.Errorf("%s: no engine %q: evaluator or bleve", c.CommandPath(), engine)}
		}
		if batch == (len(args) > 0) {
			return usageError{fmt.Errorf("%s takes a question, or --batch and questions on standard input", c.CommandPath())}
		}
		question := strings.Join(args, " ")
		if engine == "bleve" {
			o, err := build.Oracle(".", content)
			if err != nil {
				return err
			}
			defer o.Close()
			return answer(c, batch, question, func(q string) ([]byte, error) { return o.Search(q, limit) }, asJSON || batch, showHits)
		}
		s, err := site.Open(dir)
		if err != nil {
			return err
		}
		return answer(c, batch, question, func(q string) ([]byte, error) { return s.Search(q, limit) }, asJSON || batch, showHits)
	}
	return c
}

func checkCommand() *cobra.Command {
	var dir, text, answers string
	var batch, asJSON bool
	c := &cobra.Command{Use: "check", Short: "Check a description of symptoms against a built site", Args: noArguments}
	f := c.Flags()
	f.StringVar(&dir, "site", "public", "folder of a built site")
	f.StringVar(&text, "text", "", "symptoms in your own words")
	f.StringVar(&answers, "answers", "", `file of {"text": "...", "answers": {"finding": "yes|no|unsure"}}`)
	f.BoolVar(&batch, "batch", false, "read one text a line from standard input, write one JSON a line")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		given := site.Request{Text: text}
		switch {
		case batch && (text != "" || answers != ""), !batch && text == "" && answers == "":
			return usageError{fmt.Errorf("%s takes --text, --answers or --batch", c.CommandPath())}
		case answers != "":
			content, err := os.ReadFile(answers)
			if err != nil {
				return err
			}
			if err := json.Unmarshal(content, &given); err != nil {
				return fmt.Errorf(`%s: %w: it must hold {"text": "...", "answers": {"finding": "yes|no|unsure"}}`, answers, err)
			}
			if text != "" {
				given.Text = text
			}
		}
		s, err := site.Open(dir)
		if err != nil {
			return err
		}
		return answer(c, batch, given.Text, func(q string) ([]byte, error) {
			given.Text = q
			return s.Check(given)
		}, asJSON || batch, showAdvice)
	}
	return c
}

// answer asks once, or once a line of standard input, and prints what comes back.
func answer(c *cobra.Command, batch bool, one string, ask func(string) ([]byte, error), asJSON bool, show func(io.Writer, []byte) error) error {
	out := bufio.NewWriter(c.OutOrStdout())
	defer out.Flush()
	each := func(q string) error {
		found, err := ask(q)
		if err != nil {
			return err
		}
		if !asJSON {
			return show(out, found)
		}
		_, err = fmt.Fprintf(out, "%s\n", found)
		return err
	}
	if !batch {
		return each(one)
	}
	lines := bufio.NewScanner(c.InOrStdin())
	lines.Buffer(nil, longest)
	for lines.Scan() {
		if err := each(lines.Text()); err != nil {
			return err
		}
	}
	return lines.Err()
}

func showHits(w io.Writer, found []byte) error {
	var a struct {
		Hits []struct{ Title, URL, Excerpt string }
	}
	if err := json.Unmarshal(found, &a); err != nil {
		return err
	}
	if len(a.Hits) == 0 {
		fmt.Fprintln(w, "No page has those words.")
	}
	for i, h := range a.Hits {
		fmt.Fprintf(w, "%2d. %s (%s)\n    %s\n", i+1, h.Title, h.URL, strings.ReplaceAll(h.Excerpt, "\n", "\n    "))
	}
	return nil
}

func showAdvice(w io.Writer, found []byte) error {
	var a struct {
		Level      string
		RedFlags   []struct{ Label, Action string } `json:"red_flags"`
		Matches    []struct{ Name, Band string }
		Understood []struct{ Label, Answer string }
	}
	if err := json.Unmarshal(found, &a); err != nil {
		return err
	}
	fmt.Fprintln(w, "Advice level:", a.Level)
	for _, f := range a.RedFlags {
		fmt.Fprintf(w, "Danger sign: %s. %s\n", f.Label, f.Action)
	}
	for _, u := range a.Understood {
		fmt.Fprintf(w, "Understood: %s (%s)\n", u.Label, u.Answer)
	}
	for _, m := range a.Matches {
		fmt.Fprintf(w, "Shares features: %s (%s)\n", m.Name, m.Band)
	}
	fmt.Fprintln(w, "These descriptions share features with the text. Only a health professional can tell the cause.")
	return nil
}
