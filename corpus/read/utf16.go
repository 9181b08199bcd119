package read

import (
	"bufio"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
)

// A utf16Reader converts UTF-16 to UTF-8 on the way. What is not valid becomes
// a byte that is not valid UTF-8, so that it spoils its own record only.
type utf16Reader struct {
	body      *bufio.Reader
	bigEndian bool
	pending   []byte // of a character that did not fit
	character [utf8.UTFMax]byte
}

// Read fills p to the last byte unless the end comes first: a character may be
// cut, the rest of it comes with the next call.
func (u *utf16Reader) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if len(u.pending) == 0 {
			if err := u.next(); err != nil {
				return n, err
			}
		}
		wrote := copy(p[n:], u.pending)
		u.pending = u.pending[wrote:]
		n += wrote
	}
	return n, nil
}

// next converts one character.
func (u *utf16Reader) next() error {
	raw, err := u.body.Peek(4)
	if len(raw) == 0 {
		return err
	}
	r, size := rune16(raw, u.bigEndian)
	if r < 0 {
		u.pending = append(u.character[:0], 0xff)
	} else {
		u.pending = utf8.AppendRune(u.character[:0], r)
	}
	_, err = u.body.Discard(size)
	return err
}

// wideLen is how many bytes of UTF-16 became the UTF-8 of a [utf16Reader].
func wideLen(text []byte) int {
	n := 0
	for _, c := range text {
		n += wideSize(c)
	}
	return n
}

// wideMap leads from valid UTF-8 back to the UTF-16 it was made from.
func wideMap(text []byte) *document.SourceMap {
	var b document.Builder
	for at := 0; at < len(text); {
		_, size := utf8.DecodeRune(text[at:])
		b.Convert(size, wideSize(text[at]))
		at += size
	}
	return b.Map()
}
