package read

import (
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/corpus"
)

// Codes of failures. They are stable names to search the documentation for.
const (
	codeUnreadable  = "unreadable"
	codeTooLarge    = "too-large"
	codeUTF8        = "invalid-utf8"
	codeEncoding    = "invalid-encoding"
	codeBinary      = "binary"
	codeArchive     = "broken-archive"
	codeJSON        = "broken-json"
	codeField       = "missing-field"
	codeNotText     = "not-text"
	codeCSV         = "broken-csv"
	codeRagged      = "ragged-row"
	codeColumn      = "missing-column"
	codeDuplicateID = "duplicate-id"
	codeAnnotation  = "broken-annotation"
	codeMail        = "broken-mail"
	codeOffice      = "broken-docx"
	codePDF         = "broken-pdf"
	codeParquet     = "broken-parquet"
	codeNoText      = "no-text-layer"
	codeBomb        = "archive-bomb"
	codeEncrypted   = "encrypted"
	codeName        = "unsafe-name"
)

func failure(code, hint, format string, args ...any) *corpus.Failure {
	return &corpus.Failure{Stage: "reader", Code: code, Message: fmt.Sprintf(format, args...), Hint: hint}
}

func tooLarge(what string, size string, limit int64) *corpus.Failure {
	return failure(codeTooLarge, "split it, or raise run.max_document in the pipeline",
		"%s has %s; the limit for one document is %d bytes", what, size, limit)
}

func quote(s string) string { return fmt.Sprintf("%q", s) }

// quoteAll lists at most ten names.
func quoteAll(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	shown := make([]string, 0, 11)
	for _, n := range names[:min(len(names), 10)] {
		shown = append(shown, quote(shorten(n)))
	}
	if len(names) > 10 {
		shown = append(shown, fmt.Sprintf("and %d more", len(names)-10))
	}
	return strings.Join(shown, ", ")
}

// shorten keeps a field name that is no name from filling the screen.
func shorten(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// closest returns "did you mean ..." when one of the names is near, and the
// other hint otherwise.
func closest(name string, names []string, otherwise string) string {
	if near := diag.DidYouMean(name, names); near != "" {
		return "did you mean " + quote(near) + "?"
	}
	return otherwise
}

// closestField is the hint for a field or column that holds the text.
func closestField(name string, names []string) string {
	if near := diag.DidYouMean(name, names); near != "" {
		return "did you mean " + quote(near) + "? Then give --text-field " + near
	}
	return "name the one that holds the text with --text-field"
}
