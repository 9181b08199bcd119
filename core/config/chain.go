package config

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/knadh/koanf/v2"

	"github.com/onomast/onomast/core/diag"
)

// delimiter keeps koanf from splitting keys such as the label "U.S.".
const delimiter = "\x1f"

// maxFiles bounds how many files one pipeline may be made of.
const maxFiles = 300

// A chain is a pipeline file and those it extends, merged so far.
type chain struct {
	options Options
	root    *source
	koanf   *koanf.Koanf
	index   index
	order   []string // tokens of the stages
	list    diag.List
	files   int
	broken  bool // a file is missing from what was merged
}

func newChain(path string, opts Options) *chain {
	return &chain{options: opts, koanf: koanf.New(delimiter), index: index{}, root: newSource(path)}
}

func newSource(path string) *source {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	return &source{shown: path, abs: abs, dir: filepath.Dir(abs), origin: filepath.Base(path)}
}

// extended returns the source of a file that s extends.
func (c *chain) extended(s *source, path string) *source {
	next := newSource(path)
	if !filepath.IsAbs(path) {
		next = newSource(filepath.Join(filepath.Dir(s.shown), path))
		next.abs = filepath.Join(s.dir, path)
		next.dir = filepath.Dir(next.abs)
	}
	next.origin = next.abs
	if relative, err := filepath.Rel(c.root.dir, next.abs); err == nil {
		next.origin = filepath.ToSlash(relative)
	}
	return next
}

// add merges a file on top of what is there, after those it extends. The files
// that lead to it are the path.
func (c *chain) add(ctx context.Context, s *source, path []*source) *diag.Diagnostic {
	if err := ctx.Err(); err != nil {
		d := failure("config.interrupted", "loading was interrupted: "+err.Error())
		d.Position = diag.Position{File: s.shown}
		return &d
	}
	s.number = c.files
	c.files++
	if d := s.read(); d != nil {
		return d
	}
	p := newParser(s, c.options.Env)
	values, usable := p.read()
	if usable {
		c.extend(ctx, p, values, append(slices.Clip(path), s))
	}
	c.list = append(c.list, p.list...)
	if !usable {
		c.broken = true
		return nil
	}
	merge := &merger{into: c.index, from: p.marks}
	err := c.koanf.Load(parsed(values), nil, koanf.WithMergeFunc(merge.files))
	c.list = append(c.list, merge.list...)
	c.addOrder(p.order)
	return asDiagnostic(err, s)
}

// addOrder appends the stages that are new.
func (c *chain) addOrder(order []string) {
	for _, token := range order {
		if !slices.Contains(c.order, token) {
			c.order = append(c.order, token)
		}
	}
}

// extend merges the files that `extends:` of a file names. What is well-formed
// leaves the values: it says nothing to the files on top.
func (c *chain) extend(ctx context.Context, p *parser, values map[string]any, path []*source) {
	named, list := values["extends"], []any{values["extends"]}
	if several, ok := named.([]any); ok {
		list = several
	}
	for i, one := range list {
		name, ok := one.(string)
		if !ok || name == "" {
			return // the schema says what is wrong with it
		}
		pointer := "/extends"
		if _, several := named.([]any); several {
			pointer = fmt.Sprintf("/extends/%d", i)
		}
		c.extendBy(ctx, p, pointer, name, path)
	}
	delete(values, "extends")
}

func (c *chain) extendBy(ctx context.Context, p *parser, pointer, name string, path []*source) {
	at := p.marks[pointer].value
	next := c.extended(p.source, name)
	d := c.checkCycle(next, path)
	if d == nil && c.files >= maxFiles {
		tooMany := failure("config.too-many-files", fmt.Sprintf("the pipeline is made of more than %d files", maxFiles))
		d = &tooMany
	}
	if d == nil {
		d = c.add(ctx, next, path)
	}
	if d == nil {
		return
	}
	c.broken = true
	if d.Line == 0 { // the trouble is with the name, not inside the file
		d.Position = at
	}
	c.list = append(c.list, *d)
}

// checkCycle refuses a file that leads to itself, and shows on which way.
func (c *chain) checkCycle(next *source, path []*source) *diag.Diagnostic {
	begin := slices.IndexFunc(path, func(s *source) bool { return s.abs == next.abs })
	if begin < 0 {
		return nil
	}
	names := make([]string, 0, len(path)+1)
	for _, s := range path[begin:] {
		names = append(names, s.shown)
	}
	d := failure("config.extends-cycle", "the file extends itself: "+strings.Join(append(names, next.shown), " -> "))
	d.Hint = "remove one of these `extends:`"
	return &d
}

func asDiagnostic(err error, s *source) *diag.Diagnostic {
	if err == nil {
		return nil
	}
	d := failure("config.merge", err.Error())
	d.Position = diag.Position{File: s.shown}
	return &d
}

// parsed is a koanf provider of a map that has been read already.
type parsed map[string]any

// Read implements koanf.Provider.
func (p parsed) Read() (map[string]any, error) { return p, nil }

// ReadBytes implements koanf.Provider.
func (parsed) ReadBytes() ([]byte, error) { return nil, errors.New("the map has no bytes") }
