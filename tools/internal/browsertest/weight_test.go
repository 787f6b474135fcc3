package browsertest

import (
	"bytes"
	"compress/gzip"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
)

// most is what a first visit to a condition page may weigh, in bytes after gzip: HTML, styles, scripts, icon, manifest.
const most = 40_000

// packed serves a site as a static host does: every file gzipped.
func packed(t testing.TB, dir string) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, err := zipped(fileOf(dir, r.URL.Path))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", mime.TypeByExtension(filepath.Ext(fileOf(dir, r.URL.Path))))
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(b)
	}))
	t.Cleanup(s.Close)
	return s
}

func fileOf(dir, address string) string {
	if strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	return filepath.Join(dir, filepath.FromSlash(path.Clean(address)))
}

func zipped(file string) ([]byte, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(content); err != nil {
		return nil, err
	}
	err = z.Close()
	return b.Bytes(), err
}

// heaviest is the condition page with the largest HTML.
func heaviest(t testing.TB) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(sample, "conditions", "*", "index.html"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no condition pages: %v", err)
	}
	size, found := 0, ""
	for _, f := range files {
		b, err := zipped(f)
		if err != nil {
			t.Fatal(err)
		}
		if len(b) > size {
			size, found = len(b), f
		}
	}
	return "/conditions/" + filepath.Base(filepath.Dir(found)) + "/"
}

// TestConditionPageIsLight opens the heaviest condition page for the first time: what the page asks for fits, no part of
// the search is among it, nothing moves while it loads, and the time to the largest paint on a slow link is logged.
func TestConditionPageIsLight(t *testing.T) {
	site, browser := packed(t, sample), Browser(t)
	page := heaviest(t)
	slow := Send(network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 200_000, UploadThroughput: 200_000}},
	})
	tab := Open(t, browser, site.URL+page, slow)
	tab.Until(`document.readyState === "complete"`)
	paint := Value[float64](tab, `new Promise(done => { let at = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) at = e.startTime }).observe({type: "largest-contentful-paint", buffered: true}); setTimeout(() => done(at), 500) })`)
	shift := Value[float64](tab, `new Promise(done => { let sum = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) sum += e.value }).observe({type: "layout-shift", buffered: true}); setTimeout(() => done(sum), 100) })`)

	total := 0
	seen := map[string]bool{}
	for _, asked := range tab.Asked() {
		u, err := url.Parse(asked)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(asked, site.URL) || seen[u.Path] {
			continue
		}
		seen[u.Path] = true
		if strings.HasSuffix(u.Path, ".bin") || strings.HasSuffix(u.Path, ".wasm") {
			t.Errorf("a page that is only read asks for %s", u.Path)
		}
		b, err := zipped(fileOf(sample, u.Path))
		if err != nil {
			t.Errorf("the page asks for %s: %v", u.Path, err)
		}
		t.Logf("%6d %s", len(b), u.Path)
		total += len(b)
	}
	t.Logf("%s: %d bytes gzip, largest paint after %.0f ms at 200 kB/s and 150 ms, layout shift %.4f", page, total, paint, shift)
	if len(seen) < 3 {
		t.Errorf("only %d files were asked for", len(seen))
	}
	if total > most {
		t.Errorf("a first visit takes %d bytes, more than %d", total, most)
	}
	if shift != 0 {
		t.Errorf("the page moves while it loads: %.4f", shift)
	}
	if paint == 0 {
		t.Error("nothing was painted")
	}
}
