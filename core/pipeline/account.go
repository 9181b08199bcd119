package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// An Account explains what was found in one text, and what was not.
type Account struct {
	// Languages are those of the text and its parts, where anybody knows.
	Languages []AccountLanguage `json:"languages,omitempty"`
	Entities  []AccountEntity   `json:"entities"`
	// Missing answers for each occurrence of a text that was asked for.
	Missing []AccountMissing `json:"missing,omitempty"`
}

// An AccountEntity is an entity with its evidence and those that lost to it.
// Start and End are byte offsets, half-open.
type AccountEntity struct {
	Start int      `json:"start"`
	End   int      `json:"end"`
	Text  string   `json:"text"`
	Label string   `json:"label"`
	Score *float32 `json:"score"`
	// Depth is the number of entities it is nested in.
	Depth      int               `json:"depth,omitempty"`
	Attributes []document.Attr   `json:"attributes,omitempty"`
	Evidence   []document.Attr   `json:"evidence"`
	Losers     []AccountDecision `json:"losers,omitempty"`
	// Reasons weigh what speaks for the entity and against it, where a stage that
	// proposed it can tell.
	Reasons []StageReasons `json:"reasons,omitempty"`
}

// An AccountDecision is what the resolver decided about one candidate.
type AccountDecision struct {
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Text    string   `json:"text"`
	Label   string   `json:"label"`
	Source  string   `json:"source"`
	Outcome string   `json:"outcome"`
	By      string   `json:"by,omitempty"`
	LostTo  []string `json:"lost_to,omitempty"`
}

// An AccountMissing says about one occurrence of a text why it is no entity.
type AccountMissing struct {
	Start int `json:"start"`
	End   int `json:"end"`
	// Found: it is an entity.
	Found bool `json:"found"`
	// Candidates are those that touch it; Reasons what stages say of it.
	Candidates []AccountDecision `json:"candidates,omitempty"`
	Reasons    []StageReasons    `json:"reasons,omitempty"`
}

// decisions names the layer that says what became of every candidate.
const decisions = "decisions"

// Account explains an annotated document. The runner must have been planned
// with the layer decisions. missing is a text that was expected; "" asks for
// none.
func (r *Runner) Account(ctx context.Context, doc *document.Document, missing string) (*Account, error) {
	a := &Account{Entities: []AccountEntity{}, Languages: r.spoken(doc)}
	decided := decisionsOf(doc)
	layer := doc.Layer(document.Entities)
	for i, s := range layer.All() {
		e := explained(doc, s, decided)
		if parent := layer.Parent(i); parent != document.NoParent {
			e.Depth = a.Entities[parent].Depth + 1
		}
		var err error
		if e.Reasons, err = r.weighed(ctx, doc, s); err != nil {
			return nil, err
		}
		a.Entities = append(a.Entities, e)
	}
	if missing == "" {
		return a, nil
	}
	for from := 0; ; {
		at := strings.Index(doc.Text()[from:], missing)
		if at < 0 {
			return a, nil
		}
		start := from + at
		from = start + len(missing)
		found, err := r.missing(ctx, doc, start, from, decided)
		if err != nil {
			return nil, err
		}
		a.Missing = append(a.Missing, found)
	}
}

// weighed asks the stages that proposed an entity what spoke for it and against it.
func (r *Runner) weighed(ctx context.Context, doc *document.Document, s document.Span) ([]StageReasons, error) {
	said, err := r.Explain(ctx, doc, s.Start, s.End)
	if err != nil {
		return nil, err
	}
	var out []StageReasons
	for _, stage := range said {
		if !slices.Contains(s.Evidence, document.Attr{Key: "source", Value: stage.Stage}) {
			continue
		}
		if reasons := weighing(stage.Reasons); len(reasons) > 0 {
			out = append(out, StageReasons{Stage: stage.Stage, Reasons: reasons})
		}
	}
	return out, nil
}

// weighing returns the reasons that weigh a match of the whole stretch: those whose
// codes end in .for and .against, right behind one whose code ends in .match. What
// else a stage says of its match is evidence.
func weighing(reasons []plugin.Reason) []plugin.Reason {
	var out []plugin.Reason
	match := false
	for _, r := range reasons {
		_, kind, _ := strings.Cut(r.Code, ".")
		switch {
		case kind == "match":
			match = true
		case kind != "for" && kind != "against":
			match = false
		case match:
			out = append(out, r)
		}
	}
	return out
}

func explained(doc *document.Document, s document.Span, decided []AccountDecision) AccountEntity {
	e := AccountEntity{Start: s.Start, End: s.End, Text: doc.Text()[s.Start:s.End], Label: s.Label, Attributes: s.Attributes, Evidence: append([]document.Attr{}, s.Evidence...)}
	if s.Kind != document.None {
		e.Score = &s.Score
	}
	for _, d := range decided {
		for _, winner := range d.LostTo {
			if d.Outcome != "merged" && refersTo(winner, s) {
				e.Losers = append(e.Losers, d)
				break
			}
		}
	}
	return e
}

// refersTo reports whether "start-end LABEL source" names an entity.
func refersTo(ref string, s document.Span) bool {
	span, rest, _ := strings.Cut(ref, " ")
	label, _, _ := strings.Cut(rest, " ")
	return span == fmt.Sprintf("%d-%d", s.Start, s.End) && label == s.Label
}

func (r *Runner) missing(ctx context.Context, doc *document.Document, start, end int, decided []AccountDecision) (AccountMissing, error) {
	m := AccountMissing{Start: start, End: end}
	for _, s := range doc.Layer(document.Entities).All() {
		m.Found = m.Found || (s.Start == start && s.End == end)
	}
	for _, d := range decided {
		if d.Start < end && start < d.End {
			m.Candidates = append(m.Candidates, d)
		}
	}
	reasons, err := r.Explain(ctx, doc, start, end)
	m.Reasons = reasons
	return m, err
}

// decisionsOf reads the layer decisions.
func decisionsOf(doc *document.Document) []AccountDecision {
	var out []AccountDecision
	for _, s := range doc.Layer(decisions).All() {
		d := AccountDecision{Start: s.Start, End: s.End, Text: doc.Text()[s.Start:s.End], Label: s.Label}
		for _, a := range s.Attributes {
			switch a.Key {
			case "source":
				d.Source = a.Value
			case "outcome":
				d.Outcome = a.Value
			case "by":
				d.By = a.Value
			case "lost_to":
				d.LostTo = append(d.LostTo, a.Value)
			}
		}
		out = append(out, d)
	}
	return out
}
