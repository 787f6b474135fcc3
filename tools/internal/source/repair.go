package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Scraped text has often lost its line breaks: a heading runs into its text ("CausesMany things"), sentences into each
// other ("problem.This"), lists into a line (" - one - two"). repair finds the lost breaks and cuts blocks there. It works
// on general signs only: a capital inside a word, a dash or a rising number in front of a capital, a run of capitalised words.

// repair cuts paragraphs and items at lost line breaks. title is the document's, for the words that open its sentences.
func repair(text, title string, blocks []block) []block {
	r := repairer{subject: strings.ToLower(firstWord(title))}
	r.common = hasWord(text, r.subject)
	var out []block
	for _, b := range blocks {
		if b.kind == heading {
			out = append(out, b)
			continue
		}
		s := b.joined(text)
		if b.kind == item {
			r.parts = r.parts[:0]
			r.item(s, 0, len(s))
		} else {
			r.run(s)
			r.shortHeadings(s)
		}
		for _, p := range r.parts {
			piece := b.slice(p.start, p.end)
			piece.kind, piece.found, piece.number = p.kind, p.kind == heading, p.number
			piece.nested = p.nested
			if b.kind == item {
				piece.kind = item
			}
			if len(piece.pieces) > 0 {
				out = append(out, piece)
			}
		}
	}
	nest(text, out)
	return out
}

// hasWord reports whether word stands in text as it is written.
func hasWord(text, word string) bool {
	for at := 0; word != ""; at++ {
		i := strings.Index(text[at:], " "+word)
		if i < 0 {
			return false
		}
		at += i + len(word)
		if at+1 >= len(text) || !lower(text[at+1]) {
			return true
		}
	}
	return false
}

func firstWord(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), " ")
	return s
}

// part is a piece of a block's joined text that is a block of its own.
type part struct {
	span
	kind   kind
	number int  // of a heading, 0 = none
	nested bool // an item of a list within an item
}

type repairer struct {
	subject string // first word of the title, in small letters
	common  bool   // the subject stands in the text in small letters: its capital means the start of a sentence
	parts   []part
}

// mark is a place where a lost break may be: the text before it ends at.start, the text after it begins at.end.
type mark struct {
	span
	number int // of a list number; 0 = a bullet
}

// run cuts the paragraph s.
func (r *repairer) run(s string) {
	r.parts = r.parts[:0]
	numbers := numberMarks(s)
	at := 0 // start of what is not yet in a part
	for i := 0; i < len(s); {
		if s[i] == ' ' {
			i++
			continue
		}
		// i is where a sentence, and so perhaps a heading, begins.
		number := 0
		start := i
		if len(numbers) > 0 && numbers[0].start <= i {
			number = numbers[0].number
			start = numbers[0].end
			numbers = numbers[1:]
		}
		limit := len(s)
		if len(numbers) > 0 {
			limit = numbers[0].start
		}
		if end, ok := r.headingAt(s, start, limit, number > 0); ok {
			r.prose(s, at, i)
			r.parts = append(r.parts, part{span: span{start, end}, kind: heading, number: number})
			at, i = end, end
			continue
		}
		next := min(nextStart(s, start), limit)
		for j := start + 1; j+1 < next; j++ { // a heading may also follow a list item without a full stop
			if s[j] == ' ' && upper(s[j+1]) && (lower(s[j-1]) || s[j-1] == ')') && !upper(s[strings.LastIndexByte(s[:j], ' ')+1]) &&
				r.roleHeadingAt(s, j+1, limit, true) > 0 {
				next = j + 1
			}
		}
		if number > 0 { // a numbered list of sentences
			r.prose(s, at, i)
			end := next
			if len(numbers) > 0 && numbers[0].number == number+1 {
				end = limit
			}
			r.sentences(s, start, end, item)
			at, i = end, end
			continue
		}
		i = next
	}
	r.prose(s, at, len(s))
}

