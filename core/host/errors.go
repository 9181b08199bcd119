package host

import (
	"errors"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/diag"
)

// ErrClosed is returned for work that is asked of a closed host or segment.
var ErrClosed = errors.New("the plugin host is closed")

// The codes of a [StartError] and a [CallError].
const (
	CodeNotFound      = "not_found"
	CodeDirectory     = "is_directory"
	CodeNotExecutable = "not_executable"
	CodeChecksum      = "checksum"
	CodeExited        = "exited"
	CodeKilled        = "killed"
	CodeTimeout       = "timeout"
	CodeNotAPlugin    = "not_a_plugin"
	CodeProtocol      = "protocol"
	CodeStart         = "start"
	CodeAttach        = "attach"
	CodeBroken        = "broken"
)

// The codes of a [document.Failure] that the host itself reports.
const (
	// FailureCrash: the plugin process dies whenever it gets the document.
	FailureCrash = "crash"
	// FailureTimeout: the plugin process hangs whenever it gets the document.
	FailureTimeout = "timeout"
	// FailureProtocol: the answer for the document cannot be understood.
	FailureProtocol = "protocol"
	// FailureLayer: a layer of the answer does not fit the document.
	FailureLayer = "invalid_layer"
	// FailureTooLarge: the document does not fit into one message.
	FailureTooLarge = "too_large"
)

// A StartError says why a plugin process could not be started.
type StartError struct {
	// Command is the name of the command.
	Command string
	// Code is one of the Code constants of this package.
	Code string
	// Summary says what is wrong; Hint says what to do about it.
	Summary, Hint string
	// Stderr holds the last lines the process wrote there.
	Stderr []string
	// Err is the error underneath, if there is one.
	Err error
}

// Error renders summary, hint and the last lines of stderr.
func (e *StartError) Error() string { return e.diagnostic().Error() }

// As makes the error a [diag.Diagnostic] for those who ask for one.
func (e *StartError) As(target any) bool {
	d, ok := target.(*diag.Diagnostic)
	if ok {
		*d = e.diagnostic()
	}
	return ok
}

func (e *StartError) diagnostic() diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error, Code: "plugin." + strings.ReplaceAll(e.Code, "_", "-"),
		Summary: fmt.Sprintf("plugin %q: %s", e.Command, e.Summary), Hint: e.Hint,
		Detail: strings.Join(e.Stderr, "\n"),
	}
}

// Unwrap returns the error underneath.
func (e *StartError) Unwrap() error { return e.Err }

// A CallError says that a plugin process failed while it described itself,
// checked options or opened a segment.
type CallError struct {
	// Command is the name of the command; Call what was asked of it.
	Command, Call string
	// Code is CodeExited, CodeTimeout or CodeProtocol.
	Code string
	// Summary says what is wrong; Hint says what to do about it.
	Summary, Hint string
	// Stderr holds the last lines the process wrote, if it died.
	Stderr []string
	Err    error
}

// Error renders the call, the error and the last lines of stderr.
func (e *CallError) Error() string { return e.diagnostic().Error() }

// As makes the error a [diag.Diagnostic] for those who ask for one, unless the
// plugin itself has sent diagnostics.
func (e *CallError) As(target any) bool {
	d, ok := target.(*diag.Diagnostic)
	if !ok || errors.As(e.Err, d) {
		return ok
	}
	*d = e.diagnostic()
	return true
}

func (e *CallError) diagnostic() diag.Diagnostic {
	hint := e.Hint
	if hint == "" {
		hint = "runner plugins test tries a plugin point by point"
	}
	return diag.Diagnostic{
		Severity: diag.Error, Code: "plugin.failed",
		Summary: fmt.Sprintf("plugin %q was asked to %s: %s", e.Command, e.Call, e.Summary),
		Hint:    hint, Detail: strings.Join(e.Stderr, "\n"),
	}
}

// Unwrap returns the error underneath.
func (e *CallError) Unwrap() error { return e.Err }

// died reports whether a call failed because the process died under it.
func died(err error) bool {
	var call *CallError
	return errors.As(err, &call) && call.Code == CodeExited
}

// errTooLarge says that a frame does not fit into one message.
var errTooLarge = errors.New("the frame does not fit into one message")

// A deathError is why work that was in flight in a process came to nothing.
type deathError struct {
	// code is one of the Failure constants.
	code string
	// detail is for people and holds no document text.
	detail string
	// document is the index in its frame of the one that hung, -1 if unknown.
	document int
	// foreign: the process was killed by a signal that the host did not send.
	foreign bool
	// frame is the one document is an index of.
	frame *pending
}

func (e *deathError) Error() string { return e.detail }

// advice says what to do about a document that causes such deaths.
func (e *deathError) advice() string {
	switch {
	case e.foreign:
		return "somebody kills it, or the document takes more memory than there is"
	case e.code == FailureTimeout:
		return "raise the stage's timeout or split the document"
	case e.code == FailureProtocol:
		return "this is a bug of the plugin; runner plugins test tries it point by point"
	}
	return "this is a bug of the plugin; its log says more"
}
