package rules

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/onomast/onomast/core/document"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/plugins/rules/internal/nasty"
)

// everything uses every kind of rule on the letters of nasty.
const everything = `
budget: 1m # for machines under load
patterns:
  - {label: P, regex: '(?P<a>\w+)(?P<b>\s*)(?P<c>\pL?)', groups: {a: {label: A, normalize: number}, b: {attribute: b, normalize: number}, c: {label: C, attributes: {c: c}}}, except: [ss, {term: ß}, {regex: a, overlap: true}]}
  - {label: L, regex: '(?<=s)(\pL)(?!\1)', word_boundary: true}
  - {label: G, regex: '(?P<x>s)?.', group: x, score: 0.5, context: {words: [s, a b], boost: 0.1, window: 2}}
  - {label: S, regex: '(?s).', ignore_case: true, score: 0.5, context: {words: [ß], penalty: 0.1, forbid: [k], sentence: true, side: before}}
lists:
  - {label: T, terms: [ss, a b, "o'a", é, 東京, '😀'], ignore_case: true, except: [s]}
  - {label: U, terms: [s, ss, i, a-b], word_boundary: false, longest: false, ignore_case: true, score: 0.1, context: {words: [a], required: true}}
  - {id: v, label: V, terms: [ß, İ, A], except: [{regex: 'A(?=b)'}]}
  - {id: w, label: W, terms: [b, é], silent: true, ignore_case: true, context: {forbid_lists: [v]}}
  - {label: Y, terms: [a, b], score: 0.5, context: {lists: [w, v], words: [s], boost: 0.1, forbid_sections: [S]}}
assertions:
  - {attributes: {a: '1'}, labels: [P, A, T], cues: [s, a b], lists: [w], end: [ß], except: [s s], side: both}
  - {attributes: {a: '2'}, cues: ["o'a", ss], side: after, window: 2, sections: [S]}
`

// checkProcess checks what must hold for every text.
func checkProcess(t fataler, st *stage, text string) {
	doc, err := document.New("fuzz", text)
	if err != nil {
		return // not UTF-8
	}
	if err := st.Process(context.Background(), doc); err != nil {
		if strings.Contains(text, " ") && strings.Contains(err.Error(), text) {
			t.Fatalf("the error holds the text: %v", err)
		}
		return
	}
	if err := doc.Layer(st.id).Validate(text); err != nil {
		t.Fatalf("%v", err)
	}
}

type fataler interface {
	Fatalf(format string, args ...any)
}

func TestProcessNastyTexts(t *testing.T) {
	t.Parallel()
	st := openStage(t, everything)
	rapid.Check(t, func(t *rapid.T) { checkProcess(t, st, nasty.Texts(nasty.Pieces(), 40).Draw(t, "text")) })
}

func TestProcessConcurrently(t *testing.T) {
	t.Parallel()
	st := openStage(t, everything)
	text := strings.Repeat(strings.Join(nasty.Pieces(), ""), 20)
	want := spans(text, process(t, st, text))
	if len(want) < 100 {
		t.Fatalf("only %d candidates", len(want))
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			doc, err := document.New("concurrent", text)
			if err != nil {
				t.Error(err)
				return
			}
			if err := st.Process(context.Background(), doc); err != nil {
				t.Error(err)
				return
			}
			if diff := cmp.Diff(want, spans(text, doc.Layer("rules"))); diff != "" {
				t.Errorf("candidates differ (-alone +together):\n%s", diff)
			}
		})
	}
	wg.Wait()
}

func TestProcessNeedsAFreshLayer(t *testing.T) {
	t.Parallel()
	st := openStage(t, everything)
	doc := newDocument(t, "ss")
	if err := st.Process(context.Background(), doc); err != nil {
		t.Fatal(err)
	}
	if err := st.Process(context.Background(), doc); err == nil {
		t.Error("no error when the layer is there already")
	}
}

func FuzzProcess(f *testing.F) {
	for _, text := range slices.Concat(nasty.Pieces(), []string{"", strings.Join(nasty.Pieces(), ""), "a\r\nb\x00c", "\ufeff" + strings.Repeat("s ", 100)}) {
		f.Add(text, "")
		f.Add(text, `s+(?!s)`)
	}
	st := openStage(f, everything)
	f.Fuzz(func(t *testing.T, text, regex string) {
		checkProcess(t, st, text)
		if regex == "" || len(regex) > 200 {
			return
		}
		own, found := compileOptions(st.rules.cfg, Options{
			Patterns: []Pattern{{Label: "X", Regex: regex}, {Label: "Y", Regex: "a|" + regex, IgnoreCase: true, WordBoundary: true}},
			Budget:   defaultBudget / 10,
		})
		if !found.HasErrors() {
			checkProcess(t, &stage{id: "rules", rules: own}, text)
		}
	})
}
