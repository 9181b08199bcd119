package resolver

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/onomast/onomast/core/plugin"
)

// mode says what may stay.
type mode uint8

const (
	nestedMode mode = iota
	flatMode
	allMode
)

// policy is the options, compiled. It is read-only and shared by goroutines.
type policy struct {
	stage    string
	mode     mode
	sources  []source // sorted by stage, then layer; empty: found in the document
	options  Options
	nesting  *nesting
	joins    []joinRule
	raw      rawMode
	noisyOr  bool
	longest  bool
	spanCost int32
	maxDepth int
	maxPairs int
}

// source is one layer of candidates.
type source struct {
	stage, layer string
	tier         int32 // place in the priority list
	unscored     int32
	// threshold of the stage and thresholds by label; -1 and nil: none.
	threshold  int32
	thresholds map[string]int32
}

// compile turns options into a policy.
func compile(cfg plugin.Config, o Options) (*policy, error) {
	p := &policy{
		stage: cfg.Stage, options: o,
		mode:    map[string]mode{"flat": flatMode, "all": allMode}[o.Mode],
		nesting: newNesting(o.Nesting),
		raw:     map[string]rawMode{"logistic": rawLogistic, "unscored": rawUnscored}[o.Raw],
		noisyOr: o.Combine != "max", longest: o.Prefer == "longest",
		spanCost: fixed(o.SpanCost), maxDepth: o.MaxDepth, maxPairs: max(1, o.MaxPairs),
	}
	for _, spec := range candidateLayers(cfg.Layers, o.From) {
		p.sources = append(p.sources, p.source(spec.Stage, spec.Name))
	}
	if len(cfg.Layers) == 0 {
		for _, stage := range o.From {
			p.sources = append(p.sources, p.source(stage, stage))
		}
	}
	slices.SortFunc(p.sources, compareSources)
	return p, p.compileJoins()
}

func compareSources(a, b source) int {
	return cmp.Or(strings.Compare(a.stage, b.stage), strings.Compare(a.layer, b.layer))
}

func (p *policy) compileJoins() error {
	for i, j := range p.options.Join {
		gap, err := regexp.Compile(`\A(?:` + j.Gap + `)\z`)
		if err != nil {
			return fmt.Errorf("join %d: gap: %w", i+1, err)
		}
		p.joins = append(p.joins, joinRule{labels: j.Labels, gap: gap, into: j.Into})
	}
	return nil
}

// candidateLayers returns the layers of candidates written by the stages of
// from, or by any when from is empty.
func candidateLayers(layers []plugin.LayerSpec, from []string) []plugin.LayerSpec {
	var found []plugin.LayerSpec
	for _, l := range layers {
		if l.Stage == "" {
			l.Stage = l.Name
		}
		if l.Role == plugin.CandidatesRole && (len(from) == 0 || slices.Contains(from, l.Stage)) {
			found = append(found, l)
		}
	}
	return found
}

// source returns what the options say of one stage's candidates.
func (p *policy) source(stage, layer string) source {
	o := &p.options
	s := source{stage: stage, layer: layer, tier: o.tierOf(stage), unscored: fixed(o.Unscored), threshold: -1}
	if score, ok := o.UnscoredByStage[stage]; ok {
		s.unscored = fixed(score)
	}
	if score, ok := o.Thresholds[stage]; ok {
		s.threshold = fixed(score)
	}
	for key, score := range o.Thresholds {
		label, ok := strings.CutPrefix(key, stage+"/")
		if !ok {
			continue
		}
		if s.thresholds == nil {
			s.thresholds = map[string]int32{}
		}
		s.thresholds[label] = fixed(score)
	}
	return s
}

// thresholdFor returns what a candidate of this stage must score to be listened
// to; -1: anything.
func (s *source) thresholdFor(label string) int32 {
	if t, ok := s.thresholds[label]; ok {
		return t
	}
	return s.threshold
}

// rest stands in priority for the stages that are not listed.
const rest = "*"

// tierOf returns the place of a stage in priority.
func (o *Options) tierOf(stage string) int32 {
	if i := slices.Index(o.Priority, rest); i >= 0 && !slices.Contains(o.Priority, stage) {
		return int32(i)
	}
	return place(o.Priority, stage)
}

// place returns the position of name in list; those not listed share the last.
func place(list []string, name string) int32 {
	if i := slices.Index(list, name); i >= 0 {
		return int32(i)
	}
	return int32(len(list))
}
