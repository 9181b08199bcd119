package infer

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/transformer/ort"
)

// A scorer is a model that scores spans: of each with the sum of the numbers of its first
// and last piece for label 0, how many units it saw for label 1, and for label 2 how far the
// span is from the nearer end of what it saw. It makes sure that its inputs fit together.
type scorer struct {
	shape Shape
	words bool
	width int
	ent   int64 // the piece before each type
}

func (s *scorer) Run(in ...ort.Ints) ([]ort.Tensor, error) {
	ids, mask := in[0].Data, in[1].Data
	rows, length := int(in[0].Shape[0]), int(in[0].Shape[1])
	axis := length
	if s.words {
		axis = int(slices.Max(in[3].Data))
	}
	labels := s.labels(ids, rows, length)
	out := ort.Tensor{Shape: []int64{int64(rows), int64(axis), int64(s.ways(axis)), int64(labels)}}
	for r := range rows {
		row, seen := ids[r*length:(r+1)*length], mask[r*length:(r+1)*length]
		units, err := s.units(in, r, row, seen)
		if err != nil {
			return nil, err
		}
		for first := range axis {
			for way := range s.ways(axis) {
				last := first + way
				if s.shape == Grid {
					last = way
				}
				for label := range labels {
					out.Data = append(out.Data, s.score(units, first, last, label, labels))
				}
			}
		}
	}
	return []ort.Tensor{out}, nil
}

func (s *scorer) ways(axis int) int {
	if s.shape == Grid {
		return axis
	}
	return s.width
}

