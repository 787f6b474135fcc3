// Package source reads a folder of health documents (.txt, .md, .html, .docx) into sections and sentences. [build]
//
// A reader turns a file into Text and blocks (headings, paragraphs, list items) that are spans of that text; everything
// later works on spans: repair cuts blocks where scraping lost a line break, sentences are spans of a block, sections
// gather blocks under a heading and get a role. Text itself is never changed, so every quote can be found again.
package source

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"signpost/tools/internal/condition"
)

// maxSize is the largest document, in bytes. The longest of 1,668 NIH articles has 0.2 MB.
const maxSize = 8 << 20

// longText is the length of a text, in bytes, that fills a page nobody reads through on a phone: some 150,000 words, a book.
const longText = 1 << 20

// Problem is one thing that a publisher should know about a file: what is wrong and what to do.
type Problem struct {
	File string
	Line int // 0 = the whole file
	Text string
}

func (p Problem) String() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
	}
	return p.File + ": " + p.Text
}

func (p Problem) Error() string { return p.String() }

// readers by file extension. Each adds the file's text and blocks to a draft, and what the file says of itself.
var readers = map[string]func(*draft, []byte) error{
	".txt": readText, ".text": readText,
	".md": readMarkdown, ".markdown": readMarkdown,
	".html": readHTML, ".htm": readHTML, ".xhtml": readHTML,
	".docx": readWord,
}

// draft is a document while it is read.
type draft struct {
	doc    condition.Document
	blocks []block
	warn   func(line int, text string)
}

// ReadDir reads every document in dir and the folders below it, ordered by path. A document's ID is its path in dir, with
// slashes. What is wrong with a document or with sources.json goes to warn, and the other documents are read all the same;
// the error is for a folder that is missing or has nothing that can be read.
func ReadDir(dir string, warn func(Problem)) ([]condition.Document, error) {
	files, err := documentFiles(dir, warn)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no documents in this folder; put .txt, .md, .html or .docx files there", dir)
	}
	infos := readInfos(dir, files, warn)
	type result struct {
		doc      condition.Document
		ok       bool
		problems []Problem
	}
	results := make([]result, len(files))
	next := make(chan int)
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for i := range next {
				r := &results[i]
				doc, err := readFile(dir, files[i], infos[files[i]], func(p Problem) { r.problems = append(r.problems, p) })
				r.doc, r.ok = doc, err == nil
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	wait.Wait()

	var docs []condition.Document
	seen := map[[32]byte]string{}
	for _, r := range results {
		for _, p := range r.problems {
			warn(p)
		}
		if !r.ok {
			continue
		}
		sum := sha256.Sum256([]byte(r.doc.Text))
		if first, twice := seen[sum]; twice {
			warn(Problem{r.doc.Path, 0, "has the same text as " + first + " and is left out; delete one of them"})
			continue
		}
		seen[sum] = r.doc.Path
		docs = append(docs, r.doc)
	}
	if len(docs) == 0 {
		return nil, fmt.Errorf("%s: none of the %d files in this folder could be read", dir, len(files))
	}
	return docs, nil
}

// documentFiles is the paths in dir of the documents in it, with slashes, in order.
func documentFiles(dir string, warn func(Problem)) ([]string, error) {
	if info, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: there is no such folder; give the folder that holds the documents with --documents", dir)
	} else if err != nil {
		return nil, err
	} else if !info.IsDir() {
		return nil, fmt.Errorf("%s: is a file; give the folder that holds the documents", dir)
	}
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			warn(Problem{path, 0, "cannot be opened: " + err.Error()})
			return nil
		}
		hidden := strings.HasPrefix(entry.Name(), ".") || strings.HasPrefix(entry.Name(), "~$") // ~$: Word's lock files
		switch {
		case entry.IsDir():
			if hidden && path != dir {
				return fs.SkipDir
			}
		case hidden || entry.Name() == infoFile:
		case readers[strings.ToLower(filepath.Ext(path))] == nil:
			warn(Problem{path, 0, "is left out: only .txt, .md, .html and .docx files are read; save it as one of these"})
		default:
			name, err := filepath.Rel(dir, path)
			if err != nil {
				return err
			}
			files = append(files, filepath.ToSlash(name))
		}
		return nil
	})
	slices.Sort(files)
	return files, err
}

