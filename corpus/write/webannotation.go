package write

import (
	"net/url"
	"strconv"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/annotation"
)

// webAnnotation writes the Web Annotation Data Model of the W3C: one annotation a
// line, each a JSON-LD document. A document without entities has no line.
type webAnnotation struct{ opts Options }

// quoteContext is how many code points of the text before and behind a quote are
// given.
const quoteContext = 32

func (webAnnotation) Extension() string                 { return "jsonl" }
func (webAnnotation) AppendHeader(dst []byte) []byte    { return dst }
func (webAnnotation) AppendSeparator(dst []byte) []byte { return dst }
func (webAnnotation) AppendFooter(dst []byte) []byte    { return dst }

func (w webAnnotation) AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error) {
	d, err := w.opts.fitted(o, annotation.Holds{
		Overlap: annotation.Any, Duplicates: true, Attributes: true, EntityIDs: true, DocumentIDs: true, Language: true, Unlabelled: true,
		Spacing: annotation.FullSpacing, Sources: true,
	})
	if err != nil {
		return dst, err
	}
	source := (&url.URL{Path: o.ID}).EscapedPath()
	offsets := document.NewOffsets(d.Text)
	for i := range d.Entities {
		e := &d.Entities[i]
		dst = appendString(append(dst, `{"@context":"http://www.w3.org/ns/anno.jsonld","id":`...), source+"#"+e.ID)
		dst = append(dst, `,"type":"Annotation","motivation":"tagging"`...)
		dst = appendString(append(dst, `,"generator":{"type":"Software","name":`...), w.opts.Pipeline)
		dst = appendString(append(dst, `,"nickname":`...), e.Source)
		dst = appendBodies(append(dst, `},"body":[`...), e)
		dst = appendString(append(dst, `],"target":{"source":`...), source)
		dst = w.appendSelectors(append(dst, `,"selector":[`...), d.Text, e.Hull(), offsets)
		dst = append(dst, "]}}\n"...)
	}
	return dst, nil
}

// appendBodies appends the label as a tag, and attributes as descriptions.
func appendBodies(dst []byte, e *annotation.Entity) []byte {
	dst = appendString(append(dst, `{"type":"TextualBody","purpose":"tagging","value":`...), e.Label)
	for _, a := range e.Attributes {
		dst = appendString(append(dst, `},{"type":"TextualBody","purpose":"describing","value":`...), a.Key+": "+a.Value)
	}
	return append(dst, '}')
}

// appendSelectors appends where the entity is: by code points, as the data model has
// it, and by what it says.
func (w webAnnotation) appendSelectors(dst []byte, text string, r annotation.Range, offsets *document.Offsets) []byte {
	dst = strconv.AppendInt(append(dst, `{"type":"TextPositionSelector","start":`...), int64(offsets.To(document.CodePoint, r.Start)), 10)
	dst = strconv.AppendInt(append(dst, `,"end":`...), int64(offsets.To(document.CodePoint, r.End)), 10)
	dst = appendString(append(dst, `},{"type":"TextQuoteSelector","exact":`...), text[r.Start:r.End])
	dst = appendString(append(dst, `,"prefix":`...), tail(text[:r.Start]))
	dst = appendString(append(dst, `,"suffix":`...), head(text[r.End:]))
	return append(dst, '}')
}

// head is the beginning of a text.
func head(text string) string {
	at := 0
	for range quoteContext {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return text[:at]
}

// tail is the end of a text.
func tail(text string) string {
	at := len(text)
	for range quoteContext {
		_, size := utf8.DecodeLastRuneInString(text[:at])
		at -= size
	}
	return text[at:]
}
