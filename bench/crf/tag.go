package main

import (
	"bufio"
	"context"
	"errors"
	"os"
	"strings"

	"github.com/onomast/onomast/plugins/crf/model"
	"github.com/onomast/onomast/plugins/crf/tagger"
)

// tag writes the tags that a model gives sequences, one line each.
func tag(args []string) error {
	if len(args) != 3 {
		return errors.New("usage: crf tag MODEL SEQUENCES TAGS")
	}
	all, err := readSequences(args[1])
	if err != nil {
		return err
	}
	e, err := openEngine(args[0])
	if err != nil {
		return err
	}
	out, err := os.Create(args[2])
	if err != nil {
		return err
	}
	lines := bufio.NewWriter(out)
	for _, s := range all {
		found, err := e.find(s.Words)
		if err != nil {
			return err
		}
		_, _ = lines.WriteString(strings.Join(spelled(found, len(s.Words)), " ") + "\n") // Flush tells of errors
	}
	if err := errors.Join(lines.Flush(), out.Close(), e.close()); err != nil {
		return err
	}
	return report(struct{}{})
}

// spelled makes tags of entities.
func spelled(found []tagger.Entity, n int) []string {
	tags := make([]string, n)
	for i := range tags {
		tags[i] = "O"
	}
	for _, e := range found {
		for i := e.Start; i < e.End; i++ {
			tags[i] = "I-" + e.Label
		}
		tags[e.Start] = "B-" + e.Label
	}
	return tags
}

// An engine is a model with the memory of one thread.
type engine struct {
	file   *model.File
	worker *tagger.Worker
	found  []tagger.Entity
}

func openEngine(path string) (*engine, error) {
	file, err := model.Open(path)
	if err != nil {
		return nil, err
	}
	ready, err := tagger.New(file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &engine{file: file, worker: ready.Worker()}, nil
}

func (e *engine) close() error { return e.file.Close() }

// find returns the entities of a sentence, good until the next call.
func (e *engine) find(words []string) (found []tagger.Entity, err error) {
	e.found, err = e.worker.Find(context.Background(), e.found[:0], words, tagger.Layers{}, 1)
	return e.found, err
}

// findAll tags sequences and counts the entities.
func (e *engine) findAll(all []sequence) (int, error) {
	n := 0
	for _, s := range all {
		found, err := e.find(s.Words)
		if err != nil {
			return 0, err
		}
		n += len(found)
	}
	return n, nil
}
