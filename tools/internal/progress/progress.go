// Package progress tells a person how far long work is: one moving line on a terminal, plain lines elsewhere. [build]
package progress

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// Log writes stages to one writer. The zero Log is silent.
type Log struct {
	w        io.Writer
	terminal bool
}

// To writes to f, with a moving line if f is a terminal.
func To(f *os.File) *Log { return &Log{w: f, terminal: term.IsTerminal(int(f.Fd()))} }

// Stage starts a named piece of work. Call the result with what came of it when it is done.
func (l *Log) Stage(name string) func(format string, args ...any) {
	if l == nil || l.w == nil {
		return func(string, ...any) {}
	}
	start := time.Now()
	stop := make(chan struct{})
	var moving sync.WaitGroup
	if l.terminal {
		moving.Add(1)
		go func() {
			defer moving.Done()
			tick := time.NewTicker(200 * time.Millisecond)
			defer tick.Stop()
			for {
				fmt.Fprintf(l.w, "\r\033[K%s … %.0f s", name, time.Since(start).Seconds())
				select {
				case <-stop:
					return
				case <-tick.C:
				}
			}
		}()
	}
	return func(format string, args ...any) {
		close(stop)
		moving.Wait()
		if l.terminal {
			fmt.Fprint(l.w, "\r\033[K")
		}
		fmt.Fprintf(l.w, "%s: %s (%.1f s)\n", name, fmt.Sprintf(format, args...), time.Since(start).Seconds())
	}
}

// Note writes one line.
func (l *Log) Note(format string, args ...any) {
	if l != nil && l.w != nil {
		fmt.Fprintf(l.w, format+"\n", args...)
	}
}
