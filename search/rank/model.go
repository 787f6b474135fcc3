// Package rank is the ranking model over postings, whoever supplies them: one formula for names, questions, symptom text and
// misspelt words. docs/search.md explains it. [build + browser]
//
// It is written in the small Go of docs/wasm.md. The index and the evaluator use the same functions here for what is stored
// (Level, Mass) and for what is computed from it, so that both give the same scores to the bit.
package rank

// Lanes of a page's text. A posting says with one bit each where on the page its word stands; names are in no lane.
const (
	LaneOverview = iota
	LaneSymptoms
	LaneCauses
	LaneFindings // facts with their qualifiers, in plain words
	LaneTests
	LaneTreatment
	LanePrevention
	LaneOther
	Lanes
)

// Constants of the model, from random search and grids over the measuring data (docs/search.md). They hold for all kinds of query.
const (
	k1        = 1.4 // saturation of the term frequency
	lengthB   = .7  // share of the length in the norm
	laneCov   = .6  // share of coverage that one lane must hold
	nameWt    = 3.5 // weight of names
	namePow   = .7  // power of how much of the question is in the name and, twice, of the name in the question
	wholeText = 1.5 // weight of a text that has all of the question, for a description
	fewNames  = 6.0 // names that are worth so much halve the weight of a text that has part of the question
	textual   = .15 // of a text's worth for each word that it explains as much as a name
	fewWords  = 4   // of a question with fewer words as of one with so many
	askedFor  = .25 // of that for a question: "what", "how" and "is" ask of what has a name
	otherWt   = .6  // a name that is not the title
	wholeWt   = .3  // added to it when the name is all of the question
	pooled    = .6  // share of the pooled idf in a name word's weight
	stemOnly  = .82 // a name word that matches by its stem only
	stopMass  = .15 // a stop word in a name
	partly    = .6  // worth of an alternative up to which it is no other word for the same, but part of it: "calf" for "leg"
)

// Listed is added to the numbers of the names of a page that only leads to others.
const Listed = 64

// levels and masses are stored as steps of a logarithmic scale.
const (
	levelLow  = -3.0
	levelStep = .42
	Levels    = 16
	massLow   = -2.5
	massStep  = .13
	Masses    = 64
)

// Level is the stored strength of a word on a page: the odds tf/(k1·norm) on a scale of Levels steps. The page's length is
// folded in, so that a posting needs nothing else. average is the mean length of the pages.
func Level(tf, length, average float64) uint8 {
	o := tf / (k1 * (float64(1-lengthB) + float64(lengthB*length/average)))
	l := (Ln(o)-levelLow)/levelStep + .5
	if l < 0 {
		return 0
	}
	if l > Levels-1 {
		return Levels - 1
	}
	return uint8(l)
}

// Mass is the stored weight of a whole name: sum is the NameWeight of its distinct stems, stops its number of stop words.
// It rounds down, so that a question holding the whole name covers all of it.
func Mass(sum float64, stops int) uint8 {
	m := sum + float64(stopMass*float64(stops))
	if m < .1 {
		return 0
	}
	l := (Ln(m) - massLow) / massStep
	if l < 0 {
		return 0
	}
	if l > Masses-1 {
		return Masses - 1
	}
	return uint8(l)
}

// IDF is the weight of a word that df of n pages have.
func IDF(n, df int) float64 {
	return Ln(1 + (float64(n)-float64(df)+.5)/(float64(df)+.5))
}

// NameWeight is the weight of a word in a name: df pages have it anywhere, nameDF in a name.
func NameWeight(n, df, nameDF int) float64 {
	w := float64(pooled * IDF(n, atLeast1(df)))
	if nameDF > 0 {
		w += float64((1 - pooled) * IDF(n, nameDF))
	}
	return w
}

func atLeast1(n int) int {
	if n < 1 {
		return 1
	}
	return n
}
