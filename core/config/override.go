package config

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/knadh/koanf/v2"
	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/yamldoc"
)

// override applies what `--set path=value` says.
func (c *chain) override(set string) {
	written, text, ok := cutPath(set)
	shown := "--set " + shorten(written)
	complain := func(code, summary, hint string) {
		d := failure(code, summary)
		d.Position, d.Hint = diag.Position{File: shown}, hint
		c.list = append(c.list, d)
	}
	path, err := splitPath(written)
	switch {
	case !ok || err != nil || len(path) == 0:
		complain("config.bad-override", "an override is written path=value", "for example --set stages.rules.with.ignore_case=true")
		return
	case path[0] == "extends" || path[0] == "stages" && len(path) == 3 && path[2] == "id":
		complain("config.bad-override", "this can not be overridden", "change the file, or write one that extends it")
		return
	}
	w := &walker{source: c.commandLine(), look: c.options.Env, set: shown, marks: index{}, shared: map[*yaml.Node]bool{}}
	value := w.override(text, pointerOf(path))
	c.list = append(c.list, w.list...)
	if len(w.list) > 0 {
		return
	}
	o := &setter{chain: c, marks: w.marks, path: path}
	err = c.koanf.Load(parsed{}, nil, koanf.WithMergeFunc(func(_, dest map[string]any) error { return o.apply(dest, value) }))
	if err != nil {
		complain("config.bad-override", err.Error(), o.hint)
	}
}

// commandLine is the source of overrides: paths are relative to the working
// folder.
func (c *chain) commandLine() *source {
	s := newSource(".")
	s.dir = s.abs
	return s
}

// override reads the value of an override. Text that is no YAML scalar or flow
// collection stands for itself.
func (w *walker) override(text, pointer string) any {
	plain := &yaml.Node{Kind: yaml.ScalarNode, Value: text}
	var document yaml.Node
	if err := yamldoc.Read([]byte(text), &document); err != nil || len(document.Content) == 0 || !utf8OneLine(text) {
		if strings.HasPrefix(text, "[") || strings.HasPrefix(text, "{") {
			w.report(plain, "config.bad-override", "the value is not valid YAML", "put the value in quotes if it is text")
		}
		plain.Style = yaml.SingleQuotedStyle
		return w.value(plain, nil, pointer, 0)
	}
	root := document.Content[0]
	if root.Kind != yaml.ScalarNode && root.Style&yaml.FlowStyle == 0 {
		plain.Style = yaml.SingleQuotedStyle
		root = plain
	}
	return w.value(root, nil, pointer, 0)
}

func utf8OneLine(s string) bool {
	return !bytes.ContainsAny([]byte(s), "\r\n") && !strings.ContainsRune(s, '\uFFFD')
}

// A setter puts one value into the merged configuration.
type setter struct {
	chain *chain
	marks index
	path  []string
	hint  string
}

func (o *setter) apply(dest map[string]any, value any) error {
	var here any = dest
	for i, token := range o.path[:len(o.path)-1] {
		next, err := o.enter(here, token, o.path[:i+1])
		if err != nil {
			return err
		}
		here = next
	}
	last := o.path[len(o.path)-1]
	pointer := pointerOf(o.path)
	switch at := here.(type) {
	case map[string]any:
		if len(o.path) <= 2 && o.path[0] == "stages" {
			return errors.New("whole stages can not be overridden")
		}
		o.chain.index.dropTree(pointer, at[last])
		at[last] = value
	case []any:
		i, err := o.element(at, last)
		if err != nil {
			return err
		}
		o.chain.index.dropTree(pointer, at[i])
		at[i] = value
	}
	o.chain.index.copyTree(o.marks, pointer, value)
	return nil
}

// enter returns the mapping or list behind a token; absent mappings are made.
func (o *setter) enter(here any, token string, path []string) (any, error) {
	var next any
	switch at := here.(type) {
	case map[string]any:
		if at[token] == nil {
			if len(path) == 2 && path[0] == "stages" {
				known := slices.DeleteFunc(slices.Sorted(maps.Keys(at)), func(id string) bool { return !validID(id) })
				o.hint = diag.Suggest(token, known)
				return nil, fmt.Errorf("there is no stage %q", token)
			}
			at[token] = map[string]any{}
			o.chain.index[pointerOf(path)] = o.marks[pointerOf(o.path)]
		}
		next = at[token]
	case []any:
		i, err := o.element(at, token)
		if err != nil {
			return nil, err
		}
		next = at[i]
	}
	if shape(next) == "single value" {
		return nil, fmt.Errorf("%s is a single value; there is nothing inside it", strings.Join(path, "."))
	}
	return next, nil
}

func (o *setter) element(list []any, token string) (int, error) {
	i, err := strconv.Atoi(token)
	if err != nil || i < 0 || i >= len(list) {
		return 0, fmt.Errorf("%q is no element of a list of %d; the first is 0", token, len(list))
	}
	return i, nil
}

func pointerOf(path []string) string {
	pointer := ""
	for _, token := range path {
		pointer = join(pointer, token)
	}
	return pointer
}

// cutPath splits an override at its first = that is not in quotes.
func cutPath(set string) (path, value string, ok bool) {
	quoted := false
	for i, r := range set {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '=' && !quoted:
			return set[:i], set[i+1:], true
		}
	}
	return set, "", false
}

// splitPath splits a path at dots that are not in quotes.
func splitPath(path string) ([]string, error) {
	var out []string
	token, quoted := "", false
	for _, r := range path + "." {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '.' && !quoted:
			if token == "" {
				return nil, fmt.Errorf("an empty part in %q", path)
			}
			out, token = append(out, token), ""
		default:
			token += string(r)
		}
	}
	if quoted {
		return nil, fmt.Errorf("a quote is not closed in %q", path)
	}
	return out, nil
}
