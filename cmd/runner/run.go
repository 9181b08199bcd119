package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/corpus/batch"
	"github.com/onomast/onomast/corpus/output"
	"github.com/onomast/onomast/corpus/read"
	"github.com/onomast/onomast/corpus/write"
)

// runCommand is `runner run`.
type runCommand struct {
	Inputs   []string `arg:"" name:"input" help:"Files, directories, glob patterns, or - for standard input."`
	Pipeline string   `short:"p" required:"" placeholder:"FILE" help:"Pipeline file."`
	Output   string   `short:"o" placeholder:"DIR" help:"Directory for results, dead letters and manifest. The same command goes on where it was stopped. Without it results go to standard output."`
	Restart  bool     `help:"Forget an earlier run in the output directory."`
	Dead     string   `placeholder:"FILE" help:"Without -o: where dead letters go, instead of standard error."`
	Only     []string `sep:"none" placeholder:"ID" help:"Only the document of this id. May be given several times."`
	Retry    string   `placeholder:"DIR" help:"Only the documents that an earlier run put into DIR/dead."`
	pipelineFlags
	writeFlags `embed:""`
	readFlags  `embed:""`
}

// writeFlags shape the output.
type writeFlags struct {
	Format   string   `enum:"jsonl,csv,html,parquet,conll,conllu,brat,spacy-json,labelstudio,web-annotation" default:"jsonl" help:"How results are written: jsonl, csv, html, parquet (with -o), conll, conllu, brat (a tar archive), spacy-json, labelstudio (pre-annotations), web-annotation."`
	Offsets  string   `enum:"codepoint,byte,utf16" default:"codepoint" help:"Unit of all offsets: codepoint, byte, utf16 (jsonl, csv, parquet)."`
	WithText bool     `help:"Add the text of each document."`
	Layers   []string `placeholder:"NAME" help:"Add these layers, e.g. tokens,sentences; * stands for all but those of vectors."`
	Origins  bool     `help:"Add the file and the bytes of it that each entity was made from (jsonl)."`
	SafeCSV  bool     `name:"safe-csv" help:"Put an apostrophe before text a spreadsheet would take for a formula."`
}

// readFlags say how documents are read.
type readFlags struct {
	InputFormat string   `placeholder:"FORMAT" help:"Read every file as txt, html, docx, pdf, eml, mbox, jsonl, json, csv, tsv or parquet, whatever its name."`
	TextField   string   `default:"text" help:"Field or column that holds the text; several as title,body are joined, and one as title? may be missing."`
	IDField     string   `default:"id" help:"Field or column that holds the id."`
	Include     []string `placeholder:"GLOB" help:"Files of directories to read."`
	Exclude     []string `placeholder:"GLOB" help:"Files of directories to leave out."`
	Encoding    string   `default:"auto" help:"Encoding of the files: auto, utf-8, utf-8-replace (what is damaged becomes U+FFFD, with a note), windows-1252, ..."`
}

// Run annotates the inputs.
func (c *runCommand) Run(s *session) error {
	stop, cancel := s.interruptible()
	defer cancel()
	if err := c.contradiction(); err != nil {
		return err
	}
	a := &annotation{session: s, command: c}
	if err := a.prepare(stop); err != nil {
		return err
	}
	ctx := context.Background() // an interrupt lets documents under way finish
	put := a.toStdout
	if c.Output != "" {
		put = a.toDirectory
	}
	return errors.Join(put(ctx, stop), a.files.Close(), a.tokens.close(), a.runner.Close())
}

// contradiction reports flags that make no sense together.
func (c *runCommand) contradiction() error {
	switch {
	case c.Dead != "" && c.Output != "":
		return errors.New("--dead is for runs without -o; with -o dead letters lie in its directory dead")
	case c.Restart && c.Output == "":
		return errors.New("--restart is about the directory of -o, and there is none")
	case c.Format == "parquet" && c.Output == "":
		return errors.New("a Parquet file has to be made as a whole: give a directory with -o")
	case c.Offsets != "codepoint" && c.Format != "jsonl" && c.Format != "csv" && c.Format != "parquet":
		return fmt.Errorf("--offsets is for the formats jsonl, csv and parquet; what offsets of %s count is part of the format", c.Format)
	case c.Retry != "" && c.Retry == c.Output:
		return errors.New("--retry and -o name the same directory; give the second run a directory of its own")
	}
	return nil
}

func (c *runCommand) writeOptions(p *pipeline.Plan, name string) write.Options {
	o := write.Defaults()
	o.Offsets, _ = document.ParseUnit(c.Offsets) // kong allows only what it knows
	o.WithText, o.Layers, o.SafeCSV = c.WithText, c.layers(p), c.SafeCSV
	o.Origins, o.Pipeline = c.Origins, name
	o.Title, o.Labels = p.Config.Name, labels(p)
	return o
}

// labels are those of the entities that a pipeline may find.
func labels(p *pipeline.Plan) []string {
	known := map[string]bool{}
	for i := range p.Stages {
		for _, l := range p.Stages[i].Contract.Provides {
			for _, label := range l.Labels {
				if l.Name == document.Entities {
					known[label] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(known))
}

// layers returns the names of the layers asked for; * stands for all but vectors.
func (c *runCommand) layers(p *pipeline.Plan) []string {
	if !slices.Contains(c.Layers, "*") {
		return c.Layers
	}
	return slices.DeleteFunc(slices.Clone(p.Output), func(name string) bool { return name == document.Entities })
}

func (c *runCommand) readOptions(p *pipeline.Plan, stdin io.Reader) read.Options {
	return read.Options{
		Format: c.InputFormat, TextField: c.TextField, IDField: c.IDField,
		Include: c.Include, Exclude: c.Exclude, Encoding: c.Encoding,
		MaxDocument: p.Config.Run.MaxDocument, Stdin: stdin,
	}
}

// selection narrows the documents down to those asked for. It returns nil when
// all are.
func (c *runCommand) selection(in batch.Reader) (*batch.Selection, error) {
	ids := slices.Clone(c.Only)
	if c.Retry != "" {
		letters, err := output.ReadDead(c.Retry)
		if err != nil {
			return nil, fmt.Errorf("--retry: %w", err)
		}
		if len(letters) == 0 {
			return nil, fmt.Errorf("--retry: there are no dead letters in %s: nothing is left to do", c.Retry)
		}
		for _, l := range letters {
			ids = append(ids, l.ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return batch.Only(in, ids), nil
}
