package batch

import (
	"sync/atomic"
	"time"

	"github.com/onomast/onomast/corpus"
)

// A Progress counts what has been done; it may be read while [Run] runs.
type Progress struct {
	// Documents that have been put or passed.
	Documents atomic.Int64
	// Bytes of the text of those that have been put.
	Bytes atomic.Int64
	// Dead are those of Documents that have failed in this run.
	Dead atomic.Int64

	passed  atomic.Int64
	started atomic.Int64 // nanoseconds since 1970; 0 before the first document
}

// Start says that those counted so far have only been passed, and that the
// first is begun now. [Run] calls it.
func (p *Progress) Start(now time.Time) {
	p.passed.Store(p.Documents.Load())
	p.started.Store(now.UnixNano())
}

func (p *Progress) add(o *corpus.Outcome) {
	if o.Document != nil {
		p.Bytes.Add(int64(len(o.Document.Text())))
	}
	if o.Failure != nil {
		p.Dead.Add(1)
	}
	p.Documents.Add(1)
}

// Rate returns how many documents a second have been put, and when the first
// of them was begun. Before that it is 0 and the zero time.
func (p *Progress) Rate(now time.Time) (perSecond float64, since time.Time) {
	started := p.started.Load()
	if started == 0 {
		return 0, time.Time{}
	}
	since = time.Unix(0, started)
	elapsed := max(now.Sub(since).Seconds(), 0.001)
	return float64(p.Documents.Load()-p.passed.Load()) / elapsed, since
}
