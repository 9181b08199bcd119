package page

import (
	_ "embed" // the parts of the page
	"fmt"
	"html/template"
	"io"

	"github.com/onomast/onomast/evaluation"
)

//go:embed assets/page.html
var markup string

//go:embed assets/page.js
var script string

// Write writes the page.
func Write(w io.Writer, r *evaluation.Report) error {
	t, err := template.New("page").Funcs(functions()).Parse(markup)
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	if err := t.Execute(w, newView(r)); err != nil {
		return fmt.Errorf("page: %w", err)
	}
	return nil
}
