package write

import (
	"strconv"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// jsonLines writes one JSON object a line, keys always in the same order. It
// appends by hand: encoding/json takes about three times as long.
type jsonLines struct{ opts Options }

func (jsonLines) Extension() string                 { return "jsonl" }
func (jsonLines) AppendHeader(dst []byte) []byte    { return dst }
func (jsonLines) AppendFooter(dst []byte) []byte    { return dst }
func (jsonLines) AppendSeparator(dst []byte) []byte { return dst }

func (j jsonLines) AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error) {
	doc, err := annotated(o)
	if err != nil {
		return dst, err
	}
	r := j.opts.ruler(doc.Text())
	dst = appendString(append(dst, `{"id":`...), o.ID)
	if j.opts.WithText {
		dst = appendString(append(dst, `,"text":`...), doc.Text())
	}
	dst = appendString(append(dst, `,"offset_unit":`...), j.opts.Offsets.String())
	if j.opts.Origins {
		dst = appendOrigin(dst, &o.Record)
	}
	dst = j.appendEntities(append(dst, `,"entities":`...), o, r)
	dst = j.appendLayers(dst, doc, r)
	dst = appendParts(dst, o.Parts, r)
	dst = appendOrNull(append(dst, `,"language":`...), doc.LanguageCode())
	dst = strconv.AppendInt(append(dst, `,"truncated_tokens":`...), int64(doc.TruncatedTokens()), 10)
	dst = appendStrings(append(dst, `,"failed_stages":`...), o.FailedStages)
	dst = appendNotes(dst, doc.Notes())
	dst = appendString(append(dst, `,"pipeline":`...), j.opts.Pipeline)
	return append(dst, '}', '\n'), nil
}

// appendOrNull appends a string, or null for an unknown one.
func appendOrNull(dst []byte, s string) []byte {
	if s == "" {
		return append(dst, "null"...)
	}
	return appendString(dst, s)
}

// appendOrigin appends where a document came from: its file, its name in
// that when it is an archive, the line (in a .json
// file the number of the record, 0 for a whole file) and the byte of the
// unpacked file it begins at.
func appendOrigin(dst []byte, rec *corpus.Record) []byte {
	dst = appendString(append(dst, `,"origin":{"path":`...), rec.Path)
	if rec.Entry != "" {
		dst = appendString(append(dst, `,"entry":`...), rec.Entry)
	}
	dst = strconv.AppendInt(append(dst, `,"line":`...), int64(rec.Line), 10)
	return append(strconv.AppendInt(append(dst, `,"offset":`...), rec.Offset, 10), '}')
}

// appendEntities appends the entities in the order of their layer; their ids
// count from e1.
func (j jsonLines) appendEntities(dst []byte, o *corpus.Outcome, r ruler) []byte {
	layer := o.Document.Layer(document.Entities)
	dst = append(dst, '[')
	for i := range layer.Len() {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendID(append(dst, `{"id":"`...), i)
		dst = appendRange(append(dst, `",`...), layer, i, r)
		if j.opts.Origins {
			start, end := o.Source.Span(layer.Start(i), layer.End(i))
			dst = strconv.AppendInt(append(dst, `,"origin":[`...), o.Offset+int64(start), 10)
			dst = append(strconv.AppendInt(append(dst, ','), o.Offset+int64(end), 10), ']')
		}
		dst = appendEntity(dst, o.Document.Text(), layer, i)
	}
	return append(dst, ']')
}

// appendEntity appends what follows the place of an entity.
func appendEntity(dst []byte, text string, l *document.Layer, i int) []byte {
	source, evidence := splitSource(l.Evidence(i))
	dst = appendString(append(dst, `,"text":`...), text[l.Start(i):l.End(i)])
	dst = appendString(append(dst, `,"label":`...), l.Label(i))
	dst = appendScoreOf(dst, l, i)
	dst = appendOrNull(append(dst, `,"source":`...), source)
	dst = append(dst, `,"parent":`...)
	if p := l.Parent(i); p == document.NoParent {
		dst = append(dst, "null"...)
	} else {
		dst = append(appendID(append(dst, '"'), p), '"')
	}
	dst = appendAttrs(append(dst, `,"attributes":`...), l.Attributes(i))
	dst = appendAttrs(append(dst, `,"evidence":`...), evidence)
	return append(dst, '}')
}

// appendID appends the id under which span i of the entities is reported.
func appendID(dst []byte, i int) []byte {
	return strconv.AppendInt(append(dst, 'e'), int64(i)+1, 10)
}

func appendRange(dst []byte, l *document.Layer, i int, r ruler) []byte {
	dst = strconv.AppendInt(append(dst, `"start":`...), int64(r.at(l.Start(i))), 10)
	return strconv.AppendInt(append(dst, `,"end":`...), int64(r.at(l.End(i))), 10)
}

// appendScoreOf appends score and kind. No score is null, never a number that
// could be taken for one.
func appendScoreOf(dst []byte, l *document.Layer, i int) []byte {
	score, kind := l.Score(i)
	dst = append(dst, `,"score":`...)
	if kind == document.None {
		dst = append(dst, "null"...)
	} else {
		dst = appendScore(dst, score)
	}
	return appendString(append(dst, `,"score_kind":`...), kind.String())
}

func appendNotes(dst []byte, notes []document.Note) []byte {
	if len(notes) == 0 {
		return dst
	}
	dst = append(dst, `,"notes":[`...)
	for i, n := range notes {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendString(append(dst, `{"stage":`...), n.Stage)
		dst = appendString(append(dst, `,"code":`...), n.Code)
		dst = appendString(append(dst, `,"message":`...), n.Message)
		dst = append(dst, '}')
	}
	return append(dst, ']')
}
