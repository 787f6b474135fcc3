package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"signpost/search/page"
	"signpost/search/query"
	"signpost/search/text"
)

// set is questions of one kind with what each page is worth as an answer, by page number.
type set struct {
	questions []string
	gains     []map[int]int
}

// add adds a question that one page answers.
func (s *set) add(question string, page int) {
	s.questions = append(s.questions, question)
	s.gains = append(s.gains, map[int]int{page: 1})
}

// draws is how many times known and typo are drawn anew: one draw is luck.
const draws = 5

// drawn is the name of one draw of a set.
func drawn(name string, draw int) string { return name + strconv.Itoa(draw) }

// questions makes the sets: summary and message (LiveQA), short, keywords and long (asks.txt, in the same manner), lay, causes and why
// (lay.txt, plain and as questions), draws of known (eight words of a page's symptoms without its names) and typo (one edit in a
// one-word title), one and five (words, for bytes).
func questions(pages []page.Page, shared string) (map[string]set, error) {
	sets, err := liveQA(pages, shared)
	if err != nil {
		return nil, err
	}
	r := rand.New(rand.NewPCG(11, 12))
	for draw := range draws {
		var known, typo set
		for i := range pages {
			if q := symptoms(r, &pages[i]); q != "" {
				known.add(q, i)
			}
			if t := strings.ToLower(pages[i].Title); len(t) > 4 && strings.Trim(t, "abcdefghijklmnopqrstuvwxyz") == "" {
				if e := edit(r, t); e != t {
					typo.add(e, i)
				}
			}
		}
		sets[drawn("known", draw)], sets[drawn("typo", draw)] = known, typo
	}
	if err := own(pages, sets); err != nil {
		return nil, err
	}
	sets["one"] = set{questions: []string{"diabetes", "tingling", "asthma", "fever", "claudication", "headache", "anemia", "dizziness", "arthritis"}}
	sets["five"] = set{questions: []string{
		"burning feet at night diabetes", "fever night sweats weight loss cough", "numb hands and tingling fingers", "chest pain shortness of breath sweating",
		"pain lower back both legs", "swollen painful red calf leg", "itchy red skin rash child", "blurred vision headache high pressure", "tired pale dizzy heavy periods",
	}}
	return sets, nil
}

func words(s string) []string {
	w := text.Words{Tokens: make([]text.Token, len(s)+1), Buf: make([]byte, len(s)+1)}
	w.Split([]byte(s))
	var out []string
	for i := range w.N {
		out = append(out, string(w.Word(i)))
	}
	return out
}

