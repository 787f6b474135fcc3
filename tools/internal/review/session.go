package review

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"signpost/search/page"
	"signpost/tools/internal/condition"
)

// Session is one reviewer's work on the facts of a folder of documents. Every decision is saved at once.
type Session struct {
	mu        sync.Mutex
	by, role  string // the reviewer; nothing can be decided without a name
	decisions *Decisions
	items     []Item
	pages     []page.Page
	today     func() time.Time
}

// Item is a fact with its sentence, and what has been decided about it.
type Item struct {
	ID        string
	Statement condition.Statement
	Title     string // of the document
	Before    string // the text round the sentence
	After     string
	Decision  *Decision // nil = not decided
}

// NewSession lists the facts for review, ordered by condition, document and place. statements are as extracted, without
// decisions; pages are what they become, for the review of whole pages.
func NewSession(d *Decisions, statements []condition.Statement, docs []condition.Document, pages []page.Page) *Session {
	s := &Session{decisions: d, pages: pages, today: time.Now}
	m := d.match(statements, docs)
	titles := map[string]string{}
	for _, doc := range docs {
		titles[doc.ID] = doc.Title
	}
	for i, st := range statements {
		if len(st.Evidence) == 0 {
			continue
		}
		e := st.Evidence[0]
		text := m.texts[e.Document]
		item := Item{ID: itemID(st), Statement: st, Title: titles[e.Document], Before: tail(text[:e.Start]), After: front(text[e.End:])}
		if at := m.decision[i]; at >= 0 {
			decision := d.Facts[at]
			item.Decision = &decision
		}
		s.items = append(s.items, item)
	}
	slices.SortStableFunc(s.items, func(a, b Item) int {
		ea, eb := a.Statement.Evidence[0], b.Statement.Evidence[0]
		return cmp.Or(strings.Compare(a.Statement.Condition, b.Statement.Condition), strings.Compare(ea.Document, eb.Document), cmp.Compare(ea.Start, eb.Start))
	})
	return s
}

// itemID names a fact for as long as its sentence and its neighbours stay.
func itemID(s condition.Statement) string {
	e := s.Evidence[0]
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q %q %q", s.Condition, s.Slot, s.Value, e.Document, e.Exact, e.Prefix, e.Suffix))
	return hex.EncodeToString(sum[:8])
}

// contextBytes is how much text is shown on each side of a sentence.
const contextBytes = 240

func tail(s string) string {
	if len(s) > contextBytes {
		s = s[len(s)-contextBytes:]
		if cut := strings.IndexAny(s, " \n"); cut >= 0 {
			s = "… " + s[cut+1:]
		}
	}
	return strings.ToValidUTF8(s, "")
}

func front(s string) string {
	if len(s) > contextBytes {
		s = s[:contextBytes]
		if cut := strings.LastIndexAny(s, " \n"); cut >= 0 {
			s = s[:cut] + " …"
		}
	}
	return strings.ToValidUTF8(s, "")
}

// SetReviewer says who decides from now on.
func (s *Session) SetReviewer(by, role string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.by, s.role = strings.TrimSpace(by), strings.TrimSpace(role)
}

// Reviewer is who decides.
func (s *Session) Reviewer() (by, role string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.by, s.role
}

// Items is the facts as they stand now.
func (s *Session) Items() []Item {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.items)
}

// Next is the index of the first undecided fact at or after from, going round; -1 when all are decided.
func (s *Session) Next(from int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.items {
		if at := (from + i) % len(s.items); s.items[at].Decision == nil {
			return at
		}
	}
	return -1
}

// Find is the index of a fact, or -1.
func (s *Session) Find(id string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.IndexFunc(s.items, func(i Item) bool { return i.ID == id })
}

