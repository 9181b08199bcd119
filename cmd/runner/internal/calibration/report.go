package calibration

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/calibrate"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/table"
)

// A Report says what was learned of the scores of a stage.
type Report struct {
	Stage string `json:"stage"`
	*Observed
	// Found is how many entities were found of labels that the annotation has.
	Found int `json:"found"`
	// Before and After say how far scores are probabilities; After is of scores that the
	// map was fitted without, or of those at the temperature.
	Before calibrate.Quality `json:"before"`
	After  calibrate.Quality `json:"after"`
	// Method is none, logistic, isotonic or temperature.
	Method string `json:"method"`
	// Own are the labels with a map of their own.
	Own map[string]calibrate.Fitted `json:"own,omitempty"`
	// Temperature is what logits are to be divided by, if that was looked for.
	Temperature float64 `json:"temperature,omitempty"`
	// Cuts are the least scores that make labels precise enough, Unreached those of
	// which there is none.
	Cuts      map[string]calibrate.Cut `json:"cuts,omitempty"`
	Unreached []string                 `json:"unreached,omitempty"`
	// Use is what to write into the stage's options.
	Use []string `json:"use"`

	fitted calibrate.Labels
}

// Fit learns maps by label.
func Fit(stage string, o *Observed) (*Report, error) {
	r := &Report{Stage: stage, Observed: o, Found: len(o.All), fitted: calibrate.FitLabels(o.All, o.ByLabel)}
	if r.fitted.All == nil {
		return nil, problem("calibration.few", fmt.Sprintf("%s too little to tell what scores are worth", table.Count(r.Found, "found entity is", "found entities are")), "annotate more text; some hundred entities are good")
	}
	f := r.fitted.All
	r.Before, r.After, r.Method, r.Own = f.Before, f.After, f.Method, r.fitted.Own
	return r, nil
}

// Cut finds the least scores that make each label right to a share.
func (r *Report) Cut(precision float64) {
	r.Cuts = map[string]calibrate.Cut{}
	for _, label := range slices.Sorted(maps.Keys(r.ByLabel)) {
		own := slices.Clone(r.ByLabel[label])
		for i := range own {
			own[i].Score = r.fitted.Of(label, own[i].Score)
		}
		if cut, ok := calibrate.Threshold(own, precision); ok {
			r.Cuts[label] = cut
		} else {
			r.Unreached = append(r.Unreached, label)
		}
	}
}

// Maps writes the maps as the option calibration reads them. A label may be known by
// other names to the model.
func (r *Report) Maps(w io.Writer, names func(label string) []string) error {
	out := map[string]calibrate.Map{}
	for label, m := range r.fitted.Maps {
		for _, name := range names(label) {
			out[name] = calibrate.Map{From: rounded(m.From), To: rounded(m.To)}
		}
	}
	data, err := json.Marshal(out)
	if err != nil {
		return err
	}
	// a line for each label
	text := strings.ReplaceAll(string(data), `},"`, "},\n\"")
	_, err = io.WriteString(w, text+"\n")
	return err
}

// rounded drops digits that mean nothing.
func rounded(list []float64) []float64 {
	out := make([]float64, len(list))
	for i, x := range list {
		out[i] = math.Round(x*1e6) / 1e6
	}
	return out
}

// Text prints the report for people.
func (r *Report) Text(w io.Writer) error {
	t := &strings.Builder{}
	line := func(format string, args ...any) { fmt.Fprintf(t, format+"\n", args...) }
	line("dev    %s, %s, %s", table.Count(r.Documents, "document", "documents"), table.Count(r.Gold, "entity", "entities"),
		table.Count(r.Found, "proposal", "proposals")+fmt.Sprintf(" of stage %s, %.1f %% of them right", table.Plain(r.Stage), 100*r.Before.Right))
	line("")
	rows := table.Table{Header: []string{"scores", "mean", "right", "calibration error", "log loss"}}
	row := func(name string, q *calibrate.Quality) {
		rows.Add(name, fmt.Sprintf("%.3f", q.Score), fmt.Sprintf("%.3f", q.Right), fmt.Sprintf("%.3f", q.ECE), fmt.Sprintf("%.3f", q.LogLoss))
	}
	row("as they are", &r.Before)
	switch {
	case r.Temperature > 0:
		row(fmt.Sprintf("temperature %g", r.Temperature), &r.After)
	case r.Method != "none":
		row(r.Method, &r.After)
		for _, label := range slices.Sorted(maps.Keys(r.Own)) {
			f := r.Own[label]
			row("  "+label+" as they are", &f.Before)
			row("  "+label+", "+f.Method, &f.After)
		}
	}
	_ = rows.Print(t) // to memory
	if r.Method == "none" {
		line("\nscores are probabilities as they are")
	}
	r.cuts(line)
	line("\nin the options of stage %s:", table.Plain(r.Stage))
	for _, use := range r.Use {
		line("    %s", use)
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// cuts says from which scores on labels are precise enough.
func (r *Report) cuts(line func(format string, args ...any)) {
	if len(r.Cuts)+len(r.Unreached) > 0 {
		line("")
	}
	for _, label := range slices.Sorted(maps.Keys(r.Cuts)) {
		c := r.Cuts[label]
		if c.At == 0 {
			line("%s is precise enough at any score: %.3f", table.Plain(label), c.Precision)
			continue
		}
		line("%s from a score of %.3f on: precision %.3f, keeps %.1f %% of what is right", table.Plain(label), c.At, c.Precision, 100*c.Kept)
	}
	if len(r.Unreached) > 0 {
		line("not precise enough at any score: %s", table.Plain(diag.Some(r.Unreached, 6)))
	}
}
