package plugin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/onomast/onomast/core/diag"
)

// segment is an open [Segment].
type segment struct {
	id     string
	emit   []string
	stages []*stage
	parts  [][]*stage // runs of stages done document by document, or one Batcher
	gate   gate
	once   sync.Once
	err    error // of closing
}

// stage is an open stage.
type stage struct {
	StageConfig
	impl  Stage
	batch Batcher // nil when the stage is none

	panicked sync.Once
}

// open opens all stages of a segment, or none. The pointers of diagnostics
// start at the pipeline.
func (r *registry) open(ctx context.Context, s Segment) (*segment, diag.List) {
	seg := &segment{id: s.ID, emit: s.Emit}
	var list diag.List
	if len(s.Stages) == 0 {
		list = diagnose(fmt.Errorf("segment %q has no stages", s.ID), "plugin.open")
	}
	for _, cfg := range s.Stages {
		cfg.Emit = s.Emit
		st, found := r.openStage(ctx, cfg)
		list = append(list, inPipeline(cfg.Stage, found)...)
		if st != nil {
			seg.stages = append(seg.stages, st)
		}
		if found.HasErrors() {
			break
		}
	}
	if list.HasErrors() {
		return nil, append(list, diagnose(seg.close(), "plugin.close")...)
	}
	seg.parts = split(seg.stages)
	return seg, list
}

func (r *registry) openStage(ctx context.Context, cfg StageConfig) (*stage, diag.List) {
	k, ok := r.find(cfg.Kind)
	if !ok {
		return nil, r.unknownKind(cfg.Kind)
	}
	impl, err := k.open(withStage(ctx, cfg.Stage), cfg.Config)
	list := diagnose(err, "plugin.open")
	if impl == nil && !list.HasErrors() {
		list = append(list, diagnose(errors.New("Open of the plugin gave no stage"), "plugin.open")...)
	}
	if impl == nil {
		return nil, list
	}
	batch, _ := impl.(Batcher)
	return &stage{StageConfig: cfg, impl: impl, batch: batch}, list
}

func (k Kind) open(ctx context.Context, cfg Config) (s Stage, err error) {
	defer catch(&err)
	return k.Open(ctx, cfg)
}

// inPipeline makes pointers into `with` pointers into the pipeline.
func inPipeline(stage string, list diag.List) diag.List {
	escape := strings.NewReplacer("~", "~0", "/", "~1")
	for i := range list {
		if list[i].File == "" {
			list[i].Pointer = "/stages/" + escape.Replace(stage) + "/with" + list[i].Pointer
		}
	}
	return list
}

// split groups stages: what goes document by document stays together, so that a
// document is in the cache for all of them.
func split(stages []*stage) [][]*stage {
	var parts [][]*stage
	single := false
	for _, st := range stages {
		if st.batch == nil && single {
			parts[len(parts)-1] = append(parts[len(parts)-1], st)
		} else {
			parts = append(parts, []*stage{st})
		}
		single = st.batch == nil
	}
	return parts
}

func (s *segment) stage(id string) *stage {
	for _, st := range s.stages {
		if st.Stage == id {
			return st
		}
	}
	return nil
}

// close waits for work in progress and closes the stages, last first. Whoever
// calls it again waits for the first call and gets its error.
func (s *segment) close() error {
	s.once.Do(func() {
		s.gate.close()
		var errs []error
		for i := len(s.stages) - 1; i >= 0; i-- {
			errs = append(errs, s.stages[i].close())
		}
		s.err = errors.Join(errs...)
	})
	return s.err
}

func (st *stage) close() error {
	c, ok := st.impl.(io.Closer)
	if !ok {
		return nil
	}
	if err := closeStage(c); err != nil {
		return fmt.Errorf("close stage %q: %w", st.Stage, err)
	}
	return nil
}

func closeStage(c io.Closer) (err error) {
	defer catch(&err)
	return c.Close()
}

// A gate lets work in until it is closed; closing waits until all work is out.
type gate struct {
	mu     sync.RWMutex
	closed bool
}

// enter reports whether the gate is open; leave must follow if it was.
func (g *gate) enter() bool {
	g.mu.RLock()
	if g.closed {
		g.mu.RUnlock()
		return false
	}
	return true
}

func (g *gate) leave() { g.mu.RUnlock() }

// close waits until nobody is inside.
func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.closed = true
}
