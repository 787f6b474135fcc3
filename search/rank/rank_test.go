package rank

import (
	"math"
	"testing"
)

func TestMathAgreesWithTheStandardLibrary(t *testing.T) {
	for x := 1e-6; x < 1e6; x *= 1.37 {
		if got, want := Ln(x), math.Log(x); math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
			t.Errorf("Ln(%g) = %.17g, not %.17g", x, got, want)
		}
	}
	for x := -50.0; x < 50; x += .37 {
		if got, want := Exp(x), math.Exp(x); math.Abs(got-want) > 1e-12*want {
			t.Errorf("Exp(%g) = %.17g, not %.17g", x, got, want)
		}
	}
	if got := pow(0, .7); got != 0 {
		t.Errorf("pow(0, .7) = %g", got)
	}
}

func TestStoredScales(t *testing.T) {
	if Level(1, 100, 100) >= Level(5, 100, 100) || Level(1, 1000, 100) >= Level(1, 10, 100) {
		t.Error("a stronger word or a shorter page must not have a lower level")
	}
	if Level(1e6, 1, 100) != Levels-1 || Level(1e-6, 1, 100) != 0 {
		t.Error("levels must stay on their scale")
	}
	var s Scorer
	s.Open(1)
	for sum := .2; sum < 300; sum *= 1.1 {
		if got := s.mass[Mass(sum, 0)]; got > sum*(1+1e-9) || got < sum*Exp(-massStep)*(1-1e-9) {
			t.Errorf("Mass(%.3f) reads back as %.3f", sum, got)
		}
	}
}

// terms is a small index of ten pages: page 0 is named by the term, page 1 says it in its text, page 2 has another name with it.
func terms() []Term {
	full := Mass(NameWeight(10, 3, 2), 0)
	half := Mass(2*NameWeight(10, 3, 2), 0)
	return []Term{{Weight: 1, Found: Found{
		DF: 3, NameDF: 2, Exact: 1,
		Postings: []Posting{{0, 5, 0}, {1, 9, 1 << LaneSymptoms}, {2, 5, 0}},
		Names:    []Name{{0, 0, full, 0}, {2, 1, half, 0}},
	}}}
}

func TestNamesBeforeText(t *testing.T) {
	var s Scorer
	s.Open(10)
	s.Rank(terms(), false, 10)
	if len(s.Hits) != 3 || s.Hits[0].Page != 0 {
		t.Fatalf("hits %v: the page with that title must be first", s.Hits)
	}
	first := append([]Hit(nil), s.Hits...)
	s.Rank(terms(), false, 10)
	for i := range first {
		if s.Hits[i] != first[i] {
			t.Fatalf("the second time %v, the first %v", s.Hits, first)
		}
	}
	s.Rank(terms(), false, 1)
	if len(s.Hits) != 1 || s.Hits[0] != first[0] {
		t.Errorf("limit 1: %v", s.Hits)
	}
}

// TestWholeName: a page that is called what was asked, if only among its other names, is before pages that say it often; one of
// whose name it is a part is not.
func TestWholeName(t *testing.T) {
	for _, c := range []struct {
		sum   float64 // of the name's words
		first int32
	}{{NameWeight(1000, 30, 3), 0}, {3 * NameWeight(1000, 30, 3), 1}} {
		var s Scorer
		s.Open(1000)
		s.Rank([]Term{{Weight: 1, Found: Found{
			DF: 30, NameDF: 3, Exact: 1,
			Postings: []Posting{{0, 3, 0}, {1, Levels - 1, 1 << LaneSymptoms}},
			Names:    []Name{{0, 1, Mass(c.sum, 0), 0}},
		}}}, false, 10)
		if s.Hits[0].Page != c.first {
			t.Errorf("name of weight %.1f: %v, page %d must be first", c.sum, s.Hits, c.first)
		}
	}
}

// TestNamedOrDescribed: of a few words the page that one of them names comes first, of many the page whose text has them all; a
// question asks of what has a name for longer.
func TestNamedOrDescribed(t *testing.T) {
	for _, c := range []struct {
		words int
		asked bool
		first int32
	}{{2, false, 0}, {4, false, 1}, {8, false, 1}, {2, true, 0}, {4, true, 0}, {8, true, 1}} {
		terms := []Term{{Weight: 1, Found: Found{
			DF: 30, NameDF: 1, Exact: 1,
			Postings: []Posting{{0, 8, 1 << LaneOverview}, {1, 8, 1 << LaneSymptoms}},
			Names:    []Name{{0, 0, Mass(NameWeight(1000, 30, 1), 0), 0}},
		}}}
		for len(terms) < c.words {
			terms = append(terms, Term{Weight: 1, Found: Found{DF: 30, Postings: []Posting{{1, 8, 1 << LaneSymptoms}}}})
		}
		var s Scorer
		s.Open(1000)
		s.Rank(terms, c.asked, 10)
		if len(s.Hits) != 2 || s.Hits[0].Page != c.first {
			t.Errorf("%d words, asked %t: %v, page %d must be first", c.words, c.asked, s.Hits, c.first)
		}
	}
}

func TestAlternatives(t *testing.T) {
	own := Found{DF: 1, Postings: []Posting{{1, 8, 2}}}
	other := Found{DF: 2, Postings: []Posting{{1, 8, 2}, {4, 8, 2}}}
	var s Scorer
	s.Open(10)
	s.Rank([]Term{{Weight: 1, Found: own, Alts: []Alt{{other, .9, .1}}}}, false, 10)
	if len(s.Hits) != 2 || s.Hits[0].Page != 1 || s.Hits[1].Page != 4 || s.Hits[1].Score <= 0 {
		t.Errorf("hits %v: the page with the word itself first, then the one with the synonym", s.Hits)
	}
}

// TestLyingPostings: pages that the index does not have are passed over.
func TestLyingPostings(t *testing.T) {
	var s Scorer
	s.Open(3)
	f := Found{DF: 1 << 20, NameDF: 9, Postings: []Posting{{-1, 255, 255}, {2, 200, 1}, {3, 0, 0}, {1 << 30, 0, 0}}, Names: []Name{{-5, -1, 255, 255}, {7, 0, 0, 0}}}
	s.Rank([]Term{{Weight: 1, Found: f}}, true, 10)
	for _, h := range s.Hits {
		if h.Page != 2 {
			t.Errorf("hit %v", h)
		}
	}
	if s.Rank(nil, false, 10); len(s.Hits) != 0 {
		t.Errorf("no terms: %v", s.Hits)
	}
}
