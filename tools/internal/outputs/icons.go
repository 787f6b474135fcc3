package outputs

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"golang.org/x/image/vector"
)

// Colours of the sign: search/web/icon.svg has the same.
var (
	ground = color.RGBA{0x0a, 0x3b, 0x3f, 0xff}
	post   = color.RGBA{0xd9, 0xab, 0x3c, 0xff}
	honey  = color.RGBA{0xff, 0xc6, 0x4a, 0xff}
	white  = color.RGBA{0xff, 0xff, 0xff, 0xff}
)

// sign is the signpost as outlines on a square of 32 units, as search/web/icon.svg draws it.
var sign = []struct {
	fill    color.RGBA
	outline [][2]float32
}{
	{post, [][2]float32{{14.5, 4}, {17.5, 4}, {17.5, 29}, {14.5, 29}}},
	{honey, [][2]float32{{6.5, 6.5}, {22, 6.5}, {26, 10.2}, {22, 13.9}, {6.5, 13.9}}},
	{white, [][2]float32{{25.5, 16}, {11, 16}, {7, 19.7}, {11, 23.4}, {25.5, 23.4}}},
}

// icons writes the icons that a device shows for an installed site. A maskable icon fills its square, and its sign stays
// inside the circle of 80 % that every mask leaves (w3.org/TR/appmanifest, "safe zone"); Apple rounds corners itself.
func (w *writer) icons() {
	for _, icon := range []struct {
		name          string
		size          int
		corner, scale float32 // in parts of the square
	}{
		{"icons/icon-48.png", 48, 7. / 32, 1}, // what a ZIM file for Kiwix shows
		{"icons/icon-192.png", 192, 7. / 32, 1},
		{"icons/icon-512.png", 512, 7. / 32, 1},
		{"icons/maskable-512.png", 512, 0, .8},
		{"icons/apple-180.png", 180, 0, .9},
	} {
		w.file(icon.name, func() ([]byte, error) {
			img := image.NewRGBA(image.Rect(0, 0, icon.size, icon.size))
			size := float32(icon.size)
			plate(img, size, icon.corner*size)
			unit := size / 32 * icon.scale
			drawSign(img, unit, (size-32*unit)/2, (size-32*unit)/2)
			return encode(img)
		})
	}
}

// plate fills a square with the ground colour, its corners rounded.
func plate(img draw.Image, size, corner float32) {
	r := vector.NewRasterizer(int(size), int(size))
	k := corner * (1 - .5522848) // a circle's quarter as one cubic curve
	r.MoveTo(corner, 0)
	r.LineTo(size-corner, 0)
	r.CubeTo(size-k, 0, size, k, size, corner)
	r.LineTo(size, size-corner)
	r.CubeTo(size, size-k, size-k, size, size-corner, size)
	r.LineTo(corner, size)
	r.CubeTo(k, size, 0, size-k, 0, size-corner)
	r.LineTo(0, corner)
	r.CubeTo(0, k, k, 0, corner, 0)
	r.ClosePath()
	r.Draw(img, img.Bounds(), image.NewUniform(ground), image.Point{})
}

// drawSign draws the sign with one unit as many pixels, its square's corner at x, y.
func drawSign(img draw.Image, unit, x, y float32) {
	b := img.Bounds()
	for _, part := range sign {
		r := vector.NewRasterizer(b.Dx(), b.Dy())
		for i, p := range part.outline {
			px, py := x+p[0]*unit, y+p[1]*unit
			if i == 0 {
				r.MoveTo(px, py)
			} else {
				r.LineTo(px, py)
			}
		}
		r.ClosePath()
		r.Draw(img, b, image.NewUniform(part.fill), image.Point{})
	}
}

func encode(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	err := e.Encode(&b, img)
	return b.Bytes(), err
}
