package sections

import (
	"context"
	"fmt"
	"strings"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/core/plugin"
)

// quoted is how many bytes of a line reasons quote at most.
const quoted = 60

// Explain says which sections the bytes [start,end) lie in, and of the lines they
// are on what kept one that begins as a heading from being one. Reasons quote the
// text, for they are asked for.
func (st *stage) Explain(ctx context.Context, doc *document.Document, start, end int) ([]plugin.Reason, error) {
	text := doc.Text()
	if start < 0 || end > len(text) || start > end {
		return nil, fmt.Errorf("explain [%d,%d) of a text of %d bytes: no such range", start, end, len(text))
	}
	var m memory
	if err := st.rules.find(ctx.Err, text, &m); err != nil {
		return nil, err
	}
	x := &explanation{text: text, lines: m.lines}
	for i := range m.out {
		if f := &m.out[i]; f.start < end && start < f.end {
			x.in(f, start, end)
		}
	}
	for i, l := range m.lines {
		if l.start < end && start < l.end {
			x.near(st.rules, i, m.out)
		}
	}
	return x.reasons, nil
}

// An explanation gathers reasons about one stretch of text.
type explanation struct {
	text    string
	lines   []line
	reasons []plugin.Reason
}

// in says of a section that the stretch lies in it, or overlaps it.
func (x *explanation) in(f *found, start, end int) {
	how := "it lies in"
	if start < f.start || f.end < end {
		how = "it overlaps"
	}
	opened := x.lineOf(f.opened)
	x.line(f.rule, "sections.in", "%s the section %s of lines %d to %d, which %s opens at line %d, “%s”",
		how, f.rule.label, x.lineOf(f.start)+1, x.lineOf(f.end-1)+1, f.rule.name, opened+1, x.quote(opened))
}

// near says of a line that begins with a heading why it opens nothing.
func (x *explanation) near(rs *ruleset, i int, list []found) {
	l := x.lines[i]
	for k := range list {
		if l.start <= list[k].opened && list[k].opened <= l.end {
			return
		}
	}
	if n, _, ok := rs.headings.find(x.text[l.start:l.end]); ok {
		x.line(rs.rules[n], "sections.closed", "line %d is a heading of %s, but nothing opens before the section around it ends", i+1, rs.rules[n].label)
	} else if n, words, ok := rs.headings.begins(x.text[l.start:l.end]); ok {
		x.line(rs.rules[n], "sections.no-heading", "line %d begins with “%s”, a heading of %s, but it goes on, and not with a colon", i+1, words, rs.rules[n].label)
	}
}

func (x *explanation) line(r *rule, code, format string, args ...any) {
	x.reasons = append(x.reasons, plugin.Reason{Code: code, Origin: r.origin, Message: fmt.Sprintf(format, args...)})
}

// lineOf returns the index of the line that a byte is on.
func (x *explanation) lineOf(at int) int {
	n := 0
	for n+1 < len(x.lines) && x.lines[n+1].start <= at {
		n++
	}
	return n
}

func (x *explanation) quote(i int) string {
	s := strings.TrimSpace(x.text[x.lines[i].start:x.lines[i].end])
	if len(s) <= quoted {
		return s
	}
	return strings.ToValidUTF8(s[:quoted], "") + "..."
}
