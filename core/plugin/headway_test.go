package plugin

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	"github.com/onomast/onomast/core/document"
)

// A batch moves as long as its time lasts, and says of no document that it is
// the one being worked on.
func TestHeadwayOfABatch(t *testing.T) {
	t.Parallel()
	var h headway
	now := time.Now()
	h.started.Store(true)
	h.begin(4)
	if p := h.progress(now); p.Working != 5 || p.Steps != 0 {
		t.Errorf("of one document: %+v", p)
	}
	h.end()
	h.working.Store(0)
	h.until.Store(now.Add(time.Second).UnixNano())
	first, second, late := h.progress(now), h.progress(now), h.progress(now.Add(2*time.Second))
	if first.Steps >= second.Steps || first.Working != 0 {
		t.Errorf("within its time: %+v, then %+v", first, second)
	}
	if late.Steps != second.Steps {
		t.Errorf("after its time: %+v, then %+v", second, late)
	}
}

// Steps grow with every document and part, also where no document is finished.
func TestStepsOfAJob(t *testing.T) {
	t.Parallel()
	r, err := newRegistry(testKinds())
	if err != nil {
		t.Fatal(err)
	}
	seg, list := r.open(t.Context(), Segment{ID: "s", Stages: []StageConfig{stageOf("a", "word"), stageOf("b", "batch"), stageOf("c", "word")}})
	if list.HasErrors() {
		t.Fatal(list)
	}
	j := &job{docs: docsOf(t, "one", "two", "three")}
	seg.run(t.Context(), j)
	if p := j.progress(time.Now()); p.Steps != 7 || p.Done != 3 {
		t.Errorf("three documents, two stages and a batch: %+v", p)
	}
}

// A layer that does not fit is the fault of the stage that wrote it, before the
// next one reads it.
func TestBadLayersAreSeenAtOnce(t *testing.T) {
	t.Parallel()
	bad := simple("bad", func(_ context.Context, d *document.Document) error {
		l := document.NewLayer("bad")
		l.AddRange(0, len(d.Text())+1, "X")
		return d.Add(l)
	})
	reader := simple("reader", func(_ context.Context, d *document.Document) error {
		if l := d.Layer("bad"); l.Len() > 0 {
			return errors.New("it has reached me: " + d.Text()[l.Start(0):l.End(0)])
		}
		return nil
	})
	for _, skip := range []bool{false, true} {
		first := stageOf("first", "bad")
		first.SkipOnError = skip
		l, err := NewLocal(t.Context(), Segment{ID: "s", Stages: []StageConfig{first, stageOf("second", "reader")}}, bad, reader)
		if err != nil {
			t.Fatal(err)
		}
		failures := annotate(t, l, docsOf(t, "text"))
		if len(failures) != 1 || failures[0].Stage != "first" || failures[0].Code != codeLayer || failures[0].Skipped != skip {
			t.Errorf("failures %+v", failures)
		}
	}
}

// A host that gives up while a segment is being opened leaves no segment behind.
func TestOpenIsUndoneWhenTheHostGivesUp(t *testing.T) {
	t.Parallel()
	entered, release := make(chan struct{}, 1), make(chan struct{})
	slow := simple("slow", func(context.Context, *document.Document) error { return nil })
	open := slow.Open
	slow.Open = func(ctx context.Context, cfg Config) (Stage, error) {
		entered <- struct{}{}
		<-release
		return open(ctx, cfg)
	}
	c := connect(t, Plugin{Kinds: []Kind{slow}})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-entered
		cancel()
		time.Sleep(20 * time.Millisecond) // for the plugin to hear of it
		close(release)
	}()
	_, _, err := c.Open(ctx, Segment{ID: "s", Stages: []StageConfig{stageOf("a", "slow")}})
	wantCode(t, err, codes.Canceled)
	for end := time.Now().Add(testTime); ; {
		_, _, err := c.Open(t.Context(), Segment{ID: "s", Stages: []StageConfig{stageOf("a", "slow")}})
		if err == nil {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("the id is never free again: %v", err)
		}
	}
}

func TestBuffersAreUsedAgain(t *testing.T) {
	t.Parallel()
	var p bufferPool
	for _, length := range []int{0, 10, 1 << 20, 5} {
		b := p.Get(length)
		if len(*b) != length {
			t.Errorf("asked for %d bytes, got %d", length, len(*b))
		}
		p.Put(b)
	}
	large := make([]byte, maxPooled+1)
	p.Put(&large)
	if b := p.Get(0); cap(*b) > maxPooled {
		t.Error("a buffer of megabytes was kept")
	}
}

// What is handed to SendBuffer may be written over afterwards: it arrives as it
// was.
func TestSentBuffersArriveWhole(t *testing.T) {
	t.Parallel()
	c := testClient(t)
	openSegment(t, c, "s", []string{"a"}, stageOf("a", "word"))
	s := openStream(t, c, "s")
	const frames = 200
	go func() {
		for seq := range uint64(frames) {
			d, _ := document.New("", strings.Repeat("XG-4500 ", 1+int(seq)*7))
			b := s.Buffer()
			*b = document.AppendFrame((*b)[:0], seq, []*document.Document{d}, nil)
			if s.SendBuffer(b) != nil {
				return
			}
		}
		_ = s.CloseSend()
	}()
	for range frames {
		r := recv(t, s)
		if n := r.Layers[0][0].Len(); n != 1+int(r.Seq)*7 {
			t.Fatalf("frame %d: %d words", r.Seq, n)
		}
	}
}

func TestProgramName(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"./ticket": "ticket", "/a/ticket.exe": "ticket", "/tmp/__debug_bin123": "named",
	} {
		if got := programName(path, "named"); got != want {
			t.Errorf("%s: %q", path, got)
		}
	}
}

func TestServedByHandUntilItEnds(t *testing.T) {
	t.Parallel()
	srv, err := newServer(Plugin{Name: "p", Kinds: testKinds()})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, log bytes.Buffer
	if err := srv.listenByHand(ctx, &out, &log); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(out.String(), "export "+EnvReattach+"='{") || !strings.HasSuffix(out.String(), "}'\n") {
		t.Errorf("it printed %q", out.String())
	}
	if !strings.Contains(log.String(), "waits for a host") {
		t.Errorf("it said %q", log.String())
	}
}
