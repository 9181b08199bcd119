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

// check asks every plugin about its stages: first for what each writes, then
// once more, with that, those whose options speak of what others write. A stage
// with mistakes is asked again too, since it may have more of them.
func (b *builder) check(ctx context.Context) {
	all := make([]int, len(b.stages))
	for i := range all {
		all[i] = i
	}
	answers := make([]answer, len(b.stages))
	b.ask(ctx, all, answers, nil)
	layers := b.announced(answers)
	again := slices.DeleteFunc(all, func(i int) bool { return !answers[i].depends(layers) })
	if len(again) > 0 && len(layers) > 0 {
		b.ask(ctx, again, answers, layers)
	}
	b.said = make([]diag.List, len(b.stages))
	for i := range b.stages {
		b.said[i] = b.report(i, answers[i])
		if len(b.opts.Only) == 0 {
			b.diags = append(b.diags, b.said[i]...)
		}
		b.stages[i].Contract = named(answers[i].contract, b.stages[i].ID)
	}
}

// An answer is what a plugin says of one stage.
type answer struct {
	contract plugin.Contract
	diags    diag.List
	err      error
}

// depends reports whether the answer may change with what other stages write: candidates
// of which labels, vectors of which dimension.
func (a answer) depends(layers []plugin.LayerSpec) bool {
	reads := slices.ContainsFunc(a.contract.Needs, func(n plugin.Need) bool {
		return n.Role != "" || slices.ContainsFunc(layers, func(l plugin.LayerSpec) bool {
			return l.Name == n.Layer && l.Role == plugin.VectorsRole
		})
	})
	return a.err == nil && (reads || a.diags.HasErrors())
}

// announced returns the layers that stages write, as far as they are known: a
// stage with mistakes is taken for one that proposes anything.
func (b *builder) announced(answers []answer) []plugin.LayerSpec {
	var layers []plugin.LayerSpec
	for i, a := range answers {
		id := b.stages[i].ID
		layers = append(layers, named(a.contract, id).Provides...)
		if a.err != nil || a.diags.HasErrors() {
			layers = append(layers, plugin.LayerSpec{Name: id, Role: plugin.CandidatesRole, OpenLabels: true, Stage: id})
		}
	}
	return layers
}

// ask checks the stages with the given indices, side by side.
func (b *builder) ask(ctx context.Context, stages []int, answers []answer, layers []plugin.LayerSpec) {
	var group errgroup.Group
	for _, i := range stages {
		group.Go(func() error {
			s := &b.stages[i]
			contract, diags, err := b.host.Check(ctx, s.Command, stageConfig(s, layers, nil), b.opts.Thorough)
			answers[i] = answer{contract, diags, err}
			return nil
		})
	}
	_ = group.Wait() // errors are in the answers
}

// named fills in which stage writes each layer.
func named(c plugin.Contract, stage string) plugin.Contract {
	for i := range c.Provides {
		c.Provides[i].Stage = stage
	}
	return c
}

// report turns a plugin's answer into diagnostics with positions.
func (b *builder) report(i int, a answer) diag.List {
	s := &b.stages[i]
	pointer := stagePointer(s.ID)
	if a.err != nil {
		return b.place(pointer+"/uses", diag.From(a.err, "plugin.failed"))
	}
	return b.place(pointer+"/with", a.diags)
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
