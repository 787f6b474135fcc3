package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// promoteHeadings makes headings of short lines that stand over prose and are not marked as headings: lines of a .txt
// file, "<p>Outlook</p>", bold lines of a Word document. The first one of a document without a title is its title.
func promoteHeadings(text string, blocks []block) []block {
	titled, base := false, 0
	for _, b := range blocks {
		titled = titled || b.kind == heading && b.level == 1
	}
	previous := "" // the block before, when it too is a short line: a run of those is a list without bullets
	for i := range blocks {
		b := &blocks[i]
		if b.kind == heading {
			if b.level == 1 || titled || i > 0 {
				base = b.level
			}
			previous = ""
			continue
		}
		line := b.plain(text)
		if !lineHeading(line) {
			previous = ""
			continue
		}
		alone := previous == "" || i == 1
		previous = line
		if !alone || b.kind == item && i > 0 && blocks[i-1].kind == item || i+1 == len(blocks) {
			continue
		}
		next := blocks[i+1]
		prose := next.plain(text)
		if next.kind == heading && i > 0 || next.kind == paragraph && !(len(prose) > 60 || strings.ContainsAny(prose[len(prose)-1:], ".:?!")) && i > 0 {
			continue
		}
		if next.kind == item && headingRole(line, "") == "" && i > 0 {
			continue // "You may need" and its list
		}
		b.kind, b.level = heading, min(max(2, base+1), 6)
		if i == 0 && !titled {
			b.level, titled = 1, true
			base = 1
		}
		previous = ""
	}
	if len(blocks) > 0 && !titled && blocks[0].kind == heading {
		blocks[0].level = 1
	}
	return blocks
}

// lineHeading reports whether a line looks like a heading: short, with a capital, and without the full stop of a sentence.
func lineHeading(line string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, "\"'“‘("))
	if line == "" || len(line) > 90 || !unicode.IsUpper(first) && !unicode.IsDigit(first) || strings.Count(line, " ") > 13 || !hasLetters(line) {
		return false
	}
	switch last := line[len(line)-1]; last {
	case '.', ';', ',', '!':
		return false
	case ':':
		return strings.Count(line, " ") < 4 && headingRole(line, "") != ""
	}
	return !strings.Contains(line, " - ") && !strings.Contains(line, ". ") && !opensInline(line)
}
