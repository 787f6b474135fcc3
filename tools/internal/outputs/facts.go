package outputs

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"signpost/search/page"
	"signpost/tools/internal/vocabulary"
)

// Format is the version of facts.json and facts.csv; docs/publishing.md describes them. Fields may be added under the
// same number.
const Format = 1

const about = "Facts taken from the documents by a program. A fact whose status is draft has not been looked at by a person. " +
	"Quotes belong to the publishers of their documents: see licence."

// The shapes of facts.json, in the order they are written.
type (
	head struct {
		Format    int    `json:"format"`
		Title     string `json:"title"`
		URL       string `json:"url,omitempty"`
		Publisher string `json:"publisher,omitempty"`
		About     string `json:"about"`
	}
	document struct {
		Document  string `json:"document"`
		Title     string `json:"title"`
		Publisher string `json:"publisher,omitempty"`
		URL       string `json:"url,omitempty"`
		Licence   string `json:"licence,omitempty"`
		Date      string `json:"date,omitempty"`
		Reviewed  string `json:"reviewed,omitempty"`
	}
	listed struct {
		Page     string   `json:"page"` // its address inside the site, and its name in this file
		Kind     string   `json:"kind"`
		Title    string   `json:"title"`
		Names    []string `json:"names,omitempty"`
		Codes    []string `json:"codes,omitempty"`
		Level    string   `json:"level,omitempty"`
		Review   *review  `json:"review,omitempty"`
		Disagree []clash  `json:"disagree,omitempty"`
	}
	review struct {
		By   string `json:"by"`
		Role string `json:"role"`
		On   string `json:"on"`
		Due  string `json:"due"`
	}
	clash struct {
		Question string `json:"question"`
		A        string `json:"a"`
		B        string `json:"b"`
	}
	fact struct {
		Page       string      `json:"page"`
		Condition  string      `json:"condition"` // the page's title
		ID         string      `json:"id"`        // unique on its page
		Slot       string      `json:"slot"`
		Value      string      `json:"value"`
		Term       string      `json:"term,omitempty"`
		Name       string      `json:"name,omitempty"`  // the term's plain name
		Codes      []string    `json:"codes,omitempty"` // the term's
		Qualifiers *qualifiers `json:"qualifiers,omitempty"`
		Polarity   string      `json:"polarity"`
		Frequency  string      `json:"frequency,omitempty"`
		Hedge      string      `json:"hedge,omitempty"`
		Level      string      `json:"level,omitempty"`
		Status     string      `json:"status"`
		Evidence   []evidence  `json:"evidence"`
	}
	qualifiers struct {
		Site     []string `json:"site,omitempty"`
		Side     string   `json:"side,omitempty"`
		Onset    string   `json:"onset,omitempty"`
		Course   []string `json:"course,omitempty"`
		Trigger  []string `json:"trigger,omitempty"`
		Worse    []string `json:"worse,omitempty"`
		Relief   []string `json:"relief,omitempty"`
		Severity string   `json:"severity,omitempty"`
	}
	evidence struct {
		Document string `json:"document"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		Exact    string `json:"exact"`
		Prefix   string `json:"prefix,omitempty"`
		Suffix   string `json:"suffix,omitempty"`
	}
)

// facts writes facts.json and facts.csv. Facts that an editor has rejected are in neither.
func (w *writer) facts(pages []page.Page, o Options) {
	list := kept(pages, o.Vocabulary)
	documents := sources(pages)
	w.file("facts.json", func() ([]byte, error) {
		top := head{Format: Format, Title: o.Title, Publisher: o.Publisher, About: about}
		if o.absolute() {
			top.URL = o.BaseURL
		}
		titles := make([]listed, len(pages))
		for i := range pages {
			titles[i] = entry(&pages[i])
		}
		return asJSON(top, documents, titles, list)
	})
	w.file("facts.csv", func() ([]byte, error) { return asCSV(documents, list) })
}

func entry(p *page.Page) listed {
	l := listed{Page: place(p), Kind: p.Kind, Title: p.Title, Names: p.Names, Codes: p.Codes, Level: p.Level}
	if r := p.Review; r != nil {
		l.Review = &review{By: r.By, Role: r.Role, On: r.On, Due: r.Due}
	}
	for _, c := range p.Disagree {
		l.Disagree = append(l.Disagree, clash{Question: c.Question, A: c.A, B: c.B})
	}
	return l
}

// kept gives the facts of all pages in the pages' order.
func kept(pages []page.Page, v *vocabulary.Vocabulary) []fact {
	list := []fact{}
	for i := range pages {
		p := &pages[i]
		for j := range p.Facts {
			f := &p.Facts[j]
			if f.Status == "rejected" {
				continue
			}
			out := fact{
				Page: place(p), Condition: p.Title, ID: f.ID, Slot: f.Slot, Value: f.Value, Term: f.Term, Polarity: f.Polarity,
				Frequency: f.Frequency, Hedge: f.Hedge, Level: f.Level, Status: f.Status, Evidence: []evidence{},
			}
			if out.Polarity == "" {
				out.Polarity = "present"
			}
			if t := v.Find(f.Term); t != nil {
				out.Name, out.Codes = t.Name, t.Codes
			}
			if q := (qualifiers)(f.Qualifiers); !q.none() {
				out.Qualifiers = &q
			}
			for _, e := range f.Evidence {
				out.Evidence = append(out.Evidence, evidence(e))
			}
			list = append(list, out)
		}
	}
	return list
}

func (q qualifiers) none() bool {
	return len(q.Site)+len(q.Side)+len(q.Onset)+len(q.Course)+len(q.Trigger)+len(q.Worse)+len(q.Relief)+len(q.Severity) == 0
}

// sources gives every document that a page rests on, once, by file name.
func sources(pages []page.Page) []document {
	list := []document{}
	for i := range pages {
		for _, s := range pages[i].Sources {
			list = append(list, document{Document: s.Document, Title: s.Title, Publisher: s.Publisher, URL: s.URL, Licence: s.Licence, Date: s.Date, Reviewed: s.Reviewed})
		}
	}
	slices.SortStableFunc(list, func(a, b document) int { return strings.Compare(a.Document, b.Document) })
	return slices.CompactFunc(list, func(a, b document) bool { return a.Document == b.Document })
}

// asJSON writes one object with a line for every document, page and fact, so that two versions can be compared by line.
func asJSON(top head, documents []document, pages []listed, facts []fact) ([]byte, error) {
	var b bytes.Buffer
	first, err := line(top)
	if err != nil {
		return nil, err
	}
	b.Write(first[:len(first)-1]) // without the closing brace
	if err := lines(&b, "documents", documents); err != nil {
		return nil, err
	}
	if err := lines(&b, "pages", pages); err != nil {
		return nil, err
	}
	if err := lines(&b, "facts", facts); err != nil {
		return nil, err
	}
	b.WriteString("\n}\n")
	return b.Bytes(), nil
}

func lines[T any](b *bytes.Buffer, name string, list []T) error {
	b.WriteString(",\n" + strconv.Quote(name) + ": [")
	for i := range list {
		text, err := line(list[i])
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(text)
	}
	b.WriteByte(']')
	return nil
}

// line is v as JSON on one line, with <, > and & as they are.
func line(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

var columns = []string{
	"page", "condition", "id", "slot", "value", "term", "name", "codes", "site", "side", "onset", "course", "trigger", "worse", "relief",
	"severity", "polarity", "frequency", "hedge", "level", "status", "document", "start", "end", "exact", "source_title", "publisher", "url", "licence", "date",
}

// asCSV writes one row per piece of evidence; lists are joined by "; ".
func asCSV(documents []document, facts []fact) ([]byte, error) {
	of := map[string]document{}
	for _, d := range documents {
		of[d.Document] = d
	}
	var b bytes.Buffer
	c := csv.NewWriter(&b)
	c.Write(columns)
	for _, f := range facts {
		q := f.Qualifiers
		if q == nil {
			q = &qualifiers{}
		}
		for _, e := range f.Evidence {
			d := of[e.Document]
			row := []string{
				f.Page, f.Condition, f.ID, f.Slot, f.Value, f.Term, f.Name, joined(f.Codes), joined(q.Site), q.Side, q.Onset, joined(q.Course), joined(q.Trigger),
				joined(q.Worse), joined(q.Relief), q.Severity, f.Polarity, f.Frequency, f.Hedge, f.Level, f.Status, e.Document,
				strconv.Itoa(e.Start), strconv.Itoa(e.End), e.Exact, d.Title, d.Publisher, d.URL, d.Licence, d.Date,
			}
			for i := range row {
				row[i] = cell(row[i])
			}
			c.Write(row)
		}
	}
	c.Flush()
	return b.Bytes(), c.Error()
}

func joined(list []string) string { return strings.Join(list, "; ") }

// cell keeps a spreadsheet from running text of a document as a formula: such a text gets an apostrophe before it, as
// OWASP's page on CSV injection advises. facts.json has the text as it is.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
