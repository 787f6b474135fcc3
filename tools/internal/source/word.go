package source

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxXML is the most that a part of a .docx may hold once unpacked, in bytes. A book of 1,000 pages has about 10 MB.
const maxXML = 32 << 20

// readWord reads the text of a Word document: headings by style, list items, paragraphs and table cells. Nothing else in
// the file is opened: no macro, no link, no embedded file.
func readWord(d *draft, data []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return errors.New("is not a Word document (.docx); open it in a word processor and save it as .docx")
	}
	parts := map[string]*zip.File{}
	for _, f := range archive.File {
		parts[f.Name] = f
	}
	if parts["word/document.xml"] == nil {
		return errors.New("is a zip file but not a Word document; open it in a word processor and save it as .docx")
	}
	if parts["word/vbaProject.bin"] != nil {
		d.warn(0, "has macros in it; they were not run and only its text was read")
	}
	styles, err := wordStyles(parts["word/styles.xml"])
	if err != nil {
		return err
	}
	w := wordReader{styles: styles}
	if err := eachElement(parts["word/document.xml"], w.token); err != nil {
		return err
	}
	d.doc.Text, d.blocks, d.doc.Title = w.text.String(), w.blocks, w.title
	return nil
}

// eachElement gives the tokens of one part of the archive to visit.
func eachElement(part *zip.File, visit func(xml.Token)) error {
	if part == nil {
		return nil
	}
	r, err := part.Open()
	if err != nil {
		return errors.New("is a damaged Word document; save it again from a word processor")
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: maxXML + 1}
	decoder := xml.NewDecoder(limited)
	for depth := 0; ; {
		token, err := decoder.Token()
		if limited.N == 0 {
			return fmt.Errorf("unpacks to more than %d MB and is left out; split the document", maxXML>>20)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return errors.New("is a damaged Word document (" + err.Error() + "); save it again from a word processor")
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > 1000 {
			return errors.New("is nested too deeply for a Word document; save it again from a word processor")
		}
		visit(token)
	}
}

// wordStyles is the heading level by style id: 0 for the title, 1 to 6 for headings.
func wordStyles(part *zip.File) (map[string]int, error) {
	levels := map[string]int{}
	style := ""
	err := eachElement(part, func(token xml.Token) {
		t, is := token.(xml.StartElement)
		if !is {
			return
		}
		switch t.Name.Local {
		case "style":
			style = xmlAttribute(t, "styleId")
		case "name":
			if level, known := headingStyle(xmlAttribute(t, "val")); known {
				levels[style] = level
			}
		case "outlineLvl":
			if n := xmlAttribute(t, "val"); len(n) == 1 && n >= "0" && n <= "5" {
				if _, known := levels[style]; !known {
					levels[style] = int(n[0]-'0') + 1
				}
			}
		}
	})
	return levels, err
}

// headingStyle is the level that a style's built-in name stands for.
func headingStyle(name string) (int, bool) {
	name = strings.ToLower(strings.ReplaceAll(name, " ", ""))
	if name == "title" {
		return 0, true
	}
	if n, is := strings.CutPrefix(name, "heading"); is && len(n) == 1 && n >= "1" && n <= "6" {
		return int(n[0] - '0'), true
	}
	return 0, false
}

func xmlAttribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// wordReader gathers blocks from the tokens of word/document.xml.
type wordReader struct {
	builder
	styles map[string]int
	title  string

	line    strings.Builder
	kind    kind
	level   int
	isTitle bool
	inText  int // depth of <w:t>
	skip    int // depth of deleted text and field codes
}

func (w *wordReader) token(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "p":
			w.line.Reset()
			w.kind, w.level, w.isTitle = paragraph, 0, false
		case "pStyle":
			id := xmlAttribute(t, "val")
			level, known := w.styles[id]
			if !known {
				level, known = headingStyle(id)
			}
			if known {
				w.kind, w.level, w.isTitle = heading, max(1, level), level == 0
			} else if strings.HasPrefix(strings.ToLower(id), "list") && w.kind != heading {
				w.kind = item
			}
		case "numPr":
			if w.kind != heading {
				w.kind = item
			}
		case "t":
			w.inText++
		case "del", "instrText", "delText", "moveFrom":
			w.skip++
		case "tab", "br", "cr":
			w.line.WriteByte(' ')
		case "noBreakHyphen":
			w.line.WriteByte('-')
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "p":
			if w.isTitle && w.title == "" {
				w.title = strings.Join(strings.Fields(w.line.String()), " ")
			}
			w.add(w.kind, w.level, w.line.String())
			w.line.Reset()
		case "t":
			w.inText--
		case "del", "instrText", "delText", "moveFrom":
			w.skip--
		}
	case xml.CharData:
		if w.inText > 0 && w.skip == 0 {
			w.line.Write(t)
		}
	}
}
