package labelstudio

import (
	"strconv"

	"github.com/cespare/xxhash/v2"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

func create(out *annotation.Output) (annotation.Sink, error) { return &sink{out: out}, nil }

type sink struct {
	out    *annotation.Output
	count  int
	prefix string // of the names of regions
	buffer []byte
}

// Write writes a task. Entities with scores or sources are predictions, others are
// annotations.
func (s *sink) Write(d *annotation.Document) error {
	b := append(s.buffer[:0], "[\n"...)
	if s.count > 0 {
		b = append(s.buffer[:0], ",\n"...)
	}
	s.count++
	s.name(d.ID)
	b = appendData(b, d)
	if !d.Unlabelled {
		b = s.appendResults(b, d)
	}
	s.buffer = append(b, '}')
	_, err := s.out.Body.Write(s.buffer)
	return err
}

// Close ends the list.
func (s *sink) Close() error {
	end := "\n]\n"
	if s.count == 0 {
		end = "[]\n"
	}
	_, err := s.out.Body.Write([]byte(end))
	return err
}

func appendData(b []byte, d *annotation.Document) []byte {
	b = records.AppendString(append(b, `{"data":{"text":`...), d.Text)
	b = records.AppendText(b, "id", d.ID)
	b = records.AppendText(b, "lang", d.Language)
	b = records.AppendFields(b, d.Fields, func(name string) bool { return name == textName || name == "id" || name == "lang" })
	return append(b, '}')
}

func (s *sink) appendResults(b []byte, d *annotation.Document) []byte {
	b = append(records.AppendKey(b, "annotations"), `[{"result":[`...)
	model, predicted := modelOf(d)
	if predicted {
		b = b[:len(b)-len(`,"annotations":[{"result":[`)]
		b = append(records.AppendKey(b, "predictions"), `[{`...)
		b = append(records.AppendKey(records.AppendText(b, "model_version", model), "result"), '[')
	}
	r := records.NewRuler(s.out.Unit, d.Text)
	begin := len(b)
	for i := range d.Entities {
		if len(b) > begin {
			b = append(b, ',')
		}
		b = s.appendRegion(b, d, i, r, model)
	}
	for _, rel := range d.Relations {
		b = records.AppendText(append(b, ",{"...), "type", "relation")
		b = records.AppendText(b, "from_id", s.id(rel.From))
		b = records.AppendText(b, "to_id", s.id(rel.To))
		b = records.AppendText(b, "direction", "right")
		b = append(records.AppendString(append(records.AppendKey(b, "labels"), '['), rel.Label), "]}"...)
	}
	return append(b, "]}]"...)
}

// modelOf says who predicted the entities, if they are predictions.
func modelOf(d *annotation.Document) (string, bool) {
	predicted := false
	for i := range d.Entities {
		if d.Entities[i].Source != "" {
			return d.Entities[i].Source, true
		}
		predicted = predicted || d.Entities[i].Kind != document.None
	}
	return "", predicted
}

// name sets what the names of the regions of a task begin with: the same for a
// document in whatever file it is, and unique in each.
func (s *sink) name(document string) {
	s.prefix = "t" + strconv.Itoa(s.count)
	if document != "" {
		s.prefix = "t" + strconv.FormatUint(xxhash.Sum64String(document), 36)
	}
}

// id is the name of a region.
func (s *sink) id(entity int) string { return s.prefix + "e" + strconv.Itoa(entity+1) }

// appendRegion appends a region, and its attributes as texts about it. Its source is
// said where it is not the model of the prediction.
func (s *sink) appendRegion(b []byte, d *annotation.Document, i int, r records.Ruler, model string) []byte {
	e := &d.Entities[i]
	hull := e.Hull()
	head := func(b []byte, from, kind string) []byte {
		b = records.AppendText(append(b, '{'), "id", s.id(i))
		b = records.AppendText(b, "from_name", from)
		b = records.AppendText(b, "to_name", textName)
		b = records.AppendText(b, "type", kind)
		return b
	}
	place := func(b []byte) []byte {
		b = append(records.AppendKey(b, "value"), '{')
		b = records.AppendInt(b, "start", r.At(hull.Start))
		return records.AppendInt(b, "end", r.At(hull.End))
	}
	b = head(b, labelName, "labels")
	if e.Kind != document.None {
		b = records.AppendFloat(b, "score", e.Score)
	}
	if e.Parent != annotation.NoParent {
		b = records.AppendText(b, "parentID", s.id(e.Parent))
	}
	if e.Source != model {
		b = append(records.AppendString(append(records.AppendKey(b, "meta"), `{"source":`...), e.Source), '}')
	}
	b = records.AppendText(place(b), "text", d.Text[hull.Start:hull.End])
	b = append(records.AppendString(append(records.AppendKey(b, "labels"), '['), e.Label), "]}}"...)
	for _, a := range e.Attributes {
		b = place(head(append(b, ','), a.Key, "textarea"))
		b = append(records.AppendString(append(records.AppendKey(b, "text"), '['), a.Value), "]}}"...)
	}
	return b
}
