package wasmgo

// impossible reports whether a check can never fail.
func (f *fn) impossible(o *optimiser, cond *value) bool {
	return false
}
