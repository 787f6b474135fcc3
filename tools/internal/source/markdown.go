package source

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	gtext "github.com/yuin/goldmark/text"
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()

// readMarkdown reads the syntax tree's headings, paragraphs, list items and table cells. Raw HTML is not text.
func readMarkdown(d *draft, data []byte) error {
	text, err := decode(d, data)
	if err != nil {
		return err
	}
	d.doc.Text = text
	source := []byte(text)
	blankFrontMatter(d, source)
	root := markdown.Parse(gtext.NewReader(source))
	return ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() == ast.TypeInline {
			return ast.WalkContinue, nil
		}
		b := block{coded: true}
		switch n := n.(type) {
		case *ast.Heading:
			b.kind, b.level = heading, n.Level
		case *ast.Paragraph, *ast.TextBlock:
			if inListItem(n) {
				b.kind = item
			}
		default:
			if n.FirstChild() == nil || n.FirstChild().Type() != ast.TypeInline { // not a table cell
				return ast.WalkContinue, nil
			}
		}
		b.pieces = inline(n, source)
		if len(b.pieces) > 0 {
			d.blocks = append(d.blocks, b)
		}
		return ast.WalkSkipChildren, nil
	})
}

func inListItem(n ast.Node) bool {
	_, is := n.Parent().(*ast.ListItem)
	return is
}

// inline is the spans of a block's text without its markup. A line break between two of them is a span as well.
func inline(block ast.Node, source []byte) []span {
	var pieces []span
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if _, image := n.(*ast.Image); image {
			return ast.WalkSkipChildren, nil
		}
		t, is := n.(*ast.Text)
		if !is || !entering {
			return ast.WalkContinue, nil
		}
		_, code := n.Parent().(*ast.CodeSpan)
		start := t.Segment.Start
		for i := start; i+1 < t.Segment.Stop && !code; i++ {
			if source[i] == '\\' && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", source[i+1]) >= 0 {
				pieces = append(pieces, span{start, i})
				i++
				start = i
			}
		}
		pieces = append(pieces, span{start, t.Segment.Stop})
		if t.SoftLineBreak() || t.HardLineBreak() {
			for i := t.Segment.Stop; i < len(source); i++ {
				if source[i] == '\n' {
					pieces = append(pieces, span{i, i + 1})
					break
				}
			}
		}
		return ast.WalkContinue, nil
	})
	kept := pieces[:0]
	for _, p := range pieces {
		if p.start < p.end {
			kept = append(kept, p)
		}
	}
	return kept
}

// blankFrontMatter reads YAML front matter and makes it spaces in source, so that offsets stay as they are.
func blankFrontMatter(d *draft, source []byte) {
	text := strings.TrimPrefix(string(source), "\ufeff")
	skipped := len(source) - len(text)
	lines := splitLines(text)
	if strings.TrimSpace(text[lines[0].start:lines[0].end]) != "---" {
		return
	}
	for _, l := range lines[1:] {
		if strings.TrimSpace(text[l.start:l.end]) != "---" {
			continue
		}
		info := parseFrontMatter(text[lines[0].end:l.start], d.warn)
		info.apply(&d.doc)
		for i := skipped; i < skipped+l.end; i++ {
			if source[i] != '\n' && source[i] != '\r' {
				source[i] = ' '
			}
		}
		return
	}
	// A line of dashes may also be only that.
	if field, _, _ := strings.Cut(text[lines[0].end:], ":"); slices.Contains(fields, strings.TrimSpace(field)) {
		d.warn(1, "the front matter has no end and is read as text; put a line of --- below it")
	}
}
