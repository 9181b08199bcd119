package plugin

import (
	"context"
	"slices"
	"time"

	"github.com/onomast/onomast/core/document"
)

// heartbeat is how often the frames that are not answered yet are looked at.
// One that is seen twice gets a progress message, so none is silent for longer
// than two heartbeats.
const heartbeat = 400 * time.Millisecond

// beat sends progress for unanswered frames until ctx ends.
func (a *annotator) beat(ctx context.Context) {
	ticker := time.NewTicker(heartbeat)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			a.sendProgress(now)
		}
	}
}

func (a *annotator) sendProgress(now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, j := range a.pending {
		if !j.old {
			j.old = true
			continue
		}
		a.send(&rawFrame{data: document.AppendProgress(nil, j.seq, j.progress(now))})
	}
}

// answer sends the answer to a frame; no progress follows it.
func (a *annotator) answer(j *frameJob, data []byte) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.pending = slices.DeleteFunc(a.pending, func(p *frameJob) bool { return p == j })
	a.send(&rawFrame{data: data, pool: &a.pool})
}

// send writes one message. The caller holds mu. An error needs no attention
// here: it ends the stream, which receive sees.
func (a *annotator) send(message *rawFrame) {
	if a.over {
		return
	}
	if err := a.stream.SendMsg(message); err != nil {
		a.over = true
	}
}
