package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
)

// Test runs the `tests:` of the pipeline file on the pipeline itself and
// returns a diagnostic for each that fails, at its place in the file.
func (r *Runner) Test(ctx context.Context) (diag.List, error) {
	tests := r.plan.Config.Tests
	docs := make([]*document.Document, len(tests))
	for i, t := range tests {
		d, err := document.New(fmt.Sprintf("tests[%d]", i), t.Text)
		if err != nil {
			return nil, err
		}
		docs[i] = d
	}
	if len(docs) == 0 {
		return nil, nil
	}
	results, err := r.Annotate(ctx, docs)
	if err != nil {
		return nil, err
	}
	var list diag.List
	for i := range tests {
		for _, complaint := range judge(&tests[i], &results[i]) {
			pointer := fmt.Sprintf("/tests/%d%s", i, complaint.pointer)
			list = append(list, diag.Diagnostic{
				Severity: diag.Error, Code: "test.failed", Position: r.plan.Config.Position(pointer),
				Pointer: pointer, Summary: complaint.summary, Hint: complaint.hint,
			})
		}
	}
	return list, nil
}

type complaint struct{ pointer, summary, hint string }

// judge compares what a test expects with what was found.
func judge(test *config.Test, result *Result) []complaint {
	if f := result.Failure; f != nil {
		return []complaint{{"/text", fmt.Sprintf("stage %q failed on the text: %s", f.Stage, f.Message), ""}}
	}
	found := foundIn(result.Document)
	var out []complaint
	for i, want := range test.Entities {
		entity := config.Expected{Text: want.Text, Label: want.Label}
		if at := slices.Index(found, entity); at >= 0 {
			found = slices.Delete(found, at, at+1)
			continue
		}
		out = append(out, complaint{
			fmt.Sprintf("/entities/%d", i),
			fmt.Sprintf("%s %q was not found", want.Label, want.Text),
			"found: " + list(foundIn(result.Document)) + "; runner explain --missing tells why",
		})
	}
	if test.Only && len(found) > 0 {
		out = append(out, complaint{"/entities", "also found " + list(found), "add them to the test, or drop only: true"})
	}
	return out
}

func foundIn(d *document.Document) []config.Expected {
	var found []config.Expected
	for _, s := range d.Layer(document.Entities).All() {
		found = append(found, config.Expected{Text: d.Text()[s.Start:s.End], Label: s.Label})
	}
	return found
}

func list(entities []config.Expected) string {
	if len(entities) == 0 {
		return "nothing"
	}
	words := make([]string, len(entities))
	for i, e := range entities {
		words[i] = fmt.Sprintf("%s %q", e.Label, e.Text)
	}
	return strings.Join(words, ", ")
}
