package host

import (
	"context"
	"errors"
	"fmt"

	"github.com/onomast/onomast/core/document"
)

const (
	// strikes is how often a document may kill its plugin when it is alone.
	strikes = 2
	// kills is how often the plugin may be killed from outside meanwhile. Once
	// it may be somebody with a shell; each time it is the kernel, for the
	// memory the document takes.
	kills = 5
)

// alone tries the documents of a frame that was in flight when its process died
// once more, with nothing else in the process, and cuts the frame in halves
// until the guilty documents are found.
func (s *Segment) alone(ctx context.Context, r *replica, docs []*document.Document, layers []string, death *deathError) (*document.Reply, error) {
	if err := r.room.Acquire(ctx, everybody); err != nil {
		return nil, err
	}
	defer r.room.Release(everybody)
	q := &quarantine{segment: s, replica: r, docs: docs, layers: layers, reply: newReply(len(docs))}
	if k := death.document; k >= 0 && k < len(docs) { // known to hang: single it out
		if err := q.try(ctx, 0, k); err != nil {
			return nil, err
		}
		if err := q.judge(ctx, k, record{own: 1, worst: death}); err != nil {
			return nil, err
		}
		return q.reply, q.try(ctx, k+1, len(docs))
	}
	return q.reply, q.try(ctx, 0, len(docs))
}

// A quarantine is one frame being tried alone.
type quarantine struct {
	segment *Segment
	replica *replica
	docs    []*document.Document
	layers  []string
	reply   *document.Reply
}

// try fills in the reply for the documents [from,to).
func (q *quarantine) try(ctx context.Context, from, to int) error {
	switch to - from {
	case 0:
		return nil
	case 1:
		return q.judge(ctx, from, record{})
	}
	death, err := q.attempt(ctx, from, to)
	if err != nil || death == nil {
		return err
	}
	half := from + (to-from)/2
	if k := death.document; k >= 0 && from+k < to { // it hung, and is known
		if err := q.try(ctx, from, from+k); err != nil {
			return err
		}
		if err := q.judge(ctx, from+k, record{own: 1, worst: death}); err != nil {
			return err
		}
		return q.try(ctx, from+k+1, to)
	}
	if err := q.try(ctx, from, half); err != nil {
		return err
	}
	return q.try(ctx, half, to)
}

// attempt sends the documents [from,to) and returns the death they caused, if any.
func (q *quarantine) attempt(ctx context.Context, from, to int) (*deathError, error) {
	reply, err := q.segment.try(ctx, q.replica, q.docs[from:to], q.layers)
	var death *deathError
	if errors.As(err, &death) {
		return death, nil
	}
	if err != nil {
		return nil, err
	}
	merge(q.reply, reply, from)
	return nil, nil
}

// A record is what a document has done to its plugin.
type record struct {
	own     int // deaths that were its own doing
	foreign int // deaths by a signal from outside
	worst   *deathError
}

// add adds a death. What the document did itself weighs more, whatever came
// last: a message must not depend on who else was about.
func (r *record) add(d *deathError) {
	if d.foreign {
		r.foreign++
	} else {
		r.own++
	}
	if r.worst == nil || r.worst.foreign || !d.foreign {
		r.worst = d
	}
}

func (r *record) guilty() bool { return r.own >= strikes || r.own+r.foreign >= kills }

// judge tries one document until it comes through or has killed its plugin
// often enough.
func (q *quarantine) judge(ctx context.Context, i int, r record) error {
	for !r.guilty() {
		death, err := q.attempt(ctx, i, i+1)
		if err != nil || death == nil {
			return err
		}
		r.add(death)
	}
	q.reply.Failures = append(q.reply.Failures, document.Failure{
		Document: i, Stage: q.segment.request.ID, Code: r.worst.code,
		Message: fmt.Sprintf("%s, more than once with this document alone: %s", r.worst.detail, r.worst.advice()),
	})
	if q.replica.blame() {
		return q.doubt(ctx, r.worst)
	}
	return nil
}

// doubt tries the plugin itself, with a document that can harm nobody.
func (q *quarantine) doubt(ctx context.Context, last *deathError) error {
	innocent, err := document.New("", "a")
	if err != nil {
		return err
	}
	for _, name := range q.layers {
		if err := innocent.Add(document.NewLayer(name)); err != nil {
			return err
		}
	}
	_, err = q.segment.try(ctx, q.replica, []*document.Document{innocent}, q.layers)
	var death *deathError
	if errors.As(err, &death) && !death.foreign {
		return &StartError{
			Command: q.segment.cmd.name(), Code: CodeBroken, Err: death,
			Summary: fmt.Sprintf("it dies on every document, even on one that is a single letter: %s", last.detail),
			Hint:    "it is the plugin, not the documents: runner plugins test tries it point by point",
		}
	}
	if death != nil {
		return nil
	}
	return err
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
