package optimize

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// facts are what is saved beside the vectors.
type facts struct {
	Variables, Memory, Period int64
	Newest, Iteration         int64
	Value                     float64
	LengthX, LengthGradient   float64
}

// Save writes the state of the search between two steps. Vectors are written as they are,
// so that the steps after [Restore] are the same, bit for bit.
func (m *Minimizer) Save(w io.Writer) error {
	f := facts{
		Variables: int64(len(m.x)), Memory: int64(m.options.Memory), Period: int64(len(m.values)),
		Newest: int64(m.newest), Iteration: int64(m.iteration), Value: m.value,
		LengthX: m.lengths.x, LengthGradient: m.lengths.gradient,
	}
	if err := write(w, f, m.values, m.x, m.gradient); err != nil {
		return err
	}
	for i, s := range m.steps {
		kept := s.x != nil && i != m.newest
		if err := write(w, kept, s.product); err != nil {
			return err
		}
		if !kept {
			continue
		}
		if err := write(w, s.x, s.gradient); err != nil {
			return err
		}
	}
	return nil
}

func write(w io.Writer, values ...any) error {
	for _, v := range values {
		if err := binary.Write(w, binary.LittleEndian, v); err != nil {
			return fmt.Errorf("saving the state of the search: %w", err)
		}
	}
	return nil
}

// Restore goes on with a search that was saved, with the same function and options.
func Restore(r io.Reader, f Function, variables int, o Options) (*Minimizer, error) {
	m := prepare(f, make([]float64, variables), o)
	var have facts
	if err := read(r, &have); err != nil {
		return nil, err
	}
	if have.Variables != int64(variables) || have.Memory != int64(o.Memory) || have.Period != int64(o.Period) {
		return nil, errors.New("the saved search is one of another size")
	}
	if have.Newest < 0 || have.Newest > int64(o.Memory) || have.Iteration < 0 {
		return nil, errors.New("the saved search is damaged")
	}
	m.newest, m.iteration, m.value = int(have.Newest), int(have.Iteration), have.Value
	m.lengths.x, m.lengths.gradient = have.LengthX, have.LengthGradient
	if err := read(r, m.values, m.x, m.gradient); err != nil {
		return nil, err
	}
	if o.L1 != nil {
		m.pull()
	}
	for i := range m.steps {
		if err := m.steps[i].restore(r, variables); err != nil {
			return nil, err
		}
	}
	return m, nil
}

func (s *pair) restore(r io.Reader, variables int) error {
	var used bool
	if err := read(r, &used, &s.product); err != nil || !used {
		return err
	}
	s.x, s.gradient = make([]float64, variables), make([]float64, variables)
	return read(r, s.x, s.gradient)
}

func read(r io.Reader, values ...any) error {
	for _, v := range values {
		if err := binary.Read(r, binary.LittleEndian, v); err != nil {
			return fmt.Errorf("reading the state of the search: %w", err)
		}
	}
	return nil
}

// Start is [New] or, given a reader of what was saved, [Restore]. x is used by New only.
func Start(ctx context.Context, saved io.Reader, f Function, x []float64, o Options) (*Minimizer, error) {
	if saved != nil {
		return Restore(saved, f, len(x), o)
	}
	return New(ctx, f, x, o)
}
