package online

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Save writes the state, between two passes or within one that was broken off.
func (l *Learner) Save(w io.Writer) error {
	facts := []int64{int64(len(l.weights)), int64(l.passes), int64(l.at), int64(l.steps)}
	for _, v := range append([]any{facts, l.loss, l.weights}, l.rule.state()...) {
		if err := binary.Write(w, binary.LittleEndian, v); err != nil {
			return fmt.Errorf("saving what was learnt: %w", err)
		}
	}
	return nil
}

// Restore reads what was saved into a Learner that has learnt nothing yet.
func (l *Learner) Restore(r io.Reader) error {
	facts := make([]int64, 4)
	if err := binary.Read(r, binary.LittleEndian, facts); err != nil {
		return fmt.Errorf("reading what was learnt: %w", err)
	}
	if facts[0] != int64(len(l.weights)) || min(facts[1], facts[2], facts[3]) < 0 || facts[2] > int64(len(l.grid.Sentences)) {
		return errors.New("what was learnt is of another size, or damaged")
	}
	l.passes, l.at, l.steps = int(facts[1]), int(facts[2]), int(facts[3])
	for _, v := range append([]any{&l.loss, l.weights}, l.rule.state()...) {
		if err := binary.Read(r, binary.LittleEndian, v); err != nil {
			return fmt.Errorf("reading what was learnt: %w", err)
		}
	}
	return nil
}
