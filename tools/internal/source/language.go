package source

import (
	"strings"
	"unicode"
)

// functionWords are the commonest words of English prose. Of 1,429 NIH articles over 30 words, none has less than 22 % of
// them; texts in related languages have some too (Dutch "is", "in", "of").
var functionWords = words(`the of and to a in is that it for are you or be with as can may your this have by not on if from which
	who people when they more their will an some at these other has also there about what do does should than how may most`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

// english reports whether text is English: written in Latin letters, with English function words among its words. A text of
// under 30 words passes, as a title and a list may have hardly any.
func english(text string) bool {
	letters, latin := 0, 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
			if unicode.Is(unicode.Latin, r) {
				latin++
			}
			if letters == 20000 {
				break
			}
		}
	}
	total, known := 0, 0
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		total++
		if len(w) <= 6 && functionWords[strings.ToLower(w)] {
			known++
		}
		if total == 5000 {
			break
		}
	}
	return latin*2 >= letters && (total < 30 || known*100 >= total*15)
}
