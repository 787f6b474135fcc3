// Command search measures Signpost's search against its peers on the same pages, questions and machine. [bench]
//
// "make bench-search" runs it; docs/search.md says how to read the tables that it prints.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
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
	sizes := flag.String("sizes", "1000,5000", "numbers of pages to grow to, with commas")
	peers := flag.Bool("peers", true, "measure the peers too (needs node and npm)")
	flag.Parse()
	work, err := os.MkdirTemp("", "signpost-bench-")
	if err == nil {
		defer os.RemoveAll(work)
		err = run(work, *signpost, *shared, *sizes, *peers)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(work, signpost, shared, sizes string, peers bool) error {
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
	pages = slices.DeleteFunc(pages, func(p page.Page) bool { return p.Body == "" }) // lists of conditions: no peer has them
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
	if peers {
		if err := theirs(work, pages, sets, rows); err != nil {
			return err
		}
		order = append(order, "pagefind", "flexsearch", "minisearch", "elasticlunr", "lunr")
	}
	print(order, rows, sets)
	for s := range strings.FieldsFuncSeq(sizes, func(r rune) bool { return r == ',' }) {
		n, err := strconv.Atoi(s)
		if err != nil {
			return fmt.Errorf("-sizes: %w", err)
		}
		if err := growth(work, pages, n, sets); err != nil {
			return err
		}
	}
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
	Cold1 int                `json:"cold1"` // bytes until the first results of a one-word question, median; no evaluator
	Cold5 int                `json:"cold5"` // likewise of five words
	All   int                `json:"all"`   // bytes to search everything
	Build int                `json:"build"` // ms
	Warm  float64            `json:"warm"`  // ms, median
	Ranks map[string][][]int `json:"ranks"` // page numbers, best first, by set of questions
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
		case "root", "terms", "words", "pages":
			without += n
			with += n
		case "texts":
			with += n
		}
	}
	return without, with, err
}

// theirs runs peers.mjs and adds its rows.
func theirs(work string, pages []page.Page, sets map[string]set, rows map[string]row) error {
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
	if err := command(work, "npm", "install", "--no-audit", "--no-fund"); err != nil {
		return err
	}
	if err := command(work, "node", "--max-old-space-size=6000", "peers.mjs", work); err != nil {
		return err
	}
	b, err := os.ReadFile(filepath.Join(work, "peers.json"))
	if err != nil {
		return err
	}
	return json.Unmarshal(b, &rows)
}

func writeJSON(file string, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(file, b, 0o644)
}

func print(order []string, rows map[string]row, sets map[string]set) {
	fmt.Println("| | cold bytes, 1 / 5 words | all | warm ms | LiveQA summary / message | asked short / long | known-item 1 / 3 | typo | felt: plain / what causes / why |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|")
	for _, name := range order {
		r, measured := rows[name]
		if !measured {
			fmt.Printf("| %s | not measured |\n", name)
			continue
		}
		good := func(name string) float64 { return ndcg(sets[name], r.Ranks[name]) }
		found := func(name string, k int) float64 { return within(sets[name], r.Ranks[name], k) }
		fmt.Printf("| %s | %s / %s | %s | %.2f | %.3f / %.3f | %.3f / %.3f | %.3f / %.3f | %.3f | %.3f / %.3f / %.3f |\n", name, kilo(r.Cold1), kilo(r.Cold5), kilo(r.All), r.Warm,
			good("summary"), good("message"), good("short"), good("long"), found("known", 1), found("known", 3), found("typo", 5), found("lay", 3), found("causes", 3), found("why", 3))
	}
	fmt.Println()
}

func kilo(n int) string {
	if n >= 1e6 {
		return fmt.Sprintf("%.2f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%d kB", (n+500)/1000)
}

// growth measures Signpost on n pages: the pages, then sections recombined under new titles. The vocabulary is not in it.
func growth(work string, pages []page.Page, n int, sets map[string]set) error {
	dir := filepath.Join(work, strconv.Itoa(n))
	start := time.Now()
	x, err := index.Build(grown(pages, n), nil)
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
	took := time.Since(start)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	one, err := cold(dir, sets["one"].questions)
	if err != nil {
		return err
	}
	five, err := cold(dir, sets["five"].questions)
	if err != nil {
		return err
	}
	without, with, err := bytes(dir)
	if err != nil {
		return err
	}
	s, err := site.Open(dir)
	if err != nil {
		return err
	}
	var times []float64
	for _, q := range append(slices.Clone(sets["one"].questions), sets["five"].questions...) {
		for range 5 {
			start := time.Now()
			if _, err := s.Search(q, 10); err != nil {
				return err
			}
			times = append(times, float64(time.Since(start).Microseconds())/1000)
		}
	}
	slices.Sort(times)
	fmt.Printf("%d pages: cold %s / %s, all %s, with excerpts %s, warm %.2f ms, built in %.1f s, %d MiB taken from the system\n",
		n, kilo(one), kilo(five), kilo(without), kilo(with), times[len(times)/2], took.Seconds(), m.Sys>>20)
	return nil
}
