package main

import (
	"context"
	"io"

	"github.com/onomast/onomast/core/config"
)

// schemaCommand is `runner schema`.
type schemaCommand struct{}

// Run prints the JSON Schema of a pipeline file with every built-in kind.
func (schemaCommand) Run(s *session) error {
	d, err := s.describe(context.Background())
	if err != nil {
		return err
	}
	schema, err := config.PipelineSchema(d.Kinds)
	if err != nil {
		return err
	}
	_, err = s.stdout.Write(append(schema, '\n'))
	return err
}

// referenceCommand is `runner reference`.
type referenceCommand struct{}

// Run prints the reference of pipeline files, made from the same source as the
// checks.
func (referenceCommand) Run(s *session) error {
	d, err := s.describe(context.Background())
	if err != nil {
		return err
	}
	page, err := config.Reference(d.Kinds)
	if err != nil {
		return err
	}
	_, err = io.WriteString(s.stdout, page)
	return err
}
