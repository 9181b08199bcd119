package host

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/go-plugin/runner"
)

const (
	// maxHello is the longest handshake line, in bytes. A certificate fits.
	maxHello = 16 << 10
	// drainTime is how long output is still read when a process has ended but
	// one of its descendants keeps the pipe open.
	drainTime = 500 * time.Millisecond
	// lastMoment is how long a process may take to end by itself once go-plugin
	// has had enough of it.
	lastMoment = 100 * time.Millisecond
)

var (
	_ runner.Runner = (*child)(nil)
	_ body          = (*child)(nil)
)

// A child is one process as go-plugin sees it. It shields go-plugin, and is
// shielded from it: stdin is empty, go-plugin sees the first line of stdout and
// nothing else, output is read to its end whatever happens, and killing reaches
// the whole process group.
type child struct {
	cmd   *exec.Cmd
	spawn *spawner
	log   *lineLog

	hello     *io.PipeReader // the first line of stdout
	helloOut  *io.PipeWriter
	startErr  error
	done      chan struct{} // closed when the process is gone and its output read
	exitState *os.ProcessState

	mu      sync.Mutex
	group   group
	line    string // the first line of stdout
	started bool
	reaped  bool
	killed  bool // by the host, before it ended by itself
	expired bool // because it took too long
}

func newChild(cmd *exec.Cmd, spawn *spawner, log *lineLog) *child {
	c := &child{cmd: cmd, spawn: spawn, log: log, done: make(chan struct{})}
	c.hello, c.helloOut = io.Pipe()
	return c
}

// Start starts the process.
func (c *child) Start(context.Context) error {
	stdout, stderr, err := c.start()
	if err != nil {
		c.startErr = err
		_ = c.helloOut.Close()
		close(c.done)
		return err
	}
	c.mu.Lock()
	c.started = true
	c.group = adopt(c.cmd.Process)
	if c.killed { // asked for before there was a process
		c.group.kill()
	}
	c.mu.Unlock()
	go c.wait(stdout, stderr)
	return nil
}

func (c *child) start() (stdout, stderr *os.File, err error) {
	stdout, outEnd, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	stderr, errEnd, err := os.Pipe()
	if err != nil {
		closeAll(stdout, outEnd)
		return nil, nil, err
	}
	c.cmd.Stdout, c.cmd.Stderr = outEnd, errEnd
	err = c.spawn.start(c.cmd)
	closeAll(outEnd, errEnd)
	if err != nil {
		closeAll(stdout, stderr)
		return nil, nil, err
	}
	return stdout, stderr, nil
}

func closeAll(files ...*os.File) {
	for _, f := range files {
		_ = f.Close()
	}
}

// wait reads the output and reaps the process.
func (c *child) wait(stdout, stderr *os.File) {
	var readers sync.WaitGroup
	readers.Go(func() { c.readStdout(stdout) })
	readers.Go(func() { copyLines(c.log, stderr) })
	c.reap()
	deadline := time.Now().Add(drainTime)
	_ = stdout.SetReadDeadline(deadline)
	_ = stderr.SetReadDeadline(deadline)
	readers.Wait()
	closeAll(stdout, stderr)
	c.log.flush()
	close(c.done)
}

// reap waits for the process and kills what is left of its group, where the
// system allows it while nobody else can have got its number.
func (c *child) reap() {
	if awaitExit(c.cmd.Process.Pid) {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.group.kill()
		_ = c.cmd.Wait()
	} else {
		_ = c.cmd.Wait()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.group.kill()
	}
	c.group.release()
	c.reaped, c.exitState = true, c.cmd.ProcessState
}

// copyLines logs what comes from a stream until its end.
func copyLines(log *lineLog, r io.Reader) {
	w := log.writer()
	defer w.flush()
	_, _ = io.Copy(w, r)
}

// readStdout passes the first line on to go-plugin and logs the others.
func (c *child) readStdout(stdout *os.File) {
	r := bufio.NewReader(stdout)
	line := readHello(r)
	c.mu.Lock()
	c.line = line
	c.mu.Unlock()
	_, _ = io.WriteString(c.helloOut, line+"\n")
	_ = c.helloOut.Close()
	copyLines(c.log, r)
}

// readHello reads one line, or what there is of it.
func readHello(r *bufio.Reader) string {
	var line []byte
	for len(line) < maxHello {
		b, err := r.ReadByte()
		if err != nil || b == '\n' {
			break
		}
		line = append(line, b)
	}
	return strings.TrimSpace(strings.ToValidUTF8(string(line), "\uFFFD"))
}

// firstLine returns the first line of stdout, "" when there was none.
func (c *child) firstLine() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.line
}

// kill ends the process and its descendants at once.
func (c *child) kill() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.killed = c.killed || !c.reaped
	if c.started && !c.reaped { // afterwards its number may belong to somebody else
		c.group.kill()
	}
}

// expire kills the process because it took too long to start.
func (c *child) expire() {
	c.mu.Lock()
	c.expired = true
	c.mu.Unlock()
	c.kill()
}

func (c *child) wasKilledByTimer() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.expired
}

func (c *child) wasKilledByUs() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.killed && !c.expired
}

// startedNever reports whether go-plugin gave up before it started the process.
func (c *child) startedNever() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.started && c.startErr == nil
}

// abandon marks a process that was never started as gone.
func (c *child) abandon() { close(c.done) }

// Wait returns when the process has ended.
func (c *child) Wait(context.Context) error {
	<-c.done
	return nil
}

// Kill implements [runner.Runner]. go-plugin calls it as soon as stdout ends: a
// process that is about to exit by itself gets a moment to do so, since how it
// ended is what the user wants to know.
func (c *child) Kill(context.Context) error {
	select {
	case <-c.done:
	case <-time.After(lastMoment):
	}
	c.kill()
	return nil
}

// Stdout returns the handshake line and then the end of file.
func (c *child) Stdout() io.ReadCloser { return c.hello }

// Stderr returns nothing: go-plugin would crash on some lines.
func (c *child) Stderr() io.ReadCloser { return io.NopCloser(strings.NewReader("")) }

// Name returns the path of the program.
func (c *child) Name() string { return c.cmd.Path }

// ID returns the process number, "" when there is no process.
func (c *child) ID() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.started {
		return ""
	}
	return strconv.Itoa(c.cmd.Process.Pid)
}

// Diagnose says nothing: see startFailure.
func (c *child) Diagnose(context.Context) string { return "" }

// PluginToHost returns the address as it is.
func (c *child) PluginToHost(network, address string) (string, string, error) {
	return network, address, nil
}

// HostToPlugin returns the address as it is.
func (c *child) HostToPlugin(network, address string) (string, string, error) {
	return network, address, nil
}

func (c *child) ended() <-chan struct{} { return c.done }

func (c *child) lastLines() []string { return c.log.last() }

func (c *child) outcome() string {
	if c.exitState == nil {
		return errors.Join(errors.New("not started"), c.startErr).Error()
	}
	return c.exitState.String()
}

func (c *child) foreign() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.killed && c.exitState != nil && killedBySignal(c.exitState)
}
