package transformer

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/transformer/modeltest"
)

// configured is a stage called people, with a model and more options as JSON members.
func configured(t testing.TB, dir string, options ...string) plugin.Config {
	t.Helper()
	model, err := json.Marshal(dir)
	if err != nil {
		t.Fatal(err)
	}
	members := append([]string{`"model": ` + string(model)}, options...)
	return plugin.Config{Stage: "people", With: json.RawMessage("{" + strings.Join(members, ", ") + "}")}
}

// opened opens a stage, or skips the test where there is no ONNX Runtime.
func opened(t testing.TB, cfg plugin.Config) *stage {
	t.Helper()
	modeltest.Library(t)
	st, err := openStage(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	return st
}

// doc is a document; sentences begin behind each " | ", which is part of the text.
func doc(t testing.TB, text string) *document.Document {
	t.Helper()
	d, err := document.New("d", text)
	if err != nil {
		t.Fatal(err)
	}
	l := document.NewLayer(document.Sentences)
	from := 0
	for from < len(text) {
		end := len(text)
		if at := strings.Index(text[from:], " | "); at >= 0 {
			end = from + at + len(" | ")
		}
		l.AddRange(from, end, "sentence")
		from = end
	}
	if err := d.Add(l); err != nil {
		t.Fatal(err)
	}
	return d
}

// found runs a stage on a document and renders what it proposes, without scores.
func found(t testing.TB, st plugin.Stage, d *document.Document) []string {
	t.Helper()
	if err := st.Process(context.Background(), d); err != nil {
		t.Fatal(err)
	}
	return rendered(d, "people")
}

func rendered(d *document.Document, layer string) []string {
	var out []string
	for _, s := range d.Layer(layer).All() {
		out = append(out, fmt.Sprintf("%s:%s", s.Label, d.Text()[s.Start:s.End]))
	}
	return out
}
