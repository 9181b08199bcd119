package host

import (
	"context"
	"errors"
	"fmt"

	"github.com/onomast/onomast/core/document"
)

// strikes is how often a document may kill its plugin when it is alone.
const strikes = 2

// alone tries the documents of a frame that was in flight when its process died
// once more, with nothing else in the process, and cuts the frame in halves
// until the guilty document is found.
func (s *Segment) alone(ctx context.Context, r *replica, docs []*document.Document, layers []string, death *deathError) (*document.Reply, error) {
	r.quarantine.Lock()
	defer r.quarantine.Unlock()
	q := &quarantine{segment: s, replica: r, layers: layers}
	reply := &document.Reply{Documents: len(docs), Layers: make([][]*document.Layer, len(docs))}
	if k := death.document; k >= 0 && k < len(docs) && len(docs) > 1 { // known to hang: single it out
		return reply, errors.Join(q.try(ctx, docs[:k], 0, reply), q.try(ctx, docs[k:k+1], k, reply), q.try(ctx, docs[k+1:], k+1, reply))
	}
	return reply, q.try(ctx, docs, 0, reply)
}

// A quarantine is one frame being tried alone.
type quarantine struct {
	segment *Segment
	replica *replica
	layers  []string
}

// try fills in the reply for documents that begin at index base.
func (q *quarantine) try(ctx context.Context, docs []*document.Document, base int, into *document.Reply) error {
	if len(docs) == 0 {
		return nil
	}
	death, err := q.attempt(ctx, docs, base, into)
	if err != nil || death == nil {
		return err
	}
	if len(docs) == 1 {
		return q.again(ctx, docs, base, into)
	}
	if q.replica.exhausted() {
		return fmt.Errorf("plugin %q dies whatever it is given: %w", q.segment.cmd.name(), death)
	}
	half := len(docs) / 2
	if err := q.try(ctx, docs[:half], base, into); err != nil {
		return err
	}
	return q.try(ctx, docs[half:], base+half, into)
}

// attempt sends documents and returns the death they caused, if any.
func (q *quarantine) attempt(ctx context.Context, docs []*document.Document, base int, into *document.Reply) (*deathError, error) {
	reply, err := q.segment.try(ctx, q.replica, docs, q.layers)
	var death *deathError
	if errors.As(err, &death) {
		return death, nil
	}
	if err != nil {
		return nil, err
	}
	merge(into, reply, base)
	return nil, nil
}

// again gives a document that has killed its plugin alone its last chances.
func (q *quarantine) again(ctx context.Context, docs []*document.Document, base int, into *document.Reply) error {
	var death *deathError
	for range strikes - 1 {
		var err error
		if death, err = q.attempt(ctx, docs, base, into); err != nil || death == nil {
			return err
		}
	}
	q.replica.completed() // the document is to blame, not the plugin
	into.Failures = append(into.Failures, document.Failure{
		Document: base, Stage: q.segment.request.ID, Code: death.code,
		Message: fmt.Sprintf("%s, %d times with this document alone", death.detail, strikes),
	})
	return nil
}

func merge(into, part *document.Reply, base int) {
	copy(into.Layers[base:], part.Layers)
	for _, f := range part.Failures {
		f.Document += base
		into.Failures = append(into.Failures, f)
	}
	if part.Notes != nil {
		if into.Notes == nil {
			into.Notes = make([][]document.Note, into.Documents)
		}
		copy(into.Notes[base:], part.Notes)
	}
}
