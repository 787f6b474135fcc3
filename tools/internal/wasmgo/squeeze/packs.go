//go:build !unpacking

package squeeze

// packs is whether this can pack, too: the module for the browser is built without that.
const packs = true
