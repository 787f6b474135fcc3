package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestReachesNothing: the browser's module stays free of what is large or has no place there. (search/lexicon's compiler, which only
// builds use, brings strings and the like; neither compiler keeps them.)
func TestReachesNothing(t *testing.T) {
	list := exec.Command("go", "list", "-deps", "signpost/search/wasm")
	list.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm")
	out, err := list.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	deps := strings.Fields(string(out))
	if len(deps) < 5 {
		t.Fatalf("only %d packages: %v", len(deps), deps)
	}
	for _, d := range deps {
		if strings.Contains(d, "bleve") || d == "net/http" || d == "fmt" || d == "os/exec" || d == "reflect" || d == "os" {
			t.Errorf("search/wasm reaches %s", d)
		}
	}
}
