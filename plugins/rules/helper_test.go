package rules

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"go.yaml.in/yaml/v3"
)

// config makes the configuration of a stage with the id "rules" of YAML, whose
// line n is line n of rules.yaml. files holds absolute paths by pointer.
func config(t testing.TB, text string, files map[string]string) plugin.Config {
	t.Helper()
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(text), &node); err != nil {
		t.Fatalf("the YAML of the test: %v", err)
	}
	var with any
	if err := node.Decode(&with); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(with)
	if err != nil {
		t.Fatal(err)
	}
	cfg := plugin.Config{Stage: "rules", With: raw, Origins: map[string]string{}, Files: files}
	if len(node.Content) > 0 {
		origins(cfg.Origins, "", node.Content[0])
	}
	return cfg
}

func origins(into map[string]string, pointer string, n *yaml.Node) {
	into[pointer] = fmt.Sprintf("rules.yaml:%d", n.Line)
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i < len(n.Content); i += 2 {
			origins(into, pointer+"/"+escapePointer(n.Content[i].Value), n.Content[i+1])
		}
	case yaml.SequenceNode:
		for i, c := range n.Content {
			origins(into, item(pointer, i), c)
		}
	}
}

func openStage(t testing.TB, yaml string) *stage {
	t.Helper()
	st, err := open(context.Background(), config(t, yaml, nil))
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return st.(*stage)
}

func newDocument(t testing.TB, text string) *document.Document {
	t.Helper()
	doc, err := document.New("test", text)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// process returns the layer of candidates of a text.
func process(t testing.TB, st plugin.Stage, text string) *document.Layer {
	t.Helper()
	doc := newDocument(t, text)
	if err := st.Process(context.Background(), doc); err != nil {
		t.Fatalf("process: %v", err)
	}
	l := doc.Layer("rules")
	if err := l.Validate(text); err != nil {
		t.Fatal(err)
	}
	return l
}

// spans renders a layer as "LABEL:text", children indented by ">".
func spans(text string, l *document.Layer) []string {
	var out []string
	for i, s := range l.All() {
		depth := ""
		for p := l.Parent(i); p != document.NoParent; p = l.Parent(p) {
			depth += ">"
		}
		out = append(out, depth+s.Label+":"+text[s.Start:s.End])
	}
	return out
}

// codes renders diagnostics as "severity code pointer".
func codes(list diag.List) []string {
	var out []string
	for _, d := range list {
		where := d.Pointer
		if d.File != "" {
			where = fmt.Sprint(d.Position)
		}
		out = append(out, fmt.Sprintf("%s %s %s", d.Severity, d.Code, where))
	}
	return out
}

// bracketed takes the first [ and ] out of a text and says where they were.
func bracketed(s string) (text string, start, end int) {
	for i, r := range s {
		switch r {
		case '[':
			start = i
		case ']':
			end = i - 1
		}
	}
	return s[:start] + s[start+1:end+1] + s[end+2:], start, end
}
