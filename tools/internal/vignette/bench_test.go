package vignette

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"signpost/search/site"
	"signpost/tools/internal/evaluator"
)

// BenchmarkCheck is one check of the shared descriptions over the pages of the shared corpus, next question included.
func BenchmarkCheck(b *testing.B) {
	vs := vignettes(b)
	e := engine(b, root+"/../shared/corpora/nih/documents")
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		ask(b, e, vs[i%len(vs)].Text)
	}
}

// BenchmarkWASM is the same on a built site (SIGNPOST_SITE) with the browsers' module under wazero: a description, and the
// question after five answers. It reports the slowest of all descriptions too, each the better of two, in milliseconds.
func BenchmarkWASM(b *testing.B) {
	dir := os.Getenv("SIGNPOST_SITE")
	if dir == "" {
		b.Skip("SIGNPOST_SITE names no built site")
	}
	module, err := evaluator.Wasm()
	if err != nil {
		b.Fatal(err)
	}
	s, err := site.OpenWASM(dir, module)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	vs := vignettes(b)
	for name, answers := range map[string]map[string]string{
		"describe": nil,
		"answer":   {"fever": "no", "headache": "yes", "nausea": "unsure", "dizzy": "no", "fatigue": "yes"},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var took []time.Duration
				for _, v := range vs {
					best := time.Hour
					for range 3 { // the first may fetch parts
						start := time.Now()
						if _, err := s.Check(site.Request{Text: v.Text, Answers: answers}); err != nil {
							b.Fatal(err)
						}
						best = min(best, time.Since(start))
					}
					took = append(took, best)
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
				b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "95th-ms")
				b.ReportMetric(float64(took[len(took)-1].Microseconds())/1000, "slowest-ms")
				b.ReportMetric(0, "ns/op")
			}
			b.Log(fmt.Sprint(len(vs), " descriptions"))
		})
	}
}

// BenchmarkParts compiles the check's parts from those pages.
func BenchmarkParts(b *testing.B) {
	ps := pages(b, root+"/../shared/corpora/nih/documents", words(b))
	for b.Loop() {
		parts(b, ps)
	}
}
