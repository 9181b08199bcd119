package pipeline_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
)

// Stages that do not read each other run side by side: each waits for the other
// to have begun on the same document. If they ran one after the other, they
// would wait until their time is up.
func TestBranchesRunSideBySide(t *testing.T) {
	t.Parallel()
	const stages = `stages:
  - {id: a, uses: word, isolation: stage, with: {meet: %[1]q, guests: 2}}
  - {id: b, uses: word, isolation: stage, with: {meet: %[1]q, guests: 2}}
  - {id: e, uses: judge}
`
	for name, start := range map[string]func(string) *pipeline.Runner{
		"in process": func(s string) *pipeline.Runner { return open(t, localHost{}, s) },
		"processes":  func(s string) *pipeline.Runner { return openProcesses(t, s) },
	} {
		got, err := carry(start(fmt.Sprintf(stages, t.TempDir())), "both")
		if diff := cmp.Diff([]string{"both: 2 []"}, got); diff != "" || err != nil {
			t.Error(name, diff, err)
		}
	}
}

// pids returns the processes that marked words, by the stage that did.
func pids(t *testing.T, r *pipeline.Runner, documents int) map[string][]string {
	t.Helper()
	texts := slices.Repeat([]string{"word"}, documents)
	out := map[string][]string{}
	err := r.Run(t.Context(), feed(texts), func(d pipeline.Done) error {
		for _, s := range d.Result.Document.Layer(document.Entities).All() {
			by := s.Evidence[0].Value
			if !slices.Contains(out[by], s.Label) {
				out[by] = append(out[by], s.Label)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Neighbours of one program share a process; isolation gives a stage its own.
func TestFusionAndIsolation(t *testing.T) {
	t.Parallel()
	got := pids(t, openProcesses(t, `stages:
  - {id: a, uses: word, with: {pid: true}}
  - {id: b, uses: word, with: {pid: true, reads: [a]}}
  - {id: c, uses: word, isolation: stage, with: {pid: true, reads: [b]}}
  - {id: d, uses: word, with: {pid: true, reads: [c]}}
  - {id: e, uses: judge}
`), 3)
	for stage, seen := range got {
		if len(seen) != 1 {
			t.Errorf("stage %s ran in the processes %v", stage, seen)
		}
	}
	if len(got) != 4 || got["a"][0] != got["b"][0] || got["a"][0] == got["c"][0] || got["a"][0] != got["d"][0] {
		t.Errorf("got %v, want a, b and d in one process and c in another", got)
	}
}

// Every replica gets work: each holds a document until all have one.
func TestReplicasShareTheWork(t *testing.T) {
	t.Parallel()
	const replicas = 3
	got := pids(t, openProcesses(t, fmt.Sprintf(`stages:
  - {id: a, uses: word, replicas: %d, with: {pid: true, meet: %q, guests: %d}}
  - {id: e, uses: judge}
run: {frame_bytes: 1KiB}
`, replicas, t.TempDir(), replicas)), 200)
	if len(got["a"]) != replicas {
		t.Errorf("%d processes did the work, want %d", len(got["a"]), replicas)
	}
}

// A failure in one branch does not keep the document from another: else what is
// reported would depend on who is faster.
func TestFailuresOfBranchesDoNotDependOnSpeed(t *testing.T) {
	t.Parallel()
	const stages = `stages:
  - {id: a, uses: word, isolation: stage, on_error: %s}
  - {id: b, uses: word, isolation: stage}
  - {id: e, uses: judge}
`
	for _, first := range []string{"a", "b"} {
		for policy, want := range map[string]string{"dead_letter": "a error", "skip_stage": "b error"} {
			second := make(chan struct{})
			r := open(t, localHost{wrap: func(seg plugin.Segment, inner pipeline.Annotator) pipeline.Annotator {
				return after{inner, seg.ID == first, seg.ID != "e", second}
			}}, fmt.Sprintf(stages, policy))
			results, err := r.Annotate(t.Context(), []*document.Document{in(t, "", "fail all")})
			if err != nil {
				t.Fatal(err)
			}
			f := results[0].Failure
			if got := f.Stage + " " + f.Code; got != want {
				t.Errorf("%s first, %s: got %q, want %q", first, policy, got, want)
			}
			var skipped []string
			if policy == "skip_stage" {
				skipped = []string{"a"}
			}
			if diff := cmp.Diff(skipped, results[0].FailedStages); diff != "" {
				t.Error(diff)
			}
		}
	}
}

// after makes two segments finish in an order.
type after struct {
	pipeline.Annotator
	first, ordered bool
	second         chan struct{}
}

func (a after) Annotate(ctx context.Context, docs []*document.Document, layers []string) (*document.Reply, error) {
	if a.ordered && a.first {
		defer close(a.second)
	} else if a.ordered {
		<-a.second
	}
	return a.Annotator.Annotate(ctx, docs, layers)
}
