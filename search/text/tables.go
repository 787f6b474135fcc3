package text

// Tables is what folding and stemming go by: base letters, then lists of endings, each ended by a line break. The command has
// it built in. The browser's evaluator gets it with the index's root (search/bundle/FORMAT.md), so that it carries rules alone.
const Tables = latin + latinMore + from2 + "\n" + into2 + "\n" + from3 + "\n" + into3 + "\n" + from4 + "\n" + or + "\n" + ize + "\n"

// Base letters of U+00C0..U+024F and U+1E00..U+1EFF, one byte a rune: NFKD of the lower-cased rune without its marks. '.' is no letter.
// Beyond NFKD, letters that Unicode gives no decomposition are written as readers without them do (o-stroke o, l-stroke l, dotless i, d-stroke d,
// eth d, h-bar h); an upper-case byte stands for two letters (see pair).
const latin = "aaaaaaAceeeeiiiidnooooo.ouuuuyTSaaaaaaAceeeeiiiidnooooo.ouuuuyTy" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiJJjjkk.llllllllllnnnnnnn..ooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
	"................................oo.............uu............................aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................"
const latinMore = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s...." +
	"aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"

// Porter's endings from the longest that share an end to the shortest; each with what replaces it.
const (
	from2 = "ational tional enci anci izer bli alli entli eli ousli ization ation ator alism iveness fulness ousness aliti iviti biliti logi "
	into2 = "ate tion ence ance ize ble al ent e ous ize ate ate al ive ful ous al ive ble log "
	from3 = "icate ative alize iciti ical ful ness "
	into3 = "ic  al ic ic   "
	from4 = "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize "
)

// What "our" that is American "or" comes after, and the forms of verbs in -ise.
const (
	or  = "col tum od behavi lab fav flav hum vap neighb hon vig "
	ize = "e ed es ing er ation ations ational "
)

// lettersKnown is how many base letters Tables begins with.
const (
	lettersLow   = 0x250 - 0xc0
	lettersKnown = lettersLow + 0x100
)

// Lists of endings in Tables.
const (
	listFrom2 = iota
	listInto2
	listFrom3
	listInto3
	listFrom4
	listOr
	listIze
	lists
)

var (
	letters string
	endings [lists]string
)

// read takes over tables; it says false when they are no tables.
func read(tables string) bool {
	if len(tables) < lettersKnown {
		return false
	}
	letters = tables[:lettersKnown]
	n, from := 0, lettersKnown
	for i := from; i < len(tables) && n < len(endings); i++ {
		if tables[i] == '\n' {
			endings[n] = tables[from:i]
			n++
			from = i + 1
		}
	}
	return n == len(endings)
}
