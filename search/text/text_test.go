package text

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func split(s string) *Words {
	w := &Words{Tokens: make([]Token, len(s)+1), Buf: make([]byte, len(s))}
	w.Split([]byte(s))
	return w
}

func joined(w *Words) string {
	var out []string
	for i := range w.N {
		out = append(out, string(w.Word(i)))
	}
	return strings.Join(out, " ")
}

func TestSplit(t *testing.T) {
	for in, want := range map[string]string{
		"":                               "",
		"Numb FEET":                      "numb feet",
		"Crohn's, Crohn’s and Paget’S":   "crohn crohn and paget",
		"I don't feel 'snow'":            "i don t feel snow",
		"it's_":                          "it s",
		"ménière Ödem ﬁbrosis Sjögren":   "meniere odem fibrosis sjogren",
		"Menie\u0301re":                  "meniere",
		"œdème, Straße, smørrebrød Łódź": "oedeme strasse smorrebrod lodz",
		"soft\u00adhyphen m² H₂O":        "softhyphen m2 h2o",
		"２ ｗｅｅｋｓ":                        "2 weeks",
		"T4-cell/B12":                    "t4 cell b12",
		"bad\xff byte":                   "bad byte",
		"日本 pain":                        "pain",
	} {
		if got := joined(split(in)); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestBreaks(t *testing.T) {
	for in, want := range map[string]string{
		"a pain, then":           "301",
		"one. two":               "33",
		"2.5 kg e.g. pain":       "300000",
		"Dr. Smith saw me":       "3000",
		"yes; no: (maybe)":       "322",
		"well-known - a dash":    "3020",
		"1,500 days\nnew • list": "30033",
		"better... or not?":      "330",
		"so am I. Then":          "3003",
	} {
		w := split(in)
		got := ""
		for i := range w.N {
			got += string('0' + rune(w.Tokens[i].Break))
		}
		if got != want {
			t.Errorf("%q: breaks %s, want %s", in, got, want)
		}
	}
}

// Folding of Latin letters is NFKD without marks, as Unicode's own tables have it; where Unicode has no decomposition this package may.
func TestFoldIsNFKD(t *testing.T) {
	for r := rune(0xa0); r < 0xff80; r++ {
		if !utf8.ValidRune(r) || r >= 0x250 && r < 0x1e00 || r >= 0x1f00 && r < 0xfb00 || r > 0xfb02 && r < 0xff10 {
			continue
		}
		want, clean := "", true
		for _, c := range norm.NFKD.String(strings.ToLower(string(r))) {
			if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
				want += string(c)
			} else if c < 0x300 || c > 0x36f {
				clean = false
			}
		}
		if !clean || len(want) != 1 {
			continue
		}
		if got := joined(split(string(r))); got != want {
			t.Errorf("%U %c: %q, want %q", r, r, got, want)
		}
	}
}

func TestPorter(t *testing.T) {
	f, err := os.Open("testdata/stems.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for s := bufio.NewScanner(f); s.Scan(); n++ {
		word, want, _ := strings.Cut(s.Text(), " ")
		b := []byte(word)
		if got := string(b[:Porter(b)]); got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
	if n < 2000 {
		t.Fatalf("testdata/stems.txt has %d words", n)
	}
}

// TestStem: kin that Porter leaves apart share a stem, others do not.
func TestStem(t *testing.T) {
	stem := func(word string) string {
		b := []byte(word)
		return string(b[:Stem(b)])
	}
	for _, kin := range []string{
		"allergy allergies allergic", "diagnosis diagnoses diagnose diagnosed", "arthritis arthritic", "sclerosis sclerosed", "injury injuries injured", "anemia anemic",
		"leukemia leukemic", "bacteria bacterial", "virus viral", "fetus fetal", "fungus fungal", "pregnancy pregnancies pregnant", "streptococcus streptococcal",
		"blockage blocked block", "leakage leaks", "injury injure",
	} {
		words := strings.Fields(kin)
		for _, w := range words[1:] {
			if stem(w) != stem(words[0]) {
				t.Errorf("%s: %s, %s: %s", words[0], stem(words[0]), w, stem(w))
			}
		}
	}
	for _, pair := range []string{"belly bell", "scary scar", "massage mass", "flu fly", "mania man", "legal leg", "hernia her", "pus pale", "continue continence", "party part", "flu flue", "package page"} {
		a, b, _ := strings.Cut(pair, " ")
		if stem(a) == stem(b) {
			t.Errorf("%s and %s: %s", a, b, stem(a))
		}
	}
}

func TestLight(t *testing.T) {
	for in, want := range map[string]string{"arteries": "artery", "legs": "leg", "abscess": "abscess", "gas": "gas", "dies": "die", "toes": "toe"} {
		b := []byte(in)
		if got := string(b[:Light(b)]); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestAmerican(t *testing.T) {
	for in, want := range map[string]string{
		"anaemia": "anemia", "haemorrhage": "hemorrhage", "oedema": "edema", "lymphoedema": "lymphedema", "diarrhoea": "diarrhea", "dyspnoea": "dyspnea",
		"paediatric": "pediatric", "oesophagus": "esophagus", "paraesthesia": "paresthesia", "tumour": "tumor", "tumours": "tumors", "colour": "color",
		"discoloured": "discolored", "foetus": "fetus", "coeliac": "celiac", "oestrogen": "estrogen", "paralysed": "paralyzed", "immobilisation": "immobilization",
		"generalised": "generalized", "sulphate": "sulfate", "grey": "gray", "ischaemic": "ischemic", "labour": "labor", "apnoea": "apnea", "caesarean": "cesarean",
		"exercise": "exercise", "hour": "hour", "four": "four", "your": "your", "toes": "toes", "does": "does", "aerobic": "aerobic", "advised": "advised",
		"bruised": "bruised", "rise": "rise", "disease": "disease", "vertebrae": "vertebrae", "noise": "noise", "shoe": "shoe", "cause": "cause", "raised": "raised",
		"minimise": "minimize", "course": "course", "journal": "journal", "edema": "edema", "poem": "poem", "analyse": "analyze", "dialysis": "dialysis",
	} {
		b := []byte(in)
		if got := string(b[:American(b)]); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func FuzzSplit(f *testing.F) {
	for _, s := range []string{"Numb feet, since yesterday.", "’s 's ſ’s ﬁ", "\xff\xfe a\u0301", "Ĳ ŉ ½"} {
		f.Add(s, 4)
	}
	f.Fuzz(func(t *testing.T, s string, room int) {
		if room < 0 || room > 100 {
			return
		}
		w := split(s)
		if w.Full {
			t.Fatalf("%q: full with a token and a byte per byte", s)
		}
		last := 0
		for i := range w.N {
			k := w.Tokens[i]
			if k.Start < last || k.End <= k.Start || k.End > len(s) || k.Len == 0 {
				t.Fatalf("%q: token %d %+v", s, i, k)
			}
			last = k.End
			b := append([]byte(nil), w.Word(i)...)
			if n := Stem(b); n < 1 || n > k.Len {
				t.Fatalf("%q: stem of %q has %d bytes", s, w.Word(i), n)
			}
			b = append(b[:0], w.Word(i)...)
			if n := American(b); n < 1 || n > k.Len {
				t.Fatalf("%q: American of %q has %d bytes", s, w.Word(i), n)
			}
			for _, c := range w.Word(i) {
				if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
					t.Fatalf("%q: %q in a word", s, c)
				}
			}
		}
		small := &Words{Tokens: make([]Token, room), Buf: make([]byte, room)}
		small.Split([]byte(s))
		if small.N > w.N {
			t.Fatalf("%q: more words in less room", s)
		}
	})
}
