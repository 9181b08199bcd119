package pipeline

import (
	"context"
	"errors"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// check asks every plugin about its stages: first for what each writes, then,
// where a stage's options speak of what others write, once more with that.
func (b *builder) check(ctx context.Context) {
	first := b.ask(ctx, func(int) bool { return true }, nil)
	var layers []plugin.LayerSpec
	for i := range b.stages {
		layers = append(layers, b.stages[i].Contract.Provides...)
	}
	again := func(i int) bool { return first[i].err == nil && readsByRole(b.stages[i].Contract) }
	second := b.ask(ctx, again, layers)
	for i := range b.stages {
		answer := first[i]
		if again(i) {
			answer = second[i]
		}
		b.report(i, answer)
	}
}

func readsByRole(c plugin.Contract) bool {
	return slices.ContainsFunc(c.Needs, func(n plugin.Need) bool { return n.Role != "" })
}

type answer struct {
	diags diag.List
	err   error
}

// ask checks the stages that are selected, side by side.
func (b *builder) ask(ctx context.Context, selected func(int) bool, layers []plugin.LayerSpec) []answer {
	answers := make([]answer, len(b.stages))
	var group errgroup.Group
	for i := range b.stages {
		if !selected(i) {
			continue
		}
		group.Go(func() error {
			s := &b.stages[i]
			thorough := b.opts.Thorough && (layers != nil || !readsByRole(s.Contract))
			contract, diags, err := b.host.Check(ctx, s.Command, stageConfig(s, layers, nil), thorough)
			if err == nil {
				s.Contract = named(contract, s.ID)
			}
			answers[i] = answer{diags, err}
			return nil
		})
	}
	_ = group.Wait() // errors are in the answers
	return answers
}

// named fills in which stage writes each layer.
func named(c plugin.Contract, stage string) plugin.Contract {
	for i := range c.Provides {
		c.Provides[i].Stage = stage
	}
	return c
}

// report turns a plugin's answer into diagnostics with positions.
func (b *builder) report(i int, a answer) {
	s := &b.stages[i]
	pointer := stagePointer(s.ID)
	if a.err != nil {
		b.diags = append(b.diags, b.place(pointer+"/uses", diag.From(a.err, "plugin.failed"))...)
		return
	}
	b.diags = append(b.diags, b.place(pointer+"/with", a.diags)...)
}

// place gives each diagnostic that points into a value its place in the file.
func (b *builder) place(base string, list diag.List) diag.List {
	out := slices.Clone(list)
	for i := range out {
		if out[i].File == "" {
			out[i].Position = b.cfg.Position(base + out[i].Pointer)
			out[i].Pointer = base + out[i].Pointer
		}
	}
	return out
}

// stageConfig is what the plugin is told of a stage.
func stageConfig(s *Stage, layers []plugin.LayerSpec, emit []string) plugin.StageConfig {
	return plugin.StageConfig{
		Config: plugin.Config{
			Stage: s.ID, With: s.With, Origins: s.Origins, Files: s.Files,
			Layers: others(layers, s.ID), Emit: emit,
		},
		Kind:        s.Kind,
		Languages:   s.When.Language,
		SkipOnError: s.OnError == config.SkipStage,
		Timeout:     s.Timeout,
	}
}

func others(layers []plugin.LayerSpec, stage string) []plugin.LayerSpec {
	var out []plugin.LayerSpec
	for _, l := range layers {
		if l.Stage != stage {
			out = append(out, l)
		}
	}
	return out
}

// ErrUnusable is wrapped by errors that mean no document can be annotated.
var ErrUnusable = errors.New("the pipeline cannot run")
