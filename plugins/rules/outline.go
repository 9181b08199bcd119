package rules

import (
	"strings"

	"github.com/onomast/onomast/plugins/rules/regexset"
)

// outline compiles an expression without look-around and back-references that
// matches something wherever expr, which has them, does. It is nil when there
// is none that excludes any place.
func outline(expr string, ignoreCase bool) *regexset.Regexp {
	o := outliner{rest: expr}
	for o.rest != "" && !o.failed {
		o.next()
	}
	if o.failed || o.depth != 0 {
		return nil
	}
	re, err := regexset.Compile(o.out.String(), ignoreCase)
	if err != nil || re.Whole("") {
		return nil
	}
	return re
}

// What stands for what is left out: nothing, and any text.
const (
	nothing  = "(?:)"
	anything = "(?s:.*)"
)

// An outliner rewrites an expression from the left. It gives up rather than
// guess.
type outliner struct {
	rest   string
	out    strings.Builder
	depth  int // of groups
	failed bool
}

// next rewrites the next piece.
func (o *outliner) next() {
	switch o.rest[0] {
	case '\\':
		o.escape()
	case '[':
		o.class()
	case '(':
		o.group()
	case ')':
		o.depth--
		o.copy(1)
	case '^', '$':
		o.replace(1, nothing)
	case '*', '+', '?':
		o.copy(1)
		o.possessive()
	case '}':
		o.copy(1)
		o.possessive()
	default:
		o.copy(1)
	}
}

func (o *outliner) copy(n int) { o.replace(n, o.rest[:n]) }

func (o *outliner) replace(n int, by string) {
	o.out.WriteString(by)
	o.rest = o.rest[n:]
}

// possessive drops the + of a quantifier that gives nothing back.
func (o *outliner) possessive() { o.rest = strings.TrimPrefix(o.rest, "+") }

func (o *outliner) escape() {
	if len(o.rest) == 1 {
		o.failed = true
		return
	}
	switch c := o.rest[1]; {
	case c == 'Q':
		end := strings.Index(o.rest, `\E`)
		if end < 0 {
			end = len(o.rest) - 2
		}
		o.copy(end + 2)
	case strings.IndexByte("bBAzZG", c) >= 0:
		o.replace(2, nothing)
	case c == 'k':
		end := strings.IndexAny(o.rest, ">'}")
		o.failed = end < 0
		o.replace(end+1, anything)
	case '1' <= c && c <= '9':
		digits := len(o.rest) - 1 - len(strings.TrimLeft(o.rest[1:], "0123456789"))
		o.replace(1+digits, anything)
	case c >= 0x80:
		o.copy(1) // the backslash; Go's parser will say no
	default:
		o.copy(2)
	}
}

// class copies a class of characters.
func (o *outliner) class() {
	at := 1
	if strings.HasPrefix(o.rest[at:], "^") {
		at++
	}
	for first := true; at < len(o.rest); first = false {
		switch rest := o.rest[at:]; {
		case strings.HasPrefix(rest, `\`):
			at += 2
		case strings.HasPrefix(rest, "[:"):
			end := strings.Index(rest, ":]")
			if end < 0 {
				o.failed = true
				return
			}
			at += end + 2
		case rest[0] == '[', rest[0] == ']' && first:
			o.failed = true // the engines disagree
			return
		case rest[0] == ']':
			o.copy(at + 1)
			return
		default:
			at++
		}
	}
	o.failed = true
}

// group rewrites how a group begins, or leaves a whole group out.
func (o *outliner) group() {
	if !strings.HasPrefix(o.rest, "(?") {
		o.open(1)
		return
	}
	for _, look := range []string{"(?=", "(?!", "(?<=", "(?<!", "(?#", "(?P="} {
		if strings.HasPrefix(o.rest, look) {
			by := nothing
			if look == "(?P=" {
				by = anything
			}
			o.skip(len(look), by)
			return
		}
	}
	for _, open := range []string{"(?:", "(?>"} {
		if strings.HasPrefix(o.rest, open) {
			o.open(len(open))
			return
		}
	}
	if name := strings.IndexByte(o.rest, '>'); name > 0 && (strings.HasPrefix(o.rest, "(?<") || strings.HasPrefix(o.rest, "(?P<")) && isName(strings.TrimLeft(o.rest[2:name], "P<")) {
		o.open(name + 1)
		return
	}
	o.flags()
}

// open begins a group that nobody refers to.
func (o *outliner) open(n int) {
	o.depth++
	o.replace(n, "(?:")
}

// flags copies flags that both engines know.
func (o *outliner) flags() {
	end := 2 + len(o.rest[2:]) - len(strings.TrimLeft(o.rest[2:], "ims-"))
	switch {
	case end == len(o.rest):
		o.failed = true
	case o.rest[end] == ':':
		o.depth++
		o.copy(end + 1)
	case o.rest[end] == ')':
		o.copy(end + 1)
	default:
		o.failed = true
	}
}

// skip leaves out a group whose beginning has n bytes.
func (o *outliner) skip(n int, by string) {
	inner := outliner{rest: o.rest[n:], depth: 1}
	for inner.depth > 0 && inner.rest != "" && !inner.failed {
		inner.next()
	}
	o.failed = inner.failed || inner.depth > 0
	o.rest = inner.rest
	o.out.WriteString(by)
}

func isName(s string) bool {
	for i := range len(s) {
		if c := s[i]; c != '_' && (c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return s != ""
}
