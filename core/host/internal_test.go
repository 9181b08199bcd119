package host

import (
	"bufio"
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

func TestBackoff(t *testing.T) {
	t.Parallel()
	o := Options{Backoff: 20 * time.Millisecond, MaxBackoff: 100 * time.Millisecond}
	var got []time.Duration
	for deaths := range 7 {
		got = append(got, o.backoff(deaths)/time.Millisecond)
	}
	if diff := cmp.Diff([]time.Duration{0, 0, 20, 40, 80, 100, 100}, got); diff != "" {
		t.Error(diff)
	}
	if d := o.backoff(1 << 30); d != o.MaxBackoff {
		t.Errorf("after a billion deaths: %s", d)
	}
}

// However a stream is cut into pieces, the same lines come out, none of them
// endless.
func TestLinesDoNotDependOnPieces(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"\n", "a", "long", "\r\n", "\xff", `{"@message":"m"}`, strings.Repeat("x", maxLogLine), "\x00"})
		text := strings.Join(rapid.SliceOfN(piece, 0, 30).Draw(t, "pieces"), "")
		whole := lines(func(w *lineWriter) { _, _ = w.Write([]byte(text)) })
		cut := lines(func(w *lineWriter) {
			for rest := []byte(text); len(rest) > 0; {
				n := rapid.IntRange(1, len(rest)).Draw(t, "n")
				_, _ = w.Write(rest[:n])
				rest = rest[n:]
			}
		})
		if diff := cmp.Diff(whole, cut); diff != "" {
			t.Fatal(diff)
		}
	})
}

// lines returns the messages that were logged.
func lines(f func(*lineWriter)) string {
	var out bytes.Buffer
	w := newLineLog(testLogger(&out)).writer()
	f(w)
	w.flush()
	return out.String()
}

func testLogger(out *bytes.Buffer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(out, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
}

// Two streams do not run into each other's lines.
func TestStreamsKeepApart(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := newLineLog(testLogger(&out))
	a, b := log.writer(), log.writer()
	_, _ = a.Write([]byte("one "))
	_, _ = b.Write([]byte("two\n"))
	_, _ = a.Write([]byte("three\n"))
	if diff := cmp.Diff([]string{"two", "one three"}, log.last()); diff != "" {
		t.Error(diff)
	}
}

func TestFloodsAreThinned(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := newLineLog(testLogger(&out))
	w := log.writer()
	for range 10 * linesASecond {
		_, _ = w.Write([]byte("flood\n"))
	}
	log.flush()
	if n := strings.Count(out.String(), `"flood"`); n < linesASecond || n > 5*linesASecond {
		t.Errorf("%d lines were logged", n)
	}
	if !strings.Contains(out.String(), "lines were dropped") {
		t.Error("nothing is said of what was dropped")
	}
}

// No line a plugin can write makes the log fail.
func FuzzLogLine(f *testing.F) {
	for _, line := range []string{`{"@message":1}`, `{"@level":{},"msg":"x"}`, `{"@message":"x","a":{"b":[1]}}`, "[WARN] x", "\xff{", "panic: x", "{}"} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var out bytes.Buffer
		log := newLineLog(testLogger(&out))
		w := log.writer()
		if n, err := w.Write(data); n != len(data) || err != nil {
			t.Fatalf("wrote %d of %d bytes: %v", n, len(data), err)
		}
		w.flush()
		for _, line := range log.last() {
			if len(line) > maxTailLine+10 || strings.Contains(line, "\n") && !strings.Contains(string(data), `\n`) {
				t.Fatalf("last line %q", line)
			}
		}
	})
}

// Whatever a program prints first, the error can be read.
func FuzzHandshake(f *testing.F) {
	for _, line := range []string{"1|1|unix|/a|grpc", "1|1|unix|", "2|1|tcp|x|grpc", "1|x|unix|a|b", "hello\xff", "|||||", strings.Repeat("1|", 40)} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		c := newChild(nil, nil, newLineLog(slog.New(slog.DiscardHandler)))
		c.line = readHello(bufio.NewReader(strings.NewReader(line)))
		c.killed = true
		err := startFailure(Command{Name: "x"}, c, errTooLarge, time.Second)
		if err.Code == "" || err.Summary == "" || len(err.Error()) > 1000 {
			t.Fatalf("%q: %v", line, err)
		}
	})
}

// Whatever a plugin answers, what is left of it fits the documents.
func FuzzReply(f *testing.F) {
	s := &Segment{host: &Host{}, request: plugin.Segment{ID: "a+b", Emit: []string{"a", "b"}, Stages: []plugin.StageConfig{
		{Config: plugin.Config{Stage: "a"}}, {Config: plugin.Config{Stage: "b"}, SkipOnError: true},
	}}}
	docs := make([]*document.Document, 3)
	for i, text := range []string{"one é two", "", "three"} {
		d, err := document.New("", text)
		if err != nil {
			f.Fatal(err)
		}
		l := document.NewLayer("a")
		if text != "" {
			l.AddRange(0, 3, "X")
		}
		if err := d.Add(l); err != nil {
			f.Fatal(err)
		}
		docs[i] = d
	}
	failures := []document.Failure{{Document: 1, Stage: "b", Skipped: true}, {Document: 2, Stage: "c", Skipped: true}}
	f.Add(document.AppendReply(nil, 1, docs, []string{"a", "b"}, failures))
	f.Add(document.AppendProgress(nil, 1, document.Progress{Done: 5, Steps: 9, Working: 77}))
	f.Fuzz(func(t *testing.T, data []byte) {
		w := &pending{documents: len(docs), answer: make(chan answer, 1)}
		session := &session{segment: s, seq: 1, pending: map[uint64]*pending{1: w}, repeated: true}
		reply, err := document.DecodeReply(data)
		if err != nil || session.take(reply) != "" {
			return
		}
		select {
		case got := <-w.answer:
			s.vet(docs, got.reply)
			trustworthy(t, docs, got.reply)
		default:
		}
	})
}

func trustworthy(t *testing.T, docs []*document.Document, reply *document.Reply) {
	t.Helper()
	for i, layers := range reply.Layers {
		for _, l := range layers {
			if err := l.Validate(docs[i].Text()); err != nil || (l.Name() != "a" && l.Name() != "b") {
				t.Fatalf("layer %q of document %d: %v", l.Name(), i, err)
			}
		}
	}
	for _, f := range reply.Failures {
		if f.Document >= len(docs) || f.Code == "" || (f.Stage != "a" && f.Stage != "b" && f.Stage != "a+b") || (f.Skipped && f.Stage != "b") {
			t.Fatalf("failure %+v", f)
		}
	}
}

// Documents that kill their process are no starts that fail: behind many of them a
// process may still be killed while it starts.
func TestDeathsAreNoFailedStarts(t *testing.T) {
	t.Parallel()
	s := &supervisor{host: &Host{opts: Options{Attempts: 3}}, barren: 9}
	killed := &StartError{Code: CodeKilled}
	for i, want := range []bool{true, true, false} {
		if got := s.mayRetry(killed); got != want {
			t.Errorf("after failed start %d: retry is %v", i+1, got)
		}
	}
	s.keep(&process{})
	if !s.mayRetry(killed) {
		t.Error("a start that came up has not made the failed ones forgotten")
	}
}
