package wasmgo

// optimise makes the functions that roots need smaller.
func (c *compiler) optimise(roots []*fn) {
	for _, f := range reachable(roots) {
		f.dominators()
		f.sweep()
	}
}
