package source

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"signpost/tools/internal/condition"
)

// outline is a document's sections and sentences, a line each: "## role: heading", "¶ first", "  later", "- item (of n)".
func outline(d condition.Document) string {
	var b strings.Builder
	for _, s := range d.Sections {
		fmt.Fprintf(&b, "%s %s: %s\n", strings.Repeat("#", s.Level), s.Role, s.Heading)
		for _, x := range s.Sentences {
			switch {
			case x.Item && x.Intro >= 0:
				fmt.Fprintf(&b, "- (%d) %s\n", x.Intro, x.Plain)
			case x.Item:
				fmt.Fprintf(&b, "- %s\n", x.Plain)
			case x.First:
				fmt.Fprintf(&b, "¶ %s\n", x.Plain)
			default:
				fmt.Fprintf(&b, "  %s\n", x.Plain)
			}
		}
	}
	return b.String()
}

// checkSpans holds for every document: spans lie in the text, in order, whole runes, and never overlap.
func checkSpans(t *testing.T, d condition.Document) {
	t.Helper()
	if !utf8.ValidString(d.Text) {
		t.Errorf("%s: text is not UTF-8", d.Path)
	}
	at := 0
	for _, s := range d.Sections {
		if s.Start > s.End || s.End > len(d.Text) {
			t.Errorf("%s: section %q from %d to %d of %d", d.Path, s.Heading, s.Start, s.End, len(d.Text))
		}
		for i, x := range s.Sentences {
			if x.Start < at || x.End <= x.Start || x.End > len(d.Text) || x.Start < s.Start || x.End > s.End {
				t.Fatalf("%s: sentence %q from %d to %d, after %d, in section %d to %d", d.Path, x.Plain, x.Start, x.End, at, s.Start, s.End)
			}
			at = x.End
			if quote := d.Text[x.Start:x.End]; !utf8.ValidString(quote) || !hasLetters(quote) || x.Plain == "" {
				t.Errorf("%s: quote %q is no text", d.Path, quote)
			}
			if x.Intro >= i || x.Intro < -1 || x.Intro >= 0 && !x.Item {
				t.Errorf("%s: %q hangs on sentence %d", d.Path, x.Plain, x.Intro)
			}
		}
	}
}

func read(t *testing.T, name, text string) (condition.Document, []string) {
	t.Helper()
	var problems []string
	d, err := Read(name, name, []byte(text), Info{}, func(p Problem) { problems = append(problems, p.String()) })
	if err == nil {
		checkSpans(t, d)
	}
	return d, problems
}

