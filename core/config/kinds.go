package config

import (
	"context"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/schema"
)

// kinds asks the catalog once for each thing it needs to know.
type kinds struct {
	catalog  Catalog
	builtin  *answer
	programs map[string]*answer
	schemas  map[string]*schema.Schema
}

type answer struct {
	description plugin.Description
	err         error
}

func newKinds(catalog Catalog) *kinds {
	return &kinds{catalog: catalog, programs: map[string]*answer{}, schemas: map[string]*schema.Schema{}}
}

func (k *kinds) ofBuiltin(ctx context.Context) (plugin.Description, error) {
	if k.builtin == nil {
		d, err := k.catalog.Builtin(ctx)
		k.builtin = &answer{d, err}
	}
	return k.builtin.description, k.builtin.err
}

func (k *kinds) ofProgram(ctx context.Context, c Command) (plugin.Description, error) {
	key := programKey(c)
	if k.programs[key] == nil {
		d, err := k.catalog.Program(ctx, c)
		k.programs[key] = &answer{d, err}
	}
	return k.programs[key].description, k.programs[key].err
}

func programKey(c Command) string { return fmt.Sprintf("%q", c) }

// schema prepares the options schema of a kind, the same one for all stages of
// it. The program is "" for built-in kinds.
func (k *kinds) schema(program string, kind plugin.KindInfo) (*schema.Schema, error) {
	key := program + "\x00" + kind.Name
	if s := k.schemas[key]; s != nil {
		return s, nil
	}
	options := kind.Options
	if len(options) == 0 || string(options) == "null" {
		var err error
		if options, err = schema.Of(nil); err != nil {
			return nil, err
		}
	}
	s, err := schema.Compile(options)
	if err == nil {
		k.schemas[key] = s
	}
	return s, err
}

func kindNames(d plugin.Description) []string {
	names := make([]string, len(d.Kinds))
	for i, kind := range d.Kinds {
		names[i] = kind.Name
	}
	return names
}

func findKind(d plugin.Description, name string) (plugin.KindInfo, bool) {
	for _, kind := range d.Kinds {
		if kind.Name == name {
			return kind, true
		}
	}
	return plugin.KindInfo{}, false
}

func quoteAll(names []string) string { return "\"" + strings.Join(names, "\", \"") + "\"" }
