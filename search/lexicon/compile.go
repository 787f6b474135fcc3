package lexicon

import (
	"bytes"
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

	forms = withoutPairs(terms, number, forms)

	var o bytes.Buffer
	o.WriteString(magic)
	put(&o, b.next)
	b.putKeys(&o)
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
		putString(&t2, t.Name)
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
	key := func(words []int) string {
		var b bytes.Buffer
		for _, w := range words {
			put(&b, w)
		}
		return b.String()
	}
	for _, f := range forms {
		if k := terms[f.value].Kind; !f.caps && (k == Symptom || k == Site) {
			of[key(f.words)] = append(of[key(f.words)], f.value)
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
		for _, f := range of[key(a)] {
			for _, s := range of[key(b)] {
				if terms[s].Kind == Site && slices.Contains(terms[t].Broader, terms[f].ID) && within(s, terms[t].Sites) {
					return true
				}
			}
		}
		return false
	}
	var kept []formBuild
next:
	for _, f := range forms {
		if len(terms[f.value].Sites) > 0 {
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
		if n > len(b.stop) || b.stop[n-1]&drop == 0 {
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

func (b *builder) putKeys(o *bytes.Buffer) {
	var keys []string
	size := 0
	for k := range b.number {
		keys = append(keys, k)
		size += len(k)
	}
	sort.Strings(keys)
	put(o, len(keys))
	put(o, size)
	last := ""
	for _, k := range keys {
		same := 0
		for same < len(k) && same < len(last) && k[same] == last[same] {
			same++
		}
		o.WriteByte(byte(same))
		o.WriteByte(byte(len(k) - same))
		o.WriteString(k[same:])
		put(o, b.number[k])
		last = k
	}
}

func putForms(o *bytes.Buffer, forms []formBuild) {
	sort.SliceStable(forms, func(i, j int) bool { return less(forms[i], forms[j]) })
	kept := forms[:0]
	for i, f := range forms {
		if i == 0 || less(kept[len(kept)-1], f) {
			kept = append(kept, f)
		}
	}
	words := 0
	for _, f := range kept {
		words += len(f.words)
	}
	put(o, len(kept))
	put(o, words)
	var last []int
	for _, f := range kept {
		same := 0
		for same < len(f.words) && same < len(last) && f.words[same] == last[same] {
			same++
		}
		o.WriteByte(byte(same<<4 | len(f.words)))
		for _, w := range f.words[same:] {
			put(o, w)
		}
		v := f.value << 1
		if f.caps {
			v |= 1
		}
		put(o, v)
		last = f.words
	}
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
