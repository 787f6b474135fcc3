package source

import (
	"strings"
	"unicode/utf8"
)

// list is an inline list whose line breaks are lost: "include - one - two". Its last item ends at end.
type list struct {
	items []mark
	end   int
}

// findList finds the first list in s[from:to]. A dash opens a list at the start, after words that announce one, straight
// after a full stop, or when three follow each other; a pair of dashes round a remark does not.
func (r *repairer) findList(s string, from, to int) (list, bool) {
	marks := bulletMarks(s, from, to)
	for ; len(marks) > 0; marks = marks[1:] {
		first := marks[0]
		before := strings.TrimRight(s[from:first.start], " ")
		announced := opensInline(before)
		opens := before == "" || strings.HasSuffix(before, ":") || announced && len(marks) > 1 ||
			sentenceOver(before) && upper(s[first.end]) || s[first.start-1] != ' ' && len(marks) > 1 || len(marks) > 2 && (upper(s[first.end]) || short(s, marks[:3]))
		if opens {
			return r.items(s, marks, to), true
		}
	}
	return list{}, false
}

// sentenceOver reports whether text ends with a full stop.
func sentenceOver(text string) bool {
	return text != "" && strings.IndexByte(".?!", text[len(text)-1]) >= 0
}

// short reports whether no sentence ends between marks, and no more than a few words stand there.
func short(s string, marks []mark) bool {
	for i := range marks[1:] {
		segment := s[marks[i].end:marks[i+1].start]
		if strings.ContainsAny(segment, ".;") || strings.Count(segment, " ") > 10 {
			return false
		}
	}
	return true
}

// items is the list that begins at the first of marks.
func (r *repairer) items(s string, marks []mark, to int) list {
	var l list
	capitals := upper(s[marks[0].end])
	for i, m := range marks {
		if i > 0 && capitals && lower(s[m.end]) { // a dash inside the item: "Strabismus - a squint"
			continue
		}
		l.items = append(l.items, m)
		if i+1 == len(marks) {
			break
		}
		// The item may be the last of its list, with prose after it that opens another.
		next := marks[i+1]
		if segment := s[m.end:next.start]; opensInline(segment) {
			if end := r.itemEnd(s, m.end, next.start); end < next.start {
				l.end = end
				return l
			}
		}
	}
	l.end = r.itemEnd(s, l.items[len(l.items)-1].end, to)
	return l
}

// itemEnd is where the item at from ends, at to at the latest: after its first sentence, or before a capital that opens
// a sentence when the item has lost its full stop ("in your eye wear Cataracts usually develop slowly.").
func (r *repairer) itemEnd(s string, from, to int) int {
	end := min(nextStart(s[:to], from), to)
	for i := from + 1; i+1 < end; i++ {
		if s[i] != ' ' || !lower(s[i-1]) || !upper(s[i+1]) {
			continue
		}
		before := s[strings.LastIndexByte(s[:i], ' ')+1 : i]
		word, rest, _ := strings.Cut(s[i+1:end], " ")
		if !lower(before[0]) || strings.Count(rest, " ") < 2 || rest == "" || !lower(rest[0]) && !number(rest[0]) {
			continue
		}
		if word == "A" && !beforeNumber(before) || word == "A" && (before == "vitamin" || before == "hepatitis" || before == "influenza") {
			continue
		}
		if w := strings.ToLower(word); starters[w] || r.subject != "" && strings.TrimSuffix(w, "s") == strings.TrimSuffix(r.subject, "s") {
			return i + 1
		}
	}
	return end
}

// bulletMarks are the dashes and bullets in s[from:to] that may stand before list items.
func bulletMarks(s string, from, to int) []mark {
	var out []mark
	for i := from; i+2 < to; i++ {
		width := 0
		if s[i] == '-' || s[i] == '*' {
			width = 1
		} else if s[i] >= 0x80 {
			for _, bullet := range []string{"•", "●", "▪", "·", "◦"} {
				if strings.HasPrefix(s[i:], bullet) {
					width = len(bullet)
				}
			}
		}
		if width == 0 {
			continue
		}
		j := i + width
		for j < to && s[j] == ' ' {
			j++
		}
		if j >= to || j == i+width && s[i] < 0x80 {
			continue
		}
		atStart := strings.TrimLeft(s[from:i], " ") == ""
		next, _ := utf8.DecodeRuneInString(s[j:])
		switch {
		case atStart || s[i] >= 0x80:
		case s[i-1] == ' ': // " - one", but not "5 - 10"
			if before := strings.TrimRight(s[from:i], " "); before != "" && number(before[len(before)-1]) && next >= '0' && next <= '9' {
				continue
			}
		case strings.IndexByte(".?!:", s[i-1]) >= 0 || s[i-1] == ')' && next >= 'A' && next <= 'Z': // "shoes.- You"
		default:
			continue
		}
		out = append(out, mark{span{i, j}, 0})
	}
	return out
}

