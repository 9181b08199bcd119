package resolver

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// newStage opens a resolver with options as JSON. Nobody says which layers
// exist, so all layers of a document are read.
func newStage(t testing.TB, options string) *stage {
	t.Helper()
	cfg := plugin.Config{Stage: "judge", With: json.RawMessage(options), Emit: []string{decisionsLayer}}
	opened, err := Kind().Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return opened.(*stage)
}

// cand is a candidate in a test: the n-th occurrence of a text (from 0).
type cand struct {
	stage, text, label string
	score              float32 // 0: none; else calibrated
	nth                int
}

// newDocument makes a document with one layer for each stage named.
func newDocument(t testing.TB, text string, cands ...cand) *document.Document {
	t.Helper()
	doc, err := document.New("test", text)
	if err != nil {
		t.Fatal(err)
	}
	layers := map[string]*document.Layer{}
	for _, c := range cands {
		l := layers[c.stage]
		if l == nil {
			l = document.NewLayer(c.stage)
			layers[c.stage] = l
			if err := doc.Add(l); err != nil {
				t.Fatal(err)
			}
		}
		l.Add(find(t, text, c))
	}
	return doc
}

func find(t testing.TB, text string, c cand) document.Span {
	t.Helper()
	at := -1
	for range c.nth + 1 {
		next := strings.Index(text[at+1:], c.text)
		if next < 0 {
			t.Fatalf("%q is not in the text", c.text)
		}
		at += 1 + next
	}
	s := document.Span{Start: at, End: at + len(c.text), Label: c.label}
	if c.score > 0 {
		s.Score, s.Kind = c.score, document.Calibrated
	}
	return s
}

// process runs a stage on a document and checks the layers it writes.
func process(t testing.TB, s plugin.Stage, doc *document.Document) {
	t.Helper()
	if err := s.Process(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{document.Entities, decisionsLayer} {
		if l := doc.Layer(name); l != nil {
			if err := l.Validate(doc.Text()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// outline renders entities as "text LABEL", indented by a dot for each parent.
func outline(doc *document.Document) []string {
	l := doc.Layer(document.Entities)
	lines := []string{}
	for i, s := range l.All() {
		depth := 0
		for at := l.Parent(i); at != document.NoParent; at = l.Parent(at) {
			depth++
		}
		lines = append(lines, strings.Repeat(".", depth)+doc.Text()[s.Start:s.End]+" "+s.Label)
	}
	return lines
}

// fates renders decisions as "text LABEL source: outcome by [lost to]".
func fates(doc *document.Document) []string {
	lines := []string{}
	for _, s := range doc.Layer(decisionsLayer).All() {
		line := fmt.Sprintf("%s %s %s: %s", doc.Text()[s.Start:s.End], s.Label, value(s, "source"), value(s, "outcome"))
		if by := value(s, "by"); by != "" {
			line += " by " + by
		}
		if to := value(s, "lost_to"); to != "" {
			line += " to " + to
		}
		lines = append(lines, line)
	}
	return lines
}

// value joins the values of an attribute.
func value(s document.Span, key string) string {
	var values []string
	for _, a := range s.Attributes {
		if a.Key == key {
			values = append(values, a.Value)
		}
	}
	return strings.Join(values, " + ")
}
