//go:build !checking

package eval

import "signpost/search/text"

// What searches need of the engine. A browser has a module for searches and one for checks: each is built without what the
// other needs, by the build tags searching and checking.

// Init makes the engine's fixed memory.
func (e *Engine) Init() {
	e.query.Init()
	e.exc.init()
}

func (e *Engine) loadRoot(body []byte) bool {
	if !e.root.Load(body, &e.coder) || !text.Use(string(e.root.Letters)) || !e.query.Thesaurus.Load(e.root.Thesaurus) {
		return false
	}
	e.scorer.Open(e.root.Pages)
	return true
}
