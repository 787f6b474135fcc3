package source

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"signpost/search/page"
)

func TestHeadingRole(t *testing.T) {
	for heading, want := range map[string]string{
		"What are the symptoms of gout?": page.Symptoms, "Signs and symptoms": page.Symptoms, "How does it feel?": page.Symptoms,
		"When to see a doctor": page.Help, "When to worry about your symptoms": page.Help, "Get urgent help if": page.Help, "Red flags": page.Help,
		"What causes it?": page.Causes, "Who is at risk?": page.Causes, "Reasons your hands shake": page.Causes,
		"How is gout diagnosed?": page.Tests, "Treatments": page.Treatment, "Living with gout": page.Treatment, "Self-care": page.Treatment,
		"Outlook": page.Prevention, "Can it be prevented?": page.Prevention, "Possible complications": page.Prevention,
		"What happens in the body": page.Mechanism, "What is gout?": page.Overview, "Is it inherited?": page.Genetics,
		"Non-urgent advice: See a GP if": page.Help, "Immediate action required: Go to A&E if": page.Help, "How to ease gout yourself": page.Treatment,
		"References": page.References, "Clinical trials": page.Other, "Gout": "", "Histamine Response": "",
	} {
		if got := headingRole(heading, "Gout"); got != want {
			t.Errorf("%q is %q, want %q", heading, got, want)
		}
	}
}

// The question types that MedQuAD's authors gave to headings of NIH articles, as roles.
var questionTypes = map[string]string{
	"information": page.Overview, "symptoms": page.Symptoms, "causes": page.Causes, "susceptibility": page.Causes, "treatment": page.Treatment,
	"considerations": page.Treatment, "exams and tests": page.Tests, "prevention": page.Prevention, "outlook": page.Prevention,
	"complications": page.Prevention, "research": page.Other, "stages": page.Other, "frequency": page.Overview, "inheritance": page.Genetics,
	"genetic changes": page.Genetics,
}

func TestHeadingRolesOfNIH(t *testing.T) {
	f, err := os.Open("../../../../shared/corpora/nih/sections.jsonl")
	if err != nil {
		t.Skip("the measuring data is not here: ", err)
	}
	defer f.Close()
	data, err := os.ReadFile("../../../../shared/corpora/nih/sources.json")
	if err != nil {
		t.Fatal(err)
	}
	var infos []Info
	if err := json.Unmarshal(data, &infos); err != nil {
		t.Fatal(err)
	}
	titles := map[string]string{}
	for _, info := range infos {
		titles[info.File] = info.Title
	}
	right, all := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var s struct{ File, Heading, Qtype string }
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		all++
		if got := headingRole(s.Heading, titles[s.File]); got == questionTypes[s.Qtype] {
			right++
		} else if testing.Verbose() {
			t.Logf("%s: %q is %q, want %q", s.Qtype, s.Heading, got, questionTypes[s.Qtype])
		}
	}
	t.Logf("%d of %d headings have the right role", right, all)
	if all == 0 || right*100 < all*99 {
		t.Errorf("%d of %d headings have the right role", right, all)
	}
}
