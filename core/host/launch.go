package host

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"github.com/hashicorp/go-plugin/runner"

	"github.com/onomast/onomast/core/plugin"
)

// start starts a process of a command and waits until it can be talked to.
func (h *Host) start(ctx context.Context, cmd Command, b budget) (*process, error) {
	if a, ok := h.attachment(cmd); ok {
		return h.attach(ctx, cmd, a)
	}
	path, err := h.locate(cmd)
	if err != nil {
		return nil, err
	}
	dir, err := h.dir.sub()
	if err != nil {
		return nil, fmt.Errorf("plugin %q: making its directory: %w", cmd.name(), err)
	}
	l := h.prepare(cmd, path, dir, b)
	client, err := l.connect(ctx, h.opts.StartTimeout)
	if err != nil {
		_ = l.child.Kill(ctx)
		<-l.gone
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, startFailure(cmd, l.child, err, h.opts.StartTimeout)
	}
	p := h.newProcess(cmd, l.child, client)
	p.farewell, p.gone, p.say, p.hide = l.farewell, l.gone, l.child.log.speakFor, l.child.log.hide
	p.log.Debug("plugin process started", "path", path)
	return p, nil
}

// A launch is a process on its way up, as go-plugin brings it there.
type launch struct {
	child  *child
	plugin *goplugin.Client
	dir    string
	// farewell asks the process to end, once, and waits for it.
	farewell func()
	gone     chan struct{} // closed when it has ended and nothing of it is left
}

func (h *Host) prepare(cmd Command, path, dir string, b budget) *launch {
	x := &exec.Cmd{Path: path, Args: append([]string{path}, cmd.Args...), Dir: cmd.Dir}
	c := newChild(x, h.spawn, newLineLog(h.opts.Logger.With("plugin", cmd.name())))
	l := &launch{child: c, dir: dir, gone: make(chan struct{})}
	l.plugin = goplugin.NewClient(&goplugin.ClientConfig{
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
		SyncStdout:       c.log.writer(),
		SyncStderr:       c.log.writer(),
		UnixSocketConfig: &goplugin.UnixSocketConfig{TempDir: dir},
	})
	l.farewell = sync.OnceFunc(l.plugin.Kill)
	go l.bury()
	return l
}

// connect starts the process and returns when it has shaken hands.
func (l *launch) connect(ctx context.Context, timeout time.Duration) (*plugin.Client, error) {
	expired := time.AfterFunc(timeout, l.child.expire)
	defer expired.Stop()
	defer context.AfterFunc(ctx, l.child.kill)()
	var client *plugin.Client
	connection, err := l.plugin.Client()
	if err == nil {
		var raw any
		if raw, err = connection.Dispense(plugin.PluginName); err == nil {
			client, _ = raw.(*plugin.Client)
		}
	}
	if l.child.startedNever() {
		l.child.abandon()
	}
	return client, err
}

// bury waits for the end of the process and removes what is left of it.
func (l *launch) bury() {
	<-l.child.ended()
	l.farewell() // go-plugin has goroutines to end even now
	_ = os.RemoveAll(l.dir)
	close(l.gone)
}

func (h *Host) newProcess(cmd Command, b body, client *plugin.Client) *process {
	return &process{
		body: b, client: client, program: filepath.Base(cmd.Path),
		log:    h.opts.Logger.With("plugin", cmd.name()),
		settle: min(h.opts.StopTimeout, settleTime),
		open:   make(map[*Segment]*opening),
	}
}
