package inputs

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/yamldoc"
)

// A Map says by which label an entity is judged. A nil *Map changes nothing.
type Map struct {
	gold, predicted map[string]target
	drop            bool // labels that are not named
	file            string
}

// A target is what a label becomes.
type target struct {
	label string // "": the entity is left out
	line  int
	col   int
	used  bool
}

// ParseMap reads a file of labels:
//
//	gold: {PER: PERSON, MISC: null}      # a label of the gold files: what it is judged as
//	predicted: {DIAGNOSIS: DISEASE}      # a label of the predictions; null leaves it out
//	others: drop                         # labels that are not named: keep (default) or drop
func ParseMap(name string, data []byte) (*Map, error) {
	p := mapParser{file: name}
	var root yaml.Node
	if err := yamldoc.Read(data, &root); err != nil {
		return nil, diag.List{{Severity: diag.Error, Code: "labels.syntax", Position: diag.Position{File: name}, Summary: err.Error(), Hint: "write it as YAML"}}
	}
	m := &Map{gold: map[string]target{}, predicted: map[string]target{}, file: name}
	if len(root.Content) == 0 || root.Content[0].Kind != yaml.MappingNode {
		p.wrong(&root, "labels.shape", "a file of labels is a mapping", "write gold: {PER: PERSON} and predicted: {...}")
		return nil, p.list
	}
	top := root.Content[0].Content
	for i := 0; i+1 < len(top); i += 2 {
		switch key, value := top[i], top[i+1]; key.Value {
		case "gold":
			p.targets(value, m.gold)
		case "predicted":
			p.targets(value, m.predicted)
		case "others":
			if m.drop = value.Value == "drop"; !m.drop && value.Value != "keep" {
				p.wrong(value, "labels.value", fmt.Sprintf("others is %q", value.Value), "use keep or drop")
			}
		default:
			p.wrong(key, "labels.unknown-key", fmt.Sprintf("unknown key %q", key.Value), diag.Suggest(key.Value, []string{"gold", "predicted", "others"}))
		}
	}
	return m, p.list.Err()
}

type mapParser struct {
	file string
	list diag.List
}

func (p *mapParser) wrong(at *yaml.Node, code, summary, hint string) {
	p.list = append(p.list, diag.Diagnostic{
		Severity: diag.Error, Code: code, Position: diag.Position{File: p.file, Line: at.Line, Column: at.Column}, Summary: summary, Hint: hint,
	})
}

func (p *mapParser) targets(node *yaml.Node, into map[string]target) {
	if node.Kind != yaml.MappingNode {
		p.wrong(node, "labels.shape", "this is no mapping of labels", "write {PER: PERSON}")
		return
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		if value.Kind != yaml.ScalarNode {
			p.wrong(value, "labels.value", fmt.Sprintf("what %q becomes is no label", key.Value), "write a label, or null to leave the entities out")
			continue
		}
		if _, again := into[key.Value]; again {
			p.wrong(key, "labels.twice", fmt.Sprintf("the label %q is named twice", key.Value), "keep one of the lines")
			continue
		}
		t := target{line: key.Line, col: key.Column}
		if value.Tag != "!!null" {
			t.label = value.Value
		}
		into[key.Value] = t
	}
}

// side is gold or predicted.
type side bool

const (
	goldSide      side = true
	predictedSide side = false
)

// of returns what a label is judged as; it is not ok when its entities are left out.
func (m *Map) of(s side, label string) (string, bool) {
	if m == nil {
		return label, true
	}
	targets := m.predicted
	if s == goldSide {
		targets = m.gold
	}
	t, named := targets[label]
	if !named {
		return label, !m.drop
	}
	if !t.used {
		t.used = true
		targets[label] = t
	}
	return t.label, t.label != ""
}

// unused reports labels of the map that no entity has.
func (m *Map) unused(gold, predicted []string) diag.List {
	if m == nil {
		return nil
	}
	var list diag.List
	report := func(targets map[string]target, known []string, what string) {
		for label, t := range targets {
			if t.used || t.label == "" && diag.DidYouMean(label, known) == "" { // what is left out need not be there
				continue
			}
			list = append(list, diag.Diagnostic{
				Severity: diag.Warning, Code: "labels.unused", Position: diag.Position{File: m.file, Line: t.line, Column: t.col},
				Summary: fmt.Sprintf("no %s entity has the label %q", what, label), Hint: diag.Suggest(label, known),
			})
		}
	}
	report(m.gold, gold, "gold")
	report(m.predicted, predicted, "predicted")
	return list.Sorted()
}

// neverMeet says that no label occurs on both sides.
func neverMeet(gold, predicted []string) error {
	if len(gold) == 0 || len(predicted) == 0 {
		return nil
	}
	for _, label := range predicted {
		if slices.Contains(gold, label) {
			return nil
		}
	}
	example := "A: B"
	if from, to := alike(predicted, gold); from != "" {
		example = from + ": " + to
	}
	hint := fmt.Sprintf("say which stand for which in a file for --map, such as predicted: {%s}", example)
	return diag.Diagnostic{
		Severity: diag.Error, Code: "labels.never-meet",
		Summary: fmt.Sprintf("no label occurs on both sides: gold entities have %s, predicted ones %s", some(gold), some(predicted)), Hint: hint,
	}
}

// alike returns a predicted label and a gold one that seem to mean the same.
func alike(predicted, gold []string) (from, to string) {
	for _, label := range predicted {
		if near := diag.DidYouMean(label, gold); near != "" {
			return label, near
		}
	}
	for _, label := range gold { // PER of PERSON
		if near := diag.DidYouMean(label, predicted); near != "" {
			return near, label
		}
	}
	return "", ""
}

// errNoGold is for gold files without a single entity.
func errNoGold(paths []string) error {
	return diag.Diagnostic{
		Severity: diag.Error, Code: "gold.empty", Summary: fmt.Sprintf("there is not a single gold entity in %s", some(paths)),
		Hint: "there is nothing to judge by: is it the right file, and does --map or --split leave anything over?",
	}
}

// some lists a few of many names.
func some(names []string) string { return diag.Some(names, 6) }
