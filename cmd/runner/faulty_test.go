package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/plugins/transformer"
)

// faulty is the main function of a plugin that misbehaves: its first argument
// says how, and that of most ways is the text of the document.
func faulty() {
	mode := ""
	if len(os.Args) > 1 {
		mode = os.Args[1]
	}
	switch mode {
	case "exit":
		fmt.Fprintln(os.Stderr, "cannot find my model")
		os.Exit(3)
	case "babble":
		fmt.Println("hello, I am no plugin")
		time.Sleep(time.Minute)
	case "silent":
		fmt.Fprintln(os.Stderr, "starting up")
		time.Sleep(time.Minute)
	case "protocol":
		fmt.Println("1|99|unix|/nowhere|grpc")
		time.Sleep(time.Minute)
	case "twice", "never":
		serveByHand(mode)
	case "flood": // once the handshake is over: before it, a line is no plugin's
		k := obedient()
		begin, contract := sync.OnceFunc(func() { go flood() }), k.Contract
		k.Contract = func(cfg plugin.Config) (plugin.Contract, error) {
			begin()
			return contract(cfg)
		}
		plugin.Serve(k)
	case "reader":
		k := obedient()
		k.Contract = func(cfg plugin.Config) (plugin.Contract, error) {
			return plugin.Contract{
				Needs:    []plugin.Need{{Layer: document.Tokens}},
				Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole}},
			}, nil
		}
		plugin.Serve(k)
	case "encoder":
		plugin.Serve(encoder())
	case "crash":
		plugin.Serve(crashing())
	default:
		plugin.Serve(obedient())
	}
}

// flood writes lines of a megabyte for as long as the process lives.
func flood() {
	line := strings.Repeat("x", 1<<20)
	for {
		fmt.Fprintln(os.Stderr, line)
		fmt.Println(line)
		time.Sleep(time.Millisecond)
	}
}

// crashing is the stage of a model whose process dies, as it does when native code
// fails, while it works on a text with the word CRASH.
func crashing() plugin.Kind {
	k := transformer.Kind()
	open := k.Open
	k.Open = func(ctx context.Context, cfg plugin.Config) (plugin.Stage, error) {
		st, err := open(ctx, cfg)
		if err != nil {
			return nil, err
		}
		return crashingStage{st, st.(plugin.Batcher)}, nil
	}
	return k
}

type crashingStage struct {
	plugin.Stage
	plugin.Batcher
}

func (s crashingStage) ProcessBatch(ctx context.Context, docs []*document.Document) []error {
	for _, d := range docs {
		if strings.Contains(d.Text(), "CRASH") {
			self, _ := os.FindProcess(os.Getpid())
			_ = self.Kill()
			select {}
		}
	}
	return s.Batcher.ProcessBatch(ctx, docs)
}

// obedient does what the text says.
func obedient() plugin.Kind {
	return plugin.Kind{
		Name: "obedient",
		Doc:  "Does what the text says.",
		Contract: func(cfg plugin.Config) (plugin.Contract, error) {
			return plugin.Contract{Provides: []plugin.LayerSpec{
				{Name: cfg.Stage, Role: plugin.CandidatesRole, Labels: []string{"WORD"}},
			}}, nil
		},
		Open: func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
			return plugin.Candidates(cfg, obey), nil
		},
	}
}

func obey(ctx context.Context, doc *document.Document, out *document.Layer) error {
	text := doc.Text()
	verb, _, _ := strings.Cut(strings.TrimSpace(text), " ")
	switch verb {
	case "exit":
		os.Exit(7)
	case "panic":
		panic("as told")
	case "stick": // and let it be known
		if err := os.WriteFile("stuck", nil, 0o600); err != nil {
			return err
		}
		select {}
	case "hang":
		select {} // deaf to ctx
	case "pause":
		time.Sleep(5 * time.Millisecond)
	case "slow":
		<-ctx.Done()
		return ctx.Err()
	case "fail":
		return errors.New("no such luck")
	case "shout":
		fmt.Println(strings.Repeat("y", 200<<10))
	case "beyond":
		out.AddRange(0, len(text)+5, "WORD")
		return nil
	case "é":
		out.AddRange(1, 3, "WORD")
		return nil
	}
	if verb != "" {
		at := strings.Index(text, verb)
		out.AddRange(at, at+len(verb), "WORD")
	}
	return nil
}
