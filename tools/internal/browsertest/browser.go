// Package browsertest drives a real headless Chromium over a built site; its tests are the readers' tasks. [build]
package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take to show what a test waits for, on a busy machine.
const patience = 10 * time.Second

// Step is one action in a tab.
type Step = chromedp.Action[chromedp.Void]

// Browser is one Chromium for all tests, started when first asked for; each tab has an empty profile of its own.
func Browser(t testing.TB) context.Context {
	t.Helper()
	ctx, err := chromium()
	if err != nil {
		t.Fatalf("Chromium does not start: %v (tools/need-chromium installs it)", err)
	}
	return ctx
}

var (
	closeBrowser = func() {}
	chromium     = sync.OnceValues(func() (context.Context, error) {
		options := []chromedp.ExecAllocatorOption{
			chromedp.Headless, chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.DisableGPU,
			chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true),
			chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		}
		if os.Getuid() == 0 {
			options = append(options, chromedp.NoSandbox)
		}
		alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
		browser, end := chromedp.NewContext(alloc)
		closeBrowser = func() { end(); stop() }
		return browser, chromedp.Do(browser)
	})
)

// Tab is a page that notes what a reader must never meet: console errors and requests to other origins.
type Tab struct {
	ctx context.Context
	t   testing.TB

	mu       sync.Mutex
	problems []string
	asked    []string // every address requested
}

// Open opens a tab of its own profile at address, as wide as a small phone. A message on the console, an uncaught error
// or a request to another origin fails the test.
func Open(t testing.TB, browser context.Context, address string, before ...Step) *Tab {
	t.Helper()
	tab := &Tab{t: t}
	origin := originOf(address)
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext(), chromedp.WithListener(func(event any) { tab.note(event, origin) }))
	tab.ctx = ctx
	t.Cleanup(func() {
		cancel()
		tab.mu.Lock()
		defer tab.mu.Unlock()
		for _, p := range tab.problems {
			t.Error(p)
		}
	})
	tab.Do(Send(network.Enable, network.EnableParams{}), Send(log.Enable, struct{}{}), Send(runtime.Enable, struct{}{}), Size(360, 800))
	tab.Do(before...)
	tab.Do(chromedp.Navigate(address))
	return tab
}

func (tab *Tab) note(event any, origin string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		tab.problems = append(tab.problems, fmt.Sprintf("uncaught: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			tab.problems = append(tab.problems, fmt.Sprintf("console %s: %s", e.Type, e.Args[0].Value))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			tab.problems = append(tab.problems, fmt.Sprintf("log: %s %s", e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		u := e.Request.URL
		tab.asked = append(tab.asked, u)
		if originOf(u) != origin && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") {
			tab.problems = append(tab.problems, "request to another origin: "+u)
		}
	}
}

// Send is a step that gives the browser one command of its protocol.
func Send[P, R any](command cdp.Command[P, R], params P) Step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, command, params)
		return err
	})
}

// Size makes the page w by h CSS pixels.
func Size(w, h int64) Step { return chromedp.EmulateViewport(w, h) }

// NoScript turns scripts off.
func NoScript() Step {
	return Send(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// Do runs steps, each given patience; a failure ends the test and shows the page's text.
func (tab *Tab) Do(steps ...Step) {
	tab.t.Helper()
	for _, s := range steps {
		if _, err := within(tab, s); err != nil {
			tab.fail(err)
		}
	}
}

// fail ends the test and shows what the page says.
func (tab *Tab) fail(err error) {
	tab.t.Helper()
	page, _ := chromedp.Run(tab.ctx, chromedp.Evaluate[string](`(document.querySelector("main") ?? document.body)?.innerText.slice(0, 800) ?? ""`))
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.t.Fatalf("%v\nthe page says:\n%s\nproblems: %q", err, page, tab.problems)
}

func within[T any](tab *Tab, a chromedp.Action[T]) (T, error) {
	// The first run of a tab opens it and must not be bound to a time limit.
	ctx, cancel := tab.ctx, context.CancelFunc(func() {})
	if c := chromedp.FromContext(tab.ctx); c != nil && c.Target != nil {
		ctx, cancel = context.WithTimeout(tab.ctx, patience)
	}
	defer cancel()
	return chromedp.Run(ctx, a)
}

// Value evaluates a JavaScript expression; a promise is awaited.
func Value[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	v, err := within(tab, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tab.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// Text is what a reader sees in the elements that match, joined by line breaks.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	return Value[string](tab, fmt.Sprintf(`[...document.querySelectorAll(%q)].map(e => e.innerText.trim()).join("\n")`, selector))
}

// Until waits for a JavaScript condition, across page loads too.
func (tab *Tab) Until(condition string) {
	tab.t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(30 * time.Millisecond) {
		// An error only says that the page is being replaced by the next one.
		if ok, err := within(tab, chromedp.Evaluate[bool]("!!("+condition+")")); ok && err == nil {
			return
		} else if time.Now().After(end) {
			tab.fail(fmt.Errorf("still not so after %s: %s (%v)", patience, condition, err))
		}
	}
}

// Type types text into the element that matches.
func (tab *Tab) Type(selector, text string) {
	tab.t.Helper()
	tab.Do(chromedp.SendKeys(chromedp.CSS(selector), text))
}

// Click clicks the element that matches.
func (tab *Tab) Click(selector string) {
	tab.t.Helper()
	tab.Do(chromedp.Click(chromedp.CSS(selector)))
}

// Asked is every address requested so far.
func (tab *Tab) Asked() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return append([]string(nil), tab.asked...)
}

// Forgive drops problems that contain a text: what a test provoked itself.
func (tab *Tab) Forgive(part string) {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	kept := tab.problems[:0]
	for _, p := range tab.problems {
		if !strings.Contains(p, part) {
			kept = append(kept, p)
		}
	}
	tab.problems = kept
}

func originOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Scheme + "://" + u.Host
}

// quoted is a JavaScript string.
func quoted(s string) string {
	b, _ := json.Marshal(s)
	return string(b)
}
