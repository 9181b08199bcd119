// Package rendition puts together the text that is shown for a file whose bytes
// are no text: a mail, a page layout, an archive of XML.
package rendition

import (
	"strings"

	"github.com/onomast/onomast/core/document"
)

// A Rendition is a file as text.
type Rendition struct {
	Text string
	// Origin leads back to the bytes of the file.
	Origin *document.SourceMap
	// Parts are stretches of Text that the format sets apart, in the order of the
	// text: pages, headers. Each has at least one byte.
	Parts []document.Span
	// Notes say what of the file is not in Text.
	Notes []document.Note
}

// Whole returns a map by which all of a text leads to all of a file: the bytes
// are packed, so that nothing smaller could be read by anybody.
func Whole(text string, size int) *document.SourceMap {
	var b document.Builder
	if text == "" {
		b.Skip(size)
		return b.Map()
	}
	b.Convert(len(text), size)
	return b.Map()
}

// A Builder makes a Rendition from the first byte of the source to the last. The
// zero Builder is ready to use.
type Builder struct {
	text   strings.Builder
	origin document.Builder
	parts  []document.Span
	notes  []document.Note
	ended  string // line ends that the text ends in, at most two
}

// Len returns the length of the text in bytes.
func (b *Builder) Len() int { return b.text.Len() }

// Insert adds text that no byte of the source stands for.
func (b *Builder) Insert(s string) {
	if s != "" {
		b.write(s)
		b.origin.Convert(len(s), 0)
	}
}

// Convert adds text that source[at:at+size] became as a whole. What lies before
// at and was not described has left no text.
func (b *Builder) Convert(s string, at, size int) {
	b.skipTo(at)
	if s == "" {
		b.origin.Skip(size)
		return
	}
	b.write(s)
	b.origin.Convert(len(s), size)
}

// Append adds text that the source from at on became by a map of its own.
func (b *Builder) Append(s string, m *document.SourceMap, at int) {
	b.skipTo(at)
	b.write(s)
	b.origin.Append(m, len(s))
}

func (b *Builder) write(s string) {
	b.text.WriteString(s)
	tail := s[max(0, len(s)-4):]
	if len(s) < 4 {
		tail = b.ended + tail
	}
	b.ended = tail[len(strings.TrimRight(tail, "\r\n")):]
}

func (b *Builder) skipTo(at int) {
	if _, source := b.origin.Len(); at > source {
		b.origin.Skip(at - source)
	}
}

// Break sees to it that an empty line sets off what follows, if there is text
// before.
func (b *Builder) Break() {
	if lines := strings.Count(b.ended, "\n"); b.Len() > 0 && lines < 2 {
		b.Insert("\n\n"[lines:])
	}
}

// Part names the text from a byte on, without the line ends at its end. Where
// there is no text there is no part.
func (b *Builder) Part(from int, label string, attributes ...document.Attr) {
	text := b.text.String()
	end := from + len(strings.TrimRight(text[from:], "\r\n"))
	if end > from {
		b.parts = append(b.parts, document.Span{Start: from, End: end, Label: label, Attributes: attributes})
	}
}

// Describe adds an attribute to the part of a number, counted from 0.
func (b *Builder) Describe(part int, key, value string) {
	if part < len(b.parts) {
		b.parts[part].Attributes = append(b.parts[part].Attributes, document.Attr{Key: key, Value: value})
	}
}

// Parts returns how many parts there are.
func (b *Builder) Parts() int { return len(b.parts) }

// Note says something about what is not in the text.
func (b *Builder) Note(code, message string) {
	b.notes = append(b.notes, document.Note{Stage: "reader", Code: code, Message: message})
}

// Done returns what was built of a source of so many bytes.
func (b *Builder) Done(size int) *Rendition {
	b.skipTo(size)
	return &Rendition{Text: b.text.String(), Origin: b.origin.Map(), Parts: b.parts, Notes: b.notes}
}
