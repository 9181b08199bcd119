// Package proposal is what stages share that propose entities by a model: the options
// that say which of its labels are proposed, under which names, from which score on, and
// which texts never are.
package proposal

import (
	"slices"

	"github.com/onomast/onomast/core/schema"
)

// Options are part of the `with:` mapping of such a stage.
type Options struct {
	Threshold  *float64           `json:"threshold" min:"0" max:"1" doc:"Least score of an entity; what scores less is not proposed. Without it the thresholds of the model hold, or none." example:"0.5"`
	Thresholds map[string]float64 `json:"thresholds" doc:"Least scores by label, as the model calls it, from 0 to 1; they go before threshold." example:"0.6"`
	Labels     []string           `json:"labels" doc:"Propose entities of these labels only, as the model calls them." example:"PERSON"`
	Rename     map[string]string  `json:"rename" doc:"Other names for labels of the model. Two labels may get the same one." example:"PERSON"`
	Except     []string           `json:"except" format:"regex" doc:"Texts to leave out, in RE2 syntax: an entity that lies within a match is not proposed." example:"Dr\\.? Pepper"`
}

// A Choice is what the options say of one label of a model.
type Choice struct {
	// Label is what is proposed; "" for nothing.
	Label string
	// Least is the least score.
	Least float64
	// Pointer is the JSON pointer to what Least comes from; "" where it is the model.
	Pointer string
}

// Choice returns what becomes of a label. The thresholds are the model's own, by label;
// that of "" is for all others.
func (o *Options) Choice(label string, thresholds map[string]float64) Choice {
	c := Choice{Label: label}
	c.Least, c.Pointer = o.least(label, thresholds)
	if other, ok := o.Rename[label]; ok {
		c.Label = other
	}
	if o.Labels != nil && !slices.Contains(o.Labels, label) {
		c.Label = ""
	}
	return c
}

func (o *Options) least(label string, thresholds map[string]float64) (least float64, pointer string) {
	if least, ok := o.Thresholds[label]; ok {
		return least, "/thresholds/" + schema.Escape(label)
	}
	if o.Threshold != nil {
		return *o.Threshold, "/threshold"
	}
	if least, ok := thresholds[label]; ok {
		return least, ""
	}
	return thresholds[""], ""
}
