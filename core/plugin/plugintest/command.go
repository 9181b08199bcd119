package plugintest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"

	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/protobuf/types/known/emptypb"
)

// How long a program may take to end. The host kills it then.
const (
	shutdownTime = 2 * time.Second
	orphanTime   = 5 * time.Second
)

// interruptTime is how long a program that minds a signal may take to end.
const interruptTime = 200 * time.Millisecond

// RunCommand starts a program and makes all checks on it: those of [Run], and
// how it starts and ends.
func RunCommand(ctx context.Context, command []string, opts Options) Report {
	r := &runner{opts: opts}
	var p *process
	if !r.all(ctx, "", startChecks(command, &p)) {
		return r.report
	}
	defer p.stop()
	start := r.report.Checks
	r.report = Run(ctx, p.client, opts)
	r.report.Checks = append(start, r.report.Checks...)
	r.all(ctx, "", processChecks(p, command))
	return r.report
}

// startChecks leave a program that runs in p.
func startChecks(command []string, p **process) []check {
	return []check{
		{"process.handshake", "print one line 1|1|unix|PATH|grpc to standard output, before anything else, and serve there", func(ctx context.Context, _ *runner) error {
			return handshake(ctx, command)
		}},
		{"process.restart", "a second process must be able to start after, and beside, a first", func(ctx context.Context, r *runner) (err error) {
			if !r.report.OK() {
				return skip("it does not start at all")
			}
			*p, err = startProcess(ctx, command)
			return err
		}},
	}
}

func handshake(ctx context.Context, command []string) error {
	p, err := startProcess(ctx, command)
	if err != nil {
		return err
	}
	defer p.stop()
	_, err = p.client.Describe(ctx)
	return err
}

// processChecks are made on a program that runs; the last ends it.
func processChecks(p *process, command []string) []check {
	return []check{
		{"process.health", `serve grpc.health.v1 with the service "plugin" as SERVING`, func(ctx context.Context, _ *runner) error { return p.healthy(ctx) }},
		{"process.by-hand", "without the variable ONOMAST_PLUGIN say what the program is and exit with another code than 0", func(ctx context.Context, _ *runner) error { return byHand(ctx, command) }},
		{"process.interrupt", "ignore SIGINT: Ctrl-C reaches the whole terminal, and it is the host that decides", func(ctx context.Context, _ *runner) error { return p.interrupt(ctx) }},
		{"process.lifeline", "exit when the descriptor named by ONOMAST_LIFELINE is at its end", func(ctx context.Context, _ *runner) error { return lifeline(ctx, command) }},
		{"process.shutdown", "serve plugin.GRPCController/Shutdown and exit when it is called", func(ctx context.Context, _ *runner) error { return p.shutdown(ctx) }},
	}
}

func (p *process) healthy(ctx context.Context) error {
	r, err := grpc_health_v1.NewHealthClient(p.conn).Check(ctx, &grpc_health_v1.HealthCheckRequest{Service: "plugin"})
	if err != nil {
		return err
	}
	if r.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
		return fmt.Errorf("the service is %s", r.GetStatus())
	}
	return nil
}

func (p *process) interrupt(ctx context.Context) error {
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		return skip("there is no such signal here: " + err.Error())
	}
	if p.ends(interruptTime) {
		return errors.New("the program ended")
	}
	_, err := p.client.Describe(ctx)
	return err
}

func (p *process) shutdown(ctx context.Context) error {
	// The call may fail: the program ends while it answers.
	err := p.conn.Invoke(ctx, "/plugin.GRPCController/Shutdown", &emptypb.Empty{}, &emptypb.Empty{})
	if p.ends(shutdownTime) {
		return nil
	}
	return errors.Join(fmt.Errorf("the program was still there after %s", shutdownTime), err)
}

func lifeline(ctx context.Context, command []string) error {
	p, err := startProcess(ctx, command)
	if err != nil {
		return err
	}
	defer p.stop()
	if p.lifeline == nil {
		return skip("descriptors are not inherited on this system")
	}
	if p.ends(100 * time.Millisecond) {
		return errors.New("the program ended while the host lived")
	}
	p.cutLifeline()
	if !p.ends(orphanTime) {
		return fmt.Errorf("the program was still there %s after the host had gone", orphanTime)
	}
	return nil
}

func byHand(ctx context.Context, command []string) error {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Env = environment("")
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return errors.New("the program did not end by itself")
	case err == nil:
		return errors.New("the program exits with code 0")
	case !errors.As(err, &exit):
		return err
	case len(out) == 0:
		return errors.New("the program says nothing")
	}
	return nil
}
