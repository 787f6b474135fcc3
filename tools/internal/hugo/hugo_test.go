package hugo

import (
	"io/fs"
	"os"
	"strings"
	"testing"
)

type without struct {
	fs.FS
	dir string
}

func (w without) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, w.dir+"/") {
		return os.Open(os.DevNull)
	}
	return w.FS.Open(name)
}

func TestScratch(t *testing.T) {
	dest := os.Getenv("DEST")
	err := Build(Options{Assets: without{os.DirFS("../../.."), "data/red-flags"}, Project: "testdata", Content: []string{"testdata/content"}, Destination: dest, Params: map[string]any{"documents": 4}, Progress: func(s string) { t.Log(s) }})
	if err != nil {
		t.Fatal(err)
	}
}
