package match_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	. "github.com/onomast/onomast/evaluation/match"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func span(start, end int, label int32) Span { return New(label, Range{start, end}) }

func gaps(label int32, ranges ...Range) Span { return New(label, ranges...) }

const (
	per = iota
	org
	loc
)

func TestMatch(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gold, pred []Span
		want       []Pair
	}{
		"nothing":   {},
		"only gold": {gold: []Span{span(0, 4, per)}},
		"only pred": {pred: []Span{span(0, 4, per)}},
		"touching is no overlap": {
			gold: []Span{span(0, 4, per)}, pred: []Span{span(4, 8, per)},
		},
		"every case": {
			gold: []Span{span(0, 2, per), span(10, 12, per), span(20, 24, per), span(30, 34, per), span(40, 44, per)},
			pred: []Span{span(0, 2, per), span(10, 12, org), span(21, 24, per), span(31, 36, org), span(50, 54, per)},
			want: []Pair{{0, 0, Right}, {1, 1, OtherLabel}, {2, 2, Overlap}, {3, 3, OtherOverlap}},
		},
		"nested, in another order": {
			gold: []Span{span(0, 4, org), span(2, 4, loc)}, pred: []Span{span(2, 4, loc), span(0, 4, org)},
			want: []Pair{{0, 1, Right}, {1, 0, Right}},
		},
		"the exact hit comes second": {
			gold: []Span{span(5, 6, per)}, pred: []Span{span(4, 6, per), span(5, 6, per)},
			want: []Pair{{0, 1, Right}},
		},
		"the label decides between two overlaps": {
			gold: []Span{span(0, 10, per)}, pred: []Span{span(0, 9, org), span(8, 10, per)},
			want: []Pair{{0, 1, Overlap}},
		},
		"the better overlap wins": {
			gold: []Span{span(0, 10, per)}, pred: []Span{span(0, 3, per), span(3, 10, per)},
			want: []Pair{{0, 1, Overlap}},
		},
		"two pairs are worth more than the best one": {
			gold: []Span{span(0, 10, per), span(8, 20, per)}, pred: []Span{span(0, 5, per), span(1, 12, per)},
			want: []Pair{{0, 0, Overlap}, {1, 1, Overlap}},
		},
		"a chain": {
			gold: []Span{span(0, 6, per), span(5, 11, per), span(10, 16, per)}, pred: []Span{span(4, 7, per), span(9, 12, per), span(15, 18, per)},
			want: []Pair{{0, 0, Overlap}, {1, 1, Overlap}, {2, 2, Overlap}},
		},
		"crossing": {
			gold: []Span{span(0, 6, per), span(4, 10, per)}, pred: []Span{span(4, 10, per), span(0, 6, per)},
			want: []Pair{{0, 1, Right}, {1, 0, Right}},
		},
		"the same fragments": {
			gold: []Span{gaps(per, Range{0, 3}, Range{6, 9})}, pred: []Span{gaps(per, Range{6, 9}, Range{0, 3})},
			want: []Pair{{0, 0, Right}},
		},
		"a gap counts": {
			gold: []Span{gaps(per, Range{0, 3}, Range{6, 9})}, pred: []Span{span(0, 9, per)},
			want: []Pair{{0, 0, Overlap}},
		},
		"inside a gap is no overlap": {
			gold: []Span{gaps(per, Range{0, 3}, Range{6, 9})}, pred: []Span{span(3, 6, per)},
		},
		"duplicates pair one to one": {
			gold: []Span{span(0, 3, per), span(0, 3, per)}, pred: []Span{span(0, 3, per)},
			want: []Pair{{0, 0, Right}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var m Matcher
			got := m.Match(c.gold, c.pred)
			if diff := cmp.Diff(c.want, slices.Clone(got)); diff != "" && len(c.want)+len(got) > 0 {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// worth is the weight of package documentation, written anew.
func worth(g, p *Span) float64 {
	if g.Shared(p) == 0 {
		return 0
	}
	same := g.Label == p.Label
	switch iou := g.IoU(p); {
	case g.SameBytes(p) && same:
		return 3
	case g.SameBytes(p):
		return 2
	case same:
		return 1 + iou
	default:
		return iou
	}
}

// best tries everything.
func best(gold, pred []Span) float64 {
	if len(gold) == 0 {
		return 0
	}
	most := best(gold[1:], pred)
	for j := range pred {
		if w := worth(&gold[0], &pred[j]); w > 0 {
			most = max(most, w+best(gold[1:], slices.Concat(pred[:j], pred[j+1:])))
		}
	}
	return most
}

func drawSpans(t *rapid.T, name string) []Span {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Span {
		var ranges []Range
		for range rapid.IntRange(1, 2).Draw(t, "fragments") {
			start := rapid.IntRange(0, 12).Draw(t, "start")
			ranges = append(ranges, Range{start, start + rapid.IntRange(1, 6).Draw(t, "length")})
		}
		return New(rapid.Int32Range(0, 2).Draw(t, "label"), ranges...)
	}), 0, 7).Draw(t, name)
}

func TestMatchIsAnOptimum(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gold, pred := drawSpans(t, "gold"), drawSpans(t, "pred")
		var m Matcher
		sum, usedGold, usedPred := 0.0, map[int32]bool{}, map[int32]bool{}
		for _, p := range m.Match(gold, pred) {
			if usedGold[p.Gold] || usedPred[p.Pred] {
				t.Fatalf("a span is in two pairs: %v", p)
			}
			usedGold[p.Gold], usedPred[p.Pred] = true, true
			sum += worth(&gold[p.Gold], &pred[p.Pred])
		}
		if want := best(gold, pred); sum < want-1e-6 || sum > want+1e-6 {
			t.Fatalf("weight %v, the best is %v", sum, want)
		}
		if m.Approximate != 0 {
			t.Fatal("a small component is approximate")
		}
	})
}

