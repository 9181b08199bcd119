package plugin

import (
	"os"
	"runtime/debug"
	"sync"
)

// startGC is the garbage collector's percentage while a pipeline is checked.
const startGC = 400

// RelaxGC lets a process that has just begun collect garbage less often: what
// it makes while a pipeline is read and checked is little, and people wait for
// it. The returned function restores the usual pace; it is to be called before
// much memory is needed, and may be called again. Who has set GOGC decides.
func RelaxGC() (restore func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	usual := debug.SetGCPercent(startGC)
	return sync.OnceFunc(func() { debug.SetGCPercent(usual) })
}
