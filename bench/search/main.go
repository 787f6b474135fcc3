// Command search measures Signpost's search against its peers on the same pages, questions and machine. [bench]
//
// "make bench-search" runs it; docs/search.md says how to read the tables that it prints.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"signpost/search/bundle"
	"signpost/search/bundle/pack"
	"signpost/search/index"
	"signpost/search/page"
	"signpost/search/site"
)

func main() {
	signpost := flag.String("signpost", "build/signpost", "the command")
	shared := flag.String("shared", "../shared", "folder of measuring data")
	sizes := flag.String("sizes", "1000,5000,50000", "numbers of pages to grow to, with commas")
	peers := flag.String("peers", "pagefind,flexsearch,minisearch,elasticlunr,lunr", "peers to measure too, with commas (needs node and npm)")
	n := flag.Int("grow", 0, "only build the bundle of so many pages (the command starts itself for this)")
	content := flag.String("content", "", "pages to grow from")
	destination := flag.String("destination", "", "where the bundle goes")
	flag.Parse()
	if *n > 0 {
		if err := grow(*content, *destination, *n); err != nil {
			fmt.Fprintln(os.Stderr, "bench:", err)
			os.Exit(1)
		}
		return
	}
	work, err := os.MkdirTemp("", "signpost-bench-")
	if err == nil {
		defer os.RemoveAll(work)
		err = run(work, *signpost, *shared, *sizes, list(*peers))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(work, signpost, shared, sizes string, peers []string) error {
	documents := filepath.Join(shared, "corpora/nih/documents")
	if _, err := os.Stat(documents); err != nil {
		return fmt.Errorf("no measuring data: %w", err)
	}
	dir, content := filepath.Join(work, "site"), filepath.Join(work, "content")
	start := time.Now()
	if err := command("", signpost, "build", "--documents", documents, "--destination", dir); err != nil {
		return err
	}
	whole := time.Since(start)
	if err := command("", signpost, "convert", "--documents", documents, "--content", content); err != nil {
		return err
	}
	pages, err := page.ReadDir(content)
	if err != nil {
		return err
	}
	pages = slices.DeleteFunc(pages, listing)
	sets, err := questions(pages, shared)
	if err != nil {
		return err
	}
	fmt.Printf("%d pages from %s, whole build %.1f s\n\n", len(pages), documents, whole.Seconds())
	rows := map[string]row{}
	if rows["signpost"], err = ours(dir, pages, sets); err != nil {
		return err
	}
	order := []string{"signpost"}
	if len(peers) > 0 {
		if err := theirs(work, pages, sets, peers, rows); err != nil {
			return err
		}
		order = append(order, peers...)
	}
	print(order, rows, sets)
	if err := visits(work, order, sets); err != nil {
		return err
	}
	for _, s := range list(sizes) {
		n, err := strconv.Atoi(s)
		if err != nil {
			return fmt.Errorf("-sizes: %w", err)
		}
		if err := growth(work, content, pages, n, peers, sets); err != nil {
			return err
		}
	}
	return nil
}

// list is the parts of a flag.
func list(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ',' }) }

// visits prints what a browser sees over a slow link.
func visits(work string, engines []string, sets map[string]set) error {
	b, err := os.ReadFile("bench/search/browser.mjs")
	if err == nil {
		err = os.WriteFile(filepath.Join(work, "browser.mjs"), b, 0o644)
	}
	if err != nil {
		return err
	}
	seen, err := browse(work, engines, sets)
	if err != nil {
		return err
	}
	fmt.Println("| in Chromium, 200 kB/s, 150 ms a request | bytes, 1 / 5 words, all included | first results, ms | warm ms |")
	fmt.Println("|---|---|---|---|")
	for _, engine := range engines {
		if v, ok := seen[engine]; ok {
			fmt.Printf("| %s | %s / %s | %.0f / %.0f | %.2f |\n", engine, kilo(int(v.Sent1)), kilo(int(v.Sent5)), v.First1, v.First5, v.Warm)
		}
	}
	fmt.Println()
	return nil
}

