package bundle

import "signpost/search/rank"

// Term is what a block of Terms says of one stem, not yet unpacked.
type Term struct {
	DF, NameDF int
	postings   []byte
	stored     int
	names      []byte
}

// FindTerm looks a stem up in the body of its block. found is false when the block does not have it, ok when it is damaged.
func FindTerm(body, stem []byte, t *Term) (found, ok bool) {
	c := Cursor{B: body}
	var key [Key]byte
	n := 0
	for left := c.Int(); left > 0 && !c.Bad; left-- {
		n = c.key(&key, n)
		t.DF, t.NameDF, t.stored = c.Int(), c.Int(), c.Int()
		t.postings = c.Text()
		t.names = c.Text()
		order := compare(key[:n], stem)
		if c.Bad || order > 0 {
			break
		}
		if order == 0 {
			return true, true
		}
	}
	return false, !c.Bad
}

// Postings appends the stem's postings to p. It says false when they are damaged.
func (t *Term) Postings(p []rank.Posting) ([]rank.Posting, bool) {
	c := Cursor{B: t.postings}
	page := -1
	at := len(t.postings) - 2*t.stored // levels, then lanes
	if at < 0 {
		return p, false
	}
	for i := 0; i < t.stored; i++ {
		page += c.Int() + 1
		p = append(p, rank.Posting{Page: int32(page), Level: t.postings[at+i], Lanes: t.postings[at+t.stored+i]})
	}
	return p, !c.Bad && c.At == at
}

// Names appends the names that have the stem to p, and gives the forms of the stem in them one after the other, each ended by a
// space.
func (t *Term) Names(p []rank.Name) (names []rank.Name, forms []byte, ok bool) {
	if len(t.names) == 0 {
		return p, nil, true
	}
	c := Cursor{B: t.names}
	forms = c.Text()
	n := c.Int()
	page := 0
	for i := 0; i < n && !c.Bad; i++ {
		page += c.Int()
		p = append(p, rank.Name{Page: int32(page), Number: int32(c.Int()), Mass: c.Byte(), Form: c.Byte()})
	}
	return p, forms, !c.Bad
}
