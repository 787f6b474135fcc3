//go:build unpacking

package squeeze

const packs = false
