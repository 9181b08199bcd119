package infer

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHide(t *testing.T) {
	t.Parallel()
	e := engine(t, &fake{}, func(c *Config) { c.Window = 6 })
	r := e.Run(t.Context(), []Text{{Text: "a b c d e f g h"}})[0]
	views, err := e.Hide(t.Context(), &r, 6, []Range{{}, {6, 7}, {0, 8}}, 4)
	if err != nil {
		t.Fatal(err)
	}
	var got [][]float32
	for _, v := range views {
		if v.Pieces.From > 6 || v.Pieces.To <= 6 || v.Pieces.To-v.Pieces.From > 4 {
			t.Errorf("pieces %v are seen for piece 6", v.Pieces)
		}
		var ids []float32
		for i := 0; i < len(v.Outputs[0]); i += 3 {
			ids = append(ids, v.Outputs[0][i])
		}
		got = append(got, ids)
	}
	if diff := cmp.Diff([][]float32{{9, 10, 11, 12}, {9, 10, 4, 12}, {4, 4, 4, 4}}, got); diff != "" {
		t.Error(diff)
	}
}

func TestHideFails(t *testing.T) {
	t.Parallel()
	f := &fake{}
	e := engine(t, f, nil)
	r := e.Run(t.Context(), []Text{{Text: "a b"}})[0]
	f.fail = func(int, []int64) error { return errFake }
	if _, err := e.Hide(t.Context(), &r, 0, []Range{{}}, 4); !errors.Is(err, errFake) {
		t.Errorf("got %v", err)
	}
}

// What hides a word changes what the model says of the spans around it, and of those only.
func TestHideAroundASpan(t *testing.T) {
	t.Parallel()
	for _, words := range []bool{false, true} {
		s := &scorer{shape: Widths, words: words, width: 2, ent: 30}
		c := Config{
			Tokenizer: tokenizer(t), Runner: s, Inputs: []Input{IDs, Mask}, Outputs: []Layout{{Shape: Widths, Keep: func(int, []float32) bool { return false }}},
			Window: 8, Overlap: 1, Batch: 64, Rows: 8,
		}
		if words {
			c.Inputs = []Input{IDs, Mask, WordMask, WordCount, SpanEnds, SpanMask}
			c.Words, c.Prompts, c.Window = &Words{Cut: spaced, Width: 2}, []Prompt{{IDs: []int32{30, 31}, Labels: 1}}, 10
		}
		e, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		r := e.Run(t.Context(), []Text{{Text: "a b c d e f g h"}})[0]
		views, err := e.HideAround(t.Context(), &r, Range{6, 7}, []Range{{}, {6, 7}, {0, 8}}, 4)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []string{"5-7 11010, 6-7 11011, 6-8 12011", "5-7 4010, 6-7 4004, 6-8 12004", "5-7 4004, 6-7 4004, 6-8 4004"} {
			var got []string
			labels := len(views[i][0].Scores) / len(views[i][0].Ends)
			for k, span := range views[i][0].Ends {
				got = append(got, fmt.Sprintf("%d-%d %v", span[0], span[1], views[i][0].Scores[k*labels]))
			}
			if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("words %v, hidden %d: %s", words, i, diff)
			}
		}
		if _, err := e.HideAround(t.Context(), &r, Range{0, 8}, []Range{{}}, 4); err == nil || !strings.Contains(err.Error(), "no window sees all of the units {0 8}") {
			t.Errorf("words %v: %v", words, err)
		}
	}
}
