package lint

import (
	"regexp"
	"slices"
	"strings"

	"signpost/search/page"
	"signpost/tools/internal/source"
)

// What must not stand on a page (docs/safety.md): a dose for the reader, advice to stop a medicine, a reassurance that no
// source gives.
// An instruction begins a clause or follows "you should" and the like.
const instruction = `(?i)(?:^|[,;:.] |\byou (?:should|can|may|must|could|need to|have to) |\b(?:and|then|or|to|please) )`

var (
	dose = regexp.MustCompile(instruction + `(?:take|use|swallow|inject|give|apply|start with)\b[^.;:]{0,40}?\b(?:\d+(?:[.,]\d+)?|one|two|three|four|half an?)\s?(?:mg|mcg|µg|g|grams?|micrograms?|milligrams?|ml|millilitres?|milliliters?|units?|iu|tablets?|capsules?|pills?|puffs?|drops?|doses?)\b`)
	food = regexp.MustCompile(`^ (?:of )?(?:salt|sodium|sugar|fat|fibre|fiber|protein|carbohydrates?|calories|water|food|alcohol|potassium)\b`)

	stop     = regexp.MustCompile(instruction + `(?:stop|quit|give up|come off) (?:taking |using )?(?:your |the |any |all |this |these )*(?:\w+ )?(?:medicines?|medications?|tablets?|pills?|drugs?|statins?|steroids?|insulin|antidepressants?|antibiotics?|anticoagulants?|inhalers?|blood thinners?)\b`)
	unlessNo = regexp.MustCompile(`(?i)\b(?:not|n't|never|before|without|if|when|unless|after|people|patients|those|who|he|she|they|may|doctor|ask)\b`)

	reassurance = regexp.MustCompile(`(?i)\b(?:nothing to worry about|no need to worry|do not worry|don't worry|not serious|harmless|safe to ignore|can be ignored|no cause for (?:concern|alarm)|not a cause for (?:concern|alarm)|not dangerous|no danger|perfectly normal|completely normal|benign)\b`)
)

// wording checks a sentence; sourced is the words of sources that it rests on.
func (l *linter) wording(sentence, sourced string, line int) {
	if at := dose.FindStringIndex(sentence); at != nil && !food.MatchString(sentence[at[1]:]) {
		l.error(line, "gives the reader a dose (%q); say what the medicine is for and leave the dose to the label and the prescriber", short(sentence))
	}
	if at := stop.FindStringIndex(sentence); at != nil && !unlessNo.MatchString(sentence[:at[0]]) {
		l.error(line, "tells the reader to stop a medicine (%q); say whom to ask before changing a medicine", short(sentence))
	}
	if word := reassurance.FindString(sentence); word != "" && !says(sourced, word) {
		l.error(line, "reassures (%q), and no source says so; delete it or give the source", word)
	}
}

func short(s string) string {
	if words := strings.Fields(s); len(words) > 12 {
		return strings.Join(words[:12], " ") + " ..."
	}
	return s
}

// maxGrade is the Flesch-Kincaid school grade that a page should not be above: about 11 years of age.
const maxGrade = 6

// prose checks the lead and the body.
func (l *linter) prose() {
	p := l.page
	sources := ""
	for _, f := range p.Facts {
		for _, e := range f.Evidence {
			sources += e.Exact + "\n"
		}
	}
	content := p.Content()
	for _, s := range content {
		for _, b := range s.Blocks {
			sources += b.Text + "\n"
		}
	}
	l.wording(p.Lead, sources, l.line(0, "lead:"))

	var all []graded
	easy := append([]string{p.Title}, p.Names...)
	for i, s := range content {
		role := ""
		if at := slices.IndexFunc(p.Sections, func(h page.Head) bool { return h.ID == s.ID }); at >= 0 {
			role = p.Sections[at].Role
			if document := p.Sections[at].Document; !slices.ContainsFunc(p.Sources, func(s page.Source) bool { return s.Document == document }) {
				l.error(l.bodyLine+s.Line, "the section %q is from %s, which is not among the page's sources; add it to sources", s.Heading, document)
			}
		} else if i > 0 || s.Heading != "" {
			l.warn(l.bodyLine+s.Line, "the section %q is not listed under sections, so no source is shown for it; list it with its document", s.Heading)
		}
		if role == page.References {
			continue
		}
		for _, b := range s.Blocks {
			line := l.bodyLine + b.Line
			for _, sentence := range source.Sentences(b.Text) {
				l.wording(sentence, l.given(sentence), line)
				all = append(all, grade(sentence, easy, line))
			}
		}
	}
	l.reading(all)
}

// given is the words in the documents that a sentence of the body may rest on: all of them, or none when it stands in no
// document. Without documents the body is taken for theirs.
func (l *linter) given(sentence string) string {
	if l.options.Documents == nil {
		return sentence
	}
	folded := strings.Join(strings.Fields(sentence), " ")
	for _, s := range l.page.Sources {
		text := l.documents[s.Document]
		if strings.Contains(text, sentence) || strings.Contains(strings.Join(strings.Fields(text), " "), folded) {
			return sentence
		}
	}
	return ""
}
