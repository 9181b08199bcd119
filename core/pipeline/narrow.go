package pipeline

import (
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// A Want is a layer that somebody outside of the pipeline wants of it.
type Want struct {
	Layer string
	// Who wants it is said when nobody writes it, with the place where they say so.
	Who string
	diag.Position
	// Optional: it is no mistake if no stage writes it.
	Optional bool
}

// narrow keeps the stages that somebody needs for the layers of Options.Only, and
// of the mistakes those of these stages. It runs before stages are connected, since
// what is left out need not fit together.
func (b *builder) narrow() {
	needed := make([]bool, len(b.stages))
	var keep func(i int)
	keep = func(i int) {
		if needed[i] {
			return
		}
		needed[i] = true
		for _, need := range b.needs(&b.stages[i]) {
			for j := range b.stages {
				if j != i && b.answers(j, need) {
					keep(j)
				}
			}
		}
	}
	for _, w := range b.opts.Only {
		at := slices.IndexFunc(b.stages, func(s Stage) bool { return s.provides(w.Layer) })
		switch {
		case at >= 0:
			keep(at)
		case !w.Optional:
			b.unwritten(w)
		}
	}
	var kept []Stage
	for i := range b.stages {
		if needed[i] {
			kept = append(kept, b.stages[i])
			b.diags = append(b.diags, b.said[i]...)
		}
	}
	b.stages = kept
}

// answers reports whether stage j provides what is needed.
func (b *builder) answers(j int, need plugin.Need) bool {
	s := &b.stages[j]
	if need.Layer != "" {
		return s.provides(need.Layer)
	}
	byStage := len(need.Stages) == 0 || slices.Contains(need.Stages, s.ID)
	return byStage && slices.ContainsFunc(s.Contract.Provides, func(l plugin.LayerSpec) bool { return l.Role == need.Role })
}

// provides reports whether the stage writes a layer. What a stage with mistakes
// writes is not known, but candidates go by its id.
func (s *Stage) provides(layer string) bool {
	if len(s.Contract.Provides) == 0 {
		return layer == s.ID
	}
	return slices.ContainsFunc(s.Contract.Provides, func(l plugin.LayerSpec) bool { return l.Name == layer })
}

// unwritten reports a wanted layer that nobody writes, or what is wrong with the
// stage that was left out and would write it.
func (b *builder) unwritten(w Want) {
	if list := b.cfg.Broken[w.Layer]; len(list) > 0 {
		b.diags = append(b.diags, list...)
		return
	}
	var known []string
	for i := range b.stages {
		for _, l := range b.stages[i].Contract.Provides {
			known = append(known, l.Name)
		}
	}
	b.noSuchLayer(w.Who, w.Position, w.Layer, known)
}
