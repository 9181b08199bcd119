package config

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/yamldoc"
)

// A parser makes the map that koanf takes of one YAML file, and marks where
// each value was. Stages become a mapping by id. Mistakes are collected in
// list; the rest of the file is still read.
type parser struct {
	walker
	order []string // tokens of the stages
}

func newParser(s *source, look lookup) *parser {
	return &parser{walker: walker{source: s, look: look, marks: index{}, shared: map[*yaml.Node]bool{}}}
}

// read returns the values of the file, or false when its root is unusable.
func (p *parser) read() (map[string]any, bool) {
	root, ok := p.document(p.source.data)
	if !ok {
		return nil, false
	}
	p.marks[""] = p.mark(root, nil)
	out := p.mapping(root, "", 0)
	if key, list := find(root, "stages"); list != nil {
		out["stages"] = p.stages(key, list)
	}
	return out, true
}

// document returns the root mapping of the only document.
func (p *parser) document(data []byte) (*yaml.Node, bool) {
	var first, second yaml.Node
	err := yamldoc.Read(data, &first, &second)
	switch {
	case err != nil:
		p.list = append(p.list, p.source.syntaxError(err))
	case first.Kind == 0 || empty(&first):
		p.reportAt(p.source.at(1, 1), "config.empty", "the file is empty", "a pipeline has at least `stages:`")
	case second.Kind != 0:
		p.report(&second, "config.several-documents", "a second YAML document begins here", "keep each pipeline in a file of its own")
	case first.Content[0].Kind != yaml.MappingNode:
		p.report(first.Content[0], "config.wrong-type", fmt.Sprintf("the file holds a %s, want a mapping", nodeType(first.Content[0])), "begin with `name: ...` or `stages:`")
	default:
		return first.Content[0], true
	}
	return nil, false
}

func empty(document *yaml.Node) bool {
	return len(document.Content) == 0 || document.Content[0].Kind == yaml.ScalarNode && document.Content[0].Value == "" && document.Content[0].Style == 0
}

// find returns a key of a mapping and its value, or nil.
func find(mapping *yaml.Node, name string) (key, value *yaml.Node) {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == name {
			return mapping.Content[i], mapping.Content[i+1]
		}
	}
	return nil, nil
}

func nodeType(n *yaml.Node) string {
	if n.Kind == yaml.MappingNode {
		return "mapping"
	}
	if n.Kind == yaml.SequenceNode {
		return "list"
	}
	return "scalar"
}

// A walker turns nodes into values.
type walker struct {
	source *source
	look   lookup
	set    string // the override being read, or ""
	marks  index
	list   diag.List
	shared map[*yaml.Node]bool // anchors being expanded
	count  int                 // values made of aliases so far
	copies int                 // depth of aliases
}

func (w *walker) reportAt(at diag.Position, code, summary, hint string) {
	d := failure(code, summary)
	d.Position, d.Hint = at, hint
	w.list = append(w.list, d)
}

func (w *walker) report(n *yaml.Node, code, summary, hint string) {
	w.reportAt(w.position(n), code, summary, hint)
}

func (w *walker) position(n *yaml.Node) diag.Position {
	if w.set != "" {
		return diag.Position{File: w.set}
	}
	return w.source.at(w.source.lines.position(n.Line, n.Column))
}

func (w *walker) mark(value, key *yaml.Node) mark {
	m := mark{value: w.position(value), dir: w.source.dir, origin: w.set}
	if key != nil {
		m.key = w.position(key)
	}
	if w.set == "" {
		m.origin = fmt.Sprintf("%s:%d", w.source.origin, m.value.Line)
	}
	return m
}
