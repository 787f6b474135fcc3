package lexicon

import "signpost/search/text"

// context decides for each mention whether it is denied, doubted, past, supposed or someone else's. A cue reaches to the end of
// its clause or to a word that ends it; a comma does not, unless a new statement starts there.
func (r *Reader) context() {
	no, maybe, supposed, past, other := false, false, false, false, false
	n := 0 // mentions done
	sentence := 0
	for i := 0; i < r.Words.N; i++ {
		k := &r.Words.Tokens[i]
		if k.Break == text.Sentence {
			no, maybe, supposed, past, other = false, false, false, false, false
			sentence = i
		} else if r.clause[i] {
			no, maybe, past = false, false, false
		} else if k.Break == text.Comma && r.statement(i) {
			no, maybe, past = false, false, false
			if r.class[i]&me != 0 {
				other = false
			}
		}
		if r.cue[i] != 0 {
			switch r.cue[i] {
			case cueNo:
				if i+1 < r.Words.N && r.Words.Tokens[i+1].Break != text.None && r.Words.Word(i)[0] == 'n' && r.cueEnd[i] == i+1 { // "No, it hurts"
					break
				}
				no = true
			case cueNotNo:
				no = false
			case cueMaybe:
				maybe = true
			case cueIf:
				supposed = true
			case cuePast:
				past = true
			case cueOther:
				other = true
			case cueEnd:
				no, maybe, past = false, false, false
			case cueIt:
				if i > sentence && (r.class[i-1]&list != 0 || k.Break != text.None) {
					no = false
				}
				if r.class[i]&me != 0 {
					other = false
				}
			case cueNoBefore, cueMaybeBefore, cuePastBefore:
				r.backward(i, sentence)
			}
		}
		for n < r.N && r.Mentions[n].first == i {
			m := &r.Mentions[n]
			m.Negated = m.Negated || no
			m.Uncertain = m.Uncertain || maybe
			m.Hypothetical = m.Hypothetical || supposed
			m.Past = m.Past || past
			m.Other = m.Other || other
			n++
		}
	}
	r.someoneElse()
}

// statement says that after the comma before token i a new statement starts: ", I have", ", my legs hurt", ", he".
func (r *Reader) statement(i int) bool {
	c := r.class[i]
	if c&(me|they) == 0 && c&verb == 0 {
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

// backward applies a cue that speaks of what stands before it, back to the last clause, denial's end or cue of its own sort.
func (r *Reader) backward(at, sentence int) {
	for n := r.N - 1; n >= 0; n-- {
		m := &r.Mentions[n]
		if m.first >= at {
			continue
		}
		if m.first < sentence {
			return
		}
		for j := m.last + 1; j < at; j++ {
			if r.clause[j] || r.cue[j] == cueEnd || r.cue[j] == r.cue[at] {
				return
			}
		}
		switch r.cue[at] {
		case cueNoBefore:
			m.Negated = true
		case cueMaybeBefore:
			m.Uncertain = true
		case cuePastBefore:
			m.Past = true
		}
	}
}

// someoneElse: when everything is about one other person ("my husband has chest pain"), that person is whom the text is about.
func (r *Reader) someoneElse() {
	findings := 0
	for n := 0; n < r.N; n++ {
		if r.Mentions[n].finding() {
			if !r.Mentions[n].Other {
				return
			}
			findings++
		}
	}
	for i := 0; i < r.Words.N; i++ {
		if r.cue[i] == cueOther && r.cueEnd[i]-i > 1 { // "family history of" is about relatives whatever else is said
			return
		}
		if r.class[i]&me != 0 && (i+1 == r.Words.N || r.cue[i+1] != cueOther) && r.class[i]&drop != 0 && len(r.Words.Word(i)) == 1 {
			return
		}
	}
	if findings > 0 {
		for n := 0; n < r.N; n++ {
			r.Mentions[n].Other = false
		}
	}
}
