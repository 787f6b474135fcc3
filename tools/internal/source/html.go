package source

import (
	"bytes"
	"errors"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readHTML reads a saved web page: its main content, headings, paragraphs and list items in order.
func readHTML(d *draft, data []byte) error {
	if bytes.IndexByte(data, 0) >= 0 && !bytes.HasPrefix(data, []byte{0xff, 0xfe}) && !bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return errors.New("is not a web page but a binary file; save the page again as HTML")
	}
	encoding, name, certain := charset.DetermineEncoding(data, "")
	if !certain && utf8.Valid(data) {
		name = "utf-8"
	}
	if name == "utf-8" && !utf8.Valid(data) {
		d.warn(0, "says that it is UTF-8 and is not; letters that could not be read are shown as \ufffd, save it again")
	}
	if name != "utf-8" {
		decoded, err := encoding.NewDecoder().Bytes(data)
		if err != nil {
			return errors.New("is not in the encoding that it names (" + name + "); save it as UTF-8")
		}
		data = decoded
	}
	root, err := html.Parse(strings.NewReader(strings.ToValidUTF8(string(data), "\ufffd")))
	if err != nil {
		return errors.New("cannot be read as HTML (" + err.Error() + "); save the page again or paste its text into a .txt file")
	}
	var w htmlWalk
	content := mainContent(root)
	if isH1 := func(n *html.Node) bool { return n.DataAtom == atom.H1 }; find(content, isH1) == nil {
		if title := find(root, isH1); title != nil {
			w.add(heading, 1, textOf(title))
		}
	}
	w.walk(content, paragraph)
	w.flush(paragraph, 0)
	d.doc.Text, d.blocks = w.text.String(), w.blocks
	d.doc.Title = pageTitle(root, d)
	if link := find(root, func(n *html.Node) bool { return n.DataAtom == atom.Link && attribute(n, "rel") == "canonical" }); link != nil {
		if address, err := url.Parse(attribute(link, "href")); err == nil && (address.Scheme == "http" || address.Scheme == "https") {
			d.doc.URL = address.String()
		}
	}
	return nil
}

// mainContent is the element that holds the article. A page that marks it with <main> or one <article> is believed; for
// the others a readability library decides.
func mainContent(root *html.Node) *html.Node {
	if n := find(root, func(n *html.Node) bool { return n.DataAtom == atom.Main || attribute(n, "role") == "main" }); n != nil && enough(n) {
		return n
	}
	if n := find(root, func(n *html.Node) bool { return n.DataAtom == atom.Article }); n != nil && enough(n) {
		return n
	}
	result, err := trafilatura.ExtractDocument(root, trafilatura.Options{EnableFallback: true, ExcludeComments: true, Focus: trafilatura.FavorRecall})
	if err == nil && result.ContentNode != nil {
		return container(root, result.ContentNode)
	}
	return root
}

// container is the smallest element of the page that holds the article which the library found. The library tells well
// where the article is, but it flattens lists and headings on its way; the page itself has them.
func container(root, found *html.Node) *html.Node {
	var w htmlWalk
	w.walk(found, paragraph)
	w.flush(paragraph, 0)
	var samples []string
	for i := 0; i < len(w.blocks); i += 1 + len(w.blocks)/60 { // some 60, from all over the article
		if s := w.blocks[i].plain(w.text.String()); len(s) > 40 {
			samples = append(samples, squeeze(s))
		}
	}
	for {
		var inner *html.Node
		for c := range root.ChildNodes() {
			if c.Type != html.ElementNode || boilerplate(c) {
				continue
			}
			text, held := squeeze(textOf(c)), 0
			for _, s := range samples {
				if strings.Contains(text, s) {
					held++
				}
			}
			if held > 0 && held*10 >= len(samples)*8 {
				inner = c
			}
		}
		if inner == nil || inner.DataAtom == atom.P || inner.DataAtom == atom.Ul || inner.DataAtom == atom.Ol {
			return root
		}
		root = inner
	}
}

