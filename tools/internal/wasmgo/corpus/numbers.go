package corpus

import (
	"math"
	"math/bits"
)

type signed interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~int
}

type unsigned interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint | ~uintptr
}

type integer interface{ signed | unsigned }

type float interface{ ~float32 | ~float64 }

// edges are values at which integers of some width behave in their own way.
var edges = [...]uint64{0, 1, 2, 3, 7, 8, 10, 31, 32, 63, 64, 100, 127, 128, 129, 255, 256, 32767, 32768, 65535, 65536, 1<<31 - 1, 1 << 31,
	1<<31 + 1, 1<<32 - 1, 1 << 32, 1<<53 + 1, 1<<63 - 1, 1 << 63, 1<<63 + 1, 1<<64 - 129, 1<<64 - 128, 1<<64 - 127, 1<<64 - 2, 1<<64 - 1,
	0x0123456789abcdef, 0xfedcba9876543210, 0x8000000080000000, 0xdeadbeefcafebabe}

func operators[T integer](o *Out) {
	for i, a := range edges {
		x := T(a)
		o.U64(uint64(-x))
		o.U64(uint64(^x))
		o.U64(uint64(+x))
		c := x
		c++
		o.U64(uint64(c))
		c -= 2
		o.U64(uint64(c))
		for _, b := range edges[i%3:] {
			y := T(b)
			o.U64(uint64(x + y))
			o.U64(uint64(x - y))
			o.U64(uint64(x * y))
			o.U64(uint64(x & y))
			o.U64(uint64(x | y))
			o.U64(uint64(x ^ y))
			o.U64(uint64(x &^ y))
			if y != 0 {
				o.U64(uint64(x / y))
				o.U64(uint64(x % y))
			}
			o.U64(uint64(min(x, y)))
			o.U64(uint64(max(x, y, 5)))
			n := uint64(0)
			if x < y {
				n |= 1
			}
			if x <= y {
				n |= 2
			}
			if x > y {
				n |= 4
			}
			if x >= y {
				n |= 8
			}
			if x == y {
				n |= 16
			}
			if x != y {
				n |= 32
			}
			o.U64(n)
		}
		o.U64(uint64(x / 1))
		o.U64(uint64(x / 3))
		o.U64(uint64(x / 7))
		o.U64(uint64(x % 7))
		o.U64(uint64(x / 16))
		o.U64(uint64(x % 16))
		o.U64(uint64(x * 5))
		o.U64(uint64(x + 100))
	}
}

func minusOne[T signed](o *Out) {
	for _, a := range edges {
		x := T(a)
		o.U64(uint64(x / -1))
		o.U64(uint64(x % -1))
		o.U64(uint64(x / -3))
		o.U64(uint64(x % -3))
		o.U64(uint64(x / -128))
	}
}

// powers divides by powers of two that are known when compiling.
func powers[T integer](o *Out) {
	for _, a := range edges {
		x := T(a)
		o.U64(uint64(x / 1))
		o.U64(uint64(x % 1))
		o.U64(uint64(x / 2))
		o.U64(uint64(x % 2))
		o.U64(uint64(x / 64))
		o.U64(uint64(x % 64))
	}
}

func integers(o *Out) {
	for _, a := range edges {
		o.U64(uint64(uint32(a) / (1 << 31)))
		o.U64(uint64(uint32(a) % (1 << 31)))
		o.U64(a / (1 << 63))
		o.U64(a % (1 << 63))
	}
	operators[int8](o)
	operators[int16](o)
	operators[int32](o)
	operators[int64](o)
	operators[int](o)
	operators[uint8](o)
	operators[uint16](o)
	operators[uint32](o)
	operators[uint64](o)
	operators[uint](o)
	operators[uintptr](o)
	powers[int8](o)
	powers[int32](o)
	powers[int64](o)
	powers[uint8](o)
	powers[uint32](o)
	powers[uint64](o)
	minusOne[int8](o)
	minusOne[int16](o)
	minusOne[int32](o)
	minusOne[int64](o)
	minusOne[int](o)
}

