//go:build unix

package host_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/host"
)

// Plugin processes are killed at random moments, documents that kill theirs are
// strewn in, and the work is spread over replicas: each document has the answer
// it has on a quiet day, to the letter.
func TestRandomKills(t *testing.T) {
	t.Parallel()
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			t.Parallel()
			frames := randomFrames(rand.New(rand.NewPCG(seed, 1)))
			quiet := outcomes(t, frames, nil)
			victims := &victims{random: rand.New(rand.NewPCG(seed, 2))}
			stop := victims.hunt(4 * time.Millisecond)
			wild := outcomes(t, frames, victims)
			stop()
			if victims.killed == 0 {
				t.Error("no process was killed")
			}
			for id, want := range quiet {
				if wild[id] != want {
					t.Errorf("document %s: %q, on a quiet day %q", id, wild[id], want)
				}
			}
			if len(quiet) != len(wild) || len(quiet) == 0 {
				t.Errorf("%d documents, on a quiet day %d", len(wild), len(quiet))
			}
		})
	}
}

// randomFrames are frames of texts, a few of which kill the plugin.
func randomFrames(random *rand.Rand) [][]string {
	frames := make([][]string, 50)
	for i := range frames {
		frames[i] = make([]string, 1+random.IntN(12))
		for k := range frames[i] {
			frames[i][k] = "fine"
			switch random.IntN(60) {
			case 0:
				frames[i][k] = "exit!"
			case 1:
				frames[i][k] = "error!"
			case 2, 3:
				frames[i][k] = "panic!"
			}
		}
	}
	return frames
}

// outcomes sends frames, several at once, and returns what became of each
// document.
func outcomes(t *testing.T, frames [][]string, victims *victims) map[string]string {
	t.Helper()
	s := open(t, newHost(t, nil), "ok", host.Limits{Replicas: 2, Window: 3})
	out := make(map[string]string)
	var mu sync.Mutex
	var work sync.WaitGroup
	turn := make(chan struct{}, 6)
	for n, texts := range frames {
		turn <- struct{}{}
		docs := documents(t, texts...)
		work.Go(func() {
			defer func() { <-turn }()
			reply, err := s.Annotate(t.Context(), docs, nil)
			if err != nil {
				t.Errorf("frame %d: %v", n, err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			for i := range texts {
				out[fmt.Sprint(n, ".", i)] = outcome(t, reply, i, victims)
			}
		})
	}
	work.Wait()
	return out
}

func outcome(t *testing.T, reply *document.Reply, i int, victims *victims) string {
	t.Helper()
	for _, f := range reply.Failures {
		if f.Document == i {
			return f.Code + ": " + f.Message
		}
	}
	if victims != nil {
		victims.add(pidOf(t, reply, i))
	}
	l := reply.Layers[i][0]
	return fmt.Sprint(l.Name(), l.Start(0), l.End(0), l.Label(0))
}

// victims are the processes that have answered last.
type victims struct {
	mu     sync.Mutex
	random *rand.Rand
	pids   []int
	killed int
}

func (v *victims) add(pid int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.pids = append(v.pids, pid); len(v.pids) > 4 {
		v.pids = v.pids[1:]
	}
}

// hunt kills one of them every now and then until stop is called.
func (v *victims) hunt(every time.Duration) (stop func()) {
	quit := make(chan struct{})
	var hunter sync.WaitGroup
	hunter.Go(func() {
		for {
			select {
			case <-quit:
				return
			case <-time.After(every):
				v.shoot()
			}
		}
	})
	return func() {
		close(quit)
		hunter.Wait()
	}
}

func (v *victims) shoot() {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.pids) == 0 {
		return
	}
	pid := v.pids[v.random.IntN(len(v.pids))]
	if lives(pid) && syscall.Kill(pid, syscall.SIGKILL) == nil {
		v.killed++
	}
}
