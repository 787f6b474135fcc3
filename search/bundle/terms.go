package bundle

import (
	"math/bits"

	"signpost/search/rank"
	"signpost/search/text"
)

// Term is what a block of Terms says of one stem.
type Term struct {
	DF, NameDF int
	Forms      []byte // of the stem in names, each ended by a space: what follows the stem, or Whole and all
	Postings   []rank.Posting
	Names      []rank.Name
}

// Whole stands before a form that does not begin with its stem.
const Whole = 1

// TermBlock is a block of Terms, unpacked.
type TermBlock struct {
	text     []byte // of each stem: bytes shared with the one before, the rest, 0; if it is in names its forms, 0
	stems    []stem
	postings []rank.Posting
	names    []rank.Name
}

type stem struct {
	df, nameDF   int32
	stored       int32 // postings; fewer than df for a very common word
	named        int32 // names
	post, nameAt int32 // the first of them
}

// maxPostings bounds what a lying block can make its reader do.
const maxPostings = 1 << 19

// Load unpacks the body of a block.
func (b *TermBlock) Load(body []byte, pieces *Pieces, c *Coder, t *Table) bool {
	head := Cursor{B: body}
	n, length := head.Int(), head.Int()
	if head.Bad || n > len(body)*8 {
		return false
	}
	c.Start(body[head.At:], t, pieces)
	c.odds.expect(t.odds)
	b.text = pieces.text(c, KeyText, nil, length)
	b.stems = make([]stem, n)
	posts, names := 0, 0
	for i := 0; i < n && !c.Bad; i++ {
		s := &b.stems[i]
		s.post, s.nameAt = int32(posts), int32(names)
		s.stored = int32(1 + c.number(atStored))
		s.df = s.stored + int32(c.number(atCut))
		s.nameDF = int32(c.number(atNameDF))
		if s.nameDF > 0 {
			s.named = s.nameDF + int32(c.number(atNamed))
		}
		if int(s.stored) > maxPostings || int(s.named) > maxPostings {
			return false
		}
		posts += int(s.stored)
		names += int(s.named)
	}
	if c.Bad || posts > maxPostings || names > maxPostings {
		return false
	}
	b.postings, b.names = make([]rank.Posting, posts), make([]rank.Name, names)
	for i := 0; i < n && !c.Bad; i++ {
		s := &b.stems[i]
		p := b.postings[s.post : s.post+s.stored]
		readPostings(c, p, s.nameDF > 0)
		readNames(c, b.names[s.nameAt:s.nameAt+s.named], p, s)
	}
	return !c.Bad
}

// Find looks a stem up. ok is false when the block is damaged.
func (b *TermBlock) Find(key []byte, t *Term) (found, ok bool) {
	var own [Key]byte
	n := 0
	c := Cursor{B: b.text}
	for i := 0; i < len(b.stems); i++ {
		n = c.key(&own, n)
		s := &b.stems[i]
		forms := c.At
		if s.nameDF > 0 {
			c.Ended()
		}
		if c.Bad {
			return false, false
		}
		order := text.Compare(own[:n], key)
		if order > 0 {
			break
		}
		if order == 0 {
			t.DF, t.NameDF = int(s.df), int(s.nameDF)
			t.Forms = nil
			if s.nameDF > 0 {
				t.Forms = b.text[forms : c.At-1]
			}
			t.Postings = b.postings[s.post : s.post+s.stored]
			t.Names = b.names[s.nameAt : s.nameAt+s.named]
			return true, true
		}
	}
	return false, true
}

// readPostings reads a stem's postings; in says that the stem stands in names, so that a posting may be in no lane.
func readPostings(c *Coder, p []rank.Posting, in bool) {
	t := c.table
	pages := len(t.mask)
	var h history
	page, gap := -1, 0
	for i := 0; i < len(p) && !c.Bad; i++ {
		e := expected(pages-page-1, len(p)-i)
		k := c.length(atGap + (e*3+gap)*lengths)
		gap = gapGroup(k, e)
		page += 1 + c.rest(k, atGapBits)
		if page >= pages {
			c.Bad = true
			return
		}
		mask, main, base := int(t.mask[page]), int(t.main[page]), int(t.base[page])
		more := 0
		for more < rank.Levels-1 && c.sum(h.level(base, more)) == 0 {
			more++
		}
		lanes, n := 0, 0
		for l := 0; l < 8; l++ {
			if mask>>uint(l)&1 == 0 {
				continue
			}
			if more == 0 && n == 1 && c.bit(atMore) == 0 { // on the page once: in one lane
				break
			}
			if mask>>uint(l+1) != 0 || n > 0 || in {
				if c.sum(h.lane(l, lanes, n, more, mask, main)) == 0 {
					continue
				}
			}
			lanes |= 1 << uint(l)
			n++
		}
		h.add(more, lanes)
		if base+more >= rank.Levels {
			c.Bad = true
		}
		p[i] = rank.Posting{Page: int32(page), Level: uint8(base + more), Lanes: uint8(lanes)}
	}
}

// The functions below choose places; pack's encoder uses them too.

// Expected is the length of the gap to expect when n of left places are taken.
func expected(left, n int) int { return bits.Len(uint(left/(n+1))) & 15 }

func gapGroup(k, expected int) int {
	if k < expected-2 {
		return 0
	}
	if k > expected {
		return 2
	}
	return 1
}

// readNames reads the names that have a stem; p are its postings. Pages are counted among them, or among all if not all are stored.
func readNames(c *Coder, names []rank.Name, p []rank.Posting, s *stem) {
	all := len(p)
	if s.df > s.stored {
		all = len(c.table.mask)
	}
	own := 0
	if len(names) > 0 {
		own = int(rank.Mass(rank.NameWeight(len(c.table.mask), int(s.df), int(s.nameDF)), 0))
	}
	at, left := -1, int(s.nameDF)
	for i := 0; i < len(names) && !c.Bad; i++ {
		n := &names[i]
		if i > 0 && c.bit(atSame) == 1 {
			n.Page = names[i-1].Page
			n.Number = names[i-1].Number + 1 + int32(c.number(atNext))
		} else {
			at += 1 + c.rest(c.length(atStep+expected(all-at-1, left)*lengths), atStep+16*lengths)
			left--
			if at >= all || left < 0 {
				c.Bad = true
				return
			}
			n.Page = int32(at)
			if all == len(p) {
				n.Page = p[at].Page
			}
			n.Number = int32(c.number(atFirst))
		}
		mass := own + c.number(atMass)
		form := c.number(atForm)
		if mass >= rank.Masses || form > 31 {
			c.Bad = true
		}
		n.Mass, n.Form = uint8(mass), uint8(form)
	}
}
