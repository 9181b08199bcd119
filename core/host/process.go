package host

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"github.com/hashicorp/go-plugin/runner"

	"github.com/onomast/onomast/core/plugin"
)

// A process is a running plugin.
type process struct {
	child  *child
	gone   chan struct{} // closed when it has ended and nothing of it is left
	log    *slog.Logger
	plugin *goplugin.Client
	client *plugin.Client
	dir    string
	settle time.Duration // how long a broken connection may precede the end

	shut    sync.Once
	opening sync.Mutex

	mu       sync.Mutex
	cause    *deathError // why the host killed it
	stopping bool
	sessions map[*Segment]*session
}

// start starts a process of a command and waits until it can be talked to.
func (h *Host) start(ctx context.Context, cmd Command, b budget) (*process, error) {
	path, err := h.locate(cmd)
	if err != nil {
		return nil, err
	}
	dir, err := h.dir.sub()
	if err != nil {
		return nil, fmt.Errorf("plugin %q: making its directory: %w", cmd.name(), err)
	}
	p := h.newProcess(cmd, path, dir, b)
	if err := p.connect(ctx, h.opts.StartTimeout); err != nil {
		_ = p.child.Kill(ctx)
		<-p.gone
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, startFailure(cmd, p.child, err, h.opts.StartTimeout)
	}
	p.log.Debug("plugin process started", "path", path)
	return p, nil
}

func (h *Host) newProcess(cmd Command, path, dir string, b budget) *process {
	log := h.opts.Logger.With("plugin", cmd.name())
	x := &exec.Cmd{Path: path, Args: append([]string{path}, cmd.Args...), Dir: cmd.Dir}
	c := newChild(x, h.spawn, newLineLog(log))
	p := &process{
		child: c, log: log, dir: dir,
		gone: make(chan struct{}), settle: h.opts.StopTimeout,
		sessions: make(map[*Segment]*session),
	}
	p.plugin = goplugin.NewClient(&goplugin.ClientConfig{
		HandshakeConfig: plugin.Handshake(),
		Plugins:         plugin.ClientPlugins(),
		RunnerFunc: func(_ hclog.Logger, spec *exec.Cmd, _ string) (runner.Runner, error) {
			x.Env = append(environ(os.Environ(), cmd, dir, b), h.logLevel())
			x.Env = append(x.Env, spec.Env...)
			x.Env = append(x.Env, goplugin.EnvUnixSocketDir+"="+dir) // shorter than go-plugin's
			isolateProcess(x, h.lifeline.read)
			return c, nil
		},
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		AutoMTLS:         runtime.GOOS == "windows", // elsewhere the socket lies in a directory of ours
		GRPCDialOptions:  plugin.DialOptions(),
		Logger:           hclog.New(&hclog.LoggerOptions{Level: hclog.Off, Output: io.Discard}),
		SkipHostEnv:      true,
		StartTimeout:     2 * h.opts.StartTimeout, // ours comes first
		SyncStdout:       c.log,
		SyncStderr:       c.log,
		UnixSocketConfig: &goplugin.UnixSocketConfig{TempDir: dir},
	})
	go p.bury()
	return p
}

// connect starts the process and returns when it has shaken hands.
func (p *process) connect(ctx context.Context, timeout time.Duration) error {
	expired := time.AfterFunc(timeout, p.child.expire)
	defer expired.Stop()
	defer context.AfterFunc(ctx, p.child.kill)()
	connection, err := p.plugin.Client()
	if err == nil {
		var raw any
		if raw, err = connection.Dispense(plugin.PluginName); err == nil {
			p.client, _ = raw.(*plugin.Client)
		}
	}
	if p.child.startedNever() {
		p.child.abandon()
	}
	return err
}

// bury waits for the end of the process and removes what is left of it.
func (p *process) bury() {
	<-p.child.exited
	p.shut.Do(p.plugin.Kill) // go-plugin has goroutines to end even now
	_ = os.RemoveAll(p.dir)
	close(p.gone)
}

// dead reports whether the process has ended.
func (p *process) dead() bool {
	select {
	case <-p.child.exited:
		return true
	default:
		return false
	}
}

// kill ends the process at once; the first cause given is remembered.
func (p *process) kill(cause *deathError) {
	p.mu.Lock()
	if p.cause == nil {
		p.cause = cause
	}
	p.mu.Unlock()
	p.child.kill()
}

// stop asks the process to end, waits until the deadline and then kills it.
func (p *process) stop(deadline time.Time) {
	p.mu.Lock()
	p.stopping = true
	p.mu.Unlock()
	timer := time.AfterFunc(time.Until(deadline), p.child.kill)
	defer timer.Stop()
	p.shut.Do(p.plugin.Kill)
	<-p.gone
}

// death waits for the end of a process whose connection broke, hastens it if it
// does not come, and says why work in flight came to nothing.
func (p *process) death() *deathError {
	select {
	case <-p.child.exited:
	case <-time.After(p.settle):
		p.kill(&deathError{code: FailureProtocol, detail: "the plugin broke the connection", document: -1})
		<-p.child.exited
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cause != nil {
		return p.cause
	}
	state := p.child.exitState
	return &deathError{
		code:     FailureCrash,
		detail:   "the plugin process died (" + p.child.outcome() + ")" + p.lastWords(),
		document: -1,
		foreign:  state != nil && killedBySignal(state),
	}
}

// lastWords returns what a Go runtime said at the end. Other lines could hold
// the text of documents and stay in the log.
func (p *process) lastWords() string {
	for _, line := range p.child.log.last() {
		if strings.HasPrefix(line, "panic: runtime error: ") || strings.HasPrefix(line, "fatal error: ") {
			return ": " + line
		}
	}
	return ""
}

// report logs the end of a process that nobody asked to end.
func (p *process) report(d *deathError) {
	p.log.Warn("plugin process died; it will be started again",
		"reason", d.detail, "program", filepath.Base(p.child.cmd.Path))
}
