package read

import (
	"bufio"
	"io"
	"unicode/utf8"
)

// A utf16Reader converts UTF-16 to UTF-8 on the way. What is not valid becomes
// a byte that is not valid UTF-8, so that it spoils its own record only.
type utf16Reader struct {
	body      *bufio.Reader
	bigEndian bool
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	n := 0
	for n+utf8.UTFMax <= len(p) {
		raw, err := u.body.Peek(4)
		if len(raw) == 0 {
			return n, err
		}
		r, size := rune16(raw, u.bigEndian)
		if r < 0 {
			p[n] = 0xff
			n++
		} else {
			n += utf8.EncodeRune(p[n:], r)
		}
		if _, err := u.body.Discard(size); err != nil {
			return n, err
		}
	}
	if n == 0 && len(p) > 0 {
		return 0, io.ErrShortBuffer
	}
	return n, nil
}
