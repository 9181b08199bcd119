package config

import (
	"context"
	"io/fs"

	"github.com/onomast/onomast/core/plugin"
)

// Options are what [Load] needs beside the file.
type Options struct {
	// Set are overrides, "stages.rules.with.x=0.5", applied in order. The value
	// is a YAML scalar or flow collection. A key with dots or = in it is written
	// in double quotes: stages.entities.with.thresholds."U.S."=0.3
	Set []string
	// Catalog knows the kinds of stages. Nil: neither `uses` nor `with` of a
	// stage are checked.
	Catalog Catalog
	// Library holds the files that stages include by name: NAME.yaml. Nil: there
	// is none.
	Library fs.FS
	// Tolerant leaves out stages with mistakes instead of refusing the file; see
	// [Pipeline.Broken].
	Tolerant bool
	// Env looks up ${env:NAME}. Nil: the environment of this process.
	Env func(name string) (value string, ok bool)
}

// A Catalog tells what stages there are.
type Catalog interface {
	// Builtin describes the stages that ship with the runner.
	Builtin(ctx context.Context) (plugin.Description, error)
	// Program asks a program what it offers. An error may carry a diag.List.
	Program(ctx context.Context, command Command) (plugin.Description, error)
}

// A Command is how a program is started.
type Command struct {
	// Path is an absolute path, or a name to look for in PATH.
	Path string
	Args []string
	// Dir is the absolute path of the folder of the YAML file.
	Dir string
	// Env holds additions to the environment, "NAME=value", sorted.
	Env []string
	// SHA256 is the hex digest the program must have; "" if any.
	SHA256 string
}
