// Command runner finds named entities in documents by pipelines that YAML files
// declare. `runner --help` lists what it can do.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/corpus/formats"
)

// Exit codes.
const (
	exitOK       = 0 // all well
	exitFindings = 1 // documents were dead-lettered, a test or check failed
	exitUnusable = 2 // the command, configuration or a plugin is unusable
)

// cli is the command line. Each subcommand has a file of its own.
type cli struct {
	Quiet    bool   `short:"q" help:"Say nothing but errors."`
	JSON     bool   `name:"json" help:"Print diagnostics and reports as JSON."`
	LogText  bool   `help:"Let logs hold what plugins print, which may be the text of documents."`
	LogLevel string `enum:"debug,info,warn,error" default:"warn" help:"What plugins and the host log to standard error: debug, info, warn, error."`

	Run       runCommand       `cmd:"" help:"Annotate files, directories or standard input."`
	Check     checkCommand     `cmd:"" help:"Find every mistake in pipeline files; run the examples of their rules and their tests."`
	Plan      planCommand      `cmd:"" help:"Show the graph of a pipeline, its segments and effective values."`
	Explain   explainCommand   `cmd:"" help:"Say why each entity was found, who lost to whom, and why something was not found."`
	Train     trainCommand     `cmd:"" help:"Train a model on annotated data, or look at one."`
	Evaluate  evaluateCommand  `cmd:"" help:"Judge a pipeline or predictions by annotated data."`
	Compare   compareCommand   `cmd:"" help:"Say what one pipeline or file of predictions does better and worse than another."`
	Corpus    corpusCommand    `cmd:"" help:"Work with annotated data: convert it between formats, split it, count and check it."`
	Plugins   pluginsCommand   `cmd:"" help:"List and describe kinds of stage; test a plugin."`
	Schema    schemaCommand    `cmd:"" help:"Print the JSON Schema of pipeline files, for editors."`
	Reference referenceCommand `cmd:"" help:"Print the reference of pipeline files as Markdown."`
	Doctor    doctorCommand    `cmd:"" help:"Say what this machine and this build can do."`
	Version   versionCommand   `cmd:"" help:"Print the version."`

	Completion completionCommand `cmd:"" help:"Print a script that completes commands and flags in a shell."`

	Complete completeCommand `cmd:"" hidden:""`
	Serve    serveCommand    `cmd:"" name:"serve-stages" hidden:""`
}

const description = `Finds named entities in real text: a YAML pipeline of plugin processes.

  runner run -p pipelines/support.yaml examples/support`

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is main without the process.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 1 && args[0] == serveStages { // before anything else: a plugin starts in milliseconds
		plugin.Serve(builtinKinds()...)
		return exitOK
	}
	var c cli
	exit := -1
	parser, err := kong.New(&c,
		kong.Name("runner"), kong.Description(description), kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exit = code }), kong.UsageOnError(),
		kong.Vars{"formats": strings.Join(formats.Names(formats.Writable), ", ")}, trainingVars(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
	if err != nil {
		fmt.Fprintf(stderr, "runner: %v\n", err)
		return exitUnusable
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	switch {
	case exit >= 0: // --help
		return exit
	case err != nil:
		fmt.Fprintf(stderr, "runner: %v; see runner --help\n", err)
		return exitUnusable
	}
	toleratePipes()
	s := newSession(&c, stdin, stdout, stderr)
	s.model, s.args = parser.Model, args
	err = command.Run(s)
	return s.finish(errors.Join(err, s.close()))
}

// serveCommand is how the runner starts itself as the plugin of its own stages.
type serveCommand struct{}

const serveStages = "serve-stages"

// Run serves the built-in kinds of stage until the host goes.
func (serveCommand) Run(*session) error {
	plugin.Serve(builtinKinds()...)
	return nil
}

// errFindings makes the exit code 1: the command worked and found something
// wrong, which has been printed.
var errFindings = errors.New("findings")
