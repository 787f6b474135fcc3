package check

import "signpost/search/text"

// read finds terms, words and phrases in the text.
func (e *Engine) read() {
	e.reader.Read(e.said.text)
	e.tokens()
	e.phrases()
}

// Normal turns a folded word into the form that phrases are compared by, in place.
func Normal(word []byte) []byte {
	word = word[:text.American(word)]
	if len(word) > 3 {
		word = word[:text.Porter(word)]
	}
	return word
}

// tokens joins the reader's words into tokens and finds the atoms of each.
func (e *Engine) tokens() {
	s := &e.said
	w := &e.reader.Words
	s.n = 0
	s.atoms = s.atoms[:0]
	sentence := 0
	for i := 0; i < w.N && s.n < len(s.tokens); i++ {
		t := &s.tokens[s.n]
		t.start, t.end, t.lex = w.Tokens[i].Start, w.Tokens[i].End, i
		t.opens = w.Tokens[i].Break == text.Sentence && !trails(s.text, t.start)
		if t.opens {
			sentence++
		}
		t.sentence = sentence
		word := w.Word(i)
		n := copy(s.word[:len(s.word)-1], word)
		if Joins(w, i+1, s.text) {
			s.word[n] = 't'
			n++
			i++
			t.end = w.Tokens[i].End
		}
		t.small = e.book.class(s.word[:n])&small != 0
		t.gap = w.Tokens[i].Break
		t.class = e.book.class(word)
		t.atom = len(s.atoms)
		e.atoms(n)
		if n > 5 && s.word[n-2] == 'i' && s.word[n-1] == 'n' { // throwin, hurtin
			s.word[n] = 'g'
			e.atoms(n + 1)
		}
		if at := t.start; at < len(s.text) && s.text[at] >= '0' && s.text[at] <= '9' {
			v, end := number(s.text, at)
			for end > t.end && i+1 < w.N && w.Tokens[i+1].Start < end { // 39.5 is two words to the reader
				i++
				t.end = w.Tokens[i].End
			}
			r := &e.book.ranges
			for j := range r.id {
				if v >= int(r.low[j]) && v <= int(r.high[j]) {
					s.atoms = append(s.atoms, r.id[j])
				}
			}
		}
		t.n = len(s.atoms) - t.atom
		s.n++
	}
	e.speakers()
	e.advice()
	e.kin()
}

// kin marks the sentences that are about what runs in a family or happened to somebody else: "my gran had a stroke, so I
// worry". A relative who was named before is whom the text is about, and so is one whom the text starts with.
func (e *Engine) kin() {
	s := &e.said
	n := 0
	for from := 0; from < s.n; n++ {
		to, kin, worry, now, who, had := from, false, n >= lateSentence, false, -1, false
		for ; to < s.n && s.tokens[to].sentence == s.tokens[from].sentence; to++ {
			c := s.tokens[to].class
			kin = kin || c&family != 0
			worry = worry || c&worries != 0
			now = now || c&present != 0
			if n > 0 && who < 0 && c&relatives != 0 && !e.named(e.reader.Words.Word(s.tokens[to].lex), from) {
				who = to
			}
			had = had || who >= 0 && to <= who+6 && c&befell != 0
		}
		for i := from; i < to; i++ {
			s.tokens[i].kin = kin
		}
		for i := who; who >= 0 && had && (kin || worry && !now) && i < to && s.tokens[i].class&speaker == 0; i++ {
			s.tokens[i].other = true
		}
		from = to
	}
}

// named says that a word stands before token i.
func (e *Engine) named(w []byte, i int) bool {
	for j := 0; j < i; j++ {
		if same(w, e.reader.Words.Word(e.said.tokens[j].lex)) {
			return true
		}
	}
	return false
}

const lateSentence = 4 // from here on a new relative is hardly the patient

// trails says that the word at t[at] goes on after three points: "can't... finish... a sentence".
func trails(t []byte, at int) bool {
	i := at
	for i > 0 && (t[i-1] == ' ' || t[i-1] == '.') {
		i--
	}
	return t[at] >= 'a' && t[at] <= 'z' && at-i >= 3 && t[i] == '.' && t[i+1] == '.'
}

// speakers marks what a professional says in a copied conversation: the words after "Nurse:", up to the next name.
func (e *Engine) speakers() {
	s := &e.said
	other := false
	for i := 0; i < s.n; i++ {
		t := &s.tokens[i]
		if t.end < len(s.text) && s.text[t.end] == ':' && t.end+1 < len(s.text) && s.text[t.end+1] == ' ' && (t.opens || i > 0 && s.tokens[i-1].opens) {
			if t.class&professionals != 0 {
				other = true
			} else if t.class&callers != 0 || capital(s.text[t.start]) {
				other = false
			}
		}
		t.other = other
	}
}

func capital(b byte) bool { return b >= 'A' && b <= 'Z' }

// advice marks the rest of a sentence after "call", "seek", "go to", "return", "watch" with "if", "for", "when" or "unless":
// it names what may come, not what is. A sentence that speaks of "I" or "my" before is no advice.
func (e *Engine) advice() {
	s := &e.said
	urge, rest, own := false, false, false
	for i := 0; i < s.n; i++ {
		t := &s.tokens[i]
		if t.opens {
			urge, rest, own = false, false, false
		}
		if rest {
			t.other = true
		}
		switch {
		case t.class&owns != 0:
			own = own || !rest
		case t.class&urges != 0:
			urge = true
		case urge && !own && t.class&conditions != 0:
			rest = true
		}
	}
}

// Joins says that word i is the end of a contraction: the t of "can't".
func Joins(w *text.Words, i int, t []byte) bool {
	if i <= 0 || i >= w.N || w.Tokens[i].Break != text.None {
		return false
	}
	word := w.Word(i)
	gap := w.Tokens[i].Start - w.Tokens[i-1].End
	return len(word) == 1 && word[0] == 't' && gap >= 1 && gap <= 3 && t[w.Tokens[i].Start-1] != ' '
}

// atoms finds the atoms of the n bytes in said.word.
func (e *Engine) atoms(n int) {
	s := &e.said
	for l := shortest; l <= n; l++ {
		if a := e.book.begins.Find(Hash(s.word[:l])); a >= 0 {
			s.atoms = append(s.atoms, a)
		}
	}
	if a := e.book.exact.Find(Hash(Normal(s.word[:n]))); a >= 0 {
		s.atoms = append(s.atoms, a)
	}
}

// number reads the number at t[at] in tenths, and where it ends. Numbers end at their second point, so that dates do not count.
func number(t []byte, at int) (tenths, end int) {
	v := 0
	end = at
	for end < len(t) && t[end] >= '0' && t[end] <= '9' && v < 1000000 {
		v = v*10 + int(t[end]-'0')
		end++
	}
	v *= 10
	if end+1 < len(t) && t[end] == '.' && t[end+1] >= '0' && t[end+1] <= '9' {
		v += int(t[end+1] - '0')
		end += 2
		for end < len(t) && t[end] >= '0' && t[end] <= '9' {
			end++
		}
	}
	return v, end
}
