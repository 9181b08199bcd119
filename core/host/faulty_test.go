//go:build unix

package host_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// misbehave is the main function of the test binary in any mode but that of a
// test. Modes that begin with "wire" are plugins made without the SDK.
func misbehave(mode string) int {
	if rest, ok := strings.CutPrefix(mode, "wire "); ok {
		return serveWire(rest)
	}
	if rest, ok := strings.CutPrefix(mode, "host "); ok {
		return beAHost(rest)
	}
	if marks, ok := strings.CutPrefix(mode, "killed "); ok {
		killedTwice(marks)
	}
	if line, ok := strings.CutPrefix(mode, "print "); ok {
		fmt.Println(line)
		time.Sleep(time.Minute)
	}
	switch mode {
	case "exit":
		fmt.Fprintln(os.Stderr, "cannot find my model")
		return 3
	case "silent":
		time.Sleep(time.Minute)
	case "close stdout":
		_ = os.Stdout.Close()
		time.Sleep(time.Minute)
	case "deaf": // to the lifeline
		_ = os.Unsetenv(plugin.EnvLifeline)
	case "immortal": // but for the lifeline
		outliveParent()
	case "odd log":
		oddLines()
	case "flood":
		go flood()
	case "by hand":
		_ = os.Unsetenv(plugin.EnvCookie)
	case "of another program":
		_ = os.Unsetenv(plugin.EnvCookie)
		return serveWire("")
	}
	plugin.Serve(faulty(mode))
	return 0
}

// killedTwice kills the first two processes before their handshake; marks is a
// directory they leave something in, or "" for a plugin that is always killed.
func killedTwice(marks string) {
	if marks != "" && (os.Mkdir(marks+"/first", 0o700) != nil && os.Mkdir(marks+"/second", 0o700) != nil) {
		return
	}
	killSelf()
}

// oddLines are lines that made other hosts panic.
func oddLines() {
	for _, line := range []string{
		`{"@message":1}`, `{"@level":{},"@message":"x","@timestamp":7}`, `{"@message":"deep","a":[[[[{}]]]]}`,
		`{"@message":"y","@level":null}`, `{`, "{\"@message\":\"\xff\x00\"}", `{"msg":"slog","level":"WARN"}`, "\x1b[31mred\r",
	} {
		fmt.Fprintln(os.Stderr, line)
	}
}

// flood writes lines of a megabyte for as long as the process lives.
func flood() {
	line := strings.Repeat("x", 1<<20)
	for {
		fmt.Fprintln(os.Stderr, line)
		fmt.Println(line)
	}
}

// faulty does what the text of the document says; before that, what the mode
// says.
func faulty(mode string) plugin.Kind {
	return plugin.Kind{
		Name: "faulty",
		Doc:  "Does what the text says.",
		Contract: func(cfg plugin.Config) (plugin.Contract, error) {
			misbehaveIn("check", mode)
			if mode == "check mistake" {
				return plugin.Contract{}, diag.List{{Severity: diag.Error, Code: "x", Pointer: "/a", Summary: "a is no good"}}
			}
			return plugin.Contract{Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole, Labels: []string{"X"}}}}, nil
		},
		Open: func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
			misbehaveIn("open", mode)
			if mode == "open mistake" {
				return nil, errors.New("the model is for another language")
			}
			if mode == "doomed" {
				return plugin.Candidates(cfg, func(context.Context, *document.Document, *document.Layer) error {
					os.Exit(9)
					return nil
				}), nil
			}
			if mode == "batch" {
				return batcher{plugin.Candidates(cfg, obey)}, nil
			}
			return plugin.Candidates(cfg, obey), nil
		},
	}
}

// misbehaveIn does what a mode such as "open exit" says in that call.
func misbehaveIn(call, mode string) {
	switch what, _ := strings.CutPrefix(mode, call+" "); what {
	case "exit":
		fmt.Fprintln(os.Stderr, "out of cheese")
		os.Exit(4)
	case "hang":
		select {}
	case "panic":
		panic("as told")
	}
}

// A batcher takes as long for a batch as it has documents that say so.
type batcher struct{ plugin.Stage }

func (b batcher) ProcessBatch(ctx context.Context, docs []*document.Document) []error {
	errs := make([]error, len(docs))
	for i, d := range docs {
		errs[i] = b.Process(ctx, d)
	}
	return errs
}

func obey(ctx context.Context, doc *document.Document, out *document.Layer) error {
	text := doc.Text()
	switch verb, _, _ := strings.Cut(text, "!"); verb {
	case "exit":
		os.Exit(7)
	case "kill":
		killSelf()
	case "panic":
		panic("as told")
	case "goroutine panic":
		go panic("as told, elsewhere")
		time.Sleep(time.Second)
	case "nil panic":
		go func() {
			var nobody *os.File
			fmt.Fprintln(os.Stderr, nobody.Name())
		}()
		time.Sleep(time.Second)
	case "hang":
		select {} // deaf to ctx
	case "slow":
		<-ctx.Done()
		return ctx.Err()
	case "work":
		time.Sleep(200 * time.Millisecond)
	case "print":
		fmt.Println(strings.Repeat("y", 200<<10))
	case "beyond":
		out.AddRange(0, len(text)+5, "X")
		return nil
	case "é inside":
		out.AddRange(1, 3, "X")
		return nil
	case "backwards":
		out.AddRange(2, 1, "X")
		return nil
	case "error":
		return errors.New("no such luck")
	}
	if text != "" {
		pid := document.Attr{Key: "pid", Value: fmt.Sprint(os.Getpid())}
		out.Add(document.Span{Start: 0, End: len(text), Label: "X", Attributes: []document.Attr{pid}})
	}
	return nil
}
