package pipeline

import (
	"context"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
)

// A Plan is a pipeline that can run: its stages in an order in which everything
// a stage reads is written before, and the segments that carry them.
type Plan struct {
	Config   *config.Pipeline
	Stages   []Stage
	Segments []Segment
	// Output names the layers that leave the pipeline.
	Output []string
}

// A Stage is a configured stage and its place in the graph.
type Stage struct {
	config.Stage
	Command  host.Command
	Contract plugin.Contract
	// Reads names the layers the stage is given; Writes those it adds.
	Reads, Writes []string
	// After holds the indices in Plan.Stages of the stages it reads from.
	After []int
}

// A Segment is a run of stages in one process.
type Segment struct {
	// ID is made of the ids of its stages.
	ID string
	// Stages are indices into Plan.Stages, ascending.
	Stages []int
	// Needs names the layers it is sent, Emit those it sends back.
	Needs, Emit []string
	// After holds the indices in Plan.Segments of the segments it waits for.
	After []int
}

// Options say how a pipeline is to be planned.
type Options struct {
	// Builtin is the command that serves the built-in stages.
	Builtin host.Command
	// Layers names layers wanted in the output beside entities, or "*" for all but
	// vectors, which weigh a hundred times as much as all others.
	Layers []string
	// Vectors has "*" stand for vectors as well.
	Vectors bool
	// Only, when there are any, leaves out every stage that these layers do not
	// need, and whatever is wrong with it. The layers leave the pipeline, and there
	// need be no entities.
	Only []Want
	// Thorough also runs what takes time: examples of rules, whole lists.
	Thorough bool
}

// Build checks every stage with its plugin and lays out the graph. The list
// holds every mistake found; the plan is nil when one of them is an error.
func Build(ctx context.Context, h Host, cfg *config.Pipeline, opts Options) (*Plan, diag.List) {
	b := &builder{host: h, cfg: cfg, opts: opts}
	b.addStages()
	b.check(ctx)
	if len(opts.Only) > 0 {
		b.narrow()
	}
	b.checkLanguages()
	if !b.diags.HasErrors() {
		b.connect()
	}
	if !b.diags.HasErrors() {
		b.sort()
	}
	if b.diags.HasErrors() {
		return nil, b.diags
	}
	plan := &Plan{Config: cfg, Stages: b.stages}
	plan.Output = b.output()
	if b.diags.HasErrors() {
		return nil, b.diags
	}
	plan.Segments = segments(plan)
	return plan, b.diags
}

type builder struct {
	host   Host
	cfg    *config.Pipeline
	opts   Options
	stages []Stage
	diags  diag.List
	said   []diag.List // what is wrong with each stage

	clashes map[[2]int]bool // pairs of stages that write the same layer
}

func (b *builder) addStages() {
	for _, s := range b.cfg.Stages {
		b.stages = append(b.stages, Stage{Stage: s, Command: command(s, b.opts.Builtin)})
	}
}

// command returns the program that serves a stage.
func command(s config.Stage, builtin host.Command) host.Command {
	if s.Uses != config.UsesExec {
		return builtin
	}
	env := make([]string, 0, len(s.Env))
	for _, key := range slices.Sorted(maps.Keys(s.Env)) {
		env = append(env, key+"="+s.Env[key])
	}
	return host.Command{
		Name: s.ID, Path: s.Command[0], Args: s.Command[1:], Dir: s.Dir, Env: env, SHA256: s.SHA256,
	}
}

// stagePointer is the JSON pointer of a stage in the effective configuration.
// Ids hold nothing that a pointer would have to escape.
func stagePointer(id string) string { return "/stages/" + id }

// Stage returns the stage of that id, or nil.
func (p *Plan) Stage(id string) *Stage {
	for i := range p.Stages {
		if p.Stages[i].ID == id {
			return &p.Stages[i]
		}
	}
	return nil
}

// Writer returns the stage that writes a layer, or nil.
func (p *Plan) Writer(layer string) *Stage {
	for i := range p.Stages {
		if slices.Contains(p.Stages[i].Writes, layer) {
			return &p.Stages[i]
		}
	}
	return nil
}

// output resolves the layers wanted at the end of the pipeline.
func (b *builder) output() []string {
	wanted := []string{document.Entities, document.Language}
	all := b.written()
	for _, w := range b.opts.Only {
		wanted = append(wanted, w.Layer)
	}
	for _, name := range b.opts.Layers {
		switch {
		case name == "*":
			wanted = append(wanted, b.starred()...)
		case !slices.Contains(all, name):
			b.unknownLayer("--layers", diag.Position{}, name)
		default:
			wanted = append(wanted, name)
		}
	}
	var out []string
	for _, name := range all { // in the order of the stages
		if slices.Contains(wanted, name) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// starred returns the layers that "*" stands for.
func (b *builder) starred() []string {
	var names []string
	for i := range b.stages {
		for _, spec := range b.stages[i].Contract.Provides {
			if spec.Role != plugin.VectorsRole || b.opts.Vectors {
				names = append(names, spec.Name)
			}
		}
	}
	return names
}

// written returns every layer some stage writes, in the order of the stages.
func (b *builder) written() []string {
	var names []string
	for _, s := range b.stages {
		names = append(names, s.Writes...)
	}
	return names
}
