package source

import "strings"

// Run-in headings: those that scraping has run into the text below them.

// roleWords are headings that stand alone, as scraped pages run them into the text: "Treatment Rest helps most people."
var roleWords = []string{"Symptoms", "Signs and Symptoms", "Signs and symptoms", "Causes", "Cause", "Risk Factors", "Risk factors", "Treatment", "Treatments",
	"Prevention", "Diagnosis", "Outlook", "Prognosis", "Overview", "Complications", "Tests", "Self-care", "Self-Care", "Sources", "References",
	"When to Worry", "When to worry", "When to See a Doctor", "When to see a doctor"}

// roleHeadingAt is the end of a heading at i that tells a role and that a sentence or a list follows after a space: a lone
// word ("Treatment Rest helps"), or words in small letters before one that opens a sentence ("Who is at risk People with").
// strict: only such a word or a list may follow the lone word too. 0 = none.
func (r *repairer) roleHeadingAt(s string, i, limit int, strict bool) int {
	for _, w := range roleWords {
		rest, is := strings.CutPrefix(s[i:limit], w+" ")
		if !is || len(rest) < 3 {
			continue
		}
		_, after, _ := strings.Cut(rest, " ")
		list := strings.HasPrefix(rest, "- ") && after != "" && upper(after[0])
		sentence := upper(rest[0]) && after != "" && (r.opens(rest) || !strict && lower(after[0]) && !small(firstWord(after)))
		if list || sentence {
			return i + len(w)
		}
	}
	if i >= limit || !upper(s[i]) {
		return 0
	}
	if end := strings.IndexAny(s[i:min(limit, i+200)], ".?!"); end >= 0 && s[i+end] == '?' { // the question is the heading
		return 0
	}
	for at, words := i, 0; at < limit && words < 8; words++ {
		stop := at
		for stop < limit && s[stop] != ' ' {
			stop++
		}
		word := s[at:stop]
		if strings.ContainsAny(word, ".,:;()") {
			return 0
		}
		if words > 1 && upper(word[0]) { // the first capital after the first word
			heading := strings.TrimRight(s[i:at], " ")
			last := heading[strings.LastIndexByte(heading, ' ')+1:]
			if lower(last[0]) && !small(last) && !opensInline(heading) && !pronouns[strings.ToLower(firstWord(heading))] && headingRole(heading, "") != "" &&
				r.opens(word) && followed(s, at, stop) {
				return i + len(heading)
			}
			return 0
		}
		for at = stop; at < limit && s[at] == ' '; at++ {
		}
	}
	return 0
}

// opens reports whether s begins with a word that opens sentences: a common one, or the document's subject.
func (r *repairer) opens(s string) bool {
	word := strings.Trim(firstWord(s), ".,:;")
	if len(word) < 2 || !lower(word[1]) { // "hepatitis A", "GO", "ALL"
		return false
	}
	word = strings.ToLower(word)
	return starters[word] || r.common && strings.TrimSuffix(word, "s") == strings.TrimSuffix(r.subject, "s")
}

