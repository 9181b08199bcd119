package config

import (
	"fmt"
	"regexp"

	"go.yaml.in/yaml/v3"
)

// maxStages bounds a pipeline: it is checked in more than linear time.
const maxStages = 500

// stages reads the list of stages into a mapping by id and keeps their order. A
// stage whose id is missing, unfit or taken gets a name that no id can have, so
// that the rest of it is still checked.
func (p *parser) stages(key, list *yaml.Node) any {
	if list.Kind == yaml.AliasNode && list.Alias != nil {
		list = list.Alias
	}
	if list.Kind != yaml.SequenceNode {
		return p.value(list, key, "/stages", 1)
	}
	p.marks["/stages"] = p.mark(list, key)
	items := list.Content
	if len(items) > maxStages {
		p.report(items[maxStages], "config.too-many-stages", fmt.Sprintf("a pipeline has at most %d stages", maxStages), "a stage can have many rules")
		items = items[:maxStages]
	}
	out := make(map[string]any, len(items))
	first := map[string]*yaml.Node{}
	for i, item := range items {
		id := p.stageToken(item, first)
		if id == "" {
			id = fmt.Sprintf("%d:%d", p.source.number, i)
		}
		p.order = append(p.order, id)
		out[id] = p.value(item, nil, stagePointer(id), 2)
	}
	return out
}

// stageToken returns the id of a stage, "" if it can not be addressed by it.
func (p *parser) stageToken(item *yaml.Node, first map[string]*yaml.Node) string {
	id, node := stageID(item)
	if node != nil && hasReference(node.Value) {
		p.report(node, "config.bad-value", "the id of a stage can not be interpolated", "write the id out")
	}
	if before := first[id]; before != nil {
		p.report(node, "config.duplicate-stage", fmt.Sprintf("the stage id %q is given twice", id),
			fmt.Sprintf("it was given in line %d before; each stage has an id of its own", p.position(before).Line))
		return ""
	}
	if id != "" {
		first[id] = node
	}
	return id
}

// stageID returns the id of a stage, "" if it is unfit, and where it is.
func stageID(item *yaml.Node) (string, *yaml.Node) {
	if item.Kind == yaml.AliasNode && item.Alias != nil {
		item = item.Alias
	}
	if item.Kind != yaml.MappingNode {
		return "", nil
	}
	_, id := find(item, "id")
	if id == nil || id.Kind != yaml.ScalarNode || !validID(id.Value) {
		return "", id
	}
	return id.Value, id
}

func validID(id string) bool { return idSyntax.MatchString(id) }

// idSyntax is that of the ids of stages, as in the tag of stageForm.ID.
var idSyntax = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)
