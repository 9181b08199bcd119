//go:build !cgo

package ort

import (
	"errors"
	"testing"
)

func TestWithoutCgo(t *testing.T) {
	t.Parallel()
	if err := Available(); !errors.Is(err, ErrNoCgo) {
		t.Errorf("got %v", err)
	}
	if s, err := Open(Config{}); s != nil || !errors.Is(err, ErrNoCgo) {
		t.Errorf("got %v, %v", s, err)
	}
	if err := Load(Library{}); !errors.Is(err, ErrNoCgo) || Loaded() != "" {
		t.Errorf("got %v", err)
	}
	s := &Session{}
	if _, err := s.Run(Ints{}); !errors.Is(err, ErrNoCgo) || s.Close() != nil {
		t.Errorf("got %v", err)
	}
}
