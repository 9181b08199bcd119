package host

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/onomast/onomast/core/plugin"
)

// startFailure says in the words of a user why a process did not come up. What
// go-plugin says is kept underneath.
func startFailure(cmd Command, c *child, err error, timeout time.Duration) *StartError {
	e := &StartError{Command: cmd.name(), Stderr: c.log.last(), Err: err}
	line := c.firstLine()
	switch {
	case c.startErr != nil:
		e.describeExec(c.cmd.Path, c.startErr)
	case c.foreign():
		e.Code = CodeKilled
		e.Summary = fmt.Sprintf("it was killed while it started (%s)", c.outcome())
		e.Hint = "somebody kills it, or there is too little memory for it"
	case line == "" && c.wasKilledByTimer():
		e.Code = CodeTimeout
		e.Summary = fmt.Sprintf("it did not shake hands within %s", timeout)
		e.Hint = "is it a plugin? A plugin prints the handshake first and loads models when a segment is opened"
	case line == "":
		e.describeExit(c)
	case isHandshake(line):
		e.describeHandshake(line, c, timeout)
	default:
		e.Code = CodeNotAPlugin
		e.Summary = fmt.Sprintf("it wrote %q to stdout instead of the handshake", clip(line))
		e.Hint = "is it a plugin? A plugin writes nothing but the handshake to stdout; let it print to stderr"
	}
	return e
}

// describeExec explains errors of the exec system call.
func (e *StartError) describeExec(path string, err error) {
	e.Code, e.Err = CodeNotExecutable, err
	e.Summary = fmt.Sprintf("%s cannot be started: %v", path, err)
	switch {
	case errors.Is(err, syscall.ENOEXEC):
		e.Hint = "it is made for another system, or a script without a first line like #!/usr/bin/env python3"
	case errors.Is(err, fs.ErrNotExist):
		e.Code = CodeNotFound
		e.Hint = "the working directory, or the interpreter that the first line of the script names, does not exist"
	case errors.Is(err, fs.ErrPermission):
		e.Hint = "run chmod +x on it; its file system may be mounted noexec"
	default:
		e.Code = CodeStart
	}
}

// describeExit explains a process that ended, or closed stdout, in silence.
func (e *StartError) describeExit(c *child) {
	for _, line := range e.Stderr {
		if strings.Contains(line, "This binary is a plugin") {
			e.Code = CodeNotAPlugin
			e.Summary = "it is a plugin of another program: it does not know our handshake"
			e.Hint = "build it with plugin.Serve of this project's SDK"
			return
		}
	}
	if c.wasKilledByUs() {
		e.Code = CodeNotAPlugin
		e.Summary = "it closed stdout without a handshake"
		e.Hint = "is it a plugin?"
		return
	}
	e.Code = CodeExited
	e.Summary = fmt.Sprintf("it ended before the handshake (%s)", c.outcome())
	e.Hint = "is it a plugin? It sees PATH, HOME and the locale of your environment; give it what else it needs with env:"
}

// describeHandshake explains a handshake that did not lead to a connection.
func (e *StartError) describeHandshake(line string, c *child, timeout time.Duration) {
	e.Code = CodeProtocol
	parts := strings.Split(line, "|")
	switch {
	case parts[0] != "1":
		e.Summary = fmt.Sprintf("it speaks version %s of the go-plugin protocol; this host speaks 1", parts[0])
		e.Hint = "rebuild it with the go-plugin of this project"
	case parts[1] != fmt.Sprint(plugin.ProtocolVersion):
		e.Summary = fmt.Sprintf("it speaks version %s of the plugin protocol; this host speaks %d", parts[1], plugin.ProtocolVersion)
		e.Hint = "rebuild it with the SDK of this version, or use the runner it was built for"
	case len(parts) < 5 || parts[4] != "grpc":
		e.Summary = "it does not speak gRPC"
		e.Hint = "serve the plugin with gRPC; net/rpc is not supported"
	case c.wasKilledByTimer():
		e.Code = CodeTimeout
		e.Summary = fmt.Sprintf("it shook hands but did not answer within %s", timeout)
	default:
		e.Summary = "it shook hands but cannot be reached: " + e.Err.Error()
	}
}

func isHandshake(line string) bool {
	ok, _ := regexp.MatchString(`^\d+\|\d+\|(unix|tcp)\|`, line) // the pattern is valid
	return ok
}

func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}
