package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	yamlast "github.com/goccy/go-yaml/ast"
	"signpost/tools/internal/condition"
)

const infoFile = "sources.json"

// Info is what a publisher says of a document: an entry of sources.json, or the front matter of a .md file.
type Info struct {
	File         string   `json:"file" yaml:"-"`
	Title        string   `json:"title" yaml:"title"`
	Publisher    string   `json:"publisher" yaml:"publisher"`
	URL          string   `json:"url" yaml:"url"`
	Licence      string   `json:"licence" yaml:"licence"`
	Synonyms     []string `json:"synonyms" yaml:"synonyms"`
	SemanticType []string `json:"semantic_type" yaml:"semantic_type"` // UMLS semantic types: T047 disease, T184 sign or symptom
	Published    string   `json:"published" yaml:"published"`
	Reviewed     string   `json:"reviewed" yaml:"reviewed"`
	Kind         string   `json:"kind" yaml:"kind"` // condition | symptom | topic
}

// conditions and symptoms among the UMLS semantic types.
const (
	diseaseTypes = " T019 T020 T033 T037 T046 T047 T048 T049 T050 T190 T191 "
	symptomTypes = " T184 "
)

// apply sets what info knows on a document.
func (info Info) apply(d *condition.Document) {
	set := func(to *string, from string) {
		if from = strings.TrimSpace(from); from != "" {
			*to = from
		}
	}
	set(&d.Title, info.Title)
	set(&d.Publisher, info.Publisher)
	set(&d.URL, info.URL)
	set(&d.Licence, info.Licence)
	set(&d.Date, info.Published)
	set(&d.Reviewed, info.Reviewed)
	set(&d.Topic, info.topic())
	if len(info.Synonyms) > 0 {
		d.Names = info.Synonyms
	}
}

// refuse empties the fields whose values cannot be used, and says of each what it must be.
func (info *Info) refuse(say func(field, text string)) {
	if k := info.Kind; k != "" && k != "condition" && k != "symptom" && k != "topic" {
		say("kind", fmt.Sprintf(`kind is %q; it must be "condition", "symptom" or "topic"`, k))
		info.Kind = ""
	}
	for _, f := range []struct {
		name  string
		value *string
	}{{"published", &info.Published}, {"reviewed", &info.Reviewed}} {
		if *f.value != "" && !dated(*f.value) {
			say(f.name, fmt.Sprintf("%s is %q and is not shown; write it as 2026-01-31, or 2026-01 or 2026 where the day is not known", f.name, *f.value))
			*f.value = ""
		}
	}
}

// dated reports whether s is a day, a month or a year of ISO 8601.
func dated(s string) bool {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// fields are the words that are read, meant is the field that other words for it mean. A collection may have fields of its
// own, which are let be.
var (
	fields = strings.Fields("file title publisher url licence synonyms semantic_type published reviewed kind")
	meant  = map[string]string{
		"license": "licence", "date": "published", "name": "title", "names": "synonyms", "aliases": "synonyms", "source": "publisher",
		"author": "publisher", "link": "url", "address": "url", "type": "kind", "updated": "reviewed", "document": "file", "filename": "file",
	}
)

// misnamed says which fields of an entry stand under another word than the one that is read.
func misnamed[V any](entry map[string]V, say func(field, text string)) {
	for _, name := range slices.Sorted(maps.Keys(entry)) {
		field := meant[strings.ToLower(name)]
		if _, given := entry[field]; field != "" && !given {
			say(name, fmt.Sprintf("%q is not used; call it %q", name, field))
		}
	}
}

// parseFrontMatter reads the YAML of a .md file, which begins in the file's first line. Front matter with a mistake in it is
// not used at all.
func parseFrontMatter(text string, warn func(line int, text string)) Info {
	var info Info
	given := map[string]any{}
	err := yaml.Unmarshal([]byte(text), &given)
	if err == nil {
		err = yaml.Unmarshal([]byte(text), &info)
	}
	lines := strings.Split(text, "\n")
	if err != nil {
		line, message := 1, err.Error()
		var at yaml.Error
		if errors.As(err, &at) {
			message = at.GetMessage()
			if t := at.GetToken(); t != nil && t.Position != nil {
				line = t.Position.Line
			}
		}
		message, _, _ = strings.Cut(message, "\n")
		field, _, _ := strings.Cut(lines[min(line, len(lines))-1], ":")
		var syntax *yaml.SyntaxError
		var kind *yaml.UnexpectedNodeTypeError
		switch {
		case errors.As(err, &syntax):
			message = "is not YAML and is not used (" + message + "); put a value with a colon or a quote in it between quotes"
		case len(given) == 0:
			message = "is not used; it must be lines of the form field: value"
		case errors.As(err, &kind) && kind.Expected == yamlast.SequenceType:
			message = fmt.Sprintf("is not used; %q must be a list: [one, another]", field)
		default:
			message = fmt.Sprintf("is not used; %q must be one value, not a list", field)
		}
		warn(line, "the front matter "+message)
		return Info{}
	}
	say := func(field, text string) {
		warn(1+slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, field+":") }), text)
	}
	misnamed(given, say)
	info.refuse(say)
	return info
}

