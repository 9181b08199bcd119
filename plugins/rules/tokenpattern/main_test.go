package tokenpattern

import (
	"context"
	"slices"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// words are tokens split at spaces. A token a/X lies in the list or span X and
// is of the kind X.
type words []string

func split(text string) words { return strings.Fields(text) }

func (w words) Len() int           { return len(w) }
func (w words) Text(i int) string  { text, _, _ := strings.Cut(w[i], "/"); return text }
func (w words) Lower(i int) string { return strings.ToLower(w.Text(i)) }
func (w words) Case(i int) Case    { return CaseOf(w.Text(i)) }
func (w words) Shape(i int) string { return Shape(w.Text(i)) }

// Gap is a line break before a token of the kind line, nothing before one of
// the kind glued, and a space before others.
func (w words) Gap(i int) string {
	switch w.Kind(i) {
	case "line":
		return " \r\n"
	case "glued":
		return ""
	}
	return " "
}
func (w words) Kind(i int) string { _, kind, _ := strings.Cut(w[i], "/"); return kind }
func (w words) InLists(i int, lists Set) bool {
	number, ok := listNumbers()[w.Kind(i)]
	return ok && lists.Has(number)
}

// listNumbers are those of the lists that tests ask, far from each other.
func listNumbers() map[string]int { return map[string]int{"K": 3, "a": 64, "b": 130} }

func (w words) InSpan(i int, layer string, labels []string, attributes map[string]string) bool {
	return layer == "general" && (len(labels) == 0 || slices.Contains(labels, w.Kind(i))) && (len(attributes) == 0 || attributes["kind"] == w.Kind(i))
}

// matches renders the matches of a pattern, with their groups.
func matches(t *testing.T, p Pattern, text string) []string {
	t.Helper()
	program, err := Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	program.Bind(listNumbers())
	tokens := split(text)
	join := func(start, end int) string {
		var parts []string
		for i := start; i < end; i++ {
			parts = append(parts, tokens.Text(i))
		}
		return strings.Join(parts, " ")
	}
	var got []string
	program.Find(context.Background(), tokens, func(m Match) bool {
		line := join(m.Start, m.End)
		for i, g := range m.Groups {
			if g.Start >= 0 {
				line += " " + program.Groups()[i] + "=" + join(g.Start, g.End)
			}
		}
		got = append(got, line)
		return true
	})
	return got
}
