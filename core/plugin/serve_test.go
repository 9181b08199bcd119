package plugin

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/go-hclog"
	goplugin "github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/onomast/onomast/core/document"
)

// pluginCommand returns the command that makes the test binary a plugin.
func pluginCommand(ctx context.Context, t testing.TB, env ...string) *exec.Cmd {
	t.Helper()
	dir, err := os.MkdirTemp("", "p") // t.TempDir is too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append([]string{envTestPlugin + "=1", "TMPDIR=" + dir}, env...)
	return cmd
}

// A process is a plugin started without go-plugin, so that the test sees all it
// writes and reads none of what go-plugin would read for it.
type process struct {
	*Client
	cmd    *exec.Cmd
	conn   *grpc.ClientConn
	stdout *bufio.Reader
	stderr *syncBuffer
}

func startProcess(t testing.TB, prepare func(*exec.Cmd), env ...string) *process {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), testTime)
	cmd := pluginCommand(ctx, t, append(env, EnvCookie+"="+Cookie, "PLUGIN_PROTOCOL_VERSIONS=1")...)
	p := &process{cmd: cmd, stderr: &syncBuffer{}}
	cmd.Stderr = p.stderr
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if prepare != nil {
		prepare(cmd)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		cancel()
	})
	p.stdout = bufio.NewReader(pipe)
	p.connect(t)
	return p
}

