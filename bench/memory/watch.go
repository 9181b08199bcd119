package main

import (
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// sampleEvery is how often the memory is looked at.
const sampleEvery = 250 * time.Millisecond

// A sample is the resident memory at one moment, in bytes.
type sample struct {
	documents     int64
	host, plugins int64
}

// A watcher samples the memory of a process and of its children.
type watcher struct {
	pid     int
	done    *atomic.Int64
	samples []sample
	quit    chan struct{}
	gone    chan struct{}
}

func watch(pid int, done *atomic.Int64) *watcher {
	w := &watcher{pid: pid, done: done, quit: make(chan struct{}), gone: make(chan struct{})}
	go func() {
		defer close(w.gone)
		tick := time.NewTicker(sampleEvery)
		defer tick.Stop()
		for {
			select {
			case <-w.quit:
				return
			case <-tick.C:
				if s, ok := w.look(); ok {
					w.samples = append(w.samples, s)
				}
			}
		}
	}()
	return w
}

func (w *watcher) stop() {
	close(w.quit)
	<-w.gone
}

// look asks ps, which every Unix has.
func (w *watcher) look() (sample, bool) {
	out, err := exec.Command("ps", "-A", "-o", "pid=,ppid=,rss=").Output()
	if err != nil {
		return sample{}, false
	}
	s := sample{documents: w.done.Load()}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) != 3 {
			continue
		}
		kilobytes, _ := strconv.ParseInt(fields[2], 10, 64)
		switch strconv.Itoa(w.pid) {
		case fields[0]:
			s.host += kilobytes << 10
		case fields[1]:
			s.plugins += kilobytes << 10
		}
	}
	return s, s.host > 0 && s.plugins > 0
}

// report compares what was needed at most up to a tenth of the documents, from
// a twentieth on, with what was needed in the last tenth.
func (w *watcher) report(out io.Writer, documents int, limit float64) error {
	n := int64(documents)
	early, late := w.most(n/20, n/10), w.most(n-n/10, n)
	if early.host == 0 || late.host == 0 {
		return fmt.Errorf("%d samples are too few: give it more documents", len(w.samples))
	}
	fmt.Fprintf(out, "%-16s %12s %12s %7s\n", "resident MB", grouped(n/10), grouped(n), "growth")
	growth := 0.0
	for _, row := range []struct {
		name        string
		early, late int64
	}{
		{"host", early.host, late.host},
		{"plugins", early.plugins, late.plugins},
		{"together", early.host + early.plugins, late.host + late.plugins},
	} {
		growth = float64(row.late) / float64(row.early) // the last row counts
		fmt.Fprintf(out, "%-16s %12.1f %12.1f %7.2f\n", row.name, float64(row.early)/1e6, float64(row.late)/1e6, growth)
	}
	if growth > limit {
		return fmt.Errorf("memory grows: %.2f times, %.2f is allowed", growth, limit)
	}
	return nil
}

// most returns the most that was needed while from to to documents were done.
func (w *watcher) most(from, to int64) sample {
	var m sample
	for _, s := range w.samples {
		if s.documents >= from && s.documents <= to {
			m.host, m.plugins = max(m.host, s.host), max(m.plugins, s.plugins)
		}
	}
	return m
}

func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
