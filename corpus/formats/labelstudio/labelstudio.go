// Package labelstudio reads and writes the JSON and JSON_MIN of Label Studio.
package labelstudio

import (
	"bytes"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats/internal/records"
)

// Names that a labelling configuration has to use for what is written.
const (
	labelName = "label"
	textName  = "text"
)

func units() []document.Unit {
	return []document.Unit{document.UTF16, document.CodePoint, document.Byte}
}

// Format describes the JSON.
func Format() annotation.Format {
	return annotation.Format{
		Name: "labelstudio", Title: "Label Studio JSON", Extension: ".json",
		Holds: annotation.Holds{
			Overlap: annotation.Any, Duplicates: true, Scores: true, Sources: true, Attributes: true, Relations: true, Parents: true,
			DocumentIDs: true, Language: true, Unlabelled: true, Fields: true, Spacing: annotation.FullSpacing,
		},
		Units: units(), Guess: guess, Read: open, Write: create,
	}
}

func guess(_ string, head []byte) int {
	has := func(s string) bool { return bytes.Contains(head, []byte(s)) }
	if has(`"data"`) && (has(`"annotations"`) || has(`"predictions"`) || has(`"completions"`)) {
		return 90
	}
	return 0
}

type task struct {
	ID          records.Text              `json:"id"`
	Data        map[string]jsontext.Value `json:"data"`
	Raw         jsontext.Value            `json:"-"`
	Annotations []annotated               `json:"annotations"`
	Completions []annotated               `json:"completions"`
	Predictions []annotated               `json:"predictions"`
}

// annotated is one annotation, or one prediction, of a task.
type annotated struct {
	CompletedBy  jsontext.Value        `json:"completed_by"`
	Result       records.Items[result] `json:"result"`
	Cancelled    bool                  `json:"was_cancelled"`
	Skipped      bool                  `json:"skipped"`
	ModelVersion string                `json:"model_version"`
}

type result struct {
	ID        records.Text              `json:"id"`
	FromName  string                    `json:"from_name"`
	ToName    string                    `json:"to_name"`
	Type      string                    `json:"type"`
	Score     *float64                  `json:"score"`
	ParentID  records.Text              `json:"parentID"`
	Value     value                     `json:"value"`
	FromID    records.Text              `json:"from_id"`
	ToID      records.Text              `json:"to_id"`
	Direction string                    `json:"direction"`
	Labels    []string                  `json:"labels"`
	Meta      map[string]jsontext.Value `json:"meta"`
}

type value struct {
	Start  jsontext.Value            `json:"start"`
	End    jsontext.Value            `json:"end"`
	Text   jsontext.Value            `json:"text"`
	Global *offsets                  `json:"globalOffsets"`
	Rest   map[string]jsontext.Value `json:",embed"`
}

type offsets struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

func open(in *annotation.Input) (annotation.Source, error) {
	return &source{in: in, records: records.New(in)}, nil
}

type source struct {
	in      *annotation.Input
	records *records.Reader
	queue   []*annotation.Draft
}

// Next reads a task. Each annotation of it is a document of its own.
func (s *source) Next() (*annotation.Draft, error) {
	if len(s.queue) > 0 {
		d := s.queue[0]
		s.queue = s.queue[1:]
		return d, nil
	}
	v, err := s.records.Next()
	if err != nil {
		return nil, err
	}
	var t task
	if err := s.records.Unmarshal(v, &t); err != nil {
		return nil, err
	}
	base, err := s.base(v, &t)
	if err != nil {
		return nil, err
	}
	s.annotations(base, &t)
	d := s.queue[0]
	s.queue = s.queue[1:]
	return d, nil
}

// base is what the documents of a task have in common.
func (s *source) base(v records.Value, t *task) (*annotation.Draft, error) {
	d := &annotation.Draft{}
	d.Origin, d.ID = s.records.Origin(v), string(t.ID)
	name, ok := textField(t.Data)
	if !ok {
		return nil, s.records.Problem(v, "no-text", "tasks of images and of several texts have none", "the task has no field data.text")
	}
	var raw struct {
		Data jsontext.Value `json:"data"`
	}
	if err := s.records.Unmarshal(v, &raw); err != nil {
		return nil, err
	}
	for _, f := range records.Fields(raw.Data) {
		switch f.Name {
		case name:
			d.Text = scalar(jsontext.Value(f.JSON))
		case "id":
			d.ID = scalar(jsontext.Value(f.JSON))
		case "lang":
			d.Language = scalar(jsontext.Value(f.JSON))
		default:
			d.Fields = append(d.Fields, f)
		}
	}
	return d, nil
}

// textField names the field of the text: "text", or the only one that is a string.
func textField(data map[string]jsontext.Value) (string, bool) {
	if v, ok := data[textName]; ok && v.Kind() == '"' {
		return textName, true
	}
	found := ""
	for name, v := range data {
		if v.Kind() != '"' || name == "id" || name == "lang" {
			continue
		}
		if found != "" {
			return "", false
		}
		found = name
	}
	return found, found != ""
}

func scalar(v jsontext.Value) string {
	var t records.Text
	if err := json.Unmarshal(v, &t, jsontext.AllowInvalidUTF8(true)); err != nil {
		return string(v)
	}
	return string(t)
}

