package hugo

import (
	"fmt"
	"strings"
	"testing"
)

// conditionPage is a page of facts in the words of two documents.
const conditionPage = `---
title: Sore wing
kind: condition
names: [wing ache, wing pain, weary wing, flight stiffness]
sources:
- {document: a.md, title: All about wings, facts: 2}
- {document: b.md, title: Ten sore places, facts: 1}
sections:
- {id: signs, heading: Signs, role: symptoms, document: a.md}
- {id: care, heading: Care, role: treatment, document: a.md}
- {id: wings, heading: Wings, role: overview, document: b.md}
facts:
%s- id: t1
  slot: treatment
  value: cool it slowly
  evidence: [{document: a.md, start: 40, end: 80, exact: "Cool it slowly, not with snow."}]
- id: t2
  slot: treatment
  value: not with snow
  evidence: [{document: a.md, start: 40, end: 80, exact: "Cool it slowly, not with snow."}]
- id: t3
  slot: treatment
  value: balm
  evidence: [{document: a.md, start: 90, end: 120, exact: "The usual treatment is balm."}]
- id: t4
  slot: treatment
  value: rest it
  evidence: [{document: a.md, start: 130, end: 150, exact: "- Rest it slowly."}]
%s---

## Signs {#signs}

The wing aches.

## Care {#care}

Cool it slowly, not with snow. The usual treatment is balm.

## Wings {#wings}

A wing may ache.
`

const (
	ache   = "- id: s1\n  slot: symptom\n  value: ache\n  evidence: [{document: a.md, start: 1, end: 9, exact: The wing aches.}]\n"
	review = "review: {by: A. Name, role: nurse, on: \"2026-01-02\", due: \"2028-01-02\"}\n"
)

func conditionSite(t *testing.T, pages map[string]string) string {
	t.Helper()
	return build(t, func(o *Options) {
		o.Content = write(t, pages)
		o.Project = write(t, map[string]string{"config.toml": "title = \"Wings\"\n"})
	})
}

func TestDocumentsStandClosedUnlessTheyAreAllThereIs(t *testing.T) {
	site := conditionSite(t, map[string]string{
		"conditions/told.md":   fmt.Sprintf(conditionPage, ache, ""),
		"conditions/untold.md": fmt.Sprintf(conditionPage, "", ""),
	})
	for name, open := range map[string]string{"told": "", "untold": " open"} {
		page := read(t, site, "conditions/"+name+"/index.html")
		_, words, _ := strings.Cut(page, `id="s-words"`)
		first, second, both := strings.Cut(words, "Read source 2, “Ten sore places”")
		if !both || strings.Count(words, `<details class="text"`+open+">") != 2 || !strings.Contains(first, "Read source 1, “All about wings”") {
			t.Fatalf("%s: want two texts, opened %q:\n%s", name, open, words)
		}
		for _, want := range []string{`id="signs"`, `id="care"`, "The wing aches."} {
			if !strings.Contains(first, want) {
				t.Errorf("%s: the first document's text lacks %s", name, want)
			}
		}
		if !strings.Contains(second, `id="wings"`) || !strings.Contains(second, "A wing may ache.") {
			t.Errorf("%s: the second document's text is not its own", name)
		}
		if !strings.Contains(words, "2 quotes on this page.") {
			t.Errorf("%s: the sources do not say how many quotes are theirs", name)
		}
	}
}

// Parts of what one is told to do are not safe alone; what is not an order stands as a value.
func TestOrdersStandAsTheirSentence(t *testing.T) {
	page := read(t, conditionSite(t, map[string]string{"conditions/told.md": fmt.Sprintf(conditionPage, ache, "")}), "conditions/told/index.html")
	_, treat, _ := strings.Cut(page, `id="s-treat"`)
	treat, _, _ = strings.Cut(treat, "</section>")
	if !strings.Contains(treat, `<p class="doc">Cool it slowly, not with snow.</p>`) || !strings.Contains(treat, `<p class="doc">Rest it slowly.</p>`) || !strings.Contains(treat, "<p>Balm</p>") || strings.Contains(treat, "Not with snow<") {
		t.Errorf("treatments read: %s", treat)
	}
	if strings.Contains(page, "what you can do yourself") {
		t.Error("the page says that nothing to do was found")
	}
}

func TestListsHaveOneOtherNamePerLetter(t *testing.T) {
	list := read(t, conditionSite(t, map[string]string{"conditions/told.md": fmt.Sprintf(conditionPage, ache, "")}), "conditions/index.html")
	for name, want := range map[string]bool{"Wing ache<": true, "Wing pain<": false, "Weary wing<": false, "Flight stiffness<": true} {
		if strings.Contains(list, name) != want {
			t.Errorf("%s in the list: %v", name, !want)
		}
	}
}

