package resolver

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// checker gathers what is wrong with the options.
type checker struct {
	o    Options
	list diag.List
	// Known names; nil where nothing can be said about names.
	stages, labels   []string
	proposed         []string // labels before relabel
	perStage         map[string][]string
	openLabels, dark bool // labels not known beforehand; layers not known yet
}

// check reports all mistakes in the options, in the order of the options.
func check(cfg plugin.Config, o Options) diag.List {
	c := &checker{o: o, perStage: map[string][]string{}}
	c.learn(cfg.Layers)
	c.checkModes()
	c.checkStages()
	c.checkThresholds()
	c.checkUnscored()
	c.checkLabels()
	c.checkJoins()
	return c.list
}

// learn collects the names that other stages announce.
func (c *checker) learn(layers []plugin.LayerSpec) {
	c.dark = len(layers) == 0
	for _, l := range candidateLayers(layers, nil) {
		c.stages = append(c.stages, l.Stage)
		if len(c.o.From) > 0 && !slices.Contains(c.o.From, l.Stage) {
			continue
		}
		c.openLabels = c.openLabels || l.OpenLabels
		c.proposed = append(c.proposed, l.Labels...)
		for _, label := range l.Labels {
			if to, ok := c.o.Relabel[label]; ok {
				label = to
			}
			c.labels = append(c.labels, label)
			c.perStage[l.Stage] = append(c.perStage[l.Stage], label)
		}
	}
	for _, j := range c.o.Join {
		if j.Into != "" {
			c.labels = append(c.labels, j.Into)
		}
	}
	c.stages, c.labels, c.proposed = unique(c.stages), unique(c.labels), unique(c.proposed)
}

func unique(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}

func (c *checker) report(severity diag.Severity, code, pointer, hint, format string, args ...any) {
	c.list = append(c.list, diag.Diagnostic{
		Severity: severity, Code: "resolver." + code, Pointer: pointer,
		Summary: fmt.Sprintf(format, args...), Hint: hint,
	})
}

// checkModes warns of options that have no effect in the mode.
func (c *checker) checkModes() {
	o := &c.o
	idle := func(is bool, name string) {
		if is {
			c.report(diag.Warning, "no-effect", "/"+name, "remove it, or use mode nested", "%s has no effect in mode %s", name, o.Mode)
		}
	}
	if o.Mode != "nested" {
		idle(o.Nesting != nil, "nesting")
		idle(o.MaxDepth != 0, "max_depth")
	}
	if o.Mode == "all" {
		idle(o.Prefer == "longest", "prefer")
		idle(len(o.LabelPriority) > 0, "label_priority")
	}
}

// checkStages looks at lists of stages.
func (c *checker) checkStages() {
	for i, stage := range c.o.From {
		c.stage(fmt.Sprintf("/from/%d", i), stage)
	}
	c.twice("/from", c.o.From)
	c.twice("/priority", c.o.Priority)
	c.twice("/label_priority", c.o.LabelPriority)
	for i, stage := range c.o.Priority {
		if stage == rest {
			continue
		}
		c.listened(fmt.Sprintf("/priority/%d", i), stage)
	}
}

// listened checks the id of a stage whose candidates must be read.
func (c *checker) listened(pointer, stage string) {
	if len(c.o.From) > 0 && !slices.Contains(c.o.From, stage) {
		hint := diag.Suggest(stage, c.o.From)
		if slices.Contains(c.stages, stage) {
			hint = "add it to from"
		}
		c.report(diag.Error, "unknown-stage", pointer, hint, "stage %q is not among those in from", stage)
		return
	}
	c.stage(pointer, stage)
}

func (c *checker) stage(pointer, stage string) {
	if !c.dark && !slices.Contains(c.stages, stage) {
		c.report(diag.Error, "unknown-stage", pointer, didYouMean(stage, c.stages), "no stage %q writes candidates", stage)
	}
}

// twice reports names that stand in a list twice.
func (c *checker) twice(pointer string, names []string) {
	for i, name := range names {
		if slices.Index(names, name) < i {
			c.report(diag.Error, "repeated", fmt.Sprintf("%s/%d", pointer, i), "remove one of them", "%q is listed twice", name)
		}
	}
}

