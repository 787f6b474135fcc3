package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// promoteHeadings makes headings of short lines that stand over prose and are not marked as headings: lines of a .txt
// file, "<p>Outlook</p>", bold lines of a Word document. The first one of a document without a title is its title.
func promoteHeadings(text string, blocks []block) []block {
	titled, base, above := false, 0, 0 // above: level of the heading before, if it may have calls to action below it
	for _, b := range blocks {
		titled = titled || b.kind == heading && b.level == 1
	}
	if len(blocks) > 0 && !titled && blocks[0].kind == heading {
		blocks[0].level, titled = 1, true
	}
	lines := make([]string, len(blocks))
	for i, b := range blocks {
		lines[i] = b.plain(text)
	}
	for i := range blocks {
		b := &blocks[i]
		switch {
		case b.kind == heading:
			base, above = b.level, b.level
		case b.kind == paragraph && callToAction(lines[i]) && i+1 < len(blocks) && blocks[i+1].kind == item:
			b.kind, b.level, b.found = heading, min(max(2, above+1), 6), true
		case i == 0 && !titled && lineHeading(lines[0]) && len(blocks) > 1:
			b.kind, b.level = heading, 1
			titled, base, above = true, 1, 1
		case overProse(blocks, lines, i):
			b.kind, b.level, b.found = heading, min(max(2, base+1), 6), true // nest gives the level
			above = b.level
		}
	}
	return blocks
}

// overProse reports whether block i is a short line that stands over prose, and no member of a list without bullets.
func overProse(blocks []block, lines []string, i int) bool {
	if !lineHeading(lines[i]) || i+1 == len(blocks) {
		return false
	}
	if i > 0 && (blocks[i].kind == item && blocks[i-1].kind == item ||
		blocks[i-1].kind == paragraph && !punctuated(lines[i-1]) && !titleLine(lines[i])) {
		return false
	}
	next := lines[i+1]
	switch blocks[i+1].kind {
	case item: // but "You may need" opens its list
		return headingRole(lines[i], "") != ""
	case paragraph:
		return punctuated(next) || titleLine(lines[i]) && lineHeading(next) && titleLine(next) && i+2 < len(blocks) &&
			blocks[i+2].kind == paragraph && punctuated(lines[i+2])
	}
	return false
}

// punctuated reports whether a paragraph ends as prose does, or has a sentence in it.
func punctuated(line string) bool {
	return strings.IndexByte(".:?!", line[len(line)-1]) >= 0 || strings.Contains(line, ". ") || strings.HasSuffix(line, ".)") || strings.HasSuffix(line, ".\"") || strings.HasSuffix(line, ".”")
}

// lineHeading reports whether a line looks like a heading: short, with a capital, and without the full stop of a sentence.
func lineHeading(line string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, "\"'“‘("))
	if line == "" || len(line) > 90 || !unicode.IsUpper(first) && !unicode.IsDigit(first) || strings.Count(line, " ") > 13 || !hasLetters(line) {
		return false
	}
	if bare := strings.TrimRight(line, "0123456789*†"); bare != "" && strings.IndexByte(".:;,", bare[len(bare)-1]) >= 0 {
		line = bare // less the mark of a footnote
	}
	if words := strings.Fields(line); len(words) > 6 && line[len(line)-1] != '?' {
		for _, w := range words {
			if !titled(w) { // many words in small letters are a sentence, unless they tell a role
				if len(words) > 9 || headingRole(line, "") == "" {
					return false
				}
				break
			}
		}
	}
	switch last := line[len(line)-1]; last {
	case '.', ';', ',', '!':
		return false
	case ':':
		return strings.Count(line, " ") < 4 && headingRole(line, "") != "" && !opensInline(line[:len(line)-1])
	}
	return !strings.Contains(line, " - ") && !strings.Contains(line, ". ") && !(strings.Count(line, " ") > 1 && opensInline(line))
}

// callToAction reports whether a line is the heading of a care card: it says what to do, and that the list below says
// when ("See a GP if:", "Call 999 now if you have:").
func callToAction(line string) bool {
	line = strings.ToLower(strings.TrimSpace(line))
	if !strings.HasSuffix(line, ":") || len(line) > 120 || !strings.Contains(line, " if") && !strings.Contains(line, " when") && !strings.Contains(line, " for:") {
		return false
	}
	first, _, _ := strings.Cut(line, " ")
	switch first {
	case "call", "phone", "ring", "dial", "see", "go", "get", "ask", "speak", "talk", "contact", "seek", "visit", "make", "consult", "tell", "book", "take":
		return true
	}
	return false
}

// nest gives levels to the headings that the document does not mark as such. They stand below the document's own, numbered ones one deeper, and
// those that belong to a numbered section two deeper: all between two numbers, and after the last number those up to the
// last one that stands between numbers too ("Treatment" after "2.", when "1." has a "Treatment"). A call to action stands
// below the heading before it.
func nest(text string, blocks []block) {
	for i := range blocks {
		if blocks[i].found {
			blocks[i].level = 0
		}
	}
	base := 2
	for i := 0; i < len(blocks); {
		if blocks[i].kind == heading && !blocks[i].found {
			base = min(max(2, blocks[i].level+1), 4)
			i++
			continue
		}
		var found []*block
		start := i
		for ; i < len(blocks) && (blocks[i].kind != heading || blocks[i].found); i++ {
			if blocks[i].kind == heading && !callToAction(blocks[i].plain(text)) {
				found = append(found, &blocks[i])
			}
		}
		nestFound(text, found, base)
		above := base - 1
		for j := start; j < i; j++ {
			if b := &blocks[j]; b.kind == heading && b.level == 0 { // a call to action
				b.level = min(above+1, 6)
			} else if b.kind == heading {
				above = b.level
			}
		}
	}
}

func nestFound(text string, found []*block, base int) {
	name := func(b *block) string { return strings.ToLower(strings.Trim(b.plain(text), "-: ")) }
	repeated := map[string]bool{}
	numbered, first := -1, len(found) // index of the last numbered heading and of the first
	for i, b := range found {
		if b.number > 1 && numbered >= 0 && found[numbered].number == b.number-1 {
			for _, between := range found[numbered+1 : i] {
				between.level = base + 2
				repeated[name(between)] = true
			}
		}
		if b.number > 0 {
			b.level = base + 1
			numbered, first = i, min(first, i)
		}
	}
	inside := false // a repeated heading comes later in the same region
	for i := len(found) - 1; i >= 0; i-- {
		b := found[i]
		if b.number > 0 {
			inside = false
		}
		if b.level > 0 {
			continue
		}
		inside = inside || repeated[name(b)]
		b.level = base
		if inside && i > first {
			b.level = base + 2
		}
	}
}
