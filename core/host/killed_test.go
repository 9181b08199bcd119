//go:build unix

package host_test

import (
	"errors"
	"testing"

	"github.com/onomast/onomast/core/host"
)

// A process that somebody kills before its handshake is no mistake of
// configuration: it is started again, a few times.
func TestKilledWhileItStarts(t *testing.T) {
	t.Parallel()
	if _, err := newHost(t, nil).Describe(t.Context(), self(t, "killed "+t.TempDir())); err != nil {
		t.Errorf("killed twice: %v", err)
	}
	_, err := newHost(t, nil).Describe(t.Context(), self(t, "killed "))
	var start *host.StartError
	if !errors.As(err, &start) || start.Code != host.CodeKilled {
		t.Errorf("killed every time: %v", err)
	}
}
