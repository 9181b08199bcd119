package main

import (
	"context"

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
	schema, err := config.PipelineSchema(d)
	if err != nil {
		return err
	}
	_, err = s.stdout.Write(schema)
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
	page, err := config.Reference(d)
	if err != nil {
		return err
	}
	_, err = s.stdout.Write(page)
	return err
}
