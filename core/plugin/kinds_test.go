package plugin

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
)

// envTestPlugin makes the test binary a plugin.
const envTestPlugin = "ONOMAST_TEST_PLUGIN"

func TestMain(m *testing.M) {
	switch os.Getenv(envTestPlugin) {
	case "":
		slog.SetDefault(slog.New(slog.DiscardHandler))
		goleak.VerifyTestMain(m)
	case "broken":
		Serve(Kind{Name: "Bad Name"})
	default:
		ServeWith(Plugin{Name: "sample", Version: "v1.2.3", Kinds: testKinds()})
	}
}

type wordOptions struct {
	Word  string `json:"word" doc:"The word to find." default:"XG-4500"`
	Label string `json:"label" doc:"Its label." default:"PRODUCT"`
}

// testKinds are stages that do what their names say.
func testKinds() []Kind {
	return []Kind{
		{
			Name: "word", Doc: "Finds a word. Wherever it is.", Options: wordOptions{},
			Contract: wordContract, Test: wordTest, Open: openWord,
		},
		simple("fail", func(context.Context, *document.Document) error { return errors.New("cannot") }),
		simple("panic", func(_ context.Context, d *document.Document) error {
			if strings.Contains(d.Text(), "panic") {
				panic("oh no")
			}
			return nil
		}),
		simple("wait", waitForEnd),
		simple("print", printAround),
		simple("untidy", func(_ context.Context, d *document.Document) error {
			d.AddNote(document.Note{Stage: "untidy", Code: "c", Message: "half done"})
			return errors.Join(d.Add(document.NewLayer("untidy")), errors.New("gave up"))
		}),
		simple("flood", func(context.Context, *document.Document) error {
			fmt.Println(strings.Repeat("flood ", 50_000))
			return nil
		}),
		simple("log", func(ctx context.Context, _ *document.Document) error {
			slog.InfoContext(ctx, "a line of the stage", "n", 1)
			slog.DebugContext(ctx, "a line nobody asked for")
			return nil
		}),
		{Name: "batch", Open: func(_ context.Context, cfg Config) (Stage, error) { return batchStage{cfg.Stage}, nil }},
		{Name: "broken", Open: func(context.Context, Config) (Stage, error) {
			return nil, diag.List{{Severity: diag.Error, Code: "c", Pointer: "/model", Summary: "no such model"}}
		}},
		{Name: "nothing", Open: func(context.Context, Config) (Stage, error) { return nil, nil }},
		{Name: "throws", Open: func(context.Context, Config) (Stage, error) { panic("in open") }},
	}
}

type processFunc func(context.Context, *document.Document) error

func (f processFunc) Process(ctx context.Context, d *document.Document) error { return f(ctx, d) }

func simple(name string, f processFunc) Kind {
	return Kind{Name: name, Open: func(context.Context, Config) (Stage, error) { return f, nil }}
}

func waitForEnd(ctx context.Context, d *document.Document) error {
	if !strings.Contains(d.Text(), "wait") {
		return nil
	}
	<-ctx.Done()
	return ctx.Err()
}

func printAround(context.Context, *document.Document) error {
	fmt.Println("a print to standard output")
	fmt.Fprintln(os.Stderr, "a print to standard error")
	return nil
}

func wordContract(cfg Config) (Contract, error) {
	var o wordOptions
	if err := cfg.Decode(&o); err != nil {
		return Contract{}, err
	}
	if o.Word == "" {
		return Contract{}, diag.List{{Severity: diag.Error, Code: "word.empty", Pointer: "/word", Summary: "the word is empty"}}
	}
	return Contract{
		Needs:    []Need{{Layer: document.Tokens, Optional: true}},
		Provides: []LayerSpec{{Name: cfg.Stage, Role: CandidatesRole, Labels: []string{o.Label}}},
	}, nil
}

func wordTest(context.Context, Config) diag.List {
	return diag.List{{Severity: diag.Warning, Code: "word.untested", Summary: "there are no examples"}}
}

func openWord(_ context.Context, cfg Config) (Stage, error) {
	var o wordOptions
	if err := cfg.Decode(&o); err != nil {
		return nil, err
	}
	return Candidates(cfg, func(_ context.Context, d *document.Document, out *document.Layer) error {
		text := d.Text()
		for at := 0; ; {
			i := strings.Index(text[at:], o.Word)
			if i < 0 {
				return nil
			}
			at += i + len(o.Word)
			out.Add(document.Span{Start: at - len(o.Word), End: at, Label: o.Label})
		}
	}), nil
}

// batchStage counts, in its layer's label, the documents it got at once.
type batchStage struct{ id string }

func (s batchStage) Process(ctx context.Context, d *document.Document) error {
	return s.ProcessBatch(ctx, []*document.Document{d})[0]
}

func (s batchStage) ProcessBatch(_ context.Context, docs []*document.Document) []error {
	errs := make([]error, len(docs))
	for i, d := range docs {
		l := document.NewLayer(s.id)
		if d.Text() != "" {
			l.AddRange(0, len(d.Text()), fmt.Sprint(len(docs)))
		}
		errs[i] = d.Add(l)
		switch {
		case strings.Contains(d.Text(), "panic"):
			panic("in a batch")
		case strings.Contains(d.Text(), "short"):
			return errs[:i]
		case strings.Contains(d.Text(), "bad"):
			errs[i] = errors.New("bad document")
		}
	}
	return errs
}

// docOf returns a document, failing the test when the text is none.
func docOf(t *testing.T, text string) *document.Document {
	t.Helper()
	d, err := document.New("doc", text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func docsOf(t *testing.T, texts ...string) []*document.Document {
	t.Helper()
	docs := make([]*document.Document, len(texts))
	for i, text := range texts {
		docs[i] = docOf(t, text)
	}
	return docs
}

func stageOf(id, kind string) StageConfig {
	return StageConfig{Config: Config{Stage: id}, Kind: kind}
}

// testTime bounds what must happen soon; only a failing test waits so long.
const testTime = 20 * time.Second
