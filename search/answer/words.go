package answer

// Words is what each word says; the loader is built with them. What comes before words is empty.
var Words = [...]string{
	True: "true", Empty: "", Action: "action", Answer: "answer", Asks: "asks", Band: "band", Because: "because", Chances: "chances",
	Conflicts: "conflicts", Context: "context", Covers: "covers", Described: "described", Document: "document", EndsAt: "end",
	Excerpt: "excerpt", Finding: "finding", Fits: "fits", Hash: "hash", Heading: "heading", Hits: "hits", ID: "id",
	Incomplete: "incomplete", Kind: "kind", Label: "label", Level: "level", Marks: "marks", Matched: "matched", Matches: "matches",
	Message: "message", More: "more", Name: "name", Next: "next", NotDescribed: "not_described", NumberOf: "number", Points: "points",
	Question: "question", Quote: "quote", RedFlag: "red-flag", RedFlags: "red_flags", Score: "score", Source: "source",
	StartsAt: "start", Suggestions: "suggestions", Summary: "summary", Synonyms: "synonyms", Title: "title", Typed: "typed",
	Unanswered: "unanswered", Understood: "understood", Unexplained: "unexplained", UnknownYet: "unknown", URL: "url", Used: "used",
	Why: "why", WordsGive: "words", WouldChange: "would_change",
	Condition: "condition", Symptom: "symptom",
	NoMatch: "no-match", SelfCare: "self-care", Doctor: "see-a-doctor", Urgent: "urgent", Emergency: "emergency",
	No: "no", Unknown: "unsure", Yes: "yes", Few: "few", Some: "some", Many: "many",
	Unreadable: "A part of the search index could not be read. Try again, or use the A to Z list.",
	NoWords:    "Type a symptom, a condition or a few words about how you feel.",
	NoPage:     "No page has these words. Try fewer or other words, or use the A to Z list.",
	TellsApart: "Some of the descriptions that fit what you said have this, and others do not.",
	NoCheck:    "This site was built without the symptom check.", NoCheckPart: "Part of the symptom check could not be read.",
	NoIndex: "The search index of this site could not be read.",
}
