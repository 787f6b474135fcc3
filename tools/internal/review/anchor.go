package review

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"signpost/search/page"
)

// Find is where a quote stands in a text: W3C's text quote selector. Of several places the one with the most of Prefix and
// Suffix round it is taken. A quote in which only the spaces differ (lines wrapped anew) is found too; one in which a
// letter differs is another sentence and is not.
func Find(text string, e page.Evidence) (start, end int, found bool) {
	if e.Exact == "" {
		return 0, 0, false
	}
	best := -1
	for at := 0; ; {
		i := strings.Index(text[at:], e.Exact)
		if i < 0 {
			break
		}
		i += at
		if score := commonEnd(text[:i], e.Prefix) + commonStart(text[i+len(e.Exact):], e.Suffix); score > best {
			best, start, end, found = score, i, i+len(e.Exact), true
		}
		at = i + 1
	}
	if found {
		return start, end, true
	}
	squeezed, offsets := squeeze(text)
	exact, _ := squeeze(e.Exact)
	prefix, _ := squeeze(e.Prefix)
	suffix, _ := squeeze(e.Suffix)
	if exact == "" {
		return 0, 0, false
	}
	for at := 0; ; {
		i := strings.Index(squeezed[at:], exact)
		if i < 0 {
			break
		}
		i += at
		if score := commonEnd(squeezed[:i], prefix) + commonStart(squeezed[i+len(exact):], suffix); score > best {
			last := i + len(exact) - 1
			best, start, end, found = score, offsets[i], offsets[last]+1, true
		}
		at = i + 1
	}
	return start, end, found
}

func commonStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonEnd(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// squeeze is s without spaces, and the offset in s of each byte that is left.
func squeeze(s string) (string, []int) {
	var b strings.Builder
	var offsets []int
	for i, r := range s {
		if unicode.IsSpace(r) || r == utf8.RuneError {
			continue
		}
		for k := range utf8.RuneLen(r) {
			offsets = append(offsets, i+k)
		}
		b.WriteRune(r)
	}
	return b.String(), offsets
}
