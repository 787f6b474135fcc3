package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

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

// refuse empties the fields whose values cannot be used, and says what they must be.
func (info *Info) refuse(say func(string)) {
	if k := info.Kind; k != "" && k != "condition" && k != "symptom" && k != "topic" {
		say(fmt.Sprintf(`kind is %q; it must be "condition", "symptom" or "topic"`, k))
		info.Kind = ""
	}
	for _, f := range []struct {
		name  string
		value *string
	}{{"published", &info.Published}, {"reviewed", &info.Reviewed}} {
		if *f.value != "" && !dated(*f.value) {
			say(fmt.Sprintf("%s is %q and is not shown; write it as 2026-01-31, or 2026-01 or 2026 where the day is not known", f.name, *f.value))
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

// meant is the field that other words for it mean. A collection may have fields of its own, which are let be.
var meant = map[string]string{
	"license": "licence", "date": "published", "name": "title", "names": "synonyms", "aliases": "synonyms", "source": "publisher",
	"author": "publisher", "link": "url", "address": "url", "type": "kind", "updated": "reviewed", "document": "file", "filename": "file",
}

// misnamed finds the fields of an entry that stand under another word than the one that is read.
func misnamed(entry []byte) []string {
	fields := map[string]json.RawMessage{}
	if json.Unmarshal(entry, &fields) != nil {
		return nil
	}
	var out []string
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if field := meant[strings.ToLower(name)]; field != "" && fields[field] == nil {
			out = append(out, fmt.Sprintf("%q is not used; call it %q", name, field))
		}
	}
	return out
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
				warn(Problem{path, line, fmt.Sprintf("%q must be a %s, not a %s; the entry is left out", kind.Field, kind.Type, kind.Value)})
				continue
			case errors.As(err, &syntax):
				complain(syntax.Offset, "is not JSON from here on ("+syntax.Error()+"); the entries after this line are not used")
			default:
				complain(int64(len(data)), "ends too early; close the last entry and the list with } and ]")
			}
			return infos
		}
		for _, text := range misnamed(entry) {
			warn(Problem{path, line, text})
		}
		switch {
		case info.File == "":
			warn(Problem{path, line, `entry without "file"; add the name of the document it describes`})
		case !known[info.File]:
			warn(Problem{path, line, info.File + " is not among the documents; correct the name or delete the entry"})
		case lines[info.File] > 0:
			warn(Problem{path, line, fmt.Sprintf("%s is described in line %d already; the first one counts", info.File, lines[info.File])})
		default:
			info.refuse(func(text string) { warn(Problem{path, line, text}) })
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
