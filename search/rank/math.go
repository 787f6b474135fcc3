package rank

import "math"

// ln, exp and pow are the model's own: the same few float64 operations in the same order give the same bits natively, in stock
// WASM and in the small build, which math.Log and math.Exp (assembly on some machines) do not promise. Products that are added
// to something are converted with float64() so that no machine fuses the two.

const ln2 = 0.693147180559945309417232121458

// Ln is the natural logarithm of x > 0, to about 1e-15.
func Ln(x float64) float64 {
	bits := math.Float64bits(x)
	e := int(bits>>52) - 1022
	m := math.Float64frombits(bits&(1<<52-1) | 1022<<52) // in [.5, 1)
	if m < 0.70710678118654752440 {
		m *= 2
		e--
	}
	s := (m - 1) / (m + 1)
	s2 := s * s
	sum, p := 0.0, s
	for k := 1; k <= 21; k += 2 {
		sum += p / float64(k)
		p *= s2
	}
	return float64(2*sum) + float64(float64(e)*ln2)
}

// Exp is e to the x for |x| < 700.
func Exp(x float64) float64 {
	k := int(x / ln2)
	if x < 0 {
		k--
	}
	r := x - float64(float64(k)*ln2) // in [0, ln2] or a hair outside
	sum := 1.0
	for i := 18; i >= 1; i-- {
		sum = 1 + float64(float64(r*sum)/float64(i))
	}
	return sum * math.Float64frombits(uint64(k+1023)<<52)
}

// pow is x to the y for x >= 0 and y from 0 to .8, so that no x is too small for Exp; 0 to any power is 0.
func pow(x, y float64) float64 {
	if x <= 0 {
		return 0
	}
	return Exp(float64(y * Ln(x)))
}
