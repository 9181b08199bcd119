package decode

import (
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A schemeCase is a set of labels and what may follow what, spelled out by letters.
type schemeCase struct {
	labels []string
	scheme string
	// legal says whether label b may come behind a; "" is either end of a text.
	legal func(a, b string) bool
	// starts says whether an entity begins with b behind a.
	starts func(a, b string) bool
}

func letterOf(l string) byte {
	if l == "" || l == "O" {
		return 'O'
	}
	return l[0]
}

func typeOf(l string) string {
	if letterOf(l) == 'O' {
		return ""
	}
	return l[2:]
}

func within(letters string, l string) bool { return strings.IndexByte(letters, letterOf(l)) >= 0 }

// schemeCases are every kind of labels.
func schemeCases() map[string]schemeCase {
	begins := func(_, b string) bool { return within("BSU", b) }
	lenient := func(a, b string) bool {
		return letterOf(b) == 'B' || letterOf(b) == 'I' && typeOf(a) != typeOf(b)
	}
	closed := func(a, b string) bool { // BIOES
		if within("BI", a) {
			return within("IELM", b) && typeOf(a) == typeOf(b)
		}
		return !within("IELM", b)
	}
	bio := func(a, b string) bool { return letterOf(b) != 'I' || typeOf(a) == typeOf(b) && !within("S", a) }
	any := func(string, string) bool { return true }
	return map[string]schemeCase{
		"bio":   {[]string{"I-X", "O", "B-Y", "B-X", "I-Y"}, "", bio, begins},
		"bioes": {[]string{"B-X", "I-X", "O", "E-X", "S-X"}, "", closed, begins},
		"bilou": {[]string{"B-X", "I-X", "L-X", "U-X", "O", "U-Y"}, "", closed, begins},
		"bios":  {[]string{"B-X", "I-X", "S-X", "O"}, "", bio, begins},
		"iob1":  {[]string{"B-X", "I-X", "I-Y", "O", "B-Y"}, IOB1, any, lenient},
		"io":    {[]string{"O", "I-X", "I-Y"}, "", any, lenient},
		"few B": {[]string{"O", "I-X", "I-Y", "B-Y"}, "", any, lenient},
		"no O":  {[]string{"B-X", "I-X", "B-Y"}, "", bio, begins},
	}
}

// A way is a legal way to label a text.
type way struct {
	labels []string
	score  float64
	spans  map[[2]int]string // units, half-open
}

// ways lists all of them.
func (c *schemeCase) ways(units int, score func(unit, label int) float64, tr *Transitions) []way {
	var out []way
	n := len(c.labels)
	at := make([]int, units)
	name := func(i int) string {
		if i < 0 || i == units {
			return ""
		}
		return c.labels[at[i]]
	}
	var walk func(i int)
	walk = func(i int) {
		if i == units {
			w := way{spans: map[[2]int]string{}}
			start := -1
			for k := 0; k <= units; k++ {
				if !c.legal(name(k-1), name(k)) {
					return
				}
				if start >= 0 && (letterOf(name(k)) == 'O' || c.starts(name(k-1), name(k))) {
					w.spans[[2]int{start, k}] = typeOf(name(start))
					start = -1
				}
				if letterOf(name(k)) != 'O' && c.starts(name(k-1), name(k)) {
					start = k
				}
				if k < units {
					w.labels = append(w.labels, name(k))
					w.score += score(k, at[k])
				}
				if tr != nil && k > 0 && k < units {
					w.score += float64(tr.Pair[at[k-1]*n+at[k]])
				}
			}
			if tr != nil {
				w.score += float64(tr.Start[at[0]]) + float64(tr.End[at[units-1]])
			}
			if !math.IsInf(w.score, -1) {
				out = append(out, w)
			}
			return
		}
		for at[i] = range c.labels {
			walk(i + 1)
		}
	}
	walk(0)
	return out
}

// share is the probability that something holds.
func share(all []way, holds func(way) bool) float64 {
	best := math.Inf(-1)
	for _, w := range all {
		best = max(best, w.score)
	}
	some, total := 0.0, 0.0
	for _, w := range all {
		total += math.Exp(w.score - best)
		if holds(w) {
			some += math.Exp(w.score - best)
		}
	}
	return some / total
}

var weight = rapid.Custom(func(t *rapid.T) float32 {
	return float32(rapid.IntRange(-40, 40).Draw(t, "eighths"))/8 + float32(rapid.IntRange(0, 99).Draw(t, "breaks ties"))/9973
})

func draw(t *rapid.T, n int, name string) []float32 {
	return rapid.SliceOfN(weight, n, n).Draw(t, name)
}

func drawTransitions(t *rapid.T, n int) *Transitions {
	if !rapid.Bool().Draw(t, "learned") {
		return nil
	}
	return &Transitions{Pair: draw(t, n*n, "pair"), Start: draw(t, n, "start"), End: draw(t, n, "end")}
}

// Of everything that can be said of a text, Viterbi says what is best, and how probable
// its entities are; counted out one by one.
func TestViterbiAgreesWithTheListOfAllWays(t *testing.T) {
	for name, c := range schemeCases() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				n := len(c.labels)
				text, p := wordsOf(rapid.SliceOfN(rapid.IntRange(1, 3), 1, 4).Draw(t, "words")...)
				logits := draw(t, n*p.Len(), "logits")
				cfg := Config{Labels: c.labels, Scheme: c.scheme, Transitions: drawTransitions(t, n)}
				cfg.Unit = rapid.SampledFrom([]Unit{Piece, FirstPiece}).Draw(t, "unit")
				if p.Len() > 5 {
					cfg.Unit = FirstPiece
				}
				d, err := New(cfg)
				if err != nil {
					t.Fatal(err)
				}
				var first []int
				for i := range p.Len() {
					if cfg.Unit == Piece || !p.sameWord(i) {
						first = append(first, i)
					}
				}
				all := c.ways(len(first), func(unit, label int) float64 { return float64(logits[first[unit]*n+label]) }, cfg.Transitions)
				entities, err := d.Find(nil, text, p, logits)
				if len(all) == 0 {
					if err == nil {
						t.Fatal("no way is legal, and none was missed")
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				compare(t, d, p, logits, first, all, entities)
			})
		})
	}
}

