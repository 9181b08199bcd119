package plugintest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// The arguments that make the test binary a plugin, good or bad.
const asPlugin = "as-plugin"

func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == asPlugin {
		serveAs(os.Args[2])
		return
	}
	slog.SetDefault(slog.New(slog.DiscardHandler))
	goleak.VerifyTestMain(m)
}

func serveAs(mode string) {
	if rest, ok := strings.CutPrefix(mode, "flaw:"); ok {
		flaw, dir, _ := strings.Cut(rest, ":")
		program(flaw, dir)
	}
	switch mode {
	case "chatty":
		fmt.Println("loading the model ...")
	case "silent-by-hand":
		if os.Getenv(plugin.EnvCookie) == "" {
			return
		}
	case "orphan":
		_ = os.Unsetenv(plugin.EnvLifeline)
	case "hanging":
		time.Sleep(time.Hour)
	}
	plugin.Serve(goodKind())
}

// command is the test binary as a plugin.
func command(mode string) []string { return []string{os.Args[0], asPlugin, mode} }

type codeOptions struct {
	Prefix string `json:"prefix" doc:"What a ticket number begins with." default:"OPS"`
	Limit  int    `json:"limit" doc:"The most to find in one document." default:"1000" min:"1"`
}

// goodKind finds ticket numbers and keeps every rule.
func goodKind() plugin.Kind {
	return plugin.Kind{
		Name: "code", Doc: "Finds ticket numbers.", Options: codeOptions{},
		Contract: func(cfg plugin.Config) (plugin.Contract, error) {
			return plugin.Contract{Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole, Labels: []string{"TICKET"}}}}, nil
		},
		Open: func(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
			var o codeOptions
			if err := cfg.Decode(&o); err != nil {
				return nil, err
			}
			return plugin.Candidates(cfg, func(_ context.Context, d *document.Document, out *document.Layer) error {
				find(d.Text(), o.Prefix, o.Limit, func(start, end int) {
					out.Add(document.Span{Start: start, End: end, Label: "TICKET", Score: 1, Kind: document.Raw})
				})
				return nil
			}), nil
		},
	}
}

// find calls f for the prefix, a hyphen and the digits after it.
func find(text, prefix string, limit int, f func(start, end int)) {
	for at := 0; limit > 0; limit-- {
		i := strings.Index(text[at:], prefix+"-")
		if i < 0 {
			return
		}
		start := at + i
		at = start + len(prefix) + 1
		for at < len(text) && text[at] >= '0' && text[at] <= '9' {
			at++
		}
		f(start, at)
	}
}

type processFunc func(context.Context, *document.Document) error

func (f processFunc) Process(ctx context.Context, d *document.Document) error { return f(ctx, d) }

// flaw is a kind with one thing wrong with it, and the checks that must see it.
type flaw struct {
	name string
	kind plugin.Kind
	want []string
}

// stage makes a kind like the good one whose stages do something else.
func stage(f processFunc) plugin.Kind {
	k := goodKind()
	k.Open = func(context.Context, plugin.Config) (plugin.Stage, error) { return f, nil }
	return k
}

// spans makes a stage that adds one span to each document that is not empty.
func spans(label string, of func(text string) (start, end int)) plugin.Kind {
	return stage(func(_ context.Context, d *document.Document) error {
		out := document.NewLayer("the-code")
		if start, end := of(d.Text()); start < end {
			out.AddRange(start, end, label)
		}
		return d.Add(out)
	})
}

// goodSpec announces candidates of one label.
func goodSpec() plugin.LayerSpec {
	return plugin.LayerSpec{Role: plugin.CandidatesRole, Labels: []string{""}}
}

// encoding makes a kind that announces its layer so, and gives the text a vector of so many
// numbers, or none.
func encoding(dim int, spec plugin.LayerSpec) plugin.Kind {
	k := stage(func(_ context.Context, d *document.Document) error {
		out := document.NewLayer("the-code")
		if dim > 0 {
			out = document.NewVectors("the-code", dim)
		}
		if text := d.Text(); text != "" {
			if dim > 0 {
				out.AddVector(0, len(text), make([]float32, dim))
			} else {
				out.AddRange(0, len(text), "")
			}
		}
		return d.Add(out)
	})
	k.Contract = func(cfg plugin.Config) (plugin.Contract, error) {
		spec.Name = cfg.Stage
		return plugin.Contract{Provides: []plugin.LayerSpec{spec}}, nil
	}
	return k
}

