package pack

import (
	"runtime"

	"golang.org/x/sync/errgroup"
)

// parallel calls f with 0 to n-1, on all cores. What f leaves must not depend on which call comes first.
func parallel(n int, f func(i int)) {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() error { f(i); return nil })
	}
	g.Wait()
}
