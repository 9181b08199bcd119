package main

import (
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/plugins/transformer/ort"
)

// onnxFinding looks for ONNX Runtime and loads it.
func onnxFinding() finding {
	f := finding{Name: "ONNX Runtime"}
	if err := ort.Available(); err != nil {
		f.Detail, f.Hint = "none: this build has no cgo, so stages of the kind transformer do not work", "build the runner where there is a C compiler, with CGO_ENABLED=1"
		return f
	}
	library, err := ort.Find("")
	if err == nil {
		err = ort.Load(library)
	}
	if err != nil {
		d := diag.From(err, "transformer.library")[0]
		f.Detail, f.Hint = d.Summary, d.Hint
		for line := range strings.Lines(d.Detail) {
			f.Detail += fmt.Sprintf("\n      %-16s %s", "", strings.TrimRight(line, "\n"))
		}
		return f
	}
	f.OK = true
	f.Detail = fmt.Sprintf("%s, %s: %s", ort.Loaded(), library.Source, library.Path)
	return f
}
