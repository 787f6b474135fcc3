package extract

import (
	"strings"

	"signpost/search/text"
)

// subject is what statements are about: a condition, or the symptom that a document is about ("*").
type subject struct {
	name  string
	names []string // other names, as the documents give them
	key   string
	codes []string

	number int32  // position in lexis.conditions
	titled string // title of the first document about it
}

const star = "*"

// stemKey is a name or value reduced to what makes it the same as another: stems of its words in American spelling, without
// small words, in order. Parentheses count for nothing.
func stemKey(s string) string {
	if i := strings.IndexByte(s, '('); i > 0 {
		if j := strings.IndexByte(s[i:], ')'); j > 0 {
			s = s[:i] + s[i+j+1:]
		}
	}
	var b strings.Builder
	w := text.Words{Tokens: make([]text.Token, len(s)), Buf: make([]byte, len(s)+8)}
	w.Split([]byte(s))
	for i := 0; i < w.N; i++ {
		word := w.Word(i)
		if c := classes[string(word)]; c&(clDet|clPrep|clConj|clBe) != 0 {
			continue
		}
		word = word[:text.American(word)]
		word = word[:text.Porter(word)]
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.Write(word)
	}
	return b.String()
}

// conditionHeads are nouns that end the name of a condition.
var conditionHeads = wordSet(`syndrome syndromes disease diseases disorder disorders deficiency deficiencies neuropathy neuropathies stenosis injury injuries
	imbalance imbalances infection infections cancer cancers tumor tumors tumour tumours failure fracture fractures compression impingement entrapment
	thrombosis embolism stroke strokes attack attacks poisoning allergy allergies palsy paralysis dystrophy sclerosis anemia anaemia diabetes lymphoma leukemia
	leukaemia melanoma sarcoma carcinoma myeloma hernia ulcer ulcers stones obstruction insufficiency dysfunction abuse addiction dependence phobia
	fever flu influenza malaria measles mumps rabies tetanus polio cholera plague hepatitis asthma epilepsy migraine sciatica shingles gout lupus scoliosis
	osteoporosis psoriasis eczema acne warts virus sepsis shock coma dementia autism depression schizophrenia glaucoma cataract cataracts hypertension
	hypotension obesity malnutrition dehydration preeclampsia endometriosis fibroids prolapse incontinence reflux strain strains sprain sprains
	aneurysm arrhythmia fibrillation cramps problems malformation malformations defect defects cyst cysts abscess bites burns claudication response reaction
	radiculopathy tendinitis arthritis bursitis spasm spasms disc disk discs overuse pneumonia bronchitis tuberculosis psychosis`)

var conditionEndings = [...]string{"itis", "osis", "emia", "aemia", "oma", "pathy", "algia", "plegia", "uria", "rrhea", "rrhoea", "ectasis", "penia", "edema", "plasia", "trophy", "ism"}

// namesCondition reports whether a name's words make it a condition's by their form alone.
func namesCondition(name string) bool {
	words := strings.Fields(strings.ToLower(strings.NewReplacer("(", " ", ")", " ", ",", " ", "/", " ", "-", " ", "'s", "").Replace(name)))
	for _, w := range words {
		if conditionHeads[w] && w != "response" && w != "problems" {
			return true
		}
		for _, e := range conditionEndings {
			if len(w) > len(e)+2 && strings.HasSuffix(w, e) && w != "metabolism" && w != "mechanism" && w != "alcoholism" && w != "anatomy" && w != "organism" && w != "tourism" {
				return true
			}
		}
	}
	return false
}

// notCondition holds words of titles that name tests, treatments, institutions, life stages and advice.
var notCondition = wordSet(`test tests testing surgery surgeries transplant transplantation screening exercise diet diets nutrition shots mammography chiropractic vegetarian
	caffeine proteins smoking quitting sugar minerals calcium dietary breastfeeding menstruation menopause laser telehealth hospitals nutrients sodium potassium pollution
	noise radiation mold lead disasters nuclear climate chemicals household pets pet ethics veterans medicine medicines medication medications drugs vaccines vaccination
	immunization safety health healthy insurance rehabilitation therapy radiology imaging scan scans x-rays biopsy ultrasound prevention research trials counseling caregivers
	caregiver planning hospice aid supplements vitamins food foods fitness rights services facilities center devices aids implants implant replacement anesthesia
	donation transfusion literacy living history understanding evaluating information control hygiene treatment treatments complementary alternative wellness care assisted
	prenatal parenting checkup choosing talking genes cells nursing growth development issues bereavement how guide procedure procedures monitoring endoscopy dialysis
	catheterization bypass stents pacemakers defibrillators your what why when tips questions`)

// titleKind says what a document of that title is about by the title alone: "condition", "topic" or "" when it does not tell.
func titleKind(title string) string {
	words := strings.Fields(strings.ToLower(strings.Trim(title, " ?.!")))
	not := false
	for _, w := range words {
		not = not || notCondition[strings.Trim(w, ",:;()?")]
	}
	switch {
	case not && !namesConditionAtEnd(words):
		return "topic"
	case namesCondition(title):
		return "condition"
	}
	return ""
}

func namesConditionAtEnd(words []string) bool {
	return len(words) > 0 && len(words) < 7 && words[0] != "how" && words[0] != "why" && words[0] != "what" && words[0] != "when" && namesCondition(words[len(words)-1])
}

