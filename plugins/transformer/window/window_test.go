package window

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// words makes edges of pieces per word; sentences begin at some of them.
func edges(wordAt, sentenceAt func(int) bool) func(int) Edge {
	return func(i int) Edge {
		switch {
		case sentenceAt(i):
			return Sentence
		case wordAt(i):
			return Word
		}
		return Inside
	}
}

func every(n int) func(int) bool { return func(i int) bool { return n > 0 && i%n == 0 } }

func TestCut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cutter   Cutter
		from, to int
		edge     func(int) Edge
		want     []Window
	}{
		"nothing":           {Cutter{Size: 8, Context: 2}, 3, 3, edges(every(1), every(0)), nil},
		"one piece":         {Cutter{Size: 8, Context: 2}, 3, 4, edges(every(1), every(0)), []Window{{3, 4, 3, 4}}},
		"just fits":         {Cutter{Size: 8, Context: 2}, 0, 8, edges(every(1), every(0)), []Window{{0, 8, 0, 8}}},
		"one too many":      {Cutter{Size: 8, Context: 2}, 0, 9, edges(every(1), every(0)), []Window{{0, 8, 0, 6}, {4, 9, 6, 9}}},
		"no context":        {Cutter{Size: 4}, 0, 10, edges(every(1), every(0)), []Window{{0, 4, 0, 4}, {4, 8, 4, 8}, {8, 10, 8, 10}}},
		"at a word":         {Cutter{Size: 8}, 0, 12, edges(every(3), every(0)), []Window{{0, 6, 0, 6}, {6, 12, 6, 12}}},
		"sentence first":    {Cutter{Size: 8}, 0, 12, edges(every(1), every(6)), []Window{{0, 6, 0, 6}, {6, 12, 6, 12}}},
		"sentence too near": {Cutter{Size: 8}, 0, 14, edges(every(1), every(5)), []Window{{0, 8, 0, 8}, {8, 14, 8, 14}}},
		"one endless word":  {Cutter{Size: 8, Context: 2}, 0, 20, edges(every(0), every(0)), []Window{{0, 8, 0, 6}, {4, 12, 6, 10}, {8, 16, 10, 14}, {12, 20, 14, 20}}},
		"size one":          {Cutter{Size: 1, Context: 5}, 0, 3, edges(every(1), every(0)), []Window{{0, 1, 0, 1}, {1, 2, 1, 2}, {2, 3, 2, 3}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(c.want, c.cutter.Cut(nil, c.from, c.to, c.edge)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Every piece is decided once, in the window where it is farthest from an edge, with as
// much context as was asked for.
func TestCutDecidesEachPieceOnce(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		c := Cutter{Size: rapid.IntRange(1, 40).Draw(t, "size"), Context: rapid.IntRange(0, 20).Draw(t, "context")}
		from := rapid.IntRange(0, 5).Draw(t, "from")
		to := from + rapid.IntRange(1, 400).Draw(t, "n")
		edge := edges(every(rapid.IntRange(0, 7).Draw(t, "word")), every(rapid.IntRange(0, 60).Draw(t, "sentence")))
		windows := c.Cut(nil, from, to, edge)
		at := from
		for i, w := range windows {
			if w.First != at || w.Last <= w.First || w.From > w.First || w.To < w.Last || w.To-w.From > c.Size {
				t.Fatalf("window %d is %+v, and the pieces before %d are decided", i, w, at)
			}
			at = w.Last
		}
		if at != to {
			t.Fatalf("the pieces from %d on are not decided", at)
		}
		context := min(c.Context, c.Size/4)
		for i, w := range windows {
			for p := w.First; p < w.Last; p++ {
				mine := distance(w, p, from, to)
				for _, other := range windows {
					if p >= other.From && p < other.To && distance(other, p, from, to) > mine {
						t.Fatalf("piece %d is %d from an edge of window %d and %d from one of %+v", p, mine, i, distance(other, p, from, to), other)
					}
				}
				if mine < context {
					t.Fatalf("piece %d has a context of %d, want %d", p, mine, context)
				}
			}
		}
		if most := 1 + 16*(to-from)/c.Size; c.Size >= 8 && len(windows) > most {
			t.Fatalf("%d pieces make %d windows", to-from, len(windows))
		}
	})
}

// distance is how many pieces lie between a piece and the next edge of a window at which
// there is text beyond.
func distance(w Window, p, from, to int) int {
	left, right := p-w.From, w.To-1-p
	if w.From == from {
		left = math.MaxInt
	}
	if w.To == to {
		right = math.MaxInt
	}
	return min(left, right)
}

func TestCutAppends(t *testing.T) {
	t.Parallel()
	c := Cutter{Size: 4}
	got := c.Cut(c.Cut(nil, 0, 3, func(int) Edge { return Word }), 3, 8, func(int) Edge { return Word })
	if diff := cmp.Diff([]Window{{0, 3, 0, 3}, {3, 7, 3, 7}, {7, 8, 7, 8}}, got); diff != "" {
		t.Error(diff)
	}
}

// A window that may reach no farther than some words has no more of them, whatever its
// size, and every piece is still decided once.
func TestCutReaches(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.IntRange(1, 7).Draw(t, "word")
		most := rapid.IntRange(1, 9).Draw(t, "most")
		c := Cutter{Size: rapid.IntRange(word*4, 60).Draw(t, "size"), Context: rapid.IntRange(0, 20).Draw(t, "context")}
		c.Reach = func(from int) int { return (from/word + most) * word }
		to := rapid.IntRange(1, 300).Draw(t, "n")
		at := 0
		for _, w := range c.Cut(nil, 0, to, edges(every(word), every(0))) {
			words := (w.To-1)/word - w.From/word + 1
			if w.First != at || w.Last <= w.First || w.From > w.First || w.To < w.Last || w.To-w.From > c.Size || words > most {
				t.Fatalf("%+v has %d words of %d, and the pieces before %d are decided", w, words, most, at)
			}
			if w.To < to && w.To%word != 0 {
				t.Fatalf("%+v ends in a word", w)
			}
			at = w.Last
		}
		if at != to {
			t.Fatalf("%d pieces of %d are decided", at, to)
		}
	})
}
