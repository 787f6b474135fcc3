//go:build wasm

package text

// Use takes over the Tables of the index; it says false when they are no tables. [browser]
func Use(tables string) bool { return read(tables) }
