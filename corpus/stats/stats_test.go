package stats_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/stats"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func entity(label string, ranges ...int) annotation.Entity {
	e := annotation.Entity{Label: label, Parent: annotation.NoParent}
	for i := 0; i < len(ranges); i += 2 {
		e.Fragments = append(e.Fragments, annotation.Range{Start: ranges[i], End: ranges[i+1]})
	}
	return e
}

func collect(docs ...*annotation.Document) *stats.Report {
	var c stats.Collector
	for _, d := range docs {
		c.Add(d)
	}
	return c.Report()
}

func label(t *testing.T, r *stats.Report, name string) stats.Label {
	t.Helper()
	for _, l := range r.Labels {
		if l.Name == name {
			return l
		}
	}
	t.Fatalf("there is no label %s", name)
	return stats.Label{}
}

func TestByHand(t *testing.T) {
	t.Parallel()
	r := collect(
		&annotation.Document{Split: "test", Text: "Ada Lovelace met Ada in Köln", Entities: []annotation.Entity{
			entity("PER", 0, 12), entity("PER", 17, 20), entity("LOC", 24, 29)}},
		&annotation.Document{Split: "train", Text: "Bank of New York", Entities: []annotation.Entity{
			entity("ORG", 0, 16), entity("LOC", 8, 16), entity("X", 0, 4, 12, 16), entity("PER", 5, 16)}},
		&annotation.Document{Split: "train", Text: "nothing"},
		&annotation.Document{Split: "train", Text: "not looked at", Unlabelled: true},
		&annotation.Document{Text: "Ada", Entities: []annotation.Entity{entity("PER", 0, 3)}},
	)
	if r.Documents != 5 || r.Entities != 8 {
		t.Errorf("%d documents, %d entities", r.Documents, r.Entities)
	}
	var names []string
	for _, s := range r.Splits {
		names = append(names, s.Name)
	}
	if diff := cmp.Diff([]string{"train", "test", stats.NoSplit}, names); diff != "" {
		t.Error(diff)
	}
	train := r.Splits[0]
	if train.Documents != 3 || train.Negative != 1 || train.Unlabelled != 1 || train.Entities != 4 || train.Deepest != 4 {
		t.Errorf("%+v", train)
	}
	per := label(t, r, "PER")
	if per.Entities != 4 || per.Documents != 3 || per.Surfaces != (stats.Distinct{Count: 3}) || per.Nested != 1 {
		t.Errorf("%+v", per.Figures)
	}
	if per.Words.Longest != 3 || per.Words.Mean != 1.75 || per.Characters.Longest != 12 || per.Characters.Median != 3 {
		t.Errorf("%+v", per.Words)
	}
	if per.Splits["test"].Entities != 2 || per.Splits["train"].Entities != 1 {
		t.Errorf("%+v", per.Splits)
	}
	if x := label(t, r, "X"); x.Discontinuous != 1 || x.Nested != 1 || x.Words.Longest != 2 {
		t.Errorf("%+v", x.Figures)
	}
	if diff := cmp.Diff([]string{"ORG", "X"}, r.Imbalance.Missing["test"]); diff != "" {
		t.Error(diff)
	}
	if r.Imbalance.Ratio != 4 || r.Labels[0].Name != "PER" || r.Labels[0].Share != .5 {
		t.Errorf("%+v", r.Imbalance)
	}
}

func TestCrossingAndTokens(t *testing.T) {
	t.Parallel()
	d := &annotation.Document{
		Text: "University-of-Bonn Hospital", Tokens: []annotation.Range{{Start: 0, End: 18}, {Start: 19, End: 27}},
		Entities: []annotation.Entity{entity("ORG", 0, 18), entity("LOC", 14, 27), entity("ORG", 0, 18)},
	}
	r := collect(d)
	if loc := label(t, r, "LOC"); loc.Crossing != 1 || loc.Nested != 0 || loc.Words.Longest != 2 {
		t.Errorf("%+v", loc.Figures)
	}
	if org := label(t, r, "ORG"); org.Nested != 1 || org.Words.Longest != 1 || org.Surfaces.Count != 1 {
		t.Errorf("%+v", org.Figures)
	}
}

// TestNestingIsWhatItSays compares with all pairs of entities.
func TestNestingIsWhatItSays(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		const size = 12
		d := &annotation.Document{Text: strings.Repeat("a", size)}
		for i := range rapid.IntRange(1, 8).Draw(t, "entities") {
			start := rapid.IntRange(0, size-1).Draw(t, "start")
			d.Entities = append(d.Entities, entity(fmt.Sprint("L", i), start, rapid.IntRange(start+1, size).Draw(t, "end")))
		}
		r := collect(d)
		nested := 0
		for i := range r.Labels {
			nested += r.Labels[i].Nested
			if r.Labels[i].Nested+r.Labels[i].Crossing > 1 {
				t.Fatal("an entity is both")
			}
		}
		want, depth := 0, make([]int, size)
		for i := range d.Entities {
			a, inside := d.Entities[i].Hull(), false
			for j := range d.Entities {
				b := d.Entities[j].Hull()
				inside = inside || i != j && b.Contains(a) && (a != b || j < i)
			}
			if inside {
				want++
			}
			for at := a.Start; at < a.End; at++ {
				depth[at]++
			}
		}
		deepest := 0
		for _, n := range depth {
			deepest = max(deepest, n)
		}
		if nested != want || r.Splits[0].Deepest != deepest {
			t.Fatalf("%d nested, want %d; %d deep, want %d", nested, want, r.Splits[0].Deepest, deepest)
		}
	})
}

