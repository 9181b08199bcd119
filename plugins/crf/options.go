package crf

import (
	"fmt"
	"maps"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/core/schema"
	"github.com/onomast/onomast/plugins/crf/model"
)

// Options is the `with:` mapping of a stage of this kind.
type Options struct {
	Model        string             `json:"model" required:"true" format:"path" hint:"runner train crf makes models" doc:"File of the model, as runner train crf writes it. The path is relative to the file that names it." example:"../models/general.crf"`
	Threshold    *float64           `json:"threshold" min:"0" max:"1" doc:"Least score of an entity; what scores less is not proposed. Without it the thresholds of the model hold, or none." example:"0.5"`
	Thresholds   map[string]float64 `json:"thresholds" doc:"Least scores by label, as the model calls it, from 0 to 1; they go before threshold." example:"0.6"`
	Labels       []string           `json:"labels" doc:"Propose entities of these labels only, as the model calls them." example:"PERSON"`
	Rename       map[string]string  `json:"rename" doc:"Other names for labels of the model. Two labels may get the same one." example:"PERSON"`
	Except       []string           `json:"except" format:"regex" doc:"Texts to leave out, in RE2 syntax: an entity that lies within a match is not proposed." example:"Dr\\.? Pepper"`
	Alternatives int                `json:"alternatives" default:"1" min:"1" max:"64" doc:"Propose the entities of so many best ways to tag each sentence instead of the best alone, each with its own score. The resolver chooses; a threshold drops what is hardly likely."`
}

// A choice is what the options say of one label of the model.
type choice struct {
	label string // as it is proposed; "" for not at all
	least float64
	// why says what least comes from: "threshold", "thresholds", "the model", or "".
	why, pointer string
}

// choices returns what becomes of each label of a chain.
func (o *Options) choices(c *model.Chain) []choice {
	out := make([]choice, len(c.Set.Types))
	for i, label := range c.Set.Types {
		h := choice{label: label}
		h.least, h.why, h.pointer = o.least(c, label)
		if other, ok := o.Rename[label]; ok {
			h.label = other
		}
		if o.Labels != nil && !slices.Contains(o.Labels, label) {
			h.label = ""
		}
		out[i] = h
	}
	return out
}

// least is the least score of a label and where that is said.
func (o *Options) least(c *model.Chain, label string) (least float64, why, pointer string) {
	if least, ok := o.Thresholds[label]; ok {
		return least, "thresholds", "/thresholds/" + schema.Escape(label)
	}
	if o.Threshold != nil {
		return *o.Threshold, "threshold", "/threshold"
	}
	if least, ok := c.Thresholds[label]; ok {
		return least, "the model", ""
	}
	if least, ok := c.Thresholds[""]; ok {
		return least, "the model", ""
	}
	return 0, "", ""
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
func (o *Options) check(f *model.File) diag.List {
	k := labelChecker{known: labelsOf(f), renamed: o.Rename}
	for i, label := range o.Labels {
		k.check(fmt.Sprintf("/labels/%d", i), label)
	}
	for _, label := range slices.Sorted(maps.Keys(o.Thresholds)) {
		k.check("/thresholds/"+schema.Escape(label), label)
		if least := o.Thresholds[label]; !(least >= 0 && least <= 1) {
			k.found = append(k.found, diag.Diagnostic{
				Severity: diag.Error, Code: "crf.threshold", Pointer: "/thresholds/" + schema.Escape(label),
				Summary: fmt.Sprintf("no score is %v: scores are from 0 to 1", least),
			})
		}
	}
	for _, label := range slices.Sorted(maps.Keys(o.Rename)) {
		k.check("/rename/"+schema.Escape(label), label)
		if o.Rename[label] == "" {
			k.found = append(k.found, diag.Diagnostic{
				Severity: diag.Error, Code: "crf.no-name", Pointer: "/rename/" + schema.Escape(label),
				Summary: "a label is renamed to nothing", Hint: "to leave a label out, name the others in labels",
			})
		}
	}
	if o.Labels != nil && len(o.Labels) == 0 {
		k.found = append(k.found, diag.Diagnostic{
			Severity: diag.Error, Code: "crf.no-labels", Pointer: "/labels",
			Summary: "labels is empty, so nothing would be proposed", Hint: "name labels of the model, or leave it out",
		})
	}
	return k.found
}

// mostListed is how many labels a hint lists.
const mostListed = 20

// A labelChecker looks for labels that a model does not know.
type labelChecker struct {
	known   []string
	renamed map[string]string
	found   diag.List
}

func (k *labelChecker) check(pointer, label string) {
	if slices.Contains(k.known, label) {
		return
	}
	hint := "it knows " + diag.Some(k.known, mostListed)
	if near := diag.DidYouMean(label, k.known); near != "" {
		hint = diag.Meant(near)
	}
	for _, from := range slices.Sorted(maps.Keys(k.renamed)) {
		if k.renamed[from] == label && slices.Contains(k.known, from) {
			hint = fmt.Sprintf("write %s, as the model calls it: labels are renamed last", from)
		}
	}
	k.found = append(k.found, diag.Diagnostic{
		Severity: diag.Error, Code: "crf.unknown-label", Pointer: pointer,
		Summary: fmt.Sprintf("the model knows no label %q", label), Hint: hint,
	})
}
