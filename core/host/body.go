package host

// A body is what a plugin lives in: a process the host has started, or one that
// a person has started and keeps (see [Attachment]).
type body interface {
	// ended is closed when the plugin is gone and all it wrote has been read.
	ended() <-chan struct{}
	// kill ends it at once, or lets go of it.
	kill()
	// outcome says how it ended: "exit status 3", "signal: killed".
	outcome() string
	// foreign reports whether a signal ended it that the host did not send.
	foreign() bool
	// lastLines returns what it wrote last, oldest first.
	lastLines() []string
}
