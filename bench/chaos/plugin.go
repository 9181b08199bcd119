package main

import (
	"context"
	"os"
	"strings"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// servePlugin is the argument that makes this program a plugin.
const servePlugin = "serve-poison"

// poisoned is how texts begin that end the plugin's process.
const poisoned = "POISON "

// poisonOptions are the options of the stage.
type poisonOptions struct {
	Delay time.Duration `json:"delay" doc:"What a document takes." default:"0s"`
}

// poison marks the first word of a text, slowly, and dies of some texts.
func poison() plugin.Kind {
	return plugin.Kind{
		Name: "poison", Doc: "Marks the first word of a text, and dies of some texts.",
		Options: poisonOptions{}, Open: openPoison,
	}
}

func openPoison(_ context.Context, cfg plugin.Config) (plugin.Stage, error) {
	var o poisonOptions
	if err := cfg.Decode(&o); err != nil {
		return nil, err
	}
	return plugin.Candidates(cfg, func(_ context.Context, doc *document.Document, out *document.Layer) error {
		if strings.HasPrefix(doc.Text(), poisoned) {
			os.Exit(7)
		}
		time.Sleep(o.Delay)
		first, _, _ := strings.Cut(doc.Text(), " ")
		if first != "" {
			out.AddRange(0, len(first), "FIRST")
		}
		return nil
	}), nil
}
