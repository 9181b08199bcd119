package score

import "github.com/onomast/onomast/evaluation/match"

// A Tally counts spans by what became of them: gold ones and predicted ones.
type Tally struct {
	Gold, Pred [match.Cases]int32
}

// Add adds another tally n times.
func (t *Tally) Add(o *Tally, n int32) {
	for c := range t.Gold {
		t.Gold[c] += n * o.Gold[c]
		t.Pred[c] += n * o.Pred[c]
	}
}

// Support returns the number of gold spans.
func (t *Tally) Support() int { return total(&t.Gold) }

// Predicted returns the number of predicted spans.
func (t *Tally) Predicted() int { return total(&t.Pred) }

func total(cases *[match.Cases]int32) int {
	n := 0
	for _, c := range cases {
		n += int(c)
	}
	return n
}

// Counts are the categories of one side.
type Counts struct {
	Correct   int `json:"correct"`
	Incorrect int `json:"incorrect"`
	Partial   int `json:"partial"`
	// Alone is the number of gold spans that are missed, or of predicted ones that
	// are spurious.
	Alone int `json:"alone"`
}

// Total returns the number of spans: POS of the gold side, ACT of the predicted one.
func (c Counts) Total() int { return c.Correct + c.Incorrect + c.Partial + c.Alone }

// points is what the spans are worth together.
func (c Counts) points() float64 { return float64(c.Correct) + float64(c.Partial)/2 }

// Count returns the categories of both sides under a scheme.
func (t *Tally) Count(s Scheme) (gold, pred Counts) {
	return count(s, &t.Gold), count(s, &t.Pred)
}

func count(s Scheme, cases *[match.Cases]int32) Counts {
	var n [none + 1]int
	for c, k := range cases {
		n[credits[s][c]] += int(k)
	}
	return Counts{Correct: n[correct], Incorrect: n[incorrect], Partial: n[partial], Alone: n[none]}
}

// Figures returns precision, recall and F under a scheme.
func (t *Tally) Figures(s Scheme, beta float64) Figures {
	gold, pred := t.Count(s)
	return figures(pred.points(), pred.Total(), gold.points(), gold.Total(), beta)
}

// GoldView returns the figures of a label in the other view: a pair counts for its
// gold label alone, so a span predicted as this label where another was right is
// nothing to it, and one predicted as another is an error of its precision.
func (t *Tally) GoldView(s Scheme, beta float64) Figures {
	gold, pred := t.Count(s)
	actual := gold.Correct + gold.Incorrect + gold.Partial + pred.Alone
	return figures(gold.points(), actual, gold.points(), gold.Total(), beta)
}