// topic is the kind of page that the document is for: as given, else by its semantic types, else "" for not known.
func (info Info) topic() string {
	if info.Kind != "" || len(info.SemanticType) == 0 {
		return info.Kind
	}
	kind := "topic"
	for _, t := range info.SemanticType {
		if strings.Contains(diseaseTypes, " "+t+" ") {
			return "condition"
		}
		if strings.Contains(symptomTypes, " "+t+" ") {
			kind = "symptom"
		}
	}
	return kind
}

// readInfos reads sources.json from dir, or else from the folder above it, for the documents named files.
func readInfos(dir string, files []string, warn func(Problem)) map[string]Info {
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	for _, path := range []string{filepath.Join(dir, infoFile), filepath.Join(filepath.Dir(abs), infoFile)} {
		data, err := os.ReadFile(path)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			warn(Problem{path, 0, "cannot be opened: " + err.Error()})
			return nil
		}
		return parseInfos(path, data, files, warn)
	}
	return nil
}

// parseInfos reads the entries one by one, so that every complaint names its line and the good entries count.
func parseInfos(path string, data []byte, files []string, warn func(Problem)) map[string]Info {
	infos := map[string]Info{}
	known := map[string]bool{}
	for _, f := range files {
		known[f] = true
	}
	d := json.NewDecoder(bytes.NewReader(data))
	line, counted := 1, 0
	lineAt := func(offset int) int {
		offset = min(max(offset, counted), len(data))
		line += bytes.Count(data[counted:offset], []byte("\n"))
		counted = offset
		return line
	}
	complain := func(offset int64, text string) { warn(Problem{path, lineAt(int(offset)), text}) }
	open, err := d.Token()
	if err != nil || open != json.Delim('[') {
		complain(d.InputOffset(), `is not a list of sources; it must be [ {"file": "name.txt", "title": "..."}, ... ]`)
		return infos
	}
	lines := map[string]int{}
	for d.More() {
		line := lineAt(start(data, d.InputOffset()))
		var entry json.RawMessage
		err := d.Decode(&entry)
		var info Info
		if err == nil {
			err = json.Unmarshal(entry, &info)
		}
		if err != nil {
			var kind *json.UnmarshalTypeError
			var syntax *json.SyntaxError
			switch {
			case errors.As(err, &kind):
				must := "text between quotes"
				if kind.Type.Kind() == reflect.Slice {
					must = `a list: ["one", "another"]`
				}
				warn(Problem{path, line, fmt.Sprintf("%q must be %s; the entry is left out", kind.Field, must)})
				continue
			case errors.As(err, &syntax):
				complain(syntax.Offset, "is not JSON from here on ("+syntax.Error()+"); the entries after this line are not used")
			default:
				complain(int64(len(data)), "ends too early; close the last entry and the list with } and ]")
			}
			return infos
		}
		say := func(_, text string) { warn(Problem{path, line, text}) }
		given := map[string]json.RawMessage{}
		if json.Unmarshal(entry, &given) == nil {
			misnamed(given, say)
		}
		switch {
		case info.File == "":
			warn(Problem{path, line, `entry without "file"; add the name of the document it describes`})
		case !known[info.File]:
			warn(Problem{path, line, info.File + " is not among the documents; correct the name or delete the entry"})
		case lines[info.File] > 0:
			warn(Problem{path, line, fmt.Sprintf("%s is described in line %d already; the first one counts", info.File, lines[info.File])})
		default:
			info.refuse(say)
			infos[info.File] = info
		}
		if lines[info.File] == 0 {
			lines[info.File] = line
		}
	}
	return infos
}

// start is the offset of the next value after at.
func start(data []byte, at int64) int {
	i := int(at)
	for i < len(data) && strings.IndexByte(" \t\r\n,", data[i]) >= 0 {
		i++
	}
	return i
}
