package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/plugin/plugintest"
	"github.com/onomast/onomast/core/schema"
)

// pluginsCommand is `runner plugins`.
type pluginsCommand struct {
	List     pluginsList     `cmd:"" help:"List the kinds of stage that ship in this binary, and those of given programs."`
	Describe pluginsDescribe `cmd:"" help:"Describe a kind of stage and its options."`
	New      pluginsNew      `cmd:"" help:"Write the first files of a plugin: a program, its test and a pipeline."`
	Test     pluginsTest     `cmd:"" help:"Run the conformance suite against a plugin program."`
}

type pluginsList struct {
	Command []string `arg:"" optional:"" passthrough:"" help:"A plugin program and its arguments, instead of this binary."`
}

// Run lists the kinds with the first sentence of their documentation.
func (c *pluginsList) Run(s *session) error {
	d, err := s.describeProgram(context.Background(), c.Command)
	if err != nil {
		return err
	}
	if s.cli.JSON {
		return s.printJSON(catalogOf(d))
	}
	t := tabwriter.NewWriter(s.stdout, 2, 8, 2, ' ', 0)
	for _, k := range d.Kinds {
		fmt.Fprintf(t, "%s\t%s\n", k.Name, summary(k.Doc))
	}
	return t.Flush()
}

type catalogView struct {
	Name    string     `json:"name"`
	Version string     `json:"version,omitempty"`
	Kinds   []kindView `json:"kinds"`
}

type kindView struct {
	Name string `json:"name"`
	Doc  string `json:"doc"`
	// Options is a JSON Schema; describe shows it.
	Options json.RawMessage `json:"options,omitempty"`
}

func catalogOf(d plugin.Description) catalogView {
	v := catalogView{Name: d.Name, Version: d.Version, Kinds: []kindView{}}
	for _, k := range d.Kinds {
		v.Kinds = append(v.Kinds, kindView{Name: k.Name, Doc: k.Doc})
	}
	return v
}

type pluginsDescribe struct {
	Name    string   `arg:"" help:"The word behind uses:, or behind kind: for another program."`
	Library bool     `help:"List the libraries of rules that a stage can include by name."`
	Command []string `arg:"" optional:"" passthrough:"" help:"A plugin program and its arguments, instead of this binary."`
}

// Run prints a kind's documentation and options.
func (c *pluginsDescribe) Run(s *session) error {
	if c.Library {
		return s.printLibrary(c.Name)
	}
	d, err := s.describeProgram(context.Background(), c.Command)
	if err != nil {
		return err
	}
	for _, k := range d.Kinds {
		if k.Name == c.Name {
			return s.printKind(k)
		}
	}
	return unknownKind(c.Name, d)
}

func unknownKind(name string, d plugin.Description) error {
	known := make([]string, len(d.Kinds))
	for i, k := range d.Kinds {
		known[i] = k.Name
	}
	return fmt.Errorf("no kind of stage is called %q; %s", name, diag.Suggest(name, known))
}

func (s *session) printKind(k plugin.KindInfo) error {
	if s.cli.JSON {
		return s.printJSON(kindView{Name: k.Name, Doc: k.Doc, Options: k.Options})
	}
	options, err := schema.Compile(k.Options)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.stdout, "# %s\n\n%s\n\n## Options (`with:`)\n\n%s", k.Name, strings.TrimSpace(k.Doc), options.Markdown(3))
	return err
}

type pluginsTest struct {
	With    string   `placeholder:"JSON" help:"Options to try each kind with, e.g. '{\"prefix\":\"OPS\"}'. Needed where options are required."`
	Text    []string `sep:"none" help:"A text in which the plugin finds something; may be given several times."`
	Command []string `arg:"" passthrough:"" help:"The plugin program and its arguments."`
}

// Run prints what the conformance suite found.
func (c *pluginsTest) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	report := plugintest.RunCommand(ctx, c.Command, plugintest.Options{With: json.RawMessage(c.With), Texts: c.Text})
	if s.cli.JSON {
		if err := s.printJSON(report); err != nil {
			return err
		}
	} else if err := report.Write(s.stdout); err != nil {
		return err
	}
	if !report.OK() {
		return errFindings
	}
	return nil
}

// describeProgram asks a program, or this binary, what it offers.
func (s *session) describeProgram(ctx context.Context, command []string) (plugin.Description, error) {
	if len(command) == 0 {
		return s.describe(ctx)
	}
	h, err := s.host()
	if err != nil {
		return plugin.Description{}, err
	}
	return h.Describe(ctx, programCommand(command))
}

// programCommand names a program given on the command line.
func programCommand(command []string) host.Command {
	dir, _ := os.Getwd()
	return host.Command{Name: command[0], Path: command[0], Args: command[1:], Dir: dir}
}

func summary(doc string) string {
	doc = strings.Join(strings.Fields(doc), " ")
	if i := strings.Index(doc, ". "); i >= 0 {
		return doc[:i+1]
	}
	return doc
}
