package read

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// decodeUTF16 converts UTF-16, unit by unit.
func decodeUTF16(raw []byte, mark int, bigEndian bool) (string, *document.SourceMap, *corpus.Failure) {
	var text strings.Builder
	var b document.Builder
	text.Grow(len(raw) / 2)
	b.Skip(mark)
	for at := mark; at < len(raw); {
		r, size := rune16(raw[at:], bigEndian)
		if r < 0 {
			return "", nil, failure(codeEncoding, "fetch or make it again; it may have been cut off", "byte %d is not valid UTF-16", at)
		}
		text.WriteRune(r)
		b.Convert(utf8.RuneLen(r), size)
		at += size
	}
	return text.String(), b.Map(), nil
}

// rune16 reads one code point; it is negative for half a unit or half a pair.
func rune16(raw []byte, bigEndian bool) (r rune, size int) {
	if len(raw) < 2 {
		return -1, len(raw)
	}
	r = unit16(raw, bigEndian)
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(raw) >= 4 {
		if pair := utf16.DecodeRune(r, unit16(raw[2:], bigEndian)); pair != utf8.RuneError {
			return pair, 4
		}
	}
	return -1, 2
}

func unit16(raw []byte, bigEndian bool) rune {
	if bigEndian {
		return rune(raw[0])<<8 | rune(raw[1])
	}
	return rune(raw[1])<<8 | rune(raw[0])
}

// decodeTable converts any other encoding, one character at a time to know
// where each came from. Stretches of ASCII are copied.
func (c charset) decodeTable(raw []byte, mark int) (string, *document.SourceMap, *corpus.Failure) {
	t := tableDecoder{decoder: c.table.NewDecoder(), raw: raw, at: mark}
	t.origin.Skip(mark)
	t.text.Grow(len(raw) + len(raw)/8)
	for t.at < len(raw) {
		if n := asciiPrefix(raw[t.at:]); n > 0 && !c.stateful {
			t.text.Write(raw[t.at : t.at+n])
			t.origin.Copy(n)
			t.at += n
			continue
		}
		if !t.character() {
			return "", nil, failure(codeEncoding, "give --encoding NAME with the right encoding, or convert it to UTF-8",
				"byte %d (line %d) is not valid %s", t.at, 1+bytes.Count(raw[:t.at], []byte("\n")), c.name)
		}
	}
	return t.text.String(), t.origin.Map(), nil
}

// A tableDecoder is a conversion under way.
type tableDecoder struct {
	decoder *encoding.Decoder
	raw     []byte
	at      int
	text    strings.Builder
	origin  document.Builder
}

// character converts the fewest bytes that mean something, and reports whether
// they do.
func (t *tableDecoder) character() bool {
	var out [16]byte
	const longest = 8 // bytes of an escape sequence and a character
	for n := 1; n <= longest && t.at+n <= len(t.raw); n++ {
		last := t.at+n == len(t.raw)
		wrote, read, err := t.decoder.Transform(out[:], t.raw[t.at:t.at+n], last)
		if read == 0 && errors.Is(err, transform.ErrShortSrc) {
			continue
		}
		if read == 0 || bytes.ContainsRune(out[:wrote], utf8.RuneError) && !t.genuine(read) {
			return false
		}
		t.text.Write(out[:wrote])
		t.origin.Convert(wrote, read)
		t.at += read
		return true
	}
	return false
}

// genuine reports whether bytes that became U+FFFD mean it: gb18030 can.
func (t *tableDecoder) genuine(n int) bool {
	return bytes.Equal(t.raw[t.at:t.at+n], []byte("\x84\x31\xa4\x37"))
}

// asciiPrefix returns how many bytes at the start are ASCII.
func asciiPrefix(raw []byte) int {
	for i, c := range raw {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(raw)
}
