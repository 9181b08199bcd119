package pipeline

import (
	"context"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
)

// A Host runs plugin processes. [Processes] makes one of a host.Host; tests
// bring their own.
type Host interface {
	// Check asks a stage's plugin what it reads and writes. See host.Host.Check.
	Check(ctx context.Context, cmd host.Command, stage plugin.StageConfig, thorough bool) (plugin.Contract, diag.List, error)
	// Open prepares a segment. See host.Host.Open.
	Open(ctx context.Context, cmd host.Command, seg plugin.Segment, limits host.Limits) (Annotator, error)
}

// An Annotator is an open segment: what carries documents through some stages.
type Annotator interface {
	// Annotate gives back what the segment adds to the documents. It fails only
	// when the segment cannot work at all.
	Annotate(ctx context.Context, docs []*document.Document, layers []string) (*document.Reply, error)
	// Explain asks a stage of the segment about the bytes [start,end) of a text.
	Explain(ctx context.Context, stage string, doc *document.Document, start, end int) ([]plugin.Reason, error)
	// Close releases the segment.
	Close() error
}

// Processes lets a [host.Host] carry the segments.
func Processes(h *host.Host) Host { return processes{h} }

type processes struct{ *host.Host }

func (p processes) Open(ctx context.Context, cmd host.Command, seg plugin.Segment, limits host.Limits) (Annotator, error) {
	s, err := p.Host.Open(ctx, cmd, seg, limits)
	if err != nil { // a nil *host.Segment in the interface would not be nil
		return nil, err
	}
	return s, nil
}
