package source

import (
	"strings"
	"unicode"

	"signpost/search/page"
)

// roleCues are the cues of one role, each with a space before it.
type roleCues struct {
	role string
	cues []string
}

// cues splits lists of cues, written as "one|two".
func cues(table [][2]string) []roleCues {
	var out []roleCues
	for _, line := range table {
		out = append(out, roleCues{line[0], strings.Split(" "+strings.ReplaceAll(line[1], "|", "| "), "|")})
	}
	return out
}

// headingCues are the words of a heading that tell its section's role. The first line with a hit decides, so the more
// telling words come first. A cue matches at a word's beginning; one that ends in a space is a whole word.
var headingCues = cues([][2]string{
	{page.References, "references |sources |bibliography|further reading|citations|footnotes|about this |disclaimer|copyright|credits|where can i find more|where can i get more|for more information|more information|additional resources|resources |learn more|related topics|related articles|related links|related information|related pages|acknowledg"},
	{page.Help, "when to |when should|see a doctor|see your doctor|seek |get help|get medical|call 911|call 999|emergenc|red flag|warning sign|danger sign|worry|when do i|should i see|call your|call a |contact a|contact your|see a gp|see your gp|999 |111 |a e |immediate action|immediate medical|urgent|medical attention|medical help|getting help|ask for help"},
	{page.Other, "research|clinical trial|history of|stages|staging|glossary|points to remember|key points|statistics|about the author|support group|coping"},
	{page.Prevention, "prevent|lower your risk|lowering your risk|reduce your risk|reducing your risk|reduce the risk|outlook|prognosis|complication|life expectancy|long-term effect|long term effect|recovery rate|survival|expected course|what happens next|avoid"},
	{page.Tests, "diagnos|tests|test |testing|exam|screening|imaging|scans|x-ray|how is it found|detected"},
	{page.Genetics, "inherit|genetic|genes|gene |chromosom|runs in famil"},
	{page.Treatment, "treat|therap|medicine|medication|drugs|drug |surger|surgical|operation|manag|self-care|self care|self-help|home remed|remed|relief|relieve|living with|lifestyle|what to do|what can i do|what can you do|what you can do|what helps|ease |easing|yourself|pharmacist|things you can do|how to get rid|how to stop|care |cure|rehabilitat|exercises |eating|diet |diet,|nutrition|looking after|recover|how to help|coping"},
	{page.Symptoms, "symptom|signs|sign |what does it feel|how does it feel|feel like|features|presentation|how do i know|check if|makes it worse|makes it better|makes them worse"},
	{page.Mechanism, "mechanism|pathophysiolog|physiolog|how it works|how does it work|what happens in|what is happening|how the body|how nerves|how does it affect|anatomy|behind the|science"},
	{page.Causes, "cause|risk|who gets|who is affected|who is more likely|reasons|reason |why |trigger|contribut|underlying|factors|factor |conditions|culprit|responsible for|issues |problems |exposure|how do you get|how do people get|how is it spread|transmi|how it spreads|source of"},
	{page.Overview, "what is|what are|what's|overview|introduction|summary|about |definition|description|key facts|at a glance|background|understanding|facts about|types of|types |how common|how many|who has|information about|epidemiology|frequency"},
})

// headingRole is the role that a heading gives its section, or "" when it tells nothing. The words of the document's
// title in it name the subject and are no cue: "What is heart surgery?" in a document of that name is an overview.
func headingRole(heading, title string) string {
	if _, call, labelled := strings.Cut(heading, ": "); callToAction(heading+":") || labelled && callToAction(call+":") { // "Non-urgent advice: See a GP if"
		return page.Help
	}
	heading = strings.ToLower(heading)
	if title = strings.ToLower(title); len(title) > 2 && len(title) < len(heading) {
		heading = strings.Replace(heading, title, "", 1)
	}
	h := " " + strings.Join(strings.FieldsFunc(strings.ReplaceAll(heading, "’", "'"), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\''
	}), " ") + " "
	for _, line := range headingCues {
		for _, cue := range line.cues {
			if strings.Contains(h, cue) {
				return line.role
			}
		}
	}
	return ""
}

