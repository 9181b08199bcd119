package page

import (
	"fmt"

	"github.com/onomast/onomast/corpus/stats"
)

// A plot is a histogram of lengths. Places are in pixels.
type plot struct {
	Name          string
	Says          string
	Width, Height int
	Bars          []column
	First, Last   string // under the first and the last column
}

type column struct {
	X, Y, Width, Height float64
	Says                string
}

func newPlot(name string, l *stats.Lengths, width, height int) plot {
	p := plot{Name: name, Width: width, Height: height, Says: fmt.Sprintf("%s: mean %.1f, median %d, 95 %% up to %d, longest %d", name, l.Mean, l.Median, l.P95, l.Longest)}
	if len(l.Histogram) == 0 {
		return p
	}
	most := 1
	for _, b := range l.Histogram {
		most = max(most, b.Count)
	}
	step := float64(width) / float64(max(8, len(l.Histogram)))
	for i, b := range l.Histogram {
		if b.Count == 0 {
			continue
		}
		h := max(1.5, float64(b.Count)/float64(most)*float64(height))
		p.Bars = append(p.Bars, column{X: step * float64(i), Y: float64(height) - h, Width: step * .84, Height: h, Says: fmt.Sprintf("%s: %d", span(b), b.Count)})
	}
	p.First, p.Last = span(l.Histogram[0]), span(l.Histogram[len(l.Histogram)-1])
	return p
}

// span names the lengths of a bin.
func span(b stats.Bin) string {
	if b.From == b.To || b.To == 1 {
		return fmt.Sprint(b.To)
	}
	return fmt.Sprintf("%d–%d", b.From, b.To)
}

// A stack is the bar of a label, in pieces for the parts of the data.
type stack struct {
	Name   string
	Count  int
	Pieces []piece
}

type piece struct {
	X, Width float64 // of 100
	Class    string
	Says     string
}

// A legend says which class of piece is which part.
type legend struct{ Name, Class string }

// mostBars is how many labels are drawn, the most frequent ones, and mostPieces how many
// parts are told apart.
const (
	mostBars   = 60
	mostPieces = 3
)

func stacks(r *stats.Report) (bars []stack, names []legend) {
	class := func(i int) string {
		if len(r.Splits) > mostPieces {
			return "bar"
		}
		return fmt.Sprintf("bar p%d", i)
	}
	if len(r.Splits) > 1 && len(r.Splits) <= mostPieces {
		for i, s := range r.Splits {
			names = append(names, legend{s.Name, class(i)})
		}
	}
	for _, l := range r.Labels[:min(mostBars, len(r.Labels))] {
		b := stack{Name: l.Name, Count: l.Entities}
		at := 0.0
		for i, s := range r.Splits {
			n := l.Splits[s.Name].Entities
			if n == 0 {
				continue
			}
			w := 100 * float64(n) / float64(r.Labels[0].Entities)
			b.Pieces = append(b.Pieces, piece{X: at, Width: w, Class: class(i), Says: fmt.Sprintf("%s: %d", s.Name, n)})
			at += w
		}
		bars = append(bars, b)
	}
	return bars, names
}
