package query

import (
	"encoding/binary"
	"strings"
	"testing"

	"signpost/search/text"
)

// read gives a query that has read a question.
func read(t *testing.T, thesaurus []byte, question string) *Query {
	t.Helper()
	q := &Query{}
	if !q.Thesaurus.Load(thesaurus) {
		t.Fatal("the thesaurus does not load")
	}
	q.Init()
	q.Read([]byte(question))
	return q
}

func stems(q *Query) string {
	var out []string
	for _, w := range q.Words {
		if !w.Stop {
			out = append(out, string(q.StemBytes(w.Stem)))
		}
	}
	return strings.Join(out, " ")
}

// TestGeneric: the words that tell little are listed by their stems, whatever the stems are.
func TestGeneric(t *testing.T) {
	for _, word := range strings.Fields("treatments therapy diagnosis diseases experience issues families supply infections severity shingles legs fever") {
		stem := []byte(word)
		stem = stem[:text.Stem(stem)]
		if want := !strings.Contains("shingles legs fever", word); Generic(stem) != want {
			t.Errorf("%s, %s: %t, want %t", word, stem, !want, want)
		}
	}
}

func TestRead(t *testing.T) {
	for _, c := range []struct {
		question, stems string
		asked           bool
		open            int
	}{
		{"", "", false, -1},
		{"What helps against burning feet?", "help burn feet", true, -1},
		{"the of and", "", false, -1},
		{"is it sciatica", "sciatica", true, 2},
		{"can't walk", "walk", false, 2},
		{"can it burn", "burn", true, 2},
		{"anaemia and oedema ", "anem edema", false, -1},
		{"Crohn's disease", "crohn diseas", false, 1},
		{strings.Repeat("x", 60) + " leg", "leg", false, 1},
		{"B12", "b12", false, 0},
	} {
		q := read(t, none, c.question)
		if stems(q) != c.stems || q.Asked != c.asked || q.Open != c.open {
			t.Errorf("%q: stems %q, asked %v, open %d; not %q, %v, %d", c.question, stems(q), q.Asked, q.Open, c.stems, c.asked, c.open)
		}
	}
}

func TestReadIsBounded(t *testing.T) {
	q := read(t, none, strings.Repeat("leg pain ", 2000))
	if len(q.Words) > maxWords || len(q.Stems) != 2 {
		t.Errorf("%d words, %d stems", len(q.Words), len(q.Stems))
	}
}

// lists is what a thesaurus begins with.
func lists() []byte {
	var b []byte
	for _, list := range Lists {
		b = append(binary.AppendUvarint(b, uint64(len(list))), list...)
	}
	return b
}

// none is a thesaurus without groups.
var none = append(lists(), 0)

// thesaurus with one group: tingling, paresthesia for "pins and needles" and "tingly".
func tingling(t *testing.T) []byte {
	t.Helper()
	b := append(lists(), 1, 2)
	for _, s := range []string{"tingl", "paresthesia"} {
		b = append(append(append(b, byte(len(s))), s...), 90)
	}
	b = append(b, 2)
	for _, p := range []string{"pins and needles", "tingly"} {
		h := PhraseHash([]byte(p))
		b = append(b, byte(h), byte(h>>8), byte(h>>16))
	}
	for n := range b {
		if (&Thesaurus{}).Load(b[:n]) {
			t.Errorf("loads cut at %d of %d", n, len(b))
		}
	}
	return b
}

func TestSynonyms(t *testing.T) {
	q := read(t, tingling(t), "Pins and needles at night")
	w := q.Words[0]
	if w.NumAlts != 2 || string(q.StemBytes(q.Alts[w.FirstAlt].Stem)) != "tingl" || q.Alts[w.FirstAlt].Text != .9 {
		t.Fatalf("%+v %+v", w, q.Alts)
	}
	if q = read(t, tingling(t), "pins, and. Needles"); q.Words[0].NumAlts != 0 {
		t.Error("a phrase must not cross a sentence")
	}
	// When no page has the word itself, a synonym stands in for it.
	q = read(t, tingling(t), "tingly")
	for i := range q.Stems {
		if string(q.StemBytes(i)) == "paresthesia" {
			q.Stems[i].Pages = 3
		}
	}
	q.Settle()
	q.Weigh(10)
	if len(q.Terms) != 1 || string(q.StemBytes(q.Terms[0].Stem)) != "paresthesia" {
		t.Errorf("terms %+v", q.Terms)
	}
}

