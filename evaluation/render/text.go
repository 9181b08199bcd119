package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/table"
	"github.com/onomast/onomast/evaluation"
)

// Columns is how wide tables may be.
const Columns = 80

// left fills a text up, or cuts it.
func left(s string, columns int) string {
	s = table.Cut(s, columns)
	return s + strings.Repeat(" ", columns-table.Cells(s))
}

// figure renders a score; what is undefined is a dash.
func figure(v float64, undefined bool) string {
	if undefined {
		return "–"
	}
	return fmt.Sprintf("%.3f", v)
}

// triple renders precision, recall and F. What is undefined is a dash.
func triple(s *evaluation.Scores) [3]string {
	f := s.F1
	if s.FBeta != nil {
		f = *s.FBeta
	}
	return [3]string{
		figure(s.Precision, slices.Contains(s.Undefined, "precision")),
		figure(s.Recall, slices.Contains(s.Undefined, "recall")),
		figure(f, slices.Contains(s.Undefined, "f1")),
	}
}

// between renders an interval.
func between(ci *[2]float64) string {
	if ci == nil {
		return ""
	}
	return fmt.Sprintf("%.3f–%.3f", ci[0], ci[1])
}

// wrap breaks a text into lines of at most [Columns]. The first begins at a column, the
// others after an indent.
func wrap(text string, at int, indent string) string {
	var b strings.Builder
	line, first := at, true
	for _, word := range strings.Fields(text) {
		switch n := table.Cells(word); {
		case first:
		case line+1+n > Columns:
			b.WriteString("\n" + indent)
			line = table.Cells(indent)
		default:
			b.WriteString(" ")
			line++
		}
		first = false
		b.WriteString(word)
		line += table.Cells(word)
	}
	return b.String()
}
