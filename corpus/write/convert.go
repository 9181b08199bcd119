package write

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
	"github.com/onomast/onomast/corpus/annotation"
	"github.com/onomast/onomast/corpus/formats"
)

// A converted writes a format of annotated data, by the package that knows all of
// them. Each document is written by a writer of its own, so that nothing is kept
// between two.
type converted struct {
	opts   Options
	format annotation.Format
	// what stands before the first document, between two and after the last
	header, separator, footer string
}

// convertedFormats are the formats of annotated data whose files are documents one
// after the other.
func convertedFormats() []string { return []string{"conll", "conllu", "spacy-json", labelStudio} }

// labelStudio is the format whose files are one list.
const labelStudio = "labelstudio"

func newConverted(name string, opts Options) (Encoder, error) {
	format, err := formats.Named(name)
	if err != nil {
		return nil, err
	}
	c := converted{opts: opts, format: format}
	if name == labelStudio {
		c.header, c.separator, c.footer = "[\n", ",\n", "\n]\n"
	}
	return c, nil
}

func (c converted) Extension() string                 { return c.format.Extension[1:] }
func (c converted) AppendHeader(dst []byte) []byte    { return append(dst, c.header...) }
func (c converted) AppendSeparator(dst []byte) []byte { return append(dst, c.separator...) }
func (c converted) AppendFooter(dst []byte) []byte    { return append(dst, c.footer...) }

func (c converted) AppendDocument(dst []byte, o *corpus.Outcome) ([]byte, error) {
	d, err := c.opts.fitted(o, c.format.Holds)
	if err != nil {
		return dst, err
	}
	if c.format.Name == labelStudio {
		c.opts.predictions(d)
	}
	var out bytes.Buffer
	sink, err := formats.Create(c.format, "", annotation.Output{Body: &out, Report: losses(o)})
	if err == nil {
		err = sink.Write(d)
	}
	if err == nil {
		err = sink.Close()
	}
	if err != nil {
		return dst, fmt.Errorf("writing document %q as %s: %w", o.ID, c.format.Name, err)
	}
	body := bytes.TrimPrefix(out.Bytes(), []byte(c.header))
	return append(dst, bytes.TrimSuffix(body, []byte(c.footer))...), nil
}

// predictions makes entities those of the pipeline, whose name Label Studio shows as
// that of the model. An empty list would be taken for the work of a person.
func (opts Options) predictions(d *annotation.Document) {
	d.Unlabelled = len(d.Entities) == 0
	for i := range d.Entities {
		d.Entities[i].Source = opts.Pipeline
	}
}

// losses counts in an outcome what a format cannot hold of it.
func losses(o *corpus.Outcome) annotation.Report {
	return func(p annotation.Problem) {
		if p.Effect == annotation.Noted {
			return
		}
		if o.Losses == nil {
			o.Losses = map[string]int{}
		}
		reason := p.Code
		if what, ok := strings.CutPrefix(p.Message, "left out: "); ok {
			reason = what
		}
		o.Losses[string(p.Effect)+": "+reason]++
	}
}

// fitted makes a document that a format can hold of an outcome, and counts what that
// costs.
func (opts Options) fitted(o *corpus.Outcome, holds annotation.Holds) (*annotation.Document, error) {
	doc, err := annotated(o)
	if err != nil {
		return nil, err
	}
	d := opts.annotation(o, doc)
	fitter := annotation.Fitter{Holds: holds, Tokenize: opts.tokenize, SplitTokens: true, Report: losses(o)}
	if err := fitter.Fit(d); err != nil {
		return nil, fmt.Errorf("tokenizing document %q: %w", o.ID, err)
	}
	return d, nil
}

// tokenize gives a document tokens where the pipeline gave it none.
func (opts Options) tokenize(d *annotation.Document) error {
	if opts.Tokenize == nil {
		return nil // the words between white space
	}
	return opts.Tokenize(d)
}

// annotation turns an outcome into annotated data.
func (opts Options) annotation(o *corpus.Outcome, doc *document.Document) *annotation.Document {
	d := &annotation.Document{
		ID: o.ID, Text: doc.Text(), Language: doc.LanguageCode(), Origin: annotation.Origin{Path: o.File(), Line: o.Line},
		Tokens: ranges(doc.Layer(document.Tokens)), Sentences: ranges(doc.Layer(document.Sentences)),
	}
	layer := doc.Layer(document.Entities)
	d.Entities = make([]annotation.Entity, layer.Len())
	for i := range d.Entities {
		score, kind := layer.Score(i)
		source, _ := splitSource(layer.Evidence(i))
		if source == "" {
			source = opts.Pipeline
		}
		d.Entities[i] = annotation.Entity{
			ID: string(appendID(nil, i)), Fragments: []annotation.Range{{Start: layer.Start(i), End: layer.End(i)}}, Label: layer.Label(i),
			Score: decimal(score), Kind: kind, Parent: layer.Parent(i), Attributes: layer.Attributes(i), Source: source,
		}
	}
	return d
}

// decimal is the number whose shortest decimal is that of a score, not one with the
// digits of its float.
func decimal(score float32) float64 {
	x, err := strconv.ParseFloat(strconv.FormatFloat(float64(score), 'g', -1, 32), 64)
	if err != nil { // it is no number, or none that is finite
		return float64(score)
	}
	return x
}

// ranges are the places of a layer, nil without one.
func ranges(l *document.Layer) []annotation.Range {
	if l.Len() == 0 {
		return nil
	}
	all := make([]annotation.Range, l.Len())
	for i := range all {
		all[i] = annotation.Range{Start: l.Start(i), End: l.End(i)}
	}
	return all
}
