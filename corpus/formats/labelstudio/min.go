package labelstudio

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// Min describes JSON_MIN: one object an annotation, its data and its results beside each
// other.
func Min() annotation.Format {
	return annotation.Format{
		Name: "labelstudio-min", Title: "Label Studio JSON_MIN", Extension: ".json",
		Holds: annotation.Holds{
			Overlap: annotation.Any, Duplicates: true, DocumentIDs: true, Language: true, Annotator: true, Unlabelled: true, Fields: true,
			Spacing: annotation.FullSpacing,
		},
		Units: units(), Guess: guessMin, Read: openMin, Write: createMin,
	}
}

func guessMin(_ string, head []byte) int {
	dense := bytes.ReplaceAll(head, []byte(" "), nil)
	has := func(s string) bool { return bytes.Contains(dense, []byte(s)) }
	switch {
	case has(`"data":{`):
		return 0
	case has(`"annotation_id"`) && has(`"text"`), has(`"labels":["`) && has(`"text"`) && has(`"start"`):
		return 90
	}
	return 0
}

func openMin(in *annotation.Input) (annotation.Source, error) {
	return &minSource{in: in, records: records.New(in)}, nil
}

type minSource struct {
	in      *annotation.Input
	records *records.Reader
}

// A region is an entity with one label or several.
type region struct {
	value
	Labels          []string `json:"labels"`
	HypertextLabels []string `json:"hypertextlabels"`
}

// Next reads an annotation.
func (s *minSource) Next() (*annotation.Draft, error) {
	v, err := s.records.Next()
	if err != nil {
		return nil, err
	}
	var r struct {
		ID           records.Text   `json:"id"`
		Text         *string        `json:"text"`
		Lang         string         `json:"lang"`
		Annotator    jsontext.Value `json:"annotator"`
		AnnotationID jsontext.Value `json:"annotation_id"`
		Rest         jsontext.Value `json:",embed"`
	}
	if err := s.records.Unmarshal(v, &r); err != nil {
		return nil, err
	}
	if r.Text == nil {
		return nil, s.records.Problem(v, "no-text", "", "the record has no field \"text\"")
	}
	d := &annotation.Draft{Document: annotation.Document{
		ID: string(r.ID), Text: *r.Text, Language: r.Lang, Annotator: by(r.Annotator), Origin: s.records.Origin(v),
		Unlabelled: len(r.AnnotationID) == 0,
	}}
	b := &records.Builder{Draft: d, Report: s.in.Report}
	for _, f := range records.Fields(r.Rest) {
		var list records.Items[region]
		if !strings.HasPrefix(f.JSON, "[") || json.Unmarshal([]byte(f.JSON), &list, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true)) != nil || !regions(&list, f.Name) {
			d.Fields = append(d.Fields, f)
			continue
		}
		d.Unlabelled = false
		s.add(b, &list)
	}
	return d, nil
}

// regions reports whether a field holds regions.
func regions(list *records.Items[region], name string) bool {
	if len(list.Values) == 0 {
		return len(list.Broken) == 0 && name == labelName
	}
	r := &list.Values[0]
	return len(r.Start) > 0 || r.Global != nil
}

func (s *minSource) add(b *records.Builder, list *records.Items[region]) {
	for i := range list.Values {
		r := &list.Values[i]
		e := annotation.Entity{Parent: annotation.NoParent}
		if place, ok := placeOf(&r.value); ok {
			e.Fragments = []annotation.Range{place}
		}
		labels := append(r.Labels, r.HypertextLabels...)
		if len(labels) == 0 {
			labels = []string{""}
		}
		for _, label := range labels {
			e.Label = label
			b.Add(e, textOf(r.value.Text))
		}
	}
	list.ReportBroken(b.Draft, s.in.Report)
}

func createMin(out *annotation.Output) (annotation.Sink, error) {
	return &minSink{sink{out: out}}, nil
}

// A minSink ends its list as a sink does.
type minSink struct{ sink }

// Write writes an annotation.
func (s *minSink) Write(d *annotation.Document) error {
	r := records.NewRuler(s.out.Unit, d.Text)
	b := append(s.buffer[:0], "[\n"...)
	if s.count > 0 {
		b = append(s.buffer[:0], ",\n"...)
	}
	s.count++
	b = records.AppendString(append(b, `{"text":`...), d.Text)
	b = records.AppendText(b, "id", d.ID)
	b = records.AppendText(b, "lang", d.Language)
	if !d.Unlabelled {
		b = append(records.AppendKey(b, labelName), '[')
		for i := range d.Entities {
			if i > 0 {
				b = append(b, ',')
			}
			hull := d.Entities[i].Hull()
			b = records.AppendInt(append(b, '{'), "start", r.At(hull.Start))
			b = records.AppendInt(b, "end", r.At(hull.End))
			b = records.AppendText(b, "text", d.Text[hull.Start:hull.End])
			b = append(records.AppendString(append(records.AppendKey(b, "labels"), '['), d.Entities[i].Label), "]}"...)
		}
		b = append(b, ']')
	}
	b = records.AppendText(b, "annotator", d.Annotator)
	b = records.AppendFields(b, d.Fields, func(name string) bool {
		switch name {
		case "id", textName, "lang", labelName, "annotator", "annotation_id":
			return true
		}
		return false
	})
	s.buffer = append(b, '}')
	_, err := s.out.Body.Write(s.buffer)
	return err
}
