package hugo

import (
	"bytes"
	"compress/gzip"
	"flag"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write the golden files anew")

// document is a rendered page, parsed, with its address from the site's root.
type document struct {
	name string
	root *html.Node
	ids  map[string]bool
}

func all(n *html.Node, visit func(*html.Node)) {
	visit(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		all(c, visit)
	}
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func text(n *html.Node) string {
	var b strings.Builder
	all(n, func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data + " ")
		}
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// documents parses every page of a site; a site without pages is an error.
func documents(t *testing.T, site string) map[string]*document {
	t.Helper()
	docs := map[string]*document{}
	err := filepath.WalkDir(site, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".html") {
			return err
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		root, err := html.Parse(bytes.NewReader(b))
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(site, p)
		name := filepath.ToSlash(rel)
		docs[name] = &document{name: name, root: root, ids: map[string]bool{}}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) < 10 {
		t.Fatalf("only %d pages", len(docs))
	}
	return docs
}

// TestEveryPage checks what holds for all pages, in each way a site can be built.
func TestEveryPage(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Options)
	}{
		{"hosted", nil},
		{"minified below a path", func(o *Options) { o.Minify = true; o.BaseURL = "https://example.org/a/b/" }},
		{"portable", func(o *Options) { o.Portable = true }},
		{"reading only", func(o *Options) { o.Params["mode"] = "reading" }},
		{"Spanish", func(o *Options) {
			o.Project = write(t, map[string]string{"config.toml": "defaultContentLanguage = \"es\"\n"})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			site := build(t, c.change)
			portable := c.name == "portable"
			docs := documents(t, site)
			for _, d := range docs {
				structure(t, d, portable)
			}
			for _, d := range docs {
				links(t, d, docs, site, portable)
			}
		})
	}
}

func structure(t *testing.T, d *document, portable bool) {
	t.Helper()
	h1, csp, main := 0, false, 0
	all(d.root, func(n *html.Node) {
		if n.Type != html.ElementNode {
			return
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: <%s %s=%q> breaks the site's own policy", d.name, n.Data, a.Key, a.Val)
			}
			if a.Key == "id" {
				if d.ids[a.Val] {
					t.Errorf("%s: two elements have the id %q", d.name, a.Val)
				}
				d.ids[a.Val] = true
			}
		}
		switch n.Data {
		case "h1":
			h1++
		case "main":
			main++
		case "style", "iframe", "object", "embed", "base":
			t.Errorf("%s: a <%s>", d.name, n.Data)
		case "img":
			t.Errorf("%s: a picture that is loaded", d.name)
		case "script":
			kind, _ := attr(n, "type")
			src, has := attr(n, "src")
			if !has && kind != "application/json" && kind != "application/ld+json" {
				t.Errorf("%s: a script in the page", d.name)
			}
			if has && portable && kind == "module" {
				t.Errorf("%s: %s is a module, which file:// refuses", d.name, src)
			}
		case "meta":
			if v, _ := attr(n, "http-equiv"); v == "Content-Security-Policy" {
				csp = true
			}
		case "input", "textarea":
			if name, has := attr(n, "name"); has {
				t.Errorf("%s: the field %q would be sent", d.name, name)
			}
			if id, _ := attr(n, "id"); id == "" && n.Data == "input" {
				t.Errorf("%s: an input without an id has no label", d.name)
			}
		case "svg":
			role, _ := attr(n, "role")
			hidden, _ := attr(n, "aria-hidden")
			if role == "" && hidden != "true" && n.Parent.Data != "svg" {
				t.Errorf("%s: a picture that is neither named nor hidden", d.name)
			}
		}
	})
	if h1 != 1 || main != 1 {
		t.Errorf("%s: %d h1, %d main", d.name, h1, main)
	}
	if !csp {
		t.Errorf("%s: no content security policy", d.name)
	}
	levels(t, d)
}

// levels: headings go down one step at a time.
func levels(t *testing.T, d *document) {
	t.Helper()
	last := 0
	all(d.root, func(n *html.Node) {
		if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			return
		}
		level := int(n.Data[1] - '0')
		if level > last+1 {
			t.Errorf("%s: <%s>%s follows an h%d", d.name, n.Data, text(n), last)
		}
		last = level
	})
}

// links: everything that a page loads or points to is in the site, and the parts it points to exist.
func links(t *testing.T, d *document, docs map[string]*document, site string, portable bool) {
	t.Helper()
	all(d.root, func(n *html.Node) {
		if n.Type != html.ElementNode {
			return
		}
		for _, key := range []string{"aria-labelledby", "aria-describedby", "for"} {
			if v, has := attr(n, key); has {
				for _, id := range strings.Fields(v) {
					if !d.ids[id] {
						t.Errorf("%s: <%s %s=%q> names nothing", d.name, n.Data, key, id)
					}
				}
			}
		}
		for _, key := range []string{"href", "src", "action", "xlink:href"} {
			to, has := attr(n, key)
			if !has {
				continue
			}
			rel, _ := attr(n, "rel")
			if rel == "canonical" || strings.HasPrefix(to, "tel:") {
				continue
			}
			u, err := url.Parse(to)
			if err != nil {
				t.Errorf("%s: %q: %v", d.name, to, err)
				continue
			}
			if u.Host != "" {
				if n.Data != "a" || !strings.Contains(rel, "noreferrer") {
					t.Errorf("%s: <%s> goes to %s", d.name, n.Data, to)
				}
				continue
			}
			if n.Data == "script" && strings.Contains(u.Path, "search/") {
				continue // the scripts come with the bundle
			}
			if strings.HasSuffix(u.Path, "facts.json") || strings.HasSuffix(u.Path, "facts.csv") || strings.Contains(u.Path, "icons/") {
				continue // written into the site after Hugo
			}
			target := d.name
			if u.Path != "" {
				target = strings.TrimPrefix(u.Path, "/a/b/") // the 404 page alone uses whole paths
				if target == u.Path {
					target = path.Join(path.Dir(d.name), u.Path)
					if strings.HasPrefix(u.Path, "/") {
						target = strings.TrimPrefix(u.Path, "/")
					}
				}
				if strings.HasSuffix(u.Path, "/") || target == "" || target == "." {
					if portable {
						t.Errorf("%s: %s opens a folder, not a page", d.name, to)
					}
					target = path.Join(target, "index.html")
				}
			}
			if _, err := os.Stat(filepath.Join(site, filepath.FromSlash(target))); err != nil {
				t.Errorf("%s: %s leads to nothing", d.name, to)
				continue
			}
			if u.Fragment != "" && n.Data != "use" {
				if other := docs[target]; other != nil && !other.ids[u.Fragment] {
					t.Errorf("%s: %s: no such place on the page", d.name, to)
				}
			}
		}
	})
}

