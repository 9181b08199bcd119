package plugintest

import (
	"fmt"
	"io"
	"strings"

	"github.com/onomast/onomast/core/plugin"
)

// A Status is how a check ended.
type Status string

// The ways a check can end.
const (
	OK      Status = "ok"
	Failed  Status = "failed"
	Skipped Status = "skipped" // it does not apply; Detail says why
)

// A Check is one thing the host relies on and whether the plugin keeps it.
type Check struct {
	// Name is stable and dotted, e.g. "texts.offsets".
	Name string `json:"name"`
	// Kind is the kind of stage that was tried; empty: the plugin as a whole.
	Kind   string `json:"kind,omitempty"`
	Status Status `json:"status"`
	// Detail says what was seen. It holds no document text.
	Detail string `json:"detail,omitempty"`
	// Hint says what to do about a failure.
	Hint string `json:"hint,omitempty"`
}

// String renders the check on one line, two with a hint.
func (c Check) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-7s %s", c.Status, c.Name)
	if c.Kind != "" {
		fmt.Fprintf(&b, " (kind %s)", c.Kind)
	}
	if c.Detail != "" {
		b.WriteString(": " + c.Detail)
	}
	if c.Status == Failed && c.Hint != "" {
		b.WriteString("\n        hint: " + c.Hint)
	}
	return b.String()
}

// A Report is the outcome of all checks, in the order they were made.
type Report struct {
	// Plugin is what the plugin says of itself.
	Plugin plugin.Description `json:"plugin"`
	Checks []Check            `json:"checks"`
}

// OK reports whether no check failed.
func (r Report) OK() bool { return r.Count(Failed) == 0 }

// Count returns the number of checks that ended so.
func (r Report) Count(s Status) int {
	n := 0
	for _, c := range r.Checks {
		if c.Status == s {
			n++
		}
	}
	return n
}

// Write writes what was tried, the checks, one or two lines each, and a summary.
func (r Report) Write(w io.Writer) error {
	if r.Plugin.Name != "" {
		if _, err := fmt.Fprintln(w, r.title()); err != nil {
			return err
		}
	}
	for _, c := range r.Checks {
		if _, err := fmt.Fprintln(w, c); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "%d checks: %d ok, %d failed, %d skipped\n",
		len(r.Checks), r.Count(OK), r.Count(Failed), r.Count(Skipped))
	return err
}

// title names the plugin and its kinds.
func (r Report) title() string {
	kinds := make([]string, len(r.Plugin.Kinds))
	for i, k := range r.Plugin.Kinds {
		kinds[i] = k.Name
	}
	return strings.TrimSpace(fmt.Sprintf("plugin %s %s", r.Plugin.Name, r.Plugin.Version)) + ", kinds: " + strings.Join(kinds, ", ")
}
