package termlist

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/gazetteer"
)

// readRegexNER reads the mapping of Stanford CoreNLP's RegexNER: words by
// spaces, a tab, the label; then, if they are there, the labels it may
// overwrite and a priority, which become attributes. A word that is a regular
// expression is refused.
// Source: CoreNLP's documentation of RegexNERAnnotator.
func (r *reader) readRegexNER(data []byte) {
	eachLine(data, func(line int, text string) bool {
		if strings.TrimSpace(text) == "" || text[0] == '#' {
			return true
		}
		cells := strings.Split(text, "\t")
		if len(cells) < 2 || strings.TrimSpace(cells[1]) == "" {
			r.failRow(line, 1, "the line has no label", "put a tab and the label after the words")
			return true
		}
		term, ok := literal(cells[0])
		if !ok {
			r.failRow(line, 1, "the words are regular expressions", "make them a pattern of the stage")
			return true
		}
		row := Row{Line: line, Term: term, Label: strings.TrimSpace(cells[1])}
		for i, name := range []string{"overwrites", "priority"} {
			if len(cells) > i+2 && strings.TrimSpace(cells[i+2]) != "" {
				row.Attrs = append(row.Attrs, gazetteer.Attr{Key: name, Value: strings.TrimSpace(cells[i+2])})
			}
		}
		r.row(row, 1)
		return true
	})
}

// literal returns the text that an expression stands for when it is no more
// than that: characters may be escaped.
func literal(expr string) (string, bool) {
	var b strings.Builder
	escaped := false
	for _, c := range expr {
		switch {
		case escaped && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'):
			return "", false // a class or an anchor
		case !escaped && c == '\\':
			escaped = true
			continue
		case !escaped && strings.ContainsRune(`*+?()[]{}|^$`, c):
			return "", false
		}
		escaped = false
		b.WriteRune(c)
	}
	return b.String(), !escaped
}
