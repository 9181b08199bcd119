package pipeline

import (
	"context"
	"fmt"

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
		d, err := testDocument(i, t)
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
		for _, c := range judge(&tests[i], &results[i]) {
			pointer := fmt.Sprintf("/tests/%d%s", i, c.pointer)
			list = append(list, diag.Diagnostic{
				Severity: diag.Error, Code: "test.failed", Position: r.plan.Config.Position(pointer),
				Pointer: pointer, Summary: c.summary, Hint: c.hint,
			})
		}
	}
	return list, nil
}

func testDocument(i int, t config.Test) (*document.Document, error) {
	d, err := document.New(fmt.Sprintf("tests[%d]", i), t.Text)
	if err != nil || t.Language == "" || t.Text == "" {
		return d, err
	}
	l := document.NewLayer(document.Language)
	l.AddRange(0, len(t.Text), t.Language)
	return d, d.Add(l)
}