// TestEditsAreFound: every single edit of a word is within the ranges that are looked through, and is corrected.
func TestEditsAreFound(t *testing.T) {
	words := []string{"gout", "spine", "asthma", "malaria", "sciatica", "neuropathy", "claudication", "pancreatoduodenectomy"}
	var s Speller
	for _, word := range words {
		for _, typed := range edits(word) {
			if typed == word || len(typed) < MinLetters {
				continue
			}
			// A swap in the middle of a four-letter word is looked up as such; a lost first letter leaves three letters' worth of ends.
			s.Start([]byte(typed), []byte(typed), false)
			found := false
			for r := range s.N {
				listed := []byte(word)
				if s.Ranges[r].Reversed {
					text.Reverse(listed)
				}
				found = found || s.In(r, listed) == 0
			}
			if !found {
				t.Errorf("%s for %s: not in any range", typed, word)
				continue
			}
			s.Consider([]byte(word), 6, true)
			if best(&s) != word || s.fixes[0].edits != 1 {
				t.Errorf("%s: %q, not %s at distance 1", typed, best(&s), word)
			}
		}
	}
}

// best is the likeliest correction.
func best(s *Speller) string {
	if len(s.fixes) == 0 {
		return ""
	}
	return string(s.fixes[0].word[:s.fixes[0].n])
}

// edits is every word one edit away, with z as the wrong letter.
func edits(w string) []string {
	var out []string
	for i := 0; i <= len(w); i++ {
		out = append(out, w[:i]+"z"+w[i:])
		if i < len(w) {
			out = append(out, w[:i]+w[i+1:], w[:i]+"z"+w[i+1:])
		}
		if i+1 < len(w) {
			out = append(out, w[:i]+string(w[i+1])+string(w[i])+w[i+2:])
		}
	}
	return out
}

func TestCorrection(t *testing.T) {
	var s Speller
	for _, c := range []struct{ typed, words, want string }{
		{"sciatca", "sciatica scientific", "sciatica"},
		{"tingeling", "tingling ringing", "tingling"},
		{"leg", "legs lag", ""}, // too short to guess at
		{"b122", "b12", ""},     // codes are not guessed at
		{"compartmnt", "compartment department", "compartment"},
		{"qqqqqqqq", "sciatica", ""}, // nothing near
	} {
		s.Start([]byte(c.typed), []byte(c.typed), false)
		for word := range strings.FieldsSeq(c.words) {
			s.Consider([]byte(word), 6, false)
		}
		if got := best(&s); got != c.want {
			t.Errorf("%s: %q, not %q", c.typed, got, c.want)
		}
	}
}

// TestMisspeltBritishSpelling: a slip is found whether it was made in the British word or makes the word look like one.
func TestMisspeltBritishSpelling(t *testing.T) {
	for typed, want := range map[string]string{"anaema": "anemia", "aemia": "anemia", "aeurysm": "aneurysm", "saefty": "safety", "paediatrc": "pediatric"} {
		q := read(t, none, typed)
		var s Speller
		s.Start(q.Folded(0), q.Typed(0), false)
		for _, w := range []string{"anemia", "aneurysm", "safety", "pediatric", "enema"} {
			listed, turned := []byte(w), []byte(w)
			text.Reverse(turned)
			for r := range s.N {
				if s.Ranges[r].Reversed && s.In(r, turned) == 0 || !s.Ranges[r].Reversed && s.In(r, listed) == 0 {
					s.Consider(listed, 6, w != "enema")
				}
			}
		}
		if best(&s) != want {
			t.Errorf("%s: %q, not %s", typed, best(&s), want)
		}
	}
}