func TestRepair(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"sentences run together", "Corns\n\nA corn is hard skin on a toe.Most corns come from tight shoes.Soak the foot.",
			"# overview: Corns\n¶ A corn is hard skin on a toe.\n¶ Most corns come from tight shoes.\n¶ Soak the foot.\n"},
		{"headings with capitals", "Corns\n\nThey are small. Shoe Fitting TipsBuy shoes late in the day. Foot Care Tips Wash and dry the feet.",
			"# overview: Corns\n¶ They are small.\n## other: Shoe Fitting Tips\n¶ Buy shoes late in the day.\n  Foot Care Tips Wash and dry the feet.\n"},
		{"headings without capitals", "Corns\n\nThey are small.Who is at riskPeople with tight shoes get them.When to get helpSee a nurse if:- it bleeds.- it is hot.",
			"# overview: Corns\n¶ They are small.\n## causes: Who is at risk\n¶ People with tight shoes get them.\n## help: When to get help\n### help: See a nurse if\n- it bleeds.\n- it is hot.\n"},
		{"one-word headings", "Corns\n\nThey hurt. CausesTight shoes press on the skin. Treatment Soft pads may help.",
			"# overview: Corns\n¶ They hurt.\n## causes: Causes\n¶ Tight shoes press on the skin.\n## treatment: Treatment\n¶ Soft pads may help.\n"},
		{"numbered sections", "Feet can hurt for many reasons. 1. CornsCorns are hard skin. TreatmentPads help most people. 2. Plantar FasciitisThis is heel pain. TreatmentStretching helps many. When to See a DoctorAlthough most pain goes, some stays. ",
			"# overview: \n¶ Feet can hurt for many reasons.\n### other: Corns\n¶ Corns are hard skin.\n#### treatment: Treatment\n¶ Pads help most people.\n### other: Plantar Fasciitis\n¶ This is heel pain.\n#### treatment: Treatment\n¶ Stretching helps many.\n## help: When to See a Doctor\n¶ Although most pain goes, some stays.\n"},
		{"a list with dashes", "Gout\n\nIt hurts. Signs of gout include - A red joint - Swelling of the toe - Fever. Most people get better.",
			"# overview: Gout\n¶ It hurts.\n## symptoms: \n¶ Signs of gout include\n- (0) A red joint\n- (0) Swelling of the toe\n- (0) Fever.\n¶ Most people get better.\n"},
		{"a list that lost its full stop", "Gout\n\nIt hurts. Signs include - A red joint - Chills and shaking Gout often starts at night.",
			"# overview: Gout\n¶ It hurts.\n## symptoms: \n¶ Signs include\n- (0) A red joint\n- (0) Chills and shaking\n¶ Gout often starts at night.\n"},
		{"a dash inside an item", "Eyes\n\nThey differ. Problems include - Strabismus - a squint - Amblyopia - a lazy eye.",
			"# overview: Eyes\n¶ They differ.\n  Problems include\n- (1) Strabismus - a squint\n- (1) Amblyopia - a lazy eye.\n"},
		{"two lists", "Gout\n\nIt has stages. Foods to avoid include: - Liver. - Beer. Other things matter too. Drinks that help include: - Water. - Milk.",
			"# overview: Gout\n¶ It has stages.\n## prevention: \n¶ Foods to avoid include:\n- (0) Liver.\n- (0) Beer.\n¶ Other things matter too.\n  Drinks that help include:\n- (4) Water.\n- (4) Milk.\n"},
		{"dashes of a remark are no list", "Gout\n\nThe toe - the big one, as a rule - hurts. A range is 5 - 10 days.",
			"# overview: Gout\n¶ The toe - the big one, as a rule - hurts.\n  A range is 5 - 10 days.\n"},
		{"a list without bullets", "Gout\n\nIt hurts. Get help for these signs: Pain that lasts for a week. Skin that turns dark. You can also phone a nurse.",
			"# overview: Gout\n¶ It hurts.\n  Get help for these signs:\n- (1) Pain that lasts for a week.\n- (1) Skin that turns dark.\n¶ You can also phone a nurse.\n"},
		{"a numbered list", "Gout\n\nDo this. 1. Rest the foot. 2. Put ice on it. 3. Drink water.",
			"# overview: Gout\n¶ Do this.\n- Rest the foot.\n- Put ice on it.\n- Drink water.\n"},
		{"numbers that are no list", "Diabetes\n\nThere is diabetes type 1. Most people have type 2. It is common.",
			"# overview: Diabetes\n¶ There is diabetes type 1.\n  Most people have type 2.\n  It is common.\n"},
		{"names with capitals inside", "Care\n\nThe McLeod syndrome is rare. PubMed has papers on it, and FoodNet reports too. FoodNet also counts cases.",
			"# overview: Care\n¶ The McLeod syndrome is rare.\n  PubMed has papers on it, and FoodNet reports too.\n  FoodNet also counts cases.\n"},
		{"lost breaks without full stops", "Feet\n\nStretch the calf twice a day before sportWear shoes that fit wellRest when it hurts",
			"# overview: Feet\n¶ Stretch the calf twice a day before sport\n¶ Wear shoes that fit well\n¶ Rest when it hurts\n"},
		{"paragraphs that are a list", "Feet\n\nThey carry you.\n\nSigns of frostbite include:\n\nPale or grey skin\n\nNumb toes, above all the little one\n\nHard skin\n\nWhat to Do\n\nWarm the foot slowly.",
			"# overview: Feet\n¶ They carry you.\n## symptoms: \n¶ Signs of frostbite include:\n- (0) Pale or grey skin\n- (0) Numb toes, above all the little one\n- (0) Hard skin\n## treatment: What to Do\n¶ Warm the foot slowly.\n"},
		{"line breaks that became spaces", "Corns\n\nThey are small. Symptoms A corn is sore when you press it Who is at risk People with tight shoes get corns. What causes a corn? Pressure does. Treatment Soft pads may help. See a nurse if: - it bleeds - it is hot Sources The Foot Trust wrote this.",
			"# overview: Corns\n¶ They are small.\n## symptoms: Symptoms\n¶ A corn is sore when you press it\n## causes: Who is at risk\n¶ People with tight shoes get corns.\n## causes: What causes a corn?\n¶ Pressure does.\n## treatment: Treatment\n¶ Soft pads may help.\n### help: See a nurse if\n- it bleeds\n- it is hot\n## references: Sources\n¶ The Foot Trust wrote this.\n"},
		{"capitals that begin no sentence", "Kaposi sarcoma\n\nSigns of Kaposi sarcoma vary. Treatment of Kaposi sarcoma differs. A vaccine prevents hepatitis A and hepatitis B. Doctors may treat GO in some people.",
			"# overview: Kaposi sarcoma\n¶ Signs of Kaposi sarcoma vary.\n## treatment: \n¶ Treatment of Kaposi sarcoma differs.\n## prevention: \n¶ A vaccine prevents hepatitis A and hepatitis B.\n## treatment: \n¶ Doctors may treat GO in some people.\n"},
		{"numbered heading lines", "Sore feet\n\nReasons for Sore Feet\n\nThere are two.\n\n1. Corns\n\nCorns are hard skin.\n\nTreatment\n\nPads help.\n\n2. Gout\n\nGout is a sore toe.\n\nTreatment\n\nTablets help.\n\nWhen to See a Nurse\n\nGo when it lasts.",
			"# overview: Sore feet\n## causes: Reasons for Sore Feet\n¶ There are two.\n### causes: Corns\n¶ Corns are hard skin.\n#### treatment: Treatment\n¶ Pads help.\n### causes: Gout\n¶ Gout is a sore toe.\n#### treatment: Treatment\n¶ Tablets help.\n## help: When to See a Nurse\n¶ Go when it lasts.\n"},
		{"short lines that name a part", "Sore feet\n\nFeet carry you.Tight bootsYou may get corns from them.Worn heelsThey tilt the foot.",
			"# overview: Sore feet\n¶ Feet carry you.\n## other: Tight boots\n¶ You may get corns from them.\n## other: Worn heels\n¶ They tilt the foot.\n"},
		{"a list in an item", "Feet\n\n- In frostbite the skin: - is pale; or - feels hard.\n- Warm the foot. - Call a nurse.\n",
			"# overview: Feet\n- In frostbite the skin:\n- (0) is pale; or\n- (0) feels hard.\n- Warm the foot.\n- Call a nurse.\n"},
		{"references at the end", "Feet\n\nThey carry you.Foot pain in runners. J Foot Res. 2019Heel pain. A Society Of Feet. 2021",
			"# overview: Feet\n¶ They carry you.\n## references: \n¶ Foot pain in runners.\n  J Foot Res.\n¶ Heel pain.\n  A Society Of Feet.\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, problems := read(t, "a.txt", test.text)
			if got := outline(d); got != test.want || len(problems) > 0 {
				t.Errorf("got\n%s\nwant\n%s\n%v", got, test.want, problems)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string]string{
		"Dr. Ali saw it. It hurt.":                                     "Dr. Ali saw it.|It hurt.",
		"Some foods, e.g. Brie or i.e. Stilton, are fine. Eat them.":   "Some foods, e.g. Brie or i.e. Stilton, are fine.|Eat them.",
		"P.A.D. is common. Smoking causes P.A.D. The legs hurt.":       "P.A.D. is common.|Smoking causes P.A.D.|The legs hurt.",
		"The U.S. Senate met. They live in the U.S. It is big.":        "The U.S. Senate met.|They live in the U.S.|It is big.",
		"Take 2.5 km walks. See No. 5 on the list.":                    "Take 2.5 km walks.|See No. 5 on the list.",
		`"Is it bad?" he asked. "Yes." She left.`:                      `"Is it bad?" he asked.|"Yes."|She left.`,
		"The wall of the brain.. It is thin.":                          "The wall of the brain..|It is thin.",
		"John F. Kennedy had back pain. You need vitamin B. You do.":   "John F. Kennedy had back pain.|You need vitamin B.|You do.",
		"It hurts (see below). Call at 3 p.m. or later! Really? Yes.":  "It hurts (see below).|Call at 3 p.m. or later!|Really?|Yes.",
		"Pain vs. numbness is the question. Fig. 3 shows it.":          "Pain vs. numbness is the question.|Fig. 3 shows it.",
		"See www.example.org for more. Write to a.b@example.org today": "See www.example.org for more.|Write to a.b@example.org today",
		"... --- 12 !": "",
	} {
		var got []string
		for _, s := range splitSentences(text) {
			got = append(got, text[s.start:s.end])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("got %s\nwant %s", strings.Join(got, "|"), want)
		}
	}
}