// What speaks for the whole site is a draft as long as any page of facts is; a page of facts and the check for themselves.
func TestDraftNoticeSaysWhatIsNotChecked(t *testing.T) {
	draft, done := fmt.Sprintf(conditionPage, ache, ""), fmt.Sprintf(conditionPage, ache, review)
	for _, c := range []struct {
		name, first, second, want string
	}{
		{"none reviewed", draft, draft, "No clinician has checked this site."},
		{"one reviewed", draft, done, "A clinician has not checked every page."},
		{"all reviewed", done, done, ""},
	} {
		site := conditionSite(t, map[string]string{"conditions/first.md": c.first, "conditions/second.md": c.second})
		for _, name := range []string{"index.html", "conditions/index.html", "search/index.html", "404.html"} {
			page := read(t, site, name)
			if strings.Contains(page, `class="draft"`) != (c.want != "") || !strings.Contains(page, c.want) {
				t.Errorf("%s: %s does not say %q", c.name, name, c.want)
			}
		}
		for name, want := range map[string]bool{"check/index.html": true, "about/privacy/index.html": false, "conditions/first/index.html": c.first == draft} {
			if got := strings.Contains(read(t, site, name), "No clinician has checked this page."); got != want {
				t.Errorf("%s: %s has the notice: %v", c.name, name, got)
			}
		}
	}
}

// That a condition is an emergency is no sign to look for, and a page that names danger signs says when to get help.
func TestEmergencyOfTheConditionItself(t *testing.T) {
	danger := func(id, value, sentence string) string {
		return fmt.Sprintf("- id: %s\n  slot: red_flag\n  value: %s\n  level: emergency\n  evidence: [{document: a.md, start: 1, end: 9, exact: %q}]\n", id, value, sentence)
	}
	itself, sign := danger("d1", "medical emergency", "Sore wing is an emergency."), danger("d2", "wing turns blue", "The wing turns blue.")
	site := conditionSite(t, map[string]string{
		"conditions/both.md":   fmt.Sprintf(conditionPage, ache+itself+sign, ""),
		"conditions/itself.md": fmt.Sprintf(conditionPage, ache+itself, ""),
	})
	both := read(t, site, "conditions/both/index.html")
	head, turns, is := strings.Index(both, "Call 999 now if:"), strings.Index(both, "The wing turns blue."), strings.Index(both, "Sore wing is an emergency.")
	if head < 0 || turns < head || is < turns {
		t.Errorf("the card reads in another order: heading %d, sign %d, itself %d", head, turns, is)
	}
	if strings.Contains(both, "when to get help, and how soon") {
		t.Error("the page says that its documents do not say when to get help")
	}
	if alone := read(t, site, "conditions/itself/index.html"); strings.Contains(alone, "Call 999 now if:") || !strings.Contains(alone, "Sore wing is an emergency.") {
		t.Error(`"if" without anything behind it`)
	}
}

// A heading that only repeats its document's title is not shown again; links to it lead there all the same.
func TestTitlesAreNotRepeatedInTexts(t *testing.T) {
	text := strings.ReplaceAll(fmt.Sprintf(conditionPage, ache, ""), "## Wings {#wings}", "## Ten sore places {#wings}")
	page := read(t, conditionSite(t, map[string]string{"conditions/told.md": text}), "conditions/told/index.html")
	if !strings.Contains(page, `<h3 id="wings" class="vh">Ten sore places</h3>`) || !strings.Contains(page, `<h3 id="signs">Signs</h3>`) {
		t.Error("the title is repeated, or another heading is gone")
	}
}

func TestLongListsStandClosedAfterTheirFirst(t *testing.T) {
	causes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "- id: c%d\n  slot: cause\n  value: storm %d\n  evidence: [{document: a.md, start: %d, end: 9, exact: A storm did it.}, {document: b.md, start: 1, end: 9, exact: Storms.}]\n", i, i, i)
		}
		return b.String()
	}
	site := conditionSite(t, map[string]string{
		"conditions/some.md": fmt.Sprintf(conditionPage, ache+causes(12), ""),
		"conditions/many.md": fmt.Sprintf(conditionPage, ache+causes(13), ""),
	})
	if strings.Contains(read(t, site, "conditions/some/index.html"), `class="more"`) {
		t.Error("twelve statements are not many")
	}
	open, closed, _ := strings.Cut(read(t, site, "conditions/many/index.html"), `<details class="more"><summary>5 more</summary>`)
	if !strings.Contains(open, "Storm 7<") || strings.Contains(open, "Storm 8<") || !strings.Contains(closed, "Storm 12<") {
		t.Error("the first eight are not shown, or the rest is gone")
	}
}

// A condition that has too little to compare still shows that it needs help at once.
func TestListedConditionsShowHowSoon(t *testing.T) {
	page := read(t, conditionSite(t, map[string]string{
		"conditions/told.md": fmt.Sprintf(conditionPage, ache, ""),
		"symptoms/ache.md": "---\ntitle: Ache\nkind: symptom\nterm: ache\nconditions:\n- {slug: told, title: Sore wing, fact: s1, level: emergency}\n" +
			"- {slug: gone, title: Cold wing, fact: s2, level: see-a-doctor}\n---\n",
	}), "symptoms/ache/index.html")
	_, list, _ := strings.Cut(page, `<ul class="names">`)
	list, _, _ = strings.Cut(list, "</ul>")
	cold, sore, _ := strings.Cut(list, "Sore wing")
	if !strings.Contains(sore, `class="tag em"`) || strings.Contains(cold, `class="tag`) {
		t.Errorf("the list reads: %s", list)
	}
}