func command(dir, name string, args ...string) error {
	c := exec.Command(name, args...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

// row is what was measured of one engine.
type row struct {
	Cold1  int                `json:"cold1"` // bytes until the first results of a one-word question, median; no evaluator
	Cold5  int                `json:"cold5"` // likewise of five words
	All    int                `json:"all"`   // bytes to search everything
	Build  int                `json:"build"` // ms
	Warm   float64            `json:"warm"`  // ms, median
	Memory int64              `json:"-"`     // MiB at most while it built and answered
	Ranks  map[string][][]int `json:"ranks"` // page numbers, best first, by set of questions
}

// ours measures the built site in dir.
func ours(dir string, pages []page.Page, sets map[string]set) (row, error) {
	r := row{Ranks: map[string][][]int{}}
	number := map[string]int{}
	for i := range pages {
		number[page.Folders[pages[i].Kind]+"/"+pages[i].Slug+"/"] = i
	}
	s, err := site.Open(dir)
	if err != nil {
		return r, err
	}
	var times []float64
	for name, set := range sets {
		for _, q := range set.questions {
			if _, err := s.Search(q, 20); err != nil { // load what it needs
				return r, err
			}
			start := time.Now()
			out, err := s.Search(q, 20)
			if err != nil {
				return r, err
			}
			times = append(times, float64(time.Since(start).Microseconds())/1000)
			var a struct{ Hits []struct{ URL string } }
			if err := json.Unmarshal(out, &a); err != nil {
				return r, err
			}
			var ranks []int
			for _, h := range a.Hits {
				url, _, _ := strings.Cut(h.URL, "#")
				if i, known := number[url]; known {
					ranks = append(ranks, i)
				}
			}
			r.Ranks[name] = append(r.Ranks[name], ranks)
		}
	}
	slices.Sort(times)
	r.Warm = times[len(times)/2]
	if r.Cold1, err = cold(dir, sets["one"].questions); err != nil {
		return r, err
	}
	if r.Cold5, err = cold(dir, sets["five"].questions); err != nil {
		return r, err
	}
	r.All, _, err = bytes(dir)
	return r, err
}

// cold is the median of the bytes that a question needs before its first results, from nothing.
func cold(dir string, questions []string) (int, error) {
	var all []int
	for _, q := range questions {
		s, err := site.Open(dir)
		if err != nil {
			return 0, err
		}
		if _, err := s.Search(q, 10); err != nil {
			return 0, err
		}
		n := 0
		for _, p := range s.Fetched {
			if p.Kind != bundle.Texts {
				n += p.Bytes
			}
		}
		all = append(all, n)
	}
	slices.Sort(all)
	return all[len(all)/2], nil
}

// bytes is the size of a bundle's search parts without and with the texts of excerpts.
func bytes(dir string) (without, with int, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "search", "*.bin"))
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			return 0, 0, err
		}
		n := int(info.Size())
		switch kind, _, _ := strings.Cut(filepath.Base(f), "-"); kind {
		case "root.bin", "terms", "words", "pages":
			without += n
			with += n
		case "texts":
			with += n
		}
	}
	return without, with, err
}

// theirs runs peers.mjs and adds its rows.
func theirs(work string, pages []page.Page, sets map[string]set, engines []string, rows map[string]row) error {
	type plain struct {
		Title string   `json:"title"`
		URL   string   `json:"url"`
		Names []string `json:"names"`
		Text  string   `json:"text"`
	}
	var out []plain
	for i := range pages {
		p := plain{Title: pages[i].Title, URL: page.Folders[pages[i].Kind] + "/" + pages[i].Slug + "/", Names: append([]string{}, pages[i].Names...)}
		for _, s := range pages[i].Content() {
			for _, b := range s.Blocks {
				p.Text += b.Text + "\n"
			}
		}
		out = append(out, p)
	}
	asked := map[string][]string{}
	for name, s := range sets {
		asked[name] = s.questions
	}
	if err := writeJSON(filepath.Join(work, "pages.json"), out); err != nil {
		return err
	}
	if err := writeJSON(filepath.Join(work, "questions.json"), asked); err != nil {
		return err
	}
	for _, f := range []string{"package.json", "peers.mjs"} {
		b, err := os.ReadFile(filepath.Join("bench/search", f))
		if err != nil {
			return fmt.Errorf("run from the project's folder: %w", err)
		}
		if err := os.WriteFile(filepath.Join(work, f), b, 0o644); err != nil {
			return err
		}
	}
	if _, err := os.Stat(filepath.Join(work, "node_modules")); err != nil {
		if err := command(work, "npm", "install", "--no-audit", "--no-fund"); err != nil {
			return err
		}
	}
	for _, engine := range engines {
		start := time.Now()
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		c := exec.CommandContext(ctx, "node", "--max-old-space-size=6000", "peers.mjs", work, engine)
		c.Dir = work
		out, err := c.CombinedOutput()
		cancel()
		if err != nil {
			why, _, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
			fmt.Printf("%s: nothing after %.0f s: %v %.120s\n", engine, time.Since(start).Seconds(), err, why)
			continue
		}
		b, err := os.ReadFile(filepath.Join(work, engine+".peer.json"))
		if err != nil {
			return err
		}
		var r *row
		if err := json.Unmarshal(b, &r); err != nil {
			return err
		}
		if r != nil {
			r.Memory = c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10
			rows[engine] = *r
		}
	}
	return nil
}

// patience is how long a peer may take to index the pages and answer.
const patience = 8 * time.Minute

func writeJSON(file string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(file, b, 0o644)
}

