package infer

import (
	"errors"
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
