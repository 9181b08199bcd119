package webanno

import "strings"

// reserved are the characters that are escaped by a backslash.
const reserved = `\[]|_->;*`

// escape writes a value.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`, `|`, `\|`, `_`, `\_`, `->`, `\->`, `;`, `\;`, `*`, `\*`,
		"\t", `\t`, "\n", `\n`, "\r", `\r`).Replace(s)
}

// escapeToken writes the text of a token, escapeText that of a sentence: only what would
// end a column or a line.
func escapeToken(s string) string { return escapeText(s) }

func escapeText(s string) string {
	return strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`).Replace(s)
}

// unescape reads a value, or the text of a token. A backslash before any other
// character stays.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		switch c := s[i]; {
		case c == 't':
			b.WriteByte('\t')
		case c == 'n':
			b.WriteByte('\n')
		case c == 'r':
			b.WriteByte('\r')
		case strings.IndexByte(reserved, c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
	return b.String()
}

func unescapeText(s string) string { return unescape(s) }

// splitStack splits a cell at every | that is not escaped.
func splitStack(cell string) []string {
	var out []string
	start := 0
	for i := 0; i < len(cell); i++ {
		switch cell[i] {
		case '\\':
			i++
		case '|':
			out = append(out, cell[start:i])
			start = i + 1
		}
	}
	return append(out, cell[start:])
}

// cutNumber takes [n] from the end of a value.
func cutNumber(value string) (rest, number string) {
	if !strings.HasSuffix(value, "]") {
		return value, ""
	}
	open := strings.LastIndexByte(value, '[')
	if open < 0 || open > 0 && value[open-1] == '\\' {
		return value, ""
	}
	number = value[open+1 : len(value)-1]
	if number == "" || strings.Trim(number, "0123456789") != "" {
		return value, ""
	}
	return value[:open], number
}
