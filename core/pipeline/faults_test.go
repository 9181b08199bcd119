package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
)

// What becomes of a document on which a stage fails, kills its process, or
// takes too long.
func TestOnError(t *testing.T) {
	t.Parallel()
	texts := []string{"one", "fail a", "two words", "die a", "three", "hang a", "four"}
	stages := `stages:
  - {id: a, uses: word, isolation: stage, timeout: 200ms, on_error: %s}
  - {id: b, uses: word}
  - {id: e, uses: judge}
`
	tests := map[string][]string{
		"dead_letter": {
			"one: 2 []", "fail a: a error", "two words: 4 []", "die a: a crash", "three: 2 []", "hang a: a timeout", "four: 2 []",
		},
		"skip_stage": {
			"one: 2 []", "fail a: 2 [a]", "two words: 4 []", "die a: 2 [a]", "three: 2 []", "hang a: 2 [a]", "four: 2 []",
		},
	}
	for policy, want := range tests {
		t.Run(policy, func(t *testing.T) {
			t.Parallel()
			got, err := carry(openProcesses(t, fmt.Sprintf(stages, policy)), texts...)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Error(diff, err)
			}
		})
	}
	for _, bad := range []string{"fail a", "die a", "hang a"} {
		t.Run("abort on "+bad, func(t *testing.T) {
			t.Parallel()
			got, err := carry(openProcesses(t, fmt.Sprintf(stages, "abort")), "one", "two", bad, "three", "four")
			var abort *pipeline.AbortError
			if !errors.As(err, &abort) || abort.Document != "3" || abort.Failure.Stage != "a" {
				t.Errorf("got %v, want an AbortError about the third document", err)
			}
			if diff := cmp.Diff([]string{"one: 2 []", "two: 2 []"}, got); diff != "" {
				t.Error("what came before has not been put:", diff)
			}
		})
	}
}

// A process that dies takes all stages of its segment with it: the document is
// lost unless all of them may be skipped.
func TestDeathInASharedProcess(t *testing.T) {
	t.Parallel()
	stages := `stages:
  - {id: a, uses: word, on_error: skip_stage}
  - {id: b, uses: word, on_error: %s}
  - {id: e, uses: judge, isolation: stage}
`
	for policy, want := range map[string]string{"skip_stage": "die b: 0 [a b]", "dead_letter": "die b: a+b crash"} {
		got, err := carry(openProcesses(t, fmt.Sprintf(stages, policy)), "one", "die b", "two")
		if diff := cmp.Diff([]string{"one: 2 []", want, "two: 2 []"}, got); diff != "" || err != nil {
			t.Error(policy, diff, err)
		}
	}
}

// Several branches fail: the stages come in the order of the plan.
func TestFailedStagesAreInOrder(t *testing.T) {
	t.Parallel()
	var stages strings.Builder
	stages.WriteString("stages:\n")
	var want []string
	for i := range 6 {
		id := fmt.Sprintf("s%d", i)
		want = append(want, id)
		fmt.Fprintf(&stages, "  - {id: %s, uses: word, isolation: stage, on_error: skip_stage}\n", id)
	}
	stages.WriteString("  - {id: e, uses: judge}\n")
	r := open(t, localHost{}, stages.String())
	for range 20 {
		results, err := r.Annotate(t.Context(), []*document.Document{in(t, "", "fail all")})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, results[0].FailedStages); diff != "" {
			t.Fatal(diff)
		}
	}
}

// A run over processes that is cancelled ends soon and leaves nothing behind.
func TestCancelledRunWithProcesses(t *testing.T) {
	t.Parallel()
	r := openProcesses(t, "stages:\n  - {id: a, uses: word, timeout: 1m}\n  - {id: e, uses: judge}\n")
	ctx, cancel := context.WithCancelCause(t.Context())
	stop := errors.New("enough")
	texts := append([]string{"one", "hang a"}, slices.Repeat([]string{"more"}, 100)...)
	time.AfterFunc(100*time.Millisecond, func() { cancel(stop) })
	err := r.Run(ctx, feed(texts), func(pipeline.Done) error { return nil })
	if !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
}

// All that is wrong when stages are opened is said at once, in its place.
func TestOpenSaysEverything(t *testing.T) {
	t.Parallel()
	h := newHost(t)
	plan, diags := pipeline.Load(t.Context(), h, pipeline.Source{
		Path: write(t, `stages:
  - {id: a, uses: word, isolation: stage, with: {refuse: no model}}
  - {id: b, uses: word}
  - id: c
    uses: word
    isolation: stage
    with: {refuse: no licence}
  - {id: e, uses: judge}
`), Options: pipeline.Options{Builtin: self(t, serveTest)},
	})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	_, err := pipeline.Open(t.Context(), pipeline.Processes(h), plan)
	var list diag.List
	if !errors.Is(err, pipeline.ErrUnusable) || !errors.As(err, &list) {
		t.Fatal(err)
	}
	var got []string
	for _, d := range list {
		got = append(got, fmt.Sprintf("%d: %s", d.Line, d.Summary))
	}
	if diff := cmp.Diff([]string{"3: no model", "8: no licence"}, got); diff != "" {
		t.Error(diff)
	}
}

// A pipeline that takes too long to open says which value to change.
func TestSlowStart(t *testing.T) {
	t.Parallel()
	plan, diags := build(t, oneSegment+"run:\n  start_timeout: 100ms\n")
	if plan == nil {
		t.Fatal(diags)
	}
	_, err := pipeline.Open(t.Context(), slowHost{}, plan)
	var list diag.List
	if !errors.As(err, &list) || list[0].Code != "plugin.slow-start" || list[0].Line != 6 {
		t.Errorf("got %v", err)
	}
}

// slowHost never opens anything.
type slowHost struct{ localHost }

func (slowHost) Open(ctx context.Context, _ host.Command, _ plugin.Segment, _ host.Limits) (pipeline.Annotator, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// A segment that cannot work at all ends the run; what came before is put.
func TestUnusableSegment(t *testing.T) {
	t.Parallel()
	broken := errors.New("the disk is on fire")
	n := 0
	r := open(t, localHost{wrap: func(_ plugin.Segment, inner pipeline.Annotator) pipeline.Annotator {
		return failing{inner, func() error {
			if n++; n > 2 {
				return broken
			}
			return nil
		}}
	}}, oneSegment+"run: {workers: 1, frame_bytes: 1KiB}\n")
	got, err := carry(r, strings.Repeat("a ", 600), strings.Repeat("b ", 600), strings.Repeat("c ", 600), "d")
	if !errors.Is(err, broken) || !errors.Is(err, pipeline.ErrUnusable) || len(got) != 2 {
		t.Errorf("got %v after %d documents", err, len(got))
	}
}

type failing struct {
	pipeline.Annotator
	fail func() error
}

func (f failing) Annotate(ctx context.Context, docs []*document.Document, layers []string) (*document.Reply, error) {
	if err := f.fail(); err != nil {
		return nil, err
	}
	return f.Annotator.Annotate(ctx, docs, layers)
}

// An empty input is no error.
func TestNothingToDo(t *testing.T) {
	t.Parallel()
	r := open(t, localHost{}, oneSegment)
	err := r.Run(t.Context(), func(context.Context) (pipeline.Job, error) { return pipeline.Job{}, io.EOF },
		func(pipeline.Done) error { return errors.New("there is nothing to put") })
	if err != nil {
		t.Error(err)
	}
	if results, err := r.Annotate(t.Context(), nil); err != nil || len(results) != 0 {
		t.Error(results, err)
	}
}
