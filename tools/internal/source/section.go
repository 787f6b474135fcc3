package source

import (
	"strings"

	"signpost/search/page"
	"signpost/tools/internal/condition"
)

// sections gathers blocks under their headings and gives every section a role: from its own heading, else from the heading
// above, else from its sentences. Prose without a heading of its own is cut where its sentences turn to another role.
func sections(text, title string, blocks []block) []condition.Section {
	var out []condition.Section
	var above [7]string // roles of the open headings, by level
	current := condition.Section{Level: 1, Role: page.Overview}
	telling := false // the heading tells the role
	flush := func() {
		if current.Heading == "" && len(current.Sentences) == 0 {
			return
		}
		if telling {
			out = append(out, current)
		} else {
			out = append(out, splitByRole(current, firstWord(title))...)
		}
	}
	intro, outer := -1, -1 // sentence that opens the list which items belong to; the item that a nested list belongs to
	for _, b := range blocks {
		if b.kind == heading {
			flush()
			where := b.source()
			level := min(max(b.level, 1), 6)
			current = condition.Section{Heading: headingText(b.plain(text)), Level: level, Start: where.start, End: where.end}
			role := headingRole(current.Heading, title)
			if level == 1 { // a title names the subject: "Treating sciatica" aside, its words are not a role
				role = ""
			}
			for l := level - 1; l > 1; l-- {
				if above[l] != "" {
					if role == "" || above[l] == page.Causes && (role == page.Treatment || role == page.Genetics) && !strings.Contains(strings.ToLower(current.Heading), "treat") {
						role = above[l] // among causes, "Medicines" is a cause
					}
					break
				}
			}
			above[level] = role
			clear(above[level+1:])
			telling = role != ""
			current.Role = role
			if role == "" {
				current.Role = page.Overview
				if level > 1 {
					current.Role = page.Other
				}
			}
			intro, outer = -1, -1
			continue
		}
		joined := b.joined(text)
		if plain := b.plain(text); current.Role != page.References && b.kind == paragraph && citation(plain) {
			flush()
			where := b.source()
			current = condition.Section{Level: 2, Role: page.References, Start: where.start, End: where.end}
			telling = true
		}
		first := len(current.Sentences)
		for _, s := range splitSentences(joined) {
			part := b.slice(s.start, s.end)
			where := part.source()
			current.Sentences = append(current.Sentences, condition.Sentence{
				Start: where.start, End: where.end, Plain: part.plain(text), Item: b.kind == item, Intro: -1,
				First: len(current.Sentences) == first,
			})
		}
		if len(current.Sentences) == first {
			continue
		}
		if b.kind != item {
			intro = -1
			if last := len(current.Sentences) - 1; opensList(current.Sentences[last].Plain) {
				intro = last
			}
		} else {
			for i := first; i < len(current.Sentences); i++ {
				current.Sentences[i].Intro = intro
				if b.nested {
					current.Sentences[i].Intro = outer
				}
			}
			if !b.nested {
				outer = len(current.Sentences) - 1
			}
		}
		if current.Heading == "" && first == 0 {
			current.Start = current.Sentences[0].Start
		}
		current.End = current.Sentences[len(current.Sentences)-1].End
	}
	flush()
	kept := out[:0]
	for i, s := range out {
		if len(s.Sentences) > 0 || s.Level == 1 || i+1 < len(out) && out[i+1].Level > s.Level { // else a caption, or a link
			kept = append(kept, s)
		}
	}
	return kept
}

// headingText is a heading without the number before it and the colon or dash after it.
func headingText(plain string) string {
	if width := bulletWidth(plain); width > 0 && number(plain[0]) {
		plain = plain[width:]
	}
	return strings.Trim(plain, "-: ")
}

// opensList reports whether a list after this sentence hangs on it.
func opensList(plain string) bool {
	last := plain[len(plain)-1]
	if last != '.' && last != '!' && last != '?' {
		return true
	}
	s := strings.ToLower(plain)
	for _, cue := range []string{"following", "these", "include", "such as", "any of", "signs", "below", "here are", "if you have", "symptoms"} {
		if strings.Contains(s, cue) {
			return true
		}
	}
	return false
}

// splitByRole cuts a section whose heading tells nothing into runs of sentences with one role. A sentence without a cue
// goes on with the run that it follows; list items stay with the sentence that opens the list.
func splitByRole(s condition.Section, subject string) []condition.Section {
	var out []condition.Section
	run := s
	run.Sentences = nil
	moved := 0 // index in s of run's first sentence
	for i, sentence := range s.Sentences {
		role := run.Role
		hangs := sentence.Item && (sentence.Intro >= 0 || i > 0 && s.Sentences[i-1].Item)
		if found := sentenceRole(sentence.Plain, subject); found != "" && !hangs && i > 0 {
			role = found
		}
		if role != run.Role && len(run.Sentences) > 0 && s.Level <= 1 {
			run.End = run.Sentences[len(run.Sentences)-1].End
			out = append(out, run)
			run = condition.Section{Level: 2, Role: role, Start: sentence.Start}
			moved = i
			sentence.First = true
		}
		if sentence.Intro >= 0 {
			sentence.Intro -= moved
		}
		run.Sentences = append(run.Sentences, sentence)
	}
	if len(run.Sentences) > 0 {
		run.End = run.Sentences[len(run.Sentences)-1].End
	}
	return append(out, run)
}