// symptoms is eight telling words of what a page's first document says of symptoms that are in none of its names, drawn at random.
func symptoms(r *rand.Rand, p *page.Page) string {
	if len(p.Sections) == 0 || p.Kind == page.Symptom {
		return ""
	}
	says := map[string]bool{}
	for _, h := range p.Sections {
		says[h.ID] = h.Role == page.Symptoms && h.Document == p.Sections[0].Document
	}
	names := words(p.Title + " " + strings.Join(p.Names, " "))
	var out []string
	for _, s := range p.Content() {
		if !says[s.ID] {
			continue
		}
		for _, b := range s.Blocks {
			for _, w := range words(b.Text) {
				named := slices.ContainsFunc(names, func(n string) bool { return n[:min(5, len(n))] == w[:min(5, len(w))] })
				if len(w) > 3 && !named && !query.Stop([]byte(w)) && !slices.Contains(out, w) {
					out = append(out, w)
				}
			}
		}
	}
	if len(out) < 8 {
		return ""
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return strings.Join(out[:8], " ")
}

// edit is one slip of the finger.
func edit(r *rand.Rand, w string) string {
	i, c := r.IntN(len(w)), string(rune('a'+r.IntN(26)))
	switch r.IntN(4) {
	case 0:
		return w[:i] + c + w[i:]
	case 1:
		return w[:i] + w[i+1:]
	case 2:
		return w[:i] + c + w[i+1:]
	}
	i = min(i, len(w)-2)
	return w[:i] + string(w[i+1]) + string(w[i]) + w[i+2:]
}

// liveQA reads the questions that people asked, with a grade for each document, and finds the documents' pages by name.
func liveQA(pages []page.Page, shared string) (map[string]set, error) {
	var sources []struct{ File, Title string }
	b, err := os.ReadFile(filepath.Join(shared, "corpora/nih/sources.json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(b, &sources); err != nil {
		return nil, err
	}
	title := map[string]string{}
	for _, s := range sources {
		title[s.File] = strings.Join(words(s.Title), " ")
	}
	named := byName(pages)
	f, err := os.Open(filepath.Join(shared, "gold/nih.liveqa.jsonl"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var summary, message set
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c struct {
			Subject, Message, Summary string
			Grades                    map[string]int
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			return nil, err
		}
		gains := map[int]int{}
		for file, g := range c.Grades {
			for _, i := range named[title[file]] {
				gains[i] = max(gains[i], g)
			}
		}
		long := c.Subject + " " + c.Message
		if c.Summary == "" {
			c.Summary = long
		}
		flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		summary.questions, summary.gains = append(summary.questions, flat(c.Summary)), append(summary.gains, gains)
		message.questions, message.gains = append(message.questions, flat(long)), append(message.gains, gains)
	}
	return map[string]set{"summary": summary, "message": message}, lines.Err()
}

// byName is the pages by each of their names.
func byName(pages []page.Page) map[string][]int {
	named := map[string][]int{}
	for i := range pages {
		for _, n := range append([]string{pages[i].Title}, pages[i].Names...) {
			k := strings.Join(words(n), " ")
			named[k] = append(named[k], i)
		}
	}
	return named
}

// own reads the questions of lay.txt and asks.txt.
func own(pages []page.Page, sets map[string]set) error {
	named := byName(pages)
	add := func(name, question, titles string) {
		gains := map[int]int{}
		for t := range strings.SplitSeq(titles, " | ") {
			title, grade, _ := strings.Cut(t, "=")
			g, err := strconv.Atoi(grade)
			if err != nil {
				g = 1
			}
			title = strings.Replace(title, "~", "What I need to know about ", 1) // as one publisher's titles begin
			for _, i := range named[strings.Join(words(title), " ")] {
				gains[i] = max(gains[i], g)
			}
		}
		if s := sets[name]; len(gains) > 0 {
			sets[name] = set{append(s.questions, question), append(s.gains, gains)}
		}
	}
	for _, file := range []string{"lay.txt", "asks.txt"} {
		b, err := os.ReadFile(filepath.Join("bench/search", file))
		if err != nil {
			return fmt.Errorf("run from the project's folder: %w", err)
		}
		for line := range strings.Lines(string(b)) {
			line = strings.TrimSpace(line)
			if a := strings.Split(line, " ## "); len(a) == 4 {
				add("short", a[0], a[3])
				add("keywords", keywords(a[0]), a[3])
				add("long", a[1]+" "+a[2], a[3])
			} else if q, titles, ok := strings.Cut(line, " : "); ok && line[0] != '#' {
				add("lay", q, titles)
				add("causes", "what causes "+q+"?", titles)
				add("why", "why do I have "+q+"?", titles)
			}
		}
	}
	return nil
}

// keywords is a question without its small words: how many people type it.
func keywords(question string) string {
	return strings.Join(slices.DeleteFunc(words(question), func(w string) bool { return query.Stop([]byte(w)) }), " ")
}

// ndcg is the mean nDCG at 10.
func ndcg(s set, ranks [][]int) float64 {
	sum := 0.0
	for q, gains := range s.gains {
		var best []int
		for _, g := range gains {
			best = append(best, g)
		}
		slices.SortFunc(best, func(a, b int) int { return b - a })
		var got []int
		if q < len(ranks) {
			for _, p := range ranks[q] {
				got = append(got, gains[p])
			}
		}
		if d := dcg(best); d > 0 {
			sum += dcg(got) / d
		}
	}
	return sum / float64(len(s.gains))
}

func dcg(gains []int) float64 {
	sum := 0.0
	for i, g := range gains[:min(10, len(gains))] {
		sum += (math.Exp2(float64(g)) - 1) / math.Log2(float64(i+2))
	}
	return sum
}

// within is the share of questions with a right page among the first k.
func within(s set, ranks [][]int, k int) float64 {
	n := 0
	for q, gains := range s.gains {
		if q < len(ranks) && slices.ContainsFunc(ranks[q][:min(k, len(ranks[q]))], func(p int) bool { return gains[p] > 0 }) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(s.gains)))
}

// grown is n pages: the pages, then sections of theirs under titles made of words of theirs.
func grown(pages []page.Page, n int) []page.Page {
	r := rand.New(rand.NewPCG(21, 22))
	type part struct {
		role string
		page.Section
	}
	byRole := map[string][]part{}
	var titles []string
	for i := range pages {
		titles = append(titles, strings.Fields(pages[i].Title)...)
		role := map[string]string{}
		for _, h := range pages[i].Sections {
			role[h.ID] = h.Role
		}
		for _, s := range pages[i].Content() {
			byRole[role[s.ID]] = append(byRole[role[s.ID]], part{role[s.ID], s})
		}
	}
	out := slices.Clone(pages[:min(n, len(pages))])
	for i := len(out); i < n; i++ {
		p := page.Page{Kind: page.Condition, Slug: "grown-" + strconv.Itoa(i), Title: titles[r.IntN(len(titles))] + " " + titles[r.IntN(len(titles))]}
		if i%2 == 0 {
			p.Names = []string{titles[r.IntN(len(titles))] + " " + titles[r.IntN(len(titles))]}
		}
		var body []page.Section
		for j, h := range pages[r.IntN(len(pages))].Sections {
			from := byRole[h.Role]
			if len(from) == 0 {
				continue
			}
			s := from[r.IntN(len(from))].Section
			s.ID = "s" + strconv.Itoa(j)
			body = append(body, s)
			p.Sections = append(p.Sections, page.Head{ID: s.ID, Heading: s.Heading, Role: h.Role, Document: p.Slug})
		}
		p.Body = page.WriteBody(body)
		out = append(out, p)
	}
	return out
}
