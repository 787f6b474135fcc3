package lexicon

import "signpost/search/text"

// Flags of a token: how what stands there is meant.
const (
	Denied   = 1 << iota // "no pain"
	Doubted              // "possible"
	Supposed             // has not happened: "if you have"
	Past                 // over
	Other                // someone else's
)

// context sets the flags of each token and mention. A cue reaches to the end of its clause or to a word that ends it; a comma does
// not end it, unless a new statement starts there.
func (r *Reader) context() {
	now := uint8(0)
	verbal := false // the denial is "not", which a comma ends unless "or" follows: "not eating, vomiting"
	sentence := 0
	for i := 0; i < r.Words.N; i++ {
		k := &r.Words.Tokens[i]
		if k.Break == text.Sentence {
			now = 0
			sentence = i
		} else if r.clause[i] {
			now &= Supposed | Other
		} else if k.Break == text.Comma && (r.statement(i) || (verbal || r.described(i)) && !r.alternatives(i)) {
			now &= Supposed | Other
		}
		if r.class[i]&me != 0 && (i+1 == r.Words.N || r.cue[i+1] != cueOther) { // "my friend says my face droops"
			now &^= Other
		}
		switch r.cue[i] {
		case cueNo:
			if r.cueEnd[i] > i+1 || i+1 == r.Words.N || r.Words.Tokens[i+1].Break == text.None || r.Words.Word(i)[0] != 'n' { // "No, it hurts"
				now |= Denied
				verbal = r.id[r.cueEnd[i]-1] == r.Lexicon.not
			}
		case cueNotNo, cueNoRelief:
			now &^= Denied
		case cueMaybe:
			now |= Doubted
		case cueIf:
			now |= Supposed
		case cuePast:
			now |= Past
		case cueOther:
			now |= Other
		case cueEnd:
			now &= Supposed | Other
		case cueIt:
			if i > sentence && (r.class[i-1]&list != 0 || k.Break != text.None) {
				now &^= Denied
			}
		case cueSuch:
			j := i - 1
			for j > sentence && (r.used[j] == 0 || !r.Mentions[r.used[j]-1].finding()) {
				j--
			}
			for ; j >= sentence && r.Flags[j]&Denied != 0; j-- {
				r.Flags[j] &^= Denied
			}
			now &^= Denied
		case cueNoBefore:
			r.backward(i, sentence, Denied)
		case cueMaybeBefore:
			r.backward(i, sentence, Doubted)
		case cuePastBefore:
			r.backward(i, sentence, Past)
		}
		r.Flags[i] = now
	}
	r.someoneElse()
	for n := 0; n < r.N; n++ {
		m := &r.Mentions[n]
		f := r.Flags[m.First]
		m.Negated, m.Uncertain, m.Hypothetical, m.Past, m.Other = f&Denied != 0, f&Doubted != 0, f&Supposed != 0, f&Past != 0, f&Other != 0
	}
}

// statement says that after the comma before token i a new statement starts: ", I have", ", my legs hurt", ", has".
func (r *Reader) statement(i int) bool {
	if r.class[i]&(me|they|verb) == 0 {
		return false
	}
	for j := i; j < i+6 && j < r.Words.N; j++ {
		if j > i && r.Words.Tokens[j].Break != text.None {
			return false
		}
		if r.class[j]&verb != 0 {
			return true
		}
	}
	return false
}

// alternatives says that "or" or "nor" follows in the clause of token i, so that a list goes on.
func (r *Reader) alternatives(i int) bool {
	for j := i; j < r.Words.N && (j == i || !r.clause[j] && r.cue[j] != cueEnd); j++ {
		w := r.Words.Word(j)
		if r.class[j]&list != 0 && w[len(w)-1] == 'r' {
			return true
		}
	}
	return false
}

// described says that the part between the commas at token i tells how or how long: "no fever, vomiting since yesterday".
func (r *Reader) described(i int) bool {
	for j := i; j < r.Words.N && (j == i || r.Words.Tokens[j].Break == text.None); j++ {
		if r.durHour[j] > 0 {
			return true
		}
		if r.used[j] > 0 {
			k := r.Mentions[r.used[j]-1].Kind
			if k == Onset || k == Course || k == Severity {
				return true
			}
		}
	}
	return false
}

// backward applies a cue at token at that speaks of what stands before it: back to the last clause, end of a denial or cue of its sort.
func (r *Reader) backward(at, sentence int, flag uint8) {
	for j := at - 1; j >= sentence; j-- {
		if r.cue[j] == cueEnd || r.cue[j] == r.cue[at] {
			return
		}
		r.Flags[j] |= flag
		if r.clause[j] {
			return
		}
	}
}

// someoneElse: when every finding is one other person's ("my husband has chest pain"), that person is whom the text is about.
func (r *Reader) someoneElse() {
	findings := 0
	for n := 0; n < r.N; n++ {
		if r.Mentions[n].finding() {
			if r.Flags[r.Mentions[n].First]&Other == 0 {
				return
			}
			findings++
		}
	}
	for i := 0; i < r.Words.N; i++ {
		if r.cue[i] == cueOther && r.cueEnd[i]-i > 1 { // "family history of" is about relatives whatever else is said
			return
		}
		if r.class[i]&me != 0 && len(r.Words.Word(i)) == 1 && (i+1 == r.Words.N || r.cue[i+1] != cueOther) {
			return
		}
	}
	for i := 0; i < r.Words.N && findings > 0; i++ {
		r.Flags[i] &^= Other
	}
}
