package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// Kinds of page.
const (
	Condition = "condition"
	Symptom   = "symptom"
	Topic     = "topic"
)

// Folders are the folders of content/ that hold pages of this format, by kind.
var Folders = map[string]string{Condition: "conditions", Symptom: "symptoms", Topic: "topics"}

// Path is the page's file below content/: "conditions/sciatica.md".
func (p Page) Path() string { return Folders[p.Kind] + "/" + p.Slug + ".md" }

const fence = "---\n"

// Format writes the page as a file. The same page always gives the same bytes.
func Format(p Page) []byte {
	var b bytes.Buffer
	b.WriteString(fence)
	b.Write(YAML(p))
	b.WriteString(fence)
	if p.Body != "" {
		b.WriteString("\n" + p.Body)
	}
	return b.Bytes()
}

// Seal is Format after setting Version to the sum of the rest, as every page that the tool writes has it.
func Seal(p Page) []byte {
	p.Version = ""
	p.Version = Sum(Format(p))
	return Format(p)
}

// Sum is the hash of what a page file says: not of its version line, nor of where in a document its quotes stand (they move
// when anything before them is edited), nor of the kind of line ends.
func Sum(file []byte) string {
	front, body, _ := bytes.Cut(unixLines(file), []byte("\n"+fence))
	sum := sha256.New()
	for line := range bytes.Lines(front) {
		if !unsummed(line) {
			sum.Write(line)
		}
	}
	sum.Write(body)
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// unsummed reports whether a line of front matter does not count in the sum.
func unsummed(line []byte) bool {
	for _, key := range []string{"version: ", "    start: ", "    end: ", "    prefix: ", "    suffix: "} { // the last four are evidence's
		if bytes.HasPrefix(line, []byte(key)) {
			return true
		}
	}
	return false
}

func unixLines(b []byte) []byte { return bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")) }

// Parse reads a page file; name is its path, for errors ("name:line: what is wrong") and for the slug.
// A key that the format does not have is an error, so that a slip of the pen is not taken for "not reviewed".
func Parse(name string, b []byte) (Page, error) {
	var p Page
	b = unixLines(bytes.TrimPrefix(b, []byte("\ufeff")))
	if !utf8.Valid(b) {
		return p, fmt.Errorf("%s:1: not valid UTF-8; save the file as UTF-8", name)
	}
	if !bytes.HasPrefix(b, []byte(fence)) {
		return p, fmt.Errorf("%s:1: no front matter; the first line must be ---", name)
	}
	front, body, found := bytes.Cut(b[len(fence)-1:], []byte("\n"+fence))
	if !found {
		return p, fmt.Errorf("%s:1: the front matter is never closed; put a line --- after it", name)
	}
	if err := decode(front, &p); err != nil {
		line, message := yamlError(err)
		return p, fmt.Errorf("%s:%d: the front matter cannot be read: %s", name, line, message)
	}
	p.Slug = strings.TrimSuffix(filepath.Base(name), ".md")
	p.Body = string(bytes.TrimPrefix(body, []byte("\n")))
	if p.Title == "" {
		return p, fmt.Errorf("%s:2: no title; add a line such as title: Sciatica", name)
	}
	if Folders[p.Kind] == "" {
		return p, fmt.Errorf("%s:2: kind is %q; it must be condition, symptom or topic", name, p.Kind)
	}
	return p, nil
}

// decode reads front matter strictly, with the YAML library that Hugo reads it with. A panic of the library becomes an
// error: the file may be anything.
func decode(front []byte, p *Page) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("not valid YAML (%v)", r)
		}
	}()
	return yaml.UnmarshalWithOptions(front, p, yaml.Strict())
}

// yamlError is the line in the page file and the message of an error of the YAML library. The front matter is decoded
// from the end of the opening fence on, so that its lines are the file's.
func yamlError(err error) (line int, message string) {
	var at yaml.Error
	if !errors.As(err, &at) {
		message, _, _ = strings.Cut(err.Error(), "\n")
		return 1, message
	}
	if t := at.GetToken(); t != nil && t.Position != nil {
		line = t.Position.Line
	}
	return max(1, line), at.GetMessage()
}

// ReadDir reads every page below a content folder, ordered by path. All unreadable pages are named in the error
// (one line each); the others are returned all the same.
func ReadDir(content string) ([]Page, error) {
	var files []string
	for _, folder := range []string{Folders[Condition], Folders[Symptom], Folders[Topic]} {
		found, err := filepath.Glob(filepath.Join(globEscape(content), folder, "*.md"))
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			if filepath.Base(f) != "_index.md" { // Hugo's list pages, written by hand
				files = append(files, f)
			}
		}
	}
	pages := make([]Page, len(files))
	errs := make([]error, len(files))
	next := make(chan int)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				pages[i], errs[i] = readFile(files[i])
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wait.Wait()
	read := pages[:0]
	for i := range pages {
		if errs[i] == nil {
			read = append(read, pages[i])
		}
	}
	return read, errors.Join(errs...)
}

func readFile(name string) (Page, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return Page{}, err
	}
	p, err := Parse(name, b)
	if folder := filepath.Base(filepath.Dir(name)); err == nil && Folders[p.Kind] != folder {
		return p, fmt.Errorf("%s:1: kind is %s, so the file belongs in %s/", name, p.Kind, Folders[p.Kind])
	}
	return p, err
}

// globEscape takes the special meaning from characters of a folder's name.
func globEscape(dir string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(dir)
}
