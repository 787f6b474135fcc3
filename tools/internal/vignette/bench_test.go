package vignette

import "testing"

// BenchmarkCheck is one check of the shared descriptions over the pages of the shared corpus, next question included.
func BenchmarkCheck(b *testing.B) {
	vs := vignettes(b)
	e := engine(b, root+"/../shared/corpora/nih/documents")
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		ask(b, e, vs[i%len(vs)].Text)
	}
}

// BenchmarkParts compiles the check's parts from those pages.
func BenchmarkParts(b *testing.B) {
	ps := pages(b, root+"/../shared/corpora/nih/documents", words(b))
	for b.Loop() {
		parts(b, ps)
	}
}
