package lint

import (
	"fmt"
	"io"

	"github.com/onomast/onomast/core/table"
)

// mostShown is how many places of a finding are printed.
const mostShown = 3

// about says what the findings of a code are.
func about(c Code) string {
	switch c {
	case Unreadable:
		return "records that cannot be read"
	case Misplaced:
		return "entities that do not fit their text"
	case BlankEdge:
		return "white space at the edge of entities"
	case MidWord:
		return "entities that cut words"
	case LabelConflict:
		return "one name, several labels"
	case UnlabelledTwin:
		return "names that are labelled elsewhere"
	case CopiesDiffer:
		return "one text, annotated in two ways"
	case Leak:
		return "texts that are in two parts"
	case NearLeak:
		return "texts that are nearly the same in two parts"
	case Repeated:
		return "texts that are there again"
	case MissingLabel:
		return "labels that cannot be learnt"
	case UntestedLabel:
		return "labels that are not tested"
	case RareLabel:
		return "labels with few entities"
	case FewNegatives:
		return "texts without entities are rare"
	case ContextBias:
		return "labels that follow one word"
	default:
		return "annotators"
	}
}

// Print lists findings for a terminal, at most so many of each code; more says where the
// others are.
func Print(w io.Writer, list []Finding, most int, more string) error {
	for from := 0; from < len(list); {
		to := from
		for to < len(list) && list[to].Code == list[from].Code {
			to++
		}
		if err := group(w, list[from:to], most, more); err != nil {
			return err
		}
		from = to
	}
	_, err := fmt.Fprintln(w, tally(list))
	return err
}

// tally says how many findings there are.
func tally(list []Finding) string {
	n := map[Severity]int{}
	for i := range list {
		n[list[i].Severity]++
	}
	return table.Count(n[Error], "error", "errors") + ", " + table.Count(n[Warning], "warning", "warnings") + ", " + table.Count(n[Note], "note", "notes")
}

// group prints the findings of one code.
func group(w io.Writer, list []Finding, most int, more string) error {
	code := list[0].Code
	fmt.Fprintf(w, "%s: %s: %s (%s)\n", list[0].Severity, code, about(code), table.Number(len(list)))
	for i := range list[:min(most, len(list))] {
		f := &list[i]
		fmt.Fprintf(w, "  %s\n", f.Summary)
		for _, p := range f.Places[:min(mostShown, len(f.Places))] {
			fmt.Fprintf(w, "    %s\n", p.String())
		}
		if left := f.Count - mostShown; left > 0 && len(f.Places) > 0 {
			fmt.Fprintf(w, "    and %s more\n", table.Number(left))
		}
	}
	if left := len(list) - most; left > 0 {
		fmt.Fprintf(w, "  and %s like these%s\n", table.Number(left), more)
	}
	_, err := fmt.Fprintf(w, "  → %s\n\n", list[0].Hint)
	return err
}

// String names a place: file and line, the document, and code points.
func (p *Place) String() string {
	s := table.Plain(p.Origin.String())
	if p.Document != "" && p.Document != p.Path {
		s += " " + table.Cut(p.Document, 40)
	}
	if p.Span != nil {
		s += fmt.Sprintf(" %d-%d", p.Span.Start, p.Span.End)
		if p.Span.Label != "" {
			s += " " + shown(p.Span.Label)
		}
	}
	if p.Note != "" {
		s += ": " + table.Plain(p.Note)
	}
	return s
}
