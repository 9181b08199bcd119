package host

import (
	"log/slog"
	"runtime"
	"time"

	"github.com/onomast/onomast/core/plugin"
)

// Options are the settings of a [Host]. The zero value of each field means the
// default its comment names.
type Options struct {
	// Logger gets what plugins write and what happens to their processes.
	// Default: nothing is logged.
	Logger *slog.Logger
	// LogText lets the log hold what plugins print once they have been given
	// documents. Default: only that they printed something, since it may be
	// text of a document. Structured log lines are the plugin's own choice.
	LogText bool
	// Dir is where the run directory is made. Default: the system's directory
	// for temporary files, or a shorter one where a socket path would not fit.
	Dir string
	// CPUs is shared out among the replicas of a segment as GOMAXPROCS and
	// OMP_NUM_THREADS. Default: GOMAXPROCS of the host.
	CPUs int
	// Memory, in bytes, is shared out among the replicas of a segment as
	// GOMEMLIMIT. Default: no limit.
	Memory int64
	// MaxMessage is the longest message, in bytes, that is exchanged with a
	// plugin: a larger document is refused, a larger answer not read. Default,
	// and most: [plugin.MaxMessage].
	MaxMessage int
	// Attach names plugin processes that somebody else has started, by the id
	// of a stage or the name of a program without extension: see [Attachment].
	Attach map[string]Attachment

	// StartTimeout is how long a process may take to its handshake. Default 20 s.
	StartTimeout time.Duration
	// RPCTimeout bounds Describe, a quick Check, Explain and Close. Default 30 s.
	RPCTimeout time.Duration
	// OpenTimeout bounds Open and a thorough Check, which may load models.
	// Default 5 min.
	OpenTimeout time.Duration
	// StopTimeout is how long Close waits for work in flight and for processes
	// to end by themselves before it kills them. Default 3 s.
	StopTimeout time.Duration
	// Silence is how long a process may say nothing, not even that it makes
	// progress, while it owes answers. Default 10 s.
	Silence time.Duration
	// Grace is how far beyond [Limits.Timeout] a document may go before its
	// process is killed: time for the plugin to give up by itself. Default 2 s.
	Grace time.Duration

	// Backoff is the first pause after a second process in a row that died
	// without completing anything; it doubles up to MaxBackoff. Default 20 ms.
	Backoff time.Duration
	// MaxBackoff is the longest pause between two starts. Default 2 s.
	MaxBackoff time.Duration
	// Attempts is how many starts in a row may fail before a segment gives up.
	// Default 5.
	Attempts int
}

func (o Options) withDefaults() Options {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.CPUs <= 0 {
		o.CPUs = runtime.GOMAXPROCS(0)
	}
	if o.Attempts <= 0 {
		o.Attempts = 5
	}
	if o.MaxMessage <= 0 || o.MaxMessage > plugin.MaxMessage {
		o.MaxMessage = plugin.MaxMessage
	}
	for _, d := range []struct {
		value    *time.Duration
		standard time.Duration
	}{
		{&o.StartTimeout, 20 * time.Second},
		{&o.RPCTimeout, 30 * time.Second},
		{&o.OpenTimeout, 5 * time.Minute},
		{&o.StopTimeout, 3 * time.Second},
		{&o.Silence, 10 * time.Second},
		{&o.Grace, 2 * time.Second},
		{&o.Backoff, 20 * time.Millisecond},
		{&o.MaxBackoff, 2 * time.Second},
	} {
		if *d.value <= 0 {
			*d.value = d.standard
		}
	}
	return o
}

// Limits bound an open segment.
type Limits struct {
	// Replicas is the number of processes that carry the segment; 0 means 1.
	Replicas int
	// Window is the number of frames in flight in each replica; 0 means two
	// more than the plugin works on at once.
	Window int
	// Timeout is how long one document may take in the segment; 0: no limit.
	// Plugins end an overlong document themselves; the host kills those that
	// do not, [Options.Grace] later.
	Timeout time.Duration
	// OpenTimeout is how long the segment may take to open; 0 means
	// [Options.OpenTimeout].
	OpenTimeout time.Duration
	// Share allows the segment to live in a process together with other
	// segments of the same command.
	Share bool
}
