package config

import (
	"bytes"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/core/diag"
	"github.com/onomast/onomast/core/yamldoc"
)

// syntaxError turns an error of the YAML library into a diagnostic. The library
// often names the line where the surrounding block begins, so the place is
// looked for: it is behind the longest part of the file that can be read.
func (s *source) syntaxError(err error) diag.Diagnostic {
	said := yamlMessage(err)
	d := failure("config.syntax", said)
	if name, ok := strings.CutPrefix(said, "unknown anchor '"); ok {
		return s.unknownAnchor(strings.TrimSuffix(name, "' referenced"))
	}
	lines := bytes.SplitAfter(s.data, []byte("\n"))
	line, said := brokenLine(lines, said)
	if d, ok := s.blankThatIsNone(lines, line); ok {
		return d
	}
	text := string(lines[line-1])
	indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	d.Position = s.at(line, len(indent)+1)
	d.Summary, d.Hint = friendlySyntax(said, text)
	if tab := strings.IndexByte(indent, '\t'); tab >= 0 {
		d.Code, d.Summary, d.Hint = "config.tab", "a tab in the indentation", "YAML is indented with spaces only"
		d.Column = tab + 1
	}
	return d
}

// blankThatIsNone looks for a blank that is none to YAML in the indentation of a broken
// line, or of the one before it, with which it is then read as one text.
func (s *source) blankThatIsNone(lines [][]byte, line int) (diag.Diagnostic, bool) {
	for _, n := range []int{precedingLine(lines, line), line} {
		if n < 1 {
			continue
		}
		text := strings.TrimLeft(string(lines[n-1]), " ")
		r, _ := utf8.DecodeRuneInString(text)
		if r == '\t' || r < utf8.RuneSelf || !unicode.IsSpace(r) {
			continue
		}
		d := failure("config.odd-blank", oddBlank(r))
		d.Position = s.at(n, len(lines[n-1])-len(text)+1)
		d.Hint = "replace it by blanks"
		return d, true
	}
	return diag.Diagnostic{}, false
}

func oddBlank(r rune) string {
	return fmt.Sprintf("the indentation holds %U, which looks like a blank and is none", r)
}

// yamlMessage strips what the library puts in front of its messages.
func yamlMessage(err error) string {
	said := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(said, "line "); ok {
		if _, message, ok := strings.Cut(rest, ": "); ok {
			return message
		}
	}
	return said
}

func (s *source) unknownAnchor(name string) diag.Diagnostic {
	d := failure("config.unknown-anchor", "there is no anchor &"+name+" before this alias")
	d.Hint = diag.Suggest(name, anchors(s.data))
	if d.Hint == "" {
		d.Hint = "if the value begins with *, put it in quotes"
	}
	use := regexp.MustCompile(`(^|[\s,\[{:-])\*` + regexp.QuoteMeta(name) + `($|[\s,\]}])`)
	offset := 0
	if at := use.FindIndex(s.data); at != nil {
		offset = at[0] + bytes.IndexByte(s.data[at[0]:], '*')
	}
	d.Position = s.position(s.data, offset)
	return d
}

func anchors(data []byte) []string {
	var names []string
	for _, m := range regexp.MustCompile(`(?:^|\s)&([\w-]+)`).FindAllSubmatch(data, 100) {
		names = append(names, string(m[1]))
	}
	return names
}

// noColon is what is said of a line that lacks a colon.
const noColon = "could not find expected ':'"

// brokenLine returns the line, from 1, of a syntax error, and what the library
// says of the file up to there. The error is first searched by halves; then the
// longest part before it that can be read is looked for, because a quote or
// bracket that is not closed shows only later.
func brokenLine(lines [][]byte, said string) (int, string) {
	const tries = 200
	upTo := func(n int) error {
		var document yaml.Node
		return yamldoc.Read(bytes.Join(lines[:n], nil), &document)
	}
	first := 1 + sort.Search(len(lines)-1, func(i int) bool {
		err := upTo(i + 1)
		return err != nil && yamlMessage(err) == said
	})
	good := first - 1
	for good > 0 && first-good < tries && upTo(good) != nil {
		good--
	}
	line := good + 1
	for line < first && blank(lines[line-1]) {
		line++
	}
	if before := precedingLine(lines, line); strings.HasPrefix(said, "mapping values") && before > 0 && lacksColon(lines[before-1]) {
		return before, noColon
	}
	if err := upTo(line); err != nil {
		said = yamlMessage(err)
	}
	for line > 1 && len(lines[line-1]) == 0 {
		line--
	}
	return line, said
}

