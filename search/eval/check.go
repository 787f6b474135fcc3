package eval

import (
	"signpost/search/bundle"
	"signpost/search/check"
)

// Check answers a check request: lines "text\t<free text>" and "answer\t<finding>\t<yes|no|unsure>".
func (e *Engine) Check(request []byte) int {
	result, ok := e.begin()
	if !ok {
		return result
	}
	if e.root.Counts[bundle.Rules] == 0 {
		e.text("This site was built without the symptom check.")
		return Refused
	}
	result = e.checker.Run(request)
	for i := range e.checker.Need {
		p := &e.checker.Need[i]
		if p.Number < len(e.failed[p.Kind]) && e.failed[p.Kind][p.Number] {
			e.done()
			e.Out = e.Out[:0]
			e.text("Part of the symptom check could not be read.")
			return Refused
		}
		e.need(p.Kind, p.Number, e.root.Hash(p.Kind, p.Number))
	}
	if result == check.Need {
		return Need
	}
	e.Out = append(e.Out, e.checker.Out...)
	if result != check.Done {
		return Refused
	}
	e.done()
	return Done
}
