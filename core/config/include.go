package config

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/knadh/koanf/v2"

	"github.com/onomast/onomast/core/diag"
)

// libraryFolder is where a pipeline keeps its own library, beside it.
const libraryFolder = "lib"

// include puts the options of the files that stages include under those of the
// stages.
func (c *chain) include(ctx context.Context) {
	err := c.koanf.Load(parsed{}, nil, koanf.WithMergeFunc(func(_, dest map[string]any) error {
		stages, _ := dest["stages"].(map[string]any)
		for _, token := range c.order {
			if stage, ok := stages[token].(map[string]any); ok {
				c.includeInto(ctx, token, stage)
			}
		}
		return nil
	}))
	if d := asDiagnostic(err, c.root); d != nil {
		c.list = append(c.list, *d)
	}
}

func (c *chain) includeInto(ctx context.Context, token string, stage map[string]any) {
	names, _ := stage["include"].([]any)
	for i, one := range names {
		name, ok := one.(string)
		if !ok || name == "" {
			continue // the schema says what is wrong with it
		}
		at, _ := c.index.nearest(stagePointer(token) + "/include/" + strconv.Itoa(i))
		s, d := c.included(name, at)
		if d == nil {
			d = c.includeFile(ctx, s, token, stage)
		}
		if d == nil {
			continue
		}
		c.broken = true
		if d.Line == 0 { // the trouble is with the name, not inside the file
			d.Position = at.value
		}
		c.list = append(c.list, *d)
	}
}

// included returns the file that a name stands for: a path, the pipeline's own
// library, the runner's.
func (c *chain) included(name string, at mark) (*source, *diag.Diagnostic) {
	if strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") {
		return c.extended(&source{shown: at.value.File, dir: at.dir}, name), nil
	}
	if !fs.ValidPath(name) {
		d := failure("config.bad-value", fmt.Sprintf("%q is no name of a library", shorten(name)))
		d.Hint = "write a name such as dates/en, or a path that ends in .yaml"
		return nil, &d
	}
	own := c.extended(&source{shown: c.root.shown, dir: c.root.dir}, filepath.Join(libraryFolder, filepath.FromSlash(name)+".yaml"))
	if _, err := os.Stat(own.abs); err == nil {
		return own, nil
	}
	file := name + ".yaml"
	if c.options.Library != nil {
		if _, err := fs.Stat(c.options.Library, file); err == nil {
			shown := path.Join(libraryFolder, file)
			return &source{shown: shown, abs: file, origin: shown, files: c.options.Library}, nil
		}
	}
	d := failure("config.no-such-library", fmt.Sprintf("there is no library %q", shorten(name)))
	d.Hint = diag.Suggest(name, c.libraries())
	if d.Hint == "" {
		d.Hint = "runner plugins describe rules --library lists those that ship"
	}
	return nil, &d
}

// libraries returns the names that can be included, sorted.
func (c *chain) libraries() []string {
	var names []string
	for _, files := range []fs.FS{c.options.Library, os.DirFS(filepath.Join(c.root.dir, libraryFolder))} {
		if files == nil {
			continue
		}
		_ = fs.WalkDir(files, ".", func(file string, _ fs.DirEntry, err error) error {
			if name, ok := strings.CutSuffix(file, ".yaml"); ok && err == nil {
				names = append(names, name)
			}
			return nil
		})
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// aboutLibrary are the keys of an included file that say something of it rather
// than being options.
func aboutLibrary() []string { return []string{"name", "description"} }

// includeFile reads a file and puts what it holds under the options of a stage.
func (c *chain) includeFile(ctx context.Context, s *source, token string, stage map[string]any) *diag.Diagnostic {
	if err := ctx.Err(); err != nil {
		d := failure("config.interrupted", "loading was interrupted: "+err.Error())
		return &d
	}
	s.number = c.files
	if c.files++; c.files > maxFiles {
		d := failure("config.too-many-files", fmt.Sprintf("the pipeline is made of more than %d files", maxFiles))
		return &d
	}
	if d := s.read(); d != nil {
		return d
	}
	p := newParser(s, c.options.Env)
	values, usable := p.read()
	c.list = append(c.list, p.list...)
	if !usable {
		c.broken = true
		return nil
	}
	if _, whole := values["stages"]; whole {
		d := failure("config.not-a-library", "a file that is included holds options of a stage, not stages")
		d.Position, d.Hint = p.marks["/stages"].key, "use `extends:` for a pipeline, or write the options at the top of the file"
		return &d
	}
	for _, key := range aboutLibrary() {
		delete(values, key)
	}
	with, ok := stage["with"].(map[string]any)
	if !ok {
		if stage["with"] != nil {
			return nil // the schema says what is wrong with it
		}
		with = map[string]any{}
		stage["with"] = with
	}
	u := &under{into: c.index, from: p.marks}
	u.mapping(values, "", with, withPointer(token))
	c.list = append(c.list, u.list...)
	return nil
}

// An under puts values under others: mappings merge, lists are appended, and
// what is there already stays.
type under struct {
	into, from index
	list       diag.List
}

func (u *under) mapping(src map[string]any, at string, dest map[string]any, to string) {
	for _, key := range slices.Sorted(maps.Keys(src)) {
		u.value(src[key], join(at, key), dest, key, join(to, key))
	}
}

func (u *under) value(value any, at string, dest map[string]any, key, to string) {
	have, given := dest[key]
	switch {
	case !given:
		dest[key] = value
		u.marks(value, at, to)
	case shape(have) != shape(value):
		before, _ := u.into.nearest(to)
		d := failure("config.type-clash", fmt.Sprintf("%s is a %s here, but a %s at %s", key, shape(value), shape(have), before.value))
		d.Position = u.from[at].value
		u.list = append(u.list, d)
	default:
		u.both(have, value, at, dest, key, to)
	}
}

func (u *under) both(have, value any, at string, dest map[string]any, key, to string) {
	switch more := value.(type) {
	case map[string]any:
		u.mapping(more, at, have.(map[string]any), to)
	case []any:
		list := slices.Clip(have.([]any))
		for i, item := range more {
			u.marks(item, at+"/"+strconv.Itoa(i), to+"/"+strconv.Itoa(len(list)))
			list = append(list, item)
		}
		dest[key] = list
	}
}

// marks copies the marks of a value to where it is now.
func (u *under) marks(value any, at, to string) {
	eachPointer(at, value, func(pointer string) {
		if m, ok := u.from[pointer]; ok {
			u.into[to+strings.TrimPrefix(pointer, at)] = m
		}
	})
}
