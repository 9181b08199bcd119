package write

import (
	"slices"
	"strconv"

	"github.com/onomast/onomast/core/document"
)

// appendLayers appends the further layers that were asked for, in that order.
func (j jsonLines) appendLayers(dst []byte, doc *document.Document, r ruler) []byte {
	if len(j.opts.Layers) == 0 {
		return dst
	}
	dst = append(dst, `,"layers":{`...)
	for i, name := range j.opts.Layers {
		if slices.Contains(j.opts.Layers[:i], name) {
			continue
		}
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendLayer(append(appendString(dst, name), ':'), doc.Layer(name), r)
	}
	return append(dst, '}')
}

func appendLayer(dst []byte, l *document.Layer, r ruler) []byte {
	dst = append(dst, '[')
	for i := range l.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendSpan(dst, l, i, r)
	}
	return append(dst, ']')
}

// appendSpan appends a span with only the keys that say something. The parent
// is the index of another span of the same list, from 0.
func appendSpan(dst []byte, l *document.Layer, i int, r ruler) []byte {
	dst = appendRange(append(dst, '{'), l, i, r)
	dst = appendString(append(dst, `,"label":`...), l.Label(i))
	if _, kind := l.Score(i); kind != document.None {
		dst = appendScoreOf(dst, l, i)
	}
	if l.Dim() > 0 {
		dst = appendVector(append(dst, `,"vector":`...), l, i)
	}
	if p := l.Parent(i); p != document.NoParent {
		dst = strconv.AppendInt(append(dst, `,"parent":`...), int64(p), 10)
	}
	if attrs := l.Attributes(i); len(attrs) > 0 {
		dst = appendAttrs(append(dst, `,"attributes":`...), attrs)
	}
	if evidence := l.Evidence(i); len(evidence) > 0 {
		dst = appendAttrs(append(dst, `,"evidence":`...), evidence)
	}
	return append(dst, '}')
}

func appendVector(dst []byte, l *document.Layer, i int) []byte {
	dst = append(dst, '[')
	quant, scale := l.PackedVector(i)
	for at, q := range quant {
		if at > 0 {
			dst = append(dst, ',')
		}
		dst = appendScore(dst, scale*float32(q))
	}
	return append(dst, ']')
}

// appendParts appends the parts that the format of a document sets apart, if
// there are any.
func appendParts(dst []byte, parts []document.Span, r ruler) []byte {
	if len(parts) == 0 {
		return dst
	}
	dst = append(dst, `,"parts":[`...)
	for i, p := range parts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(append(dst, `{"start":`...), int64(r.at(p.Start)), 10)
		dst = strconv.AppendInt(append(dst, `,"end":`...), int64(r.at(p.End)), 10)
		dst = appendString(append(dst, `,"label":`...), p.Label)
		dst = append(appendAttrs(append(dst, `,"attributes":`...), p.Attributes), '}')
	}
	return append(dst, ']')
}