// TestSeveralCorrections: words that are as near as the best stand beside it.
func TestSeveralCorrections(t *testing.T) {
	q := read(t, none, "choera ")
	q.Settle()
	var s Speller
	s.Start(q.Folded(0), q.Typed(0), false)
	for _, w := range []string{"chorea", "cholera", "chora"} {
		s.Consider([]byte(w), 4, w != "chora")
	}
	q.Take(0, &s)
	w := q.Words[0]
	if got := string(q.Folded(0)); got != "cholera" || !w.Fixed || w.NumAlts != 1 || string(q.StemBytes(q.Alts[w.FirstAlt].Stem)) != "chorea" {
		t.Errorf("%s, %+v, %+v", got, w, q.Alts)
	}
}

// TestStopWordAlone: "medicine" is a stop word, and finds the page named "Medicines"; "the" finds nothing.
func TestStopWordAlone(t *testing.T) {
	for names, want := range []bool{true, false} {
		q := read(t, none, "medicine")
		q.Stems[0].Pages, q.Stems[0].Names = 3, names
		if q.Settle(); q.Words[0].Stop != want {
			t.Errorf("in %d names: a stop word %v", names, q.Words[0].Stop)
		}
	}
}

func TestUnfinishedWord(t *testing.T) {
	q := read(t, none, "perip")
	q.Settle()
	var s Speller
	s.Start(q.Folded(0), q.Typed(0), q.Open == 0)
	for _, w := range []string{"peripheral", "periphery", "period", "pain"} {
		s.Consider([]byte(w), 4, w == "peripheral")
	}
	q.Take(0, &s)
	if got := string(q.StemBytes(q.Words[0].Stem)); got != "peripher" || q.Words[0].Fixed {
		t.Errorf("stem %q, fixed %v", got, q.Words[0].Fixed)
	}
}

// TestRareWordMayBeASlip: a word alone that few pages say, and none in a name, brings what it may have been meant as beside itself.
func TestRareWordMayBeASlip(t *testing.T) {
	for _, c := range []struct{ listed, want string }{{"hives", "hive"}, {"ives hives", ""}} {
		q := read(t, none, "ives")
		q.Stems[0].Pages = 2
		q.Settle()
		if !q.Spells(0) {
			t.Fatal("a word in no name is not looked at")
		}
		var s Speller
		s.Start(q.Folded(0), q.Typed(0), true)
		for w := range strings.FieldsSeq(c.listed) {
			s.Consider([]byte(w), 4, w == "hives")
		}
		q.Take(0, &s)
		got := ""
		for _, a := range q.Alts {
			got += string(q.StemBytes(a.Stem))
		}
		if w := q.Words[0]; got != c.want || w.Fixed || string(q.StemBytes(w.Stem)) != "iv" {
			t.Errorf("with %s listed: %q beside %q, not %q", c.listed, got, q.StemBytes(w.Stem), c.want)
		}
	}
}

func TestWeights(t *testing.T) {
	q := read(t, none, "treatment of sciatica sciatica")
	for i := range q.Stems {
		q.Stems[i].Pages = 5
	}
	q.Settle()
	q.Weigh(100)
	if len(q.Terms) != 2 || q.Terms[0].Weight >= q.Terms[1].Weight {
		t.Errorf("%+v: a generic word must weigh less than the subject", q.Terms)
	}
	q = read(t, none, strings.Join(strings.Fields("ba be bi bo bu ca ce ci co cu da de di fa fe fi fo fu ga ge gi gu ha hu ja je ji jo ju ka ke ki ko ku la le li lo lu"), "x ")+"x")
	for i := range q.Stems {
		q.Stems[i].Pages = 1 + i
	}
	q.Settle()
	if q.Weigh(1000); len(q.Terms) != maxTerms {
		t.Errorf("%d terms", len(q.Terms))
	}
}

// TestManyUnknownWords: a long text in another language has no spelling looked up for each of its words.
func TestManyUnknownWords(t *testing.T) {
	q := read(t, tingling(t), strings.Repeat("qzxv wkjh ", 100))
	for i := range q.Stems {
		q.Stems[i].Pages, q.Stems[i].Names = 0, 0
	}
	q.Settle()
	n := 0
	for i := range q.Words {
		if q.Spells(i) {
			n++
		}
	}
	if n != maxUnknown || len(q.Words) != 200 {
		t.Errorf("%d of %d words are spelt", n, len(q.Words))
	}
}
