package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/onomast/onomast/core/config"
	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/plugin"
)

// A Runner is a pipeline whose segments are open. It is safe for concurrent use.
type Runner struct {
	plan     *Plan
	segments []Annotator
	layers   []string // every layer, in the order of the stages
	language string   // the pipeline's default
	frame    int      // bytes of text in one frame
	inFlight int      // frames at once
}

// Open starts the segments of a plan, side by side. An error that a user can
// mend carries a diag.List with positions.
func Open(ctx context.Context, h Host, plan *Plan) (*Runner, error) {
	r := &Runner{
		plan:     plan,
		segments: make([]Annotator, len(plan.Segments)),
		language: plan.Config.Language,
		frame:    int(plan.Config.Run.FrameBytes),
		inFlight: window(plan),
	}
	for i := range plan.Stages {
		r.layers = append(r.layers, plan.Stages[i].Writes...)
	}
	var group errgroup.Group
	for i := range plan.Segments {
		group.Go(func() (err error) {
			r.segments[i], err = openSegment(ctx, h, plan, &plan.Segments[i])
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	return r, nil
}

// window returns how many frames are under way at once: enough to keep every
// worker of every replica busy while others are being read and written.
func window(plan *Plan) int {
	replicas := 1
	for i := range plan.Stages {
		replicas = max(replicas, plan.Stages[i].Replicas)
	}
	workers := runtime.GOMAXPROCS(0)
	if n := plan.Config.Run.Workers; n > 0 {
		workers = n
	}
	return 2*workers*replicas + 2
}

func openSegment(ctx context.Context, h Host, plan *Plan, seg *Segment) (Annotator, error) {
	first := &plan.Stages[seg.Stages[0]]
	request := plan.request(seg)
	limits := host.Limits{Replicas: first.Replicas, Window: plan.Config.Run.Window, Share: first.Replicas <= 1 && first.Isolation != config.IsolateStage}
	for _, i := range seg.Stages {
		limits.Timeout += plan.Stages[i].Timeout
	}
	opened, err := h.Open(ctx, first.Command, request, limits)
	if err != nil {
		return nil, placeOpenError(plan, err)
	}
	return opened, nil
}

// Request returns what the k-th segment's plugin is asked to open.
func (p *Plan) Request(k int) plugin.Segment { return p.request(&p.Segments[k]) }

func (p *Plan) request(seg *Segment) plugin.Segment {
	var layers []plugin.LayerSpec
	for i := range p.Stages {
		layers = append(layers, p.Stages[i].Contract.Provides...)
	}
	request := plugin.Segment{ID: seg.ID, Emit: seg.Emit}
	for _, i := range seg.Stages {
		request.Stages = append(request.Stages, stageConfig(&p.Stages[i], layers, seg.Emit))
	}
	return request
}

// placeOpenError gives what a plugin says of its stages' options a place: its
// pointers start at the pipeline, since a segment has several stages.
func placeOpenError(plan *Plan, err error) error {
	b := &builder{cfg: plan.Config}
	return fmt.Errorf("%w: %w", ErrUnusable, b.place("", diag.From(err, "plugin.failed")).Err())
}

// Plan returns the plan the runner carries out.
func (r *Runner) Plan() *Plan { return r.plan }

// Close releases the segments. The plugin processes belong to the host.
func (r *Runner) Close() error {
	var errs []error
	for _, s := range r.segments {
		if s != nil {
			errs = append(errs, s.Close())
		}
	}
	return errors.Join(errs...)
}

// Explain asks every stage that can give reasons about the bytes [start,end) of
// a document that has been annotated. Reasons come by the id of the stage, in
// the order of the stages.
func (r *Runner) Explain(ctx context.Context, doc *document.Document, start, end int) ([]StageReasons, error) {
	var out []StageReasons
	for i := range r.plan.Stages {
		s := &r.plan.Stages[i]
		k := slices.IndexFunc(r.plan.Segments, func(seg Segment) bool { return slices.Contains(seg.Stages, i) })
		reasons, err := r.segments[k].Explain(ctx, s.ID, doc.With(s.Reads...), start, end)
		if err != nil {
			return nil, fmt.Errorf("stage %q: %w", s.ID, err)
		}
		if len(reasons) > 0 {
			out = append(out, StageReasons{Stage: s.ID, Reasons: reasons})
		}
	}
	return out, nil
}

// StageReasons is what one stage has to say about a stretch of text.
type StageReasons struct {
	Stage   string
	Reasons []plugin.Reason
}
