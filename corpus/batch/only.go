package batch

import (
	"context"
	"maps"
	"slices"

	"github.com/onomast/onomast/corpus"
)

// A Selection is a [Reader] of those records of another whose ids are wanted.
type Selection struct {
	in     Reader
	wanted map[string]bool // id -> met
}

// Only selects records by their ids.
func Only(in Reader, ids []string) *Selection {
	s := &Selection{in: in, wanted: make(map[string]bool, len(ids))}
	for _, id := range ids {
		s.wanted[id] = false
	}
	return s
}

// Next returns the next record that is wanted.
func (s *Selection) Next(ctx context.Context) (corpus.Record, error) {
	for {
		r, err := s.in.Next(ctx)
		if err != nil {
			return r, err
		}
		if _, ok := s.wanted[r.ID]; ok {
			s.wanted[r.ID] = true
			return r, nil
		}
	}
}

// Missing returns the ids that were not met, sorted. It is to be called after
// the reading has ended.
func (s *Selection) Missing() []string {
	var ids []string
	for _, id := range slices.Sorted(maps.Keys(s.wanted)) {
		if !s.wanted[id] {
			ids = append(ids, id)
		}
	}
	return ids
}
