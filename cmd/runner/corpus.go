package main

import (
	"context"
	"errors"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
	annotated "github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/plugins/tokenizer"
)

// corpusCommand is `runner corpus`.
type corpusCommand struct {
	Convert convertCommand `cmd:"" help:"Convert annotated documents to another format, and list every span that is lost or changed."`
	Stats   statsCommand   `cmd:"" help:"Count what annotated documents hold: by label and part of the data, with plots."`
	Lint    lintCommand    `cmd:"" help:"Find what spoils annotated data: labels that contradict each other, leaks between parts, rare labels."`
	Split   splitCommand   `cmd:"" help:"Part annotated documents into train, dev and test, or into folds, so that no part knows another."`
}

const tokenizerName = "tokenizer"

// A localTokenizer makes tokens and sentences in this process, on first use.
type localTokenizer struct {
	stage *plugin.Local
}

// tokenize gives a document the tokens and sentences of the stage tokenizer.
func (t *localTokenizer) tokenize(d *annotated.Document) error {
	ctx := context.Background()
	if t.stage == nil {
		var err error
		t.stage, err = plugin.NewLocal(ctx, plugin.Segment{ID: "tokenizer", Emit: []string{document.Tokens, document.Sentences}, Stages: []plugin.StageConfig{
			{Kind: tokenizerName, Config: plugin.Config{Stage: tokenizerName}},
		}}, tokenizer.Kind())
		if err != nil {
			return err
		}
	}
	doc, err := document.New(d.ID, d.Text)
	if err != nil {
		return err
	}
	if d.Language != "" && d.Text != "" {
		language := document.NewLayer(document.Language)
		language.AddRange(0, len(d.Text), d.Language)
		if err := doc.Add(language); err != nil {
			return err
		}
	}
	failures, err := t.stage.Annotate(ctx, []*document.Document{doc})
	if err != nil {
		return err
	}
	if len(failures) > 0 {
		return errors.New(failures[0].Message)
	}
	d.Tokens, d.Sentences = rangesOf(doc.Layer(document.Tokens)), rangesOf(doc.Layer(document.Sentences))
	return nil
}

func rangesOf(l *document.Layer) []annotated.Range {
	out := make([]annotated.Range, l.Len())
	for i := range out {
		out[i] = annotated.Range{Start: l.Start(i), End: l.End(i)}
	}
	return out
}

// close ends the tokenizer.
func (t *localTokenizer) close() error {
	if t.stage == nil {
		return nil
	}
	return t.stage.Close()
}