// sentenceCues tell the role of a sentence that no heading stands over; the earliest in the sentence decides, except that
// the first line (when to get help) always wins.
var sentenceCues = cues([][2]string{
	{page.Help, "see a doctor|see your doctor|see a health|see your health|call 911|call 999|call your|call a doctor|call the doctor|seek medical|seek help|seek care|seek urgent|seek emergency|get medical|medical attention|medical help right away|emergency room|emergency department|consult a|consult your|contact your|contact a|talk to your doctor|speak to a|tell your doctor|go to hospital|go to the hospital|ask your doctor|right away if|immediately if|see a gp|your gp"},
	{page.Symptoms, "symptom|signs of|sign of|signs include|warning sign|you may feel|you may have|you might feel|you might have|may experience|feels like|is marked by|characterized by|characterised by|complain of|no signs"},
	{page.Causes, "caused by|cause of|causes of|causes include|causes are|causes can|cause is|common cause|due to|risk|more likely to|most common in|happens when|occurs when|results from|result from|can lead to|triggered by|triggers|linked to|spread by|spreads through|infected with"},
	{page.Treatment, "treat|therap|surgery|medicine|medication|painkiller|antibiotic|drug|physical therapy|exercises|relieve|cure|rest and|self-care|goes away on its own|go away on their own"},
	{page.Tests, "diagnos|test |tests|x-ray|scan|imaging|physical exam|biopsy|ultrasound"},
	{page.Prevention, "prevent|vaccin|outlook|prognosis|recover|lower your risk|reduce your risk|lower the risk|reduce the risk|further reduce|cut your risk|protect yourself|complication|avoid "},
	{page.Genetics, "inherit|mutation|runs in famil|run in famil|a gene|genes"},
})

// sentenceRole is the role that a sentence's own words give it, or "". subject is the first word of the document's title:
// what the subject causes is a symptom, what something else causes has its cause in that ("Gout causes pain", "Uric acid
// causes gout").
func sentenceRole(plain, subject string) string {
	if attribution(plain) {
		return page.References
	}
	s := " " + strings.ToLower(plain)
	first, role := len(s), ""
	for i, line := range sentenceCues {
		for _, cue := range line.cues {
			at := strings.Index(s, cue)
			if at >= 0 && i == 0 {
				return line.role
			}
			if at >= 0 && at < first {
				first, role = at, line.role
			}
		}
	}
	if at := strings.Index(s, " cause"); at >= 0 && at < first {
		role = page.Causes
		if word := strings.TrimSuffix(firstWord(s), "s"); len(word) > 1 && (pronouns[firstWord(s)] || word == strings.TrimSuffix(strings.ToLower(subject), "s")) {
			role = page.Symptoms
		}
	}
	return role
}

// attribution reports whether a sentence only names where a text comes from: "NHS: Foot pain", "Source: Health Board".
func attribution(plain string) bool {
	name, rest, found := strings.Cut(plain, ": ")
	if !found || strings.Count(rest, " ") > 12 || strings.HasSuffix(rest, ".") {
		return false
	}
	switch strings.ToLower(name) {
	case "source", "sources", "reference", "references", "publisher":
		return true
	}
	return len(name) > 1 && len(name) < 6 && strings.ToUpper(name) == name
}

// citation reports whether a paragraph is an entry of a list of references: short, with a year at its end.
func citation(plain string) bool {
	plain = strings.TrimSuffix(plain, ".")
	at := strings.LastIndexByte(plain, ' ')
	if at < 1 {
		return false
	}
	before, year := plain[:at], plain[at+1:]
	return len(year) == 4 && (strings.HasPrefix(year, "19") || strings.HasPrefix(year, "20")) && strings.Trim(year, "0123456789") == "" &&
		len(before) < 250 && strings.IndexByte(".),;", before[len(before)-1]) >= 0
}
