package pipeline

import (
	"slices"
	"strings"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
)

// segments groups the stages of a plan: a stage joins a segment of its own
// program unless it would then have to wait, by way of another segment, for
// itself.
func segments(p *Plan) []Segment {
	home := make([]int, len(p.Stages)) // stage -> segment
	var segs []Segment
	for i := range p.Stages {
		home[i] = join(p, segs, home[:i], i)
		if home[i] < 0 {
			home[i] = len(segs)
			segs = append(segs, Segment{})
		}
		segs[home[i]].add(p, i, home)
	}
	for i := range segs {
		segs[i].describe(p, home, i)
	}
	return segs
}

func (s *Segment) add(p *Plan, stage int, home []int) {
	s.Stages = append(s.Stages, stage)
	for _, before := range p.Stages[stage].After {
		if h := home[before]; h != home[stage] && !slices.Contains(s.After, h) {
			s.After = append(s.After, h)
		}
	}
	slices.Sort(s.After)
}

// join returns the segment a stage can join, or -1.
func join(p *Plan, segs []Segment, home []int, stage int) int {
	s := &p.Stages[stage]
	for k := range segs {
		if !fuses(&p.Stages[segs[k].Stages[0]], s) || p.needsDefault(&segs[k], s) {
			continue
		}
		waits := slices.ContainsFunc(s.After, func(before int) bool {
			return home[before] != k && reaches(segs, home[before], k)
		})
		if !waits {
			return k
		}
	}
	return -1
}

// fuses reports whether two stages can share a segment.
func fuses(a, b *Stage) bool {
	return sameProgram(a.Command, b.Command) &&
		a.Isolation != config.IsolateStage && b.Isolation != config.IsolateStage &&
		a.Replicas == b.Replicas
}

// needsDefault reports whether a stage must see the pipeline's default language
// where the segment finds none: it is the host that puts it there.
func (p *Plan) needsDefault(seg *Segment, s *Stage) bool {
	return p.Config.Language != "" && slices.Contains(s.Reads, document.Language) && seg.writes(p, document.Language)
}

// sameProgram reports whether two commands start the same thing.
func sameProgram(a, b host.Command) bool {
	return a.Path == b.Path && a.Dir == b.Dir && a.SHA256 == b.SHA256 &&
		slices.Equal(a.Args, b.Args) && slices.Equal(a.Env, b.Env)
}

// reaches reports whether segment from waits, at any distance, for segment to.
func reaches(segs []Segment, from, to int) bool {
	seen := make([]bool, len(segs))
	todo := []int{from}
	for len(todo) > 0 {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if at == to {
			return true
		}
		if !seen[at] {
			seen[at] = true
			todo = append(todo, segs[at].After...)
		}
	}
	return false
}

// describe fills in the segment's name and the layers it is sent and sends.
func (s *Segment) describe(p *Plan, home []int, self int) {
	ids := make([]string, len(s.Stages))
	for i, stage := range s.Stages {
		ids[i] = p.Stages[stage].ID
		for _, name := range p.Stages[stage].Reads {
			if !s.writes(p, name) && !slices.Contains(s.Needs, name) {
				s.Needs = append(s.Needs, name)
			}
		}
	}
	s.ID = strings.Join(ids, "+")
	for _, stage := range s.Stages {
		for _, name := range p.Stages[stage].Writes {
			if slices.Contains(p.Output, name) || readElsewhere(p, home, self, name) {
				s.Emit = append(s.Emit, name)
			}
		}
	}
}

func (s *Segment) writes(p *Plan, layer string) bool {
	return slices.ContainsFunc(s.Stages, func(i int) bool { return slices.Contains(p.Stages[i].Writes, layer) })
}

func readElsewhere(p *Plan, home []int, self int, layer string) bool {
	for i := range p.Stages {
		if home[i] != self && slices.Contains(p.Stages[i].Reads, layer) {
			return true
		}
	}
	return false
}
