package prodigy

import (
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

func create(out *annotation.Output) (annotation.Sink, error) { return records.Lines(out, fill), nil }

// fill writes a task, as it would be after it was accepted.
func fill(b []byte, d *annotation.Document, r records.Ruler) []byte {
	b = records.AppendText(b, "id", d.ID)
	b = records.AppendString(records.AppendKey(b, "text"), d.Text)
	b = appendTokens(b, d, r)
	if !d.Unlabelled {
		b = append(records.AppendKey(b, "spans"), '[')
		for i := range d.Entities {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendSpan(b, d, i, r)
		}
		b = append(b, ']')
	}
	b = appendRelations(b, d, r)
	b = records.AppendText(b, "_annotator_id", d.Annotator)
	b = records.AppendFields(b, d.Fields, known)
	if d.Field("answer") == "" && !d.Unlabelled {
		b = records.AppendText(b, "answer", "accept")
	}
	return b
}

func known(name string) bool {
	switch name {
	case "id", "text", "tokens", "spans", "relations", "_annotator_id":
		return true
	}
	return false
}

func appendTokens(b []byte, d *annotation.Document, r records.Ruler) []byte {
	if len(d.Tokens) == 0 {
		return b
	}
	b = append(records.AppendKey(b, "tokens"), '[')
	for i, t := range d.Tokens {
		if i > 0 {
			b = append(b, ',')
		}
		b = records.AppendText(append(b, '{'), "text", d.Text[t.Start:t.End])
		b = records.AppendInt(b, "start", r.At(t.Start))
		b = records.AppendInt(b, "end", r.At(t.End))
		b = records.AppendInt(b, "id", i)
		spaced := "false"
		if t.End < len(d.Text) && d.Text[t.End] == ' ' {
			spaced = "true"
		}
		b = append(append(records.AppendKey(b, "ws"), spaced...), '}')
	}
	return append(b, ']')
}

// appendSpan appends a span, with the first and the last of its tokens when it is made
// of tokens.
func appendSpan(b []byte, d *annotation.Document, i int, r records.Ruler) []byte {
	e := &d.Entities[i]
	hull := e.Hull()
	b = records.AppendInt(append(b, '{'), "start", r.At(hull.Start))
	b = records.AppendInt(b, "end", r.At(hull.End))
	if from, to := annotation.Within(d.Tokens, hull); from < to && d.Tokens[from].Start == hull.Start && d.Tokens[to-1].End == hull.End {
		b = records.AppendInt(b, "token_start", from)
		b = records.AppendInt(b, "token_end", to-1)
	}
	b = records.AppendText(b, "label", e.Label)
	b = records.AppendText(b, "source", e.Source)
	if e.Kind != document.None {
		b = records.AppendFloat(b, "score", e.Score)
	}
	return append(b, '}')
}

func appendRelations(b []byte, d *annotation.Document, r records.Ruler) []byte {
	if len(d.Relations) == 0 {
		return b
	}
	b = append(records.AppendKey(b, "relations"), '[')
	for i, rel := range d.Relations {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '{')
		for _, end := range []struct {
			name   string
			entity int
		}{{"head", rel.From}, {"child", rel.To}} {
			if _, to := annotation.Within(d.Tokens, d.Entities[end.entity].Hull()); to > 0 {
				b = records.AppendInt(b, end.name, to-1)
			}
			b = appendSpan(records.AppendKey(b, end.name+"_span"), d, end.entity, r)
		}
		b = append(records.AppendText(b, "label", rel.Label), '}')
	}
	return append(b, ']')
}
