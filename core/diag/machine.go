package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// JSON writes the diagnostics as one JSON object: {"diagnostics": [...],
// "errors": 2, "warnings": 1}.
func JSON(w io.Writer, list List) error {
	report := struct {
		Diagnostics List `json:"diagnostics"`
		Errors      int  `json:"errors"`
		Warnings    int  `json:"warnings"`
	}{append(List{}, list...), list.Count(Error), list.Count(Warning)}
	return encode(w, report)
}

func encode(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}

// GitHub writes the diagnostics as workflow commands, which GitHub Actions
// shows beside the lines of a change.
func GitHub(w io.Writer, list List) error {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "::%s %s::%s\n", command(d.Severity), strings.Join(parameters(d), ","), escapeData(message(d)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// message says everything that the place does not.
func message(d Diagnostic) string {
	text := d.Summary
	if d.File != "" && !d.inFile() {
		text = d.File + ": " + text
	}
	if d.Hint != "" {
		text += "; " + d.Hint
	}
	return text
}

// inFile reports whether the diagnostic is about a file, not about a flag such
// as "--set run.window=0".
func (d Diagnostic) inFile() bool { return d.File != "" && !strings.HasPrefix(d.File, "--") }

func command(s Severity) string {
	if s == Info {
		return "notice"
	}
	return string(s)
}

func parameters(d Diagnostic) []string {
	var out []string
	add := func(name, value string) {
		value = escapeData(value)
		value = strings.NewReplacer(":", "%3A", ",", "%2C").Replace(value)
		out = append(out, name+"="+value)
	}
	if d.inFile() {
		add("file", d.File)
	}
	if d.Line > 0 {
		add("line", strconv.Itoa(d.Line))
	}
	if d.Column > 0 {
		add("col", strconv.Itoa(d.Column))
	}
	add("title", d.Code)
	return out
}

func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}
