package hugo

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"
)

// feed is what a reader of Atom (RFC 4287) needs.
type feed struct {
	XMLName  xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID       string   `xml:"id"`
	Title    string   `xml:"title"`
	Subtitle string   `xml:"subtitle"`
	Updated  string   `xml:"updated"`
	Entries  []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Author  string `xml:"author>name"`
	} `xml:"entry"`
}

func feedOf(t *testing.T, site string) feed {
	t.Helper()
	var f feed
	if err := xml.Unmarshal([]byte(read(t, site, "feed.xml")), &f); err != nil {
		t.Fatal(err)
	}
	if _, err := time.Parse(time.RFC3339, f.Updated); err != nil || f.ID == "" || f.Title == "" {
		t.Errorf("feed: %+v %v", f, err)
	}
	return f
}

func TestFeedListsReviewedPagesOnly(t *testing.T) {
	site := build(t, func(o *Options) { o.BaseURL = "https://example.org/health/" })
	f := feedOf(t, site)
	if len(f.Entries) != 1 {
		t.Fatalf("%d entries, and one page is reviewed", len(f.Entries))
	}
	e := f.Entries[0]
	if e.ID != "https://example.org/health/conditions/narrow-spine-canal/" || e.Author == "" || e.Updated != f.Updated || f.Subtitle != "" {
		t.Errorf("%+v", f)
	}
}

func TestFeedWithoutReviewsSaysSo(t *testing.T) {
	content := write(t, map[string]string{"conditions/a.md": "---\ntitle: A & <b>\nkind: condition\nversion: x\nsources:\n- document: a.txt\n  title: A\n  date: \"2026-01-31\"\n  facts: 0\n- {document: b.txt, title: B, date: spring 2027}\n---\n"})
	site := build(t, func(o *Options) { o.BaseURL, o.Content = "https://example.org/", content })
	f := feedOf(t, site)
	if len(f.Entries) != 0 || !strings.Contains(f.Subtitle, "No page") || f.Updated != "2026-01-31T00:00:00Z" {
		t.Errorf("%+v", f)
	}
}
