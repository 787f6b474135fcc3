package index

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"signpost/search/bundle/pack"
	"signpost/search/page"
	"signpost/search/page/invented"
	"signpost/search/site"
)

// sample is the pages of testdata.
func sample(t testing.TB) []page.Page {
	t.Helper()
	pages, err := page.ReadDir("testdata/content")
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) == 0 {
		t.Fatal("testdata/content holds no pages")
	}
	return pages
}

// more is pages with sections of the sample recombined, so that blocks, long lists and equal names are met.
func more(pages []page.Page, n int) []page.Page {
	r := rand.New(rand.NewPCG(1, 2))
	var words []string
	var sections []page.Section
	for i := range pages {
		for _, s := range pages[i].Content() {
			sections = append(sections, s)
			for _, b := range s.Blocks {
				words = append(words, strings.Fields(b.Text)...)
			}
		}
	}
	out := append([]page.Page(nil), pages...)
	for i := range n {
		p := page.Page{Kind: page.Condition, Slug: "made-" + string(rune('a'+i%26)) + strings.Repeat("x", i/26%9) + string(rune('a'+i/234))}
		p.Title = words[r.IntN(len(words))] + " " + words[r.IntN(len(words))]
		p.Names = []string{words[r.IntN(len(words))]}
		var body []page.Section
		for range 1 + r.IntN(4) {
			s := sections[r.IntN(len(sections))]
			body = append(body, s)
			p.Sections = append(p.Sections, page.Head{Document: strconv.Itoa(i), ID: s.ID, Heading: s.Heading, Role: []string{page.Overview, page.Symptoms, page.Treatment, page.Causes}[r.IntN(4)]})
		}
		body = append(body, page.Section{ID: "invented", Heading: "Invented", Blocks: []page.Block{{Text: invented.Words(r, 30)}}})
		p.Body = page.WriteBody(body)
		out = append(out, p)
	}
	return out
}

// questions are n questions made of the pages' words: some cut short, misspelt, mixed, asked.
func questions(pages []page.Page, n int) []string {
	r := rand.New(rand.NewPCG(3, 4))
	var words []string
	for i := range pages {
		words = append(words, strings.Fields(pages[i].Title)...)
		for _, name := range pages[i].Names {
			words = append(words, strings.Fields(name)...)
		}
		for _, s := range pages[i].Content() {
			for _, b := range s.Blocks {
				words = append(words, strings.Fields(b.Text)...)
			}
		}
	}
	words = append(words, "throwing", "up", "pins", "and", "needles", "tummy", "zzzz", "1,500", "é", "the", "numb")
	out := []string{"", " ", "?", "the and of", "a", "😀", "\x00\x01", "שלום", `"quoted" AND -minus OR (x*`}
	for len(out) < n {
		var q []string
		for range 1 + r.IntN(6) {
			w := words[r.IntN(len(words))]
			switch k := r.IntN(10); {
			case k == 0 && len(w) > 3:
				w = w[:len(w)-1-r.IntN(len(w)/2)]
			case k == 1 && len(w) > 3:
				i := r.IntN(len(w) - 1)
				w = w[:i] + w[i+1:]
			case k == 2 && len(w) > 3:
				i := r.IntN(len(w) - 2)
				w = w[:i] + string(w[i+1]) + string(w[i]) + w[i+2:]
			}
			q = append(q, w)
		}
		s := strings.Join(q, " ")
		switch r.IntN(8) {
		case 0:
			s = "what is " + s + "?"
		case 1:
			s += " "
		}
		out = append(out, s)
	}
	return out
}

// TestCompilingLosesNothing: the model over bleve and over the bundle give the same pages with the same scores.
func TestCompilingLosesNothing(t *testing.T) {
	pages := more(sample(t), 1200)
	concepts := []Concept{{ID: "tingling", Name: "tingling", Lay: []string{"pins and needles"}, Clinical: []string{"paraesthesia"}}, {ID: "leg", Name: "leg", Parts: []string{"calf"}}, {ID: "calf", Name: "calf"}}
	x, err := Build(pages, concepts)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	dir := t.TempDir()
	b, err := x.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	if err := pack.Write(filepath.Join(dir, "search"), b, nil); err != nil {
		t.Fatal(err)
	}
	s, err := site.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	o, err := x.Oracle()
	if err != nil {
		t.Fatal(err)
	}
	answered := 0
	for _, q := range questions(pages, 2000) {
		want, err := o.Search(q, 10)
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		out, err := s.Search(q, 10)
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		var got struct {
			Query string
			Hits  []struct {
				ID    string
				Score float64
			}
			Message string
		}
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("%q: %v in %s", q, err, out)
		}
		if len(got.Hits) != len(want) {
			t.Fatalf("%q: %d hits from the bundle, %d from bleve", q, len(got.Hits), len(want))
		}
		for i, h := range got.Hits {
			if h.ID != want[i].Slug || math.Abs(h.Score-want[i].Score) > .000051 {
				t.Fatalf("%q: hit %d is %s %.4f from the bundle, %s %.4f from bleve", q, i, h.ID, h.Score, want[i].Slug, want[i].Score)
			}
		}
		if len(want) > 0 {
			answered++
		} else if got.Message == "" {
			t.Fatalf("%q: no hits and no sentence", q)
		}
	}
	if len(s.Fetched) < 10 {
		t.Errorf("the bundle has only %d parts", len(s.Fetched))
	}
	if answered < 1500 {
		t.Fatalf("only %d of 2000 questions had an answer", answered)
	}
}

// TestBundleIsTheSameAgain: the same pages give the same bytes, on one core and on several.
func TestBundleIsTheSameAgain(t *testing.T) {
	pages := more(sample(t), 1200)
	var files [2]map[string]string
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for i := range files {
		runtime.GOMAXPROCS([...]int{1, 3}[i])
		x, err := Build(pages, nil)
		if err != nil {
			t.Fatal(err)
		}
		b, err := x.Bundle()
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		if err := pack.Write(dir, b, nil); err != nil {
			t.Fatal(err)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(x.dir); !os.IsNotExist(err) {
			t.Fatalf("%s is left over", x.dir)
		}
		files[i] = map[string]string{}
		all, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			c, err := os.ReadFile(filepath.Join(dir, f.Name()))
			if err != nil {
				t.Fatal(err)
			}
			files[i][f.Name()] = string(c)
		}
	}
	if len(files[0]) < 3 || len(files[0]) != len(files[1]) {
		t.Fatalf("%d and %d files", len(files[0]), len(files[1]))
	}
	for name, c := range files[0] {
		if files[1][name] != c {
			t.Errorf("%s differs", name)
		}
	}
}