// described is a matching without indexes.
func described(gold, pred []Span, pairs []Pair) []string {
	var all []string
	for _, p := range pairs {
		all = append(all, fmt.Sprint(gold[p.Gold], pred[p.Pred], p.Case))
	}
	slices.Sort(all)
	return all
}

func TestOrderDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gold, pred := drawSpans(t, "gold"), drawSpans(t, "pred")
		var m Matcher
		want := described(gold, pred, m.Match(gold, pred))
		g, p := rapid.Permutation(gold).Draw(t, "other gold"), rapid.Permutation(pred).Draw(t, "other pred")
		if diff := cmp.Diff(want, described(g, p, m.Match(g, p))); diff != "" {
			t.Fatalf("(-one +other)\n%s", diff)
		}
	})
}

// TestRightPairsAreTheIntersection holds what doc.go proves.
func TestRightPairsAreTheIntersection(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		gold, pred := drawSpans(t, "gold"), drawSpans(t, "pred")
		in := func(spans []Span) map[string]int {
			n := map[string]int{}
			for i := range spans {
				n[fmt.Sprint(spans[i].Parts(), spans[i].Label)]++
			}
			return n
		}
		want, other := 0, in(pred)
		for key, n := range in(gold) {
			want += min(n, other[key])
		}
		var m Matcher
		got := 0
		for _, p := range m.Match(gold, pred) {
			if p.Case == Right {
				got++
			}
		}
		if got != want {
			t.Fatalf("%d right, the sets share %d", got, want)
		}
	})
}

func TestAMatcherForgets(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		var used Matcher
		used.Match(drawSpans(t, "before"), drawSpans(t, "before, pred"))
		gold, pred := drawSpans(t, "gold"), drawSpans(t, "pred")
		var fresh Matcher
		if diff := cmp.Diff(described(gold, pred, fresh.Match(gold, pred)), described(gold, pred, used.Match(gold, pred))); diff != "" {
			t.Fatal(diff)
		}
	})
}

// TestHugeComponents has spans that all overlap: more than can be solved, which is
// said, and still one to one with every exact pair.
func TestHugeComponents(t *testing.T) {
	t.Parallel()
	const n = 1602
	var gold, pred []Span
	for i := range n {
		gold = append(gold, span(i, 3*n-i, per))
		if i%3 == 0 {
			pred = append(pred, span(i, 3*n-i, per))
		} else {
			pred = append(pred, span(i, 3*n-i-1, org))
		}
	}
	var m Matcher
	right, used := 0, map[int32]bool{}
	for _, p := range m.Match(gold, pred) {
		if used[p.Pred] {
			t.Fatal("a span is in two pairs")
		}
		used[p.Pred] = true
		if p.Case == Right {
			right++
		}
	}
	if m.Approximate != 1 || right != n/3 || len(used) < n*9/10 {
		t.Errorf("%d approximate, %d right, %d paired", m.Approximate, right, len(used))
	}
}

