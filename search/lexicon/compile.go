package lexicon

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"signpost/search/bundle"
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
	start  uint32   // of hashes
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

	var o bundle.Columns
	o.Int(int(b.start))
	b.putKeys(&o)
	class := []int{0}
	for _, c := range b.stop {
		class = append(class, int(c))
	}
	o.Ints(class)
	var kind, linkAt, links []int
	var id, name []string
	for _, t := range terms {
		kind, id = append(kind, int(t.Kind)), append(id, t.ID)
		if t.Name == strings.ReplaceAll(t.ID, "-", " ") { // the reader makes it from the id
			t.Name = ""
		}
		name = append(name, t.Name)
		for _, ids := range [][]string{t.Broader, t.Sites} {
			linkAt = append(linkAt, len(links))
			for _, id := range ids {
				if n, ok := number[id]; ok {
					links = append(links, n)
				}
			}
		}
	}
	o.Ints(kind)
	o.Texts(id, name)
	o.Sums(append(linkAt, len(links)))
	o.Ints(links)
	putForms(&o, forms)
	putForms(&o, cueForms)
	return o.B
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
	var w bundle.Columns
	w.Ints(words)
	return string(w.B)
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

// renumber gives the words other than grammar words their final numbers, in the order of their first key's hash, and leaves out
// the words that no form has. Numbers in order take few bytes.
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
	maps.DeleteFunc(b.number, func(_ string, n int) bool { return n > ngrammar && !used[n] })
	for _, k := range b.byHash() {
		n := b.number[k]
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

// byHash is the keys in the order of their hashes, from the first start that gives each its own.
func (b *builder) byHash() []string {
	keys := slices.Collect(maps.Keys(b.number))
	for ; ; b.start++ {
		slices.SortFunc(keys, func(x, y string) int { return b.hash(x) - b.hash(y) })
		if len(slices.CompactFunc(slices.Clone(keys), func(x, y string) bool { return b.hash(x) == b.hash(y) })) == len(keys) {
			return keys
		}
	}
}

func (b *builder) hash(key string) int { return int(int32(bundle.Hash(b.start, []byte(key)))) }

// putKeys writes the words by the hashes of their keys.
func (b *builder) putKeys(o *bundle.Columns) {
	var hashes, words []int
	for _, k := range b.byHash() {
		hashes, words = append(hashes, b.hash(k)), append(words, b.number[k])
	}
	o.Sums(hashes, words)
}

// putForms writes forms in order.
func putForms(o *bundle.Columns, forms []formBuild) {
	sort.SliceStable(forms, func(i, j int) bool { return less(forms[i], forms[j]) })
	var sizes, words, values, last []int
	first := 0
	for i, f := range forms {
		if i > 0 && !less(forms[i-1], f) {
			continue
		}
		same := 0
		for same < len(f.words) && same < len(last) && f.words[same] == last[same] {
			same++
		}
		sizes = append(sizes, same<<4|len(f.words))
		last = f.words
		rest := slices.Clone(f.words[same:])
		if same == 0 {
			rest[0] -= first
			first = f.words[0]
		}
		words = append(words, rest...)
		v := 2 * f.value
		if f.caps {
			v++
		}
		values = append(values, v)
	}
	o.Ints(sizes, words, values)
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
