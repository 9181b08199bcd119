package plugintest

import (
	"context"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/document"
)

// found is what came back for one document.
type found struct {
	layers   []*document.Layer
	notes    []document.Note
	failures []document.Failure
}

// annotate sends texts in frames of the given number of documents and returns
// what was found in each.
func (s *subject) annotate(ctx context.Context, id string, texts []string, size int) ([]found, error) {
	docs, err := s.documents(texts)
	if err != nil {
		return nil, err
	}
	var frames [][]*document.Document
	for from := 0; from < len(docs); from += size {
		frames = append(frames, docs[from:min(from+size, len(docs))])
	}
	replies, err := s.exchange(ctx, id, frames)
	if err != nil {
		return nil, err
	}
	var out []found
	for i, r := range replies {
		out = append(out, unpack(r, len(frames[i]))...)
	}
	return out, nil
}

func unpack(r *document.Reply, n int) []found {
	out := make([]found, n)
	for i := range out {
		if r.Layers != nil {
			out[i].layers = r.Layers[i]
		}
		if r.Notes != nil {
			out[i].notes = r.Notes[i]
		}
	}
	for _, f := range r.Failures {
		out[f.Document].failures = append(out[f.Document].failures, f)
	}
	return out
}

// fingerprint is equal for two answers when they say the same. Layers without
// spans count as absent, and the document's place in its frame does not count.
func (f found) fingerprint() string {
	var b strings.Builder
	for _, l := range f.layers {
		for i, span := range l.All() {
			fmt.Fprintf(&b, "%q %d %+v\n", l.Name(), l.Parent(i), span)
		}
	}
	for _, n := range f.notes {
		fmt.Fprintf(&b, "note %+v\n", n)
	}
	for _, failure := range f.failures {
		failure.Document = 0
		fmt.Fprintf(&b, "failure %+v\n", failure)
	}
	return b.String()
}
