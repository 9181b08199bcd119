package rules

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/document"
)

func TestContext(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, context, text string
		want                []string
	}{
		{"required, before", `{words: [no], required: true}`, "no 1, and so on and on and on 2", []string{"1"}},
		{"required, after", `{words: [mg], required: true}`, "1 mg", []string{"1"}},
		{"either case", `{words: [Order], required: true}`, "ORDER 1", []string{"1"}},
		{"whole words", `{words: [no], required: true}`, "not 1", nil},
		{"several words", `{words: [order number], required: true}`, "order 1, order\nnumber 2", []string{"1", "2"}},
		{"window ends", `{words: [no], required: true, window: 2}`, "no a b 1 a b no", nil},
		{"window reaches", `{words: [no], required: true, window: 3}`, "no a b 1", []string{"1"}},
		{"term wholly inside", `{words: [order number], required: true, window: 1}`, "order number 1", nil},
		{"only before", `{words: [no], required: true, side: before, window: 1}`, "1 no 2", []string{"2"}},
		{"only after", `{words: [no], required: true, side: after, window: 1}`, "1 no 2", []string{"1"}},
		{"the match does not count", `{words: ['1'], required: true}`, "1", nil},
		{"forbidden", `{forbid: [phone], window: 1}`, "phone 1 order 2", []string{"2"}},
		{"forbidden before required", `{words: [order], required: true, forbid: [phone]}`, "order phone 1", nil},
		{"sentence", `{words: [order], required: true, sentence: true}`, "We got your order and will look at it as soon as we can: 1. And 2", []string{"1"}},
		{"line", `{words: [order], required: true, sentence: true}`, "order 1\n2", []string{"1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			st := openStage(t, `patterns: [{label: N, regex: '\d+', context: `+tt.context+`}]`)
			l := process(t, st, tt.text)
			var got []string
			for _, s := range l.All() {
				got = append(got, tt.text[s.Start:s.End])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
		})
	}
}

// Layers of other stages go before the stage's own idea of tokens and sentences.
func TestContextUsesLayers(t *testing.T) {
	t.Parallel()
	const text = "No. 1 and. 2"
	tests := []struct {
		name, context string
		layers        map[string][][2]int
		want          string
	}{
		{"own tokens", `{words: [no], required: true, window: 1}`, nil, ""},
		{"tokens", `{words: [no], required: true, window: 1}`, map[string][][2]int{document.Tokens: {{0, 3}, {4, 5}, {6, 10}, {11, 12}}}, "1"},
		{"own sentences", `{words: [no], required: true, sentence: true}`, nil, ""},
		{"sentences", `{words: [no], required: true, sentence: true}`, map[string][][2]int{document.Sentences: {{0, 10}, {11, 12}}}, "1"},
		{"one sentence", `{words: [no], required: true, sentence: true}`, map[string][][2]int{document.Sentences: {{0, 12}}}, "1 2"},
		{"empty layers", `{words: [no], required: true}`, map[string][][2]int{document.Tokens: nil}, ""},
		{"no sentence there", `{words: [no], required: true, sentence: true}`, map[string][][2]int{document.Sentences: {{0, 3}}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			doc := newDocument(t, text)
			for name, spans := range tt.layers {
				l := document.NewLayer(name)
				for _, s := range spans {
					l.AddRange(s[0], s[1], "")
				}
				if err := doc.Add(l); err != nil {
					t.Fatal(err)
				}
			}
			st := openStage(t, `patterns: [{label: N, regex: '\d', context: `+tt.context+`}]`)
			if err := st.Process(context.Background(), doc); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range doc.Layer("rules").All() {
				got = append(got, text[s.Start:s.End])
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("kept %v, want %q", got, tt.want)
			}
		})
	}
}

// The work for a match must not grow with the number of matches and context
// words around it, whatever the text.
func TestContextIsNotQuadratic(t *testing.T) {
	t.Parallel()
	for _, piece := range []string{"1 order ", "1", "order ", "\u00A0", "1 2 ", "1.", "a"} {
		text := strings.Repeat(piece, 100_000/len(piece))
		for _, where := range []string{"window: 1000", "sentence: true"} {
			st := openStage(t, fmt.Sprintf(`patterns: [{label: N, regex: '\d', score: 0.5, except: ['\d\d\d', {term: zz}], context: {words: [order, order order], forbid: [never], boost: 0.1, %s}}]`, where))
			process(t, st, text) // the test's deadline is the check
		}
	}
}
