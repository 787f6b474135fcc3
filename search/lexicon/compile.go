package lexicon

import (
	"bytes"
	"maps"
	"slices"
	"sort"
	"strings"

	"signpost/search/text"
)

// Term is one entry of the vocabulary for Compile.
type Term struct {
	Kind    uint8
	ID      string
	Name    string
	Forms   []string // all that people write for it, the name included; a form in capitals matches capitals only
	Broader []string // ids
	Sites   []string // ids of the sites that the term names by itself
}

type formBuild struct {
	words []int
	value int
	caps  bool
}

type builder struct {
	number map[string]int // normal form -> word
	next   int
	stop   []uint32 // class of grammar words
}

// Compile writes terms as Lexicon.Open reads them: the same bytes for the same terms. Term numbers are positions in terms. A form
// whose words are all left out (only "the" or "of") is ignored, as are ids in Broader and Sites that no term has: vocabulary
// checks both with file and line.
func Compile(terms []Term) []byte {
	b := builder{number: map[string]int{}}
	for _, g := range grammar {
		b.next++
		b.stop = append(b.stop, g.class|uint32(g.value)<<24)
		for _, w := range strings.Fields(g.words) {
			b.number[w] = b.next
		}
	}
	ngrammar := b.next
	for _, g := range alike {
		id := 0
		for _, w := range strings.Fields(g) {
			if n := b.number[b.key(w)]; n > 0 && (n > ngrammar || b.stop[n-1]&skip == 0) { // "bit" stays "a bit"
				id = n
				break
			}
		}
		if id == 0 {
			b.next++
			id = b.next
		}
		for _, w := range strings.Fields(g) {
			if k := b.key(w); b.number[k] == 0 {
				b.number[k] = id
			}
		}
	}
	number := map[string]int{}
	for i, t := range terms {
		number[t.ID] = i
	}
	var forms, cueForms []formBuild
	for i, t := range terms {
		for _, f := range t.Forms {
			caps := f == strings.ToUpper(f) && len(f) < 7 && strings.ToLower(f) != f
			if w := b.words(f, true); len(w) > 0 && len(w) < 16 {
				forms = append(forms, formBuild{w, i, caps})
			}
		}
	}
	for _, c := range cueList {
		for _, f := range strings.Split(c.forms, "|") {
			cueForms = append(cueForms, formBuild{b.words(f, false), c.kind, false})
		}
	}

	forms = b.withoutLonger(terms, withoutPairs(terms, number, forms))

	b.renumber(ngrammar, forms, cueForms)

	var o bytes.Buffer
	o.WriteString(magic)
	put(&o, b.next)
	b.putKeys(&o, ngrammar)
	put(&o, ngrammar)
	for _, c := range b.stop {
		put(&o, int(c&0xffffff))
		o.WriteByte(byte(c >> 24))
	}
	links := 0
	var t2 bytes.Buffer
	for _, t := range terms {
		t2.WriteByte(t.Kind)
		putString(&t2, t.ID)
		if t.Name == strings.ReplaceAll(t.ID, "-", " ") { // the reader makes it from the id
			putString(&t2, "")
		} else {
			putString(&t2, t.Name)
		}
		for _, ids := range [][]string{t.Broader, t.Sites} {
			var known []int
			for _, id := range ids {
				if n, ok := number[id]; ok {
					known = append(known, n)
				}
			}
			put(&t2, len(known))
			links += len(known)
			for _, n := range known {
				put(&t2, n)
			}
		}
	}
	put(&o, len(terms))
	put(&o, links)
	o.Write(t2.Bytes())
	putForms(&o, forms)
	putForms(&o, cueForms)
	return o.Bytes()
}