// labels is how many are asked for; three where nothing is.
func (s *scorer) labels(ids []int64, rows, length int) int {
	if !s.words {
		return 3
	}
	most := 0
	for r := range rows {
		n := 0
		for _, id := range ids[r*length : (r+1)*length] {
			if id == s.ent {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// units are the first pieces of the words of a row, or all its pieces, by their places.
func (s *scorer) units(in []ort.Ints, r int, row, seen []int64) ([]int64, error) {
	if !s.words {
		size := 0
		for _, m := range seen {
			size += int(m)
		}
		out := slices.Clone(row)
		for i := range out {
			if i == 0 || i >= size-1 {
				out[i] = -1 // around the text
			}
		}
		return out, nil
	}
	length := len(row)
	marks, count := in[2].Data[r*length:(r+1)*length], in[3].Data[r]
	var out []int64
	for i, m := range marks {
		if m != 0 {
			if m != int64(len(out))+1 || seen[i] != 1 {
				return nil, fmt.Errorf("the words of row %d are %v", r, marks)
			}
			out = append(out, row[i])
		}
	}
	if int64(len(out)) != count {
		return nil, fmt.Errorf("row %d has %d words, not %d", r, len(out), count)
	}
	return out, s.spans(in, r, int(count))
}

// spans looks at the spans that the model is given.
func (s *scorer) spans(in []ort.Ints, r, count int) error {
	n := int(in[4].Shape[1])
	ends, mask := in[4].Data[r*n*2:(r+1)*n*2], in[5].Data[r*n:(r+1)*n]
	for i := range n {
		first, last := i/s.width, i/s.width+i%s.width
		if inside := last < count; inside != (mask[i] == 1) || inside && (ends[2*i] != int64(first) || ends[2*i+1] != int64(last)) {
			return fmt.Errorf("span %d of row %d with %d words is %v, mask %d", i, r, count, ends[2*i:2*i+2], mask[i])
		}
	}
	return nil
}

func (s *scorer) score(units []int64, first, last, label, labels int) float32 {
	if first >= len(units) || last >= len(units) || units[first] < 0 || units[last] < 0 || last < first {
		return float32(math.Inf(1)) // nobody may look at these
	}
	from, to := 0, len(units)
	for from < len(units) && units[from] < 0 {
		from++
	}
	for to > from && units[to-1] < 0 {
		to--
	}
	switch label {
	case 0:
		return float32(units[first] + 1000*units[last])
	case 1:
		return float32(to - from)
	}
	return float32(min(first-from, to-1-last))
}

func all(int, []float32) bool { return true }

// Whatever the texts, windows, batches and prompts: of each span there is what a window says
// that sees it, and none that does sees it farther from its edges.
func TestSpansAreDecidedOnce(t *testing.T) {
	t.Parallel()
	tok := tokenizer(t)
	rapid.Check(t, func(t *rapid.T) {
		s := &scorer{shape: rapid.SampledFrom([]Shape{Grid, Widths}).Draw(t, "shape"), width: rapid.IntRange(1, 4).Draw(t, "width"), ent: 30}
		c := Config{
			Tokenizer: tok, Runner: s, Inputs: []Input{IDs, Mask}, Outputs: []Layout{{Shape: s.shape, Keep: all}},
			Window: rapid.IntRange(9, 30).Draw(t, "window"), Overlap: rapid.IntRange(0, 9).Draw(t, "overlap"),
			Whole: rapid.Bool().Draw(t, "whole"), Batch: rapid.IntRange(1, 200).Draw(t, "batch"),
			Rows: rapid.IntRange(1, 9).Draw(t, "rows"), Apart: rapid.Bool().Draw(t, "apart"), Threads: rapid.IntRange(1, 4).Draw(t, "threads"),
		}
		if s.words = s.shape == Widths && rapid.Bool().Draw(t, "words"); s.words {
			c.Inputs = []Input{IDs, Mask, WordMask, WordCount, SpanEnds, SpanMask}
			c.Words = &Words{Cut: spaced, Width: s.width, Most: rapid.IntRange(0, 12).Draw(t, "most")}
			c.Prompts = []Prompt{{IDs: []int32{30, 5, 30, 6, 30, 7}, Labels: 3}}
		}
		e, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		text := Text{Text: rapid.StringMatching(`([abc]{1,9}[ .]|Ω |\x{1f} ){0,30}`).Draw(t, "text")}
		text.Breaks = sortedInts(rapid.SliceOfN(rapid.IntRange(0, len(text.Text)+2), 0, 4).Draw(t, "breaks"))
		r := e.Run(context.Background(), []Text{text, {Text: "a"}})[0]
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		checkSpans(t, e, s, &r)
	})
}

// spaced cuts a text at its spaces.
func spaced(text string, do func(start, end int)) {
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[at:], ' '); i >= 0 {
			end = at + i
		}
		if end > at {
			do(at, end)
		}
		at = end + 1
	}
}

func checkSpans(t *rapid.T, e *Engine, s *scorer, r *Result) {
	starts, _ := r.Units()
	windows := e.windows(nil, r)
	seen := map[[2]int32]bool{}
	for i, span := range r.Spans[0].Ends {
		if seen[span] || i > 0 && slices.Compare(span[:], r.Spans[0].Ends[i-1][:]) < 0 {
			t.Fatalf("span %v is there twice, or out of order", span)
		}
		seen[span] = true
		best := -1
		for _, w := range windows {
			u := r.In(Range{w.From, w.To})
			if u.From <= int(span[0]) && int(span[1]) <= u.To {
				best = max(best, i)
			}
		}
		scores := r.Spans[0].Scores[3*i : 3*i+3]
		if want := float32(first(r, span[0]) + 1000*first(r, span[1]-1)); best < 0 || scores[0] != want {
			t.Fatalf("span %v scores %v, want %v", span, scores[0], want)
		}
	}
	// all that some window sees is there
	for _, w := range windows {
		u := r.In(Range{w.From, w.To})
		for from := u.From; from < u.To; from++ {
			for to := from + 1; to <= u.To && (s.shape == Grid || to <= from+s.width); to++ {
				if !seen[[2]int32{int32(from), int32(to)}] {
					t.Fatalf("no window decides [%d,%d) of %d units", from, to, len(starts))
				}
			}
		}
	}
}

// first is the first piece of a unit.
func first(r *Result, unit int32) int32 {
	if r.WordStarts == nil {
		return r.Pieces.IDs[unit]
	}
	return r.Pieces.IDs[slices.Index(r.Pieces.Words, unit)]
}

// Of windows that see a span, the one decides in which it is farthest from the edges.
func TestTheFarthestWindowDecides(t *testing.T) {
	t.Parallel()
	sights := []Range{{0, 10}, {6, 16}, {12, 20}, {20, 24}}
	for span, want := range map[[2]int]int{
		{0, 3}: 0, {5, 8}: 0, {6, 8}: 0, {7, 8}: 0, {8, 10}: 1, {9, 10}: 1, {10, 12}: 1, {12, 14}: 1, {14, 16}: 2, {18, 20}: 2, {20, 21}: 3, {23, 24}: 3,
	} {
		var got []int
		for i, s := range sights {
			r := row{sights: sights, at: i}
			if s.From <= span[0] && span[1] <= s.To && r.decides(span[0], span[1]) {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, []int{want}) {
			t.Errorf("%v: windows %v decide, want %d", span, got, want)
		}
	}
}

// A pointer says of words where entities of a label begin, end and go on, by their first
// pieces: a begins, b goes on, c ends; d is all of it.
type pointer struct{}

func (pointer) Run(in ...ort.Ints) ([]ort.Tensor, error) {
	ids, marks, counts := in[0].Data, in[1].Data, in[2].Data
	rows, length := int(in[0].Shape[0]), int(in[0].Shape[1])
	axis := int(slices.Max(counts))
	out := ort.Tensor{Shape: []int64{int64(rows), int64(axis), 1, 3}, Data: make([]float32, rows*axis*3)}
	for i := range out.Data {
		out.Data[i] = -5
	}
	say := map[int64][3]float32{5: {3, -5, 4}, 6: {-5, -5, 2}, 7: {-5, 1, 5}, 8: {2, 3, 4}}
	for r := range rows {
		for i, m := range marks[r*length : (r+1)*length] {
			if row, ok := say[ids[r*length+i]]; ok && m > 0 {
				copy(out.Data[(r*axis+int(m)-1)*3:], row[:])
			}
		}
	}
	return []ort.Tensor{out}, nil
}

func TestSpansByTheirEnds(t *testing.T) {
	t.Parallel()
	e, err := New(Config{
		Tokenizer: tokenizer(t), Runner: pointer{}, Inputs: []Input{IDs, WordMask, WordCount}, Window: 20, Batch: 64, Rows: 8,
		Outputs: []Layout{{Shape: Ends, Keep: func(_ int, scores []float32) bool { return !(scores[0] < 0) }}},
		Words:   &Words{Cut: spaced}, Prompts: []Prompt{{IDs: []int32{30, 31}, Labels: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"":          "",
		"x x":       "",
		"a c":       "0-2 1",
		"a b b c x": "0-4 1",
		"a x c":     "",
		"x d x":     "1-2 2",
		"a c c":     "0-2 1, 0-3 1",
		"a d c":     "0-2 3, 0-3 1, 1-2 2, 1-3 1",
		"b c":       "",
		"a b":       "",
	} {
		if diff := cmp.Diff(want, spelled(e.Run(t.Context(), []Text{{Text: text}})[0].Spans[0])); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
	near := e.Run(t.Context(), []Text{{Text: "a b c x", Near: [2]int{4, 5}}})[0].Spans[0]
	if diff := cmp.Diff("0-3 1, 0-4 -5, 1-3 -5, 1-4 -5, 2-3 -5, 2-4 -5", spelled(near)); diff != "" {
		t.Error(diff)
	}
}

func spelled(s Spans) string {
	var out []string
	for i, span := range s.Ends {
		out = append(out, fmt.Sprintf("%d-%d %v", span[0], span[1], s.Scores[i]))
	}
	return strings.Join(out, ", ")
}

// Labels of several prompts come together, each in its column.
func TestSeveralPrompts(t *testing.T) {
	t.Parallel()
	s := &scorer{shape: Widths, words: true, width: 2, ent: 30}
	e, err := New(Config{
		Tokenizer: tokenizer(t), Runner: s, Inputs: []Input{IDs, Mask, WordMask, WordCount, SpanEnds, SpanMask}, Window: 30, Batch: 200, Rows: 8, Threads: 2,
		Outputs: []Layout{{Shape: Widths, Keep: all}}, Words: &Words{Cut: spaced, Width: 2},
		Prompts: []Prompt{{IDs: []int32{30, 5, 30, 6}, Labels: 2}, {IDs: []int32{30, 7}, First: 2, Labels: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	got := e.Run(t.Context(), []Text{{Text: "a bcd"}})[0].Spans[0]
	no := float32(math.Inf(-1))
	want := Spans{
		Ends: [][2]int32{{0, 1}, {0, 1}, {0, 2}, {0, 2}, {1, 2}, {1, 2}},
		Scores: []float32{
			5005, 2, no, no, no, 5005,
			6005, 2, no, no, no, 6005,
			6006, 2, no, no, no, 6006,
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A word of more pieces than a window takes is several words, none of which is lost.
func TestLongWords(t *testing.T) {
	t.Parallel()
	s := &scorer{shape: Widths, words: true, width: 3, ent: 30}
	e, err := New(Config{
		Tokenizer: tokenizer(t), Runner: s, Inputs: []Input{IDs, Mask, WordMask, WordCount, SpanEnds, SpanMask}, Window: 21, Overlap: 2, Batch: 64, Rows: 8,
		Outputs: []Layout{{Shape: Widths, Keep: all}}, Words: &Words{Cut: spaced, Width: 3}, Prompts: []Prompt{{IDs: []int32{30, 5, 31}, Labels: 1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	text := "ab " + strings.Repeat("abc", 30) + " c \x1f d"
	r := e.Run(t.Context(), []Text{{Text: text}})[0]
	at := int32(0)
	for i := range r.WordStarts {
		if r.WordStarts[i] < at || strings.TrimSpace(text[at:r.WordStarts[i]]) != "" && !strings.Contains(text[at:r.WordStarts[i]], "\x1f") || r.WordEnds[i] <= r.WordStarts[i] {
			t.Fatalf("word %d is [%d,%d), behind %d", i, r.WordStarts[i], r.WordEnds[i], at)
		}
		at = r.WordEnds[i]
	}
	if int(at) != len(text) || r.Pieces.Len() != 2+90+1+1 || len(r.WordStarts) != 1+23+1+1 {
		t.Errorf("%d words of %d pieces end at %d of %d", len(r.WordStarts), r.Pieces.Len(), at, len(text))
	}
}

func TestShapesThatDoNotFit(t *testing.T) {
	t.Parallel()
	s := &scorer{shape: Widths, words: true, width: 3, ent: 30}
	c := Config{
		Tokenizer: tokenizer(t), Runner: &other{s}, Inputs: []Input{IDs, Mask, WordMask, WordCount, SpanEnds, SpanMask}, Window: 30, Batch: 64, Rows: 8,
		Outputs: []Layout{{Shape: Widths, Keep: all}}, Words: &Words{Cut: spaced, Width: 3}, Prompts: []Prompt{{IDs: []int32{30, 5, 30, 6}, Labels: 2}},
	}
	want := "the model gives numbers of the shape [2 3 4 2], not [2 3 3 2]: texts, first words or pieces, widths and labels"
	if _, err := New(c); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	c.Prompts[0].IDs = make([]int32, 40)
	if _, err := New(c); err == nil || !strings.Contains(err.Error(), "a window of 30 pieces has no room for text: 42 stand around it") {
		t.Errorf("got %v", err)
	}
}

// An other model scores more widths than it is given.
type other struct{ *scorer }

func (o *other) Run(in ...ort.Ints) ([]ort.Tensor, error) {
	out, err := o.scorer.Run(in...)
	if err == nil {
		out[0].Shape[2]++
		out[0].Data = append(out[0].Data, make([]float32, len(out[0].Data))...)
	}
	return out, err
}
