package read

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
)

// unquote returns the text of the JSON string b[start:end], quotes included.
func unquote(b []byte, start, end int) string {
	if body := b[start+1 : max(start+1, end-1)]; bytes.IndexByte(body, '\\') < 0 {
		return string(body)
	}
	text, _, _ := unescape(b, start, end)
	return text
}

// unescape does the same, with the map back to b. lone is the number of escapes
// for half a surrogate pair, which have become U+FFFD.
func unescape(b []byte, start, end int) (text string, origin *document.SourceMap, lone int) {
	var m document.Builder
	m.Skip(start + 1)
	body := b[start+1 : max(start+1, end-1)]
	next := bytes.IndexByte(body, '\\')
	if next < 0 {
		m.Copy(len(body))
		return string(body), m.Map(), 0
	}
	var out strings.Builder
	out.Grow(len(body))
	m.Grow(2 * bytes.Count(body, []byte(`\`)))
	for next >= 0 {
		out.Write(body[:next])
		m.Copy(next)
		r, size := escape(body[next:])
		if r == utf8.RuneError && !bytes.EqualFold(body[next:next+size], []byte(`\ufffd`)) {
			lone++
		}
		wrote, _ := out.WriteRune(r)
		m.Convert(wrote, size)
		body = body[next+size:]
		next = bytes.IndexByte(body, '\\')
	}
	out.Write(body)
	m.Copy(len(body))
	return out.String(), m.Map(), lone
}

// escape decodes the escape that s begins with.
func escape(s []byte) (r rune, size int) {
	if len(s) < 2 {
		return utf8.RuneError, len(s)
	}
	if s[1] != 'u' {
		if i := strings.IndexByte(`bfnrt`, s[1]); i >= 0 {
			return rune("\b\f\n\r\t"[i]), 2
		}
		return rune(s[1]), 2
	}
	r = hex4(s)
	if !utf16.IsSurrogate(r) {
		return r, min(len(s), 6)
	}
	if len(s) >= 12 && s[6] == '\\' && s[7] == 'u' {
		if pair := utf16.DecodeRune(r, hex4(s[6:])); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return utf8.RuneError, min(len(s), 6)
}

// hex4 reads the four digits after \u.
func hex4(s []byte) rune {
	var unit [2]byte
	if len(s) < 6 {
		return utf8.RuneError
	}
	if _, err := hex.Decode(unit[:], s[2:6]); err != nil {
		return utf8.RuneError
	}
	return unit16(unit[:], true)
}

// jsonMistake returns what is wrong with JSON and at which byte.
func jsonMistake(object []byte) (message string, at int) {
	var raw json.RawMessage
	err := json.Unmarshal(object, &raw)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Error(), max(0, int(syntax.Offset)-1)
	}
	return "it is not valid JSON", 0
}

// jsonKind names the kind of a well-formed value.
func jsonKind(value []byte) string {
	if len(value) == 0 {
		return "nothing"
	}
	switch value[0] {
	case '"':
		return "a string"
	case '{':
		return "an object"
	case '[':
		return "a list"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	default:
		return "a number"
	}
}