// withoutPairs leaves out the forms that the reader puts together itself: "leg hurts" of leg pain is a form of pain and one of the
// leg, and read so it keeps which part of the leg and what pain.
func withoutPairs(terms []Term, number map[string]int, forms []formBuild) []formBuild {
	of := map[string][]int{} // words -> terms
	for _, f := range forms {
		if k := terms[f.value].Kind; !f.caps && (k == Symptom || k == Site) {
			of[wordsKey(f.words)] = append(of[wordsKey(f.words)], f.value)
		}
	}
	within := func(site int, sites []string) bool {
		for queue := []int{site}; len(queue) > 0; queue = queue[1:] {
			for _, id := range sites {
				if terms[queue[0]].ID == id {
					return true
				}
			}
			for _, id := range terms[queue[0]].Broader {
				if n, ok := number[id]; ok && len(queue) < 50 {
					queue = append(queue, n)
				}
			}
		}
		return false
	}
	composes := func(t int, a, b []int) bool {
		for _, f := range of[wordsKey(a)] {
			for _, s := range of[wordsKey(b)] {
				if terms[s].Kind == Site && slices.Contains(terms[t].Broader, terms[f].ID) && within(s, terms[t].Sites) {
					return true
				}
			}
		}
		return false
	}
	owners := map[string]int{}
	for _, f := range forms {
		owners[wordsKey(f.words)]++
	}
	var kept []formBuild
next:
	for _, f := range forms {
		if len(terms[f.value].Sites) > 0 && owners[wordsKey(f.words)] == 1 { // another term's form would hide it
			for i := 1; i < len(f.words); i++ {
				if composes(f.value, f.words[:i], f.words[i:]) || composes(f.value, f.words[i:], f.words[:i]) {
					continue next
				}
			}
		}
		kept = append(kept, f)
	}
	return kept
}

// withoutLonger leaves out the forms that hold a shorter form of their own term, of two words or more, and nothing else that the
// reader would take for a finding or a denial: "bad back pain" is read by "back pain".
func (b *builder) withoutLonger(terms []Term, forms []formBuild) []formBuild {
	of := map[string][]int{}
	for i, f := range forms {
		k := wordsKey(f.words)
		of[k] = append(of[k], i)
	}
	denial := map[int]bool{}
	for _, w := range []string{"not", "no", "cannot", "without", "never"} {
		denial[b.number[b.key(w)]] = true
	}
	var kept []formBuild
	for i, f := range forms {
		own, other := false, f.caps
		for at := 0; at < len(f.words); {
			size := 0
			for n := len(f.words) - at; n > 0 && size == 0; n-- {
				for _, j := range of[wordsKey(f.words[at:at+n])] {
					if j == i || forms[j].caps || n == len(f.words) {
						continue
					}
					size = n
					own = own || forms[j].value == f.value && n > 1
					other = other || forms[j].value != f.value
				}
			}
			if size == 0 {
				other = other || denial[f.words[at]]
				size = 1
			}
			at += size
		}
		if !own || other {
			kept = append(kept, f)
		}
	}
	return kept
}

func wordsKey(words []int) string {
	var b bytes.Buffer
	for _, w := range words {
		put(&b, w)
	}
	return b.String()
}

// words are the word numbers of a form; dropping leaves out the words that may stand anywhere, unless a single word would be left.
func (b *builder) words(form string, dropping bool) []int {
	var w text.Words
	w.Tokens, w.Buf = make([]text.Token, len(form)+1), make([]byte, len(form)+1)
	w.Split([]byte(form))
	var all, kept []int
	for i := 0; i < w.N; i++ {
		raw := string(w.Word(i))
		if raw == "t" && i > 0 { // "can't" is one word to the reader
			continue
		}
		if raw == "can" && i+1 < w.N && string(w.Word(i+1)) == "t" {
			raw = "cannot"
		}
		k := b.key(raw)
		n := b.number[k]
		if n == 0 {
			b.next++
			n = b.next
			b.number[k] = n
		}
		all = append(all, n)
		letter := raw == "a" && i > 0 && form[w.Tokens[i].Start] == 'A' // hepatitis A
		if n > len(b.stop) || b.stop[n-1]&drop == 0 || letter {
			kept = append(kept, n)
		}
	}
	if !dropping || len(kept) < 2 && len(all) > len(kept) { // "on my feet" is not every foot
		return all
	}
	return kept
}

