package model

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Write makes a file of a model. It writes beside the file and renames what it
// wrote, so that at any moment there is the old file or the new one, whole. The
// same model gives the same bytes.
func Write(path string, m *Model, o WriteOptions) error {
	pieces, err := encode(m, o)
	if err != nil {
		return fmt.Errorf("the model cannot be written: %w", err)
	}
	return save(path, pieces, createBeside)
}

// Bytes returns the file that [Write] writes.
func Bytes(m *Model, o WriteOptions) ([]byte, error) {
	pieces, err := encode(m, o)
	if err != nil {
		return nil, fmt.Errorf("the model cannot be written: %w", err)
	}
	return slices.Concat(pieces...), nil
}

// encode returns a file in pieces.
func encode(m *Model, o WriteOptions) ([][]byte, error) {
	if len(m.Chains) == 0 {
		return nil, errors.New("it has no chain")
	}
	switch o.Quantise {
	case Exact, Int16, Int8:
	default:
		return nil, fmt.Errorf("there is no way to keep weights called %q: use int16 or int8", o.Quantise)
	}
	e := encoder{options: o, loss: Loss{Quantise: o.Quantise}}
	for i := range m.Chains {
		if err := e.chain(i, &m.Chains[i]); err != nil {
			return nil, fmt.Errorf("chain %q: %w", m.Chains[i].Name, err)
		}
	}
	card := m.Card
	if card.Loss = nil; o.Quantise != Exact {
		if m.Card.Loss != nil {
			e.loss.F1 = m.Card.Loss.F1
		}
		card.Loss = &e.loss
	}
	if err := e.json(0, kindCard, card); err != nil {
		return nil, err
	}
	return frame(e.sections), nil
}

// An encoder gathers the sections of a file.
type encoder struct {
	options  WriteOptions
	sections []section
	loss     Loss
	weights  int // of all chains so far
}

// lose takes the loss of a further chain: the largest, and the mean of all.
func (e *encoder) lose(b *built) {
	e.loss.Largest = max(e.loss.Largest, b.loss.Largest)
	if e.weights += b.weights; e.weights > 0 {
		e.loss.Mean += (b.loss.Mean - e.loss.Mean) * float64(b.weights) / float64(e.weights)
	}
	e.loss.Dropped += b.loss.Dropped
}

func (e *encoder) add(chain int, kind string, number int, data []byte) {
	e.sections = append(e.sections, section{kind: kind, chain: chain, number: number, data: data})
}

func (e *encoder) json(chain int, kind string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("section %s: %w", kind, err)
	}
	e.add(chain, kind, 0, data)
	return nil
}

// chain adds the sections of a chain.
func (e *encoder) chain(i int, c *Chain) error {
	if err := errors.Join(c.check(), c.checkFeatures()); err != nil {
		return err
	}
	b, err := build(c.Features, c.Set.N(), e.options.Quantise)
	if err != nil {
		return err
	}
	if err := e.json(i, kindFacts, factsOf(c, b)); err != nil {
		return err
	}
	e.add(i, kindTemplate, 0, c.Template)
	e.add(i, kindTransitions, 0, c.numbers())
	for n := range c.Vectors {
		e.add(i, kindVectors, n, vectorBytes(&c.Vectors[n]))
	}
	for n, r := range c.Resources {
		e.add(i, kindResource, n, r.Data)
	}
	e.add(i, kindIndex, 0, b.index)
	e.add(i, kindRecords, 0, b.records)
	if b.code.quantise == Int8 {
		e.add(i, kindValues, 0, b.code.encode())
	}
	if !e.options.NoNames {
		e.add(i, kindNames, 0, packNames(b.features))
	}
	e.lose(b)
	return nil
}
