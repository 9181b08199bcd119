package page

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/onomast/onomast/evaluation"
	"github.com/onomast/onomast/evaluation/analysis"
	"github.com/onomast/onomast/evaluation/render"
)

// A whisker is a score and its interval on a line from 0 to 1.
type whisker struct {
	At, Low, High float64 // in pixels
	Interval      bool
	Says          string
}

// whiskerWidth is the width of the line, in pixels.
const whiskerWidth = 120

func newWhisker(s *evaluation.Scores) *whisker {
	f := s.F1
	if s.FBeta != nil {
		f = *s.FBeta
	}
	w := &whisker{At: f * whiskerWidth, Says: fmt.Sprintf("%.3f", f)}
	if s.CI95 != nil {
		w.Low, w.High, w.Interval = s.CI95[0]*whiskerWidth, s.CI95[1]*whiskerWidth, true
		w.Says += ", 95 %: " + between(s.CI95)
	}
	return w
}

// A bar is a category of errors.
type bar struct {
	Code, Name string
	Count      int
	Width      float64 // of 100
	Kinds      string
}

func newBar(category string, n, most int, kinds map[string]int) bar {
	b := bar{Code: category, Name: render.Title(category), Count: n, Width: 100 * float64(n) / float64(most)}
	var parts []string
	for _, key := range slices.SortedFunc(maps.Keys(kinds), func(a, b string) int { return cmp.Or(kinds[b]-kinds[a], cmp.Compare(a, b)) }) {
		if of, kind, _ := strings.Cut(key, "/"); of == category {
			parts = append(parts, fmt.Sprintf("%s %d", render.Title(kind), kinds[key]))
		}
	}
	b.Kinds = strings.Join(parts, " · ")
	return b
}

// A matrix is the confusion of labels; those without spans are left out.
type matrix struct {
	Columns []string
	Rows    []matrixRow
}

type matrixRow struct {
	Name  string
	Cells []matrixCell
}

type matrixCell struct {
	Count int
	// Heat is 0 to 9, by the share of the row; Right on the diagonal.
	Heat  int
	Right bool
	Says  string
}

// mostLabels is how many labels a matrix is readable with.
const mostLabels = 25

func newMatrix(c *evaluation.Confusion) *matrix {
	rows, columns := busiest(c)
	if len(rows) == 0 || len(columns) == 0 {
		return nil
	}
	m := &matrix{}
	for _, j := range columns {
		m.Columns = append(m.Columns, c.Labels[j])
	}
	for _, i := range rows {
		row := matrixRow{Name: c.Labels[i]}
		sum := 0
		for _, n := range c.Cells[i] {
			sum += n
		}
		for _, j := range columns {
			n := c.Cells[i][j]
			cell := matrixCell{Count: n, Right: i == j, Says: fmt.Sprintf("%s found as %s: %d", c.Labels[i], c.Labels[j], n)}
			if n > 0 {
				cell.Heat = max(1, 9*n/sum)
			}
			row.Cells = append(row.Cells, cell)
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

// busiest returns the labels with most spans, rows and columns in the same order, and
// nothing itself last.
func busiest(c *evaluation.Confusion) (rows, columns []int) {
	gold, pred := make([]int, len(c.Cells)), make([]int, len(c.Cells))
	var order []int
	for i := range c.Cells {
		for j, n := range c.Cells[i] {
			gold[i], pred[j] = gold[i]+n, pred[j]+n
		}
		order = append(order, i)
	}
	last := len(order) - 1
	slices.SortFunc(order[:last], func(a, b int) int { return cmp.Or(gold[b]+pred[b]-gold[a]-pred[a], a-b) })
	order = append(order[:min(last, mostLabels)], last)
	for _, i := range order {
		if gold[i] > 0 {
			rows = append(rows, i)
		}
		if pred[i] > 0 {
			columns = append(columns, i)
		}
	}
	return rows, columns
}

// A histogram counts how far boundaries are off.
type histogram struct {
	Name, Unit string
	Bars       []column
	Right      int
}

type column struct {
	X, Y, Height float64
	Count        int
	Offset       string
}

// Sizes of a histogram, in pixels.
const (
	columnWidth     = 16
	histogramHeight = 90
)

func histograms(b *evaluation.Boundaries) []histogram {
	if b.Pairs == 0 {
		return nil
	}
	return []histogram{newHistogram("start", "characters", b.Start), newHistogram("end", "characters", b.End),
		newHistogram("start", "words", b.StartWords), newHistogram("end", "words", b.EndWords)}
}

// newHistogram leaves out boundaries that are right: they would dwarf the others.
func newHistogram(name, unit string, counts []int) histogram {
	h := histogram{Name: name, Unit: unit, Right: counts[analysis.Reach]}
	most := 1
	for i, n := range counts {
		if i != analysis.Reach {
			most = max(most, n)
		}
	}
	for i, n := range counts {
		if i == analysis.Reach {
			n = 0
		}
		height := histogramHeight * float64(n) / float64(most)
		h.Bars = append(h.Bars, column{X: float64(i * columnWidth), Y: histogramHeight - height, Height: height, Count: n, Offset: offset(i - analysis.Reach)})
	}
	return h
}

func offset(k int) string {
	switch k {
	case -analysis.Reach:
		return "10 or more too far left"
	case analysis.Reach:
		return "10 or more too far right"
	}
	if k < 0 {
		return fmt.Sprintf("%d too far left", -k)
	}
	return fmt.Sprintf("%d too far right", k)
}

// A group is the slices of one dimension.
type group struct {
	Name   string
	Slices []evaluation.Slice
	// NoRecall and NoPrecision: the dimension is one of predicted, or gold, spans only.
	NoRecall, NoPrecision bool
}

func groups(slices []evaluation.Slice) []group {
	var all []group
	for _, s := range slices {
		if n := len(all); n == 0 || all[n-1].Name != s.Dimension {
			all = append(all, group{Name: s.Dimension, NoRecall: s.Dimension == analysis.BySource, NoPrecision: s.Dimension == analysis.BySurface})
		}
		last := &all[len(all)-1]
		last.Slices = append(last.Slices, s)
	}
	return all
}

// A reliability plot sets scores against the share that is right.
type reliability struct {
	*evaluation.Calibration
	Points []dot
}

type dot struct {
	X, Y, Radius float64
	Says         string
}

// plotSize is the side of the square, in pixels.
const plotSize = 180

func newReliability(c *evaluation.Calibration) reliability {
	r := reliability{Calibration: c}
	for _, b := range c.Bins {
		share := float64(b.Count) / float64(c.Count)
		r.Points = append(r.Points, dot{
			X: b.MeanScore * plotSize, Y: plotSize - b.Right*plotSize, Radius: 3 + 9*share,
			Says: fmt.Sprintf("%d with a score of about %.2f: %.0f %% right", b.Count, b.MeanScore, 100*b.Right),
		})
	}
	return r
}
