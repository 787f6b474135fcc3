package bundle

// Columns writes what Cursor reads of the check's parts. [build]
type Columns struct{ B []byte }

// Int writes a number from 0 to 2^35-1.
func (w *Columns) Int(n int) {
	if n < 0 || n >= 1<<35 {
		panic("bundle: a number does not fit a part")
	}
	for ; n > 127; n >>= 7 {
		w.B = append(w.B, byte(n)|128)
	}
	w.B = append(w.B, byte(n))
}

// Text writes a text.
func (w *Columns) Text(s string) {
	w.Int(len(s))
	w.B = append(w.B, s...)
}

// Ints writes columns of numbers from 0 on.
func (w *Columns) Ints(columns ...[]int) {
	for _, column := range columns {
		w.Int(len(column))
		for _, n := range column {
			w.Int(n)
		}
	}
}

// Sums writes columns of numbers, 32 bits of each, as their differences.
func (w *Columns) Sums(columns ...[]int) {
	for _, column := range columns {
		w.Int(len(column))
		last := 0
		for _, n := range column {
			d := n - last
			w.Int(int(uint32(d<<1) ^ uint32(int32(d)>>31)))
			last = n
		}
	}
}

// Texts writes columns of texts.
func (w *Columns) Texts(columns ...[]string) {
	for _, column := range columns {
		w.Int(len(column))
		for _, s := range column {
			w.Text(s)
		}
	}
}
