package host

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/onomast/onomast/core/plugin"
)

// A Host runs plugin processes. It is safe for concurrent use.
type Host struct {
	opts     Options
	dir      *runDir
	spawn    *spawner
	lifeline struct{ read, write *os.File }
	digests  digester

	mu          sync.Mutex
	supervisors map[string]*supervisor // of commands whose process may be shared
	own         []*supervisor          // of segments that have a process to themselves
	attached    map[string]bool        // the attachments that were of use
	closed      bool
}

// New makes a host and its run directory. Nothing is started yet.
func New(opts Options) (*Host, error) {
	h := &Host{opts: opts.withDefaults(), supervisors: make(map[string]*supervisor), attached: make(map[string]bool)}
	var err error
	if h.dir, err = newRunDir(opts.Dir, h.opts.Logger); err != nil {
		return nil, err
	}
	if h.lifeline.read, h.lifeline.write, err = os.Pipe(); err != nil {
		return nil, errors.Join(fmt.Errorf("making the lifeline of plugins: %w", err), h.dir.remove())
	}
	h.spawn = newSpawner()
	return h, nil
}

// Close stops every process and removes the run directory. It takes no longer
// than Options.StopTimeout and a moment.
func (h *Host) Close() error {
	h.mu.Lock()
	if h.closed {
		h.mu.Unlock()
		return nil
	}
	h.closed = true
	all := slices.Clone(h.own)
	for _, s := range h.supervisors {
		all = append(all, s)
	}
	h.reportUnused()
	h.mu.Unlock()
	deadline := time.Now().Add(h.opts.StopTimeout)
	var stopped sync.WaitGroup
	for _, s := range all {
		stopped.Go(func() { s.stop(deadline) })
	}
	stopped.Wait()
	h.spawn.close()
	_ = h.lifeline.write.Close()
	_ = h.lifeline.read.Close()
	return h.dir.remove()
}

// shared returns the supervisor of the process that all may share who use the
// command.
func (h *Host) shared(cmd Command) (*supervisor, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, ErrClosed
	}
	s, ok := h.supervisors[cmd.key()]
	if !ok {
		s = newSupervisor(h, cmd, h.opts.budget(1))
		h.supervisors[cmd.key()] = s
	}
	return s, nil
}

// exclusive returns a supervisor of a process for one segment alone.
func (h *Host) exclusive(cmd Command, replicas int) (*supervisor, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, ErrClosed
	}
	s := newSupervisor(h, cmd, h.opts.budget(replicas))
	h.own = append(h.own, s)
	return s, nil
}

// forget drops a supervisor that has been stopped.
func (h *Host) forget(s *supervisor) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.own = slices.DeleteFunc(h.own, func(o *supervisor) bool { return o == s })
}

// logLevel tells plugins not to write what nobody will see.
func (h *Host) logLevel() string {
	for _, level := range []slog.Level{slog.LevelDebug, slog.LevelInfo, slog.LevelWarn} {
		if h.opts.Logger.Enabled(context.Background(), level) {
			return plugin.EnvLogLevel + "=" + level.String()
		}
	}
	return plugin.EnvLogLevel + "=error"
}
