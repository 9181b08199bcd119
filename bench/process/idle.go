//go:build unix

package main

import (
	"context"
	"errors"
	"os"

	"golang.org/x/sync/errgroup"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
)

// serveArgument makes this program a plugin with a stage that does nothing.
const serveArgument = "serve-idle"

func idle() plugin.Kind {
	return plugin.Kind{
		Name: "idle", Doc: "Does nothing.",
		Open: func(context.Context, plugin.Config) (plugin.Stage, error) { return idleStage{}, nil },
	}
}

type idleStage struct{}

func (idleStage) Process(context.Context, *document.Document) error { return nil }

func idleSegment() plugin.Segment {
	return plugin.Segment{ID: "idle", Emit: []string{"idle"}, Stages: []plugin.StageConfig{
		{Kind: "idle", Config: plugin.Config{Stage: "idle"}},
	}}
}

// idleProcess takes frames through the idle stage in a process of its own.
func idleProcess(ctx context.Context, h *host.Host, frame []*document.Document, n int) error {
	s, err := h.Open(ctx, host.Command{Path: os.Args[0], Dir: ".", Args: []string{serveArgument}}, idleSegment(), host.Limits{})
	if err != nil {
		return err
	}
	var group errgroup.Group
	group.SetLimit(inFlight)
	for range n {
		group.Go(func() error {
			_, err := s.Annotate(ctx, frame, nil)
			return err
		})
	}
	return errors.Join(group.Wait(), s.Close())
}
