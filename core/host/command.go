package host

import (
	"path/filepath"
	"strings"
)

// A Command is a plugin program and how to start it.
type Command struct {
	// Name is what logs and errors call the plugin: "builtin" or a stage's id.
	// Empty: the base name of the program, or of the script that an interpreter
	// found in PATH is given.
	Name string
	// Path is the program: absolute, relative to Dir when it holds a
	// separator, or a bare name to look up in PATH.
	Path string
	Args []string
	// Dir is the working directory; empty: the host's.
	Dir string
	// Env holds KEY=VALUE additions to the few variables a plugin gets.
	Env []string
	// SHA256, if set, is the digest the program must have, in hexadecimal. Of
	// an interpreter found in PATH and a script beside it (python3 plugin.py)
	// it is the script's.
	SHA256 string
}

func (c Command) name() string {
	if c.Name != "" {
		return c.Name
	}
	return filepath.Base(pinned(c, c.Path))
}

// key is the same for commands that may share a process.
func (c Command) key() string {
	return strings.Join([]string{
		c.Path, c.Dir, strings.ToLower(c.SHA256),
		strings.Join(c.Args, "\x00"), strings.Join(c.Env, "\x00"),
	}, "\x00\x00")
}

// bare reports whether the program is a name to be looked up in PATH.
func (c Command) bare() bool {
	return filepath.Base(c.Path) == c.Path
}

// abs resolves a path against the working directory of the command.
func (c Command) abs(path string) (string, error) {
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.Dir, path)
	}
	return filepath.Abs(path)
}

// getenv looks a variable up among the additions; the last one counts.
func (c Command) getenv(key string) (string, bool) {
	for i := len(c.Env) - 1; i >= 0; i-- {
		if k, v, ok := strings.Cut(c.Env[i], "="); ok && k == key {
			return v, true
		}
	}
	return "", false
}
