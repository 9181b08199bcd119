package config

import (
	"fmt"
	"regexp"

	"go.yaml.in/yaml/v3"
)

// stages reads the list of stages into a mapping by id, and returns the ids in
// their order. A stage whose id is missing, unfit or taken gets a name that no
// id can have, so that the rest of it is still checked.
func (p *parser) stages(list *yaml.Node, root map[string]any) []string {
	if list.Kind == yaml.AliasNode && list.Alias != nil {
		list = list.Alias
	}
	key := stagesKey(p, root)
	if list.Kind != yaml.SequenceNode {
		root["stages"] = p.value(list, key, "/stages", 1)
		return nil
	}
	p.marks["/stages"] = p.mark(list, key)
	var order []string
	stages := map[string]any{}
	first := map[string]*yaml.Node{}
	for i, item := range list.Content {
		id, node := stageID(item)
		if before := first[id]; before != nil {
			p.report(node, "config.duplicate-stage", fmt.Sprintf("the stage id %q is given twice", id),
				fmt.Sprintf("it was given in line %d before; each stage has an id of its own", p.position(before).Line))
			id = ""
		}
		first[id] = node
		if id == "" {
			delete(first, "")
			id = fmt.Sprintf("%d:%d", p.source.number, i)
		}
		order = append(order, id)
		stages[id] = p.value(item, nil, stagePointer(id), 2)
	}
	root["stages"] = stages
	return order
}

func stagesKey(p *parser, root map[string]any) *yaml.Node { return nil }

var stageIDSyntax = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)

// stageID returns the id of a stage, "" if it has none that is fit.
func stageID(item *yaml.Node) (string, *yaml.Node) {
	if item.Kind == yaml.AliasNode && item.Alias != nil {
		item = item.Alias
	}
	if item.Kind != yaml.MappingNode {
		return "", item
	}
	id, ok := find(item, "id")
	if !ok || id.Kind != yaml.ScalarNode || !stageIDSyntax.MatchString(id.Value) {
		return "", item
	}
	return id.Value, id
}
