package spell_test

import (
	"testing"

	"signpost/search/answer"
	"signpost/search/answer/spell"
)

func TestJSON(t *testing.T) {
	var w answer.Writer
	w.Put(answer.Object)
	w.Text(answer.Title, []byte("a \"b\" \xff"))
	w.Two(answer.Level, answer.Urgent)
	w.Number(answer.Points, -70000)
	w.Put(answer.Score)
	w.Int(answer.Parts, 123456)
	w.Two(answer.Incomplete, answer.True)
	w.Two(answer.Hits, answer.List)
	w.Item(nil)
	w.Item([]byte("x"))
	w.Two(answer.End, answer.End)
	got, err := spell.JSON(w.B)
	want := `{"title":"a \"b\" \ufffd","level":"urgent","points":-70000,"score":12.3456,"incomplete":true,"hits":["","x"]}`
	if err != nil || string(got) != want {
		t.Errorf("%s, not %s: %v", got, want, err)
	}
	for n := range w.B {
		if got, err := spell.JSON(w.B[:n]); err == nil {
			t.Errorf("the first %d bytes of an answer are spelled %s", n, got)
		}
	}
	for _, bad := range []string{"\xff", string(w.B) + "\x00", "\x00"} {
		if got, err := spell.JSON([]byte(bad)); err == nil {
			t.Errorf("%q is spelled %s", bad, got)
		}
	}
}

// Every word says something of its own, but for those that are keys in one place and values in another.
func TestWords(t *testing.T) {
	for code := answer.True; code < len(answer.Words); code++ {
		if answer.Words[code] == "" && code != answer.Empty {
			t.Errorf("word %d says nothing", code)
		}
	}
}
