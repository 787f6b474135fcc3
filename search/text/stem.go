package text

// Stem replaces word (folded, as Split gives it) by its stem in place and returns the stem's length, never more than len(word).
// It is Porter's and what medicine's words from Greek and Latin need, whose kin he leaves apart: "virus" and "viral", "anemia" and
// "anemic", "allergy" and "allergic", "diagnosis" and "diagnose", "pregnancy" and "pregnant"; and a blockage blocks.
func Stem(word []byte) int {
	n := len(word)
	if n > 4 && ends(word, "us") && word[n-3] != 'o' {
		word[n-2], word[n-1] = 'a', 'l'
	}
	n = Porter(word)
	k, l := suffix(word[:n], "ia i nc kag ")
	if k > 1 || k >= 0 && measure(word[:n-l]) > 1 {
		return put(word, n-l, "  nt k ", k)
	}
	return n
}

// Porter is Stem by Porter's algorithm with his later changes (bli -> ble, logi -> log), Program 14(3), 1980.
func Porter(word []byte) int {
	if len(word) < 3 {
		return len(word)
	}
	n := step1(word)
	n = step2(word, n)
	n = step3(word, n)
	n = step4(word, n)
	return step5(word, n)
}

// Base replaces word by its form without the endings of grammar (-s, -ed, -ing) in place and returns its length, never more than
// len(word): Porter's steps 1 and 5. Words that only share a root stay apart: "tests" and "testes", "normal" and "normally".
func Base(word []byte) int {
	if len(word) < 3 {
		return len(word)
	}
	return step5(word, step1(word))
}

// step5 takes off a final -e and one l of -ll.
func step5(word []byte, n int) int {
	if n > 1 && word[n-1] == 'e' {
		m := measure(word[:n-1])
		if m > 1 || m == 1 && !shortStem(word[:n-1]) {
			n--
		}
	}
	if n > 1 && word[n-1] == 'l' && word[n-2] == 'l' && measure(word[:n]) > 1 {
		n--
	}
	return n
}

// step1 takes off -s, -ed and -ing, and writes a final y as i.
func step1(word []byte) int {
	n := len(word)
	// 1a plurals
	if ends(word[:n], "sses") && n > 4 || ends(word[:n], "ies") && n > 3 {
		n -= 2
	} else if word[n-1] == 's' && word[n-2] != 's' {
		n--
	}
	// 1b -eed, -ed, -ing
	if ends(word[:n], "eed") && n > 3 {
		if measure(word[:n-3]) > 0 {
			n--
		}
	} else {
		cut := 0
		if ends(word[:n], "ed") && n > 2 {
			cut = 2
		} else if ends(word[:n], "ing") && n > 3 {
			cut = 3
		}
		if cut > 0 && vowelIn(word[:n-cut]) {
			n -= cut
			if ends(word[:n], "at") || ends(word[:n], "bl") || ends(word[:n], "iz") || shortStem(word[:n]) {
				word[n] = 'e'
				n++
			} else if n > 1 && word[n-1] == word[n-2] && !vowel(word, n-1) && word[n-1] != 'y' && word[n-1] != 'l' && word[n-1] != 's' && word[n-1] != 'z' {
				n--
			}
		}
	}
	// 1c
	if n > 1 && word[n-1] == 'y' && vowelIn(word[:n-1]) {
		word[n-1] = 'i'
	}
	return n
}

// suffix finds the first suffix of list (each ended by a space) that word ends with, leaving at least one byte: its number and length.
func suffix(word []byte, list string) (number, length int) {
	start := 0
	number = 0
	for i := 0; i < len(list); i++ {
		if list[i] == ' ' {
			if ends(word, list[start:i]) && len(word) > i-start {
				return number, i - start
			}
			number++
			start = i + 1
		}
	}
	return -1, 0
}

// put writes item number of list over word from byte n and returns the new length.
func put(word []byte, n int, list string, number int) int {
	for i := 0; i < len(list) && number >= 0; i++ {
		if list[i] == ' ' {
			number--
		} else if number == 0 {
			word[n] = list[i]
			n++
		}
	}
	return n
}

func step2(word []byte, n int) int {
	k, l := suffix(word[:n], endings[listFrom2])
	if k >= 0 && measure(word[:n-l]) > 0 {
		return put(word, n-l, endings[listInto2], k)
	}
	return n
}

func step3(word []byte, n int) int {
	k, l := suffix(word[:n], endings[listFrom3])
	if k >= 0 && measure(word[:n-l]) > 0 {
		return put(word, n-l, endings[listInto3], k)
	}
	return n
}

func step4(word []byte, n int) int {
	k, l := suffix(word[:n], endings[listFrom4])
	if k >= 0 {
		if measure(word[:n-l]) > 1 {
			return n - l
		}
		return n
	}
	if (ends(word[:n], "sion") || ends(word[:n], "tion")) && n > 4 && measure(word[:n-3]) > 1 {
		return n - 3
	}
	return n
}

// vowel says whether the letter at i is one: y is after a consonant.
func vowel(word []byte, i int) bool {
	switch word[i] {
	case 'a', 'e', 'i', 'o', 'u':
		return true
	case 'y':
		v := false // of the letter before; a run of y alternates
		j := i
		for j > 0 && word[j-1] == 'y' {
			j--
		}
		if j > 0 {
			c := word[j-1]
			v = !(c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u')
		}
		if (i-j)%2 == 1 {
			v = !v
		}
		return v
	}
	return false
}

func vowelIn(word []byte) bool {
	for i := 0; i < len(word); i++ {
		if vowel(word, i) {
			return true
		}
	}
	return false
}

// measure counts the vowel-consonant changes in word: Porter's m.
func measure(word []byte) int {
	m := 0
	was := false
	for i := 0; i < len(word); i++ {
		v := vowel(word, i)
		if was && !v {
			m++
		}
		was = v
	}
	return m
}

// shortStem: consonants, one vowel, one consonant other than w, x and y.
func shortStem(word []byte) bool {
	n := len(word)
	if n < 3 || word[n-1] == 'w' || word[n-1] == 'x' || word[n-1] == 'y' || vowel(word, n-1) || !vowel(word, n-2) {
		return false
	}
	for i := 0; i < n-2; i++ {
		if vowel(word, i) {
			return false
		}
	}
	return true
}

// Light is the length of word without a plural ending; "-ies" becomes "-y" in place. For telling apart names that share a stem.
func Light(word []byte) int {
	n := len(word)
	if n > 4 && ends(word, "ies") {
		word[n-3] = 'y'
		return n - 2
	}
	if n > 3 && word[n-1] == 's' && word[n-2] != 's' {
		return n - 1
	}
	return n
}
