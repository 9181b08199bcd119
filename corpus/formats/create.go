package formats

import (
	"fmt"
	"slices"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus/annotation"
)

// Create begins to write documents in a format. unit is what offsets count, "" for
// what is usual in the format.
func Create(format annotation.Format, unit string, out annotation.Output) (annotation.Sink, error) {
	if format.Write == nil {
		return nil, fmt.Errorf("the format %s can only be read", format.Name)
	}
	if len(format.Units) > 0 {
		out.Unit = format.Units[0]
	}
	if unit != "" {
		u, err := document.ParseUnit(unit)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(format.Units, u) {
			return nil, fmt.Errorf("offsets of the format %s cannot count %s", format.Name, unit)
		}
		out.Unit = u
	}
	if out.Report == nil {
		out.Report = func(annotation.Problem) {}
	}
	return format.Write(&out)
}
