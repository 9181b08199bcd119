package inputs

import (
	"context"
	"io"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/corpus/annotation"
)

// Carry takes the texts of gold documents through a pipeline, and gives put what
// became of each, in their order: i is its index in gold.
func Carry(ctx context.Context, r Runner, gold *Set, put func(i int, done pipeline.Done) error) error {
	at := 0
	next := func(context.Context) (pipeline.Job, error) {
		if at == len(gold.Documents) {
			return pipeline.Job{}, io.EOF
		}
		d, err := textOf(gold.Documents[at])
		at++
		return pipeline.Job{Document: d, Ref: at - 1}, err
	}
	return r.Run(ctx, next, func(done pipeline.Done) error {
		return put(done.Ref.(int), done) // put there by next
	})
}

// textOf makes a document of a text and the language it is said to be in.
func textOf(d *annotation.Document) (*document.Document, error) {
	doc, err := document.New(d.ID, d.Text)
	if err != nil || d.Language == "" || d.Text == "" {
		return doc, err
	}
	layer := document.NewLayer(document.Language)
	layer.AddRange(0, len(d.Text), d.Language)
	return doc, doc.Add(layer)
}

// Gold returns the label by which gold entities of a label are known; it is not ok
// when they are left out.
func (m *Map) Gold(label string) (string, bool) { return m.of(goldSide, label) }
