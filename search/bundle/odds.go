package bundle

import "math/bits"

// Some bits of a posting are told of by several things that have little to do with each other. Each of them has a place with the
// logarithm of odds, in 1/65536; their sum is that of the bit, and all of them follow what is read.
const (
	byMean   = 0                // a level, by the mean of those before
	byBase   = byMean + 16*16   // by the page's lowest
	byBefore = byBase + 16*16   // by the one before
	byCount  = byBefore + 16*16 // by how many there were
	byOften  = byCount + 6*16   // a lane, by how often it was one before
	byLanes  = byOften + 8*80   // by the lanes before it
	byMore   = byLanes + 256    // by the level, and how many lanes came before
	byMain   = byMore + 8*4*8   // by the page's main lane, and how many lanes may come after
	oddsAll  = byMain + 8*8*8
)

const (
	oddsStep  = 1 << 15 // of the odds that the root gives, from -128 steps on
	oddsAdapt = 4       // how fast they follow: a shift
	chanceOne = 2048    // steps of odds below and above one in chances
)

// odds are those of all places, and the chance of a 1 by their sum in 1/256, from -8 on.
type odds struct {
	at      [1 << 12]int32 // oddsAll of them, in an array whose places are masked and need no check
	chances [2 * chanceOne]uint16
}

func (o *odds) fill() {
	x := 2980.957987 // e^8
	for i := 0; i < len(o.chances); i++ {
		o.chances[i] = uint16(65536 / (1 + x))
		x = float64(x * .9961013694701175) // e^(-1/256)
	}
}

// expect sets the odds to what the root gives.
func (o *odds) expect(prior []byte) {
	for i := 0; i < len(prior); i++ {
		o.at[i] = (int32(prior[i]) - 128) * oddsStep
	}
}

// of is the odds of a place.
func (o *odds) of(place int) *int32 { return &o.at[place&(len(o.at)-1)] }

// chance is that of a 1 when the odds of a bit's places have this sum.
func (o *odds) chance(sum int32) uint32 {
	return uint32(o.chances[max(0, min(int(sum>>8)+chanceOne, 2*chanceOne-1))])
}

// learnt is how much the odds of each place change when a bit that had the chance p of a 1 is x.
func learnt(x int, p uint32) int32 { return (int32(x<<16) - int32(p)) >> oddsAdapt }

// history is what the postings of a stem so far say of the next.
type history struct {
	n, before, sum int    // postings, how far the last was above its page's lowest level, and all together
	seen           [8]int // postings in each lane
}

// add counts a posting.
func (h *history) add(more, lanes int) {
	h.n++
	h.before = more
	h.sum += more
	for l := 0; l < 8; l++ {
		h.seen[l] += lanes >> uint(l) & 1
	}
}

// level chooses the places for whether a posting is more above its page's lowest level, base, when it is not less.
func (h *history) level(base, more int) (a, b, c, d int) {
	mean := min(h.sum*4/max(h.n, 1), 15)
	return byMean + mean*16 + more, byBase + base*16 + more, byBefore + h.before*16 + more, byCount + min(bits.Len(uint(h.n)), 5)*16 + more
}

// lane chooses the places for whether a posting is in lane l, when it is in n lanes before that, on a page with lanes mask and main.
func (h *history) lane(l, lanes, n, more, mask, main int) (a, b, c, d int) {
	often := min(bits.Len(uint(h.n)), 4)*16 + h.seen[l]*15/max(h.n, 1)
	return byOften + l*80 + often, byLanes + (1<<uint(l) | lanes), byMore + (l*4+min(n, 3))*8 + min(more, 7),
		byMain + (main*8+l)*8 + bits.OnesCount(uint(mask>>uint(l+1)))
}
