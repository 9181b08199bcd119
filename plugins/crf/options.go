package crf

import (
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/proposal"
	"github.com/onomast/onomast/plugins/crf/model"
)

// Options is the `with:` mapping of a stage of this kind.
type Options struct {
	Model string `json:"model" required:"true" format:"path" hint:"runner train crf makes models" doc:"File of the model, as runner train crf writes it. The path is relative to the file that names it." example:"../models/general.crf"`
	proposal.Options
	Alternatives int `json:"alternatives" default:"1" min:"1" max:"64" doc:"Propose the entities of so many best ways to tag each sentence instead of the best alone, each with its own score. The resolver chooses; a threshold drops what is hardly likely."`
}

// choices returns what becomes of each label of a chain.
func (o *Options) choices(c *model.Chain) []proposal.Choice {
	out := make([]proposal.Choice, len(c.Set.Types))
	for i, label := range c.Set.Types {
		out[i] = o.Choice(label, c.Thresholds)
	}
	return out
}

// wanted says which of some labels are proposed.
func wanted(choices []proposal.Choice) []bool {
	out := make([]bool, len(choices))
	for i := range choices {
		out[i] = choices[i].Label != ""
	}
	return out
}

// decode reads the options and checks them by themselves.
func decode(cfg plugin.Config) (*Options, error) {
	o := &Options{}
	return o, cfg.Decode(o)
}

// labelsOf are the labels of a model, sorted.
func labelsOf(f *model.File) []string {
	var labels []string
	for i := range f.Chains {
		labels = append(labels, f.Chains[i].Set.Types...)
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}

// check finds labels that the model does not know.
func (o *Options) check(f *model.File) diag.List { return o.Check(Name, labelsOf(f)) }
