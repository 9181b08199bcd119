// Package diag holds the one type for everything a user got wrong: what, where,
// and what to do about it.
package diag

import (
	"errors"
	"fmt"
	"strings"
)

// Severity ranks a diagnostic.
type Severity string

// The severities, worst first.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// A Position is a place in a file a user wrote. The zero Position is nowhere.
type Position struct {
	// File is the path as the user gave it.
	File string `json:"file,omitempty"`
	// Line and Column count from 1; Column counts code points. 0 is unknown.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
}

// String renders file:line:column, leaving out what is unknown.
func (p Position) String() string {
	switch {
	case p.File == "":
		return ""
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
	}
}

// A Diagnostic is one mistake, or one thing worth knowing.
type Diagnostic struct {
	Severity Severity `json:"severity"`
	// Code is a stable, dotted name to search the documentation for, e.g.
	// "config.unknown-key".
	Code string `json:"code"`
	Position
	// Pointer is a JSON pointer (RFC 6901) into the value that was checked. It
	// is set by those who see a value without its file, such as a plugin
	// checking its options; core/config turns it into a Position.
	Pointer string `json:"pointer,omitempty"`
	// Summary says what is wrong, in one line without a final stop.
	Summary string `json:"summary"`
	// Hint says what to do about it; it may be empty.
	Hint string `json:"hint,omitempty"`
	// Detail holds lines that somebody else wrote about it, such as the last
	// words of a program, one after the other.
	Detail string `json:"detail,omitempty"`
	// Private keeps the line of the file from being shown: it holds a secret.
	Private bool `json:"-"`
}

// Error renders the diagnostic in one line, hint included, and the lines of its
// detail.
func (d Diagnostic) Error() string {
	var b strings.Builder
	if at := d.String(); at != "" {
		b.WriteString(at + ": ")
	} else if d.Pointer != "" {
		b.WriteString(d.Pointer + ": ")
	}
	b.WriteString(d.Summary)
	if d.Hint != "" {
		b.WriteString("; " + d.Hint)
	}
	for line := range strings.Lines(d.Detail) {
		b.WriteString("\n    | " + strings.TrimRight(line, "\n"))
	}
	return b.String()
}

// A List is several diagnostics. It travels inside an error through [List.Err].
type List []Diagnostic

// Error renders one diagnostic a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.Error()
	}
	return strings.Join(lines, "\n")
}

// HasErrors reports whether one of the diagnostics is an error.
func (l List) HasErrors() bool {
	for _, d := range l {
		if d.Severity == Error {
			return true
		}
	}
	return false
}

// Err returns the list as an error, or nil when it holds no error (warnings
// alone do not stop anybody).
func (l List) Err() error {
	if !l.HasErrors() {
		return nil
	}
	return l
}

// From returns the diagnostics an error carries. An error that carries none
// becomes one diagnostic of the given code, without a position.
func From(err error, code string) List {
	if err == nil {
		return nil
	}
	var list List
	if errors.As(err, &list) {
		return list
	}
	var one Diagnostic
	if errors.As(err, &one) {
		return List{one}
	}
	return List{{Severity: Error, Code: code, Summary: err.Error()}}
}
