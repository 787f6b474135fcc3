package bundle

// Kinds of page, as a block of Pages writes them.
const (
	Condition = 0 // also a topic that is no symptom
	Symptom   = 1
)

// Page is one page's entry in a block of Pages.
type Page struct {
	Kind    int
	Slug    []byte
	URL     []byte // relative to the site's root, ending in "/"
	Title   []byte
	Level   []byte // the page's own care level, or nothing
	Summary []byte
	Text    int    // block of Texts
	Hash    []byte // of that block
	Index   int    // in that block
	names   []byte
}

// FindPage reads entry i of a block's body.
func FindPage(body []byte, i int, p *Page) bool {
	c := Cursor{B: body}
	n := c.Int()
	for ; n > 0 && !c.Bad; n-- {
		p.Kind = int(c.Byte())
		p.Slug, p.URL, p.Title, p.Level, p.Summary = c.Text(), c.Text(), c.Text(), c.Text(), c.Text()
		p.names = c.Text()
		p.Text, p.Hash, p.Index = c.Int(), c.Take(HashLen), c.Int()
		if i == 0 {
			return !c.Bad
		}
		i--
	}
	return false
}

// Names is a cursor over the page's other names: read them with Text until At is len(B).
func (p *Page) Names() Cursor { return Cursor{B: p.names} }

// Section is one section of a page's text.
type Section struct {
	ID, Heading, Text []byte
}

// FindText gives a cursor over the sections of entry i of a block of Texts: read them with NextSection.
func FindText(body []byte, i int) (sections Cursor, ok bool) {
	c := Cursor{B: body}
	n := c.Int()
	for ; n > 0 && !c.Bad; n-- {
		b := c.Text()
		if i == 0 {
			return Cursor{B: b}, !c.Bad
		}
		i--
	}
	return Cursor{}, false
}

// NextSection reads a section; it says false after the last.
func NextSection(c *Cursor, s *Section) bool {
	if c.At >= len(c.B) {
		return false
	}
	s.ID, s.Heading, s.Text = c.Text(), c.Text(), c.Text()
	return !c.Bad
}
