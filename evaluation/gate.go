package evaluation

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// A Gate is a figure that must not fall below a value.
type Gate struct {
	// Text is how it was written: strict.micro.f1=0.85, PERSON.recall=0.9.
	Text string
	// Scheme is one of [Report.Schemes], Of an average or a label, Measure a figure.
	Scheme, Of, Measure string
	Least               float64
}

// measures read figures.
var measures = map[string]func(*Scores) (float64, error){
	"precision": func(s *Scores) (float64, error) { return s.Precision, nil },
	"recall":    func(s *Scores) (float64, error) { return s.Recall, nil },
	"f1":        func(s *Scores) (float64, error) { return s.F1, nil },
	"f_beta": func(s *Scores) (float64, error) {
		if s.FBeta == nil {
			return s.F1, nil
		}
		return *s.FBeta, nil
	},
	"low": func(s *Scores) (float64, error) {
		if s.CI95 == nil {
			return 0, fmt.Errorf("there is no interval")
		}
		return s.CI95[0], nil
	},
}

// ParseGate reads [SCHEME.]AVERAGE.MEASURE=VALUE or [SCHEME.]LABEL.MEASURE=VALUE.
// The scheme is strict when it is left out; labels may hold dots. The measure low is
// the lower end of the interval.
func ParseGate(text string) (Gate, error) {
	g := Gate{Text: text, Scheme: "strict"}
	equals := strings.LastIndexByte(text, '=')
	if equals < 0 {
		return g, fmt.Errorf("%q has no value; write it as strict.micro.f1=0.85 or PERSON.recall=0.9", text)
	}
	var err error
	if g.Least, err = strconv.ParseFloat(text[equals+1:], 64); err != nil || !(g.Least >= 0 && g.Least <= 1) {
		return g, fmt.Errorf("%q: %q is not a number from 0 to 1", text, text[equals+1:])
	}
	path := text[:equals]
	dot := strings.LastIndexByte(path, '.')
	if dot <= 0 {
		return g, fmt.Errorf("%q names no average or label; write it as strict.micro.f1=0.85 or PERSON.recall=0.9", text)
	}
	g.Of, g.Measure = path[:dot], path[dot+1:]
	if measures[g.Measure] == nil {
		known := slices.Sorted(maps.Keys(measures))
		return g, fmt.Errorf("%q: there is no measure %q; %s", text, g.Measure, diag.Suggest(g.Measure, known))
	}
	if scheme, of, found := strings.Cut(g.Of, "."); found && slices.Contains(schemeNames, scheme) {
		g.Scheme, g.Of = scheme, of
	}
	return g, nil
}

var schemeNames = []string{"strict", "exact", "partial", "type", "conll"}

// A Verdict is what a report says to a gate.
type Verdict struct {
	Gate   string  `json:"gate"`
	Value  float64 `json:"value"`
	Least  float64 `json:"least"`
	Passed bool    `json:"passed"`
	// Undefined: the figure is 0/0, which never passes.
	Undefined bool `json:"undefined,omitempty"`
}

// Check compares a report with the gate. An error says that the report has no such
// figure.
func (g Gate) Check(r *Report) (Verdict, error) {
	scheme := r.Schemes[g.Scheme]
	var s *Scores
	switch g.Of {
	case "micro":
		s = &scheme.Micro
	case "macro":
		s = &scheme.Macro
	case "weighted":
		s = &scheme.Weighted
	case "documents":
		s = &scheme.PerDocument
	default:
		label, known := scheme.Labels[g.Of]
		if !known {
			return Verdict{}, fmt.Errorf("%q: there is no label or average %q; %s", g.Text, g.Of, g.hint(scheme))
		}
		s = &label.Scores
	}
	v := Verdict{Gate: g.Text, Least: g.Least}
	var err error
	if v.Value, err = measures[g.Measure](s); err != nil {
		return v, fmt.Errorf("%q: %w: raise the number of documents or --resamples", g.Text, err)
	}
	v.Undefined = slices.Contains(s.Undefined, g.Measure)
	v.Passed = v.Value >= g.Least && !v.Undefined
	return v, nil
}

func (g Gate) hint(s *Scheme) string {
	known := append([]string{"micro", "macro", "weighted", "documents"}, slices.Sorted(maps.Keys(s.Labels))...)
	if hint := diag.Suggest(g.Of, known); hint != "" {
		return hint
	}
	return "labels are: " + diag.Some(known[4:], 12)
}

// Check compares the report with gates, in their order, and keeps the verdicts.
func (r *Report) Check(gates []Gate) error {
	r.Gates = nil
	for _, g := range gates {
		v, err := g.Check(r)
		if err != nil {
			return err
		}
		r.Gates = append(r.Gates, v)
	}
	return nil
}

// Passed reports whether every verdict is a good one.
func (r *Report) Passed() bool {
	return !slices.ContainsFunc(r.Gates, func(v Verdict) bool { return !v.Passed })
}