// headingAt is the end of a heading that begins at i and runs into its text before limit. numbered: a list number stands
// before it, which makes it a heading with less else to show. Without one it has capitals ("Foot Care TipsWash your")
// or words that tell a role ("Who is at riskPeople with").
func (r *repairer) headingAt(s string, i, limit int, numbered bool) (end int, ok bool) {
	if i >= limit {
		return 0, false
	}
	if end := r.roleHeadingAt(s, i, limit, false); end > 0 {
		return end, true
	}
	if !upper(s[i]) && s[i] != '\'' && s[i] != '"' {
		return 0, false
	}
	capitals := 0
	allTitled := true
	for at, words := i, 0; at < limit && words < 17; words++ {
		stop := at
		for stop < limit && s[stop] != ' ' {
			stop++
		}
		word := s[at:stop]
		telling := func(end int) bool {
			return headingRole(s[i:end], "") != "" && (allTitled || words < 9 && lower(word[0]) && !pronouns[strings.ToLower(firstWord(s[i:end]))])
		}
		if glue := glueIn(word); glue > 0 && followed(s, at+glue, stop) && !strings.ContainsAny(word[:glue], ".?!") {
			title := allTitled && titled(word[:glue]) && capitals > 0 && strings.Count(s[max(0, i-10000):min(len(s), i+10000)], word) == 1
			if numbered || title || telling(at+glue) {
				return at + glue, true
			}
		}
		if dash := strings.TrimSuffix(word, "-"); len(dash) < len(word) && len(dash) > 2 && !strings.ContainsAny(dash, ".?!") && stop+1 < len(s) && upper(s[stop+1]) &&
			(numbered || allTitled && titled(dash) && capitals > 0 || telling(stop-1)) {
			return stop - 1, true
		}
		if !titled(word) {
			if allTitled && capitals > 2 && !numbered { // a sentence has begun, with the word before perhaps: "Foot Care Tips You should"
				last := strings.LastIndexByte(strings.TrimRight(s[i:at], " "), ' ') + 1 + i
				if before := strings.TrimSpace(s[last:at]); last > i && lower(word[0]) && !small(before) && starter(before) {
					return last, true
				}
			}
			allTitled = false
		}
		if !small(word) {
			capitals++
		}
		if q := strings.IndexByte(word, '?'); q >= 0 {
			after := strings.TrimLeft(s[at+q+1:], " ")
			glued := len(after) == len(s)-at-q-1
			asks := questions[strings.ToLower(firstWord(s[i:]))] && (glued || headingRole(s[i:at+q], "") != "")
			return at + q + 1, (asks || allTitled && words >= 2 && capitals >= 3) && after != "" && (upper(after[0]) || number(after[0]))
		}
		if strings.ContainsAny(word, ".!;") || !allTitled && strings.ContainsAny(word[len(word)-1:], ",:") {
			return 0, false
		}
		for at = stop; at < limit && s[at] == ' '; at++ {
		}
		if at >= limit && limit < len(s) && allTitled && words >= 1 && capitals >= 2 { // a list number comes next
			return stop, true
		}
	}
	return 0, false
}

// pronouns open sentences, and never a heading.
var pronouns = words("it this these those they you we he she there i if")

// questions open headings that ask.
var questions = words("what when why how who where which could can is are do does should will")

// titled reports whether a word may stand in a heading in which words have capitals.
func titled(word string) bool {
	w := strings.TrimLeft(word, "(\"'“‘")
	return w == "" || upper(w[0]) || number(w[0]) || small(word) || w == "&" || w == "-" || w == "–"
}

// small reports whether a heading keeps the word in small letters.
func small(word string) bool {
	switch strings.Trim(word, ",:?") {
	case "a", "an", "the", "of", "and", "or", "to", "in", "on", "for", "with", "at", "by", "from", "vs", "is", "are", "as", "into", "your":
		return true
	}
	return false
}

// glueIn is the offset in a word at which another word is glued to it: "ResponseOne", "(CECS)This"; else 0. Names such
// as McLeod, PubMed or YouTube have a short first half.
func glueIn(word string) int {
	for k := 4; k+1 <= len(word)-1; k++ {
		if upper(word[k]) && (lower(word[k-1]) || word[k-1] == ')') && lower(word[k+1]) {
			return k
		}
	}
	if n := len(word); n > 4 && (word[n-1] == 'A') && lower(word[n-2]) { // "SymptomsA person"
		return n - 1
	}
	return 0
}

// followed reports whether a sentence goes on after its first word s[from:to].
func followed(s string, from, to int) bool {
	if to+1 >= len(s) || s[to] != ' ' {
		return false
	}
	return lower(s[to+1]) || starter(s[from:to]) || number(s[to+1])
}
