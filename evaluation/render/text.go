package render

import (
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"github.com/onomast/onomast/evaluation"
)

// Columns is how wide tables may be.
const Columns = 80

// cells is how many columns of a terminal a text takes.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// left fills a text up, or cuts it.
func left(s string, columns int) string {
	if n := cells(s); n <= columns {
		return s + strings.Repeat(" ", columns-n)
	}
	cut := []rune(s)
	for cells(string(cut)) > columns-1 {
		cut = cut[:len(cut)-1]
	}
	short := string(cut) + "…"
	return short + strings.Repeat(" ", columns-cells(short))
}

// cut is left without what fills up.
func cut(s string, columns int) string { return strings.TrimRight(left(s, columns), " ") }

// plain makes line breaks and other controls visible: labels and ids are not ours.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '\ufffd'
		}
		return r
	}, s)
}

// figure renders a score; what is undefined is a dash.
func figure(v float64, undefined bool) string {
	if undefined {
		return "–"
	}
	return fmt.Sprintf("%.3f", v)
}

func has(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// triple renders precision, recall and F. What is undefined is a dash.
func triple(s *evaluation.Scores) [3]string {
	f := s.F1
	if s.FBeta != nil {
		f = *s.FBeta
	}
	return [3]string{
		figure(s.Precision, has(s.Undefined, "precision")),
		figure(s.Recall, has(s.Undefined, "recall")),
		figure(f, has(s.Undefined, "f1")),
	}
}

// between renders an interval.
func between(ci *[2]float64) string {
	if ci == nil {
		return ""
	}
	return fmt.Sprintf("%.3f–%.3f", ci[0], ci[1])
}

// number groups digits by three.
func number(n int) string {
	s := fmt.Sprint(n)
	for at := len(s) - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// count renders a number of things.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// wrap breaks a text into lines of at most [Columns]. The first begins at a column, the
// others after an indent.
func wrap(text string, at int, indent string) string {
	var b strings.Builder
	line, first := at, true
	for _, word := range strings.Fields(text) {
		switch n := cells(word); {
		case first:
		case line+1+n > Columns:
			b.WriteString("\n" + indent)
			line = cells(indent)
		default:
			b.WriteString(" ")
			line++
		}
		first = false
		b.WriteString(word)
		line += cells(word)
	}
	return b.String()
}