func flaws() []flaw {
	var calls atomic.Int64
	undocumented, unsteady, closedLabels := goodKind(), goodKind(), goodKind()
	undocumented.Doc = ""
	unsteady.Contract = func(cfg plugin.Config) (plugin.Contract, error) {
		return plugin.Contract{Provides: []plugin.LayerSpec{{Name: fmt.Sprint(cfg.Stage, calls.Add(1)), Role: plugin.CandidatesRole, OpenLabels: true}}}, nil
	}
	closedLabels.Contract = func(cfg plugin.Config) (plugin.Contract, error) {
		return plugin.Contract{Provides: []plugin.LayerSpec{{Name: cfg.Stage, Role: plugin.CandidatesRole}}}, nil
	}
	return []flaw{
		{"undocumented", undocumented, []string{"describe.complete"}},
		{"unsteady contract", unsteady, []string{"contract.stable"}},
		{"no labels", closedLabels, []string{"contract.valid"}},
		{"end out of range", spans("TICKET", func(s string) (int, int) { return 0, len(s) + 1 }), []string{"texts.offsets", "texts.large"}},
		{"inside a code point", spans("TICKET", func(s string) (int, int) { return 0, min(1, len(s)) }), []string{"texts.offsets"}},
		{"unannounced label", spans("OTHER", func(s string) (int, int) { return 0, len(s) }), []string{"labels.announced"}},
		{"another layer's name", stage(func(_ context.Context, d *document.Document) error {
			return d.Add(document.NewLayer("other"))
		}), []string{"layers.written"}},
		{"vectors nobody knows of", encoding(3, goodSpec()), []string{"layers.announced"}},
		{"vectors of another dimension", encoding(3, plugin.LayerSpec{Role: plugin.VectorsRole, Dim: 4}), []string{"layers.announced"}},
		{"vectors that are none", encoding(0, plugin.LayerSpec{Role: plugin.VectorsRole}), []string{"layers.announced"}},
		{"fails on NUL", stage(func(_ context.Context, d *document.Document) error {
			if strings.ContainsRune(d.Text(), 0) {
				return errors.New("a NUL")
			}
			return nil
		}), []string{"texts.answered"}},
		{"panics on nothing", stage(func(_ context.Context, d *document.Document) error {
			_ = d.Text()[0]
			return nil
		}), []string{"texts.answered"}},
		{"remembers", stage(func(_ context.Context, d *document.Document) error {
			d.AddNote(document.Note{Code: "n", Message: fmt.Sprint(calls.Add(1))})
			return nil
		}), []string{"frames.order", "frames.size", "frames.concurrent", "languages.honoured"}},
		{"cannot open twice", onceOnly(goodKind()), []string{"lifecycle.reopen", "lifecycle.side-by-side"}},
		{"bad explain", explaining(), []string{"explain.answers"}},
	}
}

// onceOnly makes a kind that keeps its first stage to itself for ever.
func onceOnly(k plugin.Kind) plugin.Kind {
	var opened atomic.Int64
	open := k.Open
	k.Open = func(ctx context.Context, cfg plugin.Config) (plugin.Stage, error) {
		if opened.Add(1) > 1 {
			return nil, errors.New("the model is in use")
		}
		return open(ctx, cfg)
	}
	return k
}

type badExplainer struct{ processFunc }

func (badExplainer) Explain(context.Context, *document.Document, int, int) ([]plugin.Reason, error) {
	return nil, errors.New("no idea")
}

func explaining() plugin.Kind {
	k := goodKind()
	k.Open = func(context.Context, plugin.Config) (plugin.Stage, error) {
		return badExplainer{func(context.Context, *document.Document) error { return nil }}, nil
	}
	return k
}

func options() Options {
	return Options{
		Configs: map[string]plugin.Config{"code": {With: json.RawMessage(`{"prefix":"OPS"}`)}},
		Texts:   []string{"Two tickets, OPS-1 and OPS-22, are open."},
		Timeout: 20 * time.Second,
	}
}