// shortHeadings makes headings of short parts between two that end as prose does: they were cut out where a break was
// lost ("... the foot.Worn heelsThey tilt the foot.").
func (r *repairer) shortHeadings(s string) {
	for i := 1; i+1 < len(r.parts); i++ {
		p, before, after := r.parts[i], r.parts[i-1], r.parts[i+1]
		line := s[p.start:p.end]
		if p.kind == paragraph && strings.Count(line, " ") < 6 && lineHeading(line) && before.kind != heading && punctuated(s[before.start:before.end]) &&
			after.kind == paragraph && punctuated(s[after.start:after.end]) {
			r.parts[i].kind = heading
		}
	}
}

// prose cuts s[from:to], which has no heading in it, into paragraphs and list items.
func (r *repairer) prose(s string, from, to int) {
	for from < to {
		l, found := r.findList(s, from, to)
		if !found {
			r.colonList(s, from, to)
			return
		}
		r.opening(s, from, l.items[0].start)
		for i, it := range l.items {
			end := l.end
			if i+1 < len(l.items) {
				end = l.items[i+1].start
			}
			r.item(s, it.end, end)
		}
		from = l.end
	}
}

// item adds a list item, and the lists that it holds.
func (r *repairer) item(s string, from, to int) {
	for from < to {
		l, found := r.findList(s, from, to)
		if !found {
			break
		}
		nested := opensInline(s[from:l.items[0].start]) // else the items go on with the outer list
		r.sentences(s, from, l.items[0].start, item)
		at := len(r.parts)
		for i, it := range l.items {
			end := l.end
			if i+1 < len(l.items) {
				end = l.items[i+1].start
			}
			r.sentences(s, it.end, end, item)
		}
		for ; at < len(r.parts); at++ {
			r.parts[at].nested = nested
		}
		from = l.end
	}
	r.sentences(s, from, to, item)
}

// opening adds the prose before a list. Its last sentence is a heading when it says what to do if the list holds.
func (r *repairer) opening(s string, from, to int) {
	r.sentences(s, from, to, paragraph)
	if n := len(r.parts); n > 0 {
		last := r.parts[n-1]
		for at := last.start; at < last.end; {
			next := nextStart(s[:last.end], at)
			if next >= last.end && r.parts[n-1].kind == paragraph && callToAction(s[at:last.end]) {
				r.parts = r.parts[:n-1]
				r.add(s, last.start, at, paragraph)
				r.add(s, at, last.end, heading)
			}
			at = next
		}
	}
}

// sentences adds s[from:to] as parts of kind k, cut where two sentences are glued together.
func (r *repairer) sentences(s string, from, to int, k kind) {
	for i := from; i < to; i++ {
		if at := gluedAt(s, i, to); at > 0 {
			r.add(s, from, at, k)
			from = at
		}
	}
	r.add(s, from, to, k)
}

func (r *repairer) add(s string, from, to int, k kind) {
	if sp, ok := trim(s, from, to); ok {
		r.parts = append(r.parts, part{span: sp, kind: k})
	}
}

func upper(c byte) bool  { return c >= 'A' && c <= 'Z' }
func lower(c byte) bool  { return c >= 'a' && c <= 'z' }
func number(c byte) bool { return c >= '0' && c <= '9' }

// gluedAt is where a new sentence begins when s[i] is the last byte of one that runs into it, else 0: "problem.This",
// "bloodflowHydration and", "2024Leg symptoms".
func gluedAt(s string, i, to int) int {
	if i+2 >= to || i < 1 {
		return 0
	}
	switch c := s[i]; {
	case (c == '.' || c == '?' || c == '!') && (lower(s[i-1]) || s[i-1] == ')' || upper(s[i-1])) && upper(s[i+1]) && (lower(s[i+2]) || s[i+2] == ' ' || s[i+2] == '.' && lower(s[i-1])):
		at := strings.LastIndexByte(s[:i], ' ') + 1
		word := s[at:i]
		if strings.ContainsAny(word, "./@:") || abbreviations[strings.ToLower(word)] || c == '.' && len(word) < 2 && (at < 2 || !lower(s[at-2])) {
			return 0 // but "vitamin D.This" is two sentences
		}
		return i + 1
	case lower(c) && upper(s[i+1]) && lower(s[i+2]):
		left := s[strings.LastIndexAny(s[:i], " (")+1 : i+1]
		rest := s[i+1 : to]
		space := strings.IndexByte(rest, ' ')
		if len(left) < 3 || strings.IndexFunc(left, func(r rune) bool { return !unicode.IsLower(r) }) >= 0 || functionWords[left] || space < 3 ||
			space+1 >= len(rest) || !lower(rest[space+1]) && !number(rest[space+1]) {
			return 0
		}
		return i + 1
	case c == ')' && upper(s[i+1]) && lower(s[i+2]) && followed(s, i+1, i+1+strings.IndexByte(s[i+1:to]+" ", ' ')):
		return i + 1
	case number(c) && upper(s[i+1]) && lower(s[i+2]) && i >= 3:
		if year := s[i-3 : i+1]; (strings.HasPrefix(year, "19") || strings.HasPrefix(year, "20")) && strings.Trim(year, "0123456789") == "" && (i == 3 || !number(s[i-4])) {
			return i + 1
		}
	}
	return 0
}

