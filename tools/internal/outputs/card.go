package outputs

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"signpost/search/page"
)

// A social card is the picture that a shared link shows: 1200 by 630 pixels, the size that ogp.me's readers agree on.
const cardWide, cardHigh = 1200, 630

// Where a card's words are: right of the sign, inside the margin.
const (
	wordsLeft  = 400
	wordsWide  = cardWide - wordsLeft - 80
	titleSize  = 76.
	titleLines = 4
	smallSize  = 34.
)

// cards writes card.png for the site and, when pages have whole addresses, one beside every page.
func (w *writer) cards(pages []page.Page, o Options) {
	a, err := newArtist()
	if err != nil {
		w.note(err)
		return
	}
	w.file("card.png", func() ([]byte, error) { return a.card(o.Title, o.Subject) })
	if !o.absolute() {
		return
	}
	for i := range pages {
		p := &pages[i]
		w.file(place(p)+"card.png", func() ([]byte, error) { return a.card(p.Title, o.Title) })
	}
}

// artist draws one card after another. It keeps the empty card and the fonts, so that a site of thousands of pages stays quick to build.
type artist struct {
	empty, img   *image.Paletted
	mask         *image.Alpha   // where letters are, right of the sign
	letters      *opentype.Font // the title's; the small words' font has the same scripts
	title, small font.Face
	buffer       *png.EncoderBuffer
}

// shades is how many steps lie between the ground and a colour of the card: enough for smooth edges.
const shades = 64

func newArtist() (*artist, error) {
	a := &artist{}
	var err error
	if a.letters, a.title, err = face(gobold.TTF, titleSize); err != nil {
		return nil, err
	}
	if _, a.small, err = face(goregular.TTF, smallSize); err != nil {
		return nil, err
	}
	var colours color.Palette
	for _, to := range []color.RGBA{white, honey, post} {
		for i := range shades {
			colours = append(colours, mix(ground, to, i))
		}
	}
	drawn := image.NewRGBA(image.Rect(0, 0, cardWide, cardHigh))
	draw.Draw(drawn, drawn.Bounds(), image.NewUniform(ground), image.Point{}, draw.Src)
	drawSign(drawn, 14, -30, (cardHigh-14*33)/2)
	a.empty = image.NewPaletted(drawn.Bounds(), colours)
	draw.Draw(a.empty, a.empty.Bounds(), drawn, image.Point{}, draw.Src)
	a.img = image.NewPaletted(a.empty.Rect, colours)
	a.mask = image.NewAlpha(image.Rect(wordsLeft, 0, cardWide, cardHigh))
	return a, nil
}

// mix is the colour i steps from a to b.
func mix(a, b color.RGBA, i int) color.RGBA {
	part := func(x, y uint8) uint8 { return uint8((int(x)*(shades-1-i) + int(y)*i) / (shades - 1)) }
	return color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 0xff}
}

// face opens a font at a size in pixels.
func face(ttf []byte, size float64) (*opentype.Font, font.Face, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return nil, nil, err
	}
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	return f, face, err
}

// card draws a title in large letters and a line below it in small ones. The Go fonts have the Latin, Greek and Cyrillic
// scripts; in another script the card shows the sign alone, since boxes in place of letters help nobody.
func (a *artist) card(title, small string) ([]byte, error) {
	copy(a.img.Pix, a.empty.Pix)
	if a.writable(title + small) {
		lines := wrap(a.title, title, wordsWide, titleLines)
		const lead = titleSize * 1.15
		y := (cardHigh-lead*float64(len(lines))-smallSize*2)/2 + titleSize
		a.write(a.title, lines, y, lead, 0)
		a.write(a.small, wrap(a.small, small, wordsWide, 1), y+lead*float64(len(lines)), 0, shades)
	}
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: a}
	err := e.Encode(&b, a.img)
	return b.Bytes(), err
}

// write puts lines on the card, the first on the base line y, in the colour whose first shade has the number first.
func (a *artist) write(f font.Face, lines []string, y, lead float64, first int) {
	clear(a.mask.Pix)
	for i, l := range lines {
		d := font.Drawer{Dst: a.mask, Src: image.Opaque, Face: f, Dot: fixed.P(wordsLeft, int(y+lead*float64(i)))}
		d.DrawString(l)
	}
	wide := a.mask.Rect.Dx()
	for i, cover := range a.mask.Pix {
		if cover != 0 {
			a.img.Pix[i/wide*cardWide+wordsLeft+i%wide] = uint8(first + int(cover)*(shades-1)/0xff)
		}
	}
}

// Get and Put lend png the memory of the card before.
func (a *artist) Get() *png.EncoderBuffer  { return a.buffer }
func (a *artist) Put(b *png.EncoderBuffer) { a.buffer = b }

// writable reports whether the fonts have every letter of a text.
func (a *artist) writable(text string) bool {
	var b sfnt.Buffer
	for _, r := range text {
		if i, err := a.letters.GlyphIndex(&b, r); i == 0 || err != nil {
			return false
		}
	}
	return true
}

// wrap breaks text at spaces into lines no wider than wide pixels. What is too long for the last line ends in an ellipsis.
func wrap(f font.Face, text string, wide, most int) []string {
	fits := func(s string) bool { return font.MeasureString(f, s) <= fixed.I(wide) }
	shorten := func(s string) string {
		r := []rune(s)
		for len(r) > 0 && !fits(string(r)+"…") {
			r = r[:len(r)-1]
		}
		return strings.TrimRight(string(r), " ") + "…"
	}
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		switch {
		case last >= 0 && fits(lines[last]+" "+word):
			lines[last] += " " + word
		case len(lines) == most:
			lines[last] = shorten(lines[last] + " " + word)
			return lines
		case fits(word):
			lines = append(lines, word)
		default:
			lines = append(lines, shorten(word))
		}
	}
	return lines
}
