package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
)

// errInterrupted ends commands that have nothing to save.
var errInterrupted = errors.New("interrupted")

// interruptible returns a context that ends with the process's first SIGINT or
// SIGTERM; a second one ends the process at once.
func (s *session) interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancel(context.Background())
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case <-signals:
			signal.Stop(signals) // from now on they have their usual effect
			s.say("stopping when what is under way is done; once more stops at once\n")
			stop()
		case <-ctx.Done():
			signal.Stop(signals)
		}
	}()
	return ctx, stop
}

// toleratePipes makes writing to a pipe that nobody reads an error instead of
// the end of the process, so that it can clean up. Children are not affected.
func toleratePipes() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }
