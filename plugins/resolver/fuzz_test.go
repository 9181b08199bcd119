package resolver

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

var fuzzOptions = []string{
	`{"mode": "flat", "threshold": 0.3}`,
	`{}`,
	`{"max_depth": 2, "nesting": {"A": ["B", "A"], "*": ["*"]}, "priority": ["t"]}`,
	`{"max_pairs": 10, "label_priority": ["C"], "prefer": "longest"}`,
	`{"join": [{"labels": ["A", "B"], "gap": ".*", "into": "D"}, {"labels": ["D"], "gap": ""}], "drop": ["C"], "span_cost": 0}`,
	`{"mode": "all", "relabel": {"A": "B"}, "raw": "logistic", "combine": "max"}`,
}

// candidates reads five bytes for each candidate: start, length, label, stage and
// child, score.
func candidates(data []byte, size int) (*document.Document, error) {
	doc, err := document.New("fuzz", strings.Repeat("x ", size/2))
	if err != nil {
		return nil, err
	}
	layers := [3]*document.Layer{document.NewLayer("s"), document.NewLayer("t"), document.NewLayer("u")}
	for ; len(data) >= 5; data = data[5:] {
		l := layers[data[3]%3]
		start := int(data[0]) % size
		s := document.Span{Start: start, End: min(size, start+1+int(data[1])%40), Label: string(rune('A' + data[2]%4)), Kind: document.ScoreKind(data[4] % 3)}
		if s.Kind != document.None {
			s.Score = float32(data[4]) / 200
		}
		parent := document.NoParent
		if up := l.Len() - 1; data[3] >= 128 && up >= 0 && l.Start(up) <= s.Start && s.End <= l.End(up) {
			parent = up
		}
		l.AddChild(parent, s)
	}
	for _, l := range layers {
		if err := doc.Add(l); err != nil {
			return nil, err
		}
	}
	return doc, nil
}

// FuzzResolve wants, of any candidates: the shape of the mode, a decision for
// each, and the same bytes when it is asked again.
func FuzzResolve(f *testing.F) {
	f.Add(uint8(1), []byte{0, 10, 0, 0, 200, 2, 3, 1, 1, 100, 5, 20, 2, 2, 50})
	f.Add(uint8(2), []byte{0, 30, 0, 0, 0, 0, 30, 1, 128, 0, 0, 30, 0, 129, 9, 1, 2, 1, 128, 7, 1, 2, 3, 0, 7})
	f.Add(uint8(4), []byte{0, 1, 0, 0, 1, 3, 1, 1, 1, 1, 6, 1, 3, 2, 1, 9, 1, 0, 0, 2})
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		options := fuzzOptions[int(which)%len(fuzzOptions)]
		mode := "nested"
		for _, m := range []string{"flat", "all"} {
			if strings.Contains(options, fmt.Sprintf("%q", m)) {
				mode = m
			}
		}
		stage, err := Kind().Open(context.Background(), plugin.Config{Stage: "judge", With: json.RawMessage(options), Emit: []string{decisionsLayer}})
		if err != nil {
			t.Fatal(err)
		}
		var first []byte
		for range 2 {
			doc, err := candidates(data[:min(len(data), 5*400)], 200)
			if err != nil {
				t.Fatal(err)
			}
			process(t, stage, doc)
			if err := checkShape(doc, mode); err != nil {
				t.Fatal(err)
			}
			got := document.AppendReply(nil, 0, []*document.Document{doc}, []string{document.Entities, decisionsLayer}, nil)
			if first != nil {
				if diff := cmp.Diff(first, got); diff != "" {
					t.Fatal("another result for the same candidates: ", diff)
				}
			}
			first = got
		}
	})
}