func compare(t *rapid.T, d *Decoder, p *Pieces, logits []float32, first []int, all []way, entities []Entity) {
	spans := map[[2]int]string{}
	for _, e := range entities {
		to := slices.Index(first, e.Last)
		if to < 0 {
			to = len(first)
		}
		at := [2]int{slices.Index(first, e.First), to}
		spans[at] = e.Label
		want := share(all, func(w way) bool { return w.spans[at] == e.Label })
		if math.Abs(e.Probability-want) > 1e-5 || e.Score != e.Probability {
			t.Fatalf("%v has a probability of %v", e, want)
		}
		if e.Start != int(p.Starts[e.First]) || e.End != int(p.Ends[e.Last-1]) {
			t.Fatalf("%v is not where its pieces are", e)
		}
	}
	best, own := math.Inf(-1), math.Inf(-1)
	for _, w := range all {
		best = max(best, w.score)
		if maps.Equal(w.spans, spans) {
			own = max(own, w.score)
		}
	}
	if !(own >= best-1e-4) {
		t.Fatalf("%v scores %v, the best %v", entities, own, best)
	}
	unit := rapid.IntRange(0, len(first)-1).Draw(t, "unit")
	alternatives, err := d.Alternatives(nil, p, logits, first[unit])
	if err != nil {
		t.Fatal(err)
	}
	last := 1.0
	for _, a := range alternatives {
		want := share(all, func(w way) bool { return w.labels[unit] == a.Label })
		if math.Abs(a.Probability-want) > 1e-5 || a.Probability > last {
			t.Fatalf("%v has a probability of %v, behind %v", a, want, last)
		}
		last = a.Probability
	}
}