func shift[T, N integer](o *Out) {
	for _, a := range edges {
		x := T(a)
		for _, b := range edges {
			n := N(b)
			if n < 0 {
				continue
			}
			o.U64(uint64(x << n))
			o.U64(uint64(x >> n))
			o.U64(uint64(x << (n & 7)))
			o.U64(uint64(x >> (n & 31)))
		}
		o.U64(uint64(x << 1))
		o.U64(uint64(x >> 1))
		o.U64(uint64(x << 7))
		o.U64(uint64(x >> 7))
	}
}

func shiftBy[N integer](o *Out) {
	shift[int8, N](o)
	shift[int16, N](o)
	shift[int32, N](o)
	shift[int64, N](o)
	shift[int, N](o)
	shift[uint8, N](o)
	shift[uint16, N](o)
	shift[uint32, N](o)
	shift[uint64, N](o)
	shift[uint, N](o)
}

func shifts(o *Out) {
	shiftBy[uint8](o)
	shiftBy[uint32](o)
	shiftBy[uint64](o)
	shiftBy[int8](o)
	shiftBy[int](o)
	shiftBy[int32](o)
}

var floatEdges = [...]float64{0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 1.9, -1.9, 127, 128, 255, 256, -128, -129, 300, 32767.9, 32768, 65535,
	65536, 1e9, 2147483647, 2147483647.5, 2147483648, -2147483648, -2147483648.5, -2147483649, 3e9, 4294967295, 4294967295.5, 4294967296,
	5e9, -3e9, 1 << 53, 1<<53 + 2, 1e18, 9223372036854774784, 9223372036854775808, -9223372036854775808, 1e19, 1.8e19, 18446744073709549568,
	18446744073709551616, 1.9e19, 1e30, -1e30, 1e308, -1e308, 1e-308, 5e-324, -5e-324, 1e-45, 3.4e38, 3.5e38, 16777217, 0.30000001192092896}

func float64s() []float64 {
	fs := append([]float64{}, floatEdges[:]...)
	return append(fs, math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1))
}

func toIntegers[F float](o *Out) {
	for _, f := range float64s() {
		x := F(f)
		o.U64(uint64(int8(x)))
		o.U64(uint64(int16(x)))
		o.U64(uint64(int32(x)))
		o.U64(uint64(int64(x)))
		o.U64(uint64(int(x)))
		o.U64(uint64(uint8(x)))
		o.U64(uint64(uint16(x)))
		o.U64(uint64(uint32(x)))
		o.U64(uint64(x))
		o.U64(uint64(uint(x)))
		o.F64(float64(x))
		o.F32(float32(x))
	}
}

func convertFrom[T integer](o *Out) {
	for _, a := range edges {
		x := T(a)
		o.U64(uint64(int8(x)))
		o.U64(uint64(int16(x)))
		o.U64(uint64(int32(x)))
		o.U64(uint64(int64(x)))
		o.U64(uint64(int(x)))
		o.U64(uint64(uint8(x)))
		o.U64(uint64(uint16(x)))
		o.U64(uint64(uint32(x)))
		o.U64(uint64(x))
		o.U64(uint64(uintptr(x)))
		o.F64(float64(x))
		o.F32(float32(x))
		o.Str(string(rune(x)))
	}
}

func conversions(o *Out) {
	toIntegers[float32](o)
	toIntegers[float64](o)
	convertFrom[int8](o)
	convertFrom[int16](o)
	convertFrom[int32](o)
	convertFrom[int64](o)
	convertFrom[int](o)
	convertFrom[uint8](o)
	convertFrom[uint16](o)
	convertFrom[uint32](o)
	convertFrom[uint64](o)
	convertFrom[uint](o)
}

