package plugin

import (
	"context"
	"sync"
	"time"
)

// A deadline is a context that ends at a time. It differs from that of
// context.WithDeadline in its price: it starts a timer only when somebody asks
// for Done. Most stages only ask for Err, and there is one of these for every
// document.
type deadline struct {
	parent context.Context
	at     time.Time

	mu    sync.Mutex
	err   error
	done  chan struct{}
	timer *time.Timer
	stop  func() bool // stops waiting for the parent
}

// withDeadline returns a context that ends after d; release gives up what it holds.
func withDeadline(parent context.Context, d time.Duration) *deadline {
	return &deadline{parent: parent, at: time.Now().Add(d)}
}

func (c *deadline) Value(key any) any { return c.parent.Value(key) }

func (c *deadline) Deadline() (time.Time, bool) {
	if at, ok := c.parent.Deadline(); ok && at.Before(c.at) {
		return at, true
	}
	return c.at, true
}

func (c *deadline) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.check()
}

// check finds out whether the context has ended. The caller holds mu.
func (c *deadline) check() error {
	if c.err != nil {
		return c.err
	}
	if err := c.parent.Err(); err != nil {
		c.end(err)
	} else if !time.Now().Before(c.at) {
		c.end(context.DeadlineExceeded)
	}
	return c.err
}

// end ends the context. The caller holds mu.
func (c *deadline) end(err error) {
	if c.err != nil {
		return
	}
	c.err = err
	if c.done != nil {
		close(c.done)
		c.timer.Stop()
		c.stop()
	}
}

func (c *deadline) Done() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done != nil {
		return c.done
	}
	_ = c.check()
	c.done = make(chan struct{})
	if c.err != nil {
		close(c.done)
		return c.done
	}
	c.timer = time.AfterFunc(time.Until(c.at), func() { c.endLater(context.DeadlineExceeded) })
	c.stop = context.AfterFunc(c.parent, func() { c.endLater(c.parent.Err()) })
	return c.done
}

func (c *deadline) endLater(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end(err)
}

// release ends the context early; what waits for it is woken.
func (c *deadline) release() { c.endLater(context.Canceled) }
