package page

import (
	"bytes"
	"html"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/unicode/norm"
)

// Section is one section of a page's body, as plain text.
type Section struct {
	ID      string // anchor; "" for text before the first heading
	Heading string
	Blocks  []Block
	Line    int // of the heading, from 1 in the body; set by Content
}

// Block is a paragraph or a list item, as plain text.
type Block struct {
	Text string
	Item bool
	Line int // from 1 in the body; set by Content
}

// WriteBody is the Markdown of sections: "## Heading {#id}", paragraphs, and list items after "- ".
// Their text is escaped: whatever a document says, nothing in it acts as Markdown, HTML, a link or a Hugo shortcode.
func WriteBody(sections []Section) string {
	var b strings.Builder
	for _, s := range sections {
		if s.Heading != "" {
			b.WriteString("## " + escape(s.Heading) + " {#" + s.ID + "}\n\n")
		}
		for i, block := range s.Blocks {
			if block.Item {
				b.WriteString("- ")
			}
			b.WriteString(escape(block.Text) + "\n")
			if last := i+1 == len(s.Blocks); last || !block.Item || !s.Blocks[i+1].Item {
				b.WriteByte('\n')
			}
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// escape is text as one line of Markdown that reads as that text and nothing else. Beside CommonMark's own signs it
// breaks what Hugo's Markdown adds: shortcodes, heading attributes, tables, strike-through, and bare links ("www.").
func escape(text string) string {
	var b strings.Builder
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch c {
		case '\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '&', '|', '~', '@', '^', '$':
			b.WriteByte('\\')
		case ':':
			if strings.HasPrefix(text[i:], "://") || i == 0 {
				b.WriteByte('\\')
			}
		case '!':
			if strings.HasPrefix(text[i:], "!-") { // "<!--more-->" cuts a Hugo page in two
				b.WriteByte('\\')
			}
		case '#', '+', '-', '=':
			if i == 0 || c == '#' {
				b.WriteByte('\\')
			}
		case '.', ')':
			if i <= 9 && digits(text[:i]) || i >= 3 && strings.EqualFold(text[i-3:i], "www") {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}

// digits reports whether s is a number, as at the start of a numbered list.
func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

var bodyParser = goldmark.New(goldmark.WithParserOptions(parser.WithAttribute())).Parser()

// Content is the body as plain text, section by section, also after a person has edited it. Raw HTML is left out, as
// Hugo leaves it out.
func (p Page) Content() []Section {
	source := []byte(p.Body)
	line, at := 1, 0 // blocks come in order
	lineOf := func(n ast.Node) int {
		if n.Lines().Len() > 0 {
			start := n.Lines().At(0).Start
			line += bytes.Count(source[at:max(at, start)], []byte("\n"))
			at = max(at, start)
		}
		return line
	}
	sections := []Section{{}}
	_ = ast.Walk(bodyParser.Parse(text.NewReader(source)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		last := &sections[len(sections)-1]
		switch n := n.(type) {
		case *ast.Heading:
			if n.Level == 2 {
				id, _ := n.AttributeString("id")
				name, _ := id.([]byte)
				sections = append(sections, Section{ID: string(name), Heading: inlineText(n, source), Line: lineOf(n)})
			} else {
				last.Blocks = append(last.Blocks, Block{Text: inlineText(n, source), Line: lineOf(n)})
			}
		case *ast.Paragraph, *ast.TextBlock:
			_, item := n.Parent().(*ast.ListItem)
			if t := inlineText(n, source); t != "" {
				last.Blocks = append(last.Blocks, Block{Text: t, Item: item, Line: lineOf(n)})
			}
		}
		return ast.WalkContinue, nil
	})
	if len(sections[0].Blocks) == 0 {
		sections = sections[1:]
	}
	return sections
}

// inlineText is the text of a block's inline content, escapes and entities resolved.
func inlineText(block ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, is := n.(*ast.Text); is && entering {
			s := string(t.Segment.Value(source))
			if _, code := n.Parent().(*ast.CodeSpan); !code {
				s = unescape(s)
			}
			b.WriteString(s)
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		if s, is := n.(*ast.String); is && entering {
			b.Write(s.Value)
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(b.String())
}

// unescape takes the backslashes from escaped signs and resolves character references outside them.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	start := 0 // of the run whose references are to be resolved
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '\\' && s[i+1] < 0x80 && (unicode.IsPunct(rune(s[i+1])) || unicode.IsSymbol(rune(s[i+1]))) {
			b.WriteString(html.UnescapeString(s[start:i]))
			b.WriteByte(s[i+1])
			i++
			start = i + 1
		}
	}
	b.WriteString(html.UnescapeString(s[start:]))
	return b.String()
}

// Slug is s as a file name and anchor: unaccented lower-case letters, digits and single dashes, 60 bytes at most.
// It is "" when s has none of them.
func Slug(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch r = unicode.ToLower(r); {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == '\'' || r == '’' || unicode.Is(unicode.Mn, r): // "Raynaud's" is raynauds
		case b.Len() > 0 && b.String()[b.Len()-1] != '-':
			b.WriteByte('-')
		}
	}
	slug := b.String()
	if len(slug) > 60 {
		slug = slug[:60]
		if cut := strings.LastIndexByte(slug, '-'); cut > 30 {
			slug = slug[:cut]
		}
	}
	slug = strings.Trim(slug, "-")
	if reserved[slug] {
		slug += "-page"
	}
	return slug
}

// reserved are names that mean something else to a web server, or to Windows, where they cannot be files.
var reserved = map[string]bool{"index": true, "con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "lpt1": true, "lpt2": true, "lpt3": true}
