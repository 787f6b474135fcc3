package eval

import (
	"signpost/search/answer"
	"signpost/search/bundle"
	"signpost/search/check"
)

// Check answers a check request: lines "text\t<free text>" and "answer\t<finding>\t<yes|no|unsure>".
func (e *Engine) Check(request []byte) int {
	if status := e.begin(); status != Done {
		return status
	}
	if e.root.Counts[bundle.Rules] == 0 {
		e.checker.Out.Put(answer.NoCheck)
		return Refused
	}
	result := e.checker.Run(request)
	for i := range e.checker.Need {
		p := &e.checker.Need[i]
		if e.missed(p.Kind, p.Number) {
			e.done()
			e.checker.Out.Clear()
			e.checker.Out.Put(answer.NoCheckPart)
			return Refused
		}
		e.need(p.Kind, p.Number, e.root.Hash(p.Kind, p.Number))
	}
	if result == check.Need {
		return e.missing()
	}
	e.done()
	return result
}
