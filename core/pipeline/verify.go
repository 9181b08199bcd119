package pipeline

import (
	"context"
	"errors"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/host"
)

// Verify finds every mistake in a pipeline file: those of the file itself,
// what its plugins say of their options, and the tests that fail. An error
// means that the tests could not be run to their end.
func Verify(ctx context.Context, h *host.Host, src Source) (diag.List, error) {
	plan, diags := Load(ctx, h, src)
	if plan == nil || len(plan.Config.Tests) == 0 {
		return diags, nil
	}
	runner, err := Open(ctx, Processes(h), plan)
	if err != nil {
		return append(diags, diag.From(err, "plugin.failed")...), nil
	}
	failed, err := runner.Test(ctx)
	return append(diags, failed...), errors.Join(err, runner.Close())
}
