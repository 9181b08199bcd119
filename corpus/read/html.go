package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/onomast/onomast/core/document"
)

// A gap is what stands between two pieces of shown text. The strongest of all
// that lies between them wins.
type gap uint8

const (
	gapNone gap = iota
	gapSpace
	gapCell      // between the cells of a table row
	gapLine      // a line break, or the edge of a block
	gapParagraph // the edge of a paragraph, a heading, a table
)

// String returns the text that the gap becomes.
func (g gap) String() string {
	switch g {
	case gapSpace:
		return " "
	case gapCell:
		return "\t"
	case gapLine:
		return "\n"
	case gapParagraph:
		return "\n\n"
	default:
		return ""
	}
}

// htmlText returns the text that a browser would show, and the map back to the
// markup. Scripts, styles, comments and fallback content are left out, entities
// decoded; space is collapsed outside of <pre>. Other text is kept as it is.
func htmlText(markup string) (string, *document.SourceMap) {
	t := shown{markup: markup}
	t.text.Grow(len(markup) / 2)
	z := html.NewTokenizer(strings.NewReader(markup))
	for at := 0; ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		end := min(at+len(z.Raw()), len(markup))
		switch kind {
		case html.TextToken:
			t.run(at, end)
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			t.tag(atom.Lookup(name), kind)
		}
		at = end
	}
	return t.text.String(), t.finish()
}

// A shown is the shown text under construction.
type shown struct {
	markup  string
	text    strings.Builder
	origin  document.Builder
	pending gap
	dropped atom.Atom // the element whose raw text is not shown
	pre     int       // depth of elements that keep their space
}

// tag notes what a tag does to the text around it.
func (t *shown) tag(name atom.Atom, kind html.TokenType) {
	t.dropped = 0
	start := kind == html.StartTagToken
	switch name {
	case atom.Script, atom.Style, atom.Iframe, atom.Noembed, atom.Noframes, atom.Noscript:
		if kind != html.EndTagToken {
			t.dropped = name // what follows is the raw text of the element
		}
		return
	case atom.Pre, atom.Textarea, atom.Listing, atom.Xmp, atom.Plaintext:
		if start {
			t.pre++
		} else if kind == html.EndTagToken && t.pre > 0 {
			t.pre--
		}
	}
	t.pending = max(t.pending, gapOf(name))
}

// gapOf says how an element sets itself off from the text before and after.
func gapOf(name atom.Atom) gap {
	switch name {
	case atom.Td, atom.Th:
		return gapCell
	case atom.Br, atom.Div, atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Option, atom.Optgroup, atom.Select,
		atom.Legend, atom.Caption, atom.Figcaption, atom.Summary, atom.Button, atom.Textarea,
		atom.Thead, atom.Tbody, atom.Tfoot, atom.Center:
		return gapLine
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Blockquote, atom.Pre,
		atom.Listing, atom.Xmp, atom.Plaintext, atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Dir, atom.Table,
		atom.Section, atom.Article, atom.Header, atom.Footer, atom.Main, atom.Nav, atom.Aside, atom.Address,
		atom.Figure, atom.Details, atom.Dialog, atom.Fieldset, atom.Form, atom.Hgroup, atom.Title, atom.Head,
		atom.Body, atom.Html, atom.Frameset, atom.Template:
		return gapParagraph
	}
	return gapNone
}

// run adds the text of markup[at:end].
func (t *shown) run(at, end int) {
	if t.dropped != 0 {
		t.dropped = 0
		return
	}
	for at < end {
		stop := at
		for stop < end && t.plain(t.markup[stop]) {
			stop++
		}
		if stop > at {
			t.copy(at, stop)
			at = stop
			continue
		}
		at += t.special(at, end)
	}
}

// plain reports bytes that are copied.
func (t *shown) plain(c byte) bool { return c != '&' && (t.pre > 0 || !htmlSpace(c)) }

func htmlSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// special handles a space or an entity and returns its length.
func (t *shown) special(at, end int) int {
	if t.markup[at] != '&' {
		t.pending = max(t.pending, gapSpace)
		return 1
	}
	value, size := entity(t.markup[at:end])
	if size == 0 { // only an ampersand
		t.copy(at, at+1)
		return 1
	}
	t.gap(at)
	t.text.WriteString(value)
	t.origin.Convert(len(value), size)
	return size
}

func (t *shown) copy(at, end int) {
	t.gap(at)
	t.text.WriteString(t.markup[at:end])
	t.origin.Copy(end - at)
}

// gap writes what stands before text at an offset of the markup. It is made
// from everything since the text before.
func (t *shown) gap(at int) {
	length, from := t.origin.Len()
	sep := t.pending.String()
	t.pending = gapNone
	switch {
	case length == 0 || sep == "":
		t.origin.Skip(at - from)
		return
	case strings.HasPrefix(t.markup[from:at], sep):
		t.origin.Copy(len(sep))
		t.origin.Skip(at - from - len(sep))
	default:
		t.origin.Convert(len(sep), at-from)
	}
	t.text.WriteString(sep)
}

// finish describes the rest of the markup.
func (t *shown) finish() *document.SourceMap {
	_, from := t.origin.Len()
	t.origin.Skip(len(t.markup) - from)
	return t.origin.Map()
}

// longestEntity is the length of the longest named entity, with & and ;.
const longestEntity = 33

// entity decodes the entity that s begins with, if it does. size is its
// length in s, 0 if there is none.
func entity(s string) (value string, size int) {
	end := 1
	for end < len(s) && end < longestEntity && (s[end] == '#' && end == 1 || alphanumeric(s[end])) {
		end++
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	decoded := html.UnescapeString(s[:end])
	if decoded == s[:end] {
		return "", 0
	}
	// A name without a semicolon may be the start of a longer word: find what
	// of it was decoded.
	for size = 2; size < end; size++ {
		if head := html.UnescapeString(s[:size]); head != s[:size] && head+s[size:end] == decoded {
			return head, size
		}
	}
	return decoded, end
}

func alphanumeric(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}
