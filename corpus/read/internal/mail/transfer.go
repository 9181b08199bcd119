package mail

import (
	"bytes"
	"encoding/hex"

	"github.com/onomast/onomast/core/document"
)

// unquotedPrintable undoes quoted-printable. What only looks like an escape stays
// as it is.
func unquotedPrintable(raw []byte) ([]byte, *document.SourceMap) {
	out := make([]byte, 0, len(raw))
	var origin document.Builder
	for at := 0; at < len(raw); {
		n := bytes.IndexByte(raw[at:], '=')
		if n < 0 {
			n = len(raw) - at
		}
		out = append(out, raw[at:at+n]...)
		origin.Copy(n)
		if at += n; at == len(raw) {
			break
		}
		if size := softBreak(raw[at:]); size > 0 {
			origin.Skip(size)
			at += size
			continue
		}
		var c [1]byte
		if at+3 <= len(raw) {
			if _, err := hex.Decode(c[:], raw[at+1:at+3]); err == nil {
				out = append(out, c[0])
				origin.Convert(1, 3)
				at += 3
				continue
			}
		}
		out = append(out, '=')
		origin.Copy(1)
		at++
	}
	return out, origin.Map()
}

// softBreak returns the length of the line break that raw begins with an escape
// of, 0 for none. Some add spaces on the way.
func softBreak(raw []byte) int {
	at := 1
	for at < len(raw) && (raw[at] == ' ' || raw[at] == '\t' || raw[at] == '\r') {
		at++
	}
	switch {
	case at == len(raw):
		return at
	case raw[at] == '\n':
		return at + 1
	}
	return 0
}

// unbase64 undoes base64, four letters at a time. Line ends are passed over; of
// other bytes that are not in it, the number is returned.
func unbase64(raw []byte) (out []byte, origin *document.SourceMap, damaged int) {
	out = make([]byte, 0, len(raw)/4*3)
	var b document.Builder
	var bits uint32
	letters, from := 0, 0
	flush := func(end int) {
		bits <<= 6 * uint(4-letters)
		bytes := [3]byte{byte(bits >> 16), byte(bits >> 8), byte(bits)}
		n := letters * 6 / 8
		out = append(out, bytes[:n]...)
		_, at := b.Len()
		b.Skip(from - at)
		if n > 0 {
			b.Convert(n, end-from)
		}
		bits, letters = 0, 0
	}
	for i, c := range raw {
		value, ok := sextet(c)
		switch {
		case ok:
			if letters == 0 {
				from = i
			}
			bits = bits<<6 | value
			if letters++; letters == 4 {
				flush(i + 1)
			}
		case c == '=':
			if letters > 0 {
				flush(i + 1)
			}
		case c != '\r' && c != '\n' && c != ' ' && c != '\t':
			damaged++
		}
	}
	if letters > 0 {
		flush(len(raw))
	}
	_, at := b.Len()
	b.Skip(len(raw) - at)
	return out, b.Map(), damaged
}

// sextet is the value of a letter of base64.
func sextet(c byte) (uint32, bool) {
	switch {
	case c >= 'A' && c <= 'Z':
		return uint32(c - 'A'), true
	case c >= 'a' && c <= 'z':
		return uint32(c-'a') + 26, true
	case c >= '0' && c <= '9':
		return uint32(c-'0') + 52, true
	case c == '+':
		return 62, true
	case c == '/':
		return 63, true
	}
	return 0, false
}
