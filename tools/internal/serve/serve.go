// Package serve shows a built site on this machine, the way a static host would. [build]
package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// Site answers with the files of dir; a path that is not there gets the site's own 404 page.
func Site(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	missing, _ := os.ReadFile(filepath.Join(dir, "404.html")) // a site without one gets a plain 404
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Referrer-Policy", "no-referrer")
		name := filepath.Join(dir, filepath.FromSlash(filepath.Clean("/"+r.URL.Path)))
		if _, err := os.Stat(name); errors.Is(err, os.ErrNotExist) && missing != nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			w.Write(missing)
			return
		}
		files.ServeHTTP(w, r)
	})
}

// Run serves h on 127.0.0.1 until ctx ends; ready gets the address once it answers. Port 0 takes a free one.
func Run(ctx context.Context, h http.Handler, port int, ready func(url string)) error {
	l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil && !errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %d cannot be used: %w: choose another with --port", port, err)
	}
	if err != nil {
		return fmt.Errorf("port %d is taken: choose another with --port (0 takes a free one)", port)
	}
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(l) }()
	ready("http://" + l.Addr().String() + "/")
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
		last, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		return server.Shutdown(last)
	}
}
