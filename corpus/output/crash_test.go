package output

import (
	"errors"
	"math/rand/v2"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// crashDocuments gives several parts, dead letters and skipped documents.
const crashDocuments = 31

// operations returns how many operations change the disk in a whole run.
func operations(t *testing.T, opts Options) int {
	t.Helper()
	m := newMemFS()
	if err := runIn(m, opts, crashDocuments); err != nil {
		t.Fatal(err)
	}
	return m.ops
}

// TestKilledAtEveryOperation kills the run at each operation on the disk, and
// once more at some operation of the run that goes on.
func TestKilledAtEveryOperation(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"jsonl", "csv", "html", "parquet", "conll", "labelstudio", "brat", "web-annotation"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			opts := options(format)
			want := undisturbed(t, opts, crashDocuments)
			for at, last := 1, operations(t, opts); at <= last; at += stride() {
				m := newMemFS()
				m.fail = killAt(at)
				if err := runIn(m, opts, crashDocuments); !errors.Is(err, errKilled) {
					t.Fatalf("killed at %d, got error %v", at, err)
				}
				m = m.clone()
				m.fail = killAt(1 + at*7%40)
				_ = runIn(m, opts, crashDocuments) // may or may not be killed
				m = m.clone()
				if err := runIn(m, opts, crashDocuments); err != nil {
					t.Fatalf("killed at %d, cannot go on: %v", at, err)
				}
				if diff := cmp.Diff(want, comparable(t, m.contents())); diff != "" {
					t.Fatalf("killed at %d: %s", at, diff)
				}
			}
		})
	}
}

// stride leaves out most operations where tests are to be short, as under the race
// detector, which has nothing to find in a disk in memory.
func stride() int {
	if testing.Short() {
		return 7
	}
	return 1
}

// TestPowerCutAtEveryOperation loses what was not synced. It fails when a sync
// is missing or comes too late.
func TestPowerCutAtEveryOperation(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"jsonl", "parquet"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			cutPower(t, options(format))
		})
	}
}

func cutPower(t *testing.T, opts Options) {
	want := undisturbed(t, opts, crashDocuments)
	rng := rand.New(rand.NewPCG(1, 2))
	for at, last := 1, operations(t, opts); at <= last; at += stride() {
		for range 20 {
			m := newMemFS()
			m.fail = killAt(at)
			if err := runIn(m, opts, crashDocuments); !errors.Is(err, errKilled) {
				t.Fatalf("cut at %d, got error %v", at, err)
			}
			m = m.powerCut(rng)
			if err := runIn(m, opts, crashDocuments); err != nil {
				t.Fatalf("cut at %d, cannot go on: %v", at, err)
			}
			if diff := cmp.Diff(want, comparable(t, m.contents())); diff != "" {
				t.Fatalf("cut at %d: %s", at, diff)
			}
		}
	}
}

// TestDiskErrorAtEveryOperation fails one operation, or all from there on; the
// message says what to do, and doing it gives the whole result.
func TestDiskErrorAtEveryOperation(t *testing.T) {
	t.Parallel()
	opts := options("jsonl")
	want := undisturbed(t, opts, crashDocuments)
	for errno, advice := range map[syscall.Errno]string{
		syscall.ENOSPC: "free space", syscall.EFBIG: "lift the limit on the size of files", syscall.EIO: "see to the disk", syscall.EROFS: "writable",
	} {
		for at := 1; at <= operations(t, opts); at++ {
			m := newMemFS()
			m.fail = failAt(at, errno, at%2 == 0)
			err := runIn(m, opts, crashDocuments)
			if !errors.Is(err, errno) || !strings.Contains(err.Error(), advice) {
				t.Fatalf("%v at %d: got error %v", errno, at, err)
			}
			if c := code(err); c != CodeWrite && c != CodeNotWritable {
				t.Fatalf("%v at %d: got code %s", errno, at, c)
			}
			m = m.clone()
			if err := runIn(m, opts, crashDocuments); err != nil {
				t.Fatalf("%v at %d, cannot go on: %v", errno, at, err)
			}
			if diff := cmp.Diff(want, comparable(t, m.contents())); diff != "" {
				t.Fatalf("%v at %d: %s", errno, at, diff)
			}
		}
	}
}

// TestNothingIsPutAfterAnError: what was written after a failed write would
// leave a hole.
func TestNothingIsPutAfterAnError(t *testing.T) {
	t.Parallel()
	m := newMemFS()
	d, err := open(m, identity(), options("jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if err := put(d, 0, 2); err != nil {
		t.Fatal(err)
	}
	m.fail = failAt(m.ops+1, syscall.ENOSPC, false)
	first := put(d, 2, 20)
	if !errors.Is(first, syscall.ENOSPC) {
		t.Fatalf("got error %v", first)
	}
	ops := m.ops
	for _, err := range []error{d.Put(outcome(9)), d.Checkpoint(), d.Pass(record(1))} {
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("got error %v, want the first one again", err)
		}
	}
	if _, err := d.Finish(20, 0); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("Finish gives %v", err)
	}
	if err := d.Close(); err != nil || m.ops != ops {
		t.Errorf("after the error %d operations were made (%v)", m.ops-ops, err)
	}
}

// TestRestartKilledAtEveryOperation: the same command, --restart included,
// begins anew again.
func TestRestartKilledAtEveryOperation(t *testing.T) {
	t.Parallel()
	opts := options("jsonl")
	want := undisturbed(t, opts, 12)
	before := newMemFS()
	if err := runIn(before, opts, crashDocuments); err != nil {
		t.Fatal(err)
	}
	opts.Restart = true
	for at := 1; ; at++ {
		m := before.clone()
		m.fail = killAt(at)
		if err := runIn(m, opts, 12); err == nil {
			return
		}
		m = m.clone()
		if err := runIn(m, opts, 12); err != nil {
			t.Fatalf("killed at %d: %v", at, err)
		}
		if diff := cmp.Diff(want, comparable(t, m.contents())); diff != "" {
			t.Fatalf("killed at %d: %s", at, diff)
		}
	}
}

// TestWhatIsFinishedStays: after a run, or one that threw an earlier one away,
// a power cut changes nothing.
func TestWhatIsFinishedStays(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(5, 6))
	m := newMemFS()
	for _, restart := range []bool{false, true} {
		opts, n := options("jsonl"), crashDocuments
		if opts.Restart = restart; restart {
			n = 3 // fewer parts, no dead letters
		}
		if err := runIn(m, opts, n); err != nil {
			t.Fatal(err)
		}
		want := m.contents()
		for range 50 {
			if diff := cmp.Diff(want, m.powerCut(rng).contents()); diff != "" {
				t.Fatalf("restart %v: %s", restart, diff)
			}
		}
	}
}
