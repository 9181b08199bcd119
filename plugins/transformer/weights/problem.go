package weights

import (
	"fmt"

	"github.com/onomast/onomast/core/diag"
)

// problem is what is wrong with a file of the folder.
func problem(code, file, summary, hint string) diag.Diagnostic {
	return diag.Diagnostic{Severity: diag.Error, Code: "transformer." + code, Position: diag.Position{File: file}, Summary: summary, Hint: hint}
}

func problemf(code, file, hint, format string, args ...any) diag.Diagnostic {
	return problem(code, file, fmt.Sprintf(format, args...), hint)
}
