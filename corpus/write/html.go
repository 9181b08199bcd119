package write

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"html/template"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// pageHead and pageFoot stand around the documents of a page: style and script
// are inside, nothing is loaded from elsewhere.
//
//go:embed page_head.html
var pageHead string

//go:embed page_foot.html
var pageFoot string

// page writes one self-contained HTML page.
type page struct {
	opts Options
	head []byte
}

func newPage(opts Options) (page, error) {
	t, err := template.New("head").Parse(pageHead)
	if err != nil {
		return page{}, fmt.Errorf("page: %w", err)
	}
	var head strings.Builder
	title := opts.Title
	if title == "" {
		title = "Entities"
	}
	if err := t.Execute(&head, map[string]string{"Title": title, "Pipeline": opts.Pipeline}); err != nil {
		return page{}, fmt.Errorf("page: %w", err)
	}
	return page{opts: opts, head: []byte(head.String())}, nil
}

// Extension implements [Encoder].
func (page) Extension() string { return "html" }

// AppendHeader implements [Encoder].
func (p page) AppendHeader(dst []byte) []byte { return append(dst, p.head...) }

// AppendFooter implements [Encoder].
func (page) AppendFooter(dst []byte) []byte { return append(dst, pageFoot...) }

// AppendDocument implements [Encoder].
func (p page) AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error) {
	d, err := annotated(o)
	if err != nil {
		return dst, err
	}
	entities := d.Layer(document.Entities)
	dst = fmt.Appendf(dst, "<article><h2>%s <small>%d</small></h2>\n", escape(o.ID), entities.Len())
	if len(o.FailedStages) > 0 {
		dst = fmt.Appendf(dst, "<p class=\"warn\">without: %s</p>\n", escape(strings.Join(o.FailedStages, ", ")))
	}
	dst = append(dst, `<div class="text" dir="auto">`...)
	m := marker{text: d.Text(), layer: entities, ruler: p.opts.ruler(d.Text())}
	dst = m.append(dst)
	return append(dst, "</div></article>\n"...), nil
}

// A marker writes text with its entities as nested elements. Elements cannot
// cross: a span that crosses another is closed and opened again.
type marker struct {
	text  string
	layer *document.Layer
	ruler ruler
	open  []int // entities that are open, outermost first
	at    int   // bytes of the text written
}

func (m *marker) append(dst []byte) []byte {
	for i := range m.layer.Len() { // by start, longer first
		dst = m.advance(dst, m.layer.Start(i))
		dst = m.start(dst, i, true)
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
			dst = append(dst, escape(m.text[m.at:max(m.at, to)])...)
			m.at = max(m.at, to)
			return dst
		}
		end := max(m.at, m.layer.End(m.open[first]))
		dst = append(dst, escape(m.text[m.at:end])...)
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

// start opens an entity; only its first piece can be focused and named.
func (m *marker) start(dst []byte, i int, first bool) []byte {
	label := m.layer.Label(i)
	dst = fmt.Appendf(dst, `<mark style="--h:%d" data-l="%s"`, hue(label), escape(label))
	if first {
		dst = fmt.Appendf(dst, ` tabindex="0" data-i="%s"`, escape(m.details(i)))
	}
	return append(dst, '>')
}

// details says what is known of an entity, a line each.
func (m *marker) details(i int) string {
	s := m.layer.Span(i)
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %d-%d", s.Label, m.ruler.at(s.Start), m.ruler.at(s.End))
	if s.Kind != document.None {
		fmt.Fprintf(&b, "\nscore %.3g (%s)", s.Score, s.Kind)
	}
	for _, a := range append(s.Attributes, s.Evidence...) {
		fmt.Fprintf(&b, "\n%s: %s", a.Key, a.Value)
	}
	return b.String()
}

// escape makes text safe between tags and in quoted attributes.
func escape(s string) string { return template.HTMLEscapeString(s) }

// hue gives every label its colour, the same on every page, in degrees.
func hue(label string) int {
	h := fnv.New32a()
	_, _ = h.Write([]byte(label)) // never fails
	return int(h.Sum32() % 360)
}
