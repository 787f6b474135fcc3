package eval

// Check answers a check request.
func (e *Engine) Check(request []byte) int {
	result, ok := e.begin()
	if !ok {
		return result
	}
	e.text("This site was built without the symptom check.")
	return Refused
}
