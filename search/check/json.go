package check

// The writer of JSON: it appends to Out and keeps track of nothing but the comma.

func (e *Engine) raw(s string) { e.Out = append(e.Out, s...) }

// sep writes a comma unless an object or list was just opened.
func (e *Engine) sep() {
	if n := len(e.Out); n > 0 && e.Out[n-1] != '{' && e.Out[n-1] != '[' && e.Out[n-1] != ':' {
		e.Out = append(e.Out, ',')
	}
}

func (e *Engine) key(name string) {
	e.sep()
	e.Out = append(e.Out, '"')
	e.raw(name)
	e.Out = append(e.Out, '"', ':')
}

func (e *Engine) open(b byte)  { e.sep(); e.Out = append(e.Out, b) }
func (e *Engine) close(b byte) { e.Out = append(e.Out, b) }

func (e *Engine) list(name string) { e.key(name); e.Out = append(e.Out, '[') }

// str writes the parts as one string.
func (e *Engine) str(b []byte) {
	e.sep()
	e.Out = append(e.Out, '"')
	e.chars(b)
	e.Out = append(e.Out, '"')
}

func (e *Engine) pair(name string, b []byte) { e.key(name); e.str(b) }

func (e *Engine) word(name, s string) {
	e.key(name)
	e.Out = append(e.Out, '"')
	e.raw(s)
	e.Out = append(e.Out, '"')
}

func (e *Engine) num(name string, n int) {
	e.key(name)
	e.digits(n)
}

func (e *Engine) digits(n int) {
	var buf [12]byte
	at := len(buf)
	neg := n < 0
	if neg {
		n = -n
	}
	for {
		at--
		buf[at] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			break
		}
	}
	if neg {
		at--
		buf[at] = '-'
	}
	e.Out = append(e.Out, buf[at:]...)
}

const hex = "0123456789abcdef"

// chars writes bytes inside a string. Bytes that are no UTF-8 were never in a page; in a reader's text they are not quoted.
func (e *Engine) chars(b []byte) {
	for i := 0; i < len(b); i++ {
		c := b[i]
		switch {
		case c == '"' || c == '\\':
			e.Out = append(e.Out, '\\', c)
		case c < ' ' || c == '<' || c == '>' || c == '&':
			e.Out = append(e.Out, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		default:
			e.Out = append(e.Out, c)
		}
	}
}
