package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// A chaos disturbs runs of one runner over the same documents.
type chaos struct {
	runner, self, dir string
	documents, kills  int
	delay, apart      time.Duration
	random            *rand.Rand
	log               io.Writer
}

// A scenario is one way to disturb a run.
type scenario struct {
	name     string
	replicas int
	poison   bool
	disturb  func(c *chaos, j *job) (string, error)
}

func scenarios() []scenario {
	return []scenario{
		{"plugins killed", 1, false, (*chaos).disturbPlugins},
		{"plugins killed, poison, 2 replicas", 2, true, (*chaos).disturbPlugins},
		{"runner killed", 1, false, (*chaos).disturbRunner},
		{"runner killed, poison", 1, true, (*chaos).disturbRunner},
		{"both killed, poison, 2 replicas", 2, true, (*chaos).disturbBoth},
		{"disk full, then freed", 1, true, (*chaos).fillDisk},
	}
}

// all runs every scenario and fails when the bytes of one differ.
func (c *chaos) all() error {
	var errs []error
	calm := make(map[bool]*result)
	for _, s := range scenarios() {
		if calm[s.poison] == nil {
			r, err := c.undisturbed(s)
			if err != nil {
				return err
			}
			calm[s.poison] = r
		}
		if err := c.play(s, calm[s.poison]); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", s.name, err))
		}
	}
	return errors.Join(errs...)
}

// A job is a run that may take several commands.
type job struct {
	pipeline string
	inputs   []string
	out      string
	unmount  func() error // of a disk made for it
}

func (c *chaos) job(s scenario, out string) (*job, error) {
	pipeline, err := c.pipeline(s.replicas, c.delay)
	if err != nil {
		return nil, err
	}
	inputs, err := c.write(s.poison)
	if err != nil {
		return nil, err
	}
	// The pipeline's name is in the dead letters: it is the same for all.
	link := filepath.Join(c.dir, "pipeline.yaml")
	if err := os.RemoveAll(link); err != nil {
		return nil, err
	}
	return &job{pipeline: link, inputs: inputs, out: out}, os.Link(pipeline, link)
}

// command is always the same one.
func (c *chaos) command(j *job) (*exec.Cmd, *bytes.Buffer) {
	cmd := exec.Command(c.runner, append([]string{"run", "--quiet", "--log-level=error", "-p", j.pipeline, "-o", j.out}, j.inputs...)...)
	said := &bytes.Buffer{}
	cmd.Stderr = said
	return cmd, said
}

// complete runs the command to its end.
func (c *chaos) complete(j *job) error {
	cmd, said := c.command(j)
	if code := exitCode(cmd.Run()); code != 0 && code != 1 {
		return fmt.Errorf("exit code %d: %s", code, said)
	}
	return nil
}

func (c *chaos) undisturbed(s scenario) (*result, error) {
	s.replicas = 1
	j, err := c.job(s, filepath.Join(c.dir, fmt.Sprintf("calm-%v", s.poison)))
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	if err := c.complete(j); err != nil {
		return nil, err
	}
	r, err := load(j.out)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(c.log, "%-36s %6.1f s  %+v\n", fmt.Sprintf("undisturbed, poison: %v", s.poison), time.Since(begin).Seconds(), r.counts)
	return r, nil
}

func (c *chaos) play(s scenario, want *result) (err error) {
	out, err := os.MkdirTemp(c.dir, "out-")
	if err != nil {
		return err
	}
	j, err := c.job(s, filepath.Join(out, "run"))
	if err != nil {
		return err
	}
	defer func() {
		if j.unmount != nil {
			err = errors.Join(err, j.unmount())
		}
	}()
	begin := time.Now()
	what, err := s.disturb(c, j)
	if err != nil {
		return err
	}
	got, err := load(j.out)
	if err != nil {
		return err
	}
	if n := got.counts; n.In != n.OK+n.Dead+n.Skipped {
		return fmt.Errorf("documents are lost: %+v", n)
	}
	if names := want.differences(got); len(names) > 0 {
		return fmt.Errorf("%d files differ: %q", len(names), names[:min(len(names), 10)])
	}
	fmt.Fprintf(c.log, "%-36s %6.1f s  %s: same bytes\n", s.name, time.Since(begin).Seconds(), what)
	return nil
}

// disturbPlugins kills plugin processes of one run.
func (c *chaos) disturbPlugins(j *job) (string, error) {
	cmd, said := c.command(j)
	if err := cmd.Start(); err != nil {
		return "", err
	}
	ctx, cancel := context.WithCancel(context.Background())
	killed := make(chan int, 1)
	go func() { killed <- c.killPlugins(ctx, cmd.Process.Pid, c.kills) }()
	code := exitCode(cmd.Wait())
	cancel()
	what := fmt.Sprintf("%d plugin processes killed", <-killed)
	if code != 0 && code != 1 {
		return what, fmt.Errorf("%s; exit code %d: %s", what, code, said)
	}
	return what, nil
}

// disturbRunner kills the runner at random moments, and starts it again.
func (c *chaos) disturbRunner(j *job) (string, error) { return c.restart(j, 0) }

// disturbBoth kills plugins while it does so.
func (c *chaos) disturbBoth(j *job) (string, error) { return c.restart(j, 2) }

func (c *chaos) restart(j *job, plugins int) (string, error) {
	killed, ended := 0, 0
	for killed < c.kills {
		cmd, said := c.command(j)
		if err := cmd.Start(); err != nil {
			return "", err
		}
		pause := c.pause()
		ctx, cancel := context.WithTimeout(context.Background(), pause)
		if plugins > 0 {
			ended += c.killPlugins(ctx, cmd.Process.Pid, plugins)
		}
		gone := make(chan int, 1)
		go func() { gone <- exitCode(cmd.Wait()) }()
		select {
		case code := <-gone:
			cancel()
			if code != 0 && code != 1 {
				return "", fmt.Errorf("exit code %d: %s", code, said)
			}
			return fmt.Sprintf("runner killed %d times, then it was done; plugins killed: %d", killed, ended), nil
		case <-ctx.Done():
			cancel()
			if cmd.Process.Kill() == nil {
				killed++
			}
			<-gone
		}
	}
	what := fmt.Sprintf("runner killed %d times", killed)
	if plugins > 0 {
		what += fmt.Sprintf(", plugins %d times", ended)
	}
	return what, c.complete(j)
}