// key is what the reader looks a folded word up by.
func (b *builder) key(word string) string {
	if n := b.number[word]; n > 0 && n <= len(b.stop) {
		return word
	}
	k := string(normal([]byte(word)))
	if n := b.number[k]; n > 0 && n <= len(b.stop) {
		return word
	}
	return k
}

// renumber gives the words other than grammar words their final numbers, in the order of their first key, and leaves out the words
// that no form has. Numbers in order need no bytes.
func (b *builder) renumber(ngrammar int, lists ...[]formBuild) {
	used := map[int]bool{}
	for _, forms := range lists {
		for _, f := range forms {
			for _, w := range f.words {
				used[w] = true
			}
		}
	}
	final := map[int]int{}
	for i := 1; i <= ngrammar; i++ {
		final[i] = i
	}
	b.next = ngrammar
	for _, k := range slices.Sorted(maps.Keys(b.number)) {
		n := b.number[k]
		if n > ngrammar && !used[n] {
			delete(b.number, k)
			continue
		}
		if final[n] == 0 {
			b.next++
			final[n] = b.next
		}
		b.number[k] = final[n]
	}
	for _, forms := range lists {
		for _, f := range forms {
			for i, w := range f.words {
				f.words[i] = final[w]
			}
		}
	}
}

// putKeys writes the keys in order, each as how much it shares with the key before, the rest, and 0 for the next new word or the
// number of a word that has a key already or is a grammar word.
func (b *builder) putKeys(o *bytes.Buffer, ngrammar int) {
	keys := slices.Sorted(maps.Keys(b.number))
	size := 0
	for _, k := range keys {
		size += len(k)
	}
	put(o, ngrammar)
	put(o, len(keys))
	put(o, size)
	last, next := "", ngrammar
	for _, k := range keys {
		same := 0
		for same < len(k) && same < len(last) && k[same] == last[same] {
			same++
		}
		o.WriteByte(byte(same))
		o.WriteByte(byte(len(k) - same))
		o.WriteString(k[same:])
		if b.number[k] == next+1 {
			next++
			o.WriteByte(0)
		} else {
			put(o, b.number[k])
		}
		last = k
	}
}

// putForms writes forms in order, in three columns that compress well: sizes, words, values.
func putForms(o *bytes.Buffer, forms []formBuild) {
	sort.SliceStable(forms, func(i, j int) bool { return less(forms[i], forms[j]) })
	kept := forms[:0]
	for i, f := range forms {
		if i == 0 || less(kept[len(kept)-1], f) {
			kept = append(kept, f)
		}
	}
	var words, values bytes.Buffer
	total, first := 0, 0
	put(o, len(kept))
	for _, f := range kept {
		total += len(f.words)
	}
	put(o, total)
	var last []int
	for _, f := range kept {
		same := 0
		for same < len(f.words) && same < len(last) && f.words[same] == last[same] {
			same++
		}
		o.WriteByte(byte(same<<4 | len(f.words)))
		for i, w := range f.words[same:] {
			if same+i == 0 {
				put(&words, w-first)
				first = w
			} else {
				put(&words, w)
			}
		}
		v := f.value << 1
		if f.caps {
			v |= 1
		}
		put(&values, v)
		last = f.words
	}
	o.Write(words.Bytes())
	o.Write(values.Bytes())
}

func less(a, b formBuild) bool {
	for i := 0; i < len(a.words) && i < len(b.words); i++ {
		if a.words[i] != b.words[i] {
			return a.words[i] < b.words[i]
		}
	}
	if len(a.words) != len(b.words) {
		return len(a.words) < len(b.words)
	}
	if a.value != b.value {
		return a.value < b.value
	}
	return !a.caps && b.caps
}

func put(o *bytes.Buffer, v int) {
	for ; v > 127; v >>= 7 {
		o.WriteByte(byte(v)&127 | 128)
	}
	o.WriteByte(byte(v))
}

func putString(o *bytes.Buffer, s string) {
	put(o, len(s))
	o.WriteString(s)
}