func print(order []string, rows map[string]row, sets map[string]set) {
	fmt.Println("| | cold bytes, 1 / 5 words | all | warm ms | LiveQA summary / message | asked short / keywords / long | known-item 1 | known-item 3 | typo | felt: plain / what causes / why |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|")
	for _, name := range order {
		r, measured := rows[name]
		if !measured {
			fmt.Printf("| %s | not measured |\n", name)
			continue
		}
		good := func(name string) float64 { return ndcg(sets[name], r.Ranks[name]) }
		found := func(name string, k int) float64 { return within(sets[name], r.Ranks[name], k) }
		over := func(name string, k int) string { // the draws' mean and range
			var all []float64
			sum := 0.0
			for d := range draws {
				all = append(all, found(drawn(name, d), k))
				sum += all[d]
			}
			return fmt.Sprintf("%.3f (%.3f to %.3f)", sum/draws, slices.Min(all), slices.Max(all))
		}
		fmt.Printf("| %s | %s / %s | %s | %.2f | %.3f / %.3f | %.3f / %.3f / %.3f | %s | %s | %s | %.3f / %.3f / %.3f |\n", name, kilo(r.Cold1), kilo(r.Cold5), kilo(r.All), r.Warm,
			good("summary"), good("message"), good("short"), good("keywords"), good("long"), over("known", 1), over("known", 3), over("typo", 5), found("lay", 3), found("causes", 3), found("why", 3))
	}
	fmt.Println()
}

func kilo(n int) string {
	if n >= 1e6 {
		return fmt.Sprintf("%.2f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%d kB", (n+500)/1000)
}

// growth measures every engine on n pages: the pages, then sections recombined under new titles. The vocabulary is not in it.
func growth(base, content string, pages []page.Page, n int, peers []string, sets map[string]set) error {
	work := filepath.Join(base, strconv.Itoa(n))
	dir := filepath.Join(work, "site")
	rows := map[string]row{}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	c := exec.Command(self, "-grow", strconv.Itoa(n), "-content", content, "-destination", dir) // its memory is its own
	out, err := c.Output()
	if err != nil {
		return fmt.Errorf("%d pages: %w: %s", n, err, out)
	}
	r := row{Memory: c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss >> 10}
	if r.Build, err = strconv.Atoi(strings.TrimSpace(string(out))); err != nil {
		return err
	}
	asked := map[string]set{"one": sets["one"], "five": sets["five"]}
	if r.Cold1, err = cold(dir, sets["one"].questions); err != nil {
		return err
	}
	if r.Cold5, err = cold(dir, sets["five"].questions); err != nil {
		return err
	}
	var with int
	if r.All, with, err = bytes(dir); err != nil {
		return err
	}
	s, err := site.Open(dir)
	if err != nil {
		return err
	}
	defer s.Close()
	var typed []float64
	r.Warm, typed, err = warm(s, asked)
	if err != nil {
		return err
	}
	rows["signpost"] = r
	fmt.Printf("%d pages: with excerpts %s, a typed prefix %.2f ms\n\n", n, kilo(with), typed[len(typed)/2])
	order := []string{"signpost"}
	if len(peers) > 0 {
		if err := os.Symlink(filepath.Join(base, "node_modules"), filepath.Join(work, "node_modules")); err != nil {
			return err
		}
		if err := theirs(work, grown(pages, n), asked, peers, rows); err != nil {
			return err
		}
		order = append(order, peers...)
	}
	fmt.Println("| pages | | cold bytes, 1 / 5 words | all | warm ms | build s | memory MiB |")
	fmt.Println("|---|---|---|---|---|---|---|")
	for _, name := range order {
		if r, measured := rows[name]; measured {
			fmt.Printf("| %d | %s | %s / %s | %s | %.2f | %.1f | %d |\n", n, name, kilo(r.Cold1), kilo(r.Cold5), kilo(r.All), r.Warm, float64(r.Build)/1000, r.Memory)
		}
	}
	fmt.Println()
	return nil
}

// warm is the median time of questions whose parts are loaded, in ms, and of their last words being typed.
func warm(s *site.Site, sets map[string]set) (median float64, typed []float64, err error) {
	var times []float64
	ask := func(q string, times *[]float64) {
		for i := range 6 {
			start := time.Now()
			if _, e := s.Search(q, 10); e != nil {
				err = e
			}
			if i > 0 { // the first loads what it needs
				*times = append(*times, float64(time.Since(start).Microseconds())/1000)
			}
		}
	}
	for _, set := range sets {
		for _, q := range set.questions {
			ask(q, &times)
			ask(q[:len(q)-2], &typed)
		}
	}
	slices.Sort(times)
	slices.Sort(typed)
	return times[len(times)/2], typed, err
}

// grow builds the bundle of n pages in dir and prints how many ms that took.
func grow(content, dir string, n int) error {
	debug.SetMemoryLimit(index.SoftMemory)
	pages, err := page.ReadDir(content)
	if err != nil {
		return err
	}
	pages = grown(slices.DeleteFunc(pages, listing), n)
	start := time.Now()
	x, err := index.Build(pages, nil)
	if err != nil {
		return err
	}
	defer x.Close()
	b, err := x.Bundle()
	if err != nil {
		return err
	}
	if err := pack.Write(filepath.Join(dir, "search"), b, nil); err != nil {
		return err
	}
	fmt.Println(time.Since(start).Milliseconds())
	return nil
}

// listing says that a page only lists conditions: no peer has it.
func listing(p page.Page) bool { return p.Body == "" }