func (p *process) connect(t testing.TB) {
	t.Helper()
	line, err := p.stdout.ReadString('\n')
	if err != nil {
		t.Fatalf("no handshake: %v\n%s", err, p.stderr)
	}
	fields := strings.Split(strings.TrimSpace(line), "|")
	if len(fields) < 5 || fields[0] != "1" || fields[1] != "1" || fields[2] != "unix" || fields[4] != "grpc" {
		t.Fatalf("handshake line %q", line)
	}
	conn, err := grpc.NewClient("unix:"+fields[3], append(DialOptions(), grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	p.conn, p.Client = conn, NewClient(conn)
}

// run sends one document through a stage of the kind.
func (p *process) run(t *testing.T, kind string) *document.Reply {
	t.Helper()
	openSegment(t, p.Client, kind, nil, stageOf("the-stage", kind))
	s := openStream(t, p.Client, kind)
	send(t, s, 1, docOf(t, "XG-4500"))
	r := recv(t, s)
	_ = s.CloseSend()
	return r
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// await waits until the buffer holds all of want.
func (b *syncBuffer) await(t *testing.T, want ...string) {
	t.Helper()
	for end := time.Now().Add(testTime); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		missing := false
		for _, w := range want {
			missing = missing || !strings.Contains(b.String(), w)
		}
		if !missing {
			return
		}
	}
	t.Fatalf("standard error never held all of %q:\n%.2000s", want, b)
}

func TestServeUnderGoPlugin(t *testing.T) {
	t.Parallel()
	host := goplugin.NewClient(&goplugin.ClientConfig{
		HandshakeConfig: Handshake(), Plugins: ClientPlugins(),
		Cmd:              pluginCommand(t.Context(), t),
		AllowedProtocols: []goplugin.Protocol{goplugin.ProtocolGRPC},
		Logger:           hclog.NewNullLogger(), SkipHostEnv: true,
		GRPCDialOptions: DialOptions(),
	})
	defer host.Kill()
	connection, err := host.Client()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := connection.Dispense(PluginName)
	if err != nil {
		t.Fatal(err)
	}
	p := &process{Client: raw.(*Client)}
	if r := p.run(t, "word"); len(r.Failures) > 0 {
		t.Errorf("failures %v", r.Failures)
	}
	if err := connection.Ping(); err != nil {
		t.Errorf("ping: %v", err)
	}
	host.Kill()
	if !host.Exited() {
		t.Error("the plugin did not end")
	}
}

func TestServeStartedByHand(t *testing.T) {
	t.Parallel()
	tests := []struct {
		mode string
		want []string
	}{
		{"1", []string{"sample v1.2.3 is a plugin", "  word     Finds a word.\n", "  fail\n", "uses: exec", "kind: word", "runner plugins test"}},
		{"broken", []string{`kind name "Bad Name"`}},
	}
	for _, tt := range tests {
		cmd := pluginCommand(t.Context(), t, envTestPlugin+"="+tt.mode)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		stdout, _ := cmd.Output()
		if code := cmd.ProcessState.ExitCode(); code != exitUnusable {
			t.Errorf("exit code %d", code)
		}
		if len(stdout) > 0 {
			t.Errorf("it wrote %q to standard output", stdout)
		}
		for _, want := range tt.want {
			if !strings.Contains(stderr.String(), want) {
				t.Errorf("%q is missing in:\n%s", want, stderr.String())
			}
		}
	}
}

func TestServeWithoutATemporaryDirectory(t *testing.T) {
	t.Parallel()
	cmd := pluginCommand(t.Context(), t, EnvCookie+"="+Cookie)
	cmd.Env = append(cmd.Env, "TMPDIR=/nonexistent")
	out, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != exitUnusable || !bytes.Contains(out, []byte("/nonexistent")) {
		t.Errorf("exit code %d, output %s", code, out)
	}
}

func TestServeKeepsPrintsApart(t *testing.T) {
	t.Parallel()
	p := startProcess(t, nil)
	p.run(t, "print")
	p.stderr.await(t, "a print to standard output\n", "a print to standard error\n")
	_ = p.cmd.Process.Kill()
	if rest, _ := io.ReadAll(p.stdout); len(rest) > 0 {
		t.Errorf("standard output holds %q beside the handshake", rest)
	}
}

// More than a pipe holds, printed while nobody asks for it over gRPC.
func TestServeIsNotBlockedByPrints(t *testing.T) {
	t.Parallel()
	p := startProcess(t, nil)
	p.run(t, "flood")
	p.stderr.await(t, strings.Repeat("flood ", 50_000))
}

func TestServeLogs(t *testing.T) {
	t.Parallel()
	for level, lines := range map[string]int{"": 1, "debug": 2, "error": 0} {
		p := startProcess(t, nil, EnvLogLevel+"="+level)
		p.run(t, "log")
		p.run(t, "print") // what comes after tells that nothing is missing
		p.stderr.await(t, "a print to standard error\n")
		var got []map[string]any
		for line := range strings.Lines(p.stderr.String()) {
			var entry map[string]any
			if json.Unmarshal([]byte(line), &entry) == nil {
				got = append(got, entry)
			}
		}
		if len(got) != lines {
			t.Fatalf("level %q: %d log lines, want %d:\n%s", level, len(got), lines, p.stderr)
		}
		if lines == 0 {
			continue
		}
		e := got[0]
		if e["@message"] != "a line of the stage" || e["@level"] != "info" || e["@stage"] != "the-stage" || e["n"] != 1.0 {
			t.Errorf("log line %v", e)
		}
		if _, err := time.Parse(time.RFC3339Nano, e["@timestamp"].(string)); err != nil {
			t.Error(err)
		}
	}
}

func TestLifeline(t *testing.T) {
	t.Parallel()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p := startProcess(t, func(cmd *exec.Cmd) { cmd.ExtraFiles = []*os.File{r} }, EnvLifeline+"=3")
	_ = r.Close()
	if _, err := p.Describe(t.Context()); err != nil {
		t.Errorf("while the host lives: %v", err)
	}
	_ = w.Close()
	_ = p.cmd.Wait()
	if code := p.cmd.ProcessState.ExitCode(); code != exitOrphan {
		t.Errorf("exit code %d", code)
	}
}

func TestLifelineThatIsNone(t *testing.T) {
	t.Parallel()
	null, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = null.Close() }()
	for _, value := range []string{"3", "4", "999", "-1", "x"} {
		p := startProcess(t, func(cmd *exec.Cmd) { cmd.ExtraFiles = []*os.File{null} }, EnvLifeline+"="+value)
		if r := p.run(t, "word"); r.Documents != 1 {
			t.Errorf("%s=%s: answer %+v", EnvLifeline, value, r)
		}
		p.stderr.await(t, "no lifeline")
	}
}

func TestInterruptIsLeftToTheHost(t *testing.T) {
	t.Parallel()
	p := startProcess(t, nil)
	for range 3 {
		if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
			t.Skipf("no interrupts here: %v", err)
		}
	}
	if r := p.run(t, "word"); r.Documents != 1 {
		t.Errorf("answer %+v", r)
	}
}
