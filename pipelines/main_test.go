package pipelines_test

import (
	"context"
	"flag"
	"os"
	"testing"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/pipelines"
	"github.com/onomast/onomast/plugins/crf"
	"github.com/onomast/onomast/plugins/multilingual"
	"github.com/onomast/onomast/plugins/resolver"
	"github.com/onomast/onomast/plugins/rules"
	"github.com/onomast/onomast/plugins/rules/sections"
	"github.com/onomast/onomast/plugins/tokenizer"
	"github.com/onomast/onomast/plugins/transformer"
)

// serveStages makes the test binary the plugin that the pipelines run in.
const serveStages = "serve-stages"

// What to print beside the tables, for whoever works on the rules.
var (
	showErrors = flag.String("errors", "", "print what was missed and what was wrong in this domain or data set")
	dataSplit  = flag.String("data-split", "dev", "split of the annotated data that TestData measures")
)

func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == serveStages {
		plugin.Serve(multilingual.Kind(), tokenizer.Kind(), sections.Kind(), rules.Kind(), crf.Kind(), transformer.Kind(), resolver.Kind())
	}
	goleak.VerifyTestMain(m)
}

// open starts a pipeline that ships, in a process of its own.
func open(t *testing.T, domain string) *pipeline.Runner {
	t.Helper()
	return openFile(t, domain+".yaml")
}

// openFile starts the pipeline of a file.
func openFile(t *testing.T, path string) *pipeline.Runner {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	h, err := host.New(host.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Error(err)
		}
	})
	plan, found := pipeline.Load(t.Context(), h, pipeline.Source{Path: path, Library: pipelines.Library(), Options: pipeline.Options{
		Builtin: host.Command{Name: "builtin", Path: self, Args: []string{serveStages}},
	}})
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	r, err := pipeline.Open(t.Context(), pipeline.Processes(h), plan)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

// annotate runs documents through a pipeline and returns what each holds.
func annotate(ctx context.Context, t *testing.T, r *pipeline.Runner, docs []*document.Document) [][]entity {
	t.Helper()
	results, err := r.Annotate(ctx, docs)
	if err != nil {
		t.Fatal(err)
	}
	all := make([][]entity, len(results))
	for i := range results {
		if f := results[i].Failure; f != nil {
			t.Fatalf("%s: stage %s: %s", docs[i].ID(), f.Stage, f.Message)
		}
		for _, s := range results[i].Document.Layer(document.Entities).All() {
			e := entity{Start: s.Start, End: s.End, Label: s.Label}
			for _, a := range s.Attributes {
				e.set(a.Key, a.Value)
			}
			all[i] = append(all[i], e)
		}
	}
	return all
}
