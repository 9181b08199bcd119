package host

import (
	"io"
	"log/slog"
	"sync"
	"testing"
)

// Hosts that end while others begin, and sweep what is abandoned, get in nobody's way.
func TestRunDirsAreRemovedWhileOthersSweep(t *testing.T) {
	t.Parallel()
	parent, log := t.TempDir(), slog.New(slog.NewTextHandler(io.Discard, nil))
	var hosts sync.WaitGroup
	for range 4 {
		hosts.Go(func() {
			for range 200 {
				d, err := newRunDir(parent, log)
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := d.sub(); err != nil {
					t.Error(err)
				}
				if err := d.remove(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	hosts.Wait()
}
