package vocabulary

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Formats that Import reads.
const (
	OBO = "obo" // an ontology: [Term] stanzas with id, name, synonym and is_a; obsolete terms are left out
	TSV = "tsv" // a table with a heading line: columns for the term and its synonyms, by the names that termColumns and wordColumns list
)

// Columns that Import knows in a TSV file, by heading without "?", in lower case.
var (
	idColumns   = []string{"term", "id", "cui", "code"}
	termColumns = []string{"term_label", "label", "name", "focus", "preferred"}
	wordColumns = []string{"layperson", "synonym", "synonyms", "lay", "alt"} // more than one in a cell: parted by |
)

// Import reads terms from an ontology or a table: id, name, synonyms as clinical words (as lay words when the column says so), codes.
// kind is the lexicon's kind that the terms get. Errors name the line.
func Import(r io.Reader, format string, kind uint8) ([]Term, error) {
	switch format {
	case OBO:
		return readOBO(r, kind)
	case TSV:
		return readTSV(r, kind)
	}
	return nil, fmt.Errorf("the format %q is not known: use obo or tsv", format)
}

var quoted = regexp.MustCompile(`^"((?:[^"\\]|\\.)*)"`)

func readOBO(r io.Reader, kind uint8) ([]Term, error) {
	var terms []Term
	broader := map[string]string{} // code -> id
	var t *Term
	obsolete := false
	end := func() {
		if t != nil && t.Name != "" && !obsolete {
			t.ID = slug(t.Name)
			broader[t.Codes[0]] = t.ID
			terms = append(terms, *t)
		}
		t, obsolete = nil, false
	}
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	line, terms0 := 0, false
	for in.Scan() {
		line++
		s := strings.TrimSpace(in.Text())
		if strings.HasPrefix(s, "[") {
			end()
			if s == "[Term]" {
				t, terms0 = &Term{Kind: kind, Line: line, Codes: []string{""}}, true
			}
			continue
		}
		key, value, ok := strings.Cut(s, ": ")
		if t == nil || !ok {
			continue
		}
		switch key {
		case "id":
			t.Codes[0] = value
		case "name":
			t.Name = value
		case "synonym":
			m := quoted.FindStringSubmatch(value)
			if m == nil {
				return nil, fmt.Errorf("line %d: a synonym must be in double quotes: %s", line, s)
			}
			if strings.Contains(value, " EXACT") {
				t.Clinical = append(t.Clinical, strings.ReplaceAll(m[1], `\"`, `"`))
			}
		case "is_a":
			code, _, _ := strings.Cut(value, " ")
			t.Broader = append(t.Broader, code)
		case "is_obsolete":
			obsolete = value == "true"
		}
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("line %d: %w", line+1, err)
	}
	end()
	if !terms0 {
		return nil, errors.New("no [Term] in it: is it an OBO file?")
	}
	for i := range terms {
		var ids []string
		for _, code := range terms[i].Broader {
			if id, ok := broader[code]; ok && id != terms[i].ID {
				ids = append(ids, id)
			}
		}
		terms[i].Broader = ids
	}
	return terms, nil
}

func readTSV(r io.Reader, kind uint8) ([]Term, error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, 1<<20)
	if !in.Scan() {
		return nil, errors.New("the file is empty")
	}
	id, name, word, lay := -1, -1, -1, false
	for i, h := range strings.Split(in.Text(), "\t") {
		h = strings.ToLower(strings.Trim(h, "? \r"))
		switch {
		case slices.Contains(termColumns, h):
			name = i
		case slices.Contains(wordColumns, h):
			word, lay = i, h == "layperson" || h == "lay"
		case id < 0 && slices.Contains(idColumns, h):
			id = i
		}
	}
	if name < 0 || word < 0 {
		return nil, fmt.Errorf("line 1: expected a heading line with a column for the term (%s) and one for its synonyms (%s), parted by tabs",
			strings.Join(termColumns, ", "), strings.Join(wordColumns, ", "))
	}
	var terms []Term
	at := map[string]int{}
	for line := 2; in.Scan(); line++ {
		cells := strings.Split(strings.TrimRight(in.Text(), "\r"), "\t")
		if len(cells) <= max(id, name, word) {
			return nil, fmt.Errorf("line %d: %d columns, expected %d", line, len(cells), max(id, name, word)+1)
		}
		n := plain(cells[name])
		if n == "" {
			continue
		}
		i, ok := at[n]
		if !ok {
			i = len(terms)
			at[n] = i
			terms = append(terms, Term{ID: slug(n), Name: n, Kind: kind, Line: line})
			if id >= 0 {
				terms[i].Codes = []string{code(cells[id])}
			}
		}
		for _, w := range strings.Split(cells[word], "|") {
			if w = plain(w); w == "" {
				continue
			}
			if lay {
				terms[i].Lay = append(terms[i].Lay, w)
			} else {
				terms[i].Clinical = append(terms[i].Clinical, w)
			}
		}
	}
	return terms, in.Err()
}

