package bundle

import "signpost/search/rank"

// Codes of the lanes column: the lane, for a word in one lane only.
const (
	noLane    = rank.Lanes     // in names only
	manyLanes = rank.Lanes + 1 // the set stands in the next column
)

// Term is what a block of Terms says of one stem, not yet unpacked.
type Term struct {
	DF, NameDF int
	Forms      []byte // of the stem in names, each ended by a space
	stored     int    // postings; fewer than DF for a very common word
	named      int    // names
	gaps, many Cursor
	levels     []byte
	lanes      []byte
	names      Cursor
}

// FindTerm looks a stem up in the body of its block. found is false when the block does not have it; ok is false when it is damaged.
//
// A block holds its stems' data in columns, which zip better: what stands before a stem's is counted and passed over.
func FindTerm(body, stem []byte, t *Term) (found, ok bool) {
	c := Cursor{B: body}
	left := c.Int()
	dict, gaps, levels, lanes, many := c.Int(), c.Int(), c.Int(), c.Int(), c.Int()
	d := Cursor{B: c.Take(dict)}
	t.gaps = Cursor{B: c.Take(gaps)}
	t.levels = c.Take(levels)
	t.lanes = c.Take(lanes)
	t.many = Cursor{B: c.Take(many)}
	t.names = Cursor{B: c.Take(len(body) - c.At)}
	var key [Key]byte
	n, skip, skipNames := 0, 0, 0
	for ; left > 0 && !c.Bad && !d.Bad; left-- {
		n = d.key(&key, n)
		t.stored = d.Int()
		t.DF = t.stored + d.Int()
		t.NameDF = d.Int()
		t.named = 0
		t.Forms = nil
		if t.NameDF > 0 {
			t.named = d.Int()
			t.Forms = d.Text()
		}
		order := compare(key[:n], stem)
		if order > 0 {
			break
		}
		if order == 0 {
			return true, !d.Bad && t.pass(skip, skipNames)
		}
		skip += t.stored
		skipNames += t.named
	}
	return false, !c.Bad && !d.Bad
}

// pass moves the columns past the data of the stems before this one.
func (t *Term) pass(postings, names int) bool {
	if postings+t.stored > len(t.levels) || postings+t.stored > len(t.lanes) {
		return false
	}
	t.gaps.skip(postings)
	many := 0
	for i := 0; i < postings; i++ {
		if t.lanes[i] == manyLanes {
			many++
		}
	}
	t.many.Take(many)
	t.levels = t.levels[postings : postings+t.stored]
	t.lanes = t.lanes[postings : postings+t.stored]
	for i := 0; i < names && !t.names.Bad; i++ {
		t.names.skip(2)
		t.names.Take(2)
	}
	return !t.gaps.Bad && !t.many.Bad && !t.names.Bad
}

// Postings appends the stem's postings to p. It says false when they are damaged.
func (t *Term) Postings(p []rank.Posting) ([]rank.Posting, bool) {
	gaps, many := t.gaps, t.many
	page := -1
	for i := 0; i < t.stored && !gaps.Bad; i++ {
		page += gaps.Int() + 1
		lanes := uint8(0)
		if l := t.lanes[i]; l < noLane {
			lanes = 1 << l
		} else if l == manyLanes {
			lanes = many.Byte()
		}
		p = append(p, rank.Posting{Page: int32(page), Level: t.levels[i], Lanes: lanes})
	}
	return p, !gaps.Bad && !many.Bad
}

// Names appends the names that have the stem to p. It says false when they are damaged.
func (t *Term) Names(p []rank.Name) ([]rank.Name, bool) {
	c := t.names
	page := 0
	for i := 0; i < t.named && !c.Bad; i++ {
		page += c.Int()
		p = append(p, rank.Name{Page: int32(page), Number: int32(c.Int()), Mass: c.Byte(), Form: c.Byte()})
	}
	return p, !c.Bad
}
