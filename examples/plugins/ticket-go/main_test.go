package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
)

func TestTicketKeepsTheRules(t *testing.T) {
	t.Parallel()
	plugintest.Test(t, []plugin.Kind{ticket()}, plugintest.Options{Texts: []string{"Reopen OPS-1234, please."}})
}

func TestTicketFinds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		with, text string
		want       []string
	}{
		{`{}`, "Reopen OPS-1234 and OPS-7, not OOPS-5.", []string{"OPS-1234", "OPS-7"}},
		{`{"prefix":"HR"}`, "HR-12 replaces OPS-3 (see HR-1234567).", []string{"HR-12"}},
		{`{}`, "", nil},
	}
	for _, tt := range tests {
		cfg := plugin.Config{Stage: "tickets", With: []byte(tt.with)}
		stage := plugin.Segment{ID: "test", Stages: []plugin.StageConfig{{Config: cfg, Kind: "ticket"}}}
		local, err := plugin.NewLocal(t.Context(), stage, ticket())
		if err != nil {
			t.Fatal(err)
		}
		doc, err := document.New("doc", tt.text)
		if err != nil {
			t.Fatal(err)
		}
		if failures, err := local.Annotate(t.Context(), []*document.Document{doc}); err != nil || failures != nil {
			t.Fatal(failures, err)
		}
		var got []string
		for _, span := range doc.Layer("tickets").All() {
			got = append(got, doc.Text()[span.Start:span.End])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s in %q: %s", tt.with, tt.text, diff)
		}
	}
}
