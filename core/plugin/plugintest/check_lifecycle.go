package plugintest

import (
	"context"
	"errors"

	"github.com/onomast/onomast/core/plugin"
)

func (s *subject) lifecycleChecks() []check {
	return []check{
		{"lifecycle.reopen", "Close must release the segment's id, and a second Close is no error", s.reopen},
		{"lifecycle.open-twice", "refuse Open for a segment that is open (ALREADY_EXISTS) and leave that one working", s.openTwice},
		{"lifecycle.side-by-side", "keep what belongs to a segment apart from other segments", s.sideBySide},
		{"lifecycle.no-leak", "release what a segment holds in Close", s.manyTimes},
	}
}

func (s *subject) reopen(ctx context.Context, _ *runner) error {
	id, err := s.open(ctx, nil)
	if err != nil {
		return err
	}
	for range 2 {
		if err := s.client.Close(ctx, id); err != nil {
			return err
		}
	}
	if _, err := s.open(ctx, func(seg *plugin.Segment) { seg.ID = id }); err != nil {
		return err
	}
	return s.client.Close(ctx, id)
}

func (s *subject) openTwice(ctx context.Context, _ *runner) error {
	return s.with(ctx, nil, func(id string) error {
		if _, err := s.open(ctx, func(seg *plugin.Segment) { seg.ID = id }); err == nil {
			return errors.New("the second Open succeeded")
		}
		return s.works(ctx, id)
	})
}

func (s *subject) sideBySide(ctx context.Context, _ *runner) error {
	return s.with(ctx, nil, func(first string) error {
		if err := s.with(ctx, nil, func(second string) error { return s.works(ctx, second) }); err != nil {
			return err
		}
		return s.works(ctx, first)
	})
}

func (s *subject) manyTimes(ctx context.Context, _ *runner) error {
	for range 5 {
		if err := s.with(ctx, nil, func(id string) error { return s.works(ctx, id) }); err != nil {
			return err
		}
	}
	return nil
}

// works sends one plain document through a segment.
func (s *subject) works(ctx context.Context, id string) error {
	_, err := s.annotate(ctx, id, []string{"Ticket OPS-1234 is open."}, 1)
	return err
}