// TestManySurfaces: as they are when few, and within four standard errors when many,
// over parts, too.
func TestManySurfaces(t *testing.T) {
	t.Parallel()
	for _, n := range []int{1, 4096, 8192, 50_000, 300_000} {
		var c stats.Collector
		for i := range n {
			text := fmt.Sprint("name", i)
			d := &annotation.Document{Text: text, Split: []string{"train", "test"}[i%2], Entities: []annotation.Entity{entity("PER", 0, len(text))}}
			c.Add(d)
			if i%3 == 0 {
				c.Add(d)
			}
		}
		got := label(t, c.Report(), "PER").Surfaces
		if n <= 8192 && (got.Count != n || got.Estimated) {
			t.Errorf("%d: %+v", n, got)
		}
		if off := math.Abs(float64(got.Count)-float64(n)) / float64(n); off > 4*.016 {
			t.Errorf("%d: %+v", n, got)
		}
	}
}

// TestLengths: figures of lengths are those of the sorted list, to 1 part in 16.
func TestLengths(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		lengths := rapid.SliceOfN(rapid.IntRange(0, 5000), 1, 60).Draw(t, "lengths")
		var c stats.Collector
		sum, longest := 0, 0
		for _, n := range lengths {
			c.Add(&annotation.Document{Text: strings.Repeat("é", n)})
			sum += n
			longest = max(longest, n)
		}
		got := c.Report().Splits[0].Characters
		if got.Longest != longest || math.Abs(got.Mean-float64(sum)/float64(len(lengths))) > 1e-9 {
			t.Fatalf("%+v", got)
		}
		counted, below := 0, 0
		for i, b := range got.Histogram {
			counted += b.Count
			if b.From > b.To || i > 0 && b.From != got.Histogram[i-1].To+1 {
				t.Fatalf("bins %+v", got.Histogram)
			}
		}
		for _, b := range got.Histogram {
			want := 0
			for _, n := range lengths {
				if b.From <= n && n <= b.To {
					want++
				}
			}
			if b.Count != want {
				t.Fatalf("%d of %d to %d, want %d", b.Count, b.From, b.To, want)
			}
		}
		for _, n := range lengths {
			if n <= got.Median+got.Median/15+1 {
				below++
			}
		}
		if counted != len(lengths) || 2*below < len(lengths) {
			t.Fatalf("%d in bins of %d; %d up to the median of %d", counted, len(lengths), below, got.Median)
		}
	})
}

// TestWhatIsKeptIsBounded: a label and a part for each document are put together.
func TestWhatIsKeptIsBounded(t *testing.T) {
	t.Parallel()
	var c stats.Collector
	const n = 3000
	for i := range n {
		c.Add(&annotation.Document{Text: "a", Split: fmt.Sprint("s", i), Entities: []annotation.Entity{entity(fmt.Sprint("L", i), 0, 1)}})
	}
	r := c.Report()
	if len(r.Labels) != 1001 || len(r.Splits) != 51 || r.Entities != n || r.Documents != n {
		t.Errorf("%d labels, %d parts, %d entities", len(r.Labels), len(r.Splits), r.Entities)
	}
	if other := r.Labels[0]; other.Name != stats.OtherLabels || other.Entities != n-1000 {
		t.Errorf("%s: %d", other.Name, other.Entities)
	}
}

// TestLongEntitiesOverEachOther must not cost the product of their number and length: it
// would take minutes.
func TestLongEntitiesOverEachOther(t *testing.T) {
	t.Parallel()
	const size = 400_000
	d := &annotation.Document{Text: strings.Repeat("a b ", size/4)}
	for i := range 50_000 {
		d.Entities = append(d.Entities, entity("A", 0, size-4*i))
	}
	got := label(t, collect(d), "A")
	if got.Words.Longest != size/2 || got.Characters.Longest != size || got.Nested != 49_999 {
		t.Errorf("%+v", got.Words.Longest)
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	if err := collect().Table(&b); err != nil || !strings.Contains(b.String(), "0 documents, 0 entities of 0 labels") {
		t.Errorf("%v: %q", err, b.String())
	}
	b.Reset()
	r := collect(
		&annotation.Document{Split: "train", Text: "Ada in Bonn", Entities: []annotation.Entity{entity("PER", 0, 3), entity("L\x1b[2J", 7, 11)}},
		&annotation.Document{Split: "test", Text: "x", Unlabelled: true},
	)
	if err := r.Table(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2 documents, 2 entities of 2 labels", "train", "evenness 1.00", "fewer than 20 entities", "L\ufffd[2J", "1 document is not annotated", "█"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("there is no %q in\n%s", want, b.String())
		}
	}
}
