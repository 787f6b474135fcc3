//go:build !wasm

package text

func init() { read(Tables) }

// Use says whether tables are the command's own, which it goes by.
func Use(tables string) bool { return tables == Tables }