func blank(line []byte) bool {
	text := bytes.TrimSpace(line)
	return len(text) == 0 || text[0] == '#'
}

// precedingLine returns the number of the last line before the given one that
// is not blank, or 0.
func precedingLine(lines [][]byte, line int) int {
	for line--; line > 0 && blank(lines[line-1]); line-- {
		continue
	}
	return line
}

func lacksColon(line []byte) bool {
	text := strings.TrimRight(string(line), "\r\n ")
	return !strings.Contains(text, ": ") && !strings.HasSuffix(text, ":") && !strings.HasSuffix(text, "-")
}

// friendlySyntax says what a message of the YAML library usually means.
func friendlySyntax(said, line string) (summary, hint string) {
	for _, f := range syntaxHints() {
		if strings.Contains(said, f.said) {
			summary, hint = "not valid YAML: "+f.summary, f.hint
			break
		}
	}
	if summary == "" {
		summary = "not valid YAML: " + said
	}
	if dashWithoutBlank.MatchString(line) {
		return "not valid YAML: a dash without a blank behind it", "write a blank behind the dash: - id"
	}
	if strings.Contains(said, "did not find expected key") && somethingBehind(line) {
		return "not valid YAML: there is something behind the closing quote or bracket", "put the whole value in single quotes; a single quote inside them is written twice"
	}
	if strings.Contains(line, "${") && strings.ContainsAny(line, "[{") && strings.Contains(said, "did not find expected ','") {
		hint = "inside [ ] and { }, put ${...} in quotes"
	}
	return summary, hint
}

// somethingBehind reports whether a value in quotes or brackets goes on behind
// them, as unquoted regular expressions do.
func somethingBehind(line string) bool { return behindClosing.MatchString(line) }

var behindClosing = regexp.MustCompile(`(: |- )(` +
	`\[[^\]]*\][^\s,\]}]` + `|` +
	`\{[^}]*\}[^\s,\]}]` + `|` +
	`'[^']*'\s*[^\s',\]}#]` + `|` +
	`"[^"]*"\s*[^\s,\]}#])` + `|` +
	`^\s*(?:- )?[\w.-]+: '[^']*'\s*[\]},]`)

var dashWithoutBlank = regexp.MustCompile(`^\s*-\w[\w-]*:`)

type syntaxHint struct{ said, summary, hint string }

func syntaxHints() []syntaxHint {
	return []syntaxHint{
		{"mapping values are not allowed", "a key is not expected here", "check the indentation, and quote values that hold \": \""},
		{"did not find expected '-' indicator", "the indentation does not fit the list", "indent all elements of a list alike"},
		{"did not find expected key", "the indentation does not fit, or a quote or bracket is not closed", "indent all keys of a mapping alike"},
		{noColon, "a key without a colon", "write a colon and a space behind the key"},
		{"did not find expected ',' or ']'", "a list that begins with [ goes wrong here", "close it with ], and quote values that hold [ ] { } or ,"},
		{"did not find expected ',' or '}'", "a mapping that begins with { goes wrong here", "close it with }, and quote values that hold [ ] { } or ,"},
		{"did not find expected node content", "a value is missing here", "close [ and {, and quote values that hold them"},
		{"unknown escape character", "an unknown escape in double quotes", "put regular expressions in single quotes"},
		{"did not find expected hexdecimal number", "an unfinished escape in double quotes", "put regular expressions in single quotes"},
		{"found unexpected end of stream", "a quote is not closed", "close it; a single quote inside single quotes is written twice"},
		{"found character that cannot start any token", "a value can not begin with this character", "put values that begin with @ ` or % in quotes"},
		{"did not find expected alphabetic or numeric", "a value can not begin with * or &", "put it in quotes"},
		{"exceeded max depth", "it nests too deep", "flatten it"},
	}
}
