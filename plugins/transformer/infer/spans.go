package infer

import (
	"cmp"
	"math"
	"slices"

	"github.com/onomast/onomast/plugins/transformer/ort"
)

// Spans are some spans of a text, in the order of their starts and ends, and the scores
// of all labels, a row for each span. Minus infinity is the score of labels that are out
// of the question.
type Spans struct {
	// Ends are units, half-open.
	Ends   [][2]int32
	Scores []float32
}

// add appends a span with scores of labels of which the first is label first of all.
func (s *Spans) add(from, to, all, first int, scores []float32) {
	s.Ends = append(s.Ends, [2]int32{int32(from), int32(to)})
	row := len(s.Scores)
	for range all {
		s.Scores = append(s.Scores, float32(math.Inf(-1)))
	}
	copy(s.Scores[row+first:], scores)
}

// move adds to the units of all spans.
func (s *Spans) move(by int) {
	for i := range s.Ends {
		s.Ends[i][0] += int32(by)
		s.Ends[i][1] += int32(by)
	}
}

// sorted returns spans in order.
func (s *Spans) sorted() Spans {
	order := make([]int, len(s.Ends))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(s.Ends[a][0], s.Ends[b][0]), cmp.Compare(s.Ends[a][1], s.Ends[b][1]))
	})
	out := Spans{Ends: make([][2]int32, 0, len(s.Ends)), Scores: make([]float32, 0, len(s.Scores))}
	for _, i := range order {
		labels := len(s.Scores) / len(s.Ends)
		out.Ends = append(out.Ends, s.Ends[i])
		out.Scores = append(out.Scores, s.Scores[i*labels:(i+1)*labels]...)
	}
	return out
}

// labels is how many labels are asked for in all prompts; without any, how many the
// output has.
func (e *Engine) labels(o int) int {
	n := 0
	for _, p := range e.Prompts {
		n = max(n, p.First+p.Labels)
	}
	if n == 0 {
		n = e.outputs[o].width
	}
	return n
}

// gather puts together what the windows of each text keep.
func (e *Engine) gather(rows []row) {
	for o := range e.outputs {
		if e.outputs[o].Shape == Pieces {
			continue
		}
		for from := 0; from < len(rows); {
			to := from
			var all Spans
			for ; to < len(rows) && rows[to].result == rows[from].result; to++ {
				if rows[to].kept != nil {
					all.Ends = append(all.Ends, rows[to].kept[o].Ends...)
					all.Scores = append(all.Scores, rows[to].kept[o].Scores...)
				}
			}
			rows[from].result.Spans[o] = all.sorted()
			from = to
		}
	}
}

// keep keeps the spans of row i of a batch that are worth it, and that no other window
// sees farther from its edges.
func (e *Engine) keep(o int, t ort.Tensor, i int, r *row) {
	out := &e.outputs[o]
	if r.kept == nil {
		r.kept = make([]Spans, len(e.outputs))
	}
	k := keeper{row: r, output: out, to: &r.kept[o], all: e.labels(o), n: r.units.To - r.units.From}
	k.prompt = e.Prompts[r.prompt]
	if k.prompt.Labels == 0 {
		k.prompt.Labels = out.width
	}
	r.kept[o] = Spans{}
	if out.Shape == Ends {
		k.ends(t, i)
		return
	}
	reach := k.n
	if out.Shape == Widths {
		reach = out.reach
	}
	offset := e.offset(r)
	for first := range k.n {
		for last := first + 1; last <= min(k.n, first+reach); last++ {
			from, _ := out.place(t, i, offset, first, last)
			k.span(first, last, t.Data[from:from+k.prompt.Labels])
		}
	}
}

// A keeper keeps the spans of a row.
type keeper struct {
	*row
	*output
	to     *Spans
	prompt Prompt
	all    int // labels of all prompts
	n      int // units
	one    [1]float32
}

// worth reports whether a score of a label of the prompt is worth keeping.
func (k *keeper) worth(label int, score float32) bool {
	k.one[0] = score
	return k.Keep(k.prompt.First+label, k.one[:])
}

// span keeps a span of units of the row, if it is worth it.
func (k *keeper) span(first, last int, scores []float32) {
	from, to := k.units.From+first, k.units.From+last
	if (k.isNear(from, to) || k.Keep(k.prompt.First, scores)) && k.decides(from, to) {
		k.to.add(from, to, k.all, k.prompt.First, scores)
	}
}

func (r *row) isNear(from, to int) bool { return from < r.result.near.To && to > r.result.near.From }

// decides reports whether no other window sees a span farther from its edges.
func (r *row) decides(first, last int) bool {
	own := margin(r.sights, r.at, first, last)
	for i := r.at - 1; i >= 0 && r.sights[i].To >= last; i-- {
		if margin(r.sights, i, first, last) >= own {
			return false
		}
	}
	for i := r.at + 1; i < len(r.sights) && r.sights[i].From <= first; i++ {
		if r.sights[i].To >= last && margin(r.sights, i, first, last) > own {
			return false
		}
	}
	return true
}

// margin is how far a span is from the edges of a window that sees it; those that no
// other window overlaps are edges of the text.
func margin(sights []Range, i, first, last int) int {
	s, out := sights[i], math.MaxInt
	if i > 0 && sights[i-1].To > s.From {
		out = first - s.From
	}
	if i+1 < len(sights) && sights[i+1].From < s.To {
		out = min(out, s.To-last)
	}
	return out
}

// nearWidth is how many words a span has at most that is kept for being near.
const nearWidth = 12

// ends keeps spans by where entities of a label begin, end and go on: each that begins
// and ends with what is worth keeping, with nothing less between. Its score is the
// least of all these.
func (k *keeper) ends(t ort.Tensor, i int) {
	units, labels := int(t.Shape[1]), int(t.Shape[2])
	at := func(unit, label int) []float32 {
		from := ((i*units+unit)*labels + label) * 3
		return t.Data[from : from+3]
	}
	for first := range k.n {
		for label := range k.prompt.Labels {
			k.from(first, label, at)
		}
	}
	if k.result.near.From < k.result.near.To {
		k.around(at)
	}
}

// from keeps the spans of a label that begin with a unit.
func (k *keeper) from(first, label int, at func(unit, label int) []float32) {
	score := at(first, label)[0]
	for last := first + 1; last <= k.n && k.worth(label, score); last++ {
		x := at(last-1, label)
		score = min(score, x[2])
		from, to := k.units.From+first, k.units.From+last
		whole := min(score, x[1])
		if kept := k.isNear(from, to) && last-first <= nearWidth; !kept && k.worth(label, whole) && k.decides(from, to) {
			k.to.add(from, to, k.all, k.prompt.First+label, []float32{whole})
		}
		if score != score {
			return
		}
	}
}

// around keeps the spans that are near, whatever they score.
func (k *keeper) around(at func(unit, label int) []float32) {
	for first := range k.n {
		inside := make([]float32, k.prompt.Labels)
		scores := make([]float32, k.prompt.Labels)
		for last := first + 1; last <= min(k.n, first+nearWidth); last++ {
			for label := range scores {
				x := at(last-1, label)
				if last == first+1 {
					inside[label] = x[0]
				}
				inside[label] = min(inside[label], x[2])
				scores[label] = min(inside[label], x[1])
			}
			from, to := k.units.From+first, k.units.From+last
			if k.isNear(from, to) && k.decides(from, to) {
				k.to.add(from, to, k.all, k.prompt.First, scores)
			}
		}
	}
}
