package bundle

import (
	"strings"
	"testing"
)

func TestOpen(t *testing.T) {
	part := []byte{'S', 'P', Format, Terms, 0, 0, 0, 0, 1, 2, 3}
	sum := Sum(part[Header:])
	part[4], part[5], part[6], part[7] = byte(sum), byte(sum>>8), byte(sum>>16), byte(sum>>24)
	if body, result := Open(part, Terms); result != Good || len(body) != 3 {
		t.Errorf("result %d, body %v", result, body)
	}
	if _, result := Open(part, Pages); result != Another {
		t.Errorf("as another kind: result %d", result)
	}
	for i := range part {
		if i == 2 || i == 3 {
			continue // format and kind have results of their own
		}
		part[i] ^= 4
		if _, result := Open(part, Terms); result != Damaged {
			t.Errorf("byte %d changed: result %d", i, result)
		}
		part[i] ^= 4
	}
	part[2]++
	if _, result := Open(part, Terms); result != Newer {
		t.Errorf("another format: result %d", result)
	}
	for n := range part {
		if _, result := Open(part[:n], Terms); result == Good {
			t.Errorf("good when cut to %d bytes", n)
		}
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"Sciatica": "sciatica", "Crohn's disease": "crohns-disease", "  Type 2: diabetes (adult) ": "type-2-diabetes-adult", "": "", "--": "",
		"What research is done for progressive multifocal leukoencephalopathy?": "what-research-is-done-for-progressive-multifocal",
	} {
		if got := string(Slug(nil, []byte(title))); got != want {
			t.Errorf("%q: %q, not %q", title, got, want)
		}
	}
	if n := strings.Count(Levels, " "); n != 5 {
		t.Errorf("Levels has %d spaces: its places are part of the format", n)
	}
}

// FuzzBodies: whatever a body holds, reading it ends and stays inside it.
func FuzzBodies(f *testing.F) {
	f.Add([]byte{}, uint8(3))
	f.Add([]byte{1, 5, 1, 1, 1, 0, 0, 1, 'a', 1, 0, 0, 0, 3, 2}, uint8(9))
	f.Add([]byte{0, 40, 0x20, 0xff, 1, 'A', 0, 0, 0, 0, 1, 'B', 0, 0, 7, 7, 7}, uint8(200))
	f.Add([]byte{0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f, 1}, uint8(128))
	f.Fuzz(func(t *testing.T, body []byte, prior uint8) {
		var coder Coder
		var d Directory
		if d.Load(body, &coder) {
			for kind := range Kinds {
				d.Hash(kind, 0)
				d.Hash(kind, d.Counts[kind])
			}
			d.TermBlock([]byte("leg"))
			for _, reversed := range []bool{false, true} {
				if block, end := d.WordBlock([]byte("leg"), reversed); block < end {
					d.First(block)
				}
			}
		}
		table := NewTable(make([]uint8, 100), make([]uint8, 100), make([]uint8, 100))
		for i := range table.prior {
			table.prior[i] = uint16(prior)<<8 | 128
		}
		for i := range table.mask {
			table.mask[i] = uint8(i)
		}
		var pieces Pieces
		if !pieces.Load(body, &coder, table) {
			pieces = *NewPieces(streams, []int{3, 2, 1, 0})
			pieces.pair = []pair{{}, {0, 'a'}, {1, 1}, {3, 2}, {5, 6}, {2, 2}, {0, 'b'}}
			for i := range pieces.prior {
				pieces.prior[i] = uint16(prior)<<8 | 128
			}
		}
		var block TermBlock
		if block.Load(body, &pieces, &coder, table) {
			var term Term
			for _, stem := range []string{"a", "leg", "\xff"} {
				if found, ok := block.Find([]byte(stem), &term); found && ok {
					for _, p := range term.Postings {
						if int(p.Page) >= len(table.mask) {
							t.Fatal("a posting of no page")
						}
					}
				}
			}
		}
		unpacked, ok := pieces.Unpack(body, LongText, &coder, table)
		if !ok {
			unpacked = body
		}
		var w WordList
		for w.Open(unpacked, prior%2 == 1); w.Next(); {
			if len(w.Word()) > Key {
				t.Fatal("a word longer than a key")
			}
		}
		var p Page
		for i := range 3 {
			if FindPage(unpacked, i, &p) {
				for len(p.NextName()) > 0 {
				}
			}
			if sections, ok := FindText(unpacked, i); ok {
				var s Section
				for NextSection(&sections, &s) {
				}
			}
		}
	})
}
