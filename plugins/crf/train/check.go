package train

import (
	"fmt"
	"math"
	"slices"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/scheme"
)

// check refuses options and data that no model can come of.
func check(set scheme.Set, data []Sentence, o Options) error {
	var c checks
	c.options(o)
	c.classes(set, o.ClassWeights)
	c.data(set, data, o, "train")
	c.data(set, o.Dev, o, "dev")
	if len(c.list) == 0 {
		c.enough(data)
	}
	return c.list.Err()
}

type checks struct{ list diag.List }

func (c *checks) refuse(code, hint, format string, args ...any) {
	c.list = append(c.list, diag.Diagnostic{
		Severity: diag.Error, Code: "crf." + code, Summary: fmt.Sprintf(format, args...), Hint: hint,
	})
}

func (c *checks) options(o Options) {
	if !slices.Contains(Algorithms(), o.Algorithm) {
		c.refuse("algorithm", fmt.Sprintf("use one of %v", Algorithms()), "there is no algorithm %q", o.Algorithm)
	}
	for _, n := range []struct {
		name  string
		value float64
	}{{"c1", o.C1}, {"c2", o.C2}, {"tolerance", o.Tolerance}, {"rate", o.Rate}, {"oversample", o.Oversample}} {
		if !finite(n.value) || n.value < 0 {
			c.refuse("number", "give a number of 0 or more", "%s is %v", n.name, n.value)
		}
	}
	for _, n := range []struct {
		name  string
		value int
	}{{"iterations", o.Iterations}, {"min_count", o.MinCount}, {"patience", o.Patience}, {"workers", o.Workers}} {
		if n.value < 0 {
			c.refuse("number", "give a number of 0 or more", "%s is %d", n.name, n.value)
		}
	}
	c.bounded(o)
}

// bounded refuses what makes weights grow without end: where features tell all right tags
// from wrong ones, nothing but a penalty or a limit holds them.
func (c *checks) bounded(o Options) {
	switch {
	case o.Algorithm == OWLQN && o.C1 == 0:
		c.refuse("c1", "give a c1 such as 0.1, or take lbfgs", "owlqn is for c1 above 0, which is 0")
	case o.C1 == 0 && o.C2 == 0 && o.Algorithm != Perceptron && o.Iterations == 0:
		c.refuse("unbounded", "give a c2 such as 0.5, or a number of iterations", "nothing keeps weights from growing for ever: c1 and c2 are 0 and iterations have no limit")
	case o.Iterations == 0 && (o.Algorithm == Perceptron || o.Algorithm == AdaGrad) && (len(o.Dev) == 0 || o.Patience == 0):
		c.refuse("unbounded", "give a number of iterations, or dev data and patience", "%s has nothing to stop it", o.Algorithm)
	case o.Algorithm == AdaGrad && o.Rate == 0:
		c.refuse("number", "give a rate such as 0.2", "rate is 0: adagrad would learn nothing")
	}
}

func (c *checks) classes(set scheme.Set, weights map[string]float64) {
	for _, name := range slices.Sorted(keys(weights)) {
		if _, known := slices.BinarySearch(set.Types, name); !known && name != "O" {
			c.refuse("class-weight", "name a label of the training data, or O", "class_weights names %s, of which there is no example", name)
		}
		if w := weights[name]; !finite(w) || w <= 0 {
			c.refuse("class-weight", "give a number above 0; 1 changes nothing", "the class weight of %s is %v", name, w)
		}
	}
}

func keys[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// data finds the first sentence that cannot be.
func (c *checks) data(set scheme.Set, data []Sentence, o Options, part string) {
	for i, s := range data {
		if reason := wrong(set, s, o.Free); reason != "" {
			c.refuse("data", "", "sentence %d of %s %s", i+1, part, reason)
			return
		}
	}
}

func wrong(set scheme.Set, s Sentence, free bool) string {
	if len(s.Words) != len(s.Tags) {
		return fmt.Sprintf("has %d words and %d tags", len(s.Words), len(s.Tags))
	}
	if !finite(s.Weight) || s.Weight < 0 {
		return fmt.Sprintf("has the weight %v, which must be 0 or more", s.Weight)
	}
	for i, l := range s.Layers {
		if len(l) != 0 && len(l) != len(s.Words) {
			return fmt.Sprintf("has %d words and %d values of layer %d", len(s.Words), len(l), i+1)
		}
	}
	for i, t := range s.Tags {
		if t < 0 || int(t) >= set.N() {
			return fmt.Sprintf("has tag %d at word %d; tags are 0 to %d", t, i+1, set.N()-1)
		}
	}
	if free || len(s.Tags) == 0 {
		return ""
	}
	return broken(set, s.Tags)
}

// broken says where tags break their scheme.
func broken(set scheme.Set, tags []int32) string {
	last := len(tags) - 1
	if !set.Starts(int(tags[0])) {
		return fmt.Sprintf("begins with tag %s, which %s does not allow", set.Tag(int(tags[0])), set.Scheme)
	}
	if !set.Ends(int(tags[last])) {
		return fmt.Sprintf("ends with tag %s, which %s does not allow", set.Tag(int(tags[last])), set.Scheme)
	}
	for i := range last {
		if from, to := int(tags[i]), int(tags[i+1]); !set.Allowed(from, to) {
			return fmt.Sprintf("has tag %s after %s at word %d, which %s does not allow", set.Tag(to), set.Tag(from), i+2, set.Scheme)
		}
	}
	return ""
}

func (c *checks) enough(data []Sentence) {
	tokens, entities := 0, 0
	for _, s := range data {
		tokens += len(s.Words)
		for _, t := range s.Tags {
			if t != 0 {
				entities++
			}
		}
	}
	switch {
	case tokens == 0:
		c.refuse("no-data", "give at least one annotated sentence", "there is nothing to train on: %d sentences without a word", len(data))
	case entities == 0:
		c.refuse("no-entities", "annotate some; a model of sentences without entities could only say that there are none", "none of %d sentences has an entity", len(data))
	}
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
