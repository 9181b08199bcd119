// Command ticket is a plugin that finds ticket numbers such as OPS-1234.
package main

import (
	"context"
	"regexp"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// Options is the stage's with: mapping; the tags are its documentation.
type Options struct {
	Prefix string `json:"prefix" doc:"What a ticket number begins with." default:"OPS" pattern:"^[A-Z]+$"`
}

func main() { plugin.Serve(ticket()) }

func ticket() plugin.Kind {
	return plugin.Kind{Name: "ticket", Doc: "Finds ticket numbers.", Options: Options{}, Open: open}
}

func open(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	var o Options
	if err := cfg.Decode(&o); err != nil {
		return nil, err
	}
	number := regexp.MustCompile(`\b` + o.Prefix + `-\d{1,6}\b`)
	return plugin.Candidates(cfg, func(_ context.Context, doc *document.Document, out *document.Layer) error {
		for _, at := range number.FindAllStringIndex(doc.Text(), -1) {
			out.Add(document.Span{Start: at[0], End: at[1], Label: "TICKET"})
		}
		return nil
	}), nil
}
