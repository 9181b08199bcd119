package write

import (
	"hash/fnv"
	"strconv"

	"github.com/onomast/onomast/core/document"
)

const (
	// palette is the number of colours in page.css.
	palette = 12
	// deepest is how many entities are drawn inside each other. One that lies
	// deeper is drawn as its name alone, so that pages stay as long as their
	// documents whatever overlaps.
	deepest = 12
	// tallest is how many heights of boxes page.css has.
	tallest = 3
)

// A marker writes text with its entities as nested elements. Elements cannot
// cross: a span that crosses another is closed and opened again.
type marker struct {
	text   string
	layer  *document.Layer
	ruler  ruler
	unit   string
	height []uint8 // of each entity: how many lie in each other below it
	open   []int   // entities that are open, outermost first
	at     int     // bytes of the text written
}

func newMarker(d *document.Document, opts Options) *marker {
	l := d.Layer(document.Entities)
	return &marker{text: d.Text(), layer: l, ruler: opts.ruler(d.Text()), unit: unitName(opts.Offsets), height: heights(l)}
}

func unitName(u document.Unit) string {
	switch u {
	case document.CodePoint:
		return "code points"
	case document.UTF16:
		return "UTF-16 units"
	default:
		return "bytes"
	}
}

// heights returns for each entity of a layer how many levels of others it holds,
// up to tallest.
func heights(l *document.Layer) []uint8 {
	height := make([]uint8, l.Len())
	around := make([]int, l.Len()) // the entity it lies in, or -1
	var open []int
	for i := range l.Len() {
		for len(open) > 0 && l.End(open[len(open)-1]) <= l.Start(i) {
			open = open[:len(open)-1]
		}
		around[i] = -1
		if len(open) > 0 {
			around[i] = open[len(open)-1]
		}
		open = append(open, i)
	}
	for i := l.Len() - 1; i >= 0; i-- {
		if a := around[i]; a >= 0 {
			height[a] = max(height[a], min(height[i]+1, tallest))
		}
	}
	return height
}

func (m *marker) append(dst []byte) []byte {
	for i := range m.layer.Len() { // by start, longer first
		dst = m.advance(dst, m.layer.Start(i))
		dst = m.start(dst, i, true)
		if len(m.open) == deepest {
			dst = append(dst, "</mark>"...)
			continue
		}
		m.open = append(m.open, i)
	}
	return m.advance(dst, len(m.text))
}

// advance writes the text up to an offset and closes what ends on the way.
func (m *marker) advance(dst []byte, to int) []byte {
	for {
		first := -1 // the open entity that ends first
		for k, i := range m.open {
			if end := m.layer.End(i); end <= to && (first < 0 || end <= m.layer.End(m.open[first])) {
				first = k
			}
		}
		if first < 0 {
			dst = appendPiece(dst, m.text, m.at, max(m.at, to))
			m.at = max(m.at, to)
			return dst
		}
		end := max(m.at, m.layer.End(m.open[first]))
		dst = appendPiece(dst, m.text, m.at, end)
		m.at = end
		dst = m.close(dst, first)
	}
}

// close closes the k-th open entity; those inside it are interrupted.
func (m *marker) close(dst []byte, k int) []byte {
	inside := append([]int(nil), m.open[k+1:]...)
	for range len(m.open) - k {
		dst = append(dst, "</mark>"...)
	}
	m.open = append(m.open[:k], inside...)
	for _, i := range inside {
		dst = m.start(dst, i, false)
	}
	return dst
}

// start opens an entity. Its first piece says all that is known of it, further
// ones only which it is.
func (m *marker) start(dst []byte, i int, first bool) []byte {
	label := m.layer.Label(i)
	dst = strconv.AppendInt(append(dst, `<mark class="c`...), int64(colour(label)), 10)
	if h := m.height[i]; h > 0 {
		dst = append(dst, ' ', 'n', '0'+h)
	}
	dst = appendAttribute(append(dst, '"'), "data-l", label)
	if !first {
		return append(appendID(append(dst, ` data-c="`...), i), `">`...)
	}
	dst = append(appendID(append(dst, ` data-e="`...), i), '"')
	return append(m.appendDetails(dst, i), '>')
}

// appendDetails appends what the page tells of an entity: r is where it is, s its
// score, p the entity it lies in, x attributes and evidence, t its text when the
// page does not show it inside.
func (m *marker) appendDetails(dst []byte, i int) []byte {
	l := m.layer
	dst = strconv.AppendInt(append(dst, ` data-r="`...), int64(m.ruler.at(l.Start(i))), 10)
	dst = strconv.AppendInt(append(dst, "–"...), int64(m.ruler.at(l.End(i))), 10)
	dst = append(append(append(append(dst, " ("...), m.unit...), ')'), '"')
	if score, kind := l.Score(i); kind != document.None {
		dst = strconv.AppendFloat(append(dst, ` data-s="`...), float64(score), 'g', 3, 32)
		dst = append(append(append(dst, " ("...), kind.String()...), `)"`...)
	}
	if p := l.Parent(i); p != document.NoParent {
		dst = append(appendID(append(dst, ` data-p="`...), p), '"')
	}
	if len(m.open) == deepest {
		dst = appendAttribute(dst, "data-t", m.text[l.Start(i):l.End(i)])
	}
	attributes, evidence := l.Attributes(i), l.Evidence(i)
	if len(attributes)+len(evidence) == 0 {
		return dst
	}
	x := appendAttrs([]byte(`{"attributes":`), attributes)
	x = append(appendAttrs(append(x, `,"evidence":`...), evidence), '}')
	return appendAttribute(dst, "data-x", string(x))
}

// colour gives every label its colour, the same on every page unless two labels
// of a page would share it.
func colour(label string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(label)) // never fails
	return int(h.Sum32() % palette)
}
