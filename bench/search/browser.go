package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/chromedp/chromedp"
)

// The link that browsers are measured over.
const (
	linkRate  = 200_000                // bytes a second
	linkDelay = 150 * time.Millisecond // of each request
)

// link is a static host behind a slow link; it counts what it sends.
type link struct {
	root string
	slow atomic.Bool
	sent atomic.Int64
	mu   sync.Mutex // the link carries one answer's bytes at a time
}

func (l *link) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(l.root, filepath.FromSlash(filepath.Clean("/"+r.URL.Path)))
	if r.URL.Path == "/" {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!doctype html><title>bench</title><script type="module" src="/browser.mjs"></script>`)
		return
	}
	b, err := os.ReadFile(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	types := map[string]string{".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm"}
	if t := types[filepath.Ext(name)]; t != "" {
		w.Header().Set("Content-Type", t)
		w.Header().Set("Content-Encoding", "gzip")
		b = zipped(b)
	}
	l.sent.Add(int64(len(b)))
	if !l.slow.Load() {
		w.Write(b)
		return
	}
	time.Sleep(linkDelay)
	const slice = 4000
	for len(b) > 0 {
		n := min(slice, len(b))
		l.mu.Lock()
		time.Sleep(time.Duration(n) * time.Second / linkRate)
		l.mu.Unlock()
		if _, err := w.Write(b[:n]); err != nil {
			return
		}
		w.(http.Flusher).Flush()
		b = b[n:]
	}
}

// zipped is what a host sends of a text file.
func zipped(b []byte) []byte {
	var out strings.Builder
	w := gzip.NewWriter(&out)
	w.Write(b)
	w.Close()
	return []byte(out.String())
}

// visit is what a browser saw of an engine.
type visit struct {
	First1, First5 float64 // ms until the first results of a question of one word and of five words, over the slow link
	Sent1, Sent5   int64   // bytes of that, scripts, evaluator and excerpts included
	Warm           float64 // ms of a question asked again, median
}

// browse measures engines in headless Chromium over files in root: each time a fresh profile.
func browse(root string, engines []string, sets map[string]set) (map[string]visit, error) {
	l := &link{root: root}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: l, ReadHeaderTimeout: time.Minute}
	go server.Serve(listener)
	defer server.Close()
	options := []chromedp.ExecAllocatorOption{chromedp.Headless, chromedp.NoFirstRun, chromedp.DisableGPU, chromedp.Flag("disable-background-networking", true)}
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	defer stop()
	browser, end := chromedp.NewContext(alloc)
	defer end()
	if err := chromedp.Do(browser); err != nil {
		return nil, fmt.Errorf("Chromium does not start (tools/need-chromium installs it): %w", err)
	}
	ask := func(engine, question string, more []string) (ms, warm float64, sent int64, err error) {
		tab, end := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
		defer end()
		l.slow.Store(false)
		if err := chromedp.Do(tab, chromedp.Navigate("http://"+listener.Addr().String()+"/")); err != nil {
			return 0, 0, 0, err
		}
		limited, cancel := context.WithTimeout(tab, 4*time.Minute)
		defer cancel()
		for { // the page's script is a module: it may come after the page
			if ok, err := chromedp.Run(limited, chromedp.Evaluate[bool]("!!globalThis.measure")); err != nil {
				return 0, 0, 0, err
			} else if ok {
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
		l.sent.Store(0)
		l.slow.Store(true)
		expression := fmt.Sprintf("measure(%q, %q, %s)", engine, question, quoted(more))
		got, err := chromedp.Run(limited, chromedp.Evaluate[[]float64](expression, chromedp.EvalAwaitPromise))
		if err != nil || len(got) != 3 {
			return 0, 0, 0, fmt.Errorf("%s in the browser: %v %w", engine, got, err)
		}
		return got[0], got[2], l.sent.Load(), nil
	}
	out := map[string]visit{}
	for _, engine := range engines {
		var v visit
		if v.First1, _, v.Sent1, err = ask(engine, sets["one"].questions[0], nil); err != nil {
			fmt.Println(err)
			continue
		}
		if v.First5, _, v.Sent5, err = ask(engine, sets["five"].questions[0], nil); err != nil {
			fmt.Println(err)
			continue
		}
		if _, v.Warm, _, err = ask(engine, "fever", append(sets["one"].questions[:4:4], sets["five"].questions[:4]...)); err != nil {
			fmt.Println(err)
			continue
		}
		out[engine] = v
	}
	return out, nil
}

func quoted(list []string) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, s := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q", s)
	}
	b.WriteByte(']')
	return b.String()
}
