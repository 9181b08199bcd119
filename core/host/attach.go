package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"google.golang.org/grpc"
	"google.golang.org/grpc/connectivity"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/onomast/onomast/core/plugin"
)

// An Attachment is a plugin process that somebody else has started, for example
// under a debugger. The host uses it instead of a process of its own and neither
// times nor kills it. The plugin prints what to put here when it is started with
// the argument --debug.
type Attachment struct {
	// Network and Address say where it listens: "unix" and a path, or "tcp" and
	// host:port.
	Network string `json:"network"`
	Address string `json:"address"`
	// PID is for people.
	PID int `json:"pid,omitempty"`
}

// ParseAttachments reads the value of the environment variable
// [plugin.EnvReattach]: a JSON object of attachments. Empty means none.
func ParseAttachments(value string) (map[string]Attachment, error) {
	if strings.TrimSpace(value) == "" {
		return nil, nil
	}
	var all map[string]Attachment
	if err := json.Unmarshal([]byte(value), &all); err != nil {
		return nil, fmt.Errorf(`%s holds no JSON object such as {"ticket":{"network":"unix","address":"/tmp/p.sock"}}: %w`, plugin.EnvReattach, err)
	}
	for name, a := range all {
		if (a.Network != "unix" && a.Network != "tcp") || a.Address == "" {
			return nil, fmt.Errorf("%s: %q needs a network, unix or tcp, and an address: copy the line that the plugin prints with --debug", plugin.EnvReattach, name)
		}
	}
	return all, nil
}

// attachment returns where the process of a command runs, if somebody else runs
// it: by the command's name (the stage's id), or by the name of its program or
// script, with or without extension.
func (h *Host) attachment(cmd Command) (Attachment, bool) {
	if len(h.opts.Attach) == 0 {
		return Attachment{}, false
	}
	program, script := filepath.Base(cmd.Path), filepath.Base(pinned(cmd, cmd.Path))
	for _, name := range []string{cmd.name(), program, stem(program), script, stem(script)} {
		if a, ok := h.opts.Attach[name]; ok {
			h.mu.Lock()
			h.attached[name] = true
			h.mu.Unlock()
			return a, true
		}
	}
	return Attachment{}, false
}

func stem(base string) string { return strings.TrimSuffix(base, filepath.Ext(base)) }

// reportUnused speaks of attachments that no command was the one of: somebody
// waits at a debugger in vain.
func (h *Host) reportUnused() {
	for name := range h.opts.Attach {
		if !h.attached[name] {
			h.opts.Logger.Warn("no stage has used an attached plugin; name it by the id of the stage or by its program",
				"variable", plugin.EnvReattach, "name", name)
		}
	}
}

// attached is the body of a process that somebody else runs.
type attached struct {
	conn *grpc.ClientConn
	once sync.Once
	gone chan struct{}
}

var _ body = (*attached)(nil)

// attach connects to a process that runs already.
func (h *Host) attach(ctx context.Context, cmd Command, a Attachment) (*process, error) {
	target := a.Address
	if a.Network == "unix" {
		target = "unix:" + target
	}
	conn, err := grpc.NewClient(target, append(plugin.DialOptions(), grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	if err == nil {
		err = reach(ctx, conn)
	}
	if err != nil {
		return nil, &StartError{Command: cmd.name(), Code: CodeAttach, Err: err,
			Summary: fmt.Sprintf("the process that %s names cannot be reached at %s", plugin.EnvReattach, a.Address),
			Hint:    "start the plugin again with --debug and copy the line it prints, or unset the variable"}
	}
	b := &attached{conn: conn, gone: make(chan struct{})}
	go b.watch()
	p := h.newProcess(cmd, b, plugin.NewClient(conn))
	p.attached, p.farewell, p.gone, p.say = true, b.kill, b.gone, func(string) {}
	p.log.Info("using a plugin process that was started by hand", "address", a.Address, "pid", a.PID)
	return p, nil
}

// reach waits until the connection stands or fails.
func reach(ctx context.Context, conn *grpc.ClientConn) error {
	conn.Connect()
	for {
		state := conn.GetState()
		switch state {
		case connectivity.Ready:
			return nil
		case connectivity.TransientFailure, connectivity.Shutdown:
			return errors.Join(errors.New("nobody listens there"), conn.Close())
		}
		if !conn.WaitForStateChange(ctx, state) {
			return errors.Join(ctx.Err(), conn.Close())
		}
	}
}

// watch ends the body when the connection does.
func (b *attached) watch() {
	conn := b.conn
	for conn.GetState() == connectivity.Ready {
		conn.WaitForStateChange(context.Background(), connectivity.Ready)
	}
	b.kill()
}

func (b *attached) ended() <-chan struct{} { return b.gone }

// kill lets go of the process; it is not ours to end.
func (b *attached) kill() {
	b.once.Do(func() {
		_ = b.conn.Close()
		close(b.gone)
	})
}

func (*attached) outcome() string { return "its connection ended" }

func (*attached) foreign() bool { return false }

func (*attached) lastLines() []string { return nil }
