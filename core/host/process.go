package host

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/plugin"
)

// settleTime is how long a broken connection may precede the end of a process.
const settleTime = time.Second

// A process is a running plugin.
type process struct {
	body    body
	client  *plugin.Client
	program string // the base name of its file
	log     *slog.Logger
	settle  time.Duration
	// attached: a person runs it, perhaps under a debugger. It is neither timed
	// nor killed.
	attached bool

	farewell func()        // asks it to end, once, and waits for it
	gone     chan struct{} // closed when it has ended and nothing of it is left
	say      func(stage string)
	hide     func() // keeps what it prints out of the log; nil: that is not ours
	obituary sync.Once

	mu       sync.Mutex
	cause    *deathError // why the host killed it
	stopping bool
	open     map[*Segment]*opening
}

// dead reports whether the process has ended.
func (p *process) dead() bool {
	select {
	case <-p.body.ended():
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
	p.body.kill()
}

// stop asks the process to end, waits until the deadline and then kills it.
func (p *process) stop(deadline time.Time) {
	p.mu.Lock()
	p.stopping = true
	p.mu.Unlock()
	timer := time.AfterFunc(time.Until(deadline), p.body.kill)
	defer timer.Stop()
	p.farewell()
	<-p.gone
}

// isStopping reports whether the host has asked the process to end.
func (p *process) isStopping() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stopping
}

// ends waits for the end of a process whose connection broke and reports whether
// it came.
func (p *process) ends(within time.Duration) bool {
	select {
	case <-p.body.ended():
		return true
	case <-time.After(within):
		return false
	}
}

// death says why work in flight came to nothing. A process that broke the
// connection, or ended the stream of frames, and lives on is killed: there is no
// telling what it is up to.
func (p *process) death(broken error) *deathError {
	if p.ends(p.grace(broken)) {
		return p.epitaph()
	}
	detail := "the plugin broke the connection"
	if status.Code(broken) != codes.Unavailable {
		detail = "the plugin ended the stream of frames"
		if s, ok := status.FromError(broken); ok {
			detail += fmt.Sprintf(" (%s: %s)", s.Code(), clip(s.Message()))
		}
	}
	p.kill(&deathError{code: FailureProtocol, detail: detail, document: -1})
	<-p.body.ended()
	return p.epitaph()
}

// grace is how long the end of a process may take to follow an error.
func (p *process) grace(broken error) time.Duration {
	if status.Code(broken) == codes.Unavailable {
		return p.settle
	}
	return p.settle / 10 // a status is the plugin's own word
}

// epitaph says why a process that is dead died.
func (p *process) epitaph() *deathError {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cause != nil {
		own := *p.cause
		return &own
	}
	return &deathError{
		code:     FailureCrash,
		detail:   "the plugin process died (" + p.body.outcome() + ")" + p.lastWords(),
		document: -1,
		foreign:  p.body.foreign(),
	}
}

// lastWords returns what a Go runtime said at the end. Other lines could hold
// the text of documents and stay in the log.
func (p *process) lastWords() string {
	for _, line := range p.body.lastLines() {
		if fromRuntime(line) {
			return ": " + line
		}
	}
	return ""
}

// report logs the end of a process that nobody asked to end.
func (p *process) report(d *deathError) {
	p.obituary.Do(func() {
		p.log.Warn("plugin process died; it will be started again", "reason", d.detail, "program", p.program)
	})
}

// call makes one call of the plugin, within a time limit.
func (p *process) call(ctx context.Context, cmd Command, what string, timeout time.Duration, f func(context.Context, *plugin.Client) error) error {
	limited, cancel := p.limit(ctx, timeout)
	defer cancel()
	err := f(limited, p.client)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() == nil && lost(err) && p.ends(p.settle):
		return &CallError{Command: cmd.name(), Call: what, Code: CodeExited, Err: err, Stderr: p.body.lastLines(),
			Summary: "it died (" + p.body.outcome() + ")"}
	case limited.Err() != nil || ranOut(err):
		p.kill(&deathError{code: FailureTimeout, document: -1, detail: fmt.Sprintf("the plugin did not answer within %s", timeout)})
		return &CallError{Command: cmd.name(), Call: what, Code: CodeTimeout, Err: err, Stderr: p.body.lastLines(),
			Summary: fmt.Sprintf("it did not answer within %s and was killed", timeout), Hint: patience(what)}
	case status.Code(err) == codes.Unavailable:
		return &CallError{Command: cmd.name(), Call: what, Code: CodeProtocol, Err: err, Stderr: p.body.lastLines(),
			Summary: "it lives but cannot be reached: " + tame(messageOf(err)),
			Hint:    "does it listen where its handshake says?"}
	}
	return refusal(cmd, what, err)
}

// lost reports whether a call failed because there is no connection: it broke,
// or it was closed after a process that is gone.
func lost(err error) bool {
	code := status.Code(err)
	return code == codes.Unavailable || code == codes.Canceled
}

// ranOut reports whether the time of a call was up for the other side first.
func ranOut(err error) bool {
	code := status.Code(err)
	return code == codes.DeadlineExceeded || code == codes.Canceled
}

// patience says what to do about a call that took too long.
func patience(what string) string {
	if what == callOpen {
		return "if it needs longer to load its model, raise run.start_timeout"
	}
	return "it may load models only when its stages are opened"
}

// What is asked of a plugin, as messages put it.
const (
	callDescribe = "describe itself"
	callCheck    = "check its options"
	callOpen     = "open its stages"
	callExplain  = "explain"
)

// messageOf returns what a status says without the names of calls around it.
func messageOf(err error) string {
	var answer interface{ GRPCStatus() *status.Status }
	if errors.As(err, &answer) {
		return answer.GRPCStatus().Message()
	}
	return err.Error()
}

// limit bounds a call, but not while somebody sits at a debugger.
func (p *process) limit(ctx context.Context, timeout time.Duration) (context.Context, context.CancelFunc) {
	if p.attached {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, timeout)
}

// refusal puts the plugin's own word into those of a user.
func refusal(cmd Command, what string, err error) error {
	var list diag.List
	if errors.As(err, &list) {
		return list // it is the user whom it corrects
	}
	e := &CallError{Command: cmd.name(), Call: what, Code: CodeProtocol, Err: err, Summary: tame(messageOf(err))}
	if status.Code(err) == codes.Unimplemented {
		e.Summary, e.Hint = "it does not know this call", "build it with the SDK of this version"
	}
	return e
}
