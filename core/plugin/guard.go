package plugin

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// A panicError is a panic of a stage: a bug in the stage that must not take the
// other documents with it.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }

// catch turns a panic into an error. It is to be deferred.
func catch(err *error) {
	if v := recover(); v != nil {
		*err = &panicError{value: v, stack: debug.Stack()}
	}
}

func isPanic(err error) bool {
	var p *panicError
	return errors.As(err, &p)
}

// stackOf returns the stack of the panic behind err, or "".
func stackOf(err error) string {
	var p *panicError
	if errors.As(err, &p) {
		return string(p.stack)
	}
	return ""
}