// annotations queues a document for each annotation, or for each prediction of a task
// without annotations, or one that was not annotated.
func (s *source) annotations(base *annotation.Draft, t *task) {
	list := append(t.Annotations, t.Completions...)
	skipped := 0
	for i := range list {
		if list[i].Cancelled || list[i].Skipped {
			skipped++
			continue
		}
		s.queue = append(s.queue, s.document(base, &list[i], by(list[i].CompletedBy)))
	}
	b := records.Builder{Draft: base, Report: s.in.Report}
	if skipped > 0 {
		b.Note(annotation.Noted, "skipped-task", "annotations of the task that were skipped by their annotators (%d) are left out", skipped)
	}
	switch {
	case len(s.queue) > 0 && len(t.Predictions) > 0:
		b.Note(annotation.Noted, "predictions", "predictions (%d) are left out: the task has annotations", len(t.Predictions))
	case len(s.queue) == 0 && skipped == 0:
		for i := range t.Predictions {
			s.queue = append(s.queue, s.document(base, &t.Predictions[i], ""))
		}
	}
	if len(s.queue) == 0 {
		base.Unlabelled = true
		s.queue = append(s.queue, base)
	}
}

// by names an annotator: a number, or an object with an address.
func by(v jsontext.Value) string {
	switch {
	case len(v) == 0:
		return ""
	case v.Kind() == '{':
		var user struct {
			ID    records.Text `json:"id"`
			Email string       `json:"email"`
		}
		_ = json.Unmarshal(v, &user) // a user nobody can name
		if user.Email != "" {
			return user.Email
		}
		return string(user.ID)
	}
	return scalar(v)
}

func (s *source) document(base *annotation.Draft, a *annotated, who string) *annotation.Draft {
	c := *base
	d := &c
	d.Annotator = who
	b := &records.Builder{Draft: d, Report: s.in.Report}
	regions := map[string][]int{}
	for i := range a.Result.Values {
		if r := &a.Result.Values[i]; strings.HasSuffix(r.Type, "labels") {
			s.region(b, r, a.ModelVersion, regions)
		}
	}
	a.Result.ReportBroken(d, s.in.Report)
	s.links(b, a, regions)
	return d
}

// region adds an entity for each label of a region.
func (s *source) region(b *records.Builder, r *result, model string, regions map[string][]int) {
	labels := listOf(r.Value.Rest[r.Type])
	e := annotation.Entity{ID: string(r.ID), Parent: annotation.NoParent, Source: model}
	if source, ok := r.Meta["source"]; ok {
		e.Source = scalar(source)
	}
	if r.Score != nil {
		e.Score, e.Kind = *r.Score, document.Raw
	}
	if place, ok := placeOf(&r.Value); ok {
		e.Fragments = []annotation.Range{place}
	}
	if len(labels) == 0 {
		labels = []string{""}
	}
	for _, label := range labels {
		one := e
		one.Label = label
		regions[string(r.ID)] = append(regions[string(r.ID)], len(b.Draft.Entities))
		b.Add(one, textOf(r.Value.Text))
	}
}

func textOf(v jsontext.Value) string {
	if len(v) > 0 && v.Kind() == '"' {
		return scalar(v)
	}
	return ""
}

// placeOf reads offsets. In HTML they are paths, and the offsets of the text beside
// them.
func placeOf(v *value) (annotation.Range, bool) {
	if v.Global != nil {
		return annotation.Range{Start: v.Global.Start, End: v.Global.End}, true
	}
	var start, end int
	if json.Unmarshal(v.Start, &start) != nil || json.Unmarshal(v.End, &end) != nil {
		return annotation.Range{}, false
	}
	return annotation.Range{Start: start, End: end}, true
}

// links adds what belongs to regions: parents, relations, and choices and texts as
// attributes.
func (s *source) links(b *records.Builder, a *annotated, regions map[string][]int) {
	index := map[string]int{}
	for id, list := range regions {
		if id != "" {
			index[id] = list[0]
		}
	}
	for i := range a.Result.Values {
		r := &a.Result.Values[i]
		switch {
		case strings.HasSuffix(r.Type, "labels"):
			if parent, ok := index[string(r.ParentID)]; ok && r.ParentID != "" {
				for _, e := range regions[string(r.ID)] {
					if e != parent {
						b.Draft.Entities[e].Parent = parent
					}
				}
			}
		case r.Type == "relation":
			label := strings.Join(r.Labels, "|")
			from, to := r.FromID, r.ToID
			if r.Direction == "left" {
				from, to = to, from
			}
			b.Relate("", label, string(from), string(to), index, nil)
		default:
			s.attribute(b, r, regions)
		}
	}
}

// attribute adds what was said of a region. What was said of the whole text is left
// out.
func (s *source) attribute(b *records.Builder, r *result, regions map[string][]int) {
	values := listOf(r.Value.Rest[r.Type])
	if r.Type == "textarea" {
		values = listOf(r.Value.Text)
	}
	of := regions[string(r.ID)]
	if len(of) == 0 || len(values) == 0 {
		b.Note(annotation.Noted, "result", "a result of the type %s is left out: it belongs to no entity", annotation.Shorten(r.Type))
		return
	}
	for _, e := range of {
		for _, v := range values {
			b.Draft.Entities[e].Attributes = append(b.Draft.Entities[e].Attributes, document.Attr{Key: r.FromName, Value: v})
		}
	}
}

// listOf reads a list of strings, or a single one.
func listOf(v jsontext.Value) []string {
	if len(v) == 0 {
		return nil
	}
	if v.Kind() != '[' {
		return []string{scalar(v)}
	}
	var list []jsontext.Value
	if json.Unmarshal(v, &list, jsontext.AllowInvalidUTF8(true)) != nil {
		return nil
	}
	out := make([]string, len(list))
	for i, item := range list {
		out[i] = scalar(item)
	}
	return out
}
