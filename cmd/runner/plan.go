package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/pipeline"
)

// planCommand is `runner plan`.
type planCommand struct {
	Pipeline string `arg:"" help:"Pipeline file."`
	pipelineFlags
}

// Run shows the graph, the segments and where each value comes from.
func (c *planCommand) Run(s *session) error {
	ctx, stop := s.interruptible()
	defer stop()
	plan, diags, err := s.load(ctx, c.Pipeline, c.pipelineFlags, pipeline.Options{})
	if err != nil {
		return err
	}
	if plan == nil {
		return diags
	}
	s.report(diags)
	values := plan.Config.Effective()
	if s.cli.JSON {
		return s.printJSON(planReport(plan, values))
	}
	return printPlan(s.stdout, plan, values)
}

type planView struct {
	Name     string         `json:"name"`
	Digest   string         `json:"digest"`
	Stages   []stageView    `json:"stages"`
	Segments []segmentView  `json:"segments"`
	Output   []string       `json:"output"`
	Values   []config.Value `json:"values"`
}

type stageView struct {
	ID     string   `json:"id"`
	Uses   string   `json:"uses"`
	Reads  []string `json:"reads"`
	Writes []string `json:"writes"`
	Labels []string `json:"labels"`
	After  []string `json:"after"`
}

type segmentView struct {
	ID       string   `json:"id"`
	Command  []string `json:"command"`
	Receives []string `json:"receives"`
	Returns  []string `json:"returns"`
	After    []string `json:"after"`
}

func planReport(p *pipeline.Plan, values []config.Value) planView {
	v := planView{Name: p.Config.Name, Digest: p.Config.Digest(), Output: p.Output, Values: values}
	for i := range p.Stages {
		st := &p.Stages[i]
		view := stageView{ID: st.ID, Uses: st.Uses, Reads: list(st.Reads), Writes: list(st.Writes), Labels: []string{}, After: []string{}}
		for _, spec := range st.Contract.Provides {
			view.Labels = append(view.Labels, spec.Labels...)
		}
		for _, a := range st.After {
			view.After = append(view.After, p.Stages[a].ID)
		}
		v.Stages = append(v.Stages, view)
	}
	for _, seg := range p.Segments {
		cmd := p.Stages[seg.Stages[0]].Command
		view := segmentView{ID: seg.ID, Command: append([]string{cmd.Path}, cmd.Args...), Receives: list(seg.Needs), Returns: list(seg.Emit), After: []string{}}
		for _, a := range seg.After {
			view.After = append(view.After, p.Segments[a].ID)
		}
		v.Segments = append(v.Segments, view)
	}
	return v
}

// list makes no elements an empty list in JSON, not null.
func list(elements []string) []string { return append([]string{}, elements...) }

func printPlan(w io.Writer, p *pipeline.Plan, values []config.Value) error {
	v := planReport(p, values)
	fmt.Fprintf(w, "pipeline %s  %s\n", v.Name, v.Digest)
	fmt.Fprintf(w, "\nStages, in the order they run\n")
	t := tabwriter.NewWriter(w, 2, 8, 2, ' ', 0)
	fmt.Fprintln(t, "  stage\tuses\treads\twrites\tlabels")
	for _, st := range v.Stages {
		fmt.Fprintf(t, "  %s\t%s\t%s\t%s\t%s\n", st.ID, st.Uses, words(st.Reads), words(st.Writes), words(st.Labels))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nSegments: stages that share a process\n")
	for _, seg := range v.Segments {
		fmt.Fprintf(w, "  %s\n", strings.ReplaceAll(seg.ID, "+", " + "))
		fmt.Fprintf(w, "      receives text%s; returns %s\n", and(seg.Receives), words(seg.Returns))
		if len(seg.After) > 0 {
			fmt.Fprintf(w, "      waits for %s\n", strings.Join(seg.After, ", "))
		}
	}
	fmt.Fprintf(w, "\nValues and where they come from\n")
	for _, value := range values {
		if _, err := fmt.Fprintf(w, "  %s = %s  (%s)\n", value.Pointer, clipped(string(value.JSON)), value.Origin); err != nil {
			return err
		}
	}
	return nil
}

func words(list []string) string {
	if len(list) == 0 {
		return "-"
	}
	return strings.Join(list, ", ")
}

func and(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return " and " + strings.Join(list, ", ")
}

// clipped keeps one line readable; --json shows values whole.
func clipped(s string) string {
	const most = 100
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + "..."
}
