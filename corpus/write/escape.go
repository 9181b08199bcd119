package write

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// appendEscaped appends text that stands between tags. What a page cannot show
// as it is, or what would change how the rest is shown, is named: control
// characters and overrides of the writing direction. Line ends stay.
func appendEscaped(dst []byte, s string) []byte { return appendPiece(dst, s, 0, len(s)) }

// appendPiece does the same with s[from:to].
func appendPiece(dst []byte, s string, from, to int) []byte {
	done := from
	for at := from; at < to; {
		r, size := utf8.DecodeRuneInString(s[at:])
		if replacement := shown(r, size, s[at+size:]); replacement != "" {
			dst = append(append(dst, s[done:at]...), replacement...)
			done = at + size
		}
		at += size
	}
	return append(dst, s[done:to]...)
}

// shown is how a character of so many bytes is written, "" for itself.
func shown(r rune, size int, rest string) string {
	switch {
	case r >= ' ' && r < '\x7f':
		return tagEscape(r)
	case r == '\n' || r == '\t':
		return ""
	case r == '\r' && strings.HasPrefix(rest, "\n"):
		return "&#13;" // a browser would take it out
	case r < ' ':
		return odd(strings.TrimSpace(controls[3*r:3*r+3]), r)
	case r >= 0x7f && r < 0xa0, r == 0x202d, r == 0x202e:
		return odd(fmt.Sprintf("U+%04X", r), r)
	case r == utf8.RuneError && size == 1:
		return "\uFFFD"
	}
	return ""
}

// controls are the short names of the first 32 characters, three letters each;
// pictures of them are in few fonts.
const controls = "NULSOHSTXETXEOTENQACKBELBS HT LF VT FF CR SO SI DLEDC1DC2DC3DC4NAKSYNETBCANEM SUBESCFS GS RS US "

func tagEscape(r rune) string {
	switch r {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	}
	return ""
}

// odd is a character that is named instead of shown.
func odd(name string, r rune) string {
	return fmt.Sprintf(`<i class="odd" title="U+%04X">%s</i>`, r, name)
}

// appendAttribute appends a space, a name and a quoted value. It takes the quote
// that has to be escaped less often.
func appendAttribute(dst []byte, name, value string) []byte {
	quote, escaped := byte('"'), "&#34;"
	if strings.Count(value, `"`) > strings.Count(value, `'`) {
		quote, escaped = '\'', "&#39;"
	}
	dst = append(append(append(append(dst, ' '), name...), '='), quote)
	for _, r := range value { // invalid UTF-8 becomes U+FFFD
		switch {
		case r == rune(quote):
			dst = append(dst, escaped...)
		case r == '&':
			dst = append(dst, "&amp;"...)
		case r == 0:
			dst = append(dst, "\uFFFD"...) // no page can hold it
		case r == '\r':
			dst = append(dst, "&#13;"...)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, quote)
}
