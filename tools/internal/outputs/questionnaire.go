package outputs

import (
	"encoding/json"
	"maps"
	"slices"

	"signpost/search/check/compile"
)

// The parts of a FHIR R4 Questionnaire (hl7.org/fhir/R4/questionnaire.html) that the check's questions need.
type (
	questionnaire struct {
		ResourceType string   `json:"resourceType"`
		URL          string   `json:"url,omitempty"`
		Name         string   `json:"name"`
		Title        string   `json:"title"`
		Status       string   `json:"status"`
		Experimental bool     `json:"experimental"`
		SubjectType  []string `json:"subjectType"`
		Publisher    string   `json:"publisher,omitempty"`
		Description  string   `json:"description"`
		Purpose      string   `json:"purpose"`
		Item         []item   `json:"item"`
	}
	item struct {
		LinkID       string   `json:"linkId"`
		Code         []coding `json:"code,omitempty"`
		Text         string   `json:"text"`
		Type         string   `json:"type"`
		Required     *bool    `json:"required,omitempty"`
		AnswerOption []answer `json:"answerOption,omitempty"`
		Item         []item   `json:"item,omitempty"`
	}
	answer struct {
		ValueCoding coding `json:"valueCoding"`
	}
	coding struct {
		System  string `json:"system,omitempty"`
		Code    string `json:"code"`
		Display string `json:"display,omitempty"`
	}
)

// yesNo is HL7's expanded yes-no indicator; "asked but unknown" is the check's "I'm not sure", which never counts as no.
const yesNo = "http://terminology.hl7.org/CodeSystem/v2-0532"

var answers = []answer{
	{coding{yesNo, "Y", "Yes"}},
	{coding{yesNo, "N", "No"}},
	{coding{yesNo, "ASKU", "asked but unknown"}},
}

// questionnaire writes the danger questions, worst level first: a group per rule, and every question once, in the first
// group that needs it. The rules' logic is not in it: FHIR has no three-valued logic; docs/check.md says where it is.
func (w *writer) questionnaire(o Options) {
	rules, err := compile.ReadRules(o.Rules)
	if err != nil {
		w.note(err)
		return
	}
	w.file("questionnaire.json", func() ([]byte, error) {
		q := questionnaire{
			ResourceType: "Questionnaire", Name: "SignpostDangerSigns", Title: "Danger signs: " + o.Title, Status: "draft", Experimental: true,
			SubjectType: []string{"Patient"}, Publisher: o.Publisher,
			Description: "The questions about danger signs that the site's symptom check can ask. Each group is one danger, with its care level as code.",
			Purpose:     "To ask the same questions elsewhere. It holds questions only: not when to ask them, and not what follows from the answers.",
			Item:        groups(rules),
		}
		if o.absolute() {
			q.URL = o.BaseURL + "questionnaire.json"
		}
		b, err := json.MarshalIndent(q, "", " ")
		return append(b, '\n'), err
	})
}

// levels of rules, the worst first.
var levels = []string{"emergency", "urgent", "see-a-doctor"}

func groups(rules *compile.Rules) []item {
	byID := map[string]compile.Sign{}
	for _, s := range rules.Signs {
		byID[s.ID] = s
	}
	ordered := slices.Clone(rules.Rules)
	slices.SortStableFunc(ordered, func(a, b compile.Rule) int { return slices.Index(levels, a.Level) - slices.Index(levels, b.Level) })
	var list []item
	seen := map[string]bool{}
	optional := false
	for _, r := range ordered {
		group := item{LinkID: "rule-" + r.ID, Code: []coding{{Code: r.Level}}, Text: r.Title, Type: "group"}
		for _, s := range asked(r.When, byID, seen) {
			group.Item = append(group.Item, item{LinkID: s.ID, Text: s.Question, Type: "choice", Required: &optional, AnswerOption: answers})
		}
		if group.Item != nil {
			list = append(list, group)
		}
	}
	return list
}

// asked gives the signs with a question that a condition names and that were not seen before. A condition is a sign's
// id, a list of conditions, or a map from a word of logic to conditions; a sign may stand for a condition itself.
func asked(when any, byID map[string]compile.Sign, seen map[string]bool) []compile.Sign {
	var list []compile.Sign
	switch w := when.(type) {
	case string:
		s := byID[w]
		if seen[w] {
			return nil
		}
		seen[w] = true
		if s.Question != "" {
			list = append(list, s)
		}
		return append(list, asked(s.When, byID, seen)...)
	case []any:
		for _, part := range w {
			list = append(list, asked(part, byID, seen)...)
		}
	case map[string]any:
		for _, word := range slices.Sorted(maps.Keys(w)) {
			list = append(list, asked(w[word], byID, seen)...)
		}
	}
	return list
}
