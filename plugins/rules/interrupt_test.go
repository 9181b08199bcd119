package rules

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// A countdown is a context that ends when it has been asked so many times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// TestProcessAsksItsContext: whatever keeps the stage busy with a long text, it
// asks its context again and again.
func TestProcessAsksItsContext(t *testing.T) {
	t.Parallel()
	const size, least = 1 << 18, 3
	tests := []struct{ name, yaml, piece string }{
		{"patterns without matches", `patterns: [{label: A, regex: 'x\d'}]`, "the cat "},
		{"patterns with matches", `patterns: [{label: A, regex: '[a-z]+'}]`, "ab "},
		{"patterns that read far", `patterns: [{label: A, regex: '(?s)a.*b'}, {label: B, regex: '(?s)c.*d'}]`, "ac"},
		{"exceptions", `patterns: [{label: A, regex: '[a-z]+', except: ['a b a b', {term: b a}]}]`, "a b "},
		{"rough sentences", `patterns: [{label: A, regex: 'a', context: {words: [x], required: true, sentence: true}}]`, "a b "},
		{"windows", `patterns: [{label: A, regex: 'a', context: {words: [b], required: true, window: 1000}}]`, "a b "},
		{"lists without hits", `lists: [{label: A, terms: [x y]}]`, "the cat "},
		{"lists anywhere", `lists: [{label: A, terms: [x y], word_boundary: false}]`, "the cat "},
		{"lists with hits", `lists: [{label: A, terms: [cat]}]`, "the cat "},
		{"lists that are asked for", `{lists: [{id: l, label: A, terms: [x y], silent: true}], patterns: [{label: A, regex: cat, context: {lists: [l], required: true}}]}`, "the cat "},
		{"sequences", `sequences: [{label: A, tokens: [{lower: [the]}, {times: '*'}, {lower: [dog]}]}]`, "the cat "},
		{"sequences that match", `sequences: [{label: A, tokens: [{lower: [the]}]}]`, "the cat "},
		{"assertions", `{lists: [{label: A, terms: [cat]}], assertions: [{attributes: {a: b}, cues: [the], end: [a], side: both}]}`, "the cat "},
		{"normalisers", `patterns: [{label: A, regex: '(?P<n>\d)', groups: {n: {label: N, normalize: number}}}]`, "1 "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			st := openStage(t, tt.yaml)
			text := strings.Repeat(tt.piece, size/len(tt.piece))
			const plenty = 1 << 40
			ctx := &countdown{t.Context(), plenty}
			if err := st.Process(ctx, newDocument(t, text)); err != nil {
				t.Fatal(err)
			}
			times := plenty - ctx.left
			if times < least {
				t.Errorf("the context was looked at %d times", times)
			}
			for _, left := range []int{0, times / 2, times - 1} {
				doc := newDocument(t, text)
				if err := st.Process(&countdown{t.Context(), left}, doc); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("after %d of %d times: %v", left, times, err)
				}
				if doc.Layer("rules") != nil {
					t.Error("a document that failed has a layer")
				}
			}
		})
	}
}

// What an interrupted document leaves behind is not seen in the next.
func TestProcessAfterAnInterruption(t *testing.T) {
	t.Parallel()
	st := openStage(t, clinic)
	text := strings.Repeat("denies fever but has cough. ", 1<<14)
	for left := range 12 {
		if err := st.Process(&countdown{t.Context(), 4 * left}, newDocument(t, text)); err == nil {
			t.Fatalf("%d: no error", left)
		}
		if got := asserted(process(t, st, "cough, no pain"), "cough, no pain"); len(got) != 1 || got[0] != "pain negated=true" {
			t.Fatalf("%d: %q", left, got)
		}
	}
}