// opensInline reports whether text ends with words that announce a list.
func opensInline(text string) bool {
	text = strings.TrimRight(text, " ")
	if strings.HasSuffix(text, ":") {
		return true
	}
	switch strings.ToLower(text[strings.LastIndexByte(text, ' ')+1:]) {
	case "include", "includes", "including", "avoid", "advise", "are", "is", "be", "with", "as", "by", "of", "have", "has", "had", "if", "following", "on", "to", "for", "or",
		"cause", "causes", "who", "when", "you", "that", "can", "may", "should", "from", "in", "involve", "involves":
		return true
	}
	return false
}

// colonList adds s[from:to]; sentences that a colon announces as a list are items: "Get help for these signs: Pain that
// lasts. Numb feet."
func (r *repairer) colonList(s string, from, to int) {
	for i := from; i+2 < to; i++ {
		if s[i] != ':' || s[i+1] != ' ' || !upper(s[i+2]) || !announces(s[from:i]) {
			continue
		}
		var ends []int
		for at := i + 2; at < to && len(ends) < 30; {
			end := min(nextStart(s[:to], at), to)
			if fragment := s[at:end]; strings.Count(fragment, " ") > 16 || !strings.Contains(".!;", lastSign(fragment)) || opener(fragment) {
				break
			}
			ends = append(ends, end)
			at = end
		}
		if len(ends) < 2 {
			continue
		}
		r.sentences(s, from, i+1, paragraph)
		at := i + 2
		for _, end := range ends {
			r.add(s, at, end, item)
			at = end
		}
		from = at
		i = at
	}
	r.sentences(s, from, to, paragraph)
}

func lastSign(s string) string {
	s = strings.TrimRight(s, " ")
	if s == "" {
		return ""
	}
	return s[len(s)-1:]
}

// announces reports whether the sentence that ends text speaks of a list to come.
func announces(text string) bool {
	text = strings.ToLower(text[strings.LastIndexAny(text, ".?!")+1:])
	for _, cue := range []string{"following", "these", "signs", "symptoms", "include", "here are", "such as", "if you"} {
		if strings.Contains(text, cue) {
			return true
		}
	}
	return false
}

// opener reports whether s begins as a whole sentence does, and a list item hardly ever.
func opener(s string) bool {
	word, _, _ := strings.Cut(s, " ")
	switch strings.ToLower(word) {
	case "the", "this", "these", "that", "those", "it", "if", "you", "they", "we", "he", "she", "there", "in", "however", "although", "when", "while",
		"most", "some", "many", "your", "because", "for", "other", "also", "as", "after", "before", "during", "sometimes", "usually":
		return true
	}
	return false
}

// unmarkedLists makes items of paragraphs that are a list without bullets: after a paragraph that announces one, two or
// more short ones that are no sentences ("Signs include:", "Cold feet", "Pale skin"). It runs before headings are sought.
func unmarkedLists(text string, blocks []block) []block {
	for i := 0; i < len(blocks); i++ {
		intro := blocks[i].plain(text)
		if blocks[i].kind != paragraph || !opensInline(intro) || strings.Count(intro, " ") < 2 {
			continue
		}
		end, bare := i+1, false // bare: the items have no full stop
		for ; end < len(blocks) && blocks[end].kind == paragraph; end++ {
			line := blocks[end].plain(text)
			stop := strings.IndexByte(".!?", line[len(line)-1]) >= 0
			if end == i+1 {
				bare = !stop
			}
			first := strings.TrimSpace(line[:min(len(line), nextStart(line, 0))])
			if opener(line) || opensInline(line) || bare == stop || len(line) > 300 || !bare && (strings.Count(first, " ") > 12 || !strings.HasSuffix(intro, ":")) {
				break
			}
		}
		// A line with capitals straight before prose is the next heading and not the last item.
		if last := end - 1; bare && last > i+1 && end < len(blocks) && blocks[end].kind == paragraph && titleLine(blocks[last].plain(text)) && !titleLine(blocks[last-1].plain(text)) {
			end = last
		}
		if end-i > 2 {
			for j := i + 1; j < end; j++ {
				blocks[j].kind = item
			}
		}
	}
	return blocks
}

// titleLine reports whether a line is several words in capitals, or a heading that tells a role.
func titleLine(line string) bool {
	words := strings.Fields(line)
	for _, w := range words {
		if !titled(w) {
			return false
		}
	}
	return len(words) > 1 || headingRole(line, "") != ""
}
