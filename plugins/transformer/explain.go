package transformer

import (
	"context"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/proposal"
	"github.com/onomast/onomast/plugins/transformer/decode"
	"github.com/onomast/onomast/plugins/transformer/infer"
)

// mostTouching is how many entities that share bytes with a stretch are explained.
const mostTouching = 8

// Explain says of the bytes [start,end) what the model takes them for, which labels each
// piece could have, and which words around carry that: those without which it would be
// less sure, or surer. Reasons quote the text, for they are asked for.
func (st *stage) Explain(ctx context.Context, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	r := st.engine.Run(ctx, []infer.Text{{Text: doc.Text(), Breaks: breaks(doc), Near: [2]int{start, end}}})[0]
	if r.Err != nil {
		return nil, r.Err
	}
	x := &explanation{stage: st, text: doc.Text(), result: &r, banned: st.except.In(doc.Text())}
	from, to := touched(&r, start, end)
	if from == to {
		x.add("transformer.no-piece", "", "the model sees nothing there")
		return x.reasons, nil
	}
	for _, h := range st.heads {
		if h.layout.Shape != infer.Pieces {
			if err := x.spans(ctx, h, start, end); err != nil {
				return nil, err
			}
			continue
		}
		if err := x.head(ctx, h, start, end, infer.Range{From: from, To: to}); err != nil {
			return nil, err
		}
	}
	return x.reasons, nil
}

// touched are the pieces that share bytes with a stretch.
func touched(r *infer.Result, start, end int) (from, to int) {
	p := &r.Pieces
	for from = 0; from < p.Len() && int(p.Ends[from]) <= start; from++ {
	}
	for to = from; to < p.Len() && int(p.Starts[to]) < end; to++ {
	}
	return from, to
}

// An explanation gathers reasons about one stretch of text.
type explanation struct {
	*stage
	text    string
	result  *infer.Result
	banned  *proposal.Ban
	reasons []plugin.Reason
}

func (x *explanation) add(code, origin, format string, args ...any) {
	x.reasons = append(x.reasons, plugin.Reason{Code: code, Origin: origin, Message: fmt.Sprintf(format, args...)})
}

// head explains what one output says of some pieces.
func (x *explanation) head(ctx context.Context, h *head, start, end int, pieces infer.Range) error {
	var found []decode.Entity
	var at []infer.Range
	err := h.find(x.text, x.result, func(e *decode.Entity, sentence infer.Range) {
		if e.Start < end && e.End > start {
			found = append(found, *e)
			at = append(at, infer.Range{From: sentence.From + e.First, To: sentence.From + e.Last})
		}
	})
	if err != nil {
		return err
	}
	for i := range found[:min(len(found), mostTouching)] {
		e := &found[i]
		x.one(h, e, e.Start == start && e.End == end)
		if err := x.why(ctx, h, at[i], false); err != nil {
			return err
		}
	}
	if more := len(found) - mostTouching; more > 0 {
		x.add("transformer.other-extent", "", "%s finds %d more entities there", x.by(h), more)
	}
	if len(found) == 0 {
		x.add("transformer.unlikely", "", "%s takes it for no entity", x.by(h))
		return x.why(ctx, h, pieces, true)
	}
	return nil
}

// one says what becomes of an entity that the model finds; asked says whether it is the
// stretch that was asked for.
func (x *explanation) one(h *head, e *decode.Entity, asked bool) {
	name := "it"
	if !asked {
		name = "“" + x.text[e.Start:e.End] + "”"
	}
	c, by := h.choices[e.Label], x.by(h)
	switch {
	case c.Label == "":
		x.add("transformer.label", x.cfg.Origin("/labels"), "%s takes %s for %s, which is not among labels", by, name, e.Label)
	case e.Score < c.Least:
		x.add("transformer.threshold", x.cfg.Origin(c.Pointer), "%s takes %s for %s with %s, below the threshold, %.2f", by, name, c.Label, scored(e), c.Least)
	case x.banned.Of(e.Start, e.End) >= 0:
		n := x.banned.Of(e.Start, e.End)
		x.add("transformer.except", x.cfg.Origin(fmt.Sprintf("/except/%d", n)), "%s takes %s for %s with %s, but it lies within the exception %s", by, name, c.Label, scored(e), x.Except[n])
	case asked:
		x.add("transformer.match", "", "%s proposes it as %s with %s", by, c.Label, scored(e))
	default:
		x.add("transformer.other-extent", "", "%s proposes %s as %s with %s", by, name, c.Label, scored(e))
	}
}

// by names the model, and its output where it has several.
func (x *explanation) by(h *head) string {
	if len(x.heads) == 1 {
		return x.name
	}
	return x.name + " (" + h.ports[0].Name + ")"
}

// scored renders score and probability, once where they are the same.
func scored(e *decode.Entity) string {
	if e.Calibrated {
		return fmt.Sprintf("score %s (probability %s)", share(e.Score), share(e.Probability))
	}
	return "probability " + share(e.Probability)
}

// share renders a share; one that is nearly nothing keeps two digits.
func share(p float64) string {
	if p < 0.01 {
		return fmt.Sprintf("%.2g", p)
	}
	return fmt.Sprintf("%.2f", p)
}

// mostPieces is how many pieces are shown with their labels, and mostLabels how many
// labels each.
const (
	mostPieces = 12
	mostLabels = 3
)

// rendered lists the labels that pieces could have.
func (x *explanation) rendered(pieces infer.Range, labels [][]decode.Alternative) string {
	var out []string
	for i, own := range labels[:min(len(labels), mostPieces)] {
		p := pieces.From + i
		piece := strings.TrimSpace(x.text[x.result.Pieces.Starts[p]:x.result.Pieces.Ends[p]])
		var likely []string
		for k, a := range own {
			if k == mostLabels || k > 0 && a.Probability < 0.0005 {
				break
			}
			likely = append(likely, a.Label+" "+share(a.Probability))
		}
		out = append(out, "“"+piece+"” "+strings.Join(likely, ", "))
	}
	if more := len(labels) - mostPieces; more > 0 {
		out = append(out, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(out, "; ")
}
