package read

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
)

// A member is one field of a JSON object: where its value is.
type member struct {
	name       string
	start, end int
}

// members lists the fields of a JSON object that is known to be well formed.
// It does not look into the values.
func members(object []byte) []member {
	var all []member
	at := skipSpace(object, 0) + 1 // the brace
	for {
		at = skipSpace(object, at)
		if at >= len(object) || object[at] == '}' {
			return all
		}
		if object[at] == ',' {
			at++
			continue
		}
		end := skipValue(object, at)
		name, _, _ := unescape(object, at, end)
		at = skipSpace(object, end) + 1 // the colon
		at = skipSpace(object, at)
		end = skipValue(object, at)
		all = append(all, member{name, at, end})
		at = end
	}
}

func skipSpace(b []byte, at int) int {
	for at < len(b) && (b[at] == ' ' || b[at] == '\t' || b[at] == '\n' || b[at] == '\r') {
		at++
	}
	return at
}

// skipValue returns the end of the well-formed value that begins at an offset.
func skipValue(b []byte, at int) int {
	depth := 0
	for at < len(b) {
		switch b[at] {
		case '"':
			at = skipString(b, at)
			if depth == 0 {
				return at
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return at // the end of a number before the end of its object
			}
			if depth--; depth == 0 {
				return at + 1
			}
		case ',', ' ', '\t', '\n', '\r', ':':
			if depth == 0 {
				return at
			}
		}
		at++
	}
	return at
}

func skipString(b []byte, at int) int {
	for at++; at < len(b); at++ {
		switch b[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
	return len(b)
}

// unescape returns the text of the JSON string b[start:end], quotes included,
// with the map back to b. lone is the number of escapes for half a surrogate
// pair, which have become U+FFFD.
func unescape(b []byte, start, end int) (text string, origin *document.SourceMap, lone int) {
	var m document.Builder
	m.Skip(start + 1)
	body := string(b[start+1 : max(start+1, end-1)])
	next := strings.IndexByte(body, '\\')
	if next < 0 {
		m.Copy(len(body))
		return body, m.Map(), 0
	}
	var out strings.Builder
	out.Grow(len(body))
	for next >= 0 {
		out.WriteString(body[:next])
		m.Copy(next)
		r, size := escape(body[next:])
		if r == utf8.RuneError && !strings.EqualFold(body[next:next+size], `\ufffd`) {
			lone++
		}
		wrote, _ := out.WriteRune(r)
		m.Convert(wrote, size)
		body = body[next+size:]
		next = strings.IndexByte(body, '\\')
	}
	out.WriteString(body)
	m.Copy(len(body))
	return out.String(), m.Map(), lone
}

// escape decodes the escape that s begins with.
func escape(s string) (r rune, size int) {
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
func hex4(s string) rune {
	if len(s) < 6 {
		return utf8.RuneError
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
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
