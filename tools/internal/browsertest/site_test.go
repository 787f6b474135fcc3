package browsertest

import (
	"flag"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"signpost"
	"signpost/tools/internal/build"
	"signpost/tools/internal/serve"
	"signpost/tools/internal/web"
)

var (
	sample   string // folder of the built sample site
	portable string // and of its portable build
)

// stock has the tests run with the evaluator that Go's own compiler makes: go test ./tools/internal/browsertest -args -stock
var stock = flag.Bool("stock", false, "use the evaluator that make wasm WASM=stock gives")

func TestMain(m *testing.M) {
	flag.Parse()
	dir, err := os.MkdirTemp("", "signpost-browser-")
	if err == nil {
		sample, portable = filepath.Join(dir, "site"), filepath.Join(dir, "portable")
		err = buildSample(sample, false)
	}
	if err == nil {
		err = buildSample(portable, true)
	}
	if err == nil && *stock {
		err = useStock(dir)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "the sample site cannot be built:", err)
		os.Exit(1)
	}
	status := m.Run()
	closeBrowser()
	os.RemoveAll(dir)
	os.Exit(status)
}

// buildSample builds the repository's own site without touching the repository.
func buildSample(destination string, asPortable bool) error {
	root := "../../.."
	return build.Site(build.Options{Project: root, Documents: filepath.Join(root, "documents"), Destination: destination, Portable: asPortable})
}

// useStock puts the evaluator that Go's own compiler makes into both sites; dir is for what it needs meanwhile.
func useStock(dir string) error {
	build := exec.Command("go", "run", "./tools/internal/evaluator/compile", "-with", "stock", "-to", dir)
	build.Dir = "../../.."
	if said, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, said)
	}
	wasm, err := os.ReadFile(filepath.Join(dir, "evaluator.wasm"))
	if err != nil {
		return err
	}
	for _, site := range []string{sample, portable} {
		for _, name := range []string{"search.wasm", "check.wasm"} {
			if err := os.WriteFile(filepath.Join(site, "search", name), wasm, 0o644); err != nil {
				return err
			}
		}
	}
	if err := web.Portable(portable); err != nil {
		return err
	}
	return renew(sample)
}

// Site is the sample site on a server of its own that counts what it is asked.
type Site struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
}

func served(t testing.TB, dir string) *Site {
	s := &Site{}
	files := serve.Site(dir)
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.Method+" "+r.URL.String())
		s.mu.Unlock()
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// Asked is every request so far, the service worker's too.
func (s *Site) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

// first gives a page of the sample site whose HTML contains a text.
func first(t testing.TB, pattern, containing string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(sample, filepath.FromSlash(pattern)))
	if err != nil || len(files) == 0 {
		t.Fatalf("no page %s in the sample site: %v", pattern, err)
	}
	for _, f := range files {
		html, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(html), containing) {
			rel, err := filepath.Rel(sample, filepath.Dir(f))
			if err != nil {
				t.Fatal(err)
			}
			return filepath.ToSlash(rel) + "/"
		}
	}
	t.Fatalf("no page %s of the sample site has %q", pattern, containing)
	return ""
}

// kept waits until the whole site is on the device.
func (tab *Tab) kept() {
	tab.t.Helper()
	tab.Until(`navigator.serviceWorker && navigator.serviceWorker.controller && navigator.serviceWorker.controller.state === "activated"`)
}

// renew writes the service worker of a changed site anew.
func renew(dir string) error {
	old, err := filepath.Glob(filepath.Join(dir, "search", "offline-*.json"))
	if err != nil {
		return err
	}
	for _, f := range append(old, filepath.Join(dir, "sw.js")) {
		if err := os.Remove(f); err != nil {
			return err
		}
	}
	scripts, err := fs.Sub(signpost.Assets, "search/web")
	if err != nil {
		return err
	}
	if err := web.Offline(scripts, dir); err != nil {
		return err
	}
	later := time.Now().Add(time.Minute) // a host tells versions apart by the second
	return os.Chtimes(filepath.Join(dir, "sw.js"), later, later)
}
