package pipeline

import (
	"context"
	"io/fs"
	"sync"

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
	// Library holds the files that stages include by name; see [config.Options].
	Library fs.FS
	Options
}

// Load reads a pipeline file, checks it with the plugins it names and plans it.
// The list holds every mistake found; the plan is nil when one is an error.
func Load(ctx context.Context, h *host.Host, src Source) (*Plan, diag.List) {
	c := newCatalog(h, src.Builtin)
	defer c.prepare(ctx)()
	cfg, diags := config.Load(ctx, src.Path, config.Options{Set: src.Set, Library: src.Library, Catalog: c, Tolerant: len(src.Only) > 0})
	if cfg == nil || diags.HasErrors() {
		return nil, diags
	}
	plan, more := Build(ctx, Processes(h), cfg, src.Options)
	return plan, append(diags, more...)
}

// Catalog describes the kinds of stage by asking the programs that serve them.
func Catalog(h *host.Host, builtin host.Command) config.Catalog { return newCatalog(h, builtin) }

type catalog struct {
	host    *host.Host
	command host.Command

	once    sync.Once
	builtin plugin.Description
	err     error
}

func newCatalog(h *host.Host, builtin host.Command) *catalog {
	return &catalog{host: h, command: builtin}
}

// prepare starts the process of the built-in stages, which nearly every pipeline
// has, while its file is being read. It returns what waits for that.
func (c *catalog) prepare(ctx context.Context) (wait func()) {
	ready := make(chan struct{})
	go func() {
		defer close(ready)
		_, _ = c.Builtin(ctx) // who needs it gets the error
	}()
	return func() { <-ready }
}

func (c *catalog) Builtin(ctx context.Context) (plugin.Description, error) {
	c.once.Do(func() { c.builtin, c.err = c.host.Describe(ctx, c.command) })
	return c.builtin, c.err
}

func (c *catalog) Program(ctx context.Context, cmd config.Command) (plugin.Description, error) {
	return c.host.Describe(ctx, host.Command{
		Path: cmd.Path, Args: cmd.Args, Dir: cmd.Dir, Env: cmd.Env, SHA256: cmd.SHA256,
	})
}
