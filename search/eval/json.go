package eval

// text appends s to Out.
func (e *Engine) text(s string) { e.Out = append(e.Out, s...) }

// number appends n in decimal.
func (e *Engine) number(n int) {
	if n < 0 {
		e.Out = append(e.Out, '-')
		n = -n
	}
	var digits [20]byte
	at := len(digits)
	for n >= 10 {
		at--
		digits[at] = byte('0' + n%10)
		n /= 10
	}
	at--
	digits[at] = byte('0' + n)
	e.Out = append(e.Out, digits[at:]...)
}

// score appends a score with four decimals.
func (e *Engine) score(v float64) {
	if v > 100000 {
		v = 100000
	}
	n := int(v*10000 + .5)
	e.number(n / 10000)
	e.Out = append(e.Out, '.', byte('0'+n/1000%10), byte('0'+n/100%10), byte('0'+n/10%10), byte('0'+n%10))
}

// quote appends b as a JSON string. Bytes that are no UTF-8 become U+FFFD.
func (e *Engine) quote(b []byte) {
	e.Out = append(e.Out, '"')
	e.inner(b)
	e.Out = append(e.Out, '"')
}

func (e *Engine) inner(b []byte) {
	for i := 0; i < len(b); {
		c := b[i]
		if c == '"' || c == '\\' {
			e.Out = append(e.Out, '\\', c)
			i++
		} else if c < 0x20 || c == 0x7f {
			e.text("\\u00")
			e.Out = append(e.Out, hex(c>>4), hex(c&15))
			i++
		} else if c < 0x80 {
			e.Out = append(e.Out, c)
			i++
		} else if n := runeLen(b[i:]); n > 0 {
			e.Out = append(e.Out, b[i:i+n]...)
			i += n
		} else {
			e.text("\ufffd")
			i++
		}
	}
}

// runeLen is the length of the UTF-8 rune of two bytes or more at the start of b, 0 when there is none.
func runeLen(b []byte) int {
	c := b[0]
	n := 0
	if c >= 0xc2 && c < 0xe0 {
		n = 2
	} else if c >= 0xe0 && c < 0xf0 {
		n = 3
	} else if c >= 0xf0 && c < 0xf5 {
		n = 4
	}
	if n == 0 || len(b) < n {
		return 0
	}
	for i := 1; i < n; i++ {
		if b[i]&0xc0 != 0x80 {
			return 0
		}
	}
	if c == 0xe0 && b[1] < 0xa0 || c == 0xed && b[1] > 0x9f || c == 0xf0 && b[1] < 0x90 || c == 0xf4 && b[1] > 0x8f {
		return 0
	}
	return n
}
