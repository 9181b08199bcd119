package host

import (
	"context"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// callAttempts is how often a call is made of a process that dies meanwhile.
const callAttempts = 3

// Describe asks a program which kinds of stage it offers, starting it if it
// does not run yet.
func (h *Host) Describe(ctx context.Context, cmd Command) (plugin.Description, error) {
	var d plugin.Description
	s, err := h.shared(cmd)
	if err != nil {
		return d, err
	}
	err = s.call(ctx, callDescribe, h.opts.RPCTimeout, func(ctx context.Context, c *plugin.Client) (err error) {
		d, err = c.Describe(ctx)
		return err
	})
	return d, err
}

// Check asks a program about the options of one of its stages. Thorough checks
// also run examples and read whole lists.
func (h *Host) Check(ctx context.Context, cmd Command, stage plugin.StageConfig, thorough bool) (plugin.Contract, diag.List, error) {
	var contract plugin.Contract
	var list diag.List
	s, err := h.shared(cmd)
	if err != nil {
		return contract, list, err
	}
	timeout := h.opts.RPCTimeout
	if thorough {
		timeout = h.opts.OpenTimeout
	}
	err = s.call(ctx, callCheck, timeout, func(ctx context.Context, c *plugin.Client) (err error) {
		contract, list, err = c.Check(ctx, stage, thorough)
		return err
	})
	return contract, list, err
}
