package plugintest

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/onomast/onomast/core/plugin"
)

// process is a plugin program the suite has started, without go-plugin: the
// suite looks at what that would hide.
type process struct {
	cmd      *exec.Cmd
	conn     *grpc.ClientConn
	client   *plugin.Client
	lifeline *os.File // nil where it cannot be handed down
	stdout   *os.File // our end
	stderr   *tail
	exited   chan struct{}
	dir      string
}

// startProcess starts the program and reads its handshake.
func startProcess(ctx context.Context, command []string) (*process, error) {
	if len(command) == 0 {
		return nil, errors.New("no command was given")
	}
	dir, err := os.MkdirTemp("", "onomast")
	if err != nil {
		return nil, err
	}
	p := &process{dir: dir, stderr: &tail{}, exited: make(chan struct{})}
	if err := p.start(command); err != nil {
		p.cutLifeline()
		_ = os.RemoveAll(dir)
		return nil, err
	}
	line, err := readLine(ctx, p.stdout)
	if err == nil {
		err = p.dial(line)
	}
	if err != nil {
		p.stop()
		return nil, fmt.Errorf("%w%s", err, p.stderr.quote())
	}
	return p, nil
}

func (p *process) start(command []string) error {
	p.cmd = exec.Command(command[0], command[1:]...)
	p.cmd.Env = append(environment(p.dir), plugin.EnvCookie+"="+plugin.Cookie, "PLUGIN_PROTOCOL_VERSIONS=1")
	p.cmd.Stderr = p.stderr
	p.cmd.WaitDelay = time.Second // its children may hold standard error open
	ours, theirs, err := os.Pipe()
	if err != nil {
		return err
	}
	defer func() { _ = theirs.Close() }()
	p.stdout, p.cmd.Stdout = ours, theirs
	read, err := p.lifelinePipe()
	if err == nil {
		err = p.cmd.Start()
		if read != nil {
			_ = read.Close()
		}
	}
	if err != nil {
		return errors.Join(err, ours.Close())
	}
	go func() {
		defer close(p.exited)
		_ = p.cmd.Wait()
	}()
	return nil
}

// environment is the little that a plugin may count on.
func environment(dir string) []string {
	env := []string{"TMPDIR=" + dir, "TEMP=" + dir, "TMP=" + dir}
	for _, name := range []string{"PATH", "HOME", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "PATHEXT", "USERPROFILE"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// startTime is how long a program may take to its handshake.
const startTime = 30 * time.Second

func readLine(ctx context.Context, r io.Reader) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	type answer struct {
		line string
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		line, err := bufio.NewReader(io.LimitReader(r, 1<<16)).ReadString('\n')
		got <- answer{line, err}
		_, _ = io.Copy(io.Discard, r) // the program must not block
	}()
	select {
	case a := <-got:
		if a.err != nil {
			return "", fmt.Errorf("standard output ended before the handshake line: %w", a.err)
		}
		return strings.TrimSpace(a.line), nil
	case <-ctx.Done():
		return "", fmt.Errorf("no handshake line on standard output: %w", ctx.Err())
	}
}

// dial connects to where the handshake line says.
func (p *process) dial(line string) error {
	fields := strings.Split(line, "|")
	if len(fields) < 5 || fields[0] != "1" || fields[1] != fmt.Sprint(plugin.ProtocolVersion) || fields[4] != "grpc" {
		return fmt.Errorf("the handshake line is %q, want 1|%d|unix|PATH|grpc", line, plugin.ProtocolVersion)
	}
	target := "passthrough:///" + fields[3]
	if fields[2] == "unix" {
		target = "unix:" + fields[3]
	}
	conn, err := grpc.NewClient(target, append(plugin.DialOptions(), grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	if err != nil {
		return err
	}
	p.conn, p.client = conn, plugin.NewClient(conn)
	return nil
}

func (p *process) cutLifeline() {
	if p.lifeline != nil {
		_ = p.lifeline.Close()
		p.lifeline = nil
	}
}

// ends reports whether the program ends within d.
func (p *process) ends(d time.Duration) bool {
	select {
	case <-p.exited:
		return true
	case <-time.After(d):
		return false
	}
}

// stop ends the program, whatever state it is in.
func (p *process) stop() {
	if p.conn != nil {
		_ = p.conn.Close()
	}
	p.cutLifeline()
	_ = p.cmd.Process.Kill()
	<-p.exited
	_ = p.stdout.Close()
	_ = os.RemoveAll(p.dir)
}