func floatOperators[F float](o *Out) {
	for _, a := range float64s() {
		x := F(a)
		o.F64(float64(-x))
		for _, b := range float64s() {
			y := F(b)
			o.F64(float64(x + y))
			o.F64(float64(x - y))
			o.F64(float64(x * y))
			o.F64(float64(x / y))
			o.F64(float64(x*y + x))
			o.F64(float64(x*y - y/3))
			o.F64(float64(min(x, y)))
			o.F64(float64(max(x, y)))
			o.Bool(x < y)
			o.Bool(x <= y)
			o.Bool(x > y)
			o.Bool(x >= y)
			o.Bool(x == y)
			o.Bool(x != y)
			o.Bool(!(x < y))
			if !(x >= y) {
				o.Bool(true)
			}
		}
	}
}

func floats(o *Out) {
	floatOperators[float64](o)
	floatOperators[float32](o)
	for _, x := range float64s() {
		o.F64(math.Sqrt(x))
		o.F64(math.Abs(x))
		o.F64(math.Floor(x))
		o.F64(math.Ceil(x))
		o.F64(math.Trunc(x))
		o.F64(math.Round(x))
		o.F64(math.RoundToEven(x))
		o.F32(float32(math.Sqrt(float64(float32(x)))))
		o.Bool(math.IsNaN(x))
		o.Bool(math.IsInf(x, 0))
		o.Bool(math.Signbit(x))
		f, e := math.Frexp(x)
		o.F64(f)
		o.Int(e)
		o.F64(math.Ldexp(f, e-3))
		i, g := math.Modf(x)
		o.F64(i)
		o.F64(g)
		for _, y := range float64s() {
			o.F64(math.Max(x, y))
			o.F64(math.Min(x, y))
			o.F64(math.Copysign(x, y))
			if math.Abs(x) < 1e18 && math.Abs(y) > 1e-9 {
				o.F64(math.Mod(x, y))
			}
		}
		if x == x {
			o.U64(math.Float64bits(x))
			o.F64(math.Float64frombits(math.Float64bits(x) ^ 1<<63))
			o.U32(math.Float32bits(float32(x)))
			o.F32(math.Float32frombits(math.Float32bits(float32(x)) ^ 1<<31))
		}
	}
	sum, k := 0.0, float32(0)
	for i := range 1000 {
		sum += 1 / float64(i+1)
		k += 1 / float32(i+1)
	}
	o.F64(sum)
	o.F32(k)
}

func bitOps(o *Out) {
	for _, x := range edges {
		o.Int(bits.LeadingZeros64(x))
		o.Int(bits.LeadingZeros32(uint32(x)))
		o.Int(bits.LeadingZeros16(uint16(x)))
		o.Int(bits.LeadingZeros8(uint8(x)))
		o.Int(bits.LeadingZeros(uint(x)))
		o.Int(bits.TrailingZeros64(x))
		o.Int(bits.TrailingZeros32(uint32(x)))
		o.Int(bits.TrailingZeros16(uint16(x)))
		o.Int(bits.TrailingZeros8(uint8(x)))
		o.Int(bits.OnesCount64(x))
		o.Int(bits.OnesCount32(uint32(x)))
		o.Int(bits.OnesCount8(uint8(x)))
		o.Int(bits.Len64(x))
		o.Int(bits.Len32(uint32(x)))
		o.Int(bits.Len(uint(x)))
		o.U64(bits.Reverse64(x))
		o.U64(bits.ReverseBytes64(x))
		o.U32(bits.ReverseBytes32(uint32(x)))
		for _, y := range edges {
			o.U64(bits.RotateLeft64(x, int(y)))
			o.U32(bits.RotateLeft32(uint32(x), -int(y)))
			hi, lo := bits.Mul64(x, y)
			o.U64(hi)
			o.U64(lo)
			s, c := bits.Add64(x, y, y&1)
			o.U64(s)
			o.U64(c)
			d, b := bits.Sub64(x, y, x&1)
			o.U64(d)
			o.U64(b)
		}
	}
}
