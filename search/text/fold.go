package text

// fold gives the lower-case ASCII letters or digits that stand for a rune: b alone, or a and b; 0, 0 for a rune that splits words,
// and drop for one that vanishes inside them (combining marks, soft hyphen, zero-width marks).
func fold(r uint32) (a, b byte, drop bool) {
	if r < 0x80 {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return 0, byte(r), false
		}
		if r >= 'A' && r <= 'Z' {
			return 0, byte(r + 32), false
		}
		return 0, 0, false
	}
	c := byte('.')
	if r >= 0xc0 && r < 0x250 {
		c = letters[r-0xc0]
	} else if r >= 0x1e00 && r < 0x1f00 {
		c = letters[lettersLow+r-0x1e00]
	} else if r >= 0x300 && r < 0x370 || r == 0xad || r >= 0x200b && r <= 0x200d || r == 0xfeff {
		return 0, 0, true
	} else if r >= 0xff10 && r <= 0xff19 { // full-width forms
		c = byte(r - 0xff10 + '0')
	} else if r >= 0xff21 && r <= 0xff3a {
		c = byte(r - 0xff21 + 'a')
	} else if r >= 0xff41 && r <= 0xff5a {
		c = byte(r - 0xff41 + 'a')
	} else if r >= 0xfb00 && r <= 0xfb02 { // ligatures ff, fi, fl
		return 'f', "fil"[r-0xfb00], false
	} else if r == 0x2070 || r >= 0x2074 && r <= 0x2079 || r >= 0x2080 && r <= 0x2089 { // raised and lowered digits
		c = byte(r&15) + '0'
	} else if r == 0xb2 || r == 0xb3 {
		c = byte(r - 0xb0 + '0')
	} else if r == 0xb9 {
		c = '1'
	} else if r == 0xaa {
		c = 'a'
	} else if r == 0xba {
		c = 'o'
	}
	if c == '.' {
		return 0, 0, false
	}
	if c >= 'A' && c <= 'Z' {
		a, b = pair(c)
		return a, b, false
	}
	return 0, c, false
}

func pair(c byte) (a, b byte) {
	switch c {
	case 'A':
		return 'a', 'e'
	case 'J':
		return 'i', 'j'
	case 'O':
		return 'o', 'e'
	case 'S':
		return 's', 's'
	}
	return 't', 'h'
}

// decode gives the rune at the start of b and its length in bytes. Bytes that are no UTF-8 are one replacement rune each.
func decode(b []byte) (r uint32, n int) {
	c := uint32(b[0])
	if c < 0x80 {
		return c, 1
	}
	if c >= 0xc2 && c < 0xe0 && len(b) > 1 && b[1]&0xc0 == 0x80 {
		return c&31<<6 | uint32(b[1]&63), 2
	}
	if c >= 0xe0 && c < 0xf0 && len(b) > 2 && b[1]&0xc0 == 0x80 && b[2]&0xc0 == 0x80 {
		return c&15<<12 | uint32(b[1]&63)<<6 | uint32(b[2]&63), 3
	}
	if c >= 0xf0 && c < 0xf5 && len(b) > 3 && b[1]&0xc0 == 0x80 && b[2]&0xc0 == 0x80 && b[3]&0xc0 == 0x80 {
		return c&7<<18 | uint32(b[1]&63)<<12 | uint32(b[2]&63)<<6 | uint32(b[3]&63), 4
	}
	return 0xfffd, 1
}
