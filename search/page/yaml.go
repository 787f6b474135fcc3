package page

import (
	"bytes"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// YAML writes the fields with yaml tags of a struct of strings, ints, structs and lists of them: block style, one line for each
// value, the same bytes for the same struct, so that changes read well in version control.
func YAML(v any) []byte {
	var b bytes.Buffer
	writeStruct(&b, reflect.ValueOf(v), "")
	return b.Bytes()
}

// writeStruct writes the fields of v as YAML in block style, as their yaml tags say.
func writeStruct(b *bytes.Buffer, v reflect.Value, indent string) {
	for i := range v.NumField() {
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		f := v.Field(i)
		if name == "-" || name == "" || strings.Contains(options, "omitempty") && empty(f) {
			continue
		}
		b.WriteString(indent + name + ":")
		if f.Kind() == reflect.Pointer {
			f = f.Elem()
		}
		switch f.Kind() {
		case reflect.Struct:
			b.WriteByte('\n')
			writeStruct(b, f, indent+"  ")
		case reflect.Slice:
			writeSlice(b, f, indent, strings.Contains(options, "flow"))
		case reflect.Int:
			b.WriteString(" " + strconv.Itoa(int(f.Int())) + "\n")
		default:
			b.WriteString(" " + scalar(f.String()) + "\n")
		}
	}
}

func writeSlice(b *bytes.Buffer, v reflect.Value, indent string, flow bool) {
	if v.Len() == 0 || flow {
		var items []string
		for i := range v.Len() {
			items = append(items, scalar(v.Index(i).String()))
		}
		b.WriteString(" [" + strings.Join(items, ", ") + "]\n")
		return
	}
	b.WriteByte('\n')
	for i := range v.Len() {
		b.WriteString(indent + "- ")
		if e := v.Index(i); e.Kind() == reflect.Struct {
			var item bytes.Buffer
			writeStruct(&item, e, indent+"  ")
			b.Write(item.Bytes()[len(indent)+2:]) // the first key stands on the dash's line
		} else {
			b.WriteString(scalar(e.String()) + "\n")
		}
	}
}

func empty(v reflect.Value) bool {
	return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 || v.Kind() == reflect.Struct && allEmpty(v)
}

func allEmpty(v reflect.Value) bool {
	for i := range v.NumField() {
		if !empty(v.Field(i)) {
			return false
		}
	}
	return true
}

// scalar is s as a YAML scalar on one line: plain where it can be nothing else, else double-quoted.
func scalar(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r >= 0x7f && r < 0xa0 || r == '\ufeff' || r == '\u2028' || r == '\u2029':
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// plain reports whether YAML reads s, unquoted, as the string s in block and in flow style.
func plain(s string) bool {
	if s == "" || !letter(s[0]) || s[len(s)-1] == ' ' {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case letter(c), c >= '0' && c <= '9', c == ' ', c == '-', c == '.', c == '(', c == ')', c == '/', c == '_':
		default:
			return false
		}
	}
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	return true
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
