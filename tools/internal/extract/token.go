package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word or one punctuation mark of a sentence's plain text.
type token struct {
	word       string // lower case, apostrophes straight; a punctuation mark stands for itself
	start, end int    // bytes of the plain text
	class      class
	capital    bool // starts with a capital letter
}

// class is a set of closed word classes; an open-class word has none.
type class uint32

const (
	clPunct class = 1 << iota
	clDet         // the, your, some, both
	clPrep
	clPron // it, they, you, this (standing alone is decided by the reader)
	clBe   // is, are, be, been
	clAux  // have, do
	clModal
	clConj   // and, or, as well as
	clSub    // when, if, because: opens a subordinate clause
	clRel    // that, which, who, where
	clAdverb // usually, also, often: may stand between a subject and its verb
	clNeg    // not, never, n't
	clVerb   // a common finite verb: ends a noun phrase
	clHedge  // says how often: usually, rarely
	clComp   // more, most, less
	clNumber // one, 2
)

var classes = func() map[string]class {
	m := map[string]class{}
	add := func(c class, words string) {
		for _, w := range strings.Fields(words) {
			m[w] |= c
		}
	}
	add(clDet, `a an the your my his her its their our this that these those some any each every either neither both all many much
		several certain various other another such no few most more enough`)
	add(clPrep, `of in on at to from for with without by into onto over under above below between among during after before through
		throughout within around across along against near behind beneath inside outside upon toward towards up down off about like
		as than per until since despite including besides beyond via following`)
	add(clPron, `it they you he she we i them him us one this these that those anyone someone everyone people person patients others
		something nothing`)
	add(clBe, `is are was were be been being am isn't aren't wasn't it's they're you're that's`)
	add(clAux, `have has had do does did having don't doesn't didn't haven't hasn't dont doesnt didnt`)
	add(clModal, `cant can may might could will would should must cannot can't won't couldn't shouldn't`)
	add(clConj, `and or nor and/or but plus`)
	add(clSub, `when whenever if because although though while whereas unless once until since so as whether`)
	add(clRel, `that which who whom whose where`)
	add(clAdverb, `usually often also typically commonly generally frequently sometimes occasionally rarely always never mostly mainly
		primarily especially particularly most more very quite too only even just eventually soon gradually slowly quickly suddenly
		rapidly still again already consistently reliably crucially momentarily temporarily predictably thereby simply normally
		naturally currently directly indirectly almost nearly about approximately probably possibly likely perhaps however therefore then
		severely easily first later now well sometimes ever actually merely initially further seldom significantly respectively`)
	add(clNeg, `not no never neither nor without cannot n't don't doesn't isn't aren't can't didn't won't wasn't weren't haven't hasn't hadn't shouldn't
		couldn't wouldn't dont doesnt isnt arent cant wont didnt`)
	add(clHedge, `usually often typically commonly generally frequently sometimes occasionally rarely always mostly mainly never
		seldom normally`)
	add(clComp, `more most less least fewer worse better higher lower greater`)
	add(clVerb, `causes cause caused leads lead led results result occurs occur occurred happens happen affects affect affected
		includes include included involves involve involved begins begin starts start develops develop appears appear becomes become
		becoming makes make made means mean gets get goes go comes come feels feel seems seem needs need helps help helped relieves
		relieve eases ease improves improve reduces reduce prevents prevent increases increase decreases decrease lowers raises raise
		allows allow lets takes take keeps keep produces produce creates create triggers worsens worsen resolves resolve
		spreads depends depend remains remain contains contain requires require gives give uses use used using
		suggests suggest indicates indicate experience experiences notice says say said called known describes describe
		contributes contribute provides provide controls tends tend looks look persists persist lasts
		travels travel supplies supply carries carry protects protect put puts sends send prescribed recommended treated diagnosed
		linked associated related interferes interfere extends extend believe think
		progresses progress belongs consists consist varies vary responds respond ask asks tell tells talk call consult visit contact`)
	for _, w := range strings.Fields(`, . ; : ! ? ( ) [ ] " - – — / • *`) {
		m[w] |= clPunct
	}
	add(clNumber, `one two three four five six seven eight nine ten`)
	return m
}()

// is reports whether the token is in any of the classes.
func (t *token) is(c class) bool { return t.class&c != 0 }

// tokenise splits a sentence's plain text. A hyphenated or slashed word is one token, as is a number with its point.
func tokenise(dst []token, s string) []token {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r):
			i += n
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			j := i + n
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) {
					j += n
					continue
				}
				if next, _ := utf8.DecodeRuneInString(s[j+n:]); strings.ContainsRune(".-'’/,‑", r) && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
					if r == ',' && !(unicode.IsDigit(next) && isDigit(s[j-1])) || r == '.' && unicode.IsLetter(next) && j-i > 1 && s[j-1] != '.' && !abbreviation(s[i:j]) {
						break
					}
					j += n
					continue
				}
				if r == '.' && abbreviation(s[i:j]) {
					j += n
				}
				break
			}
			dst = append(dst, newToken(s, i, j))
			i = j
		default:
			dst = append(dst, newToken(s, i, i+n))
			i += n
		}
	}
	return dst
}

// abbreviation reports whether s, seen so far, is letters with points between: "P.A", "e.g".
func abbreviation(s string) bool {
	return len(s) >= 3 && s[1] == '.' || len(s) >= 3 && s[len(s)-2] == '.'
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func newToken(s string, i, j int) token {
	w := strings.ToLower(s[i:j])
	if strings.Contains(w, "’") {
		w = strings.ReplaceAll(w, "’", "'")
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	t := token{word: w, start: i, end: j, class: classes[w], capital: unicode.IsUpper(r)}
	if !unicode.IsLetter(r) {
		if isDigit(s[i]) {
			t.class |= clNumber
		} else {
			t.class |= clPunct
		}
	}
	return t
}
