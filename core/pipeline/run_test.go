package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
)

// feed returns a next that gives one document for each text, named by its
// number; "unreadable" is a job without a document.
func feed(texts []string) func(context.Context) (pipeline.Job, error) {
	n := 0
	return func(ctx context.Context) (pipeline.Job, error) {
		if n == len(texts) {
			return pipeline.Job{}, io.EOF
		}
		text := texts[n]
		n++
		if text == "unreadable" {
			return pipeline.Job{Ref: text}, ctx.Err()
		}
		d, err := document.New(fmt.Sprint(n), text)
		return pipeline.Job{Document: d, Ref: text}, err
	}
}

// line renders what became of a job: "text: entities [skipped stages]", or the
// stage and code of its failure.
func line(d pipeline.Done) string {
	text := fmt.Sprint(d.Ref)
	switch {
	case d.Failure != nil:
		return fmt.Sprintf("%s: %s %s", text, d.Failure.Stage, d.Failure.Code)
	case d.Result.Document != nil:
		return fmt.Sprintf("%s: %d %v", text, d.Result.Document.Layer(document.Entities).Len(), d.FailedStages)
	}
	return text
}

// carry takes texts through a runner and returns a line for each that was put.
func carry(r *pipeline.Runner, texts ...string) ([]string, error) {
	var out []string
	err := r.Run(context.Background(), feed(texts), func(d pipeline.Done) error {
		out = append(out, line(d))
		return nil
	})
	return out, err
}

func TestRunKeepsOrderAndErrors(t *testing.T) {
	t.Parallel()
	r := open(t, localHost{}, diamond+"run: {frame_bytes: 1KiB}\n")
	got, err := carry(r, "one", "two words", "unreadable", "fail b", "")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"one: 3 []", "two words: 6 []", "unreadable", "fail b: b error", ": 0 []"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRunManyFrames(t *testing.T) {
	t.Parallel()
	texts := make([]string, 3000)
	want := make([]string, len(texts))
	for i := range texts {
		texts[i] = fmt.Sprintf("document number %d", i)
		want[i] = texts[i] + ": 9 []"
	}
	for _, run := range []string{"frame_bytes: 1KiB", "frame_bytes: 64KiB", "workers: 1", "workers: 9"} {
		got, err := carry(open(t, localHost{}, diamond+"run: {"+run+"}\n"), texts...)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s:\n%s", run, diff)
		}
	}
}

// watched is a segment that notes the frames it is given.
type watched struct {
	pipeline.Annotator
	see func(docs []*document.Document)
}

func (w watched) Annotate(ctx context.Context, docs []*document.Document, layers []string) (*document.Reply, error) {
	w.see(docs)
	return w.Annotator.Annotate(ctx, docs, layers)
}

const oneSegment = "stages:\n  - {id: a, uses: word}\n  - {id: e, uses: judge}\n"

// Frames are bounded in bytes; what does not fit into one travels alone.
func TestFramesAreBounded(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var frames [][]*document.Document
	r := open(t, localHost{wrap: func(_ plugin.Segment, inner pipeline.Annotator) pipeline.Annotator {
		return watched{inner, func(docs []*document.Document) {
			mu.Lock()
			defer mu.Unlock()
			frames = append(frames, docs)
		}}
	}}, oneSegment+"run: {frame_bytes: 64KiB}\n")
	rapid.Check(t, func(t *rapid.T) {
		frames = nil
		sizes := rapid.SliceOfN(rapid.OneOf(
			rapid.IntRange(0, 200), rapid.IntRange(0, 70_000), rapid.Just(64<<10-64), rapid.Just(1<<20),
		), 1, 60).Draw(t, "sizes")
		texts := make([]string, len(sizes))
		for i, size := range sizes {
			texts[i] = strings.Repeat("x", size)
		}
		got, err := carry(r, texts...)
		if err != nil || len(got) != len(texts) {
			t.Fatal(len(got), err)
		}
		for _, docs := range frames {
			bytes := 0
			for _, d := range docs {
				bytes += len(d.Text())
			}
			if bytes > 64<<10 && len(docs) > 1 {
				t.Fatalf("a frame of %d documents has %d bytes", len(docs), bytes)
			}
		}
	})
}

// A document may be as large as all frames under way together: nothing else is
// then.
func TestHugeDocumentTravelsAlone(t *testing.T) {
	t.Parallel()
	var inside, most atomic.Int64
	r := open(t, localHost{wrap: func(_ plugin.Segment, inner pipeline.Annotator) pipeline.Annotator {
		return watched{inner, func(docs []*document.Document) {
			n := inside.Add(1)
			defer inside.Add(-1)
			if len(docs[0].Text()) > 100<<20 {
				time.Sleep(20 * time.Millisecond)
				most.Store(max(most.Load(), inside.Load(), n))
			}
		}}
	}}, "stages:\n  - {id: e, uses: judge}\n  - {id: a, uses: word, when: {language: [tlh]}}\nrun: {frame_bytes: 1KiB}\n")
	texts := make([]string, 400)
	for i := range texts {
		texts[i] = strings.Repeat("s", 500)
	}
	texts[200] = strings.Repeat("h", 200<<20)
	n := 0
	err := r.Run(t.Context(), feed(texts), func(pipeline.Done) error { n++; return nil })
	if err != nil || n != len(texts) {
		t.Fatal(n, err)
	}
	if most.Load() != 1 {
		t.Errorf("the huge document met %d others in the segment", most.Load()-1)
	}
}

