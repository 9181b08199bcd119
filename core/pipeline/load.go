package pipeline

import (
	"context"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
)

// Source says where a pipeline comes from and how it is to be planned.
type Source struct {
	// Path is the pipeline file.
	Path string
	// Set holds overrides such as "stages.rules.with.x=1".
	Set []string
	Options
}

// Load reads a pipeline file, checks it with the plugins it names and plans it.
// The list holds every mistake found; the plan is nil when one is an error.
func Load(ctx context.Context, h *host.Host, src Source) (*Plan, diag.List) {
	cfg, diags := config.Load(ctx, src.Path, config.Options{Set: src.Set, Catalog: Catalog(h, src.Builtin)})
	if cfg == nil || diags.HasErrors() {
		return nil, diags
	}
	plan, more := Build(ctx, Processes(h), cfg, src.Options)
	return plan, append(diags, more...)
}

// Catalog describes the kinds of stage by asking the programs that serve them.
func Catalog(h *host.Host, builtin host.Command) config.Catalog {
	return catalog{host: h, builtin: builtin}
}

type catalog struct {
	host    *host.Host
	builtin host.Command
}

func (c catalog) Builtin(ctx context.Context) (plugin.Description, error) {
	return c.host.Describe(ctx, c.builtin)
}

func (c catalog) Program(ctx context.Context, cmd config.Command) (plugin.Description, error) {
	return c.host.Describe(ctx, host.Command{
		Name: cmd.Path, Path: cmd.Path, Args: cmd.Args, Dir: cmd.Dir, Env: cmd.Env, SHA256: cmd.SHA256,
	})
}
