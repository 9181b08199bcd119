package training_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	. "github.com/onomast/onomast/cmd/runner/internal/training"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/evaluation/inputs"
	"github.com/onomast/onomast/plugins/crf/train/gold"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// read writes a file of records and reads it.
func read(t *testing.T, o inputs.Options, lines ...string) *inputs.Set {
	t.Helper()
	path := filepath.Join(t.TempDir(), "gold.jsonl")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := inputs.Read([]string{path}, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// gather takes records through the tokenizer; texts that begin with "fail" fail.
func gather(t *testing.T, o Options, lines ...string) *Set {
	t.Helper()
	tokens, err := NewTokenizer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s, err := Gather(t.Context(), picky{tokens}, "train", read(t, inputs.Options{}, lines...), o, nil)
	if err = errors.Join(err, tokens.Close()); err != nil {
		t.Fatal(err)
	}
	return s
}

// picky fails on some texts.
type picky struct{ inner inputs.Runner }

func (p picky) Run(ctx context.Context, next func(context.Context) (pipeline.Job, error), put func(pipeline.Done) error) error {
	return p.inner.Run(ctx, next, func(d pipeline.Done) error {
		if strings.HasPrefix(d.Job.Document.Text(), "fail") {
			d.Failure = &document.Failure{Stage: "picky", Message: "told to fail"}
		}
		return put(d)
	})
}

const (
	anna  = `{"id":"1","text":"Anna met Bo Li. They went to Graz.","entities":[{"start":0,"end":4,"label":"PER"},{"start":9,"end":14,"label":"PER"},{"start":29,"end":33,"label":"LOC"}]}`
	fails = `{"id":"2","text":"fail in Bonn","entities":[{"start":8,"end":12,"label":"LOC"}]}`
	gaps  = `{"id":"3","text":"left and right knee hurt","entities":[{"fragments":[[0,4],[15,19]],"label":"BODY"}]}`
	none  = `{"id":"4","text":"","entities":[]}`
)

func TestGather(t *testing.T) {
	t.Parallel()
	s := gather(t, Options{}, anna, fails, none)
	want := gold.Counts{
		Documents: 2, Sentences: 2, Tokens: 10, Labels: map[string]int{"PER": 2, "LOC": 1}, Levels: []int{3}, Empty: 1, LongestSentence: 5,
	}
	if diff := cmp.Diff(want, s.Counts); diff != "" {
		t.Error(diff)
	}
	if s.Failed != 1 || len(s.Documents) != 3 || s.Documents[1] != nil || len(s.Warnings) != 1 || !strings.Contains(s.Warnings.Error(), `gold.jsonl:2: stage "picky" failed: told to fail`) {
		t.Errorf("%d failed, %v", s.Failed, s.Warnings)
	}
	if got := strings.Join(s.Sentences[1].Words, " "); got != "They went to Graz ." {
		t.Errorf("%q", got)
	}
}

func TestGatherSome(t *testing.T) {
	t.Parallel()
	m, err := inputs.ParseMap("labels.yaml", []byte("gold: {PER: PERSON, LOC: null}"))
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		o    Options
		want map[string]int
		docs int
	}{
		"all":           {Options{}, map[string]int{"PER": 4, "LOC": 2}, 2},
		"labels":        {Options{Options: gold.Options{Labels: []string{"LOC"}}}, map[string]int{"LOC": 2}, 2},
		"mapped":        {Options{Map: m}, map[string]int{"PERSON": 4}, 2},
		"one sentence":  {Options{MaxSentences: 1}, map[string]int{"PER": 2}, 1},
		"two sentences": {Options{MaxSentences: 2}, map[string]int{"PER": 2, "LOC": 1}, 1},
		"three":         {Options{MaxSentences: 3}, map[string]int{"PER": 4, "LOC": 1}, 2},
		"more":          {Options{MaxSentences: 99}, map[string]int{"PER": 4, "LOC": 2}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := gather(t, tt.o, anna, strings.Replace(anna, `"1"`, `"5"`, 1))
			if diff := cmp.Diff(tt.want, s.Counts.Labels); diff != "" {
				t.Error(diff)
			}
			if len(s.Documents) != tt.docs || tt.o.MaxSentences > 0 && len(s.Sentences) > tt.o.MaxSentences {
				t.Errorf("%d documents, %d sentences", len(s.Documents), len(s.Sentences))
			}
		})
	}
}

func TestOdd(t *testing.T) {
	t.Parallel()
	long := `{"id":"9","text":"` + strings.Repeat("and so on ", 700) + `","entities":[]}`
	if s := gather(t, Options{}, long); !strings.Contains(s.Warnings.Error(), "the longest sentence has 2100 tokens") {
		t.Error(s.Warnings)
	}
	one, other := gather(t, Options{}, anna, none), gather(t, Options{}, anna, gaps)
	if list := one.Overlap(other); len(list) != 1 || !strings.Contains(list[0].Summary, "1 of 2 dev documents") {
		t.Error(list)
	}
	if list := other.Overlap(gather(t, Options{}, none)); len(list) != 0 {
		t.Error(list)
	}
	err := one.Missing([]string{"PER", "PERS"})
	if err == nil || !strings.Contains(err.Error(), `no entity of the label "PERS"; did you mean "PER"?`) {
		t.Error(err)
	}
	if err := one.Missing([]string{"PER"}); err != nil {
		t.Error(err)
	}
}

// An interruption, or an error of the reader, ends the tokenizer.
func TestTokenizerEnds(t *testing.T) {
	t.Parallel()
	tokens, err := NewTokenizer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tokens.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Gather(ctx, tokens, "train", read(t, inputs.Options{}, anna), Options{}, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	stop := errors.New("enough")
	job := func(context.Context) (pipeline.Job, error) { return pipeline.Job{}, stop }
	if err := tokens.Run(t.Context(), job, nil); !errors.Is(err, stop) {
		t.Error(err)
	}
	end := func(context.Context) (pipeline.Job, error) { return pipeline.Job{}, io.EOF }
	if err := tokens.Run(t.Context(), end, nil); err != nil {
		t.Error(err)
	}
}
