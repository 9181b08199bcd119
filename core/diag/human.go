package diag

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

// Open returns the content of a file named in a diagnostic.
type Open func(name string) ([]byte, error)

// Human writes the diagnostics for people: the place, what is wrong, the line
// of the file with a caret, the detail, and a hint. The excerpt is left out where open is
// nil or fails. Of many of one kind in one file the first are written and the
// others counted. It ends with the line [List.Summary] gives. Control characters
// are made visible, so that a file can not write to the terminal.
func Human(w io.Writer, list List, open Open, color bool) error {
	p := printer{paint: paint{on: color}, files: map[string][][]byte{}, open: open}
	seen := map[kind]int{}
	for _, d := range list {
		k := kind{file: d.File, code: d.Code, severity: d.Severity}
		if seen[k]++; seen[k] <= k.most() {
			p.diagnostic(d)
		}
	}
	p.others(list, seen)
	fmt.Fprintln(&p.out, list.Summary())
	_, err := p.out.WriteTo(w)
	return err
}

// A kind is what diagnostics have in common that are counted together.
type kind struct {
	file, code string
	severity   Severity
}

// most is how many of a kind are written: nobody reads the five-thousandth.
func (k kind) most() int {
	if k.severity == Error {
		return 50
	}
	return 5
}

// others says how many of each kind were not written, in the order of the list.
func (p *printer) others(list List, seen map[kind]int) {
	for _, d := range list {
		k := kind{file: d.File, code: d.Code, severity: d.Severity}
		if n := seen[k] - k.most(); n > 0 {
			fmt.Fprintf(&p.out, "%s: %s: %d more like “%s”\n", p.bold(visible(d.File)), p.severity(d.Severity), n, visible(d.Summary))
			delete(seen, k)
		}
	}
}

// printer collects the output, which does not fail, and reads each file once.
type printer struct {
	paint
	out   bytes.Buffer
	files map[string][][]byte
	open  Open
}

func (p *printer) diagnostic(d Diagnostic) {
	at := d.String()
	if at == "" {
		at = d.Pointer
	}
	if at != "" {
		p.out.WriteString(p.bold(visible(at)) + ": ")
	}
	fmt.Fprintf(&p.out, "%s: %s\n", p.severity(d.Severity), visible(d.Summary))
	if line, ok := p.line(d); ok {
		p.excerpt(line, d.Line, d.Column)
	}
	for detail := range strings.Lines(d.Detail) {
		fmt.Fprintf(&p.out, "%6s | %s\n", "", visible(strings.TrimRight(detail, "\n")))
	}
	if d.Hint != "" {
		fmt.Fprintf(&p.out, "  %s %s\n", p.bold("hint:"), visible(d.Hint))
	}
}

// line returns the line of the file that a diagnostic speaks of.
func (p *printer) line(d Diagnostic) (string, bool) {
	if p.open == nil || d.File == "" || d.Line < 1 || d.Private {
		return "", false
	}
	lines, known := p.files[d.File]
	if !known {
		if data, err := p.open(d.File); err == nil {
			lines = bytes.Split(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\n"))
		}
		p.files[d.File] = lines
	}
	if d.Line > len(lines) {
		return "", false
	}
	return strings.TrimSuffix(string(lines[d.Line-1]), "\r"), true
}

func (p *printer) excerpt(line string, number, column int) {
	shown, caret := cut(line, column)
	margin := strconv.Itoa(number)
	fmt.Fprintf(&p.out, "%6s | %s\n", margin, shown)
	if column > 0 {
		fmt.Fprintf(&p.out, "%*s | %s%s\n", max(6, len(margin)), "", strings.Repeat(" ", caret), p.red("^"))
	}
}

// visible replaces control characters, and what is not UTF-8.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || isBidi(r) {
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// isBidi reports characters that change the order in which others are shown.
func isBidi(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// paint colours text for terminals.
type paint struct{ on bool }

func (p paint) code(code, s string) string {
	if !p.on {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p paint) bold(s string) string { return p.code("1", s) }

func (p paint) red(s string) string { return p.code("1;31", s) }

func (p paint) severity(s Severity) string {
	switch s {
	case Error:
		return p.red(string(s))
	case Warning:
		return p.code("1;33", string(s))
	case Info:
	}
	return p.code("1;36", string(s))
}
