// Package condition holds the plain types of conversion: documents, sections, sentences and statements. No I/O. [build]
package condition

import "signpost/search/page"

// Document is one source file as its reader gives it.
type Document struct {
	ID        string // file name, unique in the folder
	Path      string
	Title     string
	Names     []string // other names for its subject, from sources.json
	Publisher string
	URL       string
	Licence   string
	Date      string
	Reviewed  string
	Topic     string // sources.json "kind": condition | symptom | topic; "" = not given
	Text      string // valid UTF-8. .txt and .md: the file as it is. .html and .docx: the main content, a line per block
	Sections  []Section
}

// Section is a span of Document.Text under one heading.
type Section struct {
	Heading   string // repaired and plain; "" for text before the first heading
	Level     int    // 1 = document title, 2 = section, 3 = sub-section
	Role      string // one of the roles in search/page
	Start     int
	End       int
	Sentences []Sentence // in order, never overlapping
}

// Sentence is a span of Document.Text: a sentence, or a list item.
type Sentence struct {
	Start int
	End   int
	First bool   // opens a paragraph or list item
	Item  bool   // a list item, or a later sentence of one
	Intro int    // for an item: index of the sentence that opens its list ("Symptoms include:"), else -1
	Plain string // the text with markup and line breaks taken out, for reading and matching
}

// Statement is a fact and the condition it is about.
type Statement struct {
	Condition string   // preferred name; "*" = about the document's symptom itself, not one condition
	Names     []string // other names the documents give it
	page.Fact
}
