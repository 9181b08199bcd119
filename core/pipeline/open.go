package pipeline

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"

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
	before   [][]bool       // for each segment, those it waits for at any distance
	chain    bool           // each segment waits for the one before
	rank     map[string]int // place of stages, and of segments by their first stage
	frame    int            // bytes of text in one frame
	inFlight int            // frames at once

	language          string   // the pipeline's default
	languageLabel     []string // the same, as the label of a layer
	findsLanguage     bool     // a stage writes the language
	layers            []string // every layer, in the order of the stages
	layersAndLanguage []string // after the language that a document came with

	languages map[string][]string // of layers whose stage is for some languages only
}

// Open starts the segments of a plan, side by side. An error that a user can
// mend carries a diag.List with positions: all that the segments have to say.
func Open(ctx context.Context, h Host, plan *Plan) (*Runner, error) {
	r := newRunner(plan)
	ctx, cancel := context.WithTimeoutCause(ctx, plan.Config.Run.StartTimeout, errSlowStart)
	defer cancel()
	errs := make([]error, len(plan.Segments))
	var opening sync.WaitGroup
	for i := range plan.Segments {
		opening.Go(func() { r.segments[i], errs[i] = openSegment(ctx, h, plan, &plan.Segments[i]) })
	}
	opening.Wait()
	var list diag.List
	for i, err := range errs {
		list = append(list, plan.placeOpenError(&plan.Segments[i], err)...)
	}
	if err := list.Err(); err != nil {
		return nil, errors.Join(fmt.Errorf("%w: %w", ErrUnusable, err), r.Close())
	}
	return r, nil
}

func newRunner(plan *Plan) *Runner {
	r := &Runner{
		plan:     plan,
		segments: make([]Annotator, len(plan.Segments)),
		before:   make([][]bool, len(plan.Segments)),
		chain:    true,
		rank:     make(map[string]int),
		frame:    int(plan.Config.Run.FrameBytes),
		inFlight: window(plan),

		language: plan.Config.Language, languages: make(map[string][]string),
	}
	for i := range plan.Stages {
		r.rank[plan.Stages[i].ID] = i
		r.layers = append(r.layers, plan.Stages[i].Writes...)
		for _, layer := range plan.Stages[i].Writes {
			if only := plan.Stages[i].When.Language; len(only) > 0 {
				r.languages[layer] = only
			}
		}
	}
	for i, seg := range plan.Segments {
		r.rank[seg.ID] = seg.Stages[0]
		r.chain = r.chain && (i == 0 || slices.Contains(seg.After, i-1))
		r.before[i] = make([]bool, len(plan.Segments))
		for k := range plan.Segments {
			r.before[i][k] = k != i && reaches(plan.Segments, i, k)
		}
	}
	r.languageLabel = []string{r.language}
	r.findsLanguage = slices.Contains(r.layers, document.Language)
	r.layersAndLanguage = append([]string{document.Language}, r.layers...)
	return r
}

// window returns how many frames are under way at once: enough to keep every
// worker of every replica busy while others are being read and written.
func window(plan *Plan) int {
	if n := plan.Config.Run.Workers; n > 0 {
		return n
	}
	replicas := 1
	for i := range plan.Stages {
		replicas = max(replicas, plan.Stages[i].Replicas)
	}
	return 2*runtime.GOMAXPROCS(0)*replicas + 2
}

// errSlowStart is the cause when start_timeout is over.
var errSlowStart = errors.New("it took longer than run.start_timeout")

func openSegment(ctx context.Context, h Host, plan *Plan, seg *Segment) (Annotator, error) {
	first := &plan.Stages[seg.Stages[0]]
	limits := host.Limits{
		Replicas: first.Replicas, Window: plan.Config.Run.Window,
		OpenTimeout: plan.Config.Run.StartTimeout, // of processes that replace others
		Share:       first.Replicas <= 1 && first.Isolation != config.IsolateStage,
	}
	for _, i := range seg.Stages {
		limits.Timeout += plan.Stages[i].Timeout
	}
	opened, err := h.Open(ctx, first.Command, plan.request(seg), limits)
	if err != nil && errors.Is(context.Cause(ctx), errSlowStart) {
		return nil, diag.Diagnostic{
			Severity: diag.Error, Code: "plugin.slow-start", Pointer: "/run/start_timeout",
			Summary: fmt.Sprintf("opening %s took longer than %s", seg.ID, plan.Config.Run.StartTimeout),
			Hint:    "raise run.start_timeout if it loads a large model",
		}
	}
	return opened, err
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

// placeOpenError gives what a plugin says when it is opened its place. Pointers
// start at the pipeline, since a segment has several stages; an error without
// one concerns the program.
func (p *Plan) placeOpenError(seg *Segment, err error) diag.List {
	b := &builder{cfg: p.Config}
	var own diag.List
	for _, d := range diag.From(err, "plugin.failed") {
		if d.File == "" && d.Pointer == "" {
			d.Pointer = stagePointer(p.Stages[seg.Stages[0]].ID) + "/uses"
		}
		own = append(own, d)
	}
	return b.place("", own)
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
	Stage   string          `json:"stage"`
	Reasons []plugin.Reason `json:"reasons"`
}