func TestText(t *testing.T) {
	d, problems := read(t, "a.txt", "\ufeffHeel pain\r\n=========\r\n\r\nHeel pain is common in people who stand or\r\nrun a lot. It is worse in the\r\nmorning.\r\n\r\nWhat helps\r\n\r\n* rest and\r\n  ice\r\n* soft shoes\r\n\r\nCauses\r\n\r\nTight shoes are one.\r\n\r\nSee a nurse if:\r\n- it lasts\r\n")
	want := "# overview: Heel pain\n¶ Heel pain is common in people who stand or run a lot.\n  It is worse in the morning.\n## treatment: What helps\n- rest and ice\n- soft shoes\n## causes: Causes\n¶ Tight shoes are one.\n### help: See a nurse if\n- it lasts\n"
	if got := outline(d); got != want || d.Title != "Heel pain" || len(problems) > 0 {
		t.Errorf("%q %v\n%s\nwant\n%s", d.Title, problems, got, want)
	}
}

// A leaflet under its publisher's name, with labelled questions and answers.
func TestQuestionsAndAnswers(t *testing.T) {
	d, err := Read("d", "leaflet-7.txt", []byte("MILL LANE HOSPITAL\n\nSORE HEELS: YOUR QUESTIONS ANSWERED\n\nThis leaflet is for people with sore heels and those who look after them.\n\nQ. What causes sore heels?\nA. Long days on hard floors. They wear the sole out.\n\nQ2: How are they treated?\nA: Rest them.\n"), Info{}, func(Problem) {})
	if err != nil {
		t.Fatal(err)
	}
	checkSpans(t, d)
	if want := "Sore heels: your questions answered"; d.Title != want {
		t.Errorf("title %q, want %q", d.Title, want)
	}
	if got, want := unshouted("ÉTUDE OF HEELS"), "Étude of heels"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if publisherLine(" ") || publisherLine("Clinic") || !publisherLine("Mill Lane Hospital") {
		t.Error("a publisher has a name and is a hospital, a clinic ...")
	}
	for _, want := range []string{"causes: What causes sore heels?\n¶ Long days on hard floors.", "treatment: How are they treated?\n¶ Rest them."} {
		if got := outline(d); !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestMarkdown(t *testing.T) {
	text := "---\ntitle: Heel pain\npublisher: Foot Trust\nsynonyms: [sore heel]\n---\n\n# Sore heels\n\nIt is *very* common; see [a nurse](https://example.org/x) &amp; rest\\*.\nIt **heals**. <script>alert(1)</script>\n\nCauses\n------\n\nThese include:\n\n- running on `hard` ground\n  and jumping\n- standing\n\n| Sign | Meaning |\n|---|---|\n| Pain | strain |\n\n```\ncode\n```\n"
	d, problems := read(t, "a.md", text)
	want := "# overview: Sore heels\n¶ It is very common; see a nurse & rest*.\n  It heals.\n## causes: Causes\n¶ These include:\n- (0) running on hard ground and jumping\n- (0) standing\n¶ Sign\n¶ Meaning\n¶ Pain\n¶ strain\n"
	if got := outline(d); !strings.HasPrefix(got, strings.Split(want, "  It heals")[0]) || d.Title != "Heel pain" || d.Publisher != "Foot Trust" || len(d.Names) != 1 || len(problems) > 0 {
		t.Errorf("%+v %v\n%s\nwant\n%s", d.Title, problems, got, want)
	} else if strings.ReplaceAll(got, " alert(1)", "") != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if d.Text != text {
		t.Error("the text of a .md file is not the file as it is")
	}
	_, problems = read(t, "b.md", "---\ntitle: Heel\nnames: [a\n---\n# Heel\n\nIt hurts.\n")
	if len(problems) != 1 || !strings.HasPrefix(problems[0], "b.md:3: the front matter is not YAML") {
		t.Errorf("front matter that is not YAML: %v", problems)
	}
	d, problems = read(t, "c.md", "---\npublished: soon\nreviewed: 2026-01\n---\n# Heel\n\nIt hurts.\n")
	if len(problems) != 1 || !strings.HasPrefix(problems[0], "c.md:2: published is") || d.Date != "" || d.Reviewed != "2026-01" {
		t.Errorf("front matter with a date that is none: %q, %q, %v", d.Date, d.Reviewed, problems)
	}
}

// Every mistake in front matter names its line and what to write instead; the document is read all the same.
func TestFrontMatterWithMistakes(t *testing.T) {
	for front, want := range map[string]string{
		"---\ntitle: Heel: a guide\n---\n":                      "a.md:2: the front matter is not YAML and is not used (mapping value is not allowed in this context); put a value with a colon or a quote in it between quotes",
		"---\ntitle: Heel\nsynonyms: sore heel\n---\n":          `a.md:3: the front matter is not used; "synonyms" must be a list: [one, another]`,
		"---\ntitle: [Heel, Foot]\n---\n":                       `a.md:2: the front matter is not used; "title" must be one value, not a list`,
		"---\n- Heel\n---\n":                                    "a.md:2: the front matter is not used; it must be lines of the form field: value",
		"---\ntitle: Heel\nlicense: CC0\n---\n":                 `a.md:3: "license" is not used; call it "licence"`,
		"---\ntitle: Heel\n\nkind: disease\n---\n":              `a.md:4: kind is "disease"; it must be "condition", "symptom" or "topic"`,
		"---\ntitle: Heel\n":                                    "a.md:1: the front matter has no end and is read as text; put a line of --- below it",
		"---\n":                                                 "",
		"---\ntitle: Heel\ncolour: blue\nreviewed: 2026\n---\n": "",
	} {
		d, problems := read(t, "a.md", front+"\n# Heel pain\n\nIt hurts.\n")
		if got := strings.Join(problems, " "); got != want || !strings.Contains(outline(d), "It hurts.") {
			t.Errorf("%q: got %q, want %q; read as %s", front, got, want, outline(d))
		}
	}
}

const article = `<p>Heel pain is common. It is worse in the morning and after a long rest, and it eases as you walk about a little.</p>
<p>Outlook</p><p>Most people get better within some months with rest, soft shoes and stretches that they do twice a day.</p>
<h2>1. Causes</h2><p>They include:</p><ul><li>running <b>on</b> hard ground</li><li><p>standing</p></li></ul><p><a href="/print">Print this page</a></p>`

const articleOutline = "# overview: Heel pain\n¶ Heel pain is common.\n  It is worse in the morning and after a long rest, and it eases as you walk about a little.\n## prevention: Outlook\n¶ Most people get better within some months with rest, soft shoes and stretches that they do twice a day.\n## causes: Causes\n¶ They include:\n- (0) running on hard ground\n- (0) standing\n"

func TestHTML(t *testing.T) {
	head := `<!doctype html><html><head><title>Heel pain | Foot Trust</title><link rel="canonical" href="https://example.org/heel"><script>steal()</script></head><body><nav><a href="/">Home</a> Menu</nav>`
	foot := `<aside>Buy our cream</aside><form><button onclick="x()">Share</button></form><footer>Copyright</footer></body></html>`
	for name, page := range map[string]string{
		"main":    head + `<main><h1 onmouseover="x()">Heel pain</h1><div class="share-links">Tweet</div>` + article + `<script>x()</script></main>` + foot,
		"article": head + `<article><header><h1>Heel pain</h1></header>` + article + `</article>` + foot,
		"neither": head + `<div id="wrap"><div class="content"><h1>Heel pain</h1>` + article + `</div></div>` + foot,
	} {
		t.Run(name, func(t *testing.T) {
			d, problems := read(t, "a.html", page)
			if got := outline(d); got != articleOutline || d.Title != "Heel pain" || d.URL != "https://example.org/heel" || len(problems) > 0 {
				t.Errorf("%q %q %v\n%s\nwant\n%s", d.Title, d.URL, problems, got, articleOutline)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	word := "Ménière's disease makes you dizzy and the world seems to spin round you for a while."
	latin := strings.ReplaceAll(strings.ReplaceAll(word, "é", "\xe9"), "è", "\xe8")
	var wide []byte
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(word))...) {
		wide = binary.LittleEndian.AppendUint16(wide, u)
	}
	for name, c := range map[string]struct {
		file, data string
		problem    string
	}{
		"UTF-8":           {"a.txt", word, ""},
		"UTF-16":          {"a.txt", string(wide), ""},
		"Windows-1252":    {"a.txt", "Title\n" + latin, "a.txt:2: is not UTF-8 and was read as Windows-1252"},
		"HTML declared":   {"a.html", "<meta charset=iso-8859-1><p>" + latin, ""},
		"HTML undeclared": {"a.html", "<p>" + word, ""},
	} {
		d, problems := read(t, c.file, c.data)
		if !strings.Contains(d.Text, word) || (c.problem == "") != (len(problems) == 0) || len(problems) > 0 && !strings.HasPrefix(problems[0], c.problem) {
			t.Errorf("%s: %q %v", name, d.Text, problems)
		}
	}
}

// wordFile is a .docx with the given parts.
func wordFile(parts map[string]string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range parts {
		f, _ := w.Create(name)
		f.Write([]byte(text))
	}
	w.Close()
	return b.String()
}

func para(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func TestWord(t *testing.T) {
	body := para("Titel", "Heel pain") + para("N", "Heel pain is</w:t></w:r><w:del><w:r><w:t>not</w:t></w:r></w:del><w:r><w:t xml:space=\"preserve\"> common.") +
		para("H2", "Causes") + para("N", "These include:") + `<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>running</w:t></w:r></w:p>` + para("ListParagraph", "standing") +
		`<w:tbl><w:tr><w:tc>` + para("N", "In a table.") + `</w:tc></w:tr></w:tbl><w:p><w:r><w:instrText>HYPERLINK "https://example.org"</w:instrText><w:t>A link.</w:t></w:r></w:p>`
	file := wordFile(map[string]string{
		"word/document.xml":   `<w:document xmlns:w="w"><w:body>` + body + `</w:body></w:document>`,
		"word/styles.xml":     `<w:styles xmlns:w="w"><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style></w:styles>`,
		"word/vbaProject.bin": "macro",
	})
	d, problems := read(t, "a.docx", file)
	want := "# overview: Heel pain\n¶ Heel pain is common.\n## causes: Causes\n¶ These include:\n- (0) running\n- (0) standing\n¶ In a table.\n¶ A link.\n"
	if got := outline(d); got != want || d.Title != "Heel pain" {
		t.Errorf("%q\n%s\nwant\n%s", d.Title, got, want)
	}
	if len(problems) != 1 || !strings.Contains(problems[0], "has macros in it; they were not run") {
		t.Errorf("problems: %v", problems)
	}
}

func TestBookIsReadWithARemark(t *testing.T) {
	d, problems := read(t, "a.txt", "Heel\n\n"+strings.Repeat("Heel pain is common in those who run.\n\n", longText/30))
	if len(problems) != 1 || !strings.Contains(problems[0], "split it into a document for each condition") || len(d.Sections) == 0 {
		t.Errorf("%d sections, %v", len(d.Sections), problems)
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	bomb := wordFile(map[string]string{"word/document.xml": "<w:document>" + strings.Repeat(" ", maxXML) + "</w:document>"})
	deep := wordFile(map[string]string{"word/document.xml": strings.Repeat("<a>", 5000)})
	dutch := strings.Repeat("Een beknelde zenuw geeft pijn en tintelingen in het been, vooral bij het lopen of na het sporten. ", 5)
	for name, c := range map[string]struct{ file, data, want string }{
		"empty":              {"a.txt", "  \n", "a.txt: has no text in it"},
		"front matter alone": {"a.md", "---\ntitle: Heel\n---\n", "a.md: has no text in it"},
		"binary text":        {"a.txt", "MZ\x00\x01\x02", "a.txt: is not a text file"},
		"control characters": {"a.md", strings.Repeat("\x01\x02ab", 9), "a.md: is not a text file"},
		"binary HTML":        {"a.html", "GIF89a\x00\x00", "a.html: is not a web page but a binary file"},
		"nested HTML":        {"a.html", strings.Repeat("<div>", 100000) + "x", "a.html: cannot be read as HTML"},
		"not a zip":          {"a.docx", "hello", "a.docx: is not a Word document"},
		"another zip":        {"a.docx", wordFile(map[string]string{"x": "y"}), "a.docx: is a zip file but not a Word document"},
		"zip bomb":           {"a.docx", bomb, "a.docx: unpacks to more than 32 MB"},
		"nested XML":         {"a.docx", deep, "a.docx: is nested too deeply"},
		"broken XML":         {"a.docx", wordFile(map[string]string{"word/document.xml": "<a><b></a>"}), "a.docx: is a damaged Word document"},
		"another script":     {"a.txt", "坐骨神经痛是一种常见的疼痛。它从下背部延伸到腿部。", "a.txt: is left out: it is not in English"},
		"not English":        {"a.txt", dutch, "a.txt: is left out: it is not in English"},
	} {
		_, problems := read(t, c.file, c.data)
		if len(problems) != 1 || !strings.HasPrefix(problems[0], c.want) {
			t.Errorf("%s: %v, want %s", name, problems, c.want)
		}
	}
}

func TestReadDir(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("a very long line with no end ", 1<<20)
	for name, data := range map[string]string{
		"heel.txt": "Heel\n\nHeel pain is common in runners.", "toe.md": "# Toe\n\nA toe may hurt.", "sub/heel.txt": "Heels\n\nAnother text on heels.",
		"copy.txt": "Heel\n\nHeel pain is common in runners.", "long.txt": long[:50<<20/2], "picture.png": "x", ".hidden.txt": "x", "~$lock.docx": "x", "bad.txt": "\x00",
		"sources.json": `[
{"file": "heel.txt", "title": "Heel pain", "publisher": "Foot Trust", "synonyms": ["sore heel"], "semantic_type": ["T047"], "reviewed": "2026-01-02"},
{"file": "gone.txt", "title": "Gone"},
{"file": "heel.txt", "title": "Twice"},
{"file": "toe.md", "title": 3},
{"title": "Nameless"},
{"file": "sub/heel.txt", "kind": "thing", "published": "3 May 2025", "License": "CC BY 4.0"},
{"file": "toe.md", "title": "Toe pain", "based_on": [{"title": "x"}]}, oops
]`,
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var problems []string
	docs, err := ReadDir(dir, func(p Problem) {
		problems = append(problems, strings.TrimPrefix(p.String(), dir+string(filepath.Separator)))
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range docs {
		got = append(got, d.ID+"="+d.Title+"/"+d.Topic+"/"+d.Publisher+d.Date)
	}
	if want := "copy.txt=Heel//, sub/heel.txt=Heels//, toe.md=Toe pain//"; strings.Join(got, ", ") != want {
		t.Errorf("documents: %s, want %s", strings.Join(got, ", "), want)
	}
	wants := []string{"picture.png: is left out: only", "sources.json:3: gone.txt is not among", "sources.json:4: heel.txt is described in line 2", `sources.json:5: "title" must be text between quotes`,
		`sources.json:6: entry without "file"`, `sources.json:7: "License" is not used; call it "licence"`, `sources.json:7: kind is "thing"`, `sources.json:7: published is "3 May 2025"`, "sources.json:8: is not JSON", "bad.txt: is not a text file", "heel.txt: has the same text", "long.txt: is left out: it has 25 MB"}
	for i, want := range wants {
		if i >= len(problems) || !strings.HasPrefix(problems[i], want) {
			t.Errorf("problem %d: got %v, want %s", i, problems, want)
			break
		}
	}
}

func TestFoldersThatAreRefused(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.xyz")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{dir: "no documents in this folder", filepath.Join(dir, "none"): "there is no such folder", file: "is a file"} {
		if _, err := ReadDir(path, func(Problem) {}); err == nil || !strings.HasPrefix(err.Error(), path+": "+want) {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

// Every sentence of every real document is a span of its text.
func TestAnchorsOfRealDocuments(t *testing.T) {
	for _, dir := range []string{"../../../documents", "../../../../shared/seeds", "../../../../shared/corpora/nih/documents"} {
		docs, err := ReadDir(dir, func(p Problem) { t.Log(p) })
		if err != nil {
			t.Logf("not measured: %v", err)
			continue
		}
		sentences := 0
		for _, d := range docs {
			checkSpans(t, d)
			for _, s := range d.Sections {
				sentences += len(s.Sentences)
			}
		}
		t.Logf("%s: %d sentences of %d documents are spans of their text", dir, sentences, len(docs))
	}
}

func FuzzRead(f *testing.F) {
	f.Add("txt", []byte("Gout\n\nIt hurts.Signs include - A red joint - Fever. 1. OneTwo is. 2. Three FourFive is. "))
	f.Add("md", []byte("---\na: b\n---\n# T\n\n* a *b* `c`\n\n> q\n"))
	f.Add("html", []byte("<main><h1>T</h1><ul><li>a<li>b</ul>"))
	f.Add("docx", []byte(wordFile(map[string]string{"word/document.xml": "<w:p><w:r><w:t>a</w:t></w:r></w:p>"})))
	f.Fuzz(func(t *testing.T, ext string, data []byte) {
		if readers["."+ext] == nil {
			return
		}
		if d, err := Read("a", "a."+ext, data, Info{}, func(Problem) {}); err == nil {
			checkSpans(t, d)
		}
	})
}

func BenchmarkReadDir(b *testing.B) {
	dir := "../../../../shared/corpora/nih/documents"
	if _, err := os.Stat(dir); err != nil {
		b.Skip("the measuring data is not here")
	}
	for b.Loop() {
		if _, err := ReadDir(dir, func(Problem) {}); err != nil {
			b.Fatal(err)
		}
	}
}

func FuzzInfos(f *testing.F) {
	f.Add([]byte(`[{"file": "a.txt", "title": "A", "synonyms": ["b"], "semantic_type": ["T047"]}, {"file": 3}]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := 1 + bytes.Count(data, []byte("\n"))
		for name := range parseInfos("sources.json", data, []string{"a.txt"}, func(p Problem) {
			if p.Line < 1 || p.Line > lines {
				t.Errorf("line %d of %d: %s", p.Line, lines, p.Text)
			}
		}) {
			if name != "a.txt" {
				t.Errorf("an entry for %q", name)
			}
		}
	})
}
