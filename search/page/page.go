// Package page is the content page: the structured front matter and body that meet between the tools, Hugo and the index. [build]
//
// A page is a Markdown file. Its YAML front matter is the data (facts with their evidence), its body the prose of the
// documents it was made from, section by section. This package alone knows that format, in both directions.
package page

// Page is one condition or symptom page.
type Page struct {
	Title    string   `yaml:"title"`
	Kind     string   `yaml:"kind"`               // condition | symptom | topic (a document that describes no condition)
	Names    []string `yaml:"names,omitempty"`    // other names, best known first
	Lead     string   `yaml:"lead,omitempty"`     // one to three sentences taken from a document; plain text
	Level    string   `yaml:"level,omitempty"`    // the page's own care level: self-care | see-a-doctor | urgent | emergency
	Codes    []string `yaml:"codes,omitempty"`    // "HP:0003401", "ICD10:I73.9"
	Version  string   `yaml:"version"`            // hash of everything the tool wrote; differs when a person has edited the page
	Review   *Review  `yaml:"review,omitempty"`   // nil: nobody has reviewed the page
	Sources  []Source `yaml:"sources,omitempty"`  // numbered from 1 in this order
	Sections []Head   `yaml:"sections,omitempty"` // the body's sections, in order
	Facts    []Fact   `yaml:"facts,omitempty"`
	Disagree []Clash  `yaml:"disagree,omitempty"`

	// On a symptom page: the conditions that describe it.
	Term       string      `yaml:"term,omitempty"` // vocabulary id of the symptom
	Conditions []Described `yaml:"conditions,omitempty"`

	Slug string `yaml:"-"` // file name without ".md"
	Body string `yaml:"-"` // Markdown; each section starts with "## Heading {#id}"
}

// Review is what a named person did; the tool never writes one.
type Review struct {
	By   string `yaml:"by"`
	Role string `yaml:"role"`
	On   string `yaml:"on"`  // YYYY-MM-DD
	Due  string `yaml:"due"` // YYYY-MM-DD
}

// Source is a document that the page rests on.
type Source struct {
	Document  string `yaml:"document"` // file name
	Title     string `yaml:"title"`
	Publisher string `yaml:"publisher,omitempty"`
	URL       string `yaml:"url,omitempty"`
	Licence   string `yaml:"licence,omitempty"`
	Date      string `yaml:"date,omitempty"`     // published or last changed
	Reviewed  string `yaml:"reviewed,omitempty"` // as its publisher says
	Facts     int    `yaml:"facts"`              // quotes taken from it on this page
}

// Head names one section of the body.
type Head struct {
	ID       string `yaml:"id"` // anchor in the page
	Heading  string `yaml:"heading"`
	Role     string `yaml:"role"`     // one of Roles
	Document string `yaml:"document"` // file name
}

// Roles of a section.
const (
	Overview   = "overview"
	Mechanism  = "mechanism"
	Symptoms   = "symptoms"
	Causes     = "causes" // causes and risk factors
	Help       = "help"   // when to get help
	Treatment  = "treatment"
	Prevention = "prevention" // prevention and outlook
	Tests      = "tests"
	Genetics   = "genetics" // inheritance and genes
	References = "references"
	Other      = "other"
)

// Slots of a fact.
const (
	SlotSymptom    = "symptom"
	SlotSite       = "site"
	SlotSide       = "side"
	SlotOnset      = "onset"
	SlotCourse     = "course"
	SlotTrigger    = "trigger"
	SlotWorse      = "worse_with"
	SlotRelief     = "relieved_by"
	SlotCause      = "cause"
	SlotRisk       = "risk_factor"
	SlotMechanism  = "mechanism"
	SlotTreatment  = "treatment"
	SlotPrevention = "prevention"
	SlotFrequency  = "frequency"
	SlotRedFlag    = "red_flag"
	SlotSeekCare   = "seek_care"
)

// Fact is one statement about the page's condition.
type Fact struct {
	ID         string     `yaml:"id"`
	Slot       string     `yaml:"slot"`
	Value      string     `yaml:"value"`                // plain words, as short as the meaning allows
	Term       string     `yaml:"term,omitempty"`       // vocabulary id of Value, if it has one
	Qualifiers Qualifiers `yaml:"qualifiers,omitempty"` // of a symptom
	Polarity   string     `yaml:"polarity,omitempty"`   // "" = present | absent
	Frequency  string     `yaml:"frequency,omitempty"`  // obligate | very-frequent | frequent | occasional | very-rare | excluded (HPO)
	Hedge      string     `yaml:"hedge,omitempty"`      // the document's own word for how often
	Level      string     `yaml:"level,omitempty"`      // of a red_flag or seek_care fact
	Status     string     `yaml:"status"`               // draft | approved | rejected
	Evidence   []Evidence `yaml:"evidence"`             // at least one
}

// Qualifiers narrow a symptom; each value is a vocabulary id.
type Qualifiers struct {
	Site     []string `yaml:"site,omitempty,flow"`
	Side     string   `yaml:"side,omitempty"` // both | one | left | right
	Onset    string   `yaml:"onset,omitempty"`
	Course   []string `yaml:"course,omitempty,flow"`
	Trigger  []string `yaml:"trigger,omitempty,flow"`
	Worse    []string `yaml:"worse,omitempty,flow"`
	Relief   []string `yaml:"relief,omitempty,flow"`
	Severity string   `yaml:"severity,omitempty"`
}

// Evidence is the exact place in a document that a fact rests on: a W3C text position and text quote selector.
// Document text[Start:End] == Exact, counted in bytes of the document's text as its reader gives it.
type Evidence struct {
	Document string `yaml:"document"`
	Start    int    `yaml:"start"`
	End      int    `yaml:"end"`
	Exact    string `yaml:"exact"`
	Prefix   string `yaml:"prefix,omitempty"` // up to 32 bytes before, cut at a rune
	Suffix   string `yaml:"suffix,omitempty"`
}

// Clash is a disagreement between documents: two facts of this page that cannot both hold.
type Clash struct {
	Question string `yaml:"question"` // "How soon does it ease?"
	A        string `yaml:"a"`        // fact ids
	B        string `yaml:"b"`
}

// Described is a condition on a symptom page, with what its page says of the symptom.
type Described struct {
	Slug       string     `yaml:"slug"`
	Title      string     `yaml:"title"`
	Fact       string     `yaml:"fact"` // id of the symptom fact on the condition's page
	Qualifiers Qualifiers `yaml:"qualifiers,omitempty"`
	Frequency  string     `yaml:"frequency,omitempty"`
	Level      string     `yaml:"level,omitempty"` // the condition page's
}
