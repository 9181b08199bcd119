package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/onomast/onomast/core/diag"
)

// lookup returns the value of an environment variable.
type lookup func(name string) (string, bool)

// maxIncluded is the longest file that ${file:path} takes, in bytes.
const maxIncluded = 1 << 20

const (
	envScheme  = "env"
	fileScheme = "file"
)

// expanded is a scalar in which ${...} are replaced.
type expanded struct {
	text  string
	whole bool   // the scalar is one ${...} and nothing else
	via   string // what was put in, "env NAME, file path"
}

var variableSyntax = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

func hasReference(s string) bool {
	return strings.Contains(s, "${"+envScheme+":") || strings.Contains(s, "${"+fileScheme+":")
}

// interpolate replaces ${env:NAME}, ${env:NAME:-default} and ${file:path} once:
// what is put in is not looked at again. $${ stands for ${.
func (w *walker) interpolate(n *yaml.Node) expanded {
	var out strings.Builder
	var via []string
	rest := n.Value
	for {
		at := strings.Index(rest, "${")
		if at < 0 {
			out.WriteString(rest)
			break
		}
		if at > 0 && rest[at-1] == '$' {
			out.WriteString(rest[:at-1] + "${")
			rest = rest[at+2:]
			continue
		}
		out.WriteString(rest[:at])
		inside, behind, closed := strings.Cut(rest[at+2:], "}")
		if !closed {
			w.report(n, "config.bad-reference", "${ without }", "write $${ for a plain ${")
			break
		}
		value, from := w.reference(n, inside)
		out.WriteString(value)
		via = append(via, from)
		rest = behind
	}
	whole := len(via) == 1 && strings.HasPrefix(n.Value, "${") && strings.IndexByte(n.Value, '}') == len(n.Value)-1
	return expanded{text: out.String(), whole: whole, via: strings.Join(via, ", ")}
}

// reference returns what stands behind the inside of ${...}, and a name for it.
func (w *walker) reference(n *yaml.Node, inside string) (value, from string) {
	scheme, argument, _ := strings.Cut(inside, ":")
	switch scheme {
	case envScheme:
		return w.variable(n, argument)
	case fileScheme:
		return w.include(n, argument), "file " + argument
	}
	hint := "write $${ for a plain ${"
	if near := diag.DidYouMean(scheme, []string{envScheme, fileScheme}); near != "" {
		hint = fmt.Sprintf("did you mean ${%s:...}? %s", near, hint)
	} else if _, set := w.look(scheme); set {
		hint = fmt.Sprintf("did you mean ${env:%s}?", scheme)
	}
	w.report(n, "config.bad-reference", fmt.Sprintf("${%s} is neither ${env:NAME} nor ${file:path}", shorten(inside)), hint)
	return "", ""
}

func (w *walker) variable(n *yaml.Node, argument string) (value, from string) {
	name, otherwise, hasDefault := strings.Cut(argument, ":-")
	if !variableSyntax.MatchString(name) {
		w.report(n, "config.bad-reference", fmt.Sprintf("%q is no name of a variable", shorten(name)), "write ${env:NAME} or ${env:NAME:-default}")
		return "", ""
	}
	value, set := w.look(name)
	switch {
	case set && (value != "" || !hasDefault):
		if !utf8.ValidString(value) {
			w.report(n, "config.bad-reference", fmt.Sprintf("the variable %s is not valid UTF-8", name), "")
			return "", ""
		}
		return value, "env " + name
	case hasDefault:
		return otherwise, "default of env " + name
	}
	w.report(n, "config.unset-variable", fmt.Sprintf("the environment variable %s is not set", name),
		fmt.Sprintf("set it, or give a default: ${env:%s:-default}", name))
	return "", ""
}

// include returns the content of a file without its last line end.
func (w *walker) include(n *yaml.Node, path string) string {
	abs := path
	if !filepath.IsAbs(path) {
		abs = filepath.Join(w.source.dir, path)
	}
	if info, err := os.Stat(abs); err == nil && !info.Mode().IsRegular() {
		w.report(n, "config.unreadable", fmt.Sprintf("%q is no regular file", path), "")
		return ""
	}
	data, err := readLimited(nil, abs, maxIncluded)
	if errors.Is(err, fs.ErrNotExist) {
		w.report(n, "config.no-such-file", fmt.Sprintf("there is no file %q", shorten(path)), pathHint(abs, path, ""))
		return ""
	}
	if err != nil {
		w.report(n, "config.unreadable", fmt.Sprintf("can not read %q: %s", shorten(path), reason(err)), "")
		return ""
	}
	if !utf8.Valid(data) {
		w.report(n, "config.not-utf8", fmt.Sprintf("%q is not UTF-8 text", path), "")
		return ""
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(data), "\n"), "\r")
}

func shorten(s string) string {
	const most = 60
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-3]) + "..."
}
