package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"github.com/spf13/cobra"

	"signpost/tools/internal/build"
	"signpost/tools/internal/progress"
	"signpost/tools/internal/review"
	"signpost/tools/internal/serve"
)

func buildFlags(c *cobra.Command, o *build.Options) {
	f := c.Flags()
	f.StringVar(&o.Project, "project", ".", "folder with config.toml, documents, content and whatever overrides the built-in files")
	f.StringVar(&o.Documents, "documents", "", "folder of documents (default: documents in the project)")
	f.StringVar(&o.Content, "content", "", "folder for the pages (default: content in the project; with --documents, one that is removed afterwards)")
	f.StringVar(&o.Destination, "destination", "public", "folder for the site")
	f.StringVar(&o.BaseURL, "base-url", "", "address that the site will have, for canonical links and the site map")
	f.BoolVar(&o.Portable, "portable", false, "make a site that also works from a USB stick by double-click")
	c.PreRunE = func(*cobra.Command, []string) error {
		if o.BaseURL != "" && !strings.HasPrefix(o.BaseURL, "https://") && !strings.HasPrefix(o.BaseURL, "http://") {
			return usageError{fmt.Errorf("--base-url %s is no whole address; write it as https://%[1]s", o.BaseURL)}
		}
		return nil
	}
}

func buildCommand() *cobra.Command {
	var o build.Options
	c := &cobra.Command{Use: "build", Short: "Make the whole site: pages, index, bundle, scripts", Args: noArguments}
	buildFlags(c, &o)
	c.RunE = func(*cobra.Command, []string) error {
		o.Log = progress.To(os.Stderr)
		return build.Site(o)
	}
	return c
}

func serveCommand() *cobra.Command {
	var o build.Options
	var port int
	var reviewing bool
	c := &cobra.Command{Use: "serve", Short: "Make the site and show it on this machine", Args: noArguments}
	buildFlags(c, &o)
	c.Flags().IntVar(&port, "port", 8080, "port on 127.0.0.1; 0 takes a free one")
	c.Flags().BoolVar(&reviewing, "review", false, "show each draft fact beside its sentence instead, to approve, correct or reject it")
	c.RunE = func(c *cobra.Command, _ []string) error {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
		defer stop()
		o.Log = progress.To(os.Stderr)
		ready := func(url string) { fmt.Fprintln(c.OutOrStdout(), "Serving "+url+" (Ctrl-C ends it)") }
		if reviewing {
			s, err := build.Review(o)
			if err != nil {
				return err
			}
			return serve.Run(ctx, review.Handler(s), port, ready)
		}
		if err := build.Site(o); err != nil {
			return err
		}
		return serve.Run(ctx, serve.Site(o.Destination), port, ready)
	}
	return c
}

func convertCommand() *cobra.Command {
	var o build.Options
	var check bool
	c := &cobra.Command{Use: "convert", Short: "Make content pages from documents; pages that a person edited stay as they are", Args: noArguments}
	c.Flags().StringVar(&o.Project, "project", ".", "folder whose data overrides the built-in vocabulary")
	c.Flags().StringVar(&o.Documents, "documents", "", "folder of documents")
	c.Flags().StringVar(&o.Content, "content", "", "folder for the pages")
	c.Flags().BoolVar(&check, "check", false, "write nothing; exit 3 if the pages are not what the documents give now")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := need(c, "documents", "content"); err != nil {
			return err
		}
		o.Log = progress.To(os.Stderr)
		report, err := build.Convert(o, check)
		if err != nil {
			return err
		}
		if err := report.Write(c.OutOrStdout()); err != nil {
			return err
		}
		if check && !report.UpToDate() {
			return errChanged
		}
		return nil
	}
	return c
}

func factsCommand() *cobra.Command {
	var o build.Options
	var asJSON bool
	c := &cobra.Command{Use: "facts", Short: "List every fact with its evidence", Args: noArguments}
	c.Flags().StringVar(&o.Project, "project", ".", "folder whose data overrides the built-in vocabulary")
	c.Flags().StringVar(&o.Documents, "documents", "", "folder of documents")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := need(c, "documents"); err != nil {
			return err
		}
		o.Log = progress.To(os.Stderr)
		facts, err := build.Facts(o)
		if err != nil {
			return err
		}
		out := c.OutOrStdout()
		if asJSON {
			e := json.NewEncoder(out)
			e.SetEscapeHTML(false)
			e.SetIndent("", " ")
			return e.Encode(facts)
		}
		for _, f := range facts {
			fmt.Fprintf(out, "%s | %s | %s | %s:%d | %s\n", f.Name, f.Slot, f.Value, f.Document, f.Start, f.Quote)
		}
		return nil
	}
	return c
}
