package host

import (
	"context"
	"time"
)

// backoff is the pause before the start after that many deaths in a row. The
// first death costs none: most are the fault of one document.
func (o Options) backoff(deaths int) time.Duration {
	if deaths < 2 {
		return 0
	}
	d := o.Backoff
	for range min(deaths-2, 20) {
		if d >= o.MaxBackoff {
			return o.MaxBackoff
		}
		d *= 2
	}
	return min(d, o.MaxBackoff)
}

func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
