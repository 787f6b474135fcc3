//go:build checking

package eval

import "signpost/search/text"

// Init has nothing to make for checks.
func (e *Engine) Init() {}

// loadRoot keeps where the parts are.
func (e *Engine) loadRoot(body []byte) bool {
	return e.root.List(body) && text.Use(string(e.root.Letters))
}
