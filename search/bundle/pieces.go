package bundle

// Streams of pieces: what is written in them.
const (
	KeyText  = 0 // stems with their forms
	WordText = 1 // words for spelling, those reversed too
	PageText = 2 // result lines
	streams  = 3 // of the root's dictionary
	LongText = 0 // texts for excerpts, which have a dictionary of their own
)

// Pieces is a dictionary of strings. Each is in a class; pieces of a class stand in the same surroundings, so that the class of a
// piece tells much of the class of the next. They are numbered class by class, the most frequent of a class first, from 1. Piece 0
// is none: it stands for a byte that follows.
type Pieces struct {
	classes int                   // a power of two
	first   [maxClasses + 1]int32 // number of each class's first piece, and at the end the number after the last
	prior   []uint16              // chances of its streams' places
	pair    []pair                // of each piece
	out     []byte                // the text at work
}

// pair is what a piece is made of: two pieces, or a byte when left is 0.
type pair struct{ left, right int32 }

// Bounds on what a lying part can make its reader do.
const (
	maxNested  = 255 // pieces in pieces
	maxPieces  = 1 << 17
	maxBody    = 1 << 20 // bytes of text in a part
	maxClasses = 128
	maxPlaces  = Places + maxClasses*(maxClasses+lengths+1) + mantissas + runs
)

const (
	runs    = 16 // that a guess was right so often before
	guesses = 1 << 12
)

// places is how many places a stream has: for the class of a piece by that of the piece before, a tree; for the length of its place in
// its class, by class; for whether it is the one that its class had last, by class; for the first bits of its place; for whether it is
// as guessed, by how many guesses before were right.
func (d *Pieces) places() int {
	return d.classes*(d.classes+lengths+1) + mantissas + runs
}

// Load reads the dictionary in the body of a part of texts.
func (d *Pieces) Load(body []byte, c *Coder, t *Table) bool {
	head := Cursor{B: body}
	return d.load(&head, 1, c, t)
}

// load reads a dictionary of so many streams, whose coded part goes to the end.
func (d *Pieces) load(head *Cursor, streams int, c *Coder, t *Table) bool {
	d.classes = int(head.Byte())
	if d.classes == 0 || streams*d.places() > maxPlaces-Places {
		return false
	}
	d.prior = chances(head, streams*d.places())
	if head.Bad {
		return false
	}
	c.Start(head.B[head.At:], t, d)
	n := 1
	for i := 0; i < d.classes; i++ {
		d.first[i] = int32(n)
		n += c.plain(16)
	}
	d.first[d.classes] = int32(n)
	if n > maxPieces {
		return false
	}
	d.pair = make([]pair, n)
	clear(c.recent[:])
	for i := 1; i < n && !c.Bad; i++ {
		p := &d.pair[i]
		c.class = 0
		p.left = int32(d.next(c, Places))
		if p.left == 0 {
			p.right = int32(c.plain(8))
		} else {
			p.right = int32(d.next(c, Places))
		}
	}
	return !c.Bad
}

// expand appends piece i to out, which may grow to n bytes.
func (d *Pieces) expand(i, n, depth int) bool {
	p := &d.pair[i]
	if p.left == 0 {
		d.out = append(d.out, byte(p.right))
		return len(d.out) <= n
	}
	return depth > 0 && d.expand(int(p.left), n, depth-1) && d.expand(int(p.right), n, depth-1)
}

// next reads the number of a piece after one of c.class, at a stream's places.
func (d *Pieces) next(c *Coder, at int) int {
	c.class = c.tree(at+c.class*d.classes, d.classes)
	at += d.classes * d.classes
	bits := at + d.classes*(lengths+1)
	recent := &c.recent[c.class]
	if *recent > 0 && c.bit(bits-d.classes+c.class) == 1 {
		return *recent
	}
	n := c.rest(c.length(at+c.class*lengths), bits)
	if n == 0 {
		return 0
	}
	n += int(d.first[c.class]) - 1
	if n >= int(d.first[c.class+1]) {
		c.Bad = true
		return 0
	}
	*recent = n
	return n
}

// text reads n bytes that a stream holds in pieces and puts them after those before.
func (d *Pieces) text(c *Coder, stream int, before []byte, n int) []byte {
	if n > maxBody {
		c.Bad = true
		return nil
	}
	n += len(before)
	d.out = append(make([]byte, 0, n), before...)
	at := Places + stream*d.places()
	again := at + d.places() - runs
	clear(c.guess[:])
	clear(c.recent[:])
	c.class = 0
	run, last, piece := 0, 0, 0
	for len(d.out) < n && !c.Bad {
		guess := &c.guess[guessAfter(last, piece)]
		last = piece
		if *guess > 0 && c.bit(again+run) == 1 {
			run = min(run+1, runs-1)
			piece, c.class = *guess/maxClasses, *guess%maxClasses
		} else {
			run = 0
			piece = d.next(c, at)
			*guess = piece*maxClasses + c.class
		}
		if piece == 0 {
			d.out = append(d.out, byte(c.plain(8)))
		} else if !d.expand(piece, n, maxNested) {
			c.Bad = true
		}
	}
	return d.out
}

// guessAfter is where the guess for what comes after two pieces is kept.
func guessAfter(a, b int) int { return (a*61 + b) & (guesses - 1) }

// Unpack reads a body of text in pieces of the dictionary: what FindPage, FindText and WordList read. It says false when the
// body is damaged.
func (d *Pieces) Unpack(body []byte, stream int, c *Coder, t *Table) ([]byte, bool) {
	head := Cursor{B: body}
	before := head.Text()
	n := head.Int()
	c.Start(body[head.At:], t, d)
	out := d.text(c, stream, before, n)
	if !c.Bad && (stream == LongText || stream == PageText) {
		out = raise(out, len(before))
	}
	return out, !c.Bad && !head.Bad
}

// Capital stands in texts and result lines before a letter that is a capital: words are the same pieces in either case.
const Capital = 0x7f

// raise makes these capitals, from byte at on.
func raise(b []byte, at int) []byte {
	n, up := at, byte(0)
	for i := at; i < len(b); i++ {
		if b[i] == Capital {
			up = 'a' - 'A'
			continue
		}
		b[n] = b[i] - up
		up = 0
		n++
	}
	return b[:n]
}