// didYouMean returns a hint to the names that are known.
func didYouMean(word string, known []string) string {
	if len(known) == 0 {
		return "no stage before this one writes candidates"
	}
	return diag.Suggest(word, known)
}

// checkThresholds looks at the keys and values of thresholds.
func (c *checker) checkThresholds() {
	for _, key := range slices.Sorted(maps.Keys(c.o.Thresholds)) {
		pointer := "/thresholds/" + escape(key)
		c.score(pointer, c.o.Thresholds[key])
		stage, label, both := strings.Cut(key, "/")
		switch isStage := slices.Contains(c.stages, key); {
		case both && slices.Contains(c.stages, stage):
			c.listened(pointer, stage)
			c.label(pointer, label, c.perStage[stage])
		case both && !slices.Contains(c.labels, key):
			c.listened(pointer, stage)
		case isStage && slices.Contains(c.labels, key):
			c.report(diag.Warning, "ambiguous", pointer, "rename the stage", "%q is a stage and a label; the threshold holds for both", key)
		case isStage:
			c.listened(pointer, key)
		default:
			c.label(pointer, key, append(slices.Clone(c.labels), c.stages...))
		}
	}
}

// score checks a value the schema can not bound.
func (c *checker) score(pointer string, score float64) {
	if !(score >= 0 && score <= 1) {
		c.report(diag.Error, "range", pointer, "scores lie between 0 and 1", "%g is no score", score)
	}
}

func (c *checker) checkUnscored() {
	for _, stage := range slices.Sorted(maps.Keys(c.o.UnscoredByStage)) {
		pointer := "/unscored_by_stage/" + escape(stage)
		c.score(pointer, c.o.UnscoredByStage[stage])
		c.listened(pointer, stage)
	}
}

// checkLabels looks at labels in nesting rules, priorities, relabel and drop.
func (c *checker) checkLabels() {
	for i, label := range c.o.LabelPriority {
		c.label(fmt.Sprintf("/label_priority/%d", i), label, c.labels)
	}
	for _, outer := range slices.Sorted(maps.Keys(c.o.Nesting)) {
		pointer := "/nesting/" + escape(outer)
		c.nestingLabel(pointer, outer)
		for i, inner := range c.o.Nesting[outer] {
			c.nestingLabel(fmt.Sprintf("%s/%d", pointer, i), inner)
		}
	}
	for _, from := range slices.Sorted(maps.Keys(c.o.Relabel)) {
		c.label("/relabel/"+escape(from), from, c.proposed)
	}
	for i, label := range c.o.Drop {
		c.label(fmt.Sprintf("/drop/%d", i), label, c.labels)
	}
}

func (c *checker) nestingLabel(pointer, label string) {
	if label != anyLabel {
		c.label(pointer, label, c.labels)
	}
}

// label checks that somebody can propose a label.
func (c *checker) label(pointer, label string, known []string) {
	if c.dark || c.openLabels || slices.Contains(known, label) {
		return
	}
	if to, ok := c.o.Relabel[label]; ok && slices.Contains(c.proposed, label) {
		c.report(diag.Error, "unknown-label", pointer, fmt.Sprintf("use %q", to), "label %q is renamed by relabel", label)
		return
	}
	c.report(diag.Error, "unknown-label", pointer, didYouMean(label, known), "nobody proposes %q", label)
}

func (c *checker) checkJoins() {
	for i, j := range c.o.Join {
		at := fmt.Sprintf("/join/%d", i)
		if len(j.Labels) == 0 {
			c.report(diag.Error, "empty", at+"/labels", "name the labels to join", "the rule joins no labels")
		}
		for k, label := range j.Labels {
			c.label(fmt.Sprintf("%s/labels/%d", at, k), label, c.labels)
		}
		if _, err := regexp.Compile(j.Gap); err != nil {
			c.report(diag.Error, "regex", at+"/gap", "use RE2 syntax", "gap: %v", err)
		}
		if slices.Contains(c.o.Drop, j.Into) && j.Into != "" {
			c.report(diag.Warning, "no-effect", at+"/into", "remove it from drop", "joined candidates of label %q are not dropped", j.Into)
		}
	}
}

// escape makes a key part of a JSON pointer.
func escape(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
