package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/corpus"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A local is a host without processes. Its one stage fails on the text "bad".
type local struct{}

func (local) Check(context.Context, host.Command, plugin.StageConfig, bool) (plugin.Contract, diag.List, error) {
	return plugin.Contract{}, nil, errors.New("nobody asks")
}

func (local) Open(context.Context, host.Command, plugin.Segment, host.Limits) (pipeline.Annotator, error) {
	return local{}, nil
}

func (local) Annotate(_ context.Context, docs []*document.Document, _ []string) (*document.Reply, error) {
	reply := &document.Reply{Documents: len(docs), Layers: make([][]*document.Layer, len(docs))}
	for i, d := range docs {
		if d.Text() == "bad" {
			reply.Failures = append(reply.Failures, document.Failure{Document: i, Stage: "only", Code: "timeout", Message: "too slow"})
		}
	}
	return reply, nil
}

func (local) Explain(context.Context, string, *document.Document, int, int) ([]plugin.Reason, error) {
	return nil, nil
}

func (local) Close() error { return nil }

func runner(t *testing.T) *pipeline.Runner {
	t.Helper()
	stage := config.Stage{ID: "only", Replicas: 1}
	plan := &pipeline.Plan{
		Config:   &config.Pipeline{Run: config.Run{FrameBytes: 100, Workers: 2}, Stages: []config.Stage{stage}},
		Stages:   []pipeline.Stage{{Stage: stage}},
		Segments: []pipeline.Segment{{ID: "only", Stages: []int{0}}},
	}
	r, err := pipeline.Open(t.Context(), local{}, plan)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A source yields records made of texts: "skip" is skipped, "broken" cannot be
// read. Afterwards comes its error.
type source struct {
	texts []string
	after error
	block <-chan struct{} // held before the error
	at    int
}

func (s *source) Next(ctx context.Context) (corpus.Record, error) {
	if s.at == len(s.texts) {
		if s.block != nil {
			<-s.block
		}
		return corpus.Record{}, s.after
	}
	text := s.texts[s.at]
	s.at++
	r := corpus.Record{ID: fmt.Sprint("d", s.at), Path: "in"}
	switch text {
	case "skip":
		r.Skipped = "no reader"
	case "broken":
		r.Failure = &corpus.Failure{Stage: "reader", Code: "binary", Message: "no text"}
	default:
		doc, err := document.New(r.ID, text)
		if err != nil {
			return r, err
		}
		r.Document = doc
	}
	return r, nil
}

// A sink notes what it is given.
type sink struct {
	got    []string
	passed int
	resume int
	fail   error
	onPut  func()
}

func (s *sink) Put(o *corpus.Outcome) error {
	if s.onPut != nil {
		s.onPut()
	}
	what := "ok"
	if o.Failure != nil {
		what = o.Failure.Stage + ": " + o.Failure.Code
	} else if o.Skipped != "" {
		what = "skipped"
	}
	s.got = append(s.got, o.ID+" "+what)
	return s.fail
}

func (s *sink) Resume() int { return s.resume }

func (s *sink) Pass(r *corpus.Record) error {
	if r.ID == "" {
		return errors.New("there are fewer documents")
	}
	s.passed++
	return nil
}

func TestEveryRecordEndsOnce(t *testing.T) {
	t.Parallel()
	out, p := &sink{resume: 1}, &Progress{}
	in := &source{texts: []string{"passed", "a", "skip", "bad", "broken", "b"}, after: io.EOF}
	n, err := Run(t.Context(), t.Context(), runner(t), in, out, p)
	if err != nil || n != 6 || out.passed != 1 {
		t.Errorf("%d read, %d passed, %v", n, out.passed, err)
	}
	want := []string{"d2 ok", "d3 skipped", "d4 only: timeout", "d5 reader: binary", "d6 ok"}
	if diff := cmp.Diff(want, out.got); diff != "" {
		t.Error(diff)
	}
	if p.Documents.Load() != 6 || p.Dead.Load() != 2 || p.Bytes.Load() != int64(len("a")+len("bad")+len("b")) {
		t.Errorf("%d documents, %d dead, %d bytes", p.Documents.Load(), p.Dead.Load(), p.Bytes.Load())
	}
}

func TestErrorsEndTheRun(t *testing.T) {
	t.Parallel()
	torn, full := errors.New("torn"), errors.New("full")
	tests := map[string]struct {
		in   *source
		out  *sink
		want string
	}{
		"reading":            {&source{texts: []string{"a", "b"}, after: torn}, &sink{}, "torn"},
		"reading what was":   {&source{texts: []string{"a"}, after: torn}, &sink{resume: 2}, "torn"},
		"writing":            {&source{texts: []string{"a", "b"}, after: io.EOF}, &sink{fail: full}, "full"},
		"fewer than before":  {&source{texts: []string{"a"}, after: io.EOF}, &sink{resume: 2}, "there are fewer documents"},
		"as many as before":  {&source{texts: []string{"a"}, after: io.EOF}, &sink{resume: 1}, "<nil>"},
		"nothing to be read": {&source{after: io.EOF}, &sink{}, "<nil>"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := Run(t.Context(), t.Context(), runner(t), tt.in, tt.out, &Progress{}); fmt.Sprint(err) != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// What was read when the run is stopped is put, and no more is.
func TestStopped(t *testing.T) {
	t.Parallel()
	texts := make([]string, 5000)
	for i := range texts {
		texts[i] = "some text"
	}
	stop, cancel := context.WithCancel(t.Context())
	var puts atomic.Int64
	out := &sink{onPut: func() {
		if puts.Add(1) == 10 {
			cancel()
		}
	}}
	n, err := Run(t.Context(), stop, runner(t), &source{texts: texts, after: io.EOF}, out, &Progress{})
	if !errors.Is(err, ErrStopped) || n != len(out.got) || n == len(texts) {
		t.Errorf("%d read, %d put, %v", n, len(out.got), err)
	}
}

func TestStoppedWhileTheReaderWaits(t *testing.T) {
	t.Parallel()
	block := make(chan struct{})
	defer close(block)
	stop, cancel := context.WithCancel(t.Context())
	out := &sink{onPut: cancel}
	n, err := Run(t.Context(), stop, runner(t), &source{texts: []string{"a"}, after: io.EOF, block: block}, out, &Progress{})
	if !errors.Is(err, ErrStopped) || n != 1 || len(out.got) != 1 {
		t.Errorf("%d read, %d put, %v", n, len(out.got), err)
	}
	if _, err := Run(t.Context(), stop, runner(t), &source{texts: []string{"a"}, after: io.EOF}, &sink{resume: 1}, &Progress{}); !errors.Is(err, ErrStopped) {
		t.Errorf("stopped while passing: %v", err)
	}
}

func TestOnly(t *testing.T) {
	t.Parallel()
	s := Only(&source{texts: []string{"a", "b", "c", "d"}, after: io.EOF}, []string{"d2", "d4", "d9", "d4"})
	var got []string
	for {
		r, err := s.Next(t.Context())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, r.ID)
	}
	if diff := cmp.Diff([]string{"d2", "d4"}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"d9"}, s.Missing()); diff != "" {
		t.Error(diff)
	}
}

func TestRate(t *testing.T) {
	t.Parallel()
	begin := time.Unix(1000, 0)
	var p Progress
	p.Documents.Store(50) // passed
	if rate, since := p.Rate(begin); rate != 0 || !since.IsZero() {
		t.Errorf("before the start: %v since %v", rate, since)
	}
	p.Start(begin)
	p.Documents.Add(100)
	if rate, since := p.Rate(begin.Add(4 * time.Second)); rate != 25 || !since.Equal(begin) {
		t.Errorf("%v since %v, want 25", rate, since)
	}
}

func TestHints(t *testing.T) {
	t.Parallel()
	for _, code := range []string{"crash", "panic", "invalid_layer", "protocol"} {
		if hint(code) == "" {
			t.Errorf("no hint for %s", code)
		}
	}
}
