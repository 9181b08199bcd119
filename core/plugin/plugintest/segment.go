package plugintest

import (
	"context"
	"fmt"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// open opens a segment of the kind alone. edit may change the request.
func (s *subject) open(ctx context.Context, edit func(*plugin.Segment)) (id string, err error) {
	cfg := s.config
	cfg.Layers = inputs(s.contract)
	seg := plugin.Segment{ID: s.newID(), Stages: []plugin.StageConfig{cfg}}
	for _, l := range s.contract.Provides {
		seg.Emit = append(seg.Emit, l.Name)
	}
	if edit != nil {
		edit(&seg)
	}
	workers, list, err := s.client.Open(ctx, seg)
	if err != nil {
		return "", err
	}
	if err := list.Err(); err != nil {
		return "", err
	}
	if workers > 1<<16 {
		return "", fmt.Errorf("the plugin works on %d frames at once", workers)
	}
	return seg.ID, nil
}

// with opens a segment for the time of f.
func (s *subject) with(ctx context.Context, edit func(*plugin.Segment), f func(id string) error) error {
	id, err := s.open(ctx, edit)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	err = f(id)
	if closing := s.client.Close(ctx, id); err == nil {
		err = closing
	}
	return err
}

func (s *subject) inputNames() []string {
	var names []string
	for _, l := range inputs(s.contract) {
		names = append(names, l.Name)
	}
	return names
}

// document prepares one document for the kind.
func (s *subject) document(id, text string) (*document.Document, error) {
	return prepare(id, text, inputs(s.contract))
}

func (s *subject) documents(texts []string) ([]*document.Document, error) {
	docs := make([]*document.Document, len(texts))
	for i, text := range texts {
		d, err := s.document(fmt.Sprint("doc-", i), text)
		if err != nil {
			return nil, err
		}
		docs[i] = d
	}
	return docs, nil
}