// readFile reads one document of a folder. A parser that gives up on it costs this document only.
func readFile(dir, name string, info Info, warn func(Problem)) (doc condition.Document, err error) {
	path := filepath.Join(dir, filepath.FromSlash(name))
	defer func() {
		if r := recover(); r != nil {
			p := Problem{path, 0, fmt.Sprintf("cannot be read (%v); save its text as .txt and tell the makers of Signpost", r)}
			warn(p)
			err = p
		}
	}()
	fail := func(text string) (condition.Document, error) {
		p := Problem{path, 0, text}
		warn(p)
		return condition.Document{}, p
	}
	stat, err := os.Stat(path)
	if err != nil {
		return fail("cannot be opened: " + err.Error())
	}
	if !stat.Mode().IsRegular() {
		return fail("is left out: it is not an ordinary file")
	}
	if stat.Size() > maxSize {
		return fail(fmt.Sprintf("is left out: it has %d MB and a document may have %d MB; split it", stat.Size()>>20, maxSize>>20))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return fail("cannot be opened: " + err.Error())
	}
	return Read(name, path, data, info, warn)
}

// Read reads one document from the bytes of its file. id is its name in the folder, path the name for messages; info is
// what sources.json says of it and wins over what the file says of itself. The error has been given to warn already.
func Read(id, path string, data []byte, info Info, warn func(Problem)) (condition.Document, error) {
	d := draft{warn: func(line int, text string) { warn(Problem{path, line, text}) }}
	d.doc = condition.Document{ID: id, Path: path}
	err := readers[strings.ToLower(filepath.Ext(path))](&d, data)
	if err == nil && !slices.ContainsFunc(d.blocks, func(b block) bool { return hasLetters(b.plain(d.doc.Text)) }) {
		err = errors.New("has no text in it; delete it or save it again")
	}
	if err == nil && !english(d.doc.Text) {
		err = errors.New("is left out: it is not in English, and only English documents are understood")
	}
	if err != nil {
		p := Problem{path, 0, err.Error()}
		warn(p)
		return condition.Document{}, p
	}
	if n := len(d.doc.Text); n > longText {
		d.warn(0, fmt.Sprintf("has %d MB of text, which makes one very long page; split it into a document for each condition", n>>20))
	}
	info.apply(&d.doc)
	d.blocks = slices.DeleteFunc(d.blocks, func(b block) bool { return b.plain(d.doc.Text) == "" })
	d.blocks = promoteHeadings(d.doc.Text, unmarkedLists(d.doc.Text, d.blocks))
	d.blocks = repair(d.doc.Text, cmp.Or(d.doc.Title, titleFrom(&d)), d.blocks)
	d.doc.Title = cmp.Or(d.doc.Title, titleFrom(&d))
	d.doc.Sections = sections(d.doc.Text, d.doc.Title, d.blocks)
	return d.doc, nil
}

// titleFrom is the first heading that names a subject, else the file's name.
func titleFrom(d *draft) string {
	for _, b := range d.blocks {
		title := b.plain(d.doc.Text)
		if b.kind == heading && b.number == 0 && (b.level == 1 || strings.Count(title, " ") > 2 && (strings.HasSuffix(title, "?") || headingRole(title, "") == "") && !callToAction(title)) {
			if !publisherLine(title) {
				return unshouted(title)
			}
		}
	}
	base := filepath.Base(d.doc.Path)
	base = strings.TrimSuffix(base, filepath.Ext(base))
	name := strings.Join(strings.FieldsFunc(base, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " ")
	return strings.ToUpper(name[:min(1, len(name))]) + name[min(1, len(name)):]
}

// publisherLine reports whether a line over a title names who wrote it: "Hill Street Hospital".
func publisherLine(title string) bool {
	words := strings.Fields(strings.ToLower(title))
	if len(words) < 2 {
		return false
	}
	switch words[len(words)-1] {
	case "hospital", "hospitals", "trust", "clinic", "service", "services", "centre", "center", "department", "institute", "foundation", "university", "college", "leaflet", "factsheet":
		return true
	}
	return false
}

// unshouted is a title of three words and more in capitals as a sentence has it.
func unshouted(title string) string {
	if strings.Count(title, " ") > 1 && strings.ToUpper(title) == title {
		_, first := utf8.DecodeRuneInString(title)
		return title[:first] + strings.ToLower(title[first:])
	}
	return title
}
