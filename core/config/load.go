package config

import (
	"context"
	"os"

	"github.com/onomast/onomast/core/diag"
)

// Load reads, merges and checks the pipeline file at path. It reports all it
// finds, sorted by file and line; each diagnostic has a position. The pipeline
// is nil when one of them is an error.
func Load(ctx context.Context, path string, opts Options) (*Pipeline, diag.List) {
	if opts.Env == nil {
		opts.Env = os.LookupEnv
	}
	c := newChain(path, opts)
	if d := c.add(ctx, c.root, nil); d != nil {
		return nil, append(c.list, *d).Sorted()
	}
	if c.index[""].value.File == "" { // the root itself was unusable
		return nil, c.list.Sorted()
	}
	for _, set := range opts.Set {
		c.override(set)
	}
	c.include(ctx)
	k := newChecker(ctx, c)
	k.run()
	k.leaveOut()
	list := append(c.list, k.beside(c.list)...).Sorted()
	if list.HasErrors() {
		return nil, list
	}
	p, err := k.build()
	if err != nil {
		for _, d := range diag.From(err, "config.bad-value") {
			list = append(list, k.place(d))
		}
		return nil, list.Sorted()
	}
	return p, list
}
