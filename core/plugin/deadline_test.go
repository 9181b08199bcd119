package plugin

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

func TestDeadlineEndsByItself(t *testing.T) {
	t.Parallel()
	c := withDeadline(context.Background(), 0)
	defer c.release()
	if !errors.Is(c.Err(), context.DeadlineExceeded) {
		t.Errorf("Err = %v after its time", c.Err())
	}
	<-c.Done()
}

func TestDeadlineWakesWhoWaits(t *testing.T) {
	t.Parallel()
	c := withDeadline(context.Background(), 10*time.Millisecond)
	defer c.release()
	<-c.Done()
	if !errors.Is(c.Err(), context.DeadlineExceeded) {
		t.Errorf("Err = %v after Done", c.Err())
	}
}

func TestDeadlineFollowsItsParent(t *testing.T) {
	t.Parallel()
	for _, waiting := range []bool{false, true} {
		parent, cancel := context.WithCancel(context.Background())
		c := withDeadline(parent, time.Hour)
		if waiting {
			c.Done()
		}
		if c.Err() != nil {
			t.Fatalf("Err = %v before the end", c.Err())
		}
		cancel()
		<-c.Done()
		if !errors.Is(c.Err(), context.Canceled) {
			t.Errorf("Err = %v after the parent was cancelled", c.Err())
		}
		c.release()
	}
}

func TestDeadlineRelease(t *testing.T) {
	t.Parallel()
	c := withDeadline(context.Background(), time.Hour)
	done := c.Done()
	c.release()
	<-done
	c.release()
	if !errors.Is(c.Err(), context.Canceled) {
		t.Errorf("Err = %v after release", c.Err())
	}
}

func TestDeadlineTakesTheEarlier(t *testing.T) {
	t.Parallel()
	parent, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	want, _ := parent.Deadline()
	late := withDeadline(parent, time.Hour)
	defer late.release()
	if at, ok := late.Deadline(); !ok || !at.Equal(want) {
		t.Errorf("Deadline = %v, want that of the parent, %v", at, want)
	}
	early := withDeadline(parent, time.Second)
	defer early.release()
	if at, ok := early.Deadline(); !ok || !at.Before(want) {
		t.Errorf("Deadline = %v, want its own", at)
	}
}

// A context made from one must end with it: that is what Done is for.
func TestDeadlineAsParent(t *testing.T) {
	t.Parallel()
	c := withDeadline(context.WithValue(context.Background(), stageKey{}, "s"), 10*time.Millisecond)
	defer c.release()
	child, cancel := context.WithCancel(c)
	defer cancel()
	<-child.Done()
	if child.Value(stageKey{}) != "s" {
		t.Error("the value of the parent is lost")
	}
}

func TestDeadlineConcurrently(t *testing.T) {
	t.Parallel()
	c := withDeadline(context.Background(), time.Millisecond)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for c.Err() == nil {
				select {
				case <-c.Done():
				default:
				}
			}
		})
	}
	all.Wait()
	c.release()
}

func BenchmarkDeadline(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		c := withDeadline(context.Background(), time.Hour)
		_ = c.Err()
		c.release()
	}
}
