package read

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/onomast/onomast/core/document"
	"github.com/onomast/onomast/corpus"
)

// An encodingKind says how bytes become text.
type encodingKind uint8

const (
	kindAuto  encodingKind = iota // look at the bytes
	kindUTF8                      // copy, and refuse what is not valid
	kindUTF16                     // little or big endian
	kindTable                     // through golang.org/x/text
)

// A charset is an encoding to convert from.
type charset struct {
	kind      encodingKind
	name      string // as the WHATWG Encoding Standard names it
	bigEndian bool
	table     encoding.Encoding
	stateful  bool    // bytes below 0x80 are not always ASCII
	strict    bool    // the user said so: look no further
	repair    *repair // UTF-8 with damage is mended
	leads     *[256]bool
}

const (
	nameUTF8    = "utf-8"
	nameRepair  = "utf-8-replace" // ours
	nameUTF16LE = "utf-16le"
	nameUTF16BE = "utf-16be"
	bomUTF8     = "\xef\xbb\xbf"
	bomLE       = "\xff\xfe"
	bomBE       = "\xfe\xff"
)

func utf16Charset(bigEndian bool) charset {
	if bigEndian {
		return charset{kind: kindUTF16, name: nameUTF16BE, bigEndian: true}
	}
	return charset{kind: kindUTF16, name: nameUTF16LE}
}

// encodingNamed finds the encoding of [Options.Encoding].
func encodingNamed(name string) (charset, error) {
	if name == "" || strings.EqualFold(name, "auto") {
		return charset{kind: kindAuto}, nil
	}
	if strings.EqualFold(name, nameRepair) {
		return charset{kind: kindUTF8, name: nameUTF8, strict: true, repair: &repair{}}, nil
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return charset{}, fmt.Errorf("there is no encoding %q", name)
	}
	canonical, err := htmlindex.Name(e)
	if err != nil || canonical == "replacement" || canonical == "x-user-defined" {
		return charset{}, fmt.Errorf("the encoding %q is not supported", name)
	}
	c := tableCharset(canonical, e)
	c.strict = true
	return c, nil
}

func tableCharset(canonical string, e encoding.Encoding) charset {
	switch canonical {
	case nameUTF8:
		return charset{kind: kindUTF8, name: nameUTF8}
	case nameUTF16LE, nameUTF16BE:
		return utf16Charset(canonical == nameUTF16BE)
	}
	return charset{kind: kindTable, name: canonical, table: e, stateful: canonical == "iso-2022-jp", leads: leads(canonical)}
}

// bomCharset goes by a byte order mark.
func bomCharset(raw []byte) (c charset, mark int, ok bool) {
	switch {
	case bytes.HasPrefix(raw, []byte(bomUTF8)):
		return charset{kind: kindUTF8, name: nameUTF8}, len(bomUTF8), true
	case bytes.HasPrefix(raw, []byte(bomLE)):
		return utf16Charset(false), len(bomLE), true
	case bytes.HasPrefix(raw, []byte(bomBE)):
		return utf16Charset(true), len(bomBE), true
	}
	return charset{}, 0, false
}

// choose settles how to read bytes: what the user said, a byte order mark, or
// what the bytes look like. mark is the length of the byte order mark.
func choose(raw []byte, forced charset, html bool) (c charset, mark int, fail *corpus.Failure) {
	if c, mark, ok := bomCharset(raw); ok && (forced.kind != kindUTF8 || c.kind == kindUTF8 || forced.repair != nil) {
		c.repair = forced.repair
		if bytes.HasPrefix(raw, []byte(bomLE+"\x00\x00")) {
			return c, 0, failure(codeEncoding, "convert it to UTF-8 first", "the text is in UTF-32, which is not supported")
		}
		return c, mark, nil
	}
	if forced.kind != kindAuto {
		return forced, 0, nil
	}
	c, fail = detect(raw, html)
	return c, 0, fail
}

// decodeWhole converts the bytes of a whole file.
func (s *source) decodeWhole(raw []byte, html bool) (string, *document.SourceMap, *corpus.Failure) {
	c, mark, fail := choose(raw, s.forced, html)
	if fail != nil {
		return "", nil, fail
	}
	return c.decode(raw, mark)
}

// decode converts bytes to text, leaving out the first mark bytes.
func (c charset) decode(raw []byte, mark int) (string, *document.SourceMap, *corpus.Failure) {
	switch c.kind {
	case kindUTF16:
		return decodeUTF16(raw, mark, c.bigEndian)
	case kindTable:
		return c.decodeTable(raw, mark)
	}
	if at := invalidUTF8(raw); at >= 0 {
		if c.repair != nil {
			text, origin := c.repair.mend(raw, mark, at)
			return text, origin, nil
		}
		return "", nil, notUTF8(raw, at, c.strict)
	}
	if mark == 0 {
		return string(raw), nil, nil
	}
	var b document.Builder
	b.Skip(mark)
	b.Copy(len(raw) - mark)
	return string(raw[mark:]), b.Map(), nil
}

// convert converts a record, and returns what is UTF-8 as it is.
func (b *body) convert(raw []byte) ([]byte, *document.SourceMap, *corpus.Failure) {
	b.settle(raw)
	if b.wide {
		if at := invalidUTF8(raw); at >= 0 {
			return nil, nil, failure(codeEncoding, "mend it, or make the file again", "byte %d is not valid UTF-16", wideLen(raw[:at]))
		}
		return raw, wideMap(raw), nil
	}
	if b.charset.kind != kindTable && utf8.Valid(raw) {
		return raw, nil, nil
	}
	text, origin, fail := b.charset.decode(raw, 0)
	return []byte(text), origin, fail
}

// invalidUTF8 returns the offset of the first byte that is not valid, or -1.
func invalidUTF8(raw []byte) int {
	if utf8.Valid(raw) {
		return -1
	}
	at := 0
	for at < len(raw) {
		r, size := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}

// notUTF8 says where UTF-8 ends being valid, and what to try.
func notUTF8(raw []byte, at int, strict bool) *corpus.Failure {
	hint := "give --encoding NAME if the text is in another encoding, or --encoding utf-8-replace to have what is damaged replaced"
	if strict {
		hint = "give --encoding auto to have other encodings detected, --encoding NAME, or --encoding utf-8-replace"
	}
	return failure(codeUTF8, hint, "byte %d (line %d) is not valid UTF-8", at, 1+bytes.Count(raw[:at], []byte("\n")))
}
