// Command ticket-full is the ticket plugin with everything a plugin can say of
// itself: what it writes, why it found something, and what is wrong with its
// options.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// Options is the stage's with: mapping; the tags are its documentation.
type Options struct {
	Queues []Queue `json:"queues" doc:"The queues whose tickets are looked for." required:"true" min:"1"`
}

// Queue is one kind of ticket number.
type Queue struct {
	Prefix string  `json:"prefix" doc:"What a number begins with." required:"true" example:"OPS"`
	Label  string  `json:"label" doc:"The label of what is found." default:"TICKET"`
	Score  float32 `json:"score" doc:"How sure a find is." default:"0.9" min:"0" max:"1"`
}

func main() { plugin.Serve(ticket()) }

func ticket() plugin.Kind {
	return plugin.Kind{
		Name:     "ticket",
		Doc:      "Finds ticket numbers. Each queue has a prefix of its own.",
		Options:  Options{},
		Contract: contract,
		Open:     open,
	}
}

// contract says what a stage writes, and what is wrong with its options beyond
// what the tags of the options can tell.
func contract(cfg plugin.Config) (plugin.Contract, error) {
	var o Options
	if err := cfg.Decode(&o); err != nil {
		return plugin.Contract{}, err
	}
	written := plugin.LayerSpec{Name: cfg.Stage, Role: plugin.CandidatesRole}
	var mistakes diag.List
	for i, q := range o.Queues {
		written.Labels = append(written.Labels, q.Label)
		if q.Prefix == "" || q.Prefix != strings.ToUpper(q.Prefix) {
			mistakes = append(mistakes, diag.Diagnostic{
				Severity: diag.Error, Code: "ticket.prefix",
				Pointer: fmt.Sprintf("/queues/%d/prefix", i),
				Summary: fmt.Sprintf("the prefix %q is not in capitals", q.Prefix),
				Hint:    "ticket numbers look like OPS-1234",
			})
		}
	}
	return plugin.Contract{Provides: []plugin.LayerSpec{written}}, mistakes.Err()
}

// stage holds what was prepared once for all documents.
type stage struct {
	id     string
	queues []queue
}

type queue struct {
	Queue
	number *regexp.Regexp
	origin string // file:line of the queue in the pipeline
}

func open(ctx context.Context, cfg plugin.Config) (plugin.Stage, error) {
	var o Options
	if err := cfg.Decode(&o); err != nil {
		return nil, err
	}
	s := &stage{id: cfg.Stage}
	for i, q := range o.Queues {
		s.queues = append(s.queues, queue{
			Queue:  q,
			number: regexp.MustCompile(`\b` + regexp.QuoteMeta(q.Prefix) + `-(\d{1,6})\b`),
			origin: cfg.Origin(fmt.Sprintf("/queues/%d", i)),
		})
	}
	slog.InfoContext(ctx, "ready", "queues", len(s.queues))
	return s, nil
}

// Process is called from several goroutines at once.
func (s *stage) Process(ctx context.Context, doc *document.Document) error {
	out := document.NewLayer(s.id)
	for _, q := range s.queues {
		if err := ctx.Err(); err != nil { // the document's time is up
			return err
		}
		for _, at := range q.number.FindAllStringSubmatchIndex(doc.Text(), -1) {
			out.Add(document.Span{
				Start: at[0], End: at[1], // bytes, half-open
				Label: q.Label,
				Score: q.Score, Kind: document.Raw,
				Attributes: []document.Attr{{Key: "number", Value: doc.Text()[at[2]:at[3]]}},
				Evidence:   []document.Attr{{Key: "rule", Value: q.origin}},
			})
		}
	}
	return doc.Add(out)
}

// Explain says what the stage thinks of the bytes [start,end).
func (s *stage) Explain(ctx context.Context, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	var reasons []plugin.Reason
	for _, q := range s.queues {
		if !q.number.MatchString(doc.Text()[start:end]) {
			reasons = append(reasons, plugin.Reason{
				Code: "ticket.no-match", Message: "it is not " + q.Prefix + "- and one to six digits", Origin: q.origin,
			})
		}
	}
	return reasons, ctx.Err()
}
