package page

import (
	"crypto/sha256"
	_ "embed" // the parts of the page
	"encoding/base64"
	"fmt"
	"html/template"
	"io"

	"github.com/onomast/onomast/evaluation"
)

//go:embed assets/page.html
var markup string

//go:embed assets/page.css
var style string

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

// digest is how a Content-Security-Policy names a style or script.
func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