// nextStart is where the sentence after the one at i begins, as far as its end can be seen without a library.
func nextStart(s string, i int) int {
	for ; i < len(s); i++ {
		if at := gluedAt(s, i, len(s)); at > 0 {
			return at
		}
		if at := sentenceEnd(s, i); at > 0 {
			return at
		}
	}
	return len(s)
}

// sentenceEnd is where the next sentence begins when s[i] ends one with a full stop and a space, else 0.
func sentenceEnd(s string, i int) int {
	if s[i] != '.' && s[i] != '?' && s[i] != '!' {
		return 0
	}
	j := i + 1
	for j < len(s) && (s[j] == '.' || s[j] == '"' || s[j] == ')' || strings.HasPrefix(s[j:], "”") || strings.HasPrefix(s[j:], "’")) {
		_, n := utf8.DecodeRuneInString(s[j:])
		j += n
	}
	if j >= len(s) || s[j] != ' ' && s[j] != '-' {
		return 0
	}
	for j < len(s) && s[j] == ' ' {
		j++
	}
	if j < len(s) && (lower(s[j]) || s[i] == '.' && !boundary(s, strings.LastIndexAny(s[:i], ".?!")+1, j)) {
		return 0
	}
	return j
}

// numberMarks are the places of list numbers that rise by one from 1, with two at least: "1. Rest 2. Ice".
func numberMarks(s string) []mark {
	var all []mark
	for i := 0; i+2 < len(s); i++ {
		if !number(s[i]) || i > 0 && number(s[i-1]) {
			continue
		}
		j := i
		for j < len(s) && number(s[j]) && j < i+2 {
			j++
		}
		if j+2 >= len(s) || s[j] != '.' && s[j] != ')' || s[j+1] != ' ' {
			continue
		}
		k := j + 1
		for k < len(s) && s[k] == ' ' {
			k++
		}
		if k >= len(s) || !upper(s[k]) && s[k] != '"' && s[k] != '\'' || !beforeNumber(s[:i]) {
			continue
		}
		n := int(s[i] - '0')
		if j == i+2 {
			n = n*10 + int(s[i+1]-'0')
		}
		all = append(all, mark{span{i, k}, n})
	}
	// Keep runs 1, 2, 3 ...
	var out []mark
	for i := 0; i < len(all); {
		if all[i].number != 1 {
			i++
			continue
		}
		run := []mark{all[i]}
		j := i + 1
		for ; j < len(all) && all[j].number != 1; j++ {
			if all[j].number == run[len(run)-1].number+1 {
				run = append(run, all[j])
			}
		}
		if len(run) > 1 {
			out = append(out, run...)
		}
		i = j
	}
	return out
}

// beforeNumber reports whether a list number may follow: at the start, after a sentence, or after a heading.
func beforeNumber(before string) bool {
	before = strings.TrimRight(before, " ")
	if before == "" || strings.IndexByte(".?!:;)", before[len(before)-1]) >= 0 {
		return true
	}
	word := before[strings.LastIndexByte(before, ' ')+1:]
	switch strings.ToLower(word) {
	case "type", "stage", "grade", "phase", "step", "figure", "table", "factor", "day", "week", "class", "group", "part", "section", "chapter", "number", "vitamin":
		return false
	}
	return upper(word[0])
}
