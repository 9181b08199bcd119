//go:build unix

// Command process measures what it costs to run the stages of a pipeline in a
// plugin process: CPU time of host and plugin together, against the same stages
// called in one process. See README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
	"github.com/onomast/onomast/core/pipeline"
	"github.com/onomast/onomast/core/plugin"
	"github.com/onomast/onomast/pipelines"
	"github.com/onomast/onomast/plugins/crf"
	"github.com/onomast/onomast/plugins/resolver"
	"github.com/onomast/onomast/plugins/rules"
	"github.com/onomast/onomast/plugins/rules/sections"
	"github.com/onomast/onomast/plugins/tokenizer"
)

func main() {
	if slices.Contains(os.Args, serveArgument) {
		plugin.Serve(idle())
	}
	runner := flag.String("runner", "bin/runner", "the runner binary, whose stages are measured")
	file := flag.String("p", "pipelines/support.yaml", "pipeline file, or idle: a stage that does nothing")
	texts := flag.String("texts", "examples/support", "directory of .txt files")
	frames := flag.Int("frames", 200, "frames of about 128 KB in one measurement")
	rounds := flag.Int("rounds", 5, "measurements of each kind, in turn")
	mode := flag.String("mode", "", "measure one: local or process")
	flag.Parse()
	var err error
	if *mode == "" {
		err = compare(*rounds)
	} else {
		err = measure(*mode, *runner, *file, *texts, *frames)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "process:", err)
		os.Exit(1)
	}
}

// compare runs both kinds in turn, each in a process of its own, and prints the
// medians of their CPU time for each document.
func compare(rounds int) error {
	cpu := map[string][]float64{}
	var documents, bytes float64
	for range rounds {
		for _, mode := range []string{"local", "process"} {
			out, err := exec.Command(os.Args[0], append(os.Args[1:], "-mode", mode)...).Output()
			if err != nil {
				return fmt.Errorf("%s: %w", mode, err)
			}
			var seconds float64
			if _, err := fmt.Sscan(string(out), &seconds, &documents, &bytes); err != nil {
				return err
			}
			cpu[mode] = append(cpu[mode], 1e6*seconds/documents)
		}
	}
	local, process := median(cpu["local"]), median(cpu["process"])
	fmt.Printf("%.0f documents of %.1f kB; CPU time of host and plugin for each, median of %d\n", documents, bytes/documents/1000, rounds)
	fmt.Printf("in one process  %7.2f us\nplugin process  %7.2f us\n", local, process)
	fmt.Printf("the hop         %7.2f us, %.2f us a kB\nefficiency      %7.0f %%\n",
		process-local, 1000*(process-local)*documents/bytes, 100*local/process)
	return nil
}

func median(v []float64) float64 {
	slices.Sort(v)
	return v[len(v)/2]
}

func measure(mode, runner, file, dir string, frames int) error {
	h, err := host.New(host.Options{})
	if err != nil {
		return err
	}
	ctx := context.Background()
	frame, err := load(dir)
	if err != nil {
		return err
	}
	local := func() error { return runLocal(ctx, idleSegment(), frame, frames) }
	process := func() error { return idleProcess(ctx, h, frame, frames) }
	if file != "idle" {
		plan, err := planOf(ctx, h, runner, file)
		if err != nil {
			return err
		}
		local = func() error { return runLocal(ctx, plan.Request(0), frame, frames) }
		process = func() error { return runProcess(ctx, h, plan, frame, frames) }
	}
	size := 0
	for _, d := range frame {
		size += len(d.Text())
	}
	before := cpuSeconds() // what planning took is in neither
	if mode == "local" {
		err = local()
	} else {
		err = process()
	}
	err = errors.Join(err, h.Close())
	fmt.Println(cpuSeconds()-before, frames*len(frame), frames*size)
	return err
}

func planOf(ctx context.Context, h *host.Host, runner, file string) (*pipeline.Plan, error) {
	path, err := filepath.Abs(runner)
	if err != nil {
		return nil, err
	}
	plan, diags := pipeline.Load(ctx, h, pipeline.Source{Path: file, Library: pipelines.Library(), Options: pipeline.Options{
		Builtin: host.Command{Name: "builtin", Path: path, Args: []string{"serve-stages"}},
	}})
	return plan, diags.Err()
}

// inFlight is how many frames are under way at once, as in a run.
const inFlight = 4

func runProcess(ctx context.Context, h *host.Host, plan *pipeline.Plan, frame []*document.Document, n int) error {
	r, err := pipeline.Open(ctx, pipeline.Processes(h), plan)
	if err != nil {
		return err
	}
	var group errgroup.Group
	group.SetLimit(inFlight)
	for range n {
		group.Go(func() error {
			_, err := r.Annotate(ctx, frame)
			return err
		})
	}
	return errors.Join(group.Wait(), r.Close())
}

func runLocal(ctx context.Context, seg plugin.Segment, frame []*document.Document, n int) error {
	l, err := plugin.NewLocal(ctx, seg, tokenizer.Kind(), rules.Kind(), crf.Kind(), sections.Kind(), resolver.Kind(), idle())
	if err != nil {
		return err
	}
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0)) // as many as a plugin works on at once
	for range n {
		group.Go(func() error {
			docs := make([]*document.Document, len(frame))
			for i, d := range frame {
				docs[i] = d.With()
			}
			_, err := l.Annotate(ctx, docs)
			return err
		})
	}
	return errors.Join(group.Wait(), l.Close())
}

// load makes one frame of documents of 1-4 kB out of the files.
func load(dir string) ([]*document.Document, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("no .txt files in %s", dir)
	}
	var docs []*document.Document
	for size := 0; size < 128<<10; {
		k := len(docs)
		var text strings.Builder
		for i := range 2 + k%5 {
			data, err := os.ReadFile(names[(k+i)%len(names)])
			if err != nil {
				return nil, err
			}
			text.Write(data)
		}
		d, err := document.New(fmt.Sprint(k), text.String())
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
		size += text.Len()
	}
	return docs, nil
}

// cpuSeconds is the CPU time of this process and of its children that ended.
func cpuSeconds() float64 {
	total := time.Duration(0)
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var u syscall.Rusage
		_ = syscall.Getrusage(who, &u)
		total += time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	return total.Seconds()
}
