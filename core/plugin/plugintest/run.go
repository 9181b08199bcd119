package plugintest

import (
	"context"
	"errors"
	"fmt"

	"github.com/onomast/onomast/core/plugin"
)

// Run tries a plugin that is running. It opens and closes segments of its own
// and leaves those of others alone.
func Run(ctx context.Context, client *plugin.Client, opts Options) Report {
	r := &runner{client: client, opts: opts}
	r.all(ctx, "", pluginChecks())
	for _, kind := range r.report.Plugin.Kinds {
		r.kind(ctx, kind)
	}
	return r.report
}

// runner tries one plugin.
type runner struct {
	client   *plugin.Client
	opts     Options
	report   Report
	segments int
}

// check is one check of a plugin or, with a subject, of one of its kinds.
type check struct {
	name, hint string
	run        func(context.Context, *runner) error
}

// skip is the error of a check that does not apply.
type skip string

func (s skip) Error() string { return string(s) }

// all makes the checks and reports whether none failed.
func (r *runner) all(ctx context.Context, kind string, checks []check) bool {
	fine := true
	for _, c := range checks {
		fine = r.one(ctx, kind, c) && fine
	}
	return fine
}

func (r *runner) one(ctx context.Context, kind string, c check) bool {
	ctx, cancel := context.WithTimeout(ctx, r.opts.timeout())
	defer cancel()
	out := Check{Name: c.name, Kind: kind, Status: OK}
	err := c.run(ctx, r)
	var why skip
	switch {
	case errors.As(err, &why):
		out.Status, out.Detail = Skipped, string(why)
	case err != nil:
		out.Status, out.Detail, out.Hint = Failed, err.Error(), c.hint
	}
	r.report.Checks = append(r.report.Checks, out)
	return out.Status != Failed
}

// kind tries one kind: first whether it can be configured, then the rest.
func (r *runner) kind(ctx context.Context, kind plugin.KindInfo) {
	s := &subject{runner: r, info: kind, config: r.opts.config(kind.Name)}
	r.all(ctx, kind.Name, s.optionChecks())
	if !s.configured {
		r.report.Checks = append(r.report.Checks, Check{
			Name: "kind.opened", Kind: kind.Name, Status: Skipped, Detail: "without valid options it was not opened, and most checks were not made",
		})
		return
	}
	r.all(ctx, kind.Name, s.lifecycleChecks())
	r.all(ctx, kind.Name, s.frameChecks())
	r.all(ctx, kind.Name, s.textChecks())
}

// subject is a kind that is being tried.
type subject struct {
	*runner
	info       plugin.KindInfo
	config     plugin.StageConfig
	contract   plugin.Contract
	configured bool // its options are fit to open it
	slowest    exchangeStats
}

// newID returns an id no other segment of this run has.
func (r *runner) newID() string {
	r.segments++
	return fmt.Sprintf("plugintest-%d", r.segments)
}
