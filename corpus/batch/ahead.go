package batch

import (
	"context"

	"github.com/onomast/onomast/corpus"
)

// A reading is a record, or the error that ends the reading.
type reading struct {
	record *corpus.Record
	err    error
}

// readAhead reads on its own, until an error or the end of ctx, so that nobody
// has to wait for a reader that waits for a pipe. The channel is closed after
// an error.
func readAhead(ctx context.Context, in Reader) <-chan reading {
	out := make(chan reading, 1)
	go func() {
		defer close(out)
		for {
			record, err := in.Next(ctx)
			select {
			case out <- reading{&record, err}:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	}()
	return out
}
