package sections

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"go.uber.org/goleak"
	"go.yaml.in/yaml/v3"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// config makes the configuration of a stage of YAML, the value of sections:,
// whose line n is line n of s.yaml.
func config(t testing.TB, sections string) plugin.Config {
	t.Helper()
	var node yaml.Node
	if err := yaml.Unmarshal([]byte(sections), &node); err != nil {
		t.Fatalf("the YAML of the test: %v", err)
	}
	var value any
	if err := node.Decode(&value); err != nil {
		t.Fatal(err)
	}
	with, err := json.Marshal(map[string]any{"sections": value})
	if err != nil {
		t.Fatal(err)
	}
	cfg := plugin.Config{Stage: "outline", With: with, Origins: map[string]string{}}
	if len(node.Content) > 0 {
		for i, n := range node.Content[0].Content {
			cfg.Origins[fmt.Sprintf("/sections/%d", i)] = fmt.Sprintf("s.yaml:%d", n.Line)
		}
	}
	return cfg
}

func openRules(t testing.TB, sections string) *stage {
	t.Helper()
	st, err := openStage(context.Background(), config(t, sections))
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	return st.(*stage)
}

func newDocument(text string) (*document.Document, error) { return document.New("test", text) }

// process returns the layer of a text.
func process(t testing.TB, st *stage, text string) *document.Layer {
	t.Helper()
	doc, err := newDocument(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Process(context.Background(), doc); err != nil {
		t.Fatalf("process: %v", err)
	}
	l := doc.Layer(document.Sections)
	if err := l.Validate(text); err != nil {
		t.Fatal(err)
	}
	return l
}

// outline renders a layer, a section a line, indented by those it lies in, with
// its attributes: "QUOTE level=2 | > text".
func outline(text string, l *document.Layer) string {
	var b strings.Builder
	for i, s := range l.All() {
		for p := l.Parent(i); p != document.NoParent; p = l.Parent(p) {
			b.WriteString("  ")
		}
		b.WriteString(s.Label)
		for _, a := range s.Attributes {
			fmt.Fprintf(&b, " %s=%s", a.Key, a.Value)
		}
		fmt.Fprintf(&b, " | %s\n", strings.NewReplacer("\r\n", "⏎", "\n", "⏎", "\r", "⏎").Replace(text[s.Start:s.End]))
	}
	return b.String()
}
