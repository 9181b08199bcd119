package law

import (
	"errors"
	"regexp"
	"strings"

	"github.com/onomast/onomast/plugins/rules/normalize/value"
)

// ErrUnknown says that a text is no citation in a form that is known.
var ErrUnknown = errors.New("it is no citation in a form that is known")

// A Reader reads citations. It never changes, so goroutines share it.
type Reader struct{ forms []form }

// A form is one way to cite.
type form struct {
	pattern *regexp.Regexp
	// read makes a value of the named groups, or nil where they do not fit.
	read func(groups) *value.Value
}

// New makes a reader of all forms.
func New() *Reader {
	var all []form
	for _, forms := range [][]form{europe(), codes(), kingdom(), india(), cases(), germany(), france(), acts()} {
		all = append(all, forms...)
	}
	return &Reader{all}
}

// Read reads a text that is a citation and nothing else.
func (r *Reader) Read(text string, _ value.Context) (value.Value, error) {
	text = strings.Trim(strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00a0", " ")), " "), " ,;.")
	for _, f := range r.forms {
		m := f.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		g := groups{}
		for i, name := range f.pattern.SubexpNames() {
			if name != "" && m[i] != "" {
				g[name] = strings.TrimSpace(m[i])
			}
		}
		if v := f.read(g); v != nil {
			return *v, nil
		}
	}
	return value.Value{}, ErrUnknown
}

// groups are the named parts of a citation.
type groups map[string]string

// value makes a value with the jurisdiction and kind, and the parts by name.
func (g groups) value(normalized, jurisdiction, kind string, parts ...string) *value.Value {
	v := &value.Value{Normalized: normalized}
	v.Add("jurisdiction", jurisdiction)
	v.Add("kind", kind)
	for _, name := range parts {
		v.Add(name, g[name])
	}
	return v
}

// compile makes a pattern that must fit a whole text; white space in it is for
// the reader.
func compile(pattern string) *regexp.Regexp {
	return regexp.MustCompile(`^(?:` + strings.Join(strings.Fields(pattern), "") + `)$`)
}

// squeeze drops full stops and the spaces between single letters: U. S. C. is
// USC.
func squeeze(s string) string {
	s = strings.ReplaceAll(s, ".", "")
	var b strings.Builder
	words := strings.Fields(s)
	for i, w := range words {
		if i > 0 && (len(w) > 1 || len(words[i-1]) > 1) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

// join joins what is not empty.
func join(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " ")
}

// subsections writes (a) (1) without spaces.
func subsections(s string) string { return strings.ReplaceAll(s, " ", "") }