// Decide records a verdict on the fact and saves it. The verdict "" takes the decision back.
func (s *Session) Decide(id, verdict string, becomes *Correction) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.items, func(i Item) bool { return i.ID == id })
	switch {
	case at < 0:
		return errors.New("that fact is not there any more; start the review again")
	case verdict != "" && s.by == "":
		return errors.New("give your name first: a decision without a name is worth nothing")
	case verdict == Corrected && (becomes == nil || *becomes == Correction{}):
		return errors.New("nothing was corrected")
	case verdict != "" && verdict != Approved && verdict != Rejected && verdict != Corrected:
		return fmt.Errorf("%q is not a verdict", verdict)
	}
	if verdict != Corrected {
		becomes = nil
	}
	item := &s.items[at]
	old := slices.Clone(s.decisions.Facts)
	if item.Decision != nil {
		was := *item.Decision
		s.decisions.Facts = slices.DeleteFunc(s.decisions.Facts, func(d Decision) bool { return same(d, was) })
	}
	var decision *Decision
	if verdict != "" {
		st, e := item.Statement, item.Statement.Evidence[0]
		decision = &Decision{Condition: st.Condition, Slot: st.Slot, Value: st.Value, Verdict: verdict, Becomes: becomes, By: s.by,
			On: s.today().Format(time.DateOnly), Document: e.Document, Exact: e.Exact, Prefix: e.Prefix, Suffix: e.Suffix}
		s.decisions.Facts = append(s.decisions.Facts, *decision)
	}
	if err := s.decisions.Save(); err != nil {
		s.decisions.Facts = old
		return fmt.Errorf("the decision could not be saved: %w", err)
	}
	for i := range s.items { // the same words may have been found twice
		if s.items[i].ID == id {
			s.items[i].Decision = decision
		}
	}
	return nil
}

// same reports whether two decisions are on the same fact.
func same(a, b Decision) bool {
	return a.Document == b.Document && a.Condition == b.Condition && a.Slot == b.Slot && a.Value == b.Value && a.Exact == b.Exact &&
		a.Prefix == b.Prefix && a.Suffix == b.Suffix
}

// ReviewPage records that the reviewer has reviewed the whole page, for so many months.
func (s *Session) ReviewPage(path string, months int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.by == "" || s.role == "":
		return errors.New("give your name and your role first")
	case months < 1 || months > 36:
		return errors.New("the next review must be due in 1 to 36 months")
	case !slices.ContainsFunc(s.pages, func(p page.Page) bool { return pagePath(p) == path }):
		return fmt.Errorf("there is no page %s", path)
	}
	if n := s.open(path); n > 0 {
		return fmt.Errorf("%d facts of this page are not decided yet", n)
	}
	now := s.today()
	r := PageReview{Page: path, By: s.by, Role: s.role, On: now.Format(time.DateOnly), Due: now.AddDate(0, months, 0).Format(time.DateOnly)}
	old := slices.Clone(s.decisions.Pages)
	s.decisions.Pages = append(slices.DeleteFunc(s.decisions.Pages, func(p PageReview) bool { return p.Page == path }), r)
	if err := s.decisions.Save(); err != nil {
		s.decisions.Pages = old
		return fmt.Errorf("the review could not be saved: %w", err)
	}
	return nil
}

func pagePath(p page.Page) string { return page.Folders[p.Kind] + "/" + p.Slug }

// open is the number of facts of a page that nobody has decided; the page's facts are known by their sentences.
func (s *Session) open(path string) int {
	quotes := map[string]bool{}
	for _, p := range s.pages {
		if pagePath(p) == path {
			for _, f := range p.Facts {
				for _, e := range f.Evidence {
					quotes[f.Slot+"\x00"+e.Document+"\x00"+e.Exact] = true
				}
			}
		}
	}
	n := 0
	for _, item := range s.items {
		e := item.Statement.Evidence[0]
		if item.Decision == nil && quotes[item.Statement.Slot+"\x00"+e.Document+"\x00"+e.Exact] {
			n++
		}
	}
	return n
}

// ready is the pages of which every fact is decided and that nobody has reviewed as a whole.
func (s *Session) ready() []page.Page {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []page.Page
	for _, p := range s.pages {
		reviewed := slices.ContainsFunc(s.decisions.Pages, func(r PageReview) bool { return r.Page == pagePath(p) })
		if p.Kind != page.Symptom && len(p.Facts) > 0 && !reviewed && s.open(pagePath(p)) == 0 {
			out = append(out, p)
		}
	}
	return out
}
