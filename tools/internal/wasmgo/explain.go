package wasmgo

import (
	"encoding/json"
	"fmt"
	"regexp"
	"sort"
	"strconv"
)

// debug is what the debug file holds.
type debug struct {
	Functions []string `json:"functions"` // names, by index in the module
	Starts    []int    `json:"starts"`    // offsets of their bodies in the module
	Files     []string `json:"files"`
	Lines     [][3]int `json:"lines"` // offset in the module, file, line; until the next one's offset
}

var (
	withOffset = regexp.MustCompile(`wasm-function\[(\d+)\]:0x([0-9a-f]+)`) // browsers
	withIndex  = regexp.MustCompile(`\.\$(\d+)\(`)                          // wazero
)

// Explain puts names and, where the trace tells offsets, source lines into the stack trace of a trap. file is the debug
// file of just that build of the module.
func Explain(file []byte, trace string) (string, error) {
	var d debug
	if err := json.Unmarshal(file, &d); err != nil {
		return "", fmt.Errorf("the debug file: %w", err)
	}
	name := func(index string) string {
		if i, err := strconv.Atoi(index); err == nil && i < len(d.Functions) {
			return d.Functions[i]
		}
		return "function " + index
	}
	trace = withOffset.ReplaceAllStringFunc(trace, func(s string) string {
		m := withOffset.FindStringSubmatch(s)
		at, err := strconv.ParseInt(m[2], 16, 64)
		if err != nil {
			return s
		}
		return name(m[1]) + " " + d.line(int(at))
	})
	return withIndex.ReplaceAllStringFunc(trace, func(s string) string {
		return name(withIndex.FindStringSubmatch(s)[1]) + "("
	}), nil
}

// line gives the source line of an offset in the module.
func (d *debug) line(at int) string {
	i := sort.Search(len(d.Lines), func(i int) bool { return d.Lines[i][0] > at })
	if i == 0 {
		return "?"
	}
	l := d.Lines[i-1]
	return fmt.Sprintf("%s:%d", d.Files[l[1]], l[2])
}