// A slow writer and a slow stage stop the reading: what has been read and not
// put is bounded.
func TestBackPressure(t *testing.T) {
	t.Parallel()
	const documents, size, frame, workers = 1000, 100, 1 << 10, 3
	perFrame := frame / (size + 64)
	for name, slow := range map[string]struct{ stage, put time.Duration }{
		"slow writer": {put: 200 * time.Microsecond},
		"slow stage":  {stage: time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := open(t, localHost{wrap: func(_ plugin.Segment, inner pipeline.Annotator) pipeline.Annotator {
				return watched{inner, func([]*document.Document) { time.Sleep(slow.stage) }}
			}}, oneSegment+fmt.Sprintf("run: {frame_bytes: %d, workers: %d}\n", frame, workers))
			var read, put, most atomic.Int64
			next := feed(slices.Repeat([]string{strings.Repeat("y", size)}, documents))
			err := r.Run(t.Context(), func(ctx context.Context) (pipeline.Job, error) {
				job, err := next(ctx)
				most.Store(max(most.Load(), read.Add(1)-put.Load()))
				return job, err
			}, func(pipeline.Done) error {
				time.Sleep(slow.put)
				put.Add(1)
				return nil
			})
			if err != nil || put.Load() != documents {
				t.Fatal(put.Load(), err)
			}
			// The frames under way, the one that is being filled, and the job at hand.
			if bound := int64((workers+1)*perFrame + 1); most.Load() > bound {
				t.Errorf("%d documents had been read and not put, want at most %d", most.Load(), bound)
			}
		})
	}
}

// A document does not wait for company for long, nor for the next one to come.
func TestLonelyDocumentIsNotKept(t *testing.T) {
	t.Parallel()
	r := open(t, localHost{}, oneSegment)
	answered := make(chan struct{})
	sent := false
	err := r.Run(t.Context(), func(context.Context) (pipeline.Job, error) {
		if sent {
			<-answered // the input says nothing until it has an answer
			return pipeline.Job{}, io.EOF
		}
		sent = true
		d, err := document.New("1", "alone")
		return pipeline.Job{Document: d}, err
	}, func(pipeline.Done) error {
		close(answered)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

var errFull = errors.New("disk full")

func TestErrorsEndTheRun(t *testing.T) {
	t.Parallel()
	endless := func(context.Context) (pipeline.Job, error) {
		d, err := document.New("d", "text of an endless input")
		return pipeline.Job{Document: d}, err
	}
	t.Run("put", func(t *testing.T) {
		t.Parallel()
		n := 0
		err := open(t, localHost{}, diamond).Run(t.Context(), endless, func(pipeline.Done) error {
			if n++; n == 100 {
				return errFull
			}
			return nil
		})
		if !errors.Is(err, errFull) || n != 100 {
			t.Errorf("got %v after %d documents", err, n)
		}
	})
	t.Run("next", func(t *testing.T) {
		t.Parallel()
		n, put := 0, 0
		err := open(t, localHost{}, diamond).Run(t.Context(), func(ctx context.Context) (pipeline.Job, error) {
			if n++; n > 1000 {
				return pipeline.Job{}, errFull
			}
			return endless(ctx)
		}, func(pipeline.Done) error { put++; return nil })
		if !errors.Is(err, errFull) || put != 1000 {
			t.Errorf("got %v after %d documents, want all that were read before", err, put)
		}
	})
	t.Run("context", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancelCause(t.Context())
		put := 0
		err := open(t, localHost{}, diamond).Run(ctx, endless, func(pipeline.Done) error {
			if put++; put == 10 {
				cancel(errFull)
			}
			return nil
		})
		if !errors.Is(err, errFull) || put != 10 {
			t.Errorf("got %v after %d documents", err, put)
		}
	})
	t.Run("input that waits", func(t *testing.T) {
		t.Parallel()
		stop := make(chan struct{})
		defer close(stop)
		n := 0
		err := open(t, localHost{}, oneSegment).Run(t.Context(), func(ctx context.Context) (pipeline.Job, error) {
			if n++; n > 1 {
				<-stop // a pipe nobody writes to
			}
			return endless(ctx)
		}, func(pipeline.Done) error { return errFull })
		if !errors.Is(err, errFull) {
			t.Errorf("got %v", err)
		}
	})
}
