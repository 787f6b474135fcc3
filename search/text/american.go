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
	if is(word[:n], "grey") {
		word[2] = 'a'
	}
	return zed(word, n)
}

// digraph says that the "oe" between before and after is written "e" in American: oedema, oesophagus, oestrogen, foetus, coeliac,
// homoeopathy, amoeba, and what ends in -pnoea or -rrhoea.
func digraph(before, after []byte) bool {
	if len(before) == 0 {
		return starts(after, "de") || starts(after, "so") || starts(after, "st")
	}
	return starts(after, "a") && (ends(before, "n") || ends(before, "rrh") || ends(before, "r")) || ends(before, "f") && starts(after, "t") ||
		is(before, "c") && starts(after, "l") || ends(before, "hom") || ends(before, "am") && starts(after, "b") ||
		len(before) > 4 && (starts(after, "dem") || starts(after, "soph"))
}

// colour says that the "our" between before and after is written "or".
func colour(before, after []byte) bool {
	if len(after) > 0 && after[0] != 's' && after[0] != 'e' && after[0] != 'i' && after[0] != 'a' && after[0] != 'l' && after[0] != 'f' && after[0] != 'h' {
		return false
	}
	return ends(before, "col") || ends(before, "tum") || ends(before, "od") || ends(before, "behavi") || ends(before, "lab") || ends(before, "fav") ||
		ends(before, "flav") || ends(before, "hum") || ends(before, "vap") || ends(before, "neighb") || ends(before, "hon") || ends(before, "vig")
}

// zed writes -ise, -yse and their forms with z. Words such as rise, noise, advise and exercise keep their s.
func zed(word []byte, n int) int {
	for k := n - 2; k > 2 && k > n-9; k-- {
		if word[k] != 's' || word[k-1] != 'i' && (word[k-1] != 'y' || word[k-2] != 'l') {
			continue
		}
		rest := word[k+1 : n]
		if !is(rest, "e") && !is(rest, "ed") && !is(rest, "es") && !is(rest, "ing") && !is(rest, "er") && !starts(rest, "ation") {
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

func starts(b []byte, s string) bool {
	return len(b) >= len(s) && is(b[:len(s)], s)
}
