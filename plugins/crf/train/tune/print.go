package tune

import (
	"io"
	"strconv"
	"time"

	"github.com/onomast/onomast/core/table"
)

// Print writes the trials as a table, the best first.
func (o *Outcome) Print(w io.Writer) error {
	t := table.Table{Header: []string{"", "c1", "c2", "min_count", "F1", "precision", "recall", "weights", "time"}}
	for i, trial := range o.Trials {
		mark, score := "", trial.First
		if trial.Full != nil {
			mark, score = "all iterations", *trial.Full
		}
		if i == 0 {
			mark = "best"
		}
		t.Add(mark, number(trial.C1), number(trial.C2), strconv.Itoa(trial.MinCount),
			percent(score.F1), percent(score.Precision), percent(score.Recall),
			strconv.Itoa(trial.Weights), trial.Time.Round(10*time.Millisecond).String())
	}
	return t.Print(w)
}

func number(x float64) string  { return strconv.FormatFloat(x, 'g', -1, 64) }
func percent(x float64) string { return strconv.FormatFloat(100*x, 'f', 2, 64) }
