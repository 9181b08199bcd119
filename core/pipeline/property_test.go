package pipeline_test

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
)

// graph draws stages that read some of those before them, in any order in the
// file, with any policy, language and isolation.
func graph(t *rapid.T, isolation func(i int) string) string {
	n := rapid.IntRange(1, 6).Draw(t, "stages")
	lines := []string{"  - {id: judge, uses: judge}\n"}
	if rapid.Bool().Draw(t, "speak") {
		lines = append(lines, "  - {id: speak, uses: speak, on_error: skip_stage}\n")
	}
	for i := range n {
		var reads []string
		for j := range i {
			if rapid.Bool().Draw(t, fmt.Sprintf("%d reads %d", i, j)) {
				reads = append(reads, fmt.Sprintf("s%d", j))
			}
		}
		when := rapid.SampledFrom([]string{"", ", when: {language: [de]}"}).Draw(t, "when")
		policy := rapid.SampledFrom([]string{"dead_letter", "skip_stage"}).Draw(t, "policy")
		lines = append(lines, fmt.Sprintf("  - {id: s%d, uses: word, on_error: %s%s, with: {label: L%d, reads: [%s]}%s}\n",
			i, policy, isolation(i), i, strings.Join(reads, ", "), when))
	}
	head := rapid.SampledFrom([]string{"", "language: de\n", "language: en\n"}).Draw(t, "default")
	return head + "stages:\n" + strings.Join(rapid.Permutation(lines).Draw(t, "order"), "")
}

// dawdling segments take their time, each another.
type dawdling struct {
	pipeline.Annotator
	calls *atomic.Int64
}

func (d dawdling) Annotate(ctx context.Context, docs []*document.Document, layers []string) (*document.Reply, error) {
	time.Sleep(time.Duration(d.calls.Add(7)%5) * 50 * time.Microsecond)
	return d.Annotator.Annotate(ctx, docs, layers)
}

// Same documents and stages, same results: whatever the frames, workers,
// segments and who is faster.
func TestResultsDependOnNothingElse(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		drawn := map[int]string{}
		stages := graph(rt, func(i int) string {
			drawn[i] = rapid.SampledFrom([]string{"", ", isolation: stage", ", replicas: 2"}).Draw(rt, "isolation")
			return "@" + fmt.Sprint(i) + "@"
		})
		fused, spread := stages, stages
		for i, how := range drawn {
			mark := "@" + fmt.Sprint(i) + "@"
			fused, spread = strings.ReplaceAll(fused, mark, ""), strings.ReplaceAll(spread, mark, how)
		}
		texts := rapid.SliceOfN(rapid.OneOf(
			rapid.SampledFrom([]string{"", "de: eins zwei", "en: one two", "unreadable", "fail speak", "plain words"}),
			rapid.Custom(func(t *rapid.T) string { return fmt.Sprintf("fail s%d", rapid.IntRange(0, 5).Draw(t, "stage")) }),
			rapid.Custom(func(t *rapid.T) string { return strings.Repeat("long ", rapid.IntRange(1, 600).Draw(t, "words")) }),
		), 0, 40).Draw(rt, "texts")
		want := outcome(t, rt, fused+"run: {workers: 1, frame_bytes: 16MiB}\n", texts)
		got := outcome(t, rt, spread+fmt.Sprintf("run: {workers: %d, frame_bytes: %dKiB}\n",
			rapid.IntRange(0, 5).Draw(rt, "workers"), rapid.SampledFrom([]int{1, 2, 64}).Draw(rt, "frame")), texts)
		if diff := cmp.Diff(want, got); diff != "" {
			rt.Fatalf("%s\n%s", spread, diff)
		}
	})
}

// outcome renders all that a run says of the documents.
func outcome(t testing.TB, rt *rapid.T, stages string, texts []string) []string {
	var calls atomic.Int64
	h := localHost{kinds: kinds(), wrap: func(_ plugin.Segment, inner pipeline.Annotator) pipeline.Annotator {
		return dawdling{inner, &calls}
	}}
	plan, diags := pipeline.Build(t.Context(), h, load(t, stages), pipeline.Options{Layers: []string{"*"}})
	if diags.HasErrors() {
		rt.Fatal(diags)
	}
	r, err := pipeline.Open(t.Context(), h, plan)
	if err != nil {
		rt.Fatal(err)
	}
	defer r.Close()
	var out []string
	err = r.Run(t.Context(), feed(texts), func(d pipeline.Done) error {
		text := line(d)
		if d.Result.Document != nil && d.Failure == nil {
			for _, l := range d.Result.Document.Layers() {
				for _, s := range l.All() {
					text += fmt.Sprintf(" %s[%d,%d)%s", l.Name(), s.Start, s.End, s.Label)
				}
			}
		}
		out = append(out, text)
		return nil
	})
	if err != nil {
		rt.Fatal(err)
	}
	return out
}