// squeeze is s without spaces.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

// enough reports whether an element holds an article rather than a teaser.
func enough(n *html.Node) bool {
	var w htmlWalk
	w.walk(n, paragraph)
	w.flush(paragraph, 0)
	return w.text.Len() >= 200
}

// pageTitle is the first <h1>, else <title> without the site's name.
func pageTitle(root *html.Node, d *draft) string {
	for _, b := range d.blocks {
		if b.kind == heading && b.level == 1 {
			return b.plain(d.doc.Text)
		}
	}
	for _, a := range []atom.Atom{atom.H1, atom.Title} {
		if n := find(root, func(n *html.Node) bool { return n.DataAtom == a }); n != nil {
			title := strings.Join(strings.Fields(textOf(n)), " ")
			for _, between := range []string{" | ", " – ", " — ", " - ", " :: "} {
				title, _, _ = strings.Cut(title, between)
			}
			if title != "" {
				return title
			}
		}
	}
	return ""
}

// find is the first element below n, in document order, that is right.
func find(n *html.Node, right func(*html.Node) bool) *html.Node {
	for m := range n.Descendants() {
		if m.Type == html.ElementNode && right(m) {
			return m
		}
	}
	return nil
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for m := range n.Descendants() {
		if m.Type == html.TextNode {
			b.WriteString(m.Data)
		}
	}
	return b.String()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// htmlWalk gathers the blocks of an element. The parser bounds the depth of the tree, and so of the recursion.
type htmlWalk struct {
	builder
	line   strings.Builder // text since the last block
	linked int             // bytes of it that are links or buttons
}

// flush ends a block. A paragraph that is nothing but a link ("Print this page") is no prose.
func (w *htmlWalk) flush(k kind, level int) {
	if k != paragraph || w.linked == 0 || len(strings.TrimSpace(w.line.String())) > w.linked {
		w.add(k, level, w.line.String())
	}
	w.line.Reset()
	w.linked = 0
}

// walk adds what n holds; k is the kind of block that text in n belongs to.
func (w *htmlWalk) walk(n *html.Node, k kind) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.line.WriteString(c.Data)
		case html.ElementNode:
			w.element(c, k)
		}
	}
}

func (w *htmlWalk) element(n *html.Node, k kind) {
	if boilerplate(n) {
		return
	}
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.flush(k, 0)
		w.walk(n, k)
		w.flush(heading, int(n.Data[1]-'0'))
	case atom.Li:
		w.flush(k, 0)
		w.walk(n, item)
		w.flush(item, 0)
	case atom.Br:
		w.flush(k, 0)
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Blockquote, atom.Pre, atom.Ul, atom.Ol, atom.Dl,
		atom.Dt, atom.Dd, atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Details,
		atom.Summary, atom.Figure, atom.Figcaption, atom.Hr, atom.Address, atom.Fieldset, atom.Body, atom.Html, atom.Center:
		w.flush(k, 0)
		w.walk(n, k)
		w.flush(k, 0)
	case atom.A:
		before := w.line.Len()
		w.walk(n, k)
		w.linked += max(0, w.line.Len()-before)
	default:
		w.walk(n, k)
	}
}

// boilerplate reports whether an element is not part of the article's text: scripts, forms, navigation, what is hidden, and
// boxes that sites put inside the article.
func boilerplate(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Button,
		atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Math, atom.Select, atom.Textarea, atom.Dialog, atom.Audio, atom.Video,
		atom.Canvas, atom.Sup:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "role":
			switch a.Val {
			case "navigation", "complementary", "search", "banner", "contentinfo", "dialog", "menu", "toolbar":
				return true
			}
		case "class", "id":
			for _, name := range strings.FieldsFunc(strings.ToLower(a.Val), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
				switch name {
				case "breadcrumb", "breadcrumbs", "share", "sharing", "social", "newsletter", "cookie", "cookies", "advert", "advertisement", "toc", "skiplink":
					return true
				}
			}
		}
	}
	return false
}
