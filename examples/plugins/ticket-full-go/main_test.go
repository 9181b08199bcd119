package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
)

const queues = `{"queues":[{"prefix":"OPS"},{"prefix":"HR","label":"CASE","score":0.5}]}`

func TestKeepsTheRules(t *testing.T) {
	t.Parallel()
	plugintest.Test(t, []plugin.Kind{ticket()}, plugintest.Options{
		Configs: map[string]plugin.Config{"ticket": {With: []byte(queues)}},
		Texts:   []string{"Reopen OPS-1234, please."},
	})
}

// local opens one stage in the test's process.
func local(t *testing.T, with string) *plugin.Local {
	t.Helper()
	cfg := plugin.Config{Stage: "tickets", With: []byte(with), Origins: map[string]string{"/queues/1": "p.yaml:7"}}
	l, err := plugin.NewLocal(t.Context(), plugin.Segment{
		ID: "test", Stages: []plugin.StageConfig{{Config: cfg, Kind: "ticket"}},
	}, ticket())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestFindsWithEvidence(t *testing.T) {
	t.Parallel()
	doc, err := document.New("doc", "See HR-12.")
	if err != nil {
		t.Fatal(err)
	}
	l := local(t, queues)
	if failures, err := l.Annotate(t.Context(), []*document.Document{doc}); err != nil || failures != nil {
		t.Fatal(failures, err)
	}
	want := document.Span{
		Start: 4, End: 9, Label: "CASE", Score: 0.5, Kind: document.Raw,
		Attributes: []document.Attr{{Key: "number", Value: "12"}},
		Evidence:   []document.Attr{{Key: "rule", Value: "p.yaml:7"}},
	}
	if diff := cmp.Diff(want, doc.Layer("tickets").Span(0)); diff != "" {
		t.Error(diff)
	}
	reasons, err := l.Explain(t.Context(), "tickets", doc, 0, 3)
	if err != nil || len(reasons) != 2 || reasons[1].Origin != "p.yaml:7" {
		t.Errorf("reasons %v, %v", reasons, err)
	}
}

func TestMistakesAreReported(t *testing.T) {
	t.Parallel()
	for with, pointer := range map[string]string{
		`{"queues":[{"prefix":"OPS"},{"prefix":"hr"}]}`: "/queues/1/prefix",
		`{"queues":[{"prefix":"OPS","score":2}]}`:       "/queues/0/score",
		`{"queues":[]}`: "/queues",
	} {
		_, err := contract(plugin.Config{Stage: "tickets", With: []byte(with)})
		list := diag.From(err, "")
		if len(list) != 1 || list[0].Pointer != pointer {
			t.Errorf("%s: %+v, want a mistake at %s", with, list, pointer)
		}
	}
}
