//go:build !searching

package eval

import "signpost/search/bundle"

// loadCheck takes a part of the check; nil says that it could not be had.
func (e *Engine) loadCheck(kind, number int, body []byte) int {
	if e.checker.Load(kind, number, body) != 0 {
		return bundle.Damaged
	}
	return bundle.Good
}
