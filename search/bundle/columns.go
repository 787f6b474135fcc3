package bundle

// Columns: the check's parts hold tables column by column, so that a few loops read them all. A part is trusted once its
// checksum is right: what it says wrong of itself is met as an index out of range.

// Ints reads a column of numbers.
func (c *Cursor) Ints(column *[]int32) {
	list := make([]int32, c.Count())
	for i := range list {
		list[i] = int32(c.Int())
	}
	*column = list
}

// Sums reads a column of numbers that are written as their differences, twice each, or for a negative one twice its opposite
// less one. Sums wrap.
func (c *Cursor) Sums(column *[]int32) {
	c.Ints(column)
	list, sum := *column, int32(0)
	for i := range list {
		n := uint32(list[i])
		sum += int32(n>>1) ^ -int32(n&1)
		list[i] = sum
	}
}

// Texts reads a column of texts.
func (c *Cursor) Texts(column *[][]byte) {
	list := make([][]byte, c.Count())
	for i := range list {
		list[i] = c.Text()
	}
	*column = list
}

// Keys are numbers by the hash of a word, whose column ascends.
type Keys struct{ Hash, ID []int32 }

// Open reads both columns.
func (k *Keys) Open(c *Cursor) {
	c.Sums(&k.Hash)
	c.Sums(&k.ID)
}

// Find is the number of a hash, or -1.
func (k *Keys) Find(hash uint32) int32 {
	n := int32(len(k.Hash))
	if i := Lowest(k.Hash, 0, n, int32(hash)); i < n && k.Hash[i] == int32(hash) {
		return k.ID[i]
	}
	return -1
}

// Lowest is the first of column[from:to], which ascends, that is not below x; to when all are.
func Lowest(column []int32, from, to, x int32) int32 {
	for from < to {
		m := (from + to) / 2
		if column[m] < x {
			from = m + 1
		} else {
			to = m
		}
	}
	return from
}
