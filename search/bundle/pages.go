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
	Summary []byte // one or two sentences, cut
	Text    int    // block of Texts
	Hash    []byte // of that block
	Index   int    // in that block
	names   []byte
}

// Levels are the care levels that a page may have of its own, worst last; the first stands for none.
const Levels = " self-care see-a-doctor urgent emergency "

// AppendSlug appends the slug that most titles have: their letters and digits, in lower case, with dashes between.
func AppendSlug(slug, title []byte) []byte {
	start := len(slug)
	for i := 0; i < len(title); i++ {
		c := title[i]
		if c >= 'A' && c <= 'Z' {
			c += 32
		}
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			slug = append(slug, c)
		} else if c != '\'' && len(slug) > start && slug[len(slug)-1] != '-' {
			slug = append(slug, '-')
		}
	}
	if len(slug) > start && slug[len(slug)-1] == '-' {
		slug = slug[:len(slug)-1]
	}
	return slug
}

// FindPage reads entry i of a block's body.
func FindPage(body []byte, i int, p *Page) bool {
	c := Cursor{B: body}
	n := c.Int()
	p.Text, p.Index = c.Int(), c.Int() // of the first
	hashes := Cursor{B: c.Text()}
	p.Hash = hashes.Take(HashLen)
	for at := 0; at < n && !c.Bad && !hashes.Bad; at++ {
		flags := int(c.Byte())
		p.Kind, p.Level, p.Listing = flags&3, flags>>2&7, flags>>6&1 != 0
		if at > 0 {
			p.Index++
			if flags>>5&1 != 0 { // the first of the next block of Texts
				p.Text, p.Index = p.Text+1, 0
				p.Hash = hashes.Take(HashLen)
			}
		}
		p.Slug, p.Title, p.Summary, p.names = c.Text(), c.Text(), c.Text(), c.Text()
		if at == i {
			return !c.Bad && !hashes.Bad
		}
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
