// Package answer is the form in which answers leave the evaluator: one byte for every name and fixed phrase, because all
// that it spells out readers have to download. Package spell and the page's loader (search/web/answer.js) spell it out.
// [build + browser]
//
// It is written in the small Go of docs/wasm.md. A value is one of
//
//	Object  then a word for each key and the value, then End
//	List    then values, then End
//	Text    then UTF-8, then End
//	Number  then 4 bytes, lowest first, signed
//	Parts   the same, of ten-thousandths
//	a word  itself
package answer

// What is no word.
const (
	End = iota
	Object
	List
	Text
	Number
	Parts
	words // the first word
)

// Words: each stands for what Words says.
const (
	True = words + iota
	Empty
	Action
	Answer
	Asks
	Band
	Because
	Chances
	Conflicts
	Context
	Covers
	Described
	Document
	EndsAt
	Excerpt
	Finding
	Fits
	Hash
	Heading
	Hits
	ID
	Incomplete
	Kind
	Label
	Level
	Marks
	Matched
	Matches
	Message
	More
	Name
	Next
	NotDescribed
	NumberOf
	Points
	Question
	Quote
	RedFlag
	RedFlags
	Score
	Source
	StartsAt
	Suggestions
	Summary
	Synonyms
	Title
	Typed
	Unanswered
	Understood
	Unexplained
	UnknownYet
	URL
	Used
	Why
	WordsGive
	WouldChange

	// Kinds of page.
	Condition
	Symptom

	// Levels of advice, in the order of check.NoMatch to check.Emergency.
	NoMatch
	SelfCare
	Doctor
	Urgent
	Emergency

	// What was said of a finding, in the order of check's answers; "unsure" stands for unknown too.
	No
	Unknown
	Yes

	// Bands, in the order of check.Few to check.Many.
	Few
	Some
	Many

	// Sentences.
	Unreadable
	NoWords
	NoPage
	TellsApart
	NoCheck
	NoCheckPart
	NoIndex
)

// Writer collects an answer.
type Writer struct{ B []byte }

// Clear begins a new answer.
func (w *Writer) Clear() { w.B = w.B[:0] }

// Put writes a code or a word.
func (w *Writer) Put(code byte) { w.B = append(w.B, code) }

// Two writes two of them, such as a key and its value.
func (w *Writer) Two(key, code byte) { w.B = append(w.B, key, code) }

// Add writes bytes of an open Text.
func (w *Writer) Add(text []byte) { w.B = append(w.B, text...) }

// Say writes a string of an open Text.
func (w *Writer) Say(text string) { w.B = append(w.B, text...) }

// Item writes a whole Text.
func (w *Writer) Item(text []byte) {
	w.Put(Text)
	w.Add(text)
	w.Put(End)
}

// Text writes a key and its text.
func (w *Writer) Text(key byte, text []byte) {
	w.Put(key)
	w.Item(text)
}

// Int writes a number: a Number or Parts.
func (w *Writer) Int(code byte, n int) {
	w.B = append(w.B, code, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
}

// Number writes a key and its number.
func (w *Writer) Number(key byte, n int) {
	w.Put(key)
	w.Int(Number, n)
}
