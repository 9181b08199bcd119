package read

import (
	"bytes"
	"unicode/utf8"

	htmlcharset "golang.org/x/net/html/charset"

	"github.com/onomast/onomast/corpus"
)

// sampleSize is how many bytes are looked at to tell an encoding.
const sampleSize = 256 << 10

// detect goes by what the bytes look like. It would rather refuse a text than
// convert it wrongly.
func detect(raw []byte, html bool) (charsetFound charset, fail *corpus.Failure) {
	sample := raw[:min(len(raw), sampleSize)]
	if kind := magic(raw); kind != "" {
		return charset{}, failure(codeBinary, "give it its true extension, or --input-format; what there is no reader for must be converted to text first", "this is %s, not text", kind)
	}
	if big, ok := looksUTF16(sample); ok {
		return utf16Charset(big), nil
	}
	if fail := refuseBinary(sample); fail != nil {
		return charset{}, fail
	}
	at := invalidUTF8(raw)
	if at < 0 {
		return charset{kind: kindUTF8, name: nameUTF8}, nil
	}
	if html {
		if c, ok := declared(raw); ok {
			return c, nil
		}
	}
	// Look at the part around the first byte that is not ASCII: the text may
	// begin with a long stretch that tells nothing.
	from := max(0, at-sampleSize/2)
	if c, ok := guess(raw[from:min(len(raw), from+sampleSize)]); ok {
		return c, nil
	}
	return charset{}, notUTF8(raw, at, false)
}

// declared is the encoding an HTML file names in its first kilobyte.
func declared(raw []byte) (c charset, ok bool) {
	e, name, _ := htmlcharset.DetermineEncoding(raw[:min(len(raw), 1024)], "text/html")
	if e == nil || name == nameUTF8 || !bytes.Contains(bytes.ToLower(raw[:min(len(raw), 1024)]), []byte("charset")) {
		return c, false
	}
	c = tableCharset(name, e)
	return c, c.kind == kindTable
}

// A signature is how files that are certainly no text begin.
type signature struct{ prefix, kind string }

func signatures() [14]signature {
	return [...]signature{
		{"%PDF-", "a PDF file"},
		{"PK\x03\x04", "a zip archive or an Office document"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"},
		{"\x1f\x8b\x08", "a gzip archive without .gz in its name"},
		{"\x28\xb5\x2f\xfd", "a zstd archive without .zst in its name"},
		{"BZh", "a bzip2 archive"},
		{"\xfd7zXZ\x00", "an xz archive"},
		{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
		{"\x89PNG\r\n", "a PNG image"},
		{"\xff\xd8\xff", "a JPEG image"},
		{"GIF8", "a GIF image"},
		{"\x7fELF", "a program"},
		{"SQLite format 3\x00", "an SQLite database"},
		{"PAR1", "a Parquet file"},
	}
}

// magic names such files. A prefix of letters alone proves nothing when the rest
// is text.
func magic(raw []byte) string {
	for _, m := range signatures() {
		if bytes.HasPrefix(raw, []byte(m.prefix)) && (m.prefix[0] == '%' || !plain(raw)) {
			return m.kind
		}
	}
	return ""
}

// magicHead reports whether the first bytes could be those of a signature.
func magicHead(head []byte) bool {
	for _, m := range signatures() {
		if n := min(len(head), len(m.prefix)); n > 0 && string(head[:n]) == m.prefix[:n] {
			return true
		}
	}
	return false
}

// plain reports whether bytes are UTF-8 without NUL near the start.
func plain(raw []byte) bool {
	return bytes.IndexByte(raw[:min(len(raw), 4096)], 0) < 0 && invalidUTF8(raw) < 0
}

// looksUTF16 recognises UTF-16 without a byte order mark by its NUL bytes: in
// nearly every unit of a text in Latin letters one byte is 0, always the same.
func looksUTF16(sample []byte) (bigEndian, ok bool) {
	units := len(sample) / 2
	if units < 4 {
		return false, false
	}
	var first, second int
	for i := 0; i+1 < len(sample); i += 2 {
		if sample[i] == 0 {
			first++
		}
		if sample[i+1] == 0 {
			second++
		}
	}
	const most, few = 0.7, 0.02
	switch n := float64(units); {
	case float64(second) >= most*n && float64(first) <= few*n:
		return false, true
	case float64(first) >= most*n && float64(second) <= few*n:
		return true, true
	}
	return false, false
}

// refuseBinary refuses bytes that are no text in any encoding: one NUL in ten, or
// one control character in ten beside bytes that are not UTF-8. A few are let
// pass, so that short texts may have them.
func refuseBinary(sample []byte) *corpus.Failure {
	var nul, control int
	for _, c := range sample {
		switch {
		case c == 0:
			nul++
		case c < ' ' && (c < '\b' || c > '\r') && c != '\x1b':
			control++
		}
	}
	const few = 4
	if 10*(nul-few) > len(sample) || 10*(nul+control-few) > len(sample) && invalidUTF8(trimTail(sample)) >= 0 {
		return failure(codeBinary, "leave it out, or convert it to text first",
			"this looks like binary data, not text: %d of %d bytes are control characters", nul+control, len(sample))
	}
	return nil
}

// trimTail drops a code point that the end of a sample cuts.
func trimTail(sample []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(sample); n++ {
		if c := sample[len(sample)-n]; utf8.RuneStart(c) {
			if !utf8.FullRune(sample[len(sample)-n:]) {
				return sample[:len(sample)-n]
			}
			break
		}
	}
	return sample
}
