package host

import (
	"context"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// Describe asks a program which kinds of stage it offers, starting it if it
// does not run yet.
func (h *Host) Describe(ctx context.Context, cmd Command) (plugin.Description, error) {
	var d plugin.Description
	err := h.call(ctx, cmd, "describe", h.opts.RPCTimeout, func(ctx context.Context, c *plugin.Client) (err error) {
		d, err = c.Describe(ctx)
		return err
	})
	return d, err
}

// Check asks a program about the options of one of its stages. Thorough checks
// also run examples and read whole lists.
func (h *Host) Check(ctx context.Context, cmd Command, stage plugin.StageConfig, thorough bool) (plugin.Contract, diag.List, error) {
	timeout := h.opts.RPCTimeout
	if thorough {
		timeout = h.opts.OpenTimeout
	}
	var contract plugin.Contract
	var list diag.List
	err := h.call(ctx, cmd, "check", timeout, func(ctx context.Context, c *plugin.Client) (err error) {
		contract, list, err = c.Check(ctx, stage, thorough)
		return err
	})
	return contract, list, err
}

// call makes one call to the shared process of a command.
func (h *Host) call(ctx context.Context, cmd Command, what string, timeout time.Duration, f func(context.Context, *plugin.Client) error) error {
	s, err := h.shared(cmd)
	if err != nil {
		return err
	}
	for attempt := 1; ; attempt++ {
		p, err := s.process(ctx)
		if err != nil {
			return err
		}
		err = p.call(ctx, cmd, what, timeout, f)
		if err == nil || attempt == callAttempts || ctx.Err() != nil || !p.dead() {
			return err // else it was killed under the call, by no fault of it perhaps
		}
	}
}

// callAttempts is how often a call is made of a process that dies meanwhile.
const callAttempts = 3

func (p *process) call(ctx context.Context, cmd Command, what string, timeout time.Duration, f func(context.Context, *plugin.Client) error) error {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	err := f(ctx, p.client)
	if err == nil {
		return nil
	}
	e := &CallError{Command: cmd.name(), Call: what, Err: err}
	select {
	case <-p.child.exited: // the connection broke because the process died
		e.Stderr = p.child.log.last()
	case <-time.After(20 * time.Millisecond):
	}
	return e
}
