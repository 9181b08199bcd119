package jsonl

import (
	"strconv"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

func create(out *annotation.Output) (annotation.Sink, error) {
	return records.Lines(out, func(dst []byte, d *annotation.Document, r records.Ruler) []byte {
		return fill(dst, d, r, out.Unit)
	}), nil
}

// fill writes the keys that say something.
func fill(dst []byte, d *annotation.Document, r records.Ruler, unit document.Unit) []byte {
	dst = records.AppendText(dst, "id", d.ID)
	dst = records.AppendString(records.AppendKey(dst, "text"), d.Text)
	if unit != document.CodePoint {
		dst = records.AppendText(dst, "offset_unit", unit.String())
	}
	dst = appendRanges(dst, "tokens", d.Tokens, r)
	dst = appendRanges(dst, "sentences", d.Sentences, r)
	if !d.Unlabelled {
		dst = appendEntities(dst, d, r)
	}
	dst = appendRelations(dst, d)
	dst = records.AppendText(dst, "lang", d.Language)
	dst = records.AppendText(dst, "split", d.Split)
	dst = records.AppendText(dst, "group", d.Group)
	dst = records.AppendText(dst, "annotator", d.Annotator)
	return records.AppendFields(dst, d.Fields, known)
}

// known reports a key that the format writes itself.
func known(name string) bool {
	switch name {
	case "id", "text", "offset_unit", "tokens", "sentences", "entities", "relations", "lang", "language", "split", "group", "annotator":
		return true
	}
	return false
}

func appendRanges(dst []byte, name string, list []annotation.Range, r records.Ruler) []byte {
	if list == nil {
		return dst
	}
	dst = append(records.AppendKey(dst, name), '[')
	for i, t := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendRange(dst, t, r)
	}
	return append(dst, ']')
}

func appendRange(dst []byte, t annotation.Range, r records.Ruler) []byte {
	dst = strconv.AppendInt(append(dst, '['), int64(r.At(t.Start)), 10)
	return append(strconv.AppendInt(append(dst, ','), int64(r.At(t.End)), 10), ']')
}

func appendEntities(dst []byte, d *annotation.Document, r records.Ruler) []byte {
	ids := records.NewNames(d)
	dst = append(records.AppendKey(dst, "entities"), '[')
	for i := range d.Entities {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendEntity(append(dst, '{'), d, i, r, ids)
	}
	return append(dst, ']')
}

func appendEntity(dst []byte, d *annotation.Document, i int, r records.Ruler, ids records.Names) []byte {
	e := &d.Entities[i]
	hull := e.Hull()
	dst = records.AppendText(dst, "id", ids.Of(i))
	dst = records.AppendInt(dst, "start", r.At(hull.Start))
	dst = records.AppendInt(dst, "end", r.At(hull.End))
	if len(e.Fragments) > 1 {
		dst = appendRanges(dst, "fragments", e.Fragments, r)
	}
	dst = records.AppendText(dst, "label", e.Label)
	if e.Kind != document.None {
		dst = records.AppendFloat(dst, "score", e.Score)
		dst = records.AppendText(dst, "score_kind", e.Kind.String())
	}
	dst = records.AppendText(dst, "source", e.Source)
	if e.Parent != annotation.NoParent {
		dst = records.AppendText(dst, "parent", ids.Of(e.Parent))
	}
	if len(e.Attributes) > 0 {
		dst = records.AppendAttrs(records.AppendKey(dst, "attributes"), e.Attributes)
	}
	return append(dst, '}')
}

func appendRelations(dst []byte, d *annotation.Document) []byte {
	if len(d.Relations) == 0 {
		return dst
	}
	ids := records.NewNames(d)
	dst = append(records.AppendKey(dst, "relations"), '[')
	for i := range d.Relations {
		rel := &d.Relations[i]
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = records.AppendText(append(dst, '{'), "id", rel.ID)
		dst = records.AppendText(dst, "label", rel.Label)
		dst = records.AppendText(dst, "from", ids.Of(rel.From))
		dst = records.AppendText(dst, "to", ids.Of(rel.To))
		if len(rel.Attributes) > 0 {
			dst = records.AppendAttrs(records.AppendKey(dst, "attributes"), rel.Attributes)
		}
		dst = append(dst, '}')
	}
	return append(dst, ']')
}
