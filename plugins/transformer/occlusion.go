package transformer

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/onomast/onomast/plugins/transformer/decode"
	"github.com/onomast/onomast/plugins/transformer/infer"
	"github.com/onomast/onomast/plugins/transformer/subword"
)

// Bounds of what is looked at and shown.
const (
	mostHidden   = 48   // words that are hidden in turn, those nearest to the entity
	mostCarrying = 6    // words that are shown for each side
	leastEffect  = 0.01 // of a word that is shown
)

// why says of pieces which labels they could have, and which words around carry that.
// For pieces that are no entity, it is about the likeliest label that is one.
func (x *explanation) why(ctx context.Context, h *head, pieces infer.Range, missing bool) error {
	words := x.around(pieces)
	hidden := append([]infer.Range{{}}, words...)
	views, err := x.engine.Hide(ctx, x.result, pieces.From, hidden, placeholder(x.tokenizer))
	if err != nil {
		return err
	}
	pieces = clipped(pieces, views[0].Pieces)
	base, err := x.labels(h, views[0], pieces)
	if err != nil {
		return err
	}
	x.add("transformer.for", "", "pieces: %s", x.rendered(pieces, base))
	target := targets(base, missing)
	if target == nil {
		return nil
	}
	sure := certainty(base, target)
	effects := make([]effect, len(words))
	for i, w := range words {
		labels, err := x.labels(h, views[i+1], pieces)
		if err != nil {
			return err
		}
		effects[i] = effect{x.word(w), certainty(labels, target) - sure}
	}
	what := strings.Join(slices.Compact(slices.Clone(target)), " ")
	x.carried("transformer.for", fmt.Sprintf("without a word, the probability of %s (%s) falls", what, share(sure)), effects, -1)
	x.carried("transformer.against", fmt.Sprintf("without a word, the probability of %s (%s) rises", what, share(sure)), effects, 1)
	return nil
}

// clipped is the part of a range that lies in another.
func clipped(r, in infer.Range) infer.Range {
	return infer.Range{From: max(r.From, in.From), To: min(r.To, in.To)}
}

// placeholder is the piece that stands for a word that is hidden.
func placeholder(t *subword.Tokenizer) int32 {
	for _, mask := range []string{"[MASK]", "<mask>"} {
		if id, ok := t.ID(mask); ok {
			return id
		}
	}
	id, _ := t.Unknown()
	return id
}

// around are the words of the sentence around some pieces, nearest first.
func (x *explanation) around(pieces infer.Range) []infer.Range {
	i := slices.IndexFunc(x.result.Sentences, func(s infer.Range) bool { return pieces.From < s.To })
	s := x.result.Sentences[i]
	numbers := x.result.Pieces.Words
	var out []infer.Range
	for from := s.From; from < s.To; {
		to := from + 1
		for to < s.To && numbers[to] == numbers[from] {
			to++
		}
		if to <= pieces.From || from >= pieces.To {
			out = append(out, infer.Range{From: from, To: to})
		}
		from = to
	}
	far := func(w infer.Range) int { return max(pieces.From-w.To, w.From-pieces.To) }
	slices.SortStableFunc(out, func(a, b infer.Range) int { return cmp.Compare(far(a), far(b)) })
	return out[:min(len(out), mostHidden)]
}

func (x *explanation) word(w infer.Range) string {
	p := &x.result.Pieces
	return strings.TrimSpace(x.text[p.Starts[w.From]:p.Ends[w.To-1]])
}

// labels returns the labels that each of some pieces could have, by what a view says.
func (x *explanation) labels(h *head, v infer.View, pieces infer.Range) ([][]decode.Alternative, error) {
	d := h.finders.Get().(ranker)
	defer h.finders.Put(d)
	i := slices.IndexFunc(x.result.Sentences, func(s infer.Range) bool { return pieces.From < s.To })
	s := clipped(x.result.Sentences[i], v.Pieces)
	rows := h.rows(v.Outputs, s.From-v.Pieces.From, s.To-v.Pieces.From)
	sub := slice(x.result, s)
	var out [][]decode.Alternative
	for p := pieces.From; p < min(pieces.To, s.To); p++ {
		own, err := d.alternatives(part{units: sub, rows: rows}, p-s.From)
		if err != nil {
			return nil, err
		}
		out = append(out, own)
	}
	return out, nil
}

// targets are the labels that the pieces have; for those that are no entity, the likeliest
// that they could have instead. nil: there is nothing to explain.
func targets(labels [][]decode.Alternative, missing bool) []string {
	out := make([]string, len(labels))
	for i, own := range labels {
		k := 0
		if missing {
			k = slices.IndexFunc(own, func(a decode.Alternative) bool { return a.Label != "" && !strings.EqualFold(a.Label, "O") })
		}
		if k < 0 || math.IsNaN(own[k].Probability) {
			return nil
		}
		out[i] = own[k].Label
	}
	return out
}

// certainty is the mean over pieces of how probable their labels are.
func certainty(labels [][]decode.Alternative, target []string) float64 {
	sum := 0.0
	for i, own := range labels {
		for _, a := range own {
			if a.Label == target[i] {
				sum += a.Probability
			}
		}
	}
	return sum / float64(max(len(labels), 1))
}

// An effect is what hiding a word changes.
type effect struct {
	word   string
	change float64
}

// carried adds a reason of the words with the largest effects of a sign.
func (x *explanation) carried(code, lead string, effects []effect, sign float64) {
	var own []effect
	for _, e := range effects {
		if e.change*sign >= leastEffect {
			own = append(own, e)
		}
	}
	if len(own) == 0 {
		return
	}
	slices.SortStableFunc(own, func(a, b effect) int { return cmp.Compare(b.change*sign, a.change*sign) })
	var out []string
	for _, e := range own[:min(len(own), mostCarrying)] {
		out = append(out, fmt.Sprintf("“%s” %+.2f", e.word, e.change))
	}
	if more := len(own) - mostCarrying; more > 0 {
		out = append(out, fmt.Sprintf("and %d more", more))
	}
	x.add(code, "", "%s: %s", lead, strings.Join(out, ", "))
}
