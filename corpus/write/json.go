package write

import (
	"math"
	"strconv"
	"unicode/utf8"
)

// appendString appends s as a JSON string, with the escapes of encoding/json
// without those for HTML. Invalid UTF-8 (in a file name) becomes U+FFFD.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		size := 1
		if c < utf8.RuneSelf {
			dst = appendControl(append(dst, s[from:i]...), c)
			from = i + 1
		} else {
			var r rune
			r, size = utf8.DecodeRuneInString(s[i:])
			if (r == utf8.RuneError && size == 1) || r == '\u2028' || r == '\u2029' {
				dst = appendUnicode(append(dst, s[from:i]...), r)
				from = i + size
			}
		}
		i += size
	}
	return append(append(dst, s[from:]...), '"')
}

// appendControl escapes a quote, a backslash or a control character.
func appendControl(dst []byte, c byte) []byte {
	switch c {
	case '"', '\\':
		return append(dst, '\\', c)
	case '\b':
		return append(dst, '\\', 'b')
	case '\f':
		return append(dst, '\\', 'f')
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return appendUnicode(dst, rune(c))
}

func appendUnicode(dst []byte, r rune) []byte {
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
}

func appendStrings(dst []byte, list []string) []byte {
	dst = append(dst, '[')
	for i, s := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendString(dst, s)
	}
	return append(dst, ']')
}

// appendScore appends the shortest decimal that reads back as f. JSON has no
// infinity; the largest finite number stands for it. Small and large numbers
// look as encoding/json writes them.
func appendScore(dst []byte, f float32) []byte {
	x := float64(f)
	if math.IsNaN(x) {
		return append(dst, "null"...)
	}
	x = max(-math.MaxFloat32, min(x, math.MaxFloat32))
	if size := math.Abs(x); size == 0 || (float32(size) >= 1e-6 && float32(size) < 1e21) {
		return strconv.AppendFloat(dst, x, 'f', -1, 32)
	}
	dst = strconv.AppendFloat(dst, x, 'e', -1, 32)
	if n := len(dst); dst[n-4] == 'e' && dst[n-2] == '0' { // e-09 is as good as e-9
		dst = append(dst[:n-2], dst[n-1])
	}
	return dst
}
