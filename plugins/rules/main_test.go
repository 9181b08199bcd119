package rules

import (
	"testing"

	"go.uber.org/goleak"
)

// The backtracking engine's clock is a goroutine of the library that ends by
// itself about a second after the last search.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("github.com/dlclark/regexp2/v2.runClock"))
}
