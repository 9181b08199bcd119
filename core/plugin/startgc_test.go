package plugin

import (
	"runtime/debug"
	"testing"
)

func pace() int {
	percent := debug.SetGCPercent(100)
	debug.SetGCPercent(percent)
	return percent
}

func TestRelaxGC(t *testing.T) {
	before := pace()
	t.Setenv("GOGC", "")
	restore := RelaxGC()
	if pace() != startGC {
		t.Errorf("got %d, want %d", pace(), startGC)
	}
	restore()
	debug.SetGCPercent(before + 50) // set by somebody else meanwhile
	restore()
	if pace() != before+50 {
		t.Error("restoring twice undid what came after")
	}
	debug.SetGCPercent(before)
	t.Setenv("GOGC", "50")
	RelaxGC()()
	if pace() != before {
		t.Error("it overrides GOGC")
	}
}
