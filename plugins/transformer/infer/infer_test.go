package infer

import (
	"context"
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/transformer/ort"
	"github.com/onomast/onomast/plugins/transformer/subword"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// tokenizer has the pieces a to z, and a..z behind another one; id 5 is a.
func tokenizer(t testing.TB) *subword.Tokenizer {
	t.Helper()
	pieces := []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
	for _, prefix := range []string{"", "##"} {
		for c := 'a'; c <= 'z'; c++ {
			pieces = append(pieces, prefix+string(c))
		}
	}
	tok, err := subword.Vocabulary("vocab.txt", []byte(strings.Join(append(pieces, "."), "\n")), subword.Uncased)
	if err != nil {
		t.Fatal(err)
	}
	return tok
}

// A fake is a model that says of each piece its number, its place in the row, and how
// many pieces the row has. It makes sure that rows are as BERT wants them.
type fake struct {
	mu    sync.Mutex
	rows  []int // of each run
	fail  func(rows int, ids []int64) error
	width int // 0: 3
}

var errFake = errors.New("the fake fails")

func (f *fake) Run(in ...ort.Ints) ([]ort.Tensor, error) {
	ids, mask := in[0].Data, in[1].Data
	rows, length := int(in[0].Shape[0]), int(in[0].Shape[1])
	f.mu.Lock()
	f.rows = append(f.rows, rows)
	f.mu.Unlock()
	if f.fail != nil {
		if err := f.fail(rows, ids); err != nil {
			return nil, err
		}
	}
	out := ort.Tensor{Shape: []int64{int64(rows), int64(length), 3}}
	for r := range rows {
		row, seen := ids[r*length:(r+1)*length], mask[r*length:(r+1)*length]
		size := 0
		for _, m := range seen {
			size += int(m)
		}
		if row[0] != 2 || row[size-1] != 3 {
			return nil, errors.New("a row is not framed by [CLS] and [SEP]")
		}
		for i, id := range row {
			if i >= size && id != 0 {
				return nil, errors.New("a row is not filled up with padding")
			}
			out.Data = append(out.Data, float32(id), float32(i), float32(size))
		}
	}
	if f.width > 0 {
		out.Shape[2] = int64(f.width)
	}
	return []ort.Tensor{out}, nil
}

func engine(t testing.TB, f *fake, change func(*Config)) *Engine {
	t.Helper()
	c := Config{Tokenizer: tokenizer(t), Runner: f, Inputs: []Input{IDs, Mask, Types}, Window: 12, Overlap: 2, Batch: 64, Rows: 8, Threads: 2}
	if change != nil {
		change(&c)
	}
	e, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	f.rows = nil
	return e
}

// Whatever the texts, windows and batches: each piece has what the model says of it, with
// the context that was asked for.
func TestRunPutsNumbersInTheirPlaces(t *testing.T) {
	t.Parallel()
	tok := tokenizer(t)
	rapid.Check(t, func(t *rapid.T) {
		f := &fake{}
		c := Config{
			Tokenizer: tok, Runner: f, Inputs: []Input{IDs, Mask, Types},
			Window: rapid.IntRange(3, 24).Draw(t, "window"), Overlap: rapid.IntRange(0, 9).Draw(t, "overlap"),
			Whole: rapid.Bool().Draw(t, "whole"), Batch: rapid.IntRange(1, 200).Draw(t, "batch"),
			Rows: rapid.IntRange(1, 9).Draw(t, "rows"), Apart: rapid.Bool().Draw(t, "apart"), Threads: rapid.IntRange(1, 4).Draw(t, "threads"),
		}
		e, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		var texts []Text
		for range rapid.IntRange(0, 6).Draw(t, "texts") {
			text := rapid.StringMatching(`([abc]{1,9}[ .]|Ω ){0,30}`).Draw(t, "text")
			breaks := rapid.SliceOfN(rapid.IntRange(0, len(text)+2), 0, 4).Draw(t, "breaks")
			texts = append(texts, Text{Text: text, Breaks: sortedInts(breaks)})
		}
		for i, r := range e.Run(context.Background(), texts) {
			if r.Err != nil {
				t.Fatal(r.Err)
			}
			check(t, texts[i], &r, c)
		}
	})
}

func sortedInts(list []int) []int {
	for i := range list {
		for j := i; j > 0 && list[j] < list[j-1]; j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
	return list
}

func check(t *rapid.T, text Text, r *Result, c Config) {
	at := 0
	for _, s := range r.Sentences {
		if s.From != at || s.To <= s.From {
			t.Fatalf("%q: sentences %v", text.Text, r.Sentences)
		}
		at = s.To
		least := min(c.Overlap, (c.Window-2)/4)
		for i := s.From; i < s.To; i++ {
			id, place, size := r.Outputs[0][3*i], int(r.Outputs[0][3*i+1]), int(r.Outputs[0][3*i+2])
			if id != float32(r.Pieces.IDs[i]) || size > c.Window {
				t.Fatalf("%q: piece %d has number %v in a row of %d, want %d", text.Text, i, id, size, r.Pieces.IDs[i])
			}
			from, to := s.From, s.To
			if c.Whole {
				from, to = 0, r.Pieces.Len()
			}
			if before := place - 1; before < min(least, i-from) {
				t.Fatalf("%q: piece %d has %d pieces before it, want %d", text.Text, i, before, least)
			}
			if behind := size - 2 - place; behind < min(least, to-1-i) {
				t.Fatalf("%q: piece %d has %d pieces behind it, want %d", text.Text, i, behind, least)
			}
		}
	}
	if at != r.Pieces.Len() {
		t.Fatalf("%q: %d pieces of %d are in sentences", text.Text, at, r.Pieces.Len())
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	e := engine(t, &fake{}, nil)
	for _, c := range []struct {
		text   string
		breaks []int
		want   []Range
	}{
		{"", []int{0}, nil},
		{"a b c", nil, []Range{{0, 3}}},
		{"a b c", []int{0, 2, 4}, []Range{{0, 1}, {1, 2}, {2, 3}}},
		{"a b c", []int{2}, []Range{{0, 1}, {1, 3}}},
		{"a b c", []int{1, 1, 2, 9}, []Range{{0, 1}, {1, 3}}},
		{"ab ab", []int{0, 1, 3}, []Range{{0, 1}, {1, 2}, {2, 4}}},
	} {
		got := e.Run(t.Context(), []Text{{Text: c.text, Breaks: c.breaks}})[0].Sentences
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q %v: %s", c.text, c.breaks, diff)
		}
	}
}

func TestOneTextFailsAlone(t *testing.T) {
	t.Parallel()
	f := &fake{fail: func(_ int, ids []int64) error {
		for _, id := range ids {
			if id == 5+25 { // z
				return errFake
			}
		}
		return nil
	}}
	e := engine(t, f, nil)
	got := e.Run(t.Context(), []Text{{Text: "a b"}, {Text: "z b"}, {Text: "c d"}, {Text: strings.Repeat("a b ", 20) + "z"}})
	for i, want := range []error{nil, errFake, nil, errFake} {
		if !errors.Is(got[i].Err, want) {
			t.Errorf("text %d: got %v, want %v", i, got[i].Err, want)
		}
	}
	if got[2].Outputs[0][0] != 5+2 {
		t.Errorf("got %v", got[2].Outputs)
	}
}

func TestBatchesAreBounded(t *testing.T) {
	t.Parallel()
	f := &fake{}
	e := engine(t, f, func(c *Config) { c.Rows = 3 })
	e.Run(t.Context(), []Text{{Text: strings.Repeat("a ", 100)}, {Text: "b"}, {Text: "c"}})
	for _, rows := range f.rows {
		if rows > 3 {
			t.Errorf("a batch of %d windows", rows)
		}
	}
	if len(f.rows) < 4 {
		t.Errorf("only %d batches", len(f.rows))
	}
}

func TestTextsApart(t *testing.T) {
	t.Parallel()
	f := &fake{}
	e := engine(t, f, func(c *Config) { c.Apart, c.Threads = true, 1 })
	got := e.Run(t.Context(), []Text{{Text: "a b c d", Breaks: []int{2, 4}}, {}, {Text: "c"}, {Text: "d e", Breaks: []int{2}}})
	if diff := cmp.Diff([]int{3, 1, 2}, f.rows); diff != "" {
		t.Error(diff)
	}
	if got[3].Outputs[0][3] != 5+4 {
		t.Errorf("got %v", got[3].Outputs)
	}
}

func TestModelsThatAreOdd(t *testing.T) {
	t.Parallel()
	c := Config{Tokenizer: tokenizer(t), Inputs: []Input{IDs, Mask, Types}, Window: 12, Batch: 64, Rows: 8}
	for name, tt := range map[string]struct {
		runner Runner
		window int
		want   string
	}{
		"fails":        {&fake{fail: func(int, []int64) error { return errFake }}, 12, errFake.Error()},
		"no room":      {&fake{}, 2, "a window of 2 pieces has no room for text"},
		"not a number": {odd{float32(math.NaN()), 0}, 12, "the model gives no numbers"},
		"infinite":     {odd{float32(math.Inf(1)), 0}, 12, "the model gives no numbers"},
		"shape":        {odd{0, 1}, 12, "numbers of the shape [2 6], not [2 5 any]: texts, pieces and labels"},
	} {
		c := c
		c.Runner, c.Window = tt.runner, tt.window
		if _, err := New(c); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want %q", name, err, tt.want)
		}
	}
	changing := &fake{}
	e := engine(t, changing, nil)
	changing.width = 4
	if err := e.Run(t.Context(), []Text{{Text: "a"}})[0].Err; err == nil {
		t.Error("the width changes and nobody says so")
	}
}

// An odd model gives one number for everything, in a shape of too few dimensions.
type odd struct {
	value float32
	less  int
}

func (o odd) Run(in ...ort.Ints) ([]ort.Tensor, error) {
	rows, length := int(in[0].Shape[0]), int(in[0].Shape[1])
	shape := []int64{int64(rows), int64(length), 1}
	if o.less > 0 {
		shape = []int64{int64(rows), int64(length) + 1}
	}
	data := make([]float32, rows*length)
	for i := range data {
		data[i] = o.value
	}
	return []ort.Tensor{{Shape: shape, Data: data}}, nil
}

func TestTheEnd(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	f := &fake{}
	e := engine(t, f, func(c *Config) { c.Threads, c.Rows = 1, 1 })
	f.fail = func(int, []int64) error { cancel(); return nil }
	got := e.Run(ctx, []Text{{Text: "a b c"}, {Text: "d"}, {Text: "e"}})
	if got[0].Err != nil || !errors.Is(got[1].Err, context.Canceled) || !errors.Is(got[2].Err, context.Canceled) {
		t.Errorf("got %v, %v, %v", got[0].Err, got[1].Err, got[2].Err)
	}
}