// questionFrames are the ways in which headings ask about a condition; what is left of a heading without them is its subject.
var questionFrames = []string{
	"what is (are) ", "what is ", "what are the symptoms of ", "what are the treatments for ", "what are the complications of ", "what are the stages of ",
	"what causes ", "what are the causes of ", "who is at risk for ", "who gets ", "how to prevent ", "how to diagnose ", "how is ", "how are ", "how can i prevent ",
	"what is the outlook for ", "what are the genetic changes related to ", "what research (or clinical trials) is being done for ", "do you have information about ",
	"how many people are affected by ", "is ", "what are ", "symptoms of ", "signs of ", "signs and symptoms of ", "causes of ", "treatment of ", "treatment for ",
	"treating ", "treatments for ", "preventing ", "prevention of ", "living with ", "diagnosis of ", "diagnosing ", "risk factors for ", "complications of ",
	"understanding ", "about ", "overview of ", "types of ", "the physiological mechanism of ", "the mechanism of ", "mechanism of ", "outlook for ", "what you need to know about ",
	"all about ", "facts about ", "a guide to ", "learning about ", "information about ",
}

// headingSubject is the heading without numbering, question frame and closing mark: "3. What causes Gout ?" is "Gout".
func headingSubject(heading string) string {
	h := strings.TrimSpace(heading)
	if i := strings.IndexAny(h, ".)"); i > 0 && i <= 2 && strings.Trim(h[:i], "0123456789") == "" {
		h = strings.TrimSpace(h[i+1:])
	}
	h = withoutSubtitle(strings.TrimRight(h, " ?:.!"))
	low := strings.ToLower(h)
	for _, f := range questionFrames {
		if strings.HasPrefix(low, f) && len(low) > len(f) {
			h = h[len(f):]
			break
		}
	}
	for _, tail := range []string{" diagnosed", " inherited", " treated", " prevented", " symptoms", " treatment", " causes"} {
		h = strings.TrimSuffix(h, tail)
	}
	return strings.TrimSpace(strings.TrimRight(h, " ?:."))
}

// subtitles are the words that a title's second half starts with when it says what the text offers, not what it is about.
var subtitles = []string{"your ", "what ", "how ", "a guide", "guide", "questions", "frequently", "faq", "information", "patient", "advice", "facts", "the facts", "overview",
	"an overview", "symptoms", "signs", "causes", "everything", "all you", "leaflet", "factsheet", "fact sheet", "explained", "answers", "the basics", "basics"}

// withoutSubtitle is "Gout" of "Gout: your questions answered" and of "Gout - information for patients".
func withoutSubtitle(h string) string {
	for _, sign := range []string{": ", " - ", " – ", " — ", " | "} {
		before, after, found := strings.Cut(h, sign)
		after = strings.ToLower(after)
		for _, s := range subtitles {
			if found && before != "" && strings.Count(before, " ") < 5 && strings.HasPrefix(after, s) { // a longer one is a sentence or an institution
				return strings.TrimSpace(before)
			}
		}
	}
	return h
}

// numbered reports whether a heading starts with a number: one of several of a kind.
func numbered(heading string) bool {
	i := strings.IndexAny(heading, ".)")
	return i > 0 && i <= 2 && strings.Trim(heading[:i], "0123456789") == ""
}

// plainName is a title as a name: sentence case where the words are common ones, without a closing question mark.
func plainName(s string) string {
	s = strings.TrimSpace(strings.TrimRight(s, " ?:.!"))
	words := strings.Fields(s)
	for i, w := range words {
		if i == 0 || proper(w) || len(w) < 2 {
			continue
		}
		if core := strings.Trim(w, "()'"); core != "" && strings.ToLower(core[1:]) == core[1:] && !nameLike[strings.ToLower(core)] && !strings.HasSuffix(w, "'s") {
			words[i] = strings.ToLower(w[:1]) + w[1:]
			if w[0] == '(' && len(w) > 2 {
				words[i] = strings.ToLower(w)
			}
		}
	}
	return strings.Join(words, " ")
}

// nameLike are words that keep their capital within a name.
var nameLike = wordSet(`crohn hodgkin parkinson alzheimer down lyme ebola huntington raynaud marfan sjogren tourette wilson addison cushing graves hashimoto kawasaki bell
	barre guillain-barre guillain-barré guillain barré paget peyronie meniere behcet asperger lewy epstein barr west nile`)

// telling begins titles that say that they tell of a condition in plain words.
const telling = "what i need to know about "

// toldName is the condition that such a title names: "gout" in "What I need to know about gout and how it's treated".
func toldName(title string) string {
	if len(title) <= len(telling) || !strings.EqualFold(title[:len(telling)], telling) {
		return ""
	}
	name, _, _ := strings.Cut(title[len(telling):], " and ")
	return name
}

// partNames are the other names that a title holds: "Hookworm" in "Parasites - Hookworm", "myelinolysis" in "Central pontine myelinolysis".
func partNames(title string) []string {
	var names []string
	if _, name, found := strings.Cut(title, " - "); found && len(name) > 3 {
		names = append(names, name)
	}
	if words := strings.Fields(title); len(words) > 1 {
		if last := strings.ToLower(words[len(words)-1]); len(last) > 7 && (ends(last) || strings.HasSuffix(last, "ysis")) && !conditionHeads[last] {
			names = append(names, last)
		}
	}
	return names
}
