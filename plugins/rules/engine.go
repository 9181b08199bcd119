package rules

import "context"

// An engine carries out one regular expression. It is safe for concurrent use.
type engine interface {
	// each calls yield for every match that is not empty, from the left, in
	// the engine's own order of preference. groups holds pairs of byte
	// offsets into the subject's text, the whole match first, -1 for a group
	// that took no part; it is valid until yield returns, with false to stop.
	each(ctx context.Context, s *subject, yield func(groups []int) bool) error
	// names returns the names of the groups, "" for one without a name. The
	// index counts as groups in each does.
	names() []string
	// whole reports whether the expression matches all of the subject's bytes
	// [start,end), taken by themselves.
	whole(ctx context.Context, s *subject, start, end int) (bool, error)
}

// compileEngine compiles an expression for the linear engine if it can express
// it, else for the backtracking one.
func compileEngine(expr string, ignoreCase bool) (engine, error) {
	linear, err := compileLinear(expr, ignoreCase)
	if err == nil {
		return linear, nil
	}
	back, backErr := compileBacktrack(expr, ignoreCase)
	if backErr != nil {
		return nil, &syntaxError{expr: expr, linear: err, backtrack: backErr}
	}
	return back, nil
}
