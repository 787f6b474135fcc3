package bundle

// Kinds of page, as a block of Pages writes them.
const (
	Condition = 0
	Symptom   = 1
	Topic     = 2
)

// Folder is where pages of a kind are, relative to the site's root.
func Folder(kind int) string {
	switch kind {
	case Symptom:
		return "symptoms/"
	case Topic:
		return "topics/"
	}
	return "conditions/"
}

// Page is one page's entry in a block of Pages.
type Page struct {
	Kind    int
	Listing bool   // a page that leads to conditions: a symptom, or an article that several conditions rest on
	Slug    []byte // nothing: Slug of the title
	Title   []byte
	Level   int    // see Levels
	Summary []byte // the start of a sentence or two
	Text    int    // block of Texts
	Hash    []byte // of that block
	Index   int    // in that block
	names   []byte
}

// Levels are the care levels that a page may have of its own, worst last; the first stands for none.
const Levels = " self-care see-a-doctor urgent emergency "

// Slug writes into buf the slug that most titles and the anchor that most headings have: their letters and digits, in lower case,
// with dashes between, some 60 bytes at most. page.Slug says it in full.
func Slug(buf, title []byte) []byte {
	slug := buf[:0]
	for i := 0; i < len(title); i++ {
		c := title[i]
		if c >= 'A' && c <= 'Z' {
			c += 32
		}
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			slug = append(slug, c)
		} else if c != '\'' && len(slug) > 0 && slug[len(slug)-1] != '-' {
			slug = append(slug, '-')
		}
	}
	if len(slug) > 60 {
		slug = slug[:60]
		for i := 59; i > 30; i-- {
			if slug[i] == '-' {
				slug = slug[:i]
				break
			}
		}
	}
	if len(slug) > 0 && slug[len(slug)-1] == '-' {
		slug = slug[:len(slug)-1]
	}
	return slug
}

// FindPage reads entry i of a block, unpacked.
func FindPage(body []byte, i int, p *Page) bool {
	c := Cursor{B: body}
	p.Text, p.Index = c.Int(), c.Int() // of the first
	hashes := Cursor{B: c.Text()}
	p.Hash = hashes.Take(HashLen)
	for at := 0; at <= i && !c.Bad && !hashes.Bad; at++ {
		flags := int(c.Byte())
		p.Kind, p.Level, p.Listing = flags&3, flags>>2&7, flags>>6&1 != 0
		if at > 0 {
			p.Index++
			if flags>>5&1 != 0 { // the first of the next block of Texts
				p.Text, p.Index = p.Text+1, 0
				p.Hash = hashes.Take(HashLen)
			}
		}
		p.Slug, p.Title, p.Summary = c.Ended(), c.Ended(), c.Ended()
		names := c.At
		for len(c.Ended()) > 0 {
		}
		p.names = body[names:c.At]
	}
	return !c.Bad && !hashes.Bad
}

// NextName reads the page's next other name; nothing after the last.
func (p *Page) NextName() []byte {
	c := Cursor{B: p.names}
	name := c.Ended()
	p.names = p.names[c.At:]
	return name
}

// Section is one section of a page's text.
type Section struct {
	ID            []byte // its anchor; nothing, or what begins with a dash: Slug of the heading and this
	Heading, Text []byte // a text that begins with Lead begins with the page's summary
}

// Lead stands for what the page's result line says already.
const Lead = 2

// pageEnd stands after the last section of each page in a block of Texts.
const pageEnd = 1

// FindText gives a cursor over the sections of entry i of a block of Texts, unpacked: read them with NextSection.
func FindText(body []byte, i int) (sections Cursor, ok bool) {
	start := 0
	for at := 0; at < len(body); at++ {
		if body[at] == pageEnd {
			if i == 0 {
				return Cursor{B: body[start:at]}, true
			}
			i--
			start = at + 1
		}
	}
	return Cursor{}, false
}

// NextSection reads a section; it says false after the last.
func NextSection(c *Cursor, s *Section) bool {
	if c.At >= len(c.B) {
		return false
	}
	s.ID, s.Heading, s.Text = c.Ended(), c.Ended(), c.Ended()
	return !c.Bad
}