// TestConditionPage holds the order of a condition page: every heading, level words and statement, as read aloud.
func TestConditionPage(t *testing.T) {
	site := build(t, nil)
	for _, name := range []string{"conditions/narrow-leg-arteries", "symptoms/tingling", "topics/how-nerves-work"} {
		var lines []string
		page := documents(t, site)[name+"/index.html"]
		all(page.root, func(n *html.Node) {
			if n.Type != html.ElementNode {
				return
			}
			class, _ := attr(n, "class")
			switch {
			case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
				lines = append(lines, strings.Repeat("#", int(n.Data[1]-'0'))+" "+text(n))
			case class == "fact", n.Data == "tr", n.Data == "figcaption":
				lines = append(lines, "- "+text(n))
			case n.Data == "desc":
				lines = append(lines, "(picture: "+text(n)+")")
			}
		})
		got := strings.Join(lines, "\n") + "\n"
		golden := filepath.Join("testdata", "golden", path.Base(name)+".txt")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s reads differently (run with -update and look at the change):\n%s", name, got)
		}
	}
}

func TestDangerComesFirst(t *testing.T) {
	site := build(t, nil)
	page := read(t, site, "conditions/narrow-leg-arteries/index.html")
	order := []string{`<h1>`, `class="care em"`, `class="lead"`, `id="s-three"`, `id="s-check"`, `id="s-unsure"`, `id="s-body"`, `id="s-do"`, `id="s-help"`,
		`class="care ro"`, `class="care ur"`, `id="s-treat"`, `id="s-why"`, `id="s-prevent"`, `id="s-gaps"`, `id="s-words"`, `id="s-sources"`, `id="s-review"`}
	at := 0
	for _, mark := range order {
		i := strings.Index(page[at:], mark)
		if i < 0 {
			t.Fatalf("%s is missing or out of order", mark)
		}
		at += i
	}
	for _, card := range []string{`class="care em"`, `class="care ur"`, `class="care ro"`, `class="care se"`} {
		if n := strings.Count(page, card); n > 1 {
			t.Errorf("%d cards of one level: %s", n, card)
		}
	}
	for name, d := range documents(t, site) {
		if !strings.Contains(text(d.root), "999") && name != "about/privacy/index.html" && name != "about/accessibility/index.html" {
			t.Errorf("%s does not say how to call for help", name)
		}
	}
}

func TestNothingFromADocumentActs(t *testing.T) {
	site := build(t, nil)
	for _, name := range []string{"conditions/nerve-damage/index.html", "conditions/narrow-leg-arteries/index.html", "symptoms/tingling/index.html"} {
		page := read(t, site, name)
		if strings.Contains(page, "<script>alert") || strings.Contains(page, "<b>and</b>") {
			t.Errorf("%s: markup of a document is live", name)
		}
		if !strings.Contains(page, "alert(") {
			t.Errorf("%s: the fixture's text is not on the page, so nothing was tested", name)
		}
	}
}

func TestReviewIsShownAndTakesTheDraftStripAway(t *testing.T) {
	site := build(t, nil)
	reviewed, draft := read(t, site, "conditions/narrow-spine-canal/index.html"), read(t, site, "conditions/nerve-damage/index.html")
	if strings.Contains(reviewed, `class="draft"`) || !strings.Contains(reviewed, `data-due="2027-05-01"`) || !strings.Contains(reviewed, "Dr Sample Name") {
		t.Error("the reviewed page does not show its review, or still calls itself a draft")
	}
	if !strings.Contains(draft, `class="draft"`) || !strings.Contains(draft, "Nobody clinical has reviewed this page yet.") {
		t.Error("the unreviewed page does not say so")
	}
}

// TestWeight: a condition page with its styles stays within 40 KB gzip, the limit for a first visit.
func TestWeight(t *testing.T) {
	site := build(t, func(o *Options) { o.Minify = true })
	zipped := func(s string) int {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte(s))
		w.Close()
		return b.Len()
	}
	css, page := zipped(styles(t, site)), zipped(read(t, site, "conditions/narrow-leg-arteries/index.html"))
	t.Logf("styles %d bytes, condition page %d bytes, gzip", css, page)
	if css+page > 40_000 {
		t.Errorf("%d bytes gzip", css+page)
	}
}
