package read

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/onomast/onomast/core/document"
)

// A repair puts U+FFFD for what is not valid UTF-8, and remembers what it did
// until the document gets its note. It serves one document at a time.
type repair struct {
	replaced    int // bytes
	first, line int // the first of them: byte and line of the file or record
}

// mend replaces every byte that is not part of a character; at is the first,
// mark the length of a byte order mark before the text.
func (r *repair) mend(raw []byte, mark, at int) (string, *document.SourceMap) {
	var text bytes.Buffer
	var b document.Builder
	*r = repair{first: at, line: 1 + bytes.Count(raw[:at], []byte("\n"))}
	b.Skip(mark)
	copied := mark // up to where
	for at < len(raw) {
		c, size := utf8.DecodeRune(raw[at:])
		if c == utf8.RuneError && size == 1 {
			text.Write(raw[copied:at])
			b.Copy(at - copied)
			text.WriteRune(utf8.RuneError)
			b.Convert(len("\uFFFD"), 1)
			r.replaced++
			copied = at + 1
		}
		at += size
	}
	text.Write(raw[copied:])
	b.Copy(len(raw) - copied)
	return text.String(), b.Map()
}

// note tells of replacements in the result of the document they were made in.
func (r *repair) note(doc *document.Document) {
	if r.replaced == 0 {
		return
	}
	doc.AddNote(document.Note{Stage: "reader", Code: "reader.invalid-utf8", Message: fmt.Sprintf(
		"%d bytes that are not valid UTF-8 became U+FFFD, the first of them byte %d (line %d)", r.replaced, r.first, r.line)})
}
