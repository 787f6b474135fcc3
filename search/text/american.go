package text

// American folds the British spelling of word (folded, as Split gives it) to the American in place and returns its length, never
// more than before. It is for comparing two words that both went through it: a few words come out odd ("michel"), but no two
// words of a health text that mean different things come out alike.
func American(word []byte) int {
	n := 0
	for i := 0; i < len(word); i++ {
		word[n] = word[i]
		n++
		rest := word[i+1:]
		switch word[i] {
		case 'a': // anaemia, paediatric; not aerobic, vertebrae
			if starts(rest, "e") && len(rest) > 1 && rest[1] != 'r' && len(word) > 4 {
				n--
			}
		case 'o':
			if starts(rest, "e") && digraph(word[:n-1], rest[1:]) {
				n--
			} else if starts(rest, "ur") && colour(word[:n-1], rest[2:]) {
				word[n] = 'r'
				n++
				i += 2
			}
		case 'p': // sulphate
			if n > 3 && ends(word[:n-1], "sul") && starts(rest, "h") {
				word[n-1] = 'f'
				i++
			}
		}
	}
	if string(word[:n]) == "grey" {
		word[2] = 'a'
	}
	return zed(word, n)
}

// digraph says that the "oe" between before and after is written "e" in American: oedema, oesophagus, oestrogen, foetus, coeliac,
// homoeopathy, amoeba, and what ends in -pnoea or -rrhoea.
func digraph(before, after []byte) bool {
	if len(before) == 0 {
		return one(after, front, "de so st ")
	}
	return one(after, front, "a ") && one(before, back, "n r rrh ") || one(after, front, "t ") && one(before, back, "f ") || one(after, front, "l ") && string(before) == "c" ||
		one(after, front, "b ") && one(before, back, "am ") || one(before, back, "hom ") || len(before) > 4 && one(after, front, "dem soph ")
}

// colour says that the "our" between before and after is written "or".
func colour(before, after []byte) bool {
	return (len(after) == 0 || one(after, front, "s e i a l f h ")) && one(before, back, endings[listOr])
}

// zed writes -ise, -yse and their forms with z. Words such as rise, noise, advise and exercise keep their s.
func zed(word []byte, n int) int {
	for k := n - 2; k > 2 && k > n-9; k-- {
		if word[k] != 's' || word[k-1] != 'i' && (word[k-1] != 'y' || word[k-2] != 'l') {
			continue
		}
		if !one(word[k+1:n], whole, endings[listIze]) {
			continue
		}
		c := word[k-2]
		if n < 6 || c == 'c' || c == 'u' || c == 'o' || c == 'a' || c == 'v' || c == 'w' || c == 'd' && k < 5 ||
			c == 'r' && word[k-3] != 'e' && word[k-3] != 'o' && word[k-3] != 'a' {
			continue
		}
		word[k] = 'z'
		return n
	}
	return n
}

// Where one looks for an item of a list in a word.
const (
	whole = iota
	front
	back
)

// one says that word is, starts with or ends with an item of list; each item is followed by a space.
func one(word []byte, at int, list string) bool {
	from := 0
	for i := 0; i < len(list); i++ {
		if list[i] != ' ' {
			continue
		}
		if n := i - from; n <= len(word) && (at != whole || n == len(word)) {
			w := word[:n]
			if at == back {
				w = word[len(word)-n:]
			}
			if string(w) == list[from:i] {
				return true
			}
		}
		from = i + 1
	}
	return false
}

// Listed says that word is in list, where each item is followed by a space.
func Listed(word []byte, list string) bool { return one(word, whole, list) }

func starts(b []byte, s string) bool {
	return len(b) >= len(s) && string(b[:len(s)]) == s
}