// TestLargeComponentsAreExact compares with the greedy choice, which is worse.
func TestLargeComponentsAreExact(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	var gold, pred []Span
	for i := range 300 { // a chain in which each pred fits the next gold better than its own
		gold = append(gold, span(20*i, 20*i+21, per))
		pred = append(pred, span(20*i+10, 20*i+31, per))
	}
	r.Shuffle(len(pred), func(i, j int) { pred[i], pred[j] = pred[j], pred[i] })
	var m Matcher
	if pairs := m.Match(gold, pred); len(pairs) != 300 || m.Approximate != 0 {
		t.Errorf("%d pairs, %d approximate", len(pairs), m.Approximate)
	}
}

func TestCaseNames(t *testing.T) {
	t.Parallel()
	for c, want := range map[Case]string{Right: "right", OtherLabel: "other label", Overlap: "overlap", OtherOverlap: "overlap, other label", Alone: "alone", 99: "?"} {
		if c.String() != want {
			t.Errorf("%d: %q", c, c.String())
		}
	}
}

func TestNewJoinsRanges(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   []Range
		want Span
	}{
		{nil, Span{Label: 7}},
		{[]Range{{3, 5}}, Span{Range: Range{3, 5}, Label: 7}},
		{[]Range{{5, 8}, {3, 5}}, Span{Range: Range{3, 8}, Label: 7}},
		{[]Range{{3, 6}, {4, 5}, {9, 10}}, Span{Range: Range{3, 10}, Fragments: []Range{{3, 6}, {9, 10}}, Label: 7}},
	} {
		if diff := cmp.Diff(c.want, New(7, c.in...)); diff != "" {
			t.Errorf("%v: %s", c.in, diff)
		}
	}
}

func TestSharedBytes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		spans := drawSpans(t, "spans")
		covered := func(s *Span) map[int]bool {
			set := map[int]bool{}
			for _, r := range s.Parts() {
				for i := r.Start; i < r.End; i++ {
					set[i] = true
				}
			}
			return set
		}
		for i := range spans {
			for j := range spans {
				a, b, both := covered(&spans[i]), covered(&spans[j]), 0
				for at := range a {
					if b[at] {
						both++
					}
				}
				if spans[i].Size() != len(a) || spans[i].Shared(&spans[j]) != both {
					t.Fatalf("%v and %v share %d of %d bytes", spans[i], spans[j], spans[i].Shared(&spans[j]), spans[i].Size())
				}
			}
		}
	})
}

// FuzzMatch holds for any spans what must hold: one to one, of spans that overlap, and
// everything that is the same on both sides is paired.
func FuzzMatch(f *testing.F) {
	f.Add([]byte{0, 4, 0, 2, 4, 1}, []byte{2, 4, 1, 0, 4, 0})
	f.Add([]byte{0, 200, 0, 1, 199, 0, 2, 198, 1}, []byte{1, 200, 0})
	f.Fuzz(func(t *testing.T, a, b []byte) {
		gold, pred := spansOf(a), spansOf(b)
		var m Matcher
		usedGold, usedPred, right := map[int32]bool{}, map[int32]bool{}, 0
		for _, p := range m.Match(gold, pred) {
			g, q := &gold[p.Gold], &pred[p.Pred]
			if usedGold[p.Gold] || usedPred[p.Pred] || g.Shared(q) == 0 {
				t.Fatalf("%v", p)
			}
			usedGold[p.Gold], usedPred[p.Pred] = true, true
			if same := g.SameBytes(q); same != (p.Case <= OtherLabel) || (g.Label == q.Label) != (p.Case == Right || p.Case == Overlap) {
				t.Fatalf("%v and %v are %s", g, q, p.Case)
			}
			if p.Case == Right {
				right++
			}
		}
		left := map[string]int{}
		for i := range gold {
			left[fmt.Sprint(gold[i].Parts(), gold[i].Label)]++
		}
		for i := range pred {
			if key := fmt.Sprint(pred[i].Parts(), pred[i].Label); left[key] > 0 {
				left[key]--
				right--
			}
		}
		if right != 0 {
			t.Fatalf("%d right pairs too many", right)
		}
	})
}

// spansOf reads three bytes as a span.
func spansOf(data []byte) []Span {
	var out []Span
	for ; len(data) >= 3; data = data[3:] {
		start, end := int(data[0]), int(data[1])
		if start == end {
			end++
		}
		out = append(out, span(min(start, end), max(start, end), int32(data[2]%4)))
	}
	return out
}