// plain takes off quotes and a language mark: "Joint pain"@en.
func plain(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "@")
	return strings.TrimSpace(strings.Trim(s, `"`))
}

var obolibrary = regexp.MustCompile(`/([A-Za-z]+)_(\w+)>?$`)

// code writes an address such as <http://purl.obolibrary.org/obo/HP_0003401> as HP:0003401.
func code(s string) string {
	s = plain(s)
	if m := obolibrary.FindStringSubmatch(s); m != nil {
		return m[1] + ":" + m[2]
	}
	return strings.Trim(s, "<>")
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

func slug(name string) string {
	return strings.Trim(notSlug.ReplaceAllString(strings.ToLower(name), "-"), "-")
}

// Merged says what Merge did.
type Merged struct {
	Terms int // new terms
	Words int // new words of terms that were there
	Left  int // words that another term has already, left where they are
}

// Merge adds imported terms to v. A term whose name or word is a form in v of the same kind gives its other words to that term; one
// that v has no word of becomes a new term. No word moves from one term to another, and v stays free of faults.
func (v *Vocabulary) Merge(terms []Term) Merged {
	var done Merged
	owner := map[string]int{}
	key := func(kind uint8, w string) string { return fmt.Sprint(kind, " ", strings.ToLower(w)) }
	for i := range v.Terms {
		for _, f := range v.Terms[i].Forms() {
			owner[key(v.Terms[i].Kind, f)] = i
		}
	}
	renamed := map[string]string{} // imported id -> id in v
	from := len(v.Terms)
	for _, t := range terms {
		at := -1
		for _, f := range t.Forms() {
			if i, ok := owner[key(t.Kind, f)]; ok {
				at = i
				break
			}
		}
		if at < 0 {
			at = len(v.Terms)
			n := Term{ID: t.ID, Name: t.Name, Kind: t.Kind, Broader: t.Broader, Sites: t.Sites}
			for v.Find(n.ID) != nil {
				n.ID += "-2"
			}
			v.number[n.ID] = at
			v.Terms = append(v.Terms, n)
			owner[key(t.Kind, t.Name)] = at
			done.Terms++
		}
		renamed[t.ID] = v.Terms[at].ID
		to := &v.Terms[at]
		add := func(words []string, list *[]string) {
			for _, w := range words {
				if i, ok := owner[key(t.Kind, w)]; ok {
					if i != at {
						done.Left++
					}
					continue
				}
				owner[key(t.Kind, w)] = at
				*list = append(*list, w)
				if at < from {
					done.Words++
				}
			}
		}
		add(t.Lay, &to.Lay)
		add(append([]string{t.Name}, t.Clinical...), &to.Clinical)
		for _, c := range t.Codes {
			if c != "" && !slices.Contains(to.Codes, c) {
				to.Codes = append(to.Codes, c)
			}
		}
	}
	for i := from; i < len(v.Terms); i++ { // the hierarchy of new terms, as far as it does not turn on itself
		t := &v.Terms[i]
		ids := t.Broader
		t.Broader = nil
		for _, id := range ids {
			if to, ok := renamed[id]; ok && to != t.ID && !slices.Contains(t.Broader, to) && !v.reaches(to, t.ID) {
				t.Broader = append(t.Broader, to)
			}
		}
	}
	return done
}

// reaches says that following broader from term a leads to term b.
func (v *Vocabulary) reaches(a, b string) bool {
	seen := map[string]bool{}
	for queue := []string{a}; len(queue) > 0; queue = queue[1:] {
		if queue[0] == b {
			return true
		}
		if t := v.Find(queue[0]); t != nil && !seen[t.ID] {
			seen[t.ID] = true
			queue = append(queue, t.Broader...)
		}
	}
	return false
}

// Write writes the terms of one kind as their file holds them, under heading (comment lines).
func (v *Vocabulary) Write(w io.Writer, kind uint8, heading string) error {
	var terms []Term
	for _, t := range v.Terms {
		if t.Kind == kind {
			terms = append(terms, t)
		}
	}
	var b bytes.Buffer
	for _, line := range strings.Split(strings.TrimSpace(heading), "\n") {
		if line != "" {
			fmt.Fprintf(&b, "# %s\n", strings.TrimLeft(line, "# "))
		}
	}
	data, err := yaml.Marshal(terms)
	if err != nil {
		return err
	}
	b.Write(data)
	_, err = w.Write(b.Bytes())
	return err
}

// KindOf gives the lexicon's kind for a file's name without ".yaml", or false.
func KindOf(file string) (uint8, bool) {
	i := slices.Index(Files[:], file)
	return uint8(max(i, 0)), i >= 0
}
